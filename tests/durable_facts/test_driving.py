"""Asserting, draining, priming, forgetting, freeing."""

import json
import random
import sys

import pytest

from tests.durable_facts.driving import BOOT, Ruleset, in_a_process, resident_mb, rule
from tests.native import native

PAIRS = {"pair": rule({"g": 1}, {"a": 1}, {"$and": [{"b": 1}, {"v": {"c1": "v"}}]})}


def test_a_fact_that_a_rule_wants_is_handled():
    """A fact that some condition matches is answered by code 0, and by an offset that actions are started with."""
    ruleset = Ruleset(PAIRS)
    assert ruleset.tell(a=1, v=1) == 0
    assert ruleset.offset is not None


def test_a_fact_that_no_rule_wants_is_code_1_and_does_no_harm():
    """A fact that no condition matches is answered by code 1 and forgotten, and a session of such facts alone can be deleted."""
    ruleset = Ruleset(PAIRS)
    assert [ruleset.tell(unwanted=1), ruleset.tell(a=2)] == [1, 1]
    assert ruleset.fired() == []
    ruleset.forget()
    assert len(ruleset.run([{"a": 1, "v": 1}, {"x": 1}, {"b": 1, "v": 1}, {"g": 1}])) == 1


def test_an_id_that_is_there_already_is_code_2():
    """A second fact under an id of the same session is answered by code 2 and dropped."""
    ruleset = Ruleset(PAIRS)
    assert [ruleset.tell(id=7, a=1, v=1), ruleset.tell(id=7, a=1, v=2)] == [0, 2]


def test_an_id_may_come_again_after_the_session_was_deleted():
    """Ids start anew with each session."""
    ruleset = Ruleset(PAIRS)
    for _ in range(3):
        assert ruleset.tell(id=7, a=1, v=1) == 0
        ruleset.forget()


def test_draining_gives_every_firing_once_with_the_facts_it_matched():
    """Starting one action and completing it into the next gives each firing once, with the facts by alias, and then nothing."""
    ruleset = Ruleset(PAIRS)
    for v in range(30):
        for kind in "ab":
            ruleset.tell(**{kind: 1}, v=v)
            ruleset.tell(**{kind: 1}, v=v)
    ruleset.tell(g=1)
    firings = ruleset.fired()
    matched = {(m["c1"]["id"], m["c2"]["id"]) for _, m in firings}
    assert len(firings) == len(matched) == 30 * 4
    assert all(name == "pair" and m["c1"]["v"] == m["c2"]["v"] for name, m in firings)
    assert ruleset.fired() == []


def test_all_firings_come_whatever_the_order_of_facts():
    """The order of facts changes the order of firings, and nothing else."""
    ruleset = Ruleset(PAIRS)
    facts = [{kind: 1, "v": v, "n": n} for kind in "ab" for n, v in enumerate((1, 1, 2, 3, 3, 3))]
    rng = random.Random(1)
    orders, answers = set(), set()
    for _ in range(40):
        rng.shuffle(facts)
        fired = [(m["c1"]["n"], m["c2"]["n"]) for _, m in ruleset.run([*facts, {"g": 1}])]
        orders.add(tuple(fired))
        answers.add(tuple(sorted(fired)))
    assert len(answers) == 1
    assert len(orders) > 1


def test_a_rule_whose_gate_is_not_asserted_does_not_fire():
    """Of rules that share all facts, those fire whose own gate was asserted."""
    gated = {f"r{n}": rule({f"g{n}": 1}, {"a": 1}) for n in range(5)}
    ruleset = Ruleset(gated)
    assert [name for name, _ in ruleset.run([{"a": 1}, {"g3": 1}])] == ["r3"]
    assert ruleset.run([{"a": 1}]) == []
    assert {name for name, _ in ruleset.run([{"a": 1}, {"g0": 1}, {"g4": 1}])} == {"r0", "r4"}


def test_a_primed_handle_forgets_one_session_thousands_of_times():
    """After a first action a session can be deleted and its id used again, thousands of times, with the same answer each time."""
    ruleset = Ruleset(PAIRS)
    facts = [{"a": 1, "v": 1}, {"b": 1, "v": 1}, {"b": 1, "v": 2}, {"g": 1}]
    assert {len(ruleset.run(facts)) for _ in range(3000)} == {1}
    assert ruleset.run([{"g": 1}]) == []


def test_a_primed_handle_deletes_its_session_on_any_heap():
    """A handle that ran an action can delete its session on a heap that was used before; without, that was seen to crash."""
    done = in_a_process(f"""
rules = json.dumps({BOOT | PAIRS})
for n in range(200):
    used = ["x" * length for length in range(1, 3000, 7)]
    del used
    handle = native.create_ruleset("r", rules)
    offset = native.assert_fact(handle, '{{"id": 1, "sid": "0", "boot": 1}}')[1]
    native.start_action_for_state(handle, offset)
    while native.complete_and_start_action(handle, offset):
        pass
    native.delete_state(handle, "0")
    native.assert_fact(handle, '{{"id": 1, "sid": "0", "a": 1, "v": 1}}')
    native.delete_state(handle, "0")
""")
    assert done.returncode == 0, done.stderr


def test_a_session_that_was_never_seen_cannot_be_deleted():
    """Deleting a session that no fact was told to is error 309."""
    ruleset = Ruleset(PAIRS)
    with pytest.raises(native.error, match="309"):
        native.delete_state(ruleset.handle, "0")


def test_firings_that_wait_go_with_their_session():
    """What waited to fire when its session was deleted does not come up in the next one."""
    ruleset = Ruleset(PAIRS)
    for fact in ({"a": 1, "v": 1}, {"b": 1, "v": 1}, {"g": 1}):
        ruleset.tell(**fact)
    ruleset.forget()
    assert ruleset.run([{"g": 1}]) == []


def test_rulesets_of_one_name_know_nothing_of_each_other():
    """Two rulesets may have the same name; each has its own rules and facts."""
    one = Ruleset({"r": rule({"a": 1})}, name="same")
    other = Ruleset({"r": rule({"b": 1})}, name="same")
    assert [one.tell(a=1), other.tell(a=1)] == [0, 1]
    assert [len(one.fired()), len(other.fired())] == [1, 0]


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_rulesets_that_are_deleted_leave_no_memory_behind():
    """Creating, using and deleting a ruleset of 30 rules 500 times costs less memory than 40 that stay."""
    rules = {f"r{n}": rule({f"g{n}": 1}, {f"a{n}": 1}, no={f"b{n}": 1}) for n in range(30)}

    def grown(times, kept):
        before = resident_mb()
        for _ in range(times):
            ruleset = Ruleset(rules)
            ruleset.run([{"a1": 1}, {"g1": 1}])
            if kept is None:
                ruleset.close()
            else:
                kept.append(ruleset)
        return resident_mb() - before

    grown(50, None)
    deleted = grown(500, None)
    kept = []
    assert deleted < max(grown(40, kept), 4)
    for ruleset in kept:
        ruleset.close()


def test_one_fact_is_read_as_json_with_numbers_for_ids():
    """A fact is one JSON text; its id may be a number."""
    ruleset = Ruleset({"r": rule({"a": 1})})
    code, offset = native.assert_fact(ruleset.handle, '{"id":1,"sid":"0","z":0,"a":1}')
    assert code == 0
    _, told = native.start_action_for_state(ruleset.handle, offset)
    assert json.loads(told) == {"r": {"c0": {"id": 1, "sid": "0", "z": 0, "a": 1}}}
