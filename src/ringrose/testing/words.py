"""What cases of a pack are made of: the values that its rules name and those beside them, and a few plain ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from ringrose.model.pack import CountCondition, FactCondition, Pack, Pattern, Ref, Rule
from ringrose.model.values import MAX_NUMBER, NUMERIC
from ringrose.testing.making import Weights, Words

__all__ = ["words_of"]

T = TypeVar("T")

YEARS = (2018, 2019, 2017, 2020)
PARTNERS = ("alpha", "beta", "gamma", "delta")
FIELDS = ("health", "education", "trade")
LONGEST, MOST = 30, 12
"""Of a review in years, and of partners or fields: so many at most, whatever rules count to."""


def words_of(pack: Pack) -> Words:
    """The words of a checked pack."""
    named = _named(pack)
    years = [int(v) for v in (*YEARS, *(near for year in named["year"] for near in (year, year - 1, year + 1))) if 1 <= v <= 9998]
    days = [near for day in named["date"] for near in (day, day - timedelta(1), day + timedelta(1)) if date.min < day < date.max]
    partners = _once([*PARTNERS, *named["partner"]])
    fields = [id for id in _once([*FIELDS, *named["field"]]) if id not in partners]
    most = _most(pack)
    return Words(
        texts=_once(["text", "another text", *named["text"]]),
        countries=_once(["ID", "KR", *(text for text in named["text"] if len(text) == 2 and text.isalpha() and text.isupper())]),
        numbers=_numbers(named["number"], (1, 0, 2, 0.5, -1)),
        integers=[n for n in _numbers(named["number"], (1, 0, 2, -1)) if n == int(n)],
        dates=_once([*days, *(date(year, month, 15) for year in years for month in (6, 1)), *(date(year, 1, 1) for year in years)]),
        years=_once(years),
        begins=_once([2018, 2017, 2019, *(max(1, year - 1) for year in map(int, named["value"]) if year <= 9998)]),
        partners=partners,
        fields=fields,
        outside=(min(years) - 1 or 1, date(max(years) + 1, 1, 1)),
        how_many_partners=_weights((2, 1, 3), (60, 20, 20), most["partner"]),
        how_many_fields=_weights((1, 0, 2), (55, 20, 25), most["field"]),
        how_many_years=_weights((1, 0, 2, 3), (40, 20, 30, 10), most["year"]),
    )


def _once(values: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(values))


def _numbers(named: Sequence[Any], plain: Sequence[Any]) -> list[Any]:
    beside = [near for n in named for near in (n, n - 1, n + 1)]
    return [n for n in _once([*plain, *beside]) if abs(n) <= MAX_NUMBER]


def _weights(values: Sequence[int], weights: Sequence[int], most: int) -> Weights:
    """The numbers, and now and then a larger one that rules ask for."""
    if most <= max(values):
        return values, weights
    return (*values, most), (weights[0] - 20, *weights[1:], 20)


def _patterns(rule: Rule) -> Iterator[Pattern]:
    for condition in rule.conditions:
        yield from condition.patterns()
    yield from rule.unless


def _named(pack: Pack) -> dict[str, list[Any]]:
    """The literals of rules and parameters, by what they are; ``value`` are those with which years of the review are compared."""
    named: dict[str, list[Any]] = {kind: [] for kind in ("text", "number", "date", "year", "partner", "field", "value")}

    def note(kind: str | None, value: Any) -> None:
        if isinstance(value, date):
            named["date"].append(value)
            named["year"].append(value.year)
        elif kind in ("year", "date"):
            named["year"].append(value)
        elif kind in NUMERIC and not isinstance(value, bool):
            named["number"].append(value)
        elif kind in ("text", "partner", "field"):
            named[kind].append(value)

    for _, _, rule in pack.rules():
        for pattern in _patterns(rule):
            for name, tests in pattern.where.items():
                kind = pack.vocabulary.attribute_type(pattern.type, name)
                literals = [v for test in tests for v in test.operands() if not isinstance(v, Ref)]
                for value in literals:
                    note(kind, value)
                    if pattern.type == "year" and name in ("value", "previous"):
                        named["value"].append(value.year if isinstance(value, date) else value)
    for parameter in pack.parameters.values():
        for dated in parameter.values:
            note(parameter.type, dated.value)
    return named


def _most(pack: Pack) -> dict[str, int]:
    """How many partners and fields, and years beside the first, rules may ask for."""
    asked = {"partner": [0], "field": [0], "year": [0]}
    for _, _, rule in pack.rules():
        bound = [c.pattern.type for c in rule.conditions if isinstance(c, FactCondition) and c.alias]
        for kind, numbers in asked.items():
            numbers.append(bound.count(kind))
        for condition in rule.conditions:
            number = condition.number if isinstance(condition, CountCondition) else None
            if isinstance(number, int):
                counted = condition.patterns()[0].type
                for kind in (counted,) if counted in asked else asked:  # values of an attribute that are partners, fields or years
                    asked[kind].append(number + 1)
        for pattern in _patterns(rule):
            for test in pattern.where.get("nth", ()) if pattern.type == "year" else ():
                asked["year"] += [int(v) + 1 for v in test.operands() if isinstance(v, int | float)]
    return {kind: min(max(numbers), LONGEST if kind == "year" else MOST) for kind, numbers in asked.items()}
