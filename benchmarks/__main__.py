"""Run the benchmarks and print tables: ``python -m benchmarks [NAME]...``."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

from benchmarks import end_to_end, engine, explaining, memory, pack, processes, reports, start
from benchmarks.peers import compare
from benchmarks.tables import GOALS, Table

PACKAGES = ("durable-rules", "attrs", "cattrs", "ruamel.yaml", "msgspec", "click")


def _one(title: str, rows: Callable[[], Iterator[tuple[str, str, str]]]) -> Callable[[], Iterator[Table]]:
    """A benchmark of one table of ratios and goals."""
    return lambda: iter([Table(title, GOALS, rows())])


BENCHMARKS: dict[str, Callable[[], Iterator[Table]]] = {
    "engine": _one("The engine durable against durable-rules' own Host", engine.measure),
    "start": _one("Start", start.measure),
    "memory": _one("Memory of the engine durable", memory.measure),
    "peers": compare.measure,
    "pack": pack.measure,
    "end-to-end": end_to_end.measure,
    "processes": processes.measure,
    "explaining": explaining.measure,
    "reports": reports.measure,
}


def main(chosen: list[str]) -> None:
    """Print what was measured, with the versions and the machine that it was measured with."""
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        raise SystemExit(f"There is no benchmark {', '.join(unknown)}. Choose from: {', '.join(BENCHMARKS)}.")
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    cores = len(os.sched_getaffinity(0))
    print(f"Python {platform.python_version()} on {platform.system()} ({platform.machine()}, {cores} cores), {packages}\n")
    for name in chosen or BENCHMARKS:
        for table in BENCHMARKS[name]():
            table.print()


if __name__ == "__main__":
    main(sys.argv[1:])
