"""The pack ``ringrose`` on plausible cases: time and memory for a hundred to a million of them, on both engines.

The cases stand in a file of JSON Lines, and each becomes a whole answer as JSON, one at a time; nothing is kept. 10,000 different cases are
made; more are those again, since making a million takes longer than judging them. Each row is a process of its own:
``python -m benchmarks.pack ENGINE COUNT FILE``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from itertools import chain, islice, repeat
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.child import in_child
from benchmarks.memory_use import peak_mb, resident_mb
from benchmarks.plausible import plausible_cases
from benchmarks.tables import GOALS, Table
from benchmarks.timing import settle
from ringrose import load_pack
from ringrose.engines import ENGINES

__all__ = ["lines", "measure", "write_cases"]

DIFFERENT = 10_000
MOST = int(os.environ.get("MOST", "1000000"))
COUNTS = {"durable": (100, 1_000), "compiled": (100, 1_000, 10_000, 100_000, 1_000_000)}
FIRST, LAST = 10_000, 1_000_000


def measure() -> Iterator[Table]:
    """Time and memory per number of cases."""
    with TemporaryDirectory(prefix="ringrose-bench-") as folder:
        path = Path(folder, "cases.jsonl")
        size = write_cases(path, DIFFERENT)
        taken: dict[tuple[str, int], list[dict[str, Any]]] = {}
        yield Table(
            f"The pack ringrose: {DIFFERENT:,} plausible cases of 10 to 200 facts ({size / DIFFERENT / 1e3:.1f} kB of JSON each), repeated",
            ("engine", "cases", "seconds", "a case", "cases/s", "resident at the end", "most"),
            _rows(path, taken),
            "From a line of JSON to the whole answer as JSON, one process, one core.",
        )
        yield Table("Many cases", GOALS, _goals(taken))


def write_cases(path: Path, count: int, seed: int = 1) -> int:
    """Write so many plausible cases, one a line; the bytes that were written."""
    with path.open("wb") as out:
        for case in plausible_cases(count, seed):
            out.write(json.dumps(case, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        return out.tell()


def lines(path: Path, count: int) -> Iterator[bytes]:
    """So many lines of a file, from its start again when it ends; never the whole of it."""

    def once() -> Iterator[bytes]:
        with path.open("rb") as file:
            yield from file

    return islice(chain.from_iterable(once() for _ in repeat(None)), count)


def _rows(path: Path, taken: dict[tuple[str, int], list[dict[str, Any]]]) -> Iterator[list[str]]:
    for engine, counts in COUNTS.items():
        if engine not in ENGINES:
            yield [engine, "not there", *[""] * 5]
            continue
        for count in counts:
            if count > MOST:
                continue
            one = in_child("benchmarks.pack", engine, str(count), str(path))
            taken.setdefault((engine, count), []).append(one)
            if count > FIRST:  # what is compared with the largest number is measured again around it
                taken[engine, FIRST].append(in_child("benchmarks.pack", engine, str(FIRST), str(path)))
            each = one["seconds"] / count
            yield [
                engine,
                f"{count:,}",
                f"{one['seconds']:.2f}",
                f"{each * 1e6:,.0f} µs",
                f"{1 / each:,.0f}",
                f"{one['resident']:.0f} MB",
                f"{one['peak']:.0f} MB",
            ]


def _goals(taken: dict[tuple[str, int], list[dict[str, Any]]]) -> Iterator[list[str]]:
    compiled = {count: runs for (engine, count), runs in taken.items() if engine == "compiled"}
    largest = max(compiled, default=0)
    if largest > FIRST:
        each = {count: median(one["seconds"] for one in compiled[count]) / count for count in (FIRST, largest)}
        yield [f"compiled: cost of a case at {largest:,} / at {FIRST:,}", f"{each[largest] / each[FIRST]:.3f}", "within 10 % of 1"]
        most = max(one["peak"] for runs in compiled.values() for one in runs)
        yield ["compiled: most resident memory", f"{most:.0f} MB", "under 300 MB"]
    shared = [count for engine, count in taken if engine == "durable" and count in compiled]
    if shared:
        count = max(shared)
        times = median(one["seconds"] for one in taken["durable", count]) / median(one["seconds"] for one in compiled[count])
        yield [f"durable / compiled, whole answers, {count:,} cases", f"{times:.1f}", ""]
    if not compiled:
        yield ["the engine compiled", "not measured", ""]


def _serve(engine: str, count: int, path: Path) -> dict[str, Any]:
    """Answer so many cases of a file, and tell the time and the memory that took."""
    from ringrose.answering import Answering

    answering = Answering(load_pack("ringrose"), engine=engine, lang="en", receipt=False, questions=False)
    for line in lines(path, 20):
        answering.line(line)
    settle()
    start = perf_counter()
    for line in lines(path, count):
        answering.line(line)
    return {"seconds": perf_counter() - start, "resident": resident_mb(), "peak": peak_mb()}


if __name__ == "__main__":
    engine, count, path = sys.argv[1:]
    print(json.dumps(_serve(engine, int(count), Path(path))))
