"""Whether the tests of a pack notice its mutants: each is tried on the tests that could tell, until one does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from ringrose.authoring.trials.mutants import Mutant, mutants_of
from ringrose.authoring.trials.outcome import Outcome, Plans
from ringrose.authoring.trials.reading import PackTest
from ringrose.authoring.trials.trying import Trial, fails
from ringrose.model.pack import Derives, Element, Rule

__all__ = ["Mutation", "mutation_of"]


@frozen(eq=False)
class Mutation:
    """All mutants of a pack: ``noticed`` tells by which test, the others were noticed by none."""

    mutants: tuple[Mutant, ...]
    noticed: Mapping[str, PackTest]

    @property
    def survived(self) -> tuple[Mutant, ...]:
        """Those that no test noticed."""
        return tuple(mutant for mutant in self.mutants if mutant.name not in self.noticed)


def mutation_of(trial: Trial) -> Mutation:
    """Try all mutants of a pack on its tests; those that fail anyway can notice nothing."""
    tests = _Tests(trial)
    mutants = mutants_of(trial.pack)
    noticed = {mutant.name: test for mutant in mutants if (test := tests.noticing(mutant)) is not None}
    return Mutation(mutants, noticed)


class _Tests:
    """The tests of a pack by what they expect."""

    def __init__(self, trial: Trial) -> None:
        self.tests = [tried.test for tried in trial.tried if tried.passed]
        self.pack = trial.pack.written or trial.pack
        self._readers: dict[str, set[str]] = {}
        for name, _, rule in self.pack.rules():
            for pattern in (*(p for condition in rule.conditions for p in condition.patterns()), *rule.unless):
                self._readers.setdefault(pattern.type, set()).add(name)
        self._rules = {name: (element, rule) for name, element, rule in self.pack.rules()}

    def noticing(self, mutant: Mutant) -> PackTest | None:
        """The first test that fails by a mutant; those come first that name the rule that is changed."""
        pack = mutant.pack()
        plans = Plans(pack)
        for test in self._that_could_tell(mutant):
            if fails(test, Outcome(plans.for_case(test.case), test.case)):
                return test
        return None

    def _that_could_tell(self, mutant: Mutant) -> Iterable[PackTest]:
        concerned = self._concerned(mutant)
        near = [test for test in self.tests if mutant.about in _rules(test)]
        far = [test for test in self.tests if mutant.about not in _rules(test) and not concerned.isdisjoint(_rules(test) | _others(test))]
        return (*near, *far)

    def _concerned(self, mutant: Mutant) -> set[str]:
        """The rules, criteria and elements that may come out otherwise by a mutant."""
        if mutant.about.startswith("param."):
            return set(self._rules) | {j for _, e, r in self.pack.rules() for j in _concludes(e, r)}
        if mutant.rule is None:
            return {mutant.about.partition(".")[0]}
        found: set[str] = set()
        waiting = [mutant.about]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                element, rule = self._rules[name]
                found |= _concludes(element, rule)
                if isinstance(rule.then, Derives):
                    waiting += self._readers.get(rule.then.type, ())
        return found | _concludes(self._rules[mutant.about][0], mutant.rule)


def _concludes(element: Element, rule: Rule) -> set[str]:
    """The criterion that a rule concludes about, and its element; or the fact type that it derives."""
    return {rule.then.type} if isinstance(rule.then, Derives) else {element.id, f"{element.id}.{rule.then.criterion}"}


def _rules(test: PackTest) -> set[str]:
    return {*test.expect.fires, *test.expect.silent, *(grounds.rule for grounds in test.expect.because)}


def _others(test: PackTest) -> set[str]:
    """What a test names beside rules."""
    return {*test.expect.status, *(fact.type for fact in test.expect.derived)}
