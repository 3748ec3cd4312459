"""`ringrose what-if`: what is printed, and how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest

SCHEMAS = Path(__file__).parents[2] / "schemas"


def test_a_change_is_told_before_and_after(ringrose, seed):
    """What is assumed, what turns and why is told with exit code 0."""
    done = ringrose("what-if", seed, "--add", "benefit to=jung-gu field=health", "--drop", "no-benefit-jung-gu")
    assert (done.code, done.err) == (0, "")
    assert "  recorded as well: benefit (to: Jung-gu; field: Health)\n" in done.out
    assert "Then\n  ✓ Reciprocity: from not met to met\n" in done.out
    assert done.out.endswith("Nothing else changes.\n")


@pytest.mark.parametrize("engine", ["durable", "compiled"])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_json_keeps_to_its_schema(ringrose, examples, engine, lang):
    """The JSON of each example is valid by the published schema, in each language and by each engine."""
    schema = json.loads((SCHEMAS / "what-if.schema.json").read_text(encoding="utf-8"))
    for example in sorted(examples.glob("*.yaml")):
        options = ["--close", "visit", "--deny", "activity year=2001..2002", "--add", "result id=x", "--engine", engine, "--lang", lang]
        done = ringrose("what-if", str(example), *options, "--format", "json")
        answer = json.loads(done.out)
        jsonschema.validate(answer, schema)
        assert (done.code, done.err, answer["ringrose"], answer["case"]) == (0, "", "what-if/1", example.stem)
        assert [change["do"] for change in answer["changes"]] == ["add", "deny", "close"]


def test_engines_differ_in_no_byte_of_the_json(ringrose, seed):
    """The JSON is the same by each engine."""
    asked = ("what-if", seed, "--reopen", "monitoring", "--format", "json", "--engine")
    assert ringrose(*asked, "durable").out == ringrose(*asked, "compiled").out


def test_the_case_file_is_never_changed(ringrose, case_file):
    """The file of the case is the same afterwards, and no other file is there."""
    text = "ringrose: case/1\nid: c\npartners: [{id: a}]\nreview: {from: 2016, to: 2018}\n"
    name = case_file(text)
    assert ringrose("what-if", name, "--add", "visit by=a year=2017", "--close", "visit").code == 0
    assert Path(name).read_text(encoding="utf-8") == text
    assert [path.name for path in Path().iterdir()] == [name]


def test_no_change_is_bad_usage(ringrose, seed):
    """Without any change the command ends with exit code 2, nothing on standard output, and how to give one."""
    done = ringrose("what-if", seed)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("ringrose: No change is given.")
    assert done.err.count("\n") == 1


def test_every_mistake_is_one_line(ringrose, seed):
    """Every mistake in the changes is one line on standard error, with its option, and nothing is on standard output."""
    done = ringrose("what-if", seed, "--drop", "nobody", "--add", "benefit to=jung-g", "--close", "monitorin", "--add", "benefit holds=no")
    assert (done.code, done.out) == (2, "")
    assert [line.partition(": ")[0] for line in done.err.splitlines()] == [
        "--add 'benefit to=jung-g'",
        "--add 'benefit holds=no'",
        "--close 'monitorin'",
        "--drop 'nobody'",
    ]


def test_a_hostile_word_stays_one_line(ringrose, seed):
    """Line breaks and control characters in a word are made visible in what is told of it."""
    done = ringrose("what-if", seed, "--add", "visit by=a\x1b[31m", "--drop", "a\nb")
    assert (done.code, done.err.count("\n"), "\x1b" in done.err) == (2, 2, False)


def test_a_broken_case_is_told_before_the_changes(ringrose, case_file):
    """Where the case itself cannot be used its problems are told with their places."""
    done = ringrose("what-if", case_file("ringrose: case/1\n"), "--add", "visit")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("case.yaml:1:1: ")


def test_changes_can_be_of_a_case_as_of_a_day(ringrose, seed):
    """--as-of leaves out what began later, before anything is changed."""
    done = ringrose("what-if", seed, "--add", "monitoring year=2017", "--as-of", "2017")
    assert (done.code, done.err) == (0, "")
    assert "Review    2016-11-25 to 2017\n" in done.out
    assert "Monitored every year (safeguard): from violated to satisfied" in done.out


def test_the_case_can_come_from_standard_input(ringrose, standard_input, seed):
    """`-` reads the case from standard input."""
    standard_input(Path(seed).read_bytes())
    asked = ("--close", "visit", "--format", "json")
    assert ringrose("what-if", "-", *asked).out == ringrose("what-if", seed, *asked).out
