"""What a state says of each element and criterion, in the order of the pack: which rules conclude about it, and when they decide."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from ringrose.engines.compiled.program import CODES, Program
from ringrose.engines.compiled.reasons import Reasons
from ringrose.engines.compiled.rules import RuleCode, Slots
from ringrose.engines.compiled.syntax import constant, name, placed, statements, tuple_of
from ringrose.model.assessment import STATUSES
from ringrose.model.pack import Criterion, Element
from ringrose.plan import Concludes
from ringrose.statuses import decides

__all__ = ["CriterionOutline", "Outline", "RuleOutline", "Support", "supports_code"]

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


def supports_code(program: Program, outline: Outline, reasons: Reasons) -> Callable[..., list[tuple[str, list[Support]]]]:
    """The function that tells for each element its status, and what decides it."""
    body: list[ast.stmt] = []
    place = 0
    for n, (_, criteria) in enumerate(outline.elements):
        body += statements("status = state[0][n]\nfound = []", n=constant(n))
        for status in ("not_met", "met", "contested"):
            inner = [s for m, criterion in enumerate(criteria) for s in _deciding(criterion, status, place + m, reasons)]
            if inner:
                body += statements("if status == asked:\n    inner", asked=constant(status), inner=inner)
        body += statements("told.append((status, found))")
        place += len(criteria)
    code = statements("def supports(state):\n    told = []\n    body\n    return told", body=body)
    return program.space.define(code, "supports", program.file)


def _deciding(criterion: CriterionOutline, status: str, place: int, reasons: Reasons) -> list[ast.stmt]:
    """What decides of a criterion where the element has a status."""
    body: list[ast.stmt] = []
    for outline in criterion.rules:
        codes = [code for code in range(1, len(CODES)) if criterion.decides[status, code, outline.satisfies]]
        if codes:
            inner = placed(_support(outline.rule, reasons), outline.rule.number + 2)
            found = statements("fired = state[n]\nif fired:\n    inner", n=constant(outline.place), inner=inner)
            asked = tuple_of([constant(code) for code in codes])
            body += found if len(codes) > 1 else statements("if state[1][n] in asked:\n    f", n=constant(place), asked=asked, f=found)
    return body


def _support(rule: RuleCode, reasons: Reasons) -> list[ast.stmt]:
    clause = rule.clause
    items: list[ast.expr] = [name(f"x{n}") for n in range(len(clause.aliases))]
    grounds = reasons.statements(clause, Slots(clause, reasons.layout), absences=False)
    body = [*grounds, *statements("found.append((rule, firing, facts))", rule=constant(clause.rule), firing=tuple_of(items))]
    if not items:
        return body
    targets: list[ast.expr] = [ast.Name(f"x{n}", ast.Store()) for n in range(len(items))]
    return [ast.For(targets[0] if len(items) == 1 else ast.Tuple(targets, ast.Store()), name("fired"), body, [])]
