"""How long something takes: passes, and things that take turns."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

__all__ = ["in_turns", "passes", "ratio", "settle"]


def settle() -> None:
    """What is here now is never looked at again by the collector of garbage: what a pass costs is then its own."""
    gc.collect()
    gc.freeze()


def passes(run: Callable[[], object], seconds: float) -> list[float]:
    """The seconds of each of as many runs as fit into a time; at least one."""
    taken: list[float] = []
    while not taken or sum(taken) < seconds:
        taken.append(_once(run))
    return taken


def in_turns(runs: Mapping[str, Callable[[], object]], turns: int) -> dict[str, list[float]]:
    """The seconds of each run in each turn. In a turn each runs once, so that a slower moment of the machine meets them all."""
    for run in runs.values():
        run()
    settle()
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(turns):
        for name, run in runs.items():
            taken[name].append(_once(run))
    return taken


def ratio(slower: list[float], faster: list[float]) -> float:
    """The median over the turns of how many times as long one took as the other."""
    return median(one / other for one, other in zip(slower, faster, strict=True))


def _once(run: Callable[[], object]) -> float:
    start = perf_counter()
    kept = run()
    taken = perf_counter() - start
    del kept
    return taken
