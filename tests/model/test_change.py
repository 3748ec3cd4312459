"""Changes of a case are made on a copy, in any order, and nothing else is touched."""

import json
from datetime import date
from itertools import permutations

import pytest

from ringrose import Case, Closure, Fact, Field, Partner, Range, assess
from ringrose.files import case_to_dict
from ringrose.model.change import Change, changed, naming
from ringrose.model.check_case import check_case
from tests.small import fact, rule
from tests.small import pack as small_pack

CASE = Case(
    "c",
    partners=[Partner("a")],
    review=(2018, 2019),
    fields=[Field("t-3")],
    complete=[Closure("t", {"kind": "x"}), Closure("t"), Closure("t", {"kind": "x"})],
    facts=[Fact("t", id="t-1"), Fact("t", {"kind": "x"}, id="mine"), Fact("u", {"of": "mine"}, id="u-1", holds=False)],
)


def test_each_change_does_what_it_says():
    """A fact is added, another denied, a record closed and another opened, a fact withdrawn; the rest stays, and the case too."""
    before = case_to_dict(CASE)
    other = changed(
        CASE,
        [
            Change("withdraw", id="u-1"),
            Change("add", "t", {"kind": "y"}),
            Change("deny", "u", {"year": Range(gte=2018)}),
            Change("close", "u"),
            Change("reopen", "t", {"kind": "x"}),
        ],
    )
    assert [(f.id, f.type, dict(f.attributes), f.holds) for f in other.facts] == [
        ("t-1", "t", {}, True),
        ("mine", "t", {"kind": "x"}, True),
        ("t-4", "t", {"kind": "y"}, True),
        ("u-2", "u", {"year": Range(gte=2018)}, False),
    ]
    assert [(c.type, dict(c.attributes)) for c in other.complete] == [("t", {}), ("u", {})]
    assert case_to_dict(CASE) == before
    assert (other.id, other.partners, other.fields, other.review) == (CASE.id, CASE.partners, CASE.fields, CASE.review)


def test_new_ids_are_free_ones():
    """A fact that is added gets the next id of its type that no fact, partner or field has, or the one that it names."""
    other = changed(CASE, [Change("add", "t", {"kind": "y"}), Change("add", "t", {"kind": "z"}), Change("add", "t", {"size": 1}, id="t-4")])
    assert [fact.id for fact in other.facts[3:]] == ["t-5", "t-6", "t-4"]


def test_the_order_of_changes_does_not_matter():
    """Changes in any order give the same case."""
    changes = [Change("add", "t", {"kind": "y"}), Change("add", "t"), Change("close", "u"), Change("withdraw", id="u-1")]
    assert len({json.dumps(case_to_dict(changed(CASE, some))) for some in permutations(changes)}) == 1


def test_what_is_not_there_cannot_go():
    """To withdraw or open what the case does not have changes nothing."""
    assert changed(CASE, [Change("withdraw", id="x"), Change("reopen", "u")]) == CASE
    assert changed(CASE, []) == CASE


def test_a_changed_case_is_not_checked_again():
    """What was checked for a pack stays so; what was not is checked when it is judged."""
    pack = small_pack(rule("r", fact("t", kind="y")))
    sound, _ = check_case(Case("c", partners=[Partner("a")], review=(2018, 2019)), pack)
    assert changed(sound, [Change("add", "t", {"kind": "y"})]).checked_for == sound.checked_for is not None
    assert assess(changed(sound, [Change("add", "t", {"kind": "y"})]), pack=pack)["e"].status == "not_met"
    assert changed(CASE, [Change("close", "t")]).checked_for is None


@pytest.mark.parametrize("values", [(1, "1"), (True, 1), ("a", "b"), (date(2018, 1, 1), "2018-01-01")])
def test_values_of_another_type_make_another_change(values):
    """Values that rules tell apart make different changes."""
    one, other = (Change("add", "t", {"v": value}) for value in values)
    assert one != other
    assert len({one, other}) == 2


def test_the_order_of_attributes_does_not_matter():
    """Two changes with the same attributes are one."""
    one, other = Change("add", "t", {"a": 1, "b": 2}), Change("add", "t", {"b": 2, "a": 1})
    assert (one, hash(one), one.to_dict()) == (other, hash(other), other.to_dict())


def test_json_of_each_change():
    """A change as JSON has its fact, and a withdrawal the id alone."""
    assert Change("withdraw", id="x").to_dict() == {"do": "withdraw", "id": "x"}
    told = Change("add", "t", {"day": date(2018, 5, 2)}, id="new").to_dict()
    assert told == {"do": "add", "fact": {"fact": "t", "id": "new", "day": "2018-05-02"}}
    told = Change("deny", "t", {"year": Range(gte=2018, lte=2019)}).to_dict()
    assert told == {"do": "deny", "fact": {"fact": "t", "year": {"gte": 2018, "lte": 2019}}}


def test_facts_and_records_that_name_a_fact():
    """What names one of some ids in an attribute that is made for it is found: facts first, then records."""
    case = Case("c", partners=[Partner("a")], review=(2018, 2019), facts=CASE.facts, complete=[Closure("u", {"of": "mine"}), Closure("t")])
    assert naming(case, {"u": frozenset({"of"})}, ["mine"]) == [CASE.facts[2], case.complete[0]]
    assert naming(case, {"u": frozenset({"of"})}, ["t-1"]) == []
    assert naming(case, {}, ["mine"]) == []
