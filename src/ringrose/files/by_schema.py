"""What is wrong with plain data by a JSON Schema of ours, in gentle words; it knows the keywords that our schemas use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ringrose.errors import Flaw, Path, listing, nearest, one_of
from ringrose.files.schema_parts import Schema
from ringrose.files.structure import missing_key
from ringrose.model.values import show

__all__ = ["KEYWORDS", "flaws_by"]

_KNOWN = "type properties required additionalProperties items uniqueItems minItems enum const anyOf pattern minimum maximum $ref"
KEYWORDS = frozenset((*_KNOWN.split(), "$defs", "$schema", "title", "description", "format"))
"""The keywords that are known here, and those that ask nothing."""

_TYPES = {"string": "a text", "number": "a number", "integer": "a whole number", "boolean": "true or false"}
_TYPES |= {"object": "a mapping (keys with values)", "array": "a list", "null": "nothing"}


def flaws_by(schema: Schema, value: Any) -> Iterator[Flaw]:
    """Tell where a value does not have the shape of a schema; of what has the wrong type nothing more is told."""
    return _flaws(schema, value, (), schema.get("$defs", {}))


def _flaws(schema: Schema, value: Any, path: Path, parts: Mapping[str, Schema]) -> Iterator[Flaw]:
    if "$ref" in schema:
        schema = parts[schema["$ref"].rpartition("/")[2]]
    kinds = _kinds(schema, parts)
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield Flaw(path, f"Here {listing([_TYPES[kind] for kind in kinds], 'or')} is needed, and {show(value)} stands here")
    elif "anyOf" in schema:
        fitting = [one for one in schema["anyOf"] if any(_is(value, kind) for kind in _kinds(one, parts))]
        yield from min(([*_flaws(one, value, path, parts)] for one in fitting), key=len)
    else:
        allowed = schema.get("enum", [schema["const"]] if "const" in schema else None)
        if allowed is not None and not any(value == one and type(value) is type(one) for one in allowed):
            yield Flaw(path, f"{show(value)} cannot stand here", nearest(value, allowed), one_of([show(one) for one in allowed]))
        if isinstance(value, Mapping):
            yield from _in_mapping(schema, value, path, parts)
        elif isinstance(value, list):
            yield from _in_list(schema, value, path, parts)
        else:
            yield from _of_scalar(schema, value, path)


def _kinds(schema: Schema, parts: Mapping[str, Schema]) -> list[str]:
    """The types that a value may have; none stated: any (but each way of an ``anyOf`` states its own)."""
    if "$ref" in schema:
        schema = parts[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return [kind for one in schema["anyOf"] for kind in _kinds(one, parts)]
    stated = schema.get("type", [])
    return [stated] if isinstance(stated, str) else stated


def _is(value: Any, kind: str) -> bool:
    if kind in ("number", "integer"):
        return isinstance(value, int if kind == "integer" else int | float) and not isinstance(value, bool)
    if kind == "null":
        return value is None
    return isinstance(value, {"string": str, "boolean": bool, "object": Mapping, "array": list}[kind])


def _in_mapping(schema: Schema, value: Mapping[str, Any], path: Path, parts: Mapping[str, Schema]) -> Iterator[Flaw]:
    known = schema.get("properties", {})
    strangers = [key for key in value if key not in known]
    for key in schema.get("required", ()):
        if key not in value:
            meant = next((stranger for stranger in strangers if len(key) > 3 and nearest(stranger, [key])), None)
            yield missing_key(key, f"Write `{key}` for `{meant}`" if meant else "", path)
    others = schema.get("additionalProperties")
    for key, one in value.items():
        if isinstance(found := known.get(key, others), Mapping):
            yield from _flaws(dict(found), one, (*path, key), parts)


def _in_list(schema: Schema, value: list[Any], path: Path, parts: Mapping[str, Schema]) -> Iterator[Flaw]:
    if len(value) < schema.get("minItems", 0):
        yield Flaw(path, "This list is too short", f"It has at least {schema['minItems']}")
    seen = set()
    for number, one in enumerate(value):
        yield from _flaws(schema.get("items", {}), one, (*path, number), parts)
        if schema.get("uniqueItems"):
            if repr(one) in seen:
                yield Flaw((*path, number), f"{show(one)} stands in this list twice", "", "Take one of the two out")
            seen.add(repr(one))


def _of_scalar(schema: Schema, value: Any, path: Path) -> Iterator[Flaw]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield Flaw(
            path, f"{show(value)} does not have the form that is needed here", schema.get("description", ""), f"It is {schema['pattern']}"
        )
    for bound, what in (("minimum", "less"), ("maximum", "more")):
        if bound in schema and (value < schema[bound] if bound == "minimum" else value > schema[bound]):
            yield Flaw(path, f"{show(value)} cannot stand here", f"It may not be {what} than {schema[bound]}")
