"""Time to the first answer of `ringrose assess`, against the start of a bare interpreter, in turns."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

CASE = Path(__file__).parent.parent / "examples" / "semarang-jung-gu.yaml"
ROUNDS = 15


def _seconds(*arguments: str) -> float:
    # Python must be allowed to keep what it compiled, as it is on a machine where nobody forbids it.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    return perf_counter() - start


def measure() -> Iterator[tuple[str, str, str]]:
    """The ratio of the medians, once everything was run (and so compiled and cached) before."""
    assess = ("-m", "ringrose", "assess", str(CASE))
    _seconds(*assess)
    rounds = [(_seconds("-c", "pass"), _seconds(*assess)) for _ in range(ROUNDS)]
    ratio = median(whole / bare for bare, whole in rounds)
    bare = median(bare for bare, _ in rounds)
    yield f"`ringrose assess` / bare interpreter ({bare * 1e3:.0f} ms)", f"{ratio:.1f}", "under 15"
