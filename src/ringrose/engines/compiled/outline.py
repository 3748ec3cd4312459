"""What a state says of each element and criterion, in the order of the pack: which rules conclude about it, and when they decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from ringrose.engines.compiled.program import CODES, Program, State
from ringrose.engines.compiled.reasons import Reasons
from ringrose.engines.compiled.rules import RuleCode
from ringrose.model.assessment import STATUSES
from ringrose.model.pack import Criterion, Element
from ringrose.plan import Concludes
from ringrose.statuses import decides

__all__ = ["CriterionOutline", "Outline", "RuleOutline", "Support"]

Support = tuple[str, tuple[Any, ...], list[str]]
"""A finding that decides: the rule, the facts that its aliases are bound to, and the ids of the facts below it, sorted."""


@frozen
class RuleOutline:
    """A rule that concludes about a criterion, and where its firings stand in a state."""

    rule: RuleCode
    place: int
    satisfies: bool


@frozen
class CriterionOutline:
    """A criterion and the rules that conclude about it, in the order of the pack.

    ``decides`` tells whether findings decide, by the status of the element, the code of the criterion, and whether they satisfy it.
    """

    criterion: Criterion
    rules: tuple[RuleOutline, ...]
    decides: Mapping[tuple[str, int, bool], bool]


class Outline:
    """The elements of a pack, with the rules of a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.elements = tuple(
            (element, tuple(self._criterion(element, c) for c in element.criteria)) for element in program.plan.pack.elements
        )

    def _criterion(self, element: Element, criterion: Criterion) -> CriterionOutline:
        full = f"{element.id}.{criterion.id}"
        rules = []
        for rule in sorted(self._program.rules, key=lambda rule: rule.clause.order):
            head = rule.clause.head
            if isinstance(head, Concludes) and head.criterion == full:
                rules.append(RuleOutline(rule, self._program.place(rule.fired), head.polarity == "satisfies"))
        deciding = {
            (status, code, satisfies): decides("satisfies" if satisfies else "violates", criterion.role, CODES[code], status)
            for status in STATUSES
            for code in range(len(CODES))
            for satisfies in (True, False)
        }
        return CriterionOutline(criterion, tuple(rules), deciding)

    def supports(self, state: State, reasons: Reasons) -> list[tuple[str, list[Support]]]:
        """For each element its status, and what decides it."""
        reasons.prepare(state)
        codes = iter(state[1])
        return [
            (status, list(_deciding(criteria, status, codes, state, reasons)))
            for (_, criteria), status in zip(self.elements, state[0], strict=True)
        ]


def _deciding(
    criteria: tuple[CriterionOutline, ...], status: str, codes: Iterator[int], state: State, reasons: Reasons
) -> Iterator[Support]:
    for criterion in criteria:
        code = next(codes)
        for outline in criterion.rules:
            if (fired := state[outline.place]) and criterion.decides[status, code, outline.satisfies]:
                for firing in outline.rule.firings(fired):
                    facts, _ = reasons.why[outline.rule.number](state, *firing)
                    yield outline.rule.clause.rule, firing, facts
