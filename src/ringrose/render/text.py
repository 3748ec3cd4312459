"""An assessment as text for an evaluator: a line per element, then why, with sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import wrap

from ringrose.explain import CriterionTold, ElementTold, Explanation, Line, explain
from ringrose.explain.words import say
from ringrose.model.assessment import Assessment
from ringrose.render.marks import mark, tidy

__all__ = ["Style", "coloured", "plain", "render"]

Style = Callable[[str, str], str]
"""Paints a text in a role: a status, ``heading``, ``quiet`` or ``plain``. It may add nothing that is seen in a line's width."""

NARROWEST = 30

_CODES = {"met": "32;1", "not_met": "31;1", "contested": "35;1", "undetermined": "33;1", "heading": "1", "quiet": "2"}


def plain(text: str, role: str) -> str:
    """The style without colours."""
    return text


def coloured(text: str, role: str) -> str:
    """The style of a terminal with colours."""
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if role in _CODES else text


def render(assessment: Assessment, lang: str | None = None, *, width: int = 100, style: Style = plain, ascii_only: bool = False) -> str:
    """The report as text, wrapped to ``width`` (a word that is longer stays whole); ``ascii_only`` speaks of the marks alone."""
    return _Page(explain(assessment, lang), max(width, NARROWEST), style, ascii_only).whole()


class _Page:
    """The lines of a report as they are laid out."""

    def __init__(self, told: Explanation, width: int, style: Style, ascii_only: bool) -> None:
        self.told, self.width, self.style, self.ascii_only = told, width, style, ascii_only
        self.lines: list[str] = []

    def whole(self) -> str:
        """The whole report."""
        told = self.told
        self.put(told.title, role="heading")
        labels = max(len(label) for label, _ in told.head)
        for label, text in told.head:
            self.put(text, hang=f"{label:{labels}}  ")
        self.gap()
        names = min(max((len(tidy(element.title)) for element in told.elements), default=0), self.width // 2)
        for element in told.elements:
            standing = f" ({self.say('standing.provisional')})" if element.standing == "provisional" else ""
            status = f"{self.say(f'status.{element.status}')}{standing}"
            self.put(status, indent=2, hang=f"{self.mark(element.status)} {tidy(element.title):{names}}  ", role=element.status)
        for element in told.elements:
            self.element(element)
        self.part("part.conflicts", told.conflicts)
        self.part("part.questions", told.open_questions)
        self.part("part.recommendations", told.recommendations)
        self.part("part.sources", told.sources)
        self.part("part.references", told.references)
        return "".join(f"{line.rstrip()}\n" for line in self.lines)

    def element(self, element: ElementTold) -> None:
        """An element: its status, why, and what else is known of it."""
        self.gap(2)
        self.put(f"{self.mark(element.status)} {element.title}: {self.say(f'status.{element.status}')}", role=element.status)
        self.put(element.question, indent=2)
        if element.standing:
            self.put(self.say(f"standing.{element.standing}.long"), indent=2, role="quiet")
        for line in element.published:
            self.tree(line, 2, role="quiet")
        if element.why or element.missing:
            self.heading("part.why")
            self.criteria(element.why)
            self.bullets(element.missing)
        if element.also:
            self.heading("part.also")
            self.criteria(element.also)
        if element.unknown:
            self.heading("part.unknown")
            self.bullets(element.unknown)

    def criteria(self, criteria: Iterable[CriterionTold]) -> None:
        """Criteria with their status, and the reasons of each."""
        for criterion in criteria:
            status = f"{self.say(f'criterion.{criterion.status}')}, {self.say(f'role.{criterion.role}')}"
            self.put(f"{criterion.title} ({status})", indent=2, hang=f"{self.mark(criterion.status)} ", role="heading")
            for reason in criterion.reasons:
                self.tree(reason.line, 4)

    def bullets(self, lines: Iterable[Line]) -> None:
        """A list in an element."""
        for line in lines:
            self.tree(line, 4, "- ")

    def tree(self, line: Line, indent: int, bullet: str = "", role: str = "plain") -> None:
        """A line and all below it."""
        self.put(line.whole, indent, bullet, "quiet" if line.kind in ("note", "rule") else role)
        for below in line.below:
            self.tree(below, indent + 2, "" if below.kind in ("note", "rule") else "- ")

    def part(self, code: str, lines: Iterable[Line]) -> None:
        """A part of the report that is left out where it is empty."""
        lines = list(lines)
        if lines:
            self.gap(2)
            self.put(self.say(code), role="heading")
            for line in lines:
                self.tree(line, 2, "- ")

    def heading(self, code: str) -> None:
        """The heading of a part of an element."""
        self.gap()
        self.put(f"{self.say(code)}:", indent=2)

    def put(self, text: str, indent: int = 0, hang: str = "", role: str = "plain") -> None:
        """A text, wrapped; ``hang`` stands before its first line and its width before the others."""
        text = tidy(text)
        indent = min(indent, self.width // 2)  # deep lines stay readable on a narrow page
        room = max(self.width - indent - len(hang), NARROWEST // 2)
        for number, piece in enumerate(wrap(text, room, break_long_words=False, break_on_hyphens=False)):
            start = hang if number == 0 else " " * len(hang)
            self.lines.append(" " * indent + self.style(start + piece, role))

    def gap(self, lines: int = 1) -> None:
        """Empty lines."""
        self.lines += [""] * lines

    def say(self, code: str) -> str:
        """The library's words."""
        return say(code, self.told.lang)

    def mark(self, status: str) -> str:
        """The mark of a status."""
        return mark(status, self.ascii_only)
