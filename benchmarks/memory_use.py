"""How much memory a process holds (Linux)."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["peak_mb", "resident_mb"]


def resident_mb() -> float:
    """Resident memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak_mb() -> float:
    """The most memory that this process was resident with, in MB.

    ``getrusage`` would tell that of the process that started this one, if that was larger.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    (peak,) = (line for line in lines if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * 1024 / 1e6
