"""Counting facts: each for itself, or by the different values of an attribute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ringrose.meaning.facts import Item, Store
from ringrose.meaning.justify import shared
from ringrose.meaning.matching import key
from ringrose.plan import AtLeast, AtMost

__all__ = ["by_value", "counted_by", "lacking", "limit"]


def limit(store: Store, step: AtLeast | AtMost) -> int | None:
    """How many facts a condition asks for at least, or allows at most; None where it is a share of facts that the case does not have."""
    of = len(shared(store, step))
    return step.needed(of) if isinstance(step, AtLeast) else step.allowed(of)


def counted_by(step: AtLeast | AtMost) -> str | None:
    """The attribute of which different values are counted; None where each fact counts, as it does by its id."""
    return None if step.distinct == "id" else step.distinct


def by_value(items: Iterable[Item], attribute: str | None) -> list[list[Item]]:
    """The facts that count as one each: those that state the same value of the attribute; without one every fact on its own."""
    if attribute is None:
        return [[item] for item in items]
    found: dict[Any, list[Item]] = {}
    for item in items:
        value = item.attributes.get(attribute)
        if value is not None:
            found.setdefault(key(value), []).append(item)
    return list(found.values())


def lacking(items: Iterable[Item], attribute: str | None) -> list[Item]:
    """The facts that do not state the attribute; none where every fact counts."""
    return [item for item in items if attribute is not None and item.attributes.get(attribute) is None]
