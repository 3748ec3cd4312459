"""What if: a case before and after changes."""

import json
from pathlib import Path
from random import Random

import jsonschema
import pytest

from ringrose import Change, InputError, WhatIf, assess, what_if
from ringrose.explain.facts_told import read_changes
from ringrose.explain.words import WORDS
from ringrose.files.schema_comparing import what_if_schema
from ringrose.model.change import changed
from ringrose.render.page import render
from tests.explain.changing import meant, random_changes, random_sound_pair, statuses
from tests.explain.golden_files import hold
from tests.oracle import judge

EXAMPLES = Path(__file__).parents[2] / "examples"


def told(found, lang="en"):
    """The page as text."""
    return render(found.page(lang))


# -- what it says -----------------------------------------------------------------------------------------------------------------


def test_an_element_that_turns_is_told_with_what_came_and_went(seed):
    """A benefit that is recorded instead of denied turns an element, and its findings came and went."""
    found = what_if(seed, [Change("add", "benefit", {"to": "jung-gu"}), Change("withdraw", id="no-benefit-jung-gu")])
    turned = [element for element in found.elements if element.turned]
    assert [(element.element, element.before, element.after) for element in turned] == [("reciprocity", "not_met", "met")]
    (criterion,) = turned[0].criteria
    assert [finding.rule for finding in criterion.went] == ["reciprocity.partner-without-benefit"]
    assert [finding.rule for finding in criterion.came] == ["reciprocity.every-partner-benefits"]
    assert not any(element.moved for element in found.elements if element.element != "reciprocity")


def test_a_finding_that_stays_on_other_grounds_is_told_as_changed(seed):
    """A finding whose rule and bindings stay, while what it rests on is another, neither came nor went."""
    found = what_if(seed, [Change("deny", "benefit", {"to": "jung-gu", "year": 2018}), Change("deny", "benefit", {"to": "jung-gu"})])
    (element,) = [element for element in found.elements if element.moved]
    (criterion,) = element.criteria
    assert (criterion.came, criterion.went, element.turned) == ((), (), False)
    ((before, after),) = criterion.changed
    assert (before.absent[0].closed_by, after.absent[0].closed_by) == (("no-benefit-jung-gu",), ("benefit-7", "no-benefit-jung-gu"))


def test_conflicts_that_come_and_go_are_told(seed):
    """A fact that is recorded beside a denial is a conflict that came, and one whose denial is dropped went."""
    both = what_if(seed, [Change("add", "benefit", {"to": "jung-gu"})]).after.case
    assert what_if(seed, [Change("add", "benefit", {"to": "jung-gu"})]).to_dict()["conflicts"] == {
        "came": [{"fact": "benefit-7", "denial": "no-benefit-jung-gu"}],
        "went": [],
    }
    back = what_if(both, [Change("withdraw", id="no-benefit-jung-gu")])
    assert back.to_dict()["conflicts"] == {"came": [], "went": [{"fact": "benefit-7", "denial": "no-benefit-jung-gu"}]}


def test_no_change_changes_nothing(seed):
    """Without changes nothing differs, and the page says so."""
    found = what_if(seed, [])
    assert not any(element.moved for element in found.elements)
    assert "No element changes its status." in told(found)
    assert told(found).rstrip().endswith("Nothing changes.")


def test_the_case_itself_stays_as_it_is(seed, pack):
    """The case that was given is judged as before."""
    before = assess(seed, pack=pack).to_dict()
    what_if(seed, [Change("withdraw", id="no-benefit-jung-gu")], pack=pack)
    assert assess(seed, pack=pack).to_dict() == before


def test_a_change_given_twice_is_made_once(seed):
    """Changes that are the same are one."""
    twice = [Change("add", "benefit", {"to": "jung-gu", "year": 2018.0}), Change("add", "benefit", {"to": "jung-gu", "year": 2018})]
    assert what_if(seed, twice).changes == (Change("add", "benefit", {"to": "jung-gu", "year": 2018}),)


def test_what_cannot_be_changed_is_refused_with_all_problems(seed):
    """Every change that cannot be used is told at once, with its place among the changes."""
    with pytest.raises(InputError) as refused:
        what_if(seed, [Change("add", "vist"), Change("withdraw", id="staff-exchange"), Change("deny", "benefit", {"to": "x"})])
    assert [(p.file, p.place) for p in refused.value.problems] == [
        ("case semarang-jung-gu", "changes[1].fact"),
        ("case semarang-jung-gu", "changes[2]"),
        ("case semarang-jung-gu", "changes[3].to"),
    ]


ALL = [
    Change("add", "benefit", {"to": "jung-gu", "field": "health"}),
    Change("add", "monitoring", {"year": 2019}),
    Change("deny", "community_participation", {}),
    Change("deny", "activity", {"year": {"gte": 2009, "lt": 2012}}),
    Change("close", "visit", {"by": "jung-gu"}),
    Change("close", "community_participation"),
    Change("reopen", "activity", {"field": "tourism"}),
    Change("withdraw", id="no-benefit-jung-gu"),
    Change("withdraw", id="weak-coordination"),
]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_page_is_told_in_each_language(seed, lang):
    """All kinds of changes, and all that they change, are told in each language."""
    hold(f"what-if.{lang}.txt", told(what_if(seed, ALL, lang=lang), lang))


def test_what_is_assumed_needs_no_source(seed):
    """A fact or a record that is assumed is told as such, and one of the case with its source."""
    text = told(what_if(seed, ALL))
    assert "Jung-gu: benefit (to: Jung-gu; field: Health) [assumed]" in text
    assert "the record is complete: community participation [assumed]" in text
    assert "no source given" not in text


def test_what_was_looked_for_can_be_dropped():
    """An unknown fact that is dropped is told as what it was."""
    case = {
        "ringrose": "case/1",
        "id": "c",
        "partners": [{"id": "a"}],
        "review": {"from": 2016, "to": 2018},
        "facts": [{"fact": "visit", "holds": "unknown"}],
    }
    text = told(what_if(case, [Change("withdraw", id="visit-1")]))
    assert "not recorded as unknown: visit [visit-1: no source given]" in text
    assert text.startswith("What if: c\n")


def test_every_sentence_has_a_code_of_its_own(seed):
    """Each line of the page that is the library's own comes from a template, and no template of what-if is left unused."""
    used = set()

    def look(lines):
        for line in lines:
            used.add(line.code)
            look(line.below)

    case = changed(seed, [Change("add", "benefit", {"to": "jung-gu"}), Change("withdraw", id="monitoring-2018")])
    for found in (what_if(seed, ALL), what_if(seed, []), what_if(case, [Change("withdraw", id="no-benefit-jung-gu")])):
        for section in found.page("en").sections:
            look(section.lines)
    named = {code for code in WORDS if code.startswith("what_if.")} - {
        "what_if.title",
        "what_if.assumed",
        "what_if.then",
        "what_if.source",
        "what_if.denied",
    }
    assert named - used == {"what_if.withdraw.unknown"}


# -- the same by whatever way -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(80))
def test_both_sides_are_what_the_oracle_says(number):
    """Before and after of all elements and criteria are what the oracle says of the two cases; engines differ in no byte."""
    rng = Random(f"what if {number}")
    pack, case = random_sound_pair(rng)
    changes = random_changes(rng, pack, case)
    found = what_if(case, changes, pack=pack, engine="compiled")
    assert statuses(found.elements, "before") == meant(case, pack)
    assert statuses(found.elements, "after") == meant(changed(case, changes), pack)
    assert json.dumps(what_if(case, changes, pack=pack, engine="durable").to_dict()) == json.dumps(found.to_dict())
    for lang in pack.languages:
        jsonschema.validate(json.loads(json.dumps(found.to_dict(lang))), what_if_schema())
        assert told(found, lang)


@pytest.mark.parametrize("number", range(60))
def test_findings_came_and_went_as_the_oracle_says(number):
    """A finding came (or went) exactly where the oracle has its rule and bindings after (or before) and not on the other side."""
    rng = Random(f"findings {number}")
    pack, case = random_sound_pair(rng)
    changes = random_changes(rng, pack, case)
    found = what_if(case, changes, pack=pack, engine="compiled")
    before, after = by_oracle(case, pack), by_oracle(changed(case, changes), pack)
    criteria = [criterion for element in found.elements for criterion in element.criteria]
    assert keys(f for c in criteria for f in c.came) == after.keys() - before.keys()
    assert keys(f for c in criteria for f in c.went) == before.keys() - after.keys()
    stayed = {key for key in before.keys() & after.keys() if before[key] != after[key]}
    assert keys(f for c in criteria for f, _ in c.changed) == keys(f for c in criteria for _, f in c.changed) == stayed


def keys(findings):
    """Rule and bindings of findings."""
    return {(finding.rule, json.dumps(dict(finding.bindings), sort_keys=True)) for finding in findings}


def by_oracle(case, pack):
    """What findings rest on, by rule and bindings, as the oracle says."""
    findings = [f for j in judge(case, pack)["judgements"] for c in j["criteria"] for f in c["findings"]]
    return {(f["rule"], json.dumps(f["bindings"], sort_keys=True)): json.dumps([f["facts"], f["absent"]], sort_keys=True) for f in findings}


def test_generated_changes_turn_elements():
    """The properties above look at changes that turn elements, and at such that do not."""
    turned = 0
    for number in range(80):
        rng = Random(f"what if {number}")
        pack, case = random_sound_pair(rng)
        found: WhatIf = what_if(case, random_changes(rng, pack, case), pack=pack, engine="compiled")
        turned += any(element.turned for element in found.elements)
    assert 5 < turned < 75


# -- changes as a command line tells them -----------------------------------------------------------------------------------------


def test_options_are_read_into_changes(seed, pack):
    """Each option gives a change, in the order of the options, and the same change once."""
    changes = read_changes(
        case=seed,
        pack=pack,
        add=["benefit to=jung-gu field=health", 'activity id=x title="Staff exchange" status=completed', "benefit field=health to=jung-gu"],
        deny=["activity year=2009..2015"],
        close=["visit by=jung-gu"],
        reopen=["monitoring"],
        drop=["no-benefit-jung-gu", "no-benefit-jung-gu"],
    )
    assert [change.to_dict() for change in changes] == [
        {"do": "add", "fact": {"fact": "benefit", "field": "health", "to": "jung-gu"}},
        {"do": "add", "fact": {"fact": "activity", "id": "x", "status": "completed", "title": "Staff exchange"}},
        {"do": "deny", "fact": {"fact": "activity", "year": {"gte": 2009, "lte": 2015}}},
        {"do": "close", "fact": {"by": "jung-gu", "fact": "visit"}},
        {"do": "reopen", "fact": {"fact": "monitoring"}},
        {"do": "withdraw", "id": "no-benefit-jung-gu"},
    ]


def refused(seed, pack, **options):
    """What is told of options that cannot be used."""
    with pytest.raises(InputError) as error:
        read_changes(case=seed, pack=pack, **options)
    return [str(problem) for problem in error.value.problems]


def test_all_mistakes_of_a_command_line_are_told_in_its_order(seed, pack):
    """Each mistake is told with its option and word, those of one word together, in the order of the options."""
    assert refused(
        seed,
        pack,
        add=["benefit to=jung-g", "benefit health", "year=2018"],
        deny=["activity year=2015..2009 to=x"],
        close=["vist id=x"],
        reopen=["visit"],
        drop=["staff-exchange"],
    ) == [
        "--add 'benefit to=jung-g': to: There is no partner `jung-g` in this case. Did you mean `jung-gu`?"
        " Known are `semarang` and `jung-gu`.",
        "--add 'benefit health': `health` says nothing about the fact. An attribute and its value are needed."
        " Write attribute=value; quote spaces.",
        "--add 'year=2018': The first word, `year=2018`, is no type of fact. A fact begins with its type."
        " Write for instance benefit to=jung-gu field=health.",
        "--deny 'activity year=2015..2009 to=x': to: A fact of type `activity` has no `to`."
        " Known are `title`, `kind`, `field`, `status`, `for_community` and `year`.",
        "--deny 'activity year=2015..2009 to=x': year: Nothing lies in this range. Its end comes before its beginning."
        " Write the smaller bound first, as in 2009..2015.",
        "--close 'vist id=x': id: `id` cannot stand here. A record is told by its type and attributes. Take it out.",
        "--close 'vist id=x': There is no fact type `vist`. The pack `ringrose` does not know it. Did you mean `visit`?",
        "--reopen 'visit': The case does not declare the record `visit` complete. Known are `monitoring`, `activity field=tourism`,"
        " `activity field=economy`, `activity field=health` and `activity field=education`.",
        "--drop 'staff-exchange': The fact `staff-exchange` is named by `no-exchange-budget`."
        " A fact cannot be dropped while others name it. Drop this too.",
    ]


def test_what_only_seems_to_be_missing_is_not_told(seed, pack):
    """Of a fact of which a word cannot be read, nothing is told to be missing that the word may have meant."""
    assert len(refused(seed, pack, add=["monitoring 2018"])) == 1


def test_a_very_long_word_is_told_short(seed, pack):
    """A word of thousands of characters is not printed back whole."""
    (problem,) = refused(seed, pack, add=["visit " + "x" * 5000])
    assert len(problem) < 2500
