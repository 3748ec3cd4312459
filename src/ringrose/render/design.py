"""The look that all pictures share: colours, shapes, marks and type, as docs/design.md tells them."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from ringrose.render.marks import MARKS
from ringrose.statuses import as_element

__all__ = ["FONT", "GREY", "INK", "LOOKS", "PAPER", "QUIET", "SOFT", "Look", "look"]

FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
INK, QUIET, GREY, SOFT, PAPER = "#1b1b1b", "#595959", "#c8c8c8", "#f3f3f0", "#ffffff"
"""Text, lesser text, lines, soft grounds, the page: each text has a contrast of 4.5 or more on the page and on the soft ground."""


@frozen
class Look:
    """How a status is shown: a ``colour`` for text, marks and borders, a ``soft`` ground, a ``shape`` and the ``mark`` in it.

    Shape and mark alone tell the statuses apart, in grey and for those who see no colours.
    """

    status: str
    colour: str
    soft: str
    shape: str
    mark: str


LOOKS: Mapping[str, Look] = {
    one.status: one
    for one in (
        Look("met", "#00695c", "#e2f1ee", "disc", MARKS["met"]),
        Look("not_met", "#b84300", "#fbe9df", "square", MARKS["not_met"]),
        Look("contested", "#7b3294", "#f3e7f7", "diamond", MARKS["contested"]),
        Look("undetermined", "#4d3a00", "#f6f1da", "ring", MARKS["undetermined"]),
    )
}


def look(status: str) -> Look:
    """The look of the status of an element or of a criterion."""
    return LOOKS[as_element(status)]
