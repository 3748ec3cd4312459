"""The tests that the packs bring along: they are true, show everything that rules can do, and notice every change of a rule."""

import pytest

from ringrose.authoring.trials.outcome import Outcome, Plans
from ringrose.authoring.trials.report import report_of
from ringrose.authoring.trials.trying import tried
from ringrose.engines import make_engine
from ringrose.judge import judge
from ringrose.plan import plan_of
from tests.rules.packs import FOLDERS, PACKS, TESTS

PLANS = {name: Plans(pack) for name, pack in PACKS.items()}
SENTENCES = [pytest.param(name, test, id=test.name) for name, tests in TESTS.items() for test in tests]


@pytest.mark.parametrize(("pack", "test"), SENTENCES)
def test_of_a_pack(pack, test):
    """Each named sentence of a pack's tests is true."""
    assert tried(test, PLANS[pack]).differences == ()


@pytest.mark.parametrize("pack", PACKS)
def test_each_sentence_is_said_once(pack):
    """No two tests of a pack have the same name."""
    names = [test.name for test in TESTS[pack]]
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize("engine", ["durable", "compiled"])
@pytest.mark.parametrize("pack", PACKS)
def test_engines_find_what_the_tests_see(pack, engine):
    """On every case of a pack's tests, each engine gives the statuses and the reasons that the tests of the pack are tried by."""
    if engine == "durable":
        pytest.importorskip("durable_rules_engine", reason="the engine is not installed", exc_type=ImportError)
    engines = {}
    for test in TESTS[pack]:
        rules = PACKS[pack].on(test.case.review.last_day)
        if id(rules) not in engines:
            engines[id(rules)] = make_engine(engine, plan_of(rules))
        outcome = Outcome(PLANS[pack].for_case(test.case), test.case)
        found = judge(rules, engines[id(rules)].infer(test.case))
        statuses = {judgement.id: judgement.status for judgement in found}
        statuses |= {f"{judgement.id}.{result.id}": result.status for judgement in found for result in judgement.criteria}
        assert statuses == outcome.statuses
        grounds = [(f.rule, f.facts, [a.key for a in f.absent]) for j in found for c in j.criteria for f in c.findings]
        rules_found = {rule for rule, _, _ in grounds}
        seen = [(f.rule, f.facts, [a.key for a in f.absent]) for rule in rules_found for f in outcome.firings(rule)]
        assert sorted(seen) == sorted(grounds)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_everything_is_shown(folder):
    """The tests of a pack show each rule firing, each condition and exception true and false, and each possible status."""
    assert [point.name for point in report_of(folder, coverage=True).missing] == []


@pytest.mark.no_cover  # what mutants run shows nothing about what is covered, and takes four times as long
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_mutant_is_noticed(folder):
    """The tests of a pack notice every small change of its rules, but for those that mean the same, for the reasons named."""
    assert [mutant.name for mutant in report_of(folder, mutate=True).survived] == []
