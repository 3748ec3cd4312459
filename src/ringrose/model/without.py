"""A case without some of what it states, and without all that names it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from attrs import field, frozen

from ringrose.model.case import Case, Closure, Fact, Review
from ringrose.model.pack import Pack
from ringrose.model.values import json_value

__all__ = ["Lost", "Reducible", "record_key", "record_to_dict"]


def record_to_dict(closure: Closure) -> dict[str, Any]:
    """An entry under ``complete`` as JSON has it: ``fact``, ``where``, and its ``id`` if it has one."""
    where = {name: json_value(value) for name, value in sorted(closure.attributes.items())}
    return {"fact": closure.type, "where": where, **({} if closure.id is None else {"id": closure.id})}


def record_key(closure: Closure) -> tuple[str, ...]:
    """What entries under ``complete`` are sorted by, so that the order of a file never matters."""
    where = json.dumps(record_to_dict(closure)["where"], sort_keys=True)
    return closure.type, where, closure.id or "", closure.certainty, repr((closure.source, closure.note, closure.when))


def _named_by(told: Fact | Closure, attributes: Collection[str]) -> list[Any]:
    """The ids that a fact or an entry names in attributes of type ``fact``."""
    return [told.attributes[name] for name in attributes if name in told.attributes]


@frozen
class Lost:
    """What a case has lost: ids of facts, and positions of entries under ``complete``.

    ``facts`` and ``records`` are all of them; ``facts_with`` and ``records_with`` those of them that went only because they name another
    one that is lost.
    """

    facts: frozenset[str] = frozenset()
    records: frozenset[int] = frozenset()
    facts_with: frozenset[str] = field(default=frozenset(), eq=False)
    records_with: frozenset[int] = field(default=frozenset(), eq=False)


class Reducible:
    """A checked case from which facts and entries under ``complete`` can be taken; what is left is sound, and needs no second check."""

    def __init__(self, case: Case, pack: Pack) -> None:
        self.case = case
        self._ids = frozenset(str(fact.id) for fact in case.facts)
        self._facts: dict[str, list[str]] = {}
        self._records: dict[str, list[int]] = {}
        fact_attributes = pack.vocabulary.fact_attributes
        for fact in case.facts:
            for id in _named_by(fact, fact_attributes.get(fact.type, ())):
                self._facts.setdefault(id, []).append(str(fact.id))
        for position, closure in enumerate(case.complete):
            for id in _named_by(closure, fact_attributes.get(closure.type, ())):
                self._records.setdefault(id, []).append(position)

    def losing(self, ids: Iterable[str], positions: Iterable[int] = ()) -> Lost:
        """What is lost with these facts and entries: all that names a lost fact goes with it.

        An id may be that of a year that the review no longer has.
        """
        own, records = frozenset(ids), frozenset(positions)
        gone, waiting, entries = set(own), list(own), set(records)
        while waiting:
            id = waiting.pop()
            entries.update(self._records.get(id, ()))
            more = [fact for fact in self._facts.get(id, ()) if fact not in gone]
            gone.update(more)
            waiting += more
        return Lost(frozenset(gone & self._ids), frozenset(entries), frozenset(gone - own), frozenset(entries - records))

    def left(self, lost: Lost, review: Review | None = None) -> Case:
        """The case without what is lost, under another review if one is given."""
        return self.case.remade(
            facts=[fact for fact in self.case.facts if fact.id not in lost.facts],
            complete=[closure for position, closure in enumerate(self.case.complete) if position not in lost.records],
            review=review or self.case.review,
        )
