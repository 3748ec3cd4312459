"""Footnotes: each place in a source has one number, in the order in which a report first names it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ringrose.model.case import Citation

__all__ = ["Note", "Notes"]


@frozen
class Note:
    """A footnote: its number, and the place in a source."""

    number: int
    citation: Citation

    @property
    def place(self) -> str:
        """The source and where in it, in words: ``thesis, 4.1 par. 3``. Quote and address stand beside it."""
        return ", ".join(part for part in (self.citation.id, self.citation.at) if part)


class Notes:
    """Gives numbers to places, from 1 on."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, Note] = {}

    def of(self, citations: Iterable[Citation]) -> tuple[Note, ...]:
        """The footnotes of citations, each once; a place that was not named before gets the next number."""
        return tuple(self._numbers.setdefault(one, Note(len(self._numbers) + 1, one)) for one in dict.fromkeys(citations))

    def all(self) -> tuple[Note, ...]:
        """Every footnote that has a number, in order."""
        return tuple(self._numbers.values())
