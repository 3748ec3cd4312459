"""How reports look: the page tells the colours that are there, and they do what it says."""

import re

import pytest

from ringrose.explain.words import LANGUAGES, say
from ringrose.render.design import INK, LOOKS, PAPER, QUIET, SOFT
from ringrose.render.layout import coloured
from ringrose.render.marks import PLAIN_MARKS
from ringrose.render.templates import stylesheet
from tests.docs.colours import VISIONS, contrast, difference, smallest
from tests.docs.pages import ROOT, hold_block

PAGE = ROOT / "docs" / "design.md"
ENOUGH = 4.5
APART = 10
"""Two colours that are so far apart by CIEDE2000 nobody takes for one another, even where they do not stand side by side."""
NAMES = {"36": "cyan", "31": "red", "35": "magenta", "33": "yellow"}


def variables(mode):
    """The colours of the stylesheet in a mode: light, dark or print, with what they leave as it is in the light."""
    css = stylesheet()
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    wanted = {"light": [plain], "dark": re.findall(r"@media \(prefers-color-scheme: dark\) \{\n  :root \{([^}]*)\}", css)}
    wanted["print"] = re.findall(r"@media print \{\n  :root \{([^}]*)\}", css)
    found = {}
    for part in [plain, *wanted[mode]]:
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))
    return found


LIGHT, DARK, PRINT = (variables(mode) for mode in ("light", "dark", "print"))


def test_the_stylesheet_has_the_colours_of_the_design():
    """The light colours of pages are those of figures: text, lesser text, soft ground, page, and the two of each status."""
    assert (LIGHT["text"], LIGHT["quiet"], LIGHT["soft"], LIGHT["page"]) == (INK, QUIET, SOFT, PAPER)
    for status, look in LOOKS.items():
        assert (LIGHT[status], LIGHT[f"{status}-soft"]) == (look.colour, look.soft)
        assert PRINT[status] == look.colour


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_every_text_can_be_read(mode):
    """Each text has enough contrast on the page, on soft ground, and a status on its own ground; in the light, in the dark and on paper."""
    colours = variables(mode)
    for name in ("text", "quiet", "link", *LOOKS):
        grounds = ["page", "soft"] + ([f"{name}-soft"] if name in LOOKS else [f"{status}-soft" for status in LOOKS if name != "link"])
        for ground in grounds:
            assert contrast(colours[name], colours[ground]) >= ENOUGH, (mode, name, ground)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_statuses_are_told_apart_by_who_sees_colours_otherwise(mode, vision):
    """No two colours of statuses look alike to anyone, whichever kind of cones is lacking."""
    colours = variables(mode)
    assert smallest((colours[status] for status in LOOKS), vision) >= APART


def test_no_two_statuses_share_a_shape_a_mark_or_a_word():
    """Without any colour shapes, marks and words tell the statuses apart."""
    for seen in ([look.shape for look in LOOKS.values()], [look.mark for look in LOOKS.values()], list(PLAIN_MARKS.values())):
        assert len(set(seen)) == 4
    for lang in LANGUAGES:
        assert len({say(f"status.{status}", lang) for status in LOOKS}) == 4


def test_the_page_tells_the_statuses():
    """The table of statuses tells shape, mark, words and the colour on a terminal."""
    rows = ["| status | shape | mark | in ASCII | English | Indonesian | terminal |", "|---|---|---|---|---|---|---|"]
    for status, look in LOOKS.items():
        colour = NAMES[re.match(r"\x1b\[(\d+);1m", coloured("x", status))[1]]
        words = " | ".join(say(f"status.{status}", lang) for lang in LANGUAGES)
        rows.append(f"| `{status}` | {look.shape} | {look.mark} | `{PLAIN_MARKS[status]}` | {words} | {colour} |")
    hold_block(PAGE, "statuses", "\n".join(["", *rows, "", ""]))


def test_the_page_tells_the_colours():
    """The table of colours tells each with its contrasts, in the light and in the dark."""
    rows = ["| what | light | on the page | on soft ground | dark | on the page | on soft ground |", "|---|---|---|---|---|---|---|"]
    for name in ("text", "quiet", "link", *LOOKS):
        cells = [f"`{name}`"]
        for colours in (LIGHT, DARK):
            cells += [f"`{colours[name]}`", *(f"{contrast(colours[name], colours[ground]):.1f}" for ground in ("page", "soft"))]
        rows.append(f"| {' | '.join(cells)} |")
    grounds = [f"| the {name} | `{LIGHT[key]}` | | | `{DARK[key]}` | | |" for name, key in (("page", "page"), ("soft ground", "soft"))]
    hold_block(PAGE, "colours", "\n".join(["", *rows, *grounds, "", ""]))


def test_the_page_tells_how_far_apart_statuses_are():
    """The table of visions tells how far apart those two statuses are that look most alike."""
    rows = ["| who sees | light | dark |", "|---|---|---|"]
    for vision in VISIONS:
        apart = (f"{smallest((colours[status] for status in LOOKS), vision):.0f}" for colours in (LIGHT, DARK))
        rows.append(f"| {vision} | {' | '.join(apart)} |")
    hold_block(PAGE, "visions", "\n".join(["", *rows, "", ""]))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_ciede2000(one, other, apart):
    """The difference of colours gives what Sharma, Wu and Dalal (2005) published to test implementations by."""
    assert difference(one, other) == pytest.approx(apart, abs=5e-5)


def test_contrasts_are_those_of_wcag():
    """Black on white has a contrast of 21, #767676 on white just more than 4.5, and #777777 just less."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") > ENOUGH > contrast("#777777", "#ffffff")
