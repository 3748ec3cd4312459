"""Many cases side by side as Markdown, as a table for spreadsheets, and as text."""

import csv
import io
import os
import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from benchmarks.plausible import plausible_cases
from ringrose import Published
from ringrose.explain.many.making import compare, compare_assessments
from ringrose.render import comparison_csv, comparison_markdown, comparison_text
from tests import making
from tests.render.comparing import hostile_comparison
from tests.render.hostile import TEXTS

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
LAYOUTS = {"csv": comparison_csv.render, "md": comparison_markdown.render, "txt": comparison_text.render}


@pytest.fixture(scope="module", params=["en", "id"])
def examples(request):
    """The examples side by side."""
    return compare(sorted((ROOT / "examples").glob("*.yaml")), lang=request.param)


@pytest.mark.parametrize("kind", LAYOUTS)
def test_the_examples_are_compared_as_before(examples, kind):
    """The comparison of the examples, in each language and layout, is the one that was last read and found good."""
    told = LAYOUTS[kind](examples)
    golden = GOLDEN / f"comparison.{examples.lang}.{kind}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(told, encoding="utf-8", newline="")
    assert told == golden.read_bytes().decode(), "if the new comparison is right, write it with: make golden"


# -- CSV ------------------------------------------------------------------------------------------------------------------------


def test_a_spreadsheet_has_a_row_for_each_case():
    """Each case is a row, and each element and criterion a column with its status."""
    found = compare(plausible_cases(12, 4))
    rows = list(csv.DictReader(io.StringIO(comparison_csv.render(found))))
    assert [row["case"] for row in rows] == [row.id for row in found]
    for row, case in zip(rows, found, strict=True):
        for element in case.elements:
            assert row[element.id] == element.status
            assert row[f"{element.id}.published"] == ""
            assert [row[f"{element.id}.{one.id}"] for one in element.criteria] == [one.status for one in element.criteria]


FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
TRICKS = st.text(alphabet=st.sampled_from([*FORMULAS, *'1x;"\t\n /,', "'"]), min_size=1, max_size=9).filter(str.strip)


@given(TEXTS | TRICKS | st.sampled_from(["=1+1", "+1", "-1", "@x", "\t=1", "  =1", "\n=1", "x;=1+2", 'x; "=1+2"', "＝1"]))
def test_no_text_becomes_a_formula(words):
    """Whatever the texts say, each cell stays one cell on one line, and none begins as a formula does."""
    page = comparison_csv.render(hostile_comparison(words))
    rows = list(csv.reader(io.StringIO(page)))
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert page.count("\n") == 3
    for parted_by in ",;\t":
        read = csv.reader(io.StringIO(page), delimiter=parted_by)
        assert not any(cell.lstrip().startswith(FORMULAS) for row in read for cell in row)


def test_what_could_be_a_formula_has_an_apostrophe():
    """An apostrophe stands before what could be a formula, also behind a semicolon; all else stays, and a slash parts names."""
    found = compare(plausible_cases(1))
    row = evolve(found.cases[0], title="x; =1+2 a-b; c", partners=("-A", "B-C (ID)"))
    cells = next(csv.DictReader(io.StringIO(comparison_csv.render(evolve(found, cases=(row,))))))
    assert (cells["title"], cells["partners"]) == ("x; '=1+2 a-b; c", "'-A / B-C (ID)")


# -- Markdown -------------------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(TEXTS)
def test_no_text_becomes_markdown(words):
    """Whatever the texts say, the page has the blocks and cells that it always has, and no text is markup."""
    blocks, harmless = (
        MarkdownIt("commonmark").enable("table").parse(comparison_markdown.render(hostile_comparison(w))) for w in (words, "x")
    )
    assert [block.type for block in blocks] == [block.type for block in harmless]
    kinds = {child.type for block in blocks for child in block.children or ()}
    assert kinds <= {"text", "text_special", "softbreak"}


def test_tables_of_markdown_are_whole(examples):
    """Each table has as many cells in each line as in its head."""
    tables = re.findall(r"(?:^\|.*\|\n?)+", comparison_markdown.render(examples), re.MULTILINE)
    assert len(tables) == 9
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_a_very_small_share_is_no_markup():
    """Where one of very many cases has a status, its share is less than one percent, and not nothing."""
    found = compare(plausible_cases(1))
    first = found.cases[0]
    element = first.elements[0]
    disputed = evolve(element, criteria=tuple(evolve(one, status="contested") for one in element.criteria))
    turned = evolve(first, elements=(disputed, *first.elements[1:]))
    rows = tuple(evolve(turned if n == 0 else first, id=f"c{n}", case=f"c{n}") for n in range(300))
    told = comparison_markdown.render(evolve(found, cases=rows))
    assert "| 1 (\\<1%) |" in told
    assert "299 (\\>99%)" in told


def test_statuses_stand_in_the_order_of_the_page():
    """Text and Markdown tell what is satisfied first, and what is violated last, with the number of each below it."""
    found = _examples()
    criterion = found.failures().elements[0].criteria[1]
    numbers = [criterion.statuses[status] for status in ("satisfied", "contested", "unknown", "violated")]
    assert numbers == [0, 0, 2, 2]
    told = comparison_markdown.render(found)
    assert "| ✓ satisfied | ! contested | ? unknown | ✗ violated |\n" in told
    assert f"| {criterion.title} | safeguard | 0 (0%) | 0 (0%) | 2 (50%) | 2 (50%) |\n" in told
    assert "| ✓ met | ! contested | ? undetermined | ✗ not met |\n" in told
    assert "| Commitment | ✓ met | 0 | 0 | 1 | 0 |\n" in told
    text = comparison_text.render(found)
    assert re.search(r"\n +✓ +! +\? +✗\n", text)
    assert re.search(rf"\n +{criterion.title} \(safeguard\) +0 +0 +2 +2\n", text)


# -- all three ------------------------------------------------------------------------------------------------------------------


def test_what_is_not_counted_and_what_all_agrees_is_told():
    """Conclusions in other words, and of other elements, are listed; where all agree, or nothing was published, that is said."""
    other = evolve(making.CASE, published=(Published("growth", "not_met"), Published("growth", "so so"), Published("love", "met")))
    found = compare_assessments([making.assessment(making.finding("x"), case=other)])
    told = comparison_markdown.render(found)
    assert "All of them agree." in told
    assert '- Two cities, Growth: "so so". This is none of the four statuses.' in told
    assert "- Two cities, love: met. These rules do not judge this element." in told
    text = comparison_text.render(found)
    assert "  - Growth: 1 of 1 agree (100%); Cohen's kappa: not told, since there are fewer than two pairs\n" in text
    assert '  - Two cities, Growth: "so so". This is none of the four statuses.\n' in text
    nothing = compare_assessments([making.assessment(making.finding("x", polarity="satisfies"), status="met", criterion="satisfied")])
    assert "The cases state no published judgement that could be compared." in comparison_markdown.render(nothing)
    assert "published" not in comparison_text.render(nothing)


def test_what_is_not_counted_has_a_heading_of_its_own():
    """On the page of text a heading stands above what is not counted, whether there are pairs or not."""
    other = evolve(making.CASE, published=(Published("true_love", "met"), Published("trust", "not_met")))
    alone = comparison_text.render(compare_assessments([making.assessment(making.finding("x"), case=other)]))
    told = "Published judgements that are not counted\n  - Two cities: true love (met) and trust (not met). These rules do not judge"
    assert f"\n\n\n{told}" in alone
    other = evolve(other, published=(*other.published, Published("growth", "not_met")))
    beside = comparison_text.render(compare_assessments([making.assessment(making.finding("x"), case=other)]))
    assert f"can turn it.\n\n{told}" in beside


def test_conflicts_are_told_where_there_are_any():
    """Where something is recorded as so and denied, the summary says so, and the table of Markdown has a column of numbers."""
    found = _examples()
    first, *others = found.cases
    disputed = evolve(found, cases=(evolve(first, conflicts=2), *others))
    summary = "Conflicts, where something is recorded as so and also denied: 2 in Bandung and Seoul."
    assert f"- {summary}\n" in comparison_text.render(disputed)
    told = comparison_markdown.render(disputed)
    assert f"- {summary}\n" in told
    assert "| Case | Commitment | Community participation | Mutual understanding | Reciprocity | Results | Conflicts |\n" in told
    assert "| Bandung and Seoul | ? undetermined | ✓ met | ✓ met | ✓ met | ✓ met | 2 |\n" in told
    assert "Conflicts" not in comparison_markdown.render(found)
    assert "Conflicts" not in comparison_text.render(found)


# -- text -----------------------------------------------------------------------------------------------------------------------


@given(st.integers(min_value=1, max_value=120))
def test_text_fits_the_width(width):
    """No line is longer than the page, whose narrowest is 30, but for a single word."""
    text = comparison_text.render(_examples(), width=width)
    assert all(len(line) <= max(width, 30) for line in text.splitlines())


def _examples(made=[]):  # noqa: B006  # made once
    if not made:
        made.append(compare(sorted((ROOT / "examples").glob("*.yaml"))))
    return made[0]


def test_on_a_narrow_page_columns_are_numbered():
    """Where the titles of the elements have no room, numbers stand for them, and are explained."""
    text = comparison_text.render(_examples(), width=50)
    assert "  2 Community participation\n" in text
    assert "  Semarang and Beihai      ✗  ?  ?  ?  ?\n" in text


def test_colours_change_no_letter_and_ascii_is_ascii():
    """A style paints what is there, and without other letters than those of ASCII the marks are such."""
    found = _examples()
    plain = comparison_text.render(found)
    painted = comparison_text.render(found, style=lambda text, role: f"<{role}>{text}</>")
    assert re.sub(r"<[a-z_]+>|</>", "", painted) == plain
    assert "<not_met>" in painted
    assert comparison_text.render(found, ascii_only=True).isascii()


@settings(max_examples=30)
@given(TEXTS)
def test_no_text_moves_the_cursor(words):
    """Whatever the texts say, nothing invisible reaches the terminal."""
    assert all(line.isprintable() for line in comparison_text.render(hostile_comparison(words)).splitlines())


def test_many_elements_leave_room_for_the_names_of_cases():
    """However many elements a pack has, the names of cases keep some room."""
    found = _examples()
    wide = evolve(found, elements=found.elements * 12, cases=tuple(evolve(row, elements=row.elements * 12) for row in found))
    assert "  Semarang" in comparison_text.render(wide, width=40)
