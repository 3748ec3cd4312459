"""Tables of cases in Parquet: rows as cases in JSON, read span by span."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ringrose.errors import InputError, Problem

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

__all__ = ["Span", "parquet", "read_rows", "spans"]

BYTES_PER_SPAN = 1 << 19
FEWEST, MOST = 16, 1024
WHOLE = "case"  # the column that holds whole cases as JSON
_ANSWERS = {"case", "element", "status"}  # columns of what a batch writes
_NEEDED = ("id", "partners", "review")

_open = threading.local()  # the group that this thread reads, and how far it is: spans come in order, and none is decoded twice


class Span(NamedTuple):
    """Rows of one row group."""

    group: int
    start: int
    rows: int


def parquet() -> Any:
    """The module `pyarrow.parquet`.

    Raises `InputError` that says how to get it.
    """
    try:
        import pyarrow.parquet
    except ImportError:
        what, why = "Parquet cannot be read or written", "pyarrow is not installed"
        raise InputError([Problem("parquet", what, why, 'Install it: pip install "ringrose[parquet]"')]) from None
    return pyarrow.parquet


def spans(path: str) -> list[Span]:
    """The rows of a file in spans of some hundred kilobytes.

    Raises `InputError` where it is no Parquet file, or its columns are not those of cases.
    """
    with _file(path) as file:
        names = file.schema_arrow.names
        if set(names) >= _ANSWERS:
            raise InputError([Problem(path, "This table holds answers, not cases", "", "Name the file that the cases stand in")])
        missing = [name for name in _NEEDED if name not in names]
        if WHOLE not in names and missing:
            why = f"It has neither a column `{WHOLE}` with whole cases as JSON nor the columns {', '.join(f'`{m}`' for m in missing)}"
            hint = "Name the columns as the keys of a case file, or put each case as JSON in a column `case`"
            raise InputError([Problem(path, "This table does not hold cases", why, hint)])
        found = []
        for group in range(file.num_row_groups):
            data = file.metadata.row_group(group)
            rows = data.num_rows
            step = min(max(rows * BYTES_PER_SPAN // max(data.total_byte_size, 1), FEWEST), MOST)
            found += [Span(group, start, min(step, rows - start)) for start in range(0, rows, step)]
        return found


def _file(path: str) -> ParquetFile:
    module = parquet()
    import pyarrow

    try:
        return module.ParquetFile(path, buffer_size=1 << 20)
    except (pyarrow.ArrowException, OSError) as error:
        told = str(error).splitlines()[0]
        raise InputError([Problem(path, "This is not a Parquet file that can be read", told, "Write it anew")]) from None


def read_rows(path: str, span: Span, max_bytes: int) -> list[bytes]:
    """The cases of a span as JSON; those that are too large cut one byte after the limit."""
    lines: list[bytes] = []
    for batch in _batches(path, span):
        rows = batch.column(WHOLE).to_pylist() if WHOLE in batch.schema.names else batch.to_pylist()
        lines += (_json(row)[: max_bytes + 1] for row in rows)
    return lines


def _batches(path: str, span: Span) -> Iterator[RecordBatch]:
    """The rows of a span, from where this thread stands in the group, or from its beginning."""
    reader: _Group | None = getattr(_open, "group", None)
    if reader is None or reader.key != (path, span.group) or reader.at > span.start:
        reader = _Group(path, span.group, max(span.rows, FEWEST))
    _open.group = None  # what is left behind by an exception is not to be used again
    yield from reader.take(span.start, span.rows)
    _open.group = reader if reader.left else None


class _Group:
    """A row group that is read from its beginning to its end, some rows at a time."""

    def __init__(self, path: str, group: int, rows: int) -> None:
        self.key, self.at = (path, group), 0
        self.file = _file(path)
        self.left = self.file.metadata.row_group(group).num_rows
        names = self.file.schema_arrow.names
        columns = [WHOLE] if WHOLE in names else None
        self.batches = self.file.iter_batches(rows, row_groups=[group], columns=columns)
        self.batch: RecordBatch | None = None

    def take(self, start: int, count: int) -> Iterator[RecordBatch]:
        """So many rows from a place on, which is not behind."""
        self._next(start - self.at, [])
        taken: list[RecordBatch] = []
        self._next(count, taken)
        yield from taken

    def _next(self, count: int, taken: list[RecordBatch]) -> None:
        while count > 0:
            if self.batch is None or self.batch.num_rows == 0:
                self.batch = next(self.batches)
            part = self.batch.slice(0, count)
            self.batch = self.batch.slice(part.num_rows)
            taken.append(part)
            count, self.at, self.left = count - part.num_rows, self.at + part.num_rows, self.left - part.num_rows


def _json(row: Any) -> bytes:
    """A row as the JSON of a case: the text of a column of cases, or a mapping without its nulls."""
    if isinstance(row, str):
        row = row.encode()
    if isinstance(row, bytes):
        return row.replace(b"\n", b" ").strip() or b"null"  # one line, so that a column of it is a place
    return msgspec.json.encode(_plain(row))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        if value and all(isinstance(one, tuple) for one in value):  # so a map of Arrow is told
            return _plain(dict(value))
        return [_plain(one) for one in value]
    if isinstance(value, datetime) and value.time() == time():  # a date, as pandas keeps it
        return value.date()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value
