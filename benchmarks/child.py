"""A module of the benchmarks in a process of its own, which gives it an empty heap and nobody else's threads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["in_child"]

ROOT = Path(__file__).parent.parent


def in_child(module: str, *arguments: str) -> dict[str, Any]:
    """What a module tells as JSON in its last line. Ends the benchmark where it fails."""
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{module} {' '.join(arguments)}: {done.stderr.strip()[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told
