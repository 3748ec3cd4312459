"""Footnotes: each place in a source has one number, in the order in which a report first names it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ringrose.explain.telling import Line
from ringrose.model.case import Citation

__all__ = ["AT_MOST", "Note", "Notes", "places_of"]

AT_MOST = 6
"""Beside a sentence stand the marks of so many places; where it rests on more, the lines below it have them."""


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


def places_of(lines: Iterable[Line]) -> tuple[Citation, ...]:
    """The places that lines and all below them name, each once."""
    return tuple(dict.fromkeys(_cited(lines)))


def _cited(lines: Iterable[Line]) -> Iterator[Citation]:
    for line in lines:
        yield from line.citations
        yield from _cited(line.below)
