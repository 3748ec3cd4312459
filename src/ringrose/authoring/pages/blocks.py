"""What a page of a pack is made of: runs of text, and blocks of them, which renderers lay out as Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Literal

from attrs import field, frozen

from ringrose.errors import one_line
from ringrose.explain.words import WORDS

__all__ = [
    "Block",
    "Box",
    "Cell",
    "Code",
    "Diagram",
    "Flow",
    "Items",
    "Key",
    "PackPage",
    "Pages",
    "Paragraph",
    "Part",
    "Run",
    "Runs",
    "Table",
    "Target",
    "plain",
    "slug",
    "text",
    "tidied",
    "told",
]

_NOT_IN_ADDRESSES = re.compile(r"[^\w\- ]")

Key = tuple[str, ...]
"""The name of a page: ``("pack",)``, ``("vocabulary",)``, ``("references",)``, ``("parameters",)``, ``("element", id)``, or
``("criterion", element, id)`` and ``("rule", element, id)``."""


@frozen
class Target:
    """Where a link leads: a page, and a part of it."""

    page: Key
    part: str = ""


@frozen
class Run:
    """A stretch of text: ``plain``, ``strong``, or ``code`` for what stands so in files; with a target it is a link."""

    text: str
    kind: Literal["plain", "strong", "code"] = "plain"
    target: Target | None = None


Runs = tuple[Run, ...]
Cell = Runs


def _runs(runs: Iterable[Run]) -> Runs:
    return tuple(runs)


def _entries(entries: Iterable[Runs]) -> tuple[Runs, ...]:
    return tuple(entries)


@frozen
class Paragraph:
    """Some runs; a ``lead`` says in short what the page is about."""

    runs: Runs = field(converter=_runs)
    kind: Literal["plain", "lead"] = "plain"


@frozen
class Items:
    """A list."""

    entries: tuple[Runs, ...] = field(converter=_entries)


def _rows(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(rows)


@frozen
class Table:
    """A table; without ``head`` the first cell of each row is its label."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_rows)


@frozen
class Code:
    """Text in the language of the files."""

    text: str


@frozen
class Box:
    """A box of a diagram: what it is, the word for that, its text, and where it leads. Boxes of the same name are one.

    ``kind`` is ``each``, ``fact``, ``absent``, ``every``, ``count``, ``unless``, ``rule``, ``criterion``, ``derived`` or ``element``.
    """

    name: str
    kind: str
    word: str
    text: str
    target: Target | None = None


def _boxes(stages: Iterable[Iterable[Box]]) -> tuple[tuple[Box, ...], ...]:
    return tuple(tuple(stage) for stage in stages)


@frozen
class Flow:
    """Stages of boxes; each box of a stage leads to all of the next."""

    stages: tuple[tuple[Box, ...], ...] = field(converter=_boxes)


def _flows(flows: Iterable[Flow]) -> tuple[Flow, ...]:
    return tuple(flows)


@frozen
class Diagram:
    """Flows, which share the boxes of the same name; ``title`` says what they show."""

    title: str
    flows: tuple[Flow, ...] = field(converter=_flows)


Block = Paragraph | Items | Table | Code | Diagram


def _blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks)


@frozen
class Part:
    """A part of a page under a heading; ``anchor`` is its name in addresses, unique within its page."""

    title: str
    blocks: tuple[Block, ...] = field(converter=_blocks)
    anchor: str = ""


def _parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(parts)


@frozen
class PackPage:
    """One page: its name, what it is about (``word``: a rule, a criterion, ...), its title, what comes first, and its parts.

    ``above`` are the pages that it stands under, from the top; ``before`` and ``after`` its neighbours.
    """

    key: Key
    word: str
    title: str
    blocks: tuple[Block, ...] = field(converter=_blocks)
    parts: tuple[Part, ...] = field(converter=_parts)
    above: tuple[Key, ...] = ()
    before: Key | None = None
    after: Key | None = None


@frozen
class Pages:
    """The pages of a pack in one language, in the order of reading; the first is its index. ``made`` says what they were made from."""

    lang: str
    pack: str
    title: str
    made: Runs
    pages: Mapping[Key, PackPage]

    def mark(self, path: str) -> str:
        """What the file of that path says of itself near its beginning, so that a later run knows that it may be written anew."""
        return f"Made by ringrose pack docs from the pack {self.pack} ({self.lang}): {path}. Change the pack, and not this file."


def text(words: str) -> Runs:
    """Plain text as runs."""
    return (Run(words),) if words else ()


def told(code: str, lang: str, **slots: Runs) -> Runs:
    """The words of a code in a language, with runs in its slots."""
    texts = WORDS[code]
    runs: list[Run] = []
    for literal, name, _, _ in Formatter().parse(texts.get(lang, texts["en"])):
        runs += text(literal)
        if name is not None:
            runs += slots[name]
    return tuple(runs)


def tidied(words: str) -> str:
    """Text on one line: runs of white space are one space, other invisible characters are made visible."""
    return one_line(" ".join(words.split()))


def slug(title: str) -> str:
    """The address of a heading within its page, as GitHub makes it."""
    return _NOT_IN_ADDRESSES.sub("", tidied(title).lower()).replace(" ", "-")


def plain(runs: Iterable[Run]) -> str:
    """Runs as text alone."""
    return "".join(run.text for run in runs)
