"""What follows from the case of a test: statuses, the rules that fired, and what each firing rests on. No engine is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from ringrose.judge import judge, recommend
from ringrose.meaning.conflicts import conflicts_of
from ringrose.meaning.reading import Reading
from ringrose.model.assessment import Absent, AbsentNode, Assessment, AtLeastNode, EveryNode, FactNode, Node, RuleNode
from ringrose.model.case import Case, Fact
from ringrose.model.pack import Pack
from ringrose.model.text import Message
from ringrose.plan import Concludes, Plan, plan_of
from ringrose.statuses import criterion_status, element_status

__all__ = ["Fired", "Outcome", "Plans"]


class Plans:
    """The plans of a pack: one, or one for each set of values that its parameters have in turn."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._plans: dict[int, Plan] = {}  # by the identity of the pack of the plan, which the plan keeps alive

    def for_case(self, case: Case) -> Plan:
        """The plan that counts for a case: with the values in force on the last day of its review."""
        pack = self.pack.on(case.review.last_day)
        if id(pack) not in self._plans:
            self._plans[id(pack)] = plan_of(pack)
        return self._plans[id(pack)]


@frozen
class Fired:
    """One firing of a rule: its sentence, and the facts and the patterns known not to hold at the bottom of it, both sorted."""

    rule: str
    message: Message
    facts: tuple[str, ...]
    absent: tuple[Absent, ...]


class Outcome:
    """What follows from a checked case by a plan; what nobody asks for is not looked at."""

    def __init__(self, plan: Plan, case: Case) -> None:
        self.reading = Reading(plan, case)

    @cached_property
    def statuses(self) -> dict[str, str]:
        """The status of every element, and of every criterion by its full name."""
        polarities: dict[str, set[str]] = {}
        for clause in self.reading.plan.clauses():
            if isinstance(clause.head, Concludes) and self.reading.fired[clause.rule]:
                polarities.setdefault(clause.head.criterion, set()).add(clause.head.polarity)
        found: dict[str, str] = {}
        for element in self.reading.plan.pack.elements:
            of_criteria = [(c.role, criterion_status(polarities.get(f"{element.id}.{c.id}", ()))) for c in element.criteria]
            found[element.id] = element_status(of_criteria)
            found |= {f"{element.id}.{c.id}": status for c, (_, status) in zip(element.criteria, of_criteria, strict=True)}
        return found

    def fires(self, rule: str) -> bool:
        """Whether a rule fired."""
        return bool(self.reading.fired[rule])

    def firings(self, rule: str) -> list[Fired]:
        """What each firing of a rule rests on."""
        return self._firings.get(rule, [])

    def derived(self, fact_type: str) -> list[Fact]:
        """The derived facts of a type."""
        return [item.fact for item in self.reading.store.holding.get(fact_type, ())]

    @cached_property
    def _firings(self) -> Mapping[str, list[Fired]]:
        found: dict[str, list[Fired]] = {}
        for finding in self.reading.findings:
            found.setdefault(finding.rule, []).append(Fired(finding.rule, finding.message, finding.facts, finding.absent))
        for item in self.reading.store.items:
            for node in item.nodes:
                if isinstance(node, RuleNode):
                    facts: set[str] = set()
                    absent: dict[tuple[Any, ...], Absent] = {}
                    _leaves(node.premises, facts, absent)
                    known = tuple(absent[key] for key in sorted(absent))
                    found.setdefault(node.rule, []).append(Fired(node.rule, node.message, tuple(sorted(facts)), known))
        return found

    @cached_property
    def assessment(self) -> Assessment:
        """All of it as an answer without open questions, for those who tell it in words."""
        case, pack = self.reading.case, self.reading.plan.pack
        judgements = judge(pack, self.reading.findings)
        conflicts, advice = tuple(conflicts_of(case)), recommend(pack, judgements)
        return Assessment(case, pack, "", pack.languages[0], judgements, conflicts, (), advice)


def _leaves(nodes: Iterable[Node], facts: set[str], absent: dict[tuple[Any, ...], Absent]) -> None:
    """Collect what stands at the bottom of a justification."""
    for node in nodes:
        if isinstance(node, FactNode):
            facts.add(str(node.fact.id))
        elif isinstance(node, AbsentNode):
            absent[node.absent.key] = node.absent
        elif isinstance(node, EveryNode):
            for fact, premises in node.instances:
                facts.add(str(fact.id))
                _leaves(premises, facts, absent)
        elif isinstance(node, AtLeastNode):
            facts.update(str(fact.id) for fact in node.share)
            _leaves(node.premises, facts, absent)
        else:
            _leaves(node.premises, facts, absent)
