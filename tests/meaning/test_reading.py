"""A case that is read without an engine, against the oracle."""

from random import Random

import pytest

from ringrose.judge import judge
from ringrose.meaning.reading import Reading
from ringrose.model.pack import Derives
from ringrose.plan import Derive, plan_of
from tests.differential.pairs import sound
from tests.generate import random_pair
from tests.oracle import Oracle, as_json
from tests.oracle import judge as meant


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_the_findings_are_those_of_the_oracle(first):
    """What a case that is read comes to is what the oracle says: every status, and every finding with its facts and absences."""
    for seed in range(first, first + 100):
        pack, case = sound(*random_pair(Random(f"reading-{seed}")))
        there = pack.on(case.review.last_day)
        judgements = [judgement.to_dict() for judgement in judge(there, Reading(plan_of(there), case).findings)]
        assert as_json(judgements) == as_json(meant(case, pack)["judgements"]), seed


def test_every_rule_fires_as_often_as_by_the_oracle():
    """For each rule, those that derive facts too, there is one firing for each application by the oracle, and no other."""
    derived = 0
    for seed in range(150):
        pack, case = sound(*random_pair(Random(f"fired-{seed}")))
        reading, oracle = Reading(plan_of(pack.on(case.review.last_day)), case), Oracle(case, pack)
        clauses = {clause.rule: clause for clause in reading.plan.clauses()}
        assert set(reading.fired) == {name for name, _, _ in pack.rules()}
        for name, _, rule in pack.rules():
            told = [as_json({alias: firing[slot].name for alias, slot in clauses[name].named}) for firing in reading.fired[name]]
            assert sorted(told) == sorted(
                as_json({a: i.told() for a, i in bound.items() if a != "param"}) for bound, _ in oracle.applications(rule)
            ), seed
            derived += isinstance(rule.then, Derives) and len(told)
    assert derived > 100


def test_the_ways_of_a_derived_fact_are_the_firings_that_derived_it():
    """A derived fact knows all firings that derived it, and each firing of a rule that derives is a way of one fact; others have none."""
    several = 0
    for seed in range(150):
        pack, case = sound(*random_pair(Random(f"ways-{seed}")))
        reading = Reading(plan_of(pack.on(case.review.last_day)), case)
        ways = [(item, way) for item in reading.store.items for way in reading.ways(item)]
        assert all(item.fact.id is None and way[0].head.type == item.fact.type for item, way in ways)
        fired = [(c.rule, f) for c in reading.plan.clauses() if isinstance(c.head, Derive) for f in reading.fired[c.rule]]
        names = sorted((rule, [as_json(item.name) for item in firing]) for rule, firing in fired)
        assert sorted((way[0].rule, [as_json(item.name) for item in way[1]]) for _, way in ways) == names
        several += len(ways) > len({item for item, _ in ways})
    assert several > 10
