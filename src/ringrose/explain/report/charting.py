"""From a case to the chart of its years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ringrose.explain.report.chart import Cell, Chart, ChartRow, Column, State
from ringrose.explain.telling import plainly
from ringrose.explain.words import say
from ringrose.meaning.matching import Resolved, covers
from ringrose.model.case import Case, Closure, Fact
from ringrose.model.pack import Pack, Vocabulary
from ringrose.plan import Check
from ringrose.plan import Literal as Stated

__all__ = ["chart_of"]

MOST = 40
"""So many columns at most; of a longer review several years stand in one."""


def chart_of(case: Case, pack: Pack, lang: str) -> Chart:
    """The chart of a checked case: types with an attribute that tells a time, of which something is recorded, or known to be none."""
    columns = tuple(_columns(case))
    facts: dict[str, list[Fact]] = {}
    records: dict[str, list[Closure]] = {}
    for fact in case.facts:
        facts.setdefault(fact.type, []).append(fact)
    for record in case.complete:
        records.setdefault(record.type, []).append(record)
    rows = (
        _Row(name, attribute, columns, facts.get(name, []), records.get(name, []), lang).row()
        for name, attribute in _dated(pack.vocabulary)
        if name in facts or name in records
    )
    return Chart(lang, columns, tuple(row for row in rows if row is not None))


def _dated(vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, str]]]:
    """The types that a case can record, each with the first attribute that tells a time, and what it tells: a year or a date."""
    for name in vocabulary.recordable:
        told = next(((a, kind.type) for a, kind in vocabulary.types[name].attributes.items() if kind.type in ("year", "date")), None)
        if told is not None:
            yield name, told


def _columns(case: Case) -> Iterator[Column]:
    first, last = case.review.first_day, case.review.last_day
    wide = -(-(last.year - first.year + 1) // MOST)
    for year in range(first.year, last.year + 1, wide):
        end = min(year + wide - 1, last.year)
        yield Column(year, end, first > date(year, 1, 1) or date(end, 12, 31) > last)


class _Row:
    """Makes the row of one type."""

    def __init__(
        self, name: str, timed: tuple[str, str], columns: Sequence[Column], facts: Sequence[Fact], records: Sequence[Closure], lang: str
    ) -> None:
        self.name, self.columns, self.lang = name, columns, lang
        self.attribute, self.kind = timed
        self.facts = [fact for fact in facts if fact.holds is True]
        self.unknown = [fact for fact in facts if fact.holds == "unknown"]
        self.closing: list[tuple[str, Mapping[str, Any]]] = [(str(fact.id), fact.attributes) for fact in facts if fact.holds is False]
        self.closing += [("", record.attributes) for record in records]
        self.spans = {str(fact.id): self._span(fact) for fact in (*self.facts, *self.unknown)}
        # One that states no time could have been in any year: then of none it is known that there was nothing.
        self.dated = all(self.attribute in fact.attributes for fact in (*self.facts, *self.unknown))

    def _span(self, fact: Fact) -> tuple[int, int] | None:
        """The first and the last year of a fact, by its attribute or else by ``when``; None where neither tells."""
        told = fact.attributes.get(self.attribute, fact.when)
        ends = [told.get("from"), told.get("to")] if isinstance(told, Mapping) else [told]
        years = [end.year if isinstance(end, date) else int(end) for end in ends if isinstance(end, date | int)]
        return (min(years), max(years)) if years else None

    def row(self) -> ChartRow | None:
        """The row; None where neither a fact nor an absence can be shown."""
        cells = [self._cell(column) for column in self.columns]
        if not self.facts and all(cell.state == "open" for cell in cells):
            return None
        first, last = self.columns[0].first, self.columns[-1].last
        spans = [(str(fact.id), self.spans[str(fact.id)]) for fact in self.facts]
        return ChartRow(
            self.name,
            plainly(self.name),
            cells,
            before=tuple(id for id, span in spans if span is not None and span[1] < first),
            after=tuple(id for id, span in spans if span is not None and span[0] > last),
            undated=tuple(id for id, span in spans if span is None),
        )

    def _cell(self, column: Column) -> Cell:
        recorded = self._ids(self.facts, column)
        if recorded:
            return self._told("recorded", recorded, column)
        if unknown := self._ids(self.unknown, column):
            return self._told("unknown", unknown, column)
        closing = [self._closing(year) for year in range(column.first, column.last + 1)]
        if self.dated and all(closing):
            return self._told("none", sorted({id for ids in closing for id in ids if id}), column)
        return self._told("open", [], column)

    def _ids(self, facts: Iterable[Fact], column: Column) -> list[str]:
        spans = ((str(fact.id), self.spans[str(fact.id)]) for fact in facts)
        return [id for id, span in spans if span is not None and span[0] <= column.last and span[1] >= column.first]

    def _closing(self, year: int) -> list[str]:
        """What closes the record of a year: denials by their ids, complete records without a name."""
        resolved: Resolved = ((Check(self.attribute, "is", (Stated(year),), self.kind == "date"), (year,)),)
        return [id for id, stated in self.closing if covers(stated, resolved)]

    def _told(self, state: State, ids: Sequence[str], column: Column) -> Cell:
        told = say(f"chart.{state}", self.lang, what=plainly(self.name), when=column.label, number=str(len(ids)))
        return Cell(state, tuple(ids), told)
