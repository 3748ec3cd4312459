"""Generated pairs of pack and case, with changes of the case, for tests of what changes do."""

from math import prod

from attrs import evolve

from ringrose.meaning.possible import Possible
from ringrose.model.case import Closure
from ringrose.model.change import Change
from ringrose.model.check_changes import check_changes
from ringrose.plan import plan_of
from tests.differential.pairs import sound
from tests.generate import random_case, random_pair
from tests.oracle import judge

__all__ = ["all_are_few", "meant", "random_changes", "random_sound_pair", "statuses", "varied"]


def random_sound_pair(rng):
    """A checked pack, with its parameters put in, and a checked case for it; no great many facts could meet any of its patterns."""
    while True:
        pack, case = sound(*random_pair(rng))
        pack = pack.on(case.review.last_day)
        if all_are_few(Possible(plan_of(pack), case)):
            return pack, case


def all_are_few(possible, most=2000):
    """Whether no pattern could be met by a great many facts, which would take long to tell."""
    asked = [(one.type, {check.attribute for check in one.checks} | one.wanted) for one in possible._tested.asked]
    return all(prod(len(possible.values((name, attribute))) + 1 for attribute in attributes) <= most for name, attributes in asked)


def random_changes(rng, pack, case, most=8):
    """Some changes that can be made to the case."""
    other = random_case(rng, pack)
    offered = [
        Change("add" if fact.holds is True else "deny", fact.type, fact.attributes) for fact in other.facts if fact.holds != "unknown"
    ]
    offered += [Change("close", record.type, record.attributes) for record in other.complete]
    offered += [Change("close", name) for name in pack.vocabulary.recordable]
    offered += [Change("reopen", record.type, record.attributes) for record in case.complete]
    offered += [Change("withdraw", id=fact.id) for fact in case.facts] * 2
    made = []
    for _ in range(1 + rng.randrange(most)):
        change = offered[rng.randrange(len(offered))]
        typed, flaws = check_changes(case, [*made, change], pack)
        if not flaws:
            made = list(dict.fromkeys(typed))
    return made


def varied(rng, pack, case):
    """Another case that has most of the facts and records of this one, and some of a second; checked, in another order."""
    other = random_case(rng, pack)
    known = {*(p.id for p in case.partners), *(f.id for f in case.fields)}
    facts = [fact for fact in case.facts if rng.randrange(4)]
    more = [fact.with_id(f"{fact.id}-{n}" if rng.randrange(2) else fact.id) for n, fact in enumerate(other.facts) if rng.randrange(3) == 0]
    facts += more
    offered = (*case.complete, *(Closure(record.type, record.attributes) for record in other.complete))
    complete = [record for record in offered if rng.randrange(3)]
    ids = known | {f"year-{year}" for year in range(2000, 2040)}
    kept = []
    for fact in facts:
        if fact.id not in ids:
            ids.add(fact.id)
            kept.append(fact)
    while True:  # until nothing names what is not there
        there = {fact.id for fact in kept} | known
        left = [fact for fact in kept if _fits(pack, fact, there, known)]
        if len(left) == len(kept):
            break
        kept = left
    rng.shuffle(kept)
    complete = [record for record in complete if _fits(pack, record, there, known)]
    return sound(pack, evolve(case, facts=kept, complete=complete))[1]


def _fits(pack, told, there, known):
    kinds = {name: pack.vocabulary.attribute_type(told.type, name) for name in told.attributes}
    return all(
        value in (there if kinds[name] == "fact" else known)
        for name, value in told.attributes.items()
        if kinds[name] in ("fact", "partner", "field")
    )


def statuses(elements, side):
    """The statuses of elements and criteria on a side."""
    return {e.element: (getattr(e, side), {c.id: getattr(c, side) for c in e.criteria}) for e in elements}


def meant(case, pack):
    """The statuses of elements and criteria by the oracle."""
    return {j["element"]: (j["status"], {c["id"]: c["status"] for c in j["criteria"]}) for j in judge(case, pack)["judgements"]}
