"""How a pattern meets a fact, and how a closure covers a pattern."""

from datetime import date

import pytest

from ringrose import FactCondition, Pattern, Range
from ringrose.meaning.matching import (
    could_match,
    covers,
    falls_into,
    key,
    matches,
    resolve,
    told_where,
    where_key,
    within,
    year_of,
)
from ringrose.plan import Bound, Check, Literal, Match, plan_of
from tests.small import fact, pack, rule

DAY = date(2018, 5, 2)


def pattern(type="t", **where):
    """The resolved checks of a pattern without references."""
    (clause,) = plan_of(pack(rule("r", FactCondition(Pattern(type, where))))).clauses()
    return resolve(clause.steps[0].match, {}.get)


def check(attribute, op, *values, of_days=False):
    """One resolved check."""
    return Check(attribute, op, tuple(map(Literal, values)), of_days), values


def test_years_that_are_taken_off_count_from_the_year_that_is_referred_to():
    """A reference to some years before one is the year less so many; to what is lacking there is no year before."""
    match = Match("t", (), (Check("year", "in", (Bound(0, "value", less=2), Bound(0, "value"))),))
    ((_, years),) = resolve(match, {Bound(0, "value"): 2018}.get)
    assert years == (2016, 2018)
    assert resolve(match, {}.get) is None


def test_a_year_before_the_first_has_no_days():
    """All days of a year that no calendar has lie in whatever is closed, for there are none."""
    span = (check("day", "in", 1, 0, of_days=True),)
    assert covers({"day": Range(gte=date(1, 1, 1), lte=date(1, 12, 31))}, span)
    assert not covers({"day": Range(gte=date(1, 2, 1))}, span)


# -- values -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (1, 1, True),
        (1, 1.0, True),
        (0.5, 0.5, True),
        (1, "1", False),
        (1, True, False),
        (0, False, False),
        ("true", True, False),
        (True, True, True),
        ("a", "A", False),
        ("e\u0301", "é", False),
        (DAY, DAY, True),
        (DAY, date(2018, 5, 3), False),
        (DAY, 2018, True),
        (2018, DAY, True),
        (2019, DAY, False),
        ("2018", DAY, False),
        ("2018-05-02", DAY, False),
    ],
)
def test_values_are_the_same_within_one_type_only(a, b, same):
    """1, "1" and true are three values, equal numbers are one, and a date meets a year by its year."""
    assert matches((check("x", "is", b),), {"x": a}) is same
    assert matches((check("x", "in", b),), {"x": a}) is same
    assert matches((check("x", "not", b),), {"x": a}) is not same
    assert within(a, b) is same


def test_keys_tell_apart_what_python_holds_for_equal():
    """As keys of a mapping, 1 and true differ; years stand for dates where one asks for it."""
    assert key(1) != key(True)
    assert key(0) != key(False)
    assert key("1") != key(1)
    assert key(1) == key(1.0)
    assert [year_of(DAY), year_of(2018), year_of("2018"), year_of(None)] == [2018, 2018, "2018", None]


@pytest.mark.parametrize(
    ("a", "op", "b", "holds"),
    [
        (1, "lt", 2, True),
        (2, "lt", 2, False),
        (2, "lte", 2, True),
        (2.5, "gt", 2, True),
        (2, "gt", 2, False),
        (2, "gte", 2, True),
        (DAY, "lt", date(2018, 5, 3), True),
        (DAY, "gt", date(2018, 5, 3), False),
        (DAY, "gt", 2017, True),
        (DAY, "gt", 2018, False),
        (DAY, "gte", 2018, True),
        (2018, "lte", DAY, True),
        (2018, "lt", DAY, False),
        ("a", "lt", "b", False),
        (1, "lt", "2", False),
        (False, "lt", 1, False),
        (0, "lt", True, False),
    ],
)
def test_order_is_for_numbers_years_and_dates(a, op, b, holds):
    """Numbers and dates are ordered, a date and a year by year, and nothing else is."""
    assert matches((check("x", op, b),), {"x": a}) is holds


# -- patterns -----------------------------------------------------------------------------------------------------------------------------


def test_all_tests_must_hold():
    """A fact matches when it passes every test of every attribute."""
    two = pattern(count={"gte": 1, "not": 3}, title="a")
    assert matches(two, {"count": 2, "title": "a"})
    assert not matches(two, {"count": 3, "title": "a"})
    assert not matches(two, {"count": 2, "title": "b"})
    assert matches(pattern(), {})


def test_an_in_without_values_matches_nothing():
    """`in: []` holds for no value."""
    assert not matches((check("x", "in"),), {"x": 1})


@pytest.mark.parametrize("tests", [{"not": "a"}, {"in": ["a"]}, "a", {"exists": True}])
def test_a_test_on_what_a_fact_lacks_is_false(tests):
    """Whatever the test, a fact that lacks the attribute does not pass it."""
    assert not matches(pattern(title=tests), {})


def test_exists_false_is_for_what_a_fact_lacks():
    """`exists: false` holds for a fact that lacks the attribute, and for no other."""
    assert matches(pattern(title={"exists": False}), {})
    assert not matches(pattern(title={"exists": False}), {"title": "a"})
    assert matches(pattern(title={"exists": True}), {"title": "a"})


def test_what_a_fact_lacks_excludes_nothing():
    """A fact that lacks an attribute could match any test on it, but `exists` tests what is written."""
    assert could_match(pattern(year=2017, title={"not": "a"}), {})
    assert could_match(pattern(year=2017), {"year": 2017})
    assert not could_match(pattern(year=2017), {"year": 2018})
    assert not could_match(pattern(year=2017, title="a"), {"title": "b"})
    assert not could_match(pattern(title={"exists": True}), {})
    assert not could_match(pattern(title={"exists": False}), {"title": "a"})
    assert could_match(pattern(title={"exists": False}), {"year": 2017})


def test_references_are_replaced_by_values():
    """A pattern's references become the values of the facts bound; where one is lacking there is nothing to match."""
    reading = pack(rule("r", fact("t", "x"), fact("u", title="$x.title", kind={"in": ["x", "$x.kind"]}, open=True)))
    (clause,) = plan_of(reading).clauses()
    match = clause.steps[1].match
    resolved = resolve(match, {Bound(0, "title"): "a", Bound(0, "kind"): "y"}.get)
    assert [(c.attribute, values) for c, values in resolved] == [("open", (True,)), ("title", ("a",)), ("kind", ("x", "y"))]
    assert resolve(match, {Bound(0, "title"): "a"}.get) is None
    assert resolve(match, {Bound(0, "kind"): "y"}.get) is None


def test_false_and_zero_are_values():
    """A reference to false, to zero or to an empty text is not one to something lacking."""
    match = Match("t", (), (Check("x", "is", (Bound(0, "y"),)),))
    for value in (False, 0, ""):
        assert resolve(match, {Bound(0, "y"): value}.get) == ((match.joined[0], (value,)),)


# -- closures -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closure", "where", "covered"),
    [
        ({}, {}, True),
        ({}, {"year": 2017}, True),
        ({"year": 2017}, {}, False),
        ({"year": 2017}, {"year": 2017}, True),
        ({"year": 2017}, {"year": 2018}, False),
        ({"year": 2017}, {"year": 2017, "title": "a"}, True),
        ({"year": 2017, "title": "a"}, {"year": 2017}, False),
        ({"year": 2017}, {"year": {"in": [2017]}}, True),
        ({"year": 2017}, {"year": {"in": [2017, 2018]}}, False),
        ({"year": Range(gte=2017)}, {"year": {"in": [2017, 2018]}}, True),
        ({"year": Range(gte=2017, lt=2018)}, {"year": {"in": [2017, 2018]}}, False),
        ({"year": Range(gt=2017)}, {"year": 2017}, False),
        ({"year": Range(lte=2017)}, {"year": 2017}, True),
        ({"year": 2017}, {"year": {"gte": 2017, "lte": 2017}}, False),
        ({"year": 2017}, {"year": {"in": [2017], "not": 2018}}, True),
        ({"year": 2017}, {"year": {"exists": True}}, False),
        ({"year": 2017}, {"year": {"not": 2018}}, False),
        ({"year": 2017}, {"year": {"in": []}}, True),
        ({"size": 1}, {"size": 1.0}, True),
        ({"day": DAY}, {"day": DAY}, True),
        ({"day": DAY}, {"day": 2018}, False),
        ({"day": 2018}, {"day": DAY}, True),
        ({"day": Range(gte=date(2018, 1, 1), lte=date(2018, 12, 31))}, {"day": 2018}, True),
        ({"day": Range(gte=date(2018, 1, 2))}, {"day": 2018}, False),
        ({"day": Range(lte=date(2018, 12, 30))}, {"day": 2018}, False),
        ({"day": Range(gte=2018, lte=2019)}, {"day": {"in": [2018, 2019]}}, True),
        ({"year": Range(gte=2018)}, {"year": DAY}, True),
    ],
)
def test_a_closure_covers_what_binds_all_that_it_states(closure, where, covered):
    """A closure covers a pattern that binds, by equality or `in`, every attribute it states to values that it states too."""
    assert covers(closure, pattern(**where)) is covered


@pytest.mark.parametrize(
    ("value", "stated", "inside"),
    [
        (2017, Range(gte=2009, lte=2015), False),
        (2009, Range(gte=2009, lte=2015), True),
        (2015, Range(gt=2009, lt=2015), False),
        (DAY, Range(gte=2018), True),
        (DAY, Range(gt=2018), False),
        (2018, Range(gte=DAY), True),
        (1, Range(), True),
        ("a", Range(gte=1), False),
    ],
)
def test_a_range_holds_what_lies_in_all_its_bounds(value, stated, inside):
    """A value lies in a range when each bound that is stated holds for it."""
    assert within(value, stated) is inside


@pytest.mark.parametrize(
    ("attributes", "denial", "inside"),
    [
        ({}, {}, True),
        ({"year": 2017}, {}, True),
        ({"year": 2017, "title": "a"}, {"year": 2017}, True),
        ({"title": "a"}, {"year": 2017}, False),
        ({"year": 2018}, {"year": 2017}, False),
        ({"year": 2018}, {"year": Range(gte=2017)}, True),
        ({"year": 2018, "open": False}, {"year": Range(gte=2017), "open": False}, True),
    ],
)
def test_a_fact_falls_into_a_denial_that_states_nothing_else(attributes, denial, inside):
    """A fact lies in a denial's set when it has every attribute that the denial states, with a value that it states."""
    assert falls_into(attributes, denial) is inside


# -- telling ------------------------------------------------------------------------------------------------------------------------------


def test_an_absent_pattern_is_told_in_the_shape_of_a_file():
    """A pattern is told with its values in the place of references, attributes and operators sorted, dates as text."""
    resolved = (
        check("year", "lt", 2019),
        check("title", "is", "a"),
        check("year", "gte", 2017),
        check("day", "in", DAY, date(2019, 1, 1)),
        check("open", "exists", False),
    )
    told = told_where(resolved)
    assert told == {
        "day": {"in": ["2018-05-02", "2019-01-01"]},
        "open": {"exists": False},
        "title": "a",
        "year": {"gte": 2017, "lt": 2019},
    }
    assert list(told) == sorted(told)
    assert list(told["year"]) == ["gte", "lt"]


def test_the_key_of_a_pattern_is_its_json():
    """Patterns are told apart by their JSON with sorted keys, not escaped."""
    assert where_key({"b": 1, "a": {"in": ["é", True]}}) == '{"a": {"in": ["é", true]}, "b": 1}'
