"""What the renderers share: the mark of a status, and text made safe to print on one line."""

from __future__ import annotations

from ringrose.errors import one_line
from ringrose.statuses import as_element

__all__ = ["MARKS", "PLAIN_MARKS", "mark", "tidy"]

MARKS = {"met": "✓", "not_met": "✗", "contested": "!", "undetermined": "?"}
PLAIN_MARKS = {**MARKS, "met": "+", "not_met": "x"}
"""Marks for where only ASCII can be printed."""


def mark(status: str, ascii_only: bool = False) -> str:
    """The mark of the status of an element or of a criterion."""
    return (PLAIN_MARKS if ascii_only else MARKS)[as_element(status)]


def tidy(text: str) -> str:
    """The text on one line: runs of white space are one space, other invisible characters are made visible."""
    return one_line(" ".join(text.split()))
