"""The JSON Schemas of two judgements side by side (formats what-if/1 and diff/1)."""

from __future__ import annotations

from ringrose.files.schema_assessment import assessment_schema
from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES
from ringrose.model.pack import ROLES

__all__ = ["diff_schema", "packs_schema", "what_if_schema"]

_TEXT: Schema = {"type": "string"}
_ANY: Schema = {"description": "As a file has it; null where that side has nothing."}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_MAYBE: Schema = {"type": ["boolean", "null"]}
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def _object(**properties: Schema) -> Schema:
    """A mapping with all of these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _told(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _finding() -> Schema:
    found: Schema = assessment_schema()["$defs"]["finding"]
    return found


def _elements(**more: Schema) -> Schema:
    findings = a_list({"$ref": "#/$defs/finding"})
    finding = {"$ref": "#/$defs/finding"}
    criterion = _object(
        id=_TEXT,
        role=one_of_texts(ROLES),
        before=one_of_texts([*CRITERION_STATUSES, None]),
        after=one_of_texts([*CRITERION_STATUSES, None]),
        came=_told(findings, "Findings of the second side that the first does not have: another rule, or other bindings."),
        went=findings,
        changed=_told(a_list(_object(before=finding, after=finding)), "Findings that stayed, and rest on something else."),
    )
    status = one_of_texts([*STATUSES, None])
    return a_list(_object(element=_TEXT, before=status, after=status, criteria=a_list(criterion), **more))


def _conflicts() -> Schema:
    conflict = _object(fact=_TEXT, denial=_TEXT)
    return _object(came=a_list(conflict), went=a_list(conflict))


def _pack() -> Schema:
    return _object(id=_TEXT, version=_TEXT, digest=_DIGEST)


def what_if_schema() -> Schema:
    """The schema of a case before and after changes."""
    fact = {"type": "object", "required": ["fact"], "description": "The type under `fact`, and the attributes; one may be a range."}
    stated = _object(do=one_of_texts(["add", "deny", "close", "reopen"]), fact=fact)
    change = {"anyOf": [stated, _object(do=one_of_texts(["withdraw"]), id=_TEXT)]}
    return {
        "$schema": DRAFT,
        "title": "ringrose what-if/1",
        "description": "A case before and after changes.",
        **_object(
            ringrose={"const": "what-if/1"},
            case=_TEXT,
            pack=_pack(),
            changes=a_list(change),
            elements=_elements(),
            conflicts=_conflicts(),
        ),
        "$defs": {"finding": _finding()},
    }


def _effect() -> Schema:
    status = one_of_texts([*STATUSES, None])
    turn = {"element": _TEXT, "before": status, "after": status}
    return _object(
        cases=_told(_NUMBER, "How many cases were judged by both."),
        turned=_told(_NUMBER, "How many of them have an element with another status."),
        totals=_told(a_list(_object(**turn, cases=_NUMBER)), "From what to what the elements turn, and in how many cases."),
        turns=_told(a_list(_object(name=_TEXT, case=_TEXT, elements=a_list(_object(**turn)))), "The cases that turn."),
        moved=_told(a_list(_object(name=_TEXT, case=_TEXT)), "The cases that do not turn, and of which findings differ."),
    )


def diff_schema() -> Schema:
    """The schema of what differs between two cases, two packs or two saved assessments."""
    sides = {"minItems": 2, "maxItems": 2}
    change = one_of_texts(["added", "removed", "changed"])
    common = {"keys": _told(a_list(_TEXT), "What differs of what is on both sides."), "before": _ANY, "after": _ANY}
    matters = {"type": "boolean", "description": "Whether judgements can hang on it."}
    of_cases = _object(what=_told(_TEXT, "A fact, a record, or a part of the case."), change=change, matters=matters, **common)
    things = one_of_texts(["rule", "criterion", "element", "fact_type", "parameter", "reference", "pack"])
    of_packs = _object(what=things, id=_TEXT, change=change, matters=matters, **common)
    bearing = _object(
        difference=_told(_NUMBER, "Its place in differences, counted from 0."),
        in_findings=_told({"type": "boolean"}, "Findings that differ rest on it, or on its absence."),
        alone=_told(_MAYBE, "With it alone the first case has the second's status; null where that was not or cannot be tried."),
        needed=_told(_MAYBE, "Without it the second case does not have its status; null where that was not or cannot be tried."),
    )
    rule = _object(
        rule=_TEXT,
        difference=_told({"type": ["integer", "null"], "minimum": 0}, "Where the rule stands in differences; null where it is the same."),
        came=_NUMBER,
        went=_NUMBER,
        changed=_NUMBER,
    )
    by_packs = _object(case=_TEXT, elements=_elements(), rules=a_list(rule))
    saved = _object(case=_TEXT, engine=_TEXT, pack=_pack())
    head = {"ringrose": {"const": "diff/1"}}
    kinds = [
        _object(
            **head,
            kind={"const": "cases"},
            cases=a_list(_TEXT, **sides),
            pack=_pack(),
            differences=a_list(of_cases),
            elements=_elements(bearing=a_list(bearing)),
            conflicts=_conflicts(),
        ),
        _object(
            **head,
            kind={"const": "packs"},
            packs=a_list(_pack(), **sides),
            same_meaning={"type": "boolean"},
            differences=a_list(of_packs),
            cases=a_list(by_packs),
            effect=_told({"anyOf": [_effect(), {"type": "null"}]}, "What the second pack makes of many cases, where any are named."),
        ),
        _object(
            **head,
            kind={"const": "assessments"},
            assessments=a_list(saved, **sides),
            differences=a_list(_object(what=_TEXT, before=_ANY, after=_ANY)),
            elements=_elements(),
            conflicts=_conflicts(),
        ),
    ]
    return {
        "$schema": DRAFT,
        "title": "ringrose diff/1",
        "description": "What differs between two cases, two packs or two saved assessments, and between their judgements.",
        "oneOf": kinds,
        "$defs": {"finding": _finding()},
    }


def packs_schema() -> Schema:
    """The schema of the packs that can be named (format packs/1)."""
    pack = _object(
        name=_TEXT,
        place=_told({"type": ["string", "null"]}, "The folder; null where a distribution names a package that holds no pack."),
        origin=_told(_TEXT, "RINGROSE_PACKS, ringrose, or the distribution that offers it."),
        shadowed=_told({"type": "boolean"}, "Another pack of that name is found before it."),
        pack=_told({"anyOf": [_pack(), {"type": "null"}]}, "What the pack calls itself; null where it cannot be used."),
        title={"type": ["string", "null"]},
        extends={"anyOf": [_pack(), {"type": "null"}]},
        standings=_told({"type": "object", "additionalProperties": _NUMBER}, "How many elements have each standing."),
    )
    return {
        "$schema": DRAFT,
        "title": "ringrose packs/1",
        "description": "The packs that can be named, in the order in which they are found.",
        **_object(ringrose={"const": "packs/1"}, packs=a_list(pack)),
    }
