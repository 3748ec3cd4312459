"""Several processes: the same bytes in the same order, and an orderly end whatever happens to them."""

import io
import json
import os
import random
import signal
import subprocess
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from ringrose import EngineError, InputError, assess_batch
from ringrose.batch import running
from ringrose.batch.chunks import Done
from ringrose.batch.inputs import FilesChunk
from tests.batch.making import BAD, case, command, expected, lines, tree, write_lines
from tests.files.test_tables import table

SECONDS = 60  # more than anything here takes


def test_processes_write_the_same_bytes(here, small_chunks):
    """Several processes write what one writes, to the byte, from every kind of input, and leave nothing behind."""
    write_lines("a.jsonl", 30, bad=10)
    (here / "more").mkdir()
    for n in range(5):
        (here / "more" / f"{n}.json").write_text(json.dumps(case(n)), encoding="utf-8")
    (here / "more" / "bad.yaml").write_text("id: [", encoding="utf-8")
    table("b.parquet", [{"case": json.dumps(case(n))} for n in range(20)] + [{"case": BAD}])
    names = ["a.jsonl", "more", "b.parquet"]
    one = assess_batch(names, "one.jsonl")
    two = assess_batch(names, "two.jsonl", workers=2)
    for end in ("", ".rejected.jsonl"):
        assert Path(f"two.jsonl{end}").read_bytes() == Path(f"one.jsonl{end}").read_bytes()
    assert (one.assessed, one.rejected, one.statuses) == (two.assessed, two.rejected, two.statuses)
    out, text = io.BytesIO(), lines(9)
    assess_batch(io.BytesIO(text.encode()), out, workers=2)
    assert out.getvalue() == expected(*range(9))
    assert [name for name in tree(here) if name.startswith(".")] == []


class Pool:
    """Stands for a pool of processes: counts what is under way, and works when it is asked."""

    def __init__(self, *_, **__):
        self.under_way, self.most, self.ended = 0, 0, False

    def submit(self, work, *arguments):
        self.under_way += 1
        self.most = max(self.most, self.under_way)

        def result():
            self.under_way -= 1
            return Done(b"", (), 0, {}, 0)

        return SimpleNamespace(result=result)

    def shutdown(self, **_):
        self.ended = True


def test_only_so_many_chunks_are_under_way(monkeypatch, tmp_path):
    """However many chunks there are, some per worker are under way at once; they are cut only when they are due."""
    pool = Pool()
    monkeypatch.setattr(running, "ProcessPoolExecutor", lambda *_, **__: pool)
    cut = []
    coming = (cut.append(n) or FilesChunk((str(n),), 1) for n in range(100))
    judged = running.in_processes(coming, b"", 2, str(tmp_path / "spool"))
    first = next(judged)
    assert first[0].paths == ("0",)
    assert len(cut) == 6
    assert [chunk.paths[0] for chunk, _ in judged] == [str(n) for n in range(1, 100)]
    assert (pool.most, pool.ended) == (5, True)
    assert not (tmp_path / "spool").exists()


def test_auto_means_a_process_per_core(here, monkeypatch):
    """Without a number there is a process per core that may be used."""
    write_lines("a.jsonl", 2)
    for cores in (1, 3):
        monkeypatch.setattr("os.sched_getaffinity", lambda _, cores=cores: set(range(cores)), raising=False)
        seen = []

        def run(chunks, settings, workers, spool, seen=seen):
            seen.append(workers)
            yield from running.in_process(chunks, settings)

        monkeypatch.setattr("ringrose.batch.batching.in_processes", run)
        assess_batch("a.jsonl", "out.jsonl", workers=None, overwrite=True)
        assert seen == ([] if cores == 1 else [cores])
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assess_batch("a.jsonl", "out.jsonl", workers=None, overwrite=True)


def workers_of(process):
    """The processes that a process has started and that judge."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text(encoding="utf-8").rpartition(") ")[2].split()[1]
            told = (path.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == str(process) and b"spawn_main" in told:
            found.append(int(path.parent.name))
    return found


def alive(process):
    """Whether a process still runs (one that has ended and was not waited for does not)."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(what):
    """Wait until something is so, and give it."""
    end = time.monotonic() + SECONDS
    while not (found := what()):
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)
    return found


needs_proc = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="only Linux tells which processes there are")


def begin(here, count=3000):
    """A batch of two processes that has judged some of its cases, and its workers."""
    write_lines("a.jsonl", count, bad=10)
    process = command(here, "a.jsonl", "-o", "out.jsonl", "--workers", "2")
    journal = Path("out.jsonl.progress")
    wait_for(lambda: journal.exists() and journal.read_bytes().count(b"\n") > 1)  # the request, and a first part
    return process, workers_of(process.pid)


@needs_proc
def test_a_worker_that_dies_ends_the_run(here):
    """When a worker dies the run ends with one sentence and exit code 2, and can be resumed."""
    process, workers = begin(here)
    os.kill(workers[0], signal.SIGKILL)
    _, told = process.communicate(timeout=SECONDS)
    assert (process.returncode, told.count("\n")) == (2, 1)
    assert told.startswith("ringrose: A worker process ended before its work was done")
    assert "--resume" in told
    wait_for(lambda: not any(map(alive, workers)))
    assert "out.jsonl.progress" in tree(here)


@needs_proc
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_all_processes_quietly(here, how):
    """Ctrl-C, which all processes of a terminal get, and a request to end, end all of them with one line, exit code 130 and a note."""
    process, workers = begin(here)
    for one in [process.pid, *(workers if how == signal.SIGINT else ())]:
        os.kill(one, how)
    _, told = process.communicate(timeout=SECONDS)
    assert (process.returncode, told) == (130, "ringrose: Interrupted. What is judged is kept: --resume goes on.\n")
    wait_for(lambda: not any(map(alive, workers)))
    assert tree(here) == ["a.jsonl", "out.jsonl.part", "out.jsonl.progress", "out.jsonl.rejected.jsonl.part", "program.py"]


@needs_proc
def test_workers_end_with_the_process_that_started_them(here):
    """When the main process is killed its workers end too."""
    process, workers = begin(here)
    assert workers
    process.kill()
    process.communicate(timeout=SECONDS)
    wait_for(lambda: not any(map(alive, workers)))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_is_killed_at_any_moment_can_be_completed(here, workers):
    """However often a run is killed, and at whatever moments, resuming it gives the bytes of a run that was not."""
    write_lines("a.jsonl", 400, bad=10)
    assess_batch("a.jsonl", "whole.jsonl")
    choose = random.Random(os.urandom(8))
    kills, moments = 0, []
    for _ in range(200):
        process = command(here, "a.jsonl", "-o", "out.jsonl", "--workers", workers, "--resume")
        # From the start of the program into its work: later, where it has got further.
        at_work = choose.random() < 0.8
        if at_work:
            size = Path("out.jsonl.part").stat().st_size if Path("out.jsonl.part").exists() else 0
            end = time.monotonic() + SECONDS
            while process.poll() is None and time.monotonic() < end:
                part = Path("out.jsonl.part")
                if part.exists() and part.stat().st_size > size:
                    break
                time.sleep(0.002)
        moments.append(choose.random() * 0.3)
        try:
            process.wait(timeout=moments[-1])
        except subprocess.TimeoutExpired:
            process.kill()
            kills += 1
        _, told = process.communicate(timeout=SECONDS)
        if process.returncode >= 0:
            break
    assert process.returncode in (0, 3), (told, moments)  # 0: it was killed after its work
    assert kills > 0
    for end in ("", ".rejected.jsonl"):
        assert Path(f"out.jsonl{end}").read_bytes() == Path(f"whole.jsonl{end}").read_bytes(), moments
    assert not [name for name in tree(here) if name.endswith((".part", ".progress", "spool"))]


# -- the parts, in this process -----------------------------------------------------------------------------------------------------


def test_a_broken_pool_is_one_sentence(monkeypatch, tmp_path):
    """A pool that breaks is told as an EngineError."""

    class Broken(Pool):
        def submit(self, *_):
            raise running.BrokenProcessPool("broken")

    monkeypatch.setattr(running, "ProcessPoolExecutor", Broken)
    with pytest.raises(EngineError, match="A worker process ended"):
        list(running.in_processes([FilesChunk(("a",), 1)], b"", 2, str(tmp_path / "spool")))


def test_problems_in_a_worker_are_told_here(here):
    """What concerns all cases is raised here when a worker meets it."""
    write_lines("a.jsonl", 2)

    def changed(*_):
        Path("a.jsonl").write_bytes(b"")
        return []

    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr("ringrose.batch.output.FileOutput._sync_folders", lambda self: changed())
        with pytest.raises(InputError, match="This file was changed while it was read"):
            assess_batch("a.jsonl", "out.jsonl", workers=2)
    assert tree(here) == ["a.jsonl"]


def test_a_worker_watches_the_process_that_started_it(monkeypatch):
    """A worker ends when the process that started it does; in a process that nobody started there is nothing to watch."""
    before = threading.active_count()
    running._begin()
    assert threading.active_count() == before
    reading, writing = os.pipe()
    ended = []
    monkeypatch.setattr(running, "parent_process", lambda: SimpleNamespace(sentinel=reading))
    monkeypatch.setattr("os._exit", ended.append)
    running._begin()
    assert ended == []
    os.close(writing)
    wait_for(lambda: ended == [1])
    os.close(reading)
