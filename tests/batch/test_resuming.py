"""Going on after an interruption: nothing is lost, nothing is doubled, and nothing else is taken for the same run."""

import fcntl
import json
import os
from pathlib import Path

import pytest

from ringrose import InputError, assess_batch
from ringrose.batch import output
from ringrose.batch.output import differences
from tests.batch.making import expected, tree, write_lines


class Interrupting:
    """Progress that interrupts after so many parts."""

    def __init__(self, parts, error=KeyboardInterrupt):
        self.parts, self.error = parts, error

    def __call__(self, progress):
        self.parts -= 1
        if self.parts == 0:
            raise self.error


def interrupted(*arguments, after=3, error=KeyboardInterrupt, **options):
    """A batch that is interrupted after some parts."""
    with pytest.raises(error):
        assess_batch(*arguments, progress=Interrupting(after, error), **options)


def refused(*arguments, **options):
    """What is wrong with a request."""
    with pytest.raises(InputError) as error:
        assess_batch(*arguments, **options)
    return [str(problem) for problem in error.value.problems]


@pytest.fixture
def begun(here, small_chunks):
    """A batch that was interrupted after some of its parts."""
    write_lines("a.jsonl", 60, bad=10)
    interrupted("a.jsonl", "out.jsonl")
    assert tree(here) == ["a.jsonl", "out.jsonl.part", "out.jsonl.progress", "out.jsonl.rejected.jsonl.part"]
    return here


def whole(folder):
    """See that the batch of `begun` is complete."""
    assert (folder / "out.jsonl").read_bytes() == expected(*(n for n in range(60) if n % 10 != 1))
    places = [json.loads(one)["line"] for one in (folder / "out.jsonl.rejected.jsonl").read_bytes().splitlines()]
    assert places == [2, 12, 22, 32, 42, 52]
    assert tree(folder) == ["a.jsonl", "out.jsonl", "out.jsonl.rejected.jsonl"]


@pytest.mark.parametrize("after", [1, 2, 5, 7])
@pytest.mark.parametrize("seconds", [0.0, 1000.0])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_batch_goes_on(here, small_chunks, monkeypatch, after, seconds, error):
    """Whenever a batch is interrupted, and however often it notes what is safe, resuming it completes it to the byte."""
    monkeypatch.setattr(output, "SECONDS", seconds)
    write_lines("a.jsonl", 60, bad=10)
    interrupted("a.jsonl", "out.jsonl", after=after, error=error)
    interrupted("a.jsonl", "out.jsonl", after=1, resume=True)
    report = assess_batch("a.jsonl", "out.jsonl", resume=True)
    assert (report.assessed, report.rejected, report.resumed) == (54, 6, True)
    whole(here)


@pytest.mark.parametrize("layout", ["csv", "parquet"])
def test_tables_are_resumed_too(here, small_chunks, layout):
    """A table that was interrupted is, when it is resumed, the same to the byte as one that was not."""
    write_lines("a.jsonl", 60)
    assess_batch("a.jsonl", f"whole.{layout}")
    interrupted("a.jsonl", f"out.{layout}")
    assess_batch("a.jsonl", f"out.{layout}", resume=True)
    assert Path(f"out.{layout}").read_bytes() == Path(f"whole.{layout}").read_bytes()


def test_what_is_not_noted_does_not_count(begun):
    """Half-written lines of answers, rejected cases and journal do not count."""
    for name in ("out.jsonl.part", "out.jsonl.rejected.jsonl.part", "out.jsonl.progress"):
        with Path(name).open("ab") as file:
            file.write(b'{"half')
    assess_batch("a.jsonl", "out.jsonl", resume=True)
    whole(begun)


@pytest.mark.parametrize("left", [0, 10, None])
def test_a_journal_that_notes_nothing_begins_anew(begun, left):
    """A journal that was not even begun, or notes no part yet, makes the run begin anew."""
    content = Path("out.jsonl.progress").read_bytes()
    Path("out.jsonl.progress").write_bytes(content[: content.index(b"\n") + 1 if left is None else left])
    report = assess_batch("a.jsonl", "out.jsonl", resume=True)
    assert not report.resumed
    whole(begun)


def test_a_run_that_is_not_resumed_is_not_lost(begun):
    """A run that was interrupted is neither forgotten nor written over unless that is asked for."""
    assert refused("a.jsonl", "out.jsonl") == [
        "out.jsonl: A run that writes this file was interrupted. What it has judged would be lost. "
        "Go on with --resume (resume=True), or begin anew with --overwrite (overwrite=True)."
    ]
    assert assess_batch("a.jsonl", "out.jsonl", overwrite=True).assessed == 54
    whole(begun)


def test_nothing_to_resume_is_no_trouble(here):
    """With nothing begun --resume begins; with a complete output it leaves it as it is."""
    write_lines("a.jsonl", 2)
    report = assess_batch("a.jsonl", "out.jsonl", resume=True)
    assert (report.assessed, report.resumed, report.nothing_to_do) == (2, False, False)
    report = assess_batch("a.jsonl", "out.jsonl", resume=True)
    assert (report.assessed, report.out, report.nothing_to_do) == (0, "out.jsonl", True)


@pytest.mark.parametrize("step", ["replace", "remove", "rmtree", "make"])
@pytest.mark.parametrize("layout", ["csv", "parquet"])
def test_an_end_that_is_interrupted_is_completed(here, small_chunks, monkeypatch, step, layout):
    """A run that was interrupted while it gave its files their names is completed when it is resumed."""
    write_lines("a.jsonl", 12, bad=10)
    assess_batch("a.jsonl", f"whole.{layout}")

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if step == "make":
            patch.setattr("ringrose.batch.parquet.make_parquet", fail)
        elif step == "rmtree":
            patch.setattr("shutil.rmtree", fail)
        else:
            patch.setattr(f"os.{step}", fail)
        if layout == "csv" and step in ("make", "remove"):
            patch.setattr("os.replace", fail)
        with pytest.raises(OSError, match="No space left"):
            assess_batch("a.jsonl", f"out.{layout}")
    report = assess_batch("a.jsonl", f"out.{layout}", resume=True)
    assert (report.assessed, report.rejected) == (10, 2)
    for name in (layout, f"{layout}.rejected.jsonl"):
        assert Path(f"out.{name}").read_bytes() == Path(f"whole.{name}").read_bytes()
    assert tree(here) == sorted(["a.jsonl", *(f"{w}.{layout}{end}" for w in ("out", "whole") for end in ("", ".rejected.jsonl"))])


def test_a_run_that_judged_nothing_leaves_nothing(here, monkeypatch):
    """A run that ends before its first part leaves no files behind."""
    write_lines("a.jsonl", 2)

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("ringrose.batch.running.run_chunk", fail)
    with pytest.raises(KeyboardInterrupt):
        assess_batch("a.jsonl", "out.jsonl")
    assert tree(here) == ["a.jsonl"]


def test_a_full_disk_keeps_what_was_safe(here, small_chunks, monkeypatch):
    """When the disk is full the run ends, and goes on from what was safe when there is room again."""
    write_lines("a.jsonl", 60, bad=10)
    real, written = os.write, []

    def write(file, data):
        written.append(len(data))
        if len(written) > 9:
            raise OSError(28, "No space left on device")
        return real(file, data[: max(1, len(data) // 2)])

    with monkeypatch.context() as patch:
        patch.setattr("os.write", write)
        patch.setattr("os.pwrite", lambda file, data, at, real=os.pwrite: real(file, data, at) if len(written) < 10 else write(file, data))
        with pytest.raises(OSError, match="No space left"):
            assess_batch("a.jsonl", "out.jsonl")
    assess_batch("a.jsonl", "out.jsonl", resume=True)
    whole(here)


# -- what is not the same run ----------------------------------------------------------------------------------------------------


def test_another_request_is_not_taken_for_the_same(begun):
    """A run is only resumed with the cases, pack, language, format, limit and names that it was begun with; what differs is named."""
    write_lines("b.jsonl", 2)
    new = "Begin anew with --overwrite (overwrite=True)."
    assert refused("a.jsonl", "out.jsonl", resume=True, lang="id", format="csv", max_bytes=5000, rejected="r") == [
        f"out.jsonl: The language is `id`, and the run was begun with `en`. {new}",
        f"out.jsonl: The format is `csv`, and the run was begun with `jsonl`. {new}",
        f"out.jsonl: The limit (max_bytes) is `5000`, and the run was begun with `10000000`. {new}",
        "out.jsonl: The file of rejected cases is `{}`, and the run was begun with `{}`. {}".format(
            os.path.realpath("r"), os.path.realpath("out.jsonl.rejected.jsonl"), new
        ),
    ]
    assert refused("b.jsonl", "out.jsonl", resume=True) == [
        f"out.jsonl: The run was begun with the cases of `a.jsonl`, which are not named now. {new}",
        f"out.jsonl: The cases of `b.jsonl` were not named when the run was begun. {new}",
    ]
    os.utime("a.jsonl", (1, 1))
    assert refused("a.jsonl", "out.jsonl", resume=True) == [f"out.jsonl: `a.jsonl` has changed since the run was begun. {new}"]


def test_the_order_of_names_counts():
    """Cases that are named in another order are another run."""
    first, second = {"name": "a", "size": 1}, {"name": "b", "size": 1}
    same = dict.fromkeys(("ringrose", "pack", "engine", "lang", "format", "max_bytes", "receipt", "questions", "rejected"), "x")
    assert list(differences({**same, "inputs": [first, second]}, {**same, "inputs": [first, second]})) == []
    assert list(differences({**same, "inputs": [first, second]}, {**same, "inputs": [second, first]})) == [
        "The cases were named in another order when the run was begun"
    ]


def test_what_answers_hold_is_part_of_a_run():
    """A run that leaves receipts or open questions away is another run than one that does not."""
    same = {**dict.fromkeys(("ringrose", "pack", "engine", "lang", "format", "max_bytes", "rejected"), "x"), "inputs": []}
    whole, lean = {**same, "receipt": True, "questions": True}, {**same, "receipt": False, "questions": False}
    assert list(differences(lean, whole)) == [
        "The answers are written with receipts, and the run was begun without them",
        "The answers are written with open questions, and the run was begun without them",
    ]
    assert list(differences(whole, lean)) == [
        "The answers are written without receipts, and the run was begun with them",
        "The answers are written without open questions, and the run was begun with them",
    ]


@pytest.mark.parametrize("content", [b"nonsense\n", b'{"batch": 1}\n[]\n'])
def test_a_journal_that_was_changed_is_told(begun, content):
    """A journal that cannot be read is told, and nothing is written over."""
    Path("out.jsonl.progress").write_bytes(content)
    (told,) = refused("a.jsonl", "out.jsonl", resume=True)
    assert "out.jsonl.progress: This file does not tell how far the run was. It was changed. Begin anew with --overwrite" in told


def test_a_note_that_was_changed_is_told(begun):
    """A journal whose last note is none is told."""
    first = Path("out.jsonl.progress").read_bytes().splitlines()[0]
    Path("out.jsonl.progress").write_bytes(first + b'\n{"chunks": "many"}\n')
    assert "does not tell how far the run was" in refused("a.jsonl", "out.jsonl", resume=True)[0]


def test_a_part_that_became_shorter_is_told(begun):
    """A part that holds less than the journal says is told."""
    Path("out.jsonl.part").write_bytes(b"")
    (told,) = refused("a.jsonl", "out.jsonl", resume=True)
    assert "out.jsonl.part: This file is shorter than it was when the run was interrupted." in told


def test_two_runs_do_not_write_one_file(begun):
    """While a run writes a file, no other can, whether it resumes or overwrites."""
    with Path("out.jsonl.progress").open("rb") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        for options in ({}, {"resume": True}, {"overwrite": True}):
            assert refused("a.jsonl", "out.jsonl", **options) == [
                "out.jsonl: Another run is writing this file. Wait for it, or write to another file."
            ]
    assess_batch("a.jsonl", "out.jsonl", resume=True)
    whole(begun)


def test_a_note_is_written_over_half_of_one(begun, monkeypatch):
    """A note that could not be written as a whole is written over by the next."""
    real = os.pwrite

    def half(file, data, at):
        real(file, data[:5], at)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.pwrite", half)
        with pytest.raises(OSError, match="No space left"):
            assess_batch("a.jsonl", "out.jsonl", resume=True)
    assess_batch("a.jsonl", "out.jsonl", resume=True)
    whole(begun)


def test_a_journal_that_is_begun_anew_says_nothing_of_the_old_run(begun):
    """A run that was begun anew over an interrupted one is resumed from what itself has done."""
    interrupted("a.jsonl", "out.jsonl", overwrite=True, after=1)
    assert len(Path("out.jsonl.progress").read_bytes().splitlines()) == 3
    assert assess_batch("a.jsonl", "out.jsonl", resume=True).assessed == 54
    whole(begun)


def test_files_that_cannot_be_opened_leave_no_journal(here):
    """Where a file cannot be opened nothing is begun, so nothing is left that looks like a run."""
    write_lines("a.jsonl", 2)
    (here / "out.jsonl.part").mkdir()
    with pytest.raises(IsADirectoryError):
        assess_batch("a.jsonl", "out.jsonl")
    assert tree(here) == ["a.jsonl", "out.jsonl.part"]


def test_a_journal_stays_when_a_file_cannot_be_opened(begun):
    """Where a run cannot be resumed now, it can be later."""
    Path("out.jsonl.part").rename("kept")
    Path("out.jsonl.part").mkdir()
    with pytest.raises(IsADirectoryError):
        assess_batch("a.jsonl", "out.jsonl", resume=True)
    Path("out.jsonl.part").rmdir()
    Path("kept").rename("out.jsonl.part")
    assess_batch("a.jsonl", "out.jsonl", resume=True)
    whole(begun)


def test_a_file_system_without_locks_will_do(here, monkeypatch):
    """Where files cannot be locked, they are written all the same."""

    def refuse(*_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    assert assess_batch(write_lines("a.jsonl", 2), "out.jsonl").assessed == 2
