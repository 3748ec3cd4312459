"""How a pattern meets a fact, and how a closure covers a pattern (docs/meaning.md says it in words, for every engine)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ringrose.model.values import Range, json_value
from ringrose.plan import Bound, Check, Literal, Match

__all__ = ["Resolved", "could_match", "covers", "falls_into", "key", "matches", "resolve", "told_where", "where_key", "within"]

Resolved = tuple[tuple[Check, tuple[Any, ...]], ...]
"""The checks of a match with the values of their operands."""

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode

Lookup = Callable[[Bound], Any]
"""Gives the value of a reference, or None where the bound fact lacks the attribute."""


def key(value: Any) -> Any:
    """A value as a key of a mapping: ``1``, ``"1"`` and ``true`` stay three different keys."""
    return (value,) if isinstance(value, bool) else value


def year_of(value: Any) -> Any:
    """A date by its year; any other value as it is."""
    return value.year if isinstance(value, date) else value


def _same(a: Any, b: Any) -> bool:
    if a.__class__ is b.__class__:
        return bool(a == b)
    if isinstance(a, date) is not isinstance(b, date):  # a date meets a year by its year
        a, b = year_of(a), year_of(b)
    return bool(key(a) == key(b))


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
}


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _ordered(op: str, a: Any, b: Any) -> bool:
    if isinstance(a, date) is not isinstance(b, date):
        a, b = year_of(a), year_of(b)
    if not (isinstance(a, date) or (_number(a) and _number(b))):
        return False
    return _ORDERS[op](a, b)


def resolve(match: Match, lookup: Lookup) -> Resolved | None:
    """Put values in the place of references; None where a bound fact lacks one, for then the condition is never true."""
    if not match.joined:
        return match.known
    resolved: list[tuple[Check, tuple[Any, ...]]] = list(match.known)
    for check in match.joined:
        values = []
        for operand in check.operands:
            value = operand.value if isinstance(operand, Literal) else _earlier(operand, lookup) if operand.less else lookup(operand)
            if value is None:
                return None
            values.append(value)
        resolved.append((check, tuple(values)))
    return tuple(resolved)


def _earlier(bound: Bound, lookup: Lookup) -> Any:
    """A year some years before the one that is referred to."""
    year = lookup(bound.whole)
    return None if year is None else year - bound.less


def meets(check: Check, value: Any, operands: tuple[Any, ...]) -> bool:
    if check.op == "is":
        return _same(value, operands[0])
    if check.op == "in":
        return any(_same(value, o) for o in operands)
    if check.op == "not":  # explanations ask for what is none of several
        return not any(_same(value, o) for o in operands)
    return _ordered(check.op, value, operands[0])


def matches(resolved: Resolved, attributes: Mapping[str, Any]) -> bool:
    """Whether a fact with these attributes matches; a test on an attribute that it lacks is false (``exists: false`` apart)."""
    return _meets(resolved, attributes, lacking=False)


def could_match(resolved: Resolved, attributes: Mapping[str, Any]) -> bool:
    """Whether such a fact could match: an attribute that it lacks excludes nothing, but ``exists`` tests what is written."""
    return _meets(resolved, attributes, lacking=True)


def _meets(resolved: Resolved, attributes: Mapping[str, Any], *, lacking: bool) -> bool:
    """Whether all checks pass; ``lacking`` is what a test on an attribute that the fact lacks comes to."""
    for check, operands in resolved:
        value = attributes.get(check.attribute)
        if check.op == "exists":
            passed = (value is not None) is operands[0]
        else:
            passed = lacking if value is None else meets(check, value, operands)
        if not passed:
            return False
    return True


def within(value: Any, stated: Any, *, of_days: bool = False) -> bool:
    """Whether a value equals what a closure states, or lies in its range.

    A year that stands for any day of it (``of_days``) lies in a closure only when all its days do: a record that is closed for one day
    says nothing about the rest of the year.
    """
    if of_days and not isinstance(value, date):
        if value < 1:  # of the years that end with one of the first there may be such; they have no days
            return True
        return within(date(value, 1, 1), stated) and within(date(value, 12, 31), stated)
    if isinstance(stated, Range):
        return all(_ordered(op, value, bound) for op, bound in stated.bounds().items())
    return _same(value, stated)


def covers(closure: Mapping[str, Any], resolved: Resolved) -> bool:
    """Whether a closure covers a pattern: it binds every attribute that the closure states, by equality or ``in``, to its values."""
    for attribute, stated in closure.items():
        binding = next(((c, values) for c, values in resolved if c.attribute == attribute and c.op in ("is", "in")), None)
        if binding is None or not all(within(v, stated, of_days=binding[0].of_days) for v in binding[1]):
            return False
    return True


def falls_into(attributes: Mapping[str, Any], denial: Mapping[str, Any]) -> bool:
    """Whether a fact that holds lies in a denial's set."""
    return all((value := attributes.get(name)) is not None and within(value, stated) for name, stated in denial.items())


def told_where(resolved: Resolved) -> dict[str, Any]:
    """The pattern in the shape of a file, references resolved, attributes sorted."""
    where: dict[str, Any] = {}
    for check, operands in resolved:
        value = [json_value(o) for o in operands] if check.op == "in" or len(operands) > 1 else json_value(operands[0])
        if check.op == "is":
            where[check.attribute] = value
        else:
            where.setdefault(check.attribute, {})[check.op] = value
    return {
        name: dict(sorted(tests.items())) if isinstance(tests, dict) else tests  # one order, whatever order the file has
        for name, tests in sorted(where.items())
    }


def where_key(where: Mapping[str, Any]) -> str:
    """A pattern's ``where`` as JSON with sorted keys: what absent patterns are told apart and sorted by."""
    return _encode(where)
