"""The cells of notebooks."""

import re
from html.parser import HTMLParser

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from ringrose import LocalText, Published, assess, load_case, load_pack
from ringrose.explain.many.making import compare, compare_assessments
from ringrose.explain.words import say
from ringrose.render.design import LOOKS
from ringrose.render.figures.drawing import Drawing
from ringrose.render.marks import tidy
from ringrose.render.notebook import MOST, html, line, markdown
from tests.hostile_cases import harmless_case, hostile_case, long_case
from tests.making import CASE, PAGE_1, assessment, finding, leaf, unknown

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip)
READER = MarkdownIt("commonmark").enable("table")

# What a cell is made of. There are no ids, no names, no scripts, no stylesheets and no addresses among it.
TAGS = {"br", "circle", "details", "div", "em", "g", "li", "path", "rect", "span", "strong", "summary", "svg", "table"}
TAGS |= {"tbody", "td", "th", "thead", "tr", "ul"}
ATTRIBUTES = {"aria-hidden", "class", "color", "cx", "cy", "d", "fill", "focusable", "height", "lang", "r", "scope", "stroke"}
ATTRIBUTES |= {"stroke-dasharray", "stroke-linecap", "stroke-width", "style", "viewbox", "width", "x", "y"}


class Cell(HTMLParser):
    """A cell taken apart: its tags with their attributes, and its texts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.open = [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl):
        raise AssertionError(f"a declaration: {decl}")

    @property
    def text(self):
        """What a reader sees, on one line."""
        return " ".join("".join(self.texts).split())


def full(lang="en", **more):
    """An assessment in which every part of a cell has something to tell."""
    return assessment(
        finding({"en": "Bad in {y.value}.", "id": "Buruk pada {y.value}."}, [leaf("v1")], slots={"y.value": 2017}),
        finding({"en": "Good.", "id": "Baik."}, [leaf("v3")], polarity="satisfies", rule="s", decides=False),
        finding({"en": "Framed.", "id": "Berbingkai."}, [leaf("year-2017")], polarity="satisfies", rule="f", decides=False),
        lang=lang,
        case=evolve(CASE, published=[Published("growth", "met", PAGE_1), Published("growth", "in its own words")]),
        more=[unknown("open", "safeguard", LocalText({"en": "Open", "id": "Terbuka"}))],
        **more,
    )


def test_an_assessment_is_told_in_markdown():
    """The Markdown has the frame of the case, a table of the elements, and each element's reasons with their places."""
    assert (
        markdown(full())
        == """\
**Two cities**

- Partners: Kota Semarang (ID) and Jung-gu
- Review: 2016 to 2019
- Rules: small 1.2.0, inferred by the engine durable

| Element | Status | Standing |
| --- | --- | --- |
| Growth | ✗ not met | attested |

✗ **Growth**: not met

*Why*

- ✗ **Kept up** (violated, essential)
  - Bad in 2017. \\[thesis, p. 1\\]

*Also found*

- ✗ **Kept up** (violated, essential)
  - Good. \\[news; thesis, p. 2\\]
  - Framed.

*Still unknown*

- ? **Open** (unknown, safeguard)

What a source concluded: met \\[thesis, p. 1\\]

What a source concluded: in its own words \\[no source given\\]
"""
    )


def test_an_assessment_is_told_in_html():
    """The HTML has the same texts: the frame, the table, and each element's reasons folded below it."""
    cell = Cell(html(full()))
    assert cell.text == (
        "Two cities Partners: Kota Semarang (ID) and Jung-gu Review: 2016 to 2019 Rules: small 1.2.0, inferred by the engine durable "
        "ElementStatusStanding Growth not metattested Growth: not met "
        "Why Kept up (violated, essential) Bad in 2017. [thesis, p. 1] "
        "Also found Kept up (violated, essential) Good. [news; thesis, p. 2] Framed. "
        "Still unknown Open (unknown, safeguard) "
        "What a source concluded: met [thesis, p. 1] What a source concluded: in its own words [no source given]"
    )
    assert [tag for tag, _ in cell.tags].count("details") == 1


def test_a_judgement_is_told_alone():
    """A judgement tells its element, what this asks for, and its criteria with their sentences; it does not know the places."""
    judgement = full()["growth"]
    assert Cell(html(judgement)).text == (
        "Growth: not met Does it grow? Attested: a source of these rules names this element. "
        "Why Kept up (violated, essential) Bad in 2017. Also found Kept up (violated, essential) Good. Framed. "
        "Still unknown Open (unknown, safeguard)"
    )
    assert (
        markdown(judgement)
        == """\
✗ **Growth**: not met

*Does it grow?*

Attested: a source of these rules names this element.

*Why*

- ✗ **Kept up** (violated, essential)
  - Bad in 2017.

*Also found*

- ✗ **Kept up** (violated, essential)
  - Good.
  - Framed.

*Still unknown*

- ? **Open** (unknown, safeguard)
"""
    )


def test_what_is_missing_is_why_an_element_is_undetermined():
    """Where an element is undetermined, the essential criteria that nothing settles are the reason, told by what they ask."""
    more = [unknown("asking", "essential", None, LocalText({"": "Is it so?"})), unknown("named", "essential", LocalText({"": "Named"}))]
    judged = assessment(status="undetermined", criterion="satisfied", standing=None, more=[*more, unknown("aside", "safeguard")])
    assert markdown(judged["growth"]).splitlines()[4:] == [
        "*Why*",
        "",
        "- ? **asking** (unknown, essential)",
        "  - Nothing recorded settles this: Is it so?",
        "- ? **Named** (unknown, essential)",
        "  - Nothing recorded settles this: Named",
        "",
        "*Still unknown*",
        "",
        "- ? **aside** (unknown, safeguard)",
    ]
    assert "| Growth | ? undetermined |  |" in markdown(judged)
    assert "Nothing recorded settles this: Is it so?" in Cell(html(judged)).text
    assert "attested" not in Cell(html(judged)).text + Cell(html(judged["growth"])).text


def test_an_element_may_have_neither_a_title_nor_a_question():
    """An element and a case without titles are told by their ids."""
    judged = full()
    bare = evolve(judged["growth"], element=evolve(judged["growth"].element, title=None, question=None))
    assert Cell(html(bare)).text.startswith("growth: not met Attested")
    assert markdown(bare).startswith("✗ **growth**: not met\n\nAttested")
    assert markdown(evolve(judged, case=evolve(judged.case, title=None))).startswith("**two-cities**\n")


def test_cells_speak_the_language_that_was_asked_for():
    """An answer in Indonesian is told in Indonesian throughout, and says so to the browser."""
    judged = full("id")
    cell = Cell(html(judged))
    assert cell.tags[0][1][0] == ("lang", "id")
    for word in ("Dua kota", "Mitra", "Pertumbuhan: tidak terpenuhi", "Buruk pada 2017.", "Belum diketahui", "tanpa sumber"):
        assert word in cell.text
        assert word.replace(": tidak", "**: tidak") in markdown(judged)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_comparison_is_a_matrix(lang):
    """A comparison tells the status of each element of each case, and folded below of each criterion."""
    found = compare_assessments([full(), full()], lang)
    cell = Cell(html(found))
    status, violated = say("status.not_met", lang), say("criterion.violated", lang)
    title = found.cases[0].title
    assert cell.text.count(title) == 4
    assert cell.text.count(f"{title} {status}") == 2
    assert cell.text.count(f"{title} {violated} {say('criterion.unknown', lang)}") == 2
    assert f"| {title} | ✗ {status} |\n| {title} | ✗ {status} |\n" in markdown(found)
    assert found.to_rows()[0]["title"] == title


def test_a_comparison_of_very_many_cases_is_cut_short_and_says_so():
    """A cell shows some cases and says how many it leaves out; with as many as it can show, it says nothing."""
    whole, cut = (compare_assessments([full()] * number) for number in (MOST, MOST + 2))
    for shown in (lambda found: Cell(html(found)).text, markdown):
        assert shown(whole).count("Two cities") == shown(cut).count("Two cities")
        assert "not shown here" not in shown(whole)
        assert "2 more cases are not shown here. The table from to" in shown(cut)
    assert len(cut.to_rows()) == len(cut) * 2


def test_one_case_is_no_plural():
    """A comparison of one case does not speak of cases."""
    one = compare_assessments([full()])
    assert line(one) == "Comparison(1 case by small 1.2.0)"
    assert markdown(one).startswith("**One case in a comparison**\n")


def test_a_cell_disturbs_nothing_else_in_the_notebook():
    """Cells have no scripts, ids, stylesheets or addresses; each style stands at the element that it is for."""
    for shown in (full(), full()["growth"], compare_assessments([full()])):
        text = html(shown)
        cell = Cell(text)
        assert {tag for tag, _ in cell.tags} <= TAGS
        assert {name for _, attributes in cell.tags for name, _ in attributes} <= ATTRIBUTES
        assert "url(" not in text
        assert "://" not in text


def luminance(colour):
    """The relative luminance of a colour, as WCAG has it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_cells_can_be_read_on_a_light_page_and_on_a_dark_one():
    """Text has the colour of the page; each sign brings a white ground, on which its colour has the contrast that AA asks of text."""
    cell = Cell(html(full()))
    styles = [dict(attributes).get("style", "") for _, attributes in cell.tags]
    assert {found for style in styles for found in re.findall(r"(?<![-\w])color:([^;]*)", style)} == {"inherit"}
    assert {found for style in styles for found in re.findall(r"background:([^;]*)", style)} == {"transparent", "#fff"}
    for place, (tag, _) in enumerate(cell.tags):
        if tag == "svg":
            assert "background:#fff" in dict(cell.tags[place - 1][1])["style"]
    colours = {dict(attributes)["color"] for tag, attributes in cell.tags if tag == "g"}
    assert colours <= {one.colour for one in LOOKS.values()}
    assert all(1.05 / (luminance(one.colour) + 0.05) >= 4.5 for one in LOOKS.values())


def test_a_figure_shows_itself_as_it_stands_in_a_file():
    """A notebook shows a figure as the SVG of a file of its own; where it can show text alone, as its title and what it describes."""
    drawing = Drawing(10, 10, "A title", "What it shows", "en", Markup("<path d='M0 0H9'/>"))
    assert drawing._repr_svg_() == drawing.standalone()
    assert repr(drawing) == "Drawing(width=10, height=10, title='A title', described='What it shows', lang='en')"


@pytest.fixture(scope="module")
def pack():
    """The pack ringrose."""
    return load_pack("ringrose")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_hostile_cases_change_no_tag(pack, lang):
    """A case whose every text and id is out for harm, and one of very long words, have the cells of the same case in plain words."""
    plain, *others = (load_case(case, pack=pack) for case in (harmless_case(), hostile_case(), long_case()))
    expected = shapes(plain, pack, lang)
    for case in others:
        assert shapes(case, pack, lang) == expected
        assert "\n" not in line(assess(case, pack=pack, engine="compiled"))


def shapes(case, pack, lang):
    """The tags and attributes of each cell of a case, in HTML and in Markdown."""
    judged = assess(case, pack=pack, engine="compiled", lang=lang)
    cells = [judged, *judged, compare([case], pack=pack, lang=lang)]
    return [Cell(html(cell)).tags for cell in cells], [kinds(markdown(cell)) for cell in cells]


def kinds(text):
    """The kinds of the blocks of Markdown, and of what is in their lines but text."""
    return [
        (token.type, token.level, [child.type for child in token.children or () if child.type not in ("text", "text_special", "softbreak")])
        for token in READER.parse(text)
    ]


@given(TEXTS)
def test_no_text_becomes_markup(text):
    """Whatever a sentence, a title or a place says, a reader is shown it, and no tag comes of it."""
    calm, told = (assessment(finding("{x.y}", [leaf("v1")], slots={"x.y": one})) for one in ("x", text))
    told = evolve(told, case=evolve(told.case, title=text))
    cell = Cell(html(told))
    assert cell.tags == Cell(html(calm)).tags
    assert cell.texts.count(tidy(text)) >= 1
    assert kinds(markdown(told)) == kinds(markdown(calm))


def test_no_word_of_a_table_is_broken_on_a_narrow_page():
    """Tables keep their words whole and are scrolled where they have no room."""
    for shown in (full(), compare_assessments([full()])):
        text = html(shown)
        assert text.count('<div style="overflow-x:auto">\n<table') == text.count("<table") > 0
        cells = re.findall(r'<t[hd][^>]* style="([^"]*)"', text)
        assert all("overflow-wrap:break-word" in style for style in cells)
