"""One peer in a process of its own: ``python -m benchmarks.peers.run check NAME`` or ``... time NAME COUNT``; the outcome is JSON."""

from __future__ import annotations

import json
import sys
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.memory_use import peak_mb
from benchmarks.peers import plain
from benchmarks.peers.problem import generate
from benchmarks.peers.registry import PEERS
from benchmarks.timing import passes, settle

__all__ = ["CHECKED", "TIME_SEED"]

CHECKED, CHECK_SEED, TIME_SEED = 400, 7, 11
WARM_UP = 20
SECONDS = 0.6


def check(name: str) -> dict[str, Any]:
    """Whether a peer agrees with the hand-written Python on some hundreds of cases, one at a time and together."""
    peer = PEERS[name]
    cases = generate(CHECKED, CHECK_SEED)
    expected = [peer.tells(result) for result in map(plain.solve, cases)]
    given, solve = peer.given(cases), peer.load()
    told = [peer.tells(result) for result in peer.read(solve(given))]
    alone = [peer.tells(result) for case in given[:WARM_UP] for result in peer.read(solve([case]))]
    for found in (told, alone):
        for number, (one, other) in enumerate(zip(expected, found, strict=False)):
            if one != other:
                raise SystemExit(f"{peer.name} differs in case {number} of seed {CHECK_SEED}.\nexpected {one}\nfound    {other}")
    if (len(told), len(alone)) != (CHECKED, WARM_UP):
        raise SystemExit(f"{peer.name} answers {len(told)} of {CHECKED} cases")
    return {"agrees": CHECKED}


def time(name: str, count: int) -> dict[str, Any]:
    """The start-up, the cases a second once it is warm, and the most memory that a peer takes."""
    peer = PEERS[name]
    given = peer.given(generate(count, TIME_SEED))
    before = peak_mb()
    start = perf_counter()
    solve = peer.load()
    solve(given[:1])
    started = perf_counter() - start
    solve(given[:WARM_UP])
    settle()
    rate = count / median(passes(lambda: solve(given), SECONDS))
    return {"start": started, "rate": rate, "peak": peak_mb(), "before": before}


if __name__ == "__main__":
    what, named, *size = sys.argv[1:]
    print(json.dumps(check(named) if what == "check" else time(named, *map(int, size))))
