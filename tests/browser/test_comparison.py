"""Many cases side by side in a real browser: the matrix is sorted, narrowed and followed to its reasons."""

import pytest

from ringrose.explain.words import say
from ringrose.statuses import as_element
from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.paper import printed, tight

ORDER = ("met", "contested", "undetermined", "not_met")
CRITERIA = ("satisfied", "contested", "unknown", "violated")


def opened(shown):
    """The page with the criteria of every element shown, by the Space key; and how many columns there were and are."""
    page = shown.page
    before = page.locator("#all thead th:visible").count()
    for box in page.locator(".compare input[type=checkbox]").all():
        box.press("Space")
    return page, before, page.locator("#all thead th:visible").count()


def rows(page):
    """The rows of the matrix: the words of each cell."""
    found = page.evaluate("[...document.querySelector('#all tbody').rows].map(row => [...row.cells].map(cell => cell.innerText))")
    return [[" ".join(words.split()) for words in row] for row in found]


def rank(lang):
    """The place of each word of a status in the order that is sorted by."""
    ranks = {say(f"status.{status}", lang): at for at, status in enumerate(ORDER)}
    return ranks | {say(f"criterion.{status}", lang): ORDER.index(as_element(status)) for status in CRITERIA}


@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_column_is_sorted_by_mouse_and_by_keyboard(lang, pages, show):
    """Each head of the matrix sorts by its column, and the other way round when pressed again; rows that are alike keep their order."""
    page, before, columns = opened(show(pages.page("comparison", lang)))
    ranks = rank(lang)
    assert 1 < before < columns
    heads = page.locator("#all thead th")
    names = [row[0] for row in rows(page)]
    assert len(names) == 4
    for at in range(columns):
        for way, how in (("ascending", "Enter"), ("descending", None), ("ascending", "Space")):
            was = rows(page)
            button = heads.nth(at).locator("button")
            if how is None:
                button.click()
            else:
                button.press(how)
            key = (lambda row, at=at: ranks[row[at]]) if at else (lambda row: row[0])
            assert rows(page) == sorted(was, key=key, reverse=way == "descending")
            sorts = page.evaluate("[...document.querySelectorAll('#all thead th')].map(head => head.getAttribute('aria-sort'))")
            assert sorts == [way if other == at else "none" for other in range(columns)]
            said = page.locator("#sorted").inner_text()
            assert "{" not in said
            assert heads.nth(at).inner_text().split("\n")[0].strip() in said
    assert sorted(row[0] for row in rows(page)) == sorted(names)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_each_cell_leads_to_its_reasons(size, pages, show):
    """A cell, also after sorting, leads to the part of the page about that case and that element or criterion, with its status."""
    page, _, columns = opened(show(pages.page("comparison"), size=size))
    page.locator("#all thead th button").nth(1).click()
    cells = page.evaluate(
        """() => {
            const heads = [...document.querySelectorAll("#all thead th")].map(head => head.innerText.split("\\n")[0])
            return [...document.querySelectorAll("#all tbody tr")].flatMap(row => [...row.cells].slice(1).map((cell, at) => {
                cell.querySelector("a").click()
                const target = document.querySelector(":target"), about = target.closest(".case").querySelector("h3")
                return [row.cells[0].querySelector("a").innerText, heads[at + 1], cell.textContent, about.innerText, target.textContent]
            }))
        }"""
    )
    assert len(cells) == 4 * (columns - 1)
    for case, head, status, about, told in cells:
        assert about == case
        assert head in told
        assert status.strip() in told
    page.locator("#all tbody tr").nth(2).locator("a:visible").nth(3).click()
    box = page.locator(":target").bounding_box()
    assert -1 < box["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_all_of_a_comparison_is_on_paper(lang, pages, show, tmp_path):
    """On paper stand all cases, elements, statuses and reasons; nothing is cut off, and no page is empty."""
    shown = show(pages.page("comparison", lang))
    sections = shown.page.locator(".case .elements p:not(.quiet), .case strong, .case h3, #all th.judged, caption").all_text_contents()
    sheets = printed(shown, tmp_path, width=273)
    whole = tight("".join(sheets))
    assert len(sections) > 50
    assert [words for words in sections if tight(words) not in whole] == []
    assert all(map(tight, sheets))
