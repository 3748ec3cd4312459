"""What is known while one case runs: its facts, and the small integers that stand for values and facts at the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field

from ringrose.engines.durable.tables import Columns, Row, Rows
from ringrose.engines.facts import Item, Store
from ringrose.engines.matching import resolve
from ringrose.plan import Bound, Every, Match

__all__ = ["Session"]


def _never(bound: Bound) -> Any:
    raise AssertionError(f"{bound} is looked up, but fixed checks have no references")


@define
class Session:
    """One case on its way through the strata."""

    store: Store
    counterexamples: dict[Every, set[tuple[Row, ...]]] = field(factory=dict)
    _ids: dict[Any, int] = field(factory=dict)
    _candidates: dict[tuple[str, Any], list[Item]] = field(factory=dict)
    _rows: dict[tuple[str, Any, Columns], Rows] = field(factory=dict)

    def number_of(self, value: Any) -> int:
        """A small integer for a row (or any other key); the same for the same."""
        return self._ids.setdefault(value, len(self._ids) + 1)

    def candidates(self, match: Match) -> Sequence[Item]:
        """The facts that hold and pass the checks of a pattern that look at one fact alone."""
        same = (match.type, match.fixed)
        if same not in self._candidates:
            resolved = resolve(Match(match.type, match.fixed, ()), _never)
            self._candidates[same] = self.store.matching(match.type, resolved or ())
        return self._candidates[same]

    def rows(self, match: Match, columns: Columns) -> Rows:
        """The rows that occur among the candidates of a pattern."""
        same = (match.type, match.fixed, columns)
        if same not in self._rows:
            self._rows[same] = Rows.of(self.candidates(match), columns)
        return self._rows[same]
