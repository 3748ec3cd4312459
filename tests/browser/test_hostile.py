"""Cases that are out for harm, in a real browser: nothing runs, and nothing breaks."""

from collections import Counter
from string import ascii_letters

import pytest

from ringrose.render.pack_site import site_files
from tests.browser.browsing import PHONE
from tests.browser.making import Pages
from tests.browser.paper import printed, tight
from tests.hostile_cases import FRAGMENTS, LONG
from tests.render.hostile import hostile_pages


@pytest.mark.parametrize(("name", "lang"), [("hostile", "en"), ("hostile", "id"), ("long", "en")])
def test_no_text_of_a_case_does_anything_to_its_report(name, lang, pages: Pages, show):
    """Whatever the texts and ids of a case say, its report has the elements that it has with harmless ones, and nothing runs or loads."""
    harmless = show(pages.page("harmless", lang)).frame()
    shown = show(pages.page(name, lang))
    assert shown.frame() == harmless
    assert shown.too_wide() == []
    assert shown.faults(contrast=False) == []
    assert shown.follow() == []
    shown.text()
    assert shown.too_wide() == []
    shown.resized(PHONE)
    assert shown.too_wide() == []
    assert shown.handlers() == []


def test_no_text_of_a_case_does_anything_to_a_comparison(pages, show):
    """Hostile cases beside others leave a comparison the elements that it has with harmless ones, and its matrix can be sorted."""
    harmless = show(pages.page("comparison of harmless cases"))
    frame, handlers = harmless.frame(), harmless.handlers()
    shown = show(pages.page("comparison of hostile cases"))
    assert shown.frame() == frame
    assert shown.handlers() == handlers
    assert shown.faults(contrast=False) == []
    assert shown.follow() == []
    for button in shown.page.locator("#all thead button:visible").all():
        button.click()
    shown.resized(PHONE)
    assert shown.too_wide() == []


def test_a_hostile_report_is_gone_through_by_keyboard(pages, show):
    """A report of hostile texts is gone through by the Tab key as any other."""
    assert show(pages.page("hostile")).walk().wrong == []


@pytest.mark.parametrize("name", ["hostile", "long"])
def test_a_hostile_report_is_printed(name, pages, show, tmp_path):
    """On paper, too, no word is cut off, however long it is, and no sheet is empty."""
    shown = show(pages.page(name))
    sheets = printed(shown, tmp_path)
    shown.page.emulate_media(media="print")
    on_paper, on_page = (Counter(letter for letter in text if letter in ascii_letters) for text in ("".join(sheets), shown.text()))
    assert on_page - on_paper == Counter()  # the heads of tables stand on each sheet
    assert all(map(tight, sheets))


def test_a_report_of_thousands_of_facts_is_read_as_any_other(pages, show):
    """A report of 5,000 facts has the same sections as one of some twenty, and does not scroll sideways either."""
    sections = "[...document.querySelectorAll('section, nav, main, h1, h2')].map(one => one.localName + one.id)"
    harmless = set(show(pages.page("harmless")).page.evaluate(sections))
    shown = show(pages.page("large"))
    assert set(shown.page.evaluate(sections)) == harmless
    assert shown.too_wide() == []
    shown.resized(PHONE)
    assert shown.too_wide() == []


def test_no_text_of_a_pack_does_anything_to_its_pages(show, tmp_path):
    """Whatever the texts of a pack say, its pages run and load nothing, do not scroll sideways, and their links lead somewhere."""
    files = site_files(hostile_pages(f"{' '.join(FRAGMENTS)} {LONG}"))
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = [name for name in files if name.endswith(".html")]
    assert len(shown) > 5
    for name in shown:
        page = show(tmp_path / name)
        assert page.too_wide() == []
        assert page.handlers() == []
        assert page.follow() == []
        page.resized(PHONE)
        assert page.too_wide() == []
    assert page.faults(contrast=False) == []
