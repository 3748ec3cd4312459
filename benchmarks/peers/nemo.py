"""Nemo, a datalog engine in Rust, through its Python bindings.

The facts of 1,000 cases at a time are written as one CSV file per type, which Nemo imports: its reader of facts in the text of a program
needs 16 milliseconds a case. Names are texts in quotes in the rules, since texts are what a CSV file holds.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import Package, Peer, Solve
from benchmarks.peers.problem import ATTRIBUTES, Case, Result, in_batches, results_of

__all__ = ["PEER"]

BATCH = 1_000
NUMBERS = ("start", "end", "year")

RULES = """
party("a", "b") . party("b", "a") .
period(?C, ?Y, ?I)   :- agreement(?C, ?I, ?S, ?Z), year(?Y), ?Y >= ?S, ?Y <= ?Z .
monitored(?C, ?Y)    :- monitoring(?C, _, ?Y) .
gap(?C, ?Y, ?I)      :- period(?C, ?Y, ?I), ~monitored(?C, ?Y) .
has_resource(?C)     :- resource(?C, _, _, _, _, _) .
resourced(?C, ?P)    :- resource(?C, _, ?P, _, _, "ok") .
human(?C)            :- resource(?C, _, _, "human", _, "ok") .
has_community(?C)    :- exchange(?C, _, _, _, "true") .
active(?C, ?P)       :- exchange(?C, _, _, ?P, _) .
has_reciprocal(?C)   :- exchange(?C, _, ?F, "a", _), exchange(?C, _, ?F, "b", _) .
benefits(?C, ?P)     :- benefit(?C, _, ?P, _) .
has_linked(?C)       :- benefit(?C, _, _, ?F), exchange(?C, _, ?F, _, _) .
planned(?C, ?Y)      :- plan(?C, _, ?Y, "ok") .
coordinated(?C, ?P)  :- coordination(?C, _, ?P, "ok") .

fail(?C, "commitment", "gap", ?Y, ?I)            :- gap(?C, ?Y, ?I) .
fail(?C, "commitment", "lapsed_budget", ?P, ?I)  :- resource(?C, ?I, ?P, _, _, "lapsed"), obstacle(?C, _, "budget", "commitment") .
fail(?C, "commitment", "lapsed_budget", ?P, ?O)  :- resource(?C, _, ?P, _, _, "lapsed"), obstacle(?C, ?O, "budget", "commitment") .
fail(?C, "commitment", "unresourced", ?P, ?I)    :- resource(?C, ?I, _, _, _, _), party(?P, _), ~resourced(?C, ?P) .
fail(?C, "commitment", "lapsed_at_end", ?P, ?I)  :- resource(?C, ?I, ?P, _, ?Y, "lapsed"), agreement(?C, _, _, ?Y) .
fail(?C, "commitment", "lapsed_at_end", ?P, ?A)  :- resource(?C, _, ?P, _, ?Y, "lapsed"), agreement(?C, ?A, _, ?Y) .
fail(?C, "reciprocity", "one_sided_benefit", ?P, ?I)      :- benefit(?C, ?I, ?P, _), party(?P, ?Q), ~benefits(?C, ?Q) .
fail(?C, "reciprocity", "one_sided_exchange", ?P, ?I)     :- exchange(?C, ?I, _, ?P, _), party(?P, ?Q), ~active(?C, ?Q) .
both_active(?C) :- active(?C, "a"), active(?C, "b") .
fail(?C, "reciprocity", "no_reciprocal_field", "-", ?I)   :- exchange(?C, ?I, _, _, _), both_active(?C), ~has_reciprocal(?C) .
fail(?C, "reciprocity", "unlinked_benefit", "-", ?I)      :- benefit(?C, ?I, _, _), ~has_linked(?C) .
fail(?C, "participation", "no_community", "-", ?I)        :- exchange(?C, ?I, _, _, _), ~has_community(?C) .
fail(?C, "participation", "no_human", "-", ?I)            :- exchange(?C, ?I, _, _, _), ~human(?C) .
fail(?C, "planning", "unplanned", ?Y, ?I)                 :- period(?C, ?Y, ?I), ~planned(?C, ?Y) .
fail(?C, "planning", "stale_plan", "-", ?O)               :- obstacle(?C, ?O, _, "planning"), plan(?C, _, _, "draft") .
fail(?C, "planning", "stale_plan", "-", ?I)               :- obstacle(?C, _, _, "planning"), plan(?C, ?I, _, "draft") .
fail(?C, "coordination", "uncoordinated", ?P, ?I)         :- coordination(?C, ?I, _, _), party(?P, _), ~coordinated(?C, ?P) .
fail(?C, "coordination", "coord_obstacle", "-", ?O) :- obstacle(?C, ?O, "coordination", "coordination"), coordination(?C, _, _, "lapsed") .
fail(?C, "coordination", "coord_obstacle", "-", ?I) :- obstacle(?C, _, "coordination", "coordination"), coordination(?C, ?I, _, "lapsed") .

show(?C, "commitment", ?I)    :- agreement(?C, ?I, _, _), has_resource(?C) .
show(?C, "commitment", ?I)    :- resource(?C, ?I, _, _, _, _), agreement(?C, _, _, _) .
show(?C, "commitment", ?I)    :- monitoring(?C, ?I, _), agreement(?C, _, _, _), has_resource(?C) .
show(?C, "reciprocity", ?I)   :- benefit(?C, ?I, _, _) .
show(?C, "participation", ?I) :- exchange(?C, ?I, _, _, _) .
show(?C, "planning", ?I)      :- agreement(?C, ?I, _, _) .
show(?C, "planning", ?I)      :- plan(?C, ?I, _, _), agreement(?C, _, _, _) .
show(?C, "coordination", ?I)  :- coordination(?C, ?I, _, _) .
"""


def _load() -> Solve:
    import nmo_python

    folder = tempfile.TemporaryDirectory(prefix="ringrose-nemo-")
    years = " ".join(f"year({year}) ." for year in range(2005, 2031))
    program = "\n".join([*(_import(folder.name, kind) for kind in ATTRIBUTES), RULES, years])

    def solve(cases: list[Case]) -> list[Result]:
        _write(folder.name, cases)
        engine = nmo_python.NemoEngine(nmo_python.load_string(program))
        engine.reason()
        failures = []
        for number, element, reason, key, fact in engine.result("fail"):
            bare, named = _bare(reason), str(_bare(key))
            failures.append((int(number), _bare(element), bare if named == "-" else f"{bare}:{named.upper()}", int(fact)))
        evidence = [(int(number), _bare(element), int(fact)) for number, element, fact in engine.result("show")]
        return results_of(len(cases), failures, evidence)

    def solve_all(cases: list[Case]) -> list[Result]:
        assert folder.name  # the folder lives as long as this function
        return [result for batch in in_batches(cases, BATCH) for result in solve(batch)]

    return solve_all


def _import(folder: str, kind: str) -> str:
    """The statement that imports the facts of one type."""
    columns = ", ".join(["int", "int", *("int" if name in NUMBERS else "string" for name in ATTRIBUTES[kind])])
    return f'@import {kind} :- csv {{ resource = "{folder}/{kind}.csv", format = ({columns}) }} .'


def _write(folder: str, cases: list[Case]) -> None:
    """The facts as one file per type; parties and truth values in lower case."""
    rows: dict[str, list[str]] = {kind: [] for kind in ATTRIBUTES}
    for number, case in enumerate(cases):
        for fact in case:
            kind = fact["t"]
            values = ",".join([str(fact[name]) for name in ATTRIBUTES[kind]]).lower()
            rows[kind].append(f"{number},{fact['id']},{values}\n")
    for kind, lines in rows.items():
        Path(folder, f"{kind}.csv").write_text("".join(lines), encoding="utf-8")


def _bare(value: Any) -> Any:
    return value.strip('"') if isinstance(value, str) else value


PEER = Peer("Nemo", Package(("nemo-python",), "--pre"), _load, limit=10_000, note=f"{BATCH:,} cases at a time")
