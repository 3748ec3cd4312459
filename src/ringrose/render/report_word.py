"""A report as a Word document, to be handed in."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.errors import InputError
from ringrose.explain.report import Report
from ringrose.explain.words import say
from ringrose.render.document_word import Picture, word
from ringrose.render.report_document import document_of

__all__ = ["render"]


def render(report: Report) -> bytes:
    """The report as the bytes of a .docx; no text of a case or a pack can become markup.

    Its figures stand in it where they can be drawn as pictures: with the extra ``png``, and with fonts for all of their letters. Its tables
    tell the same.

    Raises `InputError` where pandoc is not installed, with what to type.
    """
    return word(document_of(report), dict(_pictures(report)))


def _pictures(report: Report) -> Iterator[tuple[str, Picture]]:
    """The figures of the report that can be drawn, by their names."""
    from ringrose.render.figures import glance, years
    from ringrose.render.figures.png import png

    for name, drawing in (("glance", glance.draw(report)), ("years", years.draw(report.chart, say("report.years", report.lang)))):
        try:
            yield name, (png(drawing), drawing.described)
        except InputError:  # no extra, or no font for some of its letters
            continue
