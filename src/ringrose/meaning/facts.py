"""The facts of one case as engines look at them: what holds, what may hold, which records are closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ringrose.meaning.matching import Resolved, could_match, key, matches, where_key, year_of
from ringrose.model.assessment import Absent, FactNode, Node
from ringrose.model.case import Case, Fact, structural_facts
from ringrose.model.values import json_value

__all__ = ["Firing", "Item", "Store"]


class Item:
    """A fact in the store. ``facts`` and ``absent`` are the leaves of its justification, ``nodes`` the justification itself."""

    __slots__ = ("absent", "attributes", "fact", "facts", "nodes", "number")

    def __init__(self, number: int, fact: Fact) -> None:
        self.number = number
        self.fact = fact
        self.attributes: dict[str, Any] = dict(fact.attributes)
        self.facts: frozenset[str] = frozenset()
        self.absent: dict[tuple[Any, ...], Absent] = {}
        self.nodes: tuple[Node, ...] = ()
        if fact.id is not None:  # derived facts have no id
            self.attributes["id"] = fact.id
            self.facts = frozenset((fact.id,))
            self.nodes = (FactNode(fact),)

    @property
    def name(self) -> str | dict[str, Any]:
        """What a binding says of it: the id, or for a derived fact its type and attributes."""
        if self.fact.id is not None:
            return self.fact.id
        return {"fact": self.fact.type, **{k: json_value(v) for k, v in self.fact.attributes.items()}}


Firing = tuple[Item, ...]
"""The facts that a clause fired on: one for each slot of its aliases."""


class Store:
    """All facts of a case by type, sorted by id so that the order of the file never matters."""

    def __init__(self, case: Case, negated: Iterable[str]) -> None:
        self.items: list[Item] = []
        self.holding: dict[str, list[Item]] = {}
        self.possible: dict[str, list[Item]] = {}
        self.closures: dict[str, list[tuple[Mapping[str, Any], str | None, int | None]]] = {}
        self._indices: dict[tuple[str, str, bool], dict[Any, list[Item]]] = {}
        self._derived: dict[tuple[str, tuple[tuple[str, Any], ...]], Item] = {}
        self._published: set[Item] = set()
        asked = set(negated)
        for fact in sorted((*structural_facts(case), *case.facts), key=lambda f: str(f.id)):
            if fact.holds is False:
                self.closures.setdefault(fact.type, []).append((fact.attributes, fact.id, None))
                continue
            item = self._add(fact)
            if fact.holds is True:
                self.holding.setdefault(fact.type, []).append(item)
            if fact.type in asked:
                self.possible.setdefault(fact.type, []).append(item)
        for number, closure in enumerate(case.complete):
            self.closures.setdefault(closure.type, []).append((closure.attributes, None, number))

    def _add(self, fact: Fact) -> Item:
        item = Item(len(self.items), fact)
        self.items.append(item)
        return item

    def derive(self, fact_type: str, attributes: Mapping[str, Any]) -> Item:
        """The derived fact of that type and those attributes: the same for the same, new where there was none."""
        same = (fact_type, tuple((name, key(value)) for name, value in sorted(attributes.items())))
        if same not in self._derived:
            self._derived[same] = self._add(Fact(fact_type, attributes))
        return self._derived[same]

    def publish(self, derived: set[Item]) -> None:
        """Let the derived facts of a stratum be seen by the next ones.

        What was looked up before is not looked up again: the plan lets no type be read before all of its strata have run.
        """
        for item in sorted(derived - self._published, key=lambda i: where_key({"": i.name})):
            self.holding.setdefault(item.fact.type, []).append(item)
        self._published |= derived

    def matching(self, fact_type: str, resolved: Resolved) -> list[Item]:
        """The facts that hold and match."""
        return [item for item in self._near(self.holding, fact_type, resolved) if matches(resolved, item.attributes)]

    def any_matching(self, fact_type: str, resolved: Resolved) -> bool:
        """Whether some fact that holds matches."""
        return any(matches(resolved, item.attributes) for item in self._near(self.holding, fact_type, resolved))

    def any_possible(self, fact_type: str, resolved: Resolved) -> bool:
        """Whether some fact that holds or is unknown could match."""
        return any(could_match(resolved, item.attributes) for item in self._near(self.possible, fact_type, resolved))

    def all_possible(self, fact_type: str, resolved: Resolved) -> list[Item]:
        """The facts that hold or are unknown and could match."""
        return [item for item in self._near(self.possible, fact_type, resolved) if could_match(resolved, item.attributes)]

    def _near(self, facts: dict[str, list[Item]], fact_type: str, resolved: Resolved) -> Sequence[Item]:
        """The facts to look at: where the pattern has an equality, those of that value or, where that counts, of none.

        Of several equalities the last is taken: those with references stand last, and narrow most.
        """
        of_type = facts.get(fact_type, ())
        if len(of_type) < 8:  # an index costs more than it saves
            return of_type
        equal = next(((c.attribute, values[0]) for c, values in reversed(resolved) if c.op == "is"), None)
        if equal is None:
            return of_type
        attribute, value = equal
        lenient = facts is self.possible
        index = self._indices.get((fact_type, attribute, lenient))
        if index is None:
            index = self._indices[fact_type, attribute, lenient] = {}
            for item in of_type:
                # a date stands under its year, for a pattern may ask by either
                index.setdefault(key(year_of(item.attributes.get(attribute))), []).append(item)
        found: list[Item] = index.get(key(year_of(value)), [])
        return found + index.get(None, []) if lenient else found
