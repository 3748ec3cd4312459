"""A justification read from its JSON alone, and played back by the oracle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from ringrose.model.case import Case, Closure, Fact
from ringrose.model.pack import Condition, Derives, EveryCondition, Pack, Pattern, Ref, Rule
from ringrose.model.values import json_value
from tests.oracle import Item, Leaves, Oracle, as_json, plain

__all__ = ["absence", "applied", "below", "concluding", "findings_of", "kept", "leaves_below", "references_of", "told"]

Data = Mapping[str, Any]


def findings_of(answer: Data) -> Iterator[Data]:
    """All findings of an answer, in order."""
    for element in answer["elements"]:
        for criterion in element["criteria"]:
            yield from criterion["findings"]


def references_of(node: Data) -> list[str]:
    """The ids that a finding or a node refers to as what it rests on."""
    own = [id for key in ("because", "share", "ways", "closed_by", "records") for id in node.get(key, ())]
    return own + [id for instance in node.get("instances", ()) for id in (instance["for"], *instance["because"])]


def below(answer: Data, node: Data) -> dict[str, Data]:
    """All nodes below a finding or a node, by id."""
    found: dict[str, Data] = {}
    waiting = references_of(node)
    while waiting:
        id = waiting.pop()
        if id not in found:
            found[id] = answer["nodes"][id]
            waiting += references_of(found[id])
    return found


def absence(told: Data, closed_by: Iterable[str]) -> tuple[Any, ...]:
    """An absence of an answer or of a node, told apart from others."""
    return told["fact"], as_json(told["where"]), tuple(closed_by), told.get("at_most", -1), told.get("distinct", "")


def leaves_below(answer: Data, node: Data) -> tuple[frozenset[str], frozenset[tuple[Any, ...]]]:
    """The facts and the absent patterns at the bottom."""
    nodes = below(answer, node).values()
    facts = frozenset(n["id"] for n in nodes if n["code"] in ("why.fact", "why.structural"))
    absent = frozenset(absence(n, (answer["nodes"][id]["id"] for id in n["closed_by"])) for n in nodes if n["code"] == "why.absent")
    return facts, absent


def _told(leaves: Leaves) -> tuple[frozenset[str], frozenset[tuple[Any, ...]]]:
    return leaves.facts, frozenset((a.type, a.where, a.closed_by, a.at_most, a.distinct) for a in leaves.absent)


def applied(oracle: Oracle, rule: Rule) -> dict[str, Any]:
    """The applications of a rule by the oracle: its bindings as JSON, and the leaves of each."""
    return {as_json(told(bound)): _told(leaves) for bound, leaves in oracle.applications(rule)}


def told(bound: Mapping[str, Item]) -> dict[str, Any]:
    """What the aliases of a rule are bound to; the parameters of the pack are none of these."""
    return {alias: item.told() for alias, item in bound.items() if alias != "param"}


def concluding(oracle: Oracle, pack: Pack, node: Data) -> set[tuple[str, str]]:
    """The applications that concluded a derived fact by the oracle: the full name of the rule, and its bindings as JSON."""
    found = set()
    for name, _, rule in pack.rules():
        if isinstance(rule.then, Derives) and rule.then.type == node["fact"]:
            for bound, _ in oracle.applications(rule):
                given = {a: bound[v.alias].values.get(v.attribute) if isinstance(v, Ref) else v for a, v in rule.then.attributes.items()}
                if as_json({a: plain(v) for a, v in given.items() if v is not None}) == as_json(node["attributes"]):
                    found.add((name, as_json(told(bound))))
    return found


def _patterns(condition: Condition) -> Iterator[Pattern]:
    if isinstance(condition, EveryCondition):
        yield condition.domain
        yield condition.then.pattern
    else:
        yield condition.pattern


def _types(rule: Rule) -> set[str]:
    return {pattern.type for condition in rule.conditions for pattern in _patterns(condition)} | {p.type for p in rule.unless}


def _behind(pack: Pack, types: Iterable[str]) -> set[str]:
    """All types that the derived ones among some types rest on, through whatever rules."""
    found: set[str] = set()
    waiting = list(types)
    while waiting:
        derived = waiting.pop()
        for _, _, rule in pack.rules():
            if isinstance(rule.then, Derives) and rule.then.type == derived:
                new = _types(rule) - found
                found |= new
                waiting += new
    return found


def kept(pack: Pack, case: Case, answer: Data, finding: Data) -> tuple[Case, bool]:
    """The case with nothing but what lies below a finding, and whether that is all that had to be kept.

    What lies below are its facts, and the denials and complete records that its absences rest on. Beside them stays

    - what kept facts name in an attribute, for else the case would not be sound;
    - where a rule in the justification has an exception of a derived type, every fact and every closed record of a type which that rests
      on. An exception leaves nothing in a justification, and a derived fact that something stood in the way of may appear when that is
      taken away.

    So the finding must follow again. Its facts are there; its absences are closed by the same records, and fewer facts stand in their
    way; partners, fields and years stay, so an ``every`` asks about the same; an exception of a recorded type has fewer facts to match;
    and one of a derived type has the same, for all that it rests on is there.
    """
    nodes = below(answer, finding)
    rules = {name: rule for name, _, rule in pack.rules()}
    used = [rules[node["rule"]] for node in (finding, *nodes.values()) if "rule" in node]
    guarding = _behind(pack, (pattern.type for rule in used for pattern in rule.unless))
    ids = {node["id"] for node in nodes.values() if node["code"] in ("why.fact", "why.denial")}
    ids |= {str(fact.id) for fact in case.facts if fact.type in guarding}
    closed = [(n["fact"], n["attributes"]) for n in nodes.values() if n["code"] == "why.complete"]
    complete = [
        closure
        for closure in case.complete
        if closure.type in guarding or (closure.type, {a: json_value(v) for a, v in closure.attributes.items()}) in closed
    ]
    bare = not guarding & {stated.type for stated in (*case.facts, *case.complete)}
    named = _named(pack, case, ids, complete)
    facts = [fact for fact in case.facts if fact.id in ids | named]
    return evolve(case, facts=facts, complete=complete), bare and not named


def _named(pack: Pack, case: Case, ids: set[str], complete: Iterable[Closure]) -> set[str]:
    """The facts that kept facts and records name, and those that these name."""
    facts = {str(fact.id): fact for fact in case.facts}
    found: set[str] = set()
    waiting: list[Fact | Closure] = [*(facts[id] for id in ids), *complete]
    while waiting:
        stated = waiting.pop()
        named = {str(stated.attributes.get(name)) for name in pack.vocabulary.fact_attributes.get(stated.type, ())}
        new = (named & set(facts)) - ids - found
        found |= new
        waiting += [facts[id] for id in new]
    return found
