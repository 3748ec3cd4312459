"""How far each rule came: every binding on its own, and for each condition whether it held, is known to fail, or nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import evolve, frozen

from ringrose.meaning.counting import by_value, counted_by, lacking, limit
from ringrose.meaning.facts import Item
from ringrose.meaning.justify import closed_by, lookup_in, shared
from ringrose.meaning.matching import Resolved, could_match, key, matches, resolve, told_where
from ringrose.meaning.possible import MOST_APART, Possible
from ringrose.meaning.reading import Reading
from ringrose.model.change import Change
from ringrose.model.pack import STRUCTURAL, Share
from ringrose.model.values import json_value
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Check, Clause, Concludes, Derive, Every, Exists, Match, Step
from ringrose.plan import Literal as Known

__all__ = ["Attempt", "Attempts", "Condition", "Count", "Instance", "State", "deriving"]

State = Literal["held", "known_to_fail", "missing", "in_force", "waits"]
"""True by what is recorded; false by what is recorded; nothing is known; an exception that applies; asked only once another is true."""

DEEPEST = 20
"""Of derived facts that stand deeper than this, the rules that would derive them are not tried one inside the other any more."""


@frozen
class Instance:
    """What an ``every`` asks of one fact of its domain."""

    item: Item
    condition: Condition


@frozen
class Count:
    """What a condition that counts asks for.

    ``number`` is how many there must be at least, or may be at most; it is None where it is a ``share`` of structural facts that the case
    does not have. ``of`` is how many of these there are. With ``distinct`` different values of that attribute are counted. ``found`` is how
    many there are by what is recorded: of an ``at_most`` with those that may be such facts. ``more`` is how many are still needed, or too
    many.
    """

    number: int | None
    share: Share | None = None
    of: int = 0
    distinct: str | None = None
    found: int = 0
    more: int = 0


@frozen
class Condition:
    """One condition of a rule for one binding, and its state.

    ``kind`` is ``fact``, ``no``, ``every``, ``at_least``, ``at_most`` or ``unless``. ``items`` are the facts that make it true or false,
    ``perhaps`` those of which it cannot be told whether they would, and ``lacking`` those that it refers to and that lack the attribute.
    ``closed_by`` and ``records`` are the denials and the positions of the ``complete`` entries by which a record is closed. ``changes`` are
    those that would make it true, any one of them, where nothing is known. ``ways`` are the attempts of the rules that would derive the
    fact; ``instances`` what an ``every`` asks of each fact. ``is_another``: it asks for one more fact beside those for which the rule
    failed.

    ``count`` is what an ``at_least`` or ``at_most`` asks for. Of an ``at_least`` each change (and each way) brings one fact more: it is
    true after ``count.more`` of them, in which each may stand several times, or, with ``distinct``, which all state different values.
    """

    kind: str
    state: State
    type: str
    where: Mapping[str, Any]
    items: tuple[Item, ...] = ()
    perhaps: tuple[Item, ...] = ()
    lacking: tuple[Item, ...] = ()
    closed_by: tuple[str, ...] = ()
    records: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    ways: tuple[Attempt, ...] = ()
    instances: tuple[Instance, ...] = ()
    is_derived: bool = False
    is_another: bool = False
    count: Count | None = None

    @property
    def holds(self) -> bool:
        """Whether it does not stand in the way of the rule."""
        return self.state == "held"


@frozen
class Attempt:
    """A rule with one binding of its aliases, as far as they could be bound, and all of its conditions."""

    clause: Clause
    bound: tuple[Item | None, ...]
    conditions: tuple[Condition, ...]

    @property
    def fired(self) -> bool:
        """Whether the rule fired for this binding."""
        return all(condition.holds for condition in self.conditions)

    @property
    def hopeless(self) -> bool:
        """Whether some condition is known to fail, or an exception is in force: then nothing that is missing decides."""
        return any(condition.state in ("known_to_fail", "in_force") for condition in self.conditions)


def deriving(clause: Clause, resolved: Resolved) -> dict[int, list[tuple[Check, tuple[Any, ...]]]] | None:
    """What a pattern on a derived fact asks of the facts that a clause binds; None where the clause never derives a fact that matches."""
    assert isinstance(clause.head, Derive)
    given = dict(clause.head.attributes)
    asked: dict[int, list[tuple[Check, tuple[Any, ...]]]] = {}
    for check, operands in resolved:
        operand = given.get(check.attribute)
        if isinstance(operand, Bound):
            asked.setdefault(operand.slot, []).append((evolve(check, attribute=operand.attribute), operands))
        elif not matches(((check, operands),), {} if operand is None else {check.attribute: operand.value}):
            return None
    return asked


def _stated(clause: Clause, slot: int) -> Resolved:
    """That the fact in a slot states what later conditions refer to: one that does not never makes them true."""
    patterns = (match for step in clause.steps for match in ((step.domain, step.then.match) if isinstance(step, Every) else (step.match,)))
    referred = {bound.attribute for match in patterns for bound in match.bounds if bound.slot == slot}
    return tuple((Check(name, "exists", (Known(True),)), (True,)) for name in sorted(referred))


class Attempts:
    """Tries the rules of a plan on a case, one by one.

    Where all attempts of a rule are hopeless, the others are those for one more fact beside those that are bound; with ``others`` these are
    there always.
    """

    def __init__(self, reading: Reading, possible: Possible, *, others: bool = False) -> None:
        self.reading, self.store, self.possible, self.others = reading, reading.store, possible, others
        vocabulary = reading.plan.pack.vocabulary
        self._derived = {name for name, kind in vocabulary.types.items() if kind.derived}
        self._unknown: dict[str, list[Item]] = {}
        for item in self.store.items:
            if item.fact.holds == "unknown":
                self._unknown.setdefault(item.fact.type, []).append(item)
        self._tried: dict[object, tuple[Attempt, ...]] = {}

    def concluding(self, criterion: str, polarity: str) -> list[Attempt]:
        """The attempts of all rules that conclude this about a criterion (its full name), in the order of the pack."""
        clauses = [c for c in self.reading.plan.clauses() if c.head == Concludes(polarity, criterion)]  # type: ignore[arg-type]  # it is one of the two
        return [attempt for clause in sorted(clauses, key=lambda c: c.order) for attempt in self._try(clause, {}, 0, self.others)]

    def of_rule(self, rule: str) -> list[Attempt]:
        """The attempts of one rule (its full name)."""
        return [
            attempt for clause in self.reading.plan.clauses() if clause.rule == rule for attempt in self._try(clause, {}, 0, self.others)
        ]

    def _try(
        self, clause: Clause, asked: Mapping[int, Sequence[tuple[Check, tuple[Any, ...]]]], depth: int, others: bool
    ) -> tuple[Attempt, ...]:
        """All attempts of a clause, where more may be asked of the facts that it binds."""
        same = clause.rule, others, tuple((slot, tuple(checks)) for slot, checks in sorted(asked.items()))
        if same not in self._tried:
            found = tuple(self._bindings(clause, asked, depth, others))
            if not others and all(attempt.hopeless for attempt in found):
                found += tuple(attempt for attempt in self._bindings(clause, asked, depth, True) if not attempt.hopeless)
            self._tried[same] = found
        return self._tried[same]

    def _bindings(
        self, clause: Clause, asked: Mapping[int, Sequence[tuple[Check, tuple[Any, ...]]]], depth: int, others: bool
    ) -> Iterator[Attempt]:
        def go(n: int, slots: dict[int, Item | None], conditions: tuple[Condition, ...]) -> Iterator[Attempt]:
            if n == len(clause.steps):
                firing = tuple(slots[slot] for slot in range(len(clause.aliases)))
                yield Attempt(clause, firing, conditions + tuple(self._exceptions(clause, slots)))
                return
            step = clause.steps[n]
            if not isinstance(step, Bind):
                yield from go(n + 1, slots, (*conditions, self._condition(clause, step, slots, depth)))
                return
            more, used = asked.get(step.slot, ()), _stated(clause, step.slot)
            condition = self._fact(clause, step.match, slots, depth, more, used)
            if not condition.items:
                yield from go(n + 1, {**slots, step.slot: None}, (*conditions, condition))
            elif others and step.match.type not in STRUCTURAL:
                other = self._fact(clause, step.match, slots, depth, more, used, other=True)
                yield from go(n + 1, {**slots, step.slot: None}, (*conditions, other))
            for item in condition.items:
                yield from go(n + 1, {**slots, step.slot: item}, (*conditions, evolve(condition, items=(item,))))

        yield from go(0, {}, ())

    # -- conditions ---------------------------------------------------------------------------------------------------------------

    def _condition(self, clause: Clause, step: Step, slots: Mapping[int, Item | None], depth: int) -> Condition:
        if isinstance(step, Exists):
            return self._fact(clause, step.match, slots, depth)
        if isinstance(step, Absent):
            return self._no(clause, step.match, slots)
        if isinstance(step, AtLeast):
            return self._at_least(clause, step, slots, depth)
        if isinstance(step, AtMost):
            return self._at_most(clause, step, slots)
        assert isinstance(step, Every)
        return self._every(clause, step, slots, depth)

    def _pattern(self, clause: Clause, match: Match, slots: Mapping[int, Item | None], kind: str) -> tuple[Resolved | None, Condition]:
        """The pattern with values for its references; where it has none yet, or never, a condition that says so."""
        if any(slots.get(bound.slot) is None for bound in match.bounds):
            return None, Condition(kind, "waits", match.type, _written(clause, match))
        resolved = resolve(match, lookup_in(slots))  # type: ignore[arg-type]  # those that it refers to are bound
        if resolved is None:
            lacking = _lacking(match.bounds, slots)
            return None, Condition(kind, "known_to_fail", match.type, _written(clause, match), lacking=lacking)
        return resolved, Condition(kind, "held", match.type, told_where(resolved))

    def _fact(
        self,
        clause: Clause,
        match: Match,
        slots: Mapping[int, Item | None],
        depth: int,
        asked: Sequence[tuple[Check, tuple[Any, ...]]] = (),
        used: Resolved = (),
        *,
        other: bool = False,
    ) -> Condition:
        """A condition that asks for a fact. ``asked`` is asked of it too, ``used`` is needed further on; ``other``: beside those found."""
        resolved, told = self._pattern(clause, match, slots, "fact")
        if resolved is None:
            return told
        if asked:
            resolved = (*resolved, *asked)
            told = evolve(told, where=_told(resolved))
        found = self.store.matching(match.type, resolved)
        if found and not other:
            return evolve(told, items=tuple(found))
        told = evolve(told, is_another=other)
        if match.type in STRUCTURAL:
            return evolve(told, state="known_to_fail")
        if match.type in self._derived and depth == DEEPEST:
            return evolve(told, state="missing", is_derived=True)
        if match.type in self._derived:
            ways = self._ways(match.type, (*resolved, *used), depth, other)
            if all(way.hopeless for way in ways) and used:
                ways = self._ways(match.type, resolved, depth, other)
            state: State = "known_to_fail" if all(way.hopeless for way in ways) else "missing"
            return evolve(told, state=state, ways=ways, is_derived=True)
        perhaps = [item for item in self._unknown.get(match.type, ()) if could_match(resolved, item.attributes)]
        holding = [item for item in self.store.holding.get(match.type, ()) if item not in found]
        perhaps += [item for item in holding if could_match(resolved, item.attributes)]
        denials, records = closed_by(self.store, match, resolved)
        possible = self.possible.matching(match.type, (*resolved, *used)) or self.possible.matching(match.type, resolved)
        changes = tuple(_recording(match.type, attributes) for attributes in possible)
        closed = (denials or records) and not perhaps
        return evolve(
            told,
            state="known_to_fail" if closed or not changes else "missing",
            perhaps=tuple(perhaps),
            closed_by=denials,
            records=records,
            changes=() if closed else changes,
        )

    def _ways(self, fact_type: str, resolved: Resolved, depth: int, other: bool) -> tuple[Attempt, ...]:
        """The attempts of all rules that could derive a fact that matches; for another than is derived already, those that did not fire."""
        found: list[Attempt] = []
        for clause in self.reading.plan.clauses():
            if isinstance(clause.head, Derive) and clause.head.type == fact_type:
                asked = deriving(clause, resolved)
                if asked is not None:
                    found += [
                        attempt for attempt in self._try(clause, asked, depth + 1, self.others or other) if not (other and attempt.fired)
                    ]
        return tuple(found)

    def _no(self, clause: Clause, match: Match, slots: Mapping[int, Item | None]) -> Condition:
        resolved, told = self._pattern(clause, match, slots, "no")
        if resolved is None:
            return told
        against = [item for item in self.store.holding.get(match.type, ()) if matches(resolved, item.attributes)]
        if against:
            return evolve(told, state="known_to_fail", items=tuple(against))
        possible = self.store.possible.get(match.type, ())
        perhaps = tuple(item for item in possible if could_match(resolved, item.attributes))
        denials, records = closed_by(self.store, match, resolved)
        closed = bool(denials or records)
        state: State = "held" if closed and not perhaps else "missing"
        changes = () if closed else (Change("close", match.type, self.possible.binding(match.type, resolved)),)
        return evolve(told, state=state, perhaps=perhaps, closed_by=denials, records=records, changes=changes)

    def _counting(
        self, clause: Clause, step: AtLeast | AtMost, slots: Mapping[int, Item | None], kind: str
    ) -> tuple[Resolved | None, Condition, Count]:
        """The pattern of a condition that counts; None in its place where the condition is decided by the pattern or the number alone."""
        resolved, told = self._pattern(clause, step.match, slots, kind)
        share = step.number if isinstance(step.number, Share) else None
        count = Count(limit(self.store, step), share, len(shared(self.store, step)), step.distinct)
        if resolved is not None and count.number is None:
            resolved, told = None, evolve(told, state="known_to_fail")
        return resolved, evolve(told, count=count), count

    def _at_least(self, clause: Clause, step: AtLeast, slots: Mapping[int, Item | None], depth: int) -> Condition:
        resolved, told, count = self._counting(clause, step, slots, "at_least")
        if resolved is None or count.number is None:
            return told
        match, distinct = step.match, counted_by(step)
        matching = self.store.matching(match.type, resolved)
        vague = lacking(matching, distinct)
        items = [item for item in matching if item not in vague]
        found = by_value(items, distinct)
        count = evolve(count, found=len(found), more=max(count.number - len(found), 0))
        told = evolve(told, items=tuple(items), count=count)
        if count.more == 0:
            return told
        if match.type in STRUCTURAL:
            return evolve(told, state="known_to_fail")
        new = resolved if distinct is None else (*resolved, *_other_value(distinct, items))
        if match.type in self._derived:
            return self._derived_more(told, match.type, new, items, depth)
        unknown = [item for item in self._unknown.get(match.type, ()) if could_match(resolved, item.attributes)]
        holding = [item for item in self.store.holding.get(match.type, ()) if item not in items and could_match(resolved, item.attributes)]
        perhaps = (*unknown, *holding)
        denials, records = closed_by(self.store, match, resolved)
        could = len(by_value((*items, *perhaps), distinct)) + len(lacking(perhaps, distinct))
        closed = bool(denials or records) and could < len(found) + count.more
        changes = () if closed else tuple(_recording(match.type, attributes) for attributes in self.possible.matching(match.type, new))
        return evolve(
            told,
            state="missing" if changes and self._are_enough(match.type, changes, count.more, distinct) else "known_to_fail",
            perhaps=perhaps,
            closed_by=denials,
            records=records,
            changes=changes,
        )

    def _are_enough(self, fact_type: str, changes: Sequence[Change], more: int, distinct: str | None) -> bool:
        """Whether facts that could be recorded state so many values more; of an attribute that names facts any number may be recorded."""
        if distinct is None or self.reading.plan.pack.vocabulary.attribute_type(fact_type, distinct) == "fact":
            return True
        return len({key(change.attributes[distinct]) for change in changes}) >= min(more, MOST_APART)

    def _derived_more(self, told: Condition, fact_type: str, new: Resolved, items: Sequence[Item], depth: int) -> Condition:
        """An ``at_least`` that asks for more derived facts: by the rules that would derive another, which differs from those that are."""
        if depth == DEEPEST:
            return evolve(told, state="missing", is_derived=True)
        ways = self._ways(fact_type, new, depth, True)
        if all(way.hopeless for way in ways):
            return evolve(told, state="known_to_fail", ways=ways, is_derived=True)
        names = sorted(self.reading.plan.pack.vocabulary.types[fact_type].attributes) if items else []
        for name in names:  # the same attributes would be the same fact
            differing = self._ways(fact_type, (*new, *_other_value(name, items)), depth, True)
            if not all(way.hopeless for way in differing):
                return evolve(told, state="missing", ways=differing, is_derived=True)
        return evolve(told, state="missing", ways=ways, is_derived=True)

    def _at_most(self, clause: Clause, step: AtMost, slots: Mapping[int, Item | None]) -> Condition:
        resolved, told, count = self._counting(clause, step, slots, "at_most")
        if resolved is None or count.number is None:
            return told
        match, distinct = step.match, counted_by(step)
        against = [item for item in self.store.holding.get(match.type, ()) if matches(resolved, item.attributes)]
        sure = len(by_value(against, distinct)) or min(len(against), 1)  # facts that do not state the attribute may agree in it
        if sure > count.number:
            return evolve(told, state="known_to_fail", items=tuple(against), count=evolve(count, found=sure, more=sure - count.number))
        could = [item for item in self.store.possible.get(match.type, ()) if could_match(resolved, item.attributes)]
        vague = lacking(could, distinct)
        items = tuple(item for item in against if item not in vague)
        found = len(by_value(could, distinct)) + len(vague)
        denials, records = closed_by(self.store, match, resolved)
        closed = bool(denials or records)
        return evolve(
            told,
            state="held" if closed and found <= count.number else "missing",
            items=items,
            perhaps=tuple(item for item in could if item not in items),
            closed_by=denials,
            records=records,
            changes=() if closed else (Change("close", match.type, self.possible.binding(match.type, resolved)),),
            count=evolve(count, found=found, more=max(found - count.number, 0)),
        )

    def _every(self, clause: Clause, step: Every, slots: Mapping[int, Item | None], depth: int) -> Condition:
        outer = [b for b in step.then.match.bounds if b.slot != step.slot]
        resolved, told = self._pattern(clause, step.domain, slots, "every")
        if resolved is None:
            return told
        if any(slots.get(b.slot) is None for b in outer):
            return evolve(told, state="waits")
        if lacking := _lacking(outer, slots):
            return evolve(told, state="known_to_fail", lacking=lacking)
        instances = tuple(
            Instance(x, self._condition(clause, step.then, {**slots, step.slot: x}, depth))
            for x in self.store.matching(step.domain.type, resolved)
        )
        states = {instance.condition.state for instance in instances}
        state: State = "known_to_fail" if not instances or "known_to_fail" in states else "held" if states == {"held"} else "missing"
        return evolve(told, state=state, instances=instances)

    def _exceptions(self, clause: Clause, slots: Mapping[int, Item | None]) -> Iterator[Condition]:
        """The exceptions that apply, as far as the facts that they refer to are bound."""
        for match in clause.exceptions:
            if any(slots.get(bound.slot) is None for bound in match.bounds):
                continue
            resolved = resolve(match, lookup_in(slots))  # type: ignore[arg-type]  # those that it refers to are bound
            found = () if resolved is None else self.store.matching(match.type, resolved)
            if resolved is not None and found:
                yield Condition("unless", "in_force", match.type, told_where(resolved), tuple(found))


def _lacking(bounds: Iterable[Bound], slots: Mapping[int, Item | None]) -> tuple[Item, ...]:
    """The facts in slots that lack what is referred to."""
    return tuple({item: None for b in bounds if (item := slots[b.slot]) and item.attributes.get(b.attribute) is None})


def _other_value(attribute: str, items: Iterable[Item]) -> Resolved:
    """That a fact states another value of an attribute than all of these do."""
    values = tuple(dict.fromkeys(value for item in items if (value := item.attributes.get(attribute)) is not None))
    stated = Check(attribute, "exists", (Known(True),)), (True,)
    return (stated, (Check(attribute, "not", ()), values)) if values else (stated,)


def _recording(fact_type: str, attributes: Mapping[str, Any]) -> Change:
    return Change("add", fact_type, {k: v for k, v in attributes.items() if k != "id"}, attributes.get("id"))


def _told(resolved: Resolved) -> dict[str, Any]:
    """A pattern of which several parts may ask the same of an attribute."""
    where: dict[str, Any] = {}
    for attribute in sorted({check.attribute for check, _ in resolved}):
        tests = told_where(tuple(dict.fromkeys((c, v) for c, v in resolved if c.attribute == attribute and c.op != "is")))
        equal = [v[0] for c, v in resolved if c.attribute == attribute and c.op == "is"]
        where[attribute] = json_value(equal[0]) if equal else tests[attribute]
    return where


def _written(clause: Clause, match: Match) -> dict[str, Any]:
    """The pattern as the rule has it, with the references that have no value."""
    names = dict(enumerate(clause.aliases))

    def shown(operand: Known | Bound) -> Any:
        return json_value(operand.value) if isinstance(operand, Known) else f"${names.get(operand.slot, '')}.{operand.attribute}"

    where: dict[str, Any] = {}
    for check in (*match.fixed, *match.joined):
        values = [shown(operand) for operand in check.operands]
        if check.op == "is":
            where[check.attribute] = values[0]
        elif any(bound.less for bound in check.bounds()):
            last = min(check.bounds(), key=lambda bound: bound.less)
            where.setdefault(check.attribute, {})["within"] = {"years": len(values), "to": shown(last)}
        else:
            tests = where.setdefault(check.attribute, {})
            tests[check.op] = values if check.op == "in" else values[0]
    return dict(sorted(where.items()))
