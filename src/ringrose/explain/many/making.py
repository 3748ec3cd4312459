"""From many cases, or from their assessments, to a comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import partial
from os import PathLike

from ringrose.assessing import CaseLike, PackLike, assess_many
from ringrose.errors import InputError, Problem
from ringrose.explain.many.content import CaseRow, Comparison, Conclusion, CriterionCell, ElementCell, Heading, ShortReason
from ringrose.explain.report.charting import chart_of
from ringrose.explain.sentences import not_deciding, sentences
from ringrose.explain.telling import Teller
from ringrose.explain.texts import text_of
from ringrose.model.as_of import Day
from ringrose.model.assessment import Assessment, CriterionResult, Finding, Judgement
from ringrose.model.case import Citation
from ringrose.model.pack import Element, Pack
from ringrose.preparing import sound_pack

__all__ = ["NO_CASES", "compare", "compare_assessments"]

NO_CASES = Problem("cases", "No cases are given", "", "Name a file of JSON Lines, a case file, a folder or a glob")


def compare(
    cases: Iterable[CaseLike] | str | PathLike[str],
    *,
    pack: PackLike | None = None,
    engine: str = "auto",
    lang: str = "en",
    as_of: Day | None = None,
) -> Comparison:
    """Judge many cases, and put them side by side.

    ``cases`` is a name for cases as in `assess_many` (a case file, a file of JSON Lines, a Parquet file, a folder, a pattern), or several
    such names, cases, open files and mappings of the shape of a case file, in any mixture. All else is as in `assess_many`.

    Raises `InputError` as `assess_many` does, with the problems of all cases that cannot be used; and where no case is given.
    """
    sound = sound_pack(pack)
    problems: list[Problem] = []
    judged = partial(assess_many, pack=sound, engine=engine, lang=lang, as_of=as_of, rejected=lambda error: problems.extend(error.problems))
    judged([])  # what is wrong for all cases alike is told once
    rows: list[CaseRow] = []
    for one in [cases] if isinstance(cases, str | PathLike) else cases:
        try:
            rows += (_row(assessment, lang) for assessment in judged(one if isinstance(one, str | PathLike) else [one]))
        except InputError as error:  # a name for nothing
            problems += error.problems
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
        raise InputError([NO_CASES])
    headings = tuple(_heading(element, lang) for element in pack.on(date.max).elements)
    return Comparison(pack, lang, headings, tuple(_told_apart(rows)))


def _told_apart(rows: Collection[CaseRow]) -> Iterator[CaseRow]:
    """The rows, the later ones of one id with a number behind it that makes an id which no other has."""
    from attrs import evolve

    taken = {row.case for row in rows}
    last: dict[str, int] = {}
    for row in rows:
        if row.case not in last:
            last[row.case] = 1
            yield row
            continue
        id = row.case
        while id in taken:
            last[row.case] += 1
            id = f"{row.case}-{last[row.case]}"
        taken.add(id)
        yield evolve(row, id=id)


def _heading(element: Element, lang: str) -> Heading:
    criteria = tuple(
        Heading(one.id, text_of(one.title, lang, one.id), text_of(one.question, lang), role=one.role) for one in element.criteria
    )
    title = text_of(element.title, lang, element.id)
    return Heading(element.id, title, text_of(element.question, lang), element.standing, criteria=criteria)


# -- one case -------------------------------------------------------------------------------------------------------------------


def _row(assessment: Assessment, lang: str) -> CaseRow:
    """What is told of a case; the assessment can be forgotten then."""
    case, teller = assessment.case, Teller(assessment, lang)
    return CaseRow(
        id=case.id,
        case=case.id,
        title=text_of(case.title, lang, case.id),
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
    title = text_of(judgement.element.title, teller.lang, judgement.id)
    return ElementCell(judgement.id, title, judgement.status, judgement.standing, criteria)


def _criterion(result: CriterionResult, teller: Teller) -> CriterionCell:
    lang, criterion = teller.lang, result.criterion
    reasons = sorted((_reason(text, findings, teller) for text, findings in sentences(result.findings, lang)), key=not_deciding)
    title, question = text_of(criterion.title, lang, result.id), text_of(criterion.question, lang)
    return CriterionCell(result.id, title, question, result.role, result.status, tuple(reasons))


def _reason(text: str, findings: list[Finding], teller: Teller) -> ShortReason:
    first = findings[0]
    facts = sorted({id for finding in findings for id in finding.facts})
    citations = teller.places(findings)
    sources = tuple(dict.fromkeys(citation.id for citation in citations))
    return ShortReason(text, first.rule, first.polarity, first.decides, tuple(facts), _places(citations), len(findings), sources)


def _places(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Documents and places, each once: ``thesis, 4.1 par. 3``."""
    return tuple(dict.fromkeys(", ".join(part for part in (one.id, one.at, one.url) if part) for one in citations))
