"""Open questions as lines: what is asked, what waits for it, and what each answer would make of the elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.words import listed, say
from ringrose.model.assessment import Assessment, OpenQuestion

__all__ = ["asked", "question_line", "questions_told"]


def asked(question: OpenQuestion, teller: Teller) -> str:
    """The question itself, with the attributes that it leaves open."""
    code = "ask.another" if question.another else "ask.question"
    return say(code, teller.lang, fact=teller.open_pattern(question.fact.type, question.fact.attributes))


def question_line(question: OpenQuestion, assessment: Assessment, teller: Teller) -> Line:
    """A question, with what waits for it, what a yes and what a no would make of it."""
    lang = teller.lang
    below = _looked_for(question, teller)
    if question.criterion is not None:
        element, _, id = question.criterion.partition(".")
        criterion = assessment[element][id].criterion
        title = criterion.title.get(lang) if criterion.title else id
        below.append(line("ask.waits", lang, element=_title(assessment, element, lang), criterion=title))
    return Line(asked(question, teller), "question", "", [*below, *_answers(question, assessment, lang)], "ask.question")


def questions_told(assessment: Assessment, teller: Teller) -> Iterable[Line]:
    """The questions for a report: those that were looked for, and those that settle something; the others are counted."""
    others = 0
    for question in assessment.open_questions:
        if question.fact.id is None and not question.settles:
            others += 1
            continue
        answers = _answers(question, assessment, teller.lang) if question.settles else []
        yield Line(asked(question, teller), "question", "", [*_looked_for(question, teller), *answers], "ask.question")
    if others:
        yield line("ask.others", teller.lang, count=str(others))


def _looked_for(question: OpenQuestion, teller: Teller) -> list[Line]:
    """The fact that was looked for and could not be told, with its sources."""
    return teller.fact_lines([question.fact]) if question.fact.id is not None else []


def _answers(question: OpenQuestion, assessment: Assessment, lang: str) -> list[Line]:
    if question.if_yes is not None:
        yes = _outcome(question.if_yes, assessment, lang)
    else:
        known = assessment.pack.vocabulary.types[question.fact.type].attributes
        lacking = [n.replace("_", " ") for n, a in known.items() if a.required and n not in question.fact.attributes]
        yes = say("ask.unsayable", lang, attributes=listed(lacking, lang))
    return [line("ask.yes", lang, changes=yes), line("ask.no", lang, changes=_outcome(question.if_no, assessment, lang))]


def _outcome(statuses: Mapping[str, str], assessment: Assessment, lang: str) -> str:
    changes = [
        say("ask.becomes", lang, element=_title(assessment, element, lang), status=say(f"status.{status}", lang))
        for element, status in statuses.items()
        if assessment[element].status != status
    ]
    return "; ".join(changes) or say("ask.nothing", lang)


def _title(assessment: Assessment, element: str, lang: str) -> str:
    title = assessment[element].element.title
    return title.get(lang) if title else element
