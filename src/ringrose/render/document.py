"""A document as data: headings, paragraphs, lists, tables and footnotes, which Markdown and Word lay out each in their own way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import field, frozen

__all__ = ["Address", "Block", "Document", "Figure", "Heading", "Inline", "Item", "Items", "Marks", "Paragraph", "Run", "Table", "Words"]


@frozen
class Run:
    """Text in one ``style``; ``quiet`` is for remarks. A ``status`` of an element has a colour where there are colours."""

    text: str
    style: Literal["plain", "strong", "quiet", "code"] = "plain"
    status: str = ""


@frozen
class Marks:
    """The marks of footnotes, by their numbers."""

    numbers: tuple[int, ...]


@frozen
class Address:
    """An address that a source states; it becomes a link where it is one of the web."""

    url: str


Inline = Run | Marks | Address
Words = tuple[Inline, ...]


def _tuple(some: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(some)


@frozen
class Heading:
    """A heading; the title of the document has level 1."""

    level: int
    words: Words


@frozen
class Paragraph:
    """A paragraph; one that is ``leading`` stays with what follows it."""

    words: Words
    leading: bool = False


@frozen
class Item:
    """An entry of a list: its words, remarks on them on lines of their own, and the entries below it."""

    words: Words
    remarks: tuple[Words, ...] = ()
    below: tuple[Item, ...] = ()


@frozen
class Items:
    """A list without numbers; one that is ``leading`` stays with what follows it."""

    items: tuple[Item, ...]
    leading: bool = False


@frozen
class Table:
    """A table with a row of labels; ``widths`` are the shares of its columns, and those that are ``centred`` hold numbers or marks."""

    head: tuple[Words, ...] = field(converter=_tuple)
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...]
    centred: frozenset[int] = frozenset()


@frozen
class Figure:
    """Where a picture may stand, by its name; what it shows, a table beside it tells."""

    name: Literal["glance", "years"]


Block = Heading | Paragraph | Items | Table | Figure


@frozen
class Document:
    """A whole document; ``notes`` are its footnotes, the first of which has the number 1."""

    lang: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Words, ...]
