"""Text in figures: how wide it may become, where its lines break, and how they are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from markupsafe import Markup

from ringrose.render.design import INK, QUIET, look
from ringrose.render.figures.drawing import number
from ringrose.render.marks import tidy

__all__ = ["broken", "height", "shortened", "width", "written"]

LEADING = 1.35  # from line to line, in sizes
BOLD = 1.17  # how much wider bold letters are at most

_WIDTHS = {
    char: share
    for share, chars in {
        0.30: "'ijlI",
        0.35: " ,.·‘’|/\\:;",
        0.42: "()[]t-!rf‹›",
        0.52: '"*J`sz',
        0.56: "c?_–L",
        0.60: "kvxy",
        0.64: "0123456789abdeghnopqu${}FT“”",
        0.73: "ABEKPSVXYZCRU",
        0.80: "DGHNOQ&",
        0.86: "#+<=>^~×wM",
        1.02: "%mW—…@",
    }.items()
    for char in chars
}
"""In ems, and not less than in DejaVu Sans and Liberation Sans: so text stays in its box whatever font of our stack a machine has."""

_BY_CATEGORY = {"Lu": 1.15, "Ll": 0.95, "Lt": 1.15, "Nd": 0.75, "Mn": 0.1, "Me": 0.1}
_WIDE, _PICTURE, _OTHER = 1.05, 1.35, 1.05


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, at most."""
    return sum(map(_ems, text)) * size * (BOLD if bold else 1)


@cache
def _ems(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if unicodedata.east_asian_width(char) in "WF":
        return _PICTURE if unicodedata.category(char) == "So" else _WIDE
    parts = unicodedata.normalize("NFKD", char)  # é is as wide as e, a ligature as its letters
    if parts != char:
        return sum(map(_ems, parts))
    return _BY_CATEGORY.get(unicodedata.category(char), _OTHER)


def broken(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text that has so much room; words that are wider are broken. Invisible characters are made visible."""
    return tuple(_lines(tidy(text), size, room, bold))


def _lines(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            yield line
        *full, line = _pieces(word, size, room, bold)
        yield from full
    yield line


def _pieces(word: str, size: float, room: float, bold: bool) -> Iterator[str]:
    """The word, or parts of it, none wider than the room (but for a single letter)."""
    if width(word, size, bold=bold) <= room:
        yield word
        return
    piece, taken = "", 0.0
    for char in word:
        wide = width(char, size, bold=bold)
        if piece and taken + wide > room:
            yield piece
            piece, taken = "", 0.0
        piece, taken = piece + char, taken + wide
    yield piece


def shortened(text: str, size: float, room: float) -> str:
    """The text on one line, with … where it had to be cut."""
    text = tidy(text)
    if width(text, size) <= room:
        return text
    room -= width("…", size)
    first, *_ = _pieces(text, size, room, False)
    return f"{first.rstrip()}…" if width(first, size) <= room else "…"


def height(lines: Sequence[str], size: float) -> float:
    """How high so many lines are."""
    return len(lines) * size * LEADING


def written(
    lines: Sequence[str],
    x: float,
    y: float,
    size: float,
    *,
    bold: bool = False,
    quiet: bool = False,
    status: str = "",
    anchor: str = "start",
) -> Markup:
    """Lines of text, the first of which has its upper edge at ``y``; each is a text of its own, so that none is mixed with another.

    They are in ink, or ``quiet``, or in the colour of a ``status``.
    """
    baselines = (y + (place * LEADING + 1.02) * size for place in range(len(lines)))
    return Markup('<g {} font-size="{}"{}{}>{}</g>\n').format(
        _coloured(quiet, status),
        number(size),
        Markup(' font-weight="700"') if bold else "",
        Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else "",
        Markup("").join(
            Markup('<text x="{}" y="{}">{}</text>').format(number(x), number(baseline), line)
            for line, baseline in zip(lines, baselines, strict=True)
        ),
    )


def _coloured(quiet: bool, status: str) -> Markup:
    if status:
        one = look(status)
        return Markup('class="s-{}" color="{}" fill="currentColor"').format(one.status, one.colour)
    return Markup('class="{}" fill="{}"').format(*(("quiet", QUIET) if quiet else ("ink", INK)))
