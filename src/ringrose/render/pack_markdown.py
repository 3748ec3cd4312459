"""The pages of a pack as Markdown, as GitHub shows it: one file for each page."""

from __future__ import annotations

import re
from itertools import pairwise

from ringrose.authoring.pages.blocks import Block, Box, Code, Diagram, Items, Key, PackPage, Pages, Paragraph, Run, Runs, Table, Target
from ringrose.explain.words import say
from ringrose.render.graph import CLASSES, label_lines, quoted
from ringrose.render.markdown import as_code, escape, within_line
from ringrose.render.pack_addresses import Addresses

__all__ = ["markdown_files"]

_RUNS_OF_TICKS = re.compile("`+")


def markdown_files(pages: Pages) -> dict[str, str]:
    """The text of each file by its path; no text of a pack can become markup."""
    addresses = Addresses(pages.pages, "README.md", ".md")
    return {addresses.paths[key]: _Writer(pages, page, addresses).text() for key, page in pages.pages.items()}


class _Writer:
    """Writes one page."""

    def __init__(self, pages: Pages, page: PackPage, addresses: Addresses) -> None:
        self.pages, self.page, self.addresses = pages, page, addresses

    def text(self) -> str:
        page = self.page
        mark = self.pages.mark(self.addresses.paths[page.key])
        blocks = [
            f"<!-- {mark} -->",
            *([self._trail()] if page.above else []),
            f"# {escape(page.title)}",
        ]
        if page.word != page.title:
            blocks.append(f"*{escape(page.word)}*")
        blocks += map(self.block, page.blocks)
        for part in page.parts:
            blocks += [f"## {escape(part.title)}", *map(self.block, part.blocks)]
        return "\n\n".join([*blocks, "---", self._neighbours()]) + "\n"

    # -- around the text --------------------------------------------------------------------------------------------------

    def _trail(self) -> str:
        return " › ".join(self._to(key) for key in self.page.above)

    def _to(self, key: Key) -> str:
        return self.run(Run(self.pages.pages[key].title, target=Target(key)))

    def _neighbours(self) -> str:
        told = []
        for code, key in (("before", self.page.before), ("after", self.page.after)):
            if key is not None:
                told.append(f"{say(f'page.{code}', self.pages.lang)}: {self._to(key)}")
        return " · ".join(told)

    # -- blocks -----------------------------------------------------------------------------------------------------------

    def block(self, block: Block) -> str:
        """A block as lines."""
        if isinstance(block, Paragraph):
            words = self.runs(block.runs)
            return f"> {words}" if block.kind == "lead" else words
        if isinstance(block, Items):
            return "\n".join(f"- {self.runs(entry)}" for entry in block.entries)
        if isinstance(block, Table):
            return self._table(block)
        return _fenced("yaml", block.text) if isinstance(block, Code) else _fenced("mermaid", _mermaid(block))

    def _table(self, table: Table) -> str:
        rows = [[escape(label) for label in table.head] or [""] * len(table.rows[0]), ["---"] * len(table.rows[0])]
        for cells in table.rows:
            told = [self.runs(cell) for cell in cells]
            rows.append(told if table.head else [f"**{told[0]}**", *told[1:]])
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    # -- text -------------------------------------------------------------------------------------------------------------

    def runs(self, runs: Runs) -> str:
        """Runs on one line."""
        return "".join(self.run(run, first=number == 0) for number, run in enumerate(runs)).strip()

    def run(self, run: Run, *, first: bool = True) -> str:
        """A run with its markup, and the spaces around it; ``first``: it may stand at the start of a line."""
        if not run.text.strip():
            return run.text[:1] and " "
        words = as_code(run.text) if run.kind == "code" else escape(run.text) if first else within_line(run.text)
        if words.endswith("!"):  # before a link it would make an image of it
            words = f"{words[:-1]}\\!"
        if run.kind == "strong":
            words = f"**{words}**"
        if run.target is not None:
            words = f"[{words}]({self.addresses.link(self.page.key, run.target)})"
        before, after = (" " if end.isspace() else "" for end in (run.text[:1], run.text[-1:]))
        return f"{before}{words}{after}"


def _fenced(language: str, words: str) -> str:
    """Text between fences that are longer than any within it."""
    longest = max((len(ticks) for ticks in _RUNS_OF_TICKS.findall(words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{words}{fence}"


# -- diagrams ---------------------------------------------------------------------------------------------------------------------

_SHAPES = {
    "each": ("[/", "/]"),
    "fact": ("[", "]"),
    "absent": (">", "]"),
    "every": ("[\\", "/]"),
    "count": ("[/", "\\]"),
    "unless": ("[\\", "\\]"),
    "rule": ("{{", "}}"),
    "criterion": ("[/", "\\]"),
    "derived": ("(", ")"),
    "element": ("([", "])"),
}
_STYLES = {"absent": "dashed", "unless": "dashed", "rule": "strong"}


def _mermaid(diagram: Diagram) -> str:
    """A diagram as a flowchart of Mermaid; shapes and borders tell the kinds apart, so that it can be printed in grey."""
    boxes: dict[str, Box] = {}
    edges: dict[tuple[str, str], str] = {}
    for flow in diagram.flows:
        for stage in flow.stages:
            boxes.update({box.name: box for box in stage if box.name not in boxes})
        for stage, following in pairwise(flow.stages):
            for box in stage:
                edges.update({(box.name, other.name): "-.->" if box.kind == "unless" else "-->" for other in following})
    names = {name: f"n{number}" for number, name in enumerate(boxes, 1)}
    lines = ["flowchart LR"]
    for name, box in boxes.items():
        start, end = _SHAPES[box.kind]
        lines.append(f"    {names[name]}{start}{quoted(label_lines(box.word, box.text))}{end}")
    lines += [f"    {names[first]} {arrow} {names[second]}" for (first, second), arrow in edges.items()]
    styled: dict[str, list[str]] = {}
    for name, box in boxes.items():
        styled.setdefault(_STYLES.get(box.kind, "plain"), []).append(names[name])
    lines += [f"    classDef {style} {CLASSES[style]}" for style in styled]
    lines += [f"    class {','.join(members)} {style}" for style, members in styled.items()]
    return "\n".join(lines) + "\n"
