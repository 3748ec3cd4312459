"""The justification of an element as a figure."""

import pytest

from ringrose.explain.words import say
from ringrose.render.figures.boxes import KINDS
from ringrose.render.figures.tree import draw, draw_all
from tests.render.figures.drawn import SVG, read, tags, texts, within
from tests.render.figures.told import element, line, reason

RULE = line("Rule e.r", "rule")
MONITORED = ("monitored", "Monitored", "safeguard", "violated")
RESOURCED = ("resourced", "Resourced", "essential")


def said(drawing):
    """What the lines of text say."""
    return [text.said for text in texts(drawing)]


def boxes(drawing):
    """The borders of the boxes, legend and all."""
    return [node for node in read(drawing).iter() if "frame" in node.get("class", "").split()]


def test_it_goes_from_the_status_down_to_the_facts():
    """Top down: the element with its status and standing, criteria with role and status, findings, and below each what it rests on."""
    deep = line("derived so", "derived", line("a fact", "fact", line("Note: n", "note"), cite="f-1: thesis, p. 3"))
    drawing = draw(element("not_met", [(*MONITORED, [reason("It was missing.", deep, RULE)])]), "en")
    told = ["Commitment", "not met (attested)", "Monitored", "safeguard: violated", "It was missing.", "Rule e.r"]
    told += ["derived so", "a fact", "f-1: thesis, p. 3", "Note: n"]
    assert said(drawing)[: len(told)] == told
    places = {text.said: text.x for text in texts(drawing)[: len(told)]}
    assert places["It was missing."] < places["derived so"] < places["a fact"] == places["f-1: thesis, p. 3"]


def test_places_and_remarks_are_small():
    """What stands in a box below its sentence is smaller and lighter: places, notes and the rule."""
    drawing = draw(element("not_met", [(*MONITORED, [reason("It was missing.", RULE, places="thesis, p. 3")])]), "en")
    small = [text.size for text in texts(drawing) if text.said in ("Rule e.r", "thesis, p. 3")]
    assert len(small) == 2
    assert max(small) < min(text.size for text in texts(drawing) if text.said == "It was missing.")


def test_kinds_are_told_apart_by_border_and_form():
    """A finding, a derived fact, a fact, an absence, a frame and a question each have a border of their own, which the legend names."""
    below = [line(kind, kind) for kind in ("derived", "fact", "absent", "every")]
    criteria = [(*MONITORED, [reason("It was missing.", *below, RULE)]), (*RESOURCED, "unknown", [])]
    drawing = draw(element("not_met", criteria), "en")
    looks = [(node.tag, *(node.get(name) for name in ("rx", "stroke-width", "stroke-dasharray"))) for node in boxes(drawing)]
    assert len(set(looks)) == 6
    legend = [say(f"figure.tree.{kind}", "en") for kind in ("finding", "derived", "fact", "absent", "frame", "question")]
    assert said(drawing)[-6:] == legend
    assert len(boxes(drawing)) == 12


@pytest.mark.parametrize("kind", ["every", "at_least", "domain"])
def test_frames_look_alike(kind):
    """What is for each, how many, and of which is drawn alike; any other kind of line as a fact is."""

    def looks(kind):
        return said(draw(element("not_met", [(*MONITORED, [reason("It was missing.", line("x", kind))])]), "en"))[-1]

    assert looks(kind) == say("figure.tree.frame", "en")
    assert looks("plain") == looks("fact") == say("figure.tree.fact", "en")


def test_the_legend_names_only_what_occurs():
    """A kind of box that does not occur is not in the legend."""
    drawing = draw(element("met", [(*RESOURCED, "satisfied", [reason("They gave.", RULE, polarity="satisfies")])]), "id")
    assert say("figure.tree.finding", "id") in said(drawing)
    assert say("figure.tree.absent", "id") not in said(drawing)


def test_what_decides_comes_first():
    """Criteria that decide come first; under a heading follow those that were found beside them, and those not known."""
    also = reason("They gave.", polarity="satisfies", decides=False)
    criteria = [(*RESOURCED, "satisfied", [also]), ("x", "Unknown", "safeguard", "unknown", []), (*MONITORED, [reason("It was missing.")])]
    words = said(draw(element("not_met", criteria), "en"))
    order = ["Monitored", "It was missing.", "Other criteria", "Resourced", "They gave.", "Unknown", "Is Unknown so?"]
    assert [word for word in words if word in order] == order


def test_what_is_missing_is_asked():
    """An element that is undetermined waits for its essential criteria; their questions come first, and say that nothing settles them."""
    criteria = [("x", "Unknown", "safeguard", "unknown", []), (*RESOURCED, "unknown", [])]
    words = said(draw(element("undetermined", criteria), "en"))
    missing = "Nothing recorded settles this: Is Resourced so?"
    assert [word for word in words if word in (missing, "Other criteria", "Is Unknown so?")] == [
        missing,
        "Other criteria",
        "Is Unknown so?",
    ]


def test_without_anything_that_decides_there_is_no_heading():
    """Where no criterion decides, all stand below the element at once."""
    words = said(draw(element("met", [("x", "Unknown", "safeguard", "unknown", [])]), "en"))
    assert "Other criteria" not in words
    assert "Is Unknown so?" in words


def test_findings_on_both_sides_say_on_which():
    """In a contested criterion each finding says whether it speaks for it or against it; elsewhere that is plain."""
    sides = [reason("Yes.", polarity="satisfies"), reason("No.")]
    words = said(draw(element("contested", [(*RESOURCED, "contested", sides)]), "en"))
    assert words[4:8] == ["Yes.", "speaks for it", "No.", "speaks against it"]
    assert "speaks against it" not in said(draw(element("not_met", [(*MONITORED, [reason("No.")])]), "en"))


def test_an_element_without_standing_has_none():
    """Where the pack tells no standing, the status stands alone."""
    assert "not met" in said(draw(element("not_met", standing=None), "en"))


def test_all_elements_stand_below_one_another():
    """The trees of several elements share one legend, under the title of the case; each is as it is alone."""
    one = element("not_met", [(*MONITORED, [reason("It was missing.")])])
    other = element("met", [(*RESOURCED, "satisfied", [reason("They gave.", polarity="satisfies")])], title="Results")
    both = draw_all([one, other], "Two cities", "en")
    assert said(both)[0] == both.title == "Two cities: why each element has its status"
    assert said(both)[1:] == [*said(draw(one, "en"))[:-1], *said(draw(other, "en"))]


def test_one_criterion_can_be_drawn_alone():
    """Of an element only the criterion that is asked for is drawn, whether it decides or not."""
    criteria = [(*MONITORED, [reason("It was missing.")]), (*RESOURCED, "satisfied", [reason("They gave.", decides=False)])]
    words = said(draw_all([element("not_met", criteria)], "Two cities", "en", "resourced"))
    assert "They gave." in words
    assert not {"It was missing.", "Other criteria"} & set(words)


def test_it_is_told_in_words():
    """Who does not see the figure is told the statuses and the findings."""
    criteria = [(*MONITORED, [reason("It was missing.")]), (*RESOURCED, "unknown", [])]
    drawing = draw(element("not_met", criteria), "en")
    assert drawing.title == "Commitment: not met, and why"
    assert drawing.described == "Commitment: not met. Monitored: violated. It was missing. Resourced: unknown."


def test_however_deep_it_stays_in_the_figure():
    """Lines below lines below lines are set in no farther than half of the figure, and none runs out of it."""
    deep = line("The last fact of them all, which is told at some length so that it has to wrap, and it does wrap.", "fact")
    for depth in range(60):
        deep = line(f"derived {depth}", "derived", deep)
    drawing = draw(element("not_met", [(*MONITORED, [reason("It was missing.", deep)])]), "en")
    assert drawing.width == 760
    assert within(drawing)
    assert max(text.x for text in texts(drawing)) < 400


def test_texts_stay_in_their_boxes():
    """Each line of a box ends before its right border, however long the words are, and above its lower one."""
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 4
    below = [line(f"{long} {kind}", kind, line(long, "note"), cite=long) for kind in ("derived", "fact", "absent", "every")]
    drawing = draw(element("not_met", [("c", long, "essential", "violated", [reason(long, *below, RULE)])], title=long), "en")
    assert within(drawing)
    for node in boxes(drawing):
        if node.tag == f"{SVG}rect":
            left, top, wide, high = (float(node.get(name)) for name in ("x", "y", "width", "height"))
            inside = [text for text in texts(drawing) if left < text.x < left + wide and top < text.y < top + high]
            assert inside
            assert all(text.span[1] <= left + wide - 7.8 for text in inside)


def test_connectors_lead_to_each_box():
    """From each box a connector leads to each box right below it."""
    below = [line("one", "fact"), line("two", "fact"), line("three", "fact")]
    drawing = draw(element("not_met", [(*MONITORED, [reason("It was missing.", *below)])]), "en")
    ways = [node.get("d") for node in read(drawing).iter(f"{SVG}path") if node.get("class") == "line"]
    assert [way.count("H") for way in ways] == [3, 1, 1]


def test_it_is_of_shapes_and_texts_alone():
    """Nothing in the figure can load or run anything."""
    drawing = draw(element("not_met", [(*MONITORED, [reason("It was missing.", RULE)])]), "en")
    assert tags(drawing) <= {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}


def test_what_is_disputed_is_told_where_it_stands():
    """An element says that facts it rests on are disputed, and a fact by which denial it is, with its place."""
    denied = line("Another source denies this: f", "note", cite="d-1: letter, p. 2")
    finding = reason("It was missing.", line("f", "fact", denied))
    drawing = draw(element("not_met", [(*MONITORED, [finding])], disputed=(line("Disputed: f-1.", "note"),)), "en")
    told = said(drawing)
    assert told[1:3] == ["not met (attested, disputed)", "Disputed: f-1."]
    assert "Another source denies this: f [d-1: letter, p. 2]" in told
    assert within(drawing)


def test_boxes_fit_their_text():
    """A box is as wide as its text is reckoned to be, with the same space on both sides, so it breaks no line that has room."""
    drawing = draw(element("not_met", [(*MONITORED, [reason("word " * 60)])]), "en")
    box = next(node for node in boxes(drawing) if node.tag == f"{SVG}rect")
    inside = [text for text in texts(drawing) if text.said.startswith("word word")]
    left, right = float(box.get("x")), float(box.get("x")) + float(box.get("width"))
    assert max(text.span[1] for text in inside) == pytest.approx(right - 8, abs=0.2)
    assert all(text.x == left + 8 for text in inside)
    assert right > 760 - 12 - 60


def test_a_long_legend_has_several_rows():
    """Where all kinds of boxes occur, the legend goes on in a row below and stays in the figure."""
    kinds = [line(kind, kind) for kind in ("derived", "fact", "absent", "every", "question")]
    drawing = draw(element("not_met", [(*MONITORED, [reason("It was missing.", *kinds)])]), "id")
    told = [text for text in texts(drawing) if text.said in {say(f"figure.tree.{kind}", "id") for kind in KINDS}]
    assert len(told) == len(KINDS)
    assert len({text.y for text in told}) == 2
    assert within(drawing)
