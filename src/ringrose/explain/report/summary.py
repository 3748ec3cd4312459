"""How many elements of a report are met, and what the others are, in one sentence."""

from __future__ import annotations

from ringrose.explain.report.content import Report
from ringrose.explain.summary import summary

__all__ = ["summary_of"]


def summary_of(report: Report) -> str:
    """The sentence, without its full stop."""
    return summary((element.told.status for element in report.elements), report.lang)
