"""The text report."""

import re
import unicodedata

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ringrose import Conflict, LocalText, Message, Published, Recommendation
from ringrose.render.cells import cells
from ringrose.render.text import coloured, render
from tests.making import CASE, absent, assessment, derived, finding, leaf, question, unknown

TIE = derived("derives", "A tie.", [leaf("v1"), leaf("roads-1")])
FULL = assessment(
    finding("Bad in {y.v}.", [TIE, absent("visit", ["no-visit"], [0])], slots={"y.v": 1}),
    finding("Good.", [leaf("v3")], rule="good", polarity="satisfies", decides=False),
    more=[unknown("open", "safeguard", {"en": "Open"})],
    conflicts=(Conflict("v3", "no-visit"),),
    open_questions=(question(CASE.fact("unclear")),),
    recommendations=(Recommendation("growth", "kept", "growth.r", Message(LocalText({"en": "Visit."}))),),
)


def test_a_report_tells_all_its_parts():
    """The text tells the status of each element, then why, then conflicts, open questions, recommendations, sources and references."""
    assert (
        render(FULL)
        == """\
Two cities
Partners  Kota Semarang (ID) and Jung-gu
Review    2016 to 2019
Rules     small 1.2.0, inferred by the engine durable

0 of 1 elements are met; 1 not met.

  ✗ Growth  not met


✗ Growth: not met
  Does it grow?
  Attested: a source of these rules names this element.

  Why:
  ✗ Kept up (violated, essential)
    Bad in 1.
      - A tie.
        - visit (by: Kota Semarang; to: Jung-gu; year: 2017) [v1: thesis, p. 1]
        - activity (title: Paving; kind: in kind; field: Roads and bridges; for community: yes)
          [roads-1: no source given]
          Note: A note.
      - no visit
        - a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful) [no-visit: news]
        - the record is complete: visit (by: Kota Semarang) [thesis, p. 9]
      Rule growth.r, after law

  Also found:
  ✗ Kept up (violated, essential)
    Good. [news; thesis, p. 2]

  Still unknown:
    - Open [Open, safeguard]


Conflicts
  - recorded as so, and denied:
    - visit (by: Jung-gu; to: Kota Semarang; year: 2018) [v3: news; thesis, p. 2]
      Quote: "They came."
    - a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful) [no-visit: news]


Open questions
  - Was there: visit (by: any; to: Kota Semarang; year: any)?
    - visit (to: Kota Semarang; when: spring 2016) [unclear: news]
    - If yes: Growth becomes met
    - If no: nothing changes yet


Recommendations
  - Growth
    - Visit.


Sources
  - thesis: N. Ringrose. A thesis. 2021. https://example.org/thesis.
  - news: no title given.


What the rules rest on
  - law: The law. 1999.
"""
    )


def test_parts_that_are_empty_are_left_out():
    """An element of which nothing was found is told in its status alone, and parts with nothing in them are left out."""
    told = render(assessment(status="met", criterion="satisfied", standing=None))
    assert (
        told
        == """\
Two cities
Partners  Kota Semarang (ID) and Jung-gu
Review    2016 to 2019
Rules     small 1.2.0, inferred by the engine durable

1 of 1 elements is met.

  ✓ Growth  met


✓ Growth: met
  Does it grow?
"""
    )


def test_a_published_judgement_stands_under_the_element():
    """What a source concluded itself stands under the element, with its place."""
    told = render(assessment(case=evolve(CASE, published=[Published("growth", "met", "news")])))
    assert "  Does it grow?\n  Attested: a source of these rules names this element.\n  What a source concluded: met [news]\n" in told


def test_a_pack_without_elements_is_told():
    """An assessment without any element has a head and nothing else."""
    assert render(evolve(assessment(), judgements=())).endswith("engine durable\n\n")


@pytest.mark.parametrize(
    ("status", "mark", "plain"), [("met", "✓", "+"), ("not_met", "✗", "x"), ("contested", "!", "!"), ("undetermined", "?", "?")]
)
def test_each_status_has_a_word_and_a_mark(status, mark, plain):
    """Each status is told in a word and a mark; a mark that ASCII lacks has a stand-in."""
    given = assessment(status=status, criterion="unknown")
    word = status.replace("_", " ")
    assert f"{mark} Growth: {word}\n" in render(given)
    told = render(given, ascii_only=True)
    assert f"{plain} Growth: {word}\n" in told
    assert told.isascii()


def test_a_provisional_element_is_marked_so():
    """An element that no source attests is marked as provisional in the overview, and the reason is told with it."""
    told = render(assessment(standing="provisional"))
    assert "  ✗ Growth  not met (provisional)\n" in told
    assert "Provisional: no primary text that names this element could be read." in told


def test_the_text_is_in_the_language_asked_for():
    """All of the library's words and the pack's texts are in the language asked for."""
    told = render(FULL, "id")
    assert "Pertumbuhan: tidak terpenuhi" in told
    assert not re.search(r"\b(not met|Why|Sources|denies|Note|satisfied|essential)\b", told)


def test_colours_change_nothing_but_colours():
    """The coloured report is the plain one once its escapes are taken away, at any width."""
    for width in (40, 80, 100):
        shown = render(FULL, width=width, style=coloured)
        assert "\x1b[31;1m✗ Growth: not met\x1b[0m" in shown
        assert re.sub(r"\x1b\[[\d;]*m", "", shown) == render(FULL, width=width)


@pytest.mark.parametrize("width", [0, 30, 45, 80, 200])
def test_lines_keep_to_the_width(width):
    """No line is wider than was asked for, unless a single word is."""
    for line in render(FULL, width=width).splitlines():
        assert len(line) <= max(width, 30) or len(line.split()) <= 2, line


def test_a_very_long_word_stays_whole():
    """A word that is longer than a line stays whole, so that an address can be copied."""
    word = "https://example.org/" + "a" * 300
    assert word in render(assessment(finding(word)), width=40)


def test_the_elements_stand_at_a_glance_at_any_width():
    """How many elements are met is told in words, then a line for each; where that is too wide the status stands below the name."""
    given = _titled("Growth", "Roads and bridges, and what goes over them")
    wide, narrow = (render(given, width=width).partition("\n\n\n")[0].split("\n\n", 1)[1] for width in (80, 40))
    assert (
        wide
        == """\
0 of 2 elements are met; 2 not met.

  ✗ Growth                                      not met (provisional)
  ✗ Roads and bridges, and what goes over them  not met (provisional)"""
    )
    assert (
        narrow
        == """\
0 of 2 elements are met; 2 not met.

  ✗ Growth
    not met (provisional)
  ✗ Roads and bridges, and what goes
    over them
    not met (provisional)"""
    )


def test_wide_letters_are_aligned_by_their_cells():
    """Statuses stand below one another also where names are in letters that fill two cells each."""
    lines = render(_titled("Growth", "중구", "北九州市", "Běihǎi", "Be\u030cihai"), width=60).splitlines()
    rows = [line for line in lines if "provisional)" in line]
    assert len(rows) == 5
    assert {cells(row[: row.index("not met")]) for row in rows} == {2 + 2 + 8 + 2}


def _titled(*titles):
    """An assessment of elements with these titles."""
    given = assessment(standing="provisional")
    (judgement,) = given.judgements
    titled = (evolve(judgement, element=evolve(judgement.element, title={"en": title})) for title in titles)
    return evolve(given, judgements=tuple(titled))


@pytest.mark.parametrize("width", [30, 45, 80])
def test_lines_of_wide_letters_keep_to_the_width(width):
    """A long text without spaces, in letters that fill two cells, is broken between them and keeps to the width."""
    told = render(assessment(finding("姉妹都市は、" * 40 + "終。")), width=width)
    assert max(map(cells, told.splitlines())) <= width


def test_a_very_long_title_does_not_push_the_status_away():
    """The status of an element with a very long title is told below it, never lost."""
    given = assessment()
    (judgement,) = given.judgements
    long = evolve(judgement, element=evolve(judgement.element, title={"en": "long " * 60}))
    assert " not met" in render(evolve(given, judgements=(long,)), width=40)


hostile = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\x1b\u202e\r\n\t\x00\u2028 {}")), min_size=1)


@given(hostile)
def test_no_text_can_control_the_terminal_or_break_a_line(text):
    """Nothing in a case or a pack can bring control characters, escapes or turned text to the terminal, or begin a line of its own."""
    case = evolve(CASE, title=text)
    told = render(assessment(finding(text.replace("{", "(")), case=case, status="met"))
    assert told.count("\n") >= 15
    assert {c for c in told if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn")} <= {"\n"}


def test_line_breaks_in_texts_become_spaces():
    """Line breaks and tabs in texts become single spaces."""
    assert render(assessment(case=evolve(CASE, title="Two\n\n# cities\t here"))).startswith("Two # cities here\n")


def test_deep_lines_stay_readable_on_a_narrow_page():
    """On a narrow page deep lines are not pushed over its edge."""
    node = leaf("v1")
    for number in range(12):
        node = derived("derives", f"Step {number} of some words.", [node])
    told = render(assessment(finding("x", [node])), width=40)
    assert max(map(len, told.splitlines())) <= 46
