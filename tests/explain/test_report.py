"""What a report says: the chart of years, footnotes, what would change, sources, and that no fact is lost."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import ringrose
from ringrose import (
    Case,
    Citation,
    Closure,
    Criterion,
    Element,
    Fact,
    FactType,
    Field,
    InputError,
    Pack,
    Published,
    Range,
    Ref,
    Rule,
    Source,
    Vocabulary,
    assess,
)
from ringrose.explain.report import Notes, making
from ringrose.explain.report.charting import MOST, chart_of
from ringrose.explain.report.making import report_of
from ringrose.explain.words import say
from ringrose.model.case import Review
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Satisfies, Violates
from ringrose.testing import cases
from tests.small import fact, no, rule
from tests.small import pack as small_pack

DATED = {"agreement": "signed", "ending": "year", "monitoring": "year", "result": "year", "visit": "year"}


def case(pack, *facts, complete=(), review=(2016, 2019), **more):
    """A case of two partners with these facts."""
    return Case("c", partners=["a", "b"], review=review, facts=facts, complete=complete, **more)


def rows(known, pack, lang="en"):
    """The states and ids of each row of the chart of a case, by type."""
    sound = assess(known, pack=pack).case
    return {row.type: [(cell.state, cell.ids) for cell in row.cells] for row in chart_of(sound, pack, lang).rows}


def lines_of(report):
    """All lines of a report, with those below them."""
    waiting = [*report.questions, *report.others, *report.references]
    for element in report.elements:
        told = element.told
        waiting += [reason.line for part in (told.why, told.also) for criterion in part for reason in criterion.reasons]
        waiting += [*told.missing, *told.unknown, *told.published, *(line for _, lines in element.ways for line in lines), *element.reach]
    for conflict in report.conflicts:
        waiting += [conflict.holds, conflict.denied]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += one.below


# -- the chart of years -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def absences(pack):
    """The vocabulary of the pack ringrose, and a rule for each type and year: there was none."""
    rules = [
        Rule(f"no-{name}", (fact("year", "y"), no(name, **{attribute: Ref("y", "value")})), Violates("c"))
        for name, attribute in DATED.items()
    ]
    types = {name: FactType(pack.vocabulary.types[name].attributes) for name in pack.vocabulary.recordable}
    made, flaws = check_pack(Pack("absences", "1.0.0", Vocabulary(types), (Element("e", (Criterion("c"),), tuple(rules)),)))
    assert all(flaw.warning for flaw in flaws)
    return made


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_year_is_shown_as_known_to_be_without_exactly_where_a_rule_could_say_so(data, absences):
    """A cell is ``none`` where ``no`` of that type and year is true, ``recorded`` where a fact states the year, else not known."""
    known = data.draw(cases(absences, review=(2017, 2020)))
    fired = {
        (finding.rule.removeprefix("e.no-"), int(str(finding.bindings["y"]).removeprefix("year-")))
        for finding in assess(known, pack=absences)["e"]["c"].findings
    }
    chart = chart_of(known, absences, "en")
    shown = {(row.type, column.first): cell for row in chart.rows for column, cell in zip(chart.columns, row.cells, strict=True)}
    for kind, attribute in DATED.items():
        for year in range(2017, 2021):
            cell = shown.get((kind, year))
            state = cell.state if cell else "open"
            stated = {
                f.id for f in known.facts if f.type == kind and f.holds is True and _year_of(f.attributes.get(attribute, f.when)) == year
            }
            if stated:
                assert state == "recorded"
                assert stated <= set(cell.ids)
            assert (state == "none") is ((kind, year) in fired)


def _year_of(value):
    return value.year if isinstance(value, date) else value


def test_gaps_are_told_apart_from_silence(pack):
    """What is known to be none, what could not be told and what nobody recorded are three things, each in words."""
    known = case(
        pack,
        Fact("monitoring", year=2017, id="m"),
        Fact("visit", year=2016, holds="unknown", id="v"),
        Fact("visit", year=Range(gte=2018, lte=2019), holds=False, id="none"),
        complete=[Closure("monitoring")],
    )
    found = rows(known, pack)
    assert found["monitoring"] == [("none", ()), ("recorded", ("m",)), ("none", ()), ("none", ())]
    assert found["visit"] == [("unknown", ("v",)), ("open", ()), ("none", ("none",)), ("none", ("none",))]
    told = {row.type: [cell.told for cell in row.cells] for row in chart_of(assess(known, pack=pack).case, pack, "id").rows}
    assert told["visit"][0] == "visit, 2016: dicari, tidak dapat dipastikan"
    assert told["monitoring"][:2] == ["monitoring, 2016: diketahui tidak ada", "monitoring, 2017: 1 tercatat"]


def test_a_fact_without_a_time_keeps_the_years_open(pack):
    """A visit of an unknown year could have been in any: then no year is known to be without, and the visit stands beside the years."""
    known = case(pack, Fact("visit", id="v"), complete=[Closure("visit")])
    chart = chart_of(assess(known, pack=pack).case, pack, "en")
    (row,) = chart.rows
    assert {cell.state for cell in row.cells} == {"open"}
    assert (row.undated, row.before, row.after, row.most) == (("v",), (), (), 0)


def test_facts_last_as_long_as_they_say(pack):
    """``when`` tells the years of a fact that has no year of its own; what lies outside the review stands before or after it."""
    known = case(
        pack,
        Fact("activity", id="long", when={"from": 2017, "to": date(2018, 3, 1)}),
        Fact("activity", id="day", when=date(2018, 5, 1)),
        Fact("activity", id="old", year=2010),
        Fact("activity", id="late", year=2030),
        Fact("activity", id="endless", when={"from": 2019}),
    )
    chart = chart_of(assess(known, pack=pack).case, pack, "en")
    (row,) = chart.rows
    assert [cell.ids for cell in row.cells] == [(), ("long",), ("long", "day"), ("endless",)]
    assert (row.before, row.after, row.undated, row.most) == (("old",), ("late",), (), 2)


def test_types_of_which_nothing_can_be_shown_have_no_row(pack):
    """A denial that closes no year, a type without a time and a record that closes a part leave the chart empty."""
    known = case(
        pack,
        Fact("communication", by="a", holds=False, id="d"),
        Fact("shared_understanding", about="goals", id="s"),
        complete=[Closure("visit", by="a")],
    )
    assert rows(known, pack) == {}


def test_a_long_review_has_columns_of_several_years(pack):
    """There are no more columns than can be read; a column is known to be without only where each of its years is."""
    known = case(
        pack,
        Fact("visit", year=1950, id="v"),
        Fact("visit", year=Range(gte=1900, lte=1902), holds=False, id="d"),
        review=(date(1900, 7, 1), 2020),
    )
    chart = chart_of(assess(known, pack=pack).case, pack, "en")
    assert len(chart.columns) <= MOST
    assert [column.label for column in chart.columns[:2]] == ["1900–1903", "1904–1907"]
    assert [column.partial for column in chart.columns[:2]] == [True, False]
    assert chart.columns[-1].last == 2020
    (row,) = chart.rows
    assert row.cells[0].state == "open"
    assert [cell.state for cell in row.cells].count("recorded") == 1


@pytest.mark.parametrize(
    ("review", "partial"),
    [
        ((2016, 2018), [False, False, False]),
        ((2016, date(2018, 12, 30)), [False, False, True]),
        ((date(2016, 1, 2), 2018), [True, False, False]),
        ((date(2016, 1, 1), date(2018, 12, 31)), [False, False, False]),
        ((date(2016, 2, 1), date(2016, 11, 30)), [True]),
    ],
)
def test_a_year_that_was_not_reviewed_whole_is_partial(pack, review, partial):
    """The first column is partial where the review begins within its year, the last one where it ends within its year; no other is."""
    assert [column.partial for column in chart_of(assess(case(pack, review=review), pack=pack).case, pack, "en").columns] == partial


# -- footnotes --------------------------------------------------------------------------------------------------------------------


def test_a_place_has_one_number():
    """Footnotes are numbered as they are first named, and a place that is named again keeps its number."""
    notes, one, other = Notes(), Citation("s", "p. 1"), Citation("s", "p. 2", quote="q")
    assert [note.number for note in notes.of([one, other, one])] == [1, 2]
    assert [note.number for note in notes.of([other])] == [2]
    assert [(note.number, note.place) for note in notes.all()] == [(1, "s, p. 1"), (2, "s, p. 2")]


# -- the whole --------------------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_fact_and_no_place_of_a_fact_is_lost(data, pack):
    """Each fact and denial of a case stands somewhere in its report, and wherever it is told first, with all its places."""
    known = data.draw(cases(pack))
    cited = evolve(known, facts=[_cited(one) for one in known.facts], sources=["s"])
    report = report_of(assess(cited, pack=pack), changes=False)
    told = [one for one in lines_of(report) if one.ids]
    assert {str(one.id) for one in cited.facts} <= {id for one in told for id in one.ids}
    places = {citation.at for one in lines_of(report) for citation in one.citations}
    assert {str(one.id) for one in cited.facts} <= places


def _cited(one):
    return Fact(
        one.type, one.attributes, id=one.id, holds=one.holds, when=one.when, source=Citation("s", at=one.id), certainty=one.certainty
    )


def test_what_would_change_an_element_is_told_with_how_far_that_goes(seed, pack):
    """An element that is not met has ways to be met, one that is met has losses; each says how far the search went."""
    report = report_of(assess(seed, pack=pack))
    by_id = {element.told.id: element for element in report.elements}
    assert [title for title, _ in by_id["reciprocity"].ways] == ["Facts that would have to be otherwise"]
    assert [title for title, _ in by_id["results"].ways] == ["Losses that would turn it"]
    assert [line.text for line in by_id["results"].reach] == [
        "Every loss of up to 4 facts and records that would turn it was found; in each loss, every part is needed."
    ]
    assert by_id["reciprocity"].advice == ("Ask the partner that has gained nothing what it would value, and offer something in return.",)
    assert [row.status for row in by_id["commitment"].criteria] == [r.status for r in assess(seed, pack=pack)["commitment"].criteria]


def test_ways_that_are_not_told_are_counted(seed, pack, monkeypatch):
    """Of many ways and losses a few are told, and the report says how many others there are, and where."""
    monkeypatch.setattr(making, "MOST", 1)
    by_id = {element.told.id: element for element in report_of(assess(seed, pack=pack)).elements}
    ((_, ways),) = by_id["commitment"].ways
    assert [line.text for line in ways] == ["Way 1 (3 changes)", "Further ways: 1 (the command ringrose repair tells them)"]
    monkeypatch.setattr(making, "MOST", 0)
    by_id = {element.told.id: element for element in report_of(assess(seed, pack=pack)).elements}
    ((_, losses),) = by_id["results"].ways
    assert [line.text for line in losses] == ["Further losses: 1 (the command ringrose threats tells them)"]


def test_what_makes_a_met_element_without_a_loss_is_told(pack):
    """Where no loss of the size that was looked for turns an element, no list of losses is shown, but how far the search went."""
    many = [Fact("result", year=2017, id=f"r{n}") for n in range(6)]
    report = report_of(assess(case(pack, *many), pack=pack), "id")
    (results,) = [element for element in report.elements if element.told.id == "results"]
    assert results.told.status == "met"
    assert results.ways == ()
    assert len(results.reach) == 1


def test_sources_tell_how_much_rests_on_them(pack):
    """A source has counts of what it is cited for, and the elements whose status rests on it; one that is never cited has none."""
    known = case(
        pack,
        Fact("result", id="r", source=["s", Citation("s", "p. 2")]),
        Fact("result", id="q", holds="unknown", source="t"),
        Fact("benefit", to="a", holds=False, id="d", source="s"),
        complete=[Closure("monitoring", source="t")],
        sources=[Source("s", title="S", url="https://example.org/s"), Source("t", note="N"), Source("u")],
        published=[Published("results", "met", "u")],
    )
    s, t, u = report_of(assess(known, pack=pack)).sources
    assert (s.facts, s.denials, s.unknown, s.records, s.decides) == (1, 1, 0, 0, ("Reciprocity", "Results"))
    assert (s.document.text, s.url) == ("S.", "https://example.org/s")
    assert (t.facts, t.denials, t.unknown, t.records, t.decides) == (0, 0, 1, 1, ("Commitment",))
    assert [line.text for line in t.document.below] == ["Note: N"]
    assert (u.facts, u.denials, u.unknown, u.records, u.decides) == (0, 0, 0, 0, ())


def test_a_report_for_figures_looks_for_no_changes(seed, pack):
    """Without changes a report is the same but for what would change its elements, for which nothing is assessed."""
    assessment = assess(seed, pack=pack)
    whole, quick = report_of(assessment), report_of(assessment, changes=False)
    assert {(element.ways, element.reach) for element in quick.elements} == {((), ())}
    assert evolve(whole, elements=[evolve(element, ways=(), reach=()) for element in whole.elements]) == evolve(
        quick, elements=list(quick.elements)
    )


def test_an_element_that_rests_on_a_disputed_fact_says_so(pack):
    """A fact that a source denies is marked where it is told, with the denial, and so is the element whose status rests on it."""
    facts = [Fact("benefit", to=partner, id=f"f-{partner}", source="s") for partner in "ab"]
    known = case(pack, *facts, Fact("benefit", to="a", holds=False, id="d", source=Citation("t", "p. 2")), sources=["s", "t"])
    assessment = assess(known, pack=pack)
    told = {element.told.id: element.told for element in report_of(assessment).elements}
    assert [line.text for line in told["reciprocity"].disputed] == [
        "Disputed: a source denies what this rests on (f-a); it still counts. See Conflicts."
    ]
    assert told["results"].disputed == ()
    (remark,) = {one for one in lines_of(report_of(assessment)) if one.code == "disputed"}
    assert (remark.whole, remark.ids) == ("Another source denies this: benefit (to: a) [d: t, p. 2]", ("d",))
    assert remark.citations == (Citation("t", "p. 2"),)


def test_both_sides_of_a_conflict_are_told_with_their_sources(pack):
    """A conflict has the fact and the denial, each with its own places."""
    known = case(
        pack,
        Fact("benefit", to="a", id="f", source="s"),
        Fact("benefit", to="a", holds=False, id="d", source="t"),
        sources=["s", "t"],
    )
    (conflict,) = report_of(assess(known, pack=pack)).conflicts
    assert (conflict.holds.ids, [c.id for c in conflict.holds.citations]) == (("f",), ["s"])
    assert (conflict.denied.ids, [c.id for c in conflict.denied.citations]) == (("d",), ["t"])


def test_a_report_is_in_one_language_and_says_what_made_it(seed, pack):
    """The language asked for fills every part; the digest of the rules and the version of ringrose are told."""
    assessment = assess(seed, pack=pack)
    english, indonesian = report_of(assessment), report_of(assessment, "id")
    assert (english.lang, indonesian.lang) == ("en", "id")
    assert english.title == "Semarang and Jung-gu"
    assert indonesian.title == "Semarang dan Jung-gu"
    assert english.head[-1] == ("Digest of the rules", pack.digest)
    assert indonesian.head[-1] == ("Sidik jari aturan (hash)", pack.digest)
    assert english.made.startswith("ringrose ")


def test_a_report_as_of_a_day_is_about_what_was_known_then(seed, pack):
    """What began later is in no part of the report."""
    report = report_of(assess(seed, pack=pack, as_of=2017))
    assert [column.first for column in report.chart.columns] == [2016, 2017]
    assert "monitoring-2018" not in {id for one in lines_of(report) for id in one.ids}


def test_a_pack_without_titles_is_told_by_ids():
    """Where a pack has neither titles nor questions, the ids stand in their place."""
    bare, flaws = check_pack(Pack("p", "1.0.0", Vocabulary({}), (Element("e", (Criterion("c"),), ()),)))
    assert all(flaw.warning for flaw in flaws)
    report = report_of(assess(Case("x", partners=["a"], review=Review(2016, 2017)), pack=bare))
    (element,) = report.elements
    assert [(row.id, row.title, row.question) for row in element.criteria] == [("c", "c", "")]
    assert report.chart.rows == ()


def test_the_agreed_fields_stand_in_the_head(pack):
    """The head of a report names the fields that were agreed on, in its language, and has no such row where there are none."""
    culture = Field("culture", {"en": "Culture", "id": "Kebudayaan"})
    for fields, told in (((culture, Field("health", "Health")), {"en": "Culture and Health", "id": "Kebudayaan dan Health"}), ((), {})):
        judged = assess(case(pack, fields=fields), pack=pack)
        for lang in ("en", "id"):
            assert dict(report_of(judged, lang, changes=False).head).get(say("report.fields", lang)) == told.get(lang)


def test_what_is_told_elsewhere_is_not_told_again(pack):
    """Facts of a conflict, of an open question and of a justification are none of the other facts; what nothing rests on is."""
    known = case(
        pack,
        Fact("benefit", {"to": "a"}, id="so", source="s"),
        Fact("benefit", {"to": "a"}, holds=False, id="denied", source="s"),
        Fact("communication", holds="unknown", id="asked", source="s"),
        Fact("result", {"year": 2017}, id="decides", source="s"),
        Fact("obstacle", id="idle", source="s"),
        complete=[Closure("communication", by="a", source="s"), Closure("benefit", to="b", source="s")],
        sources=["s"],
    )
    report = report_of(assess(known, pack=pack), changes=False)
    assert [(line.ids, line.whole) for line in report.others] == [
        (("idle",), "obstacle [idle: s]"),
        ((), "the record is complete: communication (by: a) [s]"),
    ]


def test_a_fact_of_the_others_is_told_with_its_own_source(pack):
    """What is told among the other facts has its source there, also where what would change an element has told it above."""
    rules = small_pack(rule("r", fact("t"), then=Satisfies("c"), unless=[fact("u")]))
    known = case(rules, Fact("u", id="exception", source=Citation("s", "p. 1")), sources=["s"])
    report = report_of(assess(known, pack=rules))
    ((_, (way,)),) = report.elements[0].ways
    assert [line.ids for line in way.below] == [(), ("exception",)]
    assert [(line.ids, line.whole, line.citations) for line in report.others] == [
        (("exception",), "u [exception: s, p. 1]", (Citation("s", "p. 1"),))
    ]


# -- from Python ------------------------------------------------------------------------------------------------------------------


def test_a_report_can_be_had_of_a_case_or_of_an_assessment(seed, pack):
    """``ringrose.report`` judges a case first, and tells an assessment in its own language unless another one is asked for."""
    assessment = assess(seed, pack=pack, lang="id")
    assert ringrose.report(seed, pack=pack, lang="id") == ringrose.report(assessment)
    assert ringrose.report(assessment, lang="en") == ringrose.report(seed, pack=pack)
    assert "2017" in dict(ringrose.report(seed, pack=pack, as_of=2017).head)[say("head.as_of", "en")]
    with pytest.raises(InputError, match="fr"):
        ringrose.report(assessment, lang="fr")


def test_a_report_lays_itself_out(seed, pack):
    """A report gives itself as a web page, as Markdown, as a file for Word, and gives its figures."""
    report = ringrose.report(seed, pack=pack)
    assert report.to_html().startswith("<!doctype html>")
    assert report.to_markdown().startswith("# ")
    assert report.to_docx()[:2] == b"PK"
    assert "Semarang and Jung-gu" in report.figure().title
    assert report.figure("timeline").described
    assert report.figure("tree").height > report.figure("tree", "reciprocity").height > 0
    assert report.figure("tree", "commitment.monitored").height < report.figure("tree", "commitment").height


@pytest.mark.parametrize(
    ("kind", "of", "told"),
    [
        ("bar", None, "kind: `bar` is no figure. Known are `glance`, `timeline` and `tree`."),
        ("tree", "comitment", "of: There is no element `comitment`. Did you mean `commitment`? Known are"),
        ("tree", "results.deliverd", "of: There is no criterion `deliverd` in the element `results`. Did you mean `delivered`?"),
        ("tree", "results.", "of: There is no criterion `` in the element `results`. Known are"),
    ],
)
def test_a_figure_that_does_not_exist_is_told(kind, of, told, seed, pack):
    """A kind, an element or a criterion that does not exist is told, with those that do."""
    with pytest.raises(InputError) as refused:
        ringrose.report(seed, pack=pack).figure(kind, of)
    assert str(refused.value).startswith(told)
