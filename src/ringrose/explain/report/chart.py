"""The chart of the years of a case: what is recorded of each type in each year, what is known not to have been, where nobody looked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

__all__ = ["Cell", "Chart", "ChartRow", "Column", "State"]

State = Literal["recorded", "none", "unknown", "open"]
"""Facts are recorded; it is known that there were none; it was looked for and could not be told; nothing is recorded, nobody says why."""


@frozen
class Column:
    """One year, or several that follow one another; ``partial`` where the review holds less than all of their days."""

    first: int
    last: int
    partial: bool

    @property
    def label(self) -> str:
        """The year, or the first and the last."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@frozen
class Cell:
    """What is known of one type in one column.

    ``ids`` are the facts that hold, where it is ``recorded``; those that could not be told, where it is ``unknown``; the denials that say
    so, where it is ``none`` (which may be none: then a record is declared complete). ``told`` says it in words.
    """

    state: State
    ids: tuple[str, ...]
    told: str


def _cells(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(cells)


@frozen
class ChartRow:
    """A type of facts, a cell for each column, and the ids of those that hold in no column: before, after, and of an unknown time."""

    type: str
    title: str
    cells: tuple[Cell, ...] = field(converter=_cells)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()

    @property
    def most(self) -> int:
        """The most facts in one cell."""
        return max((len(cell.ids) for cell in self.cells if cell.state == "recorded"), default=0)


@frozen
class Chart:
    """The years of a review, and a row for each type of facts that happen at a time, in the order of the vocabulary."""

    lang: str
    columns: tuple[Column, ...]
    rows: tuple[ChartRow, ...]
