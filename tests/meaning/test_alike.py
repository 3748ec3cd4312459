"""Facts that no rule can tell apart."""

from random import Random

import pytest
from attrs import evolve

from ringrose.meaning.alike import Alike
from ringrose.model.case import Fact
from ringrose.plan import plan_of
from tests.differential.pairs import sound
from tests.explain.changing import meant, random_sound_pair
from tests.small import at_least, derives, every, fact, no
from tests.small import case as a_case
from tests.small import pack as packed
from tests.small import rule as a_rule

NEW = "one-more"


def doubled(rng, pack, case):
    """A case with one more fact that could not be told, which says what one says that holds; or nearly so."""
    holding = [one for one in case.facts if one.holds is True]
    if not holding:
        return None
    one = holding[rng.randrange(len(holding))]
    attributes = dict(one.attributes)
    for name in list(attributes):
        if rng.randrange(4) == 0 and not pack.vocabulary.types[one.type].attributes[name].required:
            del attributes[name]
    more = Fact(one.type, attributes, id=NEW, holds="unknown")
    return sound(pack, evolve(case, facts=[*case.facts, more]))[1]


def turned(pack, case, holds):
    """The statuses where the fact that could not be told holds, or is denied."""
    facts = [Fact(one.type, one.attributes, id=one.id, holds=holds) if one.id == NEW else one for one in case.facts]
    return meant(sound(pack, evolve(case, facts=facts))[1], pack)


def test_nothing_hangs_on_a_fact_that_is_settled():
    """Of a fact that no rule tells from one that holds neither a yes nor a no changes any status, by the oracle."""
    settled = open_ = 0
    for seed in range(250):
        rng = Random(f"alike-{seed}")
        pack, case = random_sound_pair(rng)
        case = doubled(rng, pack, case)
        if case is None:
            continue
        if Alike(plan_of(pack), case).settled(next(one for one in case.facts if one.id == NEW)):
            now = meant(case, pack)
            assert turned(pack, case, True) == now == turned(pack, case, False), seed
            settled += 1
        else:
            open_ += 1
    assert min(settled, open_) > 25


def stated(type, id, holds=True, **attributes):
    """A fact of a small case."""
    return Fact(type, attributes, id=id, holds=holds)


THAT_TELL_APART = {
    "what they ask of one fact": ([a_rule("r", fact("t", title="b"))], [stated("t", "first", title="a")], {"title": "b"}),
    "what they compare with another": (
        [a_rule("r", fact("t", "a"), fact("u", title="$a.title"))],
        [stated("t", "first", title="a"), stated("u", "other", title="b")],
        {"title": "b"},
    ),
    "an exception": (
        [a_rule("r", fact("u"), unless=[fact("t", title="b")])],
        [stated("u", "other"), stated("t", "first", title="a")],
        {"title": "b"},
    ),
    "what a derived fact has of it": (
        [a_rule("d", fact("t", "a"), then=derives("D", title="$a.title")), a_rule("r", fact("D", title="b"))],
        [stated("t", "first", title="a")],
        {"title": "b"},
    ),
    "how many there are": ([a_rule("r", at_least(2, "t"))], [stated("t", "first")], {}),
    "that it is another one": ([a_rule("r", fact("t", "a"), fact("t", id={"not": "$a.id"}))], [stated("t", "first")], {}),
    "its very id": ([a_rule("r", fact("t", id=NEW))], [stated("t", "first")], {}),
    "an id that a derived fact has": (
        [a_rule("d", fact("t", "a"), then=derives("D", of="$a.id")), a_rule("r", fact("D", "d"), fact("D", of={"not": "$d.of"}))],
        [stated("t", "first")],
        {},
    ),
    "that nothing names it": (
        [a_rule("r", fact("t", "a"), no("u", of="$a.id"))],
        [stated("t", "first"), stated("u", "other", of="first")],
        {},
    ),
    "a record that its denial closes": (
        [a_rule("r", no("t", kind="x", title={"exists": True}))],
        [stated("t", "first", kind="x")],
        {"kind": "x"},
    ),
    "a record that its denial closes for each": (
        [a_rule("r", every("partner", "p", no("t", by="$p.id", title={"exists": True})))],
        [stated("t", "first", by="pa"), stated("t", "no-b", False, by="pb")],
        {"by": "pa"},
    ),
}


def small(rules, facts):
    """A small pack and a case of it; of the type u all is recorded."""
    return sound(packed(*rules), a_case(*facts, complete=["u"]))


@pytest.mark.parametrize("seen", THAT_TELL_APART)
def test_what_rules_see_of_a_fact_keeps_it_open(seen):
    """A fact is not settled where rules tell it from the one that holds, and there a yes or a no does change a status."""
    rules, facts, attributes = THAT_TELL_APART[seen]
    pack, case = small(rules, [*facts, stated("t", NEW, "unknown", **attributes)])
    assert not Alike(plan_of(pack), case).settled(case.facts[-1])
    assert {str(meant(case, pack))} != {str(turned(pack, case, True)), str(turned(pack, case, False))}


def test_what_no_rule_sees_tells_nothing_apart():
    """A fact is settled where another one holds that differs in nothing that any rule looks at; not where that one could not be told."""
    rules = [a_rule("r", fact("t", "a", kind="x"), fact("u", of="$a.id"))]
    for holds in (True, "unknown"):
        pack, case = small(rules, [stated("t", "first", holds, kind="x", size=1), stated("t", NEW, "unknown", kind="x", size=2)])
        assert Alike(plan_of(pack), case).settled(case.facts[-1]) is (holds is True)
