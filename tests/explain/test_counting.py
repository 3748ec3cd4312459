"""What rules that count ask for, in every answer that explains: why not, what is open, what would change it, whether it follows."""

import json
from copy import deepcopy

import jsonschema
import pytest

from ringrose import assess
from ringrose.explain.ask import ask
from ringrose.explain.diff import diff_assessments, diff_cases
from ringrose.explain.repair import repair, threats
from ringrose.explain.verifying import verify
from ringrose.explain.what_if import what_if
from ringrose.explain.why_not import why_not
from ringrose.files.schema_asking import questions_schema, repair_schema, why_not_schema
from ringrose.model.case import Closure, Fact
from ringrose.model.change import Change
from ringrose.model.check_case import check_case
from ringrose.render.page import render
from tests.explain.applying import applied, status
from tests.explain.counting import STATES, asking
from tests.small import at_least, at_most, fact, no
from tests.small import case as a_case

PAIRS = [(code, pack, case) for code, pairs in STATES.items() for pack, case in pairs]


def first_condition(pack, case, lang="en"):
    """The first condition of the first attempt about the criterion, as data."""
    data = why_not(case, "e.c", pack=pack).to_dict(lang)
    jsonschema.validate(json.loads(json.dumps(data)), why_not_schema())
    return data["criteria"][0]["rules"][0]["attempts"][0]["conditions"][0]


def sound(case, pack):
    """The case, checked."""
    checked, flaws = check_case(case, pack)
    assert not flaws
    return checked


@pytest.mark.parametrize(("code", "pack", "case"), PAIRS, ids=[code for code, *_ in PAIRS])
def test_each_state_of_a_count_has_its_words(code, pack, case):
    """A condition that counts is told by its code, in both languages, with what it counts as data and as a line of the page."""
    for lang in ("en", "id"):
        told = first_condition(pack, case, lang)
        assert told["code"] == f"why_not.{code}"
        assert told["count"].keys() >= {"number", "found", "more"}
        assert told["text"] in render(why_not(case, "e.c", pack=pack).page(lang), width=10_000)


def test_what_a_count_needs():
    """An ``at_least`` needs as many facts more as are lacking; with a share it tells of how many."""
    one, share, named = (first_condition(*pair) for pair in STATES["at_least.missing"])
    distinct = first_condition(*STATES["at_least.perhaps"][1])
    assert (one["count"], one["facts"]) == ({"number": 2, "found": 1, "more": 1}, ["a"])
    assert one["needs"] == [{"do": "add", "fact": {"fact": "t", "kind": "x"}}]
    assert one["text"] == "nothing known: at least 2: t (kind: x); counted: 1. Nothing says that there were no others"
    assert (distinct["count"], distinct["facts"]) == ({"number": 2, "distinct": "year", "found": 1, "more": 1}, ["c"])
    years = [change["fact"]["year"] for change in distinct["needs"]]
    assert years == sorted(set(years)) or len(years) == len(set(years))
    assert 2017 not in years
    assert distinct["perhaps"] == ["a", "b"]
    assert share["count"] == {
        "number": 1,
        "share": {"share": "1/2", "of": "field", "among": 2},
        "distinct": "field",
        "found": 0,
        "more": 1,
    }
    assert "at least 1 (1/2 of 2 agreed fields) different values (field): t" in share["text"]
    assert named["count"]["more"] == 3


def test_what_stands_in_the_way_of_few():
    """Of an ``at_most`` the facts that are counted are told, those that may be such facts, and what would close the record."""
    (known, none), ((vague), (valued)) = STATES["at_most.known_to_fail"], STATES["at_most.perhaps"]
    assert first_condition(*known)["facts"] == ["a", "b"]
    assert first_condition(*none)["count"] == {"number": 0, "distinct": "year", "found": 1, "more": 1}
    assert (first_condition(*vague)["facts"], first_condition(*vague)["perhaps"]) == (["a"], ["b"])
    assert (first_condition(*valued)["facts"], first_condition(*valued)["perhaps"]) == ([], ["a", "b"])
    (missing,) = STATES["at_most.missing"]
    assert first_condition(*missing)["needs"] == [{"do": "close", "fact": {"fact": "t", "kind": "x"}}]
    assert first_condition(*STATES["at_most.held"][0])["state"] == "held"


def test_a_span_of_years_that_is_not_known_is_told_as_the_rule_has_it():
    """A pattern on the years that end with that of a fact which is not there yet is told with the reference; then with the years."""
    pack = asking(fact("u", "a", kind="x"), fact("t", year={"within": {"years": 3, "to": "$a.year"}}))
    answer = why_not(a_case(), "e.c", pack=pack)
    condition = answer.to_dict()["criteria"][0]["rules"][0]["attempts"][0]["conditions"][1]
    assert condition["where"] == {"year": {"within": {"years": 3, "to": "$a.year"}}}
    assert "t (year: one of the 3 years that end with $a.year)" in render(answer.page(), width=200)
    assert "salah satu dari 3 tahun yang berakhir pada $a.year" in render(answer.page("id"), width=200)
    bound = why_not(a_case(Fact("u", {"kind": "x", "year": 2018}, id="a")), "e.c", pack=pack)
    assert "t (year: 2016, 2017 or 2018)" in render(bound.page(), width=200)


# ---- questions, repairs, threats ------------------------------------------------------------------------------------------------------


def test_one_more_is_asked_about():
    """Where some are recorded, the question is whether there was one more; "no" means that the record is complete."""
    for condition in (at_least(2, "t", kind="x"), at_most(1, "t", kind="x")):
        pack = asking(condition)
        case = sound(a_case(Fact("t", {"kind": "x"}, id="a")), pack)
        answer = ask(case, pack=pack)
        (question,) = answer.to_dict()["questions"]
        jsonschema.validate(json.loads(json.dumps(answer.to_dict())), questions_schema())
        assert (question["another"], question["where"]) == (True, {"kind": "x"})
        assert question["text"].startswith("Was there one more: t (")
        more = {"fact": "t", "kind": "x"}
        for do, told in (("add", question["if_yes"]), ("close", question["if_no"])):
            assert status(pack, applied(pack, case, [{"do": do, "fact": more}]), "e") == told["e"]
        assert question["settles"] == ["e"]
    (first,) = ask(sound(a_case(), asking(at_least(2, "t", kind="x"))), pack=asking(at_least(2, "t", kind="x"))).to_dict()["questions"]
    assert "another" not in first


def test_equal_facts_are_recorded_with_ids():
    """What would have to be recorded twice has an id of its own the second time, so that the set can be tried as it is told."""
    pack = asking(at_least(3, "t", kind="x"))
    taken = Fact("u", {}, id="another-t")
    case = sound(a_case(taken), pack)
    answer = repair(case, "e", pack=pack)
    (one,) = answer.to_dict()["sets"]
    jsonschema.validate(json.loads(json.dumps(answer.to_dict())), repair_schema())
    assert [change["fact"].get("id") for change in one["changes"]] == [None, "another-t-2", "another-t-3"]
    assert status(pack, applied(pack, case, one["changes"]), "e") == "met"
    tried = what_if(case, answer.sets[0].changes, pack=pack)
    assert [element.after for element in tried.elements] == ["met"]
    assert "record, as another-t-2: t (kind: x)" in render(answer.page(), width=200)


def test_different_values_are_recorded():
    """Where different values are counted, each set records them all, or takes those that stand in the way out."""
    pack = asking(at_least(2, "t", "kind"), at_most(1, "t", "field"))
    case = sound(a_case(Fact("t", {"kind": "x", "field": "f"}, id="a"), fields=["f", "g"]), pack)
    for one in repair(case, "e", pack=pack, at_most=3).to_dict()["sets"]:
        assert status(pack, applied(pack, case, one["changes"]), "e") == "met"
        added = [change["fact"] for change in one["changes"] if change["do"] == "add"]
        assert all(told.get("kind") != "x" for told in added)
        assert all(told.get("field") == "f" for told in added)


def test_what_would_turn_a_count():
    """An ``at_least`` is turned by the loss of each fact that it cannot spare, an ``at_most`` by that of what closes its record."""
    pack = asking(at_least(2, "t", "kind"), at_most(2, "u"))
    facts = [Fact("t", {"kind": kind}, id=id) for id, kind in (("a", "x"), ("b", "x"), ("c", "y"))]
    case = sound(a_case(*facts, complete=[Closure("u")]), pack)
    sets = [[change.id or change.type for change in one.changes] for one in threats(case, "e", pack=pack).sets]
    assert sorted(sets) == [["a", "b"], ["c"], ["u"]]


def test_a_record_is_closed_for_a_span_of_years():
    """What would close a record for the years that end with one names just these years."""
    pack = asking(fact("year", "y", nth=1), no("t", year={"within": {"years": 2, "to": "$y.value"}}))
    case = sound(a_case(review=(2017, 2018)), pack)
    told = repair(case, "e", pack=pack).to_dict()["sets"]
    assert {json.dumps(change["fact"]) for one in told for change in one["changes"]} == {
        json.dumps({"fact": "t", "year": {"gte": 2017, "lte": 2018}})
    }
    assert all(status(pack, applied(pack, case, one["changes"]), "e") == "met" for one in told)


# ---- whether an answer follows ------------------------------------------------------------------------------------------------------


COUNTED = asking(at_least(2, "t", "kind"), at_most(1, "u", "year", kind="x"), at_most(2, "u", kind="x"))
COUNTED_CASE = sound(
    a_case(*(Fact("t", {"kind": kind}, id=kind) for kind in "xyz"), Fact("u", {"kind": "x"}, id="u1"), complete=[Closure("u")]), COUNTED
)


def changed_answers():
    """Answers that tell something else of what was counted, each with the codes of the reasons against it."""
    true = assess(COUNTED_CASE, pack=COUNTED).to_dict(receipt=False)

    def altered(change):
        told = deepcopy(true)
        (finding,) = told["judgements"][0]["criteria"][0]["findings"]
        change(finding)
        return told

    yield altered(lambda finding: finding["facts"].remove("x")), {"finding.facts"}
    yield altered(lambda finding: finding["absent"][0].update(at_most=2)), {"absent.added", "absent.missing"}
    yield altered(lambda finding: finding["absent"][1].pop("at_most")), {"absent.added", "absent.missing"}
    yield altered(lambda finding: finding["absent"][0].pop("distinct")), {"absent.added", "absent.missing"}
    yield altered(lambda finding: finding["absent"][0].update(distinct="size")), {"absent.added", "absent.missing"}
    yield altered(lambda finding: finding["absent"].pop(0)), {"absent.missing"}
    yield altered(lambda finding: finding["absent"].reverse()), {"absent.order"}
    yield altered(lambda finding: finding["absent"].append(finding["absent"][0])), {"absent.twice"}


def test_an_answer_that_counts_follows_and_no_other_does():
    """What was counted is replayed: an answer with another number, another attribute or a fact less is refused."""
    true = assess(COUNTED_CASE, pack=COUNTED).to_dict()
    (finding,) = true["judgements"][0]["criteria"][0]["findings"]
    assert [(one["at_most"], one.get("distinct")) for one in finding["absent"]] == [(1, "year"), (2, None)]
    assert verify(true, COUNTED_CASE, pack=COUNTED).follows
    for told, codes in changed_answers():
        found = verify(told, COUNTED_CASE, pack=COUNTED)
        assert {reason.code.removeprefix("verify.") for reason in found.reasons} == codes
    added = next(r for r in verify(list(changed_answers())[1][0], COUNTED_CASE, pack=COUNTED).reasons if r.code == "verify.absent.added")
    assert "u (kind: x), at_most: 2, distinct: year" in added.text()


def test_a_count_that_is_not_reached_is_no_finding():
    """A finding of a rule that counts does not follow from a case that has fewer facts, or more."""
    true = assess(COUNTED_CASE, pack=COUNTED).to_dict(receipt=False)
    few = sound(a_case(Fact("t", {"kind": "x"}, id="x"), Fact("u", {"kind": "x"}, id="u1"), complete=[Closure("u")]), COUNTED)
    many = [Fact("u", {"kind": "x", "year": year}, id=f"u{year}") for year in (2017, 2018)]
    more = sound(a_case(*COUNTED_CASE.facts, *many, complete=[Closure("u")]), COUNTED)
    for case, number in ((few, 1), (more, 2)):
        reasons = [r for r in verify(true, case, pack=COUNTED).reasons if r.code == "verify.finding.condition"]
        assert [reason.about["number"] for reason in reasons] == [number]


# ---- differences ----------------------------------------------------------------------------------------------------------------------


def test_saved_answers_differ_in_what_was_counted():
    """Two saved answers differ where the number that is allowed does, and a case differs where one more fact is counted."""
    true = assess(COUNTED_CASE, pack=COUNTED).to_dict(receipt=False)
    other = deepcopy(true)
    other["judgements"][0]["criteria"][0]["findings"][0]["absent"][0]["at_most"] = 5
    (changed,) = diff_assessments(true, other).to_dict()["elements"][0]["criteria"][0]["changed"]
    assert (changed["before"]["absent"][0]["at_most"], changed["after"]["absent"][0]["at_most"]) == (1, 5)


def test_what_is_counted_bears_on_an_element():
    """Between two cases, a fact that a derived count rests on is found to bear on what turned."""
    more = sound(a_case(*COUNTED_CASE.facts, Fact("u", {"kind": "x"}, id="u2"), complete=[Closure("u")]), COUNTED)
    found = diff_cases(COUNTED_CASE, more, pack=COUNTED)
    assert found.turned
    assert [bearing.in_findings for bearing in found.bearing["e"]] == [True]


def test_copies_are_told_apart_but_not_in_data():
    """Equal changes with different numbers are two, and are told alike."""
    one, other = Change("add", "t", {"kind": "x"}), Change("add", "t", {"kind": "x"}, copy=1)
    assert one != other
    assert one.key < other.key
    assert one.to_dict() == other.to_dict()
