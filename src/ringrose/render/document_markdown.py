"""A document as Markdown: CommonMark with tables and footnotes, as GitHub and pandoc read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ringrose.render.document import Address, Block, Document, Figure, Heading, Inline, Item, Items, Marks, Run, Table, Words
from ringrose.render.markdown import as_code, within_line
from ringrose.render.web import web_address

__all__ = ["markdown"]


def markdown(document: Document) -> str:
    """The document as Markdown; none of its texts can become markup, and figures are left out."""
    blocks = [told for block in document.blocks if (told := _block(block))]
    blocks += [f"[^{number}]: {_line(words)}" for number, words in enumerate(document.notes, 1)]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_line(block.words)}"
    if isinstance(block, Items):
        return "\n".join(_items(block.items, ""))
    if isinstance(block, Table):
        return _table(block)
    return "" if isinstance(block, Figure) else _line(block.words)


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield "\\\n".join([f"{indent}- {_line(item.words)}", *(f"{indent}  {_line(remark)}" for remark in item.remarks)])
        yield from _items(item.below, f"{indent}  ")


def _table(table: Table) -> str:
    rules = [":-:" if place in table.centred else "---" for place in range(len(table.head))]
    rows = [_row(map(_line, table.head)), _row(rules), *(_row(map(_line, row)) for row in table.rows)]
    return "\n".join(rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(words: Words) -> str:
    """Words on one line that begins here, and begins no list and no other kind of block."""
    line = "".join(_inlines(words)).strip()
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\", line)


# What GitHub reads beside CommonMark (names of emoji), and pandoc in Markdown of its own (``a.`` begins a list, ``@`` a citation).
_MORE = re.compile(r"([@^{}]|:(?=[\w+-]+:))")
_AT_START = re.compile(r"^([-+=:(])|^(\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)])")


def _text(text: str) -> str:
    return _MORE.sub(r"\\\1", within_line(text))


def _inlines(words: Sequence[Inline]) -> Iterator[str]:
    for inline in words:
        if isinstance(inline, Marks):
            yield " ".join(f"[^{number}]" for number in inline.numbers)
        elif isinstance(inline, Address):
            yield f"<{url}>" if (url := web_address(inline.url)) else _text(inline.url)
        else:
            yield _run(inline)


def _run(run: Run) -> str:
    """A run with its markup; the spaces around its text stay outside."""
    if not run.text.strip():
        return run.text[:1] and " "
    words = _code(run.text) if run.style == "code" else _text(run.text)
    if words.endswith("!"):  # before the mark of a footnote it would make an image of it
        words = f"{words[:-1]}\\!"
    if run.style in _AROUND:
        words = f"{_AROUND[run.style]}{words}{_AROUND[run.style]}"
    before, after = (" " if end.isspace() else "" for end in (run.text[:1], run.text[-1:]))
    return f"{before}{words}{after}"


def _code(text: str) -> str:
    told = as_code(text)
    return told if told.startswith("`") else _MORE.sub(r"\\\1", told)


_AROUND = {"strong": "**", "quiet": "*"}
