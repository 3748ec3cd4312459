"""Which records of a case are closed, and which of them cover a pattern. Called by generated code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ringrose.meaning.matching import within

__all__ = ["Closed", "closed_by", "closed_records", "closed_types", "covered"]

Bound = Mapping[str, tuple[tuple[Any, ...], bool]]
"""What a pattern binds: attributes with their values, and whether these are days."""


class Closed:
    """The closed records of a fact type: ``stated`` are their attributes, with the id where the record is a denial."""

    __slots__ = ("denied", "stated", "whole")

    def __init__(self) -> None:
        self.whole = False  # some record states nothing, and so covers everything
        self.denied = False  # some record is a denial
        self.stated: list[tuple[Mapping[str, Any], str | None]] = []

    def add(self, stated: Mapping[str, Any], denial: str | None) -> None:
        """Add a record."""
        self.whole = self.whole or not stated
        self.denied = self.denied or denial is not None
        self.stated.append((stated, denial))


Complete = Iterable[str | tuple[str, Mapping[str, Any]]]
"""The records of a case that are complete: types, or types with the attributes that narrow them."""


def closed_records(complete: Complete, denials: Iterable[tuple[str, str, Mapping[str, Any]]]) -> dict[str, Closed]:
    """The closed records of a case by type: what is complete, and what is denied."""
    closed: dict[str, Closed] = {}
    for record in complete:
        fact_type, stated = (record, {}) if isinstance(record, str) else record
        closed.setdefault(fact_type, Closed()).add(stated, None)
    for fact_type, denial, stated in denials:
        closed.setdefault(fact_type, Closed()).add(stated, denial)
    return closed


@lru_cache(maxsize=1000)
def closed_types(complete: tuple[str, ...]) -> dict[str, Closed]:
    """The same where nothing is denied and whole types are complete, which many cases have alike; nobody may change it."""
    return closed_records(complete, ())


def _covers(stated: Mapping[str, Any], bound: Bound) -> bool:
    for attribute, limit in stated.items():
        if attribute not in bound:
            return False
        values, of_days = bound[attribute]
        if not all(within(value, limit, of_days=of_days) for value in values):
            return False
    return True


def covered(records: Sequence[tuple[Mapping[str, Any], str | None]], bound: Bound) -> bool:
    """Whether some record covers a pattern."""
    return any(_covers(stated, bound) for stated, _ in records)


def closed_by(closed: Closed, bound: Bound) -> list[str]:
    """The ids of the denials that cover a pattern, sorted."""
    return sorted(denial for stated, denial in closed.stated if denial is not None and _covers(stated, bound))
