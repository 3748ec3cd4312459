"""Rows as data frames of pandas or polars, by narwhals; both stand in the extras of their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, Literal

from ringrose.errors import InputError, Problem
from ringrose.explain.rows import COLUMNS

__all__ = ["frame"]


def frame(rows: Iterable[Mapping[str, Any]], library: Literal["pandas", "polars"]) -> Any:
    """The rows as a data frame, with the columns `COLUMNS` and their types, also where there is no row.

    Raises `InputError` that says what to install where narwhals or the library is missing.
    """
    listed = list(rows)
    values = {column: [row[column] for row in listed] for column in COLUMNS}
    try:
        import narwhals

        import_module(library)
        types = {str: narwhals.String(), int: narwhals.Int64(), bool: narwhals.Boolean()}
        schema = {column: types[kind] for column, kind in COLUMNS.items()}
        return narwhals.from_dict(values, schema, backend=library).to_native()
    except ImportError as error:
        what, why = f"No data frame of {library} can be made", f"{error.name or library} is not installed"
        raise InputError([Problem(f"to_{library}", what, why, f'Install it: pip install "ringrose[{library}]"')]) from None
