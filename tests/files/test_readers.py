"""What the readers of YAML and JSON make of texts."""

import json
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringrose.files import json_reader
from ringrose.files.documents import read_text
from ringrose.files.nodes import BROKEN, Builder, Node, locate, plain
from ringrose.files.yaml_reader import read_yaml, scalar_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
        ("NO", "NO"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("y", "y"), ("nULL", "nULL"),
        ("0", 0), ("-0", 0), ("+12", 12), ("012", 12), ("0o17", 15), ("0x1F", 31), ("0b1", "0b1"), ("1_000", "1_000"), ("0o8", "0o8"),
        ("-0x1", "-0x1"),
        ("1.", 1.0), (".5", 0.5), ("-1.5e3", -1500.0), ("1e3", 1000.0), ("1e", "1e"), (".", "."), ("-", "-"), ("+", "+"),
        ("2016-11-25", "2016-11-25"), ("12:30", "12:30"), ("1.2.3", "1.2.3"), ("<<", "<<"), ("=", "="),
        (".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf),
    ],
)  # fmt: skip
def test_core_schema(text, value):
    """A plain scalar is read by the core schema of YAML 1.2: NO is a text, and so is a date."""
    read = scalar_value(text)
    assert read == value
    assert type(read) is type(value)


def test_numbers_of_any_length():
    """A number with ever so many digits is not turned into one."""
    assert math.isnan(scalar_value(".nan"))
    for text in ("9" * 10_000, "0x" + "f" * 10_000, "9" * 10_000 + ".5", "1e99999"):
        assert scalar_value(text) == math.inf


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(-1e15, 1e15)
    | st.text(st.characters(exclude_categories=["Cc", "Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cc", "Cs"])), inner, max_size=4),
    max_leaves=20,
)


def test_white_space_after_a_document_costs_no_more_than_within_it():
    """However much white space follows a document, it is read as fast as one that holds as much before its end."""

    def seconds(text):
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            assert json_reader.read_json(text, "x.json").complete
            taken.append(time.perf_counter() - start)
        return min(taken)

    blank = " " * 20_000
    assert seconds('{"a": 1}' + blank) < 100 * seconds('{"a": 1' + blank + "}")


@given(st.dictionaries(st.text("abc", max_size=3), values, max_size=4), st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_it_is(value, indent, ascii_only):
    """Every JSON document within the limits is read as the value that it states, whatever its layout."""
    document = read_text(json.dumps(value, indent=indent, ensure_ascii=ascii_only), "x.json")
    assert not document.problems
    assert document.value == json.loads(json.dumps(value))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["x.yaml", "x.json", "x"]))
def test_any_text_is_read_or_refused(text, name):
    """Any text is either read or refused with a problem that has a place."""
    document = read_text(text, name)
    assert document.readable or document.problems
    assert all(problem.line and problem.column for problem in document.problems)


def test_places():
    """Lines and columns count from one, characters and not bytes, whatever ends a line."""
    for name, text in (("x.yaml", "é: 1\r\nb:\r\n  - c: 중\r\n    d: 5\r\n"), ("x.json", '{"é": 1,\r\n"b":\r\n [{"c": "중", "d": 5}]}')):
        document = read_text(text, name)
        assert plain(document.root) == {"é": 1, "b": [{"c": "중", "d": 5}]}
        place = locate(document.root, ("b", 0, "d"))
        key = locate(document.root, ("b", 0, "d"), at_key=True)
        assert (place, key) == (((4, 8), (4, 5)) if name == "x.yaml" else ((3, 19), (3, 14)))


def test_places_of_what_is_not_there():
    """What the file does not have is told at the nearest thing above it; one thing and a list of one are the same."""
    root = read_text("a: {b: [{c: 1}], d: {e: 2}, f: [1, 2]}", "x.yaml").root
    assert locate(root, ("x", "y")) == (1, 1)
    assert locate(root, ("a", "b", "c")) == (1, 13)
    assert locate(root, ("a", "b", 5)) == (1, 8)
    assert locate(root, ("a", "d", 0, "e")) == (1, 25)
    assert locate(root, ("a", "d", 1, "e")) == (1, 21)
    assert locate(root, ("a", "f", "e")) == (1, 32)


def test_limits():
    """A file holds so many values, a mapping so many keys, a key so many characters; too many problems end the reading."""
    assert "more than 3 values" in str(read_yaml("[1, 2, 3]", "x", max_nodes=3).problems[0])
    many = ", ".join(f"k{n}: 1" for n in range(1001))
    assert "more than 1000 keys" in str(read_yaml("{" + many + "}", "x").problems[0])
    assert "longer than 500 characters" in str(read_text(json.dumps({"k" * 501: 1}), "x.json").problems[0])
    problems = read_yaml("[" + "*a, " * 5000 + "]", "x").problems
    assert len(problems) == 1001
    assert str(problems[-1]) == "x:1:3998: After 1000 problems nothing more was read."


def test_what_cannot_be_read():
    """A value that cannot be read is dropped where it is a key, and stands for itself where it is a value."""
    builder = Builder("x")
    builder.broken((1, 1))
    assert repr(builder.root.value) == repr(BROKEN) == "what stands here"
    assert read_yaml("{*a : 1, b: 2}", "x").root.value.keys() == {"b"}
    assert isinstance(builder.root, Node)


def test_byte_order_mark():
    """A byte order mark before the text is passed over."""
    assert read_text("\ufeffa: 1", "x.yaml").value == {"a": 1}


def test_directive_that_says_nothing_new():
    """The directive of YAML 1.2 is allowed, for files are read so anyhow."""
    assert read_text("# first\n\n%YAML 1.2\n---\na: 1\n", "x.yaml").value == {"a": 1}


def test_errors_of_json_that_are_not_known(monkeypatch):
    """An error of the JSON parser that has no better words is told in its own."""
    monkeypatch.setattr(json_reader, "_EXPLAINED", ())
    assert str(read_text('{"a": x}', "x.json").problems[0]) == "x.json:1:7: This is not JSON: JSON is malformed: invalid character."


def test_many_problems_of_json():
    """Too many problems end the reading of JSON too; so does a number of ever so many digits as one problem."""
    assert len(read_text("{" + '"a": 1, ' * 5000 + '"a": 1}', "x.json").problems) == 1001
    assert "too large" in str(read_text("[" + "9" * 5000 + "]", "x.json").problems[0])


def test_json_too_deep_for_its_parser(monkeypatch):
    """Where the JSON parser itself gives up at the depth of a text, the text counts as JSON, and its depth is told."""

    def gives_up(text):
        raise RecursionError

    monkeypatch.setattr(json_reader, "_invalid", gives_up)
    assert json_reader.is_json("[" * 50 + "]" * 50)
    (problem,) = read_text("[" * 50 + "]" * 50, "x.json").problems
    assert str(problem).startswith("x.json:1:33: This is nested more than 32 levels deep.")
