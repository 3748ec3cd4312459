"""The JSON Schemas of a pack's tests: its files of tests, the file of accepted mutants, and what trying them came to (pack-test/1)."""

from __future__ import annotations

from ringrose.files.schema_parts import DRAFT, PARTS, Schema, a_list, an_object, one_of_texts, ref
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES

__all__ = ["equivalent_schema", "pack_test_schema", "tests_schema"]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_KINDS = ("fires", "true", "false", "none", "each_true", "each_false", "unless_true", "unless_false", "status", "in_force")


def tests_schema() -> Schema:
    """The schema of a file of tests."""
    body = an_object(
        {"tests": a_list(ref("test"), description="The tests, each a sentence with a small case.")},
        {"element": {**ref("name"), "description": "What the tests are about; for readers only."}},
    )
    test = an_object(
        {"name": {**_TEXT, "minLength": 1, "description": "A sentence that says what it shows."}, "expect": ref("expect")},
        {"given": ref("given")},
    )
    return {
        "$schema": DRAFT,
        "title": "Tests of a ringrose pack",
        "description": "Named sentences: what is given, what must follow, and why.",
        **body,
        "$defs": {**PARTS, "test": test, "given": _given(), **_expect()},
    }


def _given() -> Schema:
    entry = {"type": "object"}
    fact = {"type": "object", "properties": {"fact": ref("name")}, "required": ["fact"]}
    closure = {"anyOf": [ref("name"), fact]}
    keys: dict[str, Schema] = {
        "case": {**_TEXT, "description": "A case file, seen from this one; what else is given is added to it."},
        "ringrose": {"const": "case/1"},
        "id": ref("id"),
        "title": ref("localText"),
        "partners": a_list(entry, description="Left out: alpha and beta."),
        "review": {"type": "object", "description": "Left out: 2018 to 2020."},
        "fields": a_list(entry, description="Left out: health and education."),
        "sources": a_list(entry),
        "complete": a_list(closure, description="Records of which all facts are given."),
        "facts": a_list(fact, description="The facts of the case, as a case file has them."),
        "published": a_list(entry),
    }
    return an_object({}, keys, description="The case. Only what matters need be written.")


def _expect() -> Schema:
    statuses = one_of_texts((*STATUSES, *CRITERION_STATUSES))
    rules = a_list({**_TEXT, "description": "The full name of a rule: element.rule."}, uniqueItems=True)
    ids = a_list(ref("id"))
    absent = an_object(
        {"fact": ref("name")},
        {
            "where": {"type": "object", "description": "Left out: any pattern of the type will do."},
            "at_most": _COUNT,
            "distinct": ref("name"),
        },
    )
    grounds = an_object(
        {"rule": _TEXT},
        {
            "facts": {**ids, "description": "All facts at the bottom of the reason, partners, fields and years among them."},
            "names": {**ids, "description": "Some of these facts."},
            "absent": a_list(ref("absent"), description="All patterns that are known not to hold."),
            "text": {**ref("localText"), "description": "The sentence of the rule."},
        },
        description="What the rule must rest on in one of its firings.",
    )
    expect = an_object(
        {},
        {
            "status": {"type": "object", "additionalProperties": statuses, "description": "Elements, and criteria as element.criterion."},
            "fires": {**rules, "description": "Rules that must fire."},
            "silent": {**rules, "description": "Rules that must not fire."},
            "because": a_list(ref("grounds")),
            "derived": a_list(
                {"type": "object", "properties": {"fact": ref("name")}, "required": ["fact"]},
                description="Derived facts that must be concluded, with all of their attributes.",
            ),
        },
        minProperties=1,
        description="What must follow.",
    )
    return {"expect": expect, "grounds": grounds, "absent": absent}


def equivalent_schema() -> Schema:
    """The schema of the file ``tests/equivalent.yaml``."""
    reasons = {"type": "object", "additionalProperties": {**_TEXT, "minLength": 1}}
    body = an_object(
        {},
        {
            "equivalent": {**reasons, "description": "Mutants that mean the same as the pack, by name, each with the reason."},
            "impossible": {**reasons, "description": "What no case can show, by name, each with the reason."},
        },
    )
    return {"$schema": DRAFT, "title": "Accepted mutants of a ringrose pack", "description": "Reasons of the author.", **body}


def pack_test_schema() -> Schema:
    """The schema of what the tests of a pack came to."""
    difference = _closed(
        {
            "code": {**_TEXT, "pattern": "^trials[.]", "description": "Which kind of difference it is; stable from version to version."},
            "about": {**_TEXT, "description": "The element, criterion, rule or fact type."},
            "expected": {"description": "What the test expects."},
            "found": {"description": "What followed instead."},
            "text": {**_TEXT, "description": "The difference as a sentence."},
        }
    )
    test = _closed(
        {
            "name": _TEXT,
            "file": {**_TEXT, "description": "Seen from the folder of the pack."},
            "line": {"type": ["integer", "null"]},
            "passed": {"type": "boolean"},
            "differences": a_list(difference),
        }
    )
    gap = _closed(
        {
            "name": {**_TEXT, "description": "What it is called in tests/equivalent.yaml."},
            "kind": one_of_texts(_KINDS),
            "about": _TEXT,
            "part": {**_TEXT, "description": "The condition, status or value."},
            "together": a_list(_TEXT, description="Two tests whose cases would show it if they were one."),
            "text": _TEXT,
        }
    )
    mutant = _closed(
        {
            "name": {**_TEXT, "description": "What it is called in tests/equivalent.yaml."},
            "about": _TEXT,
            "file": _TEXT,
            "line": {"type": ["integer", "null"]},
            "before": {"type": "object", "description": "The rule, the criterion or the value as the pack has it."},
            "after": {"type": "object", "description": "The same, changed."},
        }
    )
    accepted = a_list(_closed({"name": _TEXT, "reason": _TEXT}))
    properties = {
        "ringrose": {"const": "pack-test/1"},
        "pack": _closed({"id": _TEXT, "version": _TEXT, "digest": _TEXT}),
        "passed": {"type": "boolean", "description": "Whether nothing is left to be done."},
        "tests": a_list(test),
        "coverage": _or_null(_closed({"count": _COUNT, "shown": _COUNT, "missing": a_list(gap), "impossible": accepted})),
        "mutants": _or_null(_closed({"count": _COUNT, "noticed": _COUNT, "survived": a_list(mutant), "equivalent": accepted})),
    }
    return {
        "$schema": DRAFT,
        "title": "ringrose pack-test/1",
        "description": "The tests of a pack, what they show, and which mutants they notice.",
        **_closed(properties),
    }


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": ["object", "null"]}
