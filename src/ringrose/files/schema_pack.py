"""The JSON Schemas of the files of a pack: pack.yaml, vocabulary.yaml, and one file per element."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, PARTS, Schema, a_list, an_object, one_of_texts, ref
from ringrose.model.pack import ROLES, STANDINGS
from ringrose.model.values import ATTRIBUTE_TYPES

__all__ = ["element_schema", "pack_schema", "vocabulary_schema"]

_SCALAR = {"type": ["string", "number", "boolean"]}
_EVERY = "For each of them the second pattern must be true: {every: {fact: year, as: y}, has: {...}} or no: {...}."


def pack_schema() -> Schema:
    """The schema of pack.yaml."""
    reference = {"type": "object", "properties": {"id": ref("id")}, "required": ["id"]}
    body = an_object(
        {
            "ringrose": {"const": "pack/1", "description": "The format of this file."},
            "id": ref("name"),
            "version": {**ref("id"), "description": "The version of the rules, quoted if it looks like a number."},
            "elements": a_list(
                ref("name"), minItems=1, uniqueItems=True, description="The elements in order, each a file beside this one."
            ),
        },
        {
            "title": ref("localText"),
            "languages": a_list(ref("language"), minItems=1, uniqueItems=True, description="The languages in which the pack is told."),
            "references": a_list(reference, description="What the rules rest on, with the field names of CSL-JSON."),
        },
    )
    return {"$schema": DRAFT, "title": "ringrose pack/1", "description": "The pack.yaml of a pack of rules.", **body, "$defs": PARTS}


def vocabulary_schema() -> Schema:
    """The schema of vocabulary.yaml."""
    values = a_list({**ref("text"), "minLength": 1}, minItems=1, uniqueItems=True, description="The values of a one_of.")
    attribute = an_object(
        {"type": one_of_texts(ATTRIBUTE_TYPES)},
        {"required": {"type": "boolean", "description": "A fact that holds must state it."}, "values": values},
    )
    attribute["if"] = {"properties": {"type": {"const": "one_of"}}}
    attribute["then"] = {"required": ["values"]}
    attribute["else"] = {"properties": {"values": {"enum": [None, []]}}}
    fact_type = an_object(
        {},
        {
            "means": ref("localText"),
            "derived": {"type": "boolean", "description": "Concluded by rules, never written in a case file."},
            "attributes": {"type": "object", "propertyNames": ref("name"), "additionalProperties": ref("attribute")},
            "example": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}},
        },
    )
    facts = {
        "type": "object",
        "propertyNames": {**ref("name"), "not": {"enum": ["partner", "field", "year"]}},
        "additionalProperties": {"anyOf": [ref("factType"), {"type": "null"}]},
    }
    return {
        "$schema": DRAFT,
        "title": "The vocabulary of a ringrose pack",
        "description": "The words in which a case is told: fact types and their attributes.",
        **an_object({"facts": facts}),
        "$defs": {**PARTS, "attribute": attribute, "factType": fact_type},
    }


def element_schema() -> Schema:
    """The schema of the file of an element."""
    told = {"title": ref("localText"), "question": ref("localText"), "reference": ref("reference")}
    roles = one_of_texts(ROLES, description="Must be satisfied (the default), must not be violated, or is only reported.")
    body = an_object(
        {"element": ref("name")},
        {
            **told,
            "standing": one_of_texts(STANDINGS, description="Whether a source names the element."),
            "criteria": a_list(ref("criterion")),
            "rules": a_list(ref("rule")),
        },
    )
    rule = an_object(
        {"id": ref("name"), "if": a_list(ref("condition"), minItems=1), "then": ref("conclusion")},
        {
            "unless": a_list(ref("pattern"), description="The rule does not apply where a fact that holds matches any of these."),
            "because": ref("localText"),
            "advice": ref("localText"),
            "reference": ref("reference"),
            "note": ref("localText"),
        },
    )
    return {
        "$schema": DRAFT,
        "title": "An element of a ringrose pack",
        "description": "One of the things by which a partnership is judged: its criteria and rules.",
        **body,
        "$defs": {**PARTS, **_patterns(), "criterion": an_object({"id": ref("name")}, {**told, "role": roles}), "rule": rule},
    }


def _patterns() -> Schema:
    operators = {
        "in": a_list(ref("operand"), description="One of these values."),
        "not": ref("operand"),
        **{op: ref("operand") for op in ("lt", "lte", "gt", "gte")},
        "exists": {"type": "boolean", "description": "Whether the attribute is stated."},
    }
    tests = {"type": "object", "properties": operators, "additionalProperties": False, "minProperties": 1}
    type_and_where = {"where": ref("where")}
    domain = an_object({"fact": one_of_texts(["partner", "field", "year"]), "as": ref("name")}, type_and_where)
    forms = {
        "every": an_object({"every": domain}, {"has": ref("pattern"), "no": ref("pattern")}, description=_EVERY),
        "no": an_object({"no": ref("name")}, type_and_where, description="It is known that no such fact holds."),
        "fact": an_object({"fact": ref("name")}, {"as": ref("name"), **type_and_where}, description="Some such fact holds."),
    }
    forms["every"]["oneOf"] = [{"required": [word], "properties": {word: {"type": "object"}}} for word in ("has", "no")]
    conclusions = {
        "satisfies": an_object({"satisfies": ref("name")}),
        "violates": an_object({"violates": ref("name")}),
        "fact": an_object({"fact": ref("name")}, {"with": {"type": "object", "additionalProperties": ref("operand")}}),
    }
    return {
        "reference": an_object({"id": ref("id")}, {"at": ref("text")}),
        "operand": {**_SCALAR, "description": "A value, or $alias.attribute of a fact further left; $$ for a dollar."},
        "where": {"type": "object", "additionalProperties": {"anyOf": [ref("operand"), tests]}},
        "pattern": an_object({"fact": ref("name")}, type_and_where),
        "condition": _by_key(forms),
        "conclusion": _by_key(conclusions),
    }


def _by_key(forms: dict[str, Schema]) -> Schema:
    """One of several forms, told apart by the first key that stands there."""
    *others, (last, form) = forms.items()
    schema: Schema = {"required": [last], **form}
    for key, one in reversed(others):
        schema = {"if": {"type": "object", "required": [key]}, "then": one, "else": schema}
    return schema
