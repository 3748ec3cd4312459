"""From firings to justifications: the tree, and the leaves below it."""

from datetime import date

import pytest
from attrs import evolve

from ringrose import AbsentNode, AtLeastNode, Closure, EveryNode, Fact, FactNode, LocalText, Partner, Range, RuleNode, Share, assess
from ringrose.meaning.facts import Store
from ringrose.meaning.justify import Justifier, closed_by, derived_attributes, holds
from ringrose.meaning.matching import resolve
from ringrose.plan import Bind, Every, plan_of
from tests.native import native  # noqa: F401  # without the engine most of this cannot run
from tests.small import at_least, at_most, case, derives, every, fact, no, pack, rule, satisfies

UNDATED = Fact("t", id="x", title="a")
DATED = Fact("t", id="y", title="a", year=2017)


def clause_of(*conditions, **more):
    """The clause of one rule."""
    (clause,) = plan_of(pack(rule("r", *conditions, **more))).clauses()
    return clause


def findings(given, *rules, **more):
    """All findings of a case by a pack of these rules."""
    return [f for c in assess(given, pack=pack(*rules, **more))["e"].criteria for f in c.findings]


def bound(store, *ids):
    """Items of the store in slots, from 0."""
    by_id = {item.fact.id: item for item in store.items}
    return {slot: by_id[id] for slot, id in enumerate(ids)}


def outline(nodes):
    """A justification as nested lists: ids of facts, names of rules, types of absent patterns."""
    told = []
    for node in nodes:
        match node:
            case FactNode(fact=leaf):
                told.append(leaf.id)
            case AbsentNode(absent=absent):
                told.append((absent.type, dict(absent.where)))
            case EveryNode(instances=instances):
                told.append({x.id: outline(inner) for x, inner in instances})
            case AtLeastNode(needed=needed, found=number, premises=premises, share=share):
                told.append((needed, number, *outline(premises), *(x.id for x in share)))
            case RuleNode(rule=name, premises=premises):
                told.append([name.removeprefix("e."), *outline(premises)])
    return told


# -- whether a step holds -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "id", "expected"),
    [
        (fact("u", year="$x.year"), "y", True),
        (fact("u", year="$x.year"), "x", False),  # x has no year: never true
        (fact("u", title="$x.title"), "y", False),
        (no("u", title="$x.title"), "y", True),
        (no("u", title="$x.title", kind="x"), "y", True),
        (no("u", year="$x.year"), "y", False),  # there is one
        (no("u", year="$x.year"), "x", False),  # x has no year: never true
        (no("t", title="$x.title"), "y", False),  # there is one
        (no("t", title="b"), "y", False),  # there is none, but nothing closes the record
        (no("t", title="c"), "y", True),  # one of two closures is enough
        (every("year", "z", fact("u", year="$z.value"), value="$x.year"), "y", True),
        (every("year", "z", fact("u", year="$z.value")), "y", False),  # none in 2018
        (every("year", "z", fact("u", year="$z.value"), value=1999), "y", False),  # no such year
        (every("year", "z", fact("u", year="$z.value"), value="$x.year"), "x", False),
        (every("year", "z", fact("u", year={"in": ["$z.value", "$x.year"]}), value=2017), "x", False),
        (every("year", "z", fact("u", year={"in": ["$z.value", "$x.year"]})), "y", True),
        (every("year", "z", no("u", year="$z.value"), value={"gte": 2018}), "y", True),
        (every("year", "z", no("u", year="$z.value")), "y", False),
        (every("year", "z", no("u", year="$z.previous")), "y", False),  # 2017 has no previous year
    ],
)
def test_a_step_holds_for_the_facts_in_its_slots(condition, id, expected):
    """Whether a step holds is found by section 2, for each kind of step, with references that a fact lacks among them."""
    closures = ["u", Closure("t", title="c"), Closure("t", title="d")]
    store = Store(case(UNDATED, DATED, Fact("u", year=2017, title="b"), complete=closures), {"t", "u"})
    clause = clause_of(fact("t", "x"), condition)
    assert holds(store, clause.steps[1], bound(store, id)) is expected


def test_a_binding_holds_where_its_fact_matches():
    """For a `Bind`, the fact in its slot is asked whether it matches."""
    store = Store(case(DATED, Fact("u", id="u1", year=2016), Fact("u", id="u2", year=2018)), ())
    bind = clause_of(fact("t", "x"), fact("u", "y", year={"gt": "$x.year"})).steps[1]
    assert isinstance(bind, Bind)
    assert not holds(store, bind, bound(store, "y", "u1"))
    assert holds(store, bind, bound(store, "y", "u2"))


def test_an_unknown_fact_keeps_a_no_from_holding_and_nothing_else():
    """What could not be told blocks a `no`, and fills no `fact` condition."""
    store = Store(case(DATED, Fact("u", holds="unknown"), complete=["u"]), {"u"})
    slots = bound(store, "y")
    assert not holds(store, clause_of(fact("t", "x"), no("u")).steps[1], slots)
    assert not holds(store, clause_of(fact("t", "x"), fact("u")).steps[1], slots)


# -- what closes a record -----------------------------------------------------------------------------------------------------------------


def test_all_that_closes_a_record_is_told():
    """The denials that cover a pattern are told by id, sorted, and the complete records by position."""
    given = case(
        Fact("u", id="z", holds=False),
        Fact("u", id="b", year=Range(lt=2020), holds=False),
        Fact("u", id="other", year=2018, holds=False),
        complete=["t", "u", Closure("u", year=2017), Closure("u", title="a")],
    )
    store = Store(given, {"u"})
    match = clause_of(no("u", year=2017)).steps[0].match
    assert closed_by(store, match, resolve(match, {}.get)) == (("b", "z"), (1, 2))


def test_a_record_may_be_closed_by_a_complete_entry_alone():
    """Where no denial covers the pattern, `closed_by` is empty and the entry under `complete` is told by position."""
    (finding,) = findings(case(complete=["u", "t"]), rule("r", no("t", year=2017)))
    (absent,) = finding.absent
    assert (absent.closed_by, absent.records, absent.to_dict()) == (
        (),
        (1,),
        {"fact": "t", "where": {"year": 2017}, "closed_by": []},
    )


# -- trees --------------------------------------------------------------------------------------------------------------------------------


def test_all_matches_of_a_condition_without_alias_belong_to_the_justification():
    """A condition that asks only whether there is a fact rests on all there are, sorted by id."""
    given = case(Fact("t", id="b"), Fact("t", id="a"), Fact("t", id="c", title="other"))
    (finding,) = findings(given, rule("r", fact("t", title={"exists": False})))
    assert (finding.facts, finding.bindings, outline(finding.because)) == (("a", "b"), {}, ["a", "b"])


def test_a_binding_rests_on_the_fact_that_it_binds():
    """Each match of a condition with an alias is a finding of its own, which rests on that match."""
    found = findings(case(Fact("t", id="b"), Fact("t", id="a")), rule("r", fact("t", "x")))
    assert [(f.facts, f.bindings) for f in found] == [(("a",), {"x": "a"}), (("b",), {"x": "b"})]


COUNTED = case(
    Fact("u", id="a", title="1", kind="x", year=2017),
    Fact("u", id="b", title="true", kind="x", year=2018),
    Fact("u", id="c", kind="y", year=2018),
    Fact("u", id="d", title="1", year=2018, holds="unknown"),
    Fact("t", id="e", title="1"),
    complete=["u"],
)


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (at_least(2, "u", kind="x"), (2, 2, "a", "b")),
        (at_least(1, "u", kind="x"), (1, 2, "a", "b")),
        (at_least(3, "u"), (3, 3, "a", "b", "c")),
        (at_least(4, "u"), None),  # what is unknown does not count
        (at_least(2, "u", "title"), (2, 2, "a", "b")),  # and what lacks the attribute neither
        (at_least(3, "u", "id"), (3, 3, "a", "b", "c")),
        (at_least(3, "u", "title"), None),
        (at_least(3, "u", "year"), None),
        (at_least(2, "u", "year"), (2, 2, "a", "b", "c")),
        (at_least(Share(0.5, "year"), "u", "year"), (2, 2, "a", "b", "c", "year-2017", "year-2018", "year-2019")),
        (at_least(Share("2/3", "partner"), "u", "kind"), (2, 2, "a", "b", "c", "pa", "pb")),
        (at_least(Share(1, "field"), "year"), (2, 3, "year-2017", "year-2018", "year-2019", "fa", "fb")),
        (at_least(Share(1, "year"), "u", "year"), None),
    ],
)
def test_a_count_lists_all_that_it_counts(condition, told):
    """An `at_least` lists the facts that match (with `distinct` those that state it), how many it takes, and of what a share is asked."""
    found = findings(COUNTED, rule("r", condition))
    assert [outline(f.because) for f in found] == ([[told]] if told else [])
    assert [f.facts for f in found] == ([tuple(sorted(told[2:]))] if told else [])


def test_a_count_tells_its_pattern():
    """An `at_least` carries its type, its pattern with the values of references, and the attribute whose values it counts."""
    (finding,) = findings(COUNTED, rule("r", fact("t", "x"), at_least(1, "u", "kind", title="$x.title")))
    (_, node) = finding.because
    assert (node.type, node.where, node.distinct) == ("u", {"title": "1"}, "kind")


def test_a_count_of_derived_facts_rests_on_their_justifications():
    """A derived fact counts once, whatever the number of its justifications, all of which are told."""
    rules = (rule("d", fact("u", "x"), then=derives("D", kind="$x.kind")), rule("r", at_least(2, "D")))
    (finding,) = findings(COUNTED, *rules)
    assert outline(finding.because) == [(2, 2, ["d", "a"], ["d", "b"], ["d", "c"])]
    assert finding.facts == ("a", "b", "c")
    assert not findings(COUNTED, rules[0], rule("r", at_least(3, "D")))


@pytest.mark.parametrize(
    ("condition", "allowed"),
    [
        (at_most(3, "u"), None),  # four could be
        (at_most(4, "u"), 4),
        (at_most(2, "u", kind="x"), None),  # that of unknown kind could be one
        (at_most(3, "u", kind="x"), 3),
        (at_most(2, "u", "title"), None),  # two values, and one that nobody knows
        (at_most(3, "u", "title"), 3),
        (at_most(2, "u", "year"), 2),
        (at_most(0, "u", kind="z"), None),
        (at_most(0, "u", year=1999), 0),
        (at_most(Share("2/3", "year"), "u", "year"), 2),
        (at_most(Share(0.5, "year"), "u", "year"), None),
        (at_most(9, "t"), None),  # nothing closes the record
    ],
)
def test_what_is_known_to_be_few_leaves_one_absence(condition, allowed):
    """An `at_most` leaves an entry with the number that it allows and the attribute whose values were counted, and no fact."""
    found = findings(COUNTED, rule("r", condition))
    assert [[a.to_dict() for a in f.absent] for f in found] == (
        []
        if allowed is None
        else [
            [
                {
                    "fact": "u",
                    "where": {name: tests[0].value for name, tests in condition.pattern.where.items()},
                    "at_most": allowed,
                    **({"distinct": condition.distinct} if condition.distinct else {}),
                    "closed_by": [],
                }
            ]
        ]
    )
    assert all(f.facts == () for f in found)


def test_a_share_of_nothing_is_never_true():
    """Where there are no fields, no number of facts is enough for a share of them, and none few enough."""
    assert not findings(
        case(complete=["u"], fields=()), rule("r", at_most(Share(1, "field"), "u")), rule("s", at_least(Share(1, "field"), "year"))
    )


@pytest.mark.parametrize("condition", [at_least(1, "u", year="$x.year"), at_most(9, "u", year="$x.year")])
def test_a_count_that_refers_to_what_a_fact_lacks_is_never_true(condition):
    """A count whose pattern refers to an attribute that the bound fact lacks is not true."""
    assert not findings(COUNTED, rule("r", fact("t", "x"), condition))


def test_absences_with_numbers_stand_after_those_without():
    """Absences are sorted by type, pattern, number and attribute, that of a `no` first; the same one is told once."""
    asked = [at_most(2, "u", "kind"), at_most(10, "u"), at_most(2, "u"), no("u"), at_most(2, "u"), at_most(0, "u", title="a")]
    (finding,) = findings(case(complete=["u"]), rule("r", *asked))
    assert [(a.where, a.at_most, a.distinct) for a in finding.absent] == [
        ({"title": "a"}, 0, None),
        ({}, None, None),
        ({}, 2, None),
        ({}, 2, "kind"),
        ({}, 10, None),
    ]


def test_an_every_lists_each_fact_with_what_matched_it():
    """An `every` rests on each fact of its domain and on all that matched it."""
    given = case(Fact("t", id="p", year=2018), Fact("t", id="q", year=2018), Fact("t", id="r", year=2019))
    (finding,) = findings(given, rule("r", every("year", "y", fact("t", year="$y.value"), nth={"gte": 1})))
    assert finding.facts == ("p", "q", "r", "year-2018", "year-2019")
    assert outline(finding.because) == [{"year-2018": ["p", "q"], "year-2019": ["r"]}]
    assert finding.bindings == {}


def test_an_every_with_no_lists_each_fact_with_what_is_absent():
    """An `every` with `no` rests on each fact of its domain and on the pattern that is absent for it."""
    (finding,) = findings(case(complete=["t"]), rule("r", every("year", "y", no("t", year="$y.value"), nth={"gte": 1})))
    assert finding.facts == ("year-2018", "year-2019")
    assert [(a.type, a.where) for a in finding.absent] == [("t", {"year": 2018}), ("t", {"year": 2019})]
    assert outline(finding.because) == [{"year-2018": [("t", {"year": 2018})], "year-2019": [("t", {"year": 2019})]}]


def test_absent_patterns_are_sorted_and_told_once():
    """Absent patterns come by type and then by their JSON, and the same pattern once."""
    given = case(complete=["t", "u"])
    (finding,) = findings(given, rule("r", no("u"), no("t", year=2018), no("t", year=2017), no("t", year=2018), no("t", title="a")))
    assert [(a.type, a.where) for a in finding.absent] == [("t", {"title": "a"}), ("t", {"year": 2017}), ("t", {"year": 2018}), ("u", {})]


def test_a_derived_fact_rests_on_all_ways_in_which_it_was_derived():
    """A derived fact has a node for each way, in the order of rules and facts, and the leaves of all of them."""
    given = case(Fact("t", id="b", year=2017), Fact("t", id="a", year=2017), Fact("u", id="c", year=2017), complete=["u"])
    (finding,) = findings(
        given,
        rule("reads", fact("D", "d")),
        rule("second", fact("u", "y"), no("u", year=2018), then=derives("D", year="$y.year")),
        rule("first", fact("t", "x"), then=derives("D", year="$x.year")),
    )
    assert finding.bindings == {"d": {"fact": "D", "year": 2017}}
    assert finding.facts == ("a", "b", "c")
    assert [(a.type, a.where) for a in finding.absent] == [("u", {"year": 2018})]
    assert outline(finding.because) == [["second", "c", ("u", {"year": 2018})], ["first", "a"], ["first", "b"]]
    assert {node.derived.attributes["year"] for node in finding.because} == {2017}


def test_a_derived_fact_may_rest_on_rules_of_several_strata():
    """A fact that is derived from recorded facts and from derived ones rests on both."""
    (finding,) = findings(
        case(Fact("t", id="a"), Fact("u", id="b")),
        rule("d", fact("t"), then=derives("D")),
        rule("early", fact("u"), then=derives("E")),
        rule("late", fact("D"), then=derives("E")),
        rule("reads", fact("E")),
    )
    assert finding.facts == ("a", "b")
    assert outline(finding.because) == [["early", "b"], ["late", ["d", "a"]]]


def test_a_chain_of_derived_facts_is_told_down_to_its_leaves():
    """Justifications go through derived facts, as deep as they are."""
    (finding,) = findings(
        case(Fact("t", id="a")),
        rule("d", fact("t"), then=derives("D")),
        rule("e", fact("D"), then=derives("E")),
        rule("f", fact("E"), then=derives("F")),
        rule("reads", fact("F")),
    )
    assert (finding.facts, outline(finding.because)) == (("a",), [["f", ["e", ["d", "a"]]]])


def test_an_exception_leaves_nothing_in_a_justification():
    """What `unless` looks for is not told where it was not found."""
    (finding,) = findings(case(Fact("t", id="a")), rule("r", fact("t", "x"), unless=[fact("u"), fact("D")]))
    assert (finding.facts, finding.absent, outline(finding.because)) == (("a",), (), ["a"])


def test_findings_of_equal_leaves_stay_apart():
    """Two bindings that rest on the same facts are two findings."""
    found = findings(case(Fact("t", id="a"), Fact("t", id="b")), rule("r", fact("t", "x"), fact("t", "y", id={"not": "$x.id"})))
    assert [(f.facts, f.bindings) for f in found] == [(("a", "b"), {"x": "a", "y": "b"}), (("a", "b"), {"x": "b", "y": "a"})]


def test_bindings_are_sorted_by_alias():
    """Bindings come in the order of their names, whatever the order of conditions."""
    (finding,) = findings(case(Fact("t", id="a"), Fact("u", id="b")), rule("r", fact("t", "z"), fact("u", "a")))
    assert list(finding.bindings.items()) == [("a", "b"), ("z", "a")]


def test_a_finding_decides_nothing_before_it_is_judged():
    """What an engine gives is not marked; it names polarity and criterion."""
    given = case(Fact("t", id="a"))
    store = Store(given, ())
    (clause,) = plan_of(pack(rule("r", fact("t", "x"), then=satisfies()))).clauses()
    finding = Justifier(given, store).finding(clause, (store.holding["t"][0],))
    assert (finding.decides, finding.polarity, finding.criterion, finding.rule) == (False, "satisfies", "e.c", "e.r")


# -- what is derived ----------------------------------------------------------------------------------------------------------------------


def test_a_derived_fact_leaves_out_what_the_bound_fact_lacks():
    """In `with`, a reference to an attribute that the fact lacks is left out; literals and false stay."""
    store = Store(case(UNDATED, Fact("t", id="z", open=False)), ())
    head = clause_of(fact("t", "x"), then=derives("D", year="$x.year", title="$x.title", open="$x.open", count=0)).head
    assert derived_attributes(head, list(bound(store, "x").values())) == {"title": "a", "count": 0}
    assert derived_attributes(head, list(bound(store, "z").values())) == {"open": False, "count": 0}


# -- sentences ----------------------------------------------------------------------------------------------------------------------------


def test_a_sentence_shows_partners_and_fields_by_their_names():
    """Ids of partners and fields are told by name, other values as they are, and what is lacking as such."""
    given = case(
        Fact("t", id="x", by="p", field="fa", title="p", day=date(2018, 5, 2), open=True),
        partners=[Partner("p", {"en": "City of P", "id": "Kota P"})],
    )
    text = "{x.by}, {x.field}, {x.title}, {x.day}, {x.open}, {x.year}, {x.id}."
    (finding,) = findings(given, rule("r", fact("t", "x"), because={"en": text, "id": text}), languages=("en", "id"))
    assert finding.message.text("en") == "City of P, fa, p, 2018-05-02, yes, not stated, x."
    assert finding.message.text("id") == "Kota P, fa, p, 2018-05-02, ya, tidak disebutkan, x."


def test_a_name_that_looks_like_a_slot_stays_what_it_is():
    """A value is never read as a template again."""
    given = case(Fact("t", id="x", title="{x.year}", year=2017))
    (finding,) = findings(given, rule("r", fact("t", "x"), because="{x.title} {x.year}"))
    assert finding.message.text() == "{x.year} 2017"


def test_the_sentence_of_a_derived_fact_is_that_of_its_rule():
    """Each application of a deriving rule tells its own sentence."""
    given = case(Fact("t", id="a", title="one"), Fact("t", id="b", title="two"))
    (finding,) = findings(given, rule("d", fact("t", "x"), then=derives("D"), because="From {x.title}."), rule("r", fact("D")))
    assert [node.message.text() for node in finding.because] == ["From one.", "From two."]
    assert finding.message.template == LocalText({"": "e.r"})


def test_an_every_inside_is_no_binding_of_the_clause():
    """The slot of an `every` is not told among the bindings, and does not disturb those that come after it."""
    clause = clause_of(every("year", "y", fact("t")), fact("t", "x"))
    assert isinstance(clause.steps[0], Every)
    (finding,) = findings(case(Fact("t", id="a")), rule("r", every("year", "y", fact("t")), fact("t", "x")))
    assert finding.bindings == {"x": "a"}


def test_the_order_of_facts_changes_no_byte():
    """Facts with ids may stand in any order."""
    rules = (rule("d", fact("t", "x"), then=derives("D", title="$x.title")), rule("r", fact("D", "d"), no("u", title="$d.title")))
    given = case(*(Fact("t", id=f"t{n}", title=f"{n % 3}") for n in range(9)), Fact("u", id="no", holds=False, title="1"), complete=["u"])
    turned = evolve(given, facts=given.facts[::-1])
    assert assess(given, pack=pack(*rules)).to_dict() == assess(turned, pack=pack(*rules)).to_dict()
