"""The JSON Schema of an answer in format timeline/1."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES

__all__ = ["timeline_schema"]

_TEXT = {"type": "string"}


def _object(**properties: Schema) -> Schema:
    """A mapping with all of these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _from_to(statuses: tuple[str, ...]) -> dict[str, Schema]:
    """The status in the year before (null in the first year), and that in this year."""
    return {"from": one_of_texts([*statuses, None]), "to": one_of_texts(statuses)}


def timeline_schema() -> Schema:
    """The schema of what ``ringrose timeline`` tells."""
    ids = a_list(_TEXT, uniqueItems=True)
    day = {"type": "string", "format": "date"}
    finding = _object(
        rule=_TEXT,
        polarity=one_of_texts(["satisfies", "violates"]),
        decides={"type": "boolean"},
        text=_TEXT,
        bindings={"type": "object"},
        cause={**one_of_texts(["start", "review", "facts"]), "description": "The first year, the longer review, or what began."},
        facts={**ids, "description": "What began in that year and what it rests on, or what keeps it away."},
    )
    findings = a_list({"$ref": "#/$defs/finding"})
    criterion = _object(id=_TEXT, **_from_to(CRITERION_STATUSES), came=findings, went=findings)
    change = _object(element=_TEXT, **_from_to(STATUSES), criteria=a_list(criterion))
    year = _object(
        year={"type": "integer"},
        day={**day, "description": "The last day of the year that is reviewed."},
        statuses={"type": "object", "additionalProperties": one_of_texts(STATUSES), "description": "The status of each element."},
        facts={**ids, "description": "The facts that count from this year on."},
        complete=a_list(_object(fact=_TEXT, where={"type": "object"})),
        changes=a_list(change),
    )
    body = _object(
        ringrose={"const": "timeline/1"},
        case=_TEXT,
        pack=_object(id=_TEXT, version=_TEXT, digest={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}),
        review=_object(**{"from": day, "to": day}),
        undated={**ids, "description": "The facts that count in every year, for nothing tells when they began."},
        after_review={**ids, "description": "The facts that began after the review and count in its last year."},
        years=a_list(year),
    )
    told = "The status of each element at the end of each year of the review, and what changed it."
    return {"$schema": DRAFT, "title": "ringrose timeline/1", "description": told, **body, "$defs": {"finding": finding}}
