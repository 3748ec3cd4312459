"""Which combinations of bound facts make a condition true: what the engine is told of every test that is not a plain join."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from attrs import frozen

from ringrose.meaning.facts import Item, Store
from ringrose.meaning.justify import enough, few, is_closed
from ringrose.meaning.matching import key, resolve, year_of
from ringrose.plan import AtLeast, AtMost, Bound, Match

__all__ = [
    "Columns",
    "Row",
    "Rows",
    "Values",
    "closed",
    "columns_by_slot",
    "combinations",
    "counting",
    "existing",
    "possible",
    "row_of",
    "value_of",
]

Columns = tuple[Bound, ...]
"""The attributes of one slot that conditions refer to, in order."""

Row = tuple[Any, ...]
"""The values of the columns as keys; it stands for all facts that have them."""

Values = dict[Bound, Any]


def value_of(item: Item, bound: Bound) -> Any:
    """The value that a reference stands for in a join, dates by their year where they meet years; None where the fact lacks it."""
    value = item.attributes.get(bound.attribute)
    return year_of(value) if bound.by_year else value


def row_of(item: Item, columns: Columns) -> Row | None:
    """The row of a fact; None where it lacks one of the attributes, for then no condition that refers to it is true."""
    row = tuple(value_of(item, bound) for bound in columns)
    return None if None in row else tuple(map(key, row))


def columns_by_slot(bounds: Sequence[Bound]) -> dict[int, Columns]:
    """The references grouped by slot, slots and columns in a fixed order."""
    slots: dict[int, list[Bound]] = {}
    for bound in sorted(set(bounds), key=lambda b: (b.slot, b.attribute, b.by_year)):
        slots.setdefault(bound.slot, []).append(bound)
    return {slot: tuple(columns) for slot, columns in slots.items()}


@frozen
class Rows:
    """The rows that occur in a slot, each with the values behind it."""

    columns: Columns
    rows: Mapping[Row, Values]

    @classmethod
    def of(cls, items: Sequence[Item], columns: Columns) -> Rows:
        """The rows of the facts that may be bound to a slot."""
        rows = {row: item for item in items if (row := row_of(item, columns)) is not None}
        return cls(columns, {row: {b: value_of(item, b) for b in columns} for row, item in rows.items()})


def combinations(rows: Sequence[Rows]) -> Iterator[tuple[tuple[Row, ...], Values]]:
    """Each combination of one row per slot, with the values of all of them."""
    for combination in product(*(r.rows.items() for r in rows)):
        values: Values = {}
        for _, given in combination:
            values.update(given)
        yield tuple(row for row, _ in combination), values


def existing(store: Store, match: Match, values: Values) -> bool:
    """Whether some fact that holds matches, for these values of the references."""
    resolved = resolve(match, values.get)
    return resolved is not None and store.any_matching(match.type, resolved)


def possible(store: Store, match: Match, values: Values) -> bool:
    """Whether some fact that holds or is unknown could match, for these values of the references."""
    resolved = resolve(match, values.get)
    return resolved is not None and store.any_possible(match.type, resolved)


def counting(step: AtLeast | AtMost) -> Callable[[Store, Match, Values], bool]:
    """Whether as many facts match as a step asks for, for values of its references."""

    def counts(store: Store, match: Match, values: Values) -> bool:
        resolved = resolve(match, values.get)
        return resolved is not None and (enough(store, step, resolved) if isinstance(step, AtLeast) else few(store, step, resolved))

    return counts


def closed(store: Store, match: Match, values: Values) -> bool:
    """Whether some closure covers the pattern, for these values of the references."""
    resolved = resolve(match, values.get)
    return resolved is not None and is_closed(store, match, resolved)
