"""All peers that are installed, in interleaved rounds; and ringrose against the hand-written Python, in turns in one process."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from benchmarks.child import in_child
from benchmarks.peers.peer import Peer
from benchmarks.peers.problem import Case, generate
from benchmarks.peers.registry import PEERS
from benchmarks.peers.run import CHECKED, TIME_SEED
from benchmarks.tables import GOALS, Table
from benchmarks.timing import in_turns, ratio

__all__ = ["measure"]

ROUNDS = int(os.environ.get("ROUNDS", "5"))
COUNT = 1_000
RUN = "benchmarks.peers.run"
TURNS = 25

# What the issue that asked for the compiled engine wants, as ratios to one of the peers.
GOAL = {
    ("statuses", "plain"): "at least 2 (hoped for: 3)",
    ("supports", "plain"): "more than 1 (hoped for: 1.5)",
    ("answers", "plain"): "",
    ("statuses", "clips"): "at least 13",
    ("statuses", "nemo"): "at least 8",
}


def measure() -> Iterator[Table]:
    """Check all for agreement, then time them."""
    installed = {name: version for name, peer in PEERS.items() if (version := peer.requires.installed())}
    for name in installed:
        in_child(RUN, "check", name)
    rounds = _rounds(list(installed))
    yield Table(
        "Peers: 33 rules, cases of some 40 facts",
        ("engine", "version", "cases/s", "to hand-written Python", "to CLIPS", "start-up", "peak memory"),
        _rows(installed, rounds),
        f"All agree on {CHECKED} cases. Medians of {ROUNDS} rounds of {COUNT:,} cases; in each round every engine runs once, in a process "
        "of its own. Ratios are within a round. The peak memory includes Python and the cases.",
    )
    yield Table("ringrose against its peers", GOALS, _goals(installed, rounds), f"In turns in one process, medians of {TURNS} turns.")


def _rounds(names: list[str]) -> dict[str, list[dict[str, Any]]]:
    """What each peer took in each round."""
    rounds = defaultdict(list)
    for _ in range(ROUNDS):
        for name in names:
            rounds[name].append(in_child(RUN, "time", name, str(min(COUNT, PEERS[name].limit))))
    return rounds


def _rows(installed: dict[str, str], rounds: dict[str, list[dict[str, Any]]]) -> Iterator[list[str]]:
    for name, peer in PEERS.items():
        label = f"{peer.name} ({peer.note})" if peer.note else peer.name
        if name not in installed:
            yield [label, f"not installed: `{peer.requires.how}`", *[""] * 5]
            continue
        taken = rounds[name]
        start, peak = median(one["start"] for one in taken), median(one["peak"] for one in taken)
        yield [
            label,
            installed[name],
            f"{median(one['rate'] for one in taken):,.0f}",
            *(_ratio(rounds, name, other) for other in ("plain", "clips")),
            f"{start * 1e3:.0f} ms",
            f"{peak:.0f} MB",
        ]


def _ratio(rounds: dict[str, list[dict[str, Any]]], name: str, other: str) -> str:
    """How many times as fast one is as the other, within a round."""
    if other not in rounds:
        return ""
    return f"{median(one['rate'] / another['rate'] for one, another in zip(rounds[name], rounds[other], strict=True)):.2f}"


def _goals(installed: dict[str, str], rounds: dict[str, list[dict[str, Any]]]) -> Iterator[list[str]]:
    for (name, other), goal in GOAL.items():
        if name in installed and other in installed:
            told = f"{_in_turns(name, other):.2f}" if other == "plain" else _ratio(rounds, name, other)
        else:
            told = "not measured"
        yield [f"{PEERS[name].name} / {PEERS[other].name}", told, goal]


def _in_turns(name: str, other: str) -> float:
    """How many times as fast one is as the other, when they take turns on the same cases."""
    cases = generate(COUNT, TIME_SEED)
    taken = in_turns({key: _run(PEERS[key], cases) for key in (name, other)}, TURNS)
    return ratio(taken[other], taken[name])


def _run(peer: Peer, cases: list[Case]) -> Callable[[], object]:
    solve, given = peer.load(), peer.given(cases)
    return lambda: solve(given)
