"""The generated cases that the pack `ringrose` is timed on."""

import json
from hashlib import sha256

from benchmarks.plausible import LARGEST, SMALLEST, plausible_cases, variety
from ringrose import load_case, load_pack

CASES = 300


def test_every_plausible_case_is_sound():
    """Every generated case loads without a problem, has as many facts as it should, and is the same for the same seed."""
    pack = load_pack("ringrose")
    cases = list(plausible_cases(CASES))
    for case in cases:
        assert SMALLEST <= len(load_case(case, pack=pack).facts) <= LARGEST
    assert sha256(json.dumps(cases).encode()).hexdigest() == "57a7f2794403a9c8d7e004c74d93aeb22fb114b51bc3cf3de1ed55db120a3c5f"


def test_the_size_of_a_plausible_case_can_be_fixed():
    """A case has exactly as many facts as are asked for, few or many."""
    for size in (10, 40, 200):
        assert {len(case["facts"]) for case in plausible_cases(20, seed=2, size=size)} == {size}


def test_plausible_cases_are_judged_differently():
    """No element has one status in nearly all cases, and nearly all rules of the pack fire in some."""
    statuses, rules = variety(CASES)
    for counts in statuses.values():
        assert counts.most_common(1)[0][1] < 0.8 * CASES
        assert {"met", "not_met", "undetermined"} <= set(counts)
    assert len(rules) >= 0.9 * sum(len(element.rules) for element in load_pack("ringrose").elements)
