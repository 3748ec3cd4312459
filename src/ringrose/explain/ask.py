"""The open questions of a case, told: what is asked, what waits for it, and what each answer would make of the elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ringrose.assessing import CaseLike, PackLike, assess
from ringrose.explain.page import Page, Section
from ringrose.explain.questions import asked, question_line
from ringrose.explain.reasons import head
from ringrose.explain.telling import Teller, line
from ringrose.explain.words import say
from ringrose.model.assessment import QUESTION_KINDS, Assessment, OpenQuestion
from ringrose.model.shown import ShownAsPage

__all__ = ["Questions", "ask"]


@frozen
class Questions(ShownAsPage):
    """The open questions of an assessment, those that settle most elements first."""

    assessment: Assessment

    def __iter__(self) -> Iterator[OpenQuestion]:
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
            "pack": pack.named,
            "questions": [{**q.to_dict(), "text": asked(q, teller)} for q in self],
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
