"""Changes with any values at all, made without asking what the library thinks possible; for cases small enough to try them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from ringrose.model.case import Case
from ringrose.model.change import Change
from ringrose.model.pack import Attribute, EveryCondition, Pack, Pattern, Ref
from ringrose.model.values import Range

__all__ = ["raw_changes"]


def raw_changes(pack: Pack, case: Case, most: int) -> list[Change]:
    """What is recorded withdrawn and opened, each fact recorded and each record closed that can be told with the values at hand.

    None at all where there would be more than so many.
    """
    known: dict[tuple[str, type, Any], Any] = {}
    for value in _written(pack, case):
        for kind, near in _near(value):
            known[kind, type(near), near] = near
    changes = [Change("withdraw", id=fact.id) for fact in case.facts]
    changes += dict.fromkeys(Change("reopen", record.type, record.attributes) for record in case.complete)
    for name in pack.vocabulary.recordable:
        attributes = pack.vocabulary.types[name].attributes
        for chosen in product(*((None, *_values(attribute, case, known)) for attribute in attributes.values())):
            stated = {a: value for a, value in zip(attributes, chosen, strict=True) if value is not None}
            if all(a in stated for a, attribute in attributes.items() if attribute.required):
                changes.append(Change("add", name, stated))
            changes.append(Change("close", name, stated))
            if len(changes) > most:
                return []
    return changes


def _values(attribute: Attribute, case: Case, known: dict[tuple[str, type, Any], Any]) -> list[Any]:
    listed = {
        "one_of": list(attribute.values),
        "boolean": [True, False],
        "partner": [partner.id for partner in case.partners],
        "field": [field.id for field in case.fields],
        "fact": [fact.id for fact in case.facts],
    }
    return listed.get(attribute.type, [value for (kind, _, _), value in known.items() if kind == attribute.type])


def _written(pack: Pack, case: Case) -> Iterator[Any]:
    """Every value that stands in the case or in a rule, and the years of the review."""
    yield from range(case.review.first_day.year - 1, case.review.last_day.year + 2)
    yield "none of those that are written"
    for told in (*case.facts, *case.complete):
        for value in told.attributes.values():
            yield from value.bounds().values() if isinstance(value, Range) else (value,)
    for _, _, rule in pack.rules():
        for condition in rule.conditions:
            both = (condition.domain, condition.then.pattern) if isinstance(condition, EveryCondition) else (condition.pattern,)
            for pattern in both:
                yield from _tested(pattern)
        for pattern in rule.unless:
            yield from _tested(pattern)


def _tested(pattern: Pattern) -> Iterator[Any]:
    for tests in pattern.where.values():
        for test in tests:
            for value in test.value if test.op == "in" else () if test.op == "within" else [test.value]:
                if not isinstance(value, Ref):
                    yield value
            if test.op == "within" and not isinstance(test.value.to, Ref):
                yield from range(test.value.to - test.value.years, test.value.to + 1)


def _near(value: Any) -> Iterator[tuple[str, Any]]:
    """The value and those beside it, as values of each type of attribute."""
    if isinstance(value, bool):
        return
    if isinstance(value, str):
        yield "text", value
        return
    if isinstance(value, date):
        yield "date", value
        value = value.year
    for number in (value - 1, value, value + 1):
        yield "number", number
        yield "integer", int(number)
        if 1900 < number < 2100:
            yield "year", int(number)
            yield from (("date", date(int(number), month, 1)) for month in (1, 7))
