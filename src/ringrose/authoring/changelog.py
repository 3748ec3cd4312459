"""The CHANGELOG.md of a pack: its versions with their days and digests, and what the entries of each are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from attrs import field, frozen

from ringrose.errors import InputError, Problem
from ringrose.files.documents import MAX_BYTES, read_bytes

__all__ = ["FILE", "Change", "Release", "read_changelog", "releases_of"]

FILE = "CHANGELOG.md"

_VERSION = re.compile(r"##\s+\[?([^\]\s]+)\]?(?:\s+-\s+(\S.*?))?(?:\s+\[YANKED\])?\s*")
_KIND = re.compile(r"###\s+(.*\S)\s*")
_DIGEST = re.compile(r"\s*(?:[-*+]\s+)?`?Digest:\s*`?(sha256:[0-9a-f]{64})`?\.?`?\s*")
_ENTRY = re.compile(r"[-*+]\s+(.*\S)\s*")
_NAME = re.compile(r"`([^`]+)`")


@frozen
class Change:
    """One entry: under which heading it stands (``Changed``), its text, and the line in which it begins."""

    kind: str
    text: str
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """What it names in backticks."""
        return tuple(_NAME.findall(self.text))


def _changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(changes)


@frozen
class Release:
    """A version: its day (as it is written) and digest where they are told, its entries, and the line of its heading."""

    version: str
    day: str | None
    digest: str | None
    changes: tuple[Change, ...] = field(converter=_changes)
    line: int


def read_changelog(folder: Path, *, max_bytes: int = MAX_BYTES) -> tuple[Release, ...]:
    """The versions that the changelog of the pack in a folder tells of, as they stand there; none where it has no changelog.

    Raises `InputError` where it cannot be read.
    """
    file = folder / FILE
    if not file.exists():
        return ()
    data, problem = read_bytes(str(file), max_bytes, "changelog")
    if problem is not None:
        raise InputError([problem])
    try:
        return releases_of(data.decode())
    except UnicodeDecodeError:
        raise InputError([Problem(str(file), "This file is not in UTF-8", "", "Save it in the encoding UTF-8")]) from None


def releases_of(text: str) -> tuple[Release, ...]:
    """The versions that a text in the form of Keep a Changelog tells of, as they stand there."""
    return tuple(_releases(text.splitlines()))


def _releases(lines: list[str]) -> Iterator[Release]:
    starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
    for start, end in pairwise([*starts, len(lines)]):
        heading = _VERSION.fullmatch(lines[start])
        if heading is None or heading[1].casefold() == "unreleased":
            continue
        digest = next((found[1] for line in lines[start:end] if (found := _DIGEST.fullmatch(line))), None)
        yield Release(heading[1], heading[2], digest, _entries(lines, start + 1, end), start + 1)


def _entries(lines: list[str], start: int, end: int) -> Iterator[Change]:
    """The entries between two lines; an entry goes on over lines that are indented."""
    kind = ""
    told: list[str] = []
    begun = 0
    for number in range(start, end):
        line = lines[number]
        found = None if _DIGEST.fullmatch(line) else _ENTRY.fullmatch(line)
        if told and line[:1].isspace() and line.strip():
            told.append(line.strip())
            continue
        if told and (found or not line.strip() or not line[:1].isspace()):
            yield Change(kind, " ".join(told), begun)
            told = []
        if found:
            told, begun = [found[1]], number + 1
        elif heading := _KIND.fullmatch(line):
            kind = heading[1]
    if told:
        yield Change(kind, " ".join(told), begun)
