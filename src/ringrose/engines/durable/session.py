"""What is known while one case runs: its facts, and the small integers that stand for values and facts at the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field

from ringrose.engines.durable.tables import Columns, Row, Rows
from ringrose.meaning.facts import Item, Store
from ringrose.plan import Match

__all__ = ["Reference", "Session", "Slot", "Tag"]


@define(eq=False)
class Tag:
    """The facts that pass a pattern's fixed checks: one message each, with a property for every join that needs one.

    ``references`` are the rows that other conditions refer to, ``values`` those that the pattern itself joins by.
    """

    name: str
    match: Match
    uses: int = 0
    references: dict[Columns, Reference] = field(factory=dict)
    values: dict[Columns, str] = field(factory=dict)


@define(eq=False)
class Reference:
    """The columns of a tag that conditions refer to, and the property of its messages that carries their row."""

    tag: Tag
    columns: Columns
    name: str


@define(eq=False)
class Slot:
    """A slot of a clause that a condition refers to: its number, the columns looked at, and where the slot's messages carry their row."""

    number: int
    columns: Columns
    reference: Reference


@define
class Session:
    """One case on its way through the strata. ``counterexamples`` holds what was found for each `every`, by its table."""

    store: Store
    counterexamples: dict[str, set[tuple[Row, ...]]] = field(factory=dict)
    _ids: dict[Any, int] = field(factory=dict)
    _candidates: dict[Tag, list[Item]] = field(factory=dict)
    _rows: dict[Slot, Rows] = field(factory=dict)

    def number_of(self, value: Any) -> int:
        """A small integer for a row (or any other key); the same for the same."""
        return self._ids.setdefault(value, len(self._ids) + 1)

    def candidates(self, tag: Tag) -> Sequence[Item]:
        """The facts that hold and pass the checks of a tag."""
        if tag not in self._candidates:
            self._candidates[tag] = self.store.matching(tag.match.type, tag.match.known)
        return self._candidates[tag]

    def rows(self, slot: Slot) -> Rows:
        """The rows that occur in a slot."""
        if slot not in self._rows:
            self._rows[slot] = Rows.of(self.candidates(slot.reference.tag), slot.columns)
        return self._rows[slot]
