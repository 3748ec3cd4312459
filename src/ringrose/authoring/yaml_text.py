"""Plain values as YAML that reads well and is read back as the same values: short ones on one line, long ones on several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ringrose.files.yaml_reader import scalar_value

__all__ = ["entries", "flow", "mapping", "scalar"]

WIDTH = 110
_PLAIN = re.compile(r"[$]?[^\W\d](?:[\w .()/+-]*[\w.)/+-])?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TALL = frozenset({"if", "unless", "facts", "because", "advice"})
"""The keys whose entries always stand on lines of their own, however short they are."""


def scalar(value: object) -> str:
    """A single value: plain where that is read back as the same value, else in double quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return repr(value)
    if _PLAIN.fullmatch(value) and scalar_value(value) == value:
        return value
    return f'"{"".join(map(_quoted, value))}"'


def _quoted(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def flow(value: object) -> str:
    """A value of any shape on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def mapping(value: Mapping[str, Any], indent: int = 0) -> str:
    """The lines of a mapping, each of its keys on a line of its own."""
    return "".join(f"{line}\n" for line in _mapping(value, indent))


def entries(values: list[Any], indent: int = 0) -> str:
    """The lines of a list, each entry behind a dash."""
    return "".join(f"{line}\n" for line in _entries(values, indent))


def _mapping(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, one in value.items():
        start = f"{' ' * indent}{scalar(key)}:"
        if _fits(one, len(start) + 1, tall=key in _TALL):
            yield f"{start} {flow(one)}"
        elif isinstance(one, Mapping):
            yield start
            yield from _mapping(one, indent + 2)
        else:
            yield start
            yield from _entries(one, indent + 2)


def _entries(values: list[Any], indent: int) -> Iterator[str]:
    for one in values:
        if _fits(one, indent + 2):
            yield f"{' ' * indent}- {flow(one)}"
            continue
        lines = _mapping(one, indent + 2) if isinstance(one, Mapping) else _entries(one, indent + 2)
        first = next(lines)
        yield f"{' ' * indent}- {first[indent + 2 :]}"
        yield from lines


def _fits(value: object, before: int, *, tall: bool = False) -> bool:
    """Whether the value stands on one line; a single value and an empty one always do."""
    if not isinstance(value, Mapping | list) or not value:
        return True
    return not tall and before + len(flow(value)) <= WIDTH
