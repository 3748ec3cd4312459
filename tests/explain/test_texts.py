"""Texts of cases and packs, and what stands in their place."""

import re

import pytest
from attrs import evolve

from ringrose.explain.many.making import compare_assessments
from ringrose.explain.report.making import report_of
from ringrose.explain.rows import rows_of
from ringrose.explain.texts import text_of
from ringrose.model.text import as_text
from ringrose.render import comparison_html, comparison_markdown, comparison_text, report_html, report_markdown
from tests import making


@pytest.mark.parametrize(
    ("text", "told"), [(None, "id"), ("", "id"), (" \t\n\u3000", "id"), ("Kota", "Kota"), (" a ", " a "), ({"en": " ", "id": "Kota"}, "id")]
)
def test_a_blank_text_is_none(text, told):
    """Where there is no text, or only spaces, in a language, what stands for it is told; any other text is told as it is."""
    assert text_of(None if text is None else as_text(text), "en", "id") == told


def test_without_anything_else_nothing_is_told():
    """Where nothing stands for a text, a blank one is empty."""
    assert text_of(as_text("  "), "en") == ""


def test_a_case_whose_title_is_of_spaces_is_told_by_its_id():
    """Wherever a case is named, a title of spaces is no name: pages, headings, links, tables and notebooks have the id."""
    judged = making.assessment(making.finding("It fell."), case=evolve(making.CASE, title="   "))
    report, comparison = report_of(judged, "en"), compare_assessments([judged])
    assert re.search(r"<h1[^>]*>two-cities</h1>", report_html.render(report))
    assert report_markdown.render(report).startswith("# two-cities\n")
    assert re.search(r"<a [^>]*>two-cities</a>", comparison_html.render(comparison))
    assert "\n| two-cities |" in comparison_markdown.render(comparison)
    assert "\n  two-cities " in comparison_text.render(comparison)
    assert judged._repr_markdown_().startswith("**two-cities**")
    assert re.search(r"<strong[^>]*>two-cities</strong>|<h\d[^>]*>two-cities</h\d>", judged._repr_html_())
    assert {row["title"] for row in rows_of(judged)} == {"two-cities"}
