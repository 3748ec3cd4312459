"""What was measured, as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["GOALS", "Table"]

GOALS = ("measured", "value", "goal")


@dataclass(frozen=True)
class Table:
    """A table whose rows may be measured while it is printed, and what must be said about it."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    note: str = ""

    def print(self) -> None:
        """Write the table, each row as soon as it is measured."""
        print(f"### {self.title}\n")
        if self.note:
            print(f"{self.note}\n")
        print(_row(self.columns))
        print(_row(["---"] * len(self.columns)).replace(" ", ""), flush=True)
        for row in self.rows:
            print(_row(row), flush=True)
        print(flush=True)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
