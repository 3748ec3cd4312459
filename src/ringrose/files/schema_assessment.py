"""The JSON Schema of an answer (format assessment/1)."""

from __future__ import annotations

from ringrose.files.schema_asking import question_schema
from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts, optional
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES
from ringrose.model.pack import ROLES, STANDINGS

__all__ = ["assessment_schema"]

_TEXT = {"type": "string"}


def _object(**properties: Schema) -> Schema:
    """A mapping with all of these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def assessment_schema() -> Schema:
    """The schema of an answer."""
    ids = a_list(_TEXT, uniqueItems=True)
    value = {"type": ["string", "number", "boolean"]}
    where = {"type": "object", "description": "Attributes and what is asked of them, as in a rule, references resolved."}
    absent = _object(fact=_TEXT, where=where, closed_by={**ids, "description": "The denials that cover the pattern."})
    absent["properties"] |= {
        "at_most": {"type": "integer", "minimum": 0, "description": "Only where it is known that no more than so many hold."},
        "distinct": {**_TEXT, "description": "Only where different values of this attribute were counted."},
    }
    binding = {"anyOf": [_TEXT, {"type": "object", "required": ["fact"], "additionalProperties": value}]}
    finding = _object(
        rule={**_TEXT, "description": "The full name of the rule: element.rule."},
        polarity=one_of_texts(["satisfies", "violates"]),
        decides={"type": "boolean", "description": "Whether it gave the element its status."},
        text=_TEXT,
        bindings={"type": "object", "additionalProperties": binding, "description": "The fact that each alias stands for."},
        facts={**ids, "description": "The recorded and structural facts that the finding rests on."},
        absent={**a_list(absent), "description": "What is known not to hold, and which denials say so."},
    )
    criterion = _object(
        id=_TEXT, role=one_of_texts(ROLES), status=one_of_texts(CRITERION_STATUSES), findings=a_list({"$ref": "#/$defs/finding"})
    )
    judgement = _object(
        element=_TEXT,
        status=one_of_texts(STATUSES),
        standing=one_of_texts([*STANDINGS, None]),
        criteria=a_list({"$ref": "#/$defs/criterion"}),
    )
    body = _object(
        ringrose={"const": "assessment/1"},
        case=_TEXT,
        engine=_TEXT,
        pack=_object(id=_TEXT, version=_TEXT, digest={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
        summary=_object(**{status: {"type": "integer", "minimum": 0} for status in STATUSES}),
        judgements=a_list({"$ref": "#/$defs/judgement"}),
        conflicts=a_list(_object(fact=_TEXT, denial=_TEXT)),
        open_questions={**optional(a_list(question_schema())), "description": "Null where they were not looked for."},
        recommendations=a_list(_object(element=_TEXT, criterion=_TEXT, rule=_TEXT, text=_TEXT)),
    )
    body["properties"]["as_of"] = {
        **_object(
            day={"type": "string", "format": "date"},
            left_out={**ids, "description": "The facts that began later."},
            left_out_with_them={**ids, "description": "The facts that name one which was left out."},
            complete_left_out=a_list(_object(fact=_TEXT, where=where)),
            undated={**ids, "description": "The facts that were kept because nothing tells when they began."},
        ),
        "description": "Only where the case was judged as of a day: what was left out of it.",
    }
    digest = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
    body["properties"]["receipt"] = {
        **_object(
            case={**digest, "description": "Of the content of the case that was judged."},
            pack=digest,
            ringrose={**_TEXT, "description": "The version that judged."},
            lang={**_TEXT, "description": "The language of the texts."},
            answer={**digest, "description": "Of this assessment without this digest and without the name of the engine."},
        ),
        "description": "By which `ringrose verify` tells that nothing was changed. It may be left away.",
    }
    return {
        "$schema": DRAFT,
        "title": "ringrose assessment/1",
        "description": "The judgement of a partnership, with what it rests on.",
        **body,
        "$defs": {"finding": finding, "criterion": criterion, "judgement": judgement},
    }
