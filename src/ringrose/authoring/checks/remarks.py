"""What a check says of one thing in a pack, and the pack as checks see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from attrs import field, frozen

from ringrose.authoring.changelog import Release
from ringrose.authoring.checks.contradictions import Contradiction, Contradictions
from ringrose.authoring.checks.looking import Looking
from ringrose.authoring.trials.reading import PackTest
from ringrose.errors import Path
from ringrose.model.case import Case
from ringrose.model.pack import Derives, Element, Pack, Rule
from ringrose.plan import Clause, Plan, plan_of

__all__ = ["Checked", "Remark", "RulePlace"]


@frozen
class Remark:
    """What a check says: its code, the path in the pack where it is told, the thing that it is about, and what, why and what to do.

    ``about`` is the name of a rule, criterion (both with their element), element or fact type, or the id of the pack. ``example`` is the
    smallest case that shows it, where there is one. ``file`` and ``line`` are given where it stands in no file of the pack's content.
    """

    code: str
    path: Path
    about: str
    what: str
    why: str = ""
    hint: str = ""
    at_key: bool = False
    example: Case | None = field(default=None, repr=False)
    file: str | None = None
    line: int | None = None


@frozen
class RulePlace:
    """A rule, its full name, its element and its path."""

    name: str
    element: Element
    rule: Rule
    path: Path


@frozen(eq=False, slots=False)
class Checked:
    """A sound pack as checks see it: as it is written, as plans for each time at which a parameter changes, with its tests and versions.

    ``searches``: Hypothesis may look for cases.
    """

    pack: Pack
    looking: Looking
    searches: bool
    tests: tuple[PackTest, ...] | None = None
    releases: tuple[Release, ...] | None = None

    @cached_property
    def written(self) -> Pack:
        """The pack with its parameters by name."""
        return self.pack.written or self.pack

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plan of each time between two changes of parameters, the last one last."""
        days = {one.since or date.min for parameter in self.written.parameters.values() for one in parameter.values}
        return tuple(plan_of(self.pack.on(day)) for day in sorted(days or {date.min}))

    @cached_property
    def clauses(self) -> tuple[Mapping[str, Clause], ...]:
        """The clause of each rule by its full name, in each of the plans."""
        return tuple({clause.rule: clause for clause in plan.clauses()} for plan in self.plans)

    @cached_property
    def contradictions(self) -> Mapping[str, Contradiction]:
        """Why rules can never fire, by the name of the rule: at no time."""
        found: dict[str, Contradiction] = {}
        for number, plan in enumerate(self.plans):
            known = Contradictions(plan)
            now = {clause.rule: why for clause in plan.clauses() if (why := known.of(clause)) is not None}
            found = now if number == 0 else {name: why for name, why in now.items() if name in found}
        return found

    @cached_property
    def fired(self) -> frozenset[str]:
        """The rules of which a case was drawn that makes them fire; such a case was drawn for almost all that can."""
        return frozenset(name for name, _, _ in self.pack.rules() if name not in self.contradictions and self.looking.fires(name))

    @cached_property
    def silent(self) -> frozenset[str]:
        """The rules that are known to fire in no case."""
        from ringrose.authoring.checks.firing import without_example

        return frozenset(self.contradictions) | without_example(self)

    def rules(self) -> Iterator[RulePlace]:
        """The rules in order."""
        for element in self.written.elements:
            for number, rule in enumerate(element.rules):
                yield RulePlace(f"{element.id}.{rule.id}", element, rule, ("elements", element.id, "rules", number))

    def place(self, name: str) -> RulePlace:
        """The rule of a full name."""
        return next(place for place in self.rules() if place.name == name)

    def violating(self) -> dict[str, tuple[str, str]]:
        """For each rule that helps to violate a criterion by firing: the criterion (its full name), and the rule that does so."""
        found: dict[str, tuple[str, str]] = {}
        deriving = {place.name: place.rule.then.type for place in self.rules() if isinstance(place.rule.then, Derives)}
        for place in self.rules():
            if not isinstance(place.rule.then, Derives) and place.rule.then.polarity == "violates":
                found[place.name] = (f"{place.element.id}.{place.rule.then.criterion}", place.name)
        for name in (waiting := list(found)):  # it grows while it is gone through
            for other, type in deriving.items():
                if other not in found and type in _asked_for(self.place(name).rule):
                    found[other] = found[name]
                    waiting.append(other)
        return found


def _asked_for(rule: Rule) -> set[str]:
    """The types of the facts that must be there for a rule to fire."""
    return {p.type for condition in rule.conditions for p in condition.patterns()}
