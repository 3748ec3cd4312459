"""The elements at a glance."""

from itertools import pairwise

import pytest

from ringrose.explain.words import say
from ringrose.render.figures.glance import draw
from tests.render.figures.drawn import SVG, read, tags, texts, within
from tests.render.figures.told import element, line, report

STATUSES = ("met", "not_met", "contested", "undetermined")


def said(drawing):
    """What the lines of text say."""
    return [text.said for text in texts(drawing)]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_element_has_shape_word_and_standing(lang):
    """Each element is shown by the shape of its status, its title, the word of the status and its standing, in the language asked for."""
    drawing = draw(report(*(element(status, title=f"T-{status}") for status in STATUSES), lang=lang))
    shapes = [g.get("class") for g in read(drawing).iter(f"{SVG}g") if "scale" in g.get("transform", "")]
    assert shapes == [f"s-{status}" for status in STATUSES]
    words = " ".join(said(drawing))
    assert all(say(f"status.{status}", lang) in words for status in STATUSES)
    assert said(drawing).count(say("standing.attested", lang)) == 4
    assert [word for word in said(drawing) if word.startswith("T-")] == [f"T-{status}" for status in STATUSES]


def test_the_frame_of_the_case_stands_around_them():
    """Above is the title of the case; below, small, its review, the rules and what drew it, but not the digest."""
    head = (("Review", "2016 to 2019"), ("Rules", "ringrose 1.1.0"), (say("report.digest", "en"), "sha256:abc"))
    drawing = draw(report(element(), title="Two cities", head=head))
    first, *_, review, rules, made = texts(drawing)
    assert (first.said, first.bold) == ("Two cities", True)
    assert [text.said for text in (review, rules, made)] == ["Review: 2016 to 2019", "Rules: ringrose 1.1.0", "Made with ringrose 0"]
    assert review.size < first.size


def test_it_is_told_in_words():
    """Who does not see the figure is told the status and the standing of each element."""
    drawing = draw(report(element("met"), element("not_met", title="Results", standing=None)))
    assert drawing.title == "Two cities: the elements at a glance"
    assert drawing.described == "Commitment: met (attested). Results: not met."


def test_long_titles_wrap_in_the_largest_size_that_breaks_no_word():
    """Titles stay in their cards; they are as large as they can be without a broken word, and words break only where even that fails."""
    sizes = {}
    for title in ("Short", "Mutual understanding", "Gegenseitigkeitsgedanke", "x" * 300):
        drawing = draw(report(*[element(title=title)] * 5))
        lines = [text for text in texts(drawing) if text.bold and text.anchor == "middle" and text.said in title]
        sizes[title] = lines[0].size
        assert all(text.span[1] - text.span[0] <= 137.7 for text in lines)
        assert within(drawing)
    assert sizes["Short"] == 16
    assert sizes["Mutual understanding"] in (14, 15)
    assert sizes["Short"] > sizes["Gegenseitigkeitsgedanke"] == sizes["x" * 300] == 11


def test_like_stands_beside_like():
    """However many lines its title has, the word of each status stands at the same height in a row."""
    drawing = draw(report(element("met", title="A"), element("met", title="A very long title that goes on and on")))
    assert len({text.y for text in texts(drawing) if text.said == "met"}) == 1


@pytest.mark.parametrize("many", [1, 5, 6, 13])
def test_more_than_five_elements_have_several_rows(many):
    """Five elements stand beside one another, the others below them, and no card runs into another."""
    drawing = draw(report(*[element("met")] * many))
    cards = [rect for rect in read(drawing).iter(f"{SVG}rect") if rect.get("fill-opacity")]
    tops = sorted({float(card.get("y")) for card in cards})
    assert (len(cards), len(tops)) == (many, -(-many // 5))
    assert all(one + float(cards[0].get("height")) < other for one, other in pairwise(tops))
    assert within(drawing)


def test_an_element_without_standing_has_none():
    """Where the pack tells no standing, none is shown."""
    assert say("standing.attested", "en") not in said(draw(report(element(standing=None))))


def test_it_is_of_shapes_and_texts_alone():
    """Nothing in the figure can load or run anything."""
    assert tags(draw(report(element()))) <= {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}


@pytest.mark.parametrize(("standing", "told"), [("attested", "attested, disputed"), (None, "disputed")])
def test_an_element_that_rests_on_disputed_facts_says_so(standing, told):
    """Beside the standing of an element stands that a source denies what it rests on, in the picture and in its description."""
    drawing = draw(report(element(standing=standing, disputed=(line("Denied.", "note"),))))
    assert told in said(drawing)
    assert f"({told})" in drawing.described
