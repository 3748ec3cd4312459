"""The years of a case as a figure: a row for each type of facts, a column for each year, and gaps shown as gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

from attrs import frozen
from markupsafe import Markup

from ringrose.explain.report.chart import Cell, Chart, State
from ringrose.explain.words import say
from ringrose.render.design import GREY, INK, SOFT
from ringrose.render.figures import lettering, multiple
from ringrose.render.figures.drawing import Drawing, number
from ringrose.render.figures.marks import dotted, marked
from ringrose.render.figures.told import beside, described

__all__ = ["draw", "legend"]

WIDTH, LEAST, EDGE = 800, 480, 12
LABELS, GAP = 150, 10  # the room of the titles; the space before and behind the years
TEXT, SMALL, HEADING = 12, 11, 15
NARROW, BROAD, LEAST_ROW = 18, 60, 26
SIZE = 20  # of a mark in a legend
LEAN, SLANT = 0.5, 0.87  # cosine and sine of the angle at which years lean where they have no room

_STATES: tuple[State, ...] = ("recorded", "none", "unknown", "open")
_ALONE = Markup('<svg class="mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{}</svg>')
_STANDING = Markup('<text class="ink" fill="{ink}" x="{x}" y="{y}" font-size="{size}" text-anchor="middle">{label}</text>')
_LEANING = Markup('<text class="ink" fill="{ink}" x="{x}" y="{y}" font-size="{size}" transform="rotate(-60 {x} {y})">{label}</text>')


def draw(chart: Chart, title: str, *, small: bool = False, legend: bool = True) -> Drawing:
    """The years as a figure under a title, with a legend; ``small``: one of many beside one another, without title and numbers.

    Without ``legend`` the marks are told beside the figure: see `legend`.
    """
    return multiple.draw(chart, title) if small else _Years(chart, title).drawing(legend=legend)


def legend(chart: Chart) -> list[tuple[Markup, str]]:
    """What the marks of a chart mean, those that occur: each as a small figure of its own for a page of HTML, with its words."""
    return [(_ALONE.format(_mark(one, SIZE / 2, SIZE / 2)), say(f"figure.years.{one}", chart.lang)) for one in _occurring(chart)]


def _occurring(chart: Chart) -> Iterator[State | Literal["partial"]]:
    """What of a chart has to be told in its legend."""
    states = {cell.state for row in chart.rows for cell in row.cells}
    states |= {cell.state for one in beside(chart) for cell in one.cells if cell}
    yield from (state for state in _STATES if state in states)
    if chart.rows and any(column.partial for column in chart.columns):
        yield "partial"


def _mark(one: State | Literal["partial"], x: float, y: float) -> Markup:
    """A mark of the legend around a point."""
    if one == "partial":
        return lettering.written(["*"], x, y - 8, SMALL, anchor="middle")
    cell = Cell(one, ("",), "")
    return dotted([(cell, x, y)]) if one == "open" else marked(cell, x, y, SIZE, 0)


@frozen
class _Column:
    """A column as it is drawn: its label, its left edge and its width, and its cells from row to row (None: nothing to say)."""

    label: str
    x: float
    wide: float
    cells: tuple[Cell | None, ...]

    @property
    def middle(self) -> float:
        """Where its marks stand."""
        return self.x + self.wide / 2


class _Years:
    """Lays a chart out from top to bottom."""

    def __init__(self, chart: Chart, title: str) -> None:
        self.chart, self.lang = chart, chart.lang
        self.title = title
        others = [(one, lettering.width(one.label, SMALL) + 8) for one in beside(chart)]
        room = WIDTH - 2 * EDGE - LABELS - 2 * GAP - sum(wide for _, wide in others)
        self.most = max((len(cell.ids) for row in chart.rows for cell in row.cells if cell.state == "recorded"), default=1)
        narrow = max(NARROW, lettering.width(str(self.most), SMALL - 3) + 5)  # the number of facts can be read
        wide = min(BROAD, max(narrow, room / len(chart.columns)))
        x: float = EDGE + LABELS + GAP
        self.columns = []
        for place, year in enumerate(chart.columns):
            label = year.label + "*" * year.partial
            self.columns.append(_Column(label, x + place * wide, wide, tuple(row.cells[place] for row in chart.rows)))
        x += wide * len(chart.columns) + GAP
        self.years = len(self.columns)
        for one, broad in others:
            self.columns.append(_Column(one.label, x, max(wide, broad), one.cells))
            x += max(wide, broad)
        self.right = x
        self.longest = max(lettering.width(column.label, SMALL) for column in self.columns[: self.years])
        self.slanted = self.longest > wide - 4
        leaning = self.columns[self.years - 1].middle + self.longest * LEAN + SMALL if self.slanted else 0
        self.width = max(LEAST, x + EDGE, leaning + EDGE)

    def drawing(self, *, legend: bool) -> Drawing:
        """The figure."""
        heading = lettering.broken(self.title, HEADING, self.width - 2 * EDGE, bold=True)
        parts = [lettering.written(heading, EDGE, EDGE, HEADING, bold=True)]
        y = EDGE + lettering.height(heading, HEADING) + 8
        if self.chart.rows:
            y = self._head(parts, y)
            y = self._rows(parts, y)
            y = self._legend(parts, y + 10) if legend else y
        else:
            nothing = lettering.broken(say("figure.years.nothing", self.lang), TEXT, self.width - 2 * EDGE)
            parts.append(lettering.written(nothing, EDGE, y, TEXT, quiet=True))
            y += lettering.height(nothing, TEXT)
        return Drawing(self.width, y + EDGE, self.title, described(self.chart), self.lang, Markup("").join(parts))

    def _head(self, parts: list[Markup], y: float) -> float:
        """The labels of the columns, on their feet where they have room for it; returns where the rows begin."""
        high = self.longest * SLANT + SMALL if self.slanted else SMALL * lettering.LEADING
        foot = number(y + high - 4)
        for place, column in enumerate(self.columns):
            form = _LEANING if self.slanted and place < self.years else _STANDING
            parts.append(form.format(x=number(column.middle), y=foot, label=column.label, size=SMALL, ink=INK))
        parts.append(Markup("\n"))
        return y + high + 2

    # -- rows ---------------------------------------------------------------------------------------------------------------------

    def _rows(self, parts: list[Markup], y: float) -> float:
        titles = [lettering.broken(row.title, TEXT, LABELS) for row in self.chart.rows]
        heights = [max(LEAST_ROW, lettering.height(lines, TEXT) + 8) for lines in titles]
        tops = list(accumulate(heights, initial=y))
        dots: list[tuple[Cell, float, float]] = []
        parts.append(Markup('<g class="soft" fill="{}">').format(SOFT))
        for top, high in list(zip(tops, heights, strict=False))[::2]:
            parts.append(_rect(EDGE, top, self.right - EDGE, high))
        parts.append(Markup("</g>\n"))
        for place, (lines, top, high) in enumerate(zip(titles, tops, heights, strict=False)):
            middle = top + high / 2
            parts.append(lettering.written(lines, EDGE + 4, middle - lettering.height(lines, TEXT) / 2, TEXT))
            for column in self.columns:
                cell = column.cells[place]
                if cell is not None and cell.state == "open":
                    dots.append((cell, column.middle, middle))
                elif cell is not None:
                    parts.append(marked(cell, column.middle, middle, column.wide, len(cell.ids) / self.most))
            parts.append(Markup("\n"))
        parts.append(dotted(dots))
        parts.append(Markup('<path class="line" d="M{} {}H{}" stroke="{}"/>\n').format(EDGE, number(tops[-1]), number(self.right), GREY))
        return tops[-1]

    # -- the legend ---------------------------------------------------------------------------------------------------------------

    def _legend(self, parts: list[Markup], y: float) -> float:
        """What the marks mean, those that occur; returns where it ends."""
        for one in _occurring(self.chart):
            lines = lettering.broken(say(f"figure.years.{one}", self.lang), SMALL, self.width - 2 * EDGE - 30)
            parts.append(_mark(one, EDGE + 10, y + 8))
            parts.append(lettering.written(lines, EDGE + 30, y, SMALL, quiet=True))
            y += lettering.height(lines, SMALL) + 4
        return y


def _rect(x: float, y: float, wide: float, high: float) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}"/>').format(*map(number, (x, y, wide, high)))
