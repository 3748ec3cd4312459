"""Whether this machine has a font, without which no PNG is drawn."""

from functools import cache

import pytest
from markupsafe import Markup

from ringrose.errors import InputError
from ringrose.render.figures.drawing import Drawing
from ringrose.render.figures.png import png

__all__ = ["needs_font"]


@cache
def _has_font():
    try:
        png(Drawing(40, 20, "A figure", "", "en", Markup('<text y="15">a</text>')))
    except InputError:
        return False
    return True


needs_font = pytest.mark.skipif(not _has_font(), reason="this machine has no font, so no PNG is drawn")
"""Marks tests that draw a PNG with texts."""
