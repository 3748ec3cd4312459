"""Text on a terminal, measured in its cells: a Chinese, Japanese or Korean letter fills two, a combining mark none."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

__all__ = ["cells", "filled", "wrapped"]

_NEVER_FIRST = frozenset("、。，．：；！？）］｝」』】》〉〕〗’”…ー々")
_NEVER_LAST = frozenset("（［｛「『【《〈〔〖‘“")
"""What no line begins or ends with, where it is broken inside a text without spaces."""


def cells(text: str) -> int:
    """How many cells a text fills."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(letter: str) -> int:
    if category(letter) in ("Mn", "Me") or "\u1160" <= letter <= "\u11ff":  # the latter join the Hangul letter before them
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def filled(text: str, width: int, side: str = "<") -> str:
    """The text with as many spaces as make it ``width`` cells: behind it (``<``), before it (``>``), or on both sides (``^``)."""
    return f"{text:{side}{width - cells(text) + len(text)}}" if cells(text) < width else text


def wrapped(text: str, room: int, *, whole: bool = True) -> list[str]:
    """The words of a text on lines of at most so many cells.

    A word that is longer stays whole, unless it has wide letters: between these a line may be broken anywhere. Where words need not stay
    ``whole``, so may it be in any word that is longer.
    """
    lines: list[str] = []
    for word in text.split(" "):
        for number, piece in enumerate(_pieces(word, room, whole)):
            joint = " " if number == 0 else ""
            if lines and cells(lines[-1]) + len(joint) + cells(piece) <= room:
                lines[-1] += f"{joint}{piece}"
            else:
                lines.append(piece)
    return lines if text else []


def _pieces(word: str, room: int, whole: bool) -> Iterator[str]:
    """A word, or where it is too long for a line, the parts between which it may be broken."""
    if cells(word) <= room:
        yield word
        return
    start = 0
    for n in range(1, len(word)):
        before, after = word[n - 1], word[n]
        loose = not whole or _cells(before) == 2 or _cells(after) == 2
        if loose and _cells(after) and before not in _NEVER_LAST and after not in _NEVER_FIRST:
            yield word[start:n]
            start = n
    yield word[start:]
