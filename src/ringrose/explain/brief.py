"""An assessment in brief: each criterion with its sentences and their places, and nothing below. It looks for no open questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from ringrose.explain.reasons import head
from ringrose.explain.sentences import sentences
from ringrose.explain.telling import Teller
from ringrose.explain.texts import text_of
from ringrose.explain.words import concluded, say
from ringrose.model.assessment import Assessment, CriterionResult, Finding, Judgement
from ringrose.model.case import Citation, Published

__all__ = ["Brief", "CriterionBrief", "ElementBrief", "Sentence", "brief", "brief_judgement", "parts"]

Places = Callable[[Sequence[Finding]], tuple[Citation, ...]]


@frozen
class Sentence:
    """What findings of one rule say. ``places`` and ``sources`` tell where it was read; a judgement alone does not know that."""

    text: str
    decides: bool
    findings: int
    places: str = ""
    sources: tuple[str, ...] = ()


@frozen
class CriterionBrief:
    """A criterion, with a sentence for what was found; ``question`` is what it asks."""

    id: str
    title: str
    question: str
    role: str
    status: str
    sentences: tuple[Sentence, ...]


@frozen
class ElementBrief:
    """An element, with its criteria. ``published`` is what sources concluded themselves: their words or ours, and the places."""

    id: str
    title: str
    question: str
    status: str
    standing: str | None
    criteria: tuple[CriterionBrief, ...]
    published: tuple[tuple[str, str], ...] = ()


@frozen
class Brief:
    """A whole assessment in one language; ``head`` are labels and texts."""

    lang: str
    title: str
    head: tuple[tuple[str, str], ...]
    elements: tuple[ElementBrief, ...]


def brief(assessment: Assessment, lang: str | None = None) -> Brief:
    """An assessment in brief, in a language (default: the one asked for when assessing)."""
    lang = lang or assessment.lang
    teller, case = Teller(assessment, lang), assessment.case
    elements = tuple(_element(judgement, lang, teller, _published(case.published, judgement.id, teller)) for judgement in assessment)
    return Brief(lang, text_of(case.title, lang, case.id), head(assessment, lang), elements)


def brief_judgement(judgement: Judgement, lang: str | None = None) -> ElementBrief:
    """A judgement in brief, in a language (default: the one asked for when assessing)."""
    return _element(judgement, lang or judgement.lang)


def parts(element: ElementBrief, lang: str) -> dict[str, tuple[CriterionBrief, ...]]:
    """The criteria of an element in the parts of a report that have any: ``why`` for what decided, ``also``, and ``unknown``.

    A criterion stands in each part with the sentences that belong there. Where the element is undetermined, what is missing decided.
    """
    why: list[CriterionBrief] = []
    also: list[CriterionBrief] = []
    unknown: list[CriterionBrief] = []
    for criterion in element.criteria:
        for part, decides in ((why, True), (also, False)):
            if told := tuple(sentence for sentence in criterion.sentences if sentence.decides is decides):
                part.append(evolve(criterion, sentences=told))
        if criterion.status == "unknown":
            missing = element.status == "undetermined" and criterion.role == "essential"
            (why if missing else unknown).append(_missing(criterion, lang) if missing else criterion)
    return {code: tuple(part) for code, part in (("why", why), ("also", also), ("unknown", unknown)) if part}


def _missing(criterion: CriterionBrief, lang: str) -> CriterionBrief:
    text = say("missing", lang, question=criterion.question or criterion.title)
    return evolve(criterion, sentences=(Sentence(text, True, 0),))


def _element(judgement: Judgement, lang: str, teller: Teller | None = None, published: tuple[tuple[str, str], ...] = ()) -> ElementBrief:
    element = judgement.element
    criteria = tuple(_criterion(result, lang, teller) for result in judgement.criteria)
    title = text_of(element.title, lang, element.id)
    return ElementBrief(element.id, title, text_of(element.question, lang), judgement.status, judgement.standing, criteria, published)


def _criterion(result: CriterionResult, lang: str, teller: Teller | None) -> CriterionBrief:
    told = tuple(_sentence(text, findings, teller) for text, findings in sentences(result.findings, lang))
    title = text_of(result.criterion.title, lang, result.id)
    return CriterionBrief(result.id, title, text_of(result.criterion.question, lang), result.role, result.status, told)


def _sentence(text: str, findings: list[Finding], teller: Teller | None) -> Sentence:
    decides = any(finding.decides for finding in findings)
    if teller is None:
        return Sentence(text, decides, len(findings))
    citations = teller.places(findings)
    places = teller.citations(citations) if citations else ""
    return Sentence(text, decides, len(findings), places, tuple(dict.fromkeys(citation.id for citation in citations)))


def _published(all_published: Sequence[Published], element: str, teller: Teller) -> tuple[tuple[str, str], ...]:
    told = (p for p in all_published if p.element == element)
    return tuple((concluded(p.status, teller.lang), teller.citations(p.source)) for p in told)
