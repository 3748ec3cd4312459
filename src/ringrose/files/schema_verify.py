"""The JSON Schema of what verifying an answer came to (format verification/1)."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, Schema, a_list

__all__ = ["verify_schema"]

_TEXT = {"type": "string"}


def verify_schema() -> Schema:
    """The schema of a verification."""
    reason = {
        "type": "object",
        "properties": {
            "code": {**_TEXT, "pattern": "^verify[.]", "description": "Which kind of reason it is; stable from version to version."},
            "text": {**_TEXT, "description": "The reason as a sentence."},
            "element": {"description": "The element that it is about, where it is about one."},
            "criterion": {"description": "The criterion that it is about."},
            "rule": {"description": "The rule that it is about."},
            "bindings": {"description": "What the aliases of the rule are bound to."},
            "told": {"description": "What the assessment tells."},
            "follows": {"description": "What follows instead."},
        },
        "required": ["code", "text"],
    }
    pack = {"id": _TEXT, "version": _TEXT, "digest": _TEXT}
    properties: dict[str, Schema] = {
        "ringrose": {"const": "verification/1"},
        "case": _TEXT,
        "pack": {"type": "object", "properties": pack, "required": list(pack)},
        "follows": {"type": "boolean", "description": "Whether the assessment follows from the case and the rules."},
        "findings": {"type": "integer", "minimum": 0, "description": "How many findings follow from the case."},
        "reasons": a_list({"$ref": "#/$defs/reason"}, description="Every reason why it does not follow; none where it does."),
        "notes": a_list({"$ref": "#/$defs/reason"}, description="Remarks that are no reasons against it."),
    }
    return {
        "$schema": DRAFT,
        "title": "ringrose verification/1",
        "description": "Whether a saved assessment follows from a case and its rules, and if not, why.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": {"reason": reason},
    }
