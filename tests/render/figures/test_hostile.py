"""Figures of texts that are out for harm."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose.render.figures import glance, tree, years
from ringrose.render.marks import tidy
from tests.hostile_cases import FRAGMENTS
from tests.render.figures.charts import chart, row
from tests.render.figures.drawn import read, tags, texts, within
from tests.render.figures.told import element, line, reason, report

TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), min_size=1, max_size=4).map("".join)


def figures(words):
    """Figures every text of which is these words."""
    below = [line(words, kind, line(words, "note"), cite=words) for kind in ("derived", "fact", "absent", "every")]
    criteria = [("c", words, "essential", "violated", [reason(words, *below, places=words)]), ("d", words, "safeguard", "unknown", [])]
    whole = element("not_met", criteria, title=words)
    some = row("#/?.2", words, before=1, after=1, undated=2)
    of_words = evolve(some, cells=tuple(evolve(cell, told=words) for cell in some.cells))
    yield glance.draw(report(whole, whole, title=words, head=((words, words),)))
    yield tree.draw(whole, "en")
    yield tree.draw_all([whole], words, "en")
    yield years.draw(chart(of_words), words)
    yield years.draw(chart(of_words), words, small=True)


@settings(max_examples=40)
@given(TEXTS)
def test_no_text_becomes_markup_or_runs_out(words):
    """Whatever a case says, a figure is sound XML of shapes and texts, with no address and nothing that runs, and texts stay inside."""
    for drawing in figures(words):
        root = read(drawing)
        assert tags(drawing) <= {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}
        names = {name for node in root.iter() for name in node.attrib}
        assert not {name for name in names if name.startswith("on") or "href" in name or name in ("style", "src")}
        assert tidy(drawing.title) == (root[0].text or "")
        assert within(drawing)


@given(TEXTS)
def test_nothing_that_is_said_is_lost(words):
    """The lines of a tree say all of the words, broken at spaces or within words, and invisible letters are made visible."""
    drawn = "".join(text.said for text in texts(tree.draw(element(title=words), "en"))).replace(" ", "")
    assert drawn.startswith(tidy(words).replace(" ", ""))
