"""When an element has a status, as a formula over its criteria: which are satisfied, which are violated."""

from __future__ import annotations

from attrs import frozen

from ringrose.model.assessment import Polarity
from ringrose.model.pack import Element

__all__ = ["All", "Any", "Formula", "Is", "goal", "negated"]


@frozen
class Is:
    """Whether some finding satisfies (or violates) a criterion (its full name) is as wanted."""

    criterion: str
    polarity: Polarity
    wanted: bool


@frozen
class All:
    """All parts are true."""

    parts: tuple[Formula, ...]


@frozen
class Any:
    """Some part is true."""

    parts: tuple[Formula, ...]


Formula = Is | All | Any


def goal(element: Element, status: str) -> Formula:
    """The formula that is true where the element has the status (`ringrose.statuses` says the same the other way round)."""
    counted = [c for c in element.criteria if c.role != "informative"]
    name = {c.id: f"{element.id}.{c.id}" for c in counted}

    def shown(id: str, wanted: bool = True) -> Formula:
        return Is(name[id], "satisfies", wanted)

    def violated(id: str, wanted: bool = True) -> Formula:
        return Is(name[id], "violates", wanted)

    untouched = [violated(c.id, False) for c in counted]
    if status == "met":
        return All((*untouched, *(shown(c.id) for c in counted if c.role == "essential")))
    if status == "undetermined":
        return All((*untouched, Any(tuple(shown(c.id, False) for c in counted if c.role == "essential"))))
    if status == "not_met":
        return Any(tuple(All((violated(c.id), shown(c.id, False))) for c in counted))
    balanced = [Any((violated(c.id, False), shown(c.id))) for c in counted]
    return All((*balanced, Any(tuple(All((violated(c.id), shown(c.id))) for c in counted))))


def negated(formula: Formula) -> Formula:
    """The formula that is true where this one is false."""
    if isinstance(formula, Is):
        return Is(formula.criterion, formula.polarity, not formula.wanted)
    parts = tuple(negated(part) for part in formula.parts)
    return Any(parts) if isinstance(formula, All) else All(parts)
