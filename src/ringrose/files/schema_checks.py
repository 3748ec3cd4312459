"""The JSON Schema of what the checks of a pack found (pack-check/1)."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts

__all__ = ["pack_check_schema"]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_WEIGHTS = ("wrong", "weak", "missing")


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def pack_check_schema() -> Schema:
    """The schema of what the checks of a pack found."""
    found = _closed(
        {
            "code": {**_TEXT, "description": "What kind of thing it is; stable from version to version."},
            "weight": one_of_texts(_WEIGHTS),
            "about": {**_TEXT, "description": "The rule, criterion (both with their element), element or fact type, or the pack."},
            "file": _TEXT,
            "line": {"type": ["integer", "null"]},
            "column": {"type": ["integer", "null"]},
            "what": _TEXT,
            "why": _TEXT,
            "hint": {**_TEXT, "description": "What to do about it."},
            "example": {"type": ["object", "null"], "description": "The smallest case that shows it, as a case file has it."},
            "waived": {"type": ["string", "null"], "description": "The reason for which it is accepted; null where it is not."},
        }
    )
    properties = {
        "ringrose": {"const": "pack-check/1"},
        "pack": _closed({"id": _TEXT, "version": _TEXT, "digest": _TEXT}),
        "seed": {"type": "integer"},
        "examples": {"type": "integer", "minimum": 1, "description": "How many cases were drawn for each thing that was looked for."},
        "searched": {"type": "boolean", "description": "Whether Hypothesis was there to look for examples."},
        "summary": {**_closed(dict.fromkeys((*_WEIGHTS, "waived"), _COUNT)), "description": "How many of each weight are not waived."},
        "found": a_list(found),
    }
    return {"$schema": DRAFT, "title": "ringrose pack-check/1", "description": "What the checks of a pack found.", **_closed(properties)}
