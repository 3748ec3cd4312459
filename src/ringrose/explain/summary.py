"""How many elements are met, and what the others are, in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ringrose.explain.words import listed, say

__all__ = ["summary"]


def summary(statuses: Iterable[str], lang: str) -> str:
    """The sentence for the statuses of all elements, without its full stop."""
    counts = Counter(statuses)
    all = str(sum(counts.values()))
    met = counts.pop("met", 0)
    first = say("report.summary.one" if met == 1 else "report.summary", lang, met=str(met), all=all)
    rest = [say("report.summary.rest", lang, number=str(n), status=say(f"status.{status}", lang)) for status, n in counts.items()]
    return say("report.summary.both", lang, met=first, rest=listed(rest, lang)) if rest else first
