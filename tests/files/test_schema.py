"""The JSON Schemas: kept in the repository, and of one mind with the readers."""

import json
import runpy
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import ringrose
from ringrose.files import load_pack, schema
from ringrose.files.documents import document_of
from ringrose.model.pack_content import pack_content

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SMALL = HERE / "good" / "pack"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))

# Files that are wrong in a way that no schema can tell: ids that are not there, ranges that are empty, what the reader refuses, ...
BEYOND_SCHEMAS = {"ids.yaml", "tag-directive.yaml", "two-documents.yaml"}


def value_of(path):
    """The plain value of a file; None where it cannot be read."""
    return document_of(path, 10**7, "case").value


def wrong(schema, value):
    """Whether a schema refuses a value."""
    return not Draft202012Validator(schema).is_valid(value)


def test_schemas_of_the_repository(tmp_path, monkeypatch):
    """The schemas in the repository are those that `python -m ringrose.files.schema` writes."""
    monkeypatch.setattr(sys, "argv", ["schema", str(tmp_path / "new")])
    monkeypatch.delitem(sys.modules, "ringrose.files.schema")
    runpy.run_module("ringrose.files.schema", run_name="__main__")
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()}
    assert written == {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").iterdir()}


def test_default_folder(tmp_path, monkeypatch):
    """Without a folder the schemas are written into `schemas`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["schema"])
    monkeypatch.delitem(sys.modules, "ringrose.files.schema")
    runpy.run_module("ringrose.files.schema", run_name="__main__")
    assert (tmp_path / "schemas" / "assessment.schema.json").is_file()


@pytest.mark.parametrize("name", sorted(schema.all_schemas()))
def test_schemas_are_schemas(name):
    """Each schema is a valid one, and every reference in it leads somewhere."""
    built = schema.all_schemas()[name]
    Draft202012Validator.check_schema(built)
    text = json.dumps(built)
    assert all(f'"#/$defs/{part}"' not in text or part in built["$defs"] for part in _references(text))


def _references(text):
    return {part.partition('"')[0] for part in text.split('"#/$defs/')[1:]}


@pytest.mark.parametrize("path", [*EXAMPLES, HERE / "good" / "least.json"], ids=lambda path: path.name)
def test_sound_cases(path):
    """A case that the reader takes satisfies the schema."""
    assert not wrong(schema.case_schema(load_pack("ringrose")), value_of(path))


def test_full_case(small):
    """A case that says everything that can be said satisfies the schema of its pack."""
    assert not wrong(schema.case_schema(small), value_of(HERE / "good" / "full.yaml"))


@pytest.mark.parametrize("path", [p for p in sorted((HERE / "bad").iterdir()) if p.suffix in (".yaml", ".json")], ids=lambda p: p.name)
def test_bad_cases(path, small):
    """A file with a flaw in its shape is refused by the schema too, if anything of it can be read."""
    value = value_of(path)
    assert value is None or path.name in BEYOND_SCHEMAS or wrong(schema.case_schema(small), value)


CASE = {"ringrose": "case/1", "id": "c", "partners": [{"id": "a"}], "review": {"from": 2016, "to": "2020-12-31"}}
FACT = {"fact": "visit", "by": "a"}
SHAPES = [
    ({}, True),
    ({"facts": [FACT], "complete": ["visit", FACT], "title": None}, True),
    ({"facts": [{**FACT, "year": 2018, "holds": None, "source": None}]}, True),
    ({"facts": [{"fact": "visit", "holds": False, "year": {"gte": 2018}, "day": {"lt": 2018, "gt": "2017-01-01"}}]}, True),
    ({"facts": [{"fact": "visit", "holds": "unknown", "year": None}]}, True),
    ({"complete": [{"fact": "visit", "year": {"gte": 2018}, "holds": True}]}, True),
    ({"facts": [{"fact": "visit", "holds": "unknown", "year": {"gte": 2018}}]}, False),
    ({"facts": [{**FACT, "year": {"gte": 2018}}]}, False),
    ({"facts": [{"fact": "visit"}]}, False),
    ({"facts": [{"fact": "visit", "by": None}]}, False),
    ({"facts": [{"fact": "lull"}]}, False),
    ({"facts": [{"fact": "rest", "by": "a"}]}, False),
    ({"facts": [{**FACT, "kind": "other"}]}, False),
    ({"facts": [{**FACT, "id": 5}]}, False),
    ({"facts": [{**FACT, "id": "a b"}]}, False),
    ({"facts": [{**FACT, "title": "a\u0000"}]}, False),
    ({"facts": [{**FACT, "people": 1.5}]}, False),
    ({"facts": [{**FACT, "people": 2.0}]}, True),
    ({"facts": [{**FACT, "public": 1}]}, False),
    ({"facts": [{**FACT, "cost": 2**53 + 2}]}, False),
    ({"facts": [{**FACT, "day": "2018-13-01"}]}, False),
    ({"facts": [{**FACT, "certainty": "sure"}]}, False),
    ({"facts": [{**FACT, "source": [{"id": "s", "page": 5}]}]}, False),
    ({"facts": [{**FACT, "when": {}}]}, False),
    ({"complete": [{**FACT, "holds": False}]}, False),
    ({"complete": [5]}, False),
    ({"partners": []}, False),
    ({"partners": [{"id": "a", "country": "Id"}]}, False),
    ({"partners": [{"id": "a", "name": {"English": "A"}}]}, False),
    ({"partners": [{"id": "a", "name": {}}]}, False),
    ({"review": {"from": 0, "to": 2020}}, False),
    ({"published": [{"element": "growth", "status": "fine"}]}, False),
    ({"sources": [{"id": "s", "ISBN": 5}]}, True),
    ({"sources": [{"title": "s"}]}, False),
]


@pytest.mark.parametrize(("more", "sound"), SHAPES)
def test_shapes_of_cases(more, sound, small):
    """Schema and reader agree on what is a case and what is not."""
    case = {**CASE, **more}
    assert wrong(schema.case_schema(small), case) is not sound
    try:
        ringrose.load_case(case, pack=small)
    except ringrose.InputError:
        assert not sound
    else:
        assert sound


@pytest.mark.parametrize("name", ["ringrose", SMALL])
def test_sound_packs(name):
    """The files of a sound pack satisfy their schemas."""
    content = pack_content(load_pack(name))
    assert not wrong(schema.pack_schema(), content["pack"])
    assert not wrong(schema.vocabulary_schema(), content["vocabulary"])
    for element in content["elements"].values():
        assert not wrong(schema.element_schema(), element)


def pack_with(part, value, *path):
    """The small pack with something else in a place."""
    content = json.loads(json.dumps(pack_content(load_pack(SMALL))))
    whole = content["elements"]["growth"] if part == "growth" else content[part]
    if not path:
        whole.update(value)
        return content, whole
    at = whole
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return content, whole


RULE = {"id": "r", "if": [{"fact": "visit"}], "then": {"satisfies": "kept"}}
PACK_SHAPES = [
    ("pack", {"ringrose": "pack/2"}, (), False),
    ("pack", {"version": 1.0}, (), False),
    ("pack", {"languages": []}, (), False),
    ("pack", {"elements": []}, (), False),
    ("pack", {"references": None, "title": None}, (), False),  # the small pack cites one
    ("pack", {"references": [{"title": "x"}]}, (), False),
    ("vocabulary", {"more": {}}, (), False),
    ("vocabulary", {"type": "nothing"}, ("facts", "visit", "attributes", "by"), False),
    ("vocabulary", {"type": "one_of"}, ("facts", "rest", "attributes"), False),
    ("vocabulary", {"kind": {"type": "one_of"}}, ("facts", "rest", "attributes"), False),
    ("vocabulary", {"kind": {"type": "text", "values": ["a"]}}, ("facts", "rest", "attributes"), False),
    ("vocabulary", {"kind": {"type": "one_of", "values": ["a", "a"]}}, ("facts", "rest", "attributes"), False),
    ("vocabulary", {"kind": {"type": "one_of", "values": ["a"], "required": True}}, ("facts", "rest", "attributes"), True),
    ("vocabulary", None, ("facts", "rest"), True),
    ("vocabulary", {}, ("facts", "partner"), False),
    ("growth", {"standing": "sure"}, (), False),
    ("growth", {"id": "kept", "role": "vital"}, ("criteria", 0), False),
    ("growth", {**RULE}, ("rules", 3), True),
    ("growth", {**RULE, "if": []}, ("rules", 3), False),
    ("growth", {**RULE, "then": {"satisfies": "kept", "violates": "kept"}}, ("rules", 3), False),
    ("growth", {**RULE, "then": {}}, ("rules", 3), False),
    ("growth", {**RULE, "if": ["visit"]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"no": "visit", "as": "v"}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"every": {"fact": "year"}, "has": {"fact": "visit"}}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"every": {"fact": "visit", "as": "v"}, "has": {"fact": "visit"}}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"every": {"fact": "year", "as": "y"}}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"every": {"fact": "year", "as": "y"}, "has": {"fact": "visit"}, "no": None}]}, ("rules", 3), True),
    ("growth", {**RULE, "if": [{"fact": "visit", "where": {"year": {"more": 5}}}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"fact": "visit", "where": {"year": {}}}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"fact": "visit", "where": {"year": {"in": 5}}}]}, ("rules", 3), False),
    ("growth", {**RULE, "if": [{"fact": "visit", "where": {"year": None}}]}, ("rules", 3), False),
    ("growth", {**RULE, "because": 5}, ("rules", 3), False),
]


@pytest.mark.parametrize(("part", "value", "path", "sound"), PACK_SHAPES)
def test_shapes_of_packs(part, value, path, sound):
    """Schemas and reader agree on what is a pack and what is not."""
    content, whole = pack_with(part, value, *path)
    schemas = {"pack": schema.pack_schema, "vocabulary": schema.vocabulary_schema, "growth": schema.element_schema}
    told_by_schema = wrong(schemas[part](), whole)
    try:
        load_pack(content)
    except ringrose.InputError:
        assert not sound
    else:
        assert sound
    assert told_by_schema is not sound or "references" in value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_answers(path):
    """Every answer satisfies the schema of answers."""
    pytest.importorskip("durable_rules_engine", reason="the engine is not installed")
    assert not wrong(schema.assessment_schema(), ringrose.assess(path).to_dict())
