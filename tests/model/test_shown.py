"""Answers that show themselves: in notebooks, and as rows of tables."""

import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve
from IPython.core.formatters import DisplayFormatter

import ringrose
from ringrose import Change, assess, assess_many, load_case, load_pack
from ringrose.explain.many.making import compare, compare_assessments
from ringrose.explain.rows import COLUMNS
from ringrose.model.assessment import Later
from ringrose.model.shown import Shown, ShownAsPage
from tests.making import CASE, PAGE_1, assessment, finding, leaf, unknown

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def pack():
    """The pack ringrose."""
    return load_pack("ringrose")


@pytest.fixture(scope="module")
def seed(pack):
    """The case of Semarang and Jung-gu."""
    return load_case(EXAMPLES / "semarang-jung-gu.yaml", pack=pack)


def formats(shown):
    """What IPython shows of an object, by kind."""
    return DisplayFormatter().format(shown)[0]


def test_ipython_is_given_html_markdown_and_one_line_of_text(pack, seed):
    """Assessments, judgements and comparisons are shown as HTML and Markdown, and where only text can be shown, as one line."""
    judged = assess(seed, pack=pack, engine="compiled")
    statuses = "commitment not_met, participation not_met, understanding met, reciprocity not_met, results met"
    for shown, line in (
        (judged, f"Assessment(semarang-jung-gu: {statuses})"),
        (judged["results"], "Judgement(results: met)"),
        (compare([seed], pack=pack), "Comparison(1 case by ringrose 1.1.0)"),
        (compare([seed, seed], pack=pack), "Comparison(2 cases by ringrose 1.1.0)"),
    ):
        told = formats(shown)
        assert set(told) == {"text/html", "text/markdown", "text/plain"}
        assert told["text/plain"] == line


def test_explanations_are_shown_as_their_pages(pack, seed):
    """Each answer with a page is shown as that page, in Markdown under small headings, and as text."""
    options = {"pack": pack, "engine": "compiled"}
    drop = Change("withdraw", id="no-benefit-jung-gu")
    saved = assess(seed, **options).to_dict()
    for shown in (
        ringrose.why(seed, "results", **options),
        ringrose.why_not(seed, "commitment.monitored", pack=pack),
        ringrose.ask(seed, **options),
        ringrose.what_if(seed, [drop], **options),
        ringrose.repair(seed, "reciprocity", **options),
        ringrose.threats(seed, "results", **options),
        ringrose.robustness(seed, pack=pack),
        ringrose.timeline(seed, **options),
        ringrose.verify(saved, seed, pack=pack),
    ):
        assert isinstance(shown, ShownAsPage)
        told = formats(shown)
        assert set(told) == {"text/markdown", "text/plain"}
        title, _, rest = told["text/markdown"].partition("\n")
        assert title.startswith("### ")
        assert not [line for line in rest.splitlines() if line.startswith("#") and not line.startswith("#### ")]
        assert " ".join(told["text/plain"].split()).startswith(shown.page().title)


def test_what_shows_itself_says_what_it_prints():
    """Whoever takes part in the showing must say what is printed of it."""
    with pytest.raises(NotImplementedError):
        Shown.__mro__[1]()._as_text()


@pytest.mark.parametrize("engine", ["durable", "compiled"])
def test_a_judgement_shows_itself_in_the_language_that_was_asked_for(pack, seed, engine):
    """A judgement of either engine knows the language that was asked for, and shows itself in it."""
    if engine == "durable":
        pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    judged = assess(seed, pack=pack, engine=engine, lang="id")
    assert {judgement.lang for judgement in judged} == {"id"}
    assert "Komitmen" in judged["commitment"]._repr_markdown_()
    assert judged["reciprocity"].to_rows()[0]["reasons"] == "Belum ada manfaat yang dirasakan oleh Jung-gu."
    assert [judgement.lang for judgement in next(assess_many([seed], pack=pack, engine=engine, lang="id"))] == ["id"] * 5


def test_the_language_is_no_part_of_a_judgement(pack, seed):
    """Judgements in two languages are equal, and neither what they print nor their data speak of the language."""
    english, indonesian = (assess(seed, pack=pack, engine="compiled", lang=lang)["results"] for lang in ("en", "id"))
    assert english == indonesian
    assert repr(english) == repr(indonesian)
    assert english.to_dict("id") == indonesian.to_dict("id")
    assert set(english.to_dict()) == {"element", "status", "standing", "criteria"}


def test_a_row_tells_a_criterion():
    """There is a row for each criterion, with what was found, where it was read and what sources concluded; what is not known is None."""
    case = evolve(CASE, published=[ringrose.Published("growth", "met", PAGE_1), ringrose.Published("growth", "not_met", PAGE_1)])
    findings = [
        finding("Good.", [leaf("v3")], polarity="satisfies", rule="s", decides=False),
        finding("Bad in {y.value}.", [leaf("v1")], slots={"y.value": 2017}),
        finding("Bad in {y.value}.", [leaf("v3")], slots={"y.value": 2018}),
    ]
    judged = assessment(*findings, case=case, criterion="contested", status="not_met", standing=None, more=[unknown("open", "safeguard")])
    first, second = judged.to_rows()
    assert first == {
        "case": "two-cities",
        "title": "Two cities",
        "element": "growth",
        "element_status": "not_met",
        "standing": None,
        "criterion": "kept",
        "role": "essential",
        "criterion_status": "contested",
        "published": "met\nnot_met",
        "findings": 3,
        "decides": True,
        "reasons": "Bad in 2017 and 2018.\nGood.",
        "sources": "thesis\nnews",
    }
    assert second == {
        **first,
        "criterion": "open",
        "role": "safeguard",
        "criterion_status": "unknown",
        "findings": 0,
        "decides": False,
        "reasons": None,
        "sources": None,
    }
    unknown_here = dict.fromkeys(("case", "title", "published", "sources"))
    assert judged["growth"].to_rows() == [{**first, **unknown_here}, {**second, **unknown_here}]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_all_tables_agree(pack, lang):
    """The table of a comparison is that of its assessments, which is that of their judgements; their columns are one list."""
    judged = list(assess_many(str(EXAMPLES / "*.yaml"), pack=pack, lang=lang))
    rows = [row for one in judged for row in one.to_rows()]
    assert compare_assessments(judged).to_rows() == rows
    own = {"case": None, "title": None, "published": None, "sources": None}
    assert [row for one in judged for judgement in one for row in judgement.to_rows()] == [{**row, **own} for row in rows]
    assert {tuple(row) for row in rows} == {tuple(COLUMNS)}
    assert all(value is None or type(value) is COLUMNS[column] for row in rows for column, value in row.items())
    assert {row["title"] for row in rows} >= {{"en": "Bandung and Seoul", "id": "Bandung dan Seoul"}[lang]}


def test_nothing_is_inferred_to_show_an_answer():
    """Open questions take time to find, and neither a cell nor a table looks for them."""

    def never():
        raise AssertionError("the open questions were looked for")

    judged = assessment(finding("Bad.", [leaf("v1")]), open_questions=Later(never))
    assert set(formats(judged)) == {"text/html", "text/markdown", "text/plain"}
    assert judged.to_rows()


def test_what_is_not_looked_at_loads_nothing():
    """A judged case loads no renderer, no templates and no tables before somebody looks at it."""
    script = (
        "import sys, ringrose; a = ringrose.assess(sys.argv[1], engine='compiled'); "
        "print(*sorted({'jinja2', 'markupsafe', 'narwhals', 'pandas', 'polars', 'ringrose.render', 'ringrose.explain'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(EXAMPLES / "bandung-seoul.yaml")], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
