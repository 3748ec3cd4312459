"""Every kind of page in a real browser, at the size of a desk and of a phone, in both languages."""

import re

import pytest

from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.making import PAGES


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("id", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everybody(name, lang, scheme, pages, show):
    """No page scrolls sideways or breaks a status word, and axe-core finds nothing: phone and desk, folded and unfolded, light and dark."""
    shown = show(pages.page(name, lang), size=PHONE, scheme=scheme)
    assert shown.page.get_attribute("html", "lang") == lang
    assert shown.broken() == []
    assert shown.too_wide() == []
    assert shown.faults(contrast=False) == []
    shown.resized(DESKTOP)
    assert shown.too_wide() == []
    shown.text()
    assert shown.too_wide() == []
    assert shown.faults() == []
    shown.resized(PHONE)
    assert shown.too_wide() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_gone_through_by_keyboard(name, pages, show):
    """Tab reaches every link, button and fold in the order of the page, shows where it is, and each fold opens by Enter or Space."""
    shown = show(pages.page(name))
    way = shown.walk()
    assert way.wrong == []
    assert way.opened == shown.page.locator("summary").count() - way.open_before
    assert way.stops


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_a_page_leads_somewhere(name, size, pages, show):
    """Each link within a page leads to a part of it that can be seen then, also where that part was folded away."""
    shown = show(pages.page(name, "id"), size=size)
    assert shown.follow() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_no_script(name, pages, show):
    """Without scripts, and for somebody who wants nothing to move, a page says the same and nothing moves."""
    shown = show(pages.page(name), motion="reduce")
    assert shown.moving() == []
    assert shown.text() == show(pages.page(name), scripts=False).text()


@pytest.mark.parametrize("name", PAGES)
def test_links_to_elsewhere_give_nothing_away(name, pages, show):
    """A link that leaves a page is a web address, and tells neither where it was followed nor hands its window over."""
    shown = show(pages.page(name))
    links = shown.page.evaluate(
        """[...document.querySelectorAll("[href], [src], [action], [data], [srcset], [poster]")].map(one => [
            one.getAttribute("href") ?? "only links have addresses", one.getAttribute("rel") ?? ""])"""
    )
    for address, rel in links:
        assert re.match(r"https?://|#|data:,$|[a-z_./-]+(\.html|\.css)(#|$)", address), address
        if address.startswith("http"):
            assert set(rel.split()) >= {"noreferrer", "noopener"}, address
