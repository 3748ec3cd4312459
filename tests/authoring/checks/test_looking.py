"""Small cases, and the values that stand for all others."""

from datetime import date
from random import Random

import pytest

from ringrose import Case, Closure, Fact, Partner, Range
from ringrose.authoring.checks.candidates import candidates, fitting
from ringrose.authoring.checks.looking import Looking, rested_on
from ringrose.meaning.matching import meets
from ringrose.plan import Check, Literal
from ringrose.preparing import sound_case
from tests import small
from tests.small import derives, fact, no, rule

CHAIN = small.pack(
    rule("d", fact("t", "a"), then=derives("D", by="$a.by")),
    rule("e", fact("D"), no("u"), then=derives("E")),
    rule("r", fact("E"), unless=[fact("F")]),
    rule("f", fact("u"), then=derives("F")),
    rule("other", fact("u")),
)


def test_a_rule_rests_on_those_whose_conclusions_it_reads():
    """Directly, through others, and in exceptions."""
    assert rested_on(CHAIN, ["e.r"]) == {"e.r", "e.e", "e.d", "e.f"}
    assert rested_on(CHAIN, ["e.other"]) == {"e.other"}


def test_a_case_is_reduced_to_what_cannot_be_left_out():
    """Facts, records, attributes, partners, fields, years and names go, and the facts are numbered anew."""
    given = Case(
        "large",
        [Partner("pa", "A", "ID"), "pb", "pc"],
        (date(2016, 5, 1), 2019),
        [
            Fact("u", id="x", by="pb"),
            Fact("t", id="y", by="pa", of="z", year=2018, holds=False),
            Fact("t", id="z", title="T", of="x", year=2017),
        ],
        ["fa"],
        complete=[Closure("u", {"by": "pa", "year": Range(gte=2017)}), Closure("t", of="x")],
    )
    looking = Looking(CHAIN, 0, 1)

    def holds(case):
        return any(f.attributes.get("of") for f in case.facts if f.holds is True) and any("by" in c.attributes for c in case.complete)

    less = looking.reduced(sound_case(given, CHAIN), holds)
    named = [f for f in less.facts if f.type == "t"]
    assert [(f.id, f.holds) for f in named] == [("t-1", True)]
    assert set(named[0].attributes) == {"of"}
    assert [dict(record.attributes) for record in less.complete] == [{"by": "pa"}]
    assert (less.review.start, less.review.end) == (2016, 2016)
    assert less.partners == (Partner("pa"), Partner("pb"))
    assert less.fields == ()


def test_what_cannot_be_renamed_keeps_its_ids():
    """Where a rule names an id, it stays."""
    pack = small.pack(rule("r", fact("t", id="charter")))
    looking = Looking(pack, 0, 60)
    found = looking.smallest(["e.r"], lambda reading: bool(reading.fired["e.r"]))
    assert [f.id for f in found.facts] == ["charter"]


def test_nothing_is_found_where_nothing_can_be_drawn():
    """None is given then."""
    assert Looking(CHAIN, 0, 5).smallest(["e.r"], lambda reading: False) is None


# -- candidates -------------------------------------------------------------------------------------------------------------------------

KINDS = {
    "year": lambda rng: rng.randrange(1, 12),
    "integer": lambda rng: rng.randrange(-4, 5),
    "number": lambda rng: rng.randrange(-8, 9) / 2,
    "date": lambda rng: rng.choice([date(2017 + rng.randrange(3), rng.choice([1, 12]), rng.choice([1, 31])), 2017 + rng.randrange(3)]),
    "text": lambda rng: rng.choice("abc"),
}
WIDE = {
    "year": range(1, 40),
    "integer": range(-20, 20),
    "number": [n / 8 for n in range(-80, 80)],
    "date": [date.fromordinal(n) for n in range(date(2016, 12, 20).toordinal(), date(2020, 1, 10).toordinal())],
    "text": "abcdefg",
}


@pytest.mark.parametrize("kind", KINDS)
def test_if_no_candidate_passes_no_value_does(kind):
    """And if each that passes some tests passes another one, each value does: so much is told from these values alone."""
    rng = Random(kind)
    orders = ("is", "not", "in") if kind == "text" else ("is", "not", "in", "lt", "lte", "gt", "gte")
    empty, implied = 0, 0
    for _ in range(200):
        checks = []
        for _ in range(rng.randrange(1, 5)):
            op = rng.choice(orders)
            values = [KINDS[kind](rng) for _ in range(rng.randrange(1, 4) if op == "in" else 1)]
            checks.append(Check("x", op, tuple(map(Literal, values)), of_days=kind == "date"))
        *given, other = checks
        found = fitting(kind, (), given, [other])
        passing = [v for v in WIDE[kind] if all(meets(c, v, c.values()) for c in given)]
        assert bool(found) == bool(passing)
        empty += not found
        if all(meets(other, v, other.values()) for v in found):
            implied += 1
            assert all(meets(other, v, other.values()) for v in passing)
    assert empty > 5
    assert implied > 5


def test_candidates_lie_in_the_calendar():
    """There is no year before the first, none after 9999, and no day beyond either end."""
    for literal in (date.min, date.max, 1, 9999):
        days = candidates("date", (), [Check("x", "gte", (Literal(literal),))])
        assert all(isinstance(day, date) for day in days)
        years = candidates("year", (), [Check("x", "gte", (Literal(literal if isinstance(literal, int) else literal.year),))])
        assert all(1 <= year <= 9999 for year in years)


def test_candidates_of_lists_are_all_their_values():
    """Of a list and of yes and no all are known; of the rest there is one even where nothing is named."""
    assert candidates("one_of", ("x", "y"), ()) == ["x", "y"]
    assert candidates("boolean", (), ()) == [True, False]
    assert all(len(candidates(kind, (), ())) == 1 for kind in ("text", "partner", "year", "number", "date"))
