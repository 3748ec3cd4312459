"""The JSON Schema of an answer in format comparison/1."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES
from ringrose.model.pack import ROLES, STANDINGS

__all__ = ["comparison_schema"]

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_STANDING = one_of_texts([*STANDINGS, None])


def _object(**properties: Schema) -> Schema:
    """A mapping with all of these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _counts(statuses: tuple[str, ...]) -> Schema:
    return _object(**dict.fromkeys(statuses, _COUNT))


def comparison_schema() -> Schema:
    """The schema of what ``ringrose compare --format json`` tells."""
    status, of_criterion, role = one_of_texts(STATUSES), one_of_texts(CRITERION_STATUSES), one_of_texts(ROLES)
    reason = _object(
        text=_TEXT,
        rule=_TEXT,
        polarity=one_of_texts(["satisfies", "violates"]),
        decides={"type": "boolean"},
        facts={**a_list(_TEXT, uniqueItems=True), "description": "What it rests on."},
        places={**a_list(_TEXT, uniqueItems=True), "description": "Where that was read."},
    )
    criterion = _object(id=_TEXT, role=role, status=of_criterion, reasons=a_list(reason))
    judgement = _object(element=_TEXT, status=status, standing=_STANDING, criteria=a_list(criterion))
    case = _object(
        id={**_TEXT, "description": "It tells the case apart from all others here."},
        case={**_TEXT, "description": "The id that the case states."},
        title=_TEXT,
        partners=a_list(_TEXT),
        review=_object(**{"from": _TEXT, "to": _TEXT}),
        facts=_COUNT,
        conflicts=_COUNT,
        judgements=a_list(judgement),
        published=a_list(_object(element=_TEXT, status=_TEXT, place=_TEXT)),
    )
    case["properties"]["as_of"] = {"type": "string", "format": "date", "description": "The day as of which it was judged."}
    counted = _object(id=_TEXT, role=role, statuses=_counts(CRITERION_STATUSES))
    failures = _object(
        cases=_COUNT,
        elements=a_list(_object(element=_TEXT, standing=_STANDING, statuses=_counts(STATUSES), criteria=a_list(counted))),
        roles=a_list(_object(role=role, statuses=_counts(CRITERION_STATUSES))),
    )
    agreed = _object(
        element={"type": ["string", "null"], "description": "Null for all elements together."},
        table={**_object(**dict.fromkeys(STATUSES, _counts(STATUSES))), "description": "Published, then judged here."},
        compared=_COUNT,
        agreed=_COUNT,
        share={"type": ["number", "null"]},
        kappa={"type": ["number", "null"], "description": "Cohen's kappa; null where it cannot be told."},
        why_not=one_of_texts(["few", "one_status", "not_installed", None]),
    )
    agreement = _object(
        overall={"$ref": "#/$defs/agreed"},
        elements=a_list({"$ref": "#/$defs/agreed"}),
        disagreements=a_list(_object(case=_TEXT, element=_TEXT, published=status, judged=status, place=_TEXT)),
        not_counted=a_list(_object(case=_TEXT, element=_TEXT, published=_TEXT, why=one_of_texts(["words", "element"]))),
    )
    body = _object(
        ringrose={"const": "comparison/1"},
        pack=_object(id=_TEXT, version=_TEXT, digest={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
        lang=_TEXT,
        cases=a_list(case),
        failures=failures,
        agreement=agreement,
    )
    told = "Many cases side by side: their judgements, how often criteria fail, and how far published judgements agree."
    return {"$schema": DRAFT, "title": "ringrose comparison/1", "description": told, **body, "$defs": {"agreed": agreed}}
