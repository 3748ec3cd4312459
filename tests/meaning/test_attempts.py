"""How far each rule came, against the oracle: every condition of every attempt."""

import json
from collections import Counter
from datetime import date
from random import Random

import pytest

from ringrose import FactType
from ringrose.meaning.attempts import Attempts
from ringrose.meaning.possible import Possible
from ringrose.meaning.reading import Reading
from ringrose.model.case import Case, Closure, Fact
from ringrose.model.change import Change, changed
from ringrose.model.check_case import check_case
from ringrose.model.pack import CountCondition, Derives, FactCondition, Pack
from ringrose.plan import plan_of
from tests.explain.changing import random_sound_pair
from tests.explain.replay import applied, told
from tests.explain.trying import attempts_of, bound_by, fires_when_added, is_waiting, known_additions, ways_below
from tests.oracle import Oracle, as_json
from tests.small import case as a_case
from tests.small import derives, every, fact, no, satisfies
from tests.small import pack as packed
from tests.small import rule as a_rule


def top(pack, attempts):
    """All attempts of rules about criteria, with their rules."""
    rules = {name: rule for name, _, rule in pack.rules()}
    for element in pack.elements:
        for criterion in element.criteria:
            for polarity in ("satisfies", "violates"):
                for attempt in attempts.concluding(f"{element.id}.{criterion.id}", polarity):
                    yield attempt, rules[attempt.clause.rule]


def pairs(first, count=40, *, counting=False):
    """Generated pairs with what tries their rules, and the oracle; ``counting``: those whose rules about criteria count."""
    for seed in range(first, first + count):
        pack, case = random_sound_pair(Random(f"attempts-{seed}"))
        rules = [rule for _, _, rule in pack.rules() if not isinstance(rule.then, Derives)]
        if not counting or any(isinstance(c, CountCondition) for rule in rules for c in rule.conditions):
            yield Random(seed), pack, case, attempts_of(pack, case), Oracle(case, pack)


@pytest.mark.parametrize("first", range(0, 80, 40))
def test_an_attempt_fired_where_the_rule_applies(first):
    """For every rule about a criterion, the attempts that fired are its applications by the oracle, each once."""
    for _, pack, _, attempts, oracle in pairs(first):
        fired: dict = {}
        for attempt, rule in top(pack, attempts):
            names = as_json({alias: item and item.name for alias, item in zip(attempt.clause.aliases, attempt.bound, strict=True)})
            fired.setdefault(rule.id, []).extend([names] * attempt.fired)
        for id, found in fired.items():
            (rule,) = (rule for _, _, rule in pack.rules() if rule.id == id)
            meant = [as_json(told(bound)) for bound, _ in oracle.applications(rule)]
            assert sorted(found) == sorted(meant)


def derived(pack, oracle):
    """All derived facts."""
    return {as_json(item.told()) for name, kind in pack.vocabulary.types.items() if kind.derived for item in oracle.facts_of(name)}


@pytest.mark.parametrize(("first", "count"), [(0, 40), (40, 40), (100, 150)])
def test_each_condition_has_its_state(first, count):
    """A condition held where it is true by the oracle; it waits where it refers to what is not bound; exceptions in force are told.

    What is known to fail is not made true by anything that could be recorded without contradicting a closed record, or by any record that
    is closed in addition, as long as no conclusion is lost.
    """
    seen: Counter = Counter()
    for rng, pack, case, attempts, oracle in pairs(first, count, counting=count > 40):
        known = derived(pack, oracle)
        others = [Oracle(other, pack) for _ in range(10) if (other := known_additions(rng, pack, case))]
        others = [other for other in others if known <= derived(pack, other)]
        rules = {name: rule for name, _, rule in pack.rules()}
        above = [attempt for attempt, _ in top(pack, attempts)]
        below = [way for attempt in above for condition in attempt.conditions for way in ways_below(condition)]
        for attempt in (*above, *below):
            rule, full, bound = rules[attempt.clause.rule], bound_by(oracle, attempt), {}
            asked_more = attempt in below  # only what makes the conclusion that is asked for
            for asked, condition in zip(rule.conditions, attempt.conditions, strict=False):
                seen[condition.kind, condition.state] += 1
                alias = asked.alias if isinstance(asked, FactCondition) else None
                assert is_waiting(asked, bound) == (condition.state == "waits")
                if condition.state != "waits":
                    ways = [now for now, _ in oracle.ways(asked, bound)]
                    if alias in full:
                        assert condition.state == "held"
                        assert any(now[alias] is full[alias] for now in ways)
                    elif not condition.is_another and not (asked_more and alias):
                        assert (condition.state == "held") == bool(ways)
                    else:
                        assert condition.state != "held"
                    if condition.state == "known_to_fail" and not (asked_more and alias):
                        assert not any(list(other.ways(asked, bound)) for other in others)
                        seen["tried"] += len(others)
                if alias in full:
                    bound[alias] = full[alias]
            if len(full) == len(attempt.bound):
                in_force = [c for c in attempt.conditions if c.kind == "unless"]
                assert len(in_force) == sum(bool(oracle.matching(pattern, full)) for pattern in rule.unless)
                seen["in force"] += len(in_force)
    kinds = ("at_least", "at_most") if count > 40 else ("fact", "no", "every")
    assert min(seen[kind, state] for kind in kinds for state in ("held", "known_to_fail", "missing")) > 2, seen
    assert min(seen["tried"], seen["in force"], seen["fact", "waits"]) > 4


def fires_in_some_way(pack, case, attempt, rule):
    """Whether some choice of what to add makes the rule fire."""
    return any(fires_when_added(pack, case, attempt, rule, Random(seed)) for seed in range(3))


@pytest.mark.parametrize(("first", "count"), [(0, 40), (40, 40), (100, 80)])
def test_what_is_missing_makes_the_rule_fire(first, count):
    """Where nothing is known to fail, adding one of what each missing leaf needs makes the rule fire.

    Where it does not, the rule contradicts itself (such as by an exception that the fact itself matches): nothing else that could be
    recorded makes it fire for that binding either.
    """
    hopeful, fired, others = 0, 0, 0
    for rng, pack, case, attempts, oracle in pairs(first, count, counting=count > 40):
        more = [Oracle(other, pack) for _ in range(20) if (other := known_additions(rng, pack, case))]
        for attempt, rule in top(pack, attempts):
            if not attempt.fired and not attempt.hopeless:
                hopeful += 1
                if fires_in_some_way(pack, case, attempt, rule):
                    fired += 1
                    continue
                kept = {alias: item.name for alias, item in zip(attempt.clause.aliases, attempt.bound, strict=True) if item}
                before = applied(oracle, rule)
                for other in more:
                    new = [one for one in applied(other, rule) if one not in before]
                    assert not any(all(json.loads(one)[alias] == name for alias, name in kept.items()) for one in new)
                    others += 1
    assert (hopeful > 10, fired / hopeful > 0.4, others > 10) == (True, True, True), (hopeful, fired, others)


# ---- cases of our own -----------------------------------------------------------------------------------------------------------------


def tried(rules, given, polarity="satisfies", **about):
    """The attempts about the criterion of a small pack."""
    checked, flaws = check_case(given, rules)
    assert not flaws
    plan = plan_of(rules)
    return Attempts(Reading(plan, checked), Possible(plan, checked), **about).concluding("e.c", polarity)


def states(attempt):
    """The states of its conditions."""
    return [condition.state for condition in attempt.conditions]


def test_a_new_fact_states_what_is_used_further_on():
    """A fact that is missing is named with the attributes that later conditions refer to, for without them the rule could not fire."""
    rules = packed(a_rule("r", fact("t", "a", kind="x"), fact("u", year="$a.year", of="$a.id"), then=satisfies()))
    (attempt,) = tried(rules, a_case())
    assert states(attempt) == ["missing", "waits"]
    assert {tuple(change.attributes) for change in attempt.conditions[0].changes} == {("kind", "year")}
    assert attempt.conditions[1].where == {"of": "$a.id", "year": "$a.year"}


def test_what_is_used_but_could_not_be_stated_is_left_out():
    """Where no value could be stated for what later conditions refer to, the condition is still told with what would make it true."""
    rules = packed(a_rule("r", fact("t", "a", kind="x"), fact("u", field="$a.field"), then=satisfies()))
    (attempt,) = tried(rules, a_case(fields=()))
    assert [change.to_dict()["fact"] for change in attempt.conditions[0].changes] == [{"fact": "t", "kind": "x"}]


def test_one_more_fact_is_tried_only_where_all_that_is_there_fails():
    """Beside the facts that are bound one more is tried where the rule fails for all of them, and with ``others`` always."""
    rules = packed(a_rule("r", fact("t", "a", kind="x"), fact("u", year="$a.year"), then=satisfies()))
    hopeful = a_case(Fact("t", {"kind": "x", "year": 2017}, id="one"))
    assert [[bool(item) for item in attempt.bound] for attempt in tried(rules, hopeful)] == [[True]]
    assert [[bool(item) for item in attempt.bound] for attempt in tried(rules, hopeful, others=True)] == [[False], [True]]
    failing = a_case(Fact("t", {"kind": "x", "year": 2017}, id="one"), complete=[Closure("u", {"year": 2017})])
    first, second = tried(rules, failing)
    assert (states(first), states(second)) == (["held", "known_to_fail"], ["missing", "waits"])
    assert second.conditions[0].is_another
    closed = a_case(Fact("t", {"kind": "x", "year": 2017}, id="one"), complete=[Closure("u", {"year": 2017}), Closure("t")])
    assert len(tried(rules, closed)) == 1  # the record says that there is no other


def test_a_fact_that_lacks_what_is_referred_to_is_told():
    """A condition that refers to what the bound fact lacks is known to fail, in whichever kind of condition, and the fact is told."""
    rules = packed(
        a_rule(
            "r",
            fact("t", "a", kind="x"),
            fact("t", "b", year="$a.year"),
            no("t", year="$a.year"),
            every("year", "y", no("u", day="$y.value", title="$a.title")),
            every("year", "z", no("u", day="$z.value"), value="$a.year"),
            fact("u", year="$b.year"),
            then=satisfies(),
        )
    )
    attempt = tried(rules, a_case(Fact("t", {"kind": "x"}, id="one"), complete=[Closure("u")]))[0]
    assert states(attempt) == ["held", "known_to_fail", "known_to_fail", "known_to_fail", "known_to_fail", "waits"]
    assert [[item.name for item in condition.lacking] for condition in attempt.conditions] == [[], ["one"], ["one"], ["one"], ["one"], []]
    assert [item and item.name for item in attempt.bound] == ["one", None]


def test_an_every_waits_for_what_its_second_pattern_refers_to():
    """An ``every`` waits where either of its patterns refers to what is not bound."""
    rules = packed(
        a_rule(
            "r",
            fact("t", "a"),
            every("year", "y", fact("u", year="$y.value", title="$a.title")),
            every("year", "z", fact("u", year="$z.value"), value="$a.year"),
            then=satisfies(),
        )
    )
    (attempt,) = tried(rules, a_case())
    assert states(attempt) == ["missing", "waits", "waits"]
    assert attempt.conditions[1].where == {}
    assert attempt.conditions[2].where == {"value": "$a.year"}


def test_what_could_never_be_recorded_is_known_to_fail():
    """A fact that the vocabulary and the case leave no value for is known to fail, and so is a frame that the case does not have."""
    rules = packed(
        a_rule("r", fact("t", field={"exists": True}), fact("year", value=1990), every("field", "f", fact("t")), then=satisfies()),
        a_rule("s", fact("t", kind={"in": []}, year={"gte": 2017}, title={"exists": False}), then=satisfies()),
    )
    first, second = tried(rules, a_case(fields=()))
    assert states(first) == ["known_to_fail"] * 3
    assert states(second) == ["known_to_fail"]
    assert second.conditions[0].where == {"kind": {"in": []}, "title": {"exists": False}, "year": {"gte": 2017}}


def test_patterns_are_told_as_rules_have_them_where_nothing_is_bound():
    """A pattern that waits is told with its references as the rule has them, whatever tests they stand in."""
    rules = packed(a_rule("r", fact("t", "a"), fact("u", year={"in": ["$a.year", 2017], "not": "$a.count"}, kind="x"), then=satisfies()))
    (attempt,) = tried(rules, a_case())
    assert attempt.conditions[1].where == {"kind": "x", "year": {"in": ["$a.year", 2017], "not": "$a.count"}}


def test_a_derived_fact_is_asked_for_only_of_rules_that_could_conclude_it():
    """Below a derived fact stand the rules that could conclude one that matches, asked for what the pattern asks."""
    rules = packed(
        a_rule("d1", fact("t", "a"), then=derives("D", kind="x", year="$a.year")),
        a_rule("d2", fact("u", "b"), then=derives("D", kind="y", year="$b.year")),
        a_rule("d3", fact("u", "b"), then=derives("D", kind="x")),
        a_rule("r", fact("D", kind="x", year={"gte": 2018}), then=satisfies()),
    )
    (attempt,) = tried(rules, a_case(Fact("t", {"year": 2017}, id="early")))
    (condition,) = attempt.conditions
    assert [(way.clause.rule, way.bound) for way in condition.ways] == [("e.d1", (None,))]
    assert condition.ways[0].conditions[0].where == {"year": {"gte": 2018}}
    assert [change.attributes for change in condition.ways[0].conditions[0].changes] == [{"year": 2018}, {"year": 2019}]


def test_a_derived_fact_that_states_what_is_used_is_preferred():
    """Where a later condition refers to an attribute of a derived fact, ways that leave it out are told only if there is no other."""
    with_year = a_rule("d1", fact("t", "a"), then=derives("D", year="$a.year"))
    without = a_rule("d2", fact("u", "b"), then=derives("D", kind="x"))
    asking = a_rule("r", fact("D", "d"), fact("u", year="$d.year"), then=satisfies())
    (attempt,) = tried(packed(with_year, without, asking), a_case())
    assert [way.clause.rule for way in attempt.conditions[0].ways] == ["e.d1"]
    (attempt,) = tried(packed(without, asking), a_case())
    assert [way.clause.rule for way in attempt.conditions[0].ways] == ["e.d2"]


def test_chains_of_any_length_are_tried():
    """Derived facts that stand very deep are told without the rules that would derive them, and nothing runs out of stack."""
    rules = [a_rule("d0", fact("t"), then=derives("D0"))]
    rules += [a_rule(f"d{n}", fact(f"D{n - 1}"), then=derives(f"D{n}")) for n in range(1, 60)]
    types = {"t": FactType({}), **{f"D{n}": FactType({}, derived=True) for n in range(60)}}
    given = packed(*rules, a_rule("r", fact("D59"), then=satisfies()), types=types)
    (attempt,) = tried(given, a_case())
    depth = 0
    while attempt.conditions[0].ways:
        attempt, depth = attempt.conditions[0].ways[0], depth + 1
    assert depth == 20


def test_a_record_closed_for_a_year_of_days_is_closed_by_a_range():
    """What would close a `no` that asks for a date by a year is a record of all days of that year, and then the rule fires."""
    rules: Pack = packed(a_rule("r", no("t", day=2018, kind="x"), then=satisfies()))
    given, _ = check_case(a_case(Fact("t", {"day": date(2019, 1, 1)}, id="other")), rules)
    (attempt,) = tried(rules, given)
    (change,) = attempt.conditions[0].changes
    assert change.to_dict() == {"do": "close", "fact": {"fact": "t", "day": {"gte": 2018, "lte": 2018}, "kind": "x"}}
    (attempt,) = tried(rules, closed_by(given, change))
    assert attempt.fired


def closed_by(given: Case, change: Change) -> Case:
    """The case with a change."""
    return changed(given, [change])
