"""Repairs by brute force: every set of the changes that could matter, for cases small enough to try them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product
from typing import Any

from attrs import evolve

from ringrose.explain.moves import Changes
from ringrose.explain.search import at_most_as_much
from ringrose.meaning.possible import Possible, patterns, says_less, slot_types
from ringrose.model.case import Case
from ringrose.model.change import Change, changed
from ringrose.model.check_case import check_case
from ringrose.model.pack import Pack
from ringrose.model.values import Range
from ringrose.plan import Absent, AtLeast, AtMost, Check, Every, Literal, Match, Plan

__all__ = ["all_changes", "minimal_sets"]


def all_changes(plan: Plan, case: Case) -> list[Change]:
    """Everything that may be changed: what is recorded withdrawn, records opened and closed, facts added."""
    possible = Possible(plan, case)
    added = list(dict.fromkeys(additions(possible)))
    if any(isinstance(step, AtLeast | AtMost) for clause in plan.clauses() for step in clause.steps):
        added += [evolve(change, copy=n) for change in added if change.id is None for n in (1, 2)]  # equal facts count as several
    return [
        *(Change("withdraw", id=fact.id) for fact in case.facts),
        *dict.fromkeys(Change("reopen", c.type, c.attributes) for c in case.complete),
        *dict.fromkeys(closers(plan, case, possible)),
        *added,
    ]


def additions(possible: Possible) -> Iterator[Change]:
    """The facts that some pattern asks for, those that say what several of them say, and those that state more."""
    for fact_type, facts in possible.facts.items():
        known = list(facts)
        for one in known:  # it grows while it is gone through
            for other in (*facts, *possible.details.get(fact_type, ())):
                both = {**one, **other}
                if says_less(one, both) and both not in known:
                    known.append(both)
            if len(known) > 40:
                break
        for one in known:
            yield Change("add", fact_type, {k: v for k, v in one.items() if k != "id"}, one.get("id"))


def closers(plan: Plan, case: Case, possible: Possible) -> Iterator[Change]:
    """Records that could be closed: for each value, or none, of each attribute that a `no` binds."""
    for clause in plan.clauses():
        for step in clause.steps:
            absent = step.then if isinstance(step, Every) else step
            if isinstance(absent, Absent | AtMost):
                match = absent.match
                asked = [c for c in (*match.fixed, *match.joined) if c.op in ("is", "in") and c.operands and c.attribute != "id"]
                choices = {c.attribute: {None: None} for c in asked}
                for check in asked:
                    literal: list[Any] = [o.value for o in check.operands if isinstance(o, Literal)]
                    if check.of_days:  # a year closes all of its days
                        literal += range(case.review.first_day.year - 1, case.review.last_day.year + 1)
                    for first, last in years_together(plan, possible, match, check):
                        choices[check.attribute][first, last] = Range(gte=first, lte=last)
                    for value in (*possible.values((match.type, check.attribute)), *literal):
                        stated = possible.binding(match.type, ((evolve(check, op="is"), (value,)),))
                        choices[check.attribute].update({repr(v): v for v in stated.values()})
                for values in product(*(choices[name].values() for name in sorted(choices))):
                    yield Change("close", match.type, {n: v for n, v in zip(sorted(choices), values, strict=True) if v is not None})


def years_together(plan: Plan, possible: Possible, match: Match, check: Check) -> Iterator[tuple[int, int]]:
    """The first and the last of the years that end with a year, for each year that may be it."""
    if any(bound.less for bound in check.bounds()):
        (bound,) = {evolve(b, less=0) for b in check.bounds()}
        for clause in plan.clauses():
            if any(match is one for one, _ in patterns(clause)):
                for last in possible.values((slot_types(clause)[bound.slot], bound.attribute)):
                    yield max(last - len(check.operands) + 1, 1), last


def minimal_sets(pack: Pack, case: Case, changes: list[Change], reached: Callable[[Case], bool], at_most: int) -> list[Changes]:
    """The minimal sets among all of at most so many changes; a set that leaves the case unsound is none."""
    found: list[Changes] = []
    for size in range(at_most + 1):
        for some in combinations(changes, size):
            one = frozenset(some)
            if any(other <= one for other in found) or any(c.copy and evolve(c, copy=c.copy - 1) not in one for c in some):
                continue
            names = [c.id for c in some if c.do == "add" and c.id is not None]
            reopened = [(c.type, c.attributes) for c in some if c.do == "reopen"]
            if len(names) != len(set(names)) or any((c.type, c.attributes) in reopened for c in some if c.do == "close"):
                continue
            other = changed(case, one)
            object.__setattr__(other, "checked_for", None)
            if not [f for f in check_case(other, pack)[1] if not f.warning] and reached(changed(case, one)):
                found.append(one)
    return [one for one in found if not any(other != one and at_most_as_much(other, one) for other in found)]
