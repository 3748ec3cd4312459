"""Plain values as YAML."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose.authoring.yaml_text import entries, flow, mapping, scalar
from ringrose.files.documents import read_document
from ringrose.model.checking import UNSEEN

TEXTS = st.text().filter(lambda text: not UNSEEN.search(text)) | st.sampled_from(
    ["null", "true", "~", "1e3", "- a", "a: b", "#x", "NO", "$a.b"]
)
SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-(2**53), 2**53) | TEXTS
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=8)


def read(text):
    """What the reader of case files makes of a text."""
    document = read_document(text.encode(), "x.yaml")
    assert document.problems == []
    return document.value


@given(SCALARS)
def test_a_single_value_is_read_back(value):
    """A single value is read back as the same value of the same type."""
    again = read(f"[{scalar(value)}]")[0]
    assert (again, type(again)) == (value, type(value))


@settings(max_examples=40)
@given(VALUES)
def test_a_value_on_one_line_is_read_back(value):
    """A value of any shape stands on one line and is read back as the same."""
    text = flow(value)
    assert "\n" not in text
    assert read(f"[{text}]") == [value]


@settings(max_examples=40)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_a_mapping_in_lines_is_read_back(value):
    """A mapping in lines is read back as the same, in the same order."""
    again = read(mapping(value))
    assert again == value
    assert list(again) == list(value)


@settings(max_examples=40)
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_a_list_in_lines_is_read_back(value):
    """A list in lines is read back as the same."""
    assert read(entries(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("mou", "mou"),
        ("p. 1", "p. 1"),
        ("$y.value", "$y.value"),
        ("2016-11-25", "2016-11-25"),
        (date(2016, 11, 25), "2016-11-25"),
        ("2016", '"2016"'),
        ("null", '"null"'),
        ('say "a\\b"', '"say \\"a\\\\b\\""'),
        ("a\u0085b\u2028c\U000e0001", '"a\\x85b\\u2028c\\U000e0001"'),
        (True, "true"),
    ],
)
def test_what_needs_no_quotes_has_none(value, text):
    """A text stands without quotes where it is read back as itself, and with escapes where it could not be seen."""
    assert scalar(value) == text


def test_long_values_are_laid_out_in_lines():
    """What does not fit on a line is laid out in several; the conditions and texts of a rule always are."""
    rule = {
        "id": "r",
        "if": [{"fact": "visit", "as": "v"}, {"every": {"fact": "year", "as": "y", "where": {"full": True}}, "has": {"fact": "x" * 60}}],
        "unless": [],
        "because": {"en": "Short."},
        "then": {"violates": "c"},
    }
    assert mapping(rule).splitlines() == [
        "id: r",
        "if:",
        "  - {fact: visit, as: v}",
        "  - every: {fact: year, as: y, where: {full: true}}",
        f"    has: {{fact: {'x' * 60}}}",
        "unless: []",
        "because:",
        "  en: Short.",
        "then: {violates: c}",
    ]
