"""Figures of the examples, as they were last looked at and found good; ``UPDATE_GOLDEN=1`` keeps them anew."""

import os
from pathlib import Path

import pytest

import ringrose
from ringrose.explain.report.making import report_of
from ringrose.explain.words import say
from ringrose.render.figures import glance, tree, years

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parent / "golden"
KEPT = [
    *((f"{lang}.{kind}", "semarang-jung-gu") for kind in ("glance", "timeline", "tree", "small") for lang in ("en", "id")),
    ("en.timeline", "surabaya-kitakyushu"),
]


@pytest.fixture(scope="module")
def judged():
    """The examples, each judged once."""
    return {name: ringrose.assess(ROOT / "examples" / f"{name}.yaml", engine="compiled") for name in {name for _, name in KEPT}}


def figure(report, kind):
    """The figure of a report."""
    if kind == "glance":
        return glance.draw(report)
    if kind == "tree":
        return tree.draw(next(element for element in report.elements if element.told.id == "commitment"), report.lang)
    return years.draw(report.chart, say("figure.years", report.lang, case=report.title), small=kind == "small")


@pytest.mark.parametrize(("kind", "name"), KEPT)
def test_the_figures_are_as_before(judged, name, kind):
    """Each figure is, to the byte, the one that was last looked at and found good."""
    lang, what = kind.split(".")
    drawn = figure(report_of(judged[name], lang), what).standalone()
    drawn = drawn.replace(f"ringrose {ringrose.__version__}", "ringrose VERSION")
    kept = GOLDEN / f"{name}.{kind}.svg"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(drawn, encoding="utf-8", newline="")
    assert drawn == kept.read_bytes().decode(), "if the new figure is right (look at it), keep it with UPDATE_GOLDEN=1"


def test_no_golden_figure_is_left_over():
    """Every kept figure belongs to a test."""
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{kind}.svg" for kind, name in KEPT}
