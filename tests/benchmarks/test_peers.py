"""The problem that ringrose is timed on beside other engines."""

import json
from hashlib import sha256

import msgspec
import pytest

from benchmarks.peers import ours, plain
from benchmarks.peers.plain_answers import PlainAnswers
from benchmarks.peers.plain_structs import HandWritten
from benchmarks.peers.problem import generate
from ringrose.answering import Answering

CASES = 200


def test_the_cases_of_a_seed_never_change():
    """The generator gives the same cases for the same seed, so that figures of different days speak of the same work."""
    told = json.dumps(generate(CASES, seed=11), sort_keys=True)
    assert sha256(told.encode()).hexdigest() == "c83074bda452a0893ea2b43ea866e31751b017d305a6c7e65a6eabfb3a425b5a"


@pytest.mark.parametrize("peer", [ours.DURABLE, ours.STATUSES, ours.SUPPORTS, ours.ANSWERS], ids=lambda peer: peer.name)
def test_the_pack_says_what_the_handwritten_rules_say(peer):
    """The pack of the problem gives the verdicts, reasons and facts that the hand-written Python gives, by each engine and measure."""
    if peer.requires.installed() is None:
        pytest.skip(f"{peer.name} is not there")
    cases = generate(CASES, seed=3)
    found = peer.read(peer.load()(peer.given(cases)))
    assert [peer.tells(result) for result in found] == [peer.tells(plain.solve(case)) for case in cases]


@pytest.mark.parametrize(("tag", "id_type"), [("t", int), ("fact", str)])
def test_the_handwritten_rules_say_the_same_on_structs(tag, id_type):
    """The hand-written Python with msgspec around it gives the results of that on dicts, in either form of a case."""
    hand = HandWritten(tag, id_type)
    for number, case in enumerate(generate(CASES, seed=3)):
        facts = [{tag: fact["t"], **{key: value for key, value in fact.items() if key != "t"}} for fact in case]
        for fact in facts:
            fact["id"] = id_type(fact["id"])
        told = json.loads(hand.line(json.dumps({"id": f"case-{number}", "facts": facts}).encode()))
        *elements, (whole,) = plain.solve(case)
        assert told == [*([v, list(reasons), sorted(map(id_type, ids))] for v, reasons, ids in elements), [whole]]


def test_the_handwritten_program_writes_the_same_answers():
    """The hand-written Python that writes whole answers writes those of ringrose, to the byte."""
    pack = ours.pack()
    by_hand, ringrose = (
        PlainAnswers(pack.id, pack.version, pack.digest, "compiled"),
        Answering(pack, engine="compiled", receipt=False, questions=False),
    )
    for case in map(msgspec.json.encode, ours.mappings_of(generate(CASES, seed=3))):
        assert by_hand.line(case) == ringrose.line(case)
