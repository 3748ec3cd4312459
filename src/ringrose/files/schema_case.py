"""The JSON Schema of case files, with the vocabulary of a pack."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, PARTS, Schema, a_list, an_object, one_of_texts, optional, ref
from ringrose.model.assessment import STATUSES
from ringrose.model.case import CERTAINTIES
from ringrose.model.pack import Attribute, FactType, Pack
from ringrose.model.values import ORDERED

__all__ = ["case_schema"]

_SCALARS = {"text": "shortText", "partner": "id", "field": "id", "fact": "id"}


def case_schema(pack: Pack) -> Schema:
    """The schema of case files told in the words of a pack."""
    types = {name: kind for name, kind in pack.vocabulary.types.items() if not kind.derived}
    sections = {
        "title": ref("localText"),
        "fields": a_list(ref("field"), description="The fields of cooperation that the partners agreed on."),
        "sources": a_list(ref("source"), description="Where the facts were read. Any field of CSL-JSON may be given."),
        "complete": a_list(
            ref("closure"), description="Records of which all facts are in this file, so that what is absent did not happen."
        ),
        "facts": a_list(ref("fact"), description="What the sources say, one statement each."),
        "published": a_list(ref("published"), description="What the author of a source concluded; never read by rules."),
    }
    required = {
        "ringrose": {"const": "case/1", "description": "The format of this file."},
        "id": ref("id"),
        "partners": a_list(ref("partner"), minItems=1, description="The cities of the partnership."),
        "review": ref("review"),
    }
    told = f"A case file of ringrose, in the words of the pack {pack.id} {pack.version}."
    return {
        "$schema": DRAFT,
        "title": "ringrose case/1",
        "description": told,
        **an_object(required, sections),
        "$defs": {**PARTS, **_frame(pack), **_facts(types)},
    }


def _frame(pack: Pack) -> Schema:
    details = {"type": ref("text"), "title": ref("localText"), "url": ref("text"), "note": ref("localText")}
    citation = an_object({"id": ref("id")}, {"at": ref("text"), "quote": ref("text"), "url": ref("text")})
    country = {"type": "string", "pattern": "^[A-Z]{2}$", "description": "Two capital letters, such as ID for Indonesia."}
    return {
        "partner": an_object({"id": ref("id")}, {"name": ref("localText"), "country": country}),
        "field": an_object({"id": ref("id")}, {"name": ref("localText")}),
        "source": {**an_object({"id": ref("id")}, details), "additionalProperties": True},
        "review": an_object({"from": ref("day"), "to": ref("day")}, description="The period under review."),
        "published": an_object(
            {"element": one_of_texts(pack.may_be_published()), "status": one_of_texts(STATUSES)},
            {"source": ref("cited"), "note": ref("localText")},
        ),
        "citation": {"anyOf": [ref("id"), citation], "description": "The id of a source, or {id: thesis, at: p. 12}."},
        "cited": {"anyOf": [ref("citation"), a_list(ref("citation"))], "description": "The source, or a list of them."},
        "when": {
            "anyOf": [ref("day"), an_object({}, {"from": ref("day"), "to": ref("day")}, minProperties=1)],
            "description": "When it was: a year, a date, or {from: ..., to: ...}. Rules never read it.",
        },
    }


def _facts(types: dict[str, FactType]) -> Schema:
    reserved = {
        "fact": one_of_texts(types, description="The type of the fact."),
        "id": optional(ref("id")),
        "holds": {
            "enum": [True, False, "unknown", None],
            "description": "false: a source says that it did not happen; unknown: it could not be told.",
        },
        "when": optional(ref("when")),
        "source": optional(ref("cited")),
        "note": optional(ref("localText")),
        "certainty": one_of_texts([*CERTAINTIES, None], description="Rules never read it."),
    }
    choice = [{"if": _is(name), "then": ref(f"fact-{name}")} for name in types]
    closed = [{"if": _is(name), "then": ref(f"kind-{name}")} for name in types]
    record = {"type": "object", "required": ["fact"], "properties": {**reserved, "holds": {"enum": [True, None]}}, "allOf": closed}
    told = "A fact type, or one with attributes such as {fact: visit, by: semarang}."
    return {
        "fact": {"type": "object", "required": ["fact"], "properties": reserved, "allOf": choice},
        "closure": {"if": {"type": "string"}, "then": one_of_texts(types), "else": record, "description": told},
        **{f"kind-{name}": _kind(kind, reserved) for name, kind in types.items()},
        **{f"fact-{name}": _fact(name, kind) for name, kind in types.items()},
    }


def _is(name: str) -> Schema:
    return {"properties": {"fact": {"const": name}}, "required": ["fact"]}


def _kind(kind: FactType, reserved: Schema) -> Schema:
    """The keys of a fact type, whether it holds or not."""
    attributes = {name: optional(_value(attribute, ranges=True)) for name, attribute in kind.attributes.items()}
    description = {"description": kind.means.get()} if kind.means is not None else {}
    return {**description, "properties": {**dict.fromkeys(reserved, True), **attributes}, "additionalProperties": False}


def _fact(name: str, kind: FactType) -> Schema:
    """What a fact of a type asks for, besides its keys: ranges only in a denial, required attributes in what holds."""
    plain = {n: optional(_value(a, ranges=False)) for n, a in kind.attributes.items() if a.type in ORDERED}
    required = {n: _value(a, ranges=False) for n, a in kind.attributes.items() if a.required}
    denied = {"properties": {"holds": {"const": False}}, "required": ["holds"]}
    unknown = {"properties": {"holds": {"enum": [False, "unknown"]}}, "required": ["holds"]}
    conditions = [{"if": denied, "else": {"properties": plain}}] if plain else []
    if required:
        conditions.append({"if": unknown, "else": {"properties": required, "required": list(required)}})
    return {**ref(f"kind-{name}"), **({"allOf": conditions} if conditions else {})}


def _value(attribute: Attribute, *, ranges: bool) -> Schema:
    if attribute.type == "one_of":
        return one_of_texts(attribute.values)
    if ranges and attribute.type in ORDERED:
        return ref(f"{attribute.type}Range")
    return ref(_SCALARS.get(attribute.type, attribute.type))
