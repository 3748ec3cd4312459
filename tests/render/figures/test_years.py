"""The years of a case as a figure."""

from itertools import pairwise

import pytest

from ringrose.render.figures.years import draw, legend
from tests.render.figures.charts import chart, row
from tests.render.figures.drawn import SVG, read, tags, texts, titles, within

LEGEND = {
    "#": "recorded; a number says how many facts, where there is more than one",
    "/": "a known gap: it is known that there was none",
    "?": "looked for, could not be told",
    ".": "nothing recorded; that does not mean that there was nothing",
}


def said(drawing):
    """What the lines of text say."""
    return [text.said for text in texts(drawing)]


def test_each_cell_is_told_to_who_points_at_it():
    """Each cell has its words, those with nothing recorded too."""
    drawing = draw(chart(row("#/?.3", "visit"), row("..#..", "ending")), "Two cities")
    assert sorted(titles(drawing)) == sorted(cell.told for line in (row("#/?.3", "visit"), row("..#..", "ending")) for cell in line.cells)


@pytest.mark.parametrize("cells", ["#", "/", "?", ".", "#/", "?.", "#/?."])
def test_the_legend_tells_the_marks_that_occur(cells):
    """Under the chart each mark that occurs is told in words, and no other."""
    drawing = draw(chart(row(cells)), "Two cities")
    assert [mark for mark, words in LEGEND.items() if words in said(drawing)] == [mark for mark in LEGEND if mark in cells]


def test_marks_differ_by_form_and_by_fill():
    """A recorded cell is filled, a known gap an empty struck square, one that could not be told a dashed ring, an open one a small dot."""
    drawn = {cells: read(draw(chart(row(cells)), "x")) for cells in "#/?."}
    marks = {
        cells: next(g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None) for cells, root in drawn.items() if cells != "."
    }
    assert marks["#"].find(f"{SVG}rect").get("class") == "ink"
    gap = marks["/"].find(f"{SVG}path")
    assert gap.get("fill") == "none"
    assert gap.get("d").count("M") == 2  # the square, and the stroke through it
    assert marks["?"].find(f"{SVG}circle").get("stroke-dasharray")
    assert next(drawn["."].iter(f"{SVG}circle")).get("r") == "1.2"


def test_several_facts_have_a_number_and_a_larger_dot():
    """One fact is a dot; several are a number on a dot, which is larger for more."""
    drawing = draw(chart(row("1259")), "x")
    dots = [float(rect.get("height")) for rect in read(drawing).iter(f"{SVG}rect") if rect.get("class") == "ink"][:4]
    assert dots == sorted(set(dots))
    assert [text.said for text in texts(drawing) if text.said.isdigit() and len(text.said) == 1] == ["2", "5", "9"]


@pytest.mark.parametrize("many", [10, 150, 5000])
@pytest.mark.parametrize("columns", [1, 40])
def test_large_numbers_stay_in_their_dots(many, columns):
    """The number of facts stays within its dot and can be read, however large it is and however many years there are."""
    line = row("2" * columns)
    large = type(line)("t", "visit", [type(line.cells[0])("recorded", ("f",) * many, "told")] * columns, undated=("x",) * many)
    drawing = draw(chart(large), "x")
    dots = [rect for rect in read(drawing).iter(f"{SVG}rect") if rect.get("class") == "ink"]
    numbers = [text for text in texts(drawing) if text.said == str(many)]
    assert len(numbers) == columns + 1
    for dot, text in zip(dots, numbers, strict=False):
        assert float(dot.get("x")) - 0.1 <= text.span[0]
        assert text.span[1] <= float(dot.get("x")) + float(dot.get("width")) + 0.1
        assert text.size >= 7.5
    assert within(drawing)


def test_years_that_are_reviewed_in_part_are_marked():
    """A year of which only a part lies within the review has a star, which the legend tells."""
    drawing = draw(chart(row("###"), partial=(0,)), "x")
    assert said(drawing).count("2016*") == 1
    assert "only a part of this time lies within the review" in said(drawing)
    assert "*" not in said(draw(chart(row("###")), "x"))


def test_columns_beside_the_years_stand_where_they_are_needed():
    """What was before, after and at an unknown time has columns where some row has it; the others have nothing there."""
    beside = chart(row("#.", "visit", before=2, undated=1), row("..", "ending", after=3))
    assert [word for word in said(draw(beside, "x")) if word in ("<2016", ">2017", "undated")] == ["<2016", ">2017", "undated"]
    told = titles(draw(beside, "x"))
    assert [line for line in told if "review" in line or "unknown time" in line] == [
        "visit, before the review: 2 recorded",
        "visit, at an unknown time: 1 recorded",
        "ending, after the review: 3 recorded",
    ]
    assert not {"<2016", ">2017", "undated"} & set(said(draw(chart(row("#.")), "x")))


@pytest.mark.parametrize(("columns", "wide"), [(1, 1), (6, 1), (19, 1), (40, 1), (40, 3)])
def test_labels_of_years_never_touch(columns, wide):
    """All years have their labels: upright where these have room beside one another, else leaning, far enough from one another."""
    drawing = draw(chart(row("#" * columns), wide=wide, partial=(0, columns - 1)), "x")
    labels = [text for text in texts(drawing) if text.said[:4].isdigit()]
    assert len(labels) == columns
    for one, other in pairwise(labels):
        if one.turned:
            assert (other.x - one.x) * 0.866 > one.size  # the distance between two lines that lean by 60 degrees
        else:
            assert one.span[1] < other.span[0]
    assert within(drawing)


def test_a_leaning_last_label_stays_in_the_figure():
    """Where labels lean, the figure is wide enough for the last one."""
    drawing = draw(chart(row("#" * 40), wide=100), "x")
    last = [text for text in texts(drawing) if text.turned][-1]
    assert last.x + (last.span[1] - last.span[0]) / 2 + last.size < drawing.width


def test_long_titles_of_rows_wrap():
    """A long title has several lines, in a row that is high enough, and leaves the cells alone."""
    drawing = draw(
        chart(row("#/", "community participation in the exchange of pupils, teachers and head teachers"), row("..", "visit")), "x"
    )
    lines = [text for text in texts(drawing) if text.x == 16 and text.size == 12]
    assert len(lines) == 5
    assert all(text.span[1] < 172 for text in lines)
    heights = [float(rect.get("height")) for rect in read(drawing).find(f"{SVG}g[@class='soft']")]
    assert heights[0] >= 4 * 12 * 1.35


def test_a_chart_without_rows_says_so():
    """Where there is nothing to show, the figure says that in a sentence."""
    drawing = draw(chart(columns=3), "Two cities")
    told = "Nothing that happens at a time is recorded, and of nothing is it known that there was none."
    assert drawing.described == told
    assert " ".join(said(drawing)) == f"Two cities {told}"


def test_it_is_told_in_words():
    """Who does not see the figure is told, for each row, when something is recorded, and when it is known that there was nothing."""
    drawing = draw(chart(row("##.//?", "visit", before=1), row(".....#", "ending", after=2, undated=1)), "Two cities")
    assert (drawing.title, drawing.lang) == ("Two cities", "en")
    assert drawing.described == (
        "visit: recorded in 2016–2017; known to be none in 2019–2020; could not be told for 2021; 1 before the review. "
        "ending: recorded in 2021; 2 after the review; 1 at an unknown time."
    )
    small = draw(chart(row("#/", "visit"), lang="id"), "Dua kota", small=True)
    assert (small.title, small.described) == ("Dua kota", "visit: tercatat pada 2016; diketahui tidak ada pada 2017.")


# -- small multiples --------------------------------------------------------------------------------------------------------------


def test_a_small_figure_has_no_numbers_and_few_labels():
    """One of many has the titles of its rows, the first and the last year, and what stands beside the years; no cell has words."""
    drawing = draw(chart(row("#/?.9", "visit", undated=2), row(".....", "ending", before=1)), "x", small=True)
    assert sorted(said(drawing)) == sorted(["visit", "ending", "2016", "2020", "<", "n.d."])
    assert titles(drawing) == []
    assert (drawing.width, within(drawing)) == (220, True)


def test_small_bars_differ_by_form():
    """Recorded cells are bars, known gaps empty bars with a stroke for each cell, what could not be told dotted; neighbours are joined."""
    paths = list(read(draw(chart(row("##//?.")), "x", small=True)).iter(f"{SVG}path"))
    still, recorded, none, unknown = (path.get("d") for path in paths)
    assert (still.count("M"), recorded.count("M"), unknown.count("M")) == (1, 1, 1)
    assert (none.count("z"), none.count("M")) == (1, 3)
    assert paths[2].get("fill") == "none"
    assert paths[3].get("stroke-dasharray")


def test_a_small_figure_of_one_year_tells_it_once():
    """One year is told once; several that stand in one column with the first and the last of them."""
    assert said(draw(chart(row("#")), "x", small=True)) == ["visit", "2016"]
    assert said(draw(chart(row("#"), wide=9), "x", small=True)) == ["visit", "2016", "2024"]


def test_a_small_figure_is_small():
    """Seven types in twenty years take less than three kilobytes; with forty types titles are left away."""
    rows = [row("....#....//....#....", f"a type of facts {n}", undated=1) for n in range(7)]
    small = draw(chart(*rows), "Two cities", small=True)
    assert small.height <= 120
    assert len(small.inline("x")) - len(small.described) < 3000
    many = draw(chart(*[row("#/", "visit")] * 40), "x", small=True)
    assert said(many) == ["2016", "2017"]
    assert said(draw(chart(columns=2), "x", small=True)) == ["2016", "2017"]


def test_labels_of_a_small_figure_never_touch():
    """The last year and the labels beside the years keep apart, and long titles are cut."""
    line = row("#" * 40, "community participation of the young", before=1, after=1, undated=1)
    drawing = draw(chart(line, lang="id"), "x", small=True)
    feet = sorted(text.span for text in texts(drawing) if text.said in ("2016", "2055", "<", ">", "t.t."))
    assert len(feet) == 5
    assert all(one[1] < other[0] for one, other in pairwise(feet))
    assert texts(drawing)[0].said.endswith("…")
    assert within(drawing)


def test_figures_are_of_shapes_and_texts_alone():
    """Nothing in a figure can load or run anything."""
    for small in (False, True):
        drawing = draw(chart(row("#/?.9", undated=2)), "x", small=small)
        assert tags(drawing) <= {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}


@pytest.mark.parametrize("cells", ["#", "/", "?", ".", "#/?."])
def test_the_legend_may_stand_beside_the_figure(cells):
    """A page has the legend as marks and words of its own, of what occurs and no more; the figure is then without it, and less high."""
    one = chart(row(cells), partial=(0,))
    told = legend(one)
    assert [words for _, words in told] == [LEGEND[cell] for cell in cells] + ["only a part of this time lies within the review"]
    assert all(mark.startswith('<svg class="mark"') and "<title>" not in mark for mark, _ in told)
    bare = draw(one, "x", legend=False)
    assert not set(LEGEND.values()) & set(said(bare))
    assert bare.height < draw(one, "x").height
    assert within(bare)


def test_a_chart_without_rows_has_no_legend():
    """Where there is nothing to show, no mark is told."""
    assert legend(chart(columns=3, partial=(0,))) == []
