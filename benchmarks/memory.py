"""Resident memory while one engine serves 20,000 cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.memory_use import resident_mb
from ringrose import assess_many, load_case, load_pack

CASE = Path(__file__).parent.parent / "examples" / "semarang-jung-gu.yaml"
WARM, ALL = 1_000, 20_000


def measure() -> Iterator[tuple[str, str, str]]:
    """Memory after 20,000 cases against memory after the first 1,000."""
    pack = load_pack("ringrose")
    case = load_case(CASE, pack=pack)
    warm = 0.0
    for number, _ in enumerate(assess_many((case for _ in range(ALL)), pack=pack, engine="durable"), 1):
        if number == WARM:
            warm = resident_mb()
    after = resident_mb()
    yield f"memory after {ALL:,} cases / after {WARM:,} ({warm:.0f} MB)", f"{after / warm:.3f}", "flat (1.0)"
