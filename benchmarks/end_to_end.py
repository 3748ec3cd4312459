"""From the bytes of a case to the bytes of an answer, and where the time goes: parsing, inference, justification, encoding.

On the problem of the peers the hand-written Python is measured beside ringrose, with msgspec around it. Like is compared with like where it
writes whole answers, the same to the byte, from the case file that ringrose reads; that it does is checked before anything is timed. It is
measured as well where its answer is its own short result as JSON, which is verdicts, reasons and ids, without texts, bindings or absent
patterns: from the case file, and from its own form of a case (shorter, with numbers for ids).

The shares of ringrose come from measures of which each does all that the one before it does: decoding, decoding and looking through (is it
sound?), then statuses, statuses with supports, and the whole. The hand-written Python looks nothing through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from ringrose import Pack, load_pack
from ringrose.answering import Answering

__all__ = ["measure"]

COUNT, TURNS = 1_000, 15
PLAUSIBLE, PLAUSIBLE_TURNS = 3_000, 5  # more than any cache of the library holds, as in a real batch
SEED = 11
COLUMNS = ("what", "a case", "parsing", "checking", "inference", "justification", "encoding", "bytes in", "bytes out")

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
    """Both problems."""
    cases = generate(COUNT, SEED)
    own = [_json({"id": f"case-{number}", "facts": case}) for number, case in enumerate(cases)]
    told = [_json(mapping) for mapping in ours.mappings_of(cases)]
    hand, same_bytes = HandWritten("t", int), HandWritten("fact", str)
    pack = ours.pack()
    whole = PlainAnswers(pack.id, pack.version, str(pack.digest), "compiled")
    ringrose = _Ringrose(pack, told)
    for line in told:
        if whole.line(line) != ringrose.answering.line(line):
            raise SystemExit(f"The hand-written Python and ringrose answer differently: {line.decode()}")
    by_hand = {**_stages("own", hand, own), **_stages("case", same_bytes, told), **_stages("whole", whole, told)}
    taken = in_turns({**by_hand, **ringrose.runs(), "dicts": _each(msgspec.json.decode, told)}, TURNS)

    rows = [
        _by_hand("hand-written Python with msgspec, its own form", "own", taken, own, hand),
        _by_hand("hand-written Python with msgspec, case files", "case", taken, told, same_bytes),
        _by_hand("hand-written Python with msgspec, whole answers", "whole", taken, told, whole),
        ringrose.row(taken),
    ]
    yield Table("End to end: the problem of the peers", COLUMNS, rows, "Microseconds a case, medians of turns in one process.")
    goals = [
        ["hand-written Python with msgspec, whole answers / ringrose", f"{ratio(taken['whole line'], taken['line']):.2f}", "at least 1.3"],
        ["hand-written Python with msgspec, its own form / ringrose", f"{ratio(taken['own line'], taken['line']):.2f}", "at least 1.3"],
        ["hand-written Python with msgspec, case files / ringrose", f"{ratio(taken['case line'], taken['line']):.2f}", "at least 1.3"],
        ["inference and judging / msgspec parsing those bytes into dicts", f"{ratio(taken['infer'], taken['dicts']):.2f}", "at most 1.3"],
        [
            "inference and judging / msgspec parsing them into Structs",
            f"{ratio(taken['infer'], taken['case decode']):.2f}",
            "at most 1.3",
        ],
    ]
    yield Table("End to end: ratios", GOALS, goals)
    yield _plausible()


def _plausible() -> Table:
    """The pack `ringrose` on plausible cases."""
    told = [_json(case) for case in plausible_cases(PLAUSIBLE)]
    pack = load_pack("ringrose")
    measured = [
        _Ringrose(pack, told),
        _Ringrose(pack, told, "ringrose compiled, with receipts", receipt=True),
        _Ringrose(pack, told, "ringrose compiled, with receipts and open questions", receipt=True, questions=True),
    ]
    rows = [ringrose.row(in_turns(ringrose.runs(), PLAUSIBLE_TURNS)) for ringrose in measured]
    return Table("End to end: the pack ringrose on plausible cases", COLUMNS, rows)


class _Ringrose:
    """ringrose on a pack and lines of JSON."""

    def __init__(
        self, pack: Pack, told: list[bytes], label: str = "ringrose compiled", *, receipt: bool = False, questions: bool = False
    ) -> None:
        self.told, self.label = told, label
        self.answering = Answering(pack, engine="compiled", lang="en", receipt=receipt, questions=questions)

    def runs(self) -> Runs:
        """What is timed: the whole, and the parts of it that can be done alone."""
        reader = self.answering._reader
        assert reader is not None
        read = [reader.read(line) for line in self.told]
        if None in read:
            raise SystemExit("A case of the benchmark goes the long way.")
        records = [one[0] for one in read if one]
        return {
            "line": _each(self.answering.line, self.told),
            "parse": _each(reader.parse, self.told),
            "read": _each(reader.read, self.told),
            "infer": _each(reader.statuses, records),
            "supports": _each(reader.supports, records),
        }

    def row(self, taken: Taken) -> list[str]:
        """How long each part takes, and its share of the whole."""
        whole, parse, read, infer, supports = (median(taken[name]) for name in ("line", "parse", "read", "infer", "supports"))
        answers = [self.answering.line(line) for line in self.told]
        parts = [parse, read - parse, infer, supports - infer, whole - read - supports]
        return _row(self.label, whole, parts, self.told, answers)


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
    return _row(label, whole, [decode, None, solve, None, encode], told, [hand.line(line) for line in told])


def _row(label: str, whole: float, parts: Sequence[float | None], told: list[bytes], answers: list[bytes]) -> list[str]:
    """A row; a part that is None is done with another, or not at all."""
    count = len(told)
    shares = ["-" if part is None else f"{part / count * 1e6:.1f} ({part / whole:.0%})" for part in parts]
    sizes = [f"{sum(map(len, texts)) / count:,.0f}" for texts in (told, answers)]
    return [label, f"{whole / count * 1e6:.1f}", *shares, *sizes]


def _each(function: Callable[[Any], Any], values: list[Any]) -> Callable[[], object]:
    """Call a function with each value; what it gives is kept until all are done, as a batch would."""
    return partial(_all, function, values)


def _all(function: Callable[[Any], Any], values: list[Any]) -> list[Any]:
    return [function(value) for value in values]


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)
