"""One rule changed in every small way that could matter; whether what comes out is a lawful rule is for others to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from ringrose.authoring.trials.language import Names, flow
from ringrose.model.pack import (
    PARAM,
    Condition,
    CountCondition,
    Derives,
    Element,
    EveryCondition,
    FactCondition,
    NoCondition,
    Pack,
    Pattern,
    Ref,
    Rule,
    Satisfies,
    Share,
    Test,
    Violates,
    Within,
)
from ringrose.model.values import json_value

__all__ = ["Alterations"]

Scope = Mapping[str, str]
"""The aliases that may be referred to, and the fact type of each."""

_OPPOSITE = {"lt": "gte", "gte": "lt", "gt": "lte", "lte": "gt", "is": "not", "not": "is"}
_NEIGHBOUR = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}


class Alterations:
    """The alterations of one rule of a pack, as its files write it: each with what it is called within the rule."""

    def __init__(self, rule: Rule, element: Element, pack: Pack) -> None:
        self.rule, self.element, self.vocabulary, self.parameters = rule, element, pack.vocabulary, pack.parameters
        self.names = Names(rule)

    def all(self) -> Iterator[tuple[str, Rule]]:
        """Every alteration, from left to right."""
        scope: dict[str, str] = {}
        for n, condition in enumerate(self.rule.conditions):
            for told, others in self._condition(n, condition, scope):
                yield told, evolve(self.rule, conditions=_replaced(self.rule.conditions, n, *others))
            if isinstance(condition, FactCondition) and condition.alias is not None:
                scope[condition.alias] = condition.pattern.type
        for n, pattern in enumerate(self.rule.unless):
            yield f"{self.names.unless[n]} dropped", evolve(self.rule, unless=_replaced(self.rule.unless, n))
            for told, other in self._pattern(self.names.unless[n], pattern, scope):
                yield told, evolve(self.rule, unless=_replaced(self.rule.unless, n, other))
        for told, then in self._conclusion(scope):
            yield told, evolve(self.rule, then=then)

    # -- conditions ---------------------------------------------------------------------------------------------------------------

    def _condition(self, n: int, condition: Condition, scope: Scope) -> Iterator[tuple[str, tuple[Condition, ...]]]:
        """What may stand in the place of a condition."""
        name = self.names.conditions[n][0]
        yield f"{name} dropped", ()
        if isinstance(condition, EveryCondition):
            for told, every in self._every(n, condition, scope):
                yield told, (every,)
            yield f"{name} for some", (FactCondition(condition.domain, condition.alias), condition.then)
            return
        for told, pattern in self._pattern(name, condition.pattern, scope):
            yield told, (evolve(condition, pattern=pattern),)
        if isinstance(condition, CountCondition):
            for told, count in self._count(name, condition):
                yield told, (count,)
        elif isinstance(condition, NoCondition):
            yield f"{name} turned", (FactCondition(condition.pattern),)
        elif condition.alias is None:
            yield f"{name} turned", (NoCondition(condition.pattern),)

    def _every(self, n: int, condition: EveryCondition, scope: Scope) -> Iterator[tuple[str, EveryCondition]]:
        first, second = self.names.conditions[n]
        for told, domain in self._pattern(first, condition.domain, scope):
            yield told, evolve(condition, domain=domain)
        then = condition.then
        for told, pattern in self._pattern(second, then.pattern, {**scope, condition.alias: condition.domain.type}):
            yield told, evolve(condition, then=evolve(then, pattern=pattern))
        turned = FactCondition(then.pattern) if isinstance(then, NoCondition) else NoCondition(then.pattern)
        yield f"{second} turned", evolve(condition, then=turned)

    def _count(self, name: str, condition: CountCondition) -> Iterator[tuple[str, CountCondition]]:
        yield f"{name} turned", evolve(condition, kind="at_most" if condition.kind == "at_least" else "at_least")
        if condition.distinct is not None:
            yield f"{name}.distinct dropped", evolve(condition, distinct=None)
        number = condition.number
        for other in self._numbers(number.share if isinstance(number, Share) else number, is_share=isinstance(number, Share)):
            changed = Share(other, number.of) if isinstance(number, Share) else other
            yield f"{name} as {_told(other)}", evolve(condition, number=changed)

    def _numbers(self, number: Any, *, is_share: bool) -> Iterator[Any]:
        """What may stand in the place of a number of facts or years, or of a share."""
        if isinstance(number, Ref):
            yield from self._other_references(number, {})
        elif is_share:
            share = float(Fraction(str(number)))
            yield from (round(other, 4) for other in (share + 0.001, share / 2))  # a little more than that, and much less
        else:
            yield from (number + 1, number - 1)

    # -- patterns -----------------------------------------------------------------------------------------------------------------

    def _pattern(self, name: str, pattern: Pattern, scope: Scope) -> Iterator[tuple[str, Pattern]]:
        for attribute, tests in pattern.where.items():
            for test in tests:
                at = f"{name}.{attribute}" if len(tests) == 1 else f"{name}.{attribute}.{test.op}"
                others = tuple(one for one in tests if one is not test)
                yield f"{at} dropped", _with_tests(pattern, attribute, others)
                for other in self._alike(pattern.type, attribute):
                    if other not in pattern.where:
                        moved = _with_tests(pattern, attribute, others)
                        yield f"{at} of {other}", Pattern(pattern.type, {**moved.where, other: (test,)})
                for told, altered in self._test(pattern.type, attribute, test, scope):
                    if all(altered.op != one.op for one in others):
                        yield f"{at} {told}", _with_tests(pattern, attribute, (*others, altered))

    def _test(self, fact_type: str, attribute: str, test: Test, scope: Scope) -> Iterator[tuple[str, Test]]:
        op, value = test.op, test.value
        if op == "exists":
            yield "turned", Test(op, not value)
        elif op == "in":
            yield from self._in(fact_type, attribute, value, scope)
        elif op == "within":
            for years in self._numbers(value.years, is_share=False):
                yield f"years as {_told(years)}", Test(op, Within(years, value.to))
            for to in self._other_references(value.to, scope):
                yield f"to {_told(to)}", Test(op, Within(value.years, to))
        else:
            yield "turned", Test(_OPPOSITE[op], value)
            if isinstance(value, int) and not isinstance(value, bool):
                for number in (value + 1, value - 1):
                    yield f"as {number}", Test(op, number)
            elif op in _NEIGHBOUR:
                yield f"as {_NEIGHBOUR[op]}", Test(_NEIGHBOUR[op], value)
            for other in self._other_references(value, scope):
                yield f"as {_told(other)}", Test(op, other)

    def _in(self, fact_type: str, attribute: str, values: tuple[Any, ...], scope: Scope) -> Iterator[tuple[str, Test]]:
        for value in {_told(value): value for value in values}.values():  # one that stands there twice is changed in both places
            others = tuple(one for one in values if _told(one) != _told(value))
            if others:
                yield f"without {_told(value)}", Test("in", others)
            for other in self._other_references(value, scope):
                yield f"{_told(value)} as {_told(other)}", Test("in", tuple(other if one not in others else one for one in values))
        kind = self.vocabulary.get(fact_type)
        known = kind.attributes[attribute].values if kind is not None and attribute in kind.attributes else ()
        for value in known:
            if value not in values:
                yield f"with {_told(value)}", Test("in", (*values, value))

    def _other_references(self, value: Any, scope: Scope) -> Iterator[Ref]:
        """The references to another attribute of the same type, or to another parameter; none for a literal."""
        if not isinstance(value, Ref):
            return
        if value.alias == PARAM:
            kind = self.parameters[value.attribute].type
            yield from (Ref(PARAM, n) for n, one in self.parameters.items() if one.type == kind and n != value.attribute)
            return
        kind = str(self.vocabulary.attribute_type(scope[value.alias], value.attribute))
        for alias, fact_type in scope.items():
            yield from (Ref(alias, n) for n in self._of_type(fact_type, kind) if (alias, n) != (value.alias, value.attribute))

    def _of_type(self, fact_type: str, kind: str) -> list[str]:
        """The attributes of a fact type that are of a type."""
        known = self.vocabulary.get(fact_type)
        assert known is not None, "the pack was checked"
        names = (*(() if known.derived else ("id",)), *known.attributes)
        return [name for name in names if self.vocabulary.attribute_type(fact_type, name) == kind]

    def _alike(self, fact_type: str, attribute: str) -> list[str]:
        """The other attributes of a fact type that are of the same type as one."""
        kind = str(self.vocabulary.attribute_type(fact_type, attribute))
        return [name for name in self._of_type(fact_type, kind) if name != attribute]

    # -- conclusions --------------------------------------------------------------------------------------------------------------

    def _conclusion(self, scope: Scope) -> Iterator[tuple[str, Satisfies | Violates | Derives]]:
        then = self.rule.then
        if isinstance(then, Derives):
            for name, value in then.attributes.items():
                yield f"then.{name} dropped", _deriving(then, {n: one for n, one in then.attributes.items() if n != name})
                for other in (*self._other_references(value, scope), *self._other_literals(then.type, name, value)):
                    yield f"then.{name} as {_told(other)}", _deriving(then, {**then.attributes, name: other})
            return
        yield "then turned", (Violates if isinstance(then, Satisfies) else Satisfies)(then.criterion)
        for criterion in self.element.criteria:
            if criterion.id != then.criterion:
                yield f"then to {criterion.id}", evolve(then, criterion=criterion.id)

    def _other_literals(self, fact_type: str, attribute: str, value: Any) -> Iterator[Any]:
        """Another value that a derived fact might state."""
        if isinstance(value, bool):
            yield not value
        elif isinstance(value, int):
            yield from (value + 1, value - 1)
        elif isinstance(value, str):
            yield from (one for one in self.vocabulary.types[fact_type].attributes[attribute].values if one != value)


def _replaced(parts: Sequence[Any], n: int, *others: Any) -> Any:
    """The parts with others in the place of one."""
    return (*parts[:n], *others, *parts[n + 1 :])


def _with_tests(pattern: Pattern, attribute: str, tests: tuple[Test, ...]) -> Pattern:
    """The pattern with other tests on an attribute, in its place; none: without the attribute."""
    where = {name: tuple(sorted(tests, key=lambda t: t.op)) if name == attribute else one for name, one in pattern.where.items()}
    return Pattern(pattern.type, {name: one for name, one in where.items() if one})


def _deriving(then: Derives, attributes: Mapping[str, Any]) -> Derives:
    """The same conclusion with other attributes, which were read already: a text that begins with a dollar is no reference any more."""
    other = Derives(then.type)
    object.__setattr__(other, "attributes", attributes)
    return other


def _told(value: Any) -> str:
    return str(value) if isinstance(value, Ref) else flow(json_value(value))
