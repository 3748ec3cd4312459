"""Attempts of rules judged by the oracle: which condition is true, and whether what is missing makes the rule fire when it is added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from attrs import evolve

from ringrose.meaning.attempts import Attempt, Attempts, Condition
from ringrose.meaning.possible import Possible
from ringrose.meaning.reading import Reading
from ringrose.model.case import Case, Closure, Fact
from ringrose.model.change import Change
from ringrose.model.pack import Condition as Asked
from ringrose.model.pack import EveryCondition, Pack, Ref, Rule
from ringrose.plan import plan_of
from tests.differential.pairs import sound
from tests.explain.replay import told
from tests.oracle import Item, Oracle, as_json, falls_into

__all__ = [
    "added",
    "attempts_of",
    "bound_by",
    "changed_by_hand",
    "fires_when_added",
    "is_waiting",
    "known_additions",
    "leaves",
    "ways_below",
]


def attempts_of(pack: Pack, case: Case) -> Attempts:
    """What tries the rules of a pack on a case."""
    plan = plan_of(pack)
    return Attempts(Reading(plan, case), Possible(plan, case))


def ways_below(condition: Condition) -> Iterator[Attempt]:
    """The attempts below a condition, at any depth."""
    for way in condition.ways:
        yield way
        for below in way.conditions:
            yield from ways_below(below)
    for instance in condition.instances:
        yield from ways_below(instance.condition)


def bound_by(oracle: Oracle, attempt: Attempt) -> dict[str, Item]:
    """The facts by the oracle to which the aliases of an attempt are bound."""
    bound = {}
    for alias, item in zip(attempt.clause.aliases, attempt.bound, strict=True):
        if item is not None:
            (bound[alias],) = (other for other in oracle.facts_of(item.fact.type) if as_json(other.told()) == as_json(item.name))
    return bound


def is_waiting(asked: Asked, bound: Mapping[str, Item]) -> bool:
    """Whether a condition refers to an alias that is not bound."""
    own = {asked.alias} if isinstance(asked, EveryCondition) else set()
    operands = (v for pattern in asked.patterns() for tests in pattern.where.values() for test in tests for v in test.operands())
    return any(isinstance(v, Ref) and v.alias not in {*own, *bound} for v in operands)


def changed_by_hand(pack: Pack, case: Case, changes: list[Change]) -> Case:
    """The case with changes made one by one, checked by the library.

    Raises ValueError where it is not sound.
    """
    facts, complete = list(case.facts), list(case.complete)
    for n, change in enumerate(changes):
        if change.do == "close":
            complete.append(Closure(change.type, change.attributes))
        elif change.do == "withdraw":
            facts = [fact for fact in facts if fact.id != change.id]
        else:
            facts.append(Fact(change.type, change.attributes, id=change.id or f"more-{len(facts)}-{n}", holds=change.do == "add"))
    return sound(pack, evolve(case, facts=facts, complete=complete))[1]


# ---- what may be added --------------------------------------------------------------------------------------------------------------


def known_additions(rng: Random, pack: Pack, case: Case) -> Case | None:
    """The case with some more facts, which fall into no closed record, and some more closed records; None where these cannot be."""
    possible = Possible(plan_of(pack), case).facts
    offered = [Change("add", kind, {k: v for k, v in a.items() if k != "id"}, a.get("id")) for kind, all in possible.items() for a in all]
    offered += [Change(do, c.type, c.attributes) for c in offered for do in ("deny", "close")]
    offered += [Change("close", name) for name in pack.vocabulary.recordable]
    try:
        other = changed_by_hand(pack, case, list({rng.choice(offered): None for _ in range(1 + rng.randrange(6))}))
    except ValueError:
        return None
    closed = [Fact(c.type, c.attributes) for c in (*other.complete, *(f for f in other.facts if f.holds is False))]
    new = [f for f in other.facts if f.holds is True and f not in case.facts]
    return None if any(falls_into(fact, one) for fact in new for one in closed) else other


# ---- what is missing ----------------------------------------------------------------------------------------------------------------


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions that are missing at the bottom; of what could be concluded in several ways, one way."""
    if condition.state != "missing":
        return
    if condition.ways:
        way = next(way for way in condition.ways if not way.hopeless)
        for below in way.conditions:
            yield from leaves(below)
    elif condition.instances:
        for instance in condition.instances:
            yield from leaves(instance.condition)
    else:
        yield condition


def added(condition: Condition, rng: Random) -> list[Change]:
    """What makes a missing leaf true: facts that may stand in the way of an absence give way, then one of the changes is made."""
    changes = [Change("withdraw", id=str(item.fact.id)) for item in condition.perhaps if condition.kind in ("no", "at_most")]
    if condition.kind != "at_least":
        return changes + ([rng.choice(condition.changes)] if condition.changes else [])
    count = condition.count
    if count.distinct in (None, "id"):
        return [evolve(rng.choice(condition.changes), copy=n) for n in range(count.more)]
    by_value = {repr(change.attributes[count.distinct]): change for change in rng.sample(condition.changes, len(condition.changes))}
    return list(by_value.values())[: count.more]


def fires_when_added(pack: Pack, case: Case, attempt: Attempt, rule: Rule, rng: Random, rounds: int = 6) -> bool:
    """Whether the rule fires, by the oracle, when all that is missing is added; what waits is asked again then."""
    concluding = attempt.clause.head
    bound = [item.name if item else None for item in attempt.bound]
    for _ in range(rounds):
        changes = list(dict.fromkeys(change for c in attempt.conditions for leaf in leaves(c) for change in added(leaf, rng)))
        if not changes:
            return False
        try:
            case = changed_by_hand(pack, case, changes)
        except ValueError:
            return False
        oracle = Oracle(case, pack)
        firing = [told(now) for now, _ in oracle.applications(rule)]
        kept = {alias: name for alias, name in zip(attempt.clause.aliases, bound, strict=True) if name is not None}
        if any(all(now[alias] == name for alias, name in kept.items()) for now in firing):
            return True
        again = attempts_of(pack, case).concluding(concluding.criterion, concluding.polarity)
        fitting = [
            one
            for one in again
            if one.clause.rule == attempt.clause.rule
            and not one.hopeless
            and all(name is None or (item is not None and item.name == name) for item, name in zip(one.bound, bound, strict=True))
        ]
        if not fitting:
            return False
        attempt = fitting[-1]
        bound = [item.name if item else None for item in attempt.bound]
    return False
