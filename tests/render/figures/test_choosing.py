"""Figures by their names."""

import pytest

from ringrose.errors import InputError
from ringrose.render.figures import glance, tree, years
from ringrose.render.figures.choosing import figure_of
from tests.render.figures.told import element, reason, report

REPORT = report(
    element("not_met", [("monitored", "Monitored", "safeguard", "violated", [reason("It was missing.")])]),
    title="Two cities",
)


def test_each_kind_is_the_figure_of_that_name():
    """A figure that is asked for by its name is the one that its module draws, with the title of the case."""
    assert figure_of(REPORT, "glance") == glance.draw(REPORT)
    assert figure_of(REPORT, "timeline") == years.draw(REPORT.chart, "Two cities: what is recorded, year by year")
    assert figure_of(REPORT, "tree") == tree.draw_all(REPORT.elements, "Two cities", "en")


def test_the_tree_of_a_part():
    """The tree is of the element, or of the one criterion, that was named."""
    assert figure_of(REPORT, "tree", "commitment") == tree.draw_all(REPORT.elements, "Two cities", "en")
    assert figure_of(REPORT, "tree", "commitment.monitored") == tree.draw_all(REPORT.elements, "Two cities", "en", "monitored")


@pytest.mark.parametrize(
    ("kind", "of", "told"),
    [
        ("glanze", None, "kind: `glanze` is no figure. Did you mean `glance`? Known are `glance`, `timeline` and `tree`."),
        ("tree", "x", "of: There is no element `x`. Known is `commitment`."),
        ("tree", "commitment.", "of: There is no criterion `` in the element `commitment`. Known is `monitored`."),
        (
            "tree",
            "commitment.monitord",
            "of: There is no criterion `monitord` in the element `commitment`. Did you mean `monitored`? Known is `monitored`.",
        ),
    ],
)
def test_what_is_not_there_is_told(kind, of, told):
    """A figure, an element or a criterion that is not there is refused, with those that are."""
    with pytest.raises(InputError) as error:
        figure_of(REPORT, kind, of)
    assert str(error.value) == told
