"""The years of a case as one small figure of many: no numbers, few labels, little markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from ringrose.explain.report.chart import Cell, Chart
from ringrose.render.design import GREY, INK, QUIET
from ringrose.render.figures import lettering
from ringrose.render.figures.drawing import Drawing, number
from ringrose.render.figures.told import beside, described

__all__ = ["draw"]

WIDTH, LABELS, GAP, EDGE = 220, 82, 4, 3
TEXT, LEADING, TALLEST, LEAST_ROW, MOST_ROW = 8, 10, 104, 5, 12

_PATHS = {
    "open": Markup('<path class="line" stroke="{}" stroke-width=".8" d="{{way}}"/>').format(GREY),
    "recorded": Markup('<path class="frame" stroke="{}" stroke-width="{{thick}}" d="{{way}}"/>').format(INK),
    "none": Markup('<path class="frame" stroke="{}" stroke-width=".8" fill="none" d="{{way}}"/>').format(INK),
    "unknown": Markup('<path class="frame" stroke="{}" stroke-width="{{thick}}" stroke-dasharray="1 1.5" d="{{way}}"/>').format(INK),
}
"""A line where nothing is recorded; a filled bar; an empty one that is struck; a dotted one."""


def draw(chart: Chart, title: str) -> Drawing:
    """The years: a bar where something is recorded, an empty struck one where it is known that there was nothing."""
    return _Multiple(chart, title).drawing()


class _Multiple:
    """Lays a small chart out."""

    def __init__(self, chart: Chart, title: str) -> None:
        self.chart = chart
        self.title = title
        self.beside = tuple(beside(chart))
        self.start = LABELS + GAP
        room = WIDTH - EDGE - self.start - (GAP if self.beside else 0)
        broad = max([room / (len(chart.columns) + len(self.beside)), *(lettering.width(one.short, TEXT) for one in self.beside)])
        self.wide = (room - broad * len(self.beside)) / len(chart.columns)
        self.end = self.start + self.wide * len(chart.columns)
        self.others = [self.end + GAP + broad * (place + 0.5) for place in range(len(self.beside))]
        self.row = max(LEAST_ROW, min(MOST_ROW, TALLEST / max(1, len(chart.rows))))
        self.middles = [EDGE + self.row * (place + 0.5) for place in range(len(chart.rows))]
        self.foot = EDGE + self.row * len(chart.rows)

    def drawing(self) -> Drawing:
        """The figure."""
        body = Markup("").join((*self._labels(), *self._bars(), *self._axis()))
        return Drawing(WIDTH, self.foot + LEADING + EDGE, self.title, described(self.chart), self.chart.lang, body)

    def _labels(self) -> Iterator[Markup]:
        """The titles of the rows, where rows are high enough to be read."""
        if self.row < TEXT:
            return
        yield _texts(
            "end",
            [
                (LABELS, middle + TEXT * 0.36, lettering.shortened(row.title, TEXT, LABELS - EDGE))
                for row, middle in zip(self.chart.rows, self.middles, strict=True)
            ],
        )

    def _bars(self) -> Iterator[Markup]:
        for state, path in _PATHS.items():
            if way := "".join(self._way(state)):
                yield path.format(thick=number(self.row * 0.6), way=way)

    def _way(self, state: str) -> Iterator[str]:
        """The bars of a state in all rows, those of neighbours joined."""
        for place, (row, middle) in enumerate(zip(self.chart.rows, self.middles, strict=True)):
            yield from self._row(row.cells, self.start, self.wide, middle, state)
            for x, one in zip(self.others, self.beside, strict=True):
                yield from self._row([one.cells[place]], x - self.wide / 2, self.wide, middle, state)

    def _row(self, cells: Sequence[Cell | None], start: float, wide: float, middle: float, state: str) -> Iterator[str]:
        place = 0
        for here, run in groupby(cells, key=lambda cell: cell.state if cell else ""):
            many = len(list(run))
            if here == state:
                x = start + place * wide
                yield self._struck(x, wide, many, middle) if state == "none" else _bar(x, wide * many, middle)
            place += many

    def _struck(self, x: float, wide: float, many: int, middle: float) -> str:
        """An empty bar with a stroke through each of its cells."""
        top, foot = number(middle - self.row * 0.28), number(middle + self.row * 0.28)
        strokes = "".join(f"M{number(x + place * wide)} {foot}l{number(wide)} {number(-self.row * 0.56)}" for place in range(many))
        return f"M{_inset(x)} {top}H{_inset(x + many * wide, -1)}V{foot}H{_inset(x)}z{strokes}"

    def _axis(self) -> Iterator[Markup]:
        """The first and the last year, and what the columns beside the years are."""
        years, y = self.chart.columns, self.foot + TEXT
        ends = [(self.start, str(years[0].first), "start"), (self.end, str(years[-1].last), "end")]
        if len(years) == 1 and years[0].first == years[0].last:
            ends = ends[:1]
        yield from (_texts(anchor, [(x, y, label)]) for x, label, anchor in ends)
        if self.beside:
            yield _texts("middle", [(x, y, one.short) for x, one in zip(self.others, self.beside, strict=True)])


def _inset(x: float, side: int = 1) -> str:
    """An end of a bar, a little inside its cells, so that neighbours do not touch."""
    return number(x + 0.4 * side)


def _bar(x: float, long: float, middle: float) -> str:
    return f"M{_inset(x)} {number(middle)}H{_inset(x + long, -1)}"


def _texts(anchor: str, texts: Sequence[tuple[float, float, str]]) -> Markup:
    each = (Markup('<text x="{}" y="{}">{}</text>').format(number(x), number(y), text) for x, y, text in texts)
    return Markup('<g class="quiet" fill="{}" font-size="{}" text-anchor="{}">{}</g>').format(QUIET, TEXT, anchor, Markup("").join(each))
