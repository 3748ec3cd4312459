"""Many cases side by side as text for a terminal: a table of marks, how often criteria fail, and how far published judgements agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ringrose.explain.many.agreement import Agreed, Agreement
from ringrose.explain.many.content import Comparison
from ringrose.explain.many.counting import Failures
from ringrose.explain.many.numbers import percent, whole
from ringrose.explain.many.telling import CRITERION_ORDER, ORDER, all_not_counted, kappa_told, names_of, pair_told, remarks, rules, title
from ringrose.explain.words import say
from ringrose.render.cells import cells, filled, wrapped
from ringrose.render.layout import Layout, Style, plain
from ringrose.render.marks import tidy
from ringrose.statuses import as_element

__all__ = ["render"]

LEAST = 12
"""So wide labels are at least, however many columns there are."""


def render(comparison: Comparison, *, width: int = 100, style: Style = plain, ascii_only: bool = False) -> str:
    """The comparison, wrapped to ``width`` (a word that is longer stays whole); ``ascii_only`` speaks of the marks alone."""
    return _Page(comparison, width, style, ascii_only).whole()


class _Page(Layout):
    """The lines of a comparison as they are laid out."""

    def __init__(self, comparison: Comparison, width: int, style: Style, ascii_only: bool) -> None:
        super().__init__(width, style, ascii_only)
        self.comparison, self.lang, self.names = comparison, comparison.lang, names_of(comparison)

    def say(self, code: str, **slots: str) -> str:
        """The library's words."""
        return say(code, self.lang, **slots)

    def whole(self) -> str:
        """The whole comparison."""
        comparison = self.comparison
        failures, agreement = comparison.failures(), comparison.agreement
        self.put(title(comparison), role="heading")
        self.put(f"{rules(comparison)}.")
        self.gap()
        self.matrix()
        self.gap()
        for text in remarks(comparison, failures, agreement):
            self.put(text, hang="- ")
        self.failures(failures)
        self.agreement(agreement)
        return self.text()

    def matrix(self) -> None:
        """A row of marks for each case, and what the marks mean."""
        titles = [tidy(one.title) for one in self.comparison.elements]
        wide = max((cells(word) for title in titles for word in title.split()), default=1)
        numbered = (wide + 2) * len(titles) > self.width * 3 // 4
        if numbered:
            for number, name in enumerate(titles, 1):
                self.put(name, indent=2, hang=f"{number} ")
            self.gap()
            titles, wide = [str(number) for number in range(1, len(titles) + 1)], len(str(len(titles)))
        heads = [wrapped(title, wide) for title in titles]
        room = max(self.width - 2 - (wide + 2) * len(titles), LEAST)
        labels = [wrapped(tidy(self.names[row.id]), room, whole=False) or [""] for row in self.comparison]
        left = max(cells(piece) for pieces in labels for piece in pieces)
        for line in range(max(map(len, heads))):
            self._marks("", [(pieces[line] if line < len(pieces) else "", "quiet") for pieces in heads], left, wide)
        for pieces, row in zip(labels, self.comparison, strict=True):
            self._marks(pieces[0], [(self.mark(cell.status), cell.status) for cell in row.elements], left, wide)
            for piece in pieces[1:]:
                self._marks(piece, [], left, wide)
        self.gap()
        there = {cell.status for row in self.comparison for cell in row.elements}
        self._legend("status", [status for status in ORDER if status in there])

    def _marks(self, label: str, shown: Iterable[tuple[str, str]], left: int, wide: int) -> None:
        """A line of the table of all cases."""
        line = f"  {filled(label, left)}"
        for text, role in shown:
            before = (wide - cells(text)) // 2
            line += " " * (before + 2) + (self.style(text, role) if text else "") + " " * (wide - cells(text) - before)
        self.lines.append(line)

    def failures(self, failures: Failures) -> None:
        """How often each criterion has each status: numbers under the marks."""
        self._part("failures")
        rows: list[tuple[str, int, Mapping[str, int] | None]] = []
        for element in failures.elements:
            rows.append((element.title, 2, None))
            rows += [(f"{one.title} ({self.say(f'role.{one.role}')})", 4, one.statuses) for one in element.criteria]
        rows.append((self.say("many.failures.roles"), 2, None))
        rows += [(self.say(f"role.{one.role}"), 4, one.statuses) for one in failures.roles]
        self._counts(rows)
        self.gap()
        self._legend("criterion", CRITERION_ORDER)

    def _counts(self, rows: Iterable[tuple[str, int, Mapping[str, int] | None]]) -> None:
        """Labels, each with its indent and the numbers of the four statuses, where it has any."""
        rows = list(rows)
        numbers = [[whole(counted[status], self.lang) for status in CRITERION_ORDER] if counted else [] for _, _, counted in rows]
        wide = max((len(number) for line in numbers for number in line), default=1) + 2
        room = max(self.width - wide * len(CRITERION_ORDER), LEAST)
        labels = [wrapped(tidy(label), room - indent, whole=False) or [""] for label, indent, _ in rows]
        left = max((cells(piece) + indent for pieces, (_, indent, _) in zip(labels, rows, strict=True) for piece in pieces), default=0)
        self._numbers("", [self.mark(status) for status in CRITERION_ORDER], left, wide)
        for pieces, (_, indent, _), line in zip(labels, rows, numbers, strict=True):
            for place, piece in enumerate(pieces):
                self._numbers(" " * indent + piece, line if place == 0 else [], left, wide)

    def _numbers(self, label: str, numbers: Iterable[str], left: int, wide: int) -> None:
        """A label, and its numbers in the colours of their columns, but for those that are nought."""
        shown = (
            self.style(f"{one:>{wide}}", "quiet" if one == "0" else as_element(status))
            for one, status in zip(numbers, CRITERION_ORDER, strict=False)
        )
        self.lines.append("".join((filled(label, left), *shown)))

    def agreement(self, agreement: Agreement) -> None:
        """How far the judgements agree with published ones; left out where there are none."""
        if agreement.overall.compared:
            self._part("agreement")
            for one in (*agreement.elements, agreement.overall):
                self.put(self._agreed(one), indent=2, hang="- ")
            self.gap()
            for pair in agreement.disagreements:
                self.put(pair_told(pair, self.names, self.lang), indent=2, hang="- ")
            self.put(self.say("many.agreement.how"), indent=2, role="quiet")
        if agreement.not_counted:
            self.gap(2 if not agreement.overall.compared else 1)
            self.put(self.say("many.agreement.left_out"), role="heading")
            for told in all_not_counted(agreement, self.comparison):
                self.put(told, indent=2, hang="- ")

    def _agreed(self, one: Agreed) -> str:
        return self.say(
            "many.agreement.told",
            element=one.title or self.say("many.agreement.all"),
            agreed=whole(one.agreed, self.lang),
            compared=whole(one.compared, self.lang),
            percent=percent(one.agreed / one.compared),
            kappa=kappa_told(one.kappa, one.why_not, self.lang),
        )

    def _legend(self, words: str, statuses: Iterable[str]) -> None:
        """What the marks mean."""
        for status in statuses:
            self.put(self.say(f"{words}.{status}"), indent=2, hang=f"{self.mark(status)} ", role=as_element(status))

    def _part(self, code: str) -> None:
        self.gap(2)
        self.put(self.say(f"many.part.{code}"), role="heading")
