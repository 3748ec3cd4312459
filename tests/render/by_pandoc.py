"""How pandoc reads a document: its headings, tables, footnotes and texts, from pandoc's own data."""

import json
from tempfile import TemporaryDirectory

import pypandoc

__all__ = ["found", "headings", "links", "notes", "of_markdown", "of_word", "shape", "tables", "told"]


def of_markdown(text, reader="commonmark+pipe_tables+footnotes"):
    """Pandoc's data of a text in Markdown."""
    return json.loads(pypandoc.convert_text(text, "json", reader, verify_format=False))


def of_word(content):
    """Pandoc's data of a .docx."""
    with TemporaryDirectory() as folder:
        with open(f"{folder}/a.docx", "wb") as file:
            file.write(content)
        return json.loads(pypandoc.convert_file(f"{folder}/a.docx", "json", "docx", verify_format=False))


def found(tree, *kinds):
    """All nodes of these kinds, from top to bottom."""
    if isinstance(tree, dict):
        if tree.get("t") in kinds:
            yield tree
        for inner in tree.values():
            yield from found(inner, *kinds)
    elif isinstance(tree, list):
        for inner in tree:
            yield from found(inner, *kinds)


def told(tree):
    """The text of a node as a reader sees it, without its footnotes."""
    if isinstance(tree, list):
        return "".join(map(told, tree))
    if not isinstance(tree, dict) or tree["t"] == "Note":
        return ""
    content = tree.get("c", "")
    if tree["t"] == "Str":
        return content
    if tree["t"] in ("Code", "Math", "RawInline", "RawBlock", "CodeBlock"):
        return content[1]
    if tree["t"] in ("Space", "SoftBreak", "LineBreak"):
        return " "
    return told(content)


def headings(tree):
    """The headings with their levels."""
    return [(node["c"][0], told(node["c"][2])) for node in found(tree, "Header")]


def tables(tree):
    """The tables as rows of texts, the row of labels first."""
    read = []
    for node in found(tree, "Table"):
        _, _, columns, head, bodies, _ = node["c"]
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]
        read.append([[told(cell[4]) for cell in row[1]] for row in rows])
        assert all(len(row) == len(columns) for row in read[-1])
        assert len(head[1]) == 1
    return read


def notes(tree):
    """The texts of the footnotes, each as often as it is referred to."""
    return [told(node["c"]) for node in found(tree, "Note")]


def links(tree):
    """Where links lead."""
    return [node["c"][2][0] for node in found(tree, "Link")]


def shape(tree):
    """The document without its words and the widths that follow from them: which nodes stand where."""
    if isinstance(tree, list):
        shapes = [shape(inner) for inner in tree]
        return [told for number, told in enumerate(shapes) if told != "Text" or shapes[number - 1 : number] != ["Text"]]
    if not isinstance(tree, dict):
        return "" if isinstance(tree, str) else tree
    kind = tree.get("t")
    if kind in ("Str", "Space", "Code"):
        return "Text"
    if kind in ("ColWidth", "ColWidthDefault"):
        return "Width"
    return {key: inner if key == "t" else shape(inner) for key, inner in tree.items()}
