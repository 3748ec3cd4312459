"""How lines are laid out as text: wrapped, indented, marked and painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ringrose.explain.page import Grid
from ringrose.explain.telling import Line
from ringrose.render.cells import cells, filled, wrapped
from ringrose.render.marks import MARKS, mark, tidy

__all__ = ["Layout", "Style", "coloured", "plain"]

Style = Callable[[str, str], str]
"""Paints a text in a role: a status, ``heading``, ``quiet`` or ``plain``. It may add nothing that is seen in a line's width."""

NARROWEST = 30

_CODES = {"met": "36;1", "not_met": "31;1", "contested": "35;1", "undetermined": "33;1", "heading": "1", "quiet": "2"}
"""Cyan, red, magenta and yellow come nearest to the colours of `ringrose.render.design`. They are those of the user's own theme, for who
chose it chose them to be readable; and all of them are bold, so that a status stands out in a theme without colours too."""


def plain(text: str, role: str) -> str:
    """The style without colours."""
    return text


def coloured(text: str, role: str) -> str:
    """The style of a terminal with colours."""
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if role in _CODES else text


class Layout:
    """Lines of text as they are laid out, wrapped to ``width`` (a word that is longer stays whole)."""

    def __init__(self, width: int, style: Style, ascii_only: bool) -> None:
        self.width, self.style, self.ascii_only = max(width, NARROWEST), style, ascii_only
        self.lines: list[str] = []

    def text(self) -> str:
        """All that was laid out."""
        return "".join(f"{line.rstrip()}\n" for line in self.lines)

    def table(self, rows: Iterable[tuple[str, str]]) -> None:
        """Two columns: labels and texts."""
        rows = list(rows)
        labels = max((cells(label) for label, _ in rows), default=0)
        for label, text in rows:
            self.put(text, hang=f"{filled(label, labels)}  ")

    def grid(self, grid: Grid) -> None:
        """A table of marks; columns that do not fit stand in a further block below."""
        labels = [wrapped(tidy(label), self.width // 2, whole=False) or [""] for label, _ in grid.rows]
        left = max((cells(piece) for pieces in labels for piece in pieces), default=0)
        wide = max(map(cells, grid.columns), default=0)
        fitting = max((self.width - 3 - left) // (wide + 1), 1)
        for start in range(0, len(grid.columns), fitting):
            columns = slice(start, start + fitting)
            if start:
                self.gap()
            self._row("", [filled(column, wide, "^") for column in grid.columns[columns]], left)
            for pieces, (_, statuses) in zip(labels, grid.rows, strict=True):
                self._row(pieces[0], [self._cell(cell, wide) for cell in statuses[columns]], left)
                for piece in pieces[1:]:
                    self._row(piece, [], left)

    def _cell(self, cell: str, wide: int) -> str:
        """The mark of a status, those of two with > between them, or a dot where there is none."""
        statuses = cell.split(">")
        marks = [self.mark(status) if status else "-" for status in statuses] if cell else ["."]
        return self.style(filled(">".join(marks), wide, "^"), statuses[-1])

    def _row(self, label: str, shown: Iterable[str], left: int) -> None:
        self.lines.append(" ".join((f"  {filled(label, left)} ", *shown)))

    def tree(self, line: Line, indent: int, bullet: str = "", role: str = "plain") -> None:
        """A line and all below it."""
        if line.kind in MARKS:
            self.put(line.whole, indent, f"{self.mark(line.kind)} ", line.kind if line.below else role)
        else:
            self.put(line.whole, indent, bullet, "quiet" if line.kind in ("note", "rule") else role)
        for below in line.below:
            self.tree(below, indent + 2, "" if below.kind in ("note", "rule") else "- ")

    def put(self, text: str, indent: int = 0, hang: str = "", role: str = "plain") -> None:
        """A text, wrapped; ``hang`` stands before its first line and its width before the others."""
        text = tidy(text)
        indent = min(indent, self.width // 2)  # deep lines stay readable on a narrow page
        room = max(self.width - indent - cells(hang), NARROWEST // 2)
        for number, piece in enumerate(wrapped(text, room)):
            start = hang if number == 0 else " " * cells(hang)
            self.lines.append(" " * indent + self.style(start + piece, role))

    def gap(self, lines: int = 1) -> None:
        """Empty lines."""
        self.lines += [""] * lines

    def mark(self, status: str) -> str:
        """The mark of a status."""
        return mark(status, self.ascii_only)
