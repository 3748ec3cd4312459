"""What all Markdown shares: text that stays text, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ringrose.explain import Line
from ringrose.render.marks import tidy

__all__ = ["as_code", "begun", "bullets", "escape", "trees", "within_line"]

_SPECIAL = re.compile(
    r"""[\\`*_\[\]<>|~#&$^{]
    | @(?!\s)  # a citation, a mention or an address of e-mail
    | :(?=//|(?!\d\d?:)[\w+-]+:)|(?<!\w):(?=[\w+-]+$)  # an address of the web, or the name of an emoji; no time of the day
    | (?<=[Ww]{3})\.  # an address of the web
    """,
    re.VERBOSE,
)
_AT_START = re.compile(r"^(?=[-+=:]|\(\w+\))|^(?![A-Z]\.)(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))")


def escape(text: str) -> str:
    """The text on one line, so that CommonMark, GitHub and pandoc show it as it stands."""
    return begun(within_line(text))


def within_line(text: str) -> str:
    """The text on one line, so that Markdown shows it as it stands where it is not the start of a line."""
    return _SPECIAL.sub(r"\\\g<0>", tidy(text))


def begun(line: str) -> str:
    """A line of Markdown, so that it begins no list and no other kind of block."""
    return _AT_START.sub(r"\g<0>\\", line)


def as_code(words: str) -> str:
    """Text as code; what could end that or a cell of a table is escaped as text instead."""
    words = tidy(words)
    return f"`{words}`" if words and not set(words) & set("`|") else escape(words)


def trees(lines: Iterable[Line], depth: int = 0) -> Iterable[str]:
    """Lines and all below them, each with the indent of its depth."""
    for line in lines:
        text = escape(line.text) + (f" \\[{within_line(line.cite)}\\]" if line.cite else "")
        yield "  " * depth + (f"*{text}*" if line.kind in ("note", "rule") else text)
        yield from trees(line.below, depth + 1)


def bullets(rows: Iterable[str]) -> str:
    """Rows as a list, each as deep as it is indented."""
    return "\n".join(f"{row[: len(row) - len(row.lstrip())]}- {row.lstrip()}" for row in rows)
