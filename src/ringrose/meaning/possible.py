"""Facts that a case could record and that rules would notice: for each pattern of a rule, with the values that rules tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import count, islice, product
from math import prod
from typing import Any

from attrs import frozen

from ringrose.meaning.counting import counted_by, limit
from ringrose.meaning.facts import Store
from ringrose.meaning.matching import Resolved, matches, meets, within, year_of
from ringrose.model.case import Case
from ringrose.model.values import Range, ValueFlaw, read_value
from ringrose.plan import Absent, AtLeast, AtMost, Bind, Bound, Check, Clause, Derive, Every, Match, Plan

__all__ = ["MOST_APART", "MOST_MEETING", "Asked", "Possible", "says_less", "vaguest"]

Place = tuple[str, str]
"""A fact type and one of its attributes."""

ORDERS = ("lt", "lte", "gt", "gte")

MOST_APART = 30
"""Of an attribute whose different values are counted so many values are looked at, where there is no end of them."""

MOST_MEETING = 1000
"""So many facts that would meet one pattern are looked at; more are known to be, and `Possible.cut` says so."""

_LISTED = ("one_of", "boolean", "partner", "field")
"""Attribute types of which all values are listed, by the pack or the case."""


@frozen
class Asked:
    """A pattern of a rule on facts that a case records; ``wanted`` are attributes that the rule uses further on, beside those it tests."""

    type: str
    checks: tuple[Check, ...]
    wanted: frozenset[str]


def slot_types(clause: Clause) -> dict[int, str]:
    """The fact type of each slot."""
    types = {step.slot: step.match.type for step in clause.binds}
    return types | {step.slot: step.domain.type for step in clause.steps if isinstance(step, Every)}


def patterns(clause: Clause) -> Iterator[tuple[Match, int | None]]:
    """The patterns of a clause, left to right, exceptions last; with its slot where it binds."""
    for step in clause.steps:
        if isinstance(step, Every):
            yield step.domain, step.slot
            yield step.then.match, None
        else:
            yield step.match, step.slot if isinstance(step, Bind) else None
    for match in clause.exceptions:
        yield match, None


def _references(clause: Clause) -> Iterator[tuple[Place, Check | None, Bound]]:
    """The references of a clause: the place that is compared with (or given a value), by which check, and what is referred to."""
    for match, _ in patterns(clause):
        for check in match.joined:
            for bound in check.bounds():
                yield (match.type, check.attribute), check, bound
    if isinstance(clause.head, Derive):
        for name, operand in clause.head.attributes:
            if isinstance(operand, Bound):
                yield (clause.head.type, name), None, operand


class _Tested:
    """What the rules of a plan ask of each attribute."""

    def __init__(self, plan: Plan) -> None:
        self.literal: dict[Place, dict[Check, None]] = {}
        self.joined: set[Place] = set()  # its values are compared with those of other facts, or handed on
        self.asked: dict[Asked, None] = {}
        self.closed: set[Asked] = set()  # of which some condition asks for a closed record
        self.counting: dict[AtLeast | AtMost, None] = {}
        for clause in plan.clauses():
            types = slot_types(clause)
            wanted: dict[int, set[str]] = {}
            for place, _, bound in _references(clause):
                self.joined.add(place)
                self.joined.add((types[bound.slot], bound.attribute))
                wanted.setdefault(bound.slot, set()).add(bound.attribute)
            for match, slot in patterns(clause):
                for check in match.fixed:
                    self.literal.setdefault((match.type, check.attribute), {})[check] = None
                if plan.pack.vocabulary.get(match.type) and match.type in plan.pack.vocabulary.recordable:
                    more = frozenset(wanted.get(slot, ())) if slot is not None else frozenset()
                    self.asked[Asked(match.type, (*match.fixed, *match.joined), more)] = None
            for step in clause.steps:
                absent = step.then if isinstance(step, Every) else step
                if isinstance(absent, Absent | AtMost):
                    self.closed.add(Asked(absent.match.type, (*absent.match.fixed, *absent.match.joined), frozenset()))
                if isinstance(step, AtLeast | AtMost):
                    self.counting[step] = None
                    distinct, match = counted_by(step), step.match
                    if distinct and match.type in plan.pack.vocabulary.recordable:
                        self.asked[Asked(match.type, (*match.fixed, *match.joined), frozenset((distinct,)))] = None


@lru_cache(maxsize=16)
def _tested(plan: Plan) -> _Tested:
    """The same for every case that the plan is asked about."""
    return _Tested(plan)


class Possible:
    """The facts that a case could record in addition, as far as rules tell them apart.

    For each pattern of a rule on a recorded type there is a fact for each choice of values of the attributes that the pattern asks for. Of
    values that no rule tells apart the first stands for all.
    """

    def __init__(self, plan: Plan, case: Case) -> None:
        self._plan, self._case, self._pack = plan, case, plan.pack
        self._tested = _tested(plan)
        self._store = Store(case, ())
        self._domains: dict[Place, list[Any]] = {}
        self.cut = False  # more facts would have met a pattern than were looked at

    # -- values ---------------------------------------------------------------------------------------------------------------

    def values(self, place: Place) -> list[Any]:
        """The values of an attribute that rules tell apart."""
        found = self._domains.get(place)
        if found is None:
            found = self._domains[place] = self._told_apart(place, _each_once(self._candidates(place)))
        return found

    def _told_apart(self, place: Place, values: list[Any]) -> list[Any]:
        if place in self._tested.joined or place[1] == "id" or self._apart.get(place):
            return values
        tested = self._tested.literal.get(place, ())
        checks = [(check, check.values()) for check in tested if check.op != "exists"]
        first: dict[tuple[bool, ...], Any] = {}
        for value in sorted(values, key=lambda value: self._spoken_against(place, value)):
            first.setdefault(tuple(meets(check, value, operands) for check, operands in checks), value)
        return list(first.values())

    @cached_property
    def _apart(self) -> Mapping[Place, int]:
        """How many different values of an attribute some condition counts, or of one that is handed on to a derived fact that it counts."""
        direct: dict[Place, int] = {}
        for step in self._tested.counting:
            number, attribute = limit(self._store, step), counted_by(step)
            kind = self._pack.vocabulary.types.get(step.match.type)
            if number is not None and kind is not None:
                # Derived facts count once for the same attributes, so that each of these may have to tell them apart.
                for name in (attribute,) if attribute else kind.attributes if kind.derived else ():
                    place = step.match.type, name
                    direct[place] = max(direct.get(place, 0), min(number + isinstance(step, AtMost), MOST_APART))
        apart = dict(direct)
        for place, number in direct.items():
            for other in self._connected(place)[0] if self._pack.vocabulary.types[place[0]].derived else ():
                apart[other] = max(apart.get(other, 0), number)
        return apart

    def _connected(self, place: Place) -> tuple[Mapping[Place, frozenset[int]], bool]:
        """The attributes that one meets through references, at once or by others between them; and whether some meet by their order.

        Beside each stands how many years later than there the values of the first may be.
        """
        met, beside = {place: frozenset({0})}, False
        for one in (waiting := [place]):  # it grows while it is gone through
            for other, in_order in self._meetings.get(one, {}).items():
                beside = beside or in_order
                years = frozenset(a + b for a in met[one] for b in self._years_between[one, other])
                if other not in met:
                    met[other] = years
                    waiting.append(other)
                elif other == place:
                    met[place] |= years
        return met, beside

    def _spoken_against(self, place: Place, value: Any) -> int:
        """How many denials and complete records tell of this value: of values that no rule tells apart, the least such one is best."""
        closures = self._store.closures.get(place[0], ())
        return sum(1 for stated, _, _ in closures if place[1] in stated and within(value, stated[place[1]]))

    def _candidates(self, place: Place) -> Iterator[Any]:
        """All values that may matter: those of the attribute's type, those that rules name, those that are compared with it."""
        kind = self._pack.vocabulary.attribute_type(*place)
        if kind in _LISTED:
            yield from self._by_kind(place, str(kind))
        else:
            compared = [*self._literals(place), *self._compared(place)]
            if kind == "year":
                yield from self._years
            if kind == "date":
                yield from (date(year, 1, 1) for year in self._years)
            fits: Callable[[Any, int, int], Iterator[Any]] = _FITTING.get(str(kind), _as_text)
            most = self._apart.get(place) or 1
            for value, beside in compared:
                for near in fits(value if kind == "date" else year_of(value), most if beside else 0, most):
                    # An id may be named in an attribute that is made for it; a text that happens to be that of a new fact says nothing.
                    if place[1] == "id" or (self._exists(near) if kind == "fact" else near not in self._new and _may_be(near, str(kind))):
                        yield near
            if place[1] != "id":
                yield from self._any_other(str(kind), [value for value, _ in compared], most)

    def _any_other(self, kind: str, compared: Sequence[Any], most: int) -> Iterator[Any]:
        """Values that are none of those that may matter, so many if there are."""
        if kind == "fact":
            yield from [str(fact.id) for fact in self._case.facts if fact.id not in compared][:most]
            yield from sorted(self._new) if most > 1 else ()
        elif kind == "text":
            yield from ("...", *(f"... {n}" for n in range(2, most + 1)))
        elif kind in ("year", "date"):
            known = {year_of(value) for value in compared}
            years = (year for year in range(self._years[0] - 1, 0, -1) if year not in known)
            yield from (year if kind == "year" else date(year, 1, 1) for year in islice(years, most))
        else:
            last = int(max(map(year_of, compared), default=0))
            yield from (n for n in range(last + 1, last + most + 1) if _may_be(n, kind))

    def _by_kind(self, place: Place, kind: str) -> Iterator[Any]:
        """All values of an attribute of which the pack or the case lists them."""
        if kind == "one_of":
            yield from self._pack.vocabulary.types[place[0]].attributes[place[1]].values
        elif kind == "boolean":
            yield from (True, False)
        elif kind == "partner":
            yield from (partner.id for partner in self._case.partners)
        elif kind == "field":
            yield from (agreed.id for agreed in self._case.fields)

    def _exists(self, id: Any) -> bool:
        return id in self.given or id in self._new

    @cached_property
    def _new(self) -> frozenset[Any]:
        return frozenset(self.new_id(fact_type) for fact_type in self._pack.vocabulary.recordable)

    def new_id(self, fact_type: str) -> str:
        """The id of a fact that would be recorded, where another one names it: one that the case does not have yet."""
        id = f"new-{fact_type.replace('_', '-')}"
        taken = (f"{id}-{n}" for n in count(2))
        return id if id not in self.given else next(other for other in taken if other not in self.given)

    def _literals(self, place: Place) -> Iterator[tuple[Any, bool]]:
        for check in self._tested.literal.get(place, ()):
            if check.op != "exists":
                yield from ((value, check.op in (*ORDERS, "not")) for value in check.values())

    def _compared(self, place: Place) -> Iterator[tuple[Any, bool]]:
        """The values of the attributes that this one meets through references, at once or by others between them."""
        met, beside = self._connected(place)
        for other, years in met.items() if place in self._meetings else ():
            for later in sorted(years, key=abs):
                yield from ((_later(value, later), beside) for value in self._told(other))
                literals = self._literals(other) if other != place or later else ()
                yield from ((_later(value, later), beside or near) for value, near in literals)

    @cached_property
    def _meetings(self) -> Mapping[Place, Mapping[Place, bool]]:
        """Which attributes meet in a reference, or are handed on by one; and whether by their order, or as different ones."""
        meetings: dict[Place, dict[Place, bool]] = {}
        for clause in self._plan.clauses():
            types = slot_types(clause)
            for place, check, bound in _references(clause):
                other = types[bound.slot], bound.attribute
                in_order = check is not None and check.op in (*ORDERS, "not")
                for one, two in ((place, other), (other, place)):
                    known = meetings.setdefault(one, {})
                    known[two] = known.get(two, False) or in_order
        return meetings

    @cached_property
    def _years_between(self) -> Mapping[tuple[Place, Place], set[int]]:
        """Of two attributes that meet, how many years later the value of the first may be than that of the second."""
        between: dict[tuple[Place, Place], set[int]] = {}
        for clause in self._plan.clauses():
            types = slot_types(clause)
            for place, _, bound in _references(clause):
                other = types[bound.slot], bound.attribute
                between.setdefault((place, other), set()).add(-bound.less)
                between.setdefault((other, place), set()).add(bound.less)
        return between

    @cached_property
    def _stated(self) -> Mapping[Place, list[Any]]:
        """The values that the case, or a rule that derives something, states of each attribute; of a range its ends."""
        stated: dict[Place, list[Any]] = {}
        for item in self._store.items:
            for name, value in item.attributes.items():
                stated.setdefault((item.fact.type, name), []).append(value)
        for fact_type, closures in self._store.closures.items():
            for attributes, _, _ in closures:
                for name, value in attributes.items():
                    ends = value.bounds().values() if isinstance(value, Range) else (value,)
                    stated.setdefault((fact_type, name), []).extend(ends)
        for clause in self._plan.clauses():
            if isinstance(clause.head, Derive):
                for name, operand in clause.head.attributes:
                    if not isinstance(operand, Bound):
                        stated.setdefault((clause.head.type, name), []).append(operand.value)
        return stated

    def _told(self, place: Place) -> Iterator[Any]:
        """The values that an attribute has somewhere, or could have by its type."""
        yield from _each_once(self._stated.get(place, ()))
        fact_type, attribute = place
        if fact_type in self._pack.vocabulary.recordable:
            if attribute == "id":
                yield self.new_id(fact_type)
            else:
                kind = str(self._pack.vocabulary.attribute_type(*place))
                yield from self._by_kind(place, kind) if kind not in ("year", "date") else self._years

    @cached_property
    def _years(self) -> range:
        return range(self._case.review.first_day.year, self._case.review.last_day.year + 1)

    @cached_property
    def given(self) -> frozenset[str]:
        """The ids that the case has: of facts, partners, fields and years."""
        return frozenset({str(item.fact.id) for item in self._store.items} | {str(fact.id) for fact in self._case.facts})

    @cached_property
    def fact_attributes(self) -> dict[str, frozenset[str]]:
        """For each type the attributes that name another fact."""
        return self._pack.vocabulary.fact_attributes

    # -- facts ----------------------------------------------------------------------------------------------------------------

    @cached_property
    def facts(self) -> dict[str, list[dict[str, Any]]]:
        """By type, the attributes of each fact that the patterns of rules ask for; ``id`` is among them where a rule uses it."""
        found: dict[str, dict[object, dict[str, Any]]] = {}
        for asked in self._tested.asked:
            stating = list(self._asked(asked))
            if not stating and asked in self._tested.closed:  # what is not stated stands in the way, too, and nothing else can
                stating = list(self._as_asked(asked.type, (), frozenset()))
            for attributes in stating:
                found.setdefault(asked.type, {})[_key(attributes)] = attributes
        return {fact_type: list(facts.values()) for fact_type, facts in found.items()}

    @cached_property
    def details(self) -> dict[str, list[dict[str, Any]]]:
        """By type, each value of each attribute that rules test: what a fact could state besides, so that it is no other one."""
        places = sorted({place for place in (*self._tested.literal, *self._meetings, *self._apart) if place[1] != "id"})
        found: dict[str, list[dict[str, Any]]] = {}
        for fact_type, attribute in places:
            if fact_type in self._pack.vocabulary.recordable:
                found.setdefault(fact_type, []).extend({attribute: value} for value in self.values((fact_type, attribute)))
        return found

    @cached_property
    def lacked(self) -> frozenset[Place]:
        """The attributes that some pattern asks a fact to lack."""
        exists = ((place, check) for place, checks in self._tested.literal.items() for check in checks if check.op == "exists")
        return frozenset(place for place, check in exists if check.values() == (False,))

    def matching(self, fact_type: str, resolved: Resolved) -> list[Mapping[str, Any]]:
        """The attributes of the vaguest facts that would match a pattern."""
        new = {"id": ""}  # some id, which no pattern asks for
        return vaguest(a for a in self._as_asked(fact_type, resolved, frozenset()) if matches(resolved, {**new, **a}))

    def _asked(self, asked: Asked) -> Iterator[dict[str, Any]]:
        # What references stand for is not known here: any value may be it.
        checks = tuple((c, () if c.bounds() else c.values()) for c in asked.checks)
        return self._as_asked(asked.type, checks, asked.wanted)

    def _as_asked(self, fact_type: str, checks: Resolved, wanted: frozenset[str]) -> Iterator[dict[str, Any]]:
        """Facts that state what the checks ask for, and each choice of what else is wanted."""
        stated = {check.attribute for check, values in checks if not (check.op == "exists" and values[0] is False)}
        unstated = {check.attribute for check, _ in checks} - stated
        fixed = tuple((check, values) for check, values in checks if values and check.attribute != "id")
        return self._stating(fact_type, stated - {"id"}, wanted - stated, unstated, fixed, named="id" in (stated | wanted))

    def _stating(
        self, fact_type: str, stated: set[str], wanted: Iterable[str], unstated: set[str], fixed: Resolved, *, named: bool
    ) -> Iterator[dict[str, Any]]:
        known = self._pack.vocabulary.types[fact_type].attributes
        required = {name for name, attribute in known.items() if attribute.required}
        if unstated & required or unstated & stated:
            return
        needed = sorted(stated | required)
        optional = sorted(set(wanted) - set(needed) - unstated - {"id"})
        choices: list[Sequence[Any]] = [self._meeting((fact_type, name), fixed) for name in needed]
        choices += [(None, *self.values((fact_type, name))) for name in optional]
        self.cut = self.cut or prod(map(len, choices)) > MOST_MEETING
        for chosen in islice(product(*choices), MOST_MEETING):
            attributes = {name: value for name, value in zip((*needed, *optional), chosen, strict=True) if value is not None}
            for id in (None, self.new_id(fact_type)) if named else (None,):
                own = attributes if id is None else {**attributes, "id": id}
                yield own

    def _meeting(self, place: Place, fixed: Resolved) -> list[Any]:
        """The values of an attribute that pass all checks on it."""
        checks = [(check, values) for check, values in fixed if check.attribute == place[1] and check.op != "exists"]
        return [value for value in self.values(place) if all(meets(check, value, values) for check, values in checks)]

    def binding(self, fact_type: str, resolved: Resolved) -> dict[str, Any]:
        """The attributes that a pattern binds to one value, as a record states them that is closed for just this pattern."""
        stated: dict[str, Any] = {}
        for check, values in resolved:
            single = check.op == "is" or (check.op == "in" and len(_each_once(values)) == 1)
            if single and check.attribute != "id":  # no record can be closed for an id
                value = self._closing(fact_type, check.attribute, values[0])
                if value is not None:
                    stated[check.attribute] = value
            elif any(bound.less for bound in check.bounds()):  # the years that end with one
                stated[check.attribute] = Range(gte=max(min(values), 1), lte=max(values))
        return stated

    def _closing(self, fact_type: str, attribute: str, value: Any) -> Any:
        """A value as a closed record may state it; None where it cannot. A year closes a record of days for all of its days."""
        kind = str(self._pack.vocabulary.attribute_type(fact_type, attribute))
        if kind == "date" and not isinstance(value, date):
            return Range(gte=value, lte=value)
        known = {
            "partner": [p.id for p in self._case.partners],
            "field": [f.id for f in self._case.fields],
            "fact": self.given,
            "one_of": self._pack.vocabulary.types[fact_type].attributes[attribute].values,
        }
        try:
            return read_value(value.year if kind == "year" and isinstance(value, date) else value, kind, known.get(kind, ()))
        except ValueFlaw:
            return None


def vaguest(facts: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of facts, given by their attributes, those that state no more than another one does."""
    kept: list[Mapping[str, Any]] = []
    known: dict[frozenset[str], set[object]] = {}  # what is stated by those that are kept, by the attributes that they state
    for attributes in sorted(facts, key=len):
        if not any(names <= attributes.keys() and _key(attributes, names) in stated for names, stated in known.items()):
            kept.append(attributes)
            known.setdefault(frozenset(attributes), set()).add(_key(attributes))
    return kept


def says_less(vague: Mapping[str, Any], exact: Mapping[str, Any]) -> bool:
    """Whether all that one states is stated by the other too."""
    return all(name in exact and _same(value, exact[name]) for name, value in vague.items())


def _same(a: Any, b: Any) -> bool:
    return type(a) is type(b) and a == b


def _key(attributes: Mapping[str, Any], names: Iterable[str] | None = None) -> object:
    return tuple((name, type(attributes[name]), attributes[name]) for name in sorted(attributes if names is None else names))


def _each_once(values: Iterable[Any]) -> list[Any]:
    return list({(type(value), value): value for value in values}.values())


# -- values near to what a rule compares with -------------------------------------------------------------------------------------


def _later(value: Any, years: int) -> Any:
    return year_of(value) + years if years else value


def _years(value: Any, beside: int, most: int) -> Iterator[int]:
    year = year_of(value)
    if year == year // 1:
        near = range(int(year) - beside, int(year) + beside + 1)
    else:
        near = range(int(year // 1) - beside + 1, int(year // 1) + beside + 1)
    yield from (one for one in near if 1 <= one <= 9999)


def _dates(value: Any, beside: int, most: int) -> Iterator[date]:
    if isinstance(value, date):
        yield value
        near = (value.toordinal() + days for n in range(1, beside + 1) for days in (-n, n))
        yield from (date.fromordinal(day) for day in near if 1 <= day <= date.max.toordinal())
        return
    for year in _years(value, beside, most):
        yield from (date(year, 1, day) for day in range(1, most + 1))
        yield date(year, 12, 31)


def _integers(value: Any, beside: int, most: int) -> Iterator[int]:
    value = year_of(value)
    if value == int(value):
        yield from range(int(value) - beside, int(value) + beside + 1)
    else:
        yield from range(int(value // 1) - beside + 1, int(value // 1) + beside + 1)


def _numbers(value: Any, beside: int, most: int) -> Iterator[Any]:
    value = year_of(value)
    yield from (value + n for n in range(-beside, beside + 1))
    if most > 1:
        yield from (value + n / (most + 1) for n in range(-beside, beside + 1) if n)


def _as_text(value: Any, beside: int, most: int) -> Iterator[str]:
    yield str(value)


def _may_be(value: Any, kind: str) -> bool:
    """Whether an attribute may have the value: beside the largest number and the first year there is nothing."""
    try:
        read_value(value, kind, (value,))
    except ValueFlaw:
        return False
    return True


_FITTING: Mapping[str, Callable[[Any, int, int], Iterator[Any]]] = {
    "year": _years,
    "date": _dates,
    "integer": _integers,
    "number": _numbers,
}
