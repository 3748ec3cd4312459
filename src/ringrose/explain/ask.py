"""The open questions of a case, told: what is asked, what waits for it, and what each answer would make of the elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from ringrose.assessing import CaseLike, PackLike, assess
from ringrose.explain.page import Page, Section
from ringrose.explain.reasons import head
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.words import listed, say
from ringrose.model.assessment import QUESTION_KINDS, Assessment, OpenQuestion

__all__ = ["Questions", "ask", "question_line"]


@frozen
class Questions:
    """The open questions of an assessment, those that settle most elements first."""

    assessment: Assessment

    def __iter__(self) -> Any:
        return iter(self.assessment.open_questions)

    def __len__(self) -> int:
        return len(self.assessment.open_questions)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``questions/1``; each question as in an assessment, with its text."""
        lang = lang or self.assessment.lang
        pack, teller = self.assessment.pack, Teller(self.assessment, lang)
        return {
            "ringrose": "questions/1",
            "case": self.assessment.case.id,
            "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
            "questions": [{**q.to_dict(), "text": _asked(q, teller)} for q in self],
        }

    def page(self, lang: str | None = None) -> Page:
        """The questions in words: what was looked for, what never was, and what is missing in records that are open."""
        lang = lang or self.assessment.lang
        assessment, teller = self.assessment, Teller(self.assessment, lang)
        case = assessment.case
        title = say("ask.title", lang, name=case.title.get(lang) if case.title else case.id)
        sections = []
        for kind in QUESTION_KINDS:
            lines = [question_line(q, assessment, teller) for q in self if q.kind == kind]
            if lines:
                sections.append(Section(say(f"ask.{kind}", lang), lines))
        return Page(lang, title, head(assessment, lang), sections or [Section("", [line("ask.none", lang)])])


def ask(case: CaseLike, *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> Questions:
    """The open questions of a case. All is as in `assess`."""
    return Questions(assess(case, pack=pack, engine=engine, lang=lang))


def _asked(question: OpenQuestion, teller: Teller) -> str:
    """The question itself, with the attributes that it leaves open."""
    return say("ask.question", teller.lang, fact=teller.open_pattern(question.fact.type, question.fact.attributes))


def question_line(question: OpenQuestion, assessment: Assessment, teller: Teller) -> Line:
    """A question, with what waits for it, what a yes and what a no would make of it."""
    lang = teller.lang
    below = []
    if question.fact.id is not None:
        below += teller.fact_lines([teller.facts[question.fact.id]])
    if question.criterion is not None:
        element, _, id = question.criterion.partition(".")
        criterion = assessment[element][id].criterion
        title = criterion.title.get(lang) if criterion.title else id
        below.append(line("ask.waits", lang, element=_title(assessment, element, lang), criterion=title))
    if question.if_yes is None:
        known = assessment.pack.vocabulary.types[question.fact.type].attributes
        lacking = [n.replace("_", " ") for n, a in known.items() if a.required and n not in question.fact.attributes]
        below.append(line("ask.yes", lang, changes=say("ask.unsayable", lang, attributes=listed(lacking, lang))))
    else:
        below.append(line("ask.yes", lang, changes=_outcome(question.if_yes, assessment, lang)))
    below.append(line("ask.no", lang, changes=_outcome(question.if_no, assessment, lang)))
    return Line(_asked(question, teller), "question", "", below, "ask.question")


def _outcome(statuses: Mapping[str, str], assessment: Assessment, lang: str) -> str:
    changes = [
        say("ask.becomes", lang, element=_title(assessment, element, lang), status=say(f"status.{status}", lang))
        for element, status in statuses.items()
        if assessment[element].status != status
    ]
    return _joined(changes) or say("ask.nothing", lang)


def _joined(changes: Iterable[str]) -> str:
    return "; ".join(changes)


def _title(assessment: Assessment, element: str, lang: str) -> str:
    title = assessment[element].element.title
    return title.get(lang) if title else element
