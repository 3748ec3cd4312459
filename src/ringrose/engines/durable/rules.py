"""From a clause to a rule of durable-rules, and from a case to the messages that the rule waits for.

Python decides each test that looks at facts apart from a plain join, and tells the engine by a message per combination of values for which it
is true. What is left to the engine is what it is good at: joins by equality, negation behind a gate, and finding all bindings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from attrs import define, field, frozen

from ringrose.engines.durable.handle import Message
from ringrose.engines.durable.session import Session
from ringrose.engines.durable.tables import Columns, Row, Values, closed, columns_by_slot, combinations, existing, possible, row_of
from ringrose.engines.facts import Firing, Item, Store
from ringrose.engines.justify import holds, value_of
from ringrose.engines.matching import resolve
from ringrose.errors import EngineError
from ringrose.plan import Absent, Bind, Bound, Clause, Every, Exists, Match, Step

__all__ = ["ClauseRule", "CounterexampleRule", "Names"]

MAX_BINDS = 12  # durable-rules takes 16 positive conditions in a rule; one is the gate, some are left for tables
MAX_POSITIVE = 15
MAX_NEGATIVE = 40  # 60 were seen to work
MAX_TESTS = 300  # in one rule; 512 distinct tests in one ruleset are its end
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
        """The tag of the facts that pass a pattern's fixed checks; rules that ask for the same share it."""
        same = (match.type, match.fixed)
        if same not in self._tags:
            self._tags[same] = Tag(self.fresh(), match)
        return self._tags[same]


@define
class Tag:
    """The facts that pass a pattern's fixed checks: one message each, with a property for every join that needs one."""

    name: str
    match: Match
    references: dict[Columns, str] = field(factory=dict)
    values: dict[Columns, str] = field(factory=dict)

    def messages(self, session: Session) -> Iterator[Message]:
        """One message for each fact: which it is (``f``), and its rows."""
        for item in session.candidates(self.match):
            properties = [(self.name, 1), ("f", item.number)]
            for columns_of, lacking in ((self.references, LACKS_REFERENCE), (self.values, LACKS_VALUE)):
                for columns, name in columns_of.items():
                    row = row_of(item, columns)
                    properties.append((name, lacking if row is None else session.number_of(row)))
            yield tuple(properties)


def _in_slot_0(columns: Columns) -> Columns:
    """Columns without their slot: rules that bind the same facts to different slots share a tag."""
    return tuple(Bound(0, b.attribute, b.by_year) for b in columns)


def _joined(tests: Sequence[Mapping[str, Any]], joins: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A condition with joins. Several joins end with one that is always true: a last test that fails reads past its end."""
    tail: list[Mapping[str, Any]] = [{"z": {"g": "z"}}] if len(joins) > 1 else []
    together = [*tests, *joins, *tail]
    return {"$and": together} if len(together) > 1 else dict(together[0])


@frozen
class Table:
    """A condition told by messages: one for each combination of rows for which ``test`` is true.

    ``slots`` are the slots that it refers to, with the property of the slot's own message that carries the row.
    """

    name: str
    match: Match
    test: Test
    slots: tuple[tuple[int, Columns, str], ...]
    every: Every | None = None  # for tables about an `every`: where its counterexamples are kept

    def definition(self) -> dict[str, Any]:
        """The condition as durable-rules reads it."""
        joins = [{f"{self.name}_{slot}": {f"b{slot}": reference}} for slot, _, reference in self.slots]
        return _joined([{self.name: 1}], joins)

    def combinations(self, session: Session, binds: Sequence[Bind]) -> Iterator[tuple[Row, ...]]:
        """The combinations of rows for which the condition is true."""
        for rows, values in combinations([session.rows(binds[slot].match, columns) for slot, columns, _ in self.slots]):
            if self.test(session.store, self.match, values):
                yield rows

    def messages(self, session: Session, binds: Sequence[Bind]) -> list[Message]:
        """The messages of one case."""
        combos = self.combinations(session, binds) if self.every is None else sorted(session.counterexamples[self.every], key=repr)
        names = [f"{self.name}_{slot}" for slot, _, _ in self.slots]
        return [((self.name, 1), *zip(names, map(session.number_of, rows), strict=True)) for rows in combos]


def outer_bounds(every: Every) -> list[Bound]:
    """The references of an `every` to facts bound outside of it."""
    return [b for b in (*every.domain.bounds, *every.then.match.bounds) if b.slot != every.slot]


class ClauseRule:
    """A clause as a rule of durable-rules."""

    def __init__(self, clause: Clause, names: Names) -> None:
        self.clause = clause
        self.gate = names.fresh()
        self._names = names
        self._binds = clause.binds
        if len(self._binds) > MAX_BINDS:
            raise EngineError(
                f"The rule `{clause.rule}` binds {len(self._binds)} aliases; the engine `durable` joins at most {MAX_BINDS} in one rule. "
                "Split the rule by a derived fact."
            )
        self.tags = tuple(names.tag(bind.match) for bind in self._binds)
        self._conditions = [self._bind(bind, tag) for bind, tag in zip(self._binds, self.tags, strict=True)]
        self._tests = 1 + sum(len(c.get("$and", (1,))) for c in self._conditions)
        self._positive: list[Table] = []
        self._negative: list[Table] = []
        self._afterwards: list[Step] = [left for bind in self._binds if (left := _beyond_equality(bind))]
        self._exceptions_afterwards: list[Match] = []
        for step in clause.steps:
            if not isinstance(step, Bind):
                self._add(step)
        for exception in clause.exceptions:
            if not self._fits([], [self._table(exception, existing, exception.bounds)]):
                self._exceptions_afterwards.append(exception)

    @property
    def weight(self) -> int:
        """How many tests the rule has, at most."""
        return self._tests

    def _bind(self, bind: Bind, tag: Tag) -> dict[str, Any]:
        """Join the fact to slots on the left: one property for all equalities with one slot."""
        pairs: dict[int, list[tuple[Bound, Bound]]] = {}
        for check in bind.match.joined:
            (operand, *more) = check.operands
            if check.op == "is" and not more and isinstance(operand, Bound):
                pairs.setdefault(operand.slot, []).append((Bound(0, check.attribute, operand.by_year), operand))
        joins = []
        for slot, equal in sorted(pairs.items()):
            own = tag.values.setdefault(tuple(mine for mine, _ in equal), self._names.fresh())
            joins.append({own: {f"b{slot}": self._reference(slot, tuple(theirs for _, theirs in equal))}})
        return _joined([{tag.name: 1}], joins)

    def _reference(self, slot: int, columns: Columns) -> str:
        """The property of the message in a slot that carries the row of these columns."""
        return self.tags[slot].references.setdefault(_in_slot_0(columns), self._names.fresh())

    def _table(self, match: Match, test: Test, bounds: Sequence[Bound], every: Every | None = None) -> Table:
        slots = tuple((slot, columns, self._reference(slot, columns)) for slot, columns in columns_by_slot(bounds).items())
        return Table(self._names.fresh(), match, test, slots, every)

    def _add(self, step: Step) -> None:
        match step:
            case Exists(match):
                fits = self._fits([self._table(match, existing, match.bounds)], [])
            case Absent(match):
                fits = self._fits([self._table(match, closed, match.bounds)], [self._table(match, possible, match.bounds)])
            case Every(_, domain, _):
                bounds = outer_bounds(step)
                fits = self._fits([self._table(domain, existing, bounds)], [self._table(domain, existing, bounds, step)])
        if not fits:
            self._afterwards.append(step)

    def _fits(self, positive: list[Table], negative: list[Table]) -> bool:
        """Take the tables in, unless the rule would become larger than durable-rules bears; then Python tests after the firing."""
        tests = sum(2 + len(t.slots) for t in (*positive, *negative))
        joined = [t for t in positive if t.slots]  # a table without slots is a precondition, which the gate stands for
        if (
            1 + len(self._binds) + len([t for t in self._positive if t.slots]) + len(joined) > MAX_POSITIVE
            or len(self._negative) + len(negative) > MAX_NEGATIVE
            or self._tests + tests > MAX_TESTS
        ):
            return False
        self._tests += tests
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
        if not all(session.candidates(bind.match) for bind in self._binds):
            return None
        told: list[Message] = []
        for table in self._positive:
            rows = table.messages(session, self._binds)
            if not rows:
                return None
            if table.slots:
                told += rows
        for table in self._negative:
            told += table.messages(session, self._binds)
        return told

    def firing(self, matched: Mapping[str, Mapping[str, Any]], session: Session) -> Firing | None:
        """The facts that the rule fired on; None where a test that the engine was not asked says no."""
        firing: Firing = tuple(session.store.items[matched[f"b{slot}"]["f"]] for slot in range(len(self._binds)))
        if self._afterwards or self._exceptions_afterwards:
            slots = dict(enumerate(firing))
            if not all(holds(session.store, step, slots) for step in self._afterwards):
                return None
            if any(holds(session.store, Exists(exception), slots) for exception in self._exceptions_afterwards):
                return None
        return firing

    def counterexample_rules(self, names: Names) -> list[CounterexampleRule]:
        """The rules that look, one stage earlier, for what makes an `every` of this clause false."""
        steps = [table.every for table in self._negative if table.every]
        return [CounterexampleRule(step, self._binds, names) for step in steps]


def _beyond_equality(bind: Bind) -> Bind | None:
    """The joined checks of a binding that are not plain equalities."""
    left = tuple(c for c in bind.match.joined if c.op != "is")
    return Bind(bind.slot, Match(bind.match.type, (), left)) if left else None


class CounterexampleRule:
    """Looks for facts of an `every`'s domain for which its second pattern is not true: "exists, and no counterexample"."""

    def __init__(self, every: Every, binds: Sequence[Bind], names: Names) -> None:
        self.every = every
        self.gate, self._domain, self._true, self._false = (names.fresh() for _ in range(4))
        self._binds = binds
        self._outer = columns_by_slot(outer_bounds(every))
        self._inner = columns_by_slot([b for b in every.then.match.bounds if b.slot == every.slot]).get(every.slot, ())

    def definitions(self) -> list[dict[str, Any]]:
        """A counterexample is a fact of the domain for which nothing says that the second pattern is true, or something that it is not."""
        head = [{"g": {self.gate: 1}}, {"d": {self._domain: 1}}]
        without = {"n$not": {"$and": [{self._true: 1}, {"k": {"d": "k"}}]}}
        defeated = {"t": {"$and": [{self._false: 1}, {"k": {"d": "k"}}]}}
        rules = [{"all": [*head, without], "dist": 0}]
        if isinstance(self.every.then, Absent):
            rules.append({"all": [*head, defeated], "dist": 0})
        return rules

    def messages(self, session: Session) -> tuple[list[Message], dict[int, tuple[Row, ...]]]:
        """What the engine is told: the facts of the domain for each combination of outer rows, and what is so for each.

        Also which combination of outer rows each number stands for.
        """
        told: list[Message] = []
        combinations_by_number: dict[int, tuple[Row, ...]] = {}
        outer = [session.rows(self._binds[slot].match, columns) for slot, columns in self._outer.items()]
        for combo, values in combinations(outer):
            seen: set[Row | None] = set()
            for x in self._domain_of(session, values):
                row = row_of(x, self._inner)
                if row in seen:
                    continue
                seen.add(row)
                number = session.number_of(("domain", self.every, combo, row))
                combinations_by_number[number] = combo
                told.append(((self._domain, 1), ("k", number)))
                if row is not None:
                    told += self._truth(session, {**values, **{b: value_of(x, b) for b in self._inner}}, number)
        return told, combinations_by_number

    def _domain_of(self, session: Session, values: Values) -> list[Item]:
        resolved = resolve(self.every.domain, values.get)
        return [] if resolved is None else session.store.matching(self.every.domain.type, resolved)

    def _truth(self, session: Session, values: Values, number: int) -> Iterator[Message]:
        match = self.every.then.match
        if isinstance(self.every.then, Exists):
            if existing(session.store, match, values):
                yield ((self._true, 1), ("k", number))
            return
        if closed(session.store, match, values):
            yield ((self._true, 1), ("k", number))
        if possible(session.store, match, values):
            yield ((self._false, 1), ("k", number))
