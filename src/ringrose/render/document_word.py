"""A document as Word: pandoc writes it, from data and not from text, by the styles of the folder ``look/word``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup

from ringrose.errors import InputError, Problem, shortened
from ringrose.render.document import Block, Document, Figure, Heading, Inline, Item, Items, Marks, Run, Table, Words
from ringrose.render.marks import tidy
from ringrose.render.web import web_address

__all__ = ["Picture", "word"]

Node = dict[str, Any]
Picture = tuple[bytes, str]
"""A picture as PNG, and what it shows in words."""

_LOOK = Path(__file__).parent / "look" / "word"
_API = [1, 23]  # of pandoc 3
_PLAIN = ["", [], []]
_STATUS = {"met": "Status Met", "not_met": "Status Not Met", "contested": "Status Contested", "undetermined": "Status Undetermined"}
_LANGUAGES = {"en": "en-GB", "id": "id-ID"}  # Word checks spelling by language and country
_ACROSS = "16cm"

DEEPEST = 9
"""Lists of Word have so many levels; what stands deeper stands on the last."""
SMALL = 8
"""A table of so many rows at most stays on one page; of others the first two rows do."""
LONGEST = 80
"""So much of the title stands at the foot of each page."""
FIRST_BOOKMARK = 1_000_000
"""Bookmarks of pandoc are numbered from 1 on, those of footnotes from here on."""


def word(document: Document, pictures: Mapping[str, Picture]) -> bytes:
    """The document as a .docx, with the pictures there are; the same document gives the same bytes.

    Raises `InputError` that says how to get pandoc where it is not there.
    """
    tree = json.dumps(_Writer(document, pictures).tree())
    with TemporaryDirectory() as folder:
        look = Path(folder) / "look.docx"
        look.write_bytes(_reference(document.title))
        return _settled(_converted(tree, look))


def _converted(tree: str, look: Path) -> bytes:
    """What pandoc makes of a tree. It can read the file of the look, and nothing else."""
    try:
        import pypandoc
    except ImportError:
        raise _missing("pypandoc is not installed") from None
    arguments = ["--sandbox", f"--reference-doc={look}"]
    try:
        made: bytes = pypandoc.convert_text(tree, "docx", "json", arguments, outputfile="-", verify_format=False)
    except OSError:
        raise _missing("pandoc is not installed") from None
    except RuntimeError as error:  # such as an older pandoc, which knows no such data
        raise _missing(f"pandoc failed: {shortened(' '.join(str(error).split()), 300)}") from None
    return made


def _missing(why: str) -> InputError:
    return InputError([Problem("docx", "Word cannot be written", why, 'Install it: pip install "ringrose[word]"')])


# -- what pandoc is given -------------------------------------------------------------------------------------------------------


class _Writer:
    """Writes a document as pandoc's data; all that can become markup in it was made here, and holds no text but numbers."""

    def __init__(self, document: Document, pictures: Mapping[str, Picture]) -> None:
        self.document, self.pictures = document, pictures
        self.marked: set[int] = set()

    def tree(self) -> Node:
        document = self.document
        told = {"title": document.title, "lang": _LANGUAGES.get(document.lang, document.lang)}
        meta = {name: _node("MetaInlines", [_text(text)]) for name, text in told.items()}
        blocks = [node for block in document.blocks for node in self._block(block)]
        return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}

    def _block(self, block: Block) -> Iterator[Node]:
        if isinstance(block, Heading):
            if block.level > 1:  # the title is told by the meta data
                yield _node("Header", [block.level - 1, _PLAIN, self._words(block.words)])
        elif isinstance(block, Items):
            yield self._items(block.items, 1, leading=block.leading)
        elif isinstance(block, Table):
            yield self._table(block)
        elif isinstance(block, Figure):
            if block.name in self.pictures:
                yield _picture(self.pictures[block.name])
        else:
            words = _node("Para", self._words(block.words))
            yield _styled_block("Leading", words) if block.leading else words

    def _items(self, items: Iterable[Item], level: int, *, leading: bool = False) -> Node:
        return _node("BulletList", [entry for item in items for entry in self._item(item, level, leading=leading)])

    def _item(self, item: Item, level: int, *, leading: bool) -> Iterator[list[Node]]:
        words = self._words(item.words)
        for remark in item.remarks:
            words += [_node("LineBreak"), *self._words(remark)]
        entry = [_styled_block("Compact Leading", _node("Para", words)) if leading else _node("Plain", words)]
        if level < DEEPEST and item.below:
            entry.append(self._items(item.below, level + 1, leading=leading))
        yield entry
        if level == DEEPEST:
            for below in item.below:
                yield from self._item(below, level, leading=leading)

    def _table(self, table: Table) -> Node:
        columns = [
            [_node("AlignCenter" if place in table.centred else "AlignLeft"), _node("ColWidth", width)]
            for place, width in enumerate(table.widths)
        ]
        head = [_PLAIN, [self._row(table.head, "Cell Head")]]
        together = len(table.rows) if len(table.rows) <= SMALL else 2
        rows = [self._row(row, "Cell Leading" if place < together else "Cell") for place, row in enumerate(table.rows, 1)]
        body = [_PLAIN, 0, [], rows]
        return _node("Table", [_PLAIN, [None, []], columns, head, [body], [_PLAIN, []]])

    def _row(self, cells: Iterable[Words], style: str) -> list[Any]:
        blocks = (_styled_block(style, _node("Para", self._words(cell))) for cell in cells)
        return [_PLAIN, [[_PLAIN, _node("AlignDefault"), 1, 1, [block]] for block in blocks]]

    # -- words ------------------------------------------------------------------------------------------------------------

    def _words(self, words: Words) -> list[Node]:
        return [node for inline in words for node in self._inline(inline)]

    def _inline(self, inline: Inline) -> Iterator[Node]:
        if isinstance(inline, Run):
            yield from _run(inline)
        elif isinstance(inline, Marks):
            for place, number in enumerate(inline.numbers):
                if place:
                    yield _raw('<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t xml:space="preserve">, </w:t></w:r>')
                yield from self._mark(number)
        elif url := web_address(inline.url):
            yield _node("Link", [_PLAIN, [_text(url)], [url, ""]])
        else:
            yield _text(inline.url)

    def _mark(self, number: int) -> Iterator[Node]:
        """The footnote itself where it is first named, and from then on a reference to it."""
        if number in self.marked:
            yield _raw(
                f'<w:fldSimple w:instr=" NOTEREF _Note{number} \\f \\h "><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                f"<w:t>{number}</w:t></w:r></w:fldSimple>"
            )
            return
        self.marked.add(number)
        yield _raw(f'<w:bookmarkStart w:id="{FIRST_BOOKMARK + number}" w:name="_Note{number}"/>')
        yield _node("Note", [_node("Para", self._words(self.document.notes[number - 1]))])
        yield _raw(f'<w:bookmarkEnd w:id="{FIRST_BOOKMARK + number}"/>')


def _run(run: Run) -> Iterator[Node]:
    """A run; the spaces around its text stay outside of its style."""
    words = tidy(run.text)
    if run.text[:1].isspace():
        yield _node("Space")
    if words:
        yield _styled(run, words)
        if run.text[-1:].isspace():
            yield _node("Space")


def _styled(run: Run, words: str) -> Node:
    if run.status:
        return _span(_STATUS[run.status], words)
    if run.style == "strong":
        return _node("Strong", [_text(words)])
    if run.style == "quiet":
        return _span("Remark", words)
    return _node("Code", [_PLAIN, words]) if run.style == "code" else _text(words)


def _span(style: str, words: str) -> Node:
    return _node("Span", [["", [], [["custom-style", style]]], [_text(words)]])


def _styled_block(style: str, block: Node) -> Node:
    return _node("Div", [["", [], [["custom-style", style]]], [block]])


def _picture(picture: Picture) -> Node:
    from base64 import b64encode

    content, told = picture
    address = f"data:image/png;base64,{b64encode(content).decode()}"
    return _node("Para", [_node("Image", [["", [], [["width", _ACROSS]]], [_text(tidy(told))], [address, ""]])])


def _raw(markup: str) -> Node:
    return _node("RawInline", ["openxml", markup])


def _text(text: str) -> Node:
    return _node("Str", tidy(text))


def _node(kind: str, content: Any = None) -> Node:
    return {"t": kind} if content is None else {"t": kind, "c": content}


# -- files of Word --------------------------------------------------------------------------------------------------------------

_WHEN = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows


def _reference(title: str) -> bytes:
    """The document that pandoc takes the look from: its styles, its page, and its footer, which names the title."""
    parts = {path.relative_to(_LOOK).as_posix(): path.read_text(encoding="utf-8") for path in sorted(_LOOK.rglob("*.*")) if path.is_file()}
    footer = Markup(parts["word/footer1.xml"])  # noqa: S704  # our own file, with a place for the title
    parts["word/footer1.xml"] = footer.format(title=shortened(tidy(title), LONGEST))
    return _zipped({name: text.encode() for name, text in parts.items()})


_DATES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_DATA = re.compile(rb' descr="data:image/png;base64,[^"]*"')
_COLUMN = re.compile(rb'<w:gridCol w:w="(\d+)" />')
_CELL_ROW = re.compile(rb"<w:tr>(?:\s*<w:trPr>)?")
_INDENT = re.compile(rb'<w:ind w:left="(\d+)" w:hanging="\d+" />')
_PAGE, _PANDOCS_PAGE, _STEP, _PANDOCS_STEP = 9072, 7920, 340, 720  # how wide the text is, and how far each level of a list stands in
_MODERN = b'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'


def _settled(docx: bytes) -> bytes:
    """The file as pandoc cannot be told to make it.

    It has no dates, no second copy of each picture, tables as wide as the text whose rows are not torn, and lists that stand less far in,
    and says that a Word of these days made it.
    """
    with ZipFile(BytesIO(docx)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["docProps/core.xml"] = _DATES.sub(b"", parts["docProps/core.xml"])
    told = _COLUMN.sub(_wide, _DATA.sub(b' descr=""', parts["word/document.xml"]))
    parts["word/document.xml"] = _CELL_ROW.sub(_whole, told)
    parts["word/numbering.xml"] = _INDENT.sub(_indented, parts["word/numbering.xml"])
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:rsids>", _MODERN + b"<w:rsids>")
    return _zipped(parts)


def _wide(column: re.Match[bytes]) -> bytes:
    return b'<w:gridCol w:w="%d"/>' % (int(column[1]) * _PAGE // _PANDOCS_PAGE)


def _whole(row: re.Match[bytes]) -> bytes:
    """The beginning of a row that is not torn at the end of a page."""
    return b"<w:tr><w:trPr><w:cantSplit/>" + (b"" if row[0].endswith(b"<w:trPr>") else b"</w:trPr>")


def _indented(level: re.Match[bytes]) -> bytes:
    return b'<w:ind w:left="%d" w:hanging="%d"/>' % (int(level[1]) * _STEP // _PANDOCS_STEP, _STEP)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            entry = ZipInfo(name, _WHEN)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, part)
    return content.getvalue()
