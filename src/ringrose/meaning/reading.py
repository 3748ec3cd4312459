"""A case read by the rules as docs/meaning.md tells them, from left to right: the slow and simple way, without any engine."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.meaning.facts import Firing, Item, Store
from ringrose.meaning.justify import Conclusions, holds, lookup_in
from ringrose.meaning.matching import resolve
from ringrose.model.assessment import Finding
from ringrose.model.case import Case
from ringrose.plan import Bind, Clause, Concludes, Plan

__all__ = ["Reading", "exceptions_in_force", "firings"]


def exceptions_in_force(store: Store, clause: Clause, firing: Firing) -> Iterator[Item]:
    """The facts that match an exception of the clause; one that refers to what a bound fact lacks never matches."""
    for match in clause.exceptions:
        resolved = resolve(match, lookup_in(firing))
        if resolved is not None:
            yield from store.matching(match.type, resolved)


def firings(store: Store, clause: Clause) -> Iterator[Firing]:
    """Each binding for which all conditions of the clause are true and no exception is in force."""

    def go(n: int, bound: Firing) -> Iterator[Firing]:
        if n == len(clause.steps):
            if next(exceptions_in_force(store, clause, bound), None) is None:
                yield bound
            return
        step = clause.steps[n]
        if not isinstance(step, Bind):
            if holds(store, step, dict(enumerate(bound))):
                yield from go(n + 1, bound)
            return
        resolved = resolve(step.match, lookup_in(bound))
        for item in () if resolved is None else store.matching(step.match.type, resolved):
            yield from go(n + 1, (*bound, item))

    return go(0, ())


class Reading:
    """All that follows from a checked case: what is derived, what each rule fired on, and the findings."""

    def __init__(self, plan: Plan, case: Case) -> None:
        self.plan, self.case = plan, case
        self.store = Store(case, plan.negated)
        self.fired: dict[str, list[Firing]] = {}
        self._conclusions = Conclusions(case, self.store)
        for stratum in plan.strata:
            for clause in stratum:
                self.fired[clause.rule] = list(firings(self.store, clause))
            self._conclusions.stratum((clause, firing) for clause in stratum for firing in self.fired[clause.rule])

    @property
    def findings(self) -> list[Finding]:
        """The findings, in no particular order; none of them marked as deciding."""
        return self._conclusions.findings

    @property
    def concluded(self) -> set[tuple[str, str]]:
        """What was concluded about the criteria, without the reasons: polarities with the full names of their criteria."""
        heads = (clause.head for clause in self.plan.clauses() if self.fired[clause.rule])
        return {(head.polarity, head.criterion) for head in heads if isinstance(head, Concludes)}

    def ways(self, item: Item) -> list[tuple[Clause, Firing]]:
        """How a derived fact was derived; nothing for any other fact."""
        return self._conclusions.ways(item)
