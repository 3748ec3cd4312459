"""``ringrose pack check``."""

import json

import pytest
from jsonschema import Draft202012Validator

from ringrose.authoring.checks.codes import CODES
from ringrose.files.schema import pack_check_schema
from tests.authoring.checks.writing import FILES, changed, written

UNUSED = (
    "life.yaml",
    "{fact: visit, as: v, where: {purpose: work}}",
    "{fact: visit, as: v, where: {purpose: work}}\n      - {fact: letter, as: l}",
)
WAIVED = ("pack.yaml", "elements:", "waive: {unused-alias: It counts letters.}\nelements:")


def test_a_pack_in_which_nothing_is_wrong_ends_with_zero(ringrose, tmp_path):
    """One line says that nothing was found."""
    assert ringrose("pack", "check", str(written(tmp_path, FILES))) == (0, "small: nothing found\n", "")


def test_what_is_found_is_told_and_ends_with_one(ringrose, tmp_path):
    """With its place, on standard output."""
    done = ringrose("pack", "check", str(written(tmp_path, changed(FILES, UNUSED))))
    assert done.code == 1
    assert done.err == ""
    assert done.out.splitlines() == [
        f"{tmp_path / 'life.yaml'}:11:28: unused-alias: The rule `life.work` never uses the name `l`. So it fires once for each `letter`, "
        "and says the same each time. Use it in a text or a condition, or take `as` out.",
        "small: 1 found: 1 weak",
    ]


def test_what_is_waived_ends_with_zero_and_is_told_with_all(ringrose, tmp_path):
    """With its reason."""
    folder = str(written(tmp_path, changed(FILES, UNUSED, WAIVED)))
    assert ringrose("pack", "check", folder) == (0, "small: nothing found, 1 waived\n", "")
    assert "  Reason: It counts letters.\n" in ringrose("pack", "check", folder, "--all").out


def test_the_pack_of_the_folder_where_one_is(ringrose, tmp_path, monkeypatch):
    """Without a name it is checked; where there is none that is told."""
    monkeypatch.chdir(written(tmp_path / "small", FILES))
    assert ringrose("pack", "check").code == 0
    monkeypatch.chdir(tmp_path)
    done = ringrose("pack", "check")
    assert (done.code, done.out) == (2, "")
    assert "no pack.yaml" in done.err


def test_json(ringrose, tmp_path):
    """The answer as data, with the seed and the number of examples that were asked for."""
    done = ringrose("pack", "check", str(written(tmp_path, changed(FILES, UNUSED))), "--format", "json", "--seed", "5", "--examples", "12")
    told = json.loads(done.out)
    assert done.code == 1
    assert (told["ringrose"], told["seed"], told["examples"]) == ("pack-check/1", 5, 12)
    assert [one["code"] for one in told["found"]] == ["unused-alias"]
    Draft202012Validator(pack_check_schema()).validate(told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("life.yaml", "then: {satisfies: met}", "then: {satisfies: mte}"), 'life.yaml:18:23: The element `life` has no criterion "mte"'),
        (("tests/life.yaml", "[life.not-visited], silent", "[life.not-visted], silent"), "life.yaml:7:"),
    ],
)
def test_a_pack_that_cannot_be_used_ends_with_two(ringrose, tmp_path, change, told):
    """The problems of its files and tests go to standard error, and nothing to standard output."""
    done = ringrose("pack", "check", str(written(tmp_path, changed(FILES, change), changelog="")))
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_codes_are_listed_without_a_pack(ringrose):
    """Every code with its sentence."""
    done = ringrose("pack", "check", "--codes")
    assert done.code == 0
    assert all(name in done.out and code.told in done.out for name, code in CODES.items())
