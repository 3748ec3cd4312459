"""Hand-written Python: what an expert writes who knows the 33 rules and need not change them. It is the yardstick.

The facts of a case are sorted by type in one pass; then each rule is a few lines. No rule can be read, changed or explained from outside.
"""

from __future__ import annotations

from benchmarks.peers.peer import Peer, Python, Solve
from benchmarks.peers.problem import Case, Evidence, Failure, Result, result_of

__all__ = ["PEER", "solve"]


def solve(case: Case) -> Result:
    """The result of one case."""
    agreements: Case = []
    monitorings: Case = []
    plans: Case = []
    resources: Case = []
    exchanges: Case = []
    benefits: Case = []
    coordinations: Case = []
    obstacles: Case = []
    by_type = {
        "agreement": agreements,
        "monitoring": monitorings,
        "plan": plans,
        "resource": resources,
        "exchange": exchanges,
        "benefit": benefits,
        "coordination": coordinations,
        "obstacle": obstacles,
    }
    for fact in case:
        by_type[fact["t"]].append(fact)
    resource_ids, exchange_ids, benefit_ids = _ids(resources), _ids(exchanges), _ids(benefits)
    coordination_ids, agreement_ids = _ids(coordinations), _ids(agreements)
    failures: list[Failure] = []
    evidence: list[Evidence] = []

    # R13, R23: years of the period without monitoring or plan
    monitored = {fact["year"] for fact in monitorings}
    planned = {fact["year"] for fact in plans if fact["status"] == "ok"}
    for agreement in agreements:
        for year in range(agreement["start"], agreement["end"] + 1):
            if year not in monitored:
                failures.append(("commitment", f"gap:{year}", agreement["id"]))
            if year not in planned:
                failures.append(("planning", f"unplanned:{year}", agreement["id"]))

    # R14, R16: resources that lapsed
    lapsed = [fact for fact in resources if fact["status"] == "lapsed"]
    budget = [fact["id"] for fact in obstacles if fact["kind"] == "budget" and fact["element"] == "commitment"]
    if lapsed:
        if budget:
            for resource in lapsed:
                failures.append(("commitment", "lapsed_budget:" + resource["party"], resource["id"]))
                for obstacle in budget:
                    failures.append(("commitment", "lapsed_budget:" + resource["party"], obstacle))
        for resource in lapsed:
            for agreement in agreements:
                if resource["year"] == agreement["end"]:
                    reason = "lapsed_at_end:" + resource["party"]
                    failures.append(("commitment", reason, resource["id"]))
                    failures.append(("commitment", reason, agreement["id"]))

    # R15: a party without resources
    if resources:
        resourced = {fact["party"] for fact in resources if fact["status"] == "ok"}
        for party in "AB":
            if party not in resourced:
                failures.extend(("commitment", "unresourced:" + party, fact) for fact in resource_ids)

    # R17 to R20: what goes one way only
    benefiting = {fact["party"] for fact in benefits}
    if len(benefiting) == 1:
        (party,) = benefiting
        failures.extend(("reciprocity", "one_sided_benefit:" + party, fact) for fact in benefit_ids)
    fields_of_a = {fact["field"] for fact in exchanges if fact["party"] == "A"}
    fields_of_b = {fact["field"] for fact in exchanges if fact["party"] == "B"}
    if fields_of_a and fields_of_b:
        if not fields_of_a & fields_of_b:
            failures.extend(("reciprocity", "no_reciprocal_field", fact) for fact in exchange_ids)
    elif fields_of_a or fields_of_b:
        party = "A" if fields_of_a else "B"
        failures.extend(("reciprocity", "one_sided_exchange:" + party, fact) for fact in exchange_ids)
    if benefits and not ({fact["field"] for fact in benefits} & (fields_of_a | fields_of_b)):
        failures.extend(("reciprocity", "unlinked_benefit", fact) for fact in benefit_ids)

    # R21, R22: exchanges without the community, or without people
    if exchanges:
        if not any(fact["community"] for fact in exchanges):
            failures.extend(("participation", "no_community", fact) for fact in exchange_ids)
        if not any(fact["kind"] == "human" and fact["status"] == "ok" for fact in resources):
            failures.extend(("participation", "no_human", fact) for fact in exchange_ids)

    # R24: drafts
    in_the_way = [fact["id"] for fact in obstacles if fact["element"] == "planning"]
    drafts = [fact["id"] for fact in plans if fact["status"] == "draft"]
    if in_the_way and drafts:
        failures.extend(("planning", "stale_plan", fact) for fact in in_the_way + drafts)

    # R25, R26: coordination
    if coordinations:
        coordinated = {fact["party"] for fact in coordinations if fact["status"] == "ok"}
        for party in "AB":
            if party not in coordinated:
                failures.extend(("coordination", "uncoordinated:" + party, fact) for fact in coordination_ids)
    in_the_way = [fact["id"] for fact in obstacles if fact["kind"] == "coordination" and fact["element"] == "coordination"]
    broken_off = [fact["id"] for fact in coordinations if fact["status"] == "lapsed"]
    if in_the_way and broken_off:
        failures.extend(("coordination", "coord_obstacle", fact) for fact in in_the_way + broken_off)

    # R27 to R29: evidence
    if agreements and resources:
        evidence.extend(("commitment", fact) for fact in agreement_ids + resource_ids + _ids(monitorings))
    evidence.extend(("reciprocity", fact) for fact in benefit_ids)
    evidence.extend(("participation", fact) for fact in exchange_ids)
    if agreements:
        evidence.extend(("planning", fact) for fact in agreement_ids + _ids(plans))
    evidence.extend(("coordination", fact) for fact in coordination_ids)
    return result_of(failures, evidence)


def _ids(facts: Case) -> list[int]:
    return [fact["id"] for fact in facts]


def _load() -> Solve:
    return lambda cases: [solve(case) for case in cases]


PEER = Peer("hand-written Python", Python(), _load, limit=100_000)
