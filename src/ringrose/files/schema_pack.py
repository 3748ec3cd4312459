"""The JSON Schemas of the files of a pack: pack.yaml, vocabulary.yaml, and one file per element."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, PARTS, Schema, a_list, an_object, one_of_texts, ref
from ringrose.model.check_rules import MAX_COUNT, SHARE
from ringrose.model.pack import PARAMETER_TYPES, ROLES, STANDINGS, STRUCTURAL
from ringrose.model.values import ATTRIBUTE_TYPES

__all__ = ["element_schema", "pack_schema", "vocabulary_schema"]

_SCALAR = {"type": ["string", "number", "boolean"]}
_PARAMETER = {"type": "string", "pattern": r"^\$param\."}
_WAIVE = {
    "type": "object",
    "additionalProperties": {"type": "string", "pattern": r"\S"},
    "description": "Findings of `ringrose pack check` that are accepted here, by their codes, each with the reason.",
}
_REFERENCE = an_object({"id": ref("id")}, {"at": ref("text")})
_OF_CHANGES = " that extends another, as far as it differs"
_OFF = {"description": "true takes it out of what the pack that is extended says."}
_EVERY = "For each of them the second pattern must be true: {every: {fact: year, as: y}, has: {...}} or no: {...}."


def pack_schema() -> Schema:
    """The schema of pack.yaml."""
    reference = {"type": "object", "properties": {"id": ref("id")}, "required": ["id"]}
    constraint = {**ref("text"), "description": 'The versions that will do, such as ">=1.1, <2".'}
    name = {"type": "string", "minLength": 1, "description": "The name of a pack, or a folder written with a slash, seen from this one."}
    extends = {"anyOf": [name, an_object({"pack": name}, {"version": constraint})], "description": "The pack that this one stands on."}
    elements = a_list(ref("name"), minItems=1, uniqueItems=True, description="The elements in order, each a file beside this one.")
    body = an_object(
        {
            "ringrose": {"const": "pack/1", "description": "The format of this file."},
            "id": ref("name"),
            "version": {**ref("id"), "description": "The version of the rules, quoted if it looks like a number."},
        },
        {
            "extends": extends,
            "elements": elements,
            "title": ref("localText"),
            "languages": a_list(ref("language"), minItems=1, uniqueItems=True, description="The languages in which the pack is told."),
            "references": a_list(reference, description="What the rules rest on, with the field names of CSL-JSON."),
            "parameters": {"type": "object", "propertyNames": ref("name"), "additionalProperties": ref("parameter")},
            "waive": _WAIVE,
        },
    )
    whole = {"elements": elements, "parameters": {"additionalProperties": {"required": ["type", "values"]}}}
    return {
        "$schema": DRAFT,
        "title": "ringrose pack/1",
        "description": "The pack.yaml of a pack of rules.",
        **body,
        "if": {"required": ["extends"], "properties": {"extends": {"not": {"type": "null"}}}},
        "else": {"required": ["elements"], "properties": whole},  # what extends no other pack says all by itself
        "$defs": {**PARTS, **_parameters()},
    }


def _parameters() -> Schema:
    first = {"properties": {"from": {"type": "null"}}}
    dated = an_object(
        {"value": _SCALAR},
        {"from": ref("day"), "told": {**ref("localText"), "description": "How texts tell the value."}, "reference": ref("reference")},
    )
    parameter = an_object(
        {},
        {
            "type": one_of_texts(PARAMETER_TYPES),
            "means": ref("localText"),
            "values": a_list(
                ref("dated"), contains=first, maxContains=1, description="The first holds from the beginning, each other one from a day on."
            ),
        },
    )
    return {"parameter": parameter, "dated": dated, "reference": _REFERENCE}


def vocabulary_schema(*, changes: bool = False) -> Schema:
    """The schema of vocabulary.yaml; ``changes``: of a pack that extends another, which states only what differs."""
    values = a_list({**ref("text"), "minLength": 1}, minItems=1, uniqueItems=True, description="The values of a one_of.")
    kind = {"type": one_of_texts(ATTRIBUTE_TYPES)}
    others = {"required": {"type": "boolean", "description": "A fact that holds must state it."}, "values": values}
    attribute = an_object({}, {**kind, **others}) if changes else an_object(kind, others)
    if not changes:
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
            "waive": _WAIVE,
        },
    )
    facts = {
        "type": "object",
        "propertyNames": {**ref("name"), "not": {"enum": ["partner", "field", "year"]}},
        "additionalProperties": {"anyOf": [ref("factType"), {"type": "null"}]},
    }
    return {
        "$schema": DRAFT,
        "title": f"The vocabulary of a ringrose pack{_OF_CHANGES if changes else ''}",
        "description": "The words in which a case is told: fact types and their attributes.",
        **(an_object({}, {"facts": facts}) if changes else an_object({"facts": facts})),
        "$defs": {**PARTS, "attribute": attribute, "factType": fact_type},
    }


def element_schema(*, changes: bool = False) -> Schema:
    """The schema of the file of an element; ``changes``: in a pack that extends another, which states only what differs."""
    told = {"title": ref("localText"), "question": ref("localText"), "reference": ref("reference")}
    roles = one_of_texts(ROLES, description="Must be satisfied (the default), must not be violated, or is only reported.")
    body = an_object(
        {"element": ref("name")},
        {
            **told,
            "standing": one_of_texts(STANDINGS, description="Whether a source names the element."),
            "criteria": a_list(ref("criterion")),
            "rules": a_list(ref("rule")),
            "waive": _WAIVE,
        },
    )
    own = {"id": ref("name")}
    vital = {"if": a_list(ref("condition"), minItems=1), "then": ref("conclusion")}
    rule = an_object(
        own if changes else {**own, **vital},
        {
            **(vital if changes else {}),
            "unless": a_list(ref("pattern"), description="The rule does not apply where a fact that holds matches any of these."),
            "because": ref("localText"),
            "advice": ref("localText"),
            "reference": ref("reference"),
            "note": ref("localText"),
            "waive": _WAIVE,
        },
    )
    criterion = an_object(own, {**told, "role": roles, "waive": _WAIVE})
    return {
        "$schema": DRAFT,
        "title": f"An element of a ringrose pack{_OF_CHANGES if changes else ''}",
        "description": "One of the things by which a partnership is judged: its criteria and rules.",
        **body,
        "$defs": {
            **PARTS,
            **_patterns(),
            "criterion": _or_off(criterion) if changes else criterion,
            "rule": _or_off(rule) if changes else rule,
        },
    }


def _or_off(entry: Schema) -> Schema:
    """The schema of an entry that may also take out the one of that id."""
    off = an_object({"id": ref("name"), "off": {"const": True}}, {"note": ref("localText")})
    stays = {**entry, "properties": {**entry["properties"], "off": {**_OFF, "enum": [False, None]}}}
    return {"if": {"type": "object", "properties": {"off": {"const": True}}, "required": ["off"]}, "then": off, "else": stays}


def _patterns() -> Schema:
    operators = {
        "in": a_list(ref("operand"), description="One of these values."),
        "not": ref("operand"),
        **{op: ref("operand") for op in ("lt", "lte", "gt", "gte")},
        "exists": {"type": "boolean", "description": "Whether the attribute is stated."},
        "within": an_object(
            {"years": ref("count"), "to": {"anyOf": [ref("year"), {"type": "string", "pattern": r"^\$[^$]"}]}},
            description="One of so many years that end with a year: {years: 2, to: $y.value}.",
        ),
    }
    tests = {"type": "object", "properties": operators, "additionalProperties": False, "minProperties": 1}
    type_and_where = {"where": ref("where")}
    domain = an_object({"fact": one_of_texts(["partner", "field", "year"]), "as": ref("name")}, type_and_where)
    share = an_object({"share": ref("share"), "of": one_of_texts(STRUCTURAL)}, description="A part of the partners, fields or years.")
    number = {"anyOf": [ref("count"), share]}
    counted = {"distinct": {**ref("name"), "description": "Count different values of this attribute."}, **type_and_where}
    forms = {
        "every": an_object({"every": domain}, {"has": ref("pattern"), "no": ref("pattern")}, description=_EVERY),
        "no": an_object({"no": ref("name")}, type_and_where, description="It is known that no such fact holds."),
        "at_least": an_object({"at_least": number, "fact": ref("name")}, counted, description="So many such facts hold."),
        "at_most": an_object({"at_most": number, "fact": ref("name")}, counted, description="It is known that no more such facts hold."),
        "fact": an_object({"fact": ref("name")}, {"as": ref("name"), **type_and_where}, description="Some such fact holds."),
    }
    forms["every"]["oneOf"] = [{"required": [word], "properties": {word: {"type": "object"}}} for word in ("has", "no")]
    conclusions = {
        "satisfies": an_object({"satisfies": ref("name")}),
        "violates": an_object({"violates": ref("name")}),
        "fact": an_object({"fact": ref("name")}, {"with": {"type": "object", "additionalProperties": ref("operand")}}),
    }
    return {
        "reference": _REFERENCE,
        "count": {
            "anyOf": [{"type": "integer", "minimum": 0, "maximum": MAX_COUNT}, _PARAMETER],
            "description": "A number, or a parameter of the pack.",
        },
        "share": {
            "anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1}, {"type": "string", "pattern": SHARE}, _PARAMETER],
            "description": "More than 0 and at most 1, such as 0.5 or 1/3.",
        },
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
