"""Many cases side by side as a page."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from attrs import evolve
from hypothesis import given, settings

from benchmarks.plausible import plausible_cases
from ringrose import Conflict, Published, load_case, load_pack
from ringrose.explain.many.making import compare, compare_assessments
from ringrose.explain.many.telling import CRITERION_ORDER, ORDER
from ringrose.explain.words import say
from ringrose.model.as_of import case_as_of
from ringrose.render import comparison_html
from ringrose.render.comparison_html import render
from ringrose.statuses import as_element
from tests import making
from tests.render.comparing import hostile_comparison
from tests.render.hostile import TEXTS

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
VOID = {"meta", "link", "input"}


class Page(HTMLParser):
    """A page as its tags, its texts, and what stands in the one script and the one style."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.texts, self.raw = [], [], [], {"script": [], "style": []}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]].append(data)
        else:
            self.texts.append(data)

    def all(self, tag):
        """The attributes of all elements of a tag."""
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def ids(self):
        """All ids."""
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    @property
    def text(self):
        """All that is read."""
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module", params=["en", "id"])
def page(request):
    """The page of the examples, and what it shows."""
    found = compare(EXAMPLES, lang=request.param)
    return found, Page(render(found))


def test_a_page_is_whole_and_speaks_its_language(page):
    """Every tag is closed, every id stands once, every link within the page leads somewhere, and the language is told."""
    found, html = page
    assert html.all("html") == [{"lang": found.lang}]
    assert len(html.ids) == len(set(html.ids))
    links = [attrs["href"] for attrs in (*html.all("a"), *html.all("use"))]
    assert links
    assert all(link.startswith("#") and unquote(link[1:]) in html.ids for link in links)
    named = [name for _, attrs in html.tags for name in attrs.get("aria-labelledby", "").split()]
    assert set(named) <= set(html.ids)
    assert [attrs.get("for") for attrs in html.all("label")] == [attrs["id"] for attrs in html.all("input")]


def test_nothing_is_loaded_and_only_the_one_script_runs(page):
    """The policy allows the digests of the one style and the one script of the page, and nothing else; no address of a host is in it."""
    _, html = page
    policy = next(attrs["content"] for attrs in html.all("meta") if attrs.get("http-equiv") == "Content-Security-Policy")
    digests = {}
    for kind in ("script", "style"):
        assert len(html.all(kind)) == 1
        digests[kind] = b64encode(sha256("".join(html.raw[kind]).encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digests['script']}'"
    )
    assert not [attrs for _, attrs in html.tags if "src" in attrs or "style" in attrs or any(name.startswith("on") for name in attrs)]
    assert not re.search(r"https?:", "".join(value or "" for _, attrs in html.tags for value in attrs.values()))


def test_each_cell_leads_to_its_reasons(page):
    """For each case there is a cell for each element and criterion, with shape and word, that leads to where its reasons stand."""
    found, html = page
    cells = [attrs["class"] for attrs in html.all("td") if attrs.get("class", "").startswith("is-")]
    wanted = []
    for row in found:
        for place, element in enumerate(row.elements, 1):
            wanted.append(f"is-{element.status} judged")
            wanted += [f"is-{as_element(one.status)} of-{place}" for one in element.criteria]
    assert cells == wanted
    for row in found:
        for element in row.elements:
            assert f"element.{element.id}.{row.id}" in html.ids
            for criterion in element.criteria:
                assert f"criterion.{element.id}.{criterion.id}.{row.id}" in html.ids
                assert all(reason.text in html.text for reason in criterion.reasons)
    words = {say(f"status.{cell.status}", found.lang) for row in found for cell in row.elements}
    assert all(word in html.text for word in words)


def test_each_column_can_be_shown_without_a_script(page):
    """There is a choice for each element, and a rule of the stylesheet by which it shows the columns of its criteria."""
    found, html = page
    style = "".join(html.raw["style"])
    assert [attrs["id"] for attrs in html.all("input")] == [f"show-{n}" for n in range(1, len(found.elements) + 1)]
    for n in range(1, len(found.elements) + 1):
        assert f"#show-{n}:checked~.matrix .of-{n}{{display:table-cell}}" in style
    assert not html.all("button")  # the script makes them, for they do nothing without it


def test_the_script_sorts_in_the_order_that_is_told():
    """The order of the statuses in the script is that of the page."""
    script = (ROOT / "src" / "ringrose" / "render" / "look" / "compare" / "sort.js").read_text(encoding="utf-8")
    assert re.search(r"order = \[(.*?)\]", script)[1] == ", ".join(f'"is-{status}"' for status in ORDER)
    assert {as_element(status) for status in CRITERION_ORDER} == set(ORDER)


def test_headings_go_down_step_by_step(page):
    """There is one first heading, and no level is left out on the way down."""
    _, html = page
    levels = [int(tag[1]) for tag, _ in html.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_scrolls_can_be_reached_and_has_a_name(page):
    """Each part that scrolls can be focused, and is named by the heading above it."""
    _, html = page
    scrolling = [attrs for attrs in html.all("div") if "scroll" in attrs.get("class", "").split()]
    assert len(scrolling) == 5
    assert all(attrs["role"] == "group" and attrs["tabindex"] == "0" and attrs["aria-labelledby"] for attrs in scrolling)


def test_numbers_stand_beside_bars(page):
    """In how many cases each criterion has each status is told in numbers and shares."""
    found, html = page
    criterion = found.failures().elements[0].criteria[1]
    shown = re.search(rf"{re.escape(criterion.title)} \S+ ((?:\d+ \d+% ?){{4}})", html.text)
    assert shown[1] == "0 0% 0 0% 2 50% 2 50% "
    assert [criterion.statuses[status] for status in CRITERION_ORDER] == [0, 0, 2, 2]


def test_the_parts_of_a_bar_lie_side_by_side(page):
    """Each part of a bar begins where those before it end, and together they fill it."""
    bars = re.findall(r'<svg class="shares"[^>]*>(.*?)</svg>', render(page[0]))
    several = 0
    for bar in bars:
        parts = [tuple(map(float, part)) for part in re.findall(r'<rect class="b-\w+" x="([\d.]+)" width="([\d.]+)"', bar)]
        widths = [width for _, width in parts]
        assert [start for start, _ in parts] == pytest.approx([sum(widths[:n]) for n in range(len(parts))], abs=0.2)
        assert sum(widths) == pytest.approx(100, abs=0.2)
        several += len(parts) > 2
    assert several > 3


def test_agreement_is_told_with_what_to_make_of_it(page):
    """Kappa stands with how to read it, with the table of pairs, and with the pairs that do not agree."""
    found, html = page
    lang = found.lang
    for code in ("how", "lead", "table", "differ"):
        assert say(f"many.agreement.{code}", lang) in html.text
    assert say("many.kappa.one_status", lang) in html.text
    assert ("0,80" if lang == "id" else "0.80") in html.text
    assert "adinda-2020, abstract" in html.text


def test_where_nothing_was_published_or_all_agrees_it_is_told():
    """Without published judgements the page says so, and where all agree, too."""
    finding = making.finding("x")
    alone = making.assessment(finding)
    assert say("many.agreement.none", "en") in Page(render(compare_assessments([alone]))).text
    told = evolve(making.CASE, published=(Published("growth", "not_met"),))
    assert say("many.agreement.all_agree", "en") in Page(render(compare_assessments([making.assessment(finding, case=told)]))).text


def test_what_is_not_counted_is_told_together():
    """What a case says of several elements that are not judged is one sentence of the page."""
    told = evolve(making.CASE, published=(Published("true_love", "met"), Published("trust", "not_met")))
    text = Page(render(compare_assessments([making.assessment(making.finding("x"), case=told)]))).text
    assert "Two cities: true love (met) and trust (not met). These rules do not judge these elements." in text


def test_a_case_is_told_with_its_day_conflicts_and_what_has_no_reason():
    """The day as of which a case was judged, conflicts, and a criterion of which nothing is known stand in its part."""
    unknown = making.unknown("open", title="Open")
    judged = making.assessment(making.finding("x"), more=(unknown,), conflicts=(Conflict("v1", "no-visit"),))
    left_out = case_as_of(load_case(EXAMPLES[2]), 2018, load_pack("ringrose"))[1]
    text = Page(render(compare_assessments([evolve(judged, as_of=left_out)]))).text
    assert "Judged as of 2018-12-31" in text
    assert "Conflicts 1" in text
    assert "No fact that is recorded bears on this." in text


@settings(max_examples=40)
@given(TEXTS)
def test_no_text_becomes_markup(words):
    """Whatever the texts of cases and pack say, the page has the tags that it always has, and no address."""
    hostile, harmless = Page(render(hostile_comparison(words))), Page(render(hostile_comparison("harmless")))
    shape = [(tag, {name for name in attrs if name != "id"}) for tag, attrs in hostile.tags if tag not in ("path", "text", "g", "small")]
    assert [tag for tag, _ in shape] == [tag for tag, _ in harmless.tags if tag not in ("path", "text", "g", "small")]
    assert {name for _, names in shape for name in names} <= {name for _, attrs in harmless.tags for name in attrs}
    assert hostile.raw["script"] == harmless.raw["script"]
    assert all(link.startswith("#") and unquote(link[1:]) in hostile.ids for link in (attrs["href"] for attrs in hostile.all("a")))


def test_the_page_of_a_case_does_not_depend_on_when_it_is_made():
    """The same cases give the same bytes."""
    cases = list(plausible_cases(3, 2))
    assert render(compare(cases)) == render(compare(cases))


def test_weight_grows_in_proportion():
    """Four times as many cases weigh no more than some four times as much, and a case no more than 14 KB."""
    few, many = (len(render(compare(plausible_cases(count, 7))).encode()) for count in (10, 40))
    assert many < 4.3 * few
    assert (many - few) / 30 < 14_000


def test_many_cases_are_laid_out_when_they_are_seen():
    """From 31 cases on the page says so to its stylesheet, which then lays out only what is on the screen."""
    found = compare(plausible_cases(1))
    one = found.cases[0]
    for count, shown in ((30, "compare"), (31, "compare many")):
        rows = tuple(evolve(one, id=f"{one.id}-{n}") for n in range(count))
        assert Page(render(evolve(found, cases=rows))).all("body") == [{"class": shown}]


def test_the_style_is_made_of_the_one_stylesheet():
    """The page brings the stylesheet of all pages."""
    assert comparison_html._style(1).startswith(comparison_html.stylesheet())


def test_a_status_has_the_same_side_in_every_bar():
    """The statuses of elements and those of criteria stand in one order, from what is met to what is not."""
    assert tuple(as_element(status) for status in CRITERION_ORDER) == ORDER
