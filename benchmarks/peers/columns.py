"""Cases as columns, one table per type, for the peers that solve all cases at once; and their answers as results."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.problem import ATTRIBUTES, ELEMENTS, UNDETERMINED, Case, Result, whole

__all__ = ["columns_of", "results_of_rows"]


def columns_of(cases: list[Case]) -> dict[str, dict[str, list[Any]]]:
    """The facts of all cases: per type a column ``c`` (the number of the case), ``id``, and each attribute."""
    tables: dict[str, dict[str, list[Any]]] = {
        kind: {"c": [], "id": [], **{name: [] for name in names}} for kind, names in ATTRIBUTES.items()
    }
    appends = {kind: [(name, column.append) for name, column in table.items() if name != "c"] for kind, table in tables.items()}
    numbers = {kind: table["c"].append for kind, table in tables.items()}
    for number, case in enumerate(cases):
        for fact in case:
            kind = fact["t"]
            numbers[kind](number)
            for name, append in appends[kind]:
                append(fact[name])
    return tables


def results_of_rows(count: int, rows: dict[str, list[Any]]) -> list[Result]:
    """The results from one row per case and element that is met or not: ``c, e, verdict, reasons, ids``."""
    told: list[list[tuple[Any, ...]]] = [[UNDETERMINED] * len(ELEMENTS) for _ in range(count)]
    for number, element, verdict, reasons, ids in zip(*(rows[name] for name in ("c", "e", "verdict", "reasons", "ids")), strict=True):
        told[number][element] = (verdict, tuple(reasons), tuple(ids))
    return list(map(whole, told))
