"""How patterns of the model, as rules have them, meet facts in the making."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from ringrose.meaning.matching import meets
from ringrose.model.case import Fact
from ringrose.model.pack import Pattern, Ref
from ringrose.plan import Check

__all__ = ["Item", "Where", "bound_to", "matches", "passes", "resolve"]

Where = Mapping[str, Sequence[tuple[str, Any]]]
"""The tests of a pattern, by attribute, with values for its references."""


@frozen
class Item:
    """A fact in the making: recorded or structural (then with an ``id`` among its values), or derived."""

    type: str
    values: Mapping[str, Any]

    @classmethod
    def of(cls, fact: Fact) -> Item:
        """A fact of a case."""
        return cls(fact.type, {**fact.attributes, "id": fact.id})


def resolve(pattern: Pattern, bound: Mapping[str, Item]) -> Where | None:
    """Put values in the place of references; None where a bound fact lacks the attribute that is referred to."""

    def value_of(operand: Any) -> Any:
        return bound[operand.alias].values.get(operand.attribute) if isinstance(operand, Ref) else operand

    where: dict[str, list[tuple[str, Any]]] = {}
    for attribute, tests in pattern.where.items():
        where[attribute] = []
        for test in tests:
            if test.op == "within":
                last = value_of(test.value.to)
                if last is None:
                    return None
                where[attribute].append(("in", [last - n for n in range(int(test.value.years))]))
                continue
            value = [value_of(v) for v in test.value] if test.op == "in" else value_of(test.value)
            if value is None or (test.op == "in" and None in value):
                return None
            where[attribute].append((test.op, value))
    return where


def passes(op: str, operand: Any, value: Any) -> bool:
    """Whether a value (None: the fact lacks it) passes a test."""
    if op == "exists":
        return (value is not None) is operand
    return value is not None and meets(Check("", op, ()), value, tuple(operand) if op == "in" else (operand,))


def matches(item: Item, where: Where) -> bool:
    """Whether a fact passes all tests."""
    return all(passes(op, operand, item.values.get(name)) for name, tests in where.items() for op, operand in tests)


def bound_to(tests: Sequence[tuple[str, Any]]) -> list[Any] | None:
    """The values that an attribute is bound to, by equality or ``in``; None where it is not."""
    for op, operand in tests:
        if op in ("is", "in"):
            return list(operand) if op == "in" else [operand]
    return None
