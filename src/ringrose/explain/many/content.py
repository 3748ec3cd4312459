"""What is told of many cases side by side, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import frozen

from ringrose.explain.many.agreement import Agreement, agreement_of
from ringrose.explain.many.counting import Failures, failures_of
from ringrose.explain.report.chart import Chart
from ringrose.explain.rows import Row, row_of
from ringrose.model.pack import Pack
from ringrose.model.shown import LaidOut, Shown

__all__ = ["CaseRow", "Comparison", "Conclusion", "CriterionCell", "ElementCell", "Heading", "ShortReason"]


@frozen
class ShortReason:
    """Findings of one rule in a sentence; ``facts`` are the ids of what they rest on, and ``places`` where that was read.

    ``findings`` says how many they are, and ``sources`` are the ids of the documents of the places.
    """

    text: str
    rule: str
    polarity: str
    decides: bool
    facts: tuple[str, ...]
    places: tuple[str, ...]
    findings: int = 1
    sources: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "text": self.text,
            "rule": self.rule,
            "polarity": self.polarity,
            "decides": self.decides,
            "facts": list(self.facts),
            "places": list(self.places),
        }


@frozen
class CriterionCell:
    """A criterion in one case; ``reasons`` tell all its findings, those that decide first."""

    id: str
    title: str
    question: str
    role: str
    status: str
    reasons: tuple[ShortReason, ...]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {"id": self.id, "role": self.role, "status": self.status, "reasons": [reason.to_dict() for reason in self.reasons]}


@frozen
class Conclusion:
    """What a source concluded itself of an element: one of our statuses, or its own words; and where it says so."""

    element: str
    status: str
    place: str

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {"element": self.element, "status": self.status, "place": self.place}


@frozen
class ElementCell:
    """An element in one case."""

    id: str
    title: str
    status: str
    standing: str | None
    criteria: tuple[CriterionCell, ...]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "element": self.id,
            "status": self.status,
            "standing": self.standing,
            "criteria": [criterion.to_dict() for criterion in self.criteria],
        }


@frozen
class CaseRow:
    """One case.

    ``id`` tells it apart from all others of the comparison: where several cases have one id, the later ones get a number behind it.
    ``case`` is the id that the case states itself. ``as_of`` is the day as of which it was judged, where it was. ``facts`` and
    ``conflicts`` are how many there are.
    """

    id: str
    case: str
    title: str
    partners: tuple[str, ...]
    review: tuple[str, str]
    as_of: str | None
    facts: int
    conflicts: int
    elements: tuple[ElementCell, ...]
    published: tuple[Conclusion, ...]
    chart: Chart

    def concluded(self, element: str) -> tuple[Conclusion, ...]:
        """What sources concluded of an element."""
        return tuple(one for one in self.published if one.element == element)

    def to_dict(self) -> dict[str, Any]:
        """The row as JSON has it; charts are for pictures, and no part of it."""
        return {
            "id": self.id,
            "case": self.case,
            "title": self.title,
            "partners": list(self.partners),
            "review": dict(zip(("from", "to"), self.review, strict=True)),
            **({} if self.as_of is None else {"as_of": self.as_of}),
            "facts": self.facts,
            "conflicts": self.conflicts,
            "judgements": [element.to_dict() for element in self.elements],
            "published": [one.to_dict() for one in self.published],
        }


@frozen
class Heading:
    """What heads a column: an element with its criteria, or one of these with its role."""

    id: str
    title: str
    question: str
    standing: str | None = None
    role: str | None = None
    criteria: tuple[Heading, ...] = ()


@frozen
class Comparison(Shown, LaidOut):
    """Many cases, judged by one pack; iterating gives them in the order in which they were given.

    ``elements`` head the columns. All texts are in the language ``lang``.
    """

    _layouts: ClassVar[str] = "ringrose.render.comparison"

    pack: Pack
    lang: str
    elements: tuple[Heading, ...]
    cases: tuple[CaseRow, ...]

    def __iter__(self) -> Iterator[CaseRow]:
        return iter(self.cases)

    def __len__(self) -> int:
        return len(self.cases)

    def __getitem__(self, case: str) -> CaseRow:
        for row in self.cases:
            if row.id == case:
                return row
        raise KeyError(case)

    def failures(self) -> Failures:
        """In how many cases each element and each criterion has each status."""
        return failures_of(self)

    @property
    def agreement(self) -> Agreement:
        """How far the judgements agree with what sources concluded themselves. Each time it is asked for, it is counted anew."""
        return agreement_of(self)

    def to_dict(self) -> dict[str, Any]:
        """The comparison in format ``comparison/1``."""
        return {
            "ringrose": "comparison/1",
            "pack": self.pack.named,
            "lang": self.lang,
            "cases": [row.to_dict() for row in self.cases],
            "failures": self.failures().to_dict(),
            "agreement": self.agreement.to_dict(),
        }

    def to_rows(self) -> list[Row]:
        """The comparison as a table: a row for each criterion of each case; `ringrose.explain.rows` tells the columns."""
        return [
            row_of(case.id, case.title, element, criterion, [one.status for one in case.concluded(element.id)], criterion.reasons)
            for case in self.cases
            for element in case.elements
            for criterion in element.criteria
        ]
