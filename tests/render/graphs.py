"""Small parsers of the graphs that we write, so strict that nothing but what the libraries for them read gets through."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Parsed", "read_dot", "read_mermaid"]


class Parsed(NamedTuple):
    """The labels of the vertices by name, how each vertex looks, and the edges with their labels and whether they are dotted."""

    labels: dict[str, str]
    looks: dict[str, str]
    edges: list[tuple[str, str, str, bool]]


_QUOTED = r'"(?P<label>[^"]*)"'
_VERTEX = re.compile(
    rf"    (?P<name>[nf]\d+)(?P<start>\(\[|\[\[|\[/|\[\\|\[\(|\{{\{{|\{{|\[|\(|>){_QUOTED}(?P<end>\]\)|\]\]|/\]|\\\]|\)\]|\}}\}}|\}}|\]|\))"
)
_EDGE = re.compile(rf"    (?P<start>[nf]\d+) (?P<arrow>-->|-\.->)(?:\|{_QUOTED}\|)? (?P<end>[nf]\d+)")
_CLASS_OF = re.compile(r"    class (?P<names>[nf]\d+(?:,[nf]\d+)*) (?P<style>\w+)")
_CLASS = re.compile(r"    classDef (?P<style>\w+) (?:[a-z-]+:[\w ]+,?)+")
_ENTITY = re.compile(r"#(\d+);")
_MERMAID_TEXT = re.compile(r"(?:[^\W_]|[ ,.()?!'/=-]|#\d+;|<br/>)*")
_LIKE_A_LIST = re.compile(r"(\d+[.)]|[-*+=#>])")


def read_mermaid(text: str) -> Parsed:
    """The graph of a Mermaid flowchart; ValueError where a line is not of it."""
    first, *lines = text.removesuffix("\n").split("\n")
    if first != "flowchart TD":
        raise ValueError(first)
    graph, styles = Parsed({}, {}, []), set()
    for line in lines:
        if m := _VERTEX.fullmatch(line):
            graph.labels[m["name"]] = _shown_by_mermaid(m["label"])
            graph.looks[m["name"]] = m["start"] + m["end"]
        elif m := _EDGE.fullmatch(line):
            graph.edges.append((m["start"], m["end"], _shown_by_mermaid(m["label"] or ""), m["arrow"] == "-.->"))
        elif m := _CLASS.fullmatch(line):
            styles.add(m["style"])
        elif (m := _CLASS_OF.fullmatch(line)) and m["style"] in styles:
            for name in m["names"].split(","):
                graph.looks[name] += f" {m['style']}"
        else:
            raise ValueError(line)
    return graph


def _shown_by_mermaid(label: str) -> str:
    """What a reader sees: lines, with the entities in them read. What Mermaid could take for more is refused."""
    if not _MERMAID_TEXT.fullmatch(label) or any(_LIKE_A_LIST.match(line) for line in re.sub(r"#\d+;", "x", label).split("<br/>")):
        raise ValueError(label)
    return "\n".join(_ENTITY.sub(lambda m: chr(int(m[1])), line) for line in label.split("<br/>"))


_DOT_QUOTED = r'"((?:[^"\\]|\\.)*)"'
_DOT_VERTEX = re.compile(rf"    ([nf]\d+) \[label={_DOT_QUOTED}, ([a-z0-9=, ]+)\];")
_DOT_EDGE = re.compile(rf"    ([nf]\d+) -> ([nf]\d+)(?: \[(?:label={_DOT_QUOTED})?(?:, )?(style=dotted)?\])?;")
_DOT_HEAD = re.compile(
    rf"    (?:graph \[label={_DOT_QUOTED}, labelloc=t, rankdir=TB\]|(?:node|edge) \[fontname=\"Helvetica\", fontsize=\d+\]);"
)
_UNESCAPED = {"\\n": "\n", "\\\\": "\\", '\\"': '"'}


def read_dot(text: str) -> Parsed:
    """The graph of a DOT file; ValueError where a line is not of it."""
    first, *lines, last, end = text.split("\n")
    if (first, last, end) != ("digraph why {", "}", ""):
        raise ValueError(first)
    graph = Parsed({}, {}, [])
    for line in lines:
        if m := _DOT_VERTEX.fullmatch(line):
            graph.labels[m[1]], graph.looks[m[1]] = _shown_by_graphviz(m[2]), m[3]
        elif m := _DOT_EDGE.fullmatch(line):
            graph.edges.append((m[1], m[2], _shown_by_graphviz(m[3] or ""), m[4] is not None))
        elif not _DOT_HEAD.fullmatch(line):
            raise ValueError(line)
    return graph


def _shown_by_graphviz(label: str) -> str:
    """What a reader sees: escapes read first, then the entities of HTML, of which we write one."""
    text = re.sub(r"\\.", lambda m: _UNESCAPED[m[0]], label)
    if re.search(r"&(?!amp;)", text):
        raise ValueError(label)
    return text.replace("&amp;", "&")
