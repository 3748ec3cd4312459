"""Tables of marks on a terminal."""

import pytest

from ringrose.explain.page import Grid, Page, Section
from ringrose.render.cells import cells
from ringrose.render.page import render

NAMES = ("Kota Semarang dan semua kota di sekitarnya", "北九州市と釜山広域市のあいだの長い友好関係", "중구", "x" * 40)


def grid(width):
    """The lines of a table of marks, at a width."""
    rows = [(name, ("met", "not_met", "met>not_met", "", ">met")) for name in NAMES]
    page = Page("en", "Years", [], [Section("", [], grid=Grid(("2016", "2017", "2018", "2019", "2020"), rows))])
    return render(page, width=width).splitlines()[2:]


@pytest.mark.parametrize("width", [30, 45, 100])
def test_marks_stand_below_their_columns(width):
    """Marks stand below the heads of their columns whatever letters a row begins with, and no line is wider than the page."""
    lines = grid(width)
    assert max(map(cells, lines)) <= width
    heads = [line for line in lines if line.strip().startswith("20")]
    assert sum(len(head.split()) for head in heads) == 5
    marked = [line for line in lines if any(mark in line for mark in "✓✗")]
    firsts = {cells(line[: min(line.index(mark) for mark in "✓✗" if mark in line)]) for line in marked if "✓    ✗" in line}
    assert len(firsts) == 1


def test_long_names_are_wrapped_beside_their_marks():
    """A name that is too long is wrapped, in any letters, and no letter of it is lost."""
    lines = grid(30)
    for name in NAMES:
        assert name.replace(" ", "") in "".join(letter for line in lines for letter in line if letter not in " ✓✗>.-")
