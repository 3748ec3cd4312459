"""One and two processes, and one and two workers of a Dask cluster on this machine, on the same file of cases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.pack import lines, write_cases
from benchmarks.tables import Table
from ringrose import load_pack
from ringrose.engines import ENGINES

__all__ = ["measure"]

ROUNDS = 3
DIFFERENT, TRIED = 2_000, 400
SECONDS = 8  # one process should have work for about so long, which makes the start of the others small
GOAL = "at least 1.8"


def measure() -> Iterator[Table]:
    """Throughput with one and with two."""
    engine = "compiled" if "compiled" in ENGINES else "durable"
    yield Table(
        f"Processes: plausible cases, whole answers, engine {engine}",
        ("who judges", "cases", "seconds", "cases/s", "to one", "goal"),
        _rows(engine),
        f"Medians of {ROUNDS} rounds. What two processes take includes starting them; the workers of the cluster are there already.",
    )


def _rows(engine: str) -> Iterator[list[str]]:
    with TemporaryDirectory(prefix="ringrose-bench-") as folder, ExitStack() as stack:
        cases = Path(folder, "cases.jsonl")
        batch = partial(_batch, cases, Path(folder, "answers.jsonl"), engine)
        _write(cases, TRIED)
        batch({"workers": 1})
        count = max(TRIED, int(TRIED * SECONDS / batch({"workers": 1})))
        _write(cases, count)
        pools: dict[str, dict[str, Any]] = {"one process": {"workers": 1}, "two processes": {"workers": 2}}
        if dask := find_spec("distributed") is not None:
            for name, workers in (("one Dask worker", 1), ("two Dask workers", 2)):
                pools[name] = {"client": _client(workers, stack)}
                batch(pools[name])  # the workers import and read what they need
        taken: dict[str, list[float]] = {name: [] for name in pools}
        for _ in range(ROUNDS):
            for name, how in pools.items():
                taken[name].append(batch(how))
        yield from _told(taken, count)
        if not dask:
            yield ["Dask workers", "not installed: `pip install distributed`", "", "", "", ""]


def _told(taken: dict[str, list[float]], count: int) -> Iterator[list[str]]:
    for name, rounds in taken.items():
        seconds = median(rounds)
        alone = name.replace("two", "one").replace("processes", "process").replace("workers", "worker")
        times = median(one / two for one, two in zip(taken[alone], rounds, strict=True))
        goal = GOAL if name == "two processes" else ""
        yield [name, f"{count:,}", f"{seconds:.2f}", f"{count / seconds:,.0f}", f"{times:.2f}", goal]


def _write(path: Path, count: int) -> None:
    """So many cases, of which 2,000 are different."""
    some = path.with_name("some.jsonl")
    write_cases(some, DIFFERENT)
    with path.open("wb") as out:
        out.writelines(lines(some, count))


def _batch(cases: Path, out: Path, engine: str, how: dict[str, Any]) -> float:
    """The seconds that a batch takes."""
    from ringrose import assess_batch

    start = perf_counter()
    report = assess_batch(cases, out, pack=load_pack("ringrose"), engine=engine, overwrite=True, **how)
    taken = perf_counter() - start
    if report.rejected:
        raise SystemExit(f"{report.rejected} plausible cases were rejected")
    return taken


def _client(workers: int, stack: ExitStack) -> Any:
    """A client of a cluster of processes with one thread each, on loopback; both are closed with the stack."""
    dask: Any = import_module("distributed")
    cluster = dask.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1")
    return stack.enter_context(dask.Client(stack.enter_context(cluster), set_as_default=False))
