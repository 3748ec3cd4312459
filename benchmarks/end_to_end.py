"""From the bytes of a case to the bytes of an answer, and where the time goes: parsing, inference, justification, encoding.

On the problem of the peers the hand-written Python is measured beside ringrose, with msgspec around it. Like is compared with like where it
writes whole answers, the same to the byte, from the case file that ringrose reads; that it does is checked before anything is timed. It is
measured as well where its answer is its own short result as JSON, which is verdicts, reasons and ids, without texts, bindings or absent
patterns: from the case file, and from its own form of a case (shorter, with numbers for ids).

The shares of ringrose come from four measures, each of which does all that the one before it does: statuses, statuses with supports, whole
answers as text, and from bytes to bytes. (The engine durable cannot infer without justifying; its parts are timed one by one.)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Any, Protocol

import msgspec

from benchmarks.peers import ours
from benchmarks.peers.plain_answers import PlainAnswers
from benchmarks.peers.plain_structs import HandWritten
from benchmarks.peers.problem import generate
from benchmarks.plausible import plausible_cases
from benchmarks.tables import GOALS, Table
from benchmarks.timing import in_turns, ratio
from ringrose import Pack, load_case, load_pack
from ringrose.answering import Answering
from ringrose.engines import ENGINES, make_engine
from ringrose.engines.compiled.items import as_mapping
from ringrose.judge import judge
from ringrose.plan import plan_of

__all__ = ["measure"]

COUNTS = {"durable": 100, "compiled": 1_000}
TURNS = {"durable": 3, "compiled": 15}
PLAUSIBLE, PLAUSIBLE_TURNS = {"durable": 100, "compiled": 3_000}, 5  # more than any cache of the library holds, as in a real batch
SEED = 11
COLUMNS = ("what", "a case", "parsing", "inference", "justification", "encoding", "bytes in", "bytes out")

Runs = dict[str, Callable[[], object]]
Taken = dict[str, list[float]]


class ByHand(Protocol):
    """A hand-written program: its three steps, and all of them together."""

    decode: Callable[[bytes], Any]
    encode: Callable[[Any], bytes]

    @property
    def solve(self) -> Callable[[Any], Any]:
        """From what was decoded to what is encoded."""

    def line(self, data: bytes) -> bytes:
        """From bytes to bytes."""


def measure() -> Iterator[Table]:
    """Both problems, on the best engine that is there."""
    engine = "compiled" if "compiled" in ENGINES else "durable"
    count = COUNTS[engine]
    cases = generate(count, SEED)
    mappings = ours.mappings_of(cases)
    own = [_json({"id": f"case-{number}", "facts": case}) for number, case in enumerate(cases)]
    told = [_json(mapping) for mapping in mappings]
    hand, same_bytes = HandWritten("t", int), HandWritten("fact", str)
    pack = ours.pack()
    whole = PlainAnswers(pack.id, pack.version, str(pack.digest), engine)
    ringrose = _Ringrose(pack, engine, told, mappings)
    for line in told:
        if whole.line(line) != ringrose.answering.line(line):
            raise SystemExit(f"The hand-written Python and ringrose answer differently: {line.decode()}")
    by_hand = {**_stages("own", hand, own), **_stages("case", same_bytes, told), **_stages("whole", whole, told)}
    taken = in_turns({**by_hand, **ringrose.runs(), "dicts": _each(msgspec.json.decode, told)}, TURNS[engine])

    rows = [
        _by_hand("hand-written Python with msgspec, its own form", "own", taken, own, hand),
        _by_hand("hand-written Python with msgspec, case files", "case", taken, told, same_bytes),
        _by_hand("hand-written Python with msgspec, whole answers", "whole", taken, told, whole),
        ringrose.row(taken),
    ]
    yield Table("End to end: the problem of the peers", COLUMNS, rows, "Microseconds a case, medians of turns in one process.")
    inferring = ringrose.inferring(taken)
    goals = [
        ["hand-written Python with msgspec, whole answers / ringrose", f"{ratio(taken['whole line'], taken['line']):.2f}", "at least 1.3"],
        ["hand-written Python with msgspec, its own form / ringrose", f"{ratio(taken['own line'], taken['line']):.2f}", "at least 1.3"],
        ["hand-written Python with msgspec, case files / ringrose", f"{ratio(taken['case line'], taken['line']):.2f}", "at least 1.3"],
        ["inference and judging / msgspec parsing those bytes into dicts", f"{ratio(inferring, taken['dicts']):.2f}", "at most 1.3"],
        [
            "inference and judging / msgspec parsing them into Structs",
            f"{ratio(inferring, taken['case decode']):.2f}",
            "at most 1.3",
        ],
    ]
    yield Table(f"End to end: ratios (engine {engine})", GOALS, goals)
    yield _plausible(engine)


def _plausible(engine: str) -> Table:
    """The pack `ringrose` on plausible cases."""
    told = list(plausible_cases(PLAUSIBLE[engine]))
    pack = load_pack("ringrose")
    ringrose = _Ringrose(pack, engine, [_json(case) for case in told], [as_mapping(load_case(case, pack=pack)) for case in told])
    taken = in_turns(ringrose.runs(), PLAUSIBLE_TURNS)
    return Table("End to end: the pack ringrose on plausible cases", COLUMNS, [ringrose.row(taken)])


class _Ringrose:
    """ringrose on a pack and the same cases as lines of JSON and as mappings with typed values."""

    def __init__(self, pack: Pack, engine: str, told: list[bytes], mappings: list[dict[str, Any]]) -> None:
        self.pack, self.engine, self.told, self.mappings = pack, engine, told, mappings
        self.answering = Answering(pack, engine=engine, lang="en")

    def runs(self) -> Runs:
        """What is timed."""
        whole = {"line": _each(self.answering.line, self.told)}
        if self.engine != "compiled":
            engine = make_engine(self.engine, plan_of(self.pack))
            checked = [load_case(json.loads(line), pack=self.pack) for line in self.told]
            return {
                **whole,
                "parsed": _each(lambda line: load_case(json.loads(line), pack=self.pack), self.told),
                "inferred": _each(lambda case: judge(self.pack, engine.infer(case)), checked),
            }
        from ringrose.engines.compiled import CompiledEngine

        compiled = CompiledEngine(plan_of(self.pack))
        return whole | {name: _each(getattr(compiled, name), self.mappings) for name in ("statuses", "supports", "answer")}

    def inferring(self, taken: Taken) -> list[float]:
        """The seconds of inference and judging in each turn."""
        return taken["statuses" if self.engine == "compiled" else "inferred"]

    def row(self, taken: Taken) -> list[str]:
        """How long each part takes, and its share of the whole."""
        if self.engine == "compiled":
            whole, answer, supports, statuses = (median(taken[name]) for name in ("line", "answer", "supports", "statuses"))
            parts: list[float | None] = [whole - answer, statuses, supports - statuses, answer - supports]
        else:
            whole, parsed, inferred = (median(taken[name]) for name in ("line", "parsed", "inferred"))
            parts = [parsed, inferred, None, whole - parsed - inferred]
        answers = [self.answering.line(line) for line in self.told]
        return _row(f"ringrose {self.engine}", whole, parts, self.told, answers)


def _stages(name: str, hand: ByHand, told: list[bytes]) -> Runs:
    """What is timed of the hand-written Python."""
    cases = [hand.decode(line) for line in told]
    results = [hand.solve(case) for case in cases]
    return {
        f"{name} line": _each(hand.line, told),
        f"{name} decode": _each(hand.decode, told),
        f"{name} solve": _each(hand.solve, cases),
        f"{name} encode": _each(hand.encode, results),
    }


def _by_hand(label: str, name: str, taken: Taken, told: list[bytes], hand: ByHand) -> list[str]:
    whole, decode, solve, encode = (median(taken[f"{name} {part}"]) for part in ("line", "decode", "solve", "encode"))
    return _row(label, whole, [decode, solve, None, encode], told, [hand.line(line) for line in told])


def _row(label: str, whole: float, parts: list[float | None], told: list[bytes], answers: list[bytes]) -> list[str]:
    """A row; a part that is None is done together with the one before it."""
    count = len(told)
    shares = ["with inference" if part is None else f"{part / count * 1e6:.1f} ({part / whole:.0%})" for part in parts]
    sizes = [f"{sum(map(len, texts)) / count:,.0f}" for texts in (told, answers)]
    return [label, f"{whole / count * 1e6:.1f}", *shares, *sizes]


def _each(function: Callable[[Any], Any], values: list[Any]) -> Callable[[], object]:
    """Call a function with each value; what it gives is kept until all are done, as a batch would."""
    return partial(_all, function, values)


def _all(function: Callable[[Any], Any], values: list[Any]) -> list[Any]:
    return [function(value) for value in values]


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
