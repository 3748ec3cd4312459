"""From an assessment to a report: all that it says, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from ringrose.assessing import CaseLike, PackLike, assess, check_language
from ringrose.explain.reasons import ElementTold, document_line, explain, head, source_fields
from ringrose.explain.repair import repair_of, threats_of
from ringrose.explain.repair_page import losses_told, scope_told, ways_told
from ringrose.explain.report.charting import chart_of
from ringrose.explain.report.content import ConflictTold, CriterionRow, ElementReport, Report, SourceTold
from ringrose.explain.telling import Line, Teller
from ringrose.explain.texts import text_of
from ringrose.explain.words import listed, say
from ringrose.model.as_of import Day
from ringrose.model.assessment import Assessment, Finding, Judgement
from ringrose.model.receipt import version
from ringrose.model.without import record_key

__all__ = ["report", "report_of"]

AT_MOST, PATIENCE, MOST = 4, 100, 3
"""How far a report looks for what would change an element: so many changes, so many changed cases; and so many ways of a kind are told."""


def report(
    case: CaseLike | Assessment, *, pack: PackLike | None = None, engine: str = "auto", lang: str | None = None, as_of: Day | None = None
) -> Report:
    """The report of a case, or of an assessment that is there, in a language.

    ``case``, ``pack``, ``engine`` and ``as_of`` are as in `assess`; an assessment needs none of the three last. ``lang`` is the language
    (default: the one that the assessment was asked for in, else English).

    Raises `InputError` as `assess` does.
    """
    if isinstance(case, Assessment):
        check_language(case.pack, lang or case.lang)
        return report_of(case, lang)
    return report_of(assess(case, pack=pack, engine=engine, lang=lang or "en", as_of=as_of))


def report_of(assessment: Assessment, lang: str | None = None, *, changes: bool = True) -> Report:
    """The report of an assessment in a language (default: the one asked for when assessing).

    What would change each element is looked for by assessing changed cases with the engine that made the assessment, no more than a fixed
    number of them; without ``changes`` it is not.
    """
    lang = lang or assessment.lang
    told = explain(assessment, lang)
    teller = Teller(assessment, lang)
    advice = {line.text: tuple(below.text for below in line.below) for line in told.recommendations}
    elements = tuple(
        _element(judgement, element, advice.get(element.title, ()), teller, assessment if changes else None)
        for judgement, element in zip(assessment, told.elements, strict=True)
    )
    others = tuple(_others(assessment, teller))
    return Report(
        lang=lang,
        case=assessment.case.id,
        title=told.title,
        head=_head(assessment, lang),
        elements=elements,
        chart=chart_of(assessment.case, assessment.pack, lang),
        conflicts=tuple(ConflictTold(*line.below) for line in told.conflicts),
        questions=told.open_questions,
        others=others,
        sources=tuple(_sources(assessment, lang)),
        references=told.references,
        made=f"ringrose {version()}",
    )


def _head(assessment: Assessment, lang: str) -> tuple[tuple[str, str], ...]:
    fields = [field.name.get(lang) for field in assessment.case.fields]
    agreed = [(say("report.fields", lang), listed(fields, lang))] if fields else []
    told = head(assessment, lang)
    return (*told[:1], *agreed, *told[1:], (say("report.digest", lang), str(assessment.pack.digest)))


def _element(
    judgement: Judgement, told: ElementTold, advice: tuple[str, ...], teller: Teller, assessment: Assessment | None
) -> ElementReport:
    lang = teller.lang
    criteria = tuple(
        CriterionRow(
            result.id,
            text_of(result.criterion.title, lang, result.id),
            text_of(result.criterion.question, lang),
            result.role,
            result.status,
        )
        for result in judgement.criteria
    )
    if assessment is None:
        return ElementReport(told, criteria, (), (), advice)
    if judgement.status == "met":
        threats = threats_of(assessment, judgement.id, at_most=AT_MOST, patience=PATIENCE)
        reach = tuple(scope_told(threats, "threats", lang))
        losses = tuple(losses_told(threats, teller, MOST, "report.more.threats"))
        return ElementReport(told, criteria, ((say("threats.losses", lang), losses),) if losses else (), reach, advice)
    repair = repair_of(assessment, judgement.id, at_most=AT_MOST, patience=PATIENCE)
    found = ways_told(repair, teller, MOST, "report.more.repair")
    ways = tuple((say(f"repair.{kind}", lang), tuple(lines)) for kind, lines in found)
    return ElementReport(told, criteria, ways, tuple(scope_told(repair, "repair", lang)), advice)


# -- facts and sources ----------------------------------------------------------------------------------------------------------


def _grounds(finding: Finding) -> Iterator[str | int]:
    """What a finding rests on: ids of facts and denials, and positions of complete records."""
    yield from finding.facts
    for absent in finding.absent:
        yield from absent.closed_by
        yield from absent.records


def _others(assessment: Assessment, teller: Teller) -> Iterator[Line]:
    """The facts, denials and closed records that no justification, conflict or open question tells, in an order of their own."""
    findings = (f for judgement in assessment for result in judgement.criteria for f in result.findings)
    used = {ground for f in findings if f.decides or f.polarity == "violates" for ground in _grounds(f)}
    used |= {id for conflict in assessment.conflicts for id in (conflict.fact, conflict.denial)}
    used |= {question.fact.id for question in assessment.open_questions if question.fact.id is not None}
    left = sorted((fact for fact in assessment.case.facts if fact.id not in used), key=lambda fact: str(fact.id))
    teller.forget()
    for holds, code in ((True, ""), (False, "denied"), ("unknown", "report.unknown")):
        yield from teller.fact_lines((fact for fact in left if fact.holds == holds), code)
    records = (record for n, record in enumerate(assessment.case.complete) if n not in used)
    yield from map(teller.closure_line, sorted(records, key=record_key))


def _sources(assessment: Assessment, lang: str) -> Iterator[SourceTold]:
    """Every source of the case, in the order of the file."""
    case = assessment.case
    cited: Counter[tuple[str, object]] = Counter()
    for fact in case.facts:
        cited.update((id, fact.holds) for id in {citation.id for citation in fact.source})
    for record in case.complete:
        cited.update((id, "record") for id in {citation.id for citation in record.source})
    decides = _decides(assessment, lang)
    for source in case.sources:
        fields: Mapping[str, Any] = {**source_fields(source), "URL": None}
        document = document_line(fields, lang)
        yield SourceTold(
            id=source.id,
            document=evolve(document, text=document.text.removeprefix(f"{source.id}: ")),
            url=source.url or "",
            facts=cited[source.id, True],
            denials=cited[source.id, False],
            unknown=cited[source.id, "unknown"],
            records=cited[source.id, "record"],
            decides=tuple(decides.get(source.id, ())),
        )


def _decides(assessment: Assessment, lang: str) -> dict[str, dict[str, None]]:
    """The titles of the elements whose status rests on a source, by its id."""
    case = assessment.case
    facts = {fact.id: fact for fact in case.facts}
    found: dict[str, dict[str, None]] = {}
    for judgement in assessment:
        title = text_of(judgement.element.title, lang, judgement.id)
        for ground in dict.fromkeys(ground for finding in judgement.deciding for ground in _grounds(finding)):
            stated = case.complete[ground] if isinstance(ground, int) else facts.get(ground)
            for citation in stated.source if stated is not None else ():
                found.setdefault(citation.id, {})[title] = None
    return found
