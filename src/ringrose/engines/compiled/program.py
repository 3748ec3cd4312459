"""The program of a pack: generated functions that find where each rule fires, and the statuses that follow."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ringrose.engines.compiled.closing import closed_records, closed_types, covered
from ringrose.engines.compiled.items import Denial, Frame, Items, Mappings, RecordItems, parted
from ringrose.engines.compiled.layout import Layout, plain_name, years_of
from ringrose.engines.compiled.patterns import Patterns
from ringrose.engines.compiled.rules import Names, RuleCode, Use
from ringrose.engines.compiled.syntax import Globals, all_of, any_of, constant, expression, name, placed, show_lines, statements, tuple_of
from ringrose.engines.compiled.tables import FEW, Table, TableCode, grouped
from ringrose.model.case import Review
from ringrose.plan import Bound, Clause, Concludes, Derive, Every, Match, Plan

__all__ = ["CODES", "Inferred", "Program", "State"]

State = tuple[Any, ...]
"""What inference leaves: statuses of the elements, codes of the criteria, and then the variables of the program by `Program.place`."""

Inferred = tuple[State, list[Denial], Mapping[str, Sequence[Any]]]
"""The state, the denials, and the facts that could not be told, by type."""

CODES = ("unknown", "satisfied", "violated", "contested")
"""The statuses of criteria, by their codes: 1 where something satisfies it, and 2 more where something violates it."""

MAX_CALENDARS = 1000


def uses_of(clauses: Sequence[Clause]) -> dict[str, Use]:
    """What is made of each type that rules read.

    The firings of a derived type count where its facts end in the justification of a finding. Of others only values are of use, and of
    these only those that exceptions test.
    """
    kept: set[str] = set()
    while True:
        read = {
            match.type
            for clause in clauses
            if isinstance(clause.head, Concludes) or clause.head.type in kept
            for match in patterns_in(clause)
        }
        if read <= kept:
            break
        kept |= read
    tested: dict[str, set[str]] = {}
    for clause in clauses:
        for pattern in (*clause.exceptions, *patterns_in(clause)):
            of_type = tested.setdefault(pattern.type, set())
            of_type.update(check.attribute for check in (*pattern.fixed, *pattern.joined))
        of_slots = {step.slot: step.match.type for step in clause.binds}
        for bound in bounds_in(clause):
            if bound.slot in of_slots:
                tested.setdefault(of_slots[bound.slot], set()).add(bound.attribute)
    return {t: Use() if t in kept else Use(False, frozenset(attributes)) for t, attributes in tested.items()}


def patterns_in(clause: Clause) -> Iterable[Match]:
    """The patterns of the conditions of a clause."""
    for step in clause.steps:
        if isinstance(step, Every):
            yield from (step.domain, step.then.match)
        else:
            yield step.match


def bounds_in(clause: Clause) -> Iterable[Bound]:
    """The references of a clause."""
    for match in (*patterns_in(clause), *clause.exceptions):
        yield from match.bounds
    if isinstance(clause.head, Derive):
        yield from (value for _, value in clause.head.attributes if isinstance(value, Bound))


def _use(clause: Clause, uses: Mapping[str, Use]) -> Use:
    """What is made of what a clause concludes; of a derived fact that nobody reads, nothing."""
    return uses.get(clause.head.type, Use(False, frozenset())) if isinstance(clause.head, Derive) else Use()


class Program:
    """Generated from a plan, for cases of one layout."""

    def __init__(self, plan: Plan, layout: Layout) -> None:
        self.plan, self.layout = plan, layout
        self.items: Items = Mappings() if layout.records is None else RecordItems(layout.records)
        self.space = Globals(covered=covered, grouped=grouped, plain_name=plain_name)
        self.space.space.update(any=any, len=len, set=set, none=[], nothing={}, few=FEW)
        self.patterns = Patterns(layout, self.space)
        self.names = Names(self.space)
        self.file = f"<pack {plan.pack.id} {plan.pack.digest}>"
        clauses = tuple(plan.clauses())
        uses = uses_of(clauses)
        self.kept = frozenset(t for t, use in uses.items() if use.firings and layout.is_derived(t))
        self.rules = tuple(RuleCode(clause, n, layout, self.patterns, self.names, _use(clause, uses)) for n, clause in enumerate(clauses))
        self.types = plan.pack.vocabulary.recordable
        for fact_type in (*self.types, "partner", "field", "year", *self.kept):
            self.names.base(fact_type)
        self._tables = TableCode(layout, self.patterns, lambda t: name(self.names.base(t)), lambda t: name(self.names.unknown(t)))
        self._calendar_tables = [t for t in self.names.tables if t.type == "year"]
        self._calendars: dict[tuple[date | int, date | int], tuple[Any, Any]] = {}
        show_lines(self.file, ["what all rules share", *(f"rule {rule.clause.rule}" for rule in self.rules)])
        for rule in self.rules:
            if rule.tests:
                self.space.define(placed(rule.function(), rule.number + 2), rule.clause.rule, self.file)
        self._make_calendar = self.space.define(self._calendar_code(), "calendar", self.file)
        self._places: dict[str, int] = {}
        self.part: Callable[..., Any] = self.space.define(self._part_code(), "part", self.file)
        self.infer: Callable[..., State] = self.space.define(self._infer_code(), "infer", self.file)

    def place(self, variable: str) -> int:
        """Where a variable of the program stands in the state."""
        return self._places[variable]

    def calendar(self, start: date | int, end: date | int) -> tuple[Any, Any]:
        """The years of a review, and the tables of them that rules look into."""
        known = self._calendars.get((start, end))
        if known is None:
            years = years_of(Review(start, end))
            if len(self._calendars) >= MAX_CALENDARS:
                self._calendars.clear()
            known = self._calendars[start, end] = years, self._make_calendar(years)
        return known

    def run(self, frame: Frame, lists: Sequence[Any], others: Sequence[Any]) -> Inferred:
        """Infer, from the parts of a case and from what `part` makes of its facts."""
        _, partners, fields, start, end, complete, plain = frame
        years, calendar = self.calendar(start, end)
        unknown, denials = parted(self.items, others) if others else ({}, [])
        closed = closed_types(tuple(complete)) if plain and not denials else closed_records(complete, denials)
        return self.infer(lists, partners, fields, years, calendar, closed, unknown), denials, unknown

    # -- code -------------------------------------------------------------------------------------------------------------------------

    def _calendar_code(self) -> list[ast.stmt]:
        made = [s for t in self._calendar_tables for s in self._tables.ready(t, self.names.tables[t])]
        tables = tuple_of([name(self.names.tables[t]) for t in self._calendar_tables])
        return statements("def calendar(years):\n    made\n    return tables", made=made, tables=tables, years=self.names.base("year"))

    def _infer_code(self) -> list[ast.stmt]:
        names = self.names
        body = self._opening()
        fired = [rule.fired for rule in self.rules]
        open_tables = [names.tables[t] for t in names.tables if t.type != "year"]
        for variables, value in ((fired, tuple_of(())), (open_tables, constant(None))):
            if variables:
                body.append(ast.Assign([ast.Name(v, ast.Store()) for v in variables], value))
        if self._calendar_tables:
            target = ast.Tuple([ast.Name(names.tables[t], ast.Store()) for t in self._calendar_tables], ast.Store())
            body.append(ast.Assign([target], name("calendar")))
        for rule in self.rules:
            body += self._call(rule)
        body += self._judging(fired) + statements("memo = {}")
        kept = self._kept_variables(fired)
        self._places = {variable: n for n, variable in enumerate(kept, 2)}
        body += statements("return state", state=tuple_of([name("statuses"), name("codes"), *map(name, kept)]))
        return statements(
            "def infer(lists, partners, fields, years, calendar, closed, unknown):\n    body",
            partners=names.base("partner"),
            fields=names.base("field"),
            years=names.base("year"),
            body=body,
            parameters=(),
        )

    def _kept_variables(self, fired: Iterable[str]) -> list[str]:
        closures = [self.names.closures(t) for t in self.plan.negated]
        return [*fired, *self.names.types.values(), *closures, "memo"]

    def _part_code(self) -> list[ast.stmt]:
        """The facts of a case by type, and those that do not hold."""
        names, records = self.names, self.layout.records
        lists = [names.base(t) for t in self.types]
        body = [s for variable in lists for s in statements("f = []", f=variable)]
        keys: list[ast.expr | None] = [constant(t) if records is None else self.space.value(records.fact(t)) for t in self.types]
        body += statements("other = []\nrows = mapping", mapping=ast.Dict(keys, [name(v) for v in lists]))
        if records is None:
            holds, row = 'if "holds" in f and f["holds"] is not True:', 'f["fact"]'
        else:
            holds, row = "if f.holds is not True:", "f.__class__"
        body += statements(f"for f in facts:\n    {holds}\n        other.append(f)\n    else:\n        rows[{row}].append(f)")
        body += statements("return lists, other", lists=tuple_of([name(v) for v in lists]))
        return statements("def part(facts):\n    body", body=body)

    def _opening(self) -> list[ast.stmt]:
        """What is known of the case before any rule fires."""
        names = self.names
        target = ast.Tuple([ast.Name(names.base(t), ast.Store()) for t in self.types], ast.Store())
        body: list[ast.stmt] = [ast.Assign([target], name("lists"))] if self.types else []
        for fact_type in names.types:
            if self.layout.is_derived(fact_type):
                body += statements("f = set()", f=names.base(fact_type))
        for fact_type in sorted(self.plan.negated):
            body += statements("c = closed.get(kind)", c=names.closures(fact_type), kind=constant(fact_type))
            body += statements("u = unknown.get(kind, none)", u=names.unknown(fact_type), kind=constant(fact_type))
        return body

    def _call(self, rule: RuleCode) -> list[ast.stmt]:
        """Let a rule fire where what it needs is not empty; a table is made when a rule first looks into it, and not before."""
        made: list[ast.stmt] = []
        tables = [t for t in rule.tables if not any(t in gate.tables for gate in rule.gates)]
        made += [s for table in tables for s in self._ready(table)]
        call = ast.Call(name(rule.name), [name(p) for p in rule.parameters], []) if rule.tests else ast.Constant(True)
        inner = [*made, *statements("r = call", r=rule.fired, call=call)]
        for gate in reversed(rule.gates):
            inner = [
                *(s for table in gate.tables for s in self._ready(table)),
                *statements("if test:\n    inner", test=gate.test, inner=inner),
            ]
        needed = rule.needed()
        return placed(statements("if needed:\n    inner", needed=all_of(needed), inner=inner) if needed else inner, rule.number + 2)

    def _ready(self, table: Table) -> list[ast.stmt]:
        """The statements that make a table unless it is there."""
        if table.type == "year":
            return []
        variable = self.names.tables[table]
        return statements("if t is None:\n    made", t=variable, made=self._tables.ready(table, variable))

    def _judging(self, fired: Sequence[str]) -> list[ast.stmt]:
        """The codes of the criteria by what fired, and the statuses of the elements by their criteria."""
        for_criterion: dict[tuple[str, str], list[ast.expr]] = {}
        for variable, rule in zip(fired, self.rules, strict=True):
            head = rule.clause.head
            if isinstance(head, Concludes):
                for_criterion.setdefault((head.criterion, head.polarity), []).append(name(variable))
        body: list[ast.stmt] = []
        codes: list[ast.expr] = []
        elements = []
        for element in self.plan.pack.elements:
            roles: dict[str, list[ast.expr]] = {"essential": [], "safeguard": [], "informative": []}
            for criterion in element.criteria:
                full = f"{element.id}.{criterion.id}"
                satisfied, violated = (for_criterion.get((full, polarity), []) for polarity in ("satisfies", "violates"))
                parts = [expression("(n if fired else 0)", fired=any_of(f), n=constant(n)) for n, f in ((1, satisfied), (2, violated)) if f]
                code = parts[0] if len(parts) == 1 else expression("a + b", a=parts[0], b=parts[1]) if parts else constant(0)
                variable = f"s{len(codes)}"
                body += statements("s = code", s=variable, code=code)
                codes.append(name(variable))
                roles[criterion.role].append(name(variable))
            counted = [*roles["essential"], *roles["safeguard"]]
            elements.append(
                expression(
                    '"not_met" if violated else "contested" if contested else "undetermined" if unknown else "met"',
                    violated=any_of([expression("s == 2", s=s) for s in counted]),
                    contested=any_of([expression("s == 3", s=s) for s in counted]),
                    unknown=any_of([expression("s == 0", s=s) for s in roles["essential"]]),
                )
            )
        return body + statements("statuses = e\ncodes = c", e=tuple_of(elements), c=tuple_of(codes))
