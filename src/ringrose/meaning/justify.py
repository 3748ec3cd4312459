"""From the firing of a clause to its justification: which facts, which absences, through which rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from ringrose.meaning.facts import Firing, Item, Store
from ringrose.meaning.matching import Lookup, Resolved, covers, key, matches, resolve, told_where, where_key
from ringrose.model.assessment import Absent, AbsentNode, AtLeastNode, EveryNode, Finding, Node, RuleNode
from ringrose.model.case import Case
from ringrose.model.pack import Share
from ringrose.model.text import LocalText, Message
from ringrose.plan import Absent as AbsentStep
from ringrose.plan import AtLeast, AtMost, Bind, Bound, Clause, Concludes, Derive, Every, Exists, Match, Step

__all__ = ["Conclusions", "Justifier", "counted", "derived_attributes", "enough", "few", "holds", "lookup_in", "shared"]


def lookup_in(slots: Mapping[int, Item] | Sequence[Item]) -> Lookup:
    """Look references up in the facts bound to slots."""
    return lambda bound: slots[bound.slot].attributes.get(bound.attribute)


def closed_by(store: Store, match: Match, resolved: Resolved) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The ids of the denials and the positions of the complete records that cover a pattern."""
    covering = [(denial, record) for stated, denial, record in store.closures.get(match.type, ()) if covers(stated, resolved)]
    return tuple(sorted(d for d, _ in covering if d is not None)), tuple(r for _, r in covering if r is not None)


def is_closed(store: Store, match: Match, resolved: Resolved) -> bool:
    """Whether some closure covers the pattern."""
    return any(covers(stated, resolved) for stated, _, _ in store.closures.get(match.type, ()))


def shared(store: Store, step: AtLeast | AtMost) -> Sequence[Item]:
    """The structural facts of which a count asks for a share; none where it does not."""
    return store.holding.get(step.number.of, ()) if isinstance(step.number, Share) else ()


def counted(store: Store, step: AtLeast, resolved: Resolved) -> tuple[list[Item], int]:
    """The facts that an `AtLeast` counts, and how many that makes: with ``distinct`` different values, of the facts that state one."""
    items = store.matching(step.match.type, resolved)
    if step.distinct is None:
        return items, len(items)
    items = [item for item in items if step.distinct in item.attributes]
    return items, len({key(item.attributes[step.distinct]) for item in items})


def enough(store: Store, step: AtLeast, resolved: Resolved) -> bool:
    """Whether at least as many facts match as an `AtLeast` needs."""
    needed = step.needed(len(shared(store, step)))
    return needed is not None and counted(store, step, resolved)[1] >= needed


def few(store: Store, step: AtMost, resolved: Resolved) -> bool:
    """Whether it is known that no more facts match than an `AtMost` allows: with ``distinct`` each that lacks it counts as a value more."""
    allowed = step.allowed(len(shared(store, step)))
    if allowed is None or not is_closed(store, step.match, resolved):
        return False
    items = store.all_possible(step.match.type, resolved)
    if step.distinct is None:
        return len(items) <= allowed
    values = [key(item.attributes.get(step.distinct)) for item in items]
    return len({value for value in values if value is not None}) + values.count(None) <= allowed


def holds(store: Store, step: Step, slots: Mapping[int, Item]) -> bool:
    """Whether a step is true for the facts in the slots (a `Bind`: whether the fact in its slot matches)."""
    if isinstance(step, Every):
        resolved = _every_domain(step, slots)
        domain = [] if resolved is None else store.matching(step.domain.type, resolved)
        return bool(domain) and all(holds(store, step.then, {**slots, step.slot: x}) for x in domain)
    resolved = resolve(step.match, lookup_in(slots))
    if resolved is None:
        return False
    if isinstance(step, Bind):
        return matches(resolved, slots[step.slot].attributes)
    if isinstance(step, Exists):
        return store.any_matching(step.match.type, resolved)
    if isinstance(step, AtLeast):
        return enough(store, step, resolved)
    if isinstance(step, AtMost):
        return few(store, step, resolved)
    return not store.any_possible(step.match.type, resolved) and is_closed(store, step.match, resolved)


def _every_domain(step: Every, slots: Mapping[int, Item]) -> Resolved | None:
    """The domain's pattern; None where the condition refers, in either pattern, to what an outer fact lacks."""
    lookup = lookup_in(slots)
    if any(lookup(b) is None for b in step.then.match.bounds if b.slot != step.slot):
        return None
    return resolve(step.domain, lookup)


def derived_attributes(head: Derive, slots: Sequence[Item]) -> dict[str, Any]:
    """The attributes of the derived fact; a reference to an attribute that the bound fact lacks is left out."""
    lookup = lookup_in(slots)
    values = ((name, lookup(o) if isinstance(o, Bound) else o.value) for name, o in head.attributes)
    return {name: value for name, value in values if value is not None}


class _Grounds:
    """What a firing rests on: the nodes of its conditions, and the leaves below them."""

    __slots__ = ("_store", "absent", "facts", "nodes")

    def __init__(self, store: Store, clause: Clause, firing: Firing) -> None:
        self._store = store
        self.facts: set[str] = set()
        self.absent: dict[tuple[Any, ...], Absent] = {}
        slots = dict(enumerate(firing))
        self.nodes: tuple[Node, ...] = tuple(node for step in clause.steps for node in self._step(step, slots))

    def _step(self, step: Step, slots: Mapping[int, Item]) -> Sequence[Node]:
        if isinstance(step, Bind):
            return self._rest_on((slots[step.slot],))
        if isinstance(step, Every):
            domain = self._store.matching(step.domain.type, _certain(resolve(step.domain, lookup_in(slots))))
            self._rest_on(domain)
            return (EveryNode(tuple((x.fact, tuple(self._step(step.then, {**slots, step.slot: x}))) for x in domain)),)
        resolved = _certain(resolve(step.match, lookup_in(slots)))
        if isinstance(step, Exists):
            return self._rest_on(self._store.matching(step.match.type, resolved))
        if isinstance(step, AtLeast):
            return (self._at_least(step, resolved),)
        return (AbsentNode(self._known_absent(step, resolved)),)

    def _rest_on(self, items: Sequence[Item]) -> Sequence[Node]:
        found: list[Node] = []
        for item in items:
            self.facts.update(item.facts)
            if item.absent:
                self.absent.update(item.absent)
            found += item.nodes
        return found

    def _at_least(self, step: AtLeast, resolved: Resolved) -> AtLeastNode:
        items, found = counted(self._store, step, resolved)
        of = shared(self._store, step)
        self._rest_on(of)
        needed = step.needed(len(of))
        assert needed is not None, "a clause fired although it asks for a share of nothing"
        share = tuple(item.fact for item in of)
        return AtLeastNode(step.match.type, told_where(resolved), needed, found, tuple(self._rest_on(items)), step.distinct, share)

    def _known_absent(self, step: AbsentStep | AtMost, resolved: Resolved) -> Absent:
        denials, records = closed_by(self._store, step.match, resolved)
        where = told_where(resolved)
        same: tuple[Any, ...] = (step.match.type, where_key(where))
        if isinstance(step, AtMost):
            allowed = step.allowed(len(shared(self._store, step)))
            same = (*same, allowed, step.distinct or "")
            leaf = Absent(step.match.type, where, denials, records, same, allowed, step.distinct)
        else:
            leaf = Absent(step.match.type, where, denials, records, same)
        self.absent[leaf.key] = leaf
        return leaf


class Justifier:
    """Collects the justifications of one case: of derived facts as strata end, of findings at the end."""

    def __init__(self, case: Case, store: Store) -> None:
        self._store = store
        self._names: dict[Any, LocalText] = {p.id: p.name for p in case.partners} | {f.id: f.name for f in case.fields}

    def _message(self, clause: Clause, slots: Firing) -> Message:
        told = {}
        for name, slot, attribute, is_name in clause.told:
            value = slots[slot].attributes.get(attribute)
            told[name] = self._names.get(value, value) if is_name else value
        return Message(clause.because, told)

    def _grounds(self, clause: Clause, firing: Firing) -> _Grounds:
        """All that made the clause true for this binding."""
        return _Grounds(self._store, clause, firing)

    def derived(self, item: Item, ways: Sequence[tuple[Clause, Firing]]) -> None:
        """Give a derived fact its justification from all ways in which it was derived so far: a node for each, the leaves of all."""
        nodes = []
        facts: set[str] = set()
        item.absent = {}
        for clause, firing in sorted(ways, key=lambda way: (way[0].order, [where_key({"": i.name}) for i in way[1]])):
            grounds = self._grounds(clause, firing)
            facts.update(grounds.facts)
            item.absent.update(grounds.absent)
            nodes.append(RuleNode(clause.rule, self._message(clause, firing), item.fact, grounds.nodes, _bindings(clause, firing)))
        item.facts = frozenset(facts)
        item.nodes = tuple(nodes)

    def finding(self, clause: Clause, firing: Firing) -> Finding:
        """The finding of a clause that concludes about a criterion; whether it decides is for `judge` to say."""
        assert isinstance(clause.head, Concludes)
        grounds = self._grounds(clause, firing)
        return Finding(
            rule=clause.rule,
            polarity=clause.head.polarity,
            criterion=clause.head.criterion,
            decides=False,
            message=self._message(clause, firing),
            bindings=_bindings(clause, firing),
            facts=tuple(sorted(grounds.facts)),
            absent=tuple(grounds.absent[k] for k in sorted(grounds.absent)),
            because=grounds.nodes,
        )


class Conclusions:
    """What follows from the firings of each stratum in turn: derived facts for the next ones, and findings.

    What all of it rests on is collected when the findings are first asked for.
    """

    def __init__(self, case: Case, store: Store) -> None:
        self._case, self._store = case, store
        self._ways: dict[Item, list[tuple[Clause, Firing]]] = {}  # a fact may be derived in several strata
        self._last: dict[Item, int] = {}  # and all facts that it rests on are derived before the last of them
        self._concluding: list[tuple[Clause, Firing]] = []
        self._strata = 0

    def ways(self, item: Item) -> list[tuple[Clause, Firing]]:
        """How a derived fact was derived; nothing for any other fact."""
        return self._ways.get(item, [])

    def stratum(self, fired: Iterable[tuple[Clause, Firing]]) -> None:
        """Take the firings of a stratum; the facts that they derive can be seen afterwards."""
        derived: set[Item] = set()
        for clause, firing in fired:
            if isinstance(clause.head, Concludes):
                self._concluding.append((clause, firing))
            else:
                item = self._store.derive(clause.head.type, derived_attributes(clause.head, firing))
                derived.add(item)
                self._ways.setdefault(item, []).append((clause, firing))
        self._store.publish(derived)
        self._last |= dict.fromkeys(derived, self._strata)
        self._strata += 1

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings with their justifications, after the last stratum."""
        justifier = Justifier(self._case, self._store)
        for item in sorted(self._ways, key=lambda item: self._last[item]):
            justifier.derived(item, self._ways[item])
        return [justifier.finding(clause, firing) for clause, firing in self._concluding]


def _bindings(clause: Clause, firing: Firing) -> dict[str, str | dict[str, Any]]:
    """What each alias stands for."""
    return {alias: firing[slot].name for alias, slot in clause.named}


def _certain(resolved: Resolved | None) -> Resolved:
    assert resolved is not None, "a clause fired although a condition of it refers to what a fact lacks"
    return resolved
