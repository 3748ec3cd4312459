"""Run the benchmarks and print a table: ``python -m benchmarks [engine] [start] [memory]``."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version

from benchmarks import engine, memory, start

BENCHMARKS = {"engine": engine.measure, "start": start.measure, "memory": memory.measure}


def main(chosen: list[str]) -> None:
    """Print what was measured, with the versions that it was measured with."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("durable-rules", "attrs", "cattrs", "ruamel.yaml", "msgspec", "click"))
    print(f"Python {platform.python_version()} on {platform.system()}, {packages}\n")
    print("| measured | value | goal |\n|---|---|---|")
    for name in chosen or BENCHMARKS:
        for measured, value, goal in BENCHMARKS[name]():
            print(f"| {measured} | {value} | {goal} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
