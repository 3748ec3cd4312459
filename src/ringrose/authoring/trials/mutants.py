"""The mutants of a pack: each rule, role and parameter of its own, changed in every small way that could matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen

from ringrose.authoring.trials.altering import Alterations
from ringrose.authoring.trials.language import flow
from ringrose.authoring.trials.own import Own, own
from ringrose.errors import Flaw
from ringrose.model.check_pack import check_pack
from ringrose.model.check_rules import check_rule
from ringrose.model.checking import Hidden
from ringrose.model.pack import ROLES, Criterion, Dated, Element, Pack, Parameter, Rule
from ringrose.model.pack_content import rule_content

__all__ = ["Mutant", "mutants_of"]

_NOTHING_HIDDEN = Hidden()


@frozen(eq=False)
class Mutant:
    """A pack with one small change.

    ``name`` stays the same as long as the changed place does; it begins with ``about``, the full name of the rule or criterion, or
    ``param.name``. ``before`` and ``after`` are the lines in the rule language that differ, and ``whole`` both sides entire. ``rule`` is
    the changed rule, where it is a rule that is changed. ``pack`` makes the changed pack, as its files would write it. ``last_day`` is
    when a review must end so that the change can make a difference to it, where there is but one such day.
    """

    name: str
    about: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    whole: tuple[Mapping[str, Any], Mapping[str, Any]]
    pack: Callable[[], Pack]
    rule: Rule | None = None
    last_day: date | None = None


def mutants_of(pack: Pack) -> tuple[Mutant, ...]:
    """All mutants of a checked pack that are sound packs themselves, in the order of the pack; no two of them say the same."""
    mine = own(pack)
    return (*_of_rules(mine), *_of_roles(mine), *_of_parameters(mine))


# -- rules --------------------------------------------------------------------------------------------------------------------------


def _of_rules(mine: Own) -> Iterator[Mutant]:
    pack = mine.pack
    for name, rule in mine.rules.items():
        element = pack.element(name.partition(".")[0])
        known = [_meaning(rule)]
        for told, altered in Alterations(rule, element, pack).all():
            sound = _sound(altered, pack)
            if sound is None or _meaning(sound) in known:
                continue
            known.append(_meaning(sound))
            whole = (rule_content(rule), rule_content(sound))
            before, after = _lines_that_differ(*whole)
            yield Mutant(f"{name} {told}", name, before, after, whole, _with_rule(pack, element, rule, sound), sound)


def _meaning(rule: Rule) -> object:
    content = rule_content(rule)
    return repr([content.get(key) for key in ("if", "unless", "then")])  # 1 and true are two


def _sound(rule: Rule, pack: Pack) -> Rule | None:
    """The rule if it is a lawful one, without the texts that cannot be told any more."""
    wrong = _wrong(rule, pack)
    broken = {str(flaw.path[0]) for flaw in wrong}
    if not broken <= {"because", "advice"}:
        return None
    kept = {key: None if key in broken else getattr(rule, key) for key in ("because", "advice")}
    return evolve(rule, because=kept["because"], advice=kept["advice"])


def _wrong(rule: Rule, pack: Pack) -> list[Flaw]:
    _, flaws = check_rule(rule, pack.vocabulary, _NOTHING_HIDDEN, pack.parameters)
    return [flaw for flaw in flaws if not flaw.warning]


def _with_rule(pack: Pack, element: Element, rule: Rule, other: Rule) -> Callable[[], Pack]:
    rules: Any = (other if one is rule else one for one in element.rules)
    changed = evolve(element, rules=rules)
    return lambda: _with_element(pack, changed)


def _with_element(pack: Pack, element: Element) -> Pack:
    elements: Any = (element if one.id == element.id else one for one in pack.elements)
    return evolve(pack, elements=elements)


def _lines_that_differ(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The conditions, exceptions and conclusion of one side that are not among those of the other."""
    one, other = _lines(before), _lines(after)
    return tuple(line for line in one if line not in other), tuple(line for line in other if line not in one)


def _lines(content: Mapping[str, Any]) -> list[str]:
    return [
        *(f"if: {flow(condition)}" for condition in content["if"]),
        *(f"unless: {flow(pattern)}" for pattern in content.get("unless", ())),
        f"then: {flow(content['then'])}",
    ]


# -- roles --------------------------------------------------------------------------------------------------------------------------


def _of_roles(mine: Own) -> Iterator[Mutant]:
    for name, criterion in mine.roles.items():
        element = mine.pack.element(name.partition(".")[0])
        roles: Any = ROLES
        for role in roles:
            criteria = [evolve(one, role=role) if one.id == criterion.id else one for one in element.criteria]
            if role != criterion.role and any(one.role == "essential" for one in criteria):
                whole: tuple[Mapping[str, Any], ...] = ({"id": criterion.id, "role": criterion.role}, {"id": criterion.id, "role": role})
                before, after = ((flow(side),) for side in whole)
                yield Mutant(f"{name} role {role}", name, before, after, (whole[0], whole[1]), _with_criteria(mine.pack, element, criteria))


def _with_criteria(pack: Pack, element: Element, criteria: list[Criterion]) -> Callable[[], Pack]:
    changed: Any = criteria
    return lambda: _with_element(pack, evolve(element, criteria=changed))


# -- parameters ---------------------------------------------------------------------------------------------------------------------


def _of_parameters(mine: Own) -> Iterator[Mutant]:
    for name, parameter in mine.parameters.items():
        for n, dated in enumerate(parameter.values):
            place = f"param.{name}{f' from {dated.since}' if dated.since else ''}"
            for told, altered in (*_values(parameter, dated), *_days(dated)):
                values: Any = tuple(altered if one is dated else one for one in parameter.values)
                pack = evolve(mine.pack, parameters={**mine.pack.parameters, name: evolve(parameter, values=values)})
                if _days_in_order(values) and not any(not flaw.warning for flaw in check_pack(pack)[1]):
                    whole = (_dated(parameter.values[n]), _dated(altered))
                    before, after = ((flow(side),) for side in whole)
                    yield Mutant(f"{place} {told}", f"param.{name}", before, after, whole, _same(pack), last_day=_between(dated, altered))


def _same(pack: Pack) -> Callable[[], Pack]:
    return lambda: pack


def _values(parameter: Parameter, dated: Dated) -> Iterator[tuple[str, Dated]]:
    value = dated.value
    others: tuple[Any, ...] = ()
    if isinstance(value, bool):
        others = (not value,)
    elif isinstance(value, int | float) and parameter.type in ("integer", "year", "number"):
        others = (value + 1, value - 1)
    elif isinstance(value, date):
        others = (value + timedelta(1), value - timedelta(1))
    for other in others:
        yield f"as {flow(other)}", evolve(dated, value=other)


def _days(dated: Dated) -> Iterator[tuple[str, Dated]]:
    if dated.since is not None:
        yield "a day earlier", evolve(dated, since=dated.since - timedelta(1))
        yield "a day later", evolve(dated, since=dated.since + timedelta(1))


def _between(one: Dated, other: Dated) -> date | None:
    """The day on which one of two values is in force and the other is not, where they begin a day apart."""
    return None if one.since is None or other.since is None or one.since == other.since else min(one.since, other.since)


def _days_in_order(values: Iterable[Dated]) -> bool:
    """Whether no two values begin on one day."""
    days = [dated.since for dated in values]
    return len(set(days)) == len(days)


def _dated(dated: Dated) -> dict[str, Any]:
    return {
        **({"from": str(dated.since)} if dated.since else {}),
        "value": str(dated.value) if isinstance(dated.value, date) else dated.value,
    }
