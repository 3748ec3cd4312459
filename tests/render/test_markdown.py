"""The Markdown report."""

import re

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ringrose import Fact, FactNode
from ringrose.render.markdown import escape, render
from ringrose.render.marks import tidy
from tests.making import CASE, assessment, finding
from tests.render.test_text import FULL

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(tokens):
    """The text that a reader sees of parsed Markdown."""
    return "".join("\n" if token.type in ("softbreak", "hardbreak") else token.content for t in tokens for token in t.children or ())


def test_a_report_tells_all_its_parts():
    """The Markdown has a real heading for each part, a table of the statuses, and lists for the reasons."""
    assert (
        render(FULL)
        == """\
# Two cities

- **Partners**: Kota Semarang (ID) and Jung-gu
- **Review**: 2016 to 2019
- **Rules**: small 1.2.0, inferred by the engine durable

| Element | Status | Standing |
| --- | --- | --- |
| Growth | ✗ not met | attested |

## Growth: not met

*Does it grow?*

Attested: a source of these rules names this element.

### Why

- **Kept up** (✗ violated, essential)
  - Bad in 1.
    - A tie.
      - visit (by: Kota Semarang; to: Jung-gu; year: 2017) \\[v1: thesis, p. 1\\]
      - activity (title: Paving; kind: in kind; field: Roads and bridges; for community: yes) \\[roads-1: no source given\\]
        - *Note: A note.*
    - no visit
      - a source denies: visit (by: Jung-gu; year: at least 2019; doubtful) \\[no-visit: news\\]
      - the record is complete: visit (by: Kota Semarang) \\[thesis, p. 9\\]
    - *Rule growth.r, after law*

### Also found

- **Kept up** (✗ violated, essential)
  - Good. \\[news; thesis, p. 2\\]

### Still unknown

- Open \\[Open, safeguard\\]

## Conflicts

- recorded as so, and denied:
  - visit (by: Jung-gu; to: Kota Semarang; year: 2018) \\[v3: news; thesis, p. 2\\]
    - *Quote: "They came."*
  - a source denies: visit (by: Jung-gu; year: at least 2019; doubtful) \\[no-visit: news\\]

## Open questions

- Was there: visit (by: any; to: Kota Semarang; year: any)?
  - visit (to: Kota Semarang; when: spring 2016) \\[unclear: news\\]
  - If yes: Growth becomes met
  - If no: nothing changes yet

## Recommendations

- Growth
  - Visit.

## Sources

- thesis: N. Ringrose. A thesis. 2021. https://example.org/thesis.
- news: no title given.

## What the rules rest on

- law: The law. 1999.
"""
    )


def test_the_headings_and_the_table_are_real():
    """A Markdown reader finds the headings in their levels, one table with a row per element, and no raw HTML."""
    tokens = READER.parse(render(FULL))
    headings = [(t.tag, shown([tokens[i + 1]])) for i, t in enumerate(tokens) if t.type == "heading_open"]
    assert headings == [
        ("h1", "Two cities"),
        ("h2", "Growth: not met"),
        ("h3", "Why"),
        ("h3", "Also found"),
        ("h3", "Still unknown"),
        ("h2", "Conflicts"),
        ("h2", "Open questions"),
        ("h2", "Recommendations"),
        ("h2", "Sources"),
        ("h2", "What the rules rest on"),
    ]
    assert [t.type for t in tokens].count("tr_open") == 2


def test_what_is_empty_is_left_out():
    """Without question, standing, findings and questions an element is its heading alone."""
    given = assessment(status="met", criterion="satisfied", standing=None)
    (judgement,) = given.judgements
    told = render(evolve(given, judgements=(evolve(judgement, element=evolve(judgement.element, question=None)),)))
    assert told.endswith("| Growth | ✓ met |  |\n\n## Growth: met\n")


def test_a_published_judgement_is_told():
    """What a source concluded itself stands under the element."""
    from ringrose import Published

    told = render(assessment(case=evolve(CASE, published=[Published("growth", "met", "news")])))
    assert "- What a source concluded: met \\[news\\]" in told


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
def test_no_text_becomes_markup_anywhere(text):
    """Hostile text stays text in a title, in a table, in a sentence and in a note."""
    given = assessment(finding(text, [FactNode(Fact("activity", note=text))]), case=evolve(CASE, title=text))
    (judgement,) = given.judgements
    given = evolve(given, judgements=(evolve(judgement, element=evolve(judgement.element, title=text)),))
    calm = assessment(finding("calm", [FactNode(Fact("activity", note="calm"))]))
    hostile, usual = READER.parse(render(given)), READER.parse(render(calm))
    assert [t.type for t in hostile] == [t.type for t in usual]
    kinds = {child.type for t in hostile for child in t.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close"}
    assert shown(hostile).count(tidy(text)) == 5


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\\`*_[]<>|~#&$-+=.)1\n!(:")), min_size=1))
@example("1.")
@example("-")
def test_escaped_text_is_shown_as_it_stands(text):
    """Whatever a text is, its escaped form is one paragraph that shows the text itself on one line."""
    tokens = READER.parse(f"- {escape('x' + text)}\n- {escape(text)}")
    first, *others = [token for token in tokens if token.type == "inline"]
    assert shown([first]) == tidy("x" + text).rstrip()
    assert shown(others) == tidy(text)


def test_the_report_is_in_the_language_asked_for():
    """All headings and words are in the language asked for."""
    told = render(FULL, "id")
    assert "## Pertumbuhan: tidak terpenuhi" in told
    assert not re.search(r"\b(not met|Why|Sources|denies|Note|satisfied|essential|Status of)\b", told)
