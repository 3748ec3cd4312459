"""One neutral problem for many engines: what is given, what follows, and the form of a result.

A **case** is a list of some 40 facts about a co-operation of two parties, A and B. A **fact** is a dict with an ``id`` (a number, counted
within the case), a type ``t`` and the attributes of that type (`ATTRIBUTES`). There are five **elements**. A failure counts against an
element, evidence speaks for it, and each rests on facts:

======  ===================================================================================================================
what follows at once from the facts
---------------------------------------------------------------------------------------------------------------------------
R01     a year lies in the period, if an agreement spans it (both ends are included)
R02     a year is monitored, if there is a monitoring in it
R03     a year is a gap, if it lies in the period and is not monitored
R04     a party gave resources, if one of its resources is ok
R05     people were given, if some human resource is ok
R06     a field involves the community, if an exchange in it does
R07     a party is active, if it has an exchange
R08     a field is reciprocal, if both parties have an exchange in it
R09     a party benefits, if it has a benefit
R10     a field's benefit is linked, if the field has a benefit and an exchange
R11     a year is planned, if it has a plan that is ok
R12     a party is coordinated, if one of its coordinations is ok
======  ===================================================================================================================

======  =============  ==========================================================  ========================================
rule    element        it fails because                                            resting on
======  =============  ==========================================================  ========================================
R13     commitment     ``gap:YEAR``: the year is a gap                             the agreement
R14     commitment     ``lapsed_budget:PARTY``: a resource of the party lapsed,    its lapsed resources; those obstacles
                       and a budget obstacle stands in the way of commitment
R15     commitment     ``unresourced:PARTY``: there are resources, but the party   all resources
                       gave none
R16     commitment     ``lapsed_at_end:PARTY``: a resource of the party lapsed in  the resource; the agreement
                       the last year of the agreement
R17     reciprocity    ``one_sided_benefit:PARTY``: only that party benefits       its benefits
R18     reciprocity    ``one_sided_exchange:PARTY``: only that party is active     its exchanges
R19     reciprocity    ``no_reciprocal_field``: both parties are active, and no    all exchanges
                       field is reciprocal
R20     reciprocity    ``unlinked_benefit``: there are benefits, none is linked    all benefits
R21     participation  ``no_community``: there are exchanges, and no field         all exchanges
                       involves the community
R22     participation  ``no_human``: there are exchanges, and no people were given all exchanges
R23     planning       ``unplanned:YEAR``: the year lies in the period and is not  the agreement
                       planned
R24     planning       ``stale_plan``: a plan is a draft, and an obstacle stands   the drafts; those obstacles
                       in the way of planning
R25     coordination   ``uncoordinated:PARTY``: there are coordinations, but the   all coordinations
                       party is not coordinated
R26     coordination   ``coord_obstacle``: an obstacle of kind coordination stands the obstacles; the lapsed coordinations
                       in the way of coordination, and a coordination lapsed
======  =============  ==========================================================  ========================================

======  ===================================================================================================================
evidence and verdicts
---------------------------------------------------------------------------------------------------------------------------
R27     for commitment: agreements, resources and monitorings, if there are both an agreement and a resource
R28     for reciprocity: benefits; for participation: exchanges
R29     for planning: agreements and plans, if there is an agreement; for coordination: coordinations
R30     an element is not met, if it fails
R31     it is met, if there is evidence for it and it does not fail
R32     it is undetermined, if there is neither
R33     the whole is not met, if some element is not; it is met, if all are; else it is undetermined
======  ===================================================================================================================

A **result** has for each element its verdict, the sorted reasons of its failures, and the sorted ids of what those rest on (of an element
that is met: of the evidence); and at the end the verdict of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

__all__ = [
    "ATTRIBUTES",
    "ELEMENTS",
    "FIELDS",
    "KINDS",
    "PARTIES",
    "UNDETERMINED",
    "Case",
    "Evidence",
    "Fact",
    "Failure",
    "Result",
    "generate",
    "in_batches",
    "result_of",
    "results_of",
    "whole",
]

Fact = dict[str, Any]
Case = list[Fact]
Failure = tuple[str, str, int]
"""Element, reason, and the id of one fact that it rests on."""
Evidence = tuple[str, int]
"""Element, and the id of one fact that speaks for it."""
Result = tuple[tuple[Any, ...], ...]

ELEMENTS = ("commitment", "reciprocity", "participation", "planning", "coordination")
PARTIES = ("A", "B")
FIELDS = ("culture", "education", "economy", "environment", "youth", "health")
KINDS = ("human", "financial", "time", "effort")
ATTRIBUTES = {
    "agreement": ("start", "end"),
    "monitoring": ("year",),
    "plan": ("year", "status"),  # status: ok, draft
    "resource": ("party", "kind", "year", "status"),  # status: ok, lapsed
    "exchange": ("field", "party", "community"),  # community: True, False
    "benefit": ("party", "field"),
    "coordination": ("party", "status"),  # status: ok, lapsed
    "obstacle": ("kind", "element"),  # kind: budget, coordination
}
UNDETERMINED = ("undetermined", (), ())


def generate(count: int, seed: int) -> list[Case]:
    """Seeded cases: the same for the same seed, for ever, so that figures of different days speak of the same work."""
    rng = Random(seed)  # noqa: S311  # nothing secret
    return [_case(rng) for _ in range(count)]


def _case(rng: Random) -> Case:
    """One case. Each order of draws matters: another one would make other cases."""
    case: Case = []

    def add(t: str, /, **attributes: Any) -> None:
        case.append({"t": t, **attributes, "id": len(case)})

    start = rng.randint(2012, 2019)
    end = start + rng.randint(2, 4)
    if rng.random() > 0.06:
        add("agreement", start=start, end=end)
    monitored, planned = rng.choice((1, 1, 0.85)), rng.choice((1, 1, 0.85))
    for year in range(start, end + 1):
        if rng.random() < monitored:
            add("monitoring", year=year)
        if rng.random() < planned:
            add("plan", year=year, status="ok" if rng.random() < 0.95 else "draft")
    add("monitoring", year=end + 1)
    if rng.random() > 0.06:
        one_sided = rng.random() < 0.1
        for _ in range(rng.randint(10, 16)):
            party = "A" if one_sided else rng.choice(PARTIES)
            kind = rng.choice(KINDS if rng.random() < 0.8 else KINDS[1:])
            add("resource", party=party, kind=kind, year=rng.randint(start, end), status="ok" if rng.random() < 0.95 else "lapsed")
    if rng.random() > 0.06:
        community = rng.choice((0, 0.5, 0.5, 0.5))
        one_sided = rng.random() < 0.12
        for _ in range(rng.randint(7, 12)):
            field, party = rng.choice(FIELDS), "B" if one_sided else rng.choice(PARTIES)
            add("exchange", field=field, party=party, community=rng.random() < community)
    if rng.random() > 0.06:
        one_sided = rng.random() < 0.2
        for _ in range(rng.randint(3, 6)):
            add("benefit", party="A" if one_sided else rng.choice(PARTIES), field=rng.choice(FIELDS))
    if rng.random() > 0.06:
        for party in PARTIES:
            for _ in range(rng.randint(1, 2)):
                add("coordination", party=party, status="ok" if rng.random() < 0.85 else "lapsed")
    for _ in range(rng.randint(0, 4)):
        add("obstacle", kind=rng.choice(("budget", "coordination")), element=rng.choice(ELEMENTS))
    return case


def result_of(failures: Iterable[Failure], evidence: Iterable[Evidence]) -> Result:
    """The result of one case (R30 to R33)."""
    reasons: dict[str, set[str]] = {}
    against: dict[str, set[int]] = {}
    in_favour: dict[str, set[int]] = {}
    for element, reason, fact in failures:
        reasons.setdefault(element, set()).add(reason)
        against.setdefault(element, set()).add(fact)
    for element, fact in evidence:
        in_favour.setdefault(element, set()).add(fact)
    told: list[tuple[Any, ...]] = []
    for element in ELEMENTS:
        if element in reasons:
            told.append(("not_met", tuple(sorted(reasons[element])), tuple(sorted(against[element]))))
        elif element in in_favour:
            told.append(("met", (), tuple(sorted(in_favour[element]))))
        else:
            told.append(UNDETERMINED)
    return whole(told)


def whole(told: list[tuple[Any, ...]]) -> Result:
    """The result whose elements are told, with the verdict of the whole (R33)."""
    verdicts = {element[0] for element in told}
    told.append(("not_met" if "not_met" in verdicts else "met" if verdicts == {"met"} else "undetermined",))
    return tuple(told)


def results_of(count: int, failures: Iterable[tuple[int, str, str, int]], evidence: Iterable[tuple[int, str, int]]) -> list[Result]:
    """The results of cases that an engine solved together; the number of the case stands first in each row."""
    failing: list[list[Failure]] = [[] for _ in range(count)]
    showing: list[list[Evidence]] = [[] for _ in range(count)]
    for number, *failure in failures:
        failing[number].append(tuple(failure))  # type: ignore[arg-type]
    for number, *shown in evidence:
        showing[number].append(tuple(shown))  # type: ignore[arg-type]
    return list(map(result_of, failing, showing))


def in_batches(cases: list[Case], size: int) -> Iterable[list[Case]]:
    """The cases, so many at a time."""
    return (cases[first : first + size] for first in range(0, len(cases), size))
