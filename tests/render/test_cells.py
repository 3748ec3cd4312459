"""Cells of a terminal."""

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ringrose.render.cells import cells, filled, wrapped

NAMES = [
    "Semarang",
    "중구",
    "北九州市",
    "Běihǎi",
    "Be\u030cihai",
    "Варна",
    "ｶﾅ",
    "カナ",
    "\u1112\u1161\u11ab",
    "São Paulo",
    "✓",
    "✗",
    "—“”",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_text_fills_as_many_cells_as_terminals_give_it(name):
    """Wide letters count two, combining marks none, and letters of a Hangul syllable as one, as the library rich counts."""
    assert cells(name) == cell_len(name)


@pytest.mark.parametrize("side", "<>^")
@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_filled_up_with_spaces(name, side):
    """A text that is filled up has just the width, and one that is wider stays as it is."""
    assert cells(filled(name, 20, side)) == 20
    assert filled(name, 20, side).strip() == name
    assert filled(name, 1, side) == (name or " ")


def test_spaces_stand_on_the_side_that_is_asked_for():
    """Spaces stand behind, before, or on both sides."""
    assert [filled("中", 5, side) for side in "<>^"] == ["中   ", "   中", " 中  "]


words = st.lists(st.text("abcdefghij-—.é", min_size=1, max_size=12), max_size=30).map(" ".join)


@given(words, st.integers(5, 40))
def test_words_of_narrow_letters_are_wrapped_as_anywhere(text, room):
    """Without wide letters lines are those of Python's own textwrap."""
    assert wrapped(text, room) == wrap(text, room, break_long_words=False, break_on_hyphens=False)


mixed = st.lists(st.text("ab中国文字가나、。（）é\u030c", min_size=1, max_size=30), min_size=1, max_size=8).map(" ".join)


@given(mixed, st.integers(12, 40), st.booleans())
def test_nothing_is_lost_where_lines_are_broken(text, room, whole):
    """Broken lines hold all letters in their order, no line is empty, and none begins with a mark that joins the letter before it."""
    lines = wrapped(text, room, whole=whole)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(lines)
    assert not any(line[0] == "\u030c" for line in lines[1:] if not text.startswith("\u030c") and " \u030c" not in text)


def test_lines_break_between_wide_letters_but_not_before_closing_marks():
    """A word that is too long is broken between wide letters; no line begins with a full stop, and none ends with an opening bracket."""
    assert wrapped("姉妹都市。姉妹", 8) == ["姉妹都", "市。姉妹"]
    assert wrapped("都市（北九）", 6) == ["都市", "（北", "九）"]
    assert wrapped("Kota 北九州市 x", 8) == ["Kota", "北九州市", "x"]
    assert wrapped("a 北九州市です", 8) == ["a 北九州", "市です"]


def test_a_long_word_stays_whole_where_it_can_be_copied():
    """A word of narrow letters that is too long stays whole; in a table it is broken."""
    assert wrapped("see https://example.org/x", 8) == ["see", "https://example.org/x"]
    assert wrapped("abcdefghij", 4, whole=False) == ["abcd", "efgh", "ij"]
