"""How much one ruleset, one rule and one fact may hold: what the engine stays within, and what lies beyond."""

import json

import pytest

from tests.durable_facts.driving import Ruleset, in_a_process, rule
from tests.native import native


def test_120_rules_on_one_pattern_all_fire():
    """One pattern may stand in 120 rules, each with a gate of its own and a negation of its own."""
    ruleset = Ruleset({f"r{n}": rule({f"g{n}": 1}, {"a": 1}, no={f"b{n}": 1}) for n in range(120)})
    fired = ruleset.run([{"a": 1}, {"b7": 1}, *({f"g{n}": 1} for n in range(120))])
    assert sorted(name for name, _ in fired) == sorted(f"r{n}" for n in range(120) if n != 7)


def test_350_distinct_tests_in_one_ruleset_work():
    """A ruleset may test 350 different properties, and each still tells what it should."""
    rules = {f"r{n}": rule({f"g{n}": 1}, {f"a{n}": 1}, {"$and": [{f"b{n}": 1}, {"v": {"c1": "v"}}]}) for n in range(116)}
    ruleset = Ruleset(rules)
    facts = [{f"{kind}{n}": 1, "v": n % 3} for n in range(116) for kind in "ab"]
    fired = ruleset.run([*facts, *({f"g{n}": 1} for n in range(0, 116, 2))])
    assert sorted(name for name, _ in fired) == sorted(f"r{n}" for n in range(0, 116, 2))


def test_15_positive_and_40_negated_conditions_in_one_rule_work():
    """A rule may have 15 positive and 40 negated conditions; each of them counts."""
    none = {f"n{n}": {"$and": [{f"b{n}": 1}, {"v": {f"c{1 + n % 14}": "v"}}]} for n in range(40)}
    positive = [{f"a{n}": 1} for n in range(14)]
    ruleset = Ruleset({"r": rule({"g": 1}, *positive, **none)})
    facts = [{f"a{n}": 1, "v": n + 1} for n in range(14)]
    assert len(ruleset.run([*facts, {"g": 1}])) == 1
    for n in range(14):
        assert ruleset.run([*facts[:n], *facts[n + 1 :], {"g": 1}]) == []
    for n in range(40):
        joined = 1 + n % 14
        assert ruleset.run([*facts, {f"b{n}": 1, "v": joined}, {"g": 1}]) == []
        assert len(ruleset.run([*facts, {f"b{n}": 1, "v": joined + 1}, {"g": 1}])) == 1


def test_17_positive_conditions_are_refused():
    """A rule takes 16 positive conditions; with the seventeenth fact comes error 304."""
    assert len(Ruleset({"r": rule(*({f"a{n}": 1} for n in range(16)))}).run([{f"a{n}": 1} for n in range(16)])) == 1
    ruleset = Ruleset({"r": rule(*({f"a{n}": 1} for n in range(17)))})
    with pytest.raises(native.error, match="304"):
        ruleset.run([{f"a{n}": 1} for n in range(17)])


def test_one_fact_may_pass_40_conditions_that_join():
    """One fact may pass 40 conditions, each with a join of its own to another fact."""
    rules = {f"r{n}": rule({f"g{n}": 1}, {"a": 1}, {"$and": [{"b": 1}, {f"v{n}": {"c1": "v"}}]}) for n in range(40)}
    ruleset = Ruleset(rules)
    wanted = {"b": 1, **{f"v{n}": n % 2 for n in range(40)}}
    fired = ruleset.run([{"a": 1, "v": 1}, wanted, *({f"g{n}": 1} for n in range(40))])
    assert sorted(name for name, _ in fired) == sorted(f"r{n}" for n in range(1, 40, 2))


def test_a_fact_that_passes_65_tests_is_refused():
    """With the sixty-fifth test that one fact passes comes error 303."""
    ruleset = Ruleset({f"r{n}": rule({f"a{n}": 1}) for n in range(65)})
    assert ruleset.tell(**{f"a{n}": 1 for n in range(64)}) == 0
    with pytest.raises(native.error, match="303"):
        ruleset.tell(**{f"a{n}": 1 for n in range(65)})


def test_300_rules_on_one_pattern_are_refused():
    """255 rules may share one pattern; with 300 the ruleset is refused (error 108), or the process ends."""

    def shared(count):
        rules = json.dumps({f"r{n}": rule({"a": 1}) for n in range(count)})
        return in_a_process(f"""
handle = native.create_ruleset("r", {rules!r})
print(native.assert_fact(handle, '{{"id": 1, "sid": "0", "a": 1}}')[0])
""")

    assert shared(255).stdout == "0\n"
    assert shared(300).returncode != 0


def test_512_tests_never_end():
    """A ruleset of 511 distinct tests works; with 512 the first fact is never answered."""

    def tested(count):
        rules = json.dumps({f"r{n}": rule({f"a{n}": 1}) for n in range(count)})
        return in_a_process(
            f"""
handle = native.create_ruleset("r", {rules!r})
print("made", flush=True)
print(native.assert_fact(handle, '{{"id": 1, "sid": "0", "a1": 1}}')[0])
""",
            seconds=1,
        )

    assert tested(511).stdout == "made\n0\n"
    endless = tested(512)
    assert (endless.stdout, endless.returncode < 0) == ("made\n", True)
