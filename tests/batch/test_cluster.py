"""A Dask cluster on this machine: the same bytes, whatever happens to its workers."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from distributed import Client, KilledWorker

from ringrose import EngineError, InputError, assess_batch
from ringrose.batch import cluster
from ringrose.batch.chunks import Done
from ringrose.batch.inputs import FilesChunk
from tests.batch.making import environment, tree, write_lines

SECONDS = 30  # more than anything here takes


def start(folder, *arguments):
    """A program of Dask in a process of its own."""
    with (folder / "log.txt").open("ab") as log:
        command = [sys.executable, "-m", *map(str, arguments), "--no-dashboard", "--host", "127.0.0.1"]
        return subprocess.Popen(command, cwd=folder, env=environment(), stdout=log, stderr=log)


def wait_for(what, folder):
    """Wait until something is so, and give it."""
    end = time.monotonic() + SECONDS
    while not (found := what()):
        assert time.monotonic() < end, (folder / "log.txt").read_text(encoding="utf-8")
        time.sleep(0.02)
    return found


def stop(processes):
    """End processes, and wait for them."""
    for process in processes:
        process.kill()
    for process in processes:
        process.wait(SECONDS)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a scheduler on loopback."""
    folder = tmp_path_factory.mktemp("scheduler")
    process = start(folder, "distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", folder / "file.json")
    try:
        wait_for((folder / "file.json").exists, folder)
        yield wait_for(lambda: address_in(folder / "file.json"), folder)
    finally:
        stop([process])


def address_in(path):
    """The address that a scheduler tells in its file, once that is whole."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))["address"]
    except ValueError:
        return None


@pytest.fixture
def workers(scheduler, tmp_path_factory):
    """Two workers, each a process of its own."""
    folder = tmp_path_factory.mktemp("workers")
    started = [start(folder, "distributed.cli.dask_worker", scheduler, "--nthreads", "1", "--no-nanny") for _ in range(2)]
    try:
        with Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=SECONDS)
        yield started
    finally:
        stop(started)


def test_a_cluster_writes_the_same_bytes_even_when_a_worker_is_killed(here, small_chunks, scheduler, workers):
    """Two workers write what one process writes, answers and rejected cases, although one of them is killed half-way."""
    write_lines("a.jsonl", 400, bad=10)
    (here / "bad.yaml").write_text("id: [", encoding="utf-8")
    names = [str(here / "a.jsonl"), str(here / "bad.yaml")]
    whole = assess_batch(names, "whole.jsonl")
    told = []

    def kill_one(progress):
        told.append(progress.done)
        if progress.done * 2 > progress.total and workers[0].poll() is None:
            os.kill(workers[0].pid, signal.SIGKILL)
            workers[0].wait(SECONDS)

    report = assess_batch(names, "out.jsonl", client=scheduler, progress=kill_one)
    assert workers[0].poll() == -signal.SIGKILL
    assert (report.assessed, report.rejected, report.statuses) == (whole.assessed, whole.rejected, whole.statuses)
    for end in ("", ".rejected.jsonl"):
        assert Path(f"out.jsonl{end}").read_bytes() == Path(f"whole.jsonl{end}").read_bytes()
    with Client(scheduler, set_as_default=False) as client:  # one that the caller has stays open
        report = assess_batch(names, "again.csv", client=client)
        assert client.status == "running"
        assert report.assessed == whole.assessed
    assess_batch(names, "whole.csv")
    assert Path("again.csv").read_bytes() == Path("whole.csv").read_bytes()


def test_a_batch_begun_here_goes_on_there(here, small_chunks, scheduler, workers):
    """A run that was interrupted on one machine is resumed on a cluster; what is wrong with all cases is told here."""
    write_lines("a.jsonl", 60, bad=10)
    name = str(here / "a.jsonl")
    assess_batch(name, "whole.jsonl")

    def interrupt(_):
        raise KeyboardInterrupt

    for client in (None, scheduler):
        with pytest.raises(KeyboardInterrupt):
            assess_batch(name, "out.jsonl", client=client, resume=client is not None, progress=interrupt)
    assert assess_batch(name, "out.jsonl", client=scheduler, resume=True).resumed
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    with pytest.raises(InputError, match="There is no such file"):  # the workers stand in another folder
        assess_batch("a.jsonl", "other.jsonl", client=scheduler)
    assert "other.jsonl.part" not in tree(here)


def test_a_scheduler_that_goes_away_ends_the_run(here, small_chunks, tmp_path_factory, monkeypatch, caplog):
    """When the scheduler dies the run ends with one sentence, and can be completed without it."""
    monkeypatch.setattr(cluster, "SECONDS", 2)
    folder = tmp_path_factory.mktemp("own")
    write_lines("a.jsonl", 400, bad=10)
    name = str(here / "a.jsonl")
    processes = [start(folder, "distributed.cli.dask_scheduler", "--port", "0", "--scheduler-file", folder / "file.json")]
    try:
        wait_for((folder / "file.json").exists, folder)
        address = wait_for(lambda: address_in(folder / "file.json"), folder)
        processes.append(start(folder, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"))
        with pytest.raises(EngineError, match="The connection to the scheduler was lost"):
            assess_batch(name, "out.jsonl", client=address, progress=lambda _: processes[0].kill())
        assert caplog.records == []
    finally:
        stop(processes)
    assess_batch(name, "whole.jsonl")
    assert assess_batch(name, "out.jsonl", resume=True).resumed
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()


def refused(here, address):
    """What is wrong with a scheduler, and nothing was written."""
    write_lines("a.jsonl", 2)
    with pytest.raises(InputError) as error:
        assess_batch("a.jsonl", "out.jsonl", client=address)
    assert tree(here) == ["a.jsonl"]
    return str(error.value)


def test_a_scheduler_that_does_not_answer_is_told(here, monkeypatch):
    """A scheduler that cannot be reached is told in one sentence, after some seconds."""
    monkeypatch.setattr(cluster, "SECONDS", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        told = refused(here, f"tcp://127.0.0.1:{taken.getsockname()[1]}")
    assert "No Dask scheduler answers at this address." in told
    assert "\n" not in told
    assert refused(here, "nonsense") == (
        "nonsense: This is not the address of a scheduler. Write it as the scheduler tells it, such as tcp://192.0.2.1:8786."
    )


def test_a_scheduler_without_workers_is_told(here, scheduler, monkeypatch):
    """A scheduler that has no workers is told in one sentence."""
    monkeypatch.setattr(cluster, "SECONDS", 0.5)
    assert refused(here, scheduler) == f"{scheduler}: The Dask scheduler has no workers. Start some with `dask worker {scheduler}`."


def test_without_dask_one_sentence_tells_how_to_get_it(here, monkeypatch):
    """Where Dask is not installed, one sentence tells how to get it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert (
        refused(here, "tcp://127.0.0.1:1")
        == 'scheduler: No cluster can be used. Dask is not installed. Install it: pip install "ringrose[dask]".'
    )


class Killing:
    """Stands for a client whose workers die so many times."""

    def __init__(self, deaths):
        self.deaths, self.released, self.cancelled, self.submitted = deaths, 0, None, 0

    def nthreads(self):
        return {"worker": 2}

    def submit(self, *_, **__):
        self.submitted += 1

        def result():
            self.deaths -= 1
            if self.deaths >= 0:
                raise KilledWorker("chunk", SimpleNamespace(address="x"), 3)
            return Done(b"", (), 0, {}, 0)

        def release():
            self.released += 1

        return SimpleNamespace(result=result, release=release)

    def cancel(self, futures):
        self.cancelled = len(futures)


def test_a_worker_that_fails_is_told():
    """A failure of the cluster is told in one sentence."""

    class Failing(Killing):
        def submit(self, *_, **__):
            raise RuntimeError("No module named 'ringrose'\nand more")

    with pytest.raises(EngineError, match=r"failed \(RuntimeError: No module named 'ringrose'\)\. Is ringrose installed there\?"):
        list(cluster.on_cluster([FilesChunk(("a",), 1)], b"", Failing(0)))


def test_a_chunk_is_given_to_other_workers_so_many_times():
    """A chunk whose workers die is tried again, and in the end told; what is still under way then is given up."""
    chunks = [FilesChunk((str(n),), 1) for n in range(20)]
    client = Killing(cluster.LOST - 1)
    assert len(list(cluster.on_cluster(chunks, b"", client))) == 20
    assert (client.released, client.cancelled, client.submitted) == (20, 0, 20 + cluster.LOST - 1)
    client = Killing(cluster.LOST)
    with pytest.raises(EngineError, match="one after the other"):
        list(cluster.on_cluster(chunks, b"", client))
    assert client.cancelled == 6
