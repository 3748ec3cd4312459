"""The search for repairs finds every minimal set: against trying all sets, with the library's idea of what matters and without it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from attrs import evolve

from ringrose.assessing import statuses_by
from ringrose.explain import moves
from ringrose.explain import search as searching
from ringrose.explain.goals import goal
from ringrose.explain.moves import Moves
from ringrose.explain.search import at_most_as_much, search
from ringrose.model.assessment import STATUSES
from ringrose.model.change import Change, changed
from ringrose.model.check_case import check_case
from ringrose.model.values import Range
from ringrose.plan import plan_of
from tests.explain.brute import all_changes, minimal_sets
from tests.explain.changing import random_sound_pair
from tests.explain.raw import raw_changes
from tests.small import case as small_case
from tests.small import derives, every, fact, no, rule, satisfies
from tests.small import pack as small_pack

SEEDS = 300
SIZES = ((14, 3), (34, 2), (90, 1))
"""Of at most so many changes, all sets of so many are tried."""

HANDMADE = {
    "a new fact is named by another": small_pack(rule("r", fact("t", "a"), fact("u", of="$a.id"), then=satisfies())),
    "another names a new fact": small_pack(rule("r", fact("u", "a", kind="x"), fact("t", id="$a.of"), then=satisfies())),
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
    "one rule asks for more than another": small_pack(
        rule("r", fact("t", kind="x", size=1), then=satisfies()), rule("s", fact("t", kind="x"), then=satisfies())
    ),
    "every year": small_pack(rule("r", every("year", "y", fact("t", year="$y.value")), then=satisfies())),
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
        if sum(len(element.rules) for element in pack.elements) < 13:
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


@pytest.fixture(scope="module")
def tried():
    """All that was tried, once for all tests."""
    return [*handmade(), *generated()]


def found(pack, case, formula, reached, size):
    """What the search says."""
    return search(plan_of(pack), case, formula, reached, size, 5000)


def test_no_set_is_missing(tried):
    """The search finds exactly the sets that are minimal among all that could be tried."""
    for name, pack, case, formula, reached, size, minimal in tried:
        answer = found(pack, case, formula, reached, size)
        assert (set(answer.sets), answer.complete_up_to) == (minimal, size), name
    sizes = [len(one) for *_, minimal in tried for one in minimal]
    assert min(sizes.count(n) for n in (1, 2, 3)) > 1
    assert {change.do for *_, minimal in tried for one in minimal for change in one} == {"add", "close", "reopen", "withdraw"}


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
    assert reachable > 30


def is_sound(pack, case):
    """Whether the library finds nothing wrong with a case."""
    object.__setattr__(case, "checked_for", None)
    return not [flaw for flaw in check_case(case, pack)[1] if not flaw.warning]


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
    patch.setattr(Moves, "_with", lambda self, change: NONE if change.do == "reopen" else original(self, change))


def facts_stay(patch: Patch) -> None:
    """Nothing is withdrawn."""
    original = Moves._with
    patch.setattr(Moves, "_with", lambda self, change: NONE if change.do == "withdraw" else original(self, change))


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


MUTANTS = {
    name: without(name)
    for name in ("_make", "_make_step", "_record", "_make_closed", "_state", "_break_absent", "_break_item", "_restated", "_gone")
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
    )
}


@pytest.mark.parametrize("told", MUTANTS)
def test_a_broken_search_is_caught(told, tried, monkeypatch):
    """Each search with one step broken misses a set, or has one that is none."""
    MUTANTS[told](monkeypatch)
    assert any(set(found(pack, case, formula, reached, size).sets) != minimal for _, pack, case, formula, reached, size, minimal in tried)
