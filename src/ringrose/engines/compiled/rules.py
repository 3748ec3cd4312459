"""A clause becomes a function of straight lines: loops over what binds, and tests as early as their references are known."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from ringrose.engines.compiled.layout import Layout
from ringrose.engines.compiled.patterns import Patterns, Value
from ringrose.engines.compiled.syntax import Globals, all_of, constant, expression, name, statements, tuple_of
from ringrose.engines.compiled.tables import Could, Groups, Key, Keys, Perhaps, Rows, Some, Table, key_checks, rest_checks
from ringrose.errors import EngineError
from ringrose.model.pack import Share
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Check, Clause, Derive, Every, Exists, Literal, Match, Step

__all__ = ["Names", "RuleCode", "Slots", "Use", "bound_values", "needs_record", "refuse_many", "slots_of_step"]


MAX_BINDS = 15  # Python nests no more than 20 loops in a function


def refuse_many(clause: Clause) -> None:
    """Raise `EngineError` for a clause of more aliases than a function can have loops."""
    if len(clause.aliases) > MAX_BINDS:
        raise EngineError(
            f"The rule `{clause.rule}` binds {len(clause.aliases)} aliases; the engine `compiled` joins at most {MAX_BINDS} "
            "in one rule. Split the rule by a derived fact."
        )


def needs_record(step: Step | Match) -> bool:
    """Whether a step is about what is known not to hold, so that it needs a closed record."""
    return isinstance(step, Absent | AtMost)


def slots_of_step(step: Step) -> tuple[Bound, ...]:
    """The references of a step to slots outside of it."""
    if isinstance(step, Every):
        return (*step.domain.bounds, *(b for b in step.then.match.bounds if b.slot != step.slot))
    return step.match.bounds


class Slots:
    """The facts that the slots of a clause are bound to, as variables, and the values of references to them."""

    def __init__(self, clause: Clause, layout: Layout) -> None:
        self._layout = layout
        self.types: dict[int, str] = {}
        for step in clause.steps:
            if isinstance(step, Bind):
                self.types[step.slot] = step.match.type
            elif isinstance(step, Every):
                self.types[step.slot] = step.domain.type
        self.values: dict[tuple[int, str], str] = {}

    def item(self, slot: int) -> ast.expr:
        """The variable of the fact in a slot."""
        return name(f"x{slot}")

    def kind(self, bound: Bound) -> str:
        """The type of the attribute that is referred to."""
        return self._layout.kind(self.types[bound.slot], bound.attribute)

    def is_sure(self, bound: Bound) -> bool:
        """Whether the fact has the attribute, whatever the case."""
        return self._layout.is_sure(self.types[bound.slot], bound.attribute)

    def value(self, bound: Bound) -> ast.expr:
        """The variable that holds the value of a reference, less the years that are taken off."""
        value = name(self.values.setdefault((bound.slot, bound.attribute), f"v{bound.slot}_{len(self.values)}"))
        return expression("v - n", v=value, n=constant(bound.less)) if bound.less else value

    def read(self, slot: int) -> list[ast.stmt]:
        """The statements that fill the variables of references to a slot; call it when all of them are known."""
        found = []
        for (of, attribute), variable in self.values.items():
            if of == slot:
                bound = Bound(slot, attribute)
                value = self._layout.read(self.item(slot), self.types[slot], attribute, sure=self.is_sure(bound))
                found += statements("v = value", v=variable, value=value)
        return found

    def stated(self, bounds: Iterable[Bound]) -> list[ast.expr]:
        """That none of the references is to an attribute that the fact lacks."""
        unsure = {(b.slot, b.attribute): b for b in bounds if not self.is_sure(b)}
        return [expression("v is not None", v=self.value(b.whole)) for b in unsure.values()]


def bound_values(match: Match, value: Value, space: Globals) -> ast.expr:
    """What a pattern binds by equality or ``in``: a mapping of attributes to their values, and to whether these are days."""
    bound: dict[str, ast.expr] = {}
    for check in (*match.fixed, *match.joined):
        if check.op in ("is", "in"):
            values = tuple_of(space.value(o.value) if isinstance(o, Literal) else value(o) for o in check.operands)
            bound[check.attribute] = tuple_of((values, constant(check.of_days)))
    return ast.Dict([constant(attribute) for attribute in bound], list(bound.values()))


class Names:
    """The names of what all rules share: facts by type, closed records, tables."""

    def __init__(self, space: Globals) -> None:
        self.space = space
        self.types: dict[str, str] = {}
        self.tables: dict[Table, str] = {}

    def base(self, fact_type: str) -> str:
        """The facts of a type that hold."""
        return self.types.setdefault(fact_type, f"f{len(self.types)}")

    def closures(self, fact_type: str) -> str:
        """The closed records of a type."""
        return self.base(fact_type).replace("f", "c")

    def unknown(self, fact_type: str) -> str:
        """The facts of a type that could not be told."""
        return self.base(fact_type).replace("f", "u")

    def table(self, table: Table) -> str:
        """A table."""
        self.base(table.type)
        return self.tables.setdefault(table, f"t{len(self.tables)}")


@frozen
class Use:
    """What is made of the facts that a clause derives: whether its firings are asked for, and which of the values (None: all)."""

    firings: bool = True
    values: frozenset[str] | None = None


@frozen
class Gate:
    """A test that needs no fact of the clause: if it fails, the function is not called at all.

    ``tables`` and ``variables`` are what it looks into.
    """

    test: ast.expr
    tables: tuple[Table, ...] = ()
    variables: tuple[str, ...] = ()


class RuleCode:
    """The function of one clause: where and on which facts it fires."""

    def __init__(self, clause: Clause, number: int, layout: Layout, patterns: Patterns, names: Names, use: Use) -> None:
        self.clause, self.number, self.use = clause, number, use
        self._layout, self._patterns, self._names = layout, patterns, names
        self._slots = Slots(clause, layout)
        self.gates: list[Gate] = []
        self.tables: list[Table] = []
        self._used: dict[str, None] = {}  # the variables of the case that the function takes
        body = self._body()
        self.tests = bool(body)
        self.parameters = tuple(self._used)
        self._statements = body

    @property
    def name(self) -> str:
        """The name of the function."""
        whether = not self.use.firings and not isinstance(self.clause.head, Derive)
        return f"{'fires' if whether else 'rule'}{self.number}"

    @property
    def fired(self) -> str:
        """The variable of its firings."""
        return f"r{self.number}"

    def firings(self, fired: Any) -> Sequence[tuple[Any, ...]]:
        """What the function gave, as firings: the facts of the slots in order."""
        if not self.use.firings or not fired:
            return ()
        if isinstance(self.clause.head, Derive):
            return [firing for _, *firing in fired]
        if fired is True:
            return [()]
        return [(item,) for item in fired] if len(self.clause.aliases) == 1 else fired

    def function(self) -> list[ast.stmt]:
        """The definition of the function."""
        return statements("def rule():\n    body", rule=self.name, parameters=self.parameters, body=self._statements)

    def needed(self) -> list[str]:
        """The variables of what must not be empty for the clause to fire: facts of the types that it asks for, and closed records."""
        needed: dict[str, None] = {}
        for step in self.clause.steps:
            inner = [step.domain, step.then] if isinstance(step, Every) else [step if needs_record(step) else step.match]
            for one in inner:
                match = one if isinstance(one, Match) else one.match
                variable = self._names.closures(match.type) if needs_record(one) else self._names.base(match.type)
                needed[variable] = None
            if isinstance(step, AtLeast | AtMost) and isinstance(step.number, Share):
                needed[self._names.base(step.number.of)] = None
        return list(needed)

    # -- the body ---------------------------------------------------------------------------------------------------------------------

    def _body(self) -> list[ast.stmt]:
        """The statements of the function; none where the clause fires as soon as what it needs is not empty."""
        clause = self.clause
        filters: dict[int, list[tuple[list[ast.stmt], ast.expr]]] = {}
        for pattern in clause.exceptions:
            if not pattern.joined:
                self._gate(pattern, exception=True)
        for step in clause.steps:
            if isinstance(step, Exists) and not step.match.joined:
                self._gate(step.match)
        for step in clause.steps:
            if isinstance(step, Exists) and step.match.fixed and key_checks(step.match) and not rest_checks(step.match):
                table = self._keys(step.match)
                self.gates.append(Gate(name(self._names.table(table)), (table,)))
        for step in clause.steps:
            if not isinstance(step, Bind) and not (isinstance(step, Exists) and not step.match.joined):
                depth = 1 + max((b.slot for b in slots_of_step(step)), default=-1)
                filters.setdefault(depth, []).append(self._filter(step))
        for pattern in clause.exceptions:
            if not pattern.joined:
                continue
            depth = 1 + max((b.slot for b in pattern.bounds), default=-1)
            met = all_of([*self._slots.stated(pattern.bounds), self._exists(pattern)])
            filters.setdefault(depth, []).append(([], expression("not met", met=met)))
        final = self._final()
        binds = clause.binds
        if not binds and not filters and not isinstance(clause.head, Derive):
            return []
        # what is read of the slots is known once everything below was made: inside out
        inner = final
        for depth in range(len(binds), -1, -1):
            tests: list[ast.stmt] = []
            leave = "continue" if depth else "return o" if binds or isinstance(clause.head, Derive) else "return False"
            for before, test in filters.get(depth, ()):
                tests += [*before, *statements(f"if not test:\n    {leave}", test=test)]
            inner = [*tests, *inner]
            if depth:
                inner = self._loop(binds[depth - 1], inner)
        if binds or isinstance(clause.head, Derive):
            return [*statements("o = []"), *inner, *statements("return o")]
        return inner

    def _gate(self, match: Match, *, exception: bool = False) -> None:
        """Ask whether some fact matches a pattern without references before the function is called."""
        base = self._names.base(match.type)
        table = Some(match.type, match.fixed) if match.fixed else None
        rows = name(self._names.table(table) if table else base)
        if exception or table:
            self.gates.append(Gate(expression("not rows", rows=rows) if exception else rows, (table,) if table else (), (base,)))

    def _final(self) -> list[ast.stmt]:
        clause = self.clause
        items = [self._slots.item(slot) for slot in range(len(clause.aliases))]
        if not isinstance(clause.head, Derive):
            if not items or not self.use.firings:
                return statements("return True")
            return statements("o.append(firing)", firing=items[0] if len(items) == 1 else tuple_of(items))
        derived = clause.head.type
        given = dict(clause.head.attributes)
        asked = self._layout.attributes(derived) if self.use.values is None else self.use.values
        values = [self._given(given.get(a) if a in asked else None) for a in self._layout.attributes(derived)]
        add = statements("k = key\nd.add(k)", key=tuple_of(values), d=self._use(self._names.base(derived)))
        if self.use.firings:
            return add + statements("o.append(firing)", firing=tuple_of([name("k"), *items]))
        return add if asked else add + statements("return o")

    def _given(self, value: Literal | Bound | None) -> ast.expr:
        if value is None:
            return constant(None)
        return self._names.space.value(value.value) if isinstance(value, Literal) else self._slots.value(value)

    def _loop(self, bind: Bind, inner: list[ast.stmt]) -> list[ast.stmt]:
        """For each fact that a binding condition matches."""
        match = bind.match
        keys, rest = key_checks(match), rest_checks(match)
        item = f"x{bind.slot}"
        if keys:  # where there are few facts, looking at each costs less than grouping them
            rows, checks = self._group(match, keys), (*match.fixed, *match.joined)
        else:
            rows, checks = self._rows(match), rest
        tests = []
        if checks:
            known = {attribute: name(v) for (slot, attribute), v in self._slots.values.items() if slot == bind.slot}
            test = self._patterns.strict(checks, match.type, name(item), self._slots.value, self._slots.kind, known)
            tests = statements("if not test:\n    continue", test=test)
        loop = statements("for x in rows:\n    body", x=item, rows=rows, body=[*self._slots.read(bind.slot), *tests, *inner])
        stated = self._slots.stated(match.bounds)
        return statements("if stated:\n    loop", stated=all_of(stated), loop=loop) if stated else loop

    def _filter(self, step: Step) -> tuple[list[ast.stmt], ast.expr]:
        """The statements before a test, and the test: whether a step that binds nothing is true."""
        assert not isinstance(step, Bind)
        stated = self._slots.stated(slots_of_step(step))
        if not isinstance(step, Every):
            return [], all_of([*stated, self._holds(step)])
        then = all_of([*self._slots.stated(b for b in step.then.match.bounds if b.slot == step.slot), self._holds(step.then)])
        item = f"x{step.slot}"
        rows, tests = self._rows(step.domain), []
        if step.domain.joined:
            test = self._patterns.strict(step.domain.joined, step.domain.type, name(item), self._slots.value, self._slots.kind)
            tests = statements("if not test:\n    continue", test=test)
        loop = statements(
            "e = False\nfor x in rows:\n    tests\n    read\n    e = then\n    if not e:\n        break",
            x=item,
            rows=rows,
            tests=tests,
            read=self._slots.read(step.slot),
            then=then,
        )
        if stated:
            loop = statements("e = False\nif stated:\n    loop", stated=all_of(stated), loop=loop)
        return loop, name("e")

    # -- whether something holds ------------------------------------------------------------------------------------------------------

    def _holds(self, step: Exists | Absent | AtLeast | AtMost) -> ast.expr:
        if isinstance(step, Exists):
            return self._exists(step.match)
        if isinstance(step, AtLeast):
            return self._enough(step)
        if isinstance(step, AtMost):
            return self._few(step)
        return self._absent(step.match)

    def _exists(self, match: Match) -> ast.expr:
        """Whether a fact that holds matches."""
        keys, rest = key_checks(match), rest_checks(match)
        if keys and not rest:
            table = self._table(self._keys(match))
            return expression("key in table", key=self._key_value(keys), table=table)
        if not keys and not rest:
            return self._table(Some(match.type, match.fixed)) if match.fixed else self._variable(self._names.base(match.type))
        rows, test = self._near(match)
        return expression("any([True for f in rows if test])", rows=rows, test=test)

    def _near(self, match: Match) -> tuple[ast.expr, ast.expr]:
        """The facts that hold to look at, and the test by which one of them, ``f``, matches."""
        keys, rest = key_checks(match), rest_checks(match)
        if keys:
            rows = self._group(match, keys)
            rest = (*match.fixed, *match.joined)
        else:
            rows = self._rows(match)
        return rows, self._patterns.strict(rest, match.type, name("f"), self._slots.value, self._slots.kind)

    def _group(self, match: Match, keys: tuple[Check, ...]) -> ast.expr:
        """The facts that agree with references by equality; where there are few facts, all of them."""
        groups = self._table(Groups(match.type, match.fixed, tuple(self._key(c) for c in keys)))
        base = self._variable(self._names.base(match.type))
        return expression("groups.get(key, ()) if groups else base", groups=groups, key=self._key_value(keys), base=base)

    def _enough(self, step: AtLeast) -> ast.expr:
        """Whether at least as many facts match, or state as many different values, as are needed."""
        match = step.match
        rows, test = self._near(match)
        if step.distinct is None:
            found = expression("len(rows)" if _is_true(test) else "len([True for f in rows if test])", rows=rows, test=test)
        else:
            value = self._layout.read(name("f"), match.type, step.distinct)
            found = expression("len({a for f in rows if test and a is not None})", rows=rows, test=test, a=value)
        if not isinstance(step.number, Share):
            return expression("found >= n", found=found, n=constant(step.number))
        return expression("found * n >= share", found=found, n=constant(step.number.fraction.denominator), share=self._share(step.number))

    def _few(self, step: AtMost) -> ast.expr:
        """Whether it is known that no more facts match, or no more different values are stated, than are allowed."""
        match = step.match
        rows = self._table(Could(match.type, match.fixed))
        test = self._patterns.lenient(match.joined, match.type, name("f"), self._slots.value, self._slots.kind)
        if step.distinct is None:
            found = expression("len([True for f in rows if test])", rows=rows, test=test)
        else:
            value = self._layout.read(name("f"), match.type, step.distinct)
            found = expression("different([a for f in rows if test])", rows=rows, test=test, a=value)
        closed = self._closed(match)
        if not isinstance(step.number, Share):
            return expression("found <= n and closed", found=found, n=constant(step.number), closed=closed)
        n, share = constant(step.number.fraction.denominator), self._share(step.number)
        return expression("found * n <= share and closed", found=found, n=n, share=share, closed=closed)

    def _share(self, share: Share) -> ast.expr:
        """A share of the facts of a type, times its denominator."""
        whole = self._variable(self._names.base(share.of))
        return expression("len(whole) * n", whole=whole, n=constant(share.fraction.numerator))

    def _absent(self, match: Match) -> ast.expr:
        """Whether it is known that no fact matches: none does or could, and a closed record covers the pattern."""
        checks = (*match.fixed, *match.joined)
        unsure = {c.attribute: None for c in checks if c.op != "exists" and not self._layout.is_sure(match.type, c.attribute)}
        perhaps = self._table(Perhaps(match.type, tuple(unsure))) if unsure else self._variable(self._names.unknown(match.type))
        could = self._patterns.lenient(checks, match.type, name("f"), self._slots.value, self._slots.kind)
        possible = expression("perhaps and any([True for f in perhaps if could])", perhaps=perhaps, could=could)
        closed = self._closed(match)
        return expression("not exists and not possible and closed", exists=self._exists(match), possible=possible, closed=closed)

    def _closed(self, match: Match) -> ast.expr:
        """Whether a closed record covers the pattern."""
        return expression(
            "closures.whole or covered(closures.stated, bound)",
            closures=self._variable(self._names.closures(match.type)),
            bound=bound_values(match, self._slots.value, self._names.space),
        )

    # -- what the function looks up ---------------------------------------------------------------------------------------------------

    def _use(self, variable: str) -> str:
        self._used[variable] = None
        return variable

    def _variable(self, variable: str) -> ast.expr:
        return name(self._use(variable))

    def _table(self, table: Table) -> ast.expr:
        if table not in self.tables:
            self.tables.append(table)
        return self._variable(self._names.table(table))

    def _rows(self, match: Match) -> ast.expr:
        if match.fixed:
            return self._table(Rows(match.type, match.fixed))
        return self._variable(self._names.base(match.type))

    def _keys(self, match: Match) -> Keys:
        return Keys(match.type, match.fixed, tuple(self._key(c) for c in key_checks(match)))

    def _key(self, check: Check) -> Key:
        (operand,) = check.operands
        assert isinstance(operand, Bound)
        return check.attribute, operand.by_year and self._slots.kind(operand) != "date"

    def _key_value(self, keys: tuple[Check, ...]) -> ast.expr:
        values = []
        for check in keys:
            (operand,) = check.operands
            assert isinstance(operand, Bound)
            value = self._slots.value(operand)
            is_date = operand.by_year and self._slots.kind(operand) == "date"
            values.append(expression("v.year", v=value) if is_date else value)
        return values[0] if len(values) == 1 else tuple_of(values)


def _is_true(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and test.value is True
