"""Which mutants tests notice, held against all tests and the oracle."""

from random import Random

import pytest

from ringrose import Fact
from ringrose.authoring.trials.mutating import mutation_of
from ringrose.authoring.trials.reading import Expected, PackTest
from ringrose.authoring.trials.trying import try_tests
from ringrose.model.check_case import check_case
from ringrose.model.pack import Dated, Parameter, Ref
from tests.authoring.trials.asking import drawn, fired_by, statuses_by, told_of
from tests.small import at_least, case, derives, pack, rule, satisfies
from tests.small import fact as some


@pytest.mark.no_cover  # the oracle takes its time
@pytest.mark.parametrize("seed", range(12))
def test_a_mutant_is_noticed_where_anything_comes_out_otherwise(seed):
    """Tests that expect all that follows from random cases notice a mutant just where the oracle finds that something else follows."""
    rules, cases = drawn(seed, 4)
    tests = told_of(rules, cases)
    mutation = mutation_of(try_tests(rules, tests))
    mutants = Random(seed).sample(mutation.mutants, min(40, len(mutation.mutants)))
    for mutant in mutants:
        changed = mutant.pack()
        differs = [test for test in tests if _differs(test, changed)]
        assert (mutant.name in mutation.noticed) is bool(differs), mutant.name


def _differs(test, pack):
    fired = fired_by(pack, test.case)
    return statuses_by(pack, test.case) != test.expect.status or {rule for rule, found in fired.items() if found} != set(test.expect.fires)


def made_of(rules, *pairs):
    """Tests that are given cases and expect things."""
    return [PackTest(f"Test {n}.", check_case(one, rules)[0], expect, "tests/e.yaml") for n, (one, expect) in enumerate(pairs)]


def noticed(rules, *pairs):
    """Which mutants such tests notice, by the numbers of the tests."""
    mutation = mutation_of(try_tests(rules, made_of(rules, *pairs)))
    assert {mutant.name for mutant in mutation.survived} == {mutant.name for mutant in mutation.mutants} - set(mutation.noticed)
    return {name: int(test.name[5:-1]) for name, test in mutation.noticed.items()}


def test_a_derived_fact_that_is_expected_notices_changes():
    """A test that expects a derived fact notices where a rule derives another."""
    rules = pack(rule("r", some("t", "v"), then=derives("D", kind="x", year="$v.year")))
    found = noticed(rules, (case(Fact("t", year=2018)), Expected(derived=(Fact("D", kind="x", year=2018),))))
    assert {"e.r then.kind dropped", "e.r then.kind as y", "e.r then.year dropped"} <= set(found)


def test_what_a_rule_leads_to_is_noticed_far_away():
    """A change of a rule is noticed by a test that only expects a status which hangs on what the rule derives."""
    rules = pack(
        rule("a", some("t", kind="x"), then=derives("D")),
        rule("b", some("u"), unless=[some("D")], then=derives("E")),
        rule("c", some("E"), then=satisfies()),
    )
    found = noticed(rules, (case(Fact("t", kind="y"), Fact("u")), Expected(status={"e": "met"})))
    assert found["e.a t.kind dropped"] == 0


def test_tests_that_name_the_rule_come_first():
    """Of several tests that notice a mutant, one is told that names the rule."""
    rules = pack(rule("r", some("t", kind="x"), then=satisfies()))
    by_status = (case(Fact("t", kind="x")), Expected(status={"e": "met"}))
    by_name = (case(Fact("t", kind="x")), Expected(fires=("e.r",)))
    assert noticed(rules, by_status, by_name)["e.r t.kind turned"] == 1


def test_tests_that_fail_notice_nothing():
    """A test that is not true anyway says nothing about mutants."""
    rules = pack(rule("r", some("t", kind="x"), then=satisfies()))
    assert noticed(rules, (case(), Expected(status={"e": "met"}))) == {}


def test_roles_and_parameters_are_noticed():
    """A role is noticed by the status of its element, a value of a parameter by whatever hangs on it."""
    parameters = {"n": Parameter("integer", [Dated(1)])}
    rules = pack(rule("r", at_least(Ref("param", "n"), "t"), then=satisfies()), criteria=("c", "d"), parameters=parameters)
    one = (case(Fact("t")), Expected(status={"e": "undetermined", "e.c": "satisfied"}))
    found = noticed(rules, one)
    assert set(found) == {"e.r t turned", "e.r then turned", "e.r then to d", "e.d role safeguard", "e.d role informative", "param.n as 2"}


def test_what_is_reached_on_two_ways_is_noticed():
    """A change of a rule is noticed by what hangs on it in two ways at once."""
    rules = pack(
        rule("a", some("t", kind="x"), then=derives("D")),
        rule("b", some("D"), then=derives("E")),
        rule("c", some("D"), then=derives("F")),
        rule("d", some("E"), some("F"), then=satisfies()),
    )
    found = noticed(rules, (case(Fact("t", kind="y")), Expected(silent=("e.d",))))
    assert "e.a t.kind dropped" in found
