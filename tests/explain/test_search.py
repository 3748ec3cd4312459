"""The search for repairs finds every minimal set: against trying all sets, with the library's idea of what matters and without it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import pytest
from attrs import evolve

import ringrose
from ringrose import Attribute, FactType
from ringrose.assessing import statuses_by
from ringrose.explain import moves
from ringrose.explain import search as searching
from ringrose.explain.goals import goal
from ringrose.explain.moves import Moves
from ringrose.explain.search import at_most_as_much, search
from ringrose.meaning.possible import Possible
from ringrose.model.assessment import STATUSES
from ringrose.model.case import Closure, Fact
from ringrose.model.change import Change, changed
from ringrose.model.check_case import check_case
from ringrose.model.pack import Share
from ringrose.model.values import Range
from ringrose.plan import plan_of
from tests.explain.brute import all_changes, minimal_sets
from tests.explain.changing import all_are_few, random_sound_pair
from tests.explain.raw import raw_changes
from tests.small import at_least, at_most, derives, every, fact, no, rule, satisfies, violates
from tests.small import case as small_case
from tests.small import pack as small_pack

SEEDS = 200
SIZES = ((14, 3), (34, 2), (90, 1))
"""Of at most so many changes, all sets of so many are tried."""

HANDMADE = {
    "a new fact is named by another": small_pack(rule("r", fact("t", "a"), fact("u", of="$a.id"), then=satisfies())),
    "another names a new fact": small_pack(rule("r", fact("u", "a", kind="x"), fact("t", id="$a.of"), then=satisfies())),
    "a fact gets an id when another names it": small_pack(
        rule("r", fact("t", kind="y"), fact("u", "a", kind="x"), fact("t", id="$a.of", kind="y"), then=satisfies())
    ),
    "one record is closed for two patterns": small_pack(rule("r", no("t", kind="x"), no("t", open=True), then=satisfies())),
    "a day and its year": small_pack(
        rule("r", fact("u", "a"), no("t", day="$a.year"), no("t", day="2018-03-01"), then=satisfies()), rule("s", fact("u", year=2018))
    ),
    "a fact that is not stated is wanted": small_pack(
        rule("r", no("t", kind={"exists": True}, size=1), then=satisfies()), rule("s", fact("t", kind="y"), fact("t", open=True))
    ),
    "a derived fact with what was not stated": small_pack(
        rule("d", fact("t", "a", kind="x"), then=derives("D", year="$a.year")),
        rule("r", fact("D", "d"), fact("year", value="$d.year"), then=satisfies()),
        rule("s", fact("D", year={"exists": False})),
    ),
    "a derived fact that another rule leaves vague": small_pack(
        rule("d", fact("t", "a"), then=derives("D", kind="$a.kind")),
        rule("e", fact("u"), then=derives("D")),
        rule("r", fact("D", "d"), fact("t", kind="$d.kind"), then=satisfies()),
    ),
    "one rule asks for more than another": small_pack(
        rule("r", fact("t", kind="x", size=1), then=satisfies()), rule("s", fact("t", kind="x"), then=satisfies())
    ),
    "every year": small_pack(rule("r", every("year", "y", fact("t", year="$y.value")), then=satisfies())),
}

KIND, YEAR = Attribute("one_of", values=("x", "y")), Attribute("year")
FEW = {
    "t": FactType({"kind": KIND, "year": YEAR}),
    "u": FactType({"kind": KIND, "year": YEAR}),
    "D": FactType({"kind": Attribute("one_of", values=("x", "y", "z")), "year": YEAR}, derived=True),
}
"""Fact types that can be told in few ways, so that all sets of several facts can be tried."""


def counting(*conditions, before=()):
    """A pack with a rule of these conditions, and others."""
    return small_pack(*before, rule("r", *conditions, then=satisfies()), types=FEW)


HAND_ON = rule("d", fact("t", "a"), then=derives("D", kind="$a.kind"))
COUNTING = {
    "two of a kind": counting(at_least(2, "t", kind="x")),
    "two kinds": counting(at_least(2, "t", "kind")),
    "two years of a kind": counting(at_least(2, "t", "year", kind="x")),
    "none at most": counting(at_most(0, "t", kind="x")),
    "one at most": counting(at_most(1, "t", kind="x")),
    "one kind at most": counting(at_most(1, "t", "kind")),
    "two, of one kind at most": counting(at_least(2, "t"), at_most(1, "t", "kind")),
    "two, of one kind at most in a year": counting(at_least(2, "t", "id"), at_most(1, "t", "kind", year=2018)),
    "two, none of a kind": counting(at_least(2, "t"), at_most(0, "t", kind="x")),
    "two and not three": counting(at_least(2, "t"), before=[rule("v", at_least(3, "t"))]),
    "two, which say more elsewhere": counting(at_least(2, "t", year=2018), fact("t", kind="y")),
    "shares": counting(at_least(Share(0.5, "partner"), "t", "kind"), at_most(Share("1/2", "partner"), "u")),
    "a share of nothing": counting(at_least(Share(0.5, "field"), "t"), before=[rule("v", at_most(Share(1, "field"), "t"))]),
    "two derived facts": counting(at_least(2, "D"), before=[HAND_ON]),
    "two derived facts of two kinds": counting(
        at_least(2, "D", "kind"), before=[rule("d", fact("t", "a"), then=derives("D", kind="$a.kind", year="$a.year"))]
    ),
    "two derived facts by two rules": counting(
        at_least(2, "D"), before=[HAND_ON, rule("e", fact("u", kind="x"), then=derives("D", kind="z"))]
    ),
    "two partners": counting(at_least(2, "partner"), fact("t")),
    "years in which something was": counting(fact("year", "y"), at_least(2, "t", year="$y.value")),
    "the years that end with one": counting(fact("year", "y"), no("t", year={"within": {"years": 2, "to": "$y.value"}})),
    "the years that end with that of another fact": counting(fact("u", "a"), fact("t", year={"within": {"years": 2, "to": "$a.year"}})),
    "few in the years that end with one": counting(
        fact("u", "a"),
        at_most(1, "t", year={"within": {"years": 2, "to": "$a.year"}}),
        no("t", year={"within": {"years": 3, "to": "$a.year"}}),
    ),
    "a year that another is within": counting(fact("t", "a"), fact("t", year={"within": {"years": 2, "to": "$a.year"}, "not": "$a.year"})),
}
RECORDED = {
    "nothing": (),
    "two in a closed record": (Closure("t"), Fact("t", {"kind": "x"}, id="a"), Fact("t", {"kind": "y", "year": 2018}, id="b")),
    "vague ones and a denial": (
        *(Fact("t", {"kind": "x"}, id=id) for id in "ab"),
        Fact("t", {}, id="c"),
        Fact("t", {"kind": "y"}, id="n", holds=False),
    ),
    "one that could not be told": (
        *(Closure("t", {"kind": "x"}), Closure("u")),
        *(Fact("t", {"kind": "x"}, id="a"), Fact("t", {"kind": "x"}, id="b", holds="unknown")),
    ),
}


def goals(pack, case):
    """Each status that an element of the case does not have, and whether a changed case has it."""
    statuses = statuses_by(pack)
    for element in pack.elements:
        for to in STATUSES:

            def reached(other: Any, id: str = element.id, to: str = to) -> bool:
                return statuses(other)[id] == to

            if not reached(case):
                yield goal(element, to), reached


def generated():
    """Pairs with all sets that are minimal, tried one by one."""
    for seed in range(SEEDS):
        pack, case = random_sound_pair(Random(f"search {seed}"))
        if sum(len(element.rules) for element in pack.elements) < 13 and all_are_few(Possible(plan_of(pack), case), 500):
            changes = all_changes(plan_of(pack), case)
            size = next((size for most, size in SIZES if len(changes) <= most), 0)
            for formula, reached in goals(pack, case) if size else ():
                yield seed, pack, case, formula, reached, size, set(minimal_sets(pack, case, changes, reached, size))


def handmade():
    """Small packs with an empty case, and all sets that are minimal."""
    for name, pack in HANDMADE.items():
        case = check_case(small_case(review=(2018, 2018), partners=["pa"], fields=[]), pack)[0]
        changes = all_changes(plan_of(pack), case)
        for formula, reached in goals(pack, case):
            yield name, pack, case, formula, reached, 2, set(minimal_sets(pack, case, changes, reached, 2))


def counted():
    """Small packs whose rules count, with cases that record little, and all sets that are minimal."""
    for name, pack in COUNTING.items():
        for recorded, told in RECORDED.items():
            facts, complete = [one for one in told if isinstance(one, Fact)], [one for one in told if isinstance(one, Closure)]
            given = small_case(*facts, review=(2018, 2018), partners=["pa", "pb"], fields=[], complete=complete)
            case = check_case(given, pack)[0]
            changes = all_changes(plan_of(pack), case)
            size = 3 if len(changes) < 20 else 2
            for formula, reached in goals(pack, case):
                yield f"{name}, {recorded}", pack, case, formula, reached, size, set(minimal_sets(pack, case, changes, reached, size))


@cache
def all_tried():
    """All that was tried, once for all tests; in the first that asks, so that nothing is measured where that test says so."""
    return [*handmade(), *counted(), *generated()]


def found(pack, case, formula, reached, size):
    """What the search says."""
    return search(plan_of(pack), case, formula, reached, size, 5000)


def test_no_set_is_missing_where_packs_were_made_by_hand():
    """The search finds exactly the sets that are minimal among all that could be tried of small packs."""
    for name, pack, case, formula, reached, size, minimal in handmade():
        answer = found(pack, case, formula, reached, size)
        assert (set(answer.sets), answer.complete_up_to) == (minimal, size), name


def goals_of_many():
    """Goals of packs that count, and of generated ones, with their cases."""
    for pack in COUNTING.values():
        for told in RECORDED.values():
            facts, complete = [one for one in told if isinstance(one, Fact)], [one for one in told if isinstance(one, Closure)]
            given = small_case(*facts, review=(2018, 2018), partners=["pa", "pb"], fields=[], complete=complete)
            case = check_case(given, pack)[0]
            for formula, reached in goals(pack, case):
                yield pack, case, formula, reached, 2
    for seed in range(60):
        pack, case = random_sound_pair(Random(f"search {seed}"))
        for formula, reached in goals(pack, case):
            yield pack, case, formula, reached, 1


def test_each_set_that_is_found_reaches_its_goal_and_no_part_of_it_does():
    """What the search finds is enough, and nothing of it can be spared."""
    sets = 0
    for pack, case, formula, reached, size in goals_of_many():
        for one in found(pack, case, formula, reached, size).sets:
            sets += 1
            assert reached(changed(case, one))
            assert not any(is_sound(pack, fewer) and reached(fewer) for change in one if (fewer := changed(case, one - {change})))
    assert sets > 100


@pytest.mark.no_cover  # all sets of hundreds of cases are tried: measuring takes four times as long, and other tests reach the same
def test_no_set_is_missing():
    """The search finds exactly the sets that are minimal among all that could be tried."""
    tried = all_tried()
    for name, pack, case, formula, reached, size, minimal in tried:
        answer = found(pack, case, formula, reached, size)
        assert (set(answer.sets), answer.complete_up_to) == (minimal, size), name
    sizes = [len(one) for *_, minimal in tried for one in minimal]
    assert min(sizes.count(n) for n in (1, 2, 3)) > 1
    assert {change.do for *_, minimal in tried for one in minimal for change in one} == {"add", "close", "reopen", "withdraw"}


@pytest.mark.no_cover  # as above
def test_values_that_nobody_thought_of():
    """Where some change with any value at all reaches a goal, the search finds a change that does."""
    reachable = 0
    for seed in range(SEEDS):
        pack, case = random_sound_pair(Random(f"search {seed}"))
        changes = raw_changes(pack, case, 400)
        for formula, reached in goals(pack, case) if changes else ():
            if any(reached(changed(case, [change])) and is_sound(pack, changed(case, [change])) for change in changes):
                reachable += 1
                assert found(pack, case, formula, reached, 1).sets, seed
    assert reachable > 20


def is_sound(pack, case):
    """Whether the library finds nothing wrong with a case."""
    object.__setattr__(case, "checked_for", None)
    return not [flaw for flaw in check_case(case, pack)[1] if not flaw.warning]


@pytest.mark.parametrize("patience", [1, 50])
def test_a_search_that_looked_at_a_part_of_the_facts_is_not_complete(patience):
    """Where a pattern could be met by more facts than are looked at, of no size it is said that all sets were found."""
    kind = FactType({f"a{n}": Attribute("one_of", values=[f"v{m}" for m in range(12)]) for n in range(6)})
    conditions = fact("t", "x"), fact("u", **{f"a{n}": f"$x.a{n}" for n in range(6)})
    pack = small_pack(rule("r", *conditions, then=satisfies()), types={"t": kind, "u": kind})
    case, plan, statuses = small_case(), plan_of(pack), statuses_by(pack)
    made = search(plan, case, goal(pack.element("e"), "met"), lambda other: statuses(other)["e"] == "met", 2, patience)
    assert made.complete_up_to == 0


def test_changes_that_are_not_allowed_are_not_made():
    """A search that may only close records finds what that reaches, and nothing else."""
    pack = small_pack(rule("r", fact("t"), then=satisfies()), rule("s", no("u"), then=satisfies()))
    case, plan, statuses = small_case(), plan_of(pack), statuses_by(pack)

    def reached(other):
        return statuses(other)["e"] == "met"

    both = search(plan, case, goal(pack.element("e"), "met"), reached, 1, 100)
    closing = search(plan, case, goal(pack.element("e"), "met"), reached, 1, 100, lambda change: change.do == "close")
    assert {change.do for one in both.sets for change in one} == {"add", "close"}
    assert [[change.do for change in one] for one in closing.sets] == [["close"]]
    recorded = check_case(small_case(Fact("t", {}, id="a")), pack)[0]
    leaving = [
        search(plan, recorded, goal(pack.element("e"), "undetermined"), lambda other: statuses(other)["e"] == "undetermined", 1, 100, may)
        for may in (lambda change: True, lambda change: change.do == "add")
    ]
    assert [[change.do for one in made.sets for change in one] for made in leaving] == [["withdraw"], []]


def test_less_and_more():
    """A set asks for less when each of its changes is matched by another one that says the same or more."""
    vague, exact = Change("add", "t", {"kind": "x"}), Change("add", "t", {"kind": "x", "size": 1})
    named = Change("add", "t", {"kind": "x"}, id="new-t")
    narrow, wide = Change("close", "t", {"year": 2018}), Change("close", "t", {"year": Range(gte=2018, lte=2019)})
    closed = Change("close", "t")
    gone = Change("withdraw", id="x")
    less = {(a, b) for a in (vague, exact, named, narrow, wide, closed, gone) for b in (vague, exact, named, narrow, wide, closed, gone)}
    pairs = {(a, b) for a, b in less if at_most_as_much(frozenset({a}), frozenset({b}))}
    assert pairs - {(a, a) for a, _ in less} == {(vague, exact), (vague, named), (narrow, wide), (narrow, closed), (wide, closed)}
    assert at_most_as_much(frozenset({vague}), frozenset({exact, gone}))
    assert not at_most_as_much(frozenset({vague, named}), frozenset({exact, gone}))
    assert at_most_as_much(frozenset({vague, exact}), frozenset({exact, named}))


def test_the_search_is_the_same_each_time():
    """Two searches that end early find the same."""
    pack, case = random_sound_pair(Random("search 0"))
    for formula, reached in goals(pack, case):
        for patience in (2, 5, 9):
            one, other = (search(plan_of(pack), case, formula, reached, 3, patience) for _ in range(2))
            assert one == other


# -- broken searches ------------------------------------------------------------------------------------------------------------------

Patch = pytest.MonkeyPatch
NONE: frozenset[Any] = frozenset()


def without(name: str) -> Callable[[Patch], None]:
    """A search that lacks the steps of one method."""
    return lambda patch: patch.setattr(Moves, name, lambda *given, **more: NONE)


def exceptions_hold(patch: Patch) -> None:
    """An exception in force is not got rid of."""
    patch.setattr(moves, "exceptions_in_force", lambda *given: iter(()))


def no_exceptions(patch: Patch) -> None:
    """No exception is made to apply."""
    original = Moves._break

    def broken(self: Any, clause: Any, firing: Any) -> Any:
        return original(self, evolve(clause, exceptions=()), firing)

    patch.setattr(Moves, "_break", broken)


def nothing_is_named(patch: Patch) -> None:
    """A fact that another names is not recorded with it."""
    patch.setattr(moves, "_naming", lambda *given: NONE)


def records_stay(patch: Patch) -> None:
    """No record is opened."""
    original = Moves._with
    patch.setattr(Moves, "_with", lambda self, change, **more: NONE if change.do == "reopen" else original(self, change, **more))


def facts_stay(patch: Patch) -> None:
    """Nothing is withdrawn."""
    original = Moves._with
    patch.setattr(Moves, "_with", lambda self, change, **more: NONE if change.do == "withdraw" else original(self, change, **more))


def added_facts_stay(patch: Patch) -> None:
    """An added fact never says more than at first."""
    original = Moves._instead
    patch.setattr(Moves, "_instead", lambda self, old, new: NONE if old.do == "add" else original(self, old, new))


def closed_records_stay(patch: Patch) -> None:
    """A record that was closed is never closed for more."""
    original = Moves._instead
    patch.setattr(Moves, "_instead", lambda self, old, new: NONE if old.do == "close" else original(self, old, new))


def one_rule_is_enough(patch: Patch) -> None:
    """Of several rules or conditions only one is looked at."""
    patch.setattr(moves, "_union", lambda parts: next((part for part in parts if part), NONE))


def unsound_cases(patch: Patch) -> None:
    """A fact is withdrawn from under those that name it."""
    patch.setattr(searching, "problems_of", lambda *given: None)


def derived_facts_are_not_made(patch: Patch) -> None:
    """A rule that derives what another needs is never made to fire."""
    patch.setattr(moves, "deriving", lambda clause, resolved: None)


def derived_facts_stay(patch: Patch) -> None:
    """A derived fact cannot be got rid of."""
    original = Moves._gone
    patch.setattr(Moves, "_gone", lambda self, item: NONE if item.fact.id is None else original(self, item))


def vague_sets_are_not_less(patch: Patch) -> None:
    """A set counts as minimal though another one with vaguer facts does."""
    patch.setattr(searching, "at_most_as_much", lambda less, more: less <= more)


def all_sets_are_minimal(patch: Patch) -> None:
    """A set counts as minimal though a part of it does."""
    patch.setattr(searching, "at_most_as_much", lambda less, more: False)


def only_what_matches(patch: Patch) -> None:
    """Only a fact that matches is in the way of a `no`, not one that could."""
    patch.setattr(moves, "could_match", moves.matches)


def no_fact_is_added_twice(patch: Patch) -> None:
    """Equal facts are not recorded several times."""
    original = Moves._with
    patch.setattr(Moves, "_with", lambda self, change, **more: original(self, change))


def one_of_those_that_count_must_go(patch: Patch) -> None:
    """Of facts that count, all but one may stay."""
    patch.setattr(moves, "limit", lambda store, step: 1)


def each_fact_counts(patch: Patch) -> None:
    """Different values are not told apart from different facts."""
    patch.setattr(moves, "counted_by", lambda step: None)


def years_are_closed_one_by_one(patch: Patch) -> None:
    """A record that is closed for more years is not seen to hold for fewer."""
    patch.setattr(moves, "_holds_too", lambda stated, value: stated == value)


MUTANTS = {
    name: without(name)
    for name in (
        *("_make", "_make_step", "_record", "_make_closed", "_state", "_break_absent", "_break_item", "_restated", "_gone"),
        *("_make_more", "_make_fewer", "_derive_another", "_valued"),
    )
} | {
    change.__doc__ or "": change
    for change in (
        exceptions_hold,
        no_exceptions,
        nothing_is_named,
        records_stay,
        facts_stay,
        added_facts_stay,
        closed_records_stay,
        one_rule_is_enough,
        unsound_cases,
        derived_facts_are_not_made,
        derived_facts_stay,
        vague_sets_are_not_less,
        all_sets_are_minimal,
        only_what_matches,
        no_fact_is_added_twice,
        one_of_those_that_count_must_go,
        each_fact_counts,
        years_are_closed_one_by_one,
    )
}


@pytest.mark.no_cover  # a mutant shows nothing about what is covered
@pytest.mark.parametrize("told", MUTANTS)
def test_a_broken_search_is_caught(told, monkeypatch):
    """Each search with one step broken misses a set, or has one that is none."""
    tried = all_tried()
    MUTANTS[told](monkeypatch)
    assert any(set(found(pack, case, formula, reached, size).sets) != minimal for _, pack, case, formula, reached, size, minimal in tried)


@pytest.mark.parametrize(
    ("then", "stated", "status", "finished"),
    [(satisfies(), True, "met", (8, 0)), (satisfies(), False, "undetermined", (0, 8)), (violates(), True, "not_met", (0, 8))],
    ids=["met", "undetermined", "not_met"],
)
def test_a_long_chain_of_derived_facts_is_given_up_honestly(then, stated, status, finished):
    """Where hundreds of derived facts rest on one another no size is finished, and the report says so; nothing breaks."""
    length = 400
    types = {"t": FactType({})} | {f"D{n}": FactType({}, derived=True) for n in range(length)}
    chain = [rule("d0", fact("t"), then=derives("D0"))]
    chain += [rule(f"d{n}", fact(f"D{n - 1}"), then=derives(f"D{n}")) for n in range(1, length)]
    pack = small_pack(*chain, rule("r", fact(f"D{length - 1}"), then=then), types=types)
    given = small_case(*([Fact("t", {}, id="first")] if stated else []))
    ways, losses = ringrose.repair(given, "e", pack=pack), ringrose.threats(given, "e", pack=pack)
    assert (ways.status, losses.status, ways.sets, losses.sets) == (status, status, (), ())
    assert (ways.complete_up_to, losses.complete_up_to) == finished
    (element,) = ringrose.report(given, pack=pack).elements
    assert (element.told.status, element.ways, len(element.reach)) == (status, (), 1)
    assert element.reach[0].text == "Not all ways were tried: there are too many."
