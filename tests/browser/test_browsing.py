"""What is asked of pages here finds what is wrong with a page: without that, nothing found would mean nothing."""

import pytest

from tests.browser.browsing import PHONE
from tests.browser.paper import printed, tight

PAGE = "<!doctype html><html lang='en'><meta charset='utf-8'><title>A page</title><main><h1>A page</h1>{}</main></html>"
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100' viewBox='0 0 200 100'>{}</svg>"


@pytest.fixture
def page(show, tmp_path):
    """Shows a page with that content, or a drawing."""

    def shown(content, frame=PAGE, **how):
        path = tmp_path / ("page.svg" if frame is DRAWING else "page.html")
        path.write_text(frame.format(content), encoding="utf-8")
        return show(path, **how)

    return shown


def test_a_sound_page_passes(page):
    """Nothing is found on a page with which nothing is wrong."""
    shown = page("<p id='a'>Words, and <a href='#a'>a link to them</a>.</p><details><summary>More</summary><p>Text</p></details>")
    assert (shown.too_wide(), shown.faults(), shown.moving(), shown.handlers(), shown.follow()) == ([], [], [], [], [])
    way = shown.walk()
    assert (way.wrong, way.stops, way.opened) == ([], 2, 1)
    assert shown.text() == "A page Words, and a link to them. More Text"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<script>console.warn('hm')</script>", "console: hm"),
        ("<script>throw Error('oh')</script>", "error: oh"),
        ("<script>alert(1)</script>", "ran: alert"),
        ("<img alt='' src='https://evil.example/x.png'>", "request: https://evil.example/x.png"),
        ("<img alt='' src='other.png'>", "request: file:"),
        ("<img alt='' src='data:,' onerror='alert(1)'>", "ran: alert"),
    ],
)
def test_what_a_page_says_asks_for_and_runs_is_noted(content, told, page):
    """A message, an error, something that runs and a request of any kind are noted; a page that does nothing leaves no note."""
    shown = page(content)
    shown.page.wait_for_load_state("networkidle")
    assert told in "\n".join(shown.told())
    assert page("<p>Words</p>").told() == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<p><a href='#b'>a link</a></p>", "leads nowhere"),
        ("<p><a href='#b'>a link</a></p><p id='b' hidden>Words</p>", "leads to what cannot be seen"),
        ("<p><a href='#b'>a link</a></p><p id='b' style='position: fixed; top: -900px'>Words</p>", "leads past the window"),
        ("<p><a href='#b' onclick='return false'>a link</a></p><p id='b'>Words</p>", "is not the target"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(content, told, page):
    """A link within a page is found where its target is missing, hidden, out of sight or not reached."""
    assert any(told in line for line in page(content).follow())


def test_a_link_opens_what_is_folded_away(page):
    """A link to what is folded away is followed: the browser unfolds it."""
    content = (
        "<p><a href='#b'>a link</a></p><details><summary>More</summary><details><summary>x</summary><p id='b'>y</p></details></details>"
    )
    shown = page(content)
    assert shown.follow() == []
    assert shown.page.locator("details[open]").count() == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<p><a href='#' style='outline: none'>a link</a></p>", "does not show that it has the focus"),
        ("<p><a href='#' tabindex='-1'>a link</a></p>", "is not reached"),
        ("<p><a href='#' tabindex='2'>a</a></p><p><a href='#' tabindex='1'>b</a></p>", "is reached out of order"),
        ("<p><a href='#' style='position: fixed; left: -900px'>a link</a></p>", "has the focus and cannot be seen"),
        ("<p><a href='#'>a link</a></p><div style='position: fixed; inset: 0; background: white'>Words</div>", "is covered"),
        ("<details><summary onclick='return false'>More</summary><p>Text</p></details>", "does not open"),
        ("<details><summary>More</summary><p style='display: none'>Text</p></details>", "does not open"),
    ],
)
def test_what_the_keyboard_cannot_do_is_found(content, told, page):
    """What Tab does not reach, or reaches unseen or out of order, and what does not open is found."""
    assert any(told in line for line in page(content).walk().wrong)


def test_what_is_hard_to_read_is_found(page):
    """Text of too little contrast, in one scheme alone, a missing name, a word that is too wide or broken and what moves are found."""
    pale = "<style>@media (prefers-color-scheme: dark) { p { background: #222; color: #333 } }</style><p>Words</p>"
    assert page(pale).faults() == []
    dark = page(pale, scheme="dark")
    assert [line.split(":")[0] for line in dark.faults()] == ["color-contrast"]
    assert dark.faults(contrast=False) == []
    assert [line.split(":")[0] for line in page("<button></button>").faults(contrast=False)] == ["button-name"]
    wide = page(f"<p>{'x' * 60}</p>")
    assert wide.too_wide() == []
    wide.resized(PHONE)
    assert "<p>xxx" in wide.too_wide()[-1]
    narrow = page("<p style='width: 5em; overflow-wrap: anywhere'><b class='word'>belum diperdebatkan</b></p>")
    assert narrow.broken() == ["diperdebatkan"]
    assert len(page("<p style='transition: color 1s'>Words</p>").moving()) == 1


def test_what_is_seen_at_first_is_what_lies_within_the_window(page):
    """Words below the window or beside it are not seen, nor are hidden ones."""
    words = "<p>here</p><p hidden>hidden</p><p style='position: absolute; top: 795px'>below</p><p style='margin-left: -9em'>beside</p>"
    assert page(words).seen() == "A page here"


def test_what_is_cut_off_on_paper_is_found(page, tmp_path):
    """What reaches over the left edge of the paper is no text of it, what reaches over the right one fails, and empty sheets are kept."""
    style = "<style>@page { size: A4; margin: 16mm }</style>"
    edge = printed(page(f"{style}<p>Words</p><p style='margin-left: -2cm'>Edge</p>"), tmp_path)
    assert (tight("".join(edge)), len(edge)) == ("ApageWords", 1)
    with pytest.raises(AssertionError, match="xxx"):
        printed(page(f"{style}<p>{'x' * 200}</p>"), tmp_path)
    broken = "<p style='break-after: page'>Words</p><p style='break-after: page'>&nbsp;</p><p>More</p>"
    assert [tight(sheet) for sheet in printed(page(style + broken), tmp_path)] == ["ApageWords", "", "More"]


def test_words_that_stand_outside_a_drawing_or_on_one_another_are_found(page):
    """Words of a drawing that reach over its edges, and pairs that stand on one another, are found."""
    shown = page("<text x='10' y='20'>one</text><text x='12' y='22'>two</text><text x='190' y='80'>three</text>", DRAWING)
    assert shown.drawn_over() == ["one / two"]
    assert len(shown.drawn_outside()) == 1
