"""YAML 1.2 by the event stream of ruamel.yaml: no tags, no anchors, one document."""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from ringrose.files.nodes import MAX_NODES, Builder, Refused, Spot
from ringrose.files.yaml_errors import explain

__all__ = ["read_yaml", "scalar_value"]

MAX_DIGITS = 400
_STANDARD = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **{sign + word: float(f"{sign}inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
}


def scalar_value(text: str) -> Any:
    """The value of a plain scalar by the core schema of YAML 1.2: ``NO`` is a text, and so is a date."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else float("inf")
    if _FLOAT.fullmatch(text):
        return float(text)
    if _BASED.fullmatch(text):
        return int(text, 0) if len(text) <= MAX_DIGITS else float("inf")
    return text


def read_yaml(text: str, file: str, max_nodes: int = MAX_NODES) -> Builder:
    """Read a YAML document; the builder holds the tree and the problems."""
    builder = Builder(file, max_nodes)
    yaml = YAML(typ="safe", pure=True)
    try:
        _read(text, yaml, builder)
        builder.complete = True
    except Refused:
        pass
    except MarkedYAMLError as error:
        line, column, what, why, hint = explain(error)
        builder.tell((line, column), what, why, hint)
    except (ValueError, OverflowError):  # of an escape beyond the last character there is
        spot = (yaml.reader.line + 1, yaml.reader.column + 1)
        builder.tell(spot, "This escape names a character that does not exist", "", "Write the character itself")
    return builder


def _read(text: str, yaml: YAML, builder: Builder) -> None:
    _directives(text, builder)
    documents = 0
    for event in yaml.parse(text):
        spot = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, NodeEvent):
            _read_node(event, spot, builder)
        elif isinstance(event, CollectionEndEvent):
            builder.close()
        elif isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                builder.refuse(spot, "A second document begins here", "A file holds one", "Take the line --- out, or make it two files")


def _directives(text: str, builder: Builder) -> None:
    """Refuse directives, which stand before all else; ``%YAML 1.2`` says only what is so anyhow."""
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if line.startswith("%"):
            if line.split() != ["%YAML", "1.2"]:
                builder.refuse((number, 1), "This directive is not understood", "Files are read as YAML 1.2", "Take this line out")
        elif line.strip() and not line.startswith("#"):
            return


def _read_node(event: Any, spot: Spot, builder: Builder) -> None:
    if isinstance(event, AliasEvent):
        builder.tell(spot, f"The alias `*{event.anchor}` is not understood", "Each value stands where it belongs", "Write it out again")
        builder.broken(spot)
        return
    if event.anchor is not None:
        builder.tell(spot, f"The anchor `&{event.anchor}` is not understood", "Each value stands where it belongs", "Take it out")
    if event.tag is not None:
        builder.tell(
            spot,
            f"The tag `{event.tag.replace(_STANDARD, '!!')}` is not understood",
            "Values are read by what they are for",
            "Take it out; a text goes in quotes",
        )
    if isinstance(event, ScalarEvent):
        is_plain = event.style is None or event.style == ""
        builder.scalar(scalar_value(event.value) if is_plain and event.tag is None else event.value, spot)
    else:
        builder.open([] if isinstance(event, SequenceStartEvent) else {}, spot)
