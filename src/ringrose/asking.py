"""The open questions of a case: which facts would settle what is undetermined, and what a yes and a no would make of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property

from ringrose.judge import statuses_of
from ringrose.meaning.alike import Alike
from ringrose.meaning.attempts import Attempt, Attempts, Condition
from ringrose.meaning.matching import where_key
from ringrose.meaning.possible import Possible
from ringrose.meaning.reading import Reading
from ringrose.model.assessment import OpenQuestion
from ringrose.model.case import Case, Fact
from ringrose.model.change import Change, Do, changed
from ringrose.model.values import Range, Value, json_value
from ringrose.plan import Plan

__all__ = ["Statuses", "open_questions", "read_statuses"]

Statuses = Callable[[Case], Mapping[str, str]]
"""What tells the status of each element of a checked case."""


def read_statuses(plan: Plan) -> Statuses:
    """The statuses of a case by reading it, without an engine."""
    return lambda case: statuses_of(plan.pack, Reading(plan, case).concluded)


def open_questions(case: Case, plan: Plan, statuses: Statuses) -> tuple[OpenQuestion, ...]:
    """The open questions of a checked case.

    They are about what the unknown essential criteria of undetermined elements wait for, and about each fact that could not be told. One
    more fact beside those that are recorded is asked about where a rule fails for all of these, or where it settles something. The first
    are those that settle most elements; then they follow the order of the criteria in the pack.
    """
    now = statuses(case)
    looked_for = [fact for fact in case.facts if fact.holds == "unknown"]
    if "undetermined" not in now.values() and not looked_for:
        return ()
    return _Asking(case, plan, statuses, now).questions(looked_for)


class _Asking:
    """One case whose open questions are looked for."""

    def __init__(self, case: Case, plan: Plan, statuses: Statuses, now: Mapping[str, str]) -> None:
        self.case, self.plan, self.statuses, self.now = case, plan, statuses, now
        self._answers: dict[tuple[Do, Hashable], Mapping[str, str]] = {}  # for facts that no rule tells apart
        self.waited_for: dict[str, str] = {}  # facts that could not be told, with the criterion that waits for them

    @cached_property
    def reading(self) -> Reading:
        """What follows from the case."""
        return Reading(self.plan, self.case)

    @cached_property
    def possible(self) -> Possible:
        """What it could record."""
        return Possible(self.plan, self.case)

    @cached_property
    def alike(self) -> Alike:
        """What the rules tell apart of it."""
        return Alike(self.plan, self.case)

    def questions(self, looked_for: Iterable[Fact]) -> tuple[OpenQuestion, ...]:
        found: dict[tuple[str, str], tuple[str, Fact, bool]] = {}
        for criterion, fact, another in self._asked():
            found.setdefault((fact.type, _told(fact)), (criterion, fact, another))
        others: dict[tuple[str, str], tuple[str, Fact, bool]] = {}
        for criterion, fact, another in self._asked(others=True):
            if (fact.type, _told(fact)) not in found:
                others.setdefault((fact.type, _told(fact)), (criterion, fact, another))
        for fact in looked_for:  # in the place of the same question without an id
            same = fact.type, _told(fact)
            criterion = found.pop(same)[0] if same in found else self.waited_for.get(str(fact.id), "")
            found[fact.type, f"{_told(fact)} {fact.id}"] = criterion, fact, False
        order = {f"{element.id}.{c.id}": n for n, (element, c) in enumerate((e, c) for e in self.plan.pack.elements for c in e.criteria)}
        questions = [self._question(*one) for one in found.values()]
        questions += [question for one in others.values() if (question := self._question(*one)).settles]
        return tuple(
            sorted(
                questions,
                key=lambda q: (-len(q.settles), order.get(q.criterion or "", len(order)), q.fact.type, _told(q.fact), q.fact.id or ""),
            )
        )

    def _asked(self, *, others: bool = False) -> Iterator[tuple[str, Fact, bool]]:
        """What unknown essential criteria of undetermined elements wait for, and whether it is one more of what is counted already."""
        if "undetermined" not in self.now.values():
            return
        attempts = Attempts(self.reading, self.possible, others=others)
        known = {finding.criterion for finding in self.reading.findings}
        for element in self.plan.pack.elements:
            for criterion in element.criteria if self.now[element.id] == "undetermined" else ():
                name = f"{element.id}.{criterion.id}"
                if criterion.role == "essential" and name not in known:
                    for polarity in ("satisfies", "violates"):
                        for condition in _missing(attempts.concluding(name, polarity)):
                            for item in condition.perhaps:
                                if item.fact.holds == "unknown":
                                    self.waited_for.setdefault(str(item.fact.id), name)
                            another = condition.count is not None and condition.count.found > 0
                            for change in condition.changes:
                                if self._can_be_asked(change):
                                    yield name, Fact(change.type, _plain(change.attributes)), another

    def _can_be_asked(self, change: Change) -> bool:
        """Whether all facts that it names are recorded."""
        naming = self.possible.fact_attributes.get(change.type, frozenset())
        return all(value in self.possible.given for name, value in change.attributes.items() if name in naming)

    def _question(self, criterion: str, fact: Fact, another: bool) -> OpenQuestion:
        known = self.plan.pack.vocabulary.types[fact.type].attributes
        sayable = all(name in fact.attributes for name, attribute in known.items() if attribute.required)
        yes, no = self._answered(fact, "add") if sayable else None, self._answered(fact, "close" if another else "deny")
        settles = tuple(e for e, status in self.now.items() if no[e] != status or (yes is not None and yes[e] != status))
        return OpenQuestion(fact, self._kind(fact), criterion or None, settles, yes, no, another)

    def _answered(self, fact: Fact, do: Do) -> Mapping[str, str]:
        if fact.id is None:
            return self.statuses(changed(self.case, [Change(do, fact.type, fact.attributes)]))
        if self.alike.settled(fact):
            return self.now
        alike = self.alike.class_of(fact, denied=do != "add")
        if alike is None or (do, alike) not in self._answers:
            told = Fact(fact.type, fact.attributes, id=fact.id, holds=do == "add")
            answer = self.statuses(self.case.remade(facts=[told if one.id == fact.id else one for one in self.case.facts]))
            if alike is None:
                return answer
            self._answers[do, alike] = answer
        return self._answers[do, alike]

    def _kind(self, fact: Fact) -> str:
        if fact.id is not None:
            return "looked_for"
        stated = {one.type for one in self.case.facts} | {one.type for one in self.case.complete}
        return "record_not_complete" if fact.type in stated else "not_looked_for"


def _missing(attempts: Iterable[Attempt]) -> Iterator[Condition]:
    """The conditions of which nothing is known, down to what is recorded, in attempts that nothing known stands in the way of."""
    for attempt in attempts:
        if not attempt.hopeless:
            for condition in attempt.conditions:
                yield from _leaves(condition)


def _leaves(condition: Condition) -> Iterator[Condition]:
    if condition.state == "missing":
        yield from _missing(condition.ways)
        for instance in condition.instances:
            yield from _leaves(instance.condition)
        yield condition


def _plain(attributes: Mapping[str, Value | Range]) -> dict[str, Value | Range]:
    """What one fact may state: no range, which only records have that are closed for all days of a year."""
    return {name: value for name, value in attributes.items() if not isinstance(value, Range)}


def _told(fact: Fact) -> str:
    return where_key({name: json_value(value) for name, value in fact.attributes.items()})
