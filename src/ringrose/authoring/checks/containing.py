"""Rules of which one is contained in another: whenever it fires, the other fires with the same conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from ringrose.authoring.checks.implied import absent_too, checks_of, matches_too, moved
from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.meaning.reading import Reading
from ringrose.model.pack import Vocabulary
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Clause, Derive, Every, Exists, Match, Step

__all__ = ["contained", "rules"]


def rules(checked: Checked) -> Iterator[Remark]:
    """Rules that add nothing to another one. Of two that mean the same the later is told."""
    live = [place.name for place in checked.rules() if place.name not in checked.silent]
    for number, one in enumerate(live):
        for other_number, other in enumerate(live):
            if one == other or not _always(checked, one, other):
                continue
            if number < other_number and _always(checked, other, one):
                continue
            yield _remark(checked, one, other)
            break


def _always(checked: Checked, rule: str, other: str) -> bool:
    """Whether one rule is contained in another whatever the parameters are, now or before."""
    return all(contained(checked.pack.vocabulary, clauses[rule], clauses[other]) for clauses in checked.clauses)


def _remark(checked: Checked, rule: str, other: str) -> Remark:
    what = f"The rule `{rule}` is contained in `{other}`"
    why = "Whenever it fires, the other one fires, too, and concludes the same"
    hint = "Take it out, or ask for something else; waive it where its sentence or its advice is worth having"

    def shown(reading: Reading) -> bool:
        return bool(reading.fired[rule]) and bool(reading.fired[other])

    example = checked.looking.smallest([rule, other], shown) if checked.searches else None
    return Remark("contained-rule", checked.place(rule).path, rule, what, why, hint, example=example)


def contained(vocabulary: Vocabulary, narrow: Clause, wide: Clause) -> bool:
    """Whether one clause fires wherever another does, with the same conclusion; only where that can be seen condition by condition."""
    if isinstance(narrow.head, Derive) is not isinstance(wide.head, Derive):
        return False
    if isinstance(narrow.head, Derive) and isinstance(wide.head, Derive):
        if narrow.head.type != wide.head.type or dict(narrow.head.attributes).keys() != dict(wide.head.attributes).keys():
            return False
    elif narrow.head != wide.head:
        return False
    return _Containing(vocabulary, narrow, wide).found(0, {})


class _Containing:
    """Looks for what the facts that the wide clause binds are in the narrow one."""

    def __init__(self, vocabulary: Vocabulary, narrow: Clause, wide: Clause) -> None:
        self.vocabulary, self.narrow, self.wide = vocabulary, narrow, wide
        self.named = {(bound.slot, bound.attribute) for step in narrow.steps for match in _matches(step) for bound in match.bounds}
        self.bound_to = {s.slot: s.match if isinstance(s, Bind) else s.domain for s in narrow.steps if isinstance(s, Bind | Every)}
        used = {bound.slot for step in wide.steps for match in _matches(step) for bound in match.bounds}
        used |= {bound.slot for match in wide.exceptions for bound in match.bounds}
        if isinstance(wide.head, Derive):
            used |= {operand.slot for _, operand in wide.head.attributes if isinstance(operand, Bound)}
        self.used = used

    def found(self, number: int, slots: Mapping[int, int]) -> bool:
        """Whether the conditions from this one on are true wherever the narrow clause fires."""
        if number == len(self.wide.steps):
            return self._concludes(slots) and self._excepted(slots)
        step = self.wide.steps[number]
        if isinstance(step, Bind) and step.slot in self.used:
            own = moved(step.match, slots)
            return any(
                self._matched(bind.match, own) and self.found(number + 1, {**slots, step.slot: bind.slot}) for bind in self.narrow.binds
            )
        return any(self._implied(other, step, slots) for other in self.narrow.steps) and self.found(number + 1, slots)

    def _matched(self, strong: Match, weak: Match) -> bool:
        return self._resolved(weak) and matches_too(self.vocabulary, strong, weak)

    def _resolved(self, weak: Match, named: set[tuple[int, str]] | None = None) -> bool:
        """Whether all is stated that a pattern refers to, wherever the narrow clause fires."""
        return all((b.slot, b.attribute) in (self.named if named is None else named) or self._stated(b) for b in weak.bounds)

    def _stated(self, bound: Bound) -> bool:
        match = self.bound_to[bound.slot]
        kind = self.vocabulary.get(match.type)
        known = kind.attributes.get(bound.attribute) if kind is not None and not kind.derived else None
        tested = any(c.attribute == bound.attribute and (c.op != "exists" or c.values() == (True,)) for c in checks_of(match))
        return tested or bound.attribute == "id" or (known is not None and known.required)

    def _implied(self, strong: Step, weak: Step, slots: Mapping[int, int]) -> bool:
        """Whether a condition of the wide clause is true where one of the narrow clause is."""
        if isinstance(weak, Every):
            return self._every(strong, weak, slots)
        own = moved(weak.match, slots)
        if isinstance(weak, Bind | Exists) or (isinstance(weak, AtLeast) and (weak.number, weak.distinct) == (1, None)):
            return not isinstance(strong, Absent | AtMost) and not _of_absent(strong) and self._matched(_positive(strong), own)
        if isinstance(weak, Absent):
            return isinstance(strong, Absent) and self._resolved(own) and absent_too(self.vocabulary, strong.match, own)
        return self._counted(strong, weak, own)

    def _counted(self, strong: Step, weak: AtLeast | AtMost, own: Match) -> bool:
        if isinstance(weak, AtLeast):
            if not isinstance(strong, AtLeast) or strong.distinct != weak.distinct or not self._matched(strong.match, own):
                return False
            return strong.number == weak.number or _is_less(weak.number, strong.number)
        if not self._resolved(own):
            return False
        if isinstance(strong, Absent):
            return isinstance(weak.number, int) and absent_too(self.vocabulary, strong.match, own)
        if not isinstance(strong, AtMost) or strong.distinct != weak.distinct or not absent_too(self.vocabulary, strong.match, own):
            return False
        return strong.number == weak.number or _is_less(strong.number, weak.number)

    def _every(self, strong: Step, weak: Every, slots: Mapping[int, int]) -> bool:
        domain = moved(weak.domain, slots)
        if not isinstance(strong, Every) or not self._resolved(domain):
            return False
        if not (matches_too(self.vocabulary, strong.domain, domain) and matches_too(self.vocabulary, domain, strong.domain)):
            return False
        then = moved(weak.then.match, {**slots, weak.slot: strong.slot})
        if not self._resolved(then):
            return False
        if isinstance(weak.then, Exists) and isinstance(strong.then, Exists):
            return matches_too(self.vocabulary, strong.then.match, then)
        return isinstance(weak.then, Absent) and isinstance(strong.then, Absent) and absent_too(self.vocabulary, strong.then.match, then)

    def _concludes(self, slots: Mapping[int, int]) -> bool:
        """Whether what is derived is the same."""
        if not isinstance(self.wide.head, Derive) or not isinstance(self.narrow.head, Derive):
            return True
        given = {k: evolve(o, slot=slots[o.slot]) if isinstance(o, Bound) else o for k, o in self.wide.head.attributes}
        return given == dict(self.narrow.head.attributes)

    def _excepted(self, slots: Mapping[int, int]) -> bool:
        """Whether each exception of the wide clause is one of the narrow clause, too."""
        for exception in self.wide.exceptions:
            own = moved(exception, slots)
            named = {(bound.slot, bound.attribute) for bound in own.bounds}
            if not any(matches_too(self.vocabulary, own, other) and self._resolved(other, named) for other in self.narrow.exceptions):
                return False
        return True


def _matches(step: Step) -> tuple[Match, ...]:
    return (step.domain, step.then.match) if isinstance(step, Every) else (step.match,)


def _of_absent(step: Step) -> bool:
    return isinstance(step, Every) and isinstance(step.then, Absent)


def _positive(step: Step) -> Match:
    """The pattern that some fact matches where a condition is true."""
    return step.then.match if isinstance(step, Every) else step.match


def _is_less(one: object, other: object) -> bool:
    """Whether both are numbers, and one is less; shares are not compared."""
    return isinstance(one, int) and isinstance(other, int) and one < other
