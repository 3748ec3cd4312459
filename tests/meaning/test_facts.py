"""The facts of one case as engines look at them."""

import random
from datetime import date

import pytest

from ringrose import Closure, Fact, FactNode, Partner
from ringrose.meaning.facts import Store
from ringrose.meaning.matching import could_match, matches
from ringrose.plan import Check, Literal
from tests.small import case

MANY = [Fact("t", id=f"t{n}", year=2010 + n % 4, title=f"{n % 3}") for n in range(12)]


def check(attribute, op, *values):
    """One resolved check."""
    return Check(attribute, op, tuple(map(Literal, values))), values


def ids(items):
    """The ids of items."""
    return [item.fact.id for item in items]


def test_facts_are_kept_by_type_and_sorted_by_id():
    """Whatever the order of the file, facts of a type come in the order of their ids, by code point."""
    facts = [Fact("t", id=id) for id in ("b", "a", "é", "Z", "10", "9", "\U0001f600", "\uff5e")]
    expected = ["10", "9", "Z", "a", "b", "é", "\uff5e", "\U0001f600"]
    rng = random.Random(1)
    for _ in range(5):
        store = Store(case(*rng.sample(facts, len(facts))), {"t"})
        assert ids(store.holding["t"]) == expected == ids(store.possible["t"])
        assert ids(store.items) == sorted([*expected, "pa", "pb", "fa", "fb", "year-2017", "year-2018", "year-2019"])


def test_items_are_numbered_by_their_place():
    """An item's number is its place among all items of the store."""
    store = Store(case(*MANY), ())
    assert [item.number for item in store.items] == list(range(len(store.items)))
    assert store.derive("D", {}).number == len(store.items) - 1


def test_structural_facts_hold():
    """Partners, fields and years are facts of the case."""
    store = Store(case(review=(date(2016, 11, 25), 2018), partners=[Partner("p", "Kota P", "ID"), Partner("q")]), ())
    assert [item.attributes for item in store.holding["partner"]] == [
        {"id": "p", "name": "Kota P", "country": "ID"},
        {"id": "q", "name": "q"},
    ]
    assert ids(store.holding["field"]) == ["fa", "fb"]
    assert [item.attributes for item in store.holding["year"]] == [
        {"id": "year-2016", "value": 2016, "nth": 0, "full": False},
        {"id": "year-2017", "value": 2017, "nth": 1, "previous": 2016, "full": True},
        {"id": "year-2018", "value": 2018, "nth": 2, "previous": 2017, "full": True},
    ]


def test_what_is_unknown_may_hold_and_does_not():
    """A fact that could not be told is among the possible ones only, and a denial is among neither."""
    store = Store(case(Fact("t", id="x"), Fact("t", id="y", holds="unknown"), Fact("t", id="z", holds=False)), {"t"})
    assert ids(store.holding["t"]) == ["x"]
    assert ids(store.possible["t"]) == ["x", "y"]


def test_what_may_hold_is_kept_only_for_types_that_some_rule_negates():
    """Of types that no clause asks to be absent, the store keeps what holds and no more."""
    store = Store(case(Fact("t", holds="unknown"), Fact("u")), {"u"})
    assert "t" not in store.possible
    assert "t" not in store.holding
    assert ids(store.possible["u"]) == ["u-1"]


def test_closures_are_denials_and_complete_records():
    """Each denial closes a record under its id, each entry under `complete` under its position."""
    store = Store(case(Fact("t", id="no", holds=False, year=2017), complete=["u", Closure("t", title="a")]), ())
    assert store.closures == {"t": [({"year": 2017}, "no", None), ({"title": "a"}, None, 1)], "u": [({}, None, 0)]}


def test_an_item_is_named_by_its_id_or_by_what_it_says():
    """A recorded fact is named by its id, a derived one by its type and attributes, dates as text."""
    store = Store(case(Fact("t", id="x")), ())
    assert store.holding["t"][0].name == "x"
    assert store.derive("D", {"year": 2017, "day": date(2017, 1, 1)}).name == {"fact": "D", "year": 2017, "day": "2017-01-01"}


def test_an_item_rests_on_itself():
    """The justification of a recorded fact is that fact."""
    (item,) = Store(case(Fact("t", id="x")), ()).holding["t"]
    assert (item.facts, item.absent) == ({"x"}, {})
    assert item.nodes == (FactNode(item.fact),)


def test_a_derived_fact_is_one_for_one_type_and_attributes():
    """Deriving the same again gives the same item; 1, "1" and true are not the same."""
    store = Store(case(), ())
    first = store.derive("D", {"a": 1, "b": 2})
    assert store.derive("D", {"b": 2, "a": 1}) is first
    assert store.derive("D", {"b": 2.0, "a": 1}) is first
    others = [store.derive("D", {"a": value, "b": 2}) for value in (True, "1", 2)] + [store.derive("D", {"a": 1}), store.derive("E", {})]
    assert len({id(item) for item in (first, *others)}) == 6
    assert (first.fact.id, first.facts, first.nodes) == (None, frozenset(), ())


def test_derived_facts_are_seen_when_they_are_published():
    """A derived fact holds once its stratum is published, once only, sorted by its attributes."""
    store = Store(case(), ())
    items = [store.derive("D", {"title": title}) for title in "tsrqponmlkjihgfedcba"]
    assert store.matching("D", ()) == []
    store.publish(set(items[2:]))
    assert "".join(i.fact.attributes["title"] for i in store.matching("D", ())) == "abcdefghijklmnopqr"
    store.publish(set(items))
    assert "".join(i.fact.attributes["title"] for i in store.matching("D", ())) == "abcdefghijklmnopqrst"


@pytest.mark.parametrize("count", [3, 12])
@pytest.mark.parametrize("asked", [2010, 2013, 1999, "0", "7"])
def test_an_index_changes_nothing(count, asked):
    """Few facts are looked through and many are found by an index; the answer is the same."""
    facts = [*MANY[:count], Fact("t", id="undated"), Fact("t", id="unknown", holds="unknown", year=2013, title="0")]
    store = Store(case(*facts), {"t"})
    resolved = (check("title", "not", "2"), check("year" if isinstance(asked, int) else "title", "is", asked))
    for _ in range(2):  # the second time the index is there
        assert store.matching("t", resolved) == [item for item in store.holding["t"] if matches(resolved, item.attributes)]
        assert store.any_matching("t", resolved) is any(matches(resolved, item.attributes) for item in store.holding["t"])
        assert store.any_possible("t", resolved) is any(could_match(resolved, item.attributes) for item in store.possible["t"])


def test_an_index_finds_what_lacks_the_attribute_where_that_could_match():
    """Among many facts, the one without a year could be of any year, and holds for none."""
    store = Store(case(*MANY, Fact("t", id="undated")), {"t"})
    resolved = (check("year", "is", 1999),)
    assert store.any_possible("t", resolved)
    assert not store.any_matching("t", resolved)


def test_an_index_finds_dates_by_their_year():
    """Among many facts, a date is found by its year and by itself, and a year by a date."""
    days = [Fact("t", id=f"t{n}", day=date(2010 + n, 5, 2)) for n in range(10)]
    store = Store(case(*days, *(Fact("u", id=f"u{n}", year=2010 + n) for n in range(10))), {"t"})
    assert ids(store.matching("t", (check("day", "is", 2013),))) == ["t3"]
    assert ids(store.matching("t", (check("day", "is", date(2013, 5, 2)),))) == ["t3"]
    assert ids(store.matching("t", (check("day", "is", date(2013, 5, 3)),))) == []
    assert ids(store.matching("u", (check("year", "is", date(2013, 5, 3)),))) == ["u3"]
    assert store.any_possible("t", (check("day", "is", 2013),))


def test_an_index_tells_apart_what_python_holds_for_equal():
    """Among many facts, true is not found by 1."""
    store = Store(case(*(Fact("t", id=f"t{n}", x=value) for n, value in enumerate([1, True, 0, False] * 3))), ())
    assert ids(store.matching("t", (check("x", "is", True),))) == ["t1", "t5", "t9"]
    assert ids(store.matching("t", (check("x", "is", 0),))) == ["t10", "t2", "t6"]


def test_many_facts_without_an_equality_are_looked_through():
    """A pattern without an equality asks every fact of the type, however many there are."""
    store = Store(case(*MANY), {"t"})
    assert len(store.matching("t", (check("year", "gte", 2012),))) == 6
    assert store.any_possible("t", (check("year", "gte", 2013),))


def test_a_type_without_facts_has_none():
    """Of a type that no fact has, none matches and none could."""
    store = Store(case(), {"t"})
    assert store.matching("t", ()) == []
    assert not store.any_matching("t", ())
    assert not store.any_possible("t", ())
