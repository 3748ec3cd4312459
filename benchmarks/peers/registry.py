"""All peers by a short name. Importing this imports no engine: each does that when it is loaded."""

from __future__ import annotations

from benchmarks.peers import asp, clips, duckdb_, nemo, ours, plain, polars_, swi, zen

__all__ = ["PEERS"]

PEERS = {
    "plain": plain.PEER,
    "statuses": ours.STATUSES,
    "supports": ours.SUPPORTS,
    "answers": ours.ANSWERS,
    "polars": polars_.PEER,
    "duckdb": duckdb_.PEER,
    "nemo": nemo.PEER,
    "swi": swi.PEER,
    "clips": clips.PEER,
    "zen": zen.PEER,
    "asp": asp.PEER,
    "durable": ours.DURABLE,
}
