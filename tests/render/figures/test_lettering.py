"""Where lines of text break."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringrose.render.design import INK, LOOKS, QUIET
from ringrose.render.figures.lettering import broken, height, shortened, width, written
from ringrose.render.marks import tidy
from tests.render.figures.drawn import parsed
from tests.render.hostile import FRAGMENTS

WORDS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=6).map(" ".join)

# What Chromium measured, in hundredths of an em: the greater of DejaVu Sans and Liberation Sans, and then of their bold faces.
MEASURED = {
    "Mutual understanding": (1100, 1252),
    "WWW": (297, 331),
    "community participation": (1228, 1386),
    "2016": (254, 278),
    "The quick brown fox jumps over the lazy dog.": (2281, 2572),
    "Partisipasi masyarakat": (1132, 1293),
    "FIFTY 'HIPPOS' (IN THE ZOO) & JUKEBOX WAVES": (2385, 2699),
}


@given(WORDS, st.floats(8, 20), st.floats(30, 700), st.booleans())
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text, size, room, bold):
    """Lines keep to their room (but for letters that are wider than it), and together they say the tidied text, in order."""
    lines = broken(text, size, room, bold=bold)
    assert all(width(line, size, bold=bold) <= room + 1e-6 or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == tidy(text).replace(" ", "")


@given(WORDS)
def test_words_stay_whole_where_they_can(text):
    """A line ends between two words wherever the next word fits on a line."""
    room = max((width(word, 10) for word in tidy(text).split(" ")), default=0.0)
    assert " ".join(broken(text, 10, room)) == tidy(text)


def test_a_word_that_is_wider_than_its_room_is_broken():
    """A very long word goes on in the next line, after what stands before it."""
    assert broken("a " + "m" * 10, 10, 41) == ("a", "mmmm", "mmmm", "mm")


def test_a_letter_that_is_wider_than_its_room_stands_alone():
    """Where not even one letter has room, each has a line of its own."""
    assert broken("WW", 10, 1) == ("W", "W")


def test_invisible_letters_are_made_visible():
    """Line breaks are spaces, and what would turn the order of letters around can be seen."""
    assert broken("a\n\tb \u202ec\x00", 10, 500) == ("a b \\u202ec\\x00",)


@pytest.mark.parametrize("text", MEASURED)
def test_widths_are_not_less_than_in_real_fonts(text):
    """The width that is reckoned with is not less than that of the text in the fonts that were measured, and not much more."""
    plain, bold = MEASURED[text]
    assert plain <= width(text, 100) <= plain * 1.06
    assert bold <= width(text, 100, bold=True) <= bold * 1.06


def test_other_scripts_are_reckoned_wider():
    """East Asian letters are as wide as they are high, pictures wider, marks on letters hardly anything, and é is as wide as e."""
    assert width("中", 10) == width("한", 10) == 10.5
    assert width("😀", 10) == 13.5
    assert width("é", 10) == pytest.approx(width("e", 10), abs=1.1)
    assert width("Щ", 10) > width("щ", 10) > width("e", 10)
    assert width("ﷺ", 10) > 100  # one letter that is written as a sentence
    assert all(width(letter, 10) > 0 for letter in string.printable.strip())


@given(WORDS, st.floats(20, 200))
def test_a_shortened_text_fits_and_says_so(text, room):
    """A text that has no room is cut, with … at its end; another one is as it was."""
    short = shortened(text, 8, room)
    assert width(short, 8) <= room
    assert short == tidy(text) if width(tidy(text), 8) <= room else short.endswith("…")


def test_each_line_is_a_text_of_its_own():
    """Lines stand below one another, are escaped, and have the look that was asked for."""
    group = parsed(written(["<a>", "b"], 1, 2, 10, bold=True, quiet=True, anchor="middle"))
    assert [(line.tag, line.get("x"), line.get("y"), line.text) for line in group] == [
        ("text", "1", "12.2", "<a>"),
        ("text", "1", "25.7", "b"),
    ]
    assert group.attrib == {"class": "quiet", "fill": QUIET, "font-size": "10", "font-weight": "700", "text-anchor": "middle"}
    assert height(["<a>", "b"], 10) == 27


def test_text_is_in_ink_or_in_the_colour_of_a_status():
    """Without more a text is in ink; a status gives it its colour, which a page can change."""
    assert parsed(written(["a"], 0, 0, 10)).attrib == {"class": "ink", "fill": INK, "font-size": "10"}
    coloured = parsed(written(["a"], 0, 0, 10, status="violated"))
    assert (coloured.get("class"), coloured.get("color"), coloured.get("fill")) == ("s-not_met", LOOKS["not_met"].colour, "currentColor")
