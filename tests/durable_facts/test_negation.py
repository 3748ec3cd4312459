"""Negation is right behind a gate, and wrong without one."""

import itertools
import random

from tests.durable_facts.driving import Ruleset, rule

PROGRAMS = 600
SHUFFLES = 3


class Program:
    """A random rule (facts of types a, b and d that join, and are not joined by others) with facts, and what it means."""

    def __init__(self, rng):
        self.positive = [rng.choice("ab") for _ in range(rng.randint(1, 3))]
        self.joins = [rng.randrange(n) if n and rng.random() < 0.7 else None for n in range(len(self.positive))]
        self.negative = [(rng.choice("abd"), rng.randrange(len(self.positive))) for _ in range(rng.randint(1, 3))]
        self.facts = [{rng.choice("abd"): 1, "v": rng.randint(1, 3), "w": rng.randint(1, 3)} for _ in range(rng.randint(2, 9))]
        for number, fact in enumerate(self.facts):
            fact["n"] = number

    def rule(self, gate):
        """The rule of durable-rules, with a gate as its first condition or without one."""
        first = 1 if gate else 0
        conditions = [{"g": 1}] if gate else []
        for kind, to in zip(self.positive, self.joins, strict=True):
            conditions.append({kind: 1} if to is None else {"$and": [{kind: 1}, {"v": {f"c{to + first}": "v"}}]})
        none = {f"n{n}": {"$and": [{kind: 1}, {"w": {f"c{to + first}": "v"}}]} for n, (kind, to) in enumerate(self.negative)}
        return rule(*conditions, **none)

    def meant(self):
        """The bindings for which the rule should fire, found by trying all, and how many of them a negation blocked."""
        of = {kind: [f for f in self.facts if kind in f] for kind in "abd"}
        found, blocked = set(), 0
        for bound in itertools.product(*(of[kind] for kind in self.positive)):
            if all(to is None or fact["v"] == bound[to]["v"] for fact, to in zip(bound, self.joins, strict=True)):
                if any(f["w"] == bound[to]["v"] for kind, to in self.negative for f in of[kind]):
                    blocked += 1
                else:
                    found.add(tuple(f["n"] for f in bound))
        return found, blocked

    def told(self, ruleset, gate, rng):
        """The bindings for which it fired, the facts told in a random order."""
        facts = rng.sample(self.facts, len(self.facts))
        fired = ruleset.run([*facts, {"g": 1}] if gate else facts)
        first = 1 if gate else 0
        bindings = [tuple(m[f"c{n + first}"]["n"] for n in range(len(self.positive))) for _, m in fired]
        return set(bindings) if len(set(bindings)) == len(bindings) else bindings


def wrong(gate, seed=2):
    """How many runs of random programs gave other bindings than meant, and how many bindings were blocked and found."""
    rng = random.Random(seed)
    count = blocked = found = 0
    for _ in range(PROGRAMS):
        program = Program(rng)
        ruleset = Ruleset({"r": program.rule(gate)})
        meant, without = program.meant()
        found += len(meant)
        blocked += without
        for _ in range(SHUFFLES):
            count += program.told(ruleset, gate, rng) != meant
        ruleset.close()
    return count, blocked, found


def test_negation_behind_a_gate_is_right():
    """With a gate that is the first condition of the rule and the last fact told, random rules fire for exactly the bindings meant."""
    count, blocked, found = wrong(gate=True)
    assert count == 0
    assert min(blocked, found) > 400  # there was much to get wrong


def test_negation_without_a_gate_is_wrong():
    """Without a gate many runs are wrong, which is why every rule has one."""
    count, _, _ = wrong(gate=False)
    assert count > PROGRAMS * SHUFFLES / 10


def test_what_waits_is_not_taken_back():
    """Without a gate a rule fires although a fact that its negation asks for came before it was drained."""
    ruleset = Ruleset({"r": rule({"a": 1}, no={"b": 1})})
    assert len(ruleset.run([{"a": 1}, {"b": 1}])) == 1
    assert len(ruleset.run([{"b": 1}, {"a": 1}])) == 0


def test_several_rules_behind_gates_do_not_disturb_each_other():
    """Forty random rules over the same facts, each behind a gate of its own, fire in one ruleset as each fires alone."""
    rng = random.Random(3)
    for _ in range(10):
        programs = [Program(rng) for _ in range(40)]
        for program in programs:
            program.facts = programs[0].facts
        rules = {f"r{n}": program.rule(gate=True) for n, program in enumerate(programs)}
        for n, one in enumerate(rules.values()):
            one["all"][0] = {"c0": {f"g{n}": 1}}
        ruleset = Ruleset(rules)
        facts = rng.sample(programs[0].facts, len(programs[0].facts))
        asked = [n for n in range(40) if rng.random() < 0.8]
        fired = ruleset.run([*facts, *({f"g{n}": 1} for n in asked)])
        ruleset.close()
        for n, program in enumerate(programs):
            bindings = [tuple(m[f"c{k + 1}"]["n"] for k in range(len(program.positive))) for name, m in fired if name == f"r{n}"]
            assert len(bindings) == len(set(bindings))
            assert set(bindings) == (program.meant()[0] if n in asked else set())


def test_a_negation_as_first_condition_never_fires():
    """A rule that begins with a negation does not fire, which is one more reason for a gate."""
    ruleset = Ruleset({"r": {"all": [{"n$not": {"b": 1}}, {"c": {"a": 1}}], "dist": 0}})
    assert ruleset.run([{"a": 1}]) == []
