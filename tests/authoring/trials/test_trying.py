"""Running tests: what is not as expected, as data and in words."""

import pytest
from attrs import evolve

from ringrose.authoring.trials.report import report_of
from ringrose.authoring.trials.telling import failed_section
from ringrose.authoring.trials.trying import fails, try_pack
from ringrose.render.page import render
from tests.explain.golden_files import hold

OPEN = "{facts: [{id: trip, fact: visit, by: alpha, year: 2018}]}"
CLOSED = "{complete: [visit], facts: [{id: trip, fact: visit, by: alpha, year: 2018}, {id: back, fact: visit, by: alpha, year: 2019}]}"


def differences(folder, given, expect):
    """What is not as one test expects."""
    folder.test(given, expect)
    (tried,) = try_pack(folder.path).tried
    assert fails(tried.test, tried.outcome) is bool(tried.differences)
    assert tried.passed is not bool(tried.differences)
    return tried.differences


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        (OPEN, "{status: {life: undetermined, life.yearly: unknown}, fires: [life.visited], silent: [life.empty-year]}"),
        (CLOSED, "{status: {life: not_met, life.yearly: violated}, fires: [life.empty-year, life.never-came]}"),
        (CLOSED, "{because: [{rule: life.empty-year}]}"),
        (CLOSED, "{because: [{rule: life.empty-year, facts: [year-2020], absent: [{fact: visit, where: {year: 2020}}]}]}"),
        (CLOSED, "{because: [{rule: life.empty-year, names: [year-2020], absent: [{fact: visit}]}]}"),
        (CLOSED, "{because: [{rule: life.empty-year, text: {en: Nobody came in 2020., id: Tidak ada yang datang pada 2020.}}]}"),
        (CLOSED, "{because: [{rule: life.visited, facts: [back], absent: [], text: They met in 2019.}]}"),
        (CLOSED, "{because: [{rule: life.never-came, absent: [{fact: visit, where: {purpose: {in: [leisure, work]}, by: beta}}]}]}"),
        (CLOSED, "{derived: [{fact: met_in, year: 2018, open: true}, {fact: met_in, open: true, year: 2019}]}"),
    ],
)
def test_what_is_as_expected(folder, given, expect):
    """A test is true where statuses, rules, one firing of each named reason, and derived facts are as it says."""
    assert differences(folder, given, expect) == ()


@pytest.mark.parametrize(
    ("given", "expect", "told"),
    [
        (OPEN, "{status: {life: met}}", ("trials.status", "life", "met", "undetermined")),
        (OPEN, "{status: {life.yearly: violated}}", ("trials.status", "life.yearly", "violated", "unknown")),
        (OPEN, "{fires: [life.every-year]}", ("trials.is_silent", "life.every-year", "fires", "silent")),
        (OPEN, "{because: [{rule: life.every-year, facts: []}]}", ("trials.is_silent", "life.every-year", "fires", "silent")),
        (OPEN, "{silent: [life.visited]}", ("trials.fires", "life.visited", "silent", "fires")),
        (
            OPEN,
            "{because: [{rule: life.visited, facts: [trip, alpha], names: [beta], absent: [{fact: visit}], text: No.}]}",
            (
                *("trials.rests", "life.visited"),
                {"facts": ["trip", "alpha"], "names": ["beta"], "absent": [{"fact": "visit"}], "text": "No."},
                [{"facts": ["trip"], "absent": [], "text": "They met in 2018."}],
            ),
        ),
        (
            *(OPEN, "{derived: [{fact: met_in, year: 2018, open: false}]}"),
            ("trials.derived", "met_in", {"fact": "met_in", "open": False, "year": 2018}, [{"fact": "met_in", "open": True, "year": 2018}]),
        ),
    ],
)
def test_what_is_not_as_expected(folder, given, expect, told):
    """What is expected in vain is told with what was found."""
    (one,) = differences(folder, given, expect)
    assert (one.code, one.about, one.expected, one.found) == told


@pytest.mark.parametrize(
    "grounds",
    [
        "facts: [year-2020, year-2019]",
        "facts: []",
        "names: [year-2019]",
        "absent: []",
        "absent: [{fact: visit, where: {year: 2019}}]",
        "absent: [{fact: visit}, {fact: ending}]",
        "absent: [{fact: visit, where: {year: 2020, by: beta}}]",
        "absent: [{fact: visit, at_most: 1}]",
        "absent: [{fact: visit, distinct: by}]",
        "text: {en: Nobody came in 2020., id: Nobody came in 2020.}",
    ],
)
def test_other_grounds(folder, grounds):
    """A rule that fires on other facts, other absences or with another sentence does not fire for the reason named."""
    (one,) = differences(folder, CLOSED, f"{{because: [{{rule: life.empty-year, {grounds}}}]}}")
    assert one.code == "trials.rests"
    assert "rule life.empty-year fires, but for another reason\n    - expected: " in page(folder)


def test_grounds_must_all_be_those_of_one_firing(folder):
    """What is named for one reason is sought in one firing of the rule, not in several together."""
    given = "{complete: [visit], facts: []}"
    both = "{rule: life.empty-year, facts: [year-2019], text: Nobody came in 2020.}"
    assert differences(folder, given, f"{{because: [{both}]}}")
    assert not differences(
        folder, given, "{because: [{rule: life.empty-year, facts: [year-2019]}, {rule: life.empty-year, facts: [year-2020]}]}"
    )


def test_a_silent_rule_is_told_once(folder):
    """A rule that is silent though it is named under `fires` and under `because` is told once."""
    assert len(differences(folder, OPEN, "{fires: [life.every-year], because: [{rule: life.every-year, facts: [trip]}]}")) == 1


def page(folder, lang="en"):
    """The page that tells what came of the tests of the pack in a folder."""
    return render(report_of(folder.path).page(lang))


def test_a_page_of_tests_that_are_true(folder):
    """Where all is as expected one line says so."""
    folder.test(OPEN, "{status: {life: undetermined}}")
    assert page(folder) == "Tests of small 1.0.0\nTests  1, all as expected\n"
    assert page(folder, "id") == "Pengujian small 1.0.0\nPengujian  1, semuanya sesuai harapan\n"


TESTS = """
    tests:
      - name: Somebody came every year.
        given:
          facts:
            - {id: trip, fact: visit, by: alpha, year: 2018}
            - {id: end, fact: ending, of: trip}
        expect:
          status: {life: met, life.yearly: satisfied}
          fires: [life.every-year, life.visited]
      - name: Beta never came.
        given: {complete: [visit]}
        expect:
          status: {life.mutual: unknown}
          silent: [life.never-came]
          because:
            - {rule: life.empty-year, facts: [], names: [year-2018], absent: [], text: {en: No., id: Tidak.}}
            - {rule: life.empty-year, absent: [{fact: visit, where: {year: 2017}}, {fact: ending, at_most: 2}]}
          derived:
            - {fact: met_in, year: 2018}
"""


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_page_of_tests_that_are_not_true(folder, lang):
    """Each test that fails is told with its sentence, its place, what was expected and what was found instead, in either language."""
    folder.tests(TESTS)
    hold(f"pack-test.{lang}.txt", page(folder, lang))


def test_derived_facts_that_are_there_are_told(folder):
    """Where another derived fact is there than the expected one, it is told."""
    folder.test(OPEN, "{derived: [{fact: met_in, year: 2018}]}")
    assert "found: {fact: met_in, open: true, year: 2018}" in page(folder)


def test_of_many_bindings_the_nearest_are_told(folder):
    """Of a silent rule the bindings are told that came furthest, and how many others there are."""
    trips = ", ".join(f"{{id: t{n}, fact: visit, by: alpha, year: {2000 + n}}}" for n in range(5))
    endings = ", ".join(f"{{fact: ending, of: t{n}}}" for n in range(5))
    folder.test(f"{{facts: [{trips}, {endings}]}}", "{fires: [life.visited]}")
    told = page(folder)
    assert told.count("Rule life.visited did not apply to") == 3
    assert "and 3 times more, less far" in told


def test_files_that_are_no_text_have_no_lines(folder):
    """In a test without a place the file is named alone."""
    folder.test(OPEN, "{status: {life: met}}")
    (tried,) = try_pack(folder.path).tried
    tried = evolve(tried, test=evolve(tried.test, line=None))
    assert failed_section(tried, "en").lines[0].text == "tests/life.yaml"


def test_counted_absences_are_compared(folder):
    """The number under `at_most` of an absence, and the attribute under `distinct`, must be as expected where that states them."""
    few = "  - {id: few, if: [{at_most: 1, fact: visit, where: {by: alpha}, distinct: year}], then: {violates: mutual}}\n"
    folder.write("life.yaml", (folder.path / "life.yaml").read_text(encoding="utf-8") + few)
    given = "{complete: [visit], facts: [{fact: visit, by: alpha, year: 2018}]}"
    for stated in ("at_most: 1", "distinct: year", "at_most: 1, distinct: year, where: {by: alpha}"):
        assert differences(folder, given, f"{{because: [{{rule: life.few, absent: [{{fact: visit, {stated}}}]}}]}}") == ()
    for stated in ("at_most: 2", "distinct: to"):
        (one,) = differences(folder, given, f"{{because: [{{rule: life.few, absent: [{{fact: visit, {stated}}}]}}]}}")
        assert one.found[0]["absent"] == [{"fact": "visit", "where": {"by": "alpha"}, "at_most": 1, "distinct": "year"}]
    assert "more than 1 visit (by: Alpha)" in page(folder)
