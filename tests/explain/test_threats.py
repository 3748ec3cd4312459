"""Losses that would turn a met element: against trying all losses, one by one."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from ringrose import threats
from ringrose.model.change import Change
from tests.explain.applying import applied, status
from tests.explain.changing import random_sound_pair
from tests.small import fact, no, rule, satisfies, violates
from tests.small import pack as small_pack

PAIRS = 400


def losses(known):
    """Everything that a case could lose, as JSON has it."""
    gone = [{"do": "withdraw", "id": one.id} for one in known.facts]
    records = {repr((r.type, sorted(r.attributes.items()))): r for r in known.complete}
    return gone + [{"do": "reopen", "fact": {"fact": r.type, **json_of(r)}} for r in records.values()]


def json_of(record):
    """The attributes of a record as JSON has them."""
    told = Change("reopen", record.type, record.attributes).to_dict()["fact"]
    return {name: value for name, value in told.items() if name != "fact"}


def minimal_losses(pack, known, element):
    """All losses of up to three that turn the element, of which no part does, by the oracle."""
    found = []
    for size in (1, 2, 3):
        for some in combinations(losses(known), size):
            if not any(all(one in some for one in other) for other in found):
                other = applied(pack, known, some)
                if other is not None and status(pack, other, element) != "met":
                    found.append(some)
    return found


def in_order(sets):
    """Sets of changes, so that two lists of them can be compared."""
    return sorted(sorted(map(repr, changes)) for changes in sets)


def test_all_losses_are_found():
    """Threats are exactly the smallest losses that turn an element by the oracle, of up to three facts and records."""
    looked_at, sizes = 0, []
    for number in range(PAIRS):
        pack, known = random_sound_pair(Random(f"threats {number}"))
        for element in pack.elements:
            if status(pack, known, element.id) == "met" and len(losses(known)) < 12:
                answer = threats(known, element.id, at_most=3, pack=pack, engine="compiled")
                minimal = minimal_losses(pack, known, element.id)
                assert in_order(one["changes"] for one in answer.to_dict()["sets"]) == in_order(minimal), number
                looked_at += 1
                sizes += map(len, minimal)
    assert looked_at > 40
    assert {1, 2} <= set(sizes)


@pytest.mark.parametrize(
    ("others", "to"),
    [
        ([], "undetermined"),
        ([rule("s", no("t", kind="x"), then=violates())], "not_met"),
        ([rule("s", no("t", kind="x"), then=violates()), rule("o", fact("u"), then=satisfies())], "contested"),
    ],
)
def test_each_status_that_a_loss_can_bring(others, to):
    """A loss tells the status that the element would have then, whichever it is."""
    pack = small_pack(rule("r", fact("t", kind="x"), then=satisfies()), *others)
    told = {
        "ringrose": "case/1",
        "id": "c",
        "partners": [{"id": "a"}],
        "review": {"from": 2018, "to": 2018},
        "complete": ["t"],
        "facts": [{"fact": "t", "kind": "x"}, {"fact": "u"}],
    }
    sets = {one.changes[0].id: one.to for one in threats(told, "e", pack=pack, at_most=1).sets}
    assert sets == {"t-1": to}
