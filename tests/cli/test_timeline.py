"""`ringrose timeline` and `--as-of`: what is printed, and how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest

from ringrose import assess, timeline
from ringrose.explain import LANGUAGES
from ringrose.render.page import render

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_library_is_printed(ringrose, examples, lang):
    """Each example is told as the library tells it, with exit code 0 and nothing on standard error."""
    for example in examples.glob("*.yaml"):
        assert ringrose("timeline", str(example), "--lang", lang) == (0, render(timeline(example, lang=lang).page()), "")


@pytest.mark.parametrize("engine", ["auto", "durable", "compiled"])
def test_the_json_is_the_answer_of_the_library(ringrose, seed, engine):
    """The JSON is valid by its schema, and the answer of the library, whatever the engine."""
    if engine == "durable":
        pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    done = ringrose("timeline", seed, "--format", "json", "--engine", engine)
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / "timeline.schema.json").read_text(encoding="utf-8"))).validate(
        json.loads(done.out)
    )
    assert (done.code, json.loads(done.out), done.err) == (0, timeline(seed).to_dict(), "")


def test_what_cannot_be_read_is_refused(ringrose):
    """A case that is not there is one line on standard error, and nothing is on standard output."""
    done = ringrose("timeline", "nowhere.yaml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_case_is_judged_as_of_a_day(ringrose, examples):
    """With --as-of a case is judged as the library does, and the report says as of when, what was left out and what has no date."""
    path = str(examples / "semarang-beihai.yaml")
    done = ringrose("assess", path, "--as-of", "2008", "--engine", "compiled", "--format", "json")
    assert json.loads(done.out) == assess(path, as_of=2008, engine="compiled").to_dict()
    jsonschema.Draft202012Validator(json.loads((SCHEMAS / "assessment.schema.json").read_text(encoding="utf-8"))).validate(
        json.loads(done.out)
    )
    told = ringrose("assess", path, "--as-of", "2008-06-30", "--engine", "compiled").out
    assert "As of     2008-06-30 (left out, since later: 2; kept, though nothing tells when: 7)\n" in told
    assert "Review    2007-02-08 to 2008-06-30\n" in told
    assert "As of" not in ringrose("assess", path, "--engine", "compiled").out


def test_the_exit_code_is_that_of_the_day(ringrose, case_file):
    """--fail-on looks at the judgement as of the day."""
    name = case_file(
        """\
ringrose: case/1
id: small
partners: [{id: semarang}, {id: jung-gu}]
review: {from: 2016, to: 2018}
facts:
  - {fact: benefit, to: semarang, year: 2016}
  - {fact: benefit, to: jung-gu, year: 2018}
"""
    )
    for day, code in (("2016", 0), ("2017-12-31", 0), ("2018-01-01", 1), ("2018", 1)):
        assert ringrose("assess", name, "--as-of", day, "--fail-on", "met", "--engine", "compiled").code == code


@pytest.mark.parametrize("day", ["1999", "2022-01-01", "yesterday", ""])
def test_a_day_that_was_not_reviewed_is_refused(ringrose, seed, day):
    """A day outside the review is one line that says what to write, exit code 2, and nothing on standard output."""
    done = ringrose("assess", seed, "--as-of", day)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.endswith("Write a year from 2016 to 2021, or a date from 2016-11-25 to 2021-12-31.\n")
