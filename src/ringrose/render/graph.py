"""A justification (format ``why/1``) as a graph: Mermaid for pages that draw it, DOT for Graphviz."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

from attrs import frozen

from ringrose.explain.words import listed, say
from ringrose.render.marks import tidy

__all__ = ["CLASSES", "dot", "label_lines", "mermaid", "quoted"]

WIDTH = 44  # of a label; longer words are broken, so that no text of a case makes a node of any width


@frozen
class _Vertex:
    """A node of the graph: its name there, what it is, and the lines of its label."""

    name: str
    kind: str
    label: tuple[str, ...]


@frozen
class _Edge:
    """From what rests to what it rests on; the frame of an ``every``, and that of a share, is only pointed at (``loose``)."""

    start: str
    end: str
    label: tuple[str, ...] = ()
    loose: bool = False


class _Graph:
    """The vertices and edges of an answer, in its order."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.lang: str = data["lang"]
        self.title = label_lines(f"{data['case']} ({data['pack']['id']} {data['pack']['version']})")
        self.vertices: list[_Vertex] = []
        self.edges: list[_Edge] = []
        self._nodes: Mapping[str, Mapping[str, Any]] = data["nodes"]
        self._names = {id: f"n{number}" for number, id in enumerate(self._nodes, 1)}
        self._made = 0
        for element in data["elements"]:
            top = self._make("element", element["text"])
            for criterion in element["criteria"]:
                middle = self._make("criterion", criterion["text"], top)
                for finding in criterion["findings"]:
                    kind = "deciding" if finding["decides"] else "finding"
                    self._rest(self._make(kind, finding["text"], middle, self._rule(finding)), finding["because"])
        for id, node in self._nodes.items():
            self._add(self._names[id], node)

    def _make(self, kind: str, text: str, above: str = "", *more: str) -> str:
        """A vertex that no id in the table stands for, under another."""
        self._made += 1
        name = f"f{self._made}"
        self.vertices.append(_Vertex(name, kind, label_lines(text, *more)))
        if above:
            self.edges.append(_Edge(above, name))
        return name

    def _rule(self, told: Mapping[str, Any]) -> str:
        reference = told["reference"]
        if reference is None:
            return say("rule", self.lang, rule=told["rule"])
        place = ", ".join(part for part in (reference["id"], reference["at"]) if part)
        return say("rule.after", self.lang, rule=told["rule"], reference=place)

    def _rest(self, name: str, below: Iterable[str]) -> None:
        self.edges += [_Edge(name, self._names[id]) for id in below]

    def _add(self, name: str, node: Mapping[str, Any]) -> None:
        kind = node["code"].removeprefix("why.")
        more = [self._rule(node)] if kind == "rule" else [self._places(node)] if "sources" in node else []
        self.vertices.append(_Vertex(name, kind, label_lines(node["text"], *more)))
        if kind == "every":
            self._spread(name, node["instances"])
        self.edges += [_Edge(name, self._names[id], loose=True) for id in node.get("share", ())]
        for key in ("ways", "because", "closed_by", "records"):
            self._rest(name, node.get(key, ()))

    def _spread(self, name: str, instances: Sequence[Mapping[str, Any]]) -> None:
        """Edges from an ``every`` to what made it true, each with those for which it did, and to these themselves."""
        frame: dict[str, list[str]] = {}
        for instance in instances:
            for id in instance["because"]:
                frame.setdefault(id, []).append(self._nodes[instance["for"]]["text"])
        self.edges += [_Edge(name, self._names[id], label_lines(listed(texts, self.lang))) for id, texts in frame.items()]
        self.edges += [_Edge(name, self._names[instance["for"]], loose=True) for instance in instances]

    def _places(self, node: Mapping[str, Any]) -> str:
        """The id of a fact, and where it was read."""
        cited = [", ".join(source[part] for part in ("id", "at", "url") if part in source) for source in node["sources"]]
        told = "; ".join(dict.fromkeys(cited)) or say("no_source", self.lang)
        return f"[{node['id']}: {told}]" if "id" in node else f"[{told}]"


def label_lines(*texts: str) -> tuple[str, ...]:
    """Texts as the lines of a label."""
    return tuple(piece for text in texts for piece in wrap(tidy(text), WIDTH, break_on_hyphens=False) or [""])


# -- Mermaid --------------------------------------------------------------------------------------------------------------------

_SHAPES = {
    "element": ("([", "])"),
    "criterion": ("[/", "\\]"),
    "deciding": ("[[", "]]"),
    "finding": ("[[", "]]"),
    "derived": ("(", ")"),
    "rule": ("{{", "}}"),
    "every": ("[\\", "/]"),
    "at_least": ("{", "}"),
    "fact": ("[", "]"),
    "structural": ("[/", "/]"),
    "denial": ("[\\", "\\]"),
    "complete": ("[(", ")]"),
    "absent": (">", "]"),
}

CLASSES = {
    "plain": "fill:white,stroke:black,color:black",
    "strong": "fill:white,stroke:black,color:black,stroke-width:4px",
    "dashed": "fill:white,stroke:black,color:black,stroke-dasharray:6 4",
    "dotted": "fill:white,stroke:gray,color:black,stroke-dasharray:2 3",
}
"""The styles of Mermaid's nodes."""
_STYLES = {"element": "strong", "deciding": "strong", "absent": "dashed", "denial": "dashed", "structural": "dotted"}


def mermaid(data: Mapping[str, Any]) -> str:
    """The graph of an answer (`Why.to_dict`) as a Mermaid flowchart; no text of a case or a pack can become markup.

    Shapes and borders tell the kinds apart: an element is a stadium, a criterion and an ``every`` are trapezoids, a finding a box with
    double sides (a thick border where it decides), the application of a rule a hexagon, a derived fact a rounded box, a recorded fact a
    box, a partner, field or year a dotted slanted box, a count a rhombus, an absence a dashed flag, a denial a dashed slanted box, a
    complete record a drum.
    """
    graph = _Graph(data)
    lines = ["flowchart TD"]
    for vertex in graph.vertices:
        start, end = _SHAPES[vertex.kind]
        lines.append(f"    {vertex.name}{start}{quoted(vertex.label)}{end}")
    for edge in graph.edges:
        arrow = "-.->" if edge.loose else "-->"
        label = f"|{quoted(edge.label)}|" if edge.label else ""
        lines.append(f"    {edge.start} {arrow}{label} {edge.end}")
    lines += [f"    classDef {name} {style}" for name, style in CLASSES.items()]
    styled = sorted(graph.vertices, key=lambda vertex: list(CLASSES).index(_STYLES.get(vertex.kind, "plain")))
    for style, group in groupby(styled, key=lambda vertex: _STYLES.get(vertex.kind, "plain")):
        lines.append(f"    class {','.join(vertex.name for vertex in group)} {style}")
    return "\n".join(lines) + "\n"


_SAFE = re.compile(r"[^\W_]|[ ,.()?!'/=-]")
_LIKE_A_LIST = re.compile(r"^(\d+)[.)]|^[-=]")


def quoted(label: Iterable[str]) -> str:
    """The lines of a label as Mermaid reads them; nothing in them is markup."""
    return f'"{"<br/>".join(map(_mermaid_text, label))}"'


def _mermaid_text(text: str) -> str:
    """A text as it stands in a label: letters and digits, and all else that could mean something as a number of Unicode.

    What looks like the item of a list at the start is taken for one, quoted or not. A colon must not stand in a line either: Mermaid takes
    ``style`` with a colon and an entity after it for a style, and drops a semicolon of it.
    """
    start = _LIKE_A_LIST.match(text)
    kept = "" if start is None else start[1] or ""
    risky = "" if start is None else text[len(kept)]
    rest = text[len(kept) + len(risky) :]
    return kept + (_entity(risky) if risky else "") + "".join(c if _SAFE.match(c) else _entity(c) for c in rest)


def _entity(character: str) -> str:
    return f"#{ord(character)};"


# -- DOT ------------------------------------------------------------------------------------------------------------------------

_ATTRIBUTES = {
    "element": "shape=octagon, penwidth=3",
    "criterion": "shape=tab",
    "deciding": "shape=box, peripheries=2, penwidth=3",
    "finding": "shape=box, peripheries=2",
    "derived": "shape=box, style=rounded",
    "rule": "shape=hexagon",
    "every": "shape=box3d",
    "at_least": "shape=house",
    "fact": "shape=note",
    "structural": "shape=box, style=dotted",
    "denial": "shape=note, style=dashed",
    "complete": "shape=folder",
    "absent": "shape=box, style=dashed",
}


def dot(data: Mapping[str, Any]) -> str:
    """The graph of an answer (`Why.to_dict`) in the language DOT; no text of a case or a pack can become markup.

    Shapes and borders tell the kinds apart: an element is an octagon, a criterion a tab, a finding a double box (thick where it decides),
    the application of a rule a hexagon, a derived fact a rounded box, a recorded fact a sheet, a partner, field or year a dotted box, an
    ``every`` a block, a count a house, an absence a dashed box, a denial a dashed sheet, a complete record a folder.
    """
    graph = _Graph(data)
    lines = [
        "digraph why {",
        f"    graph [label={_dot_text(graph.title)}, labelloc=t, rankdir=TB];",
        '    node [fontname="Helvetica", fontsize=11];',
        '    edge [fontname="Helvetica", fontsize=9];',
    ]
    lines += [f"    {vertex.name} [label={_dot_text(vertex.label)}, {_ATTRIBUTES[vertex.kind]}];" for vertex in graph.vertices]
    for edge in graph.edges:
        told = ([f"label={_dot_text(edge.label)}"] if edge.label else []) + (["style=dotted"] if edge.loose else [])
        lines.append(f"    {edge.start} -> {edge.end}" + (f" [{', '.join(told)}];" if told else ";"))
    return "\n".join([*lines, "}"]) + "\n"


def _dot_text(label: Iterable[str]) -> str:
    r"""A label in quotes, its lines joined by ``\n``; Graphviz reads backslashes, quotes and the entities of HTML in it."""
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for line in label)
    return '"{}"'.format("\\n".join(escaped))
