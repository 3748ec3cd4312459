"""From an assessment to what a report says: why each element has its status, what is open, what would help, and on which sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from ringrose.explain.questions import questions_told
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.texts import text_of
from ringrose.explain.together import together
from ringrose.explain.words import concluded, listed, say
from ringrose.model.as_of import AsOf
from ringrose.model.assessment import Assessment, CriterionResult, Finding, Judgement
from ringrose.model.case import Citation, Source
from ringrose.model.text import LocalText, as_text

__all__ = [
    "CriterionTold",
    "ElementTold",
    "Explanation",
    "Reason",
    "document_line",
    "explain",
    "head",
    "references",
    "source_fields",
    "sources",
]


@frozen
class Reason:
    """Findings of one rule that differ in one word of their sentence at most, told together.

    What decides, and what is violated, is told down to its facts (``because``); of the rest the places are named (``places``, and as
    ``citations``).
    """

    text: str
    rule: str
    polarity: str
    decides: bool
    findings: tuple[Finding, ...]
    because: tuple[Line, ...]
    places: str
    citations: tuple[Citation, ...] = ()

    @property
    def line(self) -> Line:
        """The reason as a line, with what it rests on below."""
        return Line(self.text, "reason", self.places, self.because, citations=self.citations)


@frozen
class CriterionTold:
    """A criterion in words; ``reasons`` are those of its findings that belong in this part of the report."""

    id: str
    title: str
    role: str
    status: str
    reasons: tuple[Reason, ...] = ()


@frozen
class ElementTold:
    """An element in words.

    ``why`` is what decided; ``missing`` what would have to be known, where the element is undetermined; ``also`` what else was found, and
    ``unknown`` what else is not known. ``published`` is what sources concluded themselves. ``disputed`` are remarks on facts that decide
    although a source denies them.
    """

    id: str
    title: str
    question: str
    status: str
    standing: str | None
    why: tuple[CriterionTold, ...]
    missing: tuple[Line, ...]
    also: tuple[CriterionTold, ...]
    unknown: tuple[Line, ...]
    published: tuple[Line, ...]
    disputed: tuple[Line, ...] = ()


@frozen
class Explanation:
    """A whole report in one language, before it is laid out; the recommendations stand under the titles of their elements."""

    lang: str
    title: str
    head: tuple[tuple[str, str], ...]
    elements: tuple[ElementTold, ...]
    conflicts: tuple[Line, ...]
    open_questions: tuple[Line, ...]
    recommendations: tuple[Line, ...]
    sources: tuple[Line, ...]
    references: tuple[Line, ...]


def explain(assessment: Assessment, lang: str | None = None) -> Explanation:
    """Tell an assessment in a language (default: the one asked for when assessing)."""
    lang = lang or assessment.lang
    teller = Teller(assessment, lang)
    elements = tuple(_element(judgement, teller) for judgement in assessment)
    teller.forget()
    conflicts = tuple(_conflicts(assessment, teller))
    teller.forget()
    questions = tuple(questions_told(assessment, teller))
    return Explanation(
        lang=lang,
        title=text_of(assessment.case.title, lang, assessment.case.id),
        head=head(assessment, lang),
        elements=elements,
        conflicts=conflicts,
        open_questions=questions,
        recommendations=_recommendations(assessment, teller),
        sources=sources(assessment, teller),
        references=references(assessment, teller),
    )


def head(assessment: Assessment, lang: str) -> tuple[tuple[str, str], ...]:
    """The frame of a case and the rules that judged it: labels and texts."""
    case, pack = assessment.case, assessment.pack
    partners = [p.name.get(lang) + (f" ({p.country})" if p.country else "") for p in case.partners]
    span = say("head.review.span", lang, start=str(case.review.start), end=str(case.review.end))
    rules = say("head.rules.pack", lang, pack=pack.id, version=pack.version, engine=assessment.engine)
    return (
        (say("head.partners", lang), listed(partners, lang)),
        (say("head.review", lang), span),
        *([(say("head.as_of", lang), as_of_told(assessment.as_of, lang))] if assessment.as_of else []),
        (say("head.rules", lang), rules),
    )


def as_of_told(as_of: AsOf, lang: str) -> str:
    """As of which day a case was judged, and what was left out and kept."""
    left_out = len(as_of.later) + len(as_of.naming) + len(as_of.records)
    return say("head.as_of.told", lang, day=as_of.day.isoformat(), left_out=str(left_out), undated=str(len(as_of.undated)))


# -- elements -----------------------------------------------------------------------------------------------------------------


def _element(judgement: Judgement, teller: Teller) -> ElementTold:
    teller.forget()
    lang, element = teller.lang, judgement.element
    why: list[CriterionTold] = []
    also: list[CriterionTold] = []
    missing: list[Line] = []
    unknown: list[Line] = []
    for result in judgement.criteria:
        reasons = _reasons(result, teller)
        for part, decides in ((why, True), (also, False)):
            if told := tuple(reason for reason in reasons if reason.decides is decides):
                part.append(_criterion(result, lang, told))
        if result.status == "unknown":
            decides = judgement.status == "undetermined" and result.role == "essential"
            (missing if decides else unknown).append(_question(result, lang, "missing" if decides else "unknown"))
    return ElementTold(
        id=judgement.id,
        title=text_of(element.title, lang, element.id),
        question=text_of(element.question, lang),
        status=judgement.status,
        standing=judgement.standing,
        why=tuple(why),
        missing=tuple(missing),
        also=tuple(also),
        unknown=tuple(unknown),
        published=tuple(
            Line(
                say("published", lang, status=concluded(p.status, lang)),
                "fact",
                teller.citations(p.source),
                [Line(say("note", lang, text=p.note.get(lang)), "note")] if p.note else [],
                citations=p.source,
            )
            for p in teller.case.published
            if p.element == judgement.id
        ),
        disputed=tuple(_disputed(judgement, teller)),
    )


def _disputed(judgement: Judgement, teller: Teller) -> Iterable[Line]:
    ids = sorted({id for finding in judgement.deciding for id in finding.facts if id in teller.denials})
    if ids:
        yield line("element.disputed", teller.lang, "note", facts=listed(ids, teller.lang))


def _criterion(result: CriterionResult, lang: str, reasons: tuple[Reason, ...] = ()) -> CriterionTold:
    return CriterionTold(result.id, text_of(result.criterion.title, lang, result.id), result.role, result.status, reasons)


def _question(result: CriterionResult, lang: str, code: str) -> Line:
    told = _criterion(result, lang)
    question = text_of(result.criterion.question, lang, told.title)
    return Line(say(code, lang, question=question), "question", f"{told.title}, {say(f'role.{told.role}', lang)}")


def _reasons(result: CriterionResult, teller: Teller) -> list[Reason]:
    """The findings of a criterion, those of one rule that differ in one slot told together."""
    groups = together(result.findings, lambda f: ((f.rule, f.polarity), teller.shape(f.message)))
    return [_reason(findings, slot, teller) for slot, findings in groups]


def _reason(findings: list[Finding], slot: str | None, teller: Teller) -> Reason:
    first = findings[0]
    text = teller.sentence([finding.message for finding in findings], slot)
    because: tuple[Line, ...] = ()
    citations: tuple[Citation, ...] = ()
    if first.decides or first.polarity == "violates":
        nodes = [node for finding in findings for node in finding.because]
        because = (*teller.justification(text, nodes), teller.rule_line(first.rule))
    else:
        citations = teller.places(findings)
    places = teller.citations(citations) if citations else ""
    return Reason(text, first.rule, first.polarity, first.decides, tuple(findings), because, places, citations)


# -- the rest of a report -------------------------------------------------------------------------------------------------------


def _conflicts(assessment: Assessment, teller: Teller) -> Iterable[Line]:
    for conflict in assessment.conflicts:
        teller.forget()  # each conflict is told with both of its sources
        (holds,) = teller.fact_lines([teller.facts[conflict.fact]])
        holds = evolve(holds, below=[below for below in holds.below if below.code != "disputed"])  # the denial stands beside it
        denied = teller.fact_lines([teller.facts[conflict.denial]], "denied")
        yield Line(say("conflict", teller.lang), "conflict", "", [holds, *denied])


def _recommendations(assessment: Assessment, teller: Teller) -> tuple[Line, ...]:
    by_element: dict[str, list[str]] = {}
    for slot, group in together(assessment.advice(teller.lang), lambda r: ((r.element, r.rule), teller.shape(r.message))):
        title = text_of(assessment.pack.element(group[0].element).title, teller.lang, group[0].element)
        by_element.setdefault(title, []).append(teller.sentence([r.message for r in group], slot))
    return tuple(Line(title, "element", "", [Line(text, "advice") for text in dict.fromkeys(texts)]) for title, texts in by_element.items())


def sources(assessment: Assessment, teller: Teller) -> tuple[Line, ...]:
    """The sources of the case that were cited so far."""
    return tuple(document_line(source_fields(s), teller.lang) for s in assessment.case.sources if s.id in teller.cited)


def source_fields(source: Source) -> dict[str, Any]:
    """A source as its CSL-JSON fields."""
    return {"id": source.id, "title": source.title, "issued": source.issued, "URL": source.url, "note": source.note, **source.details}


def references(assessment: Assessment, teller: Teller) -> tuple[Line, ...]:
    """What the rules that were told so far rest on."""
    return tuple(document_line(r, teller.lang) for r in assessment.pack.references if r.get("id") in teller.referred)


def document_line(fields: Mapping[str, Any], lang: str) -> Line:
    """A document in words, from its CSL-JSON fields: authors, title, date, publisher, address."""
    authors = [_person(person) for person in _listed(fields.get("author"))]
    title = fields.get("title")
    doi = fields.get("DOI")
    parts = [
        listed([a for a in authors if a], lang),
        as_text(title).get(lang) if isinstance(title, str | Mapping | LocalText) else say("no_title", lang),
        *(str(fields[key]) for key in ("container-title", "publisher") if isinstance(fields.get(key), str)),
        _issued(fields.get("issued")),
        f"https://doi.org/{doi}" if isinstance(doi, str) else "",
        str(fields.get("URL") or fields.get("url") or ""),
    ]
    note = fields.get("note")
    below = [Line(say("note", lang, text=as_text(note).get(lang)), "note")] if isinstance(note, str | Mapping | LocalText) else []
    return Line(f"{fields['id']}: {'. '.join(part.rstrip('.') for part in parts if part)}.", "document", "", below)


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]


def _person(person: object) -> str:
    if not isinstance(person, Mapping):
        return str(person)
    return str(person.get("literal") or " ".join(str(person[part]) for part in ("given", "family") if part in person))


def _issued(issued: object) -> str:
    if isinstance(issued, Mapping):  # CSL-JSON: {"date-parts": [[2021, 3]]}
        first = next(iter(_listed(issued.get("date-parts"))), None)
        return "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in _listed(first)) or str(issued.get("literal", ""))
    if isinstance(issued, date):
        return issued.isoformat()
    return "" if issued is None else str(issued)
