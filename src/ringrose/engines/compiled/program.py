"""The program of a pack: generated functions that find where each rule fires, and the statuses that follow."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from ringrose.engines.compiled.closing import closed_records, closed_types, covered
from ringrose.engines.compiled.driving import Drivers
from ringrose.engines.compiled.items import Denial, Frame, Items, Mappings, RecordItems, parted
from ringrose.engines.compiled.layout import Layout, plain_name, years_of
from ringrose.engines.compiled.patterns import Patterns
from ringrose.engines.compiled.rules import Names, RuleCode, Use
from ringrose.engines.compiled.syntax import Globals, constant, name, placed, show_lines, statements, tuple_of
from ringrose.engines.compiled.tables import FEW, TableCode, different, grouped
from ringrose.model.case import Review
from ringrose.plan import AtLeast, Bound, Clause, Concludes, Derive, Every, Match, Plan

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
    these only those that exceptions test; where facts are counted all of them, for they tell facts apart.
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
    told_apart = {step.match.type for clause in clauses for step in clause.steps if isinstance(step, AtLeast)}
    return {t: Use() if t in kept else Use(False, None if t in told_apart else frozenset(attributes)) for t, attributes in tested.items()}


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
        self.space = Globals(covered=covered, different=different, grouped=grouped, plain_name=plain_name)
        self.space.space.update(any=any, len=len, set=set, none=[], nothing={}, few=FEW)
        self.patterns = Patterns(layout, self.space)
        self.names = Names(self.space)
        self.file = f"<pack {plan.pack.id} {plan.pack.digest}>"
        clauses = tuple(plan.clauses())
        uses = uses_of(clauses)
        self.kept = frozenset(t for t, use in uses.items() if use.firings and layout.is_derived(t))
        self.rules = tuple(RuleCode(clause, n, layout, self.patterns, self.names, _use(clause, uses)) for n, clause in enumerate(clauses))
        self.types = plan.pack.vocabulary.recordable
        for fact_type in (*self.types, "partner", "field", "year", *sorted(self.kept)):
            self.names.base(fact_type)
        self._tables = TableCode(layout, self.patterns, lambda t: name(self.names.base(t)), lambda t: name(self.names.unknown(t)))
        self._calendar_tables = [t for t in self.names.tables if t.type == "year"]
        self._calendars: dict[tuple[int, int, bool, bool], tuple[Any, Any]] = {}
        show_lines(self.file, ["what all rules share", *(f"rule {rule.clause.rule}" for rule in self.rules)])
        self._define(self.rules)
        self._make_calendar = self.space.define(self._calendar_code(), "calendar", self.file)
        self.part: Callable[..., Any] = self.space.define(self._part_code(), "part", self.file)
        infer, self._places = Drivers(plan, layout, self.names, self._tables, self.rules).infer()
        self.infer: Callable[..., State] = self.space.define(infer, "infer", self.file)

    def _define(self, rules: Iterable[RuleCode]) -> None:
        for rule in rules:
            if rule.tests:
                self.space.define(placed(rule.function(), rule.number + 2), rule.clause.rule, self.file)

    @cached_property
    def _statuses(self) -> Callable[..., tuple[str, ...]]:
        """The driver that finds the statuses alone, with the rules that it asks; made when it is first needed."""
        known = len(self.names.tables)
        quick = [
            RuleCode(rule.clause, rule.number, self.layout, self.patterns, self.names, Use(firings=False))
            for rule in self.rules
            if isinstance(rule.clause.head, Concludes)
        ]
        assert len(self.names.tables) == known, "what is looked up does not depend on how much is asked"
        self._define(quick)
        code = Drivers(self.plan, self.layout, self.names, self._tables, self.rules).statuses(quick)
        statuses: Callable[..., tuple[str, ...]] = self.space.define(code, "statuses", self.file)
        return statuses

    def place(self, variable: str) -> int:
        """Where a variable of the program stands in the state."""
        return self._places[variable]

    def calendar(self, start: date | int, end: date | int) -> tuple[Any, Any]:
        """The years of a review, and the tables of them that rules look into."""
        first, whole = (start, True) if isinstance(start, int) else (start.year, start.month == start.day == 1)
        last, entire = (end, True) if isinstance(end, int) else (end.year, (end.month, end.day) == (12, 31))
        known = self._calendars.get((first, last, whole, entire))  # all that the years of a review depend on
        if known is None:
            years = years_of(Review(start, end))
            if len(self._calendars) >= MAX_CALENDARS:
                self._calendars.clear()
            known = self._calendars[first, last, whole, entire] = years, self._make_calendar(years)
        return known

    def run(self, frame: Frame, lists: Sequence[Any], others: Sequence[Any]) -> Inferred:
        """Infer, from the parts of a case and from what `part` makes of its facts."""
        known, denials, unknown = self._known(frame, lists, others)
        return self.infer(*known), denials, unknown

    def statuses(self, frame: Frame) -> tuple[str, ...]:
        """The statuses of the elements, found with no more work than they take."""
        known, _, _ = self._known(frame, *self.part(frame[0]))
        return self._statuses(*known)

    def _known(self, frame: Frame, lists: Sequence[Any], others: Sequence[Any]) -> tuple[Any, list[Denial], Mapping[str, Sequence[Any]]]:
        _, partners, fields, start, end, complete, plain = frame
        years, calendar = self.calendar(start, end)
        unknown, denials = parted(self.items, others) if others else ({}, [])
        closed = closed_types(tuple(complete)) if plain and not denials else closed_records(complete, denials)
        return (lists, partners, fields, years, calendar, closed, unknown), denials, unknown

    # -- code -------------------------------------------------------------------------------------------------------------------------

    def _calendar_code(self) -> list[ast.stmt]:
        made = [s for t in self._calendar_tables for s in self._tables.ready(t, self.names.tables[t])]
        tables = tuple_of([name(self.names.tables[t]) for t in self._calendar_tables])
        return statements("def calendar(years):\n    made\n    return tables", made=made, tables=tables, years=self.names.base("year"))

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
