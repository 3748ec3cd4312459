"""The pytest plugin: it runs the tests of packs where it is asked to, and costs nothing elsewhere."""

import subprocess
import sys
from importlib import import_module

import pytest

pytest_plugins = ["pytester"]

PASSES = "{name: Nothing is known., expect: {status: {life: undetermined}}}"
FAILS = "{name: All is well., expect: {status: {life: met}}}"


@pytest.fixture
def run(pytester, folder):
    """Run pytest on a pack with these tests."""

    def of(text, *options, ini=""):
        target = pytester.path / "rules"
        if not target.exists():
            folder.path.rename(target)
        (target / "tests").mkdir(exist_ok=True)
        (target / "tests" / "life.yaml").write_text(text, encoding="utf-8")
        pytester.makeini(f"[pytest]\n{ini}")
        return pytester.runpytest_inprocess("-p", "pytest_ringrose", "-p", "no:cacheprovider", *options)

    return of


def test_nothing_is_collected_unless_asked_for(run):
    """Without the option and the setting, the tests of packs are no tests of pytest."""
    run(f"tests: [{PASSES}]").assert_outcomes()


@pytest.mark.parametrize("asked", ["option", "setting"])
def test_each_sentence_is_a_test(run, asked):
    """With the option or the setting each sentence is a test, and one that is not true fails with what `ringrose pack test` tells."""
    options, ini = (("--ringrose",), "") if asked == "option" else ((), "ringrose = true")
    done = run(f"tests: [{PASSES}, {FAILS}]", *options, ini=ini)
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.fnmatch_lines(
        [
            "*✗ All is well.",
            "  tests/life.yaml, line 1",
            "  - life should be met, and is undetermined",
            "    - life.yearly is unknown (essential)",
            "FAILED rules/tests/life.yaml::All is well.*",
        ]
    )


def test_sentences_are_chosen_as_tests_are(run):
    """A sentence can be chosen by its words."""
    run(f"tests: [{PASSES}, {FAILS}]", "--ringrose", "-k", "known").assert_outcomes(passed=1, deselected=1)


def test_what_cannot_be_read_is_an_error(run):
    """The problems of the pack or of a file of tests are told line by line, as an error of collecting."""
    done = run("tests: [{name: One., expect: {status: {lif: met}}}]", "--ringrose")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*life.yaml:1:40: There is no element or criterion `lif`.*"])


def test_other_files_are_left_alone(run, pytester):
    """A folder of tests without a pack, other files, accepted mutants and cases are no tests, and neither is a file elsewhere in a pack."""
    other = pytester.mkdir("tests")
    (other / "life.yaml").write_text("tests: 5", encoding="utf-8")
    pytester.path.joinpath("life.yaml").write_text("tests: 5", encoding="utf-8")
    done = run(f"tests: [{PASSES}]", "--ringrose")
    done.assert_outcomes(passed=1)
    beside = pytester.path / "rules" / "tests"
    (beside / "equivalent.yaml").write_text("equivalent: 5", encoding="utf-8")
    (beside / "case.yaml").write_text("ringrose: case/1", encoding="utf-8")
    (beside / "notes.txt").write_text("tests: 5", encoding="utf-8")
    run(f"tests: [{PASSES}]", "--ringrose").assert_outcomes(passed=1)


def test_other_failures_are_told_as_ever(run, monkeypatch):
    """Where trying a sentence ends in another exception, pytest tells that as it tells any."""

    def broken(*_):
        raise ZeroDivisionError

    # by its name among the loaded modules: the package may still hold one that a run before has loaded, and pytester has taken out
    monkeypatch.setattr(import_module("pytest_ringrose.collecting"), "tried", broken)
    done = run(f"tests: [{PASSES}]", "--ringrose")
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["*ZeroDivisionError*"])


def test_a_json_file_of_tests_without_lines(run, pytester):
    """Tests in JSON are tests as well."""
    run(f"tests: [{PASSES}]", "--ringrose")
    file = pytester.path / "rules" / "tests" / "more.json"
    file.write_text('{"tests": [{"name": "More.", "expect": {"status": {"life": "undetermined"}}}]}', encoding="utf-8")
    run(f"tests: [{PASSES}]", "--ringrose").assert_outcomes(passed=2)


def test_the_plugin_costs_nothing_unless_asked_for():
    """Loading the plugin imports nothing of ringrose and of what it needs."""
    code = "import sys, pytest_ringrose; print({name.partition('.')[0] for name in sys.modules} & {'ringrose', 'attr', 'cattrs', 'ruamel'})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"
