"""Lines of JSON, one case each: read from a range of a file or from a stream, each with its place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, NamedTuple

from attrs import evolve

from ringrose.errors import InputError, Problem
from ringrose.files.cases import PackSource, load_case
from ringrose.files.documents import MAX_BYTES
from ringrose.model.case import Case

__all__ = ["RANGE", "Line", "blocks_of", "load_line", "read_lines", "split_lines", "too_long"]

RANGE = 1 << 19  # bytes that are read at once
BLOCK = 1 << 16
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One case as JSON in a larger source, with the number of its line or row, from 1. One that is too long is cut after the limit."""

    data: bytes
    file: str
    number: int


def read_lines(path: str, start: int, end: int, max_bytes: int) -> list[bytes]:
    """The lines of a file that begin in a range of its bytes; of one that is longer than ``max_bytes``, one byte more than those."""
    with open(path, "rb", buffering=0) as file:
        file.seek(max(start - 1, 0))
        data = _exactly(file, end - max(start - 1, 0))
        if start:  # the line before the range may reach into it
            first = data.find(b"\n") + 1
            data = data[first:] if first else b""
        else:
            data = data.removeprefix(_BOM)
        if not data:
            return []
        if not data.endswith(b"\n"):
            missing = max_bytes + 1 - (len(data) - data.rfind(b"\n") - 1)
            data = b"".join([data, *_rest_of_line(file, missing)])
    return split_lines(data, max_bytes)


def _exactly(file: IO[bytes], count: int) -> bytes:
    """So many bytes of a file, or all that are left."""
    parts = []
    while count > 0 and (part := file.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts) if len(parts) != 1 else parts[0]


def _rest_of_line(file: IO[bytes], most: int) -> Iterator[bytes]:
    while most > 0 and (part := file.read(min(BLOCK, most))):
        end = part.find(b"\n")
        if end >= 0:
            yield part[:end]
            return
        yield part
        most -= len(part)


def split_lines(data: bytes, max_bytes: int) -> list[bytes]:
    """The lines of bytes, without their ends; those that are too long cut one byte after the limit."""
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    return [line if len(line) <= max_bytes else line[: max_bytes + 1] for line in lines]


def blocks_of(stream: IO[bytes], max_bytes: int) -> Iterator[bytes]:
    """A stream in blocks of whole lines, some hundred kilobytes each; lines that are too long are cut one byte after the limit."""
    read = getattr(stream, "read1", stream.read)  # what is there is taken at once, so that a slow writer need not wait for answers
    kept: list[bytes] = []  # the beginning of a line
    size, first = 0, True
    while block := read(RANGE):
        if first:
            block, first = block.removeprefix(_BOM), False
        end = block.rfind(b"\n") + 1
        if end:
            yield b"".join([*kept, block[:end]])
            kept, size, block = [], 0, block[end:]
        if block and size <= max_bytes:
            kept.append(block[: max_bytes + 1 - size])
            size += len(kept[-1])
        if not end and size > max_bytes:
            kept = [b"".join(kept)]
    if kept:
        yield b"".join(kept)


def load_line(line: Line, pack: PackSource | None = None, max_bytes: int = MAX_BYTES) -> Case:
    """The checked case of a line.

    Raises `InputError`, with every problem at the line's place in its source.
    """
    if len(line.data) > max_bytes:
        raise InputError([too_long(line, max_bytes)])
    stream = io.BytesIO(line.data)
    stream.name = "line.json"  # a line is never YAML
    try:
        return load_case(stream, pack=pack, max_bytes=max_bytes)
    except InputError as error:
        raise InputError(evolve(p, file=line.file, line=line.number, column=p.column or 1) for p in error.problems) from None


def too_long(line: Line, max_bytes: int) -> Problem:
    """That a line is larger than the limit."""
    hint = "Make it smaller, or raise the limit (max_bytes, or --max-bytes)"
    return Problem(line.file, f"This case is larger than {max_bytes} bytes", "", hint, line.number, 1)
