"""The elements of a case at a glance: one picture for a paper or a slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from ringrose.explain.report.content import ElementReport, Report
from ringrose.explain.report.summary import standing_of
from ringrose.explain.words import say
from ringrose.render.design import look
from ringrose.render.figures import lettering
from ringrose.render.figures.drawing import Drawing, number
from ringrose.render.figures.shapes import shape
from ringrose.render.marks import tidy

__all__ = ["draw"]

WIDTH, EDGE, GAP, INSIDE, TOP = 800, 16, 10, 8, 14
BESIDE = 5  # so many elements stand beside one another
HEADING, WORD, TEXT, SHAPE = 20, 13, 11, 40
TITLES = (16, 15, 14, 13, 12, 11)  # sizes


def draw(report: Report) -> Drawing:
    """Each element with the shape and the word of its status, under the title of the case and above its review and its rules."""
    lang, room = report.lang, WIDTH - 2 * EDGE
    title = lettering.broken(report.title, HEADING, room, bold=True)
    y = EDGE + lettering.height(title, HEADING) + GAP
    parts = [lettering.written(title, EDGE, EDGE, HEADING, bold=True)]
    columns = min(BESIDE, len(report.elements))
    wide = (room - GAP * (columns - 1)) / columns
    for first in range(0, len(report.elements), columns):
        row = _Row(report.elements[first : first + columns], wide, lang)
        parts.append(row.drawn(y))
        y += row.height + GAP
    foot = [line for text in _foot(report) for line in lettering.broken(text, TEXT, room)]
    parts.append(lettering.written(foot, EDGE, y, TEXT, quiet=True))
    y += lettering.height(foot, TEXT) + EDGE
    described = " ".join(_told(element, lang) for element in report.elements)
    return Drawing(WIDTH, y, say("figure.glance", lang, case=report.title), described, lang, Markup("").join(parts))


def _foot(report: Report) -> Iterator[str]:
    """The head of the report, but for the digest, which is for machines; and what made it."""
    digest = say("report.digest", report.lang)
    yield from (f"{label}: {text}" for label, text in report.head if label != digest)
    yield say("figure.made", report.lang, made=report.made)


def _told(element: ElementReport, lang: str) -> str:
    told = element.told
    status, standing = say(f"status.{told.status}", lang), standing_of(told, lang)
    if not standing:
        return say("figure.glance.element.plain", lang, element=told.title, status=status)
    return say("figure.glance.element", lang, element=told.title, status=status, standing=standing)


class _Row:
    """Elements beside one another: the shape of each above its title, its status in a word, its standing; like beside like."""

    def __init__(self, elements: Sequence[ElementReport], wide: float, lang: str) -> None:
        self.wide = wide
        room = wide - 2 * INSIDE
        all_told = [element.told for element in elements]
        self.statuses = [told.status for told in all_told]
        standings = [standing_of(told, lang) for told in all_told]
        self.size = _fitting([word for told in all_told for word in told.title.split()], room)
        self.titles = [lettering.broken(told.title, self.size, room, bold=True) for told in all_told]
        self.words = [lettering.broken(say(f"status.{status}", lang), WORD, room, bold=True) for status in self.statuses]
        self.standings = [lettering.broken(standing, TEXT, room) for standing in standings]
        self.title = TOP + SHAPE + GAP
        self.word = self.title + _highest(self.titles, self.size) + 3
        self.standing = self.word + _highest(self.words, WORD) + 2
        self.height = self.standing + _highest(self.standings, TEXT) + INSIDE

    def drawn(self, y: float) -> Markup:
        """The row with its upper edge at a height."""
        return Markup("").join(self._card(place, EDGE + place * (self.wide + GAP), y) for place in range(len(self.statuses)))

    def _card(self, place: int, x: float, y: float) -> Markup:
        status, middle = self.statuses[place], x + self.wide / 2
        ground = Markup('<rect x="{0}" y="{1}" width="{2}" height="{3}" fill="currentColor" fill-opacity=".1"/>')
        edge = Markup('<rect x="{0}" y="{1}" width="{2}" height="3" fill="currentColor"/>')
        frame = [number(length) for length in (x, y, self.wide, self.height)]
        return Markup('<g class="s-{}" color="{}">{}{}</g>\n{}\n{}{}{}').format(
            status,
            look(status).colour,
            ground.format(*frame),
            edge.format(*frame),
            shape(status, middle - SHAPE / 2, y + TOP, SHAPE),
            lettering.written(self.titles[place], middle, y + self.title, self.size, bold=True, anchor="middle"),
            lettering.written(self.words[place], middle, y + self.word, WORD, bold=True, anchor="middle", status=status),
            lettering.written(self.standings[place], middle, y + self.standing, TEXT, quiet=True, anchor="middle"),
        )


def _fitting(words: Sequence[str], room: float) -> int:
    """The largest size of titles in which no word has to be broken; the smallest where some word has to be in any."""
    longest = max((lettering.width(tidy(word), 1, bold=True) for word in words), default=0.0)
    return next((size for size in TITLES if longest * size <= room), TITLES[-1])


def _highest(blocks: Sequence[Sequence[str]], size: float) -> float:
    return max(lettering.height(lines, size) for lines in blocks)
