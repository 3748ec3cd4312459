"""Why: all findings with their whole justification, as data and as a page."""

from __future__ import annotations

from tests.native import native  # noqa: F401  # first: both engines are asked

# isort: split
import json
from pathlib import Path
from string import Formatter

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

import ringrose
from ringrose import Closure, Fact, InputError, Why, why
from ringrose.explain.why import why_of
from ringrose.explain.words import LANGUAGES, WORDS
from ringrose.files.schema_why import why_schema
from ringrose.render.graph import dot, mermaid
from ringrose.render.page import render
from tests.differential.pairs import sound
from tests.explain.replay import absence, applied, below, concluding, findings_of, kept, leaves_below, references_of
from tests.making import absent, assessment, at_least, derived, every, finding, leaf, unknown
from tests.oracle import Oracle, as_json, judge
from tests.small import case, derives, fact, pack, rule, satisfies
from tests.small import no as none_of
from tests.soak import pairs_of

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
VALID = Draft202012Validator(why_schema())
NO_DIGEST = "sha256:" + 64 * "0"  # of a pack that was made by hand


def told(*findings, lang=None, **more):
    """The data of an assessment made by hand."""
    return why_of(assessment(*findings, **more)).to_dict(lang)


def by_code(answer, code):
    """The nodes of a code."""
    return [node for node in answer["nodes"].values() if node["code"] == code]


def codes(answer):
    """Everything in an answer that has a code."""
    for element in answer["elements"]:
        yield element
        for criterion in element["criteria"]:
            yield criterion
            yield from criterion["findings"]
    yield from answer["nodes"].values()


def lines(page_lines):
    """All lines of a page, with what stands below them."""
    for line in page_lines:
        yield line
        yield from lines(line.below)


def page_text(answer, lang=None, width=100):
    """The page as text."""
    return render(answer.page(lang), width=width)


# -- what is asked for -----------------------------------------------------------------------------------------------------------


def test_all_findings_are_told_and_not_only_those_that_decide():
    """Without a target every finding of every element is there, in the order of the assessment."""
    judged = ringrose.assess(EXAMPLES[2])
    answer = why(EXAMPLES[2])
    assert isinstance(answer, Why)
    expected = [f.to_dict() for j in judged for c in j.criteria for f in c.findings]
    found = list(findings_of(answer.to_dict()))
    assert [(f["rule"], f["bindings"], f["decides"], f["text"]) for f in found] == [
        (f["rule"], f["bindings"], f["decides"], f["text"]) for f in expected
    ]
    assert {f["decides"] for f in found} == {True, False}


def test_a_target_is_an_element_or_a_criterion():
    """An element is told alone, with all its criteria; so is one criterion of it."""
    whole = why(EXAMPLES[2], "commitment").to_dict()
    assert [element["element"] for element in whole["elements"]] == ["commitment"]
    assert len(whole["elements"][0]["criteria"]) == 5
    (element,) = why(EXAMPLES[2], "commitment.monitored").to_dict()["elements"]
    assert [criterion["id"] for criterion in element["criteria"]] == ["monitored"]
    assert set(why(EXAMPLES[2], "commitment.monitored").nodes) < set(whole["nodes"])


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            "comitment",
            "request: There is no element `comitment` in the pack `ringrose`. Did you mean `commitment`? Known are `commitment`,",
        ),
        ("", "request: There is no element `` in the pack `ringrose`. Known are"),
        ("commitment.monitord", "There is no criterion `monitord` in the element `commitment`. Did you mean `monitored`? Known are"),
        ("commitment.", "There is no criterion `` in the element `commitment`. Known are `resourced`,"),
        ("results.delivered.more", "There is no criterion `delivered.more` in the element `results`."),
    ],
)
def test_what_is_not_there_is_told(target, expected):
    """An element or a criterion that the pack does not have is bad input, told with those that it has."""
    with pytest.raises(InputError) as error:
        why(EXAMPLES[2], target)
    assert expected in str(error.value)


# -- nodes -----------------------------------------------------------------------------------------------------------------------


def test_a_fact_comes_with_its_sources():
    """A recorded fact is a node with its attributes, its certainty, its note and each place where it was read."""
    answer = told(finding("x", [leaf("v3"), leaf("roads-1"), leaf("year-2017")]))
    assert answer["elements"][0]["criteria"][0]["findings"][0]["because"] == ["fact:roads-1", "fact:v3", "fact:year-2017"]
    assert answer["nodes"]["fact:v3"] == {
        "code": "why.fact",
        "id": "v3",
        "fact": "visit",
        "attributes": {"by": "jung-gu", "to": "semarang", "year": 2018},
        "holds": True,
        "certainty": "certain",
        "when": None,
        "note": None,
        "sources": [{"id": "news"}, {"id": "thesis", "at": "p. 2", "quote": "They came."}],
        "text": "visit (by: Jung-gu; to: Kota Semarang; year: 2018)",
    }
    assert answer["nodes"]["fact:roads-1"]["note"] == {"en": "A note.", "id": "Catatan kita."}
    assert answer["nodes"]["fact:year-2017"] == {
        "code": "why.structural",
        "id": "year-2017",
        "fact": "year",
        "attributes": {"full": True, "nth": 1, "previous": 2016, "value": 2017},
        "holds": True,
        "text": "year of the review: 2017",
    }


def test_what_closes_a_record_is_told_with_its_source():
    """An absence refers to the denials and the complete records that cover it, which are nodes with sources of their own."""
    answer = told(finding("x", [absent("visit", ["no-visit"], [0, 1], by="jung-gu", year={"gte": 2019})]))
    (missing,) = by_code(answer, "why.absent")
    (denial,), records = missing["closed_by"], missing["records"]
    assert missing["where"] == {"by": "jung-gu", "year": {"gte": 2019}}
    assert missing["text"] == "no visit (by: Jung-gu; year: from 2019 on)"
    assert denial == "denial:no-visit"
    assert answer["nodes"][denial]["attributes"] == {"by": "jung-gu", "year": {"gte": 2019}}
    assert answer["nodes"][denial]["text"] == "a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful)"
    assert sorted(answer["nodes"][id]["text"] for id in records) == [
        "the record is complete: activity",
        "the record is complete: visit (by: Kota Semarang)",
    ]
    assert {"id": "thesis", "at": "p. 9"} in [source for id in records for source in answer["nodes"][id]["sources"]]


def test_an_every_tells_what_made_it_true_for_each():
    """An `every` refers for each structural fact to it and to what its condition rests on."""
    answer = told(finding("x", [every(year_2016=[leaf("v1")], year_2017=[absent("visit", year=2017), leaf("v1")])]))
    (node,) = by_code(answer, "why.every")
    assert node["text"] == "for each of 2016 and 2017"
    assert [instance["for"] for instance in node["instances"]] == ["fact:year-2016", "fact:year-2017"]
    assert [len(instance["because"]) for instance in node["instances"]] == [1, 2]
    assert references_of(node).count("fact:v1") == 2


def test_a_derived_fact_is_told_with_all_its_justifications():
    """A derived fact is one node with each way in which it was concluded, and stands once however many findings rest on it."""
    ways = [
        evolve(derived("derives", "By {v.by}.", [leaf("v1")], {"v.by": "a"}, year=2017), bindings={"v": "v1"}),
        evolve(derived("derives", "By {v.by}.", [leaf("v2")], {"v.by": "b"}, year=2017), bindings={"v": "v2"}),
    ]
    answer = told(finding("x", ways), finding("y", [*ways, *ways]))
    (node,) = by_code(answer, "why.derived")
    assert node["text"] == "concluded: tie (year: 2017)"
    assert [answer["nodes"][way]["text"] for way in node["ways"]] == ["By a.", "By b."]
    first = answer["nodes"][node["ways"][0]]
    assert first["bindings"] == {"v": "v1"}
    assert first["reference"] == {"id": "law", "at": "art. 1"}
    assert answer["nodes"][first["concludes"]] is node
    assert [f["because"] for f in findings_of(answer)] == [[first["concludes"]]] * 2
    assert len(answer["nodes"]) == 5


def test_a_count_tells_what_was_counted():
    """A count has its pattern, how many it needed and found, the attribute whose values count, what was counted, and what a share is of."""
    share = [leaf("roads"), leaf("health")]
    answer = told(finding("Often.", [at_least("visit", 1, [leaf("v2"), leaf("v1")], share, distinct="year", by="semarang")]))
    (node,) = by_code(answer, "why.at_least")
    assert node == {
        "code": "why.at_least",
        "fact": "visit",
        "where": {"by": "semarang"},
        "needed": 1,
        "distinct": "year",
        "found": 2,
        "because": ["fact:v1", "fact:v2"],
        "share": ["fact:roads", "fact:health"],
        "text": "at least 1 different values (year): visit (by: Kota Semarang); found: 2",
    }
    VALID.validate({**answer, "pack": {**answer["pack"], "digest": NO_DIGEST}})
    (plain,) = by_code(told(finding("Often.", [at_least("visit", 2, [leaf("v1"), leaf("v2")])])), "why.at_least")
    assert "distinct" not in plain
    assert plain["share"] == []


def test_counts_that_ask_for_something_else_are_other_nodes():
    """Counts of one pattern are told apart by how many they need, of which attribute, and of what a share."""
    facts = [leaf("v1"), leaf("v2")]
    several = [
        at_least("visit", 2, facts),
        at_least("visit", 1, facts),
        at_least("visit", 2, facts, distinct="year"),
        at_least("visit", 2, facts, [leaf("roads")]),
        at_least("visit", 2, facts, by="semarang"),
        at_least("visit", 2, facts),
    ]
    answer = told(finding("Often.", several))
    assert len(by_code(answer, "why.at_least")) == 5
    page = page_text(why_of(assessment(finding("Often.", several))))
    assert page.count("found: 2") == 5


def test_an_at_most_is_told_with_its_number():
    """What is known of a record that is closed is told apart from that there is none, in data and in words."""
    some = [
        absent("visit", ["no-visit"], by="jung-gu"),
        absent("visit", ["no-visit"], at_most=1, by="jung-gu"),
        absent("visit", ["no-visit"], at_most=1, distinct="year", by="jung-gu"),
        absent("visit", ["no-visit"], at_most=1, by="semarang"),
    ]
    answer = why_of(assessment(finding("Seldom.", some)))
    nodes = by_code(answer.to_dict(), "why.absent")
    assert sorted((n["text"], n.get("at_most"), n.get("distinct")) for n in nodes) == [
        ("no more than 1 different values (year): visit (by: Jung-gu)", 1, "year"),
        ("no more than 1: visit (by: Jung-gu)", 1, None),
        ("no more than 1: visit (by: Kota Semarang)", 1, None),
        ("no visit (by: Jung-gu)", None, None),
    ]
    data = answer.to_dict()
    VALID.validate({**data, "pack": {**data["pack"], "digest": NO_DIGEST}})
    assert [n["text"] in page_text(answer) for n in nodes] == [True] * 4


def test_the_page_tells_what_a_share_is_of():
    """Below a count stand the fields of which a share was asked for, and the facts that were counted."""
    share = [leaf("roads"), leaf("health")]
    answer = why_of(assessment(finding("Often.", [at_least("visit", 1, [leaf("v1"), derived("derives", "Made.", [leaf("v2")])], share)])))
    (line,) = [line for line in lines(answer.page().sections[0].lines) if line.kind == "at_least"]
    assert [below.kind for below in line.below] == ["domain", "fact", "derived"]
    assert line.below[0].text == "agreed field: health; and Roads and bridges"


def test_an_id_says_what_a_node_is_about():
    """Neither the order of a file nor what else is known changes the id of a node."""
    rules = [
        rule("r", fact("t", "a", size=1), then=derives("D", size="$a.size")),
        rule("s", fact("D"), none_of("u", year=2017)),
    ]
    facts = [Fact("t", id="t1", size=1), Fact("u", id="u1", year=2017, holds=False)]
    records = [Closure("u", note="one"), Closure("u", year=2017)]
    by = pack(*rules)
    answer = why(case(*facts, complete=records), pack=by).to_dict()
    assert why(case(*reversed(facts), complete=records[::-1]), pack=by).to_dict() == answer
    turned = pack(rules[0], evolve(rules[1], conditions=rules[1].conditions[::-1]))
    assert why(case(*facts, complete=records), pack=turned).to_dict()["nodes"] == answer["nodes"]
    more = why(case(*facts, Fact("t", id="t2", size=1), complete=records), pack=by).to_dict()
    assert set(answer["nodes"]) < set(more["nodes"])
    assert {len(node["ways"]) for node in by_code(more, "why.derived")} == {2}


def test_values_that_differ_give_ids_that_differ():
    """Derived facts whose values differ only in their kind, such as 1 and "1", are nodes of their own."""
    rules = [
        rule("r", fact("t", "a"), then=derives("D", title="$a.title", size="$a.size")),
        rule("s", fact("D")),
    ]
    answer = why(case(Fact("t", title="1"), Fact("t", size=1), Fact("t", title="true")), pack=pack(*rules)).to_dict()
    assert len(by_code(answer, "why.derived")) == 3


def test_each_branch_of_an_or_is_told():
    """Two rules that conclude the same fact from different facts are an `or`: each branch that is true is told, one after the other."""
    rules = [
        rule("by-visit", fact("t", "a"), then=derives("D"), because={"en": "There was a t."}),
        rule("by-training", fact("u", "a"), then=derives("D"), because={"en": "There was a u."}),
        rule("so", fact("D")),
    ]
    for given, branches in (("tu", 2), ("t", 1), ("u", 1)):
        answer = why(case(*(Fact(kind, id=f"{kind}1") for kind in given)), pack=pack(*rules))
        data = answer.to_dict()
        (node,) = by_code(data, "why.derived")
        assert [data["nodes"][way]["text"] for way in node["ways"]] == [f"There was a {kind}." for kind in given]
        text = page_text(answer)
        assert text.count("There was a ") == branches
        assert all(f"{kind} [{kind}1: no source given]" in text for kind in given)


def test_what_is_missing_is_named_with_what_closes_the_record():
    """An absence names the facts that are missing, attribute by attribute, and the denial or the complete record that rules them out."""
    by = pack(rule("r", fact("year", "y"), none_of("t", by="pa", year="$y.value", kind={"in": ["x", "y"]})))
    denial = Fact("t", id="never", by="pa", holds=False, source={"id": "s", "at": "p. 3"})
    answer = why(evolve(case(denial, review=(2017, 2017), complete=["t"]), sources=(ringrose.Source("s"),)), pack=by)
    (node,) = by_code(answer.to_dict(), "why.absent")
    assert (node["fact"], node["where"]) == ("t", {"by": "pa", "kind": {"in": ["x", "y"]}, "year": 2017})
    assert [len(node["closed_by"]), len(node["records"])] == [1, 1]
    text = page_text(answer)
    assert "no t (by: pa; kind: x or y; year: 2017)" in text
    assert "a source denies: t (by: pa) [never: s, p. 3]" in text
    assert "the record is complete: t [no source given]" in text


# -- in words --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_node_has_a_code_and_a_text(path, lang):
    """Each element, criterion, finding and node has a code that has a template in every language, and a text made by it."""
    answer = why(path, lang=lang).to_dict()
    for node in codes(answer):
        assert node["text"]
        template = WORDS[node["code"]][lang]
        fixed = [literal for literal, *_ in Formatter().parse(template) if literal]
        assert all(literal in node["text"] for literal in fixed)
    VALID.validate(answer)


def test_every_code_of_a_node_is_told_in_some_way():
    """Nodes of every code occur, and each says its sentence in the language asked for."""
    given = [
        leaf("v1"),
        leaf("semarang"),
        absent("visit", ["no-visit"], [0], by="jung-gu"),
        every(roads=[leaf("v1")]),
        derived("derives", "Made.", [leaf("v2")]),
        at_least("visit", 2, [leaf("v1"), leaf("v2")], by="semarang"),
    ]
    answer = told(finding("Said.", given), lang="id")
    assert {node["code"]: node["text"] for node in codes(answer)} == {
        "why.element": "Pertumbuhan: tidak terpenuhi",
        "why.criterion": "Terjaga (dilanggar, pokok)",
        "why.finding": "Said.",
        "why.fact": "visit (by: Kota Semarang; to: Jung-gu; year: 2018)",
        "why.structural": "bidang yang disepakati: Roads and bridges",
        "why.absent": "tidak ada visit (by: Jung-gu)",
        "why.denial": "dibantah oleh sebuah sumber: visit (by: Jung-gu; year: sejak 2019; meragukan)",
        "why.complete": "catatan sudah lengkap: visit (by: Kota Semarang)",
        "why.every": "untuk setiap Roads and bridges",
        "why.at_least": "diperlukan sekurang-kurangnya 2, ada 2: visit (by: Kota Semarang)",
        "why.derived": "disimpulkan: tie",
        "why.rule": "Made.",
    }
    assert {code for code in WORDS if code.startswith("why.")} - {node["code"] for node in codes(answer)} == {
        "why.satisfies",
        "why.violates",
        "why.decides",
        "why.none",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_page_leaves_no_node_untold(path, lang):
    """The page names every recorded fact, denial and rule of the data, and each sentence of a rule or a finding is in it."""
    answer = why(path, lang=lang)
    data = answer.to_dict()
    text = " ".join(page_text(answer, width=10**6).split())
    for node in codes(data):
        if node["code"] in ("why.fact", "why.denial"):
            assert node["id"] in text
            assert all(source.get("at", "") in text for source in node["sources"])
        if "rule" in node:
            assert node["rule"] in text
        if node["code"] in ("why.element", "why.criterion", "why.complete"):
            assert node["text"] in text


def test_the_page_tells_shared_parts_once():
    """What was told in an element is not told in it again: it stands there as above."""
    shared = derived("derives", "The tie grew.", [leaf("v1")])
    answer = why_of(assessment(finding("One.", [shared]), finding("Two.", [shared], rule="other", decides=False)))
    (section, *_) = answer.page().sections
    found = [line.whole for line in lines(section.lines)]
    assert found.count("The tie grew.") == 1
    assert found.count("The tie grew. [as above]") == 1
    assert found.count("Rule growth.derives, after law, art. 1") == 1
    assert "One. [decides the element]" in found
    assert "Two." in found


def test_a_contested_criterion_tells_what_speaks_for_it_and_against():
    """Where findings disagree, each says what it does."""
    found = [finding("Yes.", polarity="satisfies", rule="one"), finding("No.", rule="two")]
    answer = why_of(assessment(*found, status="contested", criterion="contested"))
    section = answer.page("en").sections[0]
    assert section.status == "contested"
    assert [line.kind for line in section.lines] == ["plain", "plain", "contested"]
    assert [line.whole for line in section.lines[2].below] == [
        "Yes. [satisfies the criterion; decides the element]",
        "No. [violates the criterion; decides the element]",
    ]


def test_a_criterion_without_findings_is_told_so():
    """A criterion that nothing was found for is told, with what its status is."""
    judged = assessment(more=[unknown("bare")], status="undetermined", criterion="unknown", standing=None)
    (section,) = why_of(judged).page("id").sections
    assert [line.whole for line in lines(section.lines)] == [
        "Apakah tumbuh?",
        "Terjaga (belum diketahui, pokok)",
        "Belum ada catatan yang memenuhi atau melanggarnya.",
        "bare (belum diketahui, pokok)",
        "Belum ada catatan yang memenuhi atau melanggarnya.",
    ]


def test_an_element_and_a_case_without_words_go_by_their_ids():
    """Where a pack and a case say nothing but ids, the ids are told, and no reference."""
    by = pack(rule("r", fact("t"), then=satisfies()))
    answer = why(case(Fact("t")), pack=by)
    data = answer.to_dict()
    assert (data["elements"][0]["text"], data["elements"][0]["criteria"][0]["text"]) == ("e: met", "c (satisfied, essential)")
    (found,) = findings_of(data)
    assert (found["text"], found["reference"]) == ("e.r", None)
    page = answer.page()
    assert page.title == "small"
    assert [section.title for section in page.sections] == ["e: met"]


# -- how long a chain may be --------------------------------------------------------------------------------------------------------


def test_a_long_chain_is_told():
    """Justifications of thousands of derived facts one upon another are data, a page and a graph like any other."""
    node = leaf("v1")
    for n in range(3000):
        node = derived("derives", f"Step {n}.", [node], n=n)
    answer = why_of(assessment(finding("So.", [node])))
    data = json.loads(json.dumps(answer.to_dict()))
    assert len(data["nodes"]) == 6001
    assert leaves_below(data, next(findings_of(data)))[0] == {"v1"}
    assert mermaid(data).count("-->") == 6003
    assert dot(data).count("->") == 6003
    assert "Step 0." in page_text(answer)


def test_a_long_chain_is_inferred_and_told():
    """A chain of rules that no other rule cuts short gives the same justification by both engines."""
    types = {f"D{n}": ringrose.FactType({}, derived=True) for n in range(300)}
    kinds = {"t": ringrose.FactType({}), **types}
    rules = [rule(f"r{n}", fact(f"D{n - 1}" if n else "t"), then=derives(f"D{n}")) for n in range(300)]
    by = pack(*rules, rule("last", fact("D299")), types=kinds)
    answer = why(case(Fact("t", id="t1")), pack=by, engine="durable")
    assert len(answer.nodes) == 601
    assert why(case(Fact("t", id="t1")), pack=by, engine="compiled").to_dict() == answer.to_dict()


# -- replay ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def generated():
    """Generated pairs, with the justification that both engines gave."""
    found = []
    for by, given in pairs_of("why", 1000):
        answer = why(given, pack=by, engine="durable").to_dict()
        assert why(given, pack=by, engine="compiled").to_dict() == answer
        found.append((by, given, answer))
    return found


def test_both_engines_give_the_same_justification(generated):
    """Both engines give the same data, which satisfies the schema; all nodes that it refers to are there, and no others."""
    for by, given, answer in generated:
        used = {id for f in findings_of(answer) for id in below(answer, f)}
        assert used == set(answer["nodes"])
        VALID.validate(answer)
        assert [f["text"] for f in findings_of(answer)] == [
            f["text"] for j in judge(given, by)["judgements"] for c in j["criteria"] for f in c["findings"]
        ]


def test_the_leaves_of_a_finding_are_the_leaves_of_its_tree(generated):
    """Each fact and each absence that a finding names is at the bottom of its tree, and nothing else is."""
    for by, given, answer in generated:
        meant = [f for j in judge(given, by)["judgements"] for c in j["criteria"] for f in c["findings"]]
        for node, f in zip(findings_of(answer), meant, strict=True):
            assert (node["rule"], node["bindings"]) == (f["rule"], f["bindings"])
            missing = frozenset(absence(a, a["closed_by"]) for a in f["absent"])
            assert leaves_below(answer, node) == (frozenset(f["facts"]), missing)


def test_each_application_of_a_rule_follows_from_what_is_below_it(generated):
    """Each finding and rule node is an application of that rule by the oracle, with its bindings and leaves, and none is missing."""
    seen = 0
    for by, given, answer in generated:
        oracle = Oracle(given, by)
        rules = {name: r for name, _, r in by.rules()}
        applications = {name: applied(oracle, r) for name, r in rules.items()}
        for node in (*findings_of(answer), *by_code(answer, "why.rule")):
            assert applications[node["rule"]][as_json(node["bindings"])] == leaves_below(answer, node)
        for node in by_code(answer, "why.derived"):
            ways = [answer["nodes"][id] for id in node["ways"]]
            assert all(answer["nodes"][way["concludes"]] is node for way in ways)
            told_ways = [(way["rule"], as_json(way["bindings"])) for way in ways]
            assert len(told_ways) == len(set(told_ways))
            assert set(told_ways) == concluding(oracle, by, node)
            seen += 1
    assert seen > 60


def test_a_finding_follows_from_what_is_below_it_alone(generated):
    """A case of nothing but what lies below a finding (see `kept`) gives that finding again, with the same facts and absences."""
    alone = others = 0
    for by, given, answer in generated:
        for node in findings_of(answer):
            less, bare = kept(by, given, answer, node)
            _, less = sound(by, less)
            again = [f for j in judge(less, by)["judgements"] for c in j["criteria"] for f in c["findings"]]
            (found,) = [f for f in again if (f["rule"], f["bindings"]) == (node["rule"], node["bindings"])]
            facts, missing = leaves_below(answer, node)
            assert found["text"] == node["text"]
            assert facts <= set(found["facts"])
            assert missing <= {absence(a, a["closed_by"]) for a in found["absent"]}
            if bare:
                structural = set(found["facts"]) - {str(fact.id) for fact in given.facts}
                assert set(found["facts"]) - structural == facts - structural
            alone, others = alone + bare, others + (not bare)
    assert alone > 5 * others > 0
