"""Why a rule fired: generated functions that find, when asked, the facts and absences that a firing rests on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from ringrose.engines.compiled.closing import closed_by
from ringrose.engines.compiled.program import Program, State
from ringrose.engines.compiled.rules import Slots, bound_values, needs_record
from ringrose.engines.compiled.syntax import constant, expression, joined, name, placed, statements, tuple_of
from ringrose.engines.compiled.telling import HELPERS, as_json, json_text
from ringrose.model.pack import Share
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Clause, Derive, Every, Exists, Literal, Match, Step

__all__ = ["Grounds", "Reasons"]

Grounds = tuple[list[str], Mapping[tuple[Any, ...], list[str]]]
"""What something rests on: ids of facts, sorted, and absent patterns with the denials that close them.

A pattern is its type and its ``where`` as JSON; of one of which a number may hold also that number and the attribute, or none (``""``),
whose values were counted.
"""

_Ways = dict[tuple[Any, ...], list[tuple[Callable[..., Grounds], list[Any]]]]
"""Derived facts with what tells why each rule derived them, and on which facts."""

DEEP = 100
"""Chains of more derived types are gone through from the bottom, so that no stack of calls grows with them."""


class Reasons:
    """What tells why the rules of a program fired: functions for those that derive facts, statements for the others."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._space = program.space
        self.layout = program.layout
        self._space.space.update(leaves=self.leaves, closed_by=closed_by)
        self._space.space.update(HELPERS)
        self._memo = program.place("memo")
        counts = any(isinstance(step, AtMost) for rule in program.rules for step in rule.clause.steps)
        self.tells_absences = "counted" if counts else "absences"  # what tells absences as JSON
        self._asked: dict[Match, int] = {}
        self._derived: dict[str, list[tuple[int, Callable[..., Grounds]]]] = {}
        for rule in program.rules:
            head = rule.clause.head
            if isinstance(head, Derive) and head.type in program.kept:
                code = placed(self._code(rule.clause, rule.number), rule.number + 2)
                why = self._space.define(code, rule.clause.rule, program.file)
                self._derived.setdefault(head.type, []).append((program.place(rule.fired), why))

    def leaves(self, state: State, fact_type: str, item: tuple[Any, ...]) -> Grounds:
        """What a derived fact rests on, over all ways in which it was derived."""
        memo = state[self._memo]
        found: Grounds | None = memo.get((fact_type, item))
        if found is None:
            ways = self._ways(state, fact_type)[item]
            if len(ways) == 1:
                why, firing = ways[0]
                found = why(state, *firing)
            else:
                facts: set[str] = set()
                absent: dict[tuple[Any, ...], list[str]] = {}
                for why, firing in ways:
                    some, others = why(state, *firing)
                    facts.update(some)
                    absent.update(others)
                found = sorted(facts), absent
            memo[fact_type, item] = found
        return found

    def _ways(self, state: State, fact_type: str) -> _Ways:
        """The firings that derived each fact of a type."""
        memo: dict[str, _Ways] = state[self._memo]
        ways = memo.get(fact_type)
        if ways is None:
            ways = memo[fact_type] = {}
            for place, why in self._derived[fact_type]:
                for item, *firing in state[place]:
                    if item in ways:
                        ways[item].append((why, firing))
                    else:
                        ways[item] = [(why, firing)]
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
        body = self.statements(clause, slots) + statements("return facts, absent")
        parameters = ["state", *(f"x{n}" for n in range(len(clause.aliases)))]
        return statements("def why():\n    body", why=f"why{number}", parameters=parameters, body=body)

    def statements(self, clause: Clause, slots: Slots, *, as_text: bool = False, absences: bool = True) -> list[ast.stmt]:
        """The statements that fill ``facts`` (ids, sorted, each once) and ``absent``; they know ``state`` and the facts in the slots.

        ``as_text``: ``listed`` holds the facts as JSON besides. Without ``absences`` these are not looked for.
        """
        layout = self._program.layout
        body: list[ast.stmt] = []
        ids: list[ast.expr] = []  # of what is bound
        lists: list[ast.expr] = []  # of ids
        types: list[str] = []
        more = False
        for step in clause.steps:
            if isinstance(step, Bind) and not layout.is_derived(step.match.type):
                ids.append(layout.read(slots.item(step.slot), step.match.type, "id"))
                types.append(step.match.type)
            elif isinstance(step, Exists) and not layout.is_derived(step.match.type):
                variable = f"g{len(lists)}"
                body += self._matching(step.match, variable, slots)
                lists.append(name(variable))
                types.append(step.match.type)
            elif absences or not needs_record(step):
                more = more or not needs_record(step)
                body += self._step(step, slots)
        alone = self._alone(clause) if len(lists) == 1 and not ids and not more else None
        if more:
            body = [*statements("more = []"), *body]
            lists.append(name("more"))
        if alone is not None:  # sorted already, and the same for every firing
            told = statements("facts = g0")
            if as_text:
                told += _once("listed", expression("ids(facts)"), self._state("memo"), -1 - self._asked[alone])
        else:
            unique = not more and len(set(types)) == len(types)
            together = [*ids, *(ast.Starred(one, ast.Load()) for one in lists)]
            found: ast.expr = ast.List(ids, ast.Load())
            if len(together) > 1 or lists:
                found = expression("sorted(a)", a=ast.List(together, ast.Load()) if unique else ast.Set(together))
            told = statements("facts = found", found=found)
            told += statements("listed = ids(facts)") if as_text else []
        reads = [s for step in clause.binds for s in slots.read(step.slot)]
        absent = statements("absent = {}" if self.may_have_absences(clause) and (more or absences) else "absent = nothing")
        return [*absent, *reads, *body, *told]

    def _alone(self, clause: Clause) -> Match | None:
        """The pattern of the one condition that facts come from, where it refers to nothing."""
        (match,) = (step.match for step in clause.steps if isinstance(step, Exists))
        return None if match.joined else match

    def may_have_absences(self, clause: Clause) -> bool:
        """Whether absences may be among what the clause rests on."""
        steps = [inner for step in clause.steps for inner in ((step.domain, step.then) if isinstance(step, Every) else (step,))]
        return any(
            needs_record(step) or self._program.layout.is_derived(step.type if isinstance(step, Match) else step.match.type)
            for step in steps
        )

    def _step(self, step: Step, slots: Slots) -> list[ast.stmt]:
        """The statements that add to ``more`` and ``absent`` what a step rests on."""
        if isinstance(step, Bind):
            return self._rests_on(step.match.type, slots.item(step.slot))
        if isinstance(step, Absent | AtMost):
            return self._known_absent(step, slots)
        if isinstance(step, Exists):
            return self._each(step.match, "f", slots, self._rests_on(step.match.type, name("f")))
        if isinstance(step, AtLeast):
            return self._at_least(step, slots)
        item = f"x{step.slot}"
        then = self._step(step.then, slots)
        return self._each(step.domain, item, slots, [*self._rests_on(step.domain.type, name(item)), *slots.read(step.slot), *then])

    def _at_least(self, step: AtLeast, slots: Slots) -> list[ast.stmt]:
        """All facts that were counted, and all of which a share was asked for."""
        body = self._rests_on(step.match.type, name("f"))
        if step.distinct is not None:
            value = self.layout.read(name("f"), step.match.type, step.distinct)
            body = statements("if a is not None:\n    body", a=value, body=body)
        found = self._each(step.match, "f", slots, body)
        if isinstance(step.number, Share):
            of = step.number.of
            found += statements(
                "for f in rows:\n    body", rows=self._state(self._program.names.base(of)), body=self._rests_on(of, name("f"))
            )
        return found

    def _each(self, match: Match, item: str, slots: Slots, body: list[ast.stmt]) -> list[ast.stmt]:
        """For each fact that matches."""
        if match.fixed or match.joined:
            body = statements("if test:\n    body", test=self._test(match, item, slots), body=body)
        return statements("for f in rows:\n    body", f=item, rows=self._rows(match), body=body)

    def _rests_on(self, fact_type: str, item: ast.expr) -> list[ast.stmt]:
        if self._program.layout.is_derived(fact_type):
            return statements(
                "some, others = leaves(state, kind, item)\nmore += some\nabsent.update(others)", kind=constant(fact_type), item=item
            )
        return statements("more.append(id)", id=self._program.layout.read(item, fact_type, "id"))

    def _matching(self, match: Match, variable: str, slots: Slots) -> list[ast.stmt]:
        """The ids of all facts that match, in a variable; sorted where the pattern refers to nothing."""
        id = self._program.layout.read(name("f"), match.type, "id")
        checks = match.fixed or match.joined
        found = expression(
            "[id for f in rows if test]" if checks else "[id for f in rows]",
            id=id,
            rows=self._rows(match),
            test=self._test(match, "f", slots),
        )
        if match.joined:
            return statements("g = found", g=variable, found=found)
        number = self._asked.setdefault(match, len(self._asked))  # several rules and findings may ask for the same
        return _once(variable, expression("sorted(found)", found=found), self._state("memo"), number)

    def _test(self, match: Match, item: str, slots: Slots) -> ast.expr:
        return self._program.patterns.strict((*match.fixed, *match.joined), match.type, name(item), slots.value, slots.kind)

    def _rows(self, match: Match) -> ast.expr:
        return self._state(self._program.names.base(match.type))

    def _state(self, variable: str) -> ast.expr:
        return expression("state[place]", place=constant(self._program.place(variable)))

    def _known_absent(self, step: Absent | AtMost, slots: Slots) -> list[ast.stmt]:
        match = step.match
        bound = bound_values(match, slots.value, self._space)
        closures = self._state(self._program.names.closures(match.type))
        key = [constant(match.type), self._where(match, slots)]
        if isinstance(step, AtMost):
            key += [self._allowed(step), constant(step.distinct or "")]
        return statements(
            "absent[key] = closed_by(closures, bound) if closures.denied else none", key=tuple_of(key), closures=closures, bound=bound
        )

    def _allowed(self, step: AtMost) -> ast.expr:
        """How many may hold."""
        if not isinstance(step.number, Share):
            return constant(step.number)
        whole, fraction = self._state(self._program.names.base(step.number.of)), step.number.fraction
        return expression("len(whole) * n // m", whole=whole, n=constant(fraction.numerator), m=constant(fraction.denominator))

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
            for n, (op, values) in enumerate(sorted(tests.items())):
                pieces += ["," if n else "{", json_text(op), ":", *values]
            pieces.append("}")
        return joined([*pieces, "}"] if pieces else ["{}"])


def _once(variable: str, made: ast.expr, memo: ast.expr, number: int) -> list[ast.stmt]:
    """The statements that fill a variable, and keep its value for whoever asks again about the same case."""
    template = "v = memo.get(number)\nif v is None:\n    v = memo[number] = made"
    return statements(template, v=variable, made=made, memo=memo, number=constant(number))
