"""A figure, in a page and as a file."""

from markupsafe import Markup

from ringrose.render.figures.drawing import Drawing, number
from tests.render.figures.drawn import SVG, parsed, read

FIGURE = Drawing(100, 50.25, 'A "title"', "What <it> shows\x00", "id", Markup('<g class="ink"/>'))


def test_a_figure_is_named_and_told_for_who_does_not_see_it():
    """It is an image with a name and a description, in its language, and scales with its viewBox."""
    root = read(FIGURE)
    assert (root.tag, root.get("role"), root.get("lang"), root.get("viewBox")) == (f"{SVG}svg", "img", "id", "0 0 100 50.2")
    told = {node.get("id"): node.text for node in root if node.get("id")}
    assert told == {"figure-title": 'A "title"', "figure-described": "What <it> shows\\x00"}
    assert root.get("aria-labelledby").split() == list(told)


def test_a_file_is_whole_by_itself():
    """A file says what it is and in which language, and has a white ground, whatever shows it."""
    told = FIGURE.standalone()
    assert told.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" xml:lang="id" ')
    ground = read(FIGURE).find(f"{SVG}rect")
    assert (ground.get("width"), ground.get("height"), ground.get("fill")) == ("100", "50.2", "#ffffff")
    assert told.endswith("</svg>\n")
    assert FIGURE._repr_svg_() == told  # what a notebook asks for


def test_a_page_can_hold_several_figures():
    """In a page a figure has no ground of its own, and its ids are its own."""
    first, second = (parsed(FIGURE.inline(name)) for name in ("one", "two"))
    ids = [node.get("id") for figure in (first, second) for node in figure.iter() if node.get("id")]
    assert ids == ["one-title", "one-described", "two-title", "two-described"]
    assert first.find("rect") is None


def test_lengths_are_short():
    """Lengths have one decimal at most."""
    assert [number(length) for length in (3, 3.0, 3.04, 3.25, -1.06)] == ["3", "3", "3", "3.2", "-1.1"]
