"""An assessment as text for an evaluator: a line per element, then why, with sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ringrose.explain import CriterionTold, ElementTold, Explanation, Line, explain
from ringrose.explain.summary import summary
from ringrose.explain.words import say
from ringrose.model.assessment import Assessment
from ringrose.render.cells import cells, filled
from ringrose.render.layout import Layout, Style, coloured, plain
from ringrose.render.marks import tidy
from ringrose.statuses import as_element

__all__ = ["Style", "coloured", "plain", "render"]


def render(assessment: Assessment, lang: str | None = None, *, width: int = 100, style: Style = plain, ascii_only: bool = False) -> str:
    """The report as text, wrapped to ``width`` (a word that is longer stays whole); ``ascii_only`` speaks of the marks alone."""
    return _Page(explain(assessment, lang), width, style, ascii_only).whole()


class _Page(Layout):
    """The lines of a report as they are laid out."""

    def __init__(self, told: Explanation, width: int, style: Style, ascii_only: bool) -> None:
        super().__init__(width, style, ascii_only)
        self.told = told

    def whole(self) -> str:
        """The whole report."""
        told = self.told
        self.put(told.title, role="heading")
        self.table(told.head)
        self.gap()
        self.glance(told.elements)
        for element in told.elements:
            self.element(element)
        self.part("part.conflicts", told.conflicts)
        self.part("part.questions", told.open_questions)
        self.part("part.recommendations", told.recommendations)
        self.part("part.sources", told.sources)
        self.part("part.references", told.references)
        return self.text()

    def glance(self, elements: Sequence[ElementTold]) -> None:
        """How many elements are met, and a line for each: mark, name, status, standing. Where that is too wide, the name has its own."""
        if not elements:
            return
        self.put(f"{summary((element.status for element in elements), self.told.lang)}.", role="heading")
        self.gap()
        rows = [(element.status, tidy(element.title), self._status(element)) for element in elements]
        names = max(cells(name) for _, name, _ in rows)
        one_line = 6 + names + max(cells(told) for _, _, told in rows) <= self.width
        for status, name, told in rows:
            hang = f"{self.mark(status)} "
            if one_line:
                self.put(told, indent=2, hang=f"{hang}{filled(name, names)}  ", role=status)
            else:
                self.put(name, indent=2, hang=hang, role=status)
                self.put(told, indent=4, role=status)

    def _status(self, element: ElementTold) -> str:
        standing = f" ({self.say('standing.provisional')})" if element.standing == "provisional" else ""
        return f"{self.say(f'status.{element.status}')}{standing}"

    def element(self, element: ElementTold) -> None:
        """An element: its status, why, and what else is known of it."""
        self.gap(2)
        self.put(f"{self.mark(element.status)} {element.title}: {self.say(f'status.{element.status}')}", role=element.status)
        self.put(element.question, indent=2)
        if element.standing:
            self.put(self.say(f"standing.{element.standing}.long"), indent=2, role="quiet")
        for line in (*element.published, *element.disputed):
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
            self.put(f"{criterion.title} ({status})", indent=2, hang=f"{self.mark(criterion.status)} ", role=as_element(criterion.status))
            for reason in criterion.reasons:
                self.tree(reason.line, 4)

    def bullets(self, lines: Iterable[Line]) -> None:
        """A list in an element."""
        for line in lines:
            self.tree(line, 4, "- ")

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

    def say(self, code: str) -> str:
        """The library's words."""
        return say(code, self.told.lang)
