"""The marks in the cells of a chart of years, told apart by form and by fill, in grey alone."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from markupsafe import Markup

from ringrose.explain.report.chart import Cell
from ringrose.render.design import INK, PAPER, QUIET
from ringrose.render.figures import lettering
from ringrose.render.figures.drawing import number
from ringrose.render.marks import tidy

__all__ = ["dotted", "marked"]

TALLEST, LEAST = 11, 7.5  # the radius of a dot for the most facts, and for one
NUMBER, SQUARE = 11, 14

_STRUCK = Markup(
    '<path class="frame" d="M{x} {y}h{s}v{s}h-{s}zM{x} {end}l{s} -{s}" fill="none" stroke="{ink}" stroke-width="1.4" pointer-events="all"/>'
)
_RING = Markup(
    '<circle class="frame" cx="{x}" cy="{y}" r="7.5" fill="none" stroke="{ink}" stroke-width="1.3" stroke-dasharray="2.6 2.112"/>'
    '<path class="frame" d="M{left} {high}a2.4 2.4 0 1 1 3.4 2.1q-1 .5-1 1.7M{x} {low}v1.6" fill="none" stroke="{ink}" stroke-width="1.5"/>'
)
# The invisible border is for who points at the dot.
_DOTS = Markup('<g class="quiet" fill="{quiet}" stroke="{quiet}" stroke-opacity="0" stroke-width="12">{dots}</g>\n')
_DOT = Markup('<circle cx="{}" cy="{}" r="1.2">{}</circle>')
_DISC = Markup('<rect class="ink" x="{x}" y="{y}" width="{wide}" height="{high}" rx="{round}" fill="{ink}"/>')
_COUNT = Markup('<text class="on-ink" x="{x}" y="{y}" font-size="{size}" text-anchor="middle" fill="{paper}">{count}</text>')


def marked(cell: Cell, x: float, y: float, wide: float, share: float) -> Markup:
    """The mark of a cell around a point, in so wide a column, with its words for who points at it; but for `dotted` cells.

    ``share`` is how many facts the cell has of the most that a year has: more facts make a larger dot.
    """
    return Markup("<g>{}{}</g>").format(_title(cell), _drawn(cell, x, y, wide, share))


def dotted(cells: Iterable[tuple[Cell, float, float]]) -> Markup:
    """The marks of cells in which nothing is recorded, each around a point."""
    dots = (_DOT.format(number(x), number(y), _title(cell)) for cell, x, y in cells)
    return _DOTS.format(quiet=QUIET, dots=Markup("").join(dots))


def _title(cell: Cell) -> Markup:
    return Markup("<title>{}</title>").format(tidy(cell.told)) if cell.told else Markup("")


def _drawn(cell: Cell, x: float, y: float, wide: float, share: float) -> Markup:
    if cell.state == "recorded":
        return _disc(len(cell.ids), x, y, wide, share)
    if cell.state == "none":
        side = min(SQUARE, wide - 4)
        left, top, end = (number(place) for place in (x - side / 2, y - side / 2, y + side / 2))
        return _STRUCK.format(x=left, y=top, s=number(side), end=end, ink=INK)
    return _RING.format(x=number(x), y=number(y), left=number(x - 2.4), high=number(y - 1.6), low=number(y + 3.2), ink=INK)


def _disc(count: int, x: float, y: float, wide: float, share: float) -> Markup:
    """A dot, with the number of facts where there are several; it becomes broader where the number needs that."""
    radius = min(LEAST + (TALLEST - LEAST) * sqrt(min(1, share)), wide / 2 - 1.5) if count > 1 else min(LEAST, wide / 2 - 1.5)
    told = str(count)
    size = min(NUMBER, (wide - 5) / lettering.width(told, 1))
    half = max(radius, lettering.width(told, size) / 2 + 1.5) if count > 1 else radius
    disc = _DISC.format(
        x=number(x - half), y=number(y - radius), wide=number(2 * half), high=number(2 * radius), round=number(radius), ink=INK
    )
    if count == 1:
        return disc
    return disc + _COUNT.format(x=number(x), y=number(y + size * 0.36), size=number(size), paper=PAPER, count=told)
