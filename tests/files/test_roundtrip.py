"""Packs and cases of the generator: what is told in the shape of files reads back as the same, and satisfies the schemas."""

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ringrose.files import case_to_dict, load_case, load_pack, schema
from ringrose.files.documents import read_text
from ringrose.model.check_case import check_case
from ringrose.model.check_pack import check_pack
from ringrose.model.pack_content import pack_content
from tests.generate import random_pair

SCHEMAS = {"pack": schema.pack_schema(), "vocabulary": schema.vocabulary_schema(), "element": schema.element_schema()}


def holds(built, value):
    """Whether a value satisfies a schema."""
    return Draft202012Validator(built).is_valid(value)


@settings(deadline=None)
@given(st.integers(0, 2**64))
def test_round_trips(seed):
    """A pack and a case that are told as JSON read back as equal ones, by way of JSON, of YAML and of a mapping."""
    made, drawn = random_pair(Random(seed))
    pack, _ = check_pack(made)
    case, _ = check_case(drawn, pack)
    content, told = pack_content(pack), case_to_dict(case)
    again = load_pack(json.loads(json.dumps(content)))
    assert (again, again.digest) == (pack, pack.digest)
    for name in ("x.json", "x.yaml"):
        text = json.dumps(told, indent=1, ensure_ascii=False)
        assert read_text(text, name).value == told
    assert load_case(told, pack=pack) == case
    assert holds(schema.case_schema(pack), told)
    assert holds(SCHEMAS["pack"], content["pack"])
    assert holds(SCHEMAS["vocabulary"], content["vocabulary"])
    assert all(holds(SCHEMAS["element"], element) for element in content["elements"].values())
