"""ringrose itself: the problem as a pack (``pack/``), the cases as mappings of the shape of a case file.

Three measures, each with more to tell than the one before: the **statuses** of the elements, the **supports** (for each element the
findings that decide, and the facts that they rest on: what the other peers tell, and the bindings), and the whole **answer** as JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from benchmarks.peers.peer import Peer, Solve, same
from benchmarks.peers.problem import ATTRIBUTES, PARTIES, UNDETERMINED, Case, Result, whole
from ringrose import Pack, RingroseError, __version__, assess, assess_many, load_pack

__all__ = ["ANSWERS", "DURABLE", "PACK", "STATUSES", "SUPPORTS", "Measures", "mappings_of", "measures", "pack"]

PACK = Path(__file__).parent / "pack"
KEYS = {  # the alias, and its place in the rule, that tells for which party or year the rule found its element failing
    "gap": ("y", 1),
    "unplanned": ("y", 1),
    "lapsed_budget": ("p", 0),
    "unresourced": ("p", 0),
    "lapsed_at_end": ("p", 0),
    "uncoordinated": ("p", 0),
    "one_sided_benefit": ("p", 0),
    "one_sided_exchange": ("p", 0),
}

Mapped = dict[str, Any]
Bound = Mapping[str, str] | Sequence[Any]
Support = tuple[str, Bound, Iterable[str]]
"""A finding that decides: its rule, what its aliases are bound to (ids by alias, or the facts in order), and the ids that it rests on."""


class Measures(Protocol):
    """What is measured of one engine of ringrose."""

    def statuses(self, case: Mapped) -> Iterable[str]:
        """The status of each element."""

    def supports(self, case: Mapped) -> Iterable[tuple[str, Iterable[Support]]]:
        """The status of each element, with the findings that decide."""

    def answer(self, case: Mapped) -> str:
        """The whole assessment, as JSON."""


class AnyEngine:
    """The measures of an engine through `ringrose.assess`."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        assess_many([], pack=pack(), engine=engine)  # refuses an engine that is not there

    def statuses(self, case: Mapped) -> Iterable[str]:
        """The status of each element."""
        return tuple(judgement.status for judgement in assess(case, pack=pack(), engine=self._engine))

    def supports(self, case: Mapped) -> Iterable[tuple[str, Iterable[Support]]]:
        """The status of each element, with the findings that decide."""
        return _supports_of(assess(case, pack=pack(), engine=self._engine).to_dict())

    def answer(self, case: Mapped) -> str:
        """The whole assessment, as JSON."""
        return json.dumps(assess(case, pack=pack(), engine=self._engine).to_dict(), ensure_ascii=False)


@cache
def pack() -> Pack:
    """The problem as a pack."""
    return load_pack(PACK)


def measures(engine: str) -> Measures:
    """The measures of the engine of that name."""
    if engine != "compiled":
        return AnyEngine(engine)
    from ringrose.engines.compiled import CompiledEngine
    from ringrose.plan import plan_of

    return CompiledEngine(plan_of(pack()))


# -- cases and results ----------------------------------------------------------------------------------------------------


def mappings_of(cases: list[Case]) -> list[Mapped]:
    """The cases as mappings of the shape of a case file. Every record is closed: what the problem's cases do not hold did not happen."""
    return [_mapping(case, number) for number, case in enumerate(cases)]


def _mapping(case: Case, number: int) -> Mapped:
    spans = [(fact["start"], fact["end"]) for fact in case if fact["t"] == "agreement"]
    years = [fact["year"] for fact in case if "year" in fact]
    first, last = spans[0] if spans else (min(years), max(years))
    return {
        "ringrose": "case/1",
        "id": f"case-{number}",
        "partners": [{"id": party, "name": party} for party in PARTIES],
        "review": {"from": first, "to": last},
        "complete": list(ATTRIBUTES),
        "facts": [{"id": f"f{fact['id']}", "fact": fact["t"], **{name: fact[name] for name in ATTRIBUTES[fact["t"]]}} for fact in case],
    }


def _supports_of(answer: Mapped) -> list[tuple[str, list[Support]]]:
    """The status of each element of an answer, with the findings that decide."""
    return [
        (
            judgement["status"],
            [
                (finding["rule"], finding["bindings"], finding["facts"])
                for criterion in judgement["criteria"]
                for finding in criterion["findings"]
                if finding["decides"]
            ],
        )
        for judgement in answer["judgements"]
    ]


def _result(supports: Iterable[tuple[str, Iterable[Support]]]) -> Result:
    """The supports of a case as the problem tells a result."""
    told: list[tuple[Any, ...]] = []
    for status, deciding in supports:
        findings = list(deciding)
        ids = {int(fact[1:]) for _, _, facts in findings for fact in facts if fact[1:].isdigit()}  # f12, but neither A nor year-2014
        reasons = {_reason(rule.partition(".")[2], bound) for rule, bound, _ in findings} if status == "not_met" else ()
        told.append((status, tuple(sorted(reasons)), tuple(sorted(ids))) if status in ("met", "not_met") else UNDETERMINED)
    return whole(told)


def _reason(rule: str, bound: Bound) -> str:
    """The problem's name for what a rule found."""
    if rule not in KEYS:
        return rule
    alias, place = KEYS[rule]
    return f"{rule}:{(bound[alias] if isinstance(bound, Mapping) else _id(bound[place])).removeprefix('year-')}"


def _id(fact: Any) -> str:
    """The id of a recorded or structural fact."""
    return str(fact["id"] if isinstance(fact, Mapping) else fact.id)


def _verdicts(result: Result) -> object:
    """What the statuses alone tell of a result."""
    return tuple(element[0] for element in result[:-1])


# -- the peers ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ours:
    """An engine of ringrose."""

    engine: str

    @property
    def how(self) -> str:
        """How to install it."""
        return "pip install ringrose"

    def installed(self) -> str | None:
        """The version of ringrose, if the engine is there."""
        try:
            measures(self.engine)
        except (ImportError, RingroseError):
            return None
        return f"ringrose {__version__}"


def _peer(name: str, engine: str, measure: str, limit: int, tells: Callable[[Result], object] = same) -> Peer:
    def load() -> Solve:
        solve = getattr(measures(engine), measure)
        return lambda cases: [solve(case) for case in cases]

    return Peer(name, Ours(engine), load, limit, given=mappings_of, read=READERS[measure], tells=tells)


def _results_of_statuses(answers: list[Any]) -> list[Result]:
    return [(*((status, (), ()) for status in statuses), ("",)) for statuses in answers]


def _results_of_supports(answers: list[Any]) -> list[Result]:
    return [_result(supports) for supports in answers]


def _results_of_texts(answers: list[Any]) -> list[Result]:
    return [_result(_supports_of(json.loads(text))) for text in answers]


READERS = {"statuses": _results_of_statuses, "supports": _results_of_supports, "answer": _results_of_texts}

STATUSES = _peer("ringrose compiled, statuses", "compiled", "statuses", 100_000, tells=_verdicts)
SUPPORTS = _peer("ringrose compiled, all supports", "compiled", "supports", 100_000)
ANSWERS = _peer("ringrose compiled, whole answers", "compiled", "answer", 100_000)
DURABLE = _peer("ringrose durable, whole answers", "durable", "answer", 1_000)
