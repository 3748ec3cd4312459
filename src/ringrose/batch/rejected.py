"""A case that could not be judged: where it stands, what is wrong with it, and what it was."""

from __future__ import annotations

import re

import msgspec
from attrs import evolve, frozen

from ringrose.errors import Problem, shortened
from ringrose.files.documents import read_document

__all__ = ["Rejected", "reject"]

LONGEST = 100_000  # characters of a case that are kept
_LONE = re.compile("[\ud800-\udfff]")  # bytes of a path that are no text


@frozen
class Rejected:
    """A case that could not be judged. ``line`` is None for a case file, ``id`` where it could not be read."""

    file: str
    line: int | None
    id: str | None
    problems: tuple[Problem, ...]
    text: str

    def moved(self, lines: int) -> Rejected:
        """The same further down in its file: a worker counts lines from the first one that it reads."""
        if self.line is None or not lines:
            return self
        problems = tuple(evolve(problem, line=(problem.line or 0) + lines) for problem in self.problems)
        return evolve(self, line=self.line + lines, problems=problems)

    def encoded(self) -> bytes:
        """The case as one line of the rejected file."""
        told: dict[str, object] = {"file": _written(self.file)}
        if self.line is not None:
            told["line"] = self.line
        if self.id is not None:
            told["id"] = self.id
        told["problems"] = [
            {"line": p.line, "column": p.column, "what": _written(p.what), "why": _written(p.why), "hint": _written(p.hint)}
            for p in self.problems
        ]
        told["text"] = self.text
        return msgspec.json.encode(told) + b"\n"


def _written(text: str) -> str:
    return _LONE.sub("\ufffd", text)


def reject(file: str, line: int | None, data: bytes, problems: tuple[Problem, ...]) -> Rejected:
    """The rejection of a case that was read as ``data``."""
    value = read_document(data, file if line is None else "line.json").value if len(data) <= 10 * LONGEST else None
    name = value.get("id") if isinstance(value, dict) else None
    return Rejected(file, line, name if isinstance(name, str) else None, problems, shortened(data.decode("utf-8", "replace"), LONGEST))
