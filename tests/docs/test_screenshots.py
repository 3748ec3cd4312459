"""The pictures of the docs: real output, made anew."""

import re
from xml.etree import ElementTree

import pytest

from tests.docs.pages import ROOT, UPDATE
from tests.native import native  # noqa: F401  # the pictures show which engine judged
from tools.screenshots import FOLDER, SHOTS, Shot, pictures, printed, shot

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", pictures())
def test_a_picture_shows_what_is_printed(name):
    """Each picture is what its command prints, or draws, now; `UPDATE_GOLDEN=1` writes it anew."""
    file, told = FOLDER / f"{name}.svg", pictures()[name]()
    if UPDATE:
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")


def test_no_picture_is_left_over():
    """Every picture is one that is made."""
    assert {path.stem for path in FOLDER.iterdir()} == set(pictures())


@pytest.mark.parametrize("name", pictures())
def test_a_picture_needs_nothing_else(name):
    """A picture is well-formed, loads nothing, has no script, and tells nothing of the machine that it was made on."""
    told = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|@font-face|<script|href|url\((?!#)", told)
    assert str(ROOT) not in told
    assert ElementTree.fromstring(told).tag == f"{SVG}svg"  # noqa: S314  # ours


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_of_a_terminal_tells_the_command(name):
    """A picture of a terminal begins with the command that was typed, which is its name for who does not see it, too."""
    root = ElementTree.parse(FOLDER / f"{name}.svg").getroot()  # noqa: S314  # ours
    assert root.get("aria-label") == SHOTS[name].command
    first = next(root.iter(f"{SVG}text"))
    assert first.text.replace("\xa0", " ") == f"$ {SHOTS[name].command}"


def test_a_picture_has_the_colours_of_the_statuses():
    """Of the colours of a terminal those that statuses are painted in are the colours of the pages."""
    told = shot(Shot("ringrose assess examples/surabaya-kitakyushu.yaml", 12))
    assert "#4d3a00" in told
    assert "#00695c" in told
    assert "[...]" in told


def test_a_picture_of_less_than_is_allowed_shows_all():
    """Where a command prints no more lines than are shown, none is left out."""
    assert "[...]" not in shot(Shot("ringrose check examples/semarang-jung-gu.yaml", 5))


def test_a_command_that_fails_makes_no_picture():
    """A command that ends badly ends the making, with what it said."""
    with pytest.raises(SystemExit, match=r"ended with 2:\n.*nothing.yaml"):
        printed(Shot("ringrose assess nothing.yaml", 5))
