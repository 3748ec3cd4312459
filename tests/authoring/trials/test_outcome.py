"""What follows from the case of a test, held against the oracle."""

import pytest

from ringrose import Fact
from ringrose.authoring.trials.outcome import Outcome, Plans
from ringrose.model.check_case import check_case
from ringrose.model.pack import Share
from tests.authoring.trials.asking import absent_told, drawn, fired_by, statuses_by
from tests.small import at_least, case, derives, every, no, pack, rule, satisfies
from tests.small import fact as some


@pytest.mark.parametrize("seed", range(40))
def test_outcomes_are_what_is_meant(seed):
    """On random packs and cases, the statuses, the rules that fire and what each firing rests on are those of the oracle."""
    rules, cases = drawn(seed, 3)
    plans = Plans(rules)
    for one in cases:
        outcome = Outcome(plans.for_case(one), one)
        assert outcome.statuses == statuses_by(rules, one)
        for name, firings in fired_by(rules, one).items():
            assert outcome.fires(name) is bool(firings)
            found = [(sorted(fired.facts), sorted(absent_told(absent) for absent in fired.absent)) for fired in outcome.firings(name)]
            assert sorted(found) == firings


def test_a_plan_is_made_once():
    """Cases of one time share a plan, and so do all cases of a pack without parameters."""
    plans = Plans(pack(rule("r", some("t"), then=satisfies())))
    assert plans.for_case(case()) is plans.for_case(case(review=(2001, 2002)))


def test_an_outcome_can_be_told():
    """An outcome becomes an answer with its judgements, conflicts and findings, for those who tell it in words."""
    rules = pack(rule("r", some("t"), then=satisfies(), because="So it is."))
    one = case(Fact("t"))
    assessment = Outcome(Plans(rules).for_case(one), one).assessment
    assert assessment["e"].status == "met"
    assert [finding.message.text() for finding in assessment["e"]["c"].findings] == ["So it is."]


def test_what_a_derived_fact_rests_on():
    """A rule that derives a fact from a count, an `every` and absences rests on all that was counted, gone over and closed."""
    rules = pack(
        rule(
            *("r", at_least(Share(0.5, "field"), "t"), every("partner", "p", no("u", by="$p.id")), no("u", kind="x")),
            then=derives("D"),
        )
    )
    one = check_case(case(Fact("t", id="one"), Fact("t", id="two"), Fact("u", id="none", holds=False)), rules)[0]
    (fired,) = Outcome(Plans(rules).for_case(one), one).firings("e.r")
    assert fired.facts == ("fa", "fb", "one", "pa", "pb", "two")
    assert [absent.where for absent in fired.absent] == [{"by": "pa"}, {"by": "pb"}, {"kind": "x"}]
