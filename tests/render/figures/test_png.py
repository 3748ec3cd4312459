"""Figures as PNG."""

import struct
import sys

import pytest
from markupsafe import Markup

from ringrose.errors import InputError
from ringrose.render.figures.drawing import Drawing
from ringrose.render.figures.png import png
from tests.fonts import needs_font

LETTERS = Markup('<text x="2" y="15" font-size="12">{}</text>')


def figure(text="", width=40.0, height=20.0):
    """A small figure with a text."""
    return Drawing(width, height, "A figure", "", "en", LETTERS.format(text) if text else Markup(""))


def size(data):
    """The width and the height of a PNG."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", data[16:24])


def refused(drawing, **options):
    """What is said where there is no picture."""
    with pytest.raises(InputError) as error:
        png(drawing, **options)
    return str(error.value)


class Resvg:
    """A resvg that draws texts as is told, and all others as boxes."""

    def __init__(self, **letters):
        self.letters = letters

    def svg_to_bytes(self, svg_string, **options):
        """What stands for a picture of the text, or of a whole figure."""
        before, _, after = svg_string.partition('<text y="15">')
        if "<title" in before or not after:
            return b"figure"
        text = after.partition("<")[0]
        return self.letters.get(text, "box" if text else "").encode()


@pytest.mark.parametrize(("scale", "expected"), [(2, (80, 40)), (1, (40, 20)), (1.5, (60, 30)), (0.001, (1, 1))])
@needs_font
def test_a_picture_has_the_size_that_was_asked_for(scale, expected):
    """Each unit of the figure is as many pixels as the scale says, and there is at least one."""
    pytest.importorskip("resvg_py")
    assert size(png(figure(), scale=scale)) == expected


@needs_font
def test_its_ground_is_white():
    """Where nothing is drawn the picture is white, and not transparent."""
    resvg = pytest.importorskip("resvg_py")
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">{}</svg>'
    white, clear = (
        bytes(resvg.svg_to_bytes(svg_string=empty.format(ground))) for ground in ('<rect width="80" height="40" fill="white"/>', "")
    )
    assert white == png(figure()) != clear


@needs_font
def test_texts_are_drawn():
    """Letters leave their marks in the picture, the same in every run."""
    pytest.importorskip("resvg_py")
    with_text = figure("Semarang")
    assert png(with_text) != png(figure())
    assert png(with_text) == png(with_text)


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf")])
def test_a_scale_that_makes_no_picture_is_refused(scale):
    """A scale is a number above nothing."""
    pytest.importorskip("resvg_py")
    assert refused(figure(), scale=scale) == f"request: A scale of {scale:g} makes no picture. Give a number above 0, such as 2."


def test_a_picture_that_is_too_large_is_refused():
    """A picture that would fill the memory is not begun; it is said which scale has room."""
    pytest.importorskip("resvg_py")
    assert refused(figure(width=800, height=40_000)) == (
        "request: A picture of 1,600 by 80,000 pixels is too large. Take a scale below 1.4, ask for a part of it, or write SVG instead."
    )


def test_without_resvg_it_is_told_what_to_install(monkeypatch):
    """Where resvg is not installed, one sentence says how to get it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert refused(figure()) == (
        'request: PNG needs resvg, which is not installed. Type: pip install "ringrose[png]", or write SVG instead.'
    )


def test_a_machine_without_fonts_is_told(monkeypatch):
    """Where no font is found, no picture without texts is written."""
    monkeypatch.setitem(sys.modules, "resvg_py", Resvg(a=""))
    assert refused(figure("Semarang")) == (
        "request: This machine has no font to write with. Install one, such as Liberation Sans, or write SVG instead."
    )


def test_where_the_usual_font_is_missing_another_one_is_taken(monkeypatch):
    """Figures name faces that a machine may lack; then the first that it has is taken, for letters that are tried and for the figure."""
    asked = []

    class OneFace:
        @staticmethod
        def svg_to_bytes(svg_string, sans_serif_family, **options):
            asked.append(sans_serif_family)
            return svg_string.encode() if sans_serif_family == "Noto Sans" else b""

    monkeypatch.setitem(sys.modules, "resvg_py", OneFace)
    assert b"Semarang" in png(figure("Semarang"))
    assert asked[-1] == "Noto Sans"


@pytest.mark.parametrize(
    ("text", "told"),
    [("中", "`中`"), ("中구 중é", "`é`, `中`, `구` and `중`"), ("αβγδεζη", "`α`, `β`, `γ`, `δ`, `ε` and 2 more")],
)
def test_letters_that_no_font_has_are_told(monkeypatch, text, told):
    """Where letters would be boxes, no picture is written; it is said which letters these are."""
    monkeypatch.setitem(sys.modules, "resvg_py", Resvg(a="a"))
    hint = "Install one, such as Noto Sans for the script of these letters, or write SVG instead."
    assert refused(figure(text)) == f"request: No font of this machine has {told}. {hint}"


def test_letters_that_a_font_has_are_drawn(monkeypatch):
    """Letters of any script are drawn where a font has them; signs are not looked at."""
    monkeypatch.setitem(sys.modules, "resvg_py", Resvg(a="a", é="é"))
    assert png(figure("é – “a”")) == b"figure"
