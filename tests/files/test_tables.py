"""Cases in Parquet: whole ones as JSON, or the keys of a case as columns."""

import json
import sys
from datetime import date, datetime
from decimal import Decimal

import pyarrow
import pytest
from pyarrow import parquet

import ringrose
from ringrose import InputError
from ringrose.files.many import documents_of
from ringrose.files.tables import Span, read_rows, spans

COLUMNS = {
    "ringrose": "case/1",
    "id": "a",
    "partners": [{"id": "b", "country": None}],
    "review": {"from": date(2016, 11, 25), "to": datetime(2018, 12, 31)},
    "facts": [
        {"fact": "ending", "by": "b", "year": Decimal("2017"), "kind": None, "holds": None},
        {"fact": "agreement", "by": None, "year": None, "kind": "mou", "holds": False},
    ],
    "fields": None,
}


def table(path, rows, **options):
    """A Parquet file of rows."""
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, **options)
    return str(path)


def all_rows(path, limit=10_000):
    """All cases of a file, span by span."""
    return [row for span in spans(path) for row in read_rows(path, span, limit)]


def test_columns_are_the_keys_of_a_case(tmp_path):
    """A table with the columns of a case file holds cases; nulls are left out, dates are dates, whole numbers are whole."""
    (row,) = all_rows(table(tmp_path / "cases.parquet", [COLUMNS]))
    assert json.loads(row) == {
        "ringrose": "case/1",
        "id": "a",
        "partners": [{"id": "b"}],
        "review": {"from": "2016-11-25", "to": "2018-12-31"},
        "facts": [{"fact": "ending", "by": "b", "year": 2017}, {"fact": "agreement", "kind": "mou", "holds": False}],
    }
    assert ringrose.load_case(json.loads(row)).id == "a"


def test_what_only_tables_have_is_read_as_json_has_it(tmp_path):
    """Maps are mappings, fractions are numbers, bytes are texts, and a time of day stays."""
    kinds = pyarrow.schema(
        [
            ("id", pyarrow.binary()),
            ("partners", pyarrow.map_(pyarrow.string(), pyarrow.string())),
            ("review", pyarrow.timestamp("us")),
            ("fields", pyarrow.decimal128(5, 2)),
            ("facts", pyarrow.list_(pyarrow.string())),
        ]
    )
    made = {"id": b"x", "partners": [("en", "A"), ("id", None)], "review": datetime(2016, 1, 1, 12), "fields": Decimal("1.5"), "facts": []}
    parquet.write_table(pyarrow.Table.from_pylist([made], schema=kinds), tmp_path / "odd.parquet")
    (row,) = all_rows(str(tmp_path / "odd.parquet"))
    assert json.loads(row) == {"id": "x", "partners": {"en": "A"}, "review": "2016-01-01T12:00:00", "fields": 1.5, "facts": []}


def test_a_column_holds_whole_cases(tmp_path):
    """A column `case` holds whole cases as JSON, each read as one line; other columns are not read."""
    rows = [{"case": '{"id":\n 1}', "more": 1}, {"case": "", "more": 2}, {"case": None, "more": 3}]
    assert all_rows(table(tmp_path / "a.parquet", rows)) == [b'{"id":  1}', b"null", b"null"]
    assert all_rows(table(tmp_path / "b.parquet", [{"case": b"{}"}])) == [b"{}"]
    assert all_rows(table(tmp_path / "c.parquet", [{"case": {"id": "a", "title": None}}])) == [b'{"id":"a"}']


def test_a_case_that_is_too_large_is_cut(tmp_path):
    """Of a case over the limit no more is kept than the limit and one byte."""
    assert all_rows(table(tmp_path / "a.parquet", [{"case": "x" * 50}]), 20) == [b"x" * 21]


def test_spans_hold_each_row_once(tmp_path, monkeypatch):
    """The spans of a file hold each row once, in order, however its groups are cut; they may be read in any order."""
    monkeypatch.setattr("ringrose.files.tables.FEWEST", 3)
    monkeypatch.setattr("ringrose.files.tables.MOST", 5)
    path = table(tmp_path / "many.parquet", [{"case": str(n)} for n in range(64)], row_group_size=23)
    found = spans(path)
    assert [(span.group, span.start, span.rows) for span in found][:6] == [
        (0, 0, 5),
        (0, 5, 5),
        (0, 10, 5),
        (0, 15, 5),
        (0, 20, 3),
        (1, 0, 5),
    ]
    wanted = {span: [str(23 * span.group + span.start + n).encode() for n in range(span.rows)] for span in found}
    assert {span: read_rows(path, span, 100) for span in found} == wanted
    assert {span: read_rows(path, span, 100) for span in reversed(found)} == wanted
    odd = [Span(1, start, rows) for start, rows in ((0, 2), (2, 2), (4, 7), (12, 4))]  # other than the batches that are decoded
    assert [read_rows(path, span, 100) for span in odd] == [[str(23 + span.start + n).encode() for n in range(span.rows)] for span in odd]
    assert {span: read_rows(path, span, 100) for span in found[::3]} == {span: wanted[span] for span in found[::3]}


def test_rows_of_a_table_are_documents(tmp_path):
    """The rows of a table come with their numbers."""
    path = table(tmp_path / "many.parquet", [{"case": str(n)} for n in range(3)])
    assert [(one.data, one.number) for one in documents_of(path)] == [(b"0", 1), (b"1", 2), (b"2", 3)]


def test_a_table_without_cases_is_refused(tmp_path):
    """A table that holds no cases is refused with what is missing."""
    with pytest.raises(InputError) as refused:
        spans(table(tmp_path / "a.parquet", [{"id": "a", "review": 1}]))
    assert "has neither a column `case` with whole cases as JSON nor the columns `partners`" in str(refused.value)
    with pytest.raises(InputError, match="This table holds answers, not cases"):
        spans(table(tmp_path / "b.parquet", [{"case": "a", "element": "b", "status": "met"}]))


def test_what_is_no_table_is_refused(tmp_path):
    """A file that is no Parquet file, and one that is not there, are refused in one line."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"nonsense")
    for name in (str(path), str(tmp_path / "b.parquet")):
        with pytest.raises(InputError, match="This is not a Parquet file that can be read") as refused:
            spans(name)
        assert "\n" not in str(refused.value)


def test_without_pyarrow_one_sentence_tells_how_to_get_it(tmp_path, monkeypatch):
    """Where pyarrow is not installed, one sentence tells how to get it."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(InputError) as refused:
        spans("a.parquet")
    assert (
        str(refused.value)
        == 'parquet: Parquet cannot be read or written. pyarrow is not installed. Install it: pip install "ringrose[parquet]".'
    )


def test_a_span_of_no_rows_is_empty(tmp_path):
    """A table without rows has no spans."""
    path = table(tmp_path / "a.parquet", [{"case": "1"}])
    assert read_rows(path, Span(0, 1, 0), 10) == []
    empty = tmp_path / "b.parquet"
    parquet.write_table(pyarrow.table({"case": pyarrow.array([], pyarrow.string())}), empty)
    assert spans(str(empty)) == []
