"""A case as of a day of its review."""

from datetime import date, datetime

import pytest

from ringrose import Attribute, Closure, Fact, FactType, InputError, Published, Range, assess
from ringrose.model.as_of import AsOf, begins, case_as_of
from ringrose.model.case import Review
from tests.explain.reducing import DAYS, filtered, first_day, pairs, statuses
from tests.native import native  # noqa: F401  # the engine durable is asked too
from tests.small import case, every, fact, no, pack, rule, satisfies, violates

JUNE = date(2018, 6, 30)
TYPES = {
    "t": FactType({"year": Attribute("year"), "signed": Attribute("date"), "ended": Attribute("date"), "of": Attribute("fact")}),
    "u": FactType({"since": Attribute("year"), "count": Attribute("integer"), "of": Attribute("fact")}),
}
PACK = pack(
    rule("s", fact("t"), then=satisfies()),
    rule("v", every("year", "y", no("t", year="$y.value")), then=violates()),
    types=TYPES,
)


def kept(*facts, day=JUNE, **more):
    """The ids of the facts that are kept, and what was left out."""
    left, left_out = case_as_of(case(*facts, **more), day, PACK)
    return [f.id for f in left.facts], left_out


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (Fact("t"), None),
        (Fact("t", year=2018), date(2018, 1, 1)),
        (Fact("t", signed=JUNE), JUNE),
        (Fact("t", year=2018, signed=JUNE), JUNE),
        (Fact("t", year=2017, signed=JUNE), date(2017, 1, 1)),
        (Fact("t", signed=JUNE, ended=date(2018, 2, 1)), date(2018, 2, 1)),
        (Fact("t", year=2018, when=date(2018, 3, 4)), date(2018, 3, 4)),
        (Fact("t", when=2018), date(2018, 1, 1)),
        (Fact("t", when={"from": 2018, "to": JUNE}), date(2018, 1, 1)),
        (Fact("t", when={"to": JUNE}), None),
        (Fact("u", since=2018, count=2016), date(2018, 1, 1)),
        (Fact("u", count=2018), None),
        (Fact("t", holds=False, year=Range(gte=2018, lte=2019)), date(2018, 1, 1)),
        (Fact("t", holds=False, year=Range(gt=2018)), date(2019, 1, 1)),
        (Fact("t", holds=False, year=Range(lte=2019)), date.min),
        (Fact("t", holds=False, signed=Range(gt=JUNE, gte=2017)), date(2018, 7, 1)),
        (Fact("t", holds=False, signed=Range(gt=2018)), date(2019, 1, 1)),
        (Fact("t", holds=False, signed=Range(gte=JUNE)), JUNE),
        (Fact("t", holds=False, signed=Range(gte=JUNE), year=2018), JUNE),
        (Fact("t", holds=False, year=Range(gt=9999)), date.max),
        (Closure("t", year=2018), date(2018, 1, 1)),
        (Closure("t", when=2018), None),
    ],
)
def test_a_fact_begins_on_the_earliest_day_that_it_states(told, day):
    """A fact begins on the earliest day that it states; a year counts from its first day, unless a day in it is stated."""
    assert begins(told, PACK) == day


def test_facts_begin_where_trying_each_day_says():
    """Generated facts and entries begin on the day that trying one day after another finds."""
    compared = 0
    for rules, sound in pairs(150):
        for told in (*sound.facts, *sound.complete):
            day, found = first_day(rules, told), begins(told, rules)
            assert day == (found and min(max(found, DAYS[0]), DAYS[-1]))
            compared += day is not None
    assert compared > 300


@pytest.mark.no_cover  # hundreds of generated cases; smaller tests reach the same
def test_an_assessment_as_of_a_day_is_that_of_a_case_that_was_filtered():
    """As of a day, each engine judges as the oracle does a case from which all that began later was taken by hand."""
    different = 0
    for rules, sound in pairs(100):
        first, last = sound.review.first_day, sound.review.last_day
        whole = statuses(rules, sound)
        for day in (first, last, *range(first.year, last.year + 1), date(last.year, 6, 15)):
            end = sound.review.end if day == last.year else day
            meant = statuses(rules, filtered(rules, sound, end))
            different += meant != whole
            for engine in ("durable", "compiled") if day == first.year else ("compiled",):
                assert {j.id: j.status for j in assess(sound, pack=rules, engine=engine, as_of=day)} == meant
    assert different > 20


def test_the_review_ends_on_the_day():
    """As of a day or a year the review ends there, as of its own last year where it ends anyway."""
    sound = case(review=(2017, date(2019, 6, 1)))
    ends = {day: case_as_of(sound, day, PACK)[0].review for day in (2017, "2018", JUNE, "2018-06-30", 2019)}
    assert ends == {
        2017: Review(2017, 2017),
        "2018": Review(2017, 2018),
        JUNE: Review(2017, JUNE),
        "2018-06-30": Review(2017, JUNE),
        2019: Review(2017, date(2019, 6, 1)),
    }


def test_what_began_later_is_left_out_whatever_it_says():
    """Facts, denials and what could not be told are left out where they began later; undated ones are kept, and told."""
    facts = [
        Fact("t", id="then", year=2018),
        Fact("t", id="later", year=2019),
        Fact("t", id="denied", year=2019, holds=False),
        Fact("t", id="unclear", signed=date(2018, 7, 1), holds="unknown"),
        Fact("t", id="some-day"),
        Fact("t", id="range", holds=False, year=Range(gte=2017, lte=2025)),
    ]
    ids, left_out = kept(*facts)
    assert ids == ["then", "some-day", "range"]
    assert left_out == AsOf(JUNE, later=("denied", "later", "unclear"), undated=("some-day",))


def test_what_names_something_left_out_goes_too():
    """A fact or an entry that names a fact which was left out, or a year after the day, is left out with it."""
    facts = [Fact("t", id="later", year=2019), Fact("u", id="on-it", of="later"), Fact("u", id="on-year", of="year-2019", since=2017)]
    ids, left_out = kept(*facts, complete=[Closure("u", of="on-it"), "u"])
    assert (ids, left_out.later, left_out.naming) == ([], ("later",), ("on-it", "on-year"))
    assert left_out.records == (Closure("u", of="on-it"),)


def test_an_entry_about_a_later_time_alone_is_left_out():
    """An entry under `complete` stays where it is about the time before the day too, and goes where it is about later alone."""
    left, left_out = case_as_of(case(complete=["t", Closure("t", year=Range(gte=2017)), Closure("t", year=2019)]), JUNE, PACK)
    assert left.complete == (Closure("t"), Closure("t", year=Range(gte=2017)))
    assert left_out.to_dict() == {
        "day": "2018-06-30",
        "left_out": [],
        "left_out_with_them": [],
        "complete_left_out": [{"fact": "t", "where": {"year": 2019}}],
        "undated": [],
    }


def test_what_was_published_stays():
    """What sources concluded stays, whenever that was."""
    from attrs import evolve

    sound = evolve(case(), published=[Published("e", "met")])
    assert case_as_of(sound, 2017, PACK)[0].published == sound.published


@pytest.mark.parametrize(
    ("day", "what"),
    [
        (2016, "2016 lies before the review begins (2017-03-01)"),
        ("2017-02-28", "2017-02-28 lies before the review begins (2017-03-01)"),
        (2020, "2020 lies after the review ends (2019-12-31)"),
        (date(2020, 1, 1), "2020-01-01 lies after the review ends (2019-12-31)"),
        ("soon", '"soon" is neither a year nor a date'),
        ("2018-02-30", '"2018-02-30" is neither a year nor a date'),
        ("", '"" is neither a year nor a date'),
        (2018.5, "2018.5 is neither a year nor a date"),
        (True, "true is neither a year nor a date"),
        (datetime(2018, 1, 1), "2018-01-01 00:00:00 is neither a year nor a date"),
    ],
)
def test_a_day_that_was_not_reviewed_is_refused(day, what):
    """What is no day of the review is refused with what could be written instead."""
    with pytest.raises(InputError) as refused:
        assess(case(review=(date(2017, 3, 1), 2019)), pack=PACK, as_of=day)
    (problem,) = refused.value.problems
    assert (problem.file, problem.what) == ("as_of", what)
    assert problem.hint == "Write a year from 2017 to 2019, or a date from 2017-03-01 to 2019-12-31"


def test_a_review_of_one_year_has_one_year_to_write():
    """Where the review has one year, the hint names that alone."""
    with pytest.raises(InputError, match="Write 2017, or a date from 2017-01-01 to 2017-12-31"):
        case_as_of(case(review=(2017, 2017)), 1, PACK)


def test_only_an_assessment_as_of_a_day_tells_it():
    """An assessment tells what was left out where it was made as of a day, and says nothing of it elsewhere."""
    sound = case(Fact("t", id="later", year=2019))
    whole, then = assess(sound, pack=PACK).to_dict(), assess(sound, pack=PACK, as_of=2018).to_dict()
    assert "as_of" not in whole
    assert then["as_of"]["left_out"] == ["later"]
    assert list(then)[:3] == ["ringrose", "case", "as_of"]
