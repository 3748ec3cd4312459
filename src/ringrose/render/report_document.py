"""A report as a document: what stands where in Markdown and in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ringrose.explain import CriterionTold, Line
from ringrose.explain.report import (
    AT_MOST,
    Chart,
    ChartRow,
    Column,
    ConflictTold,
    CriterionRow,
    ElementReport,
    Note,
    Notes,
    Report,
    SourceTold,
    places_of,
)
from ringrose.explain.report.summary import standing_of, summary_of
from ringrose.explain.words import say
from ringrose.model.case import Citation
from ringrose.render.document import Address, Block, Document, Figure, Heading, Item, Items, Marks, Paragraph, Run, Table, Words
from ringrose.render.marks import mark
from ringrose.statuses import as_element

__all__ = ["document_of"]

REMARKS = ("note", "rule")
STATUSES = ("met", "not_met", "contested", "undetermined")

ACROSS = 10
"""A table of years has so many columns of years at most, and half as many where one holds several."""
SIDE_BY_SIDE = 400
"""Conflicts stand side by side where no side has more characters than this."""


def document_of(report: Report) -> Document:
    """The report laid out in order; footnotes are numbered as they are met from top to bottom."""
    writer = _Writer(report)
    blocks = tuple(writer.blocks())
    return Document(report.lang, report.title, blocks, tuple(map(_note, writer.notes.all())))


def _note(note: Note) -> Words:
    citation = note.citation
    quote: Words = (Run(f" “{citation.quote}”"),) if citation.quote else ()
    address: Words = (Run(" "), Address(citation.url)) if citation.url else ()
    return (Run(note.place), *quote, *address)


def _plain(*texts: str) -> tuple[Words, ...]:
    return tuple((Run(text),) for text in texts)


class _Writer:
    """Writes one report from top to bottom."""

    def __init__(self, report: Report) -> None:
        self.report, self.lang, self.notes = report, report.lang, Notes()

    def say(self, code: str, **slots: str) -> str:
        return say(code, self.lang, **slots)

    def blocks(self) -> Iterator[Block]:
        report = self.report
        yield Heading(1, (Run(report.title),))
        yield Paragraph((Run(f"{summary_of(report)}.", "strong"),))
        yield Items(tuple(Item((Run(label, "strong"), Run(f": {text}"))) for label, text in report.head))
        yield self._heading(2, "report.glance")
        yield Figure("glance")
        yield self._glance()
        yield from self._howto()
        for element in report.elements:
            yield from self._element(element)
        yield from self._years(report.chart)
        if report.conflicts:
            yield self._heading(2, "part.conflicts")
            yield from self._conflicts(report.conflicts)
        yield from self._part("part.questions", report.questions)
        yield from self._part("report.others", report.others, "report.others.lead")
        if report.sources:
            yield self._heading(2, "part.sources")
            yield self._paragraph("report.sources.lead")
            yield self._sources(report.sources)
        yield from self._part("part.references", report.references)
        yield Paragraph((Run(self.say("report.made", made=report.made, digest=report.head[-1][1]), "quiet"),))

    # -- pieces -----------------------------------------------------------------------------------------------------------

    def _heading(self, level: int, code: str) -> Heading:
        return Heading(level, (Run(self.say(code)),))

    def _paragraph(self, code: str, *, leading: bool = True) -> Paragraph:
        return Paragraph((Run(self.say(code)),), leading)

    def _part(self, code: str, lines: Sequence[Line], lead: str = "", level: int = 2) -> Iterator[Block]:
        """A heading and lines, where there are any."""
        if lines:
            yield self._heading(level, code)
            if lead:
                yield self._paragraph(lead)
            yield Items(self._items(lines))

    def _status(self, status: str, kind: str) -> Run:
        return Run(f"{mark(status)} {self.say(f'{kind}.{status}')}", status=as_element(status))

    def _marks(self, citations: Iterable[Citation]) -> Words:
        numbers = tuple(note.number for note in self.notes.of(citations))
        return (Marks(numbers),) if numbers else ()

    def _words(self, line: Line) -> Words:
        """A line with the ids of its facts and the marks of their places; or with what tells why there are none."""
        shown = (Run(f"{mark(line.kind)} ", status=line.kind),) if line.kind in STATUSES else ()
        text = Run(line.text, "quiet" if line.kind in REMARKS else "plain")
        ids = (Run(" "), Run(", ".join(line.ids), "code")) if line.ids else ()
        without = (Run(f" [{line.without}]"),) if line.without else ()
        return (*shown, text, *ids, *self._marks(line.citations), *without)

    def _items(self, lines: Iterable[Line]) -> tuple[Item, ...]:
        """Lines as entries of a list, with the remarks on each of them."""
        return tuple(self._item(line) for line in lines)

    def _item(self, line: Line) -> Item:
        words = self._words(line)
        remarks = tuple(self._words(below) for below in line.below if below.kind in REMARKS)
        return Item(words, remarks, self._items(below for below in line.below if below.kind not in REMARKS))

    # -- elements ---------------------------------------------------------------------------------------------------------

    def _glance(self) -> Table:
        head = _plain(*(self.say(f"part.{part}") for part in ("element", "status", "standing")))
        rows = tuple(
            (
                (Run(element.told.title, "strong"),),
                (self._status(element.told.status, "status"),),
                (Run(standing_of(element.told, self.lang)),),
            )
            for element in self.report.elements
        )
        return Table(head, rows, (0.45, 0.3, 0.25))

    def _howto(self) -> Iterator[Block]:
        yield self._heading(3, "report.howto")
        yield Items(tuple(Item((self._status(status, "status"), Run(f": {self.say(f'report.howto.{status}')}"))) for status in STATUSES))
        yield Paragraph((Run(f"{self.say('standing.attested.long')} {self.say('standing.provisional.long')}"),))

    def _element(self, element: ElementReport) -> Iterator[Block]:
        told = element.told
        yield Heading(2, (Run(f"{told.title}: "), self._status(told.status, "status")))
        if told.question:
            yield Paragraph((Run(told.question),), leading=True)
        if told.standing:
            yield Paragraph((Run(self.say(f"standing.{told.standing}.long"), "quiet"),), leading=True)
        if told.disputed or told.published:
            yield Items(self._items((*told.disputed, *told.published)), leading=True)
        yield self._heading(3, "report.criteria")
        yield self._criteria(element.criteria)
        yield from self._reasons("part.why", told.why)
        yield from self._part("report.missing", told.missing, level=3)
        if element.advice:
            yield self._heading(3, "report.advice")
            yield Items(tuple(Item((Run(text),)) for text in element.advice))
        yield from self._ways(element)
        yield from self._reasons("part.also", told.also)
        yield from self._part("part.unknown", told.unknown, level=3)

    def _criteria(self, criteria: Sequence[CriterionRow]) -> Table:
        """The criteria with their questions, where any has one."""
        asked = any(row.question for row in criteria)
        codes = ("report.criterion", *(["report.question"] if asked else []), "report.role", "part.status")
        rows = tuple(
            (
                (Run(row.title, "strong"),),
                *([(Run(row.question),)] if asked else []),
                (Run(self.say(f"role.{row.role}")),),
                (self._status(row.status, "criterion"),),
            )
            for row in criteria
        )
        return Table(_plain(*map(self.say, codes)), rows, (0.25, 0.36, 0.17, 0.22) if asked else (0.58, 0.2, 0.22))

    def _reasons(self, code: str, criteria: Sequence[CriterionTold]) -> Iterator[Block]:
        if criteria:
            yield self._heading(3, code)
        for criterion in criteria:
            told = f": {mark(criterion.status)} {self.say(f'criterion.{criterion.status}')}, {self.say(f'role.{criterion.role}')}"
            yield Heading(4, (Run(criterion.title), Run(told, status=as_element(criterion.status))))
            for reason in criterion.reasons:
                yield Paragraph((Run(reason.text, "strong"), *self._marks(reason.citations or _few(reason.because))), bool(reason.because))
                premises = [line for line in reason.because if line.kind not in REMARKS]
                if premises:
                    yield Items(self._items(premises))
                for line in reason.because:
                    if line.kind in REMARKS:
                        yield Paragraph(self._words(line))

    def _ways(self, element: ElementReport) -> Iterator[Block]:
        if element.ways or element.reach:
            yield self._heading(3, "report.ways")
        for title, lines in element.ways:
            yield Heading(4, (Run(title),))
            yield Items(self._items(lines))
        for line in element.reach:
            yield Paragraph(self._words(line))

    # -- the rest ---------------------------------------------------------------------------------------------------------

    def _years(self, chart: Chart) -> Iterator[Block]:
        yield self._heading(2, "report.years")
        if not chart.rows:
            yield self._paragraph("report.years.none", leading=False)
            return
        yield self._paragraph("report.years.lead")
        yield Figure("years")
        known = [row for row in chart.rows if any(cell.state != "open" for cell in row.cells)]
        if known:
            for columns in _spans(chart.columns):
                yield self._years_table(chart, known, columns)
            yield Paragraph((Run(self._legend(chart), "quiet"),))
        outside = [name for name in ("before", "after", "undated") if any(getattr(row, name) for row in chart.rows)]
        if outside:
            yield self._paragraph("report.years.outside")
            yield self._outside([row for row in chart.rows if any(getattr(row, name) for name in outside)], outside)

    def _years_table(self, chart: Chart, known: Sequence[ChartRow], columns: range) -> Table:
        labels = [column.label + ("*" if column.partial else "") for column in (chart.columns[place] for place in columns)]
        head = _plain(self.say("report.type"), *labels)
        rows = tuple((_title(row), *_plain(*(_known(row, place) for place in columns))) for row in known)
        return Table(head, rows, _shares(len(columns)), frozenset(range(1, len(columns) + 1)))

    def _legend(self, chart: Chart) -> str:
        """What the cells of the table of years mean."""
        partial = [self.say("report.years.partial")] if any(column.partial for column in chart.columns) else []
        return " ".join([self.say("report.years.legend"), *partial])

    def _outside(self, rows: Iterable[ChartRow], names: Sequence[str]) -> Table:
        head = _plain(self.say("report.type"), *(self.say(f"report.{name}") for name in names))
        told = tuple((_title(row), *_plain(*(str(len(getattr(row, name)) or "") for name in names))) for row in rows)
        return Table(head, told, (1 - 0.2 * len(names), *[0.2] * len(names)), frozenset(range(1, len(names) + 1)))

    def _conflicts(self, conflicts: Sequence[ConflictTold]) -> Iterator[Block]:
        """What is recorded, and what is denied: in two columns, or below one another where either is long."""
        yield self._paragraph("report.conflicts.lead")
        if all(_length(line) <= SIDE_BY_SIDE for conflict in conflicts for line in (conflict.holds, conflict.denied)):
            head = _plain(self.say("report.holds"), self.say("report.denied"))
            yield Table(head, tuple((self._cell(one.holds), self._cell(one.denied)) for one in conflicts), (0.5, 0.5))
            return
        words = (Run(self.say("conflict")),)
        yield Items(tuple(Item(words, below=self._items([conflict.holds, conflict.denied])) for conflict in conflicts))

    def _cell(self, line: Line) -> Words:
        """A line and the remarks on it, in a cell of a table."""
        return (*self._words(line), *(inline for remark in line.below for inline in (Run(" "), *self._words(remark))))

    def _sources(self, sources: Iterable[SourceTold]) -> Table:
        codes = ("source", "facts", "denials", "unknowns", "records", "decides")
        rows = tuple(
            (
                self._source(source),
                *_plain(*(str(count) for count in (source.facts, source.denials, source.unknown, source.records))),
                (Run(", ".join(source.decides) or "–"),),
            )
            for source in sources
        )
        head = _plain(*(self.say(f"report.{code}") for code in codes))
        return Table(head, rows, (0.31, 0.1, 0.14, 0.13, 0.13, 0.19), frozenset(range(1, 5)))

    def _source(self, source: SourceTold) -> Words:
        address = (Run(" "), Address(source.url)) if source.url else ()
        remarks = (inline for line in source.document.below for inline in (Run(" "), Run(line.text, "quiet")))
        return (Run(source.id, "code"), Run(f" {source.document.text}"), *address, *remarks)


def _few(lines: Iterable[Line]) -> tuple[Citation, ...]:
    """The places at the bottom of lines, each once; none where there are more than a sentence can name."""
    found = places_of(lines)
    return found if len(found) <= AT_MOST else ()


def _length(line: Line) -> int:
    return len(line.whole) + sum(len(below.text) for below in line.below)


def _spans(columns: Sequence[Column]) -> Iterator[range]:
    """The columns in as many tables as it takes, of about the same width."""
    most = ACROSS if all(column.first == column.last for column in columns) else ACROSS // 2
    tables = -(-len(columns) // most)
    ends = [len(columns) * number // tables for number in range(tables + 1)]
    return (range(start, end) for start, end in pairwise(ends))


def _shares(columns: int) -> tuple[float, ...]:
    """The widths of a table of years: the first column names the kind of fact."""
    return (0.3, *[0.7 / columns] * columns)


def _title(row: ChartRow) -> Words:
    return (Run(row.title),)


def _known(row: ChartRow, place: int) -> str:
    """What a cell of the table of years shows."""
    cell = row.cells[place]
    return {"recorded": str(len(cell.ids)), "none": "–", "unknown": "?", "open": ""}[cell.state]
