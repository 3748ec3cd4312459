"""Files as documents: bytes in bounded size, the language told from the name or the content, problems with their places."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import IO, Any

from ringrose.errors import Flaw, Problem, place_of
from ringrose.files.nodes import Builder, Node, locate, plain

__all__ = ["MAX_BYTES", "Document", "document_of", "read_bytes", "read_document", "unreadable"]

MAX_BYTES = 10_000_000
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Document:
    """What a source states, and how a flaw in it is told: with line and column for a file, with the place within it for a mapping."""

    def __init__(self, file: str, value: Any, root: Node | None = None, problems: Iterable[Problem] = ()) -> None:
        self.file, self.value, self.root = file, value, root
        self.problems = list(problems)

    @property
    def readable(self) -> bool:
        """Whether there is anything to structure."""
        return self.root is not None or not self.problems

    def told(self, flaws: Iterable[Flaw]) -> list[Problem]:
        """The problems of the file and these flaws, sorted by place, none twice.

        A flaw at a place where the file itself is wrong comes from that, and is not told.
        """
        taken = {(p.line, p.column) for p in self.problems}
        told = dict.fromkeys(self.problems)
        told.update((p, None) for flaw in flaws if ((p := self._problem(flaw)).line, p.column) not in taken or p.line is None)
        return sorted(told, key=lambda p: (p.line or 0, p.column or 0))

    def _problem(self, flaw: Flaw) -> Problem:
        if self.root is None:
            return Problem(self.file, flaw.what, flaw.why, flaw.hint, place=place_of(flaw.path), warning=flaw.warning)
        line, column = locate(self.root, flaw.path, at_key=flaw.at_key)
        return Problem(self.file, flaw.what, flaw.why, flaw.hint, line, column, warning=flaw.warning)


def document_of(source: Any, max_bytes: int, what: str) -> Document:
    """The document of a path, an open file, or a mapping."""
    if isinstance(source, Mapping):
        return Document(what, source)
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        file = path if isinstance(path, str) else os.fsdecode(path)
        data, problem = read_bytes(file, max_bytes, what)
        if problem is not None:
            return Document(file, None, None, [problem])
        return read_document(data, file)
    if hasattr(source, "read"):
        return _open_document(source, max_bytes)
    kind = type(source).__name__
    raise TypeError(f"{what} is a path, an open file or a mapping, not {kind}")


def _open_document(source: IO[Any], max_bytes: int) -> Document:
    name = getattr(source, "name", None)
    file = name if isinstance(name, str) else "<file>"
    try:
        data = source.read(max_bytes + 1)
    except UnicodeDecodeError as error:
        return Document(file, None, None, [_not_utf8(file, 1, 1, error)])
    except OSError as error:
        return Document(file, None, None, [unreadable(file, error)])
    if len(data) > max_bytes:
        return Document(file, None, None, [_too_large(file, max_bytes)])
    return read_text(data, file) if isinstance(data, str) else read_document(bytes(data), file)


def read_bytes(file: str, max_bytes: int, what: str = "case") -> tuple[bytes, Problem | None]:
    """The bytes of a file that is not too large, or why there are none; ``what`` is what the file should be."""
    try:
        with open(file, "rb") as stream:
            data = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a null character in the path
        return b"", unreadable(file, error, what)
    if len(data) > max_bytes:
        return b"", _too_large(file, max_bytes)
    return data, None


def _too_large(file: str, max_bytes: int) -> Problem:
    return Problem(
        file, f"This file is larger than {max_bytes} bytes", "", "Make it smaller, or raise the limit (max_bytes, or --max-bytes)"
    )


_ONE_FILE = {
    "case": ("A case is one file", "Name the file in it; a folder of rules is named with --pack"),
    "assessment": ("A saved assessment is one file", "Name the file in it"),
}


def unreadable(file: str, error: Exception, what: str = "case") -> Problem:
    """Why a file or folder cannot be read; ``what`` is what it should be: a ``case``, an ``assessment`` or some other file."""
    if isinstance(error, FileNotFoundError):
        return Problem(file, "There is no such file", "", "Check the name and the folder")
    if isinstance(error, IsADirectoryError):
        return Problem(file, "This is a folder", *_ONE_FILE.get(what, ("A file is needed in its place", "Move it away")))
    if isinstance(error, PermissionError):
        return Problem(file, "This may not be read", "", "Ask for the right to read it")
    return Problem(file, f"This cannot be read: {getattr(error, 'strerror', None) or error}")


def _not_utf8(file: str, line: int, column: int, error: UnicodeDecodeError) -> Problem:
    what = f"This file is not in UTF-8 (byte {error.object[error.start]:#04x})"
    return Problem(file, what, "", "Save it in the encoding UTF-8", line, column)


def read_document(data: bytes, file: str) -> Document:
    """The document in the bytes of a file."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Document(file, None, None, [Problem(file, "This file is in UTF-16", "", "Save it in the encoding UTF-8", 1, 1)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(errors="replace")
        return Document(file, None, None, [_not_utf8(file, *_spot(before, len(before)), error)])
    return read_text(text, file)


def read_text(text: str, file: str) -> Document:
    """The document in the text of a file."""
    text = text.removeprefix("\ufeff")
    if found := _NEVER.search(text):
        spot = _spot(text, found.start())
        what = f"This file holds a character that cannot be seen (U+{ord(found[0]):04X})"
        return Document(file, None, None, [Problem(file, what, "", "Take it out", *spot)])
    built = _built(text, file) if text.strip() else Builder(file)
    if built.root is None and not built.problems:
        return Document(file, None, None, [Problem(file, "This file is empty", "", "", 1, 1)])
    complete = built.root if built.complete else None
    return Document(file, plain(complete) if complete is not None else None, complete, built.problems)


def _built(text: str, file: str) -> Builder:
    name = file.lower()
    if name.endswith(".json") or (not name.endswith((".yaml", ".yml")) and _is_json(text)):
        from ringrose.files.json_reader import read_json

        return read_json(text, file)
    from ringrose.files.yaml_reader import read_yaml

    return read_yaml(text, file)


def _is_json(text: str) -> bool:
    if not text.lstrip().startswith("{"):
        return False
    from ringrose.files.json_reader import is_json

    return is_json(text)


def _spot(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - (text.rfind("\n", 0, position) + 1) + 1
