"""Which changes could bear on what stands in the way of a goal: the steps that a search for repairs may take from one changed case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any as Anything

from attrs import evolve

from ringrose.explain.goals import All, Formula, Is
from ringrose.meaning.attempts import deriving
from ringrose.meaning.counting import by_value, counted_by, lacking, limit
from ringrose.meaning.facts import Firing, Item
from ringrose.meaning.justify import holds, is_closed, lookup_in
from ringrose.meaning.matching import Resolved, could_match, covers, key, matches, resolve, within
from ringrose.meaning.possible import Possible, says_less, slot_types, vaguest
from ringrose.meaning.reading import Reading, exceptions_in_force
from ringrose.model.case import Case, Fact
from ringrose.model.change import Change, naming
from ringrose.model.pack import STRUCTURAL
from ringrose.model.values import Range
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Check, Clause, Concludes, Derive, Every, Exists, Literal, Match, Step

__all__ = ["Changes", "Moves", "closes_too", "problems_of"]

Changes = frozenset[Change]
Asked = Mapping[int, Sequence[tuple[Check, tuple[Anything, ...]]]]
Attributes = Mapping[str, Anything]

_NONE: frozenset[Changes] = frozenset()


def _stated(change: Change) -> dict[str, Anything]:
    """What a recorded fact states, its id with it."""
    return dict(change.attributes) if change.id is None else {**change.attributes, "id": change.id}


def _recorded(fact_type: str, attributes: Attributes) -> Change:
    return Change("add", fact_type, {k: v for k, v in attributes.items() if k != "id"}, attributes.get("id"))


def problems_of(case: Case, changes: Changes, possible: Possible, allowed: Callable[[Change], bool]) -> frozenset[Changes] | None:
    """What a changed case lacks in order to be a sound one: None where nothing; else the sets of changes that mend one such thing.

    A fact may not be withdrawn from under facts and records that name it, and what an added fact names must be there.
    """
    gone = {str(change.id) for change in changes if change.do == "withdraw"}
    added = sorted((change for change in changes if change.do == "add"), key=lambda change: change.key)
    named = [change.id for change in added if change.id is not None]
    if len(named) != len(set(named)):
        return _NONE
    if gone:
        kept = evolve(case, complete=[c for c in case.complete if Change("reopen", c.type, c.attributes) not in changes])
        for told in naming(kept, possible.fact_attributes, gone):
            change = Change("withdraw", id=told.id) if isinstance(told, Fact) else Change("reopen", told.type, told.attributes)
            if change not in changes:
                return frozenset({changes | {change}}) if allowed(change) else _NONE
        for change in changes:
            names = possible.fact_attributes.get(change.type, ()) if change.do == "close" else ()
            wider = {k: v for k, v in change.attributes.items() if k not in names or v not in gone}
            if len(wider) < len(change.attributes):
                return frozenset({changes - {change} | {evolve(change, attributes=wider)}})
    there = possible.given - gone | set(named)
    for change in added:
        for attribute in possible.fact_attributes.get(change.type, ()):
            missing = change.attributes.get(attribute)
            if missing is not None and missing not in there:
                return _NONE if missing in gone else _naming(changes, str(missing), added, possible)
    return None


def _naming(changes: Changes, id: str, added: Sequence[Change], possible: Possible) -> frozenset[Changes]:
    """The sets in which a fact of this id is recorded too: a new one, or one that had no id yet."""
    found = set()
    for fact_type, facts in possible.facts.items():
        if id == possible.new_id(fact_type):
            found |= {changes | {_recorded(fact_type, attributes)} for attributes in vaguest(a for a in facts if a.get("id") == id)}
            for change in added:
                if change.type == fact_type and change.id is None:
                    found.add(changes - {change} | {_recorded(fact_type, {**change.attributes, "id": id})})
    return frozenset(found)


class Moves:
    """One changed case, and the sets of changes that come next.

    Each result holds, for every set of changes that reaches the goal and goes further than this one, some step towards it: a change more,
    or an added fact that states more, or a record that is closed for more.
    """

    def __init__(self, reading: Reading, changes: Changes, possible: Possible, allowed: Callable[[Change], bool]) -> None:
        self._reading, self._store, self._changes = reading, reading.store, changes
        self._possible, self._allowed = possible, allowed
        self._clauses = list(reading.plan.clauses())
        self._counts = any(isinstance(step, AtLeast | AtMost) for clause in self._clauses for step in clause.steps)
        self._own = {fact.id: fact for fact in reading.case.facts if fact.id not in possible.given}
        self._may_close = allowed(Change("close"))
        self._may_add = allowed(Change("add"))
        self._unnamed = self._own.keys() - {change.id for change in changes}
        self._known: dict[object, frozenset[Changes]] = {}

    # -- goals --------------------------------------------------------------------------------------------------------------------

    def towards(self, formula: Formula) -> frozenset[Changes] | None:
        """The next sets of changes on the way to a formula; None where it is true."""
        if isinstance(formula, Is):
            fired = [(c, f) for c in self._concluding(formula) for f in self._reading.fired[c.rule]]
            if bool(fired) is formula.wanted:
                return None
            if formula.wanted:
                return _union(self._make(clause, {}) for clause in self._concluding(formula))
            return _fewest(self._break(clause, firing) for clause, firing in fired)
        parts = [self.towards(part) for part in formula.parts]
        missing = [part for part in parts if part is not None]
        if isinstance(formula, All):
            return _fewest(missing) if missing else None
        return _union(missing) if len(missing) == len(parts) else None

    def _concluding(self, asked: Is) -> list[Clause]:
        return [clause for clause in self._clauses if clause.head == Concludes(asked.polarity, asked.criterion)]

    # -- steps --------------------------------------------------------------------------------------------------------------------

    def _with(self, change: Change, *, again: bool = False) -> frozenset[Changes]:
        """Make a change; ``again``: also a fact that is added already may be added once more."""
        if not self._allowed(change) or self._is_reopened(change):
            return _NONE
        if change in self._changes:
            if not again or change.id is not None:
                return _NONE
            change = evolve(change, copy=self._times(change))
        return frozenset({self._changes | {change}})

    def _instead(self, old: Change, new: Change) -> frozenset[Changes]:
        if new == evolve(old, copy=0) or self._is_reopened(new):
            return _NONE
        if new in self._changes:
            if not self._counts or new.do != "add" or new.id is not None:
                return _NONE
            new = evolve(new, copy=self._times(new))
        return frozenset({self._changes - {old} | {new}})

    def _times(self, change: Change) -> int:
        """How often a change is made."""
        return sum(1 for one in self._changes if evolve(one, copy=0) == change)

    def _is_reopened(self, change: Change) -> bool:
        """Whether a record would be closed that is opened again."""
        return change.do == "close" and evolve(change, do="reopen") in self._changes

    def _added(self, fact_type: str, do: str = "add") -> list[Change]:
        return [change for change in self._changes if change.do == do and change.type == fact_type]

    # -- making something true ----------------------------------------------------------------------------------------------------

    def _make(self, clause: Clause, asked: Asked, *, again: bool = False) -> frozenset[Changes]:
        """Steps towards some firing of a clause: for each binding so far, what its first condition that fails needs."""
        same = ("make", clause.rule, again, tuple((slot, tuple(checks)) for slot, checks in sorted(asked.items())))
        if same not in self._known:
            self._known[same] = frozenset(self._stuck(clause, asked, 0, (), again))
        return self._known[same]

    def _stuck(self, clause: Clause, asked: Asked, n: int, bound: Firing, again: bool) -> set[Changes]:
        slots = dict(enumerate(bound))
        if n == len(clause.steps):
            in_force = list(exceptions_in_force(self._store, clause, bound))
            return set(_fewest(self._break_item(item) for item in in_force)) if in_force else set()
        step = clause.steps[n]
        if not isinstance(step, Bind):
            if holds(self._store, step, slots):
                return self._stuck(clause, asked, n + 1, bound, again)
            return set(self._make_step(step, slots))
        found = set(self._state(step.match, slots))
        resolved = resolve(step.match, lookup_in(bound))
        if resolved is None:
            return found
        resolved = (*resolved, *asked.get(step.slot, ()))
        found |= self._make_match(step.match.type, resolved, again=again)
        for item in self._store.matching(step.match.type, resolved):
            found |= self._stuck(clause, asked, n + 1, (*bound, item), again)
        return found

    def _make_step(self, step: Step, slots: Mapping[int, Item]) -> frozenset[Changes]:
        if isinstance(step, Every):
            stated = self._state(step.domain, slots) | self._state(step.then.match, slots)
            resolved = resolve(step.domain, lookup_in(slots))
            domain = [] if resolved is None else self._store.matching(step.domain.type, resolved)
            failing = [x for x in domain if not holds(self._store, step.then, {**slots, step.slot: x})]
            return stated | _fewest(self._make_step(step.then, {**slots, step.slot: x}) for x in failing)
        assert isinstance(step, Exists | Absent | AtLeast | AtMost)
        stated = self._state(step.match, slots)
        resolved = resolve(step.match, lookup_in(slots))
        if resolved is None:
            return stated
        if isinstance(step, Exists):
            return stated | self._make_match(step.match.type, resolved)
        if isinstance(step, AtLeast):
            return stated | self._make_more(step, resolved)
        if not (self._may_close or is_closed(self._store, step.match, resolved)):
            return stated
        if isinstance(step, AtMost):
            return stated | self._make_fewer(step, resolved)
        against = [i for i in self._store.possible.get(step.match.type, ()) if could_match(resolved, i.attributes)]
        return stated | (
            _fewest(self._excluded(item, resolved) for item in against) if against else self._make_closed(step.match.type, resolved)
        )

    def _make_more(self, step: AtLeast, resolved: Resolved) -> frozenset[Changes]:
        """Steps towards one more fact that counts, where some number is enough."""
        fact_type, distinct = step.match.type, counted_by(step)
        if limit(self._store, step) is None or fact_type in STRUCTURAL:
            return _NONE
        values = self._values(self._store.matching(fact_type, resolved), distinct)
        if distinct is not None:
            resolved = (*resolved, (Check(distinct, "exists", (Literal(True),)), (True,)))
        if self._reading.plan.pack.vocabulary.types[fact_type].derived:
            return self._derive_another(fact_type, resolved)

        def fits(attributes: Attributes) -> bool:
            return matches(resolved, attributes) and (distinct is None or key(attributes[distinct]) not in values)

        return self._record(fact_type, (), fits, again=True)

    def _values(self, items: Iterable[Item], attribute: str | None) -> set[Anything]:
        return {key(value) for item in items if attribute and (value := item.attributes.get(attribute)) is not None}

    def _derive_another(self, fact_type: str, resolved: Resolved) -> frozenset[Changes]:
        """Steps towards a derived fact beside those that are: for each value that an attribute of it may have, one that has this value."""
        found: set[Changes] = set()
        for clause in self._clauses:
            if isinstance(clause.head, Derive) and clause.head.type == fact_type:
                types = slot_types(clause)
                handed = [(name, o) for name, o in clause.head.attributes if isinstance(o, Bound)]
                values = [(name, value) for name, o in handed for value in self._possible.values((types[o.slot], o.attribute))]
                for more in ((), *(((Check(name, "is", ()), (value,)),) for name, value in values)):
                    asked = deriving(clause, (*resolved, *more))
                    found |= self._make(clause, asked, again=True) if asked is not None else _NONE
        return frozenset(found)

    def _make_fewer(self, step: AtMost, resolved: Resolved) -> frozenset[Changes]:
        """Steps towards a record that is closed for no more facts than are allowed: of one more than that, some one must go."""
        number, distinct = limit(self._store, step), counted_by(step)
        if number is None:
            return _NONE
        could = self._store.all_possible(step.match.type, resolved)
        vague = lacking(could, distinct)
        ways = [_fewest(self._excluded(item, resolved) for item in alike) for alike in by_value(could, distinct)]
        ways += [self._excluded(item, resolved) | self._valued(item, distinct) for item in vague]
        if len(ways) <= number:
            return self._make_closed(step.match.type, resolved)
        return _union(sorted(ways, key=len)[: number + 1])

    def _valued(self, item: Item, attribute: str | None) -> frozenset[Changes]:
        """Steps towards an added fact that states some value of an attribute, and counts together with others that do."""
        if item.fact.id not in self._own:
            return _NONE
        return self._restated(item.fact, [d for d in self._possible.details.get(item.fact.type, ()) if attribute in d])

    def _excluded(self, item: Item, resolved: Resolved) -> frozenset[Changes]:
        """Steps towards a fact that could no longer match: it goes, or an added one states something else of what the pattern asks for."""
        found = set(self._break_item(item))
        if item.fact.id in self._own:
            lacking = {check.attribute for check, _ in resolved} - item.attributes.keys()
            details = [d for d in self._possible.details.get(item.fact.type, ()) if d.keys() <= lacking]
            others = [d for d in details if not could_match(resolved, {**item.attributes, **d})]
            found |= self._restated(item.fact, others)
        return frozenset(found)

    def _state(self, match: Match, slots: Mapping[int, Item]) -> frozenset[Changes]:
        """Steps towards added facts that state what a pattern refers to and what they lack; an id that nobody gave may become another."""
        found: set[Changes] = set()
        for bound in match.bounds:
            item = slots.get(bound.slot)
            if item is not None and item.attributes.get(bound.attribute) in (None, *self._unnamed):
                for own, attribute in self._origins(item, bound.attribute):
                    stating = vaguest(a for a in self._possible.facts.get(own.fact.type, ()) if attribute in a)
                    found |= self._restated(own.fact, stating)
        return frozenset(found)

    def _origins(self, item: Item, attribute: str) -> Iterator[tuple[Item, str]]:
        """The added facts from which an attribute of a fact is, or would be: of a derived one, what its rules hand on."""
        if item.fact.id in self._own:
            yield item, attribute
        for clause, firing in self._reading.ways(item):
            assert isinstance(clause.head, Derive)
            operand = dict(clause.head.attributes).get(attribute)
            if isinstance(operand, Bound):
                yield from self._origins(firing[operand.slot], operand.attribute)

    def _make_match(self, fact_type: str, resolved: Resolved, *, again: bool = False) -> frozenset[Changes]:
        """Steps towards a fact that matches a pattern."""
        if fact_type in STRUCTURAL:
            return _NONE
        kind = self._reading.plan.pack.vocabulary.types[fact_type]
        if not kind.derived:
            return self._record(fact_type, (), lambda attributes: matches(resolved, attributes), again=again)
        ways = [(c, deriving(c, resolved)) for c in self._clauses if isinstance(c.head, Derive) and c.head.type == fact_type]
        return _union(self._make(clause, asked, again=again) for clause, asked in ways if asked is not None)

    def _record(
        self, fact_type: str, needed: Sequence[str], fits: Callable[[Attributes], bool], *, again: bool = False
    ) -> frozenset[Changes]:
        """Steps towards a recorded fact that fits: the vaguest that do, and added facts made to say as much more.

        Of the attributes that are ``needed`` besides each step brings the first that is lacking.
        """
        if not self._may_add:
            return _NONE
        new = {"id": ""}  # some id, which no pattern asks for
        fitting = [a for a in self._possible.facts.get(fact_type, ()) if fits({**new, **a})]
        lone = vaguest(a for a in fitting if set(needed[:1]) <= a.keys())
        found = set(_union(self._with(_recorded(fact_type, a), again=again) for a in lone))
        for change in self._added(fact_type):
            first = [name for name in needed if name not in change.attributes][:1]
            for attributes in vaguest(a for a in fitting if set(first) <= a.keys()):
                both = {**_stated(change), **attributes}
                if says_less(_stated(change), both) and fits({**new, **both}):
                    found |= self._instead(change, _recorded(fact_type, both))
        return frozenset(found)

    def _make_closed(self, fact_type: str, resolved: Resolved) -> frozenset[Changes]:
        """Steps towards a record that is closed for a pattern: for just this, or one that is closed already for more."""
        asked = self._possible.binding(fact_type, resolved)
        found = set(self._with(Change("close", fact_type, asked)))
        for change in self._added(fact_type, "close"):
            found |= self._instead(change, Change("close", fact_type, _for_both(asked, change.attributes)))
        return frozenset(found)

    # -- making something false ---------------------------------------------------------------------------------------------------

    def _break(self, clause: Clause, firing: Firing) -> frozenset[Changes]:
        """Steps away from a firing: of all that it rests on, one thing must go; or an exception must apply."""
        slots = dict(enumerate(firing))
        found = set(_union(self._break_step(step, slots) for step in clause.steps))
        for match in clause.exceptions:
            resolved = resolve(match, lookup_in(firing))
            if resolved is not None:
                found |= self._make_match(match.type, resolved)
        return frozenset(found)

    def _break_step(self, step: Step, slots: Mapping[int, Item]) -> frozenset[Changes]:
        if isinstance(step, Bind):
            return self._break_item(slots[step.slot])
        if isinstance(step, Every):
            resolved = resolve(step.domain, lookup_in(slots))
            assert resolved is not None
            domain = self._store.matching(step.domain.type, resolved)
            return _union(self._break_step(step.then, {**slots, step.slot: x}) for x in domain)
        resolved = resolve(step.match, lookup_in(slots))
        assert resolved is not None
        if isinstance(step, Exists):
            return _fewest(self._break_item(item) for item in self._store.matching(step.match.type, resolved))
        if isinstance(step, AtLeast):  # of as many as are needed, some one must go
            alike = by_value(self._store.matching(step.match.type, resolved), counted_by(step))
            ways = [_fewest(self._break_item(item) for item in items) for items in alike]
            return _union(sorted(ways, key=len)[: limit(self._store, step)])
        if isinstance(step, AtMost):
            return self._break_absent(step.match, resolved, counted_by(step), again=True)
        return self._break_absent(step.match, resolved)

    def _break_item(self, item: Item) -> frozenset[Changes]:
        """Steps towards a case in which a fact no longer holds, or states something else."""
        same = ("item", item.number)
        if same not in self._known:
            self._known[same] = self._gone(item)
        return self._known[same]

    def _gone(self, item: Item) -> frozenset[Changes]:
        if item.fact.type in STRUCTURAL:
            return _NONE
        if item.fact.id is None:
            return _fewest(self._break(clause, firing) for clause, firing in self._reading.ways(item))
        if item.fact.id in self._own:
            return self._restated(item.fact)
        return self._with(Change("withdraw", id=item.fact.id))

    def _denied(self, fact_type: str) -> list[dict[str, Anything]]:
        """What a fact may state so that it no longer lacks what some pattern asks it to lack."""
        return [d for d in self._possible.details.get(fact_type, ()) if (fact_type, *d) in self._possible.lacked]

    def _restated(self, fact: Fact, told: Sequence[Attributes] | None = None) -> frozenset[Changes]:
        """An added fact that says more (or just what is ``told``): it may match no longer, or have what others refer to."""
        found: set[Changes] = set()
        for change in self._added(fact.type):
            if says_less(change.attributes, fact.attributes) and len(change.attributes) == len(fact.attributes):
                more = (*self._possible.facts.get(change.type, ()), *self._denied(change.type)) if told is None else told
                for attributes in more:
                    both = {**_stated(change), **attributes}
                    if says_less(_stated(change), both):
                        found |= self._instead(change, _recorded(change.type, both))
        return frozenset(found)

    def _break_absent(self, match: Match, resolved: Resolved, distinct: str | None = None, *, again: bool = False) -> frozenset[Changes]:
        """Steps away from "known not to hold": a fact that may be such a one, or a record that is no longer closed.

        All that closes the record must go, so the first of it is as good a step as any; what these changes closed does not go again. With
        ``distinct`` the fact states no value of that attribute that is counted already; ``again``: several such facts count.
        """
        needed = [check.attribute for check, values in resolved if check.op == "exists" and values[0] and check.attribute != "id"]
        loosely = tuple(pair for pair in resolved if pair[0].op != "exists" or not pair[1][0])
        values = self._values(self._store.all_possible(match.type, resolved), distinct)

        def fits(attributes: Attributes) -> bool:
            is_counted = distinct is not None and distinct in attributes and key(attributes[distinct]) in values
            return could_match(loosely, attributes) and not is_counted

        recorded = self._record(match.type, needed, fits, again=again)
        closing = [
            Change("withdraw", id=denial) if denial is not None else Change("reopen", match.type, stated)
            for stated, denial, _ in self._store.closures.get(match.type, ())
            if covers(stated, resolved)
        ]
        own = any(evolve(change, do="close") in self._changes for change in closing if change.do == "reopen")
        return recorded if own else recorded | self._with(closing[0])


def closes_too(wide: Attributes, narrow: Attributes) -> bool:
    """Whether what one record is closed for, another is closed for too."""
    return all(name in narrow and _holds_too(stated, narrow[name]) for name, stated in wide.items())


def _holds_too(stated: Anything, value: Anything) -> bool:
    """Whether what a record states of an attribute is that value, or a range with it."""
    if says_less({"": stated}, {"": value}):
        return True
    ends = value.bounds().values() if isinstance(value, Range) else (value,)  # records are closed for years from one to another
    return isinstance(stated, Range) and all(within(end, stated) for end in ends)


def _for_both(one: Attributes, other: Attributes) -> Attributes:
    """What a record states that is closed for two patterns: of each attribute the wider, if one holds what the other does."""
    common = {}
    for name in one.keys() & other.keys():
        for stated, value in ((one[name], other[name]), (other[name], one[name])):
            if _holds_too(stated, value):
                common[name] = stated
    return common


def _union(parts: Iterable[frozenset[Changes]]) -> frozenset[Changes]:
    return frozenset().union(*parts)


def _fewest(parts: Iterable[frozenset[Changes]]) -> frozenset[Changes]:
    """Of several things that all must change, the one that leaves the least to try."""
    return min(parts, key=len, default=_NONE)
