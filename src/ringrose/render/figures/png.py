"""Figures as PNG, for where no SVG can be placed: drawn by resvg, with the fonts of the machine."""

from __future__ import annotations

from functools import cache
from itertools import islice
from math import isfinite
from typing import Any

from markupsafe import Markup

from ringrose.errors import InputError, Problem, listing
from ringrose.render.design import FONT, PAPER
from ringrose.render.figures.drawing import Drawing

__all__ = ["png"]

MOST = 64_000_000
"""So many pixels at most: four bytes each while they are drawn."""

FAMILIES = ("Arial", "DejaVu Sans", "Noto Sans", "FreeSans", "Open Sans", "Ubuntu", "Cantarell", "Helvetica", "Verdana")
"""What to write with where the machine has none of the faces that a figure names: the first of these that is there."""

_NO_LETTER = "\u0378"  # a code that stands for nothing: it looks as a letter does that no font has
_TOLD = 5


def png(drawing: Drawing, *, scale: float = 2) -> bytes:
    """The figure as PNG on a white ground, with ``scale`` pixels for each unit.

    Raises `InputError` where resvg is not installed, where the picture would be too large, and where no font of the machine has what is to
    be written: then text would be missing, or be boxes.
    """
    resvg = _resvg()
    _check_size(drawing, scale)
    _check_letters(resvg, drawing)
    wide = max(1, round(drawing.width * scale))
    return bytes(
        resvg.svg_to_bytes(svg_string=drawing.standalone(), width=wide, background=PAPER, sans_serif_family=_family(resvg) or FAMILIES[0])
    )


def _resvg() -> Any:
    try:
        import resvg_py
    except ImportError:
        raise _refused("PNG needs resvg, which is not installed", 'Type: pip install "ringrose[png]", or write SVG instead') from None
    return resvg_py


def _check_size(drawing: Drawing, scale: float) -> None:
    """Refuse a scale that makes no picture, or one that is too large."""
    if not (isfinite(scale) and scale > 0):
        raise _refused(f"A scale of {scale:g} makes no picture", "Give a number above 0, such as 2")
    wide, high = drawing.width * scale, drawing.height * scale
    if wide * high > MOST:
        fitting = (MOST / (drawing.width * drawing.height)) ** 0.5
        what = f"A picture of {wide:,.0f} by {high:,.0f} pixels is too large"
        raise _refused(what, f"Take a scale below {fitting:.2g}, ask for a part of it, or write SVG instead")


def _check_letters(resvg: Any, drawing: Drawing) -> None:
    """Refuse letters that no font of the machine has."""
    if _family(resvg) is None:
        raise _refused("This machine has no font to write with", "Install one, such as Liberation Sans, or write SVG instead")
    letters = sorted({char for char in drawing.body.striptags() if char.isalnum() and not char.isascii()})
    missing = [f"`{char}`" for char in letters if _same(resvg, char, _NO_LETTER)]
    if missing:
        more = [f"{len(missing) - _TOLD} more"] if len(missing) > _TOLD else []
        what = f"No font of this machine has {listing([*islice(missing, _TOLD), *more])}"
        raise _refused(what, "Install one, such as Noto Sans for the script of these letters, or write SVG instead")


@cache
def _family(resvg: Any) -> str | None:
    """The first family with which a letter can be seen; None where there is none."""
    return next((family for family in FAMILIES if _lettered(resvg, "a", family) != _lettered(resvg, "", family)), None)


@cache
def _same(resvg: Any, one: str, other: str) -> bool:
    """Whether two texts look the same, letter by letter."""
    family = _family(resvg) or FAMILIES[0]
    return bool(_lettered(resvg, one, family) == _lettered(resvg, other, family))


def _lettered(resvg: Any, text: str, family: str) -> bytes:
    svg = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="{}"><text y="15">{}</text></svg>')
    return bytes(resvg.svg_to_bytes(svg_string=svg.format(FONT, text), sans_serif_family=family))


def _refused(what: str, hint: str) -> InputError:
    return InputError([Problem("request", what, "", hint)])
