"""From many cases, or from their assessments, to a comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from os import PathLike

from ringrose.assessing import CaseLike, PackLike, assess_many
from ringrose.errors import InputError, Problem
from ringrose.explain.many.content import CaseRow, Comparison, Conclusion, CriterionCell, ElementCell, Heading, ShortReason
from ringrose.explain.report.charting import chart_of
from ringrose.explain.sentences import sentences
from ringrose.explain.telling import Teller
from ringrose.model.assessment import Assessment, CriterionResult, Finding, Judgement
from ringrose.model.case import Citation
from ringrose.model.pack import Element, Pack
from ringrose.model.text import LocalText
from ringrose.preparing import sound_pack

__all__ = ["compare", "compare_assessments"]


def compare(
    cases: Iterable[CaseLike] | str | PathLike[str], *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en"
) -> Comparison:
    """Judge many cases, and put them side by side. All arguments are as in `assess_many`.

    Raises `InputError` as `assess_many` does, with the problems of all cases that cannot be used; and where no case is given.
    """
    sound = sound_pack(pack)
    problems: list[Problem] = []
    rows = [
        _row(assessment, lang)
        for assessment in assess_many(cases, pack=sound, engine=engine, lang=lang, rejected=lambda error: problems.extend(error.problems))
    ]
    if problems:
        raise InputError(problems)
    return _comparison(sound, lang, rows)


def compare_assessments(assessments: Iterable[Assessment], lang: str | None = None) -> Comparison:
    """Put assessments side by side, in a language (default: that of the first).

    Raises `InputError` where there are none, and where they were not all made by the same pack.
    """
    pack: Pack | None = None
    rows: list[CaseRow] = []
    problems: list[Problem] = []
    for assessment in assessments:
        pack, lang = pack or assessment.pack, lang or assessment.lang
        if assessment.pack.named == pack.named:
            rows.append(_row(assessment, lang))
        else:
            problems.append(_other_pack(assessment, pack))
    if problems:
        raise InputError(problems)
    return _comparison(pack, lang or "en", rows)


def _other_pack(assessment: Assessment, pack: Pack) -> Problem:
    other = assessment.pack
    what = f"This was judged by {other.id} {other.version}, and the first case by {pack.id} {pack.version}"
    if (other.id, other.version) == (pack.id, pack.version):
        what = f"This was judged by other rules than the first case, although both name them {pack.id} {pack.version}"
    hint = "Judge all cases by one pack"
    return Problem(f"case {assessment.case.id}", what, "Only what the same rules judged can be compared", hint)


def _comparison(pack: Pack | None, lang: str, rows: list[CaseRow]) -> Comparison:
    if pack is None or not rows:
        raise InputError([Problem("cases", "No cases are given", "", "Name a file of JSON Lines, a case file, a folder or a glob")])
    headings = tuple(_heading(element, lang) for element in pack.on(date.max).elements)
    return Comparison(pack, lang, headings, tuple(_told_apart(rows)))


def _told_apart(rows: Collection[CaseRow]) -> Iterator[CaseRow]:
    """The rows, the later ones of one id with a number behind it that makes an id which no other has."""
    from attrs import evolve

    taken = {row.case for row in rows}
    seen: set[str] = set()
    for row in rows:
        id, number = row.case, 1
        while id in seen or (number > 1 and id in taken):
            number += 1
            id = f"{row.case}-{number}"
        seen.add(id)
        yield row if id == row.id else evolve(row, id=id)


def _text(text: LocalText | None, lang: str) -> str:
    return text.get(lang) if text else ""


def _heading(element: Element, lang: str) -> Heading:
    criteria = tuple(
        Heading(one.id, _text(one.title, lang) or one.id, _text(one.question, lang), role=one.role) for one in element.criteria
    )
    title = _text(element.title, lang) or element.id
    return Heading(element.id, title, _text(element.question, lang), element.standing, criteria=criteria)


# -- one case -------------------------------------------------------------------------------------------------------------------


def _row(assessment: Assessment, lang: str) -> CaseRow:
    """What is told of a case; the assessment can be forgotten then."""
    case, teller = assessment.case, Teller(assessment, lang)
    return CaseRow(
        id=case.id,
        case=case.id,
        title=_text(case.title, lang) or case.id,
        partners=tuple(p.name.get(lang) + (f" ({p.country})" if p.country else "") for p in case.partners),
        review=(str(case.review.start), str(case.review.end)),
        as_of=assessment.as_of.day.isoformat() if assessment.as_of else None,
        facts=len(case.facts),
        conflicts=len(assessment.conflicts),
        elements=tuple(_element(judgement, teller) for judgement in assessment),
        published=tuple(Conclusion(one.element, one.status, "; ".join(_places(one.source))) for one in case.published),
        chart=chart_of(case, assessment.pack, lang),
    )


def _element(judgement: Judgement, teller: Teller) -> ElementCell:
    criteria = tuple(_criterion(result, teller) for result in judgement.criteria)
    title = _text(judgement.element.title, teller.lang) or judgement.id
    return ElementCell(judgement.id, title, judgement.status, judgement.standing, criteria)


def _criterion(result: CriterionResult, teller: Teller) -> CriterionCell:
    lang, criterion = teller.lang, result.criterion
    reasons = sorted((_reason(text, findings, teller) for text, findings in sentences(result.findings, lang)), key=_not_deciding)
    title, question = _text(criterion.title, lang) or result.id, _text(criterion.question, lang)
    return CriterionCell(result.id, title, question, result.role, result.status, tuple(reasons))


def _not_deciding(reason: ShortReason) -> bool:
    return not reason.decides


def _reason(text: str, findings: list[Finding], teller: Teller) -> ShortReason:
    first = findings[0]
    facts = sorted({id for finding in findings for id in finding.facts})
    citations = teller.places(findings)
    sources = tuple(dict.fromkeys(citation.id for citation in citations))
    return ShortReason(text, first.rule, first.polarity, first.decides, tuple(facts), _places(citations), len(findings), sources)


def _places(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Documents and places, each once: ``thesis, 4.1 par. 3``."""
    return tuple(dict.fromkeys(", ".join(part for part in (one.id, one.at, one.url) if part) for one in citations))
