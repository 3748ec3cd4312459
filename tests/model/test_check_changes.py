"""The check of changes against the case that they change."""

from datetime import date
from random import Random

import pytest
from attrs import evolve

from ringrose import Closure, Fact, load_pack
from ringrose.model.case import Case, Field, Partner
from ringrose.model.change import Change, changed
from ringrose.model.check_case import check_case
from ringrose.model.check_changes import check_changes, reopens
from ringrose.model.pack import Attribute, FactType, Vocabulary
from ringrose.model.values import Range
from tests.explain.changing import random_changes, random_sound_pair

CASE = Case(
    "two",
    partners=[Partner("a"), Partner("b")],
    fields=[Field("health")],
    review=(2016, 2018),
    complete=[Closure("monitoring", id="all-monitoring"), Closure("activity", year=Range(gte=2016, lte=2017))],
    facts=[
        Fact("activity", id="exchange", status="stopped"),
        Fact("obstacle", id="budget", kind="budget", of="exchange"),
        Fact("obstacle", id="staff", kind="staff", of="budget"),
        Fact("benefit", id="none", to="b", holds=False),
    ],
)


@pytest.fixture(scope="module")
def pack():
    """The pack of these tests."""
    return load_pack("ringrose")


@pytest.fixture
def check(pack):
    """Check changes of the case, and give the typed changes and what is told of them."""
    case, flaws = check_case(CASE, pack)
    assert not flaws

    def run(*changes):
        typed, flaws = check_changes(case, changes, pack)
        return typed, [(flaw.path, flaw.what) for flaw in flaws]

    return run


def test_values_are_read_by_the_types_of_attributes(check):
    """The changes that come back are in the order given and have typed values."""
    changes = [
        Change("close", "visit", {"year": {"gte": 2016}}),
        Change("withdraw", id="none"),
        Change("add", "agreement", {"signed": "2016-11-25"}),
        Change("reopen", "activity", {"year": {"gte": 2016.0, "lte": 2017}}),
        Change("deny", "visit", {"year": 2018.0}),
    ]
    typed, flaws = check(*changes)
    assert flaws == []
    assert typed == [
        Change("close", "visit", {"year": Range(gte=2016)}),
        Change("withdraw", id="none"),
        Change("add", "agreement", {"signed": date(2016, 11, 25)}),
        Change("reopen", "activity", {"year": Range(gte=2016, lte=2017)}),
        Change("deny", "visit", {"year": 2018}),
    ]


def test_all_that_is_wrong_is_told_with_its_change(check):
    """Every flaw is told at once, and its path begins with the position of its change."""
    _, flaws = check(
        Change("add", "monitoring", {"by": "c"}),
        Change("deny", "vist"),
        Change("add", "benefit", {"to": "a", "year": Range(gte=2016)}),
        Change("close", "year"),
        Change("deny", "monitoring"),
    )
    assert flaws == [
        ((0, "by"), "There is no partner `c` in this case"),
        ((0,), "A fact of type `monitoring` needs `year`"),
        ((1, "fact"), "There is no fact type `vist`"),
        ((2, "year"), "A range cannot stand here"),
        ((3, "fact"), "`year` cannot be recorded as a fact"),
    ]


def test_a_new_fact_is_not_told_to_be_unknown_instead(pack):
    """A change cannot say `holds: unknown`, so no hint asks for it."""
    _, (flaw,) = check_changes(CASE, [Change("add", "monitoring")], pack)
    assert flaw.hint == "Add `year`"


def test_a_new_fact_may_name_another_new_one(check):
    """A fact that is added can be named by another that is added, whichever comes first."""
    changes = [Change("add", "obstacle", {"of": "new"}), Change("add", "activity", id="new")]
    assert check(*changes) == (changes, [])


def test_an_id_that_is_taken_is_told(check):
    """A new fact may not have the id of anything in the case, nor of another new fact."""
    taken = ("a", "health", "exchange", "all-monitoring", "year-2017", "fresh", "fresh")
    _, flaws = check(*(Change("add", "visit", {"by": "a", "year": 2010 + n}, id=id) for n, id in enumerate(taken)))
    assert flaws == [
        ((0, "id"), "The id `a` already names a partner"),
        ((1, "id"), "The id `health` already names an agreed field"),
        ((2, "id"), "The id `exchange` already names a fact of the case"),
        ((3, "id"), "The id `all-monitoring` already names a complete record"),
        ((4, "id"), "The id `year-2017` names a year of the review"),
        ((6, "id"), "The id `fresh` already names another new fact"),
    ]


def test_an_id_must_be_one(check):
    """What cannot be an id is refused as in a case file."""
    _, flaws = check(Change("add", "visit", id="two words"))
    assert [path for path, _ in flaws] == [(0, "id")]


@pytest.mark.parametrize(
    ("id", "what", "hint"),
    [
        ("exchang", "There is no fact `exchang` in this case", "Did you mean `exchange`?"),
        ("xyz", "There is no fact `xyz` in this case", "Known are `budget`, `exchange`, `none` and `staff`."),
        ("a", "`a` is a partner, and no fact that can be dropped", ""),
        ("health", "`health` is an agreed field, and no fact that can be dropped", ""),
        ("all-monitoring", "`all-monitoring` is a complete record, and no fact", "Take it back by reopening it"),
    ],
)
def test_what_is_no_fact_cannot_be_withdrawn(pack, id, what, hint):
    """An id that names no fact is told with the nearest that does, or with what it names."""
    _, (flaw,) = check_changes(CASE, [Change("withdraw", id=id)], pack)
    assert (flaw.path, flaw.what, flaw.hint) == ((0,), what, hint)


def test_a_fact_that_others_name_is_not_withdrawn_from_under_them(check):
    """A fact that others name can go only with all of them, and they are told, however far away they name it."""
    assert check(Change("withdraw", id="exchange"))[1] == [((0,), "The fact `exchange` is named by `budget` and `staff`")]
    assert check(Change("withdraw", id="exchange"), Change("withdraw", id="budget"))[1] == [((1,), "The fact `budget` is named by `staff`")]
    assert check(*(Change("withdraw", id=id) for id in ("exchange", "budget", "staff")))[1] == []


def test_a_fact_can_be_exchanged_for_one_of_its_name(check):
    """A fact that is withdrawn and added anew under its id stays named."""
    assert check(Change("withdraw", id="exchange"), Change("add", "activity", {"status": "completed"}, id="exchange"))[1] == []


def test_a_record_that_names_a_fact_holds_it(pack):
    """A fact that a complete record names can go only when the record is reopened."""
    case = evolve(CASE, complete=[Closure("obstacle", of="staff")])
    _, flaws = check_changes(case, [Change("withdraw", id="staff")], pack)
    assert [(flaw.what, flaw.hint) for flaw in flaws] == [
        ("The fact `staff` is named by the complete record `obstacle of=staff`", "Reopen this too")
    ]
    assert check_changes(case, [Change("withdraw", id="staff"), Change("reopen", "obstacle", {"of": "staff"})], pack)[1] == []


def test_a_record_that_is_not_declared_complete_cannot_be_reopened(pack):
    """What no complete entry of the case states is told with those that there are."""
    _, (flaw,) = check_changes(CASE, [Change("reopen", "activity")], pack)
    assert flaw.what == "The case does not declare the record `activity` complete"
    assert flaw.hint == "Known are `monitoring` and `activity year=2016..2017`."
    _, (flaw,) = check_changes(evolve(CASE, complete=()), [Change("reopen", "activity")], pack)
    assert flaw.hint == "It declares no record complete."


def test_a_change_that_cannot_be_read_is_not_looked_for(check):
    """Of a change that reopens only what is wrong with its values is told, if anything is."""
    assert check(Change("reopen", "activity", {"field": "helth"}))[1] == [((0, "field"), "There is no field `helth` in this case")]


def test_values_that_python_holds_for_equal_are_not():
    """A record that states `true` is not reopened by a change that states 1."""
    record = Closure("t", open=True)
    assert reopens(Change("reopen", "t", {"open": True}), record)
    assert not reopens(Change("reopen", "t", {"open": 1}), record)
    assert not reopens(Change("reopen", "u", {"open": True}), record)


def test_very_many_flaws_are_not_all_told(pack):
    """The check of a changed case ends after very many flaws, and the changes still come back."""
    changes = [Change("add", "vist", {"year": n}) for n in range(1, 2500)]
    typed, flaws = check_changes(CASE, changes, pack)
    assert typed == changes
    assert 1000 <= len(flaws) < 1100


@pytest.mark.parametrize("seed", range(150))
def test_changes_in_which_nothing_is_wrong_make_a_sound_case(seed):
    """A case made by changes that pass the check passes the check of cases."""
    rng = Random(f"sound {seed}")
    pack, case = random_sound_pair(rng)
    made = changed(case, random_changes(rng, pack, case))
    checked, flaws = check_case(evolve(made), pack)
    assert flaws == []
    assert checked.facts == made.facts


def test_generated_changes_are_of_every_kind():
    """The property above looks at all kinds of changes."""
    kinds = set()
    for seed in range(60):
        rng = Random(f"sound {seed}")
        kinds |= {change.do for change in random_changes(rng, *random_sound_pair(rng))}
    assert kinds == {"add", "deny", "close", "reopen", "withdraw"}


def test_a_fact_type_without_attributes_can_be_changed(pack):
    """A pack whose fact type has no attributes takes changes of it."""
    bare = evolve(pack, vocabulary=Vocabulary({**pack.vocabulary.types, "bare": FactType({"to": Attribute("partner")})}))
    assert check_changes(CASE, [Change("close", "bare")], bare)[1] == []
