"""Why a rule fired: generated functions that find, when asked, the facts and absences that a firing rests on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from ringrose.engines.compiled.closing import closed_by
from ringrose.engines.compiled.program import Program, State
from ringrose.engines.compiled.rules import Slots, bound_values
from ringrose.engines.compiled.syntax import constant, expression, joined, name, placed, statements
from ringrose.engines.compiled.telling import HELPERS, as_json, json_text
from ringrose.plan import Absent, Bind, Clause, Derive, Every, Exists, Literal, Match, Step

__all__ = ["Grounds", "Reasons"]

Grounds = tuple[list[str], Mapping[tuple[str, str], list[str]]]
"""What something rests on: ids of facts (some perhaps twice), and absent patterns (type, ``where`` as JSON) with the denials that close them."""

DEEP = 100
"""Chains of more derived types are gone through from the bottom, so that no stack of calls grows with them."""


class Reasons:
    """The functions of a program that tell why each of its rules fired: ``why[n](state, *firing)``."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._space = program.space
        self._space.space.update(leaves=self.leaves, closed_by=closed_by)
        self._space.space.update(HELPERS)
        derived: dict[str, list[int]] = {}
        for rule in program.rules:
            if isinstance(rule.clause.head, Derive) and rule.clause.head.type in program.kept:
                derived.setdefault(rule.clause.head.type, []).append(rule.number)
        self._derived = derived
        self._memo = program.place("memo")
        self.why: list[Callable[..., Grounds]] = [
            self._space.define(placed(self._code(rule.clause, rule.number), rule.number + 2), rule.clause.rule, program.file)
            for rule in program.rules
        ]

    def leaves(self, state: State, fact_type: str, item: tuple[Any, ...]) -> Grounds:
        """What a derived fact rests on, over all ways in which it was derived."""
        memo = state[self._memo]
        found: Grounds | None = memo.get((fact_type, item))
        if found is None:
            facts: dict[str, None] = {}
            absent: dict[tuple[str, str], list[str]] = {}
            for number, firing in self._ways(state, fact_type)[item]:
                some, others = self.why[number](state, *firing)
                facts.update(dict.fromkeys(some))
                absent.update(others)
            found = memo[fact_type, item] = list(facts), absent
        return found

    def _ways(self, state: State, fact_type: str) -> dict[tuple[Any, ...], list[tuple[int, tuple[Any, ...]]]]:
        """The firings that derived each fact of a type."""
        memo = state[self._memo]
        ways: dict[tuple[Any, ...], list[tuple[int, tuple[Any, ...]]]] | None = memo.get(fact_type)
        if ways is None:
            ways = memo[fact_type] = {}
            for number in self._derived[fact_type]:
                for item, *firing in state[self._program.place(self._program.rules[number].fired)]:
                    ways.setdefault(item, []).append((number, tuple(firing)))
        return ways

    def prepare(self, state: State) -> None:
        """Go through long chains of derived facts from the bottom."""
        if len(self._derived) > DEEP:
            for rule in self._program.rules:
                head = rule.clause.head
                if isinstance(head, Derive) and head.type in self._derived and head.type not in state[self._memo]:
                    for item in self._ways(state, head.type):
                        self.leaves(state, head.type, item)

    # -- code -------------------------------------------------------------------------------------------------------------------------

    def _code(self, clause: Clause, number: int) -> list[ast.stmt]:
        slots = Slots(clause, self._program.layout)
        found = [(step, self._step(step, slots)) for step in clause.steps]
        body = statements("facts = []\nabsent = {}")
        reads = [s for step, _ in found if isinstance(step, Bind) for s in slots.read(step.slot)]
        body += reads + [s for _, told in found for s in told] + statements("return facts, absent")
        parameters = ["state", *(f"x{n}" for n in range(len(clause.aliases)))]
        return statements("def why():\n    body", why=f"why{number}", parameters=parameters, body=body)

    def _step(self, step: Step, slots: Slots) -> list[ast.stmt]:
        if isinstance(step, Bind):
            return self._rests_on(step.match.type, slots.item(step.slot))
        if isinstance(step, Exists):
            return self._all_matching(step.match, "f", slots, self._rests_on(step.match.type, name("f")))
        if isinstance(step, Absent):
            return self._known_absent(step.match, slots)
        item = f"x{step.slot}"
        then = self._step(step.then, slots)
        inner = [*self._rests_on(step.domain.type, name(item)), *slots.read(step.slot), *then]
        return self._all_matching(step.domain, item, slots, inner)

    def _rests_on(self, fact_type: str, item: ast.expr) -> list[ast.stmt]:
        if self._program.layout.is_derived(fact_type):
            return statements(
                "some, others = leaves(state, kind, item)\nfacts += some\nabsent.update(others)", kind=constant(fact_type), item=item
            )
        return statements("facts.append(id)", id=self._program.layout.read(item, fact_type, "id"))

    def _all_matching(self, match: Match, item: str, slots: Slots, body: list[ast.stmt]) -> list[ast.stmt]:
        checks = (*match.fixed, *match.joined)
        test = self._program.patterns.strict(checks, match.type, name(item), slots.value, slots.kind)
        inner = statements("if test:\n    body", test=test, body=body) if checks else body
        return statements("for f in rows:\n    inner", f=item, rows=self._state(self._program.names.base(match.type)), inner=inner)

    def _state(self, variable: str) -> ast.expr:
        return expression("state[place]", place=constant(self._program.place(variable)))

    def _known_absent(self, match: Match, slots: Slots) -> list[ast.stmt]:
        bound = bound_values(match, slots.value, self._space)
        closures = self._state(self._program.names.closures(match.type))
        return statements(
            "absent[kind, where] = closed_by(closures, bound) if closures.denied else none",
            kind=constant(match.type),
            where=self._where(match, slots),
            closures=closures,
            bound=bound,
        )

    def _where(self, match: Match, slots: Slots) -> ast.expr:
        """The pattern in the shape of a file, as compact JSON with sorted keys."""
        where: dict[str, dict[str, list[str | ast.expr]]] = {}
        for check in (*match.fixed, *match.joined):
            values: list[str | ast.expr] = []
            for operand in check.operands:
                told = json_text(operand.value) if isinstance(operand, Literal) else as_json(slots.value(operand), slots.kind(operand))
                values += [",", told] if values else [told]
            where.setdefault(check.attribute, {})[check.op] = ["[", *values, "]"] if check.op == "in" else values
        pieces: list[str | ast.expr] = []
        for attribute, tests in sorted(where.items()):
            pieces += ["," if pieces else "{", json_text(attribute), ":"]
            if "is" in tests:
                pieces += tests["is"]
                continue
            for n, (op, told) in enumerate(sorted(tests.items())):
                pieces += ["," if n else "{", json_text(op), ":", *told]
            pieces.append("}")
        return joined([*pieces, "}"] if pieces else ["{}"])
