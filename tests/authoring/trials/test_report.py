"""What came of the tests of a pack as a whole, and what its author says of mutants and of what is impossible."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ringrose import InputError, PackNotFound
from ringrose.authoring.trials.accepted import load_accepted
from ringrose.authoring.trials.places import Places
from ringrose.authoring.trials.report import report_of
from ringrose.explain.words import WORDS
from ringrose.files import schema
from ringrose.files.documents import document_of
from ringrose.render.page import render
from tests.authoring.trials.conftest import PACK
from tests.explain.golden_files import hold
from tests.rules.packs import FOLDERS

TESTS = """
    tests:
      - name: Somebody came every year.
        given:
          facts:
            - {id: a, fact: visit, by: alpha, year: 2018}
            - {id: b, fact: visit, by: alpha, year: 2019}
            - {id: c, fact: visit, by: beta, year: 2020}
        expect:
          status: {life: met, life.yearly: satisfied}
          fires: [life.every-year]
      - name: Nobody came.
        given: {complete: [visit]}
        expect:
          fires: [life.empty-year, life.never-came]
"""
WHOLE = ("coverage", "mutate")
DATED = """
    element: life
    criteria: [{id: yearly}]
    rules: [{id: enough, if: [{at_least: $param.least, fact: visit}], then: {satisfies: yearly}}]
"""
ONE_TEST = """
    tests:
      - name: One visit.
        given: {{review: {{from: 2018, to: {last}}}, facts: [{{id: trip, fact: visit, year: 2018}}]}}
        expect: {{status: {{life.yearly: {status}}}}}
"""


def problems(folder, *asked):
    """What is wrong, one line each, seen from the folder."""
    with pytest.raises(InputError) as caught:
        report_of(folder.path, **dict.fromkeys(asked, True))
    return [str(problem).replace(f"{folder.path}/", "") for problem in caught.value.problems]


def valid(report):
    """The report as JSON has it, which has its schema."""
    told = json.loads(json.dumps(report.to_dict()))
    Draft202012Validator(schema.pack_test_schema()).validate(told)
    return told


def test_a_report_as_data(folder):
    """A report has its schema; what was not asked for is null."""
    folder.tests(TESTS)
    told = valid(report_of(folder.path))
    assert (told["passed"], told["coverage"], told["mutants"]) == (True, None, None)
    assert told["tests"][1] == {"name": "Nobody came.", "file": "tests/life.yaml", "line": 11, "passed": True, "differences": []}
    told = valid(report_of(folder.path, coverage=True, mutate=True))
    coverage, mutants = told["coverage"], told["mutants"]
    assert told["passed"] is False
    assert coverage["count"] - coverage["shown"] == len(coverage["missing"]) > 0
    assert mutants["count"] - mutants["noticed"] == len(mutants["survived"]) > 0
    assert {
        "name": "life.visited unless ending never true",
        "kind": "unless_true",
        "about": "life.visited",
        "part": "{fact: ending, where: {of: $v.id}}",
        "together": [],
        "text": "in no test does this exception apply where the conditions are true: {fact: ending, where: {of: $v.id}}",
    } in coverage["missing"]
    (dropped,) = [mutant for mutant in mutants["survived"] if mutant["name"] == "life.visited unless ending dropped"]
    assert (dropped["file"], dropped["line"], "unless" in dropped["before"], "unless" in dropped["after"]) == ("life.yaml", 6, True, False)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_page_of_what_is_missing(folder, lang):
    """The page names what no test shows and which mutants no test notices, with place and rule language, in either language."""
    folder.tests(TESTS)
    hold(f"pack-test-gaps.{lang}.txt", render(report_of(folder.path, coverage=True, mutate=True).page(lang)))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "only a test whose review ends on {} can notice it"),
        ("id", "hanya pengujian yang masa tinjauannya berakhir pada {} yang dapat mengetahuinya"),
    ],
)
def test_when_a_parameter_begins_to_be_so(folder, lang, told):
    """Of a mutant that begins a day earlier or later it is told when a review must end to notice it, and a test of that day does."""
    values = "[{value: 1}, {from: 2020-01-01, value: 2}]"
    folder.write("pack.yaml", f"{PACK}    parameters: {{least: {{type: integer, values: {values}}}}}")
    folder.write("life.yaml", DATED)
    folder.tests(ONE_TEST.format(last=2018, status="satisfied"))
    days = {"param.least from 2020-01-01 a day earlier": "2019-12-31", "param.least from 2020-01-01 a day later": "2020-01-01"}
    report = report_of(folder.path, mutate=True)
    assert {mutant.name for mutant in report.survived if "a day" in mutant.name} == set(days)
    page = render(report.page(lang))
    for name, day in days.items():
        assert told.format(day) in " ".join(page.split())
        folder.tests(ONE_TEST.format(last=day, status="satisfied" if day < "2020" else "unknown"))
        assert name not in {mutant.name for mutant in report_of(folder.path, mutate=True).survived}


def test_mutants_wait_for_tests_that_are_true(folder):
    """Where a test fails mutants are not tried, and the page says so."""
    folder.test("{facts: []}", "{status: {life: met}}")
    folder.write("tests/equivalent.yaml", "equivalent: {life.nothing: No reason.}")
    report = report_of(folder.path, mutate=True)
    assert report.mutation is None
    assert "Mutants  not tried, for not all tests are as expected" in render(report.page())
    assert valid(report)["mutants"] is None


def accept(folder, key, **reasons):
    """Let the author of the pack say something."""
    folder.write("tests/equivalent.yaml", json.dumps({key: reasons}))


def test_what_is_accepted_is_not_told(folder):
    """What is said to be impossible, and mutants that are said to mean the same, are counted and not told."""
    folder.tests(TESTS)
    report = report_of(folder.path, coverage=True, mutate=True)
    said = {
        "impossible": {point.name: "No case shows it." for point in report.missing},
        "equivalent": {mutant.name: "It says the same." for mutant in report.survived},
    }
    Draft202012Validator(schema.equivalent_schema()).validate(said)
    folder.write("tests/equivalent.yaml", json.dumps(said))
    accepted = report_of(folder.path, coverage=True, mutate=True)
    assert accepted.passed
    page = render(accepted.page())
    assert f"shown, {len(report.missing)} said to be impossible" in page
    assert f"noticed, {len(report.survived)} said to mean the same" in page
    told = valid(accepted)
    assert told["passed"] is True
    assert told["coverage"]["impossible"] == [{"name": name, "reason": reason} for name, reason in said["impossible"].items()]
    assert told["mutants"]["equivalent"] == [{"name": name, "reason": reason} for name, reason in said["equivalent"].items()]


def test_reasons_that_are_not_needed_are_problems(folder):
    """A reason for what does not exist, for a mutant that a test notices, or for what a test shows is a problem where it matters."""
    folder.tests(TESTS)
    folder.write(
        "tests/equivalent.yaml",
        """
        equivalent:
          life.visited unless endin dropped: A reason.
          life.every-year then turned: A reason.
        impossible:
          life.visited never fires: A reason.
          life.visted never fires: A reason.
        """,
    )
    told = problems(folder, *WHOLE)
    assert [line.partition(" ")[0] for line in told] == [f"tests/equivalent.yaml:{line}:3:" for line in (2, 3, 5, 6)]
    assert "There is no mutant `life.visited unless endin dropped`. Did you mean `life.visited unless ending dropped`?" in told[0]
    assert 'The mutant `life.every-year then turned` does not mean the same: a test notices it ("Somebody came every year.")' in told[1]
    assert "A test shows what `life.visited never fires` calls impossible. Take the reason out." in told[2]
    assert "There is no point of coverage `life.visted never fires`. Did you mean `life.visited never fires`?" in told[3]
    assert len(problems(folder, "coverage")) == len(problems(folder, "mutate")) == 2
    assert report_of(folder.path).passed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("equivalent: [a]", "1:13: A mapping (keys with values) is needed here,"),
        ("equivalent: {a: 5}", "1:17: A text is needed here, and 5 stands here."),
        ("equivalent: {a: ' '}", "1:17: No reason is given."),
        ("impossible: {a: ''}", "1:17: No reason is given."),
        ("equivalnt: {}", "1:1: The key `equivalnt` is not known here. Did you mean `equivalent`?"),
        ("- a", "1:1: A mapping (keys with values) is needed here,"),
        ("a: [", "1:5: "),
        ("", "1:1: This file is empty."),
    ],
)
def test_what_is_accepted_must_be_readable(folder, text, told):
    """A file of reasons that is not one, and a reason that says nothing, are problems whatever was asked for."""
    folder.tests(TESTS)
    folder.write("tests/equivalent.yaml", text)
    (line,) = problems(folder)
    assert line.startswith(f"tests/equivalent.yaml:{told}")


def test_nothing_is_accepted_where_nothing_is_said(folder):
    """Without a file, and under keys without a value, nothing is accepted."""
    assert dict(load_accepted(folder.path).equivalent) == {}
    folder.write("tests/equivalent.json", '{"equivalent": null}')
    assert dict(load_accepted(folder.path).equivalent) == dict(load_accepted(folder.path).impossible) == {}


def test_places(folder):
    """Rules, criteria and parameters are found in the files of the pack; what is not there is told by its file alone."""
    places = Places(folder.path)
    assert places.of("life.visited") == ("life.yaml", 6)
    assert places.of("life.mutual") == ("life.yaml", 4)
    assert places.of("life.none") == ("life.yaml", 1)
    assert places.of("death.none") == ("death.yaml", None)
    folder.write("pack.yaml", "parameters:\n  other: 1\n  least: {type: integer, values: [{value: 1}]}")
    assert Places(folder.path).of("param.least") == ("pack.yaml", 3)
    folder.write("life.yaml", "[")
    assert Places(folder.path).of("life.visited") == ("life.yaml", None)
    folder.write("life.yaml", "- rules: 5")
    assert Places(folder.path).of("life.visited") == ("life.yaml", 1)
    folder.write("life.yaml", "rules: [5]\ncriteria: null")
    assert Places(folder.path).of("life.visited") == ("life.yaml", 1)


def test_a_pack_that_is_not_there(tmp_path):
    """Of a pack that is not there just that is told."""
    with pytest.raises(PackNotFound):
        report_of(tmp_path / "none")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_files_of_tests_have_their_schemas(folder):
    """The files of tests of the packs that we ship have the schemas that editors read."""
    for file in sorted((folder / "tests").glob("*.yaml")):
        asked = schema.equivalent_schema() if file.stem == "equivalent" else schema.tests_schema()
        Draft202012Validator(asked).validate(document_of(file, 10**7, "tests").value)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"tests": [{"name": "One."}]},
        {"tests": [{"name": "One.", "expect": {}}]},
        {"tests": [{"name": "One.", "expect": {"fire": ["a.b"]}}]},
        {"tests": [{"name": "One.", "expect": {"status": {"life": "fine"}}}]},
        {"tests": [{"name": "One.", "expect": {"because": [{"facts": []}]}}]},
        {"tests": [{"name": "One.", "expect": {"fires": ["a.b"]}, "given": {"fact": []}}]},
        {"tests": [{"name": "One.", "expect": {"fires": ["a.b"]}, "given": {"facts": [{"id": "a"}]}}]},
    ],
)
def test_what_is_no_file_of_tests_is_refused_by_its_schema(value):
    """What the reader refuses for its shape, the schema refuses too."""
    assert not Draft202012Validator(schema.tests_schema()).is_valid(value)


def test_every_word_is_used():
    """Every sentence about tests of packs stands in the code under its code."""
    source = Path(report_of.__code__.co_filename).parent
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(source.glob("*.py")))
    said = {code for code in WORDS if code.startswith("trials.")}
    kinds = {code for code in said if code.startswith("trials.gap.")} - {"trials.gap.together"}
    missing = schema.pack_test_schema()["properties"]["coverage"]["properties"]["missing"]
    assert kinds == {f"trials.gap.{kind}" for kind in missing["items"]["properties"]["kind"]["enum"]}
    assert {code for code in said - kinds if f'"{code}"' not in text} == {"trials.before", "trials.after"}
