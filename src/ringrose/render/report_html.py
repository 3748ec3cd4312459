"""A report as one file of HTML: it needs no script, loads nothing, and prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import count

from attrs import frozen
from markupsafe import Markup

from ringrose.explain.report import AT_MOST, Note, Notes, Report, SourceTold, places_of
from ringrose.explain.report.summary import standing_of, summary_of
from ringrose.explain.words import say
from ringrose.model.case import Citation
from ringrose.render.figures.shapes import icon
from ringrose.render.figures.years import draw, legend
from ringrose.render.templates import fill, stylesheet
from ringrose.render.web import policy, web_address
from ringrose.statuses import as_element

__all__ = ["render"]

BACK = 10
"""A footnote leads back to so many of the places that it is named in."""
NARROW = 540
"""A figure that is no wider than this is scaled to the screen; one that is wider is scrolled."""
SHOWN = 19
"""So much of the digest stands on the first screen: its kind and twelve characters."""


def render(report: Report) -> str:
    """The report as a whole page; no text of the case or of the pack can become markup, and only web addresses become links."""
    style = stylesheet()
    chart, sources = report.chart, report.sources
    figure = draw(chart, report.title, legend=False)
    return fill(
        "report/page.html",
        report.lang,
        report=report,
        style=Markup(style),  # noqa: S704  # our own stylesheet, of which the policy has the digest
        policy=policy(style),
        summary=summary_of(report),
        standing=partial(standing_of, lang=report.lang),
        digest=report.head[-1][1],
        shown=SHOWN,
        parts=_parts(report),
        figure=figure.inline("figure") if chart.rows else "",
        narrow=figure.width <= NARROW,
        legend=legend(chart),
        outside=[name for name in ("before", "after", "undated") if any(getattr(row, name) for row in chart.rows)],
        notes=_Footnotes(),
        places=places_of,
        at_most=AT_MOST,
        sources={source.id: number for number, source in enumerate(sources, 1)},
        weight=_weight,
        heaviest=max([1, *map(_weight, sources)]),
        number=partial(next, count(1)),
        icon=icon,
        as_element=as_element,
        address=web_address,
    )


def _parts(report: Report) -> list[tuple[str, str]]:
    """The parts of the report after its elements that have something to tell: names and titles."""
    parts = (
        ("years", "report.years", True),
        ("conflicts", "part.conflicts", report.conflicts),
        ("questions", "part.questions", report.questions),
        ("others", "report.others", report.others),
        ("sources", "part.sources", report.sources),
        ("references", "part.references", report.references),
    )
    return [(name, say(code, report.lang)) for name, code, told in parts if told]


def _weight(source: SourceTold) -> int:
    """How much of the case cites a source."""
    return source.facts + source.denials + source.unknown + source.records


@frozen
class _Mark:
    """A mark in the text: the number of a footnote, and the how manieth mark for it this is; ``named`` where the footnote leads to it."""

    number: int
    nth: int
    named: bool


class _Footnotes:
    """Numbers footnotes as a page is written from top to bottom, and remembers how often each was named."""

    def __init__(self) -> None:
        self._notes = Notes()
        self._times: Counter[int] = Counter()

    def marks(self, citations: Iterable[Citation]) -> Iterator[_Mark]:
        """The marks of citations."""
        for note in self._notes.of(citations):
            self._times[note.number] += 1
            nth = self._times[note.number]
            yield _Mark(note.number, nth, nth <= BACK)

    def all(self) -> list[tuple[Note, range, int]]:
        """Every footnote so far, the marks that it leads back to, and how many more there are."""
        told = []
        for note in self._notes.all():
            times = self._times[note.number]
            told.append((note, range(1, min(times, BACK) + 1), max(times - BACK, 0)))
        return told
