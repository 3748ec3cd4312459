"""What the JSON Schemas of cases, packs and answers share."""

from __future__ import annotations

from typing import Any

from ringrose.model.checking import MAX_ID, MAX_TEXT
from ringrose.model.values import MAX_NUMBER

__all__ = ["DRAFT", "PARTS", "Schema", "a_list", "an_object", "one_of_texts", "optional", "ref"]

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_UNSEEN = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f"
_LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_NAME = r"^[^\W\d][\w-]*$"


def ref(name: str) -> Schema:
    """A part that all schemas have."""
    return {"$ref": f"#/$defs/{name}"}


def optional(schema: Schema) -> Schema:
    """The schema, or null: a key whose value is null counts as left out."""
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    description = {"description": schema["description"]} if "description" in schema else {}
    return {**description, "anyOf": [{k: v for k, v in schema.items() if k != "description"}, {"type": "null"}]}


def an_object(required: dict[str, Schema], others: dict[str, Schema] | None = None, **more: Any) -> Schema:
    """A mapping of these keys and no others."""
    properties = {**required, **{key: optional(schema) for key, schema in (others or {}).items()}}
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False, **more}


def a_list(items: Schema, **more: Any) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items, **more}


def one_of_texts(values: Any, **more: Any) -> Schema:
    """One of these texts."""
    return {"enum": list(values), **more}


def _value_or_range(scalar: Schema) -> Schema:
    bounds = {op: {"anyOf": [ref("number"), ref("date")]} for op in ("gt", "gte", "lt", "lte")}
    told = "A range, in a denial or a closed record: {gte: 2009, lte: 2015}."
    return {
        "anyOf": [scalar, {"type": "object", "properties": bounds, "additionalProperties": False, "minProperties": 1, "description": told}]
    }


PARTS: Schema = {
    "id": {
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_ID,
        "pattern": rf"^[^\s{_UNSEEN}]+$",
        "description": "A short name without spaces, such as visit-2018. Quote one that looks like a number.",
    },
    "name": {"type": "string", "maxLength": MAX_ID, "pattern": _NAME},
    "text": {"type": "string", "pattern": f"^[^{_UNSEEN}]*$"},
    "shortText": {"type": "string", "maxLength": MAX_TEXT, "pattern": f"^[^{_UNSEEN}]*$"},
    "localText": {
        "description": "A text, or a text per language such as {en: Commitment, id: Komitmen}.",
        "anyOf": [
            ref("text"),
            {
                "type": "object",
                "patternProperties": {_LANGUAGE: optional(ref("text"))},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ],
    },
    "number": {"type": "number", "minimum": -MAX_NUMBER, "maximum": MAX_NUMBER},
    "integer": {"type": "integer", "minimum": -MAX_NUMBER, "maximum": MAX_NUMBER},
    "boolean": {"type": "boolean"},
    "year": {"type": "integer", "minimum": 1, "maximum": 9999, "description": "A year, such as 2018."},
    "date": {"type": "string", "format": "date", "pattern": _DATE, "description": "A day, such as 2016-11-25."},
    "day": {"anyOf": [ref("year"), ref("date")], "description": "A year, such as 2016, or a date, such as 2016-11-25."},
    "language": {"type": "string", "pattern": _LANGUAGE},
    "numberRange": _value_or_range(ref("number")),
    "integerRange": _value_or_range(ref("integer")),
    "yearRange": _value_or_range(ref("year")),
    "dateRange": _value_or_range(ref("date")),
}
