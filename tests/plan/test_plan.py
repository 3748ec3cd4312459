"""A pack as clauses: what each part of a rule becomes."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose import Derives, LocalText, Share, load_pack
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import STRUCTURAL
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Check, Concludes, Derive, Every, Exists, Literal, Match, plan_of
from tests.generate import random_pack
from tests.small import at_least, at_most, derives, every, fact, no, pack, rule, satisfies, unchecked


def clauses(*rules, **more):
    """The clauses of a pack of these rules, by the rule's id."""
    return {clause.rule.removeprefix("e."): clause for clause in plan_of(pack(*rules, **more)).clauses()}


def clause(*conditions, **more):
    """The clause of one rule."""
    return clauses(rule("r", *conditions, **more))["r"]


def names(stratum):
    """The ids of the rules of a stratum."""
    return [c.rule.removeprefix("e.") for c in stratum]


# -- steps --------------------------------------------------------------------------------------------------------------------------------


def test_a_condition_with_an_alias_binds_a_slot():
    """Aliases become slots, numbered from 0 from left to right."""
    found = clause(fact("t", "x"), fact("u"), fact("u", "y"))
    assert found.aliases == ("x", "y")
    assert found.steps == (Bind(0, Match("t", (), ())), Exists(Match("u", (), ())), Bind(1, Match("u", (), ())))
    assert found.binds == (found.steps[0], found.steps[2])


def test_a_condition_without_an_alias_asks_whether_there_is_one():
    """A condition without `as` becomes an `Exists`."""
    assert clause(fact("t", title="a")).steps == (Exists(Match("t", (Check("title", "is", (Literal("a"),)),), ())),)


def test_a_no_becomes_an_absent():
    """A `no` becomes an `Absent` of the same pattern."""
    assert clause(no("t", open=True)).steps == (Absent(Match("t", (Check("open", "is", (Literal(True),)),), ())),)


def test_an_every_becomes_a_domain_and_an_inner_step():
    """An `every` binds a slot beyond those of all aliases, and its second pattern refers to that slot."""
    found = clause(
        every("year", "y", fact("t", year="$y.value"), full=True),
        every("partner", "p", no("u", by="$p.id")),
        fact("t", "x"),
    )
    assert found.aliases == ("x",)
    has = Exists(Match("t", (), (Check("year", "is", (Bound(1, "value"),)),)))
    assert found.steps == (
        Every(1, Match("year", (Check("full", "is", (Literal(True),)),), ()), has),
        Every(2, Match("partner", (), ()), Absent(Match("u", (), (Check("by", "is", (Bound(2, "id"),)),)))),
        Bind(0, Match("t", (), ())),
    )


def test_an_every_may_refer_to_facts_outside_of_it():
    """Both patterns of an `every` may refer to slots on the left."""
    found = clause(fact("t", "x"), every("year", "y", fact("u", year="$y.value", title="$x.title"), value={"gte": "$x.year"}))
    step = found.steps[1]
    assert step.domain.joined == (Check("value", "gte", (Bound(0, "year"),)),)
    assert set(step.then.match.bounds) == {Bound(1, "value"), Bound(0, "title")}


def test_a_count_becomes_a_step_with_its_number():
    """An `at_least` and an `at_most` keep their number or share and the attribute of which values are counted, and bind no slot."""
    found = clause(
        fact("t", "x"),
        at_least(2, "D", "title", year="$x.year"),
        at_least(Share(0.5, "field"), "partner"),
        at_most(Share("1/3", "year"), "u", "id"),
        at_most(0, "u"),
    )
    of_that_year = Match("D", (), (Check("year", "is", (Bound(0, "year"),)),))
    assert found.aliases == ("x",)
    assert found.steps[1:] == (
        AtLeast(of_that_year, 2, "title"),
        AtLeast(Match("partner", (), ()), Share(0.5, "field")),
        AtMost(Match("u", (), ()), Share("1/3", "year"), "id"),
        AtMost(Match("u", (), ()), 0),
    )


@pytest.mark.parametrize(
    ("number", "needed"), [(2, [2, 2, 2, 2]), (Share("1/2", "year"), [None, 1, 1, 2]), (Share(1, "year"), [None, 1, 2, 3])]
)
def test_how_many_are_needed_is_rounded_up(number, needed):
    """Of no, one, two and three facts an `at_least` of a share needs as many as its share, rounded up; of none no number is enough."""
    assert [AtLeast(Match("t", (), ()), number).needed(of) for of in range(4)] == needed


@pytest.mark.parametrize(
    ("number", "allowed"), [(0, [0, 0, 0, 0]), (Share(0.5, "year"), [None, 0, 1, 1]), (Share("2/3", "year"), [None, 0, 1, 2])]
)
def test_how_many_are_allowed_is_rounded_down(number, allowed):
    """Of no, one, two and three facts an `at_most` of a share allows as many as its share, rounded down; of none it is never true."""
    assert [AtMost(Match("t", (), ()), number).allowed(of) for of in range(4)] == allowed


def test_a_share_is_exact():
    """A tenth of thirty is three, although 0.1 times 30 is more than 3 to a computer."""
    assert AtLeast(Match("t", (), ()), Share(0.1, "year")).needed(30) == 3
    assert AtLeast(Match("t", (), ()), Share(0.07, "year")).needed(100) == 7


def test_a_span_of_years_becomes_a_list_of_them():
    """A `within` becomes an `in` of years, the earliest first, that refers to the last and takes years off; one year alone is an `is`."""
    found = clause(
        fact("year", "y"),
        fact("t", year={"within": {"years": 3, "to": "$y.value"}}),
        no("t", day={"within": {"years": 2, "to": "$y.value"}}),
        fact("t", year={"within": {"years": 2, "to": 2018}}),
        fact("t", year={"within": {"years": 1, "to": "$y.value"}}),
        fact("t", year={"within": {"years": 1, "to": "$y.value"}, "gte": 2000}),
    )
    _, three, days, literal, alone, beside = (step.match for step in found.steps)
    last = Bound(0, "value")
    assert three.joined == (Check("year", "in", (Bound(0, "value", less=2), Bound(0, "value", less=1), last)),)
    assert three.bounds == (last,)
    assert days.joined == (Check("day", "in", (Bound(0, "value", True, 1), Bound(0, "value", True)), of_days=True),)
    assert days.bounds == (Bound(0, "value", True),)
    assert literal.fixed == (Check("year", "in", (Literal(2017), Literal(2018))),)
    assert alone.joined == (Check("year", "is", (last,)),)
    assert beside.joined == (Check("year", "in", (last,)),)


def test_an_exception_is_a_match_of_its_own():
    """Each pattern under `unless` becomes one exception, its references resolved."""
    found = clause(fact("t", "x"), unless=[fact("u", title="$x.title"), fact("D")])
    assert found.exceptions == (Match("u", (), (Check("title", "is", (Bound(0, "title"),)),)), Match("D", (), ()))


# -- checks -------------------------------------------------------------------------------------------------------------------------------


def test_checks_without_references_are_fixed_and_others_joined():
    """A check that refers to a slot is joined, even if it has literals too; all others are fixed."""
    found = clause(fact("t", "x"), fact("u", kind={"in": ["x", "$x.kind"]}, title="a", open={"exists": False}, of={"not": "$x.of"}))
    match = found.steps[1].match
    assert match.fixed == (Check("title", "is", (Literal("a"),)), Check("open", "exists", (Literal(False),)))
    assert match.joined == (Check("kind", "in", (Literal("x"), Bound(0, "kind"))), Check("of", "not", (Bound(0, "of"),)))


def test_several_operators_on_one_attribute_are_several_checks():
    """Each operator becomes a check, in one order whatever order the file has."""
    one = clause(fact("t", count={"gte": 1, "lt": 5, "not": 3})).steps[0].match.fixed
    other = clause(fact("t", count={"not": 3, "lt": 5, "gte": 1})).steps[0].match.fixed
    assert one == other
    assert sorted((check.op, check.operands[0].value) for check in one) == [("gte", 1), ("lt", 5), ("not", 3)]


def test_a_reference_that_is_named_twice_is_one_bound():
    """The bounds of a match are the references of its joined checks, each once, in order."""
    found = clause(fact("t", "x"), fact("u", title="$x.title", kind={"in": ["$x.kind", "$x.kind"]}))
    assert found.steps[1].match.bounds == (Bound(0, "title"), Bound(0, "kind"))


def test_fixed_checks_come_with_the_values_of_their_operands():
    """What a match knows beforehand are its fixed checks with their values."""
    match = clause(fact("t", kind={"in": ["x", "y"]})).steps[0].match
    assert match.known == ((match.fixed[0], ("x", "y")),)


def test_a_date_and_a_year_meet_by_year():
    """A reference from a date to a year, or from a year to a date, counts by year; others do not."""
    found = clause(
        fact("t", "x"),
        fact("u", day="$x.year"),
        fact("u", year="$x.day"),
        fact("u", day="$x.day"),
        fact("u", year="$x.year"),
        fact("u", count="$x.year"),
    )
    told = [(check.attribute, check.operands[0].attribute, check.operands[0].by_year) for s in found.steps[1:] for check in s.match.joined]
    assert told == [
        ("day", "year", True),
        ("year", "day", True),
        ("day", "day", False),
        ("year", "year", False),
        ("count", "year", False),
    ]


def test_checks_on_dates_are_of_days():
    """A check on an attribute that holds dates is marked, so that a year among its operands means any day of it."""
    match = clause(fact("t", day={"gte": 2018}, year={"gte": 2018})).steps[0].match
    assert {check.attribute: check.of_days for check in match.fixed} == {"day": True, "year": False}


def test_a_literal_is_a_value_of_its_type():
    """The number 1 and true are two literals, and so are two matches that differ only in them."""
    assert Literal(1) != Literal(True)
    assert Literal(1) == Literal(1)
    assert Literal("1") != Literal(1)
    assert Literal(date(2018, 1, 1)) != Literal(2018)
    assert len({Match("t", (Check("a", "is", (Literal(v),)),), ()) for v in (0, False, "0", "false")}) == 4


# -- heads --------------------------------------------------------------------------------------------------------------------------------


def test_a_conclusion_about_a_criterion_names_its_element():
    """`satisfies` and `violates` become a conclusion with polarity, element and criterion."""
    found = clauses(rule("s", fact("t"), then=satisfies()), rule("v", fact("t")))
    assert found["s"].head == Concludes("satisfies", "e.c")
    assert found["v"].head == Concludes("violates", "e.c")


def test_a_derived_fact_has_its_attributes_sorted():
    """A derived fact's attributes are literals and references, sorted by name."""
    found = clause(fact("t", "x"), then=derives("D", year="$x.year", title="$$a", open=True))
    assert found.head == Derive("D", (("open", Literal(True)), ("title", Literal("$a")), ("year", Bound(0, "year"))))


# -- texts --------------------------------------------------------------------------------------------------------------------------------


def test_a_rule_without_reason_is_told_by_its_name():
    """Where a rule has no `because`, its full name stands in for it."""
    assert clause(fact("t")).because == LocalText({"": "e.r"})


def test_what_the_texts_name_is_told_once():
    """The slots of `because` and `advice`, in all languages, are told each once, and ids of partners and fields as names."""
    found = clauses(
        rule(
            "r",
            fact("partner", "p"),
            fact("t", "x"),
            because={"en": "{p.name} {x.by}", "id": "{x.by} {x.title}"},
            advice={"en": "{x.field} {p.id}", "id": "{x.of}"},
        ),
        languages=("en", "id"),
    )["r"]
    assert found.told == (
        ("p.name", 0, "name", False),
        ("x.by", 1, "by", True),
        ("x.title", 1, "title", False),
        ("x.field", 1, "field", True),
        ("p.id", 0, "id", True),
        ("x.of", 1, "of", False),
    )


def test_a_rule_whose_texts_name_nothing_tells_nothing():
    """Texts without slots need no values."""
    assert clause(fact("t", "x"), because="Plain.").told == ()


# -- strata -------------------------------------------------------------------------------------------------------------------------------


def test_rules_that_read_no_derived_facts_are_one_stratum():
    """A pack whose rules read recorded and structural facts only has one stratum, in the pack's order."""
    plan = plan_of(pack(rule("b", fact("t")), rule("a", no("u")), rule("c", every("year", "y", fact("t")))))
    assert [names(stratum) for stratum in plan.strata] == [["b", "a", "c"]]
    assert [c.order for c in plan.clauses()] == [0, 1, 2]


def test_a_rule_stands_above_all_that_derive_what_it_reads():
    """A rule goes to the stratum above the highest level of what it reads, by whatever kind of condition."""
    plan = plan_of(
        pack(
            rule("last", fact("t"), unless=[fact("E")]),
            rule("e", every("year", "y", fact("D", year="$y.value")), then=derives("E")),
            rule("both", fact("D"), fact("E")),
            rule("d", fact("t"), then=derives("D")),
            rule("plain", fact("u")),
        )
    )
    assert [names(stratum) for stratum in plan.strata] == [["d", "plain"], ["e"], ["last", "both"]]
    assert [c.order for c in plan.clauses()] == [3, 4, 1, 0, 2]


def test_a_fact_may_be_derived_in_several_strata():
    """A type that is derived from recorded facts and from derived ones is read only when the last of these rules has run."""
    plan = plan_of(
        pack(
            rule("d", fact("t"), then=derives("D")),
            rule("early", fact("t"), then=derives("E")),
            rule("late", fact("D"), then=derives("E")),
            rule("reads", fact("E")),
        )
    )
    assert [names(stratum) for stratum in plan.strata] == [["d", "early"], ["late"], ["reads"]]


def test_a_derived_type_that_no_rule_derives_is_at_the_bottom():
    """Reading a derived type that nothing derives asks for no stratum of its own."""
    assert [names(s) for s in plan_of(pack(rule("r", fact("D")))).strata] == [["r"]]


def test_a_pack_without_rules_has_no_strata():
    """Of no rules comes an empty plan."""
    plan = plan_of(pack())
    assert (plan.strata, plan.negated, list(plan.clauses())) == ((), frozenset(), [])


def test_the_types_that_are_asked_to_be_absent_are_known():
    """The negated types are those under `no`, inside of `every` too; `unless` is no negation of that kind."""
    plan = plan_of(pack(rule("r", no("t"), every("year", "y", fact("t")), unless=[fact("u")])))
    assert plan.negated == {"t"}
    assert plan_of(pack(rule("r", every("year", "y", no("u"))))).negated == {"u"}
    assert plan_of(pack(rule("r", at_most(1, "u"), at_least(1, "t")))).negated == {"u"}


def test_a_circle_of_rules_has_no_plan():
    """A pack that was not checked, and whose rules go round in a circle, is refused by naming the types on it."""
    round_and_round = unchecked(
        rule("a", fact("D"), then=derives("E")), rule("b", fact("E"), then=derives("D")), rule("c", fact("t"), then=derives("F"))
    )
    with pytest.raises(ValueError, match="D, E go round in a circle"):
        plan_of(round_and_round)


def test_the_same_pack_has_the_same_plan():
    """A plan depends on nothing but the pack."""
    shipped = load_pack("ringrose").on(date(2020, 12, 31))
    assert plan_of(shipped) == plan_of(evolve(shipped))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_clauses_read_only_what_lower_strata_conclude(rng):
    """Whatever the pack: every rule has one clause, strata keep the pack's order, and no clause reads what its own stratum derives."""
    generated, _ = check_pack(random_pack(rng))
    generated = generated.on(date(2018, 12, 31))
    plan = plan_of(generated)
    rules = {name: one for name, _, one in generated.rules()}
    assert sorted(c.rule for c in plan.clauses()) == sorted(rules)
    derived_so_far, left = set(), {one.then.type for one in rules.values() if isinstance(one.then, Derives)}
    for stratum in plan.strata:
        assert stratum
        assert [c.order for c in stratum] == sorted(c.order for c in stratum)
        above = {c.head.type for later in plan.strata[plan.strata.index(stratum) :] for c in later if isinstance(c.head, Derive)}
        for one in stratum:
            reads = {match.type for match in matches_of(one)}
            assert not reads & above
            assert reads & left <= derived_so_far
        derived_so_far |= {c.head.type for c in stratum if isinstance(c.head, Derive)}
    assert plan.negated <= set(generated.vocabulary.recordable) - set(STRUCTURAL)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_references_point_to_slots_on_their_left(rng):
    """Whatever the pack: each reference points to a slot that a step further left has bound, or to the `every` around it."""
    generated, _ = check_pack(random_pack(rng))
    for one in plan_of(generated.on(date(2018, 12, 31))).clauses():
        bound = set()
        for step in one.steps:
            if isinstance(step, Every):
                assert step.slot >= len(one.aliases)
                assert {b.slot for b in step.domain.bounds} <= bound
                assert {b.slot for b in step.then.match.bounds} <= {*bound, step.slot}
            else:
                assert {b.slot for b in step.match.bounds} <= bound
            if isinstance(step, Bind):
                assert step.slot == len(bound)
                bound.add(step.slot)
        assert bound == set(range(len(one.aliases)))
        assert {b.slot for exception in one.exceptions for b in exception.bounds} <= bound
        assert {slot for _, slot, _, _ in one.told} <= bound


def matches_of(one):
    """All matches of a clause."""
    for step in one.steps:
        if isinstance(step, Every):
            yield from (step.domain, step.then.match)
        else:
            yield step.match
    yield from one.exceptions
