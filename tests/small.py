"""Small packs and cases, written in as few words as possible, for tests of the plan, the judge and the engine."""

from typing import Any

from ringrose import (
    Attribute,
    Case,
    Criterion,
    Derives,
    Element,
    EveryCondition,
    FactCondition,
    FactType,
    Field,
    NoCondition,
    Pack,
    Partner,
    Pattern,
    Rule,
    Satisfies,
    Violates,
    Vocabulary,
)
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import CountCondition

__all__ = ["TYPES", "at_least", "at_most", "case", "derives", "every", "fact", "no", "pack", "rule", "satisfies", "unchecked", "violates"]

OF_ANY_KIND = {
    "by": Attribute("partner"),
    "field": Attribute("field"),
    "of": Attribute("fact"),
    "title": Attribute("text"),
    "kind": Attribute("one_of", values=("x", "y", "z")),
    "open": Attribute("boolean"),
    "size": Attribute("number"),
    "count": Attribute("integer"),
    "day": Attribute("date"),
    "year": Attribute("year"),
}
TYPES = {
    "t": FactType(OF_ANY_KIND),
    "u": FactType(OF_ANY_KIND),
    "D": FactType(OF_ANY_KIND, derived=True),
    "E": FactType(OF_ANY_KIND, derived=True),
    "F": FactType(OF_ANY_KIND, derived=True),
}


def fact(type: str, alias: str | None = None, **where: Any) -> FactCondition:
    """``fact: T, as: alias, where: {...}``."""
    return FactCondition(Pattern(type, where), alias)


def no(type: str, **where: Any) -> NoCondition:
    """``no: T, where: {...}``."""
    return NoCondition(Pattern(type, where))


def every(type: str, alias: str, then: FactCondition | NoCondition, **where: Any) -> EveryCondition:
    """``every: {fact: T, as: alias, where: {...}}`` with ``has`` or ``no``."""
    return EveryCondition(Pattern(type, where), alias, then)


def at_least(number: Any, type: str, distinct: str | None = None, **where: Any) -> CountCondition:
    """``at_least: number, fact: T, where: {...}, distinct: attribute``."""
    return CountCondition("at_least", number, Pattern(type, where), distinct)


def at_most(number: Any, type: str, distinct: str | None = None, **where: Any) -> CountCondition:
    """``at_most: number, fact: T, where: {...}, distinct: attribute``."""
    return CountCondition("at_most", number, Pattern(type, where), distinct)


def derives(type: str, **attributes: Any) -> Derives:
    """``then: {fact: T, with: {...}}``."""
    return Derives(type, attributes)


def satisfies(criterion: str = "c") -> Satisfies:
    """``then: {satisfies: criterion}``."""
    return Satisfies(criterion)


def violates(criterion: str = "c") -> Violates:
    """``then: {violates: criterion}``."""
    return Violates(criterion)


def rule(id: str, *conditions: Any, then: Any = None, unless: Any = (), **texts: Any) -> Rule:
    """A rule; without ``then`` it violates the criterion ``c``. What stands under ``unless`` is written as a condition is."""
    return Rule(id, conditions, then or violates(), tuple(condition.pattern for condition in unless), **texts)


def unchecked(*rules: Rule, types: Any = None, criteria: Any = ("c",), **more: Any) -> Pack:
    """A pack of one element, ``e``, that nobody has checked."""
    given = tuple(c if isinstance(c, Criterion) else Criterion(c) for c in criteria)
    element = Element("e", given, rules, standing="attested")
    return Pack(**{"id": "small", "version": "1", "vocabulary": Vocabulary(types or TYPES), "elements": (element,), **more})


def pack(*rules: Rule, types: Any = None, criteria: Any = ("c",), **more: Any) -> Pack:
    """A checked pack of one element, ``e``, with one essential criterion, ``c``, if nothing else is said."""
    checked, flaws = check_pack(unchecked(*rules, types=types, criteria=criteria, **more))
    errors = [flaw for flaw in flaws if not flaw.warning]
    assert not errors, errors
    return checked


def case(*facts: Any, complete: Any = (), review: Any = (2017, 2019), partners: Any = ("pa", "pb"), fields: Any = ("fa", "fb")) -> Case:
    """A case of two partners and two fields."""
    return Case(
        "small",
        partners=[Partner(p) if isinstance(p, str) else p for p in partners],
        review=review,
        facts=facts,
        fields=[Field(f) if isinstance(f, str) else f for f in fields],
        complete=complete,
    )
