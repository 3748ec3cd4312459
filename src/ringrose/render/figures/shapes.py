"""The shapes of the four statuses, with their marks: drawn as paths, so that they look alike everywhere and need no font."""

from __future__ import annotations

from markupsafe import Markup

from ringrose.render.design import PAPER, look
from ringrose.render.figures.drawing import number

__all__ = ["icon", "shape"]

SIDE = 20  # of the square in which the paths below are drawn

_DRAWN = {
    "disc": Markup(
        '<circle cx="10" cy="10" r="9.5" fill="currentColor"/>'
        '<path class="paper" d="M5.4 10.5l3.2 3.3 6-7" fill="none" stroke="{}" stroke-width="2.2"/>'
    ),
    "square": Markup(
        '<rect x="1" y="1" width="18" height="18" fill="currentColor"/>'
        '<path class="paper" d="M6 6l8 8M14 6l-8 8" fill="none" stroke="{}" stroke-width="2.2"/>'
    ),
    "diamond": Markup(
        '<path d="M10 .8L19.2 10 10 19.2.8 10z" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M.8 10H19.2L10 19.2z" fill="currentColor"/><path d="M10 3.5v5.2" stroke="currentColor" stroke-width="2.2"/>'
        '<path class="paper" d="M10 12.4v.2" stroke="{}" stroke-width="2.6" stroke-linecap="round"/>'
    ),
    "ring": Markup(
        '<circle cx="10" cy="10" r="8.8" fill="none" stroke="currentColor" stroke-width="1.7" stroke-dasharray="3.1 1.507"/>'
        '<path d="M7.3 8.1a2.7 2.7 0 1 1 3.9 2.3q-1.2.6-1.2 1.9" fill="none" stroke="currentColor" stroke-width="1.9"/>'
        '<path d="M10 15v.2" stroke="currentColor" stroke-width="2.3" stroke-linecap="round"/>'
    ),
}
"""A filled disc with a tick, a filled square with a cross, a half filled diamond with !, a hollow dashed ring with ?."""


def shape(status: str, x: float, y: float, size: float) -> Markup:
    """The shape of a status in the square of side ``size`` whose upper left corner is at ``x`` and ``y``.

    A page may give the class ``s-<status>`` another ``color``, and ``.paper`` in it another ``stroke``.
    """
    place = Markup("translate({} {}) scale({})").format(number(x), number(y), f"{size / SIDE:.3f}".rstrip("0").rstrip("."))
    return _group(status, Markup(' transform="{}"').format(place))


def icon(status: str, size: float) -> Markup:
    """The shape as a small picture of its own in a page of HTML; the word must stand beside it, for who cannot see it."""
    return Markup('<svg class="icon" viewBox="0 0 {0} {0}" width="{1}" height="{1}" aria-hidden="true" focusable="false">{2}</svg>').format(
        SIDE, number(size), _group(status, Markup(""))
    )


def _group(status: str, more: Markup) -> Markup:
    one = look(status)
    return Markup('<g class="s-{}" color="{}"{}>{}</g>').format(one.status, one.colour, more, _DRAWN[one.shape].format(PAPER))
