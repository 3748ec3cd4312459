"""An element and a report in a few words."""

from __future__ import annotations

from ringrose.explain.reasons import ElementTold
from ringrose.explain.report.content import Report
from ringrose.explain.summary import summary
from ringrose.explain.words import say

__all__ = ["standing_of", "summary_of"]


def summary_of(report: Report) -> str:
    """How many elements are met, and what the others are, in one sentence, without its full stop."""
    return summary((element.told.status for element in report.elements), report.lang)


def standing_of(told: ElementTold, lang: str) -> str:
    """What stands beside the status of an element: how well its rules are attested, and that facts it rests on are disputed."""
    words = [say(f"standing.{told.standing}", lang)] if told.standing else []
    return ", ".join([*words, say("report.disputed", lang)] if told.disputed else words)
