"""A document as Markdown: CommonMark with tables and footnotes, as GitHub and pandoc read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ringrose.render.document import Address, Block, Document, Figure, Heading, Inline, Item, Items, Marks, Run, Table, Words
from ringrose.render.markdown import as_code, begun, within_line
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
    return begun("".join(_inlines(words)).strip())


def _inlines(words: Sequence[Inline]) -> Iterator[str]:
    for inline in words:
        if isinstance(inline, Marks):
            yield " ".join(f"[^{number}]" for number in inline.numbers)
        elif isinstance(inline, Address):
            yield f"<{url}>" if (url := web_address(inline.url)) else within_line(inline.url)
        else:
            yield _run(inline)


def _run(run: Run) -> str:
    """A run with its markup; the spaces around its text stay outside."""
    if not run.text.strip():
        return run.text[:1] and " "
    words = as_code(run.text) if run.style == "code" else within_line(run.text)
    if words.endswith("!"):  # who knows no footnotes would read an image in it and the mark after it
        words = f"{words[:-1]}\\!"
    if run.style in _AROUND:
        words = f"{_AROUND[run.style]}{words}{_AROUND[run.style]}"
    before, after = (" " if end.isspace() else "" for end in (run.text[:1], run.text[-1:]))
    return f"{before}{words}{after}"


_AROUND = {"strong": "**", "quiet": "*"}
