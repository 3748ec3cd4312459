"""zen-engine, an engine for business rules in Rust (GoRules).

It evaluates expressions over the facts of one case and knows neither joins nor negation over facts: a decision of some fifty named
expressions finds what each rule asks for, and Python puts failures and evidence together. Grouping the facts by type is Python, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from benchmarks.peers.peer import Package, Peer, Solve
from benchmarks.peers.problem import ATTRIBUTES, PARTIES, Case, Evidence, Failure, Result, result_of

__all__ = ["PEER"]

OTHER = {"A": "B", "B": "A"}


def _select(kind: str, attribute: str | None, /, **where: object) -> str:
    """The expression for the facts of a type that match, or for one attribute of each."""
    tests = " and ".join(f"#.{name} == {'true' if value is True else repr(value)}" for name, value in where.items())
    matching = f"filter({kind}, {tests})" if tests else kind
    return f"map({matching}, #.{attribute})" if attribute else matching


def _some(name: str) -> str:
    return f"len($.{name}) > 0"


def _overlap(one: str, other: str) -> str:
    return f"some($.{one}, # in $.{other})"


def _years_without(name: str) -> str:
    return f"len(agreement) > 0 ? filter(map([agreement[0].start..agreement[0].end], #), not (# in $.{name})) : []"


def _expressions() -> dict[str, str]:
    """Each expression sees those above it."""
    told = {f"ids_{kind}": _select(kind, "id") for kind in ATTRIBUTES}
    told |= {
        "monitored": _select("monitoring", "year"),
        "planned": _select("plan", "year", status="ok"),
        "budget": _select("obstacle", "id", kind="budget", element="commitment"),
        "human": _select("resource", "id", kind="human", status="ok"),
        "community": _select("exchange", "id", community=True),
        "exchange_fields": _select("exchange", "field"),
        "benefit_fields": _select("benefit", "field"),
        "planning_obstacles": _select("obstacle", "id", element="planning"),
        "drafts": _select("plan", "id", status="draft"),
        "coordination_obstacles": _select("obstacle", "id", kind="coordination", element="coordination"),
        "broken_off": _select("coordination", "id", status="lapsed"),
    }
    for p in PARTIES:
        told |= {
            f"lapsed_{p}": _select("resource", None, party=p, status="lapsed"),
            f"given_{p}": _select("resource", "id", party=p, status="ok"),
            f"fields_{p}": _select("exchange", "field", party=p),
            f"benefits_{p}": _select("benefit", "id", party=p),
            f"coordinated_{p}": _select("coordination", "id", party=p, status="ok"),
        }
    told |= {"gaps": _years_without("monitored"), "unplanned": _years_without("planned")}
    for p, other in OTHER.items():
        told |= {
            f"lapsed_budget_{p}": f"{_some(f'lapsed_{p}')} and {_some('budget')}",
            f"unresourced_{p}": f"len(resource) > 0 and not ({_some(f'given_{p}')})",
            f"uncoordinated_{p}": f"len(coordination) > 0 and not ({_some(f'coordinated_{p}')})",
            f"one_sided_benefit_{p}": f"{_some(f'benefits_{p}')} and not ({_some(f'benefits_{other}')})",
            f"one_sided_exchange_{p}": f"{_some(f'fields_{p}')} and not ({_some(f'fields_{other}')})",
        }
    return told | {
        "no_reciprocal_field": f"{_some('fields_A')} and {_some('fields_B')} and not ({_overlap('fields_A', 'fields_B')})",
        "unlinked_benefit": f"len(benefit) > 0 and not ({_overlap('benefit_fields', 'exchange_fields')})",
        "no_community": f"len(exchange) > 0 and not ({_some('community')})",
        "no_human": f"len(exchange) > 0 and not ({_some('human')})",
        "stale_plan": f"{_some('planning_obstacles')} and {_some('drafts')}",
        "coord_obstacle": f"{_some('coordination_obstacles')} and {_some('broken_off')}",
    }


# Per reason: its element, and the expressions whose ids it rests on.
PER_PARTY = {
    "unresourced": ("commitment", "ids_resource"),
    "one_sided_benefit": ("reciprocity", "ids_benefit"),
    "one_sided_exchange": ("reciprocity", "ids_exchange"),
    "uncoordinated": ("coordination", "ids_coordination"),
}
OF_THE_CASE = {
    "no_reciprocal_field": ("reciprocity", ("ids_exchange",)),
    "unlinked_benefit": ("reciprocity", ("ids_benefit",)),
    "no_community": ("participation", ("ids_exchange",)),
    "no_human": ("participation", ("ids_exchange",)),
    "stale_plan": ("planning", ("planning_obstacles", "drafts")),
    "coord_obstacle": ("coordination", ("coordination_obstacles", "broken_off")),
}


def _result(agreements: Case, has_resources: bool, found: dict[str, Any]) -> Result:
    """The result of a case from what the expressions found."""
    failures: list[Failure] = []
    evidence: list[Evidence] = []

    def fail(element: str, reason: str, facts: Iterable[int]) -> None:
        failures.extend((element, reason, fact) for fact in facts)

    for agreement in agreements:
        for year in found["gaps"]:
            fail("commitment", f"gap:{int(year)}", [agreement["id"]])
        for year in found["unplanned"]:
            fail("planning", f"unplanned:{int(year)}", [agreement["id"]])
        for p in PARTIES:
            for resource in found[f"lapsed_{p}"]:
                if resource["year"] == agreement["end"]:
                    fail("commitment", f"lapsed_at_end:{p}", [resource["id"], agreement["id"]])
    for p in PARTIES:
        if found[f"lapsed_budget_{p}"]:
            fail("commitment", f"lapsed_budget:{p}", [fact["id"] for fact in found[f"lapsed_{p}"]] + found["budget"])
        for reason, (element, facts) in PER_PARTY.items():
            if found[f"{reason}_{p}"]:
                fail(element, f"{reason}:{p}", found[facts])
    for reason, (element, groups) in OF_THE_CASE.items():
        if found[reason]:
            for group in groups:
                fail(element, reason, found[group])
    if agreements and has_resources:
        evidence += [("commitment", i) for kind in ("agreement", "resource", "monitoring") for i in found[f"ids_{kind}"]]
    evidence += [("reciprocity", i) for i in found["ids_benefit"]]
    evidence += [("participation", i) for i in found["ids_exchange"]]
    if agreements:
        evidence += [("planning", i) for i in found["ids_agreement"] + found["ids_plan"]]
    evidence += [("coordination", i) for i in found["ids_coordination"]]
    return result_of(failures, evidence)


def _decision() -> dict[str, Any]:
    """The decision in zen-engine's own format: the input, one node of expressions, the output."""
    rows = [{"id": name, "key": name, "value": expression} for name, expression in _expressions().items()]
    nodes = [("in", "inputNode", {}), ("rules", "expressionNode", {"content": {"expressions": rows}}), ("out", "outputNode", {})]
    return {
        "nodes": [{"id": id, "type": kind, "name": id, "position": {"x": 0, "y": 0}, **more} for id, kind, more in nodes],
        "edges": [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "rules"), ("rules", "out"))],
    }


def _load() -> Solve:
    import zen

    decision = zen.ZenEngine().create_decision(json.dumps(_decision()))

    def solve(case: Case) -> Result:
        facts: dict[str, Case] = {kind: [] for kind in ATTRIBUTES}
        for fact in case:
            facts[fact["t"]].append(fact)
        return _result(facts["agreement"], bool(facts["resource"]), decision.evaluate(facts)["result"])

    return lambda cases: [solve(case) for case in cases]


PEER = Peer("zen-engine", Package(("zen-engine",)), _load, limit=10_000)
