"""A case without some of what it states."""

from random import Random

from ringrose import Closure, Fact, Range
from ringrose.model.check_case import check_case
from ringrose.model.without import Lost, Reducible, record_key, record_to_dict
from tests.small import case, fact, no, pack, rule

PACK = pack(rule("r", fact("t"), no("u")))


def test_what_is_left_needs_no_second_check():
    """A case that was reduced is still marked as checked, and stays so for no other pack than before."""
    sound = check_case(case(Fact("t", id="x"), Fact("u", id="y", of="x")), PACK)[0]
    reducible = Reducible(sound, PACK)
    left = reducible.left(reducible.losing(["x"]))
    assert (left.facts, left.checked_for) == ((), PACK.digest)


def test_all_that_names_a_lost_fact_goes_with_it():
    """Facts and entries that name a lost fact go, and what names those; facts that name each other are lost once."""
    facts = [Fact("t", id="a", of="b"), Fact("t", id="b", of="a"), Fact("u", id="c", of="b", holds=False), Fact("u", id="d", of="d")]
    lost = Reducible(case(*facts, complete=["t", Closure("u", of="c"), Closure("u", of="d")]), PACK).losing(["a"], [0])
    assert lost == Lost(frozenset("abc"), frozenset([0, 1]))
    assert (lost.facts_with, lost.records_with) == (frozenset("bc"), frozenset([1]))


def test_a_text_that_looks_like_an_id_names_nothing():
    """Only attributes of type `fact` name facts: a text that equals an id does not."""
    lost = Reducible(case(Fact("t", id="a"), Fact("t", id="b", title="a")), PACK).losing(["a"])
    assert lost.facts == {"a"}


def test_a_year_that_is_gone_can_be_lost():
    """What names a year of the review goes when that year does; the year itself is no fact of the file."""
    lost = Reducible(case(Fact("t", id="a", of="year-2019")), PACK).losing(["year-2019"])
    assert (lost.facts, lost.facts_with) == ({"a"}, {"a"})


def test_an_entry_is_told_and_sorted_by_what_it_says():
    """An entry under `complete` is told by its type, attributes and id, and sorted by these and not by its place."""
    record = Closure("t", year=Range(gte=2017), by="pa", id="r", source="s")
    assert record_to_dict(record) == {"fact": "t", "where": {"by": "pa", "year": {"gte": 2017}}, "id": "r"}
    assert record_to_dict(Closure("t")) == {"fact": "t", "where": {}}
    records = [Closure("t", count=1), Closure("t", title="1"), Closure("t"), Closure("t", certainty="doubtful"), record]
    for rng in map(Random, range(20)):
        assert sorted(rng.sample(records, len(records)), key=record_key) == sorted(records, key=record_key)
