"""Packs and cases of the generator: what is told in the shape of files reads back as the same, and satisfies the schemas."""

import json
from contextlib import suppress
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ringrose import InputError, LocalText, Range
from ringrose.files import case_to_dict, load_case, load_pack, schema
from ringrose.files.documents import read_text
from ringrose.model.check_case import check_case
from ringrose.model.check_pack import check_pack
from ringrose.model.pack_content import pack_content
from tests.generate import random_pair

ODD = [
    None,
    True,
    0,
    2**60,
    1.5,
    float("nan"),
    "",
    "a b",
    "$a",
    "$a.b",
    "{",
    "2018-01-01",
    [],
    [1],
    {},
    {5: 6},
    {"in": [1]},
    {"gte": 1},
    "\0",
]
ODD += [date(2018, 1, 1), Range(gte=1), LocalText({}), object(), "x" * 20_000, 10**400, "year", "fact", "partner"]
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


def spoil(value, rng):
    """Put something odd somewhere into a value, take something out, or give it another key."""
    at = value
    while True:
        step = rng.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if not (isinstance(at[step], dict | list) and at[step] and rng.random() < 0.8):
            break
        at = at[step]
    how = rng.random()
    if how < 0.6:
        at[step] = rng.choice(ODD)
    elif how < 0.8 or isinstance(at, list):
        del at[step]
    else:
        at[rng.choice(["fact", "as", "id", "holds", "no", 5])] = at.pop(step)


@settings(deadline=None)
@given(st.integers(0, 2**64))
def test_spoilt_files(seed):
    """A pack or a case with odd things in odd places is refused with problems, or reads back as the same."""
    rng = Random(seed)
    made, drawn = random_pair(rng)
    pack, _ = check_pack(made)
    content, told = pack_content(pack), case_to_dict(drawn)
    spoil(content, rng)
    spoil(told, rng)
    with suppress(InputError):
        read = load_pack(content)
        assert load_pack(pack_content(read)) == read
    with suppress(InputError):
        case = load_case(told, pack=pack)
        assert load_case(case_to_dict(case), pack=pack) == case
