"""The shapes of the statuses."""

import pytest

from ringrose.render.design import LOOKS
from ringrose.render.figures.shapes import icon, shape
from tests.render.figures.drawn import parsed

FORMS = {"met": "circle", "not_met": "rect", "contested": "path", "undetermined": "circle"}


def parts(status):
    """What a shape is made of."""
    return list(parsed(shape(status, 0, 0, 20)))


@pytest.mark.parametrize("status", FORMS)
def test_each_status_has_a_form_of_its_own(status):
    """A shape has the class and the colour of its status, and is drawn without letters."""
    group = parsed(shape(status, 0, 0, 20))
    assert (group.get("class"), group.get("color")) == (f"s-{status}", LOOKS[status].colour)
    assert group[0].tag == FORMS[status]
    assert {part.tag for part in group} <= {"circle", "rect", "path"}


def test_statuses_are_told_apart_by_how_much_is_filled():
    """What is met and not met is filled, what is contested half, and what is undetermined not at all: its ring is dashed."""
    filled = {status: [part.get("fill") == "currentColor" for part in parts(status)] for status in FORMS}
    assert filled["met"] == [True, False]
    assert filled["not_met"] == [True, False]
    assert filled["contested"] == [False, True, False, False]
    assert filled["undetermined"] == [False, False, False]
    assert [status for status in FORMS if parts(status)[0].get("stroke-dasharray")] == ["undetermined"]


@pytest.mark.parametrize(("criterion", "element"), {"satisfied": "met", "violated": "not_met", "unknown": "undetermined"}.items())
def test_criteria_have_the_shapes_of_elements(criterion, element):
    """The status of a criterion is drawn as that of an element is."""
    assert shape(criterion, 1, 2, 20) == shape(element, 1, 2, 20)


def test_a_shape_stands_where_it_is_put():
    """The place is that of the upper left corner, and the size that of the side."""
    assert 'transform="translate(3 4.5) scale(1.5)"' in shape("met", 3, 4.5, 30)
    assert 'transform="translate(0 0) scale(1)"' in shape("met", 0, 0, 20)


@pytest.mark.parametrize("size", [10, 14, 40])
def test_an_icon_is_hidden_from_who_listens(size):
    """An icon for a page is a picture of its own size that screen readers leave out, for the word stands beside it."""
    drawn = parsed(icon("contested", size))
    assert (drawn.get("width"), drawn.get("viewBox"), drawn.get("aria-hidden")) == (str(size), "0 0 20 20", "true")
    assert drawn[0].get("class") == "s-contested"
