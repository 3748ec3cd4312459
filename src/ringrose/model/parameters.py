"""The values of parameters in place of their names, in rules and in texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from attrs import evolve

from ringrose.model.pack import (
    PARAM,
    Condition,
    CountCondition,
    Criterion,
    Dated,
    Derives,
    Element,
    EveryCondition,
    Pack,
    Pattern,
    Ref,
    Rule,
    Share,
    Test,
    Within,
)
from ringrose.model.text import SLOT, WORDED, LocalText, show_value

__all__ = ["in_texts", "put_in"]

Values = Mapping[str, Dated]
Told = TypeVar("Told", Element, Criterion)


def put_in(pack: Pack, day: date) -> Pack:
    """A checked pack with what its parameters are on a day in place of their names."""
    written = pack.written or pack
    if not pack.parameters or (pack.written is not None and not pack.varies):
        return pack
    return _put_in(_Same(written), tuple(parameter.on(day).since for parameter in written.parameters.values()))


class _Same:
    """A pack that is the same as none but itself, and so is found again quickly."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return id(self.pack)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.pack is self.pack


@lru_cache(maxsize=64)
def _put_in(written: _Same, since: tuple[date | None, ...]) -> Pack:
    pack = written.pack
    named = {name: parameter.on(day or date.min) for (name, parameter), day in zip(pack.parameters.items(), since, strict=True)}
    there = evolve(pack, elements=_each(_element, pack.elements, named))
    for name, value in (("digest", pack.digest), ("parent", pack.parent), ("written", pack), ("in_force", since)):
        object.__setattr__(there, name, value)
    return there


def _each(put: Callable[[Any, Values], Any], things: Iterable[Any], values: Values) -> Any:
    """Each of the things with the values put in; what attrs takes for any iterable, which mypy cannot see."""
    return tuple(put(thing, values) for thing in things)


def _element(element: Element, values: Values) -> Element:
    return evolve(_named(element, values), criteria=_each(_named, element.criteria, values), rules=_each(_rule, element.rules, values))


def _named(thing: Told, values: Values) -> Told:
    """An element or a criterion with its texts told."""
    return evolve(thing, title=in_texts(thing.title, values), question=in_texts(thing.question, values))


def _rule(rule: Rule, values: Values) -> Rule:
    then = rule.then
    if isinstance(then, Derives):
        given = {name: _operand(value, values) for name, value in then.attributes.items()}
        then = Derives(then.type)
        object.__setattr__(then, "attributes", given)  # read already: a text that begins with $ is no reference any more
    return evolve(
        rule,
        conditions=_each(_condition, rule.conditions, values),
        unless=_each(_pattern, rule.unless, values),
        then=then,
        because=in_texts(rule.because, values),
        advice=in_texts(rule.advice, values),
    )


def _condition(condition: Condition, values: Values) -> Condition:
    if isinstance(condition, EveryCondition):
        then = evolve(condition.then, pattern=_pattern(condition.then.pattern, values))
        return EveryCondition(_pattern(condition.domain, values), condition.alias, then)
    if isinstance(condition, CountCondition):
        number = condition.number
        number = Share(_operand(number.share, values), number.of) if isinstance(number, Share) else _operand(number, values)
        return evolve(condition, number=number, pattern=_pattern(condition.pattern, values))
    return evolve(condition, pattern=_pattern(condition.pattern, values))


def _pattern(pattern: Pattern, values: Values) -> Pattern:
    return Pattern(pattern.type, {name: tuple(_test(test, values) for test in tests) for name, tests in pattern.where.items()})


def _test(test: Test, values: Values) -> Test:
    if test.op == "in":
        return Test("in", tuple(_operand(value, values) for value in test.value))
    if test.op == "within":
        return Test("within", Within(_operand(test.value.years, values), _operand(test.value.to, values)))
    return Test(test.op, _operand(test.value, values))


def _operand(value: Any, values: Values) -> Any:
    return values[value.attribute].value if isinstance(value, Ref) and value.alias == PARAM else value


def in_texts(text: LocalText | None, values: Values) -> LocalText | None:
    """A template in which ``{param.name}`` is told: as the parameter says for the language, else by its value."""
    if text is None or not any(f"{{{PARAM}." in one for one in text.texts.values()):
        return text
    texts = dict(text.texts)
    if set(texts) == {""}:  # one text for all languages is one for each in which a parameter is told
        languages = WORDED.union(*(value.told.texts for value in values.values() if value.told))
        texts |= dict.fromkeys(sorted(languages), texts[""])

    def told(template: str, lang: str) -> str:
        def one(match: Any) -> str:
            if match[1] != PARAM:
                return str(match[0])
            value = values[match[2]]
            return value.told.get(lang) if value.told is not None else show_value(value.value, lang)

        return SLOT.sub(one, template)

    return LocalText({lang: told(template, lang) for lang, template in texts.items()})
