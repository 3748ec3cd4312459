"""A page as it is printed."""

import re
import shutil
import subprocess
import unicodedata

import pytest

__all__ = ["printed", "tight"]

MISSING = "printed pages are read with pdftotext: apt-get install poppler-utils"
MILLIMETRE = 96 / 25.4


def tight(text):
    """A text without what breaks of lines and of sheets change."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


def printed(shown, folder, width=178):
    """The text of each sheet of a page that is printed on A4, with the margins that it states itself.

    What would be cut off at the edge of the paper is no text of it; where it is wider than so many millimetres a browser would make all of
    it smaller, and that is a failure.
    """
    if shutil.which("pdftotext") is None:
        pytest.skip(MISSING)
    shown.page.emulate_media(media="print")
    shown.resized({"width": int(width * MILLIMETRE), "height": 900})
    assert (wide := shown.too_wide()) == [], wide
    path = folder / "printed.pdf"
    shown.page.pdf(path=path, format="A4", prefer_css_page_size=True)
    shown.page.emulate_media(media="screen")
    told = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True).stdout
    *sheets, _ = told.decode(errors="replace").split("\f")
    return sheets
