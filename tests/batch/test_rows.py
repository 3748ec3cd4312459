"""Answers as rows of a table."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet

import ringrose
from ringrose.batch.parquet import make_parquet
from ringrose.batch.rows import COLUMNS, heading_of, rows_of, writer_of

SEED = Path(__file__).parents[2] / "examples" / "semarang-jung-gu.yaml"


def answer(path=SEED):
    """A whole answer, and its JSON."""
    assessment = ringrose.assess(path, engine="compiled")
    return assessment, json.dumps(assessment.to_dict(), ensure_ascii=False).encode()


def test_a_row_tells_an_element():
    """There is one row per element: its status, its criteria by their status, and what decides."""
    assessment, told = answer()
    rows = list(rows_of(told))
    assert [tuple(row) for row in rows] == [COLUMNS] * 5
    for row, judgement in zip(rows, assessment, strict=True):
        assert (row["case"], row["element"], row["status"]) == ("semarang-jung-gu", judgement.id, judgement.status)
        assert (row["standing"], row["pack"], row["version"]) == (judgement.standing, "ringrose", assessment.pack.version)
        assert row["engine"] == assessment.engine
        for status in ("satisfied", "violated", "contested", "unknown"):
            assert row[status] == [c.id for c in judgement.criteria if c.status == status]
        assert row["rules"] == list(dict.fromkeys(f.rule for f in judgement.deciding))
        assert row["facts"] == sorted({fact for f in judgement.deciding for fact in f.facts})
    assert rows[0]["violated"] == ["sustained", "monitored", "coordinated"]
    assert rows[0]["rules"].count("commitment.year-without-monitoring") == 1


def test_csv_and_parquet_hold_the_same_rows(tmp_path):
    """CSV and Parquet hold the rows of the answers; a list is words with a space between them, or a list."""
    _, told = answer()
    rows = list(rows_of(told)) * 2
    page = (heading_of("csv") + writer_of("csv")([told, told])).decode()
    assert "\r" not in page
    found = list(csv.DictReader(io.StringIO(page)))
    assert found == [{k: " ".join(v) if isinstance(v, list) else v or "" for k, v in row.items()} for row in rows]
    (tmp_path / "rows").write_bytes(heading_of("parquet") + writer_of("parquet")([told, told]))
    make_parquet(str(tmp_path / "rows"), str(tmp_path / "rows.parquet"))
    assert pyarrow.parquet.read_table(tmp_path / "rows.parquet").to_pylist() == rows


def test_a_large_parquet_file_is_written_in_groups(tmp_path, monkeypatch):
    """However many rows there are, some are held at a time."""
    monkeypatch.setattr("ringrose.batch.parquet.ROWS", 3)
    (tmp_path / "rows").write_bytes(writer_of("parquet")([answer()[1]]))
    make_parquet(str(tmp_path / "rows"), str(tmp_path / "rows.parquet"))
    assert pyarrow.parquet.ParquetFile(tmp_path / "rows.parquet").num_row_groups == 2


def test_odd_ids_are_quoted():
    """Ids with quotes and commas are quoted as RFC 4180 asks, and an element without a standing has an empty cell."""
    told = json.loads(answer()[1])
    told["case"], told["judgements"] = 'a"b,c', [{**told["judgements"][0], "standing": None}]
    page = writer_of("csv")([json.dumps(told).encode()]).decode()
    assert page.startswith('"a""b,c",commitment,not_met,,')


def test_no_answers_are_no_bytes():
    """A chunk without answers adds nothing to the output."""
    assert [writer_of(layout)([]) for layout in ("jsonl", "csv", "parquet")] == [b"", b"", b""]
