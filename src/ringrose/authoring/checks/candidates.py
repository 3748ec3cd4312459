"""The values of an attribute that stand for all others: what holds for these under some tests holds for every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from ringrose.meaning.matching import meets
from ringrose.model.values import ValueFlaw, read_value
from ringrose.plan import Check

__all__ = ["candidates", "fitting"]

_OTHER = "\ue000"  # a text that no pack names


def candidates(kind: str, values: Sequence[str], checks: Iterable[Check]) -> list[Any]:
    """A value for each way in which the values of an attribute can differ by these checks; references count for nothing.

    ``kind`` is the type of the attribute, ``values`` are those of a ``one_of``.
    """
    if kind == "one_of":
        return list(values)
    if kind == "boolean":
        return [True, False]
    literals = list({(type(v), v): v for check in checks if check.op != "exists" for v in check.values()}.values())
    if kind not in ("number", "integer", "year", "date"):
        return [*literals, _OTHER]
    found = _days(literals) if kind == "date" else _numbers(literals, whole=kind != "number")
    return [value for value in found if _may_be(value, kind)]


def fitting(kind: str, values: Sequence[str], checks: Sequence[Check], others: Iterable[Check] = ()) -> list[Any]:
    """Those of the candidates, ``others`` being told apart too, that pass all checks without references; ``exists`` is taken to pass."""
    tests = [(check, check.values()) for check in checks if check.op != "exists" and not check.bounds()]
    known = candidates(kind, values, [check for check, _ in tests] + [check for check in others if not check.bounds()])
    return [value for value in known if all(meets(check, value, operands) for check, operands in tests)]


def _numbers(literals: Iterable[Any], *, whole: bool) -> Iterator[Any]:
    """The literals, their neighbours, and for numbers one between each two."""
    ordered = sorted({v.year if isinstance(v, date) else v for v in literals})
    yield from (2018,) if not ordered else ()
    for n in ordered:
        low = n // 1
        yield from (int(near) for near in (low - 1, low, low + 1, low + 2)) if whole else (n - 1, n, n + 1)
    if not whole:
        yield from ((a + b) / 2 for a, b in pairwise(ordered))


def _days(literals: Iterable[Any]) -> Iterator[date]:
    """The days that are named and those beside them; of a year that is named, and of those beside it, its ends and two days within."""
    literals = list(literals)
    yield from (date(2018, 6, 15),) if not literals else ()
    for value in literals:
        if isinstance(value, date):
            yield from (value + timedelta(days) for days in (-1, 0, 1) if date.min < value < date.max or days == 0)
        for year in range(_year(value) - 1, _year(value) + 2):
            if 1 <= year <= 9999:
                yield from (date(year, 1, 1), date(year, 12, 31), date(year, 6, 15), date(year, 9, 1))


def _year(value: Any) -> int:
    return value.year if isinstance(value, date) else int(value // 1)


def _may_be(value: Any, kind: str) -> bool:
    try:
        read_value(value, kind)
    except ValueFlaw:
        return False
    return True
