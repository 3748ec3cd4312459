"""The plan: a pack as ordered clauses in which every reference, negation, `every` and exception is explicit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor

from attrs import evolve, field, frozen

from ringrose.model.assessment import Polarity
from ringrose.model.pack import (
    Condition,
    CountCondition,
    Derives,
    EveryCondition,
    FactCondition,
    NoCondition,
    Operand,
    Pack,
    Pattern,
    Ref,
    Rule,
    Satisfies,
    Share,
    Test,
    Vocabulary,
)
from ringrose.model.text import LocalText, slots_of
from ringrose.model.values import Value

__all__ = [
    "Absent",
    "AtLeast",
    "AtMost",
    "Bind",
    "Bound",
    "Check",
    "Clause",
    "Concludes",
    "Derive",
    "Every",
    "Exists",
    "Literal",
    "Match",
    "Plan",
    "Step",
    "plan_of",
]


@frozen(cache_hash=True)
class Literal:
    """A value written in the rule; ``1`` and ``true`` are two, although Python holds them for equal."""

    value: Value = field(eq=lambda value: (type(value), value))


@frozen(cache_hash=True)
class Bound:
    """An attribute of the fact in a slot of the clause. ``by_year``: the dates on either side count by their year.

    ``less`` years are taken off; it is 0 but for attributes that are years.
    """

    slot: int
    attribute: str
    by_year: bool = False
    less: int = 0

    @property
    def whole(self) -> Bound:
        """The same reference with nothing taken off: what is looked up."""
        return Bound(self.slot, self.attribute, self.by_year) if self.less else self


@frozen(cache_hash=True)
class Check:
    """One test on one attribute: ``is``, ``in``, ``not``, ``lt``, ``lte``, ``gt``, ``gte``, or ``exists`` (its operand a Literal boolean).

    ``of_days``: the attribute holds dates, so that a year among the operands means any day of it.
    """

    attribute: str
    op: str
    operands: tuple[Literal | Bound, ...]
    of_days: bool = False

    def values(self) -> tuple[Value, ...]:
        """The literals among the operands."""
        return tuple(o.value for o in self.operands if isinstance(o, Literal))

    def bounds(self) -> tuple[Bound, ...]:
        """The references among the operands."""
        return tuple(o for o in self.operands if isinstance(o, Bound))


@frozen(cache_hash=True)
class Match:
    """A pattern whose references are resolved to slots. ``fixed`` checks look at one fact alone, ``joined`` ones also at facts in slots.

    ``bounds`` are the references of the joined checks, each once and with nothing taken off; ``known`` are the fixed checks with the values
    of their operands.
    """

    type: str
    fixed: tuple[Check, ...]
    joined: tuple[Check, ...]
    bounds: tuple[Bound, ...] = field(init=False, eq=False, repr=False)
    known: tuple[tuple[Check, tuple[Value, ...]], ...] = field(init=False, eq=False, repr=False)

    @bounds.default
    def _bounds(self) -> tuple[Bound, ...]:
        return tuple(dict.fromkeys(b.whole for check in self.joined for b in check.bounds()))

    @known.default
    def _known(self) -> tuple[tuple[Check, tuple[Value, ...]], ...]:
        return tuple((check, check.values()) for check in self.fixed)


@frozen
class Bind:
    """Some fact matches; each is a binding of its own, kept in ``slot``."""

    slot: int
    match: Match


@frozen(cache_hash=True)
class Exists:
    """At least one fact matches."""

    match: Match


@frozen(cache_hash=True)
class Absent:
    """Known not to hold: no fact that holds or is unknown could match, and a closure covers the pattern."""

    match: Match


@frozen(cache_hash=True)
class Every:
    """At least one structural fact matches ``domain``, and ``then`` is true for each of them, in ``slot``."""

    slot: int
    domain: Match
    then: Exists | Absent


@frozen(cache_hash=True)
class AtLeast:
    """At least so many facts match; with ``distinct`` so many different values of that attribute, of facts that state it.

    ``number`` is the number itself, or a `Share` of the structural facts of its type.
    """

    match: Match
    number: int | Share
    distinct: str | None = None

    def needed(self, of: int) -> int | None:
        """How many are needed, where there are ``of`` facts to be a share of; None where no number is enough, for there is none."""
        if not isinstance(self.number, Share):
            return self.number
        return ceil(self.number.fraction * of) if of else None


@frozen(cache_hash=True)
class AtMost:
    """Known that at most so many facts match: no more that hold or are unknown could match, and a closure covers the pattern.

    With ``distinct`` different values of that attribute are counted, and each fact that lacks it as one more. ``number`` is as in
    `AtLeast`.
    """

    match: Match
    number: int | Share
    distinct: str | None = None

    def allowed(self, of: int) -> int | None:
        """How many are allowed, where there are ``of`` facts to be a share of; None where it is never true, for there is none."""
        if not isinstance(self.number, Share):
            return self.number
        return floor(self.number.fraction * of) if of else None


Step = Bind | Exists | Absent | Every | AtLeast | AtMost


@frozen
class Concludes:
    """The clause ends in a finding about a criterion (its full name: ``element.criterion``)."""

    polarity: Polarity
    criterion: str


@frozen
class Derive:
    """The clause ends in a derived fact; references to attributes that a bound fact lacks are left out."""

    type: str
    attributes: tuple[tuple[str, Literal | Bound], ...]


@frozen
class Clause:
    """A rule, desugared: its steps all hold, and no fact matches any of its ``exceptions``.

    ``aliases`` names the slots 0, 1, ... that findings report as bindings; `Every` steps use slots beyond them. ``order`` is the rule's
    place in the pack. ``told`` lists what the templates of ``because`` and ``advice`` name: the slot's name in the template, the slot, the
    attribute, and whether it is the id of a partner or a field (which is told by its name).
    """

    rule: str
    order: int
    aliases: tuple[str, ...]
    steps: tuple[Step, ...]
    exceptions: tuple[Match, ...]
    head: Concludes | Derive
    because: LocalText
    told: tuple[tuple[str, int, str, bool], ...] = ()

    @property
    def named(self) -> list[tuple[str, int]]:
        """The aliases with their slots, sorted by alias, as findings report them."""
        return sorted((alias, slot) for slot, alias in enumerate(self.aliases))

    @property
    def binds(self) -> tuple[Bind, ...]:
        """The binding steps, by slot."""
        return tuple(step for step in self.steps if isinstance(step, Bind))


@frozen
class Plan:
    """What an engine runs: clauses in strata. A clause reads only derived facts that lower strata concluded."""

    strata: tuple[tuple[Clause, ...], ...]
    negated: frozenset[str]  # the types that some clause asks to be absent
    pack: Pack = field(eq=False, repr=False)  # where the clauses come from: its vocabulary, and the criteria that they conclude about

    def __hash__(self) -> int:
        return hash(self.pack.digest)

    def clauses(self) -> Iterable[Clause]:
        """All clauses, stratum by stratum."""
        for stratum in self.strata:
            yield from stratum


def plan_of(pack: Pack) -> Plan:
    """Turn a checked pack into a plan.

    A pack with parameters is given as `Pack.on` makes it. The rules of a pack form a directed acyclic graph over fact types (`check_pack`
    sees to that), so each derived type gets a level: one more than the highest level that any rule deriving it reads. Rules go to the
    stratum of the highest level that they read.
    """
    rules = list(pack.rules())
    levels = _levels([rule for _, _, rule in rules])
    strata: dict[int, list[Clause]] = {}
    negated: set[str] = set()
    for order, (name, element, rule) in enumerate(rules):
        clause = _clause(name, order, element.id, rule, pack.vocabulary)
        strata.setdefault(max((levels.get(t, 0) for t in _reads(rule)), default=0), []).append(clause)
        negated.update(a.match.type for step in clause.steps if (a := _closed(step)))
    return Plan(tuple(tuple(strata[level]) for level in sorted(strata)), frozenset(negated), pack)


def _closed(step: Step) -> Absent | AtMost | None:
    """The step, or what it asks of each, if it asks for a closed record."""
    inner = step.then if isinstance(step, Every) else step
    return inner if isinstance(inner, Absent | AtMost) else None


def _reads(rule: Rule) -> set[str]:
    patterns = [p for condition in rule.conditions for p in condition.patterns()]
    return {p.type for p in (*patterns, *rule.unless)}


def _levels(rules: list[Rule]) -> Mapping[str, int]:
    readers: dict[str, set[str]] = {}
    for rule in rules:
        if isinstance(rule.then, Derives):
            readers.setdefault(rule.then.type, set()).update(_reads(rule))
    levels: dict[str, int] = {}
    waiting = set(readers)
    while waiting:
        ready = {t for t in waiting if not readers[t] & waiting}
        if not ready:
            raise ValueError(f"the rules that derive {', '.join(sorted(waiting))} go round in a circle; check the pack first")
        for t in ready:
            levels[t] = 1 + max((levels.get(read, 0) for read in readers[t]), default=0)
        waiting -= ready
    return levels


@frozen
class _Scope:
    """The aliases that a pattern may refer to, and what each is bound to."""

    vocabulary: Vocabulary
    slots: Mapping[str, tuple[int, str]]  # alias -> slot, fact type

    def operand(self, value: Operand, kind: str | None) -> Literal | Bound:
        if not isinstance(value, Ref):
            return Literal(value)
        slot, fact_type = self.slots[value.alias]
        other = self.vocabulary.attribute_type(fact_type, value.attribute)
        return Bound(slot, value.attribute, by_year={kind, other} == {"date", "year"})

    def match(self, pattern: Pattern) -> Match:
        checks = [self._check(pattern.type, name, test, len(tests) == 1) for name, tests in pattern.where.items() for test in tests]
        return Match(pattern.type, tuple(c for c in checks if not c.bounds()), tuple(c for c in checks if c.bounds()))

    def _check(self, fact_type: str, attribute: str, test: Test, alone: bool) -> Check:
        if test.op == "exists":
            return Check(attribute, "exists", (Literal(test.value),))
        kind = self.vocabulary.attribute_type(fact_type, attribute)
        if test.op == "within":
            years = reversed(range(int(test.value.years)))  # the earliest first
            last = self.operand(test.value.to, kind)
            span = tuple(Literal(last.value - n) if isinstance(last, Literal) else evolve(last, less=n) for n in years)  # type: ignore[operator]  # a year
            return Check(attribute, "is" if alone and len(span) == 1 else "in", span, of_days=kind == "date")
        return Check(attribute, test.op, tuple(self.operand(v, kind) for v in test.operands()), of_days=kind == "date")

    def with_alias(self, alias: str, slot: int, fact_type: str) -> _Scope:
        return _Scope(self.vocabulary, {**self.slots, alias: (slot, fact_type)})


def _clause(name: str, order: int, element: str, rule: Rule, vocabulary: Vocabulary) -> Clause:
    scope = _Scope(vocabulary, {})
    aliases = [c.alias for c in rule.conditions if isinstance(c, FactCondition) and c.alias]
    steps: list[Step] = []
    beyond = len(aliases)
    for condition in rule.conditions:
        step, scope, beyond = _step(condition, scope, beyond)
        steps.append(step)
    head: Concludes | Derive
    if isinstance(rule.then, Derives):
        head = Derive(rule.then.type, tuple((k, scope.operand(v, None)) for k, v in sorted(rule.then.attributes.items())))
    else:
        head = Concludes("satisfies" if isinstance(rule.then, Satisfies) else "violates", f"{element}.{rule.then.criterion}")
    exceptions = tuple(scope.match(pattern) for pattern in rule.unless)
    because = rule.because or LocalText({"": name})
    return Clause(name, order, tuple(aliases), tuple(steps), exceptions, head, because, _told(scope, because, rule.advice))


def _told(scope: _Scope, *texts: LocalText | None) -> tuple[tuple[str, int, str, bool], ...]:
    named = dict.fromkeys(pair for text in texts if text for template in text.texts.values() for pair in slots_of(template))
    told = []
    for alias, attribute in named:
        slot, fact_type = scope.slots[alias]
        told.append(
            (f"{alias}.{attribute}", slot, attribute, scope.vocabulary.attribute_type(fact_type, attribute) in ("partner", "field"))
        )
    return tuple(told)


def _step(condition: Condition, scope: _Scope, beyond: int) -> tuple[Step, _Scope, int]:
    if isinstance(condition, NoCondition):
        return Absent(scope.match(condition.pattern)), scope, beyond
    if isinstance(condition, EveryCondition):
        inner = scope.with_alias(condition.alias, beyond, condition.domain.type)
        match = inner.match(condition.then.pattern)
        then = Absent(match) if isinstance(condition.then, NoCondition) else Exists(match)
        return Every(beyond, scope.match(condition.domain), then), scope, beyond + 1
    match = scope.match(condition.pattern)
    if isinstance(condition, CountCondition):
        kind = AtLeast if condition.kind == "at_least" else AtMost
        number = condition.number if isinstance(condition.number, Share) else int(condition.number)  # type: ignore[arg-type]  # no reference
        return kind(match, number, condition.distinct), scope, beyond
    if condition.alias is None:
        return Exists(match), scope, beyond
    slot = len(scope.slots)
    return Bind(slot, match), scope.with_alias(condition.alias, slot, condition.pattern.type), beyond
