"""What calls the functions of the rules: one driver that lets every rule fire, and one that stops as soon as the statuses are known."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from ringrose.engines.compiled.layout import Layout
from ringrose.engines.compiled.rules import Names, RuleCode
from ringrose.engines.compiled.syntax import all_of, any_of, constant, expression, name, placed, statements, tuple_of
from ringrose.engines.compiled.tables import Table, TableCode
from ringrose.model.pack import Criterion, Element
from ringrose.plan import Concludes, Derive, Every, Plan

__all__ = ["Drivers"]

MOST_NESTED = 20  # gates of a rule that stand within each other; of more all tables are made at once

MOST_LATE = 8  # rules that derive facts and wait until another reads these; more of them all fire at the beginning

_HEAD = "(lists, partners, fields, years, calendar, closed, unknown):\n    body"


class Drivers:
    """Makes the drivers of a program, whose ``rules`` find all firings."""

    def __init__(self, plan: Plan, layout: Layout, names: Names, tables: TableCode, rules: Sequence[RuleCode]) -> None:
        self._plan, self._layout, self._names, self._tables, self._rules = plan, layout, names, tables, rules
        self._derived = {names.base(t): t for t in names.types if layout.is_derived(t)}
        self._behind = self._dependences()

    def _dependences(self) -> dict[str, list[str]]:
        """For the variable of each derived type those of the derived types that stand behind it, lowest first, itself last."""
        behind: dict[str, dict[str, None]] = {variable: {} for variable in self._derived}
        for rule in self._rules:  # what a rule reads stands before it
            if isinstance(rule.clause.head, Derive):
                own = behind[self._names.base(rule.clause.head.type)]
                for variable in self._reads(rule):
                    own.update(behind[variable])
                    own[variable] = None
        return {variable: [*found, variable] for variable, found in behind.items()}

    def _reads(self, rule: RuleCode) -> list[str]:
        """The variables of the derived types that a rule reads."""
        matches = [*rule.clause.exceptions]
        for step in rule.clause.steps:
            matches += [step.domain, step.then.match] if isinstance(step, Every) else [step.match]
        return list(dict.fromkeys(v for match in matches if (v := self._names.base(match.type)) in self._derived))

    def _function(self, told: str, body: list[ast.stmt]) -> list[ast.stmt]:
        base = self._names.base
        parts = {"partners": base("partner"), "fields": base("field"), "years": base("year")}
        return statements(f"def {told}{_HEAD}", body=[*self._opening(), *body], **parts)

    def _opening(self) -> list[ast.stmt]:
        """What is known of the case before any rule fires; tables are not made yet."""
        names = self._names
        types = self._plan.pack.vocabulary.recordable
        body: list[ast.stmt] = [_unpacked([names.base(t) for t in types], "lists")] if types else []
        negated = sorted(self._plan.negated)
        for fact_type in negated:
            body += statements("c = closed.get(kind)", c=names.closures(fact_type), kind=constant(fact_type))
        if negated:
            asked = [s for t in negated for s in statements("u = unknown.get(kind, none)", u=names.unknown(t), kind=constant(t))]
            nothing = _alike([names.unknown(t) for t in negated], name("none"))
            body += statements("if unknown:\n    asked\nelse:\n    nothing_unknown", asked=asked, nothing_unknown=nothing)
        of_years = [variable for table, variable in names.tables.items() if table.type == "year"]
        if of_years:
            body.append(_unpacked(of_years, "calendar"))
        body += _alike([variable for table, variable in names.tables.items() if table.type != "year"], constant(None))
        return body

    # -- every rule -------------------------------------------------------------------------------------------------------------------

    def infer(self) -> tuple[list[ast.stmt], dict[str, int]]:
        """The driver that lets every rule fire, and where the variables stand in the state that it gives."""
        body = [s for variable in self._derived for s in statements("f = set()", f=variable)]
        body += _alike([rule.fired for rule in self._rules], tuple_of(()))
        for rule in self._rules:
            call = statements("r = call", r=rule.fired, call=_called(rule))
            body += placed(self._guarded(rule, call), rule.number + 2)
        body += self._judging()
        closures = [self._names.closures(t) for t in sorted(self._plan.negated)]
        kept = [*(rule.fired for rule in self._rules), *self._names.types.values(), *closures, "memo"]
        body += statements("memo = {}\nreturn state", state=tuple_of([name("statuses"), name("codes"), *map(name, kept)]))
        return self._function("infer", body), {variable: n for n, variable in enumerate(kept, 2)}

    def _guarded(self, rule: RuleCode, call: list[ast.stmt]) -> list[ast.stmt]:
        """A call of a rule where what it needs is not empty; tables are made when a rule first looks into them, and not before."""
        in_gates = {table for gate in rule.gates for table in gate.tables}
        inner = [*self._ready(t for t in rule.tables if t not in in_gates), *call]
        if len(rule.gates) > MOST_NESTED:
            tests = all_of([gate.test for gate in rule.gates])
            inner = [*self._ready(in_gates), *statements("if tests:\n    inner", tests=tests, inner=inner)]
        else:
            for gate in reversed(rule.gates):
                inner = [*self._ready(gate.tables), *statements("if test:\n    inner", test=gate.test, inner=inner)]
        needed = [name(variable) for variable in rule.needed()]
        return statements("if needed:\n    inner", needed=all_of(needed), inner=inner) if needed else inner

    def _ready(self, tables: Iterable[Table]) -> list[ast.stmt]:
        """The statements that make tables unless they are there."""
        body: list[ast.stmt] = []
        for table in tables:
            if table.type != "year":
                variable = self._names.tables[table]
                body += statements("if t is None:\n    made", t=variable, made=self._tables.ready(table, variable))
        return body

    def _judging(self) -> list[ast.stmt]:
        """The codes of the criteria by what fired, and the statuses of the elements by their criteria."""
        body: list[ast.stmt] = []
        codes: list[ast.expr] = []
        elements = []
        for element in self._plan.pack.elements:
            told: list[tuple[Criterion, ast.expr]] = []
            for criterion in element.criteria:
                parts = []
                for n, polarity in ((1, "satisfies"), (2, "violates")):
                    fired = [name(rule.fired) for rule in _about(self._rules, element, criterion, polarity)]
                    if fired:
                        parts.append(expression("(n if fired else 0)", fired=any_of(fired), n=constant(n)))
                code = parts[0] if len(parts) == 1 else expression("a + b", a=parts[0], b=parts[1]) if parts else constant(0)
                body += statements("s = code", s=f"s{len(codes)}", code=code)
                told.append((criterion, name(f"s{len(codes)}")))
                codes.append(name(f"s{len(codes)}"))
            elements.append(_status(told))
        return body + statements("statuses = e\ncodes = c", e=tuple_of(elements), c=tuple_of(codes))

    # -- no more rules than it takes --------------------------------------------------------------------------------------------------

    def statuses(self, quick: Sequence[RuleCode]) -> list[ast.stmt]:
        """The driver that gives the statuses of the elements alone; the rules of ``quick`` find only whether there is a firing.

        A rule is not asked where another has shown the same, nor where the element is known to be not met; and facts are derived when a
        rule is asked that reads them.
        """
        late = sum(isinstance(rule.clause.head, Derive) for rule in self._rules) <= MOST_LATE
        body = _alike(list(self._derived), constant(None))
        if not late:
            every = dict.fromkeys(v for behind in self._behind.values() for v in behind)
            body += [s for variable in every for s in self._derive(variable)]
        elements: list[ast.expr] = []
        for n, element in enumerate(self._plan.pack.elements):
            found, broken = self._quick_element(n, element, quick, late)
            body += found
            elements.append(broken)
        return self._function("statuses", body + statements("return e", e=tuple_of(elements)))

    def _quick_element(self, n: int, element: Element, quick: Sequence[RuleCode], late: bool) -> tuple[list[ast.stmt], ast.expr]:
        """The statements that ask the rules of an element, and its status."""
        broken = f"b{n}"
        body = statements("b = False", b=broken)
        contested: list[ast.expr] = []
        unknown: list[ast.expr] = []
        # First those that nothing can satisfy: if such a criterion is violated, nothing else counts.
        counted = [c for c in element.criteria if c.role != "informative"]
        first = True
        for m, criterion in sorted(enumerate(counted), key=lambda one: bool(_about(quick, element, one[1], "satisfies"))):
            known: list[ast.expr] = []
            for variable, polarity in ((f"q{n}_{m}", "violates"), (f"p{n}_{m}", "satisfies")):
                for k, rule in enumerate(_about(quick, element, criterion, polarity)):
                    if k == 0:
                        body += statements("v = False", v=variable)
                        known.append(name(variable))
                    asked = [expression("not b", b=name(broken))] * (not first) + [expression("not v", v=name(variable))] * (k > 0)
                    call = statements("v = call", v=variable, call=_called(rule))
                    before = dict.fromkeys(v for read in self._reads(rule) for v in self._behind[read]) if late else ()
                    derived = [s for one in before for s in self._derive(one)]
                    inner = placed([*derived, *self._guarded(rule, call)], rule.number + 2)
                    body += statements("if asked:\n    inner", asked=all_of(asked), inner=inner) if asked else inner
            violated = [one for one in known if isinstance(one, ast.Name) and one.id.startswith("q")]
            satisfied = [one for one in known if one not in violated]
            if violated:
                refuted = all_of([*violated, *(expression("not s", s=s) for s in satisfied)])
                body += statements("if refuted:\n    b = True", refuted=refuted, b=broken)
                first = False
            if violated and satisfied:
                contested.append(all_of(known))
            if criterion.role == "essential":
                unknown.append(expression("not known", known=any_of(known)))
        status = expression(
            '"not_met" if b else "contested" if contested else "undetermined" if unknown else "met"',
            b=name(broken),
            contested=any_of(contested),
            unknown=any_of(unknown),
        )
        return body, status

    def _derive(self, variable: str) -> list[ast.stmt]:
        """The statements that derive the facts of a type unless they were derived; those of the types behind it are there."""
        rules = [rule for rule in self._rules if isinstance(rule.clause.head, Derive) and rule.clause.head.type == self._derived[variable]]
        inner = [s for rule in rules for s in placed(self._guarded(rule, [ast.Expr(_called(rule))]), rule.number + 2)]
        return statements("if f is None:\n    f = set()\n    inner", f=variable, inner=inner)


def _called(rule: RuleCode) -> ast.expr:
    """The call of a rule; one that has nothing left to test has fired."""
    return ast.Call(name(rule.name), [name(p) for p in rule.parameters], []) if rule.tests else constant(True)


def _about(rules: Iterable[RuleCode], element: Element, criterion: Criterion, polarity: str) -> list[RuleCode]:
    """The rules that conclude so about a criterion."""
    full = f"{element.id}.{criterion.id}"
    heads = ((rule, rule.clause.head) for rule in rules)
    return [rule for rule, head in heads if isinstance(head, Concludes) and (head.criterion, head.polarity) == (full, polarity)]


def _status(told: Sequence[tuple[Criterion, ast.expr]]) -> ast.expr:
    """The status of an element by the codes of its criteria."""
    counted = [code for criterion, code in told if criterion.role != "informative"]
    essential = [code for criterion, code in told if criterion.role == "essential"]
    return expression(
        '"not_met" if violated else "contested" if contested else "undetermined" if unknown else "met"',
        violated=any_of([expression("s == 2", s=s) for s in counted]),
        contested=any_of([expression("s == 3", s=s) for s in counted]),
        unknown=any_of([expression("s == 0", s=s) for s in essential]),
    )


def _unpacked(variables: Sequence[str], value: str) -> ast.stmt:
    return ast.Assign([ast.Tuple([ast.Name(v, ast.Store()) for v in variables], ast.Store())], name(value))


def _alike(variables: Sequence[str], value: ast.expr) -> list[ast.stmt]:
    """Several variables with one value."""
    return [ast.Assign([ast.Name(v, ast.Store()) for v in variables], value)] if variables else []
