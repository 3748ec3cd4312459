"""The order in which a case states its facts, and the engine that judges it, change no byte of what is shown."""

from functools import cache
from pathlib import Path
from random import Random

import pytest

from benchmarks.plausible import plausible_cases
from ringrose import assess, load_case, load_pack
from ringrose.engines import ENGINES
from ringrose.explain.many.making import compare_assessments
from ringrose.explain.report.making import report_of
from ringrose.render import comparison_csv, comparison_markdown

EXAMPLES = {path.stem: path for path in sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))}
PLAUSIBLE = {f"plausible-{size}": next(plausible_cases(1, seed=size, size=size)) for size in (10, 20, 30)}
FIGURES = ("glance", "timeline", "tree")


@pytest.fixture(scope="module")
def pack():
    """The pack ringrose."""
    return load_pack("ringrose")


@cache
def known(name):
    """A case by its name; each of its facts has an id."""
    pack = load_pack("ringrose")
    return assess(load_case(EXAMPLES.get(name) or PLAUSIBLE[name], pack=pack), pack=pack).case


def shuffled(case, seed):
    """The case with its facts and its closed records in another order."""
    rng, facts, complete = Random(seed), list(case.facts), list(case.complete)
    rng.shuffle(facts)
    rng.shuffle(complete)
    return case.remade(facts=facts, complete=complete)


def shown(case, pack, engine="compiled", lang="en"):
    """All that shows a case."""
    assessment = assess(case, pack=pack, engine=engine, lang=lang)
    report, many = report_of(assessment), compare_assessments([assessment])
    return {
        "html": report.to_html(),
        "markdown": report.to_markdown(),
        **{kind: report.figure(kind).standalone() for kind in FIGURES},
        "comparison html": many.to_html(),
        "comparison markdown": comparison_markdown.render(many),
        "comparison csv": comparison_csv.render(many),
    }


@pytest.mark.parametrize("name", [*EXAMPLES, *PLAUSIBLE])
def test_the_order_of_facts_changes_nothing_that_is_shown(name, pack):
    """A case whose facts and closed records stand in another order has the same report, figures and comparison, to the byte."""
    case = known(name)
    lang = ("en", "id")[len(name) % 2]
    meant = shown(case, pack, lang=lang)
    for seed in range(2):
        other = shuffled(case, f"{name}-{seed}")
        assert [fact.id for fact in other.facts] != [fact.id for fact in case.facts]
        told = shown(other, pack, lang=lang)
        assert [what for what in meant if told[what] != meant[what]] == []


@pytest.mark.parametrize("name", ["semarang-jung-gu", "plausible-20"])
def test_the_engine_changes_nothing_but_its_name(name, pack):
    """Both engines show the same, to the byte, but for the name of the one that judged."""
    case = known(name)
    meant, told = ({what: _unnamed(text) for what, text in shown(case, pack, engine).items()} for engine in ("compiled", "durable"))
    assert [what for what in meant if told[what] != meant[what]] == []


def _unnamed(text):
    """A text without the names of engines."""
    for engine in ENGINES:
        text = text.replace(engine, "ENGINE")
    return text
