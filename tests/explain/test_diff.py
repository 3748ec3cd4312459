"""What differs between two cases, packs or saved assessments."""

import json
from datetime import date
from pathlib import Path
from random import Random

import jsonschema
import pytest
from attrs import evolve

from ringrose import (
    Case,
    Closure,
    Criterion,
    Dated,
    Fact,
    Field,
    InputError,
    Parameter,
    Partner,
    Pattern,
    Range,
    Reference,
    Rule,
    Satisfies,
    Source,
    assess,
    diff_assessments,
    diff_cases,
    diff_packs,
)
from ringrose.explain.case_differences import case_differences
from ringrose.explain.diff import changes_page, page_of
from ringrose.explain.pack_differences import pack_differences
from ringrose.explain.pack_told import thing_line
from ringrose.explain.words import WORDS
from ringrose.files.schema_comparing import diff_schema
from ringrose.model.case import Published
from ringrose.model.check_case import check_case
from ringrose.model.check_pack import check_pack
from ringrose.render.page import render
from tests import small
from tests.explain.changing import meant, random_sound_pair, statuses, varied
from tests.explain.golden_files import hold
from tests.generate import random_pack

EXAMPLES = Path(__file__).parents[2] / "examples"
ENGINES = ("durable", "compiled")


def told(found, lang="en", names=("", "")):
    """The page as text."""
    return render(page_of(found, lang, names))


def valid(found, lang="en"):
    """The answer as JSON, valid by its schema."""
    answer = json.loads(json.dumps(found.to_dict(lang), allow_nan=False))
    jsonschema.validate(answer, diff_schema())
    return answer


def case(*facts, **more):
    """A small case of the pack ringrose."""
    return Case(
        "c", **{"partners": [Partner("a"), Partner("b")], "review": (2016, 2018), "fields": [Field("health")], "facts": facts, **more}
    )


def differing(first, second, pack):
    """What differs, as (what, change, id or type)."""
    sides = [check_case(side, pack)[0] for side in (first, second)]
    found = case_differences(*sides, pack.vocabulary)
    return [(d.what, d.change, name(d.before), name(d.after)) for d in found.differences]


def name(plain):
    """How a fact or record is called here."""
    return plain.get("id", plain["fact"]) if isinstance(plain, dict) and "fact" in plain else plain and "..."


# -- which facts of two cases are the same ----------------------------------------------------------------------------------------


def test_facts_are_the_same_by_id(pack):
    """A fact of the same id is the same fact, and its keys that differ are told."""
    first = case(Fact("visit", id="x", by="a", year=2016), Fact("visit", id="y", by="a"))
    second = case(Fact("visit", id="x", by="b", to="a", note="n"), Fact("visit", id="z", by="a"))
    found = diff_cases(first, second, pack=pack)
    assert [(d.change, name(d.before), name(d.after), d.keys) for d in found.differences] == [
        ("changed", "x", "x", ("by", "year", "to", "note")),
        ("removed", "y", None, ()),
        ("added", None, "z", ()),
    ]


def test_ids_that_count_are_matched_by_content_first(pack):
    """A fact that is added above others without ids differs alone, although it moves all their numbers."""
    visits = [Fact("visit", by="a", year=year) for year in (2016, 2017, 2018)]
    new = Fact("visit", by="b", year=2016)
    assert differing(case(*visits), case(new, *visits), pack) == [("fact", "added", None, "visit-1")]
    assert differing(case(new, *visits), case(*visits), pack) == [("fact", "removed", "visit-1", None)]
    assert differing(case(*visits), case(*reversed(visits)), pack) == []
    assert not any(
        element.moved for element in diff_cases(case(*visits), case(new, *visits[::-1]), pack=pack).elements if element.element == "results"
    )


def test_counted_facts_that_have_no_like_are_matched_by_number(pack):
    """A fact without an id that was changed is the one of the same number."""
    first, second = (case(Fact("visit", by="a"), Fact("visit", by=by)) for by in ("a", "b"))
    assert differing(first, second, pack) == [("fact", "changed", "visit-2", "visit-2")]


def test_facts_that_name_counted_facts_are_matched_with_them(pack):
    """A counted fact that names a counted fact is the same where that one is, whatever their numbers."""
    pairs = [[Fact("activity", title=title), Fact("obstacle", kind="budget", of=f"activity-{n}")] for n, title in ((1, "one"), (2, "two"))]
    first = case(*pairs[0], *pairs[1])
    swapped = case(
        Fact("activity", title="two"), Fact("activity", title="one"),
        Fact("obstacle", kind="budget", of="activity-1"), Fact("obstacle", kind="budget", of="activity-2"),
    )  # fmt: skip
    assert differing(first, swapped, pack) == []
    turned = case(*pairs[0], Fact("activity", title="two"), Fact("obstacle", kind="budget", of="activity-1"))
    assert differing(first, turned, pack) == [("fact", "changed", "obstacle-2", "obstacle-2")]


def test_long_chains_of_counted_facts_are_matched_by_number(pack):
    """Facts that name facts, and so on, are matched to a certain depth by content, and below it by number: that ends in any case."""

    def chain(*first, length):
        """Facts each of which names the next one, so that only the end can be matched before the others."""
        start = len(first) + 1
        named = [f"obstacle-{n}" for n in range(start + 1, start + length)]
        return case(*first, *(Fact("obstacle", kind="budget", of=id) for id in (*named, None)))

    new = Fact("obstacle", kind="staff")
    assert differing(chain(length=60), chain(length=60), pack) == []
    assert differing(chain(length=15), chain(new, length=15), pack) == [("fact", "added", None, "obstacle-1")]
    assert len(differing(chain(length=60), chain(new, length=60), pack)) > 1


def test_a_number_can_be_a_name_on_the_other_side(pack):
    """A fact whose id counts on one side and was written on the other is the same by its id."""
    first = case(Fact("visit", by="a"))
    second = case(Fact("visit", id="other", by="b"), Fact("visit", id="visit-1", by="a"))
    assert differing(first, second, pack) == [("fact", "added", None, "other")]


def test_new_facts_may_have_numbers_of_others(pack):
    """A new fact whose number means another fact on the other side is told under its own id, and tried under another."""
    first = case(Fact("visit", by="a", year=2016), Fact("visit", by="a", year=2017))
    second = case(Fact("benefit", to="b"), Fact("visit", by="b"), *(fact.with_id(None) for fact in first.facts))
    found = diff_cases(first, second, pack=pack)
    assert [(d.change, name(d.after)) for d in found.differences] == [("added", "visit-1"), ("added", "benefit-1")][::-1]
    assert valid(found)["differences"][1]["after"]["id"] == "visit-1"


def test_records_are_the_same_by_what_they_state(pack):
    """A record that only one side declares complete is told, and one with another source as changed in what no rule reads."""
    first = case(complete=["monitoring", Closure("visit", by="a"), Closure("activity", year=Range(gte=2016))])
    second = case(complete=[Closure("activity", year=Range(gte=2017)), Closure("visit", by="a", note="n"), "monitoring", "benefit"])
    found = diff_cases(first, second, pack=pack)
    assert [(d.what, d.change, d.keys, d.matters) for d in found.differences] == [
        ("record", "changed", ("note",), False),
        ("record", "removed", (), True),
        ("record", "added", (), True),
        ("record", "added", (), True),
    ]


def test_the_frame_is_compared_part_by_part(pack):
    """Each part of the frame that differs is told once, and whether rules read it; the order of lists is none."""
    sources = [Source("s"), Source("t")]
    first = case(sources=sources, published=[Published("commitment", "met")], title="One")
    second = Case(
        "d",
        partners=[Partner("b"), Partner("a", "Alpha", "ID")],
        review=(2016, 2019),
        fields=[],
        sources=sources[::-1],
        published=[Published("commitment", "not_met")],
    )
    found = diff_cases(first, second, pack=pack)
    assert [(d.what, d.change, d.matters) for d in found.differences] == [
        ("id", "changed", False),
        ("title", "removed", False),
        ("partners", "changed", True),
        ("review", "changed", True),
        ("fields", "removed", True),
        ("published", "changed", False),
    ]
    for lang in ("en", "id"):
        assert "Alpha (ID)" in told(found, lang)
    assert "the agreed fields: health in the first, none in the second" in told(found)
    assert "the period under review: 2016 to 2018 in the first, 2016 to 2019 in the second" in told(found)


# -- which differences bear on which element --------------------------------------------------------------------------------------


def bearing(found, element):
    """What bears on an element: (change, id, in findings, alone, needed)."""
    return [
        (
            found.differences[b.difference].change,
            name(found.differences[b.difference].before or found.differences[b.difference].after),
            b.in_findings,
            b.alone,
            b.needed,
        )
        for b in found.bearing[element]
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_differences_that_are_enough_are_told(pack, seed, engine):
    """A difference that turns an element by itself is enough, and one without which it would not be so is needed."""
    facts = [fact for fact in seed.facts if fact.id != "no-benefit-jung-gu"]
    second = evolve(seed, facts=[*facts, Fact("benefit", id="b", to="jung-gu"), Fact("benefit", id="c", to="jung-gu")])
    found = diff_cases(seed, second, pack=pack, engine=engine)
    assert [(e.element, e.before, e.after) for e in found.elements if e.turned] == [("reciprocity", "not_met", "met")]
    assert bearing(found, "reciprocity") == [
        ("removed", "no-benefit-jung-gu", True, False, False),
        ("added", "b", True, True, False),
        ("added", "c", True, True, False),
    ]
    assert bearing(found, "results") == []


def test_differences_that_only_together_turn_an_element_are_told():
    """Where two facts are needed together, neither is enough, and both are needed."""
    pack = small.pack(small.rule("r", small.fact("t"), small.fact("u"), then=small.satisfies()))
    first, second = small.case(), small.case(Fact("t", id="x"), Fact("u", id="y"))
    found = diff_cases(first, second, pack=pack)
    assert bearing(found, "e") == [("added", "x", True, False, True), ("added", "y", True, False, True)]


def test_what_the_absence_of_rested_on_bears():
    """A fact that could match what a finding held to be absent bears on it, though no finding of the other side names it."""
    pack = small.pack(small.rule("r", small.no("t", by="pa", day=2018)))
    closed = {"complete": ["t"]}
    first = small.case(**closed)
    second = small.case(Fact("t", id="x", by="pa", day="2018-05-01"), Fact("t", id="y", by="pb"), Fact("u", id="z"), **closed)
    found = diff_cases(first, second, pack=pack)
    assert bearing(found, "e") == [("added", "x", True, True, True)]
    assert bearing(diff_cases(second, first, pack=pack), "e") == [("removed", "x", True, True, True)]
    unknown = small.case(Fact("t", id="x", holds="unknown"), **closed)
    assert bearing(diff_cases(first, unknown, pack=pack), "e") == [("added", "x", True, True, True)]
    denied = small.case(Fact("t", id="x", holds=False), **closed)
    (b,) = diff_cases(first, denied, pack=pack).bearing["e"]
    assert (b.in_findings, b.alone, b.needed) == (True, None, None)


def test_an_exception_bears_though_no_finding_names_it():
    """A fact that is an exception bears on the findings that it takes away, through derived facts too, though no justification names it."""
    pack = small.pack(small.rule("r", small.fact("t"), unless=[small.fact("u")]))
    found = diff_cases(small.case(Fact("t", id="x")), small.case(Fact("t", id="x"), Fact("u", id="y")), pack=pack)
    assert bearing(found, "e") == [("added", "y", True, True, True)]
    known = small.case(Fact("t", id="x"), Fact("u", id="y", holds="unknown"))
    assert bearing(diff_cases(small.case(Fact("t", id="x")), known, pack=pack), "e") == []
    both = small.pack(
        small.rule("derives", small.fact("t"), then=small.derives("D"), unless=[small.fact("u", by="pa")]),
        small.rule("derived", small.every("partner", "p", small.fact("D"))),
        small.rule("other", small.fact("t")),
    )
    found = diff_cases(
        small.case(Fact("t", id="x")), small.case(Fact("t", id="x"), *(Fact("u", id=p, by=f"p{p}") for p in "ab")), pack=both
    )
    assert bearing(found, "e") == [("added", "a", True, None, None)]


def test_what_only_a_derived_exception_explains_is_not_named():
    """Where only a derived fact is an exception and no status turns, no difference is named, and the page says no more than it knows."""
    pack = small.pack(
        small.rule("derives", small.fact("u"), then=small.derives("D")),
        small.rule("excepted", small.fact("t"), unless=[small.fact("D")]),
        small.rule("other", small.fact("t")),
    )
    found = diff_cases(small.case(Fact("t", id="x")), small.case(Fact("t", id="x"), Fact("u", id="y")), pack=pack)
    assert found.elements[0].moved
    assert found.bearing["e"] == ()
    assert "bear on this" not in told(found)


def test_records_and_the_frame_bear_too():
    """A closed record, a partner, a field or a year that findings rest on bears on the element."""
    pack = small.pack(
        small.rule("closed", small.no("t", count=1)),
        small.rule("partner", small.fact("partner", "p", country="KR")),
        small.rule("year", small.fact("year", "y", value=2020)),
    )
    base = {"partners": [Partner("a")], "review": (2016, 2018)}
    for more in ({"complete": ["t"]}, {"partners": [Partner("a", "A", "KR")]}, {"review": (2016, 2020)}):
        found = diff_cases(Case("c", **base), Case("c", **{**base, **more}), pack=pack)
        (b,) = found.bearing["e"]
        assert (b.in_findings, b.alone, b.needed) == (True, True, True)
        assert told(found, "id")


def test_what_cannot_be_made_alone_is_not_tried():
    """A fact that names a partner which only its own case has cannot be made alone; neither can the partner be taken from under it."""
    pack = small.pack(small.rule("r", small.fact("t", by="b")))
    found = diff_cases(
        Case("c", partners=["a"], review=(2016, 2018)),
        Case("c", partners=["a", "b"], review=(2016, 2018), facts=[Fact("t", id="x", by="b")]),
        pack=pack,
    )
    assert bearing(found, "e") == [("added", "x", True, None, True)]


def test_a_fact_that_changed_below_a_finding_is_told():
    """A finding that stays by rule and bindings, while a fact that it rests on states something else, is told as changed."""
    pack = small.pack(small.rule("r", small.fact("t", "x")))
    found = diff_cases(small.case(Fact("t", id="x", year=2016)), small.case(Fact("t", id="x", year=2017)), pack=pack)
    (criterion,) = found.elements[0].criteria
    assert (len(criterion.changed), criterion.came, criterion.went) == (1, (), ())
    assert [b.in_findings for b in found.bearing["e"]] == [True]


def test_findings_on_counted_facts_are_the_same_under_other_numbers():
    """Findings on facts whose numbers moved are the same, down to derived facts, absence and what closes it."""
    pack = small.pack(
        small.rule("derives", small.fact("t", "x"), then=small.derives("D", of="$x.id", by="$x.by")),
        small.rule("derived", small.fact("D", "d")),
        small.rule("absent", small.fact("t", "x"), small.no("u", of="$x.id", year={"in": [2016]}, count={"gt": 3})),
        small.rule("absent-in", small.fact("t", "x"), small.no("u", of={"in": ["$x.id"]})),
    )
    facts = [Fact("t", by="pa"), Fact("u", holds=False)]
    first, second = small.case(*facts), small.case(Fact("u", holds=False, title="other"), Fact("t", count=1), *facts)
    found = diff_cases(first, second, pack=pack)
    for criterion in found.elements[0].criteria:
        assert criterion.went == criterion.changed == ()
        assert {f.rule for f in criterion.came} == {"e.derived", "e.absent", "e.absent-in"}
        assert len(criterion.came) == 3


def test_very_many_differences_are_not_all_tried(monkeypatch):
    """Beyond a number of differences only those in findings are told, and what was not tried is left open."""
    monkeypatch.setattr("ringrose.explain.diff_cases.MOST_TRIED", 1)
    pack = small.pack(small.rule("r", small.fact("t"), small.fact("u"), then=small.satisfies()))
    found = diff_cases(small.case(), small.case(Fact("t", id="x"), Fact("u", id="y")), pack=pack)
    assert bearing(found, "e") == [("added", "x", True, False, True), ("added", "y", True, None, None)]


# -- the same by whatever way -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(100))
def test_generated_cases(number):
    """Both sides are what the oracle says; a case does not differ from itself; engines differ in no byte; swapping swaps came and went."""
    rng = Random(f"diff {number}")
    pack, first = random_sound_pair(rng)
    second = varied(rng, pack, first)
    itself = diff_cases(first, evolve(first, facts=list(reversed(first.facts))), pack=pack, engine="compiled")
    assert itself.differences == ()
    assert not itself.turned
    assert not any(element.moved for element in itself.elements)
    found, back = (diff_cases(*sides, pack=pack, engine="compiled") for sides in ((first, second), (second, first)))
    assert statuses(found.elements, "before") == meant(first, pack) == statuses(back.elements, "after")
    assert statuses(found.elements, "after") == meant(second, pack) == statuses(back.elements, "before")
    for element, other in zip(found.elements, back.elements, strict=True):
        for criterion, opposite in zip(element.criteria, other.criteria, strict=True):
            assert (criterion.came, criterion.went) == (opposite.went, opposite.came)
            assert [(b, a) for a, b in criterion.changed] == list(opposite.changed)
        turned = {b.difference for b in found.bearing[element.element] if b.alone or b.needed}
        assert len(turned) == len({b.difference for b in back.bearing[element.element] if b.alone or b.needed}) or element.turned
    assert sorted(d.change for d in found.differences) == sorted(
        {"added": "removed", "removed": "added"}.get(d.change, d.change) for d in back.differences
    )
    if number < 40:
        assert json.dumps(diff_cases(first, second, pack=pack, engine="durable").to_dict()) == json.dumps(found.to_dict())
    for lang in pack.languages:
        valid(found, lang)
        assert told(found, lang)


@pytest.mark.parametrize("number", range(150))
def test_a_single_difference_that_turns_an_element_is_named(number):
    """Each difference made alone turns just the elements on which it is told to bear, and is told to be enough for that."""
    rng = Random(f"single {number}")
    pack, first = random_sound_pair(rng)
    second = varied(rng, pack, first)
    all_of_them = case_differences(first, second, pack.vocabulary)
    whole = diff_cases(first, second, pack=pack, engine="compiled")
    for place, difference in enumerate(all_of_them.differences):
        alone = all_of_them.alone(difference, pack.vocabulary) if difference.matters else None
        if alone is None:
            continue
        assert check_case(evolve(alone), pack)[1] == []
        single = diff_cases(first, alone, pack=pack, engine="compiled")
        assert len(single.differences) == 1
        for element, of_all in zip(single.elements, whole.elements, strict=True):
            if element.turned:
                assert [b.alone for b in single.bearing[element.element]] == [True]
                assert [b.needed for b in single.bearing[element.element]] == [True]
            if of_all.turned:
                enough = {b.difference for b in whole.bearing[of_all.element] if b.alone}
                assert (place in enough) is (meant(alone, pack)[element.element][0] == of_all.after)


def test_generated_differences_turn_elements():
    """The properties above look at cases with elements that turn, and nearly all of what turns them is seen in findings."""
    turned = in_findings = tried = 0
    for number in range(250):
        rng = Random(f"single {number}")
        pack, first = random_sound_pair(rng)
        found = diff_cases(first, varied(rng, pack, first), pack=pack, engine="compiled")
        turned += found.turned
        all_bearing = [b for bearing in found.bearing.values() for b in bearing]
        in_findings += any(b.in_findings for b in all_bearing)
        tried += any(not b.in_findings for b in all_bearing)
    assert turned > 20
    assert in_findings > 20
    assert tried < 5


# -- packs ------------------------------------------------------------------------------------------------------------------------


def with_element(pack, number, **more):
    """A pack with another element in the place of one, unchecked again."""
    elements = list(pack.elements)
    elements[number] = evolve(elements[number], **more)
    return evolve(pack, elements=elements)


def things(first, second):
    """What differs between packs, in short."""
    return [(d.what, d.id, d.change, d.keys, d.matters) for d in pack_differences(first, second)]


def test_a_pack_does_not_differ_from_itself(pack, seed):
    """The same pack read again differs in nothing."""
    found = diff_packs(pack, evolve(pack), [seed])
    assert (found.differences, found.same_meaning, found.turned) == ((), True, False)
    assert told(found).rstrip().endswith("Nothing differs.")
    assert valid(found)["cases"][0]["rules"] == []


def test_changes_of_meaning_are_told_apart_from_texts(pack):
    """A text, an order or a version that differs does not matter; a role, a condition or a conclusion does."""
    commitment = pack.elements[0]
    first, *others = commitment.rules
    assert things(pack, evolve(pack, version="2.0.0")) == [("pack", "ringrose", "changed", ("version",), False)]
    assert things(pack, with_element(pack, 0, title="T", standing=None)) == [
        ("element", "commitment", "changed", ("title", "standing"), False)
    ]
    assert things(pack, with_element(pack, 0, rules=[*others, first])) == [("element", "commitment", "changed", ("order of rules",), False)]
    texts = with_element(pack, 0, rules=[evolve(first, because="B", advice=None), *others])
    assert things(pack, texts) == [("rule", f"commitment.{first.id}", "changed", ("because", "advice"), False)]
    meaning = with_element(pack, 0, rules=[evolve(first, conditions=[*first.conditions, small.fact("visit")], because="B"), *others])
    assert things(pack, meaning) == [("rule", f"commitment.{first.id}", "changed", ("if", "because"), True)]
    roles = with_element(pack, 0, criteria=[evolve(commitment.criteria[0], role="informative"), *commitment.criteria[1:]])
    assert things(pack, roles) == [("criterion", f"commitment.{commitment.criteria[0].id}", "changed", ("role",), True)]


def test_what_only_one_pack_has_is_told(pack):
    """Rules, criteria, elements and fact types that only one of the packs has are added or removed, in both directions."""
    less = evolve(pack, elements=pack.elements[:-1])
    gone = [(d.what, d.id) for d in pack_differences(pack, less)]
    assert ("element", pack.elements[-1].id) in gone
    assert {d.change for d in pack_differences(pack, less)} == {"removed"}
    assert {d.change for d in pack_differences(less, pack)} == {"added"}
    assert [(d.what, d.id) for d in pack_differences(less, pack)] == gone
    types = dict(pack.vocabulary.types)
    del types["ending"]
    assert things(pack, evolve(pack, vocabulary=evolve(pack.vocabulary, types=types))) == [("fact_type", "ending", "removed", (), True)]


def test_numbers_and_truths_differ_in_a_pack():
    """A rule that asks for 1 and one that asks for true differ, though Python holds the two for equal."""
    packs = [small.unchecked(small.rule("r", small.fact("t", count=value))) for value in (1, True)]
    assert things(*packs) == [("rule", "e.r", "changed", ("if",), True)]


def judged_apart(pack):
    """The pack with a rule changed, one added, one removed, and one with another text."""
    reciprocity = pack.elements[3]
    assert reciprocity.id == "reciprocity"
    benefits = next(rule for rule in reciprocity.rules if rule.id == "every-partner-benefits")
    others = [rule for rule in reciprocity.rules if rule.id not in ("every-partner-benefits", "partner-without-benefit")]
    new = Rule("some-benefit", [small.fact("benefit")], Satisfies("mutual_benefit"))
    return with_element(pack, 3, rules=[evolve(benefits, conditions=[small.fact("benefit")]), new, *others])


@pytest.mark.parametrize("engine", ENGINES)
def test_cases_are_judged_by_both_packs(pack, seed, engine):
    """Each case is told with the judgements that differ, and with the rules whose findings differ and what became of them."""
    found = diff_packs(pack, judged_apart(pack), [seed], engine=engine)
    (by,) = found.cases
    assert [(e.element, e.before, e.after) for e in by.elements if e.turned] == [("reciprocity", "not_met", "met")]
    change = {rule.rule: found.differences[rule.difference].change for rule in by.rules if rule.difference is not None}
    assert change == {
        "reciprocity.every-partner-benefits": "changed",
        "reciprocity.some-benefit": "added",
        "reciprocity.partner-without-benefit": "removed",
    }
    assert found.turned
    assert not found.same_meaning
    assert statuses(by.elements, "before") == meant(seed, pack)
    for lang in ("en", "id"):
        valid(found, lang)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_page_of_packs_is_told_in_each_language(pack, seed, lang):
    """What differs between packs is told in each language."""
    second = evolve(judged_apart(pack), version="1.1.0", elements=judged_apart(pack).elements[1:])
    hold(f"diff-packs.{lang}.txt", told(diff_packs(pack, second, [evolve(seed, published=())], lang=lang), lang, ("old", "new")))


def test_without_cases_only_rules_are_compared(pack):
    """Two packs without a case are compared by their rules, and the page says how to name cases."""
    found = diff_packs(pack, judged_apart(pack))
    assert (found.cases, found.turned) == ((), False)
    assert "name cases with --case" in told(found)


def test_a_rule_that_is_the_same_may_find_something_else():
    """A rule that is the same in both packs, and whose findings differ through a derived fact, is told as the same."""
    packs = [
        small.pack(small.rule("derives", condition, then=small.derives("D")), small.rule("derived", small.fact("D")))
        for condition in (small.fact("t"), small.fact("t", count=1))
    ]
    found = diff_packs(*packs, [small.case(Fact("t", id="x"))])
    assert [(rule.rule, rule.difference, rule.went) for rule in found.cases[0].rules] == [("e.derived", None, 1)]
    assert "e.derived, which is the same in both" in told(found)


def test_a_case_must_be_sound_by_both_packs(seed, pack):
    """A case that uses a word which one of the packs does not know is refused."""
    with pytest.raises(InputError):
        diff_packs(pack, small.pack(small.rule("r", small.fact("t"))), [seed])


def test_both_packs_need_texts_in_the_language(pack):
    """A language in which one of the packs has no texts is refused."""
    with pytest.raises(InputError):
        diff_packs(pack, small.pack(small.rule("r", small.fact("t"))), lang="id")


@pytest.mark.parametrize("number", range(40))
def test_generated_packs(number):
    """Two generated packs differ in what the one has and the other has not; swapping them swaps added and removed, before and after."""
    rng = Random(f"packs {number}")
    first, case = random_sound_pair(rng)
    second, back = random_pack(rng), {"added": "removed", "removed": "added", "changed": "changed"}
    there, again = pack_differences(first, second), pack_differences(second, first)
    assert {(d.what, d.id, d.change, d.matters) for d in there} == {(d.what, d.id, back[d.change], d.matters) for d in again}
    assert sum(d.change == "added" and d.what == "rule" for d in there) == len(
        {name for name, _, _ in second.rules()} - {name for name, _, _ in first.rules()}
    )
    found = diff_packs(first, first, [case], engine="compiled")
    assert not any(element.moved for element in found.cases[0].elements)
    less = evolve(first, elements=[evolve(first.elements[0], rules=first.elements[0].rules[1:]), *first.elements[1:]])
    derived = {rule.then.type for _, _, rule in less.rules() if hasattr(rule.then, "type")}
    if derived == {name for name, kind in first.vocabulary.types.items() if kind.derived}:  # a derived type needs a rule
        (by,) = diff_packs(first, less, [case], engine="compiled").cases
        assert statuses(by.elements, "after") == meant(case, less)


def test_parameters_and_references_are_told_by_name():
    """Parameters and references are things of their own; the values of a parameter matter, how they are told and references do not."""
    one = Dated(1, told={"en": "yearly"})
    base = small.unchecked(
        small.rule("r", small.fact("t")), parameters={"p": Parameter("integer", [one])}, references=[{"id": "a", "x": 1}]
    )
    assert things(base, evolve(base, parameters={"p": Parameter("integer", [evolve(one, value=2)])})) == [
        ("parameter", "p", "changed", ("values",), True)
    ]
    assert things(base, evolve(base, parameters={"p": Parameter("integer", [evolve(one, told=None)], "How often.")})) == [
        ("parameter", "p", "changed", ("told", "means"), False)
    ]
    assert things(base, evolve(base, parameters={})) == [("parameter", "p", "removed", (), True)]
    assert things(base, evolve(base, references=[{"id": "b"}])) == [
        ("reference", "a", "removed", (), False),
        ("reference", "b", "added", (), False),
    ]
    assert things(base, evolve(base, references=[{"id": "a", "x": 2}])) == [("reference", "a", "changed", ("x",), False)]
    assert things(base, evolve(base, waive={"c": "So."})) == [("pack", "small", "changed", ("waive",), False)]
    put_in = check_pack(base)[0].on(date(2020, 1, 1))
    assert things(base, put_in) == []


def changed(lang, **rule):
    """The lines that tell what differs where a rule of a small pack has other keys."""
    first = small.unchecked(small.rule("r", small.fact("t"), because="B", note={"en": "N", "id": "N"}))
    second = small.unchecked(evolve(first.elements[0].rules[0], **rule))
    (one,) = pack_differences(first, second)
    return [line.text for line in thing_line(one, lang).below]


def test_what_differs_in_a_thing_is_told_key_by_key():
    """Texts are told by their languages, values from what to what, and conditions below one another."""
    assert changed("en", because="C") == ['because: from "B" to "C"']
    assert changed("id", because=None) == ['because: dari "B" menjadi tidak ada']
    assert changed("en", because={"en": "C"}) == ['because: from "B" to {"en": "C"}']
    assert changed("en", note={"en": "M", "su": "S"}) == [
        'note (en): from "N" to "M"',
        'note (id): from "N" to none',
        'note (su): from none to "S"',
    ]
    assert changed("en", unless=[Pattern("u")]) == ["first: {}", 'second: {"unless": [{"fact": "u"}]}']
    assert changed("en", conditions=[small.fact("t", title="x" * 400)])[1].endswith("x...")
    assert changed("en", advice="A" * 400)[0].endswith("A...")
    base = small.unchecked(small.rule("r", small.fact("t")), parameters={"p": Parameter("integer", [Dated(1, told="yearly")])})
    values = [Dated(2), Dated(3, date(2024, 1, 1), told={"en": "often", "id": "sering"})]
    for second, lang, told in (
        (
            evolve(base, parameters={"p": Parameter("integer", values)}),
            "id",
            ["values: dari 1 (yearly) menjadi 2; 3 (sering) mulai 2024-01-01"],
        ),
        (evolve(base, parameters={"p": Parameter("integer", [Dated(1, told="every year")])}), "en", ["told: from yearly to every year"]),
        (evolve(base, parameters={"p": Parameter("integer", [Dated(2, told="yearly")])}), "en", ["values: from 1 to 2"]),
        (
            evolve(base, parameters={"p": Parameter("integer", [Dated(1, told="yearly", reference=Reference("a", "p. 2"))])}),
            "en",
            ["reference: from none to a, p. 2"],
        ),
        (evolve(base, languages=("en", "id", "su")), "en", ["languages: from none to en, id and su"]),
        (with_element(base, 0, criteria=[Criterion("c", "informative")]), "en", ["role: from essential to informative"]),
        (with_element(base, 0, rules=[]), "en", []),
    ):
        (one,) = pack_differences(base, second)
        assert [line.text for line in thing_line(one, lang).below] == told
    types = {**small.TYPES, "t": evolve(small.TYPES["t"], derived=True)}
    (one,) = pack_differences(base, evolve(base, vocabulary=evolve(base.vocabulary, types=types)))
    assert [line.text for line in thing_line(one, "en").below] == ["derived: from false to true"]
    first, second = small.rule("r", small.fact("t")), small.rule("s", small.fact("t"))
    (one,) = pack_differences(small.unchecked(first, second), small.unchecked(second, first))
    assert thing_line(one, "en").below == ()


def test_what_a_pack_changes_is_told_of_its_parent(pack):
    """The page of changes names the pack and what it is compared with in its head, and tells what is added, taken out and changed."""
    second = evolve(judged_apart(pack), id="mine", version="3", languages=("en", "id", "su"))
    page = render(changes_page(diff_packs(pack, second), "en"))
    assert page.startswith(f"What mine changes in ringrose\nPack           mine 3\nCompared with  ringrose {pack.version}\n")
    assert "rule reciprocity.some-benefit: added" in page
    assert "rule reciprocity.partner-without-benefit: taken out" in page
    assert "pack mine: languages\n    languages: from en and id to en, id and su" in page
    assert page.endswith("All else is as in ringrose.\n")
    child = check_pack(evolve(pack, id="mine"))[0]
    object.__setattr__(child, "parent", pack)
    page = render(changes_page(diff_packs(pack, child), "id"))
    assert page.splitlines()[2] == f"Memperluas  ringrose {pack.version}"
    assert page.endswith("Tidak ada selain nama dan versi: semuanya sama dengan ringrose.\n")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_turns_in_many_cases_is_counted(pack, seed, engine):
    """Of many cases it is told which elements turn in which, and from what to what in how many; an element of one pack alone turns, too."""
    second = with_element(judged_apart(pack), 0, id="pledge")
    seed = evolve(seed, published=())
    found = diff_packs(pack, second, many=[("one", seed), ("two", seed)], engine=engine)
    assert found.turned
    assert found.effect.totals == {
        "commitment": [(("not_met", None), 2)],
        "reciprocity": [(("not_met", "met"), 2)],
        "pledge": [((None, "not_met"), 2)],
    }
    assert [case.turn("pledge") for case in found.effect.turned] == [">not_met"] * 2
    assert found.effect.turned[0].turn("results") == ""
    assert valid(found)["effect"]["turned"] == 2
    for lang in ("en", "id"):
        page = told(found, lang)
        assert "one" in page
        assert "->✗" in page
        assert "✗>-" in page
    same = diff_packs(pack, evolve(pack), many=[("one", seed)], engine=engine)
    assert not same.turned
    assert told(same).endswith("Nothing differs.\n")


# -- saved assessments ------------------------------------------------------------------------------------------------------------


def test_saved_assessments_are_compared_as_they_are(pack, seed):
    """From the two answers alone: statuses, findings, conflicts, pack and digests, nothing inferred."""
    second = evolve(seed, facts=[*seed.facts, Fact("benefit", id="b", to="jung-gu")])
    answers = [json.loads(json.dumps(assess(one, pack=pack).to_dict())) for one in (seed, second)]
    found = diff_assessments(*answers)
    live = diff_cases(seed, second, pack=pack)
    assert valid(found)["elements"] == [{k: v for k, v in e.items() if k != "bearing"} for e in valid(live)["elements"]]
    assert valid(found)["conflicts"] == valid(live)["conflicts"]
    assert [d.what for d in found.differences] == ["receipt.case"]
    assert found.turned


def test_what_answers_say_of_themselves_is_compared(pack, seed):
    """Case, engine, versions and digests that differ are told; an answer without a receipt has nothing to say there."""
    first = assess(seed, pack=pack, engine="compiled")
    second = assess(EXAMPLES / "bandung-seoul.yaml", pack=evolve(pack, version="2"), engine="durable", lang="id").to_dict()
    del second["receipt"]
    found = diff_assessments(first, second)
    assert {d.what for d in found.differences} == {
        "case", "engine", "pack.version", "pack.digest", "receipt.case", "receipt.ringrose", "receipt.lang",
    }  # fmt: skip
    assert found.differences[-1].after is None
    text = told(found)
    assert "engine: compiled in the first, durable in the second" in text
    assert "language: en in the first, nothing in the second" in text
    assert told(found, "id")


def test_an_answer_does_not_differ_from_itself(pack, seed):
    """Two copies of an answer differ in nothing, and the page says so."""
    answer = assess(seed, pack=pack)
    found = diff_assessments(answer, answer)
    assert (found.differences, found.turned, any(e.moved for e in found.elements)) == ((), False, False)
    assert told(found).rstrip().endswith("Nothing differs.")


def test_answers_of_others_may_tell_a_finding_twice(pack, seed):
    """A finding that an answer tells twice came once where the other tells it once; texts with braces stay as they are."""
    first, second = (json.loads(json.dumps(assess(seed, pack=pack).to_dict())) for _ in range(2))
    findings = second["judgements"][0]["criteria"][0]["findings"]
    findings.append({**findings[0], "text": "odd {a.b} {x}"})
    (criterion,) = [c for e in diff_assessments(first, second).elements for c in e.criteria if c.moved]
    assert [f.message.text("en") for f in criterion.came] == ["odd {a.b} {x}"]
    assert "odd {a.b} {x}" in told(diff_assessments(first, second))


def test_elements_of_one_side_alone_are_told(pack, seed):
    """An element or a criterion that only one of the answers has is told with no status on the other side."""
    first, second = (json.loads(json.dumps(assess(seed, pack=pack).to_dict())) for _ in range(2))
    del second["judgements"][4]
    del second["judgements"][0]["criteria"][0]
    first["judgements"][1]["element"] = "gone"
    found = diff_assessments(first, second)
    assert {(e.element, e.before, e.after) for e in found.elements if e.turned} == {
        ("gone", "not_met", None),
        ("results", "met", None),
        ("participation", None, "not_met"),
    }
    text = told(found)
    assert "gone: from not met to not asked" in text
    assert "participation: from not asked to not met" in text
    assert "resourced (essential): from satisfied to not asked" in text
    assert valid(found)["elements"][1]["after"] is None


# -- pages ------------------------------------------------------------------------------------------------------------------------


def another(seed):
    """The case of the seed with differences of all kinds."""
    changed = {
        "no-benefit-jung-gu": Fact("benefit", id="no-benefit-jung-gu", to="jung-gu", field="health", source="thesis"),
        "public-works-visit": evolve_fact(seed.fact("public-works-visit"), note="Another note."),
        "friendship-visits": Fact("visit", id="friendship-visits", holds="unknown", source="thesis"),
        "mou": None,
    }
    facts = [changed.get(fact.id, fact) for fact in seed.facts]
    complete = [
        seed.complete[0],
        Closure("activity", field="tourism", source="thesis", note="n"),
        *seed.complete[2:-1],
        Closure("visit", by="jung-gu"),
    ]
    return evolve(
        seed,
        title={"en": "Semarang and Jung-gu, again", "id": "Semarang dan Jung-gu, lagi"},
        facts=[*(fact for fact in facts if fact is not None), Fact("monitoring", by="jung-gu", year=2019)],
        complete=complete,
        review=(seed.review.start, 2020),
        published=(),
        fields=[*seed.fields[:-1], Field("education", "Education")],
    )


def evolve_fact(fact, **more):
    """The fact with another note or source."""
    return Fact(fact.type, fact.attributes, id=fact.id, holds=fact.holds, source=fact.source, **more)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_page_of_cases_is_told_in_each_language(pack, seed, lang):
    """What differs between two cases is told in each language."""
    hold(f"diff-cases.{lang}.txt", told(diff_cases(seed, another(seed), pack=pack, lang=lang), lang, ("a.yaml", "b.yaml")))


def test_every_template_is_used_and_every_line_has_one(pack, seed):
    """Each line of the library's own comes from a template, and all templates of diff are in use somewhere."""
    used = set()

    def look(lines):
        for line in lines:
            used.add(line.code)
            look(line.below)

    second = judged_apart(pack)
    saved = assess(seed, pack=pack).to_dict()
    shared = small.pack(small.rule("derives", small.fact("t"), then=small.derives("D")), small.rule("derived", small.fact("D")))
    for found in (
        diff_cases(seed, another(seed), pack=pack),
        diff_cases(another(seed), seed, pack=pack),
        diff_packs(pack, second, [seed]),
        diff_packs(pack, evolve(second, version="2")),
        diff_packs(
            shared,
            small.pack(small.rule("derives", small.fact("u"), then=small.derives("D")), small.rule("derived", small.fact("D"))),
            [small.case(Fact("t", id="x"))],
        ),
        diff_assessments(saved, {**saved, "case": "other", "conflicts": [{"fact": "a", "denial": "b"}]}),
        diff_assessments(saved, saved),
    ):
        for section in page_of(found, "en").sections:
            look(section.lines)
    lines = {code for code in WORDS if code.startswith("diff.")} - INSIDE
    assert {code for code in lines if not code.startswith(("diff.about.", "diff.key.", "diff.frame.", "diff.what."))} <= used


INSIDE = {f"diff.{part}" for part in ("cases", "packs", "assessments", "first", "second", "pack", "judged", "named", "judgements")}
INSIDE |= {"diff.facts", "diff.unread", "diff.alone", "diff.needed"}
INSIDE |= {"diff.judgements.of", "diff.element.of", "diff.fact.unknown", "diff.meaning", "diff.texts", "diff.about"}
"""Templates of headings, and of words inside other lines."""


def test_a_criterion_of_one_pack_alone_is_told(pack, seed):
    """A criterion that only one of the packs has is told by the title that it has there."""
    commitment = pack.elements[0]
    second = with_element(pack, 0, criteria=[*commitment.criteria, Criterion("fun", "informative", "Fun for all")])
    for sides in ((pack, second), (second, pack)):
        assert "Fun for all (for information)" in told(diff_packs(*sides, [seed]))
