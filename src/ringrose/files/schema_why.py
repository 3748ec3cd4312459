"""The JSON Schema of a justification (format why/1)."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES
from ringrose.model.case import CERTAINTIES
from ringrose.model.pack import ROLES, STANDINGS

__all__ = ["why_schema"]

_TEXT: Schema = {"type": "string"}
_ANY: Schema = {"type": "object"}


def _object(**properties: Schema) -> Schema:
    """A mapping with all of these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _node(code: str, told: str, **properties: Schema) -> Schema:
    return {**_object(code={"const": code}, **properties, text=_TEXT), "description": told}


def why_schema() -> Schema:
    """The schema of a justification."""
    nodes = {**a_list({**_TEXT, "description": "A key of nodes."}, uniqueItems=True)}
    value = {"type": ["string", "number", "boolean"]}
    attributes = {"type": "object", "additionalProperties": value}
    stated = {"type": "object", "additionalProperties": {"anyOf": [value, _ANY]}, "description": "Attributes; one may be a range."}
    bindings = {"type": "object", "additionalProperties": {"anyOf": [_TEXT, {"type": "object", "required": ["fact"]}]}}
    reference = {"anyOf": [_object(id=_TEXT, at={"type": ["string", "null"]}), {"type": "null"}]}
    source = {
        "type": "object",
        "properties": {"id": _TEXT, "at": _TEXT, "quote": _TEXT, "url": _TEXT},
        "required": ["id"],
    }
    aside = {
        "certainty": one_of_texts(CERTAINTIES),
        "when": {"type": ["string", "integer", "object", "null"]},
        "note": {"type": ["string", "object", "null"]},
        "sources": a_list(source),
    }
    named = {"id": _TEXT, "fact": _TEXT}
    count = {"type": "integer", "minimum": 0}
    absence = _node(
        "why.absent", "A pattern known not to hold, and what closes the record.", fact=_TEXT, where=_ANY, closed_by=nodes, records=nodes
    )
    absence["properties"] |= {
        "at_most": {**count, "description": "Only where it is known that no more than so many hold."},
        "distinct": {**_TEXT, "description": "Only where different values of this attribute were counted."},
    }
    enough = _node(
        "why.at_least",
        "Enough facts that match a pattern: how many were needed, how many were found, and what was counted.",
        fact=_TEXT,
        where=_ANY,
        needed={**count, "minimum": 1},
        found={**count, "minimum": 1},
        because=nodes,
        share={**nodes, "description": "The partners, fields or years of which a share was asked for."},
    )
    enough["properties"]["distinct"] = {**_TEXT, "description": "Only where different values of this attribute were counted."}
    kinds = [
        _node("why.fact", "A recorded fact.", **named, attributes=attributes, holds={"const": True}, **aside),
        _node("why.structural", "A partner, a field or a year.", **named, attributes=attributes, holds={"const": True}),
        _node("why.denial", "A denial that closes a record.", **named, attributes=stated, holds={"const": False}, **aside),
        _node("why.complete", "A record that the case declares complete.", fact=_TEXT, attributes=stated, **aside),
        absence,
        enough,
        _node("why.every", "What made a condition true for each.", instances=a_list(_object(**{"for": _TEXT}, because=nodes))),
        _node("why.derived", "A derived fact, and each way in which it was concluded.", fact=_TEXT, attributes=attributes, ways=nodes),
        _node("why.rule", "The application of a rule.", rule=_TEXT, concludes=_TEXT, bindings=bindings, because=nodes, reference=reference),
    ]
    finding = _object(
        code={"const": "why.finding"},
        rule={**_TEXT, "description": "The full name of the rule: element.rule."},
        polarity=one_of_texts(["satisfies", "violates"]),
        decides={"type": "boolean", "description": "Whether it gave the element its status."},
        text=_TEXT,
        bindings=bindings,
        reference=reference,
        because=nodes,
    )
    criterion = _object(
        code={"const": "why.criterion"},
        id=_TEXT,
        role=one_of_texts(ROLES),
        status=one_of_texts(CRITERION_STATUSES),
        text=_TEXT,
        findings=a_list({"$ref": "#/$defs/finding"}),
    )
    element = _object(
        code={"const": "why.element"},
        element=_TEXT,
        status=one_of_texts(STATUSES),
        standing=one_of_texts([*STANDINGS, None]),
        text=_TEXT,
        criteria=a_list({"$ref": "#/$defs/criterion"}),
    )
    body = _object(
        ringrose={"const": "why/1"},
        case=_TEXT,
        pack=_object(id=_TEXT, version=_TEXT, digest={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
        lang=_TEXT,
        elements=a_list({"$ref": "#/$defs/element"}),
        nodes={"type": "object", "additionalProperties": {"oneOf": kinds}},
    )
    return {
        "$schema": DRAFT,
        "title": "ringrose why/1",
        "description": "All findings of a case with their whole justification: findings and nodes refer to nodes by their keys.",
        **body,
        "$defs": {"finding": finding, "criterion": criterion, "element": element},
    }
