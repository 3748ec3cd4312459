"""Why a rule can never fire, where that can be told from the rules alone, without trying any case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from attrs import frozen

from ringrose.authoring.checks.candidates import fitting
from ringrose.authoring.checks.implied import checks_of, impossible, matches_too
from ringrose.errors import listing
from ringrose.meaning.attempts import deriving
from ringrose.meaning.matching import matches
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Check, Clause, Derive, Every, Exists, Match, Plan, Step

__all__ = ["Contradiction", "Contradictions", "match_of"]

Asked = Mapping[int, Sequence[tuple[Check, tuple[Any, ...]]]]


@frozen
class Contradiction:
    """Why a clause can never fire: a reason, and the number of the condition (or exception) that shows it."""

    why: str
    condition: int
    in_unless: bool = False


def match_of(step: Step) -> Match:
    """The pattern of a step; of an `every` the second."""
    return step.then.match if isinstance(step, Every) else step.match


class Contradictions:
    """Looks for what contradicts itself in the clauses of a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.vocabulary = plan, plan.pack.vocabulary
        self._known: dict[object, Contradiction | None] = {}

    def of(self, clause: Clause, asked: Asked | None = None) -> Contradiction | None:
        """Why a clause never fires; None where no reason is known. More may be ``asked`` of what it binds."""
        same = clause.rule, tuple((slot, tuple(checks)) for slot, checks in sorted((asked or {}).items()))
        if same not in self._known:
            self._known[same] = next(self._found(clause, asked or {}), None)
        return self._known[same]

    def _found(self, clause: Clause, asked: Asked) -> Iterator[Contradiction]:
        for number, step in enumerate(clause.steps):
            more = asked.get(step.slot, ()) if isinstance(step, Bind) else ()
            for match, positive in _patterns(step):
                why = self._no_such(match, more) if positive else None
                why = why or self._never_referred(clause, match, positive=positive)
                if why is not None:
                    yield Contradiction(why, number)
        yield from self._against(clause)

    # -- one pattern ----------------------------------------------------------------------------------------------------------

    def _no_such(self, match: Match, more: Sequence[tuple[Check, tuple[Any, ...]]]) -> str | None:
        """Why no fact can match a pattern."""
        checks = (*checks_of(match), *(check for check, _ in more))
        attribute = impossible(self.vocabulary, match.type, checks)
        if attribute is not None:
            return f"no `{match.type}` can have such a `{attribute}`"
        if match.type == "year" and not _some_year(checks):
            return "no year of a review is so"
        kind = self.vocabulary.get(match.type)
        if kind is None or not kind.derived:
            return None
        clauses = [c for c in self.plan.clauses() if isinstance(c.head, Derive) and c.head.type == match.type]
        if not clauses:
            return f"no rule concludes `{match.type}`"
        ways = [(c, deriving(c, (*match.known, *more))) for c in clauses]
        left = [(c, found) for c, found in ways if found is not None]
        if not left:
            return f"no rule concludes such a `{match.type}`"
        if all(self.of(c, found) is not None for c, found in left):
            names = [f"`{c.rule}`" for c, _ in left]
            return f"only {listing(names)} {'concludes' if len(names) == 1 else 'conclude'} such a `{match.type}`, and never can"
        return None

    def _never_referred(self, clause: Clause, match: Match, *, positive: bool) -> str | None:
        """A reference to what the bound fact never states, or never shares with a fact that is asked for."""
        bound_to = {s.slot: s.match if isinstance(s, Bind) else s.domain for s in clause.steps if isinstance(s, Bind | Every)}
        for check in match.joined:
            for bound in check.bounds():
                other = bound_to[bound.slot]
                if any(c.attribute == bound.attribute and c.op == "exists" and c.values() == (False,) for c in other.fixed):
                    return f"a condition refers to `{bound.attribute}` of a `{other.type}` that must not state it"
                if not self._given(other.type, bound.attribute):
                    return f"a condition refers to `{bound.attribute}` of a `{other.type}`, and no rule gives it that"
            if positive and not self._common(match, check, bound_to):
                return f"`{check.attribute}` of a `{match.type}` is never the same as what it is compared with"
        return None

    def _given(self, type: str, attribute: str) -> bool:
        """Whether some fact of the type can state the attribute."""
        kind = self.vocabulary.get(type)
        if kind is None or not kind.derived:
            return True
        heads = [c.head for c in self.plan.clauses() if isinstance(c.head, Derive) and c.head.type == type]
        return any(attribute == name for head in heads for name, _ in head.attributes)

    def _common(self, match: Match, check: Check, bound_to: Mapping[int, Match]) -> bool:
        """Whether an attribute of which all values are listed can have a value of those that it is to be the same as."""
        own = self._listed(match, check.attribute) if check.op in ("is", "in") else None
        others: set[Any] = set()
        for operand in check.operands if own is not None else ():
            if isinstance(operand, Bound):
                others.update(self._listed(bound_to[operand.slot], operand.attribute) or ())
            else:
                others.add(operand.value)
        return own is None or bool({*own} & others)

    def _listed(self, match: Match, attribute: str) -> list[Any] | None:
        kind = self.vocabulary.attribute_type(match.type, attribute)
        if kind not in ("one_of", "boolean"):
            return None
        known = self.vocabulary.get(match.type)
        assert known is not None
        return fitting(kind, known.attributes[attribute].values, [c for c in match.fixed if c.attribute == attribute])

    # -- two conditions -------------------------------------------------------------------------------------------------------

    def _against(self, clause: Clause) -> Iterator[Contradiction]:
        """A `no`, an `at_most` or an exception that forbids what another condition demands."""
        demands = list(_demanded(clause))
        for number, step in enumerate(clause.steps):
            if isinstance(step, Absent | AtMost):
                word = "no" if isinstance(step, Absent) else "at_most"
                against = (d for d, count in demands if isinstance(step, Absent) or _more_than(step, d, count))
                if any(self._matched(demand, step.match) for demand in against):
                    yield Contradiction(f"`{word}` forbids the `{step.match.type}` that another condition demands", number)
        for number, match in enumerate(clause.exceptions):
            if match.type in ("partner", "year") and not checks_of(match):
                yield Contradiction(f"every case has a `{match.type}`, so the exception always applies", number, in_unless=True)
            elif any(self._matched(demand, match) and self._stated(clause, match) for demand, _ in demands):
                yield Contradiction(f"the exception is the `{match.type}` that a condition demands", number, in_unless=True)

    def _matched(self, demand: Step, match: Match) -> bool:
        """Whether every fact that makes a condition true matches a pattern."""

        def same(attribute: str, bound: Bound) -> bool:
            return isinstance(demand, Bind) and bound.slot == demand.slot and bound.attribute == attribute and not bound.less

        return matches_too(self.vocabulary, match_of(demand), match, same)

    def _stated(self, clause: Clause, match: Match) -> bool:
        """Whether all that a pattern refers to is surely stated, for an exception that refers to what is lacking never matches."""
        binds = {step.slot: step.match for step in clause.binds}
        for bound in match.bounds:
            other = binds[bound.slot]
            kind = self.vocabulary.get(other.type)
            known = kind.attributes.get(bound.attribute) if kind is not None and not kind.derived else None
            tested = any(c.attribute == bound.attribute and (c.op != "exists" or c.values() == (True,)) for c in checks_of(other))
            if not (tested or bound.attribute == "id" or (known is not None and known.required)):
                return False
        return True


def _patterns(step: Step) -> Iterator[tuple[Match, bool]]:
    """The patterns of a step, and whether facts must match them."""
    if isinstance(step, Every):
        yield step.domain, True
        yield step.then.match, isinstance(step.then, Exists)
    else:
        yield step.match, not isinstance(step, Absent | AtMost)


def _demanded(clause: Clause) -> Iterator[tuple[Step, int]]:
    """The conditions that ask for recorded facts, and for how many."""
    for step in clause.steps:
        if isinstance(step, Bind | Exists) or (isinstance(step, Every) and isinstance(step.then, Exists)):
            yield step, 1
        elif isinstance(step, AtLeast) and isinstance(step.number, int):
            yield step, step.number


def _more_than(step: AtMost, demand: Step, count: int) -> bool:
    """Whether more are demanded than a condition allows."""
    distinct = demand.distinct if isinstance(demand, AtLeast) else None
    if not isinstance(step.number, int):
        return False
    return count > step.number if distinct == step.distinct else step.number == 0 and count > 0


def _some_year(checks: Sequence[Check]) -> bool:
    """Whether some year of some review passes all checks without references."""
    known = [check for check in checks if not check.bounds() and check.attribute != "id"]
    resolved = tuple((check, check.values()) for check in known)
    values = {2018, *_near("year", [check for check in known if check.attribute in ("value", "previous")])}
    numbers = {0, 1, *_near("integer", [check for check in known if check.attribute == "nth"])}
    return any(
        matches(resolved, {"value": value, "nth": nth, "full": full, **({"previous": value - 1} if nth else {})})
        for value, nth, full in product(values, numbers, (True, False))
        if 0 <= nth < value
    )


def _near(kind: str, checks: Sequence[Check]) -> Iterator[int]:
    """Years or numbers that these checks tell apart, and the next ones."""
    for value in fitting(kind, (), (), checks):
        yield from (near for near in (value, value + 1) if near <= 9999)
