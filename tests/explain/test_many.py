"""Many cases side by side: what is told of each, what is counted, and how far published judgements agree."""

import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plausible import plausible_cases
from ringrose import InputError, Published, assess, assess_many, load_case, load_pack
from ringrose.explain.many.content import Comparison
from ringrose.explain.many.kappa import kappa
from ringrose.explain.many.making import _told_apart, compare, compare_assessments
from ringrose.explain.many.numbers import decimal, percent, whole
from ringrose.explain.many.telling import all_not_counted, names_of, places_told, remarks, title
from ringrose.explain.rows import COLUMNS
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES, Later
from ringrose.model.text import as_text
from ringrose.render import comparison_html, comparison_markdown, comparison_text
from tests import making

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SCHEMA = json.loads((ROOT / "schemas" / "comparison.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def examples():
    """The examples side by side."""
    return compare(EXAMPLES)


@pytest.fixture(scope="module")
def many():
    """Forty cases that could be true."""
    return compare(plausible_cases(40, 3))


@pytest.fixture(scope="module")
def judged():
    """An example, judged."""
    return assess(EXAMPLES[0], engine="compiled")


def published(judged, *conclusions):
    """The assessment of a case in which sources conclude this: pairs of an element and a status."""
    told = tuple(Published(element, status, "adinda-2020") for element, status in conclusions)
    return evolve(judged, case=evolve(judged.case, published=told))


# -- what is told of each case ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_case_is_told_as_it_is_judged(lang):
    """Statuses of elements and criteria are those of `assess`, and every finding is told, in the language asked for."""
    cases = list(plausible_cases(25, 11))
    for row, case in zip(compare(cases, lang=lang), cases, strict=True):
        alone = assess(case, engine="compiled", lang=lang)
        assert [cell.status for cell in row.elements] == [judgement.status for judgement in alone]
        assert [cell.standing for cell in row.elements] == [judgement.standing for judgement in alone]
        assert (row.id, row.facts, row.conflicts) == (alone.case.id, len(alone.case.facts), len(alone.conflicts))
        for cell, judgement in zip(row.elements, alone, strict=True):
            for criterion, result in zip(cell.criteria, judgement.criteria, strict=True):
                assert (criterion.status, criterion.role) == (result.status, result.role)
                assert {id for reason in criterion.reasons for id in reason.facts} == {id for f in result.findings for id in f.facts}
                assert {(r.rule, r.polarity, r.decides) for r in criterion.reasons} == {
                    (f.rule, f.polarity, f.decides) for f in result.findings
                }


def test_reasons_are_sentences_with_their_places(examples):
    """Findings that differ in one word are one sentence, those that decide come first, and each names where it was read."""
    commitment, *_ = examples["semarang-jung-gu"].elements
    monitored = next(one for one in commitment.criteria if one.id == "monitored")
    assert [reason.text for reason in monitored.reasons] == [
        "Monitoring and evaluation, due every year, was missing in 2017, 2019, 2020 and 2021."
    ]
    assert monitored.reasons[0].places == ("thesis, 4.1 par. 3",)
    assert (monitored.title, monitored.question) == ("Monitored every year", "Was there monitoring and evaluation every year?")
    finding, other = making.finding("It fell."), making.finding("It stood.", polarity="satisfies", rule="s", decides=False)
    row = compare_assessments([making.assessment(other, finding)]).cases[0]
    assert [(reason.text, reason.decides) for reason in row.elements[0].criteria[0].reasons] == [("It fell.", True), ("It stood.", False)]


def test_a_row_has_the_frame_of_its_case(examples):
    """Title, partners, review and chart of a case are told, and the day as of which it was judged."""
    row = examples["semarang-jung-gu"]
    assert (row.title, row.partners) == ("Semarang and Jung-gu", ("Kota Semarang (ID)", "Jung-gu (KR)"))
    assert (row.review, row.as_of) == (("2016-11-25", "2021-12-31"), None)
    assert [one.status for one in row.concluded("understanding")] == ["met"]
    assert row.chart.columns[0].first == 2016
    assert compare_assessments([assess(EXAMPLES[2], as_of=2018)]).cases[0].as_of == "2018-12-31"


def test_open_questions_are_not_looked_for():
    """A comparison does not ask for open questions, which takes time."""

    def refuse():
        raise AssertionError("open questions were looked for")

    assert (
        compare_assessments([making.assessment(making.finding("x"), open_questions=Later(refuse))]).cases[0].elements[0].status == "not_met"
    )


def test_a_comparison_is_a_sequence_of_its_cases(examples):
    """Cases come in the order given, can be asked for by id, and one that is not there is a KeyError."""
    assert [row.id for row in examples] == [path.stem for path in EXAMPLES]
    assert len(examples) == len(EXAMPLES)
    with pytest.raises(KeyError):
        examples["nowhere"]


def test_names_of_many_cases_are_taken_as_by_assess_many(tmp_path):
    """A folder, a pattern and a file of JSON Lines are read, and give what their cases give one by one."""
    cases = list(plausible_cases(3, 5))
    lines = tmp_path / "cases.jsonl"
    lines.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    assert (
        compare(tmp_path).to_dict() == compare(str(tmp_path / "*.jsonl")).to_dict() == compare(lines).to_dict() == compare(cases).to_dict()
    )


def test_a_list_takes_names_and_cases_in_any_mixture(tmp_path):
    """Names of files, folders, patterns and JSON Lines, cases, and open files stand in one list, and their order is kept."""
    cases = list(plausible_cases(5, 5))
    (tmp_path / "a.jsonl").write_text(json.dumps(cases[0]) + "\n" + json.dumps(cases[1]) + "\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for place, name in ((2, "folder/b.json"), (3, "c.json")):
        (tmp_path / name).write_text(json.dumps(cases[place]), encoding="utf-8")
    with (tmp_path / "c.json").open("rb") as file:
        given = [str(tmp_path / "a.jsonl"), tmp_path / "folder", file, cases[4], load_case(cases[0]), str(tmp_path / "c*.json")]
        found = compare(given)
    assert [row.case for row in found] == [cases[place]["id"] for place in (0, 1, 2, 3, 4, 0, 3)]
    assert compare(iter([tmp_path / "a.jsonl", *cases[2:]])).to_dict() == compare(cases).to_dict()


def test_problems_of_names_and_of_cases_are_told_together(tmp_path):
    """A folder without cases, a pattern that fits nothing, and a bad line are all told, in order."""
    (tmp_path / "a.jsonl").write_text("[]\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        compare([str(tmp_path / "x*.yaml"), tmp_path / "a.jsonl", {"id": "x"}, "nowhere.yaml"])
    files = list(dict.fromkeys(problem.file for problem in refused.value.problems))
    assert files == [str(tmp_path / "x*.yaml"), str(tmp_path / "a.jsonl"), "case", "nowhere.yaml"]


def test_many_cases_are_judged_as_of_a_day_as_one_is():
    """As of a day, each case of a name or list is judged as `assess` judges it, and rows tell the day."""
    for cases in ([EXAMPLES[2]], EXAMPLES[2]):
        row = compare(cases, as_of="2018-06-30").cases[0]
        alone = assess(EXAMPLES[2], as_of="2018-06-30", engine="compiled")
        assert (row.as_of, row.review[1], row.facts) == ("2018-06-30", "2018-06-30", len(alone.case.facts))
        assert [cell.status for cell in row.elements] == [judgement.status for judgement in alone]
    assert [judged.as_of for judged in assess_many(EXAMPLES[2:3], as_of=2018)] == [assess(EXAMPLES[2], as_of=2018).as_of]


@pytest.mark.parametrize(("day", "place"), [(1900, "case semarang-jung-gu, as_of"), ("soon", "as_of"), (True, "as_of")])
def test_a_day_that_cannot_be_used_is_told(day, place):
    """A day outside a review is a problem of that case; what is no day at all is one problem, however many cases there are."""
    with pytest.raises(InputError) as refused:
        compare([EXAMPLES[2], EXAMPLES[2]] if day != 1900 else [EXAMPLES[2]], as_of=day)
    assert [problem.file for problem in refused.value.problems] == [place]


def test_engines_agree(many):
    """Whatever engine judges, the comparison is the same."""
    pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    cases = list(plausible_cases(4, 3))
    assert compare(cases, engine="durable").to_dict() == compare(cases, engine="compiled").to_dict()


# -- ids ------------------------------------------------------------------------------------------------------------------------


def test_cases_of_one_id_are_told_apart(judged):
    """The later ones of an id get a number behind it that makes an id which no other case has."""
    ids = ["a", "a", "a-2", "a", "b"]
    found = compare_assessments([evolve(judged, case=evolve(judged.case, id=id)) for id in ids])
    assert [(row.id, row.case) for row in found] == [("a", "a"), ("a-3", "a"), ("a-2", "a-2"), ("a-4", "a"), ("b", "b")]
    assert "Several cases have the id a; the later ones have a number behind it here." in list(
        remarks(found, found.failures(), found.agreement)
    )
    assert names_of(found)["a-3"] == "Bandung and Seoul (a-3)"


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "b", "b-2"]), min_size=1, max_size=9))
def test_no_two_cases_have_one_id(ids):
    """However ids repeat, each case has its own, and one that does not repeat keeps it."""
    case = making.CASE
    found = compare_assessments([making.assessment(making.finding("x"), case=evolve(case, id=id)) for id in ids])
    assert len({row.id for row in found}) == len(ids)
    assert all(row.id == id for row, id in zip(found, ids, strict=True) if ids.count(id) == 1)


class Counted(str):
    """An id that counts how often an id is made of it."""

    __slots__ = ()
    made = 0

    def __format__(self, spec):
        Counted.made += 1
        return super().__format__(spec)


def test_ids_are_told_apart_without_starting_anew(judged):
    """However many cases have one id, a number is tried once for each of them, and once where a case has such an id itself."""
    row = compare_assessments([judged]).cases[0]
    Counted.made = 0
    rows = [evolve(row, id=id, case=id) for id in (*[Counted("a")] * 500, "a-7", *[Counted("b")] * 500)]
    assert len({one.id for one in _told_apart(rows)}) == 1001
    assert Counted.made == 2 * 499 + 1


def test_the_work_of_a_page_grows_with_its_cases(monkeypatch, judged):
    """Pages go through all cases as often for many pairs that do not agree, and many that are not counted, as for few."""
    gone_through, before = [], Comparison.__iter__

    def counted(comparison):
        gone_through.append(comparison)
        return before(comparison)

    row = compare_assessments([published(judged, ("results", "not_met"), ("trust", "met"), ("results", "so so"))]).cases[0]
    found = evolve(compare_assessments([judged]), cases=tuple(evolve(row, id=f"c{n}", case=f"c{n}") for n in range(20)))
    monkeypatch.setattr(Comparison, "__iter__", counted)
    for page in (comparison_html, comparison_markdown, comparison_text):
        often = []
        for comparison in (found, evolve(found, cases=found.cases[:2])):
            gone_through.clear()
            page.render(comparison)
            often.append(len(gone_through))
        assert often[0] == often[1] > 0


def test_a_case_that_is_given_twice_is_told_where_all_of_it_is_the_same(judged):
    """Only cases that say the same are the same case; two of one id that differ are two readings of it."""
    other = evolve(judged, case=evolve(judged.case, title="Another reading"))
    found = compare_assessments([judged, other, judged, judged])
    told = [text for text in remarks(found, found.failures(), found.agreement) if "times" in text]
    assert told == [
        "The case bandung-seoul was given 3 times and says the same each time. Name it once, or everything here counts it 3 times."
    ]
    found = compare_assessments([judged, other])
    assert not [text for text in remarks(found, found.failures(), found.agreement) if "times" in text]


# -- what is refused --------------------------------------------------------------------------------------------------------------


def test_the_problems_of_all_cases_are_told():
    """One case that cannot be used is no comparison, and all that is wrong in all cases is told."""
    good, bad = plausible_cases(2)
    bad["review"] = {"from": 2020, "to": 2010}
    with pytest.raises(InputError) as refused:
        compare([good, bad, "nowhere.yaml", good])
    assert [problem.file for problem in refused.value.problems] == ["case", "nowhere.yaml"]


@pytest.mark.parametrize("nothing", [lambda: compare([]), lambda: compare_assessments([])])
def test_no_case_is_no_comparison(nothing):
    """Without any case it is said what to name."""
    with pytest.raises(InputError) as refused:
        nothing()
    assert str(refused.value) == "cases: No cases are given. Name a file of JSON Lines, a case file, a folder or a glob."


def test_only_what_one_pack_judged_is_compared(judged):
    """Assessments of another pack, or of another text of the same, are refused, each by its case."""
    small = making.assessment(making.finding("x"))
    changed = assess(EXAMPLES[0], pack=evolve(load_pack("ringrose"), title="Other rules"), engine="compiled")
    with pytest.raises(InputError) as refused:
        compare_assessments([judged, small, changed])
    version = load_pack("ringrose").version
    assert str(refused.value) == (
        f"case two-cities: This was judged by small 1.2.0, and the first case by ringrose {version}. Only what the same rules judged can "
        "be compared. Judge all cases by one pack.\n"
        f"case bandung-seoul: This was judged by other rules than the first case, although both name them ringrose {version}. Only what "
        "the same rules judged can be compared. Judge all cases by one pack."
    )


# -- counts -----------------------------------------------------------------------------------------------------------------------


def test_counts_add_up(many):
    """Each element and each criterion is counted once in each case, and roles are the sums of their criteria."""
    failures, rows = many.failures(), many.to_rows()
    assert failures.cases == len(many) == 40
    roles = Counter()
    for element in failures.elements:
        assert sum(element.statuses.values()) == 40
        assert element.statuses == {
            status: sum(e.status == status for r in many for e in r.elements if e.id == element.id) for status in STATUSES
        }
        for criterion in element.criteria:
            told = Counter(row["criterion_status"] for row in rows if (row["element"], row["criterion"]) == (element.id, criterion.id))
            assert criterion.statuses == {status: told[status] for status in CRITERION_STATUSES}
            assert sum(criterion.statuses.values()) == 40
            roles.update({(criterion.role, status): count for status, count in criterion.statuses.items()})
    assert [one.role for one in failures.roles] == ["essential", "safeguard", "informative"]
    assert {(one.role, status): count for one in failures.roles for status, count in one.statuses.items()} == dict(roles)


def test_a_role_that_a_pack_does_not_give_is_not_counted():
    """Roles without criteria are left out."""
    assert [one.role for one in compare_assessments([making.assessment(making.finding("x"))]).failures().roles] == ["essential"]


# -- rows and JSON ----------------------------------------------------------------------------------------------------------------


def test_rows_are_complete(many):
    """There is one row for each criterion of each case, all rows have the same columns, and each status is a status."""
    rows = many.to_rows()
    assert all(list(row) == list(COLUMNS) for row in rows)
    assert len({(row["case"], row["element"], row["criterion"]) for row in rows}) == len(rows)
    assert len(rows) == len(many) * sum(len(element.criteria) for element in many.elements)
    assert {row["element_status"] for row in rows} <= set(STATUSES)
    assert {row["criterion_status"] for row in rows} <= set(CRITERION_STATUSES)
    assert all((row["reasons"] is None) == (row["criterion_status"] == "unknown") for row in rows)


def test_rows_tell_what_was_published(examples):
    """A row has what sources concluded of its element, and nothing where they did not."""
    told = {(row["case"], row["element"]): row["published"] for row in examples.to_rows()}
    assert told["semarang-jung-gu", "commitment"] == "not_met"
    assert told["surabaya-kitakyushu", "commitment"] is None


def test_the_json_is_valid_and_the_same_each_time(examples):
    """The JSON is valid by its schema, also with the day as of which a case was judged, and does not change from run to run."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.validate(json.loads(json.dumps(examples.to_dict())))
    validator.validate(compare_assessments([published(assess(EXAMPLES[0], as_of=2020), ("results", "so so"))]).to_dict())
    assert json.dumps(examples.to_dict()) == json.dumps(compare(EXAMPLES).to_dict())


def test_a_comparison_gives_its_pages_itself(examples):
    """The pages to pass on are those of the renderers."""
    assert examples.to_html() == comparison_html.render(examples)
    assert examples.to_markdown() == comparison_markdown.render(examples)


# -- agreement --------------------------------------------------------------------------------------------------------------------


def by_hand(one, other):
    """Cohen's kappa from its definition, in fractions."""
    pairs, n = list(zip(one, other, strict=True)), len(one)
    observed = Fraction(sum(a == b for a, b in pairs), n)
    chance = sum(Fraction(one.count(status) * other.count(status), n * n) for status in {*one, *other})
    return (observed - chance) / (1 - chance)


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(STATUSES)), max_size=30))
def test_kappa_is_what_its_definition_gives(pairs):
    """Kappa is that of scikit-learn and that of the definition, and where that is 0 divided by 0, or there are too few, it is said so."""
    from sklearn.metrics import cohen_kappa_score

    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found, why_not = kappa(one, other)
    if len(pairs) < 2:
        assert (found, why_not) == (None, "few")
    elif len({*one, *other}) == 1:
        assert (found, why_not) == (None, "one_status")
    else:
        assert found == cohen_kappa_score(one, other)
        assert found == pytest.approx(float(by_hand(one, other)))
        assert why_not == ""


def test_without_scikit_learn_all_else_is_told(monkeypatch, examples):
    """Where scikit-learn is not installed, kappa alone is missing, and it is said why."""
    before = examples.agreement
    monkeypatch.setitem(sys.modules, "sklearn.metrics", None)
    after = examples.agreement
    assert (after.overall.kappa, after.overall.why_not) == (None, "not_installed")
    assert evolve(after.overall, kappa=before.overall.kappa, why_not="") == before.overall
    assert after.disagreements == before.disagreements


def test_the_examples_agree_with_what_was_published(examples):
    """Of the ten published judgements of the examples, nine agree; the pair that does not is told with its place."""
    found = examples.agreement
    assert (found.overall.compared, found.overall.agreed, found.overall.share) == (10, 9, 0.9)
    assert found.overall.table["met"] == {"met": 6, "not_met": 0, "contested": 0, "undetermined": 1}
    assert [(pair.case, pair.element, pair.published, pair.judged, pair.place) for pair in found.disagreements] == [
        ("bandung-seoul", "commitment", "met", "undetermined", "adinda-2020, abstract")
    ]
    assert [(one.element, one.compared, one.why_not) for one in found.elements] == [
        ("commitment", 2, ""),
        ("participation", 2, ""),
        ("understanding", 2, "one_status"),
        ("reciprocity", 2, ""),
        ("results", 2, "one_status"),
    ]
    assert sum(one.compared for one in found.elements) == found.overall.compared
    assert sum(one.agreed for one in found.elements) == found.overall.agreed


def test_each_published_conclusion_is_a_pair(judged):
    """Where several sources conclude on one element, each counts; those in words of their own, and on other elements, are only listed."""
    told = published(judged, ("results", "met"), ("results", "not_met"), ("results", "a mixed picture"), ("trust", "met"))
    found = compare_assessments([told]).agreement
    assert [(one.element, one.compared, one.agreed) for one in found.elements] == [("results", 2, 1)]
    assert [(pair.published, pair.judged) for pair in found.disagreements] == [("not_met", "met")]
    assert [(one.element, one.published, one.why) for one in found.not_counted] == [
        ("results", "a mixed picture", "words"),
        ("trust", "met", "element"),
    ]


def test_where_nothing_was_published_nothing_is_told(judged):
    """Without published judgements there are no pairs, no share and no kappa."""
    found = compare_assessments([published(judged)]).agreement
    assert (found.elements, found.disagreements, found.not_counted) == ((), (), ())
    assert (found.overall.compared, found.overall.share, found.overall.kappa, found.overall.why_not) == (0, None, None, "few")


# -- words ------------------------------------------------------------------------------------------------------------------------


def test_numbers_are_written_as_the_language_writes_them():
    """Indonesian swaps point and comma."""
    assert (whole(1200, "en"), whole(1200, "id")) == ("1,200", "1.200")
    assert (decimal(-0.256, "en"), decimal(0.8, "id")) == ("-0.26", "0,80")
    assert percent(2 / 3) == "67%"


@given(st.integers(min_value=1, max_value=2000).flatmap(lambda all: st.tuples(st.integers(min_value=0, max_value=all), st.just(all))))
def test_only_nothing_is_no_percent_and_only_all_is_a_hundred(counted):
    """Less than half a percent is told as such, as is all but so little; what lies between is rounded."""
    count, all = counted
    told = percent(count / all)
    assert (told == "0%") == (count == 0)
    assert (told == "100%") == (count == all)
    assert abs(int(told.strip("<>%")) - Fraction(100 * count, all)) <= (1 if told[0] in "<>" else Fraction(1, 2))
    assert (percent(1 / 300), percent(299 / 300)) == ("<1%", ">99%")


def test_the_summary_names_what_stands_out(examples):
    """The criteria that are violated and unknown most often are named, the first few of several, and how far published ones agree."""
    assert list(remarks(examples, examples.failures(), examples.agreement)) == [
        "Violated most often, in 2 of 4 cases: Kept up (Commitment).",
        "Unknown most often, in 3 of 4 cases: Every partner gives something (Commitment), Monitored every year (Commitment), Own "
        "departments informed (Commitment) and 2 others.",
        "Of 10 published judgements, 9 (90%) agree with the judgement here.",
    ]
    assert title(examples) == "4 cases side by side"


def test_a_summary_leaves_out_what_does_not_occur():
    """Where no criterion is violated or unknown, or all are for information alone, that sentence is left out."""
    fine = making.assessment(making.finding("x", polarity="satisfies"), status="met", criterion="satisfied")
    found = compare_assessments([fine])
    assert list(remarks(found, found.failures(), found.agreement)) == []
    assert title(found) == "One case in a comparison"
    only_told = evolve(found, elements=tuple(evolve(one, criteria=()) for one in found.elements))
    assert list(remarks(only_told, only_told.failures(), only_told.agreement)) == []


def test_conflicts_and_days_are_told():
    """In which cases something is recorded as so and denied is told, those with most first, the first few of many; and the days."""
    found = compare_assessments([assess(EXAMPLES[2], as_of=2018, engine="compiled"), assess(EXAMPLES[2], as_of=2020, engine="compiled")])
    row = found.cases[0]
    some = evolve(found, cases=tuple(evolve(row, id=f"c{n}", case=f"c{n}", title=f"C{n}", conflicts=n, published=()) for n in range(4)))
    told = list(remarks(some, some.failures(), some.agreement))
    assert told[0] == "Judged as of 2018-12-31: what began later is left out."
    assert told[-1] == "Conflicts, where something is recorded as so and also denied: 3 in C3, 2 in C2 and 1 in C1."
    many = evolve(found, cases=tuple(evolve(row, id=f"c{n}", case=f"c{n}", title=f"C{n}", conflicts=1) for n in range(9)))
    assert list(remarks(many, many.failures(), many.agreement))[-1].endswith(": 1 in C0, 1 in C1, 1 in C2 and 6 others.")
    both = list(remarks(found, found.failures(), found.agreement))
    assert both[0] == "Judged as of 2018-12-31 and 2020-12-31: what began later is left out."


def test_what_a_case_says_of_elements_that_are_not_judged_is_one_sentence(judged):
    """Several such elements of a case are told together, with ids as words; one alone, and other words, are sentences of their own."""
    told = published(judged, ("shared_goals", "met"), ("love", "so so"), ("results", "fair"), ("trust", "not_met"))
    found = compare_assessments([told])
    assert list(all_not_counted(found.agreement, found)) == [
        "Bandung and Seoul: shared goals (met) and love (so so). These rules do not judge these elements.",
        'Bandung and Seoul, Results: "fair". This is none of the four statuses.',
        "Bandung and Seoul, trust: not met. These rules do not judge this element.",
    ]


def test_of_many_places_the_others_are_counted():
    """Up to five places are named; of more, four, and how many others there are."""
    assert places_told("abcde", "en") == "a; b; c; d; e"
    assert places_told("abcdef", "en") == "a; b; c; d; and 2 more places"


@pytest.mark.parametrize("blank", [None, "", "   "])
def test_texts_that_are_missing_are_told_by_ids(blank):
    """A pack or case without titles, or with titles of nothing but spaces, is told by ids."""
    blank = None if blank is None else as_text(blank)
    bare = making.assessment(making.finding("x"), case=evolve(making.CASE, title=blank))
    judgement = evolve(
        bare.judgements[0],
        element=evolve(bare.judgements[0].element, title=blank, question=blank),
        criteria=tuple(evolve(one, criterion=evolve(one.criterion, title=blank, question=blank)) for one in bare.judgements[0].criteria),
    )
    found = compare_assessments([evolve(bare, judgements=(judgement,), pack=evolve(bare.pack, elements=(judgement.element,)))])
    assert (found.cases[0].title, found.elements[0].title, found.cases[0].elements[0].title) == ("two-cities", "growth", "growth")
    assert found.cases[0].elements[0].criteria[0].title == "kept"
