"""Many cases: which files a name stands for, and their cases one after the other."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from typing import IO

from attrs import evolve, field, frozen

from ringrose.errors import InputError, Problem
from ringrose.files.documents import MAX_BYTES, unreadable
from ringrose.files.lines import RANGE, Line, blocks_of, read_lines, split_lines

__all__ = ["REJECTED", "Given", "Names", "Source", "Sources", "documents_of", "sources_of"]

KINDS = {
    ".yaml": "case",
    ".yml": "case",
    ".json": "case",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".parquet": "table",
}
REJECTED = ".rejected.jsonl"  # what an earlier batch could not judge is no input of the next, unless it is named

Name = str | os.PathLike[str]
Names = Name | IO[bytes] | Iterable[Name | IO[bytes]]


@frozen
class Source:
    """A file with cases, or several files of one case each; ``size`` is all their bytes."""

    kind: str  # case, lines, table or stream
    paths: list[str]
    size: int
    stream: IO[bytes] | None = field(default=None, eq=False, repr=False)

    @property
    def path(self) -> str:
        """The path of a source that is one file."""
        return self.paths[0]


@frozen
class Given:
    """What one name stood for: how many files and bytes, and a digest of their paths, sizes and times of change."""

    name: str
    files: int
    size: int
    digest: str


@frozen
class Sources:
    """All sources of a batch in order, and what was given for them."""

    parts: list[Source]
    given: list[Given]

    @property
    def size(self) -> int | None:
        """All bytes; None where they cannot be known."""
        return None if any(part.kind == "stream" for part in self.parts) else sum(part.size for part in self.parts)


def sources_of(names: Names, leave_out: Collection[str] = ()) -> Sources:
    """The sources that names stand for: files, folders, globs and open files of JSON Lines.

    ``leave_out`` are real paths that are not to be read: folders and globs pass over them, and naming one is a problem.

    Raises `InputError`, with every problem found.
    """
    listing = _Listing(frozenset(leave_out))
    if isinstance(names, str | os.PathLike) or hasattr(names, "read"):
        names = [names]  # type: ignore[list-item]  # an open file is iterable too
    for name in names:
        listing.add(name)
    if not listing.given and not listing.problems:
        listing.problems.append(Problem("cases", "No cases are given", "", "Name a file of JSON Lines, a case file, a folder or a glob"))
    if listing.problems:
        raise InputError(listing.problems)
    return Sources(listing.parts, listing.given)


class _Listing:
    """Sources as they are found."""

    def __init__(self, leave_out: frozenset[str]) -> None:
        self.leave_out = leave_out
        self.parts: list[Source] = []
        self.given: list[Given] = []
        self.problems: list[Problem] = []

    def add(self, name: Name | IO[bytes]) -> None:
        """Add what a name stands for."""
        if not isinstance(name, str | os.PathLike):
            told = getattr(name, "name", None)
            told = told if isinstance(told, str) else "<file>"
            self.parts.append(Source("stream", [told], 0, name))
            self.given.append(Given(told, 1, 0, ""))
            return
        path = os.fspath(name)
        before = len(self.problems)
        stamp, files, size = sha256(), 0, 0
        for file, found in self._files(path):
            stamp.update(repr((file, found.st_size, found.st_mtime_ns)).encode())
            files, size = files + 1, size + found.st_size
            self._take(KINDS[_suffix(file)], file, found.st_size)
        if not files and len(self.problems) == before:
            what = "No file with cases is in this folder" if os.path.isdir(path) else "No file with cases fits this glob"
            self._refuse(path, what, "", f"Cases stand in files that end in {_listed()}")
        self.given.append(Given(path, files, size, stamp.hexdigest()))

    def _take(self, kind: str, path: str, size: int) -> None:
        last = self.parts[-1] if self.parts else None
        if kind == "case" and last is not None and last.kind == "case":
            last.paths.append(path)
            self.parts[-1] = evolve(last, size=last.size + size)
        else:
            self.parts.append(Source(kind, [path], size))

    def _files(self, path: str) -> Iterator[tuple[str, os.stat_result]]:
        try:
            found = os.stat(path)
        except (OSError, ValueError) as error:  # ValueError: a null character in the path
            if isinstance(error, FileNotFoundError) and glob.has_magic(path):
                yield from self._glob(path)
            else:
                self.problems.append(unreadable(path, error))
            return
        if stat.S_ISDIR(found.st_mode):
            yield from self._folder(path)
        elif not stat.S_ISREG(found.st_mode):
            self._refuse(path, "This is not a file", "A batch reads its files at any place", "Pipe it in, and write - for its name")
        elif _suffix(path) not in KINDS:
            what = f"`{os.path.basename(path)}` does not tell what kind of file it is"
            self._refuse(path, what, "", f"Cases stand in files that end in {_listed()}")
        elif os.path.realpath(path) in self.leave_out:
            self._refuse(path, "This file is to be written by the same run", "", "Write to another file")
        else:
            yield path, found

    def _glob(self, pattern: str) -> Iterator[tuple[str, os.stat_result]]:
        deep = "**" in pattern  # then what is in the folders matches too
        for path in sorted(glob.iglob(pattern, recursive=True)):
            if not (deep and os.path.isdir(path)) and not self._passed_over(path):
                yield from self._files(path)

    def _folder(self, folder: str) -> Iterator[tuple[str, os.stat_result]]:
        try:
            with os.scandir(folder) as listing:
                entries = sorted(
                    (one.name, one.is_dir(follow_symlinks=False))
                    for one in listing
                    if not one.name.startswith(".") and (_suffix(one.name) in KINDS or one.is_dir(follow_symlinks=False))
                )
        except OSError as error:
            self.problems.append(unreadable(folder, error))
            return
        for name, is_folder in entries:
            path = os.path.join(folder, name)
            if is_folder:
                yield from self._folder(path)
            elif os.path.isfile(path) and not self._passed_over(path):
                yield path, os.stat(path)

    def _passed_over(self, path: str) -> bool:
        return path.endswith(REJECTED) or os.path.realpath(path) in self.leave_out

    def _refuse(self, path: str, what: str, why: str, hint: str) -> None:
        self.problems.append(Problem(path, what, why, hint))


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _listed() -> str:
    *most, last = KINDS
    return f"{', '.join(most)} or {last}"


def documents_of(names: Names, max_bytes: int = MAX_BYTES) -> Iterator[str | Line]:
    """The cases that names stand for, in order: the path of each case file, and each line or row of the others.

    Raises `InputError` at once for names that cannot be used.
    """
    return _documents(sources_of(names), max_bytes)


def _documents(sources: Sources, max_bytes: int) -> Iterator[str | Line]:
    for source in sources.parts:
        if source.kind == "case":
            yield from source.paths
        else:
            number = 0
            for number, data in enumerate(_lines(source, max_bytes), 1):
                if data and not data.isspace():
                    yield Line(data, source.path, number)


def _lines(source: Source, max_bytes: int) -> Iterator[bytes]:
    if source.stream is not None:
        for block in blocks_of(source.stream, max_bytes):
            yield from split_lines(block, max_bytes)
    elif source.kind == "lines":
        for start in range(0, source.size, RANGE):
            yield from read_lines(source.path, start, min(start + RANGE, source.size), max_bytes)
    else:
        from ringrose.files.tables import read_rows, spans

        for span in spans(source.path):
            yield from read_rows(source.path, span, max_bytes)
