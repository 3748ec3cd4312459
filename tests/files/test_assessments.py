"""Saved assessments: what is read, and what is refused."""

import io
import json
from copy import deepcopy
from pathlib import Path
from random import Random

import jsonschema
import pytest

from ringrose import InputError, assess
from ringrose.files import load_assessment
from ringrose.files.by_schema import KEYWORDS, flaws_by
from ringrose.files.schema_assessment import assessment_schema
from ringrose.files.schema_comparing import diff_schema, what_if_schema

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def answer():
    """An answer with findings of all kinds."""
    return json.loads(json.dumps(assess(EXAMPLES / "semarang-jung-gu.yaml").to_dict()))


def problems(source, **options):
    """What is told of a saved assessment that is refused."""
    with pytest.raises(InputError) as refused:
        load_assessment(source, **options)
    return refused.value.problems


def changed(answer, path, value):
    """An answer with another value at a path; without it where the value is missing."""
    other = deepcopy(answer)
    *way, last = path
    place = other
    for step in way:
        place = place[step]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return other


MISSING = object()
FINDING = ("judgements", 0, "criteria", 1, "findings", 0)


@pytest.mark.parametrize("name", sorted(path.stem for path in EXAMPLES.glob("*.yaml")))
def test_what_was_saved_is_read(tmp_path, name):
    """What `ringrose assess --format json` writes is read back from a path, an open file and a mapping."""
    saved = assess(EXAMPLES / f"{name}.yaml").to_dict()
    text = json.dumps(saved)
    path = tmp_path / "saved.json"
    path.write_text(text, encoding="utf-8")
    meant = json.loads(text)
    assert load_assessment(path) == load_assessment(str(path)) == load_assessment(io.StringIO(text)) == load_assessment(meant) == meant


def test_keys_that_are_not_known_are_kept(answer):
    """An answer of a later version may have keys that this one does not know."""
    assert load_assessment({**answer, "more": [1]})["more"] == [1]


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        (("case",), 7, "Here a text is needed, and 7 stands here"),
        (("case",), MISSING, "The key `case` is missing"),
        (("summary", "met"), -1, "-1 cannot stand here"),
        (("summary", "met"), True, "Here a whole number is needed, and true stands here"),
        (("judgements",), {}, "Here a list is needed, and a mapping stands here"),
        (("judgements", 0), None, "Here a mapping (keys with values) is needed, and nothing stands here"),
        (("judgements", 0, "status"), "nott_met", '"nott_met" cannot stand here'),
        (("judgements", 0, "standing"), 3, "3 cannot stand here"),
        (("judgements", 1, "element"), "commitment", "`commitment` stands here twice"),
        (("judgements", 0, "criteria", 1, "id"), "resourced", "`resourced` stands here twice"),
        (("pack", "digest"), "md5:1", '"md5:1" does not have the form that is needed here'),
        ((*FINDING, "decides"), "yes", 'Here true or false is needed, and "yes" stands here'),
        ((*FINDING, "facts"), ["a", "a"], '"a" stands in this list twice'),
        ((*FINDING, "absent"), [7], "Here a mapping (keys with values) is needed, and 7 stands here"),
        ((*FINDING, "bindings"), {"a": 7}, "Here a text or a mapping (keys with values) is needed, and 7 stands here"),
        ((*FINDING, "bindings"), {"a": {}}, "The key `fact` is missing"),
        ((*FINDING, "bindings"), {"a": {"fact": []}}, "Here a text, a number or true or false is needed, and a list stands here"),
    ],
)
def test_what_does_not_have_the_shape_is_told(answer, path, value, what):
    """Each place that does not have the shape of an answer is told, and an answer that has it is valid by the schema, and no other."""
    other = changed(answer, path, value)
    assert [problem.what for problem in problems(other)] == [what]
    if "twice" not in what or "list" in what:
        assert not jsonschema.Draft202012Validator(assessment_schema()).is_valid(other)


def test_a_key_that_was_probably_meant_is_told(answer):
    """Where a key is missing and another looks like it, the hint is to write the one for the other."""
    (problem,) = problems({("enginne" if key == "engine" else key): value for key, value in answer.items()})
    assert (problem.what, problem.hint) == ("The key `engine` is missing", "Write `engine` for `enginne`")


def test_all_problems_of_a_file_are_told_with_their_lines(tmp_path, answer):
    """Every problem of a file is told at once, with line and column."""
    other = changed(changed(answer, ("case",), 7), (*FINDING, "polarity"), "x")
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(other, indent=1), encoding="utf-8")
    found = problems(path)
    assert [problem.what for problem in found] == ["Here a text is needed, and 7 stands here", '"x" cannot stand here']
    assert [problem.line for problem in found] == [3, 1 + path.read_text(encoding="utf-8").splitlines().index('       "polarity": "x",')]


@pytest.mark.parametrize("value", [None, 7, "text", [], [1]])
def test_what_is_no_mapping_is_refused(tmp_path, value):
    """A file that holds no mapping is refused in one line."""
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    assert len(problems(path)) == 1


@pytest.mark.parametrize("stated", [None, "case/1", "assessment/2", 1])
def test_what_is_no_answer_is_told_and_nothing_more(stated):
    """Of a mapping that is no answer of this version only that is told, with how to save one."""
    (problem,) = problems({} if stated is None else {"ringrose": stated})
    assert problem.hint == "Save one with `ringrose assess CASE --format json`"


def test_a_broken_file_is_refused(tmp_path):
    """A file that cannot be read, is too large or is no JSON is told like a case that is."""
    path = tmp_path / "saved.json"
    assert problems(path)[0].what == "There is no such file"
    path.write_text("{", encoding="utf-8")
    assert problems(path)[0].line == 1
    assert "larger than 1 byte" in problems(io.StringIO("{}"), max_bytes=1)[0].what
    assert problems(io.StringIO("[" * 5000))[0].what.startswith("This is nested more than")


def test_a_hostile_file_is_not_told_for_ever(answer):
    """After very many problems no more are told."""
    other = changed(answer, ("conflicts",), [7] * 5000)
    assert len(problems(other)) == 1000


def test_damaged_answers_are_refused_or_valid(answer):
    """An answer with one value exchanged is read exactly when it is valid by the schema and tells each element and criterion once."""
    rng, validator = Random("damaged"), jsonschema.Draft202012Validator(assessment_schema())
    refused = 0
    for _ in range(120):
        other = deepcopy(answer)
        places = [(holder, key) for holder in walked(other) for key in (holder if isinstance(holder, dict) else range(len(holder)))]
        holder, key = places[rng.randrange(len(places))]
        holder[key] = [None, 7, -1, "x", True, [], {}, ["x"], {"fact": "x"}, 0.5][rng.randrange(10)]
        try:
            load_assessment(other)
        except InputError:
            refused += 1
            assert not validator.is_valid(other) or any(len({*names}) < len(names) for names in named(other))
        else:
            assert validator.is_valid(other)
    assert 30 < refused < 120


def walked(value):
    """All mappings and lists in plain data."""
    if isinstance(value, dict | list):
        yield value
        for one in list(value.values()) if isinstance(value, dict) else value:
            yield from walked(one)


def named(answer):
    """The names of elements, and of the criteria of each."""
    yield [judgement["element"] for judgement in answer["judgements"]]
    yield from ([criterion["id"] for criterion in judgement["criteria"]] for judgement in answer["judgements"])


def test_every_keyword_of_the_schema_is_known():
    """The schema of answers asks for nothing that the reader of answers does not look at."""
    unknown = set()

    def look(schema):
        unknown.update(schema.keys() - KEYWORDS)
        for key in ("properties", "$defs"):
            for one in schema.get(key, {}).values():
                look(one)
        for one in (*schema.get("anyOf", ()), schema.get("items", {}), schema.get("additionalProperties", {})):
            if isinstance(one, dict) and one:
                look(one)

    look(assessment_schema())
    assert unknown == set()


@pytest.mark.parametrize(
    ("schema", "value", "told"),
    [
        ({"type": "array", "minItems": 2}, [1], "This list is too short"),
        ({"type": "number", "maximum": 3}, 4, "4 cannot stand here"),
        ({"type": "number", "maximum": 3, "minimum": 0}, 0.5, None),
        ({"type": ["integer", "null"]}, None, None),
        ({"const": 1}, True, "true cannot stand here"),
        (
            {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}], "$defs": {"a": {"type": "string"}}},
            7,
            "Here a text or nothing is needed, and 7 stands here",
        ),
        ({"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}], "$defs": {"a": {"type": "string"}}}, "x", None),
        ({"type": "object", "additionalProperties": False}, {"x": 1}, None),
    ],
)
def test_schemas_are_read_by_keyword(schema, value, told):
    """Each keyword asks what JSON Schema says it asks, in gentle words; keys that are not known are let pass."""
    assert [flaw.what for flaw in flaws_by(schema, value)] == ([told] if told else [])


@pytest.mark.parametrize("schema", [what_if_schema(), diff_schema()])
def test_schemas_of_comparisons_are_schemas(schema):
    """The schemas of what-if and diff are JSON Schemas."""
    jsonschema.Draft202012Validator.check_schema(schema)
