"""Assessments, judgements and comparisons as rows of a table: one for each criterion.

`COLUMNS` is the one list of columns, and `row_of` the one maker of rows:

| column | type | what it holds |
|---|---|---|
| case | text | the id of the case |
| title | text | its title, in the language |
| element | text | the id of the element |
| element_status | text | met, not_met, contested or undetermined |
| standing | text | attested or provisional |
| criterion | text | the id of the criterion |
| role | text | essential, safeguard or informative |
| criterion_status | text | satisfied, violated, contested or unknown |
| published | text | what sources concluded about the element themselves, one a line |
| findings | integer | how many findings the criterion has |
| decides | boolean | whether one of them gave the element its status |
| reasons | text | the findings as sentences, in the language, one a line; those that decide first |
| sources | text | the ids of the sources that they rest on, one a line |

What is not known is None: a judgement alone knows neither its case nor its sources, and a criterion without findings has no reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from ringrose.explain.brief import ElementBrief, brief, brief_judgement
from ringrose.explain.sentences import not_deciding
from ringrose.model.assessment import Assessment, Judgement

__all__ = ["COLUMNS", "Row", "row_of", "rows_of"]

Row = dict[str, str | int | bool | None]

COLUMNS: Mapping[str, type] = {
    "case": str,
    "title": str,
    "element": str,
    "element_status": str,
    "standing": str,
    "criterion": str,
    "role": str,
    "criterion_status": str,
    "published": str,
    "findings": int,
    "decides": bool,
    "reasons": str,
    "sources": str,
}
"""The columns of every table, in order, and the type of each."""


class _Sentence(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def decides(self) -> bool: ...
    @property
    def findings(self) -> int: ...
    @property
    def sources(self) -> Sequence[str]: ...


class _Criterion(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def status(self) -> str: ...


class _Element(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def standing(self) -> str | None: ...


def rows_of(shown: Assessment | Judgement) -> list[Row]:
    """A row for each criterion of an assessment or of a judgement."""
    if isinstance(shown, Judgement):
        return list(_rows(brief_judgement(shown), None, None, ()))
    told, case = brief(shown), shown.case
    rows: list[Row] = []
    for element in told.elements:
        rows += _rows(element, case.id, told.title, [one.status for one in case.published if one.element == element.id])
    return rows


def _rows(element: ElementBrief, case: str | None, title: str | None, published: Iterable[str]) -> Iterable[Row]:
    return (row_of(case, title, element, criterion, published, criterion.sentences) for criterion in element.criteria)


def row_of(
    case: str | None, title: str | None, element: _Element, criterion: _Criterion, published: Iterable[str], sentences: Iterable[_Sentence]
) -> Row:
    """A row of a table: a criterion of an element of a case, and the sentences that tell its findings."""
    told = sorted(sentences, key=not_deciding)
    return {
        "case": case,
        "title": title,
        "element": element.id,
        "element_status": element.status,
        "standing": element.standing,
        "criterion": criterion.id,
        "role": criterion.role,
        "criterion_status": criterion.status,
        "published": _lines(published),
        "findings": sum(sentence.findings for sentence in told),
        "decides": any(sentence.decides for sentence in told),
        "reasons": _lines(sentence.text for sentence in told),
        "sources": _lines(dict.fromkeys(source for sentence in told for source in sentence.sources)),
    }


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None
