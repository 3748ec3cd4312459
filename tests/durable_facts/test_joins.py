"""Conditions and joins by equality of small integers."""

import pytest

from tests.durable_facts.driving import Ruleset, rule

TRUE = {"z": {"c0": "z"}}
BY_ONE = {"pair": rule({"g": 1}, {"a": 1}, {"$and": [{"b": 1}, {"v": {"c1": "v"}}]})}
BY_THREE = {"pair": rule({"g": 1}, {"a": 1}, {"$and": [{"b": 1}, {"x": {"c1": "x"}}, {"y": {"c1": "y"}}, {"w": {"c1": "w"}}, TRUE]})}


def pairs(ruleset, facts):
    """The numbers of the facts that were joined."""
    told = [*({**fact, "n": number} for number, fact in enumerate(facts)), {"g": 1}]
    return {(m["c1"]["n"], m["c2"]["n"]) for _, m in ruleset.run(told)}


def test_small_integers_join_by_equality():
    """Of 400 numbers on either side each joins its equal and no other."""
    facts = [{"a": 1, "v": v} for v in range(1, 401)] + [{"b": 1, "v": v} for v in range(400, 0, -1)]
    assert pairs(Ruleset(BY_ONE), facts) == {(v - 1, 800 - v) for v in range(1, 401)}


@pytest.mark.parametrize("value", [1, 9, 10, 99, 1000, 65_535, 65_536, 99_999, 1_000_000])
def test_integers_of_any_length_join_only_their_equals(value):
    """A number joins itself, and neither its neighbours nor its digits."""
    facts = [{"a": 1, "v": value}, *({"b": 1, "v": v} for v in (value, value + 1, value - 1, value * 10, value // 10, -value))]
    assert pairs(Ruleset(BY_ONE), facts) == {(0, 1)}


def test_minus_one_never_joins_minus_two():
    """-1 and -2, which stand for what a fact lacks, do not join each other, nor any number that counts from 1."""
    facts = [{"a": 1, "v": -1}, {"b": 1, "v": -2}, {"a": 1, "v": 1}, {"a": 1, "v": 2}]
    assert pairs(Ruleset(BY_ONE), facts) == set()


def test_joins_on_several_properties_ask_that_all_are_equal():
    """A condition that joins three properties and ends with an equality that is always true matches where all three are equal."""
    values = [(x, y, w) for x in (1, 2) for y in (1, 2) for w in (-1, 2)]
    facts = [{kind: 1, "x": x, "y": y, "w": w} for kind in "ab" for x, y, w in values]
    assert pairs(Ruleset(BY_THREE), facts) == {(n, n + 8) for n in range(8)}


def test_joins_to_several_facts_ask_that_all_are_equal():
    """A condition may join one property to one fact and another property to another fact."""
    rules = {"r": rule({"g": 1}, {"a": 1}, {"b": 1}, {"$and": [{"t": 1}, {"x": {"c1": "v"}}, {"y": {"c2": "v"}}, TRUE]})}
    facts = [{"a": 1, "v": 1}, {"a": 1, "v": 2}, {"b": 1, "v": 1}, {"b": 1, "v": 3}, {"t": 1, "x": 1, "y": 3}, {"t": 1, "x": 2, "y": 1}]
    fired = Ruleset(rules).run([*facts, {"g": 1}])
    assert {(m["c1"]["v"], m["c2"]["v"]) for _, m in fired} == {(1, 3), (2, 1)}


def test_a_negated_condition_with_joins_counts_only_for_the_facts_it_joins():
    """A fact that joins one binding defeats the negation for that binding only."""
    rules = {"r": rule({"g": 1}, {"a": 1}, no={"$and": [{"b": 1}, {"x": {"c1": "x"}}, {"y": {"c1": "y"}}, TRUE]})}
    facts = [{"a": 1, "x": 1, "y": 1}, {"a": 1, "x": 1, "y": 2}, {"b": 1, "x": 1, "y": 2}, {"b": 1, "x": 2, "y": 1}]
    fired = Ruleset(rules).run([*facts, {"g": 1}])
    assert [(m["c1"]["x"], m["c1"]["y"]) for _, m in fired] == [(1, 1)]


def test_dist_0_lets_one_fact_fill_two_slots():
    """With ``dist`` 0 a fact may match two conditions of one rule at once."""
    rules = {"r": rule({"g": 1}, {"a": 1}, {"a": 1})}
    fired = Ruleset(rules).run([{"a": 1, "n": 1}, {"a": 1, "n": 2}, {"g": 1}])
    assert sorted((m["c1"]["n"], m["c2"]["n"]) for _, m in fired) == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_without_dist_0_one_fact_fills_one_slot():
    """By default a fact matches only one condition of a rule, which is why the engine writes ``dist`` 0 on every rule."""
    rules = {"r": {"all": rule({"g": 1}, {"a": 1}, {"a": 1})["all"]}}
    fired = Ruleset(rules).run([{"a": 1, "n": 1}, {"a": 1, "n": 2}, {"g": 1}])
    assert sorted((m["c1"]["n"], m["c2"]["n"]) for _, m in fired) == [(1, 2), (2, 1)]


def test_two_tests_of_one_condition_need_and():
    """Of two keys in one condition only the first is tested, which is why the engine writes ``$and``."""
    plain = Ruleset({"r": rule({"a": 1, "b": 1})})
    both = Ruleset({"r": rule({"$and": [{"a": 1}, {"b": 1}]})})
    assert len(plain.run([{"a": 1, "b": 2}])) == 1
    assert len(both.run([{"a": 1, "b": 2}])) == 0
    assert len(both.run([{"a": 1, "b": 1}])) == 1


def test_a_number_joins_its_text():
    """A number and a text of the same digits join, and so do true and "true", which is why no value of a case crosses to the engine."""
    facts = [{"a": 1, "v": 1}, {"b": 1, "v": "1"}, {"a": 1, "v": True}, {"b": 1, "v": "true"}]
    assert pairs(Ruleset(BY_ONE), facts) == {(0, 1), (2, 3)}


def test_joins_that_end_with_what_is_always_true_do_not_crash():
    """Joins by two properties that often differ, ended by an equality that is always true, find what they should, a thousand times over."""
    by_two = {"r": rule({"g": 1}, {"a": 1}, {"$and": [{"b": 1}, {"x": {"c1": "x"}}, {"y": {"c1": "y"}}, {"z": {"c0": "z"}}]})}
    ruleset = Ruleset(by_two)
    facts = [{"a": 1, "x": 1, "y": n} for n in range(5)] + [{"b": 1, "x": 1, "y": n} for n in range(3, 8)]
    assert {len(ruleset.run([*facts, {"g": 1}])) for _ in range(1000)} == {2}
