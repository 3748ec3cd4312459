"""The engine on durable-rules: one object per plan, any number of cases, one at a time, from any thread."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any

from ringrose.engines.durable.handle import Handle, Message
from ringrose.engines.durable.rules import ClauseRule, CounterexampleRule, Names, tag_messages
from ringrose.engines.durable.session import Session, Tag
from ringrose.engines.durable.tables import Row
from ringrose.meaning.facts import Firing, Store
from ringrose.meaning.justify import Conclusions
from ringrose.model.assessment import Finding
from ringrose.model.case import Case
from ringrose.plan import Clause, Plan

__all__ = ["DurableEngine"]

MAX_TESTS = 250  # in one ruleset; at 513 distinct tests durable-rules runs for ever


def _split(clauses: tuple[Clause, ...]) -> Iterator[list[ClauseRule]]:
    """Rules in portions that one handle bears."""
    names, portion, weight = Names(), list[ClauseRule](), 0
    for clause in clauses:
        rule = ClauseRule(clause, names)
        if portion and weight + rule.weight > MAX_TESTS:
            yield portion
            names, portion, weight = Names(), [], 0
            rule = ClauseRule(clause, names)
        portion.append(rule)
        weight += rule.weight
    yield portion


class Stage:
    """One portion of a stratum: first the counterexamples of its `every` conditions, then its clauses."""

    def __init__(self, name: str, rules: list[ClauseRule]) -> None:
        names = Names()
        counterexamples = [c for rule in rules for c in rule.counterexample_rules(names)]
        self._counterexamples = {f"c{n}": rule for n, rule in enumerate(counterexamples)}
        self._rules = {f"r{n}": rule for n, rule in enumerate(rules)}
        self._tags: list[Tag] = list(dict.fromkeys(tag for rule in rules for tag in rule.tags))
        self._first = Handle(f"{name}c", _definitions(self._counterexamples)) if counterexamples else None
        self._second = Handle(f"{name}r", {rule_name: rule.definition() for rule_name, rule in self._rules.items()})

    def handles(self) -> list[Handle]:
        """The handles to free."""
        return [handle for handle in (self._first, self._second) if handle]

    def run(self, session: Session) -> Iterator[tuple[Clause, Firing]]:
        """All firings of the portion's clauses on a case."""
        session.counterexamples.clear()
        if self._first:
            self._find_counterexamples(self._first, session)
        messages: list[Message] = []
        gates: list[Message] = []
        used: set[Tag] = set()
        for rule in self._rules.values():
            told = rule.messages(session)
            if told is not None:
                messages += told
                gates.append(((rule.gate, 1),))
                used.update(rule.tags)
        for tag in self._tags:
            if tag in used:
                messages += tag_messages(tag, session)
        fired: dict[tuple[str, Firing], Clause] = {}

        def fire(name: str, matched: Mapping[str, Mapping[str, Any]]) -> None:
            rule = self._rules[name]
            firing = rule.firing(matched, session)
            if firing is not None:
                fired[name, firing] = rule.clause

        if gates:
            self._second.run(messages, gates, fire)
        for (_, firing), clause in fired.items():
            yield clause, firing

    def _find_counterexamples(self, handle: Handle, session: Session) -> None:
        messages: list[Message] = []
        gates: list[Message] = []
        combinations: dict[int, tuple[Row, ...]] = {}
        for rule in self._counterexamples.values():
            session.counterexamples[rule.table] = set()
            told, numbered = rule.messages(session)
            if told:
                messages += told
                combinations.update(numbered)
                gates.append(((rule.gate, 1),))

        def fire(name: str, matched: Mapping[str, Mapping[str, Any]]) -> None:
            rule = self._counterexamples[name.partition("_")[0]]
            session.counterexamples[rule.table].add(combinations[matched["d"]["k"]])

        if gates:
            handle.run(messages, gates, fire)


def _definitions(rules: Mapping[str, CounterexampleRule]) -> dict[str, Any]:
    return {f"{name}_{n}": one for name, rule in rules.items() for n, one in enumerate(rule.definitions())}


class DurableEngine:
    """Runs a plan on durable-rules."""

    name = "durable"

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._lock = Lock()
        self._strata = self._built()

    def _built(self) -> list[list[Stage]]:
        strata = [
            [Stage(f"s{level}_{n}", rules) for n, rules in enumerate(_split(clauses))] for level, clauses in enumerate(self.plan.strata)
        ]
        handles = [handle for stages in strata for stage in stages for handle in stage.handles()]
        self._free = weakref.finalize(self, _close, handles)
        return strata

    def infer(self, case: Case) -> list[Finding]:
        """All findings of a checked case, in no particular order."""
        store = Store(case, self.plan.negated)
        session = Session(store)
        conclusions = Conclusions(case, store)
        with self._lock:
            try:
                for stages in self._strata:
                    conclusions.stratum(fired for stage in stages for fired in stage.run(session))
            except BaseException:
                # An interruption may leave a handle half-way through an action, from where it cannot be used: start afresh.
                self._free()
                self._strata = self._built()
                raise
        return conclusions.findings


def _close(handles: list[Handle]) -> None:
    for handle in handles:
        handle.close()
