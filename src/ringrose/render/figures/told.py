"""The years of a case in words, and what stands beside them: what was before, after, and at a time that nothing tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import frozen

from ringrose.explain.report.chart import Cell, Chart, ChartRow, Column, State
from ringrose.explain.words import listed, say

__all__ = ["Beside", "beside", "described"]


@frozen
class Beside:
    """A column beside the years: its label, a short one, and for each row a cell, or None where the row has nothing there."""

    label: str
    short: str
    cells: tuple[Cell | None, ...]


def beside(chart: Chart) -> Iterator[Beside]:
    """The columns beside the years, of which some row has something: before, after, undated."""
    before, after = (f"<{chart.columns[0].first}", "<"), (f">{chart.columns[-1].last}", ">")
    undated = say("figure.undated", chart.lang), say("figure.undated.short", chart.lang)
    for kind, (label, short) in {"before": before, "after": after, "undated": undated}.items():
        cells = tuple(_beside(row, kind, chart.lang) for row in chart.rows)
        if any(cells):
            yield Beside(label, short, cells)


def _beside(row: ChartRow, kind: str, lang: str) -> Cell | None:
    ids: tuple[str, ...] = getattr(row, kind)
    told = say(f"figure.cell.{kind}", lang, what=row.title, number=str(len(ids)))
    return Cell("recorded", ids, told) if ids else None


def described(chart: Chart) -> str:
    """What the chart shows, row by row: when something is recorded, when it is known that there was nothing."""
    if not chart.rows:
        return say("figure.years.nothing", chart.lang)
    return " ".join(row_told(chart, row) for row in chart.rows)


def row_told(chart: Chart, row: ChartRow) -> str:
    """One row in words."""
    lang = chart.lang
    told = []
    for state in ("recorded", "none", "unknown"):
        if years := _spans(row, chart.columns, state):
            told.append(say(f"figure.row.{state}", lang, years=listed(years, lang)))
    for kind in ("before", "after", "undated"):
        if ids := getattr(row, kind):
            told.append(say(f"figure.row.{kind}", lang, number=str(len(ids))))
    return say("figure.row", lang, what=row.title, told="; ".join(told))


def _spans(row: ChartRow, columns: Sequence[Column], state: State) -> list[str]:
    """The years whose cells are in a state; those that follow one another as a span."""
    spans = []
    for here, run in groupby(zip(columns, row.cells, strict=True), key=lambda pair: pair[1].state):
        if here == state:
            inside = [column for column, _ in run]
            spans.append(Column(inside[0].first, inside[-1].last, partial=False).label)
    return spans
