"""The parts of a report in one language."""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

from attrs import frozen

from ringrose.explain.reasons import ElementTold
from ringrose.explain.report.chart import Chart
from ringrose.explain.telling import Line
from ringrose.model.shown import LaidOut

__all__ = ["ConflictTold", "CriterionRow", "ElementReport", "Report", "SourceTold"]


@frozen
class CriterionRow:
    """One criterion of an element as a table has it; the reasons stand in `ElementReport.told`."""

    id: str
    title: str
    question: str
    role: str
    status: str


@frozen
class ElementReport:
    """An element: what `explain` tells of it, all its criteria, what would change its status, and what is advised.

    ``ways`` are headed groups of lines: what would make it met, or what it would lose it by; ``reach`` says how far that search went.
    """

    told: ElementTold
    criteria: tuple[CriterionRow, ...]
    ways: tuple[tuple[str, tuple[Line, ...]], ...]
    reach: tuple[Line, ...]
    advice: tuple[str, ...]


@frozen
class ConflictTold:
    """A fact that holds and the denial that it falls into, each with its source."""

    holds: Line
    denied: Line


@frozen
class SourceTold:
    """A source and how much rests on it.

    ``document`` tells it (its ``below`` has the note); ``url`` is its address where it states one. ``facts``, ``denials``, ``unknown`` and
    ``records`` count what the case cites it for; ``decides`` are the titles of the elements whose status rests on it, of all elements.
    """

    id: str
    document: Line
    url: str
    facts: int
    denials: int
    unknown: int
    records: int
    decides: tuple[str, ...]


@frozen
class Report(LaidOut):
    """A whole report in one language, before it is laid out.

    ``head`` are labels and texts: partners, review, rules, digest and such. ``others`` are the facts, denials and closed records of the
    case that no justification above tells: so each stands somewhere in the report. ``made`` says by which ringrose it was made.
    """

    lang: str
    case: str
    title: str
    head: tuple[tuple[str, str], ...]
    elements: tuple[ElementReport, ...]
    chart: Chart
    conflicts: tuple[ConflictTold, ...]
    questions: tuple[Line, ...]
    others: tuple[Line, ...]
    sources: tuple[SourceTold, ...]
    references: tuple[Line, ...]
    made: str

    _layouts: ClassVar[str] = "ringrose.render.report"

    def to_docx(self) -> bytes:
        """The content of a file for Word.

        Raises `InputError` that says what to install where pandoc is missing (extra ``word``).
        """
        docx: bytes = self._laid_out("word")
        return docx

    def figure(self, kind: str = "glance", of: str | None = None) -> Any:
        """A figure (`ringrose.render.figures.drawing.Drawing`): ``glance``, ``timeline``, or ``tree`` (``of`` an element or a criterion).

        Raises `InputError` where there is no such figure, element or criterion.
        """
        return import_module("ringrose.render.figures.choosing").figure_of(self, kind, of)
