"""What all Markdown shares: text that stays text, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ringrose.explain import Line
from ringrose.render.marks import tidy

__all__ = ["as_code", "bullets", "escape", "trees", "within_line"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$])")
_AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it stands."""
    return _AT_START.sub(lambda m: f"{m[1]}\\" if m[1].isdigit() else f"\\{m[1]}", within_line(text))


def within_line(text: str) -> str:
    """The text on one line, so that Markdown shows it as it stands where it is not the start of a line."""
    return _SPECIAL.sub(r"\\\1", tidy(text))


def as_code(words: str) -> str:
    """Text as code; what could end that or a cell of a table is escaped as text instead."""
    words = tidy(words)
    return f"`{words}`" if words and not set(words) & set("`|") else escape(words)


def trees(lines: Iterable[Line], depth: int = 0) -> Iterable[str]:
    """Lines and all below them, each with the indent of its depth."""
    for line in lines:
        text = escape(line.text) + (f" \\[{escape(line.cite)}\\]" if line.cite else "")
        yield "  " * depth + (f"*{text}*" if line.kind in ("note", "rule") else text)
        yield from trees(line.below, depth + 1)


def bullets(rows: Iterable[str]) -> str:
    """Rows as a list, each as deep as it is indented."""
    return "\n".join(f"{row[: len(row) - len(row.lstrip())]}- {row.lstrip()}" for row in rows)
