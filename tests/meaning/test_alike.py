"""Facts that no rule can tell apart."""

from random import Random

import pytest
from attrs import evolve

from ringrose.meaning.alike import Alike
from ringrose.model.case import Closure, Fact
from ringrose.plan import plan_of
from tests.differential.pairs import sound
from tests.explain.changing import meant, random_sound_pair
from tests.small import at_least, at_most, derives, every, fact, no
from tests.small import case as a_case
from tests.small import pack as packed
from tests.small import rule as a_rule

NEW, OTHER = TWO = "one-more", "yet-another"


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


def turned(pack, case, holds, id=NEW):
    """The statuses where the fact that could not be told holds, or is denied."""
    facts = [Fact(one.type, one.attributes, id=one.id, holds=holds) if one.id == id else one for one in case.facts]
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


def in_two(rng, pack, case):
    """A case with two facts that could not be told in the place of one that holds: they say what it says, or nearly so. Or None."""
    offered = [one for one in case.facts if one.holds is True]
    if not offered:
        return None
    one = offered[rng.randrange(len(offered))]
    required = [name for name, known in pack.vocabulary.types[one.type].attributes.items() if known.required]
    fewer = {name: value for name, value in one.attributes.items() if name in required or rng.randrange(4)}
    more = [Fact(one.type, attributes, id=id, holds="unknown") for attributes, id in ((one.attributes, NEW), (fewer, OTHER))]
    try:
        return sound(pack, evolve(case, facts=[*(fact for fact in case.facts if fact is not one), *more]))[1]
    except ValueError:  # another fact names the one that is gone
        return None


def closing(rng):
    """A small pack whose rule asks for an absence, and a case of two facts that could not be told and could close its record if denied."""
    asked = {"kind": "x", "size": 1, "open": True}
    pattern = {name: rng.choice([value, {"exists": True}]) for name, value in asked.items() if rng.randrange(2)}
    first, other = ({name: value for name, value in {**asked, "count": 1}.items() if rng.randrange(5) < 2} for _ in range(2))
    told = first, rng.choice([first, other])
    return sound(
        packed(a_rule("r", no("t", **pattern))), a_case(*(stated("t", id, "unknown", **one) for id, one in zip(TWO, told, strict=True)))
    )


@pytest.mark.parametrize("denied", [False, True])
def test_the_same_follows_from_facts_of_one_class(denied):
    """Of two facts of one class that could not be told, the statuses are the same where either holds, or is denied, by the oracle."""
    alike = telling = apart = differing = 0
    for seed in range(600 if denied else 150):
        rng = Random(f"class-{seed}")
        pack, case = closing(rng) if denied else random_sound_pair(rng)
        case = case if denied else in_two(rng, pack, case)
        if case is None:
            continue
        rules = Alike(plan_of(pack), case)
        one, other = (rules.class_of(fact, denied=denied) for fact in case.facts if fact.id in TWO)
        first, second = (turned(pack, case, not denied, id) for id in TWO)
        if one is not None and one == other:
            assert first == second, seed
            alike += 1
            telling += first != meant(case, pack)
        else:
            apart += 1
            differing += first != second
    assert min(alike, apart) > 25
    assert min(telling, differing) > 3


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
    "that there are no more": ([a_rule("r", at_most(1, "t"))], [stated("t", "first")], {}),
    "an id that a derived fact states": (
        [a_rule("d", fact("u"), then=derives("D", of=NEW)), a_rule("r", fact("D", "d"), fact("t", id="$d.of"))],
        [stated("t", "first"), stated("u", "other")],
        {},
    ),
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


def test_what_a_closed_record_names_is_told_apart():
    """A fact whose id a record that is closed names is not settled, though another one says the same: only of it all is recorded."""
    pack = packed(a_rule("r", fact("t", "a", kind="x"), no("u", of="$a.id")))
    facts = [stated("t", "aside"), stated("t", "first", kind="x"), stated("t", NEW, "unknown", kind="x")]
    for named in (True, False):
        _, case = sound(pack, a_case(*facts, complete=[Closure("u", {"of": NEW if named else "aside"})]))
        rules = Alike(plan_of(pack), case)
        assert rules.settled(case.facts[-1]) is not named
        assert (rules.class_of(case.facts[-1], denied=False) is None) is named
        assert (turned(pack, case, True) != meant(case, pack)) is named


def test_a_denial_is_of_the_class_of_all_that_it_states():
    """Facts that differ in what no rule asks for are of one class where they hold, and of two where they deny, if that closes a record."""
    pack = packed(a_rule("r", no("t", kind="x", title={"exists": True})))
    facts = [stated("t", NEW, "unknown", kind="x"), stated("t", OTHER, "unknown", kind="x", size=1)]
    _, case = sound(pack, a_case(*facts))
    rules = Alike(plan_of(pack), case)
    held, denied = ([rules.class_of(one, denied=denied) for one in case.facts] for denied in (False, True))
    assert held[0] == held[1] != denied[0] != denied[1]
    assert turned(pack, case, False) != turned(pack, case, False, OTHER)
