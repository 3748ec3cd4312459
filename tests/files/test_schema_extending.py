"""The JSON Schemas of packs with parameters and waivers, and of packs that extend others: of one mind with the reader."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import ringrose
from ringrose.files import load_pack
from ringrose.files.schema import element_schema, pack_schema, vocabulary_schema
from ringrose.model.pack_content import pack_content

SMALL = Path(__file__).parent / "good" / "pack"


def sound(schema, value):
    """Whether a schema takes a value."""
    return Draft202012Validator(schema).is_valid(value)


def read(content):
    """Whether the reader takes a pack."""
    try:
        load_pack(content)
    except ringrose.InputError:
        return False
    return True


TOP = {"ringrose": "pack/1", "id": "city", "version": "1", "extends": str(SMALL)}
VALUES = [{"value": 1}, {"from": "2024-01-01", "value": 2, "told": {"en": "twice"}, "reference": {"id": "law"}}]
TOPS = [
    ({}, True),
    ({"extends": {"pack": str(SMALL)}}, True),
    ({"extends": {"pack": str(SMALL), "version": ">=1"}, "elements": None, "parameters": None, "waive": None}, True),
    ({"extends": {"pack": str(SMALL), "version": None}}, True),
    ({"extends": {"version": ">=1"}}, False),
    ({"extends": {"pack": str(SMALL), "from": "there"}}, False),
    ({"extends": 5}, False),
    ({"extends": ""}, False),
    ({"extends": {"pack": 5}}, False),
    ({"elements": ["growth"]}, True),
    ({"elements": "growth"}, False),
    ({"parameters": {"often": {"type": "integer", "values": VALUES, "means": "How often."}}}, True),
    ({"parameters": {"often": {"type": "integer", "values": [{"from": 2024, "value": 2}]}}}, False),
    ({"parameters": {"often": {"type": "integer", "values": [{"value": 1}, {"value": 2}]}}}, False),
    ({"parameters": {"often": {"type": "integer", "values": [{"value": 1, "from": None}]}}}, True),
    ({"parameters": {"often": {"type": "integer", "values": [{"valu": 1}]}}}, False),
    ({"parameters": {"often": {"type": "partner", "values": [{"value": "a"}]}}}, False),
    ({"parameters": {"of ten": {"type": "integer", "values": VALUES}}}, False),
    ({"parameters": {"often": {"type": "integer", "values": VALUES, "mean": "x"}}}, False),
    ({"parameters": []}, False),
    ({"waive": {"code": "Because."}}, True),
    ({"waive": {"code": " "}}, False),
    ({"waive": {"code": None}}, False),
    ({"waive": ["code"]}, False),
]


@pytest.mark.parametrize(("more", "good"), TOPS)
def test_shapes_of_the_top(more, good):
    """Schema and reader agree on what the pack.yaml of a pack that extends another may say."""
    top = {**TOP, **more}
    assert sound(pack_schema(), top) is good
    assert read({"pack": top}) is good


@pytest.mark.parametrize(
    ("more", "good"),
    [
        ({"parameters": {"often": {"type": "integer", "values": VALUES}}}, True),
        ({"parameters": {"often": {"values": VALUES}}}, False),
        ({"parameters": {"often": {"type": "integer"}}}, False),
        ({"extends": None}, True),
        ({"elements": None}, False),
    ],
)
def test_shapes_of_a_pack_that_extends_none(more, good):
    """A pack that extends no other one states all of a parameter, and its elements; schema and reader agree on that."""
    content = pack_content(load_pack(SMALL))
    top = {**content["pack"], **more}
    assert sound(pack_schema(), top) is good
    assert read({**content, "pack": top}) is good


VOCABULARIES = [
    ({}, True),
    ({"facts": None}, True),
    ({"facts": {}}, True),
    ({"facts": {"visit": {"attributes": {"kind": {"values": ["courtesy", "working", "study"]}}}}}, True),
    ({"facts": {"visit": {"attributes": {"year": {"required": True}}}}}, True),
    ({"facts": {"visit": {"means": {"en": "x"}, "waive": {"code": "So."}}}}, True),
    ({"facts": {"visit": {"kind": {}}}}, False),
    ({"facts": {"visit": {"attributes": {"kind": {"type": "nothing"}}}}}, False),
    ({"facts": {"year": {}}}, False),
    ({"fact": {}}, False),
]


@pytest.mark.parametrize(("value", "good"), VOCABULARIES)
def test_shapes_of_vocabularies(value, good):
    """Schema and reader agree on what the vocabulary of a pack that extends another may say."""
    assert sound(vocabulary_schema(changes=True), value) is good
    assert read({"pack": TOP, "vocabulary": value}) is good


ELEMENTS = [
    ({}, True),
    ({"criteria": None, "rules": None, "title": {"id": "Tumbuh"}, "waive": {"code": "So."}}, True),
    ({"criteria": [{"id": "quiet", "role": "informative"}]}, True),
    ({"criteria": [{"id": "quiet", "rol": "informative"}]}, False),
    ({"criteria": [{"role": "informative"}]}, False),
    ({"criteria": [{"id": "quiet", "off": True}], "rules": [{"id": "lull", "off": True, "note": "Why."}]}, True),
    ({"rules": [{"id": "nobody", "off": True, "note": None}]}, True),
    ({"rules": [{"id": "nobody", "off": True, "because": "x"}]}, False),
    ({"rules": [{"id": "nobody", "off": True, "because": None}]}, False),
    ({"rules": [{"id": "nobody", "off": "yes"}]}, False),
    ({"rules": [{"id": "nobody", "off": False, "because": "x", "waive": {"code": "So."}}]}, True),
    ({"rules": [{"id": "nobody", "off": None, "because": None}]}, True),
    ({"rules": [{"id": "nobody", "if": []}]}, False),
    ({"rules": [{"id": "nobody", "then": {}}]}, False),
    ({"rules": [{"id": "nobody", "unless": [{"fact": "rest"}]}]}, True),
    ({"rules": [{"id": "new", "if": [{"fact": "rest"}], "then": {"violates": "quiet"}}]}, True),
    ({"rules": ["nobody"]}, False),
]


@pytest.mark.parametrize(("more", "good"), ELEMENTS)
def test_shapes_of_elements(more, good):
    """Schema and reader agree on what the file of an element may say in a pack that extends another."""
    value = {"element": "growth", **more}
    assert sound(element_schema(changes=True), value) is good
    assert read({"pack": TOP, "elements": {"growth": value}}) is good


def test_whole_files_are_sound_in_a_child():
    """What a pack says that extends none may stand so in one that extends another."""
    content = pack_content(load_pack(SMALL))
    assert sound(pack_schema(), {**content["pack"], "extends": "small"})
    assert sound(vocabulary_schema(changes=True), content["vocabulary"])
    assert sound(element_schema(changes=True), content["elements"]["growth"])


def test_off_is_for_packs_that_extend_others():
    """Where a pack extends none, `off` means nothing, for the schema as for the reader."""
    content = pack_content(load_pack(SMALL))
    element = {**content["elements"]["growth"], "rules": [*content["elements"]["growth"]["rules"], {"id": "lull", "off": True}]}
    assert not sound(element_schema(), element)
    assert not read({**content, "elements": {"growth": element}})
