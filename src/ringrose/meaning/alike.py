"""Facts that no rule can tell apart: where one of them holds already, nothing hangs on what another one turns out to be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from ringrose.meaning.matching import key
from ringrose.model.case import Case, Fact
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Check, Clause, Derive, Every, Literal, Match, Plan

__all__ = ["Alike"]


class Alike:
    """What the rules of a plan see of the facts of a case."""

    def __init__(self, plan: Plan, case: Case) -> None:
        self._seen: dict[str, set[str]] = {}  # the attributes that rules look at
        self._apart: set[str] = set()  # the types of which rules count the facts, or tell them apart by their ids
        self._closing: dict[str, list[frozenset[str]]] = {}  # what patterns of facts that are not there bind
        for clause in plan.clauses():
            self._look_at(clause)
        stated = (*(fact.attributes for fact in case.facts), *(record.attributes for record in case.complete))
        self._named = {value for attributes in stated for value in attributes.values() if isinstance(value, str)}
        self._named.update(name for clause in plan.clauses() for name in _stated(clause))
        self._holding = {self._look(fact) for fact in case.facts if fact.holds is True and self._replaceable(fact)}

    def settled(self, fact: Fact) -> bool:
        """Whether no status changes, whether a fact that could not be told turns out to hold, or its denial does.

        So it is where a fact that no rule tells from it holds: a firing that needs the one has the other. Its denial must besides close no
        record that a rule asks to be closed.
        """
        return not self._closes(fact) and self._replaceable(fact) and self._look(fact) in self._holding

    def class_of(self, fact: Fact, *, denied: bool) -> Hashable | None:
        """What facts that could not be told have in common if the same follows where any one of them holds, or is ``denied``.

        None where its id or its number counts. A denial closes records by all that it states, also by what no rule looks at.
        """
        if not self._replaceable(fact):
            return None
        if denied and self._closes(fact):
            return "closes", fact.type, frozenset((name, key(value)) for name, value in fact.attributes.items())
        return self._look(fact)

    def _closes(self, fact: Fact) -> bool:
        """Whether its denial could close a record that a rule asks to be closed."""
        return any(bound.issuperset(fact.attributes) for bound in self._closing.get(fact.type, ()))

    def _look(self, fact: Fact) -> Hashable:
        seen = self._seen.get(fact.type, set())
        return fact.type, frozenset((name, key(value)) for name, value in fact.attributes.items() if name in seen)

    def _replaceable(self, fact: Fact) -> bool:
        """Whether its id means nothing to the rules and to the rest of the case, and its number does not count."""
        return fact.type not in self._apart and (fact.id not in self._named or "id" not in self._seen.get(fact.type, ()))

    def _look_at(self, clause: Clause) -> None:
        types: dict[int, str] = {}
        for step in clause.steps:
            if isinstance(step, Every):
                types[step.slot] = step.domain.type
            elif isinstance(step, Bind):
                types[step.slot] = step.match.type
            if isinstance(step, AtLeast | AtMost):
                self._apart.add(step.match.type)
            absent = step.then if isinstance(step, Every) else step
            if isinstance(absent, Absent):
                binding = (check.attribute for check in (*absent.match.fixed, *absent.match.joined) if check.op in ("is", "in"))
                self._closing.setdefault(absent.match.type, []).append(frozenset(binding))
        for match in _matches(clause):
            for check in (*match.fixed, *match.joined):
                self._see(match.type, check.attribute)
                if check.attribute == "id" and not _other_facts_name(check):
                    self._apart.add(match.type)
            for bound in match.bounds:
                self._see(types[bound.slot], bound.attribute)
        for operand in _handed_on(clause):
            self._see(types[operand.slot], operand.attribute)
            if operand.attribute == "id":
                self._apart.add(types[operand.slot])

    def _see(self, fact_type: str, attribute: str) -> None:
        self._seen.setdefault(fact_type, set()).add(attribute)


def _matches(clause: Clause) -> Iterator[Match]:
    """All patterns of a clause."""
    for step in clause.steps:
        if isinstance(step, Every):
            yield step.domain
            yield step.then.match
        else:
            yield step.match
    yield from clause.exceptions


def _other_facts_name(check: Check) -> bool:
    """Whether an id is compared with nothing but what other facts name."""
    return all(isinstance(operand, Bound) and operand.attribute != "id" for operand in check.operands)


def _stated(clause: Clause) -> Iterable[str]:
    """What a derived fact says whatever it is derived from: it may be the id of a fact."""
    if not isinstance(clause.head, Derive):
        return ()
    return (o.value for _, o in clause.head.attributes if isinstance(o, Literal) and isinstance(o.value, str))


def _handed_on(clause: Clause) -> Iterable[Bound]:
    """What a derived fact has of the facts that it is derived from."""
    return (o for _, o in clause.head.attributes if isinstance(o, Bound)) if isinstance(clause.head, Derive) else ()
