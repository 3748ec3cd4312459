"""Chunks: what a batch is cut into. The same inputs always give the same chunks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from ringrose.errors import InputError, Problem
from ringrose.files.documents import unreadable
from ringrose.files.lines import RANGE, Line, blocks_of, read_lines, split_lines
from ringrose.files.many import Source, Sources

__all__ = ["Chunk", "FilesChunk", "LinesChunk", "RowsChunk", "StreamChunk", "chunks_of"]

FILES = 20  # of one case each in a chunk


@frozen
class FilesChunk:
    """Some case files. ``size`` is how much of all the work it is, in bytes."""

    paths: tuple[str, ...]
    size: int
    begins: bool = False

    def cases(self, max_bytes: int) -> list[str | Line]:
        """The paths of the files."""
        return list(self.paths)


@frozen
class LinesChunk:
    """The lines that begin in a range of bytes of a file of JSON Lines, which has ``whole`` bytes."""

    path: str
    start: int
    end: int
    whole: int

    @property
    def size(self) -> int:
        """How much of all the work it is, in bytes."""
        return self.end - self.start

    @property
    def begins(self) -> bool:
        """Whether the numbers of lines begin anew."""
        return self.start == 0

    def cases(self, max_bytes: int) -> list[str | Line]:
        """The lines, numbered from the first one of the chunk; an empty one holds no case."""
        _see_that_it_is_the_same(self.path, self.whole)
        return [Line(data, self.path, n) for n, data in enumerate(read_lines(self.path, self.start, self.end, max_bytes), 1)]


@frozen
class RowsChunk:
    """Rows of one row group of a Parquet file, which has ``whole`` bytes."""

    path: str
    group: int
    start: int
    count: int
    size: int
    whole: int

    @property
    def begins(self) -> bool:
        """Whether the numbers of rows begin anew."""
        return self.group == self.start == 0

    def cases(self, max_bytes: int) -> list[str | Line]:
        """The rows as lines of JSON, numbered from the first one of the chunk."""
        from ringrose.files.tables import Span, read_rows

        _see_that_it_is_the_same(self.path, self.whole)
        rows = read_rows(self.path, Span(self.group, self.start, self.count), max_bytes)
        return [Line(data, self.path, n) for n, data in enumerate(rows, 1)]


@frozen
class StreamChunk:
    """Whole lines that were read from a stream."""

    file: str
    data: bytes
    begins: bool

    @property
    def size(self) -> int:
        """How much of all the work it is, in bytes."""
        return len(self.data)

    def cases(self, max_bytes: int) -> list[str | Line]:
        """The lines, numbered from the first one of the chunk; an empty one holds no case."""
        return [Line(data, self.file, n) for n, data in enumerate(split_lines(self.data, max_bytes), 1)]


Chunk = FilesChunk | LinesChunk | RowsChunk | StreamChunk


def _see_that_it_is_the_same(path: str, whole: int) -> None:
    """A range means nothing in a file that was changed."""
    try:
        size = os.stat(path).st_size
    except OSError as error:
        raise InputError([unreadable(path, error)]) from None
    if size != whole:
        why = "Another part of it has been judged as it was before"
        raise InputError([Problem(path, "This file was changed while it was read", why, "Begin anew with --overwrite")])


def chunks_of(sources: Sources, max_bytes: int) -> Iterator[Chunk]:
    """The chunks of all sources, in order."""
    for source in sources.parts:
        yield from _CUT[source.kind](source, max_bytes)


def _files(source: Source, _: int) -> Iterator[Chunk]:
    each = source.size / len(source.paths)
    paths = iter(source.paths)
    while part := tuple(islice(paths, FILES)):
        yield FilesChunk(part, round(each * len(part)))


def _lines(source: Source, _: int) -> Iterator[Chunk]:
    for start in range(0, source.size, RANGE):
        yield LinesChunk(source.path, start, min(start + RANGE, source.size), source.size)


def _rows(source: Source, _: int) -> Iterator[Chunk]:
    from ringrose.files.tables import spans

    found = spans(source.path)
    rows = sum(span.rows for span in found)
    for span in found:
        yield RowsChunk(source.path, *span, source.size * span.rows // rows, source.size)


def _stream(source: Source, max_bytes: int) -> Iterator[Chunk]:
    assert source.stream is not None
    begins = True
    for data in blocks_of(source.stream, max_bytes):
        yield StreamChunk(source.path, data, begins)
        begins = False


_CUT = {"case": _files, "lines": _lines, "table": _rows, "stream": _stream}
