"""The facts of a case as generated code meets them: mappings of the shape of a case file, or records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter, methodcaller
from typing import Any, Protocol

from ringrose.files.records import Records
from ringrose.meaning.matching import within
from ringrose.model.case import RESERVED, Case
from ringrose.model.text import LocalText, as_text
from ringrose.model.values import Range

__all__ = ["Denial", "Frame", "Items", "Mappings", "RecordItems", "as_mapping", "conflicts"]

Denial = tuple[str, str, Mapping[str, Any]]
"""A denial: the type, the id, and what it states."""

Frame = tuple[Sequence[Any], Sequence[Any], Sequence[Any], date | int, date | int, Sequence[Any], bool]
"""A case as inference takes it: facts, partners, fields, the ends of the review, what is complete, and whether only whole types are."""


class Items(Protocol):
    """How facts of one shape are read where speed does not matter."""

    def frame(self, case: Any) -> Frame:
        """The parts of a case."""

    def tell(self, fact: Any) -> tuple[str, str, Any, dict[str, Any]]:
        """The type, the id, whether it holds, and the attributes of a fact."""

    def reader(self, fact_type: str, attribute: str) -> Callable[[Any], Any]:
        """What reads an attribute of a fact; None where it lacks it."""

    def names(self, partner_or_field: Any) -> tuple[str, str | LocalText]:
        """The id of a partner or a field, and its name (a plain text where it has one for all languages)."""


def parted(items: Items, others: Iterable[Any]) -> tuple[dict[str, list[Any]], list[Denial]]:
    """The facts that do not hold: the unknown ones by type, and the denials."""
    unknown: dict[str, list[Any]] = {}
    denials: list[Denial] = []
    for fact in others:
        fact_type, id, holds, attributes = items.tell(fact)
        if holds is False:
            denials.append((fact_type, id, attributes))
        else:
            unknown.setdefault(fact_type, []).append(fact)
    return unknown, denials


class Mappings:
    """Facts are mappings with values of their types; every one has an id."""

    def frame(self, case: Mapping[str, Any]) -> Frame:
        """The parts of a case."""
        review = case["review"]
        complete, plain = case.get("complete", ()), True
        for record in complete:
            if record.__class__ is not str:
                plain = False
                break
        if not plain:
            complete = [r if isinstance(r, str) else (r["fact"], self._stated(r)) for r in complete]
        return case.get("facts", ()), case["partners"], case.get("fields", ()), review["from"], review["to"], complete, plain

    def tell(self, fact: Mapping[str, Any]) -> tuple[str, str, Any, dict[str, Any]]:
        """The type, the id, whether it holds, and the attributes of a fact."""
        return fact["fact"], fact["id"], fact.get("holds", True), self._stated(fact)

    def _stated(self, told: Mapping[str, Any]) -> dict[str, Any]:
        stated = {key: value for key, value in told.items() if key not in RESERVED and value is not None}
        return {key: Range(**value) if isinstance(value, Mapping) else value for key, value in stated.items()}

    def reader(self, fact_type: str, attribute: str) -> Callable[[Any], Any]:
        """What reads an attribute of a fact; None where it lacks it."""
        return methodcaller("get", attribute)

    def names(self, partner_or_field: Mapping[str, Any]) -> tuple[str, str | LocalText]:
        """The id of a partner or a field, and its name (a plain text where it has one for all languages)."""
        return _named(partner_or_field["id"], partner_or_field.get("name"))


class RecordItems:
    """Facts are records."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def frame(self, case: Any) -> Frame:
        """The parts of a case."""
        complete, plain = case.complete, True
        for record in complete:
            if record.__class__ is not str:
                plain = False
                complete = [r if isinstance(r, str) else self._closure(r) for r in complete]
                break
        return case.facts, case.partners, case.fields, case.review.start, case.review.end, complete, plain

    def _closure(self, record: Any) -> tuple[str, dict[str, Any]]:
        return self._records.type_of[record.__class__], self._records.stated(record)

    def tell(self, fact: Any) -> tuple[str, str, Any, dict[str, Any]]:
        """The type, the id, whether it holds, and the attributes of a fact."""
        return self._records.type_of[fact.__class__], fact.id, fact.holds, self._records.stated(fact)

    def reader(self, fact_type: str, attribute: str) -> Callable[[Any], Any]:
        """What reads an attribute of a fact; None where it lacks it."""
        return attrgetter(self._records.slot(fact_type, attribute))

    def names(self, partner_or_field: Any) -> tuple[str, str | LocalText]:
        """The id of a partner or a field, and its name (a plain text where it has one for all languages)."""
        return _named(partner_or_field.id, partner_or_field.name)


def _named(id: str, name: Any) -> tuple[str, str | LocalText]:
    return id, id if name is None else name if isinstance(name, str) else as_text(name)


def as_mapping(case: Case) -> dict[str, Any]:
    """A checked case in the shape that `Mappings` reads: what inference and telling need of it."""
    return {
        "id": case.id,
        "partners": [{"id": p.id, "name": p.name.texts, "country": p.country} for p in case.partners],
        "fields": [{"id": f.id, "name": f.name.texts} for f in case.fields],
        "review": {"from": case.review.start, "to": case.review.end},
        "complete": [{"fact": c.type, **c.attributes} if c.attributes else c.type for c in case.complete],
        "facts": [
            {"fact": f.type, "id": f.id, **f.attributes}
            if f.holds is True
            else {"fact": f.type, "id": f.id, "holds": f.holds, **f.attributes}
            for f in case.facts
        ],
    }


def conflicts(items: Items, facts: Callable[[str], Iterable[Any]], denials: Sequence[Denial]) -> list[tuple[str, str]]:
    """The facts that hold although they fall into a denial's set, with the denial, sorted. ``facts`` gives those of a type that hold."""
    found = []
    for fact_type, denial, stated in denials:
        falling = facts(fact_type)
        for attribute, limit in stated.items():
            read = items.reader(fact_type, attribute)
            falling = [fact for fact in falling if (value := read(fact)) is not None and within(value, limit)]
        found += [(items.reader(fact_type, "id")(fact), denial) for fact in falling]
    return sorted(found)
