"""Text in figures: how wide it may become, where its lines break, and how they are written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from markupsafe import Markup

from ringrose.render.design import INK, QUIET, look
from ringrose.render.figures.drawing import number
from ringrose.render.marks import tidy

__all__ = ["broken", "height", "shortened", "width", "written"]

LEADING = 1.35  # from line to line, in sizes
BOLDER = 1.17  # how much wider other bold letters are at most


def _by_letter(widths: Mapping[float, str]) -> Mapping[str, float]:
    return {char: share for share, chars in widths.items() for char in chars}


_PLAIN = _by_letter(
    {
        0.28: "'ijl",
        0.30: "I",
        0.32: " ,.·‘’",
        0.34: "/:;\\|",
        0.36: "f",
        0.37: "-",
        0.40: "()[]t",
        0.41: "!‹›",
        0.42: "r",
        0.47: '"',
        0.51: "*J`",
        0.53: "sz“”",
        0.56: "?L_c–",
        0.59: "k",
        0.60: "vxy",
        0.62: "FTaeo",
        0.64: "$0123456789bdghnpqu{}",
        0.68: "EKPSY",
        0.69: "ABVXZ",
        0.73: "CR",
        0.74: "U",
        0.76: "HN",
        0.78: "D",
        0.79: "&G",
        0.80: "OQ",
        0.83: "w",
        0.85: "#+<=>^~×",
        0.87: "M",
        0.96: "%",
        0.98: "m",
        1.00: "W",
        1.01: "—…",
        1.03: "@",
    }
)
_BOLD = _by_letter(
    {
        0.31: "'",
        0.35: " ijl",
        0.37: "/\\|",
        0.38: "I",
        0.39: ",.·‘’",
        0.41: ":;",
        0.42: "-‹›",
        0.44: "f",
        0.46: "!()[]",
        0.49: "t",
        0.50: "r",
        0.51: "`",
        0.53: '"*',
        0.56: "J_–",
        0.59: "z",
        0.60: "cs",
        0.62: "?",
        0.65: "Lx",
        0.66: "vy",
        0.67: "k“”",
        0.68: "a",
        0.69: "EFTe",
        0.70: "$0123456789o",
        0.72: "bdghnpqu{}",
        0.73: "SYZ",
        0.74: "CP",
        0.77: "B",
        0.78: "AKRVX",
        0.82: "U",
        0.83: "G",
        0.84: "D",
        0.85: "#+<=>HN^~×",
        0.86: "OQ",
        0.88: "&",
        0.93: "w",
        1.00: "M",
        1.01: "%—…",
        1.03: "@",
        1.05: "m",
        1.11: "W",
    }
)
"""In ems, and not less than in DejaVu Sans and Liberation Sans: so text stays in its box whatever font of our stack a machine has."""

_BY_CATEGORY = {"Lu": 1.15, "Ll": 0.95, "Lt": 1.15, "Nd": 0.75, "Mn": 0.1, "Me": 0.1}
_WIDE, _PICTURE, _OTHER = 1.05, 1.35, 1.05


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, at most."""
    return sum(_ems(char, bold) for char in text) * size


@cache
def _ems(char: str, bold: bool) -> float:
    known = _BOLD if bold else _PLAIN
    if char in known:
        return known[char]
    wider = BOLDER if bold else 1
    if unicodedata.east_asian_width(char) in "WF":
        return wider * (_PICTURE if unicodedata.category(char) == "So" else _WIDE)
    parts = unicodedata.normalize("NFKD", char)  # é is as wide as e, a ligature as its letters
    if parts != char:
        return sum(_ems(part, bold) for part in parts)
    return wider * _BY_CATEGORY.get(unicodedata.category(char), _OTHER)


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
