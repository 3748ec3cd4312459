"""Our engine against durable-rules used through its own `Host`, on the same pack and the same cases, in turns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.host_baseline import HostEngine
from ringrose import load_case, load_pack
from ringrose.engines import Engine
from ringrose.engines.durable.engine import DurableEngine
from ringrose.judge import judge
from ringrose.model.case import Case
from ringrose.plan import plan_of

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.yaml"))
ROUNDS = 15
REPEATS = 20


def _seconds(engine: Engine, case: Case) -> float:
    start = perf_counter()
    for _ in range(REPEATS):
        engine.infer(case)
    return perf_counter() - start


def measure() -> Iterator[tuple[str, str, str]]:
    """The ratio for each example: the median over rounds in which the two take turns."""
    pack = load_pack("ringrose")
    plan = plan_of(pack)
    ours, host = DurableEngine(plan), HostEngine(plan)
    for path in EXAMPLES:
        case = load_case(path, pack=pack)
        if judge(pack, ours.infer(case)) != judge(pack, host.infer(case)):
            raise SystemExit(f"{path.name}: the two do not agree, so their speed cannot be compared")
        rounds = [(_seconds(ours, case), _seconds(host, case)) for _ in range(ROUNDS)]
        ratio = median(theirs / own for own, theirs in rounds)
        own = median(own for own, _ in rounds) / REPEATS
        yield f"{path.stem}: through `Host` / our engine ({own * 1e3:.1f} ms a case)", f"{ratio:.2f}", "at least 1.5"
