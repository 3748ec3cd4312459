"""Looks for small cases in which rules fire together: drawn after the rules, by Hypothesis or a seed, and made as small as can be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from random import Random
from typing import Any

from attrs import evolve

from ringrose.errors import InputError
from ringrose.meaning.reading import Reading
from ringrose.model.case import Case, Fact, Partner
from ringrose.model.pack import Derives, Element, Pack, Rule
from ringrose.plan import Plan, plan_of
from ringrose.preparing import sound_case
from ringrose.testing.making import CaseMaker
from ringrose.testing.words import words_of

__all__ = ["Looking", "has_hypothesis", "only", "rested_on"]

Holds = Callable[[Reading], bool]
"""What is asked of a case, read by the rules that matter."""


def has_hypothesis() -> bool:
    """Whether Hypothesis is installed."""
    from importlib.util import find_spec

    return find_spec("hypothesis") is not None


def rested_on(pack: Pack, names: Iterable[str]) -> frozenset[str]:
    """The rules of these names and all whose conclusions they read, directly or through others."""
    rules = {name: rule for name, _, rule in pack.rules()}
    deriving: dict[str, list[str]] = {}
    for name, rule in rules.items():
        if isinstance(rule.then, Derives):
            deriving.setdefault(rule.then.type, []).append(name)
    found = dict.fromkeys(names)
    for name in (waiting := list(found)):  # it grows while it is gone through
        for type in _reads(rules[name]):
            for other in deriving.get(type, ()):
                if other not in found:
                    found[other] = None
                    waiting.append(other)
    return frozenset(found)


def _reads(rule: Rule) -> set[str]:
    return {p.type for condition in rule.conditions for p in condition.patterns()} | {p.type for p in rule.unless}


def only(pack: Pack, names: Collection[str]) -> Pack:
    """The pack with these rules alone."""
    elements = [_element(element, names) for element in pack.elements]
    return evolve(pack, elements=elements)  # type: ignore[arg-type]  # mypy cannot see through converter=tuple


def _element(element: Element, names: Collection[str]) -> Element:
    rules = [rule for rule in element.rules if f"{element.id}.{rule.id}" in names]
    return evolve(element, rules=rules)  # type: ignore[arg-type]  # as above


class Looking:
    """Draws cases of a pack. The same seed and number of examples find the same cases."""

    def __init__(self, pack: Pack, seed: int, examples: int) -> None:
        self.pack, self.seed, self.examples = pack, seed, examples
        self._words = words_of(pack)
        self._plans: dict[tuple[frozenset[str], str], Plan] = {}

    def fires(self, rule: str) -> bool:
        """Whether some drawn case makes a rule fire."""
        return self.drawn([rule], lambda reading: bool(reading.fired[rule])) is not None

    def drawn(self, rules: Collection[str], holds: Holds, times: int = 1) -> Case | None:
        """Some case of which something holds, drawn quickly after these rules, ``times`` as many as examples; None where none was found."""
        about = rested_on(self.pack, rules)
        source = Random(f"{self.seed} {sorted(rules)}")  # noqa: S311  # cases that can be drawn again
        maker = CaseMaker(source, self.pack, self._words, rules)
        cases = (sound_case(maker.case(), self.pack) for _ in range(times * self.examples))
        return next((case for case in cases if holds(self.read(case, about))), None)

    def smallest(self, rules: Collection[str], holds: Holds) -> Case | None:
        """A small case of which something holds, drawn after these rules; None where none was found.

        Hypothesis must be installed.
        """
        from hypothesis import HealthCheck, Phase, find, settings
        from hypothesis.errors import NoSuchExample

        from ringrose.testing import cases

        drawn = self.drawn(rules, holds, 2)
        if drawn is None:  # what is not drawn quickly is hardly drawn slowly
            return None
        about = rested_on(self.pack, rules)
        quiet = settings(
            max_examples=self.examples,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        source = Random(self.seed)  # noqa: S311  # the same cases each time
        plain = cases(self.pack, about=rules, partners=("alpha", "beta"), fields=("health",), plain=True)
        try:
            found = find(plain, lambda case: holds(self.read(case, about)), settings=quiet, random=source)
        except NoSuchExample:
            found = drawn
        return evolve(self.reduced(found, lambda case: holds(self.read(case, about))), id="example")

    def read(self, case: Case, rules: frozenset[str]) -> Reading:
        """A checked case, read by some of the rules."""
        pack = self.pack.on(case.review.last_day)
        at = rules, "" if not self.pack.varies else str([parameter.on(case.review.last_day) for parameter in self.pack.parameters.values()])
        if at not in self._plans:
            self._plans[at] = plan_of(only(pack, rules))
        return Reading(self._plans[at], case)

    def reduced(self, case: Case, holds: Callable[[Case], bool]) -> Case:
        """A case of which something holds without anything that can be left out, its facts numbered anew."""
        smaller: Case | None = case
        while smaller is not None:
            case = smaller
            smaller = next((sound for less in _smaller(case) if (sound := self._sound(less)) is not None and holds(sound)), None)
        renamed = self._sound(_renamed(case, self.pack))
        return renamed if renamed is not None and holds(renamed) else case

    def _sound(self, case: Case) -> Case | None:
        try:
            return sound_case(case, self.pack)
        except InputError:
            return None


def _renamed(case: Case, pack: Pack) -> Case:
    """The case with the ids that facts without one are given."""
    bare = tuple(
        Fact(f.type, f.attributes, holds=f.holds, source=f.source, note=f.note, certainty=f.certainty, when=f.when) for f in case.facts
    )
    facts = evolve(case, facts=bare).facts
    ids = {str(old.id): str(new.id) for old, new in zip(case.facts, facts, strict=True)}
    named = pack.vocabulary.fact_attributes

    def renamed(told: Any) -> Any:
        attributes = {k: ids.get(str(v), v) if k in named.get(told.type, ()) else v for k, v in told.attributes.items()}
        return told.with_attributes(attributes)

    return evolve(case, facts=tuple(map(renamed, facts)), complete=tuple(map(renamed, case.complete)))


def _without(values: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for n in range(len(values)):
        yield (*values[:n], *values[n + 1 :])


def _smaller(case: Case) -> Iterator[Case]:
    """The case with one thing less."""
    for facts in _without(case.facts):
        yield evolve(case, facts=facts)
    for complete in _without(case.complete):
        yield evolve(case, complete=complete)
    for fields in _without(case.fields):
        yield evolve(case, fields=fields)
    for partners in _without(case.partners) if len(case.partners) > 2 else ():
        yield evolve(case, partners=partners)
    for n, fact in enumerate(case.facts):
        for name in fact.attributes:
            less = fact.with_attributes({k: v for k, v in fact.attributes.items() if k != name})
            yield evolve(case, facts=(*case.facts[:n], less, *case.facts[n + 1 :]))
    for n, record in enumerate(case.complete):
        for name in record.attributes:
            fewer = record.with_attributes({k: v for k, v in record.attributes.items() if k != name})
            yield evolve(case, complete=(*case.complete[:n], fewer, *case.complete[n + 1 :]))
    for n, partner in enumerate(case.partners):
        if partner != Partner(partner.id):
            yield evolve(case, partners=(*case.partners[:n], Partner(partner.id), *case.partners[n + 1 :]))
    review = case.review
    first, last = review.first_day.year, review.last_day.year
    if isinstance(review.start, date) or isinstance(review.end, date):
        yield evolve(case, review=(first, last))
    if first < last:
        yield evolve(case, review=(first, last - 1))
        yield evolve(case, review=(first + 1, last))
