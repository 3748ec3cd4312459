"""From a clause to a rule of durable-rules, and from a case to the messages that the rule waits for.

Python decides each test that is not a plain join, and tells the engine by a message per combination of values for which it is true. What is
left to the engine is what it is good at: joins by equality, negation behind a gate, and finding all bindings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from attrs import define, field, frozen

from ringrose.engines.durable.handle import Message
from ringrose.engines.durable.session import Reference, Session, Slot, Tag
from ringrose.engines.durable.tables import (
    Columns,
    Row,
    Values,
    closed,
    columns_by_slot,
    combinations,
    counting,
    existing,
    possible,
    row_of,
    value_of,
)
from ringrose.errors import EngineError
from ringrose.meaning.facts import Firing, Item, Store
from ringrose.meaning.justify import holds
from ringrose.meaning.matching import resolve
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Clause, Every, Exists, Match, Step

__all__ = ["ClauseRule", "CounterexampleRule", "Names", "tag_messages"]

MAX_BINDS = 12  # durable-rules takes 16 positive conditions in a rule; one is the gate, some are left for tables
MAX_POSITIVE = 15
MAX_NEGATIVE = 40  # 60 were seen to work
MAX_TESTS = 240  # in one rule; 512 distinct tests in one ruleset are its end
MAX_USES = 40  # of one tag; some 50 tests that match one message are refused
MAX_SLOTS = 2  # that one table combines; of three slots with a hundred rows each there would be a million combinations
MAX_WIDTH = 100  # properties of one tag that rules share; 255 in one message are the end
LACKS_REFERENCE, LACKS_VALUE = -1, -2  # never equal, so that a missing attribute joins nothing

Test = Callable[[Store, Match, Values], bool]


@define
class Names:
    """Short sequential names for the properties of one ruleset's messages, and the tags that its rules share."""

    _next: count[int] = field(factory=lambda: count(1))
    _tags: dict[Any, Tag] = field(factory=dict)

    def fresh(self) -> str:
        """A property name that nothing else in the ruleset has."""
        return f"p{next(self._next)}"

    def tag(self, match: Match) -> Tag:
        """The tag of the facts that pass a pattern's fixed checks; conditions that ask for the same share it, up to a number."""
        same = (match.type, match.fixed)
        tag = self._tags.get(same)
        if tag is None or tag.uses == MAX_USES or len(tag.references) + len(tag.values) > MAX_WIDTH:
            tag = self._tags[same] = Tag(self.fresh(), match)
        tag.uses += 1
        return tag

    def reference(self, tag: Tag, columns: Columns) -> Reference:
        """The property of a tag's messages that carries the row of these columns."""
        in_any_slot = tuple(Bound(0, b.attribute, b.by_year) for b in columns)
        if in_any_slot not in tag.references:
            tag.references[in_any_slot] = Reference(tag, in_any_slot, self.fresh())
        return tag.references[in_any_slot]


def tag_messages(tag: Tag, session: Session) -> Iterator[Message]:
    """One message for each fact of a tag: which it is (``f``), and its rows."""
    for item in session.candidates(tag):
        properties = [(tag.name, 1), ("f", item.number)]
        for reference in tag.references.values():
            row = row_of(item, reference.columns)
            properties.append((reference.name, LACKS_REFERENCE if row is None else session.number_of(row)))
        for columns, name in tag.values.items():
            row = row_of(item, columns)
            properties.append((name, LACKS_VALUE if row is None else session.number_of(row)))
        yield tuple(properties)


def _joined(tests: Sequence[Mapping[str, Any]], joins: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A condition with joins. Several joins end with one that is always true: a last test that fails reads past its end."""
    tail: list[Mapping[str, Any]] = [{"z": {"g": "z"}}] if len(joins) > 1 else []
    together = [*tests, *joins, *tail]
    return {"$and": together} if len(together) > 1 else dict(together[0])


@frozen
class Table:
    """A condition told by messages: one for each combination of rows for which ``test`` is true.

    A table about the counterexamples of an `every` tells those that were found one stage earlier.
    """

    name: str
    match: Match
    test: Test
    slots: tuple[Slot, ...]
    every: Every | None = None

    def definition(self) -> dict[str, Any]:
        """The condition as durable-rules reads it."""
        return _joined([{self.name: 1}], [{f"{self.name}_{s.number}": {f"b{s.number}": s.reference.name}} for s in self.slots])

    def _true_combinations(self, session: Session) -> Iterator[tuple[Row, ...]]:
        for rows, values in combinations(list(map(session.rows, self.slots))):
            if self.test(session.store, self.match, values):
                yield rows

    def messages(self, session: Session) -> list[Message]:
        """The messages of one case."""
        if not self.slots and self.every is None:
            return [((self.name, 1),)] if self.test(session.store, self.match, {}) else []
        combos = self._true_combinations(session) if self.every is None else session.counterexamples[self.name]
        names = [f"{self.name}_{slot.number}" for slot in self.slots]
        return [((self.name, 1), *zip(names, map(session.number_of, rows), strict=True)) for rows in combos]


def _outer_bounds(every: Every) -> list[Bound]:
    """The references of an `every` to facts bound outside of it."""
    return [b for b in (*every.domain.bounds, *every.then.match.bounds) if b.slot != every.slot]


class ClauseRule:
    """A clause as a rule of durable-rules."""

    def __init__(self, clause: Clause, names: Names) -> None:
        self.clause = clause
        self.gate = names.fresh()
        self.weight = 1  # tests, at most: that of the gate, then those of the conditions
        self._names = names
        binds = clause.binds
        if len(binds) > MAX_BINDS:
            raise EngineError(
                f"The rule `{clause.rule}` binds {len(binds)} aliases; the engine `durable` joins at most {MAX_BINDS} in one rule. "
                "Split the rule by a derived fact."
            )
        self.tags: list[Tag] = []
        self._conditions = [self._bind(bind) for bind in binds]
        self._slots: dict[tuple[int, Columns], Slot] = {}
        self._positive: list[Table] = []
        self._negative: list[Table] = []
        self._afterwards: list[Step] = [left for bind in binds if (left := _beyond_equality(bind))]
        self._exceptions_afterwards: list[Match] = []
        for step in clause.steps:
            if not isinstance(step, Bind) and not self._fits(*self._tables(step)):
                self._afterwards.append(step)
        for exception in clause.exceptions:
            if not self._fits([], [self._table(exception, existing, exception.bounds)]):
                self._exceptions_afterwards.append(exception)

    def _bind(self, bind: Bind) -> dict[str, Any]:
        """Join the fact to slots on the left: one property for all equalities with one slot."""
        tag = self._names.tag(bind.match)
        self.tags.append(tag)
        pairs: dict[int, list[tuple[Bound, Bound]]] = {}
        for check in bind.match.joined:
            if check.op == "is":
                (operand,) = check.bounds()
                pairs.setdefault(operand.slot, []).append((Bound(0, check.attribute, operand.by_year), operand))
        joins = []
        for slot, equal in sorted(pairs.items()):
            own = tag.values.setdefault(tuple(mine for mine, _ in equal), self._names.fresh())
            reference = self._names.reference(self.tags[slot], tuple(theirs for _, theirs in equal))
            joins.append({own: {f"b{slot}": reference.name}})
        self.weight += 2 + len(joins)
        return _joined([{tag.name: 1}], joins)

    def _table(self, match: Match, test: Test, bounds: Sequence[Bound], every: Every | None = None) -> Table:
        slots = tuple(self._slot(number, columns) for number, columns in columns_by_slot(bounds).items())
        return Table(self._names.fresh(), match, test, slots, every)

    def _slot(self, number: int, columns: Columns) -> Slot:
        if (number, columns) not in self._slots:
            self._slots[number, columns] = Slot(number, columns, self._names.reference(self.tags[number], columns))
        return self._slots[number, columns]

    def _tables(self, step: Exists | Absent | AtLeast | AtMost | Every) -> tuple[list[Table], list[Table]]:
        """The tables that must have a row for the facts bound, and those that must not."""
        if isinstance(step, Exists):
            return [self._table(step.match, existing, step.match.bounds)], []
        if isinstance(step, Absent):
            return [self._table(step.match, closed, step.match.bounds)], [self._table(step.match, possible, step.match.bounds)]
        if isinstance(step, AtLeast | AtMost):
            return [self._table(step.match, counting(step), step.match.bounds)], []
        bounds = _outer_bounds(step)
        return [self._table(step.domain, existing, bounds)], [self._table(step.domain, existing, bounds, step)]

    def _fits(self, positive: list[Table], negative: list[Table]) -> bool:
        """Take the tables in, unless the rule would become larger than durable-rules bears; then Python tests after the firing."""
        tests = sum(2 + len(t.slots) for t in (*positive, *negative))
        asked = [t for t in (*self._positive, *positive) if t.slots]  # one without slots is a precondition, which the gate stands for
        if (
            any(len(t.slots) > MAX_SLOTS for t in (*positive, *negative))
            or 1 + len(self.tags) + len(asked) > MAX_POSITIVE
            or len(self._negative) + len(negative) > MAX_NEGATIVE
            or self.weight + tests > MAX_TESTS
        ):
            return False
        self.weight += tests
        self._positive += positive
        self._negative += negative
        return True

    def definition(self) -> dict[str, Any]:
        """The rule as durable-rules reads it: the gate first, negations last."""
        conditions: list[dict[str, Any]] = [{"g": {self.gate: 1}}]
        conditions += [{f"b{slot}": condition} for slot, condition in enumerate(self._conditions)]
        conditions += [{f"p{n}": table.definition()} for n, table in enumerate(self._positive) if table.slots]
        conditions += [{f"n{n}$not": table.definition()} for n, table in enumerate(self._negative)]
        return {"all": conditions, "dist": 0}

    def messages(self, session: Session) -> list[Message] | None:
        """What the engine is told of this case besides the tags; None where the rule cannot fire, so that it is not asked."""
        if not all(map(session.candidates, self.tags)):
            return None
        told: list[Message] = []
        for table in self._positive:
            rows = table.messages(session)
            if not rows:
                return None
            if table.slots:
                told += rows
        for table in self._negative:
            told += table.messages(session)
        return told

    def firing(self, matched: Mapping[str, Mapping[str, Any]], session: Session) -> Firing | None:
        """The facts that the rule fired on; None where a test that the engine was not asked says no."""
        firing: Firing = tuple(session.store.items[matched[f"b{slot}"]["f"]] for slot in range(len(self.tags)))
        slots = dict(enumerate(firing))
        if not all(holds(session.store, step, slots) for step in self._afterwards):
            return None
        if any(holds(session.store, Exists(exception), slots) for exception in self._exceptions_afterwards):
            return None
        return firing

    def counterexample_rules(self, names: Names) -> list[CounterexampleRule]:
        """The rules that look, one stage earlier, for what makes an `every` of this clause false."""
        return [CounterexampleRule(table.name, table.every, table.slots, names) for table in self._negative if table.every]


def _beyond_equality(bind: Bind) -> Bind | None:
    """The joined checks of a binding that are not plain equalities."""
    left = tuple(c for c in bind.match.joined if c.op != "is")
    return Bind(bind.slot, Match(bind.match.type, (), left)) if left else None


class CounterexampleRule:
    """Looks for facts of an `every`'s domain for which its second pattern is not true: "exists, and no counterexample"."""

    def __init__(self, table: str, every: Every, outer: tuple[Slot, ...], names: Names) -> None:
        self.table = table
        self.gate, self._domain, self._true, self._false = (names.fresh() for _ in range(4))
        self._every = every
        self._outer = outer
        self._inner = columns_by_slot([b for b in every.then.match.bounds if b.slot == every.slot]).get(every.slot, ())

    def definitions(self) -> list[dict[str, Any]]:
        """A counterexample is a fact of the domain for which nothing says that the second pattern is true, or something that it is not."""
        head = [{"g": {self.gate: 1}}, {"d": {self._domain: 1}}]
        without = {"n$not": {"$and": [{self._true: 1}, {"k": {"d": "k"}}]}}
        defeated = {"t": {"$and": [{self._false: 1}, {"k": {"d": "k"}}]}}
        rules = [{"all": [*head, without], "dist": 0}]
        if isinstance(self._every.then, Absent):
            rules.append({"all": [*head, defeated], "dist": 0})
        return rules

    def messages(self, session: Session) -> tuple[list[Message], dict[int, tuple[Row, ...]]]:
        """What the engine is told: the facts of the domain for each combination of outer rows, and what is so for each.

        Also which combination of outer rows each number stands for.
        """
        told: list[Message] = []
        combos: dict[int, tuple[Row, ...]] = {}
        for combo, values in combinations(list(map(session.rows, self._outer))):
            alike = {row_of(x, self._inner): x for x in self._domain_of(session, values)}
            for row, x in alike.items():
                number = session.number_of((self.table, combo, row))
                combos[number] = combo
                told.append(((self._domain, 1), ("k", number)))
                if row is not None:
                    told += self._truth(session, {**values, **{b: value_of(x, b) for b in self._inner}}, number)
        return told, combos

    def _domain_of(self, session: Session, values: Values) -> list[Item]:
        resolved = resolve(self._every.domain, values.get)
        return [] if resolved is None else session.store.matching(self._every.domain.type, resolved)

    def _truth(self, session: Session, values: Values, number: int) -> Iterator[Message]:
        match = self._every.then.match
        if isinstance(self._every.then, Exists):
            if existing(session.store, match, values):
                yield ((self._true, 1), ("k", number))
            return
        if closed(session.store, match, values):
            yield ((self._true, 1), ("k", number))
        if possible(session.store, match, values):
            yield ((self._false, 1), ("k", number))
