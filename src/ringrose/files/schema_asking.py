"""The JSON Schemas of why-not, open questions, repairs and threats."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, Schema, a_list, one_of_texts
from ringrose.model.assessment import CRITERION_STATUSES, QUESTION_KINDS, STATUSES
from ringrose.model.pack import ROLES

__all__ = ["question_schema", "questions_schema", "repair_schema", "threats_schema", "why_not_schema"]

_TEXT: Schema = {"type": "string"}
_VALUE: Schema = {"type": ["string", "number", "boolean"]}
_IDS: Schema = a_list(_TEXT, uniqueItems=True)
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def _object(**properties: Schema) -> Schema:
    """A mapping with all of these keys; later versions may add others."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _document(name: str, told: str, *, defs: Schema | None = None, **properties: Schema) -> Schema:
    about = _object(ringrose={"const": f"{name}/1"}, case=_TEXT, pack=_object(id=_TEXT, version=_TEXT, digest=_DIGEST), **properties)
    return {"$schema": DRAFT, "title": f"ringrose {name}/1", "description": told, **about, **({"$defs": defs} if defs else {})}


def question_schema() -> Schema:
    """The schema of an open question."""
    statuses = {"type": "object", "additionalProperties": one_of_texts(STATUSES)}
    question = _object(
        fact=_TEXT,
        where={"type": "object", "additionalProperties": _VALUE},
        kind=one_of_texts(QUESTION_KINDS),
        criterion={"type": ["string", "null"], "description": "The criterion that waits for it: element.criterion."},
        settles={**a_list(_TEXT, uniqueItems=True), "description": "The elements whose status a yes or a no changes."},
        if_yes={
            **statuses,
            "type": ["object", "null"],
            "description": "All elements, if such a fact is recorded; null where it cannot be.",
        },
        if_no={**statuses, "description": "All elements, if such a fact is denied."},
    )
    question["properties"]["another"] = {"const": True, "description": "Such facts are recorded; the question is about one more."}
    question["properties"]["id"] = {**_TEXT, "description": "Of a fact that was looked for and could not be told."}
    return question


def questions_schema() -> Schema:
    """The schema of the open questions of a case."""
    question = question_schema()
    question["properties"]["text"] = _TEXT
    return _document("questions", "What would settle what is undetermined, and how.", questions=a_list(question))


def change_schema() -> Schema:
    """The schema of a change."""
    value = {"anyOf": [_VALUE, {"type": "object", "description": "A range."}]}
    fact = {"type": "object", "properties": {"fact": _TEXT, "id": _TEXT}, "required": ["fact"], "additionalProperties": value}
    stating = {**_object(do=one_of_texts(["add", "deny", "close", "reopen"]), fact=fact), "additionalProperties": False}
    withdrawing = {**_object(do={"const": "withdraw"}, id=_TEXT), "additionalProperties": False}
    return {"anyOf": [stating, withdrawing]}


def _sets(told: str) -> Schema:
    one = _object(
        kind=one_of_texts(["evidence", "world"]),
        changes=a_list(change_schema(), minItems=1),
        to={**one_of_texts(STATUSES), "description": "The status that the element has then."},
        against={**_IDS, "description": "What is known and would have to be otherwise: facts, denials, types of complete records."},
    )
    return {**a_list(one), "description": told}


def repair_schema() -> Schema:
    """The schema of repairs."""
    status = one_of_texts(STATUSES)
    return _document(
        "repair",
        "All minimal sets of changes that give an element a status.",
        element=_TEXT,
        **{"from": status},
        to=status,
        complete_up_to={"type": "integer", "minimum": 0, "description": "Up to so many changes no set is missing."},
        sets=_sets("The sets, smallest first."),
        advice=a_list(_object(element=_TEXT, criterion=_TEXT, rule=_TEXT, text=_TEXT)),
    )


def threats_schema() -> Schema:
    """The schema of threats."""
    return _document(
        "threats",
        "All minimal losses that turn a met element.",
        element=_TEXT,
        **{"from": one_of_texts(STATUSES)},
        complete_up_to={"type": "integer", "minimum": 0, "description": "Up to so many losses no set is missing."},
        sets=_sets("The losses, smallest first."),
    )


def _count_schema() -> Schema:
    number: Schema = {"type": "integer", "minimum": 0}
    count = _object(
        number={"type": ["integer", "null"], "description": "How many there must be, or may be; null where it is a share of nothing."},
        found={**number, "description": "How many there are; of an at_most, with those that may be such facts."},
        more={**number, "description": "So many of what it needs make it true; of an at_most, so many are too many."},
    )
    among = _object(share={"type": ["number", "string"]}, of=_TEXT, among={**number, "description": "How many of these the case has."})
    count["properties"] |= {"share": among, "distinct": {**_TEXT, "description": "The attribute of which different values count."}}
    return {**count, "description": "Of a condition that counts (at_least, at_most)."}


def why_not_schema() -> Schema:
    """The schema of why-not."""
    names = a_list({"anyOf": [_TEXT, {"type": "object", "required": ["fact"]}]})
    bound = {"anyOf": [_TEXT, {"type": "object", "required": ["fact"]}, {"type": "null"}]}
    attempt = _object(
        rule=_TEXT,
        fired={"type": "boolean"},
        bindings={"type": "object", "additionalProperties": bound, "description": "Null where nothing could be bound."},
        text=_TEXT,
        conditions=a_list({"$ref": "#/$defs/condition"}),
    )
    condition = _object(
        code=_TEXT,
        kind=one_of_texts(["fact", "no", "every", "at_least", "at_most", "unless"]),
        state=one_of_texts(["held", "known_to_fail", "missing", "in_force", "waits"]),
        decides={"type": "boolean"},
        text=_TEXT,
        fact=_TEXT,
        where={"type": "object"},
        facts={**names, "description": "What makes it true, or false."},
        perhaps={**names, "description": "Facts of which it cannot be told whether they would make it so."},
        closed_by={**_IDS, "description": "The denials by which the record is closed."},
        records=a_list({"type": "integer", "minimum": 0}, description="The positions of the entries under complete that close the record."),
        needs=a_list(change_schema(), description="Any one of these would make it true; where it counts, each is one step (see count)."),
        told_above={"type": "boolean"},
        ways=a_list({"$ref": "#/$defs/attempt"}, description="The rules that would conclude it."),
        instances=a_list(_object(**{"for": _TEXT}, condition={"$ref": "#/$defs/condition"})),
    )
    condition["properties"]["count"] = _count_schema()
    rule = _object(rule=_TEXT, polarity=one_of_texts(["satisfies", "violates"]), attempts=a_list({"$ref": "#/$defs/attempt"}))
    criterion = _object(id=_TEXT, role=one_of_texts(ROLES), status=one_of_texts(CRITERION_STATUSES), rules=a_list(rule))
    return _document(
        "why-not",
        "How far each rule about the criteria of an element came.",
        defs={"attempt": attempt, "condition": condition},
        element=_TEXT,
        status=one_of_texts(STATUSES),
        criteria=a_list(criterion),
    )
