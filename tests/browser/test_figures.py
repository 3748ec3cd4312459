"""Figures for a paper, opened in a real browser."""

import pytest

from tests.browser.making import EXAMPLES

KINDS = ("glance", "timeline", "tree")


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("name", [*EXAMPLES, "harmless", "hostile", "long"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_shows_all_of_its_words(kind, name, lang, pages, show):
    """Each text of a figure lies within the drawing, none runs into another, and nothing runs or loads."""
    shown = show(pages.figure(kind, name, lang))
    assert shown.page.evaluate("document.documentElement.localName") == "svg"
    assert shown.drawn_outside() == []
    if name != "hostile":  # letters with many accents reach into the line above
        assert shown.drawn_over() == []
