"""A page of an explanation as Markdown."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ringrose.explain.page import Grid, Page, Section
from ringrose.explain.telling import Line
from ringrose.render.page_markdown import render


def test_a_page_is_laid_out():
    """The title, the head, each section with its mark, its table and its lines stand in Markdown; two statuses in a cell are told apart."""
    grid = Grid(["commitment", "results"], [("a|b", ("not_met>met", "")), ("c", (">met", "undetermined"))])
    page = Page(
        "en",
        "What *differs*",
        [("Pack", "mine 1.0")],
        [
            Section("Reciprocity", [Line("A.", "reason", "p. 1", [Line("B", "note")])], "met"),
            Section("Table", [], grid=grid),
            Section("", [Line("The rest.", "plain")]),
        ],
    )
    assert render(page) == (
        "# What \\*differs\\*\n\n- **Pack**: mine 1.0\n\n## ✓ Reciprocity\n\n- A. \\[p. 1\\]\n  - *B*\n\n## Table\n\n"
        "|  | commitment | results |\n| --- | --- | --- |\n| a\\|b | ✗ > ✓ |  |\n| c | - > ✓ | ? |\n\n- The rest.\n"
    )
    assert render(Page("en", "T", [], [])) == "# T\n"


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_no_text_becomes_markup(text):
    """Whatever a text says, it is shown and is no markup."""
    page = Page("en", "T", [], [Section("", [Line(text, "plain")])])
    kinds = {child.type for token in MarkdownIt("commonmark").enable("table").parse(render(page)) for child in token.children or ()}
    assert kinds <= {"text", "text_special", "softbreak"}
