"""What a report owes its readers in a browser: the first screen, footnotes, and all of it on paper."""

import re

import attrs
import pytest

from ringrose import assess, load_case
from ringrose.explain.reasons import Reason
from ringrose.explain.report import Notes, Report
from ringrose.explain.report.making import report_of
from ringrose.explain.telling import Line
from ringrose.explain.words import say
from ringrose.render.marks import tidy
from tests.browser.making import REPORTS
from tests.browser.paper import printed, tight


def report(pages, name, lang) -> Report:
    """What the report of a page says."""
    return report_of(assess(load_case(pages.case(name)), lang=lang))


def told(part):
    """The sentences and the places of a part of a report, as deep as they stand."""
    if isinstance(part, Line | Reason):
        yield tidy(part.text)
        yield from (tidy(words) for note in Notes().of(part.citations) for words in (note.citation.at, note.citation.quote) if words)
        yield from told(part.below if isinstance(part, Line) else part.because)
    elif isinstance(part, tuple):
        for one in part:
            yield from told(one)
    elif attrs.has(type(part)):
        for one in attrs.fields(type(part)):
            yield from told(getattr(part, one.name))


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("name", REPORTS)
def test_the_first_screen_says_what_came_out(name, lang, pages, show):
    """Before anything is scrolled a report shows the status and standing of each element, the partners, the review, the pack and digest."""
    meant = report(pages, name, lang)
    seen = show(pages.page(name, lang)).seen()
    assert meant.title in seen
    for one in meant.elements:
        words = [one.told.title, say(f"status.{one.told.status}", lang)]
        words += [say(f"standing.{one.told.standing}", lang)] if one.told.standing else []
        assert re.search(r"\W+".join(map(re.escape, words)), seen), words
    *frame, (label, digest) = meant.head
    assert all(f"{one} {words}" in seen for one, words in frame)
    assert f"{label} {digest[:19]}" in seen


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_footnote_leads_to_its_note_and_back(lang, pages, show):
    """A click on the mark of a footnote shows the note; the note leads back to each of its first marks, by a click or by the Enter key."""
    shown = show(pages.page("harmless", lang))
    page = shown.page
    shown.text()
    marks, notes = page.locator("a[role=doc-noteref]"), page.locator("[role=doc-endnotes] li")
    assert marks.count() >= notes.count() > 10
    for at, key in ((0, None), (marks.count() // 2, "Enter"), (marks.count() - 1, None)):
        mark = marks.nth(at)
        _press(mark, key)
        number = mark.inner_text()
        assert page.locator(":target").get_attribute("id") == f"note-{number}"
        assert page.locator(":target").bounding_box()["y"] < page.viewport_size["height"]
        back = page.locator(":target a[role=doc-backlink]")
        ways = back.count()
        assert ways >= 1
        _press(back.nth(ways - 1), key)
        assert page.locator(":target").inner_text() == number
        assert -1 < page.locator(":target").bounding_box()["y"] < page.viewport_size["height"]
    wrong = page.evaluate(
        """() => {
            const back = [...document.querySelectorAll("[role=doc-endnotes] li [role=doc-backlink]")]
            return back.filter(one => document.getElementById(one.hash.slice(1)).hash != "#" + one.closest("li").id).length
        }"""
    )
    assert wrong == 0


def _press(link, key):
    if key is None:
        link.click()
    else:
        link.press(key)


@pytest.mark.parametrize(("name", "lang"), [("harmless", "en"), ("semarang-jung-gu", "id"), ("surabaya-kitakyushu", "en")])
def test_all_of_a_report_is_on_paper(name, lang, pages, show, tmp_path):
    """On A4 stands each sentence and place of a report, also what is folded away on the screen; nothing is cut off, no page is empty."""
    sheets = printed(show(pages.page(name, lang)), tmp_path)
    whole = tight("".join(sheets))
    meant = dict.fromkeys(told(report(pages, name, lang)))
    assert len(meant) > 50
    assert [words for words in meant if tight(words) not in whole] == []
    assert all(map(tight, sheets))
    assert len(sheets) <= 2 + len(" ".join(sheets).split()) / 150


@pytest.mark.parametrize(("name", "lang"), [("semarang-jung-gu", "en"), ("semarang-jung-gu", "id"), ("surabaya-kitakyushu", "en")])
def test_no_heading_stands_alone_at_the_foot_of_a_sheet(name, lang, pages, show, tmp_path):
    """On paper each heading, and what unfolds a list on the screen, stands with what follows it."""
    shown = show(pages.page(name, lang))
    leading = {tight(words) for words in shown.page.locator("h2, h3, h4, summary, thead tr").all_inner_texts()}
    feet = [tight(sheet.strip().rpartition("\n")[2]) for sheet in printed(shown, tmp_path)]
    assert len(feet) > 5
    assert [foot for foot in feet if foot in leading] == []


def test_numbers_of_footnotes_are_whole_on_paper(pages, show, tmp_path):
    """A number of several digits is not cut off at the edge of the sheet."""
    shown = show(pages.page("harmless", "en"))
    shown.page.evaluate("document.querySelector('.notes').start = 9990")
    count = shown.page.locator(".notes > li").count()
    whole = "".join(printed(shown, tmp_path))
    assert count > 0
    assert [n for n in range(9990, 9990 + count) if f"{n}." not in whole] == []
