"""What a report says: reasons down to the facts, their places, and what is open."""

from datetime import date

import pytest
from attrs import evolve

from ringrose import Citation, Conflict, Criterion, CriterionResult, Fact, LocalText, Message, Published, Recommendation
from ringrose.explain import explain
from tests.making import CASE, absent, assessment, cited, derived, every, finding, leaf, question, unknown


def lines(told, depth=0):
    """The lines of an explanation as text, with indents."""
    shown = []
    for line in told:
        shown.append("  " * depth + line.whole)
        shown += lines(line.below, depth + 1)
    return shown


def because(*findings, **more):
    """The lines under the reasons of findings, rule lines left out."""
    (element,) = explain(assessment(*findings, **more)).elements
    return [line for c in (*element.why, *element.also) for r in c.reasons for line in lines(r.because) if not line.startswith("Rule ")]


def texts(*findings, **more):
    """The sentences of the reasons that decide."""
    (element,) = explain(assessment(*findings, **more)).elements
    return [reason.text for criterion in element.why for reason in criterion.reasons]


# -- findings told together ------------------------------------------------------------------------------------------------------


def test_findings_that_differ_in_one_slot_are_told_together():
    """Findings of one rule that differ in one slot are one reason, with the values listed in their order."""
    years = [finding("No monitoring took place in {y.value}.", slots={"y.value": year}) for year in (2021, 2017, 2019, 2020)]
    assert texts(*years) == ["No monitoring took place in 2017, 2019, 2020 and 2021."]
    told = explain(assessment(*years)).elements[0].why[0].reasons[0]
    assert told.findings == tuple(years)


def test_the_list_is_in_the_language_of_the_report():
    """Values and the word between them are in the language of the report."""
    names = [LocalText({"en": "Roads", "id": "Jalan"}), LocalText({"en": "Health", "id": "Kesehatan"})]
    found = [finding({"en": "None in {f.name}.", "id": "Tidak ada di {f.name}."}, slots={"f.name": name}) for name in names]
    assert texts(*found) == ["None in Health and Roads."]
    assert texts(*found, lang="id") == ["Tidak ada di Jalan dan Kesehatan."]


def test_findings_of_different_rules_stay_apart():
    """Findings of different rules, or that differ in two slots, are reasons of their own."""
    found = [
        finding("{a.x} and {a.y}.", slots={"a.x": 1, "a.y": 1}),
        finding("{a.x} and {a.y}.", slots={"a.x": 2, "a.y": 2}),
        finding("{a.x} and {a.y}.", slots={"a.x": 1, "a.y": 2}, rule="other"),
    ]
    assert texts(*found) == ["1 and 1.", "2 and 2.", "1 and 2."]


def test_a_slot_of_another_language_does_not_keep_findings_apart():
    """A slot that only another language's sentence has does not tell the same sentence twice."""
    template = {"en": "None.", "id": "Tidak ada pada {y.value}."}
    found = [finding(template, slots={"y.value": year}) for year in (2017, 2018)]
    assert texts(*found) == ["None."]
    assert texts(*found, lang="id") == ["Tidak ada pada 2017 dan 2018."]


def test_what_is_not_stated_is_told_so():
    """A slot whose attribute the fact lacks is told as not stated, in a list too."""
    found = [finding("By {v.by}.", slots={"v.by": by}) for by in (None, LocalText({"en": "Semarang"}))]
    assert texts(*found) == ["By not stated and Semarang."]


def test_the_order_of_findings_within_a_reason_changes_no_word():
    """Reasons tell the values of a slot in the same order however their findings are ordered."""
    found = [finding("In {y.value}.", slots={"y.value": year}) for year in (2017, 2018, 2019)]
    assert texts(*found) == texts(*reversed(found))


# -- facts -----------------------------------------------------------------------------------------------------------------------


def test_a_fact_is_told_with_its_document_and_place():
    """A fact is told by its type and attributes, in the words of a reader, with its id, its sources and its quotes."""
    assert because(finding("x", [leaf("v3")])) == [
        "visit (by: Jung-gu; to: Kota Semarang; year: 2018) [v3: news; thesis, p. 2]",
        '  Quote: "They came."',
    ]


def test_a_fact_without_a_source_is_told_so():
    """A fact without a source is told so; values are shown as words, and its note stands below."""
    assert because(finding("x", [leaf("roads-1")])) == [
        "activity (title: Paving; kind: in kind; field: Roads and bridges; for community: yes) [roads-1: no source given]",
        "  Note: A note.",
    ]


def test_facts_that_differ_in_one_attribute_are_told_together():
    """Facts of one type and one source that differ in one attribute are one line with all their ids."""
    assert because(finding("x", [leaf("v2"), leaf("v1")])) == [
        "visit (by: Kota Semarang; to: Jung-gu; year: 2017 and 2018) [v2, v1: thesis, p. 1]"
    ]


def test_a_fact_that_several_findings_share_is_told_once():
    """A fact that findings told together share is told once; in a later reason of the element it stands without source and note."""
    first = [finding("In {y.v}.", [leaf("v1"), leaf("roads-1")], slots={"y.v": year}) for year in (1, 2)]
    later = finding("Also.", [leaf("roads-1")], rule="later")
    told = because(*first, later)
    assert [line for line in told if "roads-1" in line] == [
        "activity (title: Paving; kind: in kind; field: Roads and bridges; for community: yes) [roads-1: no source given]",
        "activity (title: Paving; kind: in kind; field: Roads and bridges; for community: yes) [roads-1, as above]",
    ]
    assert told.count("  Note: A note.") == 1


def test_a_certainty_and_a_date_in_words_are_told():
    """What is less than certain is told so, and so is `when`, however it is written."""
    case = evolve(
        CASE,
        facts=(
            *CASE.facts,
            *(evolve_fact("w", i, when) for i, when in enumerate([date(2017, 3, 1), {"gte": 2017, "lte": date(2018, 1, 1)}])),
        ),
    )
    questions = [question(fact, settles=()) for fact in case.facts[-2:]]
    told = explain(assessment(case=case, open_questions=questions)).open_questions
    assert lines(told) == [
        "Was there: visit (by: any; to: any; year: any)?",
        "  visit (when: 2017-03-01; probable) [w-0: no source given]",
        "Was there: visit (by: any; to: any; year: any)?",
        "  visit (when: gte 2017, lte 2018-01-01; probable) [w-1: no source given]",
    ]


def evolve_fact(id, number, when):
    """An unknown visit with a `when` of any shape."""
    return Fact("visit", id=f"{id}-{number}", when=when, holds="unknown", certainty="probable")


# -- what every partner, year or field ---------------------------------------------------------------------------------------------


def test_years_partners_and_fields_are_told_unless_the_sentence_names_them():
    """Structural facts are told by name, one line per kind, and not where the sentence names them all."""
    nodes = [leaf("year-2017"), leaf("year-2018"), leaf("semarang"), leaf("roads"), leaf("health")]
    assert because(finding("Nothing by Kota Semarang.", nodes)) == [
        "year of the review: 2017 and 2018",
        "agreed field: health; and Roads and bridges",
    ]


def test_every_is_told_per_instance():
    """An `every` tells for each instance what it rests on; instances that rest on the same are told together."""
    node = every(year_2017=[leaf("v1")], year_2018=[leaf("v1")], semarang=[leaf("v2"), leaf("roads-1")])
    assert because(finding("x", [node])) == [
        "2017 and 2018: visit (by: Kota Semarang; to: Jung-gu; year: 2017) [v1: thesis, p. 1]",
        "Kota Semarang:",
        "  visit (by: Kota Semarang; to: Jung-gu; year: 2018) [v2: thesis, p. 1]",
        "  activity (title: Paving; kind: in kind; field: Roads and bridges; for community: yes) [roads-1: no source given]",
        "    Note: A note.",
    ]


def test_an_every_of_absences_is_told_in_one_line():
    """An `every` that rests on absence alone tells all its instances together."""
    node = every(year_2017=[absent("visit", records=[0], year=2017)], year_2019=[absent("visit", records=[0], year=2019)])
    assert because(finding("x", [node, node])) == [
        "for each of 2017 and 2019",
        "  no visit (year: 2017 or 2019)",
        "    the record is complete: visit (by: Kota Semarang) [thesis, p. 9]",
    ]


# -- absence ---------------------------------------------------------------------------------------------------------------------


def test_an_absent_pattern_is_told_with_what_closes_the_record():
    """An absent pattern is told with the denials that cover it, with their sources, and with the records that are complete."""
    assert because(finding("x", [absent("visit", ["no-visit"], [0, 1], by="jung-gu", year=2019)])) == [
        "no visit (by: Jung-gu; year: 2019)",
        "  a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful) [no-visit: news]",
        "  the record is complete: visit (by: Kota Semarang) [thesis, p. 9]",
        "  the record is complete: activity [no source given]",
    ]


def test_absent_patterns_that_differ_in_one_value_are_told_together():
    """Absent patterns that differ in one value, closed alike, are one line."""
    found = [finding("In {y.v}.", [absent("visit", records=[1], year=year)], slots={"y.v": year}) for year in (2019, 2017, 2018)]
    assert because(*found)[0] == "no visit (year: 2017, 2018 or 2019)"


def test_absent_patterns_that_are_closed_otherwise_stay_apart():
    """Absent patterns that are closed by different records are lines of their own."""
    nodes = [absent("visit", records=[0], year=2017), absent("visit", records=[1], year=2018), absent("visit", records=[1], year=2018)]
    assert [line for line in because(finding("x", nodes)) if line.startswith("no")] == ["no visit (year: 2017)", "no visit (year: 2018)"]


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({}, "no activity"),
        ({"kind": "in_kind"}, "no activity (kind: in kind)"),
        ({"kind": {"in": ["training", "in_kind"]}}, "no activity (kind: training or in kind)"),
        ({"kind": {"in": []}}, "no activity (kind: none)"),
        ({"kind": {"not": "training"}}, "no activity (kind: other than training)"),
        ({"year": {"gt": 2016, "lte": 2018}}, "no activity (year: after 2016 and up to 2018)"),
        ({"year": {"gte": 2016, "lt": 2018}}, "no activity (year: from 2016 on and before 2018)"),
        ({"day": {"exists": True}, "year": {"exists": False}}, "no activity (day: stated; year: not stated)"),
        ({"day": "2017-03-01"}, "no activity (day: 2017-03-01)"),
        ({"day": {"gte": date(2017, 3, 1)}}, "no activity (day: from 2017-03-01 on)"),
        ({"id": "roads-1", "field": "health"}, "no activity (field: health; id: roads-1)"),
        ({"field": "gone"}, "no activity (field: gone)"),
    ],
)
def test_the_tests_of_an_absent_pattern_are_told_in_words(where, told):
    """Every test of an absent pattern is told in words."""
    assert because(finding("x", [absent("activity", records=[1], **where)]))[0] == told


def test_patterns_with_different_tests_stay_apart():
    """Absent patterns with different tests are lines of their own."""
    nodes = [absent("visit", records=[1], year={"gte": 2017}), absent("visit", records=[1], year={"gte": 2018})]
    told = because(finding("x", nodes))
    assert told[::2] == ["no visit (year: from 2017 on)", "no visit (year: from 2018 on)"]


def test_an_unknown_type_is_told_by_its_name():
    """A type that the vocabulary lacks is told by its name."""
    assert because(finding("x", [absent("song_and_dance", records=[1], by="jung-gu")]))[0] == "no song and dance (by: jung-gu)"


# -- derived facts -----------------------------------------------------------------------------------------------------------------


def test_a_derived_fact_is_told_with_its_own_justification():
    """A derived fact is told by its rule's sentence, and what it rests on stands below it."""
    tie = derived("derives", "A tie in {v.year}.", [leaf("v1")], {"v.year": 2017}, year=2017)
    assert because(finding("x", [tie])) == ["A tie in 2017.", "  visit (by: Kota Semarang; to: Jung-gu; year: 2017) [v1: thesis, p. 1]"]


def test_each_way_of_deriving_a_fact_is_told():
    """A derived fact with several justifications is told by each of them."""
    ways = [derived("one", "By air.", [leaf("v1")]), derived("two", "By sea.", [leaf("v3")])]
    assert [line for line in because(finding("x", ways)) if line.startswith("By")] == ["By air.", "By sea."]


def test_derived_facts_that_differ_in_one_slot_are_told_together():
    """Derived facts of one rule that differ in one slot are one line, and so are their facts."""
    ties = [derived("derives", "A tie in {v.year}.", [leaf(id)], {"v.year": year}) for id, year in (("v1", 2017), ("v2", 2018))]
    assert because(finding("x", ties)) == [
        "A tie in 2017 and 2018.",
        "  visit (by: Kota Semarang; to: Jung-gu; year: 2017 and 2018) [v1, v2: thesis, p. 1]",
    ]


def test_a_shared_derived_fact_is_told_once():
    """A derived fact that several conclusions share is told once, and then as above."""
    tie = derived("derives", "A tie.", [leaf("v1")])
    found = [finding("x", [tie]), finding("y", [tie], rule="other")]
    assert because(*found) == ["A tie.", "  visit (by: Kota Semarang; to: Jung-gu; year: 2017) [v1: thesis, p. 1]", "A tie. [as above]"]


def test_shared_justifications_do_not_multiply():
    """A justification in which each fact rests twice on the one before is told in as many lines as it has facts, not in 2 to the 60th."""
    node = derived("derives", "Step {s.n}.", [leaf("v1")], {"s.n": 0})
    for number in range(1, 61):
        node = derived("derives", "Step {s.n}.", [every(year_2017=[node], year_2018=[node, leaf("v2")])], {"s.n": number})
    assert len(because(finding("x", [node]))) < 400


def test_deep_justifications_are_told_below():
    """A chain of derived facts of any length is told; what is deep in it stands below and not further to the right."""
    node = derived("derives", "Step {s.n}.", [leaf("v1")], {"s.n": 0})
    for number in range(1, 3001):
        node = derived("derives", "Step {s.n}.", [node], {"s.n": number})
    told = because(finding("x", [node]))
    assert {line.strip() for line in told if line.endswith(".")} == {f"Step {n}." for n in range(3001)}
    assert any("[told below]" in line for line in told)
    assert max(len(line) - len(line.lstrip()) for line in told) < 40


# -- elements ----------------------------------------------------------------------------------------------------------------------


def test_what_decides_is_told_apart_from_what_does_not():
    """Findings that decide are why; the others are told beside, briefly where they support, down to the facts where they undermine."""
    found = [
        finding("Bad.", [leaf("v1")], rule="a"),
        finding("Good.", [leaf("v1"), leaf("semarang"), absent("visit", ["no-visit"], [0])], rule="b", polarity="satisfies", decides=False),
        finding("Odd.", [leaf("v3")], rule="c", decides=False),
        finding("Framed.", [leaf("year-2017")], rule="d", polarity="satisfies", decides=False),
    ]
    (element,) = explain(assessment(*found)).elements
    assert [(r.text, r.decides) for c in element.why for r in c.reasons] == [("Bad.", True)]
    told = {r.text: r for c in element.also for r in c.reasons}
    assert told["Good."].because == ()
    assert told["Good."].line.whole == "Good. [thesis, p. 1; news; thesis, p. 9]"
    assert told["Odd."].because
    assert told["Framed."].line.whole == "Framed."


def test_a_reason_names_its_rule_and_what_the_rule_rests_on():
    """A reason ends with its rule and the reference of the rule or else of its element, and the references are listed."""
    told = explain(assessment(finding("x", rule="derives"), finding("y", rule="bare")))
    assert [r.because[-1].text for r in told.elements[0].why[0].reasons] == [
        "Rule growth.derives, after law, art. 1",
        "Rule growth.bare, after law",
    ]
    assert lines(told.references) == ["law: The law. 1999."]


def test_a_rule_without_reference_is_named_alone():
    """A rule that refers to nothing is named alone, and then no references are listed."""
    given = assessment(finding("x"))
    (element,) = given.pack.elements
    bare = evolve(given, pack=evolve(given.pack, elements=(evolve(element, reference=None),)))
    told = explain(bare)
    assert told.elements[0].why[0].reasons[0].because[-1].text == "Rule growth.r"
    assert told.references == ()


def test_an_undetermined_element_tells_what_nothing_settles():
    """An undetermined element tells which essential criteria nothing settles; other unknown criteria are told apart."""
    more = [unknown("open", "essential", {"en": "Open"}), unknown("safe", "safeguard", None, {"en": "Is it safe?"})]
    (element,) = explain(assessment(status="undetermined", criterion="unknown", more=more)).elements
    assert lines(element.missing) == [
        "Nothing recorded settles this: Is it kept up? [Kept up, essential]",
        "Nothing recorded settles this: Open [Open, essential]",
    ]
    assert lines(element.unknown) == ["Is it safe? [safe, safeguard]"]


def test_an_element_that_is_not_undetermined_lacks_nothing():
    """Where an element is decided, what is unknown is told without saying that it is missing."""
    (element,) = explain(assessment(status="not_met", criterion="unknown")).elements
    assert element.missing == ()
    assert lines(element.unknown) == ["Is it kept up? [Kept up, essential]"]


def test_a_published_judgement_stands_beside_ours():
    """What a source concluded is told with its place, in its own word where we have none, and other elements' are not."""
    published = [
        Published("growth", "not_met", Citation("thesis", "p. 5"), {"en": "By the way."}),
        Published("growth", "so-so", "news"),
        Published("decay", "met", "news"),
    ]
    (element,) = explain(assessment(case=evolve(CASE, published=published))).elements
    assert lines(element.published) == [
        "What a source concluded: not met [thesis, p. 5]",
        "  Note: By the way.",
        "What a source concluded: so-so [news]",
    ]


def test_names_stand_in_for_titles_that_are_missing():
    """A case, an element or a criterion without a title is told by its id."""
    given = assessment(more=[CriterionResult(Criterion("plain"), "violated", (finding("x", criterion="plain"),))])
    (judgement,) = given.judgements
    (element,) = given.pack.elements
    given = evolve(
        given,
        case=evolve(CASE, title=None),
        pack=evolve(given.pack, elements=(evolve(element, rules=(*element.rules, *assessment(finding("x")).pack.elements[0].rules)),)),
        judgements=(evolve(judgement, element=evolve(element, title=None, question=None)),),
    )
    told = explain(given)
    assert told.title == "two-cities"
    assert (told.elements[0].title, told.elements[0].question) == ("growth", "")
    assert told.elements[0].why[0].title == "plain"


# -- the head and the rest ---------------------------------------------------------------------------------------------------------


def test_the_head_tells_what_was_judged_by_what():
    """The head tells partners, review, pack and engine."""
    assert explain(assessment()).head == (
        ("Partners", "Kota Semarang (ID) and Jung-gu"),
        ("Review", "2016 to 2019"),
        ("Rules", "small 1.2.0, inferred by the engine durable"),
    )


def test_the_language_is_that_of_the_assessment_unless_another_is_asked_for():
    """A report is in the language of the assessment, or in the one asked for."""
    given = assessment(lang="id")
    assert explain(given).title == "Dua kota"
    assert explain(given, "en").title == "Two cities"


def test_a_conflict_is_told_with_both_sources():
    """A conflict tells the fact that holds and the denial, each with its source, however often either is in conflict."""
    told = explain(assessment(conflicts=(Conflict("v3", "no-visit"), Conflict("v3", "no-visit")))).conflicts
    assert lines(told[1:]) == [
        "recorded as so, and denied:",
        "  visit (by: Jung-gu; to: Kota Semarang; year: 2018) [v3: news; thesis, p. 2]",
        '    Quote: "They came."',
        "  a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful) [no-visit: news]",
    ]


def test_open_questions_are_told():
    """A fact that was looked for and could not be told is an open question, with its source and what each answer would make of it.

    Of the others those are told that settle something; the rest is counted.
    """
    asked = (
        question(CASE.fact("unclear")),
        question(Fact("visit", year=2017), kind="not_looked_for", no="undetermined"),
        question(Fact("visit", year=2018), kind="not_looked_for", settles=()),
    )
    assert lines(explain(assessment(open_questions=asked, status="undetermined")).open_questions) == [
        "Was there: visit (by: any; to: Kota Semarang; year: any)?",
        "  visit (to: Kota Semarang; when: spring 2016) [unclear: news]",
        "  If yes: Growth becomes met",
        "  If no: Growth becomes not met",
        "Was there: visit (by: any; to: any; year: 2017)?",
        "  If yes: Growth becomes met",
        "  If no: nothing changes yet",
        "Further questions, which settle nothing alone: 1 (see ringrose ask)",
    ]


def test_recommendations_stand_under_their_elements():
    """Recommendations stand under the titles of their elements, those that differ in one slot told together, each text once."""

    def advice(text, rule, **slots):
        return Recommendation("growth", "kept", f"growth.{rule}", Message(LocalText({"en": text}), {f"p.{k}": v for k, v in slots.items()}))

    given = [advice("Ask {p.name}.", "a", name="B"), advice("Ask {p.name}.", "a", name="A"), advice("Rest.", "b"), advice("Rest.", "c")]
    assert lines(explain(assessment(recommendations=tuple(given))).recommendations) == ["Growth", "  Ask A and B.", "  Rest."]


def test_an_element_without_a_title_recommends_by_its_id():
    """Recommendations for an element without a title stand under its id."""
    given = assessment(recommendations=(Recommendation("growth", "kept", "growth.a", Message(LocalText({"": "Do."}))),))
    (element,) = given.pack.elements
    given = evolve(given, pack=evolve(given.pack, elements=(evolve(element, title=None),)))
    assert lines(explain(given).recommendations) == ["growth", "  Do."]


def test_the_sources_that_were_cited_are_listed():
    """Sources that the report cites are listed in the order of the case, and no others."""
    told = explain(assessment(finding("x", [leaf("v3")]))).sources
    assert lines(told) == ["thesis: N. Ringrose. A thesis. 2021. https://example.org/thesis.", "news: no title given."]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"issued": date(2021, 3, 1)}, "A thesis. 2021-03-01."),
        ({"issued": {"date-parts": [[2021, 3]]}}, "A thesis. 2021-03."),
        ({"issued": {"date-parts": [["2021", 3, 1]]}}, "A thesis. 2021-03-01."),
        ({"issued": {"literal": "spring 2021"}}, "A thesis. spring 2021."),
        ({"issued": {}}, "A thesis."),
        ({"issued": None}, "A thesis."),
        ({"issued": None, "title": "Why?"}, "Why?."),
        ({"issued": None, "details": {"author": {"literal": "UGM"}}}, "UGM. A thesis."),
        ({"issued": None, "details": {"author": ["A. B.", {"family": "C"}, {}]}}, "A. B. and C. A thesis."),
        ({"issued": None, "details": {"container-title": "Moderat", "publisher": "UGM", "DOI": "10.1/x"}}, "A thesis. Moderat. UGM. https://doi.org/10.1/x."),
        ({"issued": None, "details": {"publisher": 7, "DOI": 8}}, "A thesis."),
    ],
)  # fmt: skip
def test_a_document_is_told_by_its_fields(fields, told):
    """A source is told by its CSL-JSON fields as far as they are there; odd ones are left out."""
    case = cited(CASE, **{"url": None, "details": {}, **fields})
    assert lines(explain(assessment(finding("x", [leaf("v1")]), case=case)).sources) == [f"thesis: {told}"]


def test_the_note_of_a_source_stands_below_it():
    """The note of a source stands below it, in the language of the report."""
    case = cited(CASE, url=None, details={}, note={"en": "Read in part.", "id": "Dibaca sebagian."})
    told = explain(assessment(finding("x", [leaf("v1")]), case=case, lang="id")).sources
    assert lines(told) == ["thesis: A thesis. 2021.", "  Catatan: Dibaca sebagian."]


def test_the_address_of_a_place_is_told():
    """A place that has its own address is told with it."""
    case = evolve(CASE, published=[Published("growth", "met", Citation("news", url="https://example.org/1"))])
    (element,) = explain(assessment(case=case)).elements
    assert lines(element.published) == ["What a source concluded: met [news, https://example.org/1]"]
