"""Changes of a case: a fact recorded, denied or withdrawn, a record declared complete or opened again. Nothing is written anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import field, frozen

from ringrose.model.case import Case, Closure, Fact
from ringrose.model.values import Range, Value, json_value

__all__ = ["Change", "Do", "changed", "naming"]

Do = Literal["add", "deny", "close", "reopen", "withdraw"]
"""Record a fact that holds; record a denial; declare a record complete; take such a declaration back; withdraw what is recorded."""

_ORDER = ("add", "deny", "close", "reopen", "withdraw")


def _attributes(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in sorted(given)}


def _told_apart(attributes: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Values as they are told apart: ``1``, ``"1"`` and ``true`` are three."""
    return tuple((name, repr(value)) for name, value in attributes.items())


@frozen
class Change:
    """One change: ``Change("add", "benefit", {"to": "jung-gu"})``, ``Change("withdraw", id="lapse")``.

    ``type`` and ``attributes`` say what is added, denied, closed or reopened (a range may stand in the last three). ``id`` is what is
    withdrawn; of a fact that is added it is the name, which it needs where another change names it. ``copy`` numbers facts from 0 that are
    added several times, for else they would be the same change.
    """

    do: Do
    type: str = ""
    attributes: Mapping[str, Value | Range] = field(factory=dict, converter=_attributes, eq=_told_apart)
    id: str | None = None
    copy: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        """What changes are told apart and sorted by."""
        return _ORDER.index(self.do), self.type, _told_apart(self.attributes), self.id or "", self.copy

    def __hash__(self) -> int:
        return hash(self.key)

    def to_dict(self) -> dict[str, Any]:
        """The change as JSON has it."""
        if self.do == "withdraw":
            return {"do": "withdraw", "id": self.id}
        own = {"fact": self.type} if self.id is None else {"fact": self.type, "id": self.id}
        return {"do": self.do, "fact": {**own, **{name: json_value(value) for name, value in self.attributes.items()}}}


def changed(case: Case, changes: Iterable[Change]) -> Case:
    """The case with these changes made, in whatever order they are given.

    The values must be of their types; what was checked before stays marked as checked, so that judging it costs no second check. A change
    that withdraws or reopens what is not there does nothing. A fact that others name is not withdrawn from under them here: see `naming`.
    """
    changes = sorted(changes, key=lambda change: change.key)
    gone = {change.id for change in changes if change.do == "withdraw"}
    reopened = [(change.type, change.attributes) for change in changes if change.do == "reopen"]
    facts = [fact for fact in case.facts if fact.id not in gone] if gone else list(case.facts)
    complete = (
        [closure for closure in case.complete if (closure.type, closure.attributes) not in reopened] if reopened else [*case.complete]
    )
    complete += [Closure(change.type, change.attributes) for change in changes if change.do == "close"]
    new = [change for change in changes if change.do in ("add", "deny")]
    taken = {fact.id for fact in case.facts} | {p.id for p in case.partners} | {f.id for f in case.fields} | {n.id for n in new}
    counted = Counter(fact.type for fact in case.facts)
    for change in new:
        id = change.id or _free(change.type, counted, taken)
        facts.append(Fact(change.type, change.attributes, id=id, holds=change.do == "add"))
    return case.remade(facts=facts, complete=complete)


def _free(fact_type: str, counted: Counter[str], taken: set[str | None]) -> str:
    """The next id of a fact of a type that nothing has yet."""
    while True:
        counted[fact_type] += 1
        name = f"{fact_type}-{counted[fact_type]}"
        if name not in taken:
            return name


def naming(case: Case, fact_attributes: Mapping[str, frozenset[str]], ids: Iterable[str]) -> list[Fact | Closure]:
    """The facts, then the complete records, that name one of these ids in an attribute of type ``fact`` (``fact_attributes``, by type)."""
    named = set(ids)
    told: tuple[Fact | Closure, ...] = (*case.facts, *case.complete)
    return [one for one in told if any(one.attributes.get(name) in named for name in fact_attributes.get(one.type, ()))]
