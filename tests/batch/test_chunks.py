"""One chunk judged: answers, rejections and counts."""

import json
import pickle
import zlib

import pytest

import ringrose
from ringrose import EngineError, EngineUnavailable, InputError
from ringrose.answering import Answering
from ringrose.batch import Rejected
from ringrose.batch.chunks import Settings, packed, run_chunk, run_spooled
from ringrose.batch.inputs import FilesChunk, LinesChunk, RowsChunk, StreamChunk, chunks_of
from ringrose.errors import Problem
from ringrose.files.many import sources_of
from tests.batch.making import BAD, case, expected, line, lines, write_lines
from tests.files.test_tables import table


@pytest.fixture(scope="module")
def settings():
    """How the cases of these tests are judged."""
    return packed(Settings(ringrose.load_pack("ringrose"), "compiled", "en", "jsonl", 10_000))


def stream(text, begins=True):
    """Lines that were read from a stream."""
    return StreamChunk("<stdin>", text.encode(), begins)


def test_lines_are_judged_in_order(settings):
    """The answers stand in the order of the lines; blank lines count as lines and are no cases."""
    done = run_chunk(stream(f"{line(1)}\n\n \t\n{line(3)}"), settings)
    assert done.out == expected(1, 3)
    assert (done.rejected, done.assessed, done.lines) == ((), 2, 4)


def test_statuses_are_counted(settings):
    """The statuses of all elements are counted, whatever the cases are called."""
    odd = 'x"summary":{"met":9,"not_met":9,"contested":9,"undetermined":9}'.replace(" ", "")
    cases = [case(0, id=odd), case(1), case(3)]
    done = run_chunk(stream("\n".join(json.dumps(one) for one in cases)), settings)
    wanted = {"met": 0, "not_met": 0, "contested": 0, "undetermined": 0}
    for one in cases:
        for status, count in ringrose.assess(one, engine="compiled").summary.items():
            wanted[status] += count
    assert done.statuses == wanted
    assert sum(wanted.values()) == 15


def test_a_bad_line_is_rejected(settings):
    """A line that cannot be judged is rejected with its problems, its id if it can be read, and its text; the others are judged."""
    done = run_chunk(stream(f"{line(1)}\n{BAD}\n{{\n{line(2)}\n"), settings)
    assert done.out == expected(1, 2)
    first, second = done.rejected
    assert (first.file, first.line, first.id, first.text) == ("<stdin>", 2, "bad", BAD)
    (problem,) = first.problems
    assert (problem.line, problem.column) == (2, BAD.index('"vist"') + 1)
    assert (second.line, second.id, second.text) == (3, None, "{")


def test_a_case_over_the_limit_is_rejected(settings, tmp_path):
    """A line, a row or a file over the limit is rejected with the beginning of its text."""
    long = line(1, title="x" * 20_000)
    (tmp_path / "a.json").write_text(long, encoding="utf-8")
    path = table(tmp_path / "a.parquet", [{"case": long}])
    for chunk, kept in (
        (stream(f"{long}\n{line(2)}\n"), 10_001),
        (FilesChunk((str(tmp_path / "a.json"),), 1), 0),
        (next(chunks_of(sources_of(path), 10_000)), 10_001),
    ):
        (rejected,) = run_chunk(chunk, settings).rejected
        assert "larger than 10000 bytes" in str(rejected.problems[0])
        assert len(rejected.text) == kept


def test_case_files_are_judged(settings, tmp_path, monkeypatch):
    """Case files in YAML and JSON are judged; one that is bad or gone is rejected by its name, without a line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(
        "ringrose: case/1\nid: c1\npartners: [{id: a}, {id: b}]\nreview: {from: 2016, to: 2018}\n", encoding="utf-8"
    )
    (tmp_path / "b.json").write_text(line(2), encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes(b"ringrose: case/1\nid: c3\npartners: []\nreview: \xff\n")
    (tmp_path / "d.yaml").write_text("id: d\nfacts: x\n", encoding="utf-8")
    done = run_chunk(FilesChunk(("a.yaml", "b.json", "c.yaml", "d.yaml", "gone.yaml"), 1), settings)
    assert done.out == expected(1, 2)
    assert [(one.file, one.line, one.id) for one in done.rejected] == [
        ("c.yaml", None, None),
        ("d.yaml", None, "d"),
        ("gone.yaml", None, None),
    ]
    assert done.rejected[0].text.endswith("review: \ufffd\n")
    assert str(done.rejected[2].problems[0]) == "gone.yaml: There is no such file. Check the name and the folder."


def test_rows_are_judged(settings, tmp_path):
    """Rows of a Parquet file are judged; a bad one is rejected with its number."""
    path = table(tmp_path / "a.parquet", [{"case": line(1)}, {"case": BAD}, {"case": line(2)}])
    (chunk,) = chunks_of(sources_of(path), 10_000)
    assert isinstance(chunk, RowsChunk)
    assert chunk.begins
    done = run_chunk(chunk, settings)
    assert done.out == expected(1, 2)
    assert [(one.file, one.line) for one in done.rejected] == [(path, 2)]


def test_a_file_that_changes_meanwhile_ends_the_run(settings, tmp_path):
    """Ranges of a file that has another size than when the run began are not judged."""
    path = write_lines(tmp_path / "a.jsonl", 3)
    rows = table(tmp_path / "a.parquet", [{"case": line(1)}])
    for chunk in (LinesChunk(path, 0, 10, 11), RowsChunk(rows, 0, 0, 1, 1, 1)):
        with pytest.raises(InputError, match="This file was changed while it was read"):
            run_chunk(chunk, settings)
    (tmp_path / "a.jsonl").unlink()
    with pytest.raises(InputError, match="There is no such file"):
        run_chunk(LinesChunk(path, 0, 10, 11), settings)


def failing(monkeypatch, error):
    """Let each line end in an error."""

    def fail(*_):
        raise error

    monkeypatch.setattr(Answering, "line", fail)


def test_a_case_that_the_engine_cannot_judge_is_rejected(settings, monkeypatch):
    """A case that an engine cannot judge is rejected with what the engine says."""
    failing(monkeypatch, EngineError("Too many facts"))
    (rejected,) = run_chunk(stream(line(1)), settings).rejected
    assert str(rejected.problems[0]) == "<stdin>:1:1: Too many facts."


def test_a_mistake_of_ours_costs_one_case(settings, monkeypatch):
    """An exception that nobody thought of rejects the case, and asks for a report."""
    failing(monkeypatch, KeyError("x"))
    (rejected,) = run_chunk(stream(line(1)), settings).rejected
    assert str(rejected.problems[0]) == (
        "<stdin>:1:1: ringrose failed on this case (KeyError: 'x'). This is a mistake of ringrose. Please report it, with the case."
    )


@pytest.mark.parametrize("error", [EngineUnavailable("Install it"), MemoryError()])
def test_what_concerns_all_cases_ends_the_run(settings, monkeypatch, error):
    """What is wrong for every case is not told case by case."""
    failing(monkeypatch, error)
    with pytest.raises(type(error)):
        run_chunk(stream(line(1)), settings)


def test_another_version_of_the_library_is_refused():
    """A worker with another version of ringrose refuses to work."""
    blob = zlib.compress(pickle.dumps(("0.0.0", ())))
    with pytest.raises(InputError, match=r"the batch was begun by ringrose 0\.0\.0\. Install the same version everywhere"):
        run_chunk(stream(line(1)), blob)


def test_an_output_can_be_handed_over_in_a_file(settings, tmp_path):
    """A worker leaves its output in a file, which is gone when it was taken."""
    path = tmp_path / "spooled"
    done = run_spooled(stream(line(1)), settings, str(path))
    assert (done.out, done.assessed) == (b"", 1)
    assert done.taken() == expected(1)
    assert not path.exists()
    assert run_chunk(stream(line(1)), settings).taken() == expected(1)


def test_a_rejected_case_is_one_line_of_json():
    """A rejected case is written with its file, line, id, problems and text, whatever characters those hold."""
    problems = (Problem("a\udcff.jsonl", "wrong \udcff", "why", "hint", 2, 5),)
    one = Rejected("a\udcff.jsonl", 2, "x", problems, "中\n\x00\ufffd")
    assert json.loads(one.encoded()) == {
        "file": "a\ufffd.jsonl",
        "line": 2,
        "id": "x",
        "problems": [{"line": 2, "column": 5, "what": "wrong \ufffd", "why": "why", "hint": "hint"}],
        "text": "中\n\x00\ufffd",
    }
    assert one.encoded().count(b"\n") == 1
    moved = one.moved(10)
    assert (moved.line, moved.problems[0].line) == (12, 12)
    assert one.moved(0) is one
    file = Rejected("a.yaml", None, None, problems, "")
    assert file.moved(10) is file
    assert set(json.loads(file.encoded())) == {"file", "problems", "text"}


def test_a_long_rejected_text_is_cut(settings):
    """Of a long case that is rejected the beginning is kept."""
    wide = packed(Settings(ringrose.load_pack("ringrose"), "compiled", "en", "jsonl", 10_000_000))
    long, huge = BAD.replace('"bad"', '"bad", "title": "' + "x" * 200_000 + '"'), '{"x": "' + "x" * 2_000_000
    first, second = run_chunk(stream(f"{long}\n{huge}\n"), wide).rejected
    assert (len(first.text), first.id) == (100_000, "bad")
    assert first.text.endswith("...")
    assert (len(second.text), second.id) == (100_000, None)


def test_the_same_inputs_give_the_same_chunks(tmp_path, small_chunks, monkeypatch):
    """Chunks are cut by bytes, files and rows, and depend on nothing else; their sizes add up to about all bytes."""
    monkeypatch.chdir(tmp_path)
    write_lines("a.jsonl", 30)
    (tmp_path / "cases").mkdir()
    for n in range(5):
        (tmp_path / "cases" / f"{n}.json").write_text(line(n), encoding="utf-8")
    table("b.parquet", [{"case": line(n)} for n in range(40)], row_group_size=30)
    (tmp_path / "empty.jsonl").write_bytes(b"")
    sources = sources_of(["a.jsonl", "cases", "b.parquet", "empty.jsonl"])
    chunks = list(chunks_of(sources, 100))
    assert chunks == list(chunks_of(sources_of(["a.jsonl", "cases", "b.parquet", "empty.jsonl"]), 100))
    assert [type(chunk) for chunk in chunks].count(FilesChunk) == 3
    assert 0.99 < sum(chunk.size for chunk in chunks) / sources.size < 1.01
    assert [chunk.begins for chunk in chunks if isinstance(chunk, RowsChunk)] == [True, False]
    assert [chunk.begins for chunk in chunks if isinstance(chunk, LinesChunk)] == [True] + [False] * (len(lines(30)) // 1000)
