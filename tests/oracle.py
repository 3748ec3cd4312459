"""The oracle: the meaning (docs/meaning.md), evaluated as naively as it can be read.

It shares nothing with the engines but the model's classes. Speed does not matter here; that one can check each function against the
sentence it comes from does. ``judge`` gives what ``Assessment.to_dict()`` gives, without the engine, the pack, the receipt and the open
questions.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from ringrose.model.case import Case, Closure, Fact, structural_facts
from ringrose.model.pack import (
    Condition,
    CountCondition,
    Criterion,
    Dated,
    Derives,
    Element,
    EveryCondition,
    FactCondition,
    NoCondition,
    Pack,
    Pattern,
    Ref,
    Rule,
    Share,
)
from ringrose.model.text import LocalText
from ringrose.model.values import Range

__all__ = ["Oracle", "judge"]


# ---- values -------------------------------------------------------------------------------------------------------------------------


def kind_of(value: Any) -> str:
    """Values compare only within one kind: `1`, `"1"` and `true` are three different values."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "date" if isinstance(value, date) else "text"


def meet(a: Any, b: Any) -> tuple[Any, Any]:
    """A date meets a year by its year."""
    if (kind_of(a), kind_of(b)) == ("date", "number"):
        return a.year, b
    if (kind_of(a), kind_of(b)) == ("number", "date"):
        return a, b.year
    return a, b


def equal(a: Any, b: Any) -> bool:
    """Whether two values are the same value."""
    a, b = meet(a, b)
    return kind_of(a) == kind_of(b) and bool(a == b)


ORDER = {"lt": operator.lt, "lte": operator.le, "gt": operator.gt, "gte": operator.ge}


def ordered(op: str, a: Any, b: Any) -> bool:
    """Whether two values stand in an order."""
    a, b = meet(a, b)
    return bool(ORDER[op](a, b))


def within(value: Any, stated: Any) -> bool:
    """Whether a value equals what a closure or a denial states, or lies in its range."""
    if isinstance(stated, Range):
        return all(ordered(op, value, bound) for op, bound in stated.bounds().items())
    return equal(value, stated)


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def as_json(data: Any) -> str:
    """JSON with sorted keys, unescaped."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


# ---- what is known ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Absent:
    """A pattern known not to hold; ``where`` is JSON with sorted keys. At most ``at_most`` hold (else -1)."""

    type: str
    where: str
    closed_by: tuple[str, ...]
    at_most: int = -1
    distinct: str = ""

    def order(self) -> tuple[Any, ...]:
        """What they are sorted by."""
        return self.type, self.where, self.at_most, self.distinct

    def told(self) -> dict[str, Any]:
        """The absence as the answer has it."""
        counted: dict[str, Any] = {"at_most": self.at_most} if self.at_most >= 0 else {}
        if self.distinct:
            counted["distinct"] = self.distinct
        return {"fact": self.type, "where": json.loads(self.where), **counted, "closed_by": list(self.closed_by)}


def as_told(where: Where) -> str:
    """A pattern as JSON with sorted keys, in the shape of a file."""
    told: dict[str, Any] = {}
    for attribute, tests in where.items():
        shown = {op: [plain(v) for v in operand] if op == "in" else plain(operand) for op, operand in tests}
        told[attribute] = shown.get("is", shown)
    return as_json(told)


@dataclass(frozen=True)
class Leaves:
    """The bottom of a justification."""

    facts: frozenset[str] = frozenset()
    absent: frozenset[Absent] = frozenset()

    def __add__(self, other: Leaves) -> Leaves:
        return Leaves(self.facts | other.facts, self.absent | other.absent)


@dataclass
class Item:
    """A fact: recorded, structural (both with an ``id`` among their values) or derived."""

    type: str
    values: Mapping[str, Any]
    leaves: Leaves = field(default_factory=Leaves)

    @classmethod
    def of(cls, fact: Fact) -> Item:
        return cls(fact.type, {**fact.attributes, "id": fact.id}, Leaves(frozenset([str(fact.id)])))

    def told(self) -> Any:
        """What a finding tells of the fact bound to an alias."""
        return self.values["id"] if "id" in self.values else {"fact": self.type, **{k: plain(v) for k, v in self.values.items()}}


Bound = Mapping[str, Item]
"""What the aliases stand for; under `param` stand the parameters of the pack."""
Where = Mapping[str, Sequence[tuple[str, Any]]]
"""The tests of a pattern, by attribute, with references resolved."""


def resolve(pattern: Pattern, bound: Bound) -> Where | None:
    """Put values for references; None where a fact lacks the attribute that is referred to."""

    def value_of(operand: Any) -> Any:
        return bound[operand.alias].values.get(operand.attribute) if isinstance(operand, Ref) else operand

    where: dict[str, list[tuple[str, Any]]] = {}
    for attribute, tests in pattern.where.items():
        where[attribute] = []
        for test in tests:
            value = [value_of(v) for v in test.value] if test.op == "in" else value_of(test.value)
            op = test.op
            if op == "within":
                op, value = span(value_of(test.value.years), value_of(test.value.to), alone=len(tests) == 1)
            if value is None or (op == "in" and None in value):
                return None
            where[attribute].append((op, value))
    return where


def span(years: int, to: int | None, *, alone: bool) -> tuple[str, Any]:
    """The years that end with a year, as an `in`; one year alone is an equality."""
    if to is None or (years == 1 and alone):
        return "is", to
    return "in", list(range(to - years + 1, to + 1))


def passes(op: str, operand: Any, value: Any) -> bool:
    """Whether a value (None: the fact lacks it) passes a test."""
    if op == "exists":
        return (value is not None) is operand
    if value is None:
        return False
    if op == "is":
        return equal(value, operand)
    if op == "not":
        return not equal(value, operand)
    if op == "in":
        return any(equal(value, v) for v in operand)
    return ordered(op, value, operand)


def matches(item: Item, where: Where) -> bool:
    """Whether a fact matches: all tests on all attributes hold."""
    return all(passes(op, operand, item.values.get(a)) for a, tests in where.items() for op, operand in tests)


def could_match(item: Item, where: Where) -> bool:
    """Whether a fact might match if all were known: an attribute that it lacks excludes nothing, but `exists` tests what is written."""
    tests = [(op, operand, item.values.get(a)) for a, tests in where.items() for op, operand in tests]
    return all(passes(op, operand, value) for op, operand, value in tests if op == "exists" or value is not None)


def is_bound(tests: Sequence[tuple[str, Any]]) -> list[Any] | None:
    """The values that a pattern binds an attribute to, by equality or `in`; None where it does not bind it."""
    for op, operand in tests:
        if op in ("is", "in"):
            return operand if op == "in" else [operand]
    return None


def covers(closure: Fact | Closure, type: str, where: Where, dates: set[str]) -> bool:
    """Whether a closure covers a pattern: every attribute that it states is bound, to values that all lie in what it states.

    A year that stands for a day (an attribute of ``dates``) means all days of that year.
    """
    if closure.type != type:
        return False
    for attribute, stated in closure.attributes.items():
        values = is_bound(where.get(attribute, ()))
        if values is None:
            return False
        for value in values:
            if attribute in dates and kind_of(value) == "number":
                ends = [date(value, 1, 1), date(value, 12, 31)] if value > 0 else []  # no year before the first has days
                if not all(within(day, stated) for day in ends):
                    return False
            elif not within(value, stated):
                return False
    return True


def falls_into(fact: Fact, denial: Fact) -> bool:
    """Whether a fact lies in the set that a denial states."""
    return fact.type == denial.type and all(
        attribute in fact.attributes and within(fact.attributes[attribute], stated) for attribute, stated in denial.attributes.items()
    )


# ---- inference ----------------------------------------------------------------------------------------------------------------------


class Oracle:
    """One case judged by one pack."""

    def __init__(self, case: Case, pack: Pack, lang: str = "en") -> None:
        pack = pack.written or pack  # as its author wrote it, whatever was put in since
        self.case, self.pack, self.lang = case, pack, lang
        self.parameters = {name: in_force(one.values, case.review.last_day) for name, one in pack.parameters.items()}
        self.nothing: Bound = {"param": Item("", {name: one.value for name, one in self.parameters.items()})}
        self.held = [Item.of(f) for f in structural_facts(case)] + [Item.of(f) for f in case.facts if f.holds is True]
        self.unknown = [Item.of(f) for f in case.facts if f.holds == "unknown"]
        self.denials = [f for f in case.facts if f.holds is False]
        self._derived: dict[str, list[Item]] = {}

    def facts_of(self, type: str) -> list[Item]:
        """All facts of a type that hold; derived ones are derived when first asked for (the rules have no cycle)."""
        kind = self.pack.vocabulary.get(type)
        assert kind is not None
        if not kind.derived:
            return [item for item in self.held if item.type == type]
        if type not in self._derived:
            self._derived[type] = self.derive(type)
        return self._derived[type]

    def derive(self, type: str) -> list[Item]:
        """The same type and attributes is the same fact; its leaves are those of all its justifications."""
        found: dict[str, Item] = {}
        for _, _, rule in self.pack.rules():
            if isinstance(rule.then, Derives) and rule.then.type == type:
                for bound, leaves in self.applications(rule):
                    values = {
                        name: bound[v.alias].values.get(v.attribute) if isinstance(v, Ref) else v
                        for name, v in rule.then.attributes.items()
                    }
                    values = {name: value for name, value in values.items() if value is not None}
                    item = found.setdefault(as_json({k: plain(v) for k, v in values.items()}), Item(type, values))
                    item.leaves += leaves
        return list(found.values())

    def applications(self, rule: Rule) -> Iterator[tuple[Bound, Leaves]]:
        """Each binding of a rule's aliases for which its conditions are true and no exception matches."""
        for bound, leaves in self.together(rule.conditions, self.nothing):
            if not any(self.matching(pattern, bound) for pattern in rule.unless):
                yield bound, leaves

    def together(self, conditions: Sequence[Condition], bound: Bound) -> Iterator[tuple[Bound, Leaves]]:
        """The conditions from left to right, all of them true."""
        if not conditions:
            yield bound, Leaves()
            return
        for now, leaves in self.ways(conditions[0], bound):
            for final, others in self.together(conditions[1:], now):
                yield final, leaves + others

    def ways(self, condition: Condition, bound: Bound) -> Iterator[tuple[Bound, Leaves]]:
        """The ways in which one condition is true."""
        if isinstance(condition, FactCondition):
            items = self.matching(condition.pattern, bound)
            if condition.alias is not None:
                for item in items:
                    yield {**bound, condition.alias: item}, item.leaves
            elif items:
                yield bound, sum((item.leaves for item in items), Leaves())
        elif isinstance(condition, NoCondition):
            absent = self.known_absent(condition.pattern, bound)
            if absent:
                yield bound, Leaves(absent=frozenset([absent]))
        elif isinstance(condition, CountCondition):
            counted = self.at_least(condition, bound) if condition.kind == "at_least" else self.at_most(condition, bound)
            if counted is not None:
                yield bound, counted
        elif isinstance(condition, EveryCondition):
            domain = self.matching(condition.domain, bound)
            inner = [list(self.ways(condition.then, {**bound, condition.alias: x})) for x in domain]
            if domain and all(inner):
                yield bound, sum((x.leaves + way[0][1] for x, way in zip(domain, inner, strict=True)), Leaves())

    def matching(self, pattern: Pattern, bound: Bound) -> list[Item]:
        """The facts that match a pattern; none where it refers to an attribute that the bound fact lacks."""
        where = resolve(pattern, bound)
        return [] if where is None else [item for item in self.facts_of(pattern.type) if matches(item, where)]

    def number(self, condition: CountCondition, bound: Bound) -> tuple[Fraction | None, list[Item]]:
        """How many are asked for, not rounded yet (None where they are a share of nothing), and the facts that they are a share of."""

        def value(operand: Any) -> Any:
            return bound[operand.alias].values[operand.attribute] if isinstance(operand, Ref) else operand

        asked = condition.number
        if not isinstance(asked, Share):
            return Fraction(value(asked)), []
        whole = self.facts_of(asked.of)
        return Fraction(str(value(asked.share))) * len(whole) if whole else None, whole

    def at_least(self, condition: CountCondition, bound: Bound) -> Leaves | None:
        """What an `at_least` that is true rests on: all that is counted, and all of which a share is asked for."""
        number, whole = self.number(condition, bound)
        items = self.matching(condition.pattern, bound)
        if condition.distinct is not None:
            items = [item for item in items if condition.distinct in item.values]
        if number is None or how_many(items, condition.distinct) < number:
            return None
        return sum((item.leaves for item in (*items, *whole)), Leaves())

    def at_most(self, condition: CountCondition, bound: Bound) -> Leaves | None:
        """What an `at_most` that is known to be true rests on: that no more hold than it allows."""
        number, _ = self.number(condition, bound)
        where = resolve(condition.pattern, bound)
        if number is None or where is None:
            return None
        items = self.possible(condition.pattern.type, where)
        allowed = number.numerator // number.denominator
        closing = self.closing(condition.pattern.type, where)
        if closing is None or how_many(items, condition.distinct) > allowed:
            return None
        return Leaves(absent=frozenset([Absent(condition.pattern.type, as_told(where), closing, allowed, condition.distinct or "")]))

    def possible(self, type: str, where: Where) -> list[Item]:
        """The facts that hold or are unknown and could match."""
        return [item for item in self.held + self.unknown if item.type == type and could_match(item, where)]

    def closing(self, type: str, where: Where) -> tuple[str, ...] | None:
        """The denials that cover a pattern; None where no closure does."""
        dates = {a for a in where if self.pack.vocabulary.attribute_type(type, a) == "date"}
        closing = [d.id for d in self.denials if covers(d, type, where, dates)]
        if not closing and not any(covers(c, type, where, dates) for c in self.case.complete):
            return None
        return tuple(sorted(map(str, closing)))

    def known_absent(self, pattern: Pattern, bound: Bound) -> Absent | None:
        """The pattern, if it is known not to hold: no fact that holds or is unknown could match, and some closure covers it."""
        where = resolve(pattern, bound)
        if where is None or self.possible(pattern.type, where):
            return None
        closing = self.closing(pattern.type, where)
        return None if closing is None else Absent(pattern.type, as_told(where), closing)

    # ---- judging --------------------------------------------------------------------------------------------------------------------

    def answer(self) -> dict[str, Any]:
        """The answer of section 5, without the engine, the pack and what is asked."""
        judgements = [self.judgement(element) for element in self.pack.elements]
        statuses = [j["status"] for j in judgements]
        return {
            "case": self.case.id,
            "summary": {s: statuses.count(s) for s in ("met", "not_met", "contested", "undetermined")},
            "judgements": [{k: v for k, v in j.items() if k != "advice"} for j in judgements],
            "conflicts": self.conflicts(),
            "recommendations": self.recommendations(judgements),
        }

    def judgement(self, element: Element) -> dict[str, Any]:
        """The status of an element, with its criteria and their findings."""
        found = {c.id: self.findings(element, c) for c in element.criteria}
        status = {c.id: criterion_status({f["polarity"] for f in found[c.id]}) for c in element.criteria}
        counted = [c for c in element.criteria if c.role in ("essential", "safeguard")]
        if any(status[c.id] == "violated" for c in counted):
            judged = "not_met"
        elif any(status[c.id] == "contested" for c in counted):
            judged = "contested"
        elif any(status[c.id] == "unknown" for c in counted if c.role == "essential"):
            judged = "undetermined"
        else:
            judged = "met"
        advice = []
        for c in element.criteria:
            for f in found[c.id]:
                f["decides"] = decides(f["polarity"], c, status[c.id], judged)
                told = f.pop("advice")
                if f["decides"] and judged == "not_met" and told is not None:
                    advice.append({"element": element.id, "criterion": c.id, "rule": f["rule"], "text": told})
        criteria = [{"id": c.id, "role": c.role, "status": status[c.id], "findings": found[c.id]} for c in element.criteria]
        return {"element": element.id, "status": judged, "standing": element.standing, "criteria": criteria, "advice": advice}

    def findings(self, element: Element, criterion: Criterion) -> list[dict[str, Any]]:
        """Exactly one finding per rule and binding of its aliases, in order."""
        found = []
        for number, rule in enumerate(element.rules):
            if isinstance(rule.then, Derives) or rule.then.criterion != criterion.id:
                continue
            name = f"{element.id}.{rule.id}"
            for bound, leaves in self.applications(rule):
                bindings = {alias: bound[alias].told() for alias in sorted(bound) if alias != "param"}
                facts = sorted(leaves.facts)
                absent = sorted(leaves.absent, key=Absent.order)
                finding = {
                    "rule": name,
                    "polarity": rule.then.polarity,
                    "decides": False,
                    "text": self.text(rule.because, bound) if rule.because else name,
                    "bindings": bindings,
                    "facts": facts,
                    "absent": [a.told() for a in absent],
                    "advice": self.text(rule.advice, bound) if rule.advice else None,
                }
                found.append(((number, facts, [a.order() for a in absent], as_json(bindings)), finding))
        return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]

    def text(self, template: LocalText, bound: Bound) -> str:
        """A template filled: partners and fields by name, what is lacking as "not stated"."""
        names = {p.id: p.name for p in self.case.partners} | {f.id: f.name for f in self.case.fields}
        words = {"en": ("not stated", "yes", "no"), "id": ("tidak disebutkan", "ya", "tidak")}
        known = template.texts
        spoken = next(key for key in (self.lang, "", "en", *known) if key in known) or self.lang  # the language in which it is told

        def shown(match: re.Match[str]) -> str:
            item = bound[match[1]]
            told = self.parameters[match[2]].told if match[1] == "param" else None
            if told is not None:
                return told.get(spoken)
            value = item.values.get(match[2])
            if self.pack.vocabulary.attribute_type(item.type, match[2]) in ("partner", "field") and value in names:
                return names[value].get(self.lang)
            if value is None:
                return words[self.lang][0]
            if isinstance(value, bool):
                return words.get(spoken if match[1] == "param" else self.lang, words["en"])[1 if value else 2]
            return str(plain(value))

        return re.sub(r"\{([\w-]+)\.([\w-]+)\}", shown, template.get(self.lang))

    def conflicts(self) -> list[dict[str, Any]]:
        """The facts that hold and fall into a denial's set."""
        held = [f for f in self.case.facts if f.holds is True]
        pairs = sorted((str(f.id), str(d.id)) for f in held for d in self.denials if falls_into(f, d))
        return [{"fact": fact, "denial": denial} for fact, denial in pairs]

    def recommendations(self, judgements: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The advice of the findings that decide a not_met, each text once."""
        told: dict[str, dict[str, Any]] = {}
        for judgement in judgements:
            for advice in judgement["advice"]:
                told.setdefault(advice["text"], advice)
        return list(told.values())


def in_force(values: Sequence[Dated], day: date) -> Dated:
    """The value of a parameter that is in force on a day: the latest of those that began by then."""
    begun = [one for one in values if one.since is None or one.since <= day]
    return sorted(begun, key=lambda one: (one.since is not None, one.since or day))[-1]


def how_many(items: Sequence[Item], distinct: str | None) -> int:
    """How many facts these are; or how many values of an attribute they state, each that lacks it for one more."""
    if distinct is None:
        return len(items)
    values = [item.values.get(distinct) for item in items]
    different: list[Any] = []
    for value in values:
        if value is not None and not any(equal(value, other) for other in different):
            different.append(value)
    return len(different) + values.count(None)


def criterion_status(polarities: set[str]) -> str:
    """Belnap's four values."""
    if polarities == {"satisfies", "violates"}:
        return "contested"
    return {"satisfies": "satisfied", "violates": "violated"}[polarities.pop()] if polarities else "unknown"


def decides(polarity: str, criterion: Criterion, status: str, element: str) -> bool:
    """Whether a finding's polarity and criterion gave the element its status."""
    if element == "not_met":
        return polarity == "violates" and criterion.role in ("essential", "safeguard")
    if element == "contested":
        return status == "contested" and criterion.role in ("essential", "safeguard")
    return element == "met" and polarity == "satisfies" and criterion.role == "essential"


def judge(case: Case, pack: Pack, lang: str = "en") -> dict[str, Any]:
    """What a checked case and a checked pack mean."""
    return Oracle(case, pack, lang).answer()
