"""What the tests of a pack cover: rules that fired, conditions that were true and false, exceptions, statuses of criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from attrs import frozen

from ringrose.authoring.trials.language import Names, flow
from ringrose.authoring.trials.outcome import Outcome, Plans
from ringrose.authoring.trials.own import Own, own
from ringrose.authoring.trials.trying import Trial, Tried
from ringrose.meaning.facts import Firing, Item
from ringrose.meaning.justify import holds, lookup_in
from ringrose.meaning.matching import resolve
from ringrose.model.assessment import CRITERION_STATUSES
from ringrose.model.case import Case, Closure, Fact
from ringrose.model.pack import Condition, Derives, EveryCondition, FactCondition, Rule
from ringrose.model.pack_content import rule_content
from ringrose.model.values import json_value
from ringrose.plan import Bind, Clause, Every

__all__ = ["Coverage", "Point", "coverage_of"]

MOST_PAIRS = 400
"""Of one criterion no more pairs of tests are put together to see whether it can be contested."""


@frozen
class Point:
    """One thing that some test should show.

    ``kind`` is ``fires`` (a rule), ``true`` or ``false`` (a condition), ``none`` (an ``every`` that has nothing to go over), ``each_true``
    or ``each_false`` (its second pattern, for one of its facts), ``unless_true`` or ``unless_false`` (an exception), ``status`` (of a
    criterion) or ``in_force`` (a value of a parameter). ``name`` is what it is called where it is not shown; ``about`` is the rule,
    criterion or parameter, ``part`` the condition, status or value. ``because`` are two sentences of tests that together would show it.
    """

    name: str
    kind: str
    about: str
    part: str = ""
    because: tuple[str, ...] = ()


@frozen
class Coverage:
    """All points that tests should show, and those that none does."""

    points: tuple[Point, ...]
    missing: tuple[Point, ...]


def coverage_of(trial: Trial) -> Coverage:
    """What the tests of a pack cover, seen from the cases that they are given. What is a parent's is not asked of its child."""
    mine = own(trial.pack)
    seen = _Seen(mine)
    for tried in trial.tried:
        seen.look_at(tried.outcome)
    contested = dict(_contestable(mine, trial, seen.names))
    points = [*_points(mine), *(Point(_status(name, "contested"), "status", name, "contested", two) for name, two in contested.items())]
    return Coverage(tuple(points), tuple(point for point in points if point.name not in seen.names))


# -- what should be seen ------------------------------------------------------------------------------------------------------------


def _points(mine: Own) -> Iterator[Point]:
    for name, rule in mine.rules.items():
        yield Point(f"{name} never fires", "fires", name)
        for point, _ in _of_rule(name, rule):
            yield point
    possible = _concluded(mine)
    for name in mine.criteria:
        for status in CRITERION_STATUSES:
            if status == "unknown" or status in possible.get(name, ()):
                yield Point(_status(name, status), "status", name, status)
    for name, parameter in mine.parameters.items():
        for dated in parameter.values:
            yield Point(_in_force(name, dated.since), "in_force", f"param.{name}", str(json_value(dated.value)))


def _of_rule(name: str, rule: Rule) -> Iterator[tuple[Point, tuple[str, int, str]]]:
    """What should be seen of the conditions and exceptions of a rule, each with what it is seen by: a part, its number and a kind."""
    names, content = Names(rule), rule_content(rule)
    for n, condition in enumerate(rule.conditions):
        part = flow(content["if"][n])
        first, *second = names.conditions[n]
        yield Point(f"{name} {first} never true", "true", name, part), ("if", n, "true")
        if not _always(condition):
            kind = "none" if isinstance(condition, EveryCondition) else "false"
            yield Point(f"{name} {first} never false", kind, name, part), ("if", n, kind)
        for inner in second:
            for kind in ("true", "false"):
                yield Point(f"{name} {inner} never {kind}", f"each_{kind}", name, part), ("if", n, f"each_{kind}")
    for n, pattern in enumerate(names.unless):
        for kind in ("true", "false"):
            yield (
                Point(f"{name} {pattern} never {kind}", f"unless_{kind}", name, flow(content["unless"][n])),
                ("unless", n, f"unless_{kind}"),
            )


def _always(condition: Condition) -> bool:
    """Whether a condition asks for what every case has: a partner, or a year."""
    pattern = condition.patterns()[0]
    return isinstance(condition, FactCondition | EveryCondition) and pattern.type in ("partner", "year") and not pattern.where


def _status(criterion: str, status: str) -> str:
    return f"{criterion} never {status}"


def _in_force(parameter: str, since: date | None) -> str:
    return f"param.{parameter}{f' from {since}' if since else ''} never in force"


def _concluded(mine: Own) -> Mapping[str, set[str]]:
    """The statuses that rules can give to each criterion."""
    found: dict[str, set[str]] = {}
    for _, element, rule in mine.pack.rules():
        if not isinstance(rule.then, Derives):
            status = "satisfied" if rule.then.polarity == "satisfies" else "violated"
            found.setdefault(f"{element.id}.{rule.then.criterion}", set()).add(status)
    return found


# -- what was seen ------------------------------------------------------------------------------------------------------------------


class _Seen:
    """Collects the names of points that cases show."""

    def __init__(self, mine: Own) -> None:
        self.mine = mine
        self.names: set[str] = set()
        self._of_rule = {name: {at: point.name for point, at in _of_rule(name, rule)} for name, rule in mine.rules.items()}

    def look_at(self, outcome: Outcome) -> None:
        """Add what an outcome shows."""
        for clause in outcome.reading.plan.clauses():
            if clause.rule in self.mine.rules:
                if outcome.fires(clause.rule):
                    self.names.add(f"{clause.rule} never fires")
                at = self._of_rule[clause.rule]
                self.names.update(at[one] for one in _Walk(outcome, clause).seen if one in at)
        self.names.update(_status(name, status) for name, status in outcome.statuses.items())
        for name, parameter in self.mine.parameters.items():
            self.names.add(_in_force(name, parameter.on(outcome.reading.case.review.last_day).since))


class _Walk:
    """A clause tried from left to right on one case; each condition is looked at only where all before it are true."""

    def __init__(self, outcome: Outcome, clause: Clause) -> None:
        self.store, self.clause = outcome.reading.store, clause
        self.seen: set[tuple[str, int, str]] = set()
        self.go(0, ())

    def go(self, n: int, bound: Firing) -> None:
        """Look at the condition of that number for a binding of those before it."""
        if n == len(self.clause.steps):
            self.exceptions(bound)
            return
        step = self.clause.steps[n]
        if isinstance(step, Bind):
            resolved = resolve(step.match, lookup_in(bound))
            items = [] if resolved is None else self.store.matching(step.match.type, resolved)
            self.seen.add(("if", n, "true" if items else "false"))
            for item in items:
                self.go(n + 1, (*bound, item))
            return
        slots = dict(enumerate(bound))
        if isinstance(step, Every):
            self.every(n, step, slots)
        true = holds(self.store, step, slots)
        self.seen.add(("if", n, "true" if true else "false"))
        if true:
            self.go(n + 1, bound)

    def every(self, n: int, step: Every, slots: dict[int, Item]) -> None:
        """Look at what an ``every`` asks of each."""
        resolved = resolve(step.domain, lookup_in(slots))
        domain = [] if resolved is None else self.store.matching(step.domain.type, resolved)
        if not domain:
            self.seen.add(("if", n, "none"))
        for item in domain:
            true = holds(self.store, step.then, {**slots, step.slot: item})
            self.seen.add(("if", n, "each_true" if true else "each_false"))

    def exceptions(self, bound: Firing) -> None:
        """Look at the exceptions where all conditions are true."""
        for n, match in enumerate(self.clause.exceptions):
            resolved = resolve(match, lookup_in(bound))
            applies = resolved is not None and self.store.any_matching(match.type, resolved)
            self.seen.add(("unless", n, "unless_true" if applies else "unless_false"))


# -- what could be contested --------------------------------------------------------------------------------------------------------


def _contestable(mine: Own, trial: Trial, seen: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The criteria that were contested, or would be if what two tests are given were given together; then with these two sentences.

    That rules cannot show both is not proved so; but what two tests show of which each alone shows one is known to be possible.
    """
    shown, plans = set(seen), Plans(trial.pack)
    for name in mine.criteria:
        if _status(name, "contested") in shown:
            yield name, ()
            continue
        sides = [[tried for tried in trial.tried if tried.outcome.statuses[name] == status] for status in ("satisfied", "violated")]
        for n, (first, second) in enumerate(product(*sides)):
            if n == MOST_PAIRS:
                break
            both = _together(trial, first, second)
            if both is not None and Outcome(plans.for_case(both), both).statuses[name] == "contested":
                yield name, (first.test.name, second.test.name)
                break


def _together(trial: Trial, first: Tried, second: Tried) -> Case | None:
    """What two tests are given, as one case; None where they are about other partners, fields or years."""
    one, other = first.test.case, second.test.case
    if (one.partners, one.fields, one.review) != (other.partners, other.fields, other.review):
        return None
    naming = trial.pack.vocabulary.fact_attributes
    ids = {fact.id: f"{fact.id} of the other" for fact in other.facts}  # no id has spaces

    def renamed(stated: Fact | Closure) -> Mapping[str, Any]:
        names = naming.get(stated.type, ())
        return {name: ids.get(str(value), value) if name in names else value for name, value in stated.attributes.items()}

    facts = (fact.with_attributes(renamed(fact)).with_id(ids[fact.id]) for fact in other.facts)
    complete = (closure.with_attributes(renamed(closure)) for closure in other.complete)
    return one.remade(facts=(*one.facts, *facts), complete=(*one.complete, *complete))
