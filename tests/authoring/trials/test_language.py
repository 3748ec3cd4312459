"""What parts of rules are called, and how they read on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringrose.authoring.trials.language import Names, flow
from ringrose.files.documents import read_document
from tests.small import every, no, rule
from tests.small import fact as some


def test_names_of_patterns():
    """A pattern is called by its alias, else by its fact type, and by a number where that is not enough."""
    names = Names(rule("r", some("t", "v"), no("t"), every("year", "t", some("u")), some("t"), unless=[some("t"), some("u"), some("t")]))
    assert names.conditions == [("v",), ("t",), ("t#2", "u"), ("t#3",)]
    assert names.unless == ["unless t", "unless u", "unless t#2"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"fact": "visit", "where": {"year": {"gte": 2018}, "by": "$p.id"}}, "{fact: visit, where: {year: {gte: 2018}, by: $p.id}}"),
        (
            {"no": "activity", "where": {"open": True, "kind": {"in": ["a b", "c-d"]}}},
            "{no: activity, where: {open: true, kind: {in: [a b, c-d]}}}",
        ),
        (["true", "null", "2018", "1.5", "2018-01-01", ""], '["true", "null", "2018", "1.5", "2018-01-01", ""]'),
        (["a: b", "- a", "a,b", '"', "é", "#x"], '["a: b", "- a", "a,b", "\\"", é, "#x"]'),
        ([1, 0.5, False], "[1, 0.5, false]"),
    ],
)
def test_flow(value, told):
    """Plain data reads as in a file of rules, in quotes only where they are needed."""
    assert flow(value) == told


LEAVES = st.one_of(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))), st.integers(-(2**53), 2**53), st.booleans())
TREES = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("ab :$0", min_size=1), inner, max_size=3))
)


@given(TREES)
def test_flow_can_be_read(value):
    """What is written on one line reads back as what it was."""
    document = read_document(f"value: {flow(value)}".encode(), "flow.yaml")
    assert document.problems == []
    assert document.value == {"value": value}
