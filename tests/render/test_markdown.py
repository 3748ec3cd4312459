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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See https://evil.example/login", "See https\\://evil.example/login"),
        ("www.evil.example", "www\\.evil.example"),
        ("user@evil.example", "user\\@evil.example"),
        ("mailto:@a", "mailto:\\@a"),
        (":white_check_mark:", "\\:white\\_check\\_mark:"),
        ("@user", "\\@user"),
        ("x^2^ {#id}", "x\\^2\\^ \\{\\#id}"),
        ("a) x", "a\\) x"),
        ("II. x", "II\\. x"),
        ("(1) x", "\\(1) x"),
        ("(@) x", "(\\@) x"),
        (": x", "\\: x"),
    ],
)
def test_what_only_github_or_pandoc_read_is_escaped(text, told):
    """Bare addresses, names of emoji, mentions, citations, attributes and other kinds of lists are escaped everywhere."""
    assert escape(text) == told


@pytest.mark.parametrize(
    "text", ["at 10:30, or 10:30:15", "2 @ 3", "Note: x", "4.1 par. 3", "A. Reader", "1.5 km", "e.g. this", "(See below)", "a}", "So!"]
)
def test_what_needs_no_escape_has_none(text):
    """Times, numbers, initials and marks between spaces stay as they are."""
    assert escape(text) == text


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
    "https://evil.example www.evil.example",
    ":smile: @user x^2^ {#id}",
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
