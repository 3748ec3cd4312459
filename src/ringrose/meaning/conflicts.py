"""Facts that hold although a denial says that nothing like them does."""

from __future__ import annotations

from typing import Any

from ringrose.meaning.matching import falls_into
from ringrose.model.assessment import Conflict
from ringrose.model.case import Case

__all__ = ["conflicts_of"]


def conflicts_of(case: Case) -> list[Conflict]:
    """The facts that hold although they fall into a denial's set, sorted by fact and denial."""
    denials: dict[str, list[tuple[str, Any]]] = {}
    for fact in case.facts:
        if fact.holds is False:
            denials.setdefault(fact.type, []).append((str(fact.id), fact.attributes))
    found = [
        (str(fact.id), denial)
        for fact in case.facts
        if fact.holds is True
        for denial, stated in denials.get(fact.type, ())
        if falls_into(fact.attributes, stated)
    ]
    return [Conflict(fact, denial) for fact, denial in sorted(found)]
