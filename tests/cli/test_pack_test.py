"""The command ``ringrose pack test``."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ringrose.files.schema import pack_test_schema

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A copy of the pack `ringrose`, outside of the repository, and its first file of tests."""
    shutil.copytree(RULES / "ringrose", tmp_path / "mine")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "mine" / "tests" / "reciprocity.yaml"


def test_tests_that_are_true(ringrose):
    """Where all is as expected, two lines say so, and the exit code is 0."""
    done = ringrose("pack", "test", "ringrose")
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 2)
    assert done.out.startswith("Tests of ringrose ")
    assert "all as expected" in done.out


@pytest.mark.no_cover  # trying mutants takes four times as long
def test_coverage_and_mutants(ringrose):
    """With --coverage and --mutate it is told how much the tests show and notice."""
    done = ringrose("pack", "test", "ringrose", "--coverage", "--mutate")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.splitlines()] == ["Tests", "Tests", "Coverage", "Mutants"]


@pytest.mark.parametrize("name", ["./mine", "mine", "mine/pack.yaml"])
def test_a_pack_outside_of_the_repository(ringrose, mine, name):
    """A pack is tested by its folder wherever that stands, or by the pack.yaml in it."""
    assert ringrose("pack", "test", name).code == 0


def test_the_pack_of_this_folder(ringrose, mine, monkeypatch):
    """Without a name the pack of the current folder is tested, and where there is none that is told."""
    done = ringrose("pack", "test")
    assert (done.code, done.out) == (2, "")
    assert "There is no pack.yaml in this folder." in done.err
    monkeypatch.chdir(mine.parents[1])
    assert ringrose("pack", "test").code == 0


def test_tests_that_are_not_true(ringrose, mine):
    """Where a test fails the exit code is 1, and the difference is told in either language."""
    mine.write_text(mine.read_text(encoding="utf-8").replace("reciprocity: met,", "reciprocity: contested,"), encoding="utf-8")
    done = ringrose("pack", "test", "./mine")
    assert (done.code, done.err) == (1, "")
    assert '✗ A benefit to each partner satisfies "mutual_benefit".' in done.out
    assert "reciprocity should be contested, and is met" in done.out
    assert "reciprocity seharusnya diperdebatkan, tetapi terpenuhi" in ringrose("pack", "test", "./mine", "--lang", "id").out


def test_what_no_test_shows(ringrose, mine):
    """Where the tests leave something out the exit code is 1, and it is named."""
    mine.unlink()
    done = ringrose("pack", "test", "./mine", "--coverage")
    assert done.code == 1
    assert "reciprocity.partner-without-benefit never fires" in done.out


def test_json_has_a_schema(ringrose, mine):
    """As JSON the report has its schema, with the exit code of the text."""
    mine.unlink()
    done = ringrose("pack", "test", "./mine", "--coverage", "--format", "json")
    told = json.loads(done.out)
    Draft202012Validator(pack_test_schema()).validate(told)
    assert (done.code, told["passed"], bool(told["coverage"]["missing"])) == (1, False, True)


def test_what_cannot_be_used_is_told(ringrose, mine):
    """A pack or a file of tests that cannot be used ends with exit code 2, every problem on one line, and nothing on standard output."""
    mine.write_text("tests: [{name: One., expect: {}}, {expect: {fires: [a.b]}}]", encoding="utf-8")
    done = ringrose("pack", "test", "./mine")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 3)
    (mine.parents[1] / "results.yaml").unlink()
    done = ringrose("pack", "test", "./mine")
    assert (done.code, done.out) == (2, "")
    assert "mine/pack.yaml:" in done.err
    for arguments in (("none",), ("./none",), ("./mine", "--max-bytes", "5"), ("./mine", "--lang", "fr")):
        done = ringrose("pack", "test", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err
