"""The hand-written Python again, with msgspec around it: from the bytes of a case to the bytes of its result.

msgspec decodes the facts straight into one Struct per type, which is faster than dicts, and so is reading their attributes.
The rules are those of `plain`, line by line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Union

import msgspec

from benchmarks.peers.problem import ATTRIBUTES, Evidence, Failure, Result, result_of

__all__ = ["HandWritten"]

TYPES = {"start": int, "end": int, "year": int, "community": bool}  # all others are texts


class HandWritten:
    """Decoder, rules and encoder for cases whose facts tell their type under ``tag``."""

    def __init__(self, tag: str, id_type: type) -> None:
        facts = [
            msgspec.defstruct(kind, [("id", id_type), *((name, TYPES.get(name, str)) for name in names)], tag_field=tag, tag=kind, gc=False)
            for kind, names in ATTRIBUTES.items()
        ]
        case = msgspec.defstruct("Case", [("id", str), ("facts", list[Union[tuple(facts)]])])  # type: ignore[misc]  # noqa: UP007
        self.decode: Callable[[bytes], Any] = msgspec.json.Decoder(case).decode
        self.solve = _solver(facts)
        self.encode: Callable[[Result], bytes] = msgspec.json.Encoder().encode

    def line(self, data: bytes) -> bytes:
        """From bytes to bytes."""
        return self.encode(self.solve(self.decode(data)))


def _solver(types: list[type]) -> Callable[[Any], Result]:
    """The rules, for Structs of these types."""
    agreement_type, monitoring_type, plan_type, resource_type, exchange_type, benefit_type, coordination_type, obstacle_type = types

    def solve(case: Any) -> Result:
        """The result of one case."""
        agreements: list[Any] = []
        monitorings: list[Any] = []
        plans: list[Any] = []
        resources: list[Any] = []
        exchanges: list[Any] = []
        benefits: list[Any] = []
        coordinations: list[Any] = []
        obstacles: list[Any] = []
        by_type = {
            agreement_type: agreements,
            monitoring_type: monitorings,
            plan_type: plans,
            resource_type: resources,
            exchange_type: exchanges,
            benefit_type: benefits,
            coordination_type: coordinations,
            obstacle_type: obstacles,
        }
        for fact in case.facts:
            by_type[type(fact)].append(fact)
        resource_ids, exchange_ids, benefit_ids = _ids(resources), _ids(exchanges), _ids(benefits)
        coordination_ids, agreement_ids = _ids(coordinations), _ids(agreements)
        failures: list[Failure] = []
        evidence: list[Evidence] = []

        # R13, R23: years of the period without monitoring or plan
        monitored = {fact.year for fact in monitorings}
        planned = {fact.year for fact in plans if fact.status == "ok"}
        for agreement in agreements:
            for year in range(agreement.start, agreement.end + 1):
                if year not in monitored:
                    failures.append(("commitment", f"gap:{year}", agreement.id))
                if year not in planned:
                    failures.append(("planning", f"unplanned:{year}", agreement.id))

        # R14, R16: resources that lapsed
        lapsed = [fact for fact in resources if fact.status == "lapsed"]
        budget = [fact.id for fact in obstacles if fact.kind == "budget" and fact.element == "commitment"]
        if lapsed:
            if budget:
                for resource in lapsed:
                    failures.append(("commitment", "lapsed_budget:" + resource.party, resource.id))
                    for obstacle in budget:
                        failures.append(("commitment", "lapsed_budget:" + resource.party, obstacle))
            for resource in lapsed:
                for agreement in agreements:
                    if resource.year == agreement.end:
                        reason = "lapsed_at_end:" + resource.party
                        failures.append(("commitment", reason, resource.id))
                        failures.append(("commitment", reason, agreement.id))

        # R15: a party without resources
        if resources:
            resourced = {fact.party for fact in resources if fact.status == "ok"}
            for party in "AB":
                if party not in resourced:
                    failures.extend(("commitment", "unresourced:" + party, fact) for fact in resource_ids)

        # R17 to R20: what goes one way only
        benefiting = {fact.party for fact in benefits}
        if len(benefiting) == 1:
            (party,) = benefiting
            failures.extend(("reciprocity", "one_sided_benefit:" + party, fact) for fact in benefit_ids)
        fields_of_a = {fact.field for fact in exchanges if fact.party == "A"}
        fields_of_b = {fact.field for fact in exchanges if fact.party == "B"}
        if fields_of_a and fields_of_b:
            if not fields_of_a & fields_of_b:
                failures.extend(("reciprocity", "no_reciprocal_field", fact) for fact in exchange_ids)
        elif fields_of_a or fields_of_b:
            party = "A" if fields_of_a else "B"
            failures.extend(("reciprocity", "one_sided_exchange:" + party, fact) for fact in exchange_ids)
        if benefits and not ({fact.field for fact in benefits} & (fields_of_a | fields_of_b)):
            failures.extend(("reciprocity", "unlinked_benefit", fact) for fact in benefit_ids)

        # R21, R22: exchanges without the community, or without people
        if exchanges:
            if not any(fact.community for fact in exchanges):
                failures.extend(("participation", "no_community", fact) for fact in exchange_ids)
            if not any(fact.kind == "human" and fact.status == "ok" for fact in resources):
                failures.extend(("participation", "no_human", fact) for fact in exchange_ids)

        # R24: drafts
        in_the_way = [fact.id for fact in obstacles if fact.element == "planning"]
        drafts = [fact.id for fact in plans if fact.status == "draft"]
        if in_the_way and drafts:
            failures.extend(("planning", "stale_plan", fact) for fact in in_the_way + drafts)

        # R25, R26: coordination
        if coordinations:
            coordinated = {fact.party for fact in coordinations if fact.status == "ok"}
            for party in "AB":
                if party not in coordinated:
                    failures.extend(("coordination", "uncoordinated:" + party, fact) for fact in coordination_ids)
        in_the_way = [fact.id for fact in obstacles if fact.kind == "coordination" and fact.element == "coordination"]
        broken_off = [fact.id for fact in coordinations if fact.status == "lapsed"]
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

    return solve


def _ids(facts: list[Any]) -> list[Any]:
    return [fact.id for fact in facts]
