"""Whole reports of the examples, as they were last read and found good; `make golden` writes them anew."""

import os
from pathlib import Path

import pytest

import ringrose
from ringrose.explain.report.making import report_of
from ringrose.render import json, report_markdown, text

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))


def as_markdown(assessment, lang):
    """The report as Markdown."""
    return report_markdown.render(report_of(assessment, lang))


LAYOUTS = {"txt": text.render, "md": as_markdown, "json": json.render}


@pytest.fixture(scope="module")
def judged():
    """Each example, judged once; what is told of it in another language rests on the same inference."""
    return {name: ringrose.assess(ROOT / "examples" / f"{name}.yaml") for name in EXAMPLES}


@pytest.mark.parametrize("kind", LAYOUTS)
@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_told_as_before(judged, name, lang, kind):
    """The report of each example, in each language and layout, is the one that was last read and found good."""
    told = LAYOUTS[kind](judged[name], lang)
    golden = GOLDEN / f"{name}.{lang}.{kind}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(told, encoding="utf-8", newline="")
    assert told == golden.read_bytes().decode(), "if the new report is right, write it with: make golden"


def test_no_golden_file_is_left_over():
    """Every golden file belongs to an example."""
    assert {path.name for path in GOLDEN.iterdir()} == {f"{n}.{lang}.{k}" for n in EXAMPLES for lang in ("en", "id") for k in LAYOUTS}
