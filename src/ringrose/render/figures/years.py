"""The years of a case as a figure: a row for each type of facts, a column for each year, and gaps shown as gaps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from attrs import frozen
from markupsafe import Markup

from ringrose.explain.report.chart import Cell, Chart, State
from ringrose.explain.words import say
from ringrose.render.design import GREY, INK, SOFT
from ringrose.render.figures import lettering, multiple
from ringrose.render.figures.drawing import Drawing, number
from ringrose.render.figures.marks import dotted, marked
from ringrose.render.figures.told import beside, described

__all__ = ["draw"]

WIDTH, LEAST, EDGE = 800, 480, 12
LABELS, GAP = 150, 10  # the room of the titles; the space before and behind the years
TEXT, SMALL, HEADING = 12, 11, 15
NARROW, BROAD, LEAST_ROW = 18, 60, 26
LEAN, SLANT = 0.5, 0.87  # cosine and sine of the angle at which years lean where they have no room

_STATES: tuple[State, ...] = ("recorded", "none", "unknown", "open")
_STANDING = Markup('<text class="ink" fill="{ink}" x="{x}" y="{y}" font-size="{size}" text-anchor="middle">{label}</text>')
_LEANING = Markup('<text class="ink" fill="{ink}" x="{x}" y="{y}" font-size="{size}" transform="rotate(-60 {x} {y})">{label}</text>')


def draw(chart: Chart, title: str, *, small: bool = False) -> Drawing:
    """The years as a figure under a title, with a legend; ``small``: one of many beside one another, without title and numbers."""
    return multiple.draw(chart, title) if small else _Years(chart, title).drawing()


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

    def drawing(self) -> Drawing:
        """The figure."""
        heading = lettering.broken(self.title, HEADING, self.width - 2 * EDGE, bold=True)
        parts = [lettering.written(heading, EDGE, EDGE, HEADING, bold=True)]
        y = EDGE + lettering.height(heading, HEADING) + 8
        if self.chart.rows:
            y = self._head(parts, y)
            y = self._rows(parts, y)
            y = self._legend(parts, y + 10)
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

    def _cells(self) -> Iterator[Cell]:
        for column in self.columns:
            yield from (cell for cell in column.cells if cell is not None)

    # -- the legend ---------------------------------------------------------------------------------------------------------------

    def _legend(self, parts: list[Markup], y: float) -> float:
        """What the marks mean, those that occur; returns where it ends."""
        occurring = {cell.state for cell in self._cells()}
        for state in _STATES:
            if state in occurring:
                cell = Cell(state, ("",), "")
                parts.append(dotted([(cell, EDGE + 10, y + 8)]) if state == "open" else marked(cell, EDGE + 10, y + 8, 20, 0))
                y = self._meaning(parts, f"figure.years.{state}", y)
        if any(column.partial for column in self.chart.columns):
            parts.append(lettering.written(["*"], EDGE + 10, y, SMALL, anchor="middle"))
            y = self._meaning(parts, "figure.years.partial", y)
        return y

    def _meaning(self, parts: list[Markup], code: str, y: float) -> float:
        lines = lettering.broken(say(code, self.lang), SMALL, self.width - 2 * EDGE - 30)
        parts.append(lettering.written(lines, EDGE + 30, y, SMALL, quiet=True))
        return y + lettering.height(lines, SMALL) + 4


def _rect(x: float, y: float, wide: float, high: float) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}"/>').format(*map(number, (x, y, wide, high)))
