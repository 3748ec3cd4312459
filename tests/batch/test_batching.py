"""A whole batch in one process: what is read, written, refused and reported."""

import io
import json
import os
import sys
from pathlib import Path

import pyarrow.parquet
import pytest

import ringrose
from ringrose import EngineUnavailable, InputError, assess_batch
from ringrose.batch import Progress
from tests.batch.making import BAD, case, expected, line, lines, tree, write_lines
from tests.files.test_tables import table


def refused(*arguments, **options):
    """What is wrong with a request."""
    with pytest.raises(InputError) as error:
        assess_batch(*arguments, **options)
    return [str(problem) for problem in error.value.problems]


def rejected_of(path):
    """The rejected cases of a file."""
    return [json.loads(one) for one in Path(path).read_bytes().splitlines()]


# -- what is written -------------------------------------------------------------------------------------------------------------


def test_answers_are_written_in_order(here, small_chunks):
    """The answers stand in the order of the cases, whatever they come from, and nothing else is left behind."""
    write_lines("a.jsonl", 20)
    (here / "more").mkdir()
    for n in range(20, 23):
        (here / "more" / f"{n}.json").write_text(line(n), encoding="utf-8")
    table("b.parquet", [{"case": line(n)} for n in range(23, 30)])
    report = assess_batch(["a.jsonl", "more", "b.parquet"], "out.jsonl")
    assert (here / "out.jsonl").read_bytes() == expected(*range(30))
    assert tree(here) == ["20.json", "21.json", "22.json", "a.jsonl", "b.parquet", "more", "out.jsonl"]
    assert (report.assessed, report.rejected, report.out, report.rejected_file) == (30, 0, "out.jsonl", None)
    assert sum(report.statuses.values()) == 150
    assert report.seconds > 0


def test_the_suffix_tells_the_format(here):
    """JSON Lines, CSV and Parquet are told by the suffix of the output, or by `format`."""
    write_lines("a.jsonl", 4)
    for name in ("a.out.jsonl", "a.ndjson", "a.json"):
        assess_batch("a.jsonl", name)
        assert Path(name).read_bytes() == expected(0, 1, 2, 3)
    assess_batch("a.jsonl", "a.csv")
    assert Path("a.csv").read_text(encoding="utf-8").splitlines()[0].startswith("case,element,status,")
    assert len(Path("a.csv").read_text(encoding="utf-8").splitlines()) == 21
    assess_batch("a.jsonl", here / "a.out.parquet")
    assert pyarrow.parquet.read_table("a.out.parquet").num_rows == 20
    assess_batch("a.jsonl", "plain", format="csv")
    assert Path("plain").read_bytes() == Path("a.csv").read_bytes()
    assert not [name for name in tree(here) if name.endswith((".part", ".progress", ".made"))]


def test_language_and_pack_are_those_asked_for(here):
    """Texts are in the language asked for, by the pack asked for."""
    write_lines("a.jsonl", 1)
    assess_batch("a.jsonl", "out.jsonl", lang="id", pack=ringrose.load_pack("ringrose"), engine="compiled")
    told = json.loads(Path("out.jsonl").read_bytes())
    assert told == ringrose.assess(case(0), lang="id", engine="compiled").to_dict()


def test_no_cases_are_an_empty_output(here):
    """A file without cases gives an output without answers."""
    (here / "a.jsonl").write_bytes(b"\n")
    (here / "b.jsonl").write_bytes(b"")
    for layout, heading in (("jsonl", 0), ("csv", 1)):
        assert assess_batch(["b.jsonl", "a.jsonl", "b.jsonl"], f"out.{layout}").assessed == 0
        assert Path(f"out.{layout}").read_bytes().count(b"\n") == heading
    assess_batch("b.jsonl", "out.parquet")
    assert pyarrow.parquet.read_table("out.parquet").num_rows == 0


def test_rejected_cases_are_written_beside_the_output(here, small_chunks):
    """Cases that cannot be judged stand in OUT.rejected.jsonl with the lines of the whole file; the others are judged."""
    write_lines("a.jsonl", 40, bad=10)
    write_lines("b.jsonl", 12, bad=10)
    report = assess_batch(["a.jsonl", "b.jsonl", "a.jsonl"], "out.jsonl")
    assert (report.assessed, report.rejected, report.rejected_file) == (82, 10, "out.jsonl.rejected.jsonl")
    told = rejected_of("out.jsonl.rejected.jsonl")
    places = [2, 12, 22, 32]
    assert [(one["file"], one["line"]) for one in told] == [
        (f, n) for f, ns in (("a.jsonl", places), ("b.jsonl", [2, 12]), ("a.jsonl", places)) for n in ns
    ]
    assert {problem["line"] for problem in told[1]["problems"]} == {12}
    assert {one["text"] for one in told} == {BAD}
    again = [n for n in range(40) if n % 10 != 1]
    assert Path("out.jsonl").read_bytes() == expected(*again, *(n for n in range(12) if n % 10 != 1), *again)


def test_rejected_cases_can_be_corrected_and_judged(here):
    """The texts of the rejected cases are cases as they were read."""
    write_lines("a.jsonl", 3, bad=3)
    assess_batch("a.jsonl", "out.jsonl", rejected=here / "bad.jsonl")
    texts = [one["text"].replace("vist", "visit") for one in rejected_of("bad.jsonl")]
    (here / "again.jsonl").write_text("\n".join(texts), encoding="utf-8")
    assert assess_batch("again.jsonl", "again.out.jsonl").rejected == 0


def test_an_open_file_can_be_read_and_written(here):
    """Cases can come from an open file of JSON Lines, and answers can go to one; rejected cases go to a function, a file or nowhere."""
    out, told = io.BytesIO(), []
    report = assess_batch(io.BytesIO(lines(5, bad=4).encode()), out, rejected=told.append)
    assert out.getvalue() == expected(0, 2, 3, 4)
    assert [(one.file, one.line, one.id) for one in told] == [("<file>", 2, "bad")]
    assert (report.out, report.rejected_file, report.rejected) == (None, None, 1)
    out = io.BytesIO()
    report = assess_batch([io.BytesIO(lines(9, bad=4).encode())], out, rejected="bad.jsonl", format="csv")
    assert out.getvalue().startswith(b"case,element,")
    assert [one["line"] for one in rejected_of("bad.jsonl")] == [2, 6]
    assert report.rejected_file == "bad.jsonl"
    assert assess_batch(io.BytesIO(BAD.encode()), io.BytesIO()).rejected == 1
    (told,) = refused(io.BytesIO(BAD.encode()), io.BytesIO(), rejected=here / "bad.jsonl")
    assert told.startswith(f"{here / 'bad.jsonl'}: This file exists already. What is in it would be lost.")
    assess_batch(io.BytesIO(line(0).encode()), io.BytesIO(), rejected="bad.jsonl", overwrite=True)
    assert tree(here) == []
    assert refused(io.BytesIO(), io.BytesIO(), rejected=here) == [f"{here}: This is a folder. The output is one file. Name a file in it."]


def test_progress_is_told(here, small_chunks):
    """A function that is given is called with how far the batch is."""
    path = write_lines("a.jsonl", 20, bad=10)
    told = []
    assess_batch(path, "out.jsonl", progress=told.append)
    size = os.path.getsize(path)
    assert told[-1] == Progress(size, size, 18, 2)
    assert [one.done for one in told] == sorted({one.done for one in told})
    assess_batch(io.BytesIO(line(1).encode()), io.BytesIO(), progress=told.append)
    assert told[-1] == Progress(len(line(1)), None, 1, 0)


# -- what is refused -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "options", "told"),
    [
        (("a.jsonl", "out.txt"), {}, ["out.txt: The name of the output does not tell its format. Let it end in .jsonl,"]),
        (("a.jsonl", "out.csv"), {"format": "cvs"}, ["format: There is no format `cvs`. Did you mean `csv`?"]),
        (("a.jsonl", "out.csv"), {"format": "xlsx"}, ["format: There is no format `xlsx`. Known are `jsonl`, `csv` and `parquet`."]),
        (
            ("a.jsonl", "no/out.csv"),
            {},
            ["no/out.csv: There is no such folder. Make it first.", "no/out.csv.rejected.jsonl: There is no such"],
        ),
        (("a.jsonl", "folder.csv"), {}, ["folder.csv: This is a folder. The output is one file. Name a file in it."]),
        (
            ("a.jsonl", "/dev/null"),
            {"format": "csv", "overwrite": True},
            ["/dev/null: This is not a file. What is written must be kept for --resume."],
        ),
        (("a.jsonl", "out.csv"), {"rejected": "out.csv"}, ["out.csv: Output and rejected cases would be one file. Name another file with"]),
        (("a.jsonl", "a.jsonl"), {"overwrite": True}, ["a.jsonl: This file is to be written by the same run. Write to another file."]),
        (("a.jsonl", "out.csv"), {"rejected": "a.jsonl"}, ["a.jsonl: This file is to be written by the same run. Write to another file."]),
        (("b.jsonl", "no/out.csv"), {"rejected": "x"}, ["no/out.csv: There is no such folder.", "b.jsonl: There is no such file."]),
        (("a.jsonl", io.BytesIO()), {"resume": True}, ["resume: Only a run that writes a file can be resumed. Name a file with -o (out)."]),
        (
            ("a.jsonl", io.BytesIO()),
            {"format": "parquet"},
            ["format: Parquet needs a file. Its end tells where its parts are. Name a file"],
        ),
        ((io.BytesIO(), "out.csv"), {"resume": True}, ["resume: What was read from a stream cannot be read again. Put the cases into"]),
        (("a.jsonl", "out.csv"), {"resume": True, "overwrite": True}, ["resume: A run is resumed or its output written over, not both."]),
        (("a.jsonl", "out.csv"), {"workers": 0}, ["workers: 0 processes can do nothing. Write a number from 1 on, or auto (None)."]),
        (
            ("a.jsonl", "out.csv"),
            {"workers": 2, "client": "tcp://x:1"},
            ["workers: The workers of the scheduler judge, so none are started"],
        ),
        (("a.jsonl", "out.csv"), {"engine": "clips"}, ["engine: There is no engine `clips`."]),
        (("a.jsonl", "out.csv"), {"lang": "fr"}, ["language: The pack `ringrose` has no texts in `fr`."]),
        (("a.jsonl", "out.csv"), {"pack": "ringros"}, ["ringros: There is no pack `ringros`. Did you mean `ringrose`?"]),
        ((["a.jsonl", "x.parquet"], "out.csv"), {}, ["x.parquet: This is not a Parquet file that can be read."]),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_written(here, arguments, options, told):
    """A request that cannot be carried out is refused with every reason, and nothing is written."""
    write_lines("a.jsonl", 1)
    (here / "folder.csv").mkdir()
    (here / "x.parquet").write_bytes(b"x")
    before = tree(here)
    found = refused(*arguments, **options)
    assert len(found) == len(told)
    assert all(one.startswith(start) for one, start in zip(found, told, strict=True)), found
    assert tree(here) == before


def test_a_stream_gets_nothing_from_a_run_that_cannot_begin(here, monkeypatch):
    """Where the engine is not installed, or rejected cases cannot be written, an open file gets not even a heading."""
    out = io.BytesIO()
    assert refused(io.BytesIO(), out, rejected="no/bad.jsonl") == ["no/bad.jsonl: There is no such folder. Make it first."]
    monkeypatch.setattr("ringrose.assessing._engines", {})
    monkeypatch.setitem(sys.modules, "ringrose.engines.durable.engine", None)
    with pytest.raises(EngineUnavailable):
        assess_batch(io.BytesIO(line(1).encode()), out, format="csv", engine="durable")
    assert out.getvalue() == b""
    assess_batch(io.BytesIO(), out, format="csv")
    assert out.getvalue().count(b"\n") == 1


def test_a_function_cannot_keep_the_rejected_cases_of_a_file(here):
    """Where a file is written, rejected cases go into a file."""
    with pytest.raises(TypeError, match="go into a file"):
        assess_batch(write_lines("a.jsonl", 1), "out.jsonl", rejected=print)


def test_without_pyarrow_parquet_is_refused_before_the_work(here, monkeypatch):
    """Where pyarrow is not installed, Parquet is refused before anything is judged."""
    write_lines("a.jsonl", 1)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert "pip install" in refused("a.jsonl", "out.parquet")[0]
    assert tree(here) == ["a.jsonl"]


def test_without_the_engine_nothing_is_written(here, monkeypatch):
    """Where the engine is not installed, the run ends at once and leaves nothing."""
    write_lines("a.jsonl", 1)
    monkeypatch.setattr("ringrose.assessing._engines", {})
    monkeypatch.setitem(sys.modules, "ringrose.engines.durable.engine", None)
    with pytest.raises(EngineUnavailable):
        assess_batch("a.jsonl", "out.jsonl", engine="durable")
    assert tree(here) == ["a.jsonl"]


def test_an_existing_file_is_only_written_over_when_that_is_asked_for(here):
    """An existing output or file of rejected cases is refused; with overwrite it is replaced, and stale rejected cases go."""
    write_lines("a.jsonl", 2)
    (here / "out.jsonl").write_text("mine", encoding="utf-8")
    (here / "out.jsonl.rejected.jsonl").write_text("mine too", encoding="utf-8")
    exists = "This file exists already. What is in it would be lost. Name another file, or write over it with --overwrite (overwrite=True)."
    assert refused("a.jsonl", "out.jsonl") == [f"out.jsonl: {exists}", f"out.jsonl.rejected.jsonl: {exists}"]
    assert (here / "out.jsonl").read_text(encoding="utf-8") == "mine"
    assess_batch("a.jsonl", "out.jsonl", overwrite=True)
    assert (here / "out.jsonl").read_bytes() == expected(0, 1)
    assert tree(here) == ["a.jsonl", "out.jsonl"]


def test_a_link_stays_a_link(here):
    """Where the output is a link, what it leads to is written."""
    (here / "real.jsonl").write_text("", encoding="utf-8")
    (here / "out.jsonl").symlink_to("real.jsonl")
    assess_batch(write_lines("a.jsonl", 1), "out.jsonl", overwrite=True)
    assert (here / "out.jsonl").is_symlink()
    assert (here / "real.jsonl").read_bytes() == expected(0)


def test_public_names_of_batches_can_be_had():
    """The names of ringrose.batch are loaded when they are used, and others are not there."""
    import ringrose.batch

    assert all(getattr(ringrose.batch, name) for name in ringrose.batch.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = ringrose.batch.nonsense
