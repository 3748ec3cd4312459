"""Proof that the generator is strong: each of these wrong engines is caught.

A mutant patches one thing in the engine, in the plan or in judging, and must say something else than the oracle on one of the first 2,000
pairs. ``python -m tests.differential.test_mutants`` tells on which.
"""

from __future__ import annotations

from tests.native import native  # noqa: F401  # first: without the engine nothing here can run

# isort: split
import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, floor
from random import Random
from typing import Any

import pytest
from attrs import evolve

from ringrose import assessing, judge, plan
from ringrose.assessing import assess
from ringrose.engines.durable import rules, tables
from ringrose.meaning import facts, justify, matching
from ringrose.model import parameters
from ringrose.model.assessment import Assessment
from ringrose.model.case import Fact
from ringrose.model.pack import Pack, Parameter, Share
from ringrose.model.values import Range
from ringrose.plan import Absent as AbsentStep
from ringrose.plan import AtLeast, AtMost, Check, Clause, Every, Exists, Match, Plan
from tests.differential.pairs import Pair, comparable, sound
from tests.generate import random_pair
from tests.oracle import as_json
from tests.oracle import judge as meant_by

pytestmark = pytest.mark.no_cover  # a mutant shows nothing about what is covered, and takes four times as long

PAIRS = 2000
Patch = pytest.MonkeyPatch
Mutant = Callable[[Patch], None]
MUTANTS: dict[str, Mutant] = {}


def mutant(told: str) -> Callable[[Mutant], Mutant]:
    """Name a mutant by what it does wrong."""

    def named(change: Mutant) -> Mutant:
        MUTANTS[told] = change
        return change

    return named


def everywhere(patch: Patch, original: Any, other: Any) -> None:
    """Put another function in the place of one, in each module that imported it."""
    found = 0
    for name, module in list(sys.modules.items()):
        if name.startswith(("ringrose.engines", "ringrose.meaning", "ringrose.judge", "ringrose.assessing")):
            for attribute, value in list(vars(module).items()):
                if value is original:
                    patch.setattr(module, attribute, other)
                    found += 1
    assert found, f"{original} is nowhere in use: adapt this mutant"


def planned(patch: Patch, change: Callable[[Clause], Clause]) -> None:
    """Run other clauses than the plan has."""
    original = assessing.plan_of

    def other(pack: Any) -> Plan:
        plan = original(pack)
        return evolve(plan, strata=tuple(tuple(map(change, stratum)) for stratum in plan.strata))

    patch.setattr(assessing, "plan_of", other)


def with_matches(clause: Clause, change: Callable[[Match], Match]) -> Clause:
    """A clause with other patterns."""

    def changed(step: Any) -> Any:
        if isinstance(step, Every):
            return Every(step.slot, change(step.domain), changed(step.then))
        return evolve(step, match=change(step.match))

    return evolve(clause, steps=tuple(map(changed, clause.steps)), exceptions=tuple(map(change, clause.exceptions)))


def with_checks(keep: Callable[[list[Check]], list[Check]]) -> Callable[[Clause], Clause]:
    """A change of clauses that keeps some checks of each pattern."""

    def change(match: Match) -> Match:
        kept = keep([*match.fixed, *match.joined])
        return Match(match.type, tuple(c for c in kept if not c.bounds()), tuple(c for c in kept if c.bounds()))

    return lambda clause: with_matches(clause, change)


# ---- those that the issue names -----------------------------------------------------------------------------------------------------


@mutant("an empty `every` domain is taken for true")
def _(patch: Patch) -> None:
    original = rules.ClauseRule._tables

    def tables_of(self: Any, step: Any) -> Any:
        positive, negative = original(self, step)
        if isinstance(step, Every):
            positive = [evolve(t, test=lambda _, match, values: matching.resolve(match, values.get) is not None) for t in positive]
        return positive, negative

    patch.setattr(rules.ClauseRule, "_tables", tables_of)


@mutant("the second `unless` is ignored")
def _(patch: Patch) -> None:
    planned(patch, lambda clause: evolve(clause, exceptions=clause.exceptions[:1]))


def _interned(patch: Patch, key_of: Callable[[Any], Any]) -> None:
    """A table of values in which some share a place; the first to come stands for all."""
    original = facts.Item.__init__
    table: dict[Any, Any] = {}

    def init(self: Any, number: int, fact: Fact) -> None:
        original(self, number, fact)
        self.attributes = {name: table.setdefault(key_of(value), value) for name, value in self.attributes.items()}

    patch.setattr(facts.Item, "__init__", init)


@mutant("`1` and `true` share a place in a table of values")
def _(patch: Patch) -> None:
    _interned(patch, lambda value: value)


@mutant('`"1"` and `1` share a place in a table of values')
def _(patch: Patch) -> None:
    # years stay years, with which the engine can calculate
    _interned(patch, lambda value: value if isinstance(value, int) and value > 9 else (str(value), isinstance(value, bool)))


def _as_number(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    return value


@mutant("texts that look like numbers are compared as numbers")
def _(patch: Patch) -> None:
    original, same = matching.key, matching._same
    everywhere(patch, original, lambda value: original(_as_number(value)))
    patch.setattr(matching, "_same", lambda a, b: same(_as_number(a), _as_number(b)))


@mutant("the second operator on an attribute is ignored")
def _(patch: Patch) -> None:
    def first(checks: list[Check]) -> list[Check]:
        seen: dict[str, Check] = {}
        for check in sorted(checks, key=lambda c: c.op):
            seen.setdefault(check.attribute, check)
        return list(seen.values())

    planned(patch, with_checks(first))


@mutant("a wild attribute of a denial or complete entry is not matched")
def _(patch: Patch) -> None:
    original = matching.covers

    def covers(closure: Mapping[str, Any], resolved: Any) -> bool:
        return original(closure, resolved) and {c.attribute for c, _ in resolved if c.op in ("is", "in")} <= set(closure)

    everywhere(patch, original, covers)


# ---- absence ------------------------------------------------------------------------------------------------------------------------


@mutant("unknown facts do not block a `no`")
def _(patch: Patch) -> None:
    def init(self: Any, case: Any, negated: Any) -> None:
        original(self, evolve(case, facts=[f for f in case.facts if f.holds != "unknown"]), negated)

    original = facts.Store.__init__
    patch.setattr(facts.Store, "__init__", init)


@mutant("facts that hold do not block a `no`")
def _(patch: Patch) -> None:
    def init(self: Any, case: Any, negated: Any) -> None:
        original(self, case, negated)
        self.possible = {t: [i for i in items if i.fact.holds == "unknown"] for t, items in self.possible.items()}

    original = facts.Store.__init__
    patch.setattr(facts.Store, "__init__", init)


@mutant("facts that lack an attribute do not block a `no`")
def _(patch: Patch) -> None:
    everywhere(patch, matching.could_match, matching.matches)


@mutant("`exists: true` is taken to be possible of a fact that lacks the attribute")
def _(patch: Patch) -> None:
    original = matching.could_match

    def could_match(resolved: Any, attributes: Mapping[str, Any]) -> bool:
        return original(tuple((c, v) for c, v in resolved if c.op != "exists" or not v[0] or c.attribute in attributes), attributes)

    everywhere(patch, original, could_match)


@mutant("the record is taken to be closed")
def _(patch: Patch) -> None:
    everywhere(patch, justify.is_closed, lambda *_: True)


@mutant("complete entries close nothing")
def _(patch: Patch) -> None:
    original = facts.Store.__init__

    def init(self: Any, case: Any, negated: Any) -> None:
        original(self, evolve(case, complete=()), negated)

    patch.setattr(facts.Store, "__init__", init)


@mutant("denials close nothing")
def _(patch: Patch) -> None:
    original = facts.Store.__init__

    def init(self: Any, case: Any, negated: Any) -> None:
        original(self, evolve(case, facts=[f for f in case.facts if f.holds is not False]), negated)

    patch.setattr(facts.Store, "__init__", init)


@mutant("what a closure states need not be bound by the pattern")
def _(patch: Patch) -> None:
    original = matching.covers

    def covers(closure: Mapping[str, Any], resolved: Any) -> bool:
        bound = {c.attribute for c, _ in resolved if c.op in ("is", "in")}
        return original({name: stated for name, stated in closure.items() if name in bound}, resolved)

    everywhere(patch, original, covers)


@mutant("a closure covers an `in` of which it covers some value")
def _(patch: Patch) -> None:
    original = matching.covers

    def covers(closure: Mapping[str, Any], resolved: Any) -> bool:
        checks = [(c, v) for c, v in resolved if c.op in ("is", "in")]
        return all(
            any(original({name: stated}, ((c, (one,)),)) for c, values in checks if c.attribute == name for one in values)
            for name, stated in closure.items()
        )

    everywhere(patch, original, covers)


@mutant("a closure covers by operators that bind nothing")
def _(patch: Patch) -> None:
    original = matching.covers

    def covers(closure: Mapping[str, Any], resolved: Any) -> bool:
        return original(closure, tuple((evolve(c, op="is") if c.op not in ("in", "exists") else c, v) for c, v in resolved))

    everywhere(patch, original, covers)


@mutant("an empty `in` is not covered")
def _(patch: Patch) -> None:
    original = matching.covers

    def covers(closure: Mapping[str, Any], resolved: Any) -> bool:
        return original(closure, resolved) and all(v for c, v in resolved if c.attribute in closure and c.op == "in")

    everywhere(patch, original, covers)


@mutant("`closed_by` is left empty")
def _(patch: Patch) -> None:
    original = justify.closed_by
    everywhere(patch, original, lambda *given: ((), original(*given)[1]))


@mutant("`closed_by` names one denial only")
def _(patch: Patch) -> None:
    original = justify.closed_by
    everywhere(patch, original, lambda *given: (original(*given)[0][:1], original(*given)[1]))


# ---- ranges, order and dates --------------------------------------------------------------------------------------------------------


def _range_bound(taken: str, given: str) -> None:
    @mutant(f"the bound `{given}` of a range is read as `{taken}`")
    def _(patch: Patch) -> None:
        original = matching.within

        def within(value: Any, stated: Any, **days: Any) -> bool:
            if isinstance(stated, Range) and getattr(stated, given) is not None and getattr(stated, taken) is None:
                stated = evolve(stated, **{given: None, taken: getattr(stated, given)})
            return original(value, stated, **days)

        everywhere(patch, original, within)


def _operator(taken: str, given: str) -> None:
    @mutant(f"the operator `{given}` is read as `{taken}`")
    def _(patch: Patch) -> None:
        original = matching.meets

        def passes(check: Check, value: Any, operands: Any) -> bool:
            return original(evolve(check, op=taken) if check.op == given else check, value, operands)

        everywhere(patch, original, passes)


for _taken, _given in (("gte", "gt"), ("gt", "gte"), ("lte", "lt"), ("lt", "lte")):
    _range_bound(_taken, _given)
    _operator(_taken, _given)


@mutant("a range counts only where both bounds are given")
def _(patch: Patch) -> None:
    original = matching.within

    def within(value: Any, stated: Any, **days: Any) -> bool:
        return original(value, stated, **days) and not (isinstance(stated, Range) and len(stated.bounds()) == 1)

    everywhere(patch, original, within)


@mutant("a date never equals a year")
def _(patch: Patch) -> None:
    original = matching._same
    patch.setattr(matching, "_same", lambda a, b: isinstance(a, date) is isinstance(b, date) and original(a, b))


@mutant("a date joins a year by its day")
def _(patch: Patch) -> None:
    def value_of(item: Any, bound: Any) -> Any:
        return item.attributes.get(bound.attribute)

    everywhere(patch, tables.value_of, value_of)


@mutant("a date joins a date by its year")
def _(patch: Patch) -> None:
    original = tables.value_of
    everywhere(patch, original, lambda item, bound: original(item, evolve(bound, by_year=True)))


@mutant("dates are ordered by their years")
def _(patch: Patch) -> None:
    original = matching._ordered
    patch.setattr(matching, "_ordered", lambda op, a, b: original(op, matching.year_of(a), matching.year_of(b)))


@mutant("a record that is closed for a day is taken to be closed for its year")
def _(patch: Patch) -> None:
    original = matching.within
    everywhere(patch, original, lambda value, stated, of_days=False: original(value, stated))


@mutant("a record that is closed for a part of a year is taken to be closed for the year")
def _(patch: Patch) -> None:
    original = matching.within

    def within(value: Any, stated: Any, *, of_days: bool = False) -> bool:
        if of_days and not isinstance(value, date):
            return original(date(value, 1, 1), stated) or original(date(value, 12, 31), stated)
        return original(value, stated)

    everywhere(patch, original, within)


# ---- patterns -----------------------------------------------------------------------------------------------------------------------


@mutant("`not` is true of what a fact lacks")
def _(patch: Patch) -> None:
    original = matching.matches

    def matches(resolved: Any, attributes: Mapping[str, Any]) -> bool:
        return original(tuple((c, v) for c, v in resolved if c.op != "not" or c.attribute in attributes), attributes)

    everywhere(patch, original, matches)


@mutant("`in` looks at its first value only")
def _(patch: Patch) -> None:
    original = matching.meets
    patch.setattr(matching, "meets", lambda c, value, v: original(c, value, v[:1] if c.op == "in" else v))


def _with_lacking_rows(patch: Patch, resolve: Callable[[Match, Any], Any]) -> None:
    """Let conditions that refer to what a fact lacks reach ``resolve``, where the engine would leave them out before; joins stay right."""
    original_resolve, original_firing = matching.resolve, rules.ClauseRule.firing

    def row_of(item: Any, columns: Any) -> Any:
        row = tuple(tables.value_of(item, bound) for bound in columns)
        return tuple(("lacks", item.number) if value is None else matching.key(value) for value in row)

    def firing(self: Any, matched: Any, session: Any) -> Any:
        found = original_firing(self, matched, session)
        for bind in self.clause.binds if found else ():
            joined = Match(bind.match.type, (), tuple(c for c in bind.match.joined if c.op == "is"))
            if original_resolve(joined, justify.lookup_in(found)) is None:
                return None
        return found

    patch.setattr(rules.ClauseRule, "firing", firing)
    everywhere(patch, tables.row_of, row_of)
    everywhere(patch, original_resolve, resolve)


@mutant("a lacking reference inside an `in` is tolerated")
def _(patch: Patch) -> None:
    resolve = matching.resolve

    def tolerant(match: Match, lookup: Any) -> Any:
        lacking = {b for c in match.joined if c.op == "in" for b in c.bounds() if lookup(b.whole) is None}
        if not lacking:
            return resolve(match, lookup)
        kept = [evolve(c, operands=tuple(o for o in c.operands if o not in lacking)) if c.op == "in" else c for c in match.joined]
        return resolve(Match(match.type, match.fixed, tuple(kept)), lookup)

    _with_lacking_rows(patch, tolerant)


@mutant("a test against a lacking reference is left out")
def _(patch: Patch) -> None:
    resolve = matching.resolve

    def tolerant(match: Match, lookup: Any) -> Any:
        kept = tuple(c for c in match.joined if all(lookup(b.whole) is not None for b in c.bounds()))
        return resolve(Match(match.type, match.fixed, kept), lookup)

    _with_lacking_rows(patch, tolerant)


@mutant("`exists: false` is ignored")
def _(patch: Patch) -> None:
    planned(patch, with_checks(lambda checks: [c for c in checks if c.op != "exists" or c.operands[0].value]))  # type: ignore[union-attr]


@mutant("a `no` pattern's `id` is ignored")
def _(patch: Patch) -> None:
    planned(patch, with_checks(lambda checks: [c for c in checks if c.attribute != "id"]))


@mutant("one fact cannot fill two slots")
def _(patch: Patch) -> None:
    original = rules.ClauseRule.firing

    def firing(self: Any, matched: Any, session: Any) -> Any:
        found = original(self, matched, session)
        return found if found is None or len(set(found)) == len(found) else None

    patch.setattr(rules.ClauseRule, "firing", firing)


@mutant("joins that are not equalities are ignored")
def _(patch: Patch) -> None:
    everywhere(patch, rules._beyond_equality, lambda bind: None)


@mutant("an index forgets facts that lack the attribute")
def _(patch: Patch) -> None:
    original = facts.Store._near

    def near(self: Any, of: Any, fact_type: str, resolved: Any) -> Any:
        found = original(self, of, fact_type, resolved)
        asked = next((c.attribute for c, _ in resolved if c.op == "is"), None)
        return [i for i in found if asked is None or asked in i.attributes] if len(of.get(fact_type, ())) >= 8 else found

    patch.setattr(facts.Store, "_near", near)


# ---- every --------------------------------------------------------------------------------------------------------------------------


def _justify_anything(patch: Patch) -> None:
    """Let the engine tell what it concluded from what a fact lacks, where it would notice."""
    patch.setattr(justify, "_certain", lambda resolved: () if resolved is None else resolved)


@mutant("`every` is true where its second pattern is true of some")
def _(patch: Patch) -> None:
    _justify_anything(patch)
    original = rules.CounterexampleRule.messages

    def messages(self: Any, session: Any) -> Any:
        told, combos = original(self, session)
        true = {m[1] for m in told if m[0][0] == self._true} - {m[1] for m in told if m[0][0] == self._false}
        return [m for m in told if not true or m[0][0] != self._domain], combos

    patch.setattr(rules.CounterexampleRule, "messages", messages)


@mutant("`every` ignores the tests on its domain")
def _(patch: Patch) -> None:
    def change(clause: Clause) -> Clause:
        steps = [Every(s.slot, Match(s.domain.type, (), ()), s.then) if isinstance(s, Every) else s for s in clause.steps]
        return evolve(clause, steps=tuple(steps))

    planned(patch, change)


@mutant("`every ... no` passes over what some fact could match")
def _(patch: Patch) -> None:
    original = rules.CounterexampleRule._truth
    patch.setattr(
        rules.CounterexampleRule,
        "_truth",
        lambda self, *given: (m for m in original(self, *given) if m[0][0] != self._false),
    )


@mutant("`every` over a fact that lacks what is referred to passes it over")
def _(patch: Patch) -> None:
    _justify_anything(patch)
    original = rules.CounterexampleRule._domain_of
    patch.setattr(
        rules.CounterexampleRule,
        "_domain_of",
        lambda self, *given: [x for x in original(self, *given) if tables.row_of(x, self._inner) is not None],
    )


# ---- counting and parameters --------------------------------------------------------------------------------------------------------


def counts(patch: Patch, kind: Any, change: Callable[[Any], Any]) -> None:
    """Run other counts of a kind than the plan has."""

    def changed(clause: Clause) -> Clause:
        return evolve(clause, steps=tuple(change(step) if isinstance(step, kind) else step for step in clause.steps))

    planned(patch, changed)


def _moved(kind: Any, by: int, told: str) -> None:
    @mutant(told)
    def _(patch: Patch) -> None:
        counts(patch, kind, lambda step: evolve(step, number=max(0, step.number + by)) if isinstance(step.number, int) else step)


_moved(AtLeast, -1, "one less than an `at_least` asks for is enough")
_moved(AtLeast, 1, "an `at_least` asks for one more")
_moved(AtMost, -1, "an `at_most` allows one less")
_moved(AtMost, 1, "an `at_most` allows one more")


@mutant("an `at_least` counts facts where it asks for different values")
def _(patch: Patch) -> None:
    original = justify.counted
    everywhere(patch, original, lambda store, step, resolved: (items := original(store, step, resolved)[0], len(items)))


@mutant("a fact that lacks the attribute counts as a different value of it in an `at_least`")
def _(patch: Patch) -> None:
    original = justify.counted

    def counted(store: Any, step: Any, resolved: Any) -> Any:
        every = original(store, evolve(step, distinct=None), resolved)[0]
        return every, len({matching.key(item.attributes.get(step.distinct)) if step.distinct else item for item in every})

    everywhere(patch, original, counted)


@mutant("a fact that lacks the attribute is part of the justification of an `at_least` of different values")
def _(patch: Patch) -> None:
    original = justify.counted
    everywhere(
        patch, original, lambda store, step, resolved: (store.matching(step.match.type, resolved), original(store, step, resolved)[1])
    )


@mutant("an `at_least` rests on as many facts as it asks for")
def _(patch: Patch) -> None:
    original = justify._Grounds._at_least

    def at_least(self: Any, step: Any, resolved: Any) -> Any:
        rest_on = self._rest_on
        return original(_With(self, _rest_on=lambda items: rest_on(items[:2])), step, resolved)

    patch.setattr(justify._Grounds, "_at_least", at_least)


@mutant("an `at_least` of a share does not rest on what it is a share of")
def _(patch: Patch) -> None:
    original = justify._Grounds._at_least

    def at_least(self: Any, step: Any, resolved: Any) -> Any:
        return original(self, evolve(step, number=1) if isinstance(step.number, Share) else step, resolved)

    patch.setattr(justify._Grounds, "_at_least", at_least)


@mutant("a share is rounded down in an `at_least`")
def _(patch: Patch) -> None:
    patch.setattr(plan, "ceil", floor)


@mutant("a share is rounded up in an `at_most`")
def _(patch: Patch) -> None:
    patch.setattr(plan, "floor", ceil)


@mutant("a share of nothing is nothing in an `at_least`")
def _(patch: Patch) -> None:
    original = AtLeast.needed
    patch.setattr(AtLeast, "needed", lambda self, of: original(self, of) or 0)


@mutant("a share of nothing is nothing in an `at_most`")
def _(patch: Patch) -> None:
    original = AtMost.allowed
    patch.setattr(AtMost, "allowed", lambda self, of: original(self, of) or 0)


def _possibly(patch: Patch, change: Callable[[Any, Any, Any], Any]) -> None:
    """What an `at_most` counts is changed: ``change`` gets its step, the pattern with its values, and the facts."""
    original = justify.few

    def few(store: Any, step: Any, resolved: Any) -> bool:
        found = change(step, resolved, store.all_possible(step.match.type, resolved))
        return original(_With(store, all_possible=lambda *_: found), step, resolved)

    everywhere(patch, original, few)


@mutant("unknown facts do not count in an `at_most`")
def _(patch: Patch) -> None:
    _possibly(patch, lambda step, resolved, found: [item for item in found if item.fact.holds is True])


@mutant("facts that might match do not count in an `at_most`")
def _(patch: Patch) -> None:
    original = matching.matches
    _possibly(patch, lambda step, resolved, found: [item for item in found if original(resolved, item.attributes)])


@mutant("facts that lack the attribute do not count in an `at_most` of different values")
def _(patch: Patch) -> None:
    _possibly(patch, lambda step, resolved, found: [i for i in found if step.distinct is None or step.distinct in i.attributes])


@mutant("facts that lack the attribute count once in an `at_most` of different values")
def _(patch: Patch) -> None:
    def once(step: Any, resolved: Any, found: Any) -> Any:
        lacking = [item for item in found if step.distinct and step.distinct not in item.attributes]
        return [item for item in found if item not in lacking[1:]]

    _possibly(patch, once)


@mutant("an `at_most` counts facts where it asks for different values")
def _(patch: Patch) -> None:
    original = justify.few
    everywhere(patch, original, lambda store, step, resolved: original(store, evolve(step, distinct=None), resolved))


@mutant("an `at_most` needs no closed record")
def _(patch: Patch) -> None:
    original = justify.few

    def few(store: Any, step: Any, resolved: Any) -> bool:
        return original(_With(store, closures={step.match.type: [({}, None, None)]}), step, resolved)

    everywhere(patch, original, few)


@mutant("an `at_most` is told as a `no`")
def _(patch: Patch) -> None:
    original = justify._Grounds._known_absent
    patch.setattr(justify._Grounds, "_known_absent", lambda self, step, resolved: original(self, AbsentStep(step.match), resolved))


@mutant("an `at_most` of different values is told as one of facts")
def _(patch: Patch) -> None:
    original = justify._Grounds._known_absent

    def known(self: Any, step: Any, resolved: Any) -> Any:
        return original(self, evolve(step, distinct=None) if isinstance(step, AtMost) else step, resolved)

    patch.setattr(justify._Grounds, "_known_absent", known)


@mutant("of what is absent there is one entry for a pattern, whatever its number")
def _(patch: Patch) -> None:
    original = justify._Grounds._known_absent

    def known(self: Any, step: Any, resolved: Any) -> Any:
        before = dict(self.absent)
        leaf = original(self, step, resolved)
        self.absent.clear()
        self.absent.update({key: one for key, one in before.items() if key[:2] != leaf.key[:2]} | {leaf.key: leaf})
        return leaf

    patch.setattr(justify._Grounds, "_known_absent", known)


@mutant("the years of a `within` are all the last one")
def _(patch: Patch) -> None:
    patch.setattr(matching, "_earlier", lambda bound, lookup: lookup(bound.whole))


@mutant("the latest value of a parameter counts")
def _(patch: Patch) -> None:
    original = Pack.on
    patch.setattr(Pack, "on", lambda self, day: original(self, date.max))


@mutant("a value of a parameter counts from the day after")
def _(patch: Patch) -> None:
    original = Parameter.on
    patch.setattr(Parameter, "on", lambda self, day: original(self, max(day, date(1, 1, 2)) - timedelta(1)))


@mutant("the last value of a parameter in its file counts")
def _(patch: Patch) -> None:
    original = parameters._put_in
    patch.setattr(
        parameters, "_put_in", lambda written, since: original(written, tuple(p.values[-1].since for p in written.pack.parameters.values()))
    )


@mutant("parameters are told by their values")
def _(patch: Patch) -> None:
    original = parameters.in_texts
    patch.setattr(parameters, "in_texts", lambda text, values: original(text, {k: evolve(v, told=None) for k, v in values.items()}))
    patch.setattr(parameters, "_put_in", parameters._put_in.__wrapped__)


# ---- unless -------------------------------------------------------------------------------------------------------------------------


@mutant("`unless` is ignored")
def _(patch: Patch) -> None:
    planned(patch, lambda clause: evolve(clause, exceptions=()))


@mutant("`unless` does not see derived facts")
def _(patch: Patch) -> None:
    original = assessing.plan_of

    def plan_of(pack: Any) -> Plan:
        derived = {name for name, kind in pack.vocabulary.types.items() if kind.derived}
        plan = original(pack)
        change = [[evolve(c, exceptions=tuple(e for e in c.exceptions if e.type not in derived)) for c in s] for s in plan.strata]
        return evolve(plan, strata=tuple(map(tuple, change)))

    patch.setattr(assessing, "plan_of", plan_of)


@mutant("all patterns of `unless` must match")
def _(patch: Patch) -> None:
    original = rules.ClauseRule.firing

    def firing(self: Any, matched: Any, session: Any) -> Any:
        found = original(self, matched, session)
        if found is not None and self.all_exceptions:
            slots = dict(enumerate(found))
            if all(justify.holds(session.store, Exists(e), slots) for e in self.all_exceptions):
                return None
        return found

    init = rules.ClauseRule.__init__

    def without(self: Any, clause: Clause, names: Any) -> None:
        self.all_exceptions = clause.exceptions
        init(self, evolve(clause, exceptions=()), names)

    patch.setattr(rules.ClauseRule, "__init__", without)
    patch.setattr(rules.ClauseRule, "firing", firing)


# ---- derived facts and justifications -----------------------------------------------------------------------------------------------


@mutant("a derived fact keeps its first justification only")
def _(patch: Patch) -> None:
    original = justify.Justifier.derived
    patch.setattr(justify.Justifier, "derived", lambda self, item, ways: original(self, item, ways[:1]))


@mutant("derived facts are not merged")
def _(patch: Patch) -> None:
    patch.setattr(facts.Store, "derive", lambda self, fact_type, attributes: self._add(Fact(fact_type, attributes)))


@mutant("a derived fact without one of its attributes is not derived")
def _(patch: Patch) -> None:
    original = justify.derived_attributes

    def derived(head: Any, slots: Sequence[Any]) -> Any:
        found = original(head, slots)
        return {name: found.get(name, "?") for name, _ in head.attributes}

    everywhere(patch, original, derived)


@mutant("a condition without alias rests on its first match only")
def _(patch: Patch) -> None:
    original = justify.Justifier._grounds

    def grounds(self: Any, clause: Clause, firing: Any) -> Any:
        store = self._store
        matching_all = store.matching
        patched = lambda t, r: matching_all(t, r)[:1]  # noqa: E731
        self._store = _With(store, matching=patched)
        try:
            return original(self, clause, firing)
        finally:
            self._store = store

    patch.setattr(justify.Justifier, "_grounds", grounds)


class _With:
    """An object with one method replaced."""

    def __init__(self, of: Any, **methods: Any) -> None:
        self._of = of
        self.__dict__.update(methods)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of, name)


@mutant("the leaves of derived facts are left out")
def _(patch: Patch) -> None:
    patch.setattr(justify.Justifier, "derived", lambda self, item, ways: None)


@mutant("what is absent below a derived fact is left out")
def _(patch: Patch) -> None:
    original = justify.Justifier.derived

    def derived(self: Any, item: Any, ways: Any) -> None:
        original(self, item, ways)
        item.absent.clear()

    patch.setattr(justify.Justifier, "derived", derived)


# ---- judging ------------------------------------------------------------------------------------------------------------------------


@mutant("findings with equal leaves are merged")
def _(patch: Patch) -> None:
    original = assessing.judge

    def merged(pack: Any, findings: Any, lang: str) -> Any:
        found = sorted(findings, key=lambda f: as_json(dict(f.bindings)))
        return original(pack, {(f.rule, f.facts, as_json([a.to_dict() for a in f.absent])): f for f in found}.values(), lang)

    patch.setattr(assessing, "judge", merged)


@mutant("a safeguard may be violated")
def _(patch: Patch) -> None:
    original = judge.element_status
    patch.setattr(judge, "element_status", lambda statuses: original([(r, s) for r, s in statuses if r != "safeguard"]))


@mutant("an informative criterion counts")
def _(patch: Patch) -> None:
    original = judge.element_status
    patch.setattr(judge, "element_status", lambda statuses: original([("safeguard" if r == "informative" else r, s) for r, s in statuses]))


@mutant("a contested criterion counts as violated")
def _(patch: Patch) -> None:
    original = judge.criterion_status

    def status(polarities: Any) -> str:
        return "violated" if (found := original(polarities)) == "contested" else found

    patch.setattr(judge, "criterion_status", status)


@mutant("unknown facts hold")
def _(patch: Patch) -> None:
    original = facts.Store.__init__

    def init(self: Any, case: Any, negated: Any) -> None:
        kept = [Fact(f.type, f.attributes, id=f.id) if f.holds == "unknown" else f for f in case.facts]
        original(self, evolve(case, facts=kept), negated)

    patch.setattr(facts.Store, "__init__", init)


@mutant("a fact that lacks what a denial states is in conflict with it")
def _(patch: Patch) -> None:
    original = matching.falls_into

    def falls_into(attributes: Mapping[str, Any], denial: Mapping[str, Any]) -> bool:
        return original(attributes, {name: stated for name, stated in denial.items() if name in attributes})

    everywhere(patch, original, falls_into)


@mutant("a fact that states more than a denial is not in conflict with it")
def _(patch: Patch) -> None:
    original = matching.falls_into
    everywhere(patch, original, lambda attributes, denial: original(attributes, denial) and set(attributes) <= set(denial))


@mutant("the first year has a previous one")
def _(patch: Patch) -> None:
    original = facts.structural_facts

    def structural(case: Any) -> Any:
        for fact in original(case):
            yield fact.with_attributes({**fact.attributes, "previous": fact.attributes["value"] - 1}) if fact.type == "year" else fact

    everywhere(patch, original, structural)


@mutant("a year that the review covers in part counts as full")
def _(patch: Patch) -> None:
    original = facts.structural_facts

    def structural(case: Any) -> Any:
        for fact in original(case):
            yield fact.with_attributes({**fact.attributes, "full": True}) if fact.type == "year" else fact

    everywhere(patch, original, structural)


@mutant("partners and fields are told by their ids")
def _(patch: Patch) -> None:
    original = justify.Justifier.__init__

    def init(self: Any, case: Any, store: Any) -> None:
        original(self, case, store)
        self._names = {}

    patch.setattr(justify.Justifier, "__init__", init)


@mutant("findings are sorted by the names of rules")
def _(patch: Patch) -> None:
    original = judge._sort_key
    patch.setattr(judge, "_sort_key", lambda f, order: (f.rule, original(f, order)))


@mutant("absent patterns are told in the order of their conditions")
def _(patch: Patch) -> None:
    original = justify.Justifier.finding

    def finding(self: Any, clause: Clause, firing: Any) -> Any:
        found = original(self, clause, firing)
        return evolve(found, absent=tuple(self._grounds(clause, firing).absent.values()))

    patch.setattr(justify.Justifier, "finding", finding)


@mutant("all rules run at once")
def _(patch: Patch) -> None:
    original = assessing.plan_of

    def plan_of(pack: Any) -> Plan:
        plan = original(pack)
        return evolve(plan, strata=(tuple(plan.clauses()),))

    patch.setattr(assessing, "plan_of", plan_of)


@mutant("what is denied blocks a `no`")
def _(patch: Patch) -> None:
    original = facts.Store.__init__

    def init(self: Any, case: Any, negated: Any) -> None:
        original(self, case, negated)
        for fact in case.facts:
            if fact.holds is False and not any(isinstance(v, Range) for v in fact.attributes.values()):
                self.possible.setdefault(fact.type, []).append(facts.Item(10**6, fact))

    patch.setattr(facts.Store, "__init__", init)


@mutant("advice is given for what is contested too")
def _(patch: Patch) -> None:
    original = judge.recommend

    def recommend(pack: Any, judgements: Any) -> Any:
        return original(pack, [evolve(j, status="not_met") if j.status == "contested" else j for j in judgements])

    everywhere(patch, original, recommend)


@mutant("advice that was given is given again")
def _(patch: Patch) -> None:
    original = judge.recommend

    def recommend(pack: Any, judgements: Any) -> Any:
        alone = [evolve(j, criteria=(evolve(c, findings=(f,)),)) for j in judgements for c in j.criteria for f in c.findings]
        return tuple(r for judgement in alone for r in original(pack, [judgement]))

    everywhere(patch, original, recommend)
    patch.setattr(Assessment, "advice", lambda self, lang=None: self.recommendations)


# ---- the proof ----------------------------------------------------------------------------------------------------------------------


def answer_of(pack: Any, case: Any) -> list[str]:
    """What the engine says in each language."""
    assessment = assess(case, pack=pack, engine="durable")
    return [as_json(comparable(assessment.to_dict(lang, questions=False))) for lang in pack.languages]


def first_caught(patch: Patch, change: Mutant, pairs: Sequence[tuple[Pair, list[str]]]) -> int | None:
    """At which pair a mutant is caught; None where it never is. One that raises is no mutant: it must be adapted to the engine."""
    with patch.context() as inner:
        inner.setattr(assessing, "_engines", OrderedDict())  # engines are kept per pack
        change(inner)
        return next((n for n, ((pack, case), meant) in enumerate(pairs, 1) if answer_of(pack, case) != meant), None)


def pairs_and_meanings(seed: str = "mutants") -> list[tuple[Pair, list[str]]]:
    """Pairs, and what the oracle says of each."""
    rng = Random(seed)
    pairs = [sound(*random_pair(rng)) for _ in range(PAIRS)]
    return [((pack, case), [as_json(meant_by(case, pack, lang)) for lang in pack.languages]) for pack, case in pairs]


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Pair, list[str]]]:
    """Generated once for all mutants."""
    return pairs_and_meanings()


@pytest.mark.parametrize("told", MUTANTS)
def test_a_wrong_engine_is_caught(told: str, pairs: list[tuple[Pair, list[str]]], monkeypatch: Patch) -> None:
    """Each wrong engine says something else than the oracle on one of 2,000 pairs."""
    assert first_caught(monkeypatch, MUTANTS[told], pairs) is not None


if __name__ == "__main__":
    given = pairs_and_meanings(*sys.argv[1:])
    for name, wrong in MUTANTS.items():
        sys.stdout.write(f"{first_caught(Patch(), wrong, given) or 'never':>6}  {name}\n")
        sys.stdout.flush()
