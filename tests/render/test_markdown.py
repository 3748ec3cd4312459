"""What all Markdown shares: text that stays text, code, lists."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ringrose.explain import Line
from ringrose.render.markdown import as_code, bullets, escape, trees, within_line
from ringrose.render.marks import tidy

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(tokens):
    """The text that a reader sees of parsed Markdown."""
    return "".join("\n" if token.type in ("softbreak", "hardbreak") else token.content for t in tokens for token in t.children or ())


def test_lines_become_a_nested_list():
    """Lines stand as deep as they are told, with their places in brackets; remarks are set apart."""
    lines = [Line("A.", "reason", "p. 1", [Line("B*", "note"), Line("C", "fact", "", [Line("r", "rule")])]), Line("D", "fact")]
    assert bullets(trees(lines)) == "- A. \\[p. 1\\]\n  - *B\\**\n  - C\n    - *r*\n- D"


@pytest.mark.parametrize(
    ("text", "told"),
    [("a-1", "`a-1`"), (" a\nb ", "`a b`"), ("a`b", "a\\`b"), ("1. |", "1\\. \\|"), ("", ""), ("\u202ea", "`\\u202ea`")],
)
def test_code_is_code_where_it_can_be(text, told):
    """Text becomes code, on one line; what could end the code, or a cell of a table, is escaped as text instead."""
    assert as_code(text) == told


HOSTILE = [
    "# heading",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "```code",
    "~~~",
    "---",
    "===",
    "***",
    "| a | b |",
    "*bold* _under_ **x** ~~y~~",
    "<script>alert(1)</script>",
    "<!-- hidden",
    "![image](http://x) [link](javascript:x)",
    "[ref]: http://x",
    "&lt;b&gt; &copy;",
    "\\*",
    "trailing\\",
    "a\n\n# b",
    "`tick",
    "$math$",
    "<https://x.y>",
    "    indented",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text):
    """Hostile text stays text in a heading, in a table, in a list and in a paragraph."""
    page = "# {0}\n\n| a | {1} |\n| --- | --- |\n| {0} | b |\n\n- {0}\n  - *{0}*\n\nx {1}\n"
    hostile, calm = (READER.parse(page.format(escape(words), within_line(words))) for words in (text, "calm"))
    assert [t.type for t in hostile] == [t.type for t in calm]
    assert {child.type for t in hostile for child in t.children or ()} <= {"text", "text_special", "em_open", "em_close"}
    assert shown(hostile).count(tidy(text)) == 6


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\\`*_[]<>|~#&$-+=.)1\n!(:")), min_size=1))
@example("1.")
@example("-")
def test_escaped_text_is_shown_as_it_stands(text):
    """Whatever a text is, its escaped form is one paragraph that shows the text itself on one line."""
    tokens = READER.parse(f"- {escape('x' + text)}\n- {escape(text)}")
    first, *others = [token for token in tokens if token.type == "inline"]
    assert shown([first]) == tidy("x" + text).rstrip()
    assert shown(others) == tidy(text)
