"""Makes cases for a pack: first facts and closures that let some rules fire, then spoils some of them, then adds others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from itertools import count
from math import ceil
from random import Random
from typing import Any

from attrs import evolve, frozen

from ringrose.meaning.matching import within
from ringrose.model.case import Case, Closure, Fact, Field, Partner, Review, structural_facts
from ringrose.model.pack import (
    STRUCTURAL,
    CountCondition,
    Derives,
    EveryCondition,
    FactCondition,
    NoCondition,
    Pack,
    Ref,
    Rule,
    Share,
    Vocabulary,
)
from ringrose.model.values import ATTRIBUTE_TYPES, ORDERED, Range
from ringrose.testing.drawing import Dice
from ringrose.testing.patterns import Item, Where, bound_to, matches, passes, resolve

__all__ = ["CaseMaker", "Words", "kinds_of"]

Kinds = Mapping[str, str]  # attribute -> its type
Weights = tuple[Sequence[int], Sequence[int]]  # numbers, and how often out of a hundred
_KINDS_OF_STRUCTURAL = {name: {a: t.type for a, t in kind.attributes.items()} for name, kind in STRUCTURAL.items()}


def kinds_of(vocabulary: Vocabulary, name: str) -> Kinds:
    """The types of the attributes of a fact type."""
    if name in _KINDS_OF_STRUCTURAL:
        return _KINDS_OF_STRUCTURAL[name]
    return {a: t.type for a, t in vocabulary.types[name].attributes.items()}


@frozen
class Words:
    """What generated cases are made of: the values of each type of attribute, the simplest first, and the ids of things."""

    texts: Sequence[str]
    countries: Sequence[str]
    numbers: Sequence[Any]
    integers: Sequence[int]
    dates: Sequence[date]
    years: Sequence[int]
    begins: Sequence[int]  # the years in which a review may begin
    partners: Sequence[str]
    fields: Sequence[str]
    outside: Sequence[Any] = ()  # years and dates at which ranges may end besides
    facts: Sequence[str] = ()  # their ids; where there are none they are numbered by their types
    how_many_partners: Weights = ((2, 1, 3), (60, 20, 20))
    how_many_fields: Weights = ((1, 0, 2), (55, 20, 25))
    how_many_years: Weights = ((1, 0, 2, 3), (40, 20, 30, 10))  # beside the first

    @property
    def domains(self) -> Mapping[str, Sequence[Any]]:
        """The values by type of attribute; of a text and a one_of there are others."""
        return {
            "number": self.numbers,
            "integer": self.integers,
            "boolean": (True, False),
            "date": self.dates,
            "year": self.years,
            "partner": self.partners,
            "field": self.fields,
            "fact": (*self.facts[:3], f"year-{self.begins[0]}"),
        }


MOST = 12
"""Of more facts that a condition counts to, no more are made."""

MOST_RULES = 3
"""So many rules are made to fire in one case at most."""

Asked = Mapping[str, Mapping[str, Sequence[tuple[str, Any]]]]  # alias -> attribute -> tests
_NOTHING: Mapping[str, Any] = {}


def _asked(rule: Rule, type: str, where: Where) -> Asked | None:
    """What a pattern on a derived fact asks of what a rule binds; None where the rule never derives a fact that matches."""
    if not isinstance(rule.then, Derives) or rule.then.type != type:
        return None
    asked: dict[str, dict[str, list[tuple[str, Any]]]] = {}
    for name, tests in where.items():
        given = rule.then.attributes.get(name)
        if isinstance(given, Ref):
            asked.setdefault(given.alias, {}).setdefault(given.attribute, []).extend(tests)
        elif not all(passes(op, operand, given) for op, operand in tests):
            return None
    return asked


def _needs_a_record(condition: Any) -> bool:
    return isinstance(condition, NoCondition) or (isinstance(condition, CountCondition) and condition.kind == "at_most")


class Draft:
    """A fact or a complete record in the making (``id`` and ``holds`` mean nothing for a record)."""

    def __init__(self, type: str, attributes: dict[str, Any], holds: Any = True) -> None:
        self.type, self.attributes, self.holds = type, attributes, holds
        self.id: str | None = None


class CaseMaker(Dice):
    """Makes one case for a pack: first facts and closures that make some rules fire, then spoils some of them, then adds others.

    A ``plain`` one has nothing but what lets rules fire.
    """

    def __init__(
        self,
        source: Random | Callable[[int], int],
        pack: Pack,
        words: Words,
        about: Collection[str] | None = None,
        *,
        plain: bool = False,
    ) -> None:
        super().__init__(source)
        self.pack, self.words, self.whole, self.about, self.plain = pack, words, words.domains, about, plain
        self.vocabulary = pack.vocabulary
        self.facts: list[Draft] = []
        self.records: list[Draft] = []
        self._read(pack)
        self.recorded = list(pack.vocabulary.recordable)
        self.kinds = {name: kinds_of(pack.vocabulary, name) for name in (*pack.vocabulary.types, *STRUCTURAL)}
        self.named = self._named()
        self.domains: dict[str, Sequence[Any]] = {**self.whole, "text": words.texts}
        conditions = [c.then if isinstance(c, EveryCondition) else c for rule in self.rules for c in rule.conditions]
        self.negated = list(dict.fromkeys(c.pattern.type for c in conditions if _needs_a_record(c)))
        self.needs_fields = any(
            a.type == "field" and a.required for name in self.recorded for a in self.vocabulary.types[name].attributes.values()
        )

    def _read(self, pack: Pack) -> None:
        """The rules, and those of them that are to fire."""
        rules = list(pack.rules())
        self.rules = [rule for _, _, rule in rules]
        self.wanted = [r for n, _, r in rules if (n in self.about if self.about is not None else not isinstance(r.then, Derives))]

    def _named(self) -> dict[str, list[Any]]:
        """The literals that the rules name, by type of attribute."""
        named: dict[str, list[Any]] = {kind: [] for kind in ATTRIBUTE_TYPES}
        for rule in self.rules:
            for pattern in [p for c in rule.conditions for p in c.patterns()] + list(rule.unless):
                for name, tests in pattern.where.items():
                    kind = self.kinds[pattern.type].get(name)
                    for test in tests if kind else ():
                        named[kind or ""] += [v for v in test.operands() if not hasattr(v, "alias")]
        return named

    def case(self, frame: Case | None = None, given: Sequence[Fact] = ()) -> Case:
        """A case, sound and not checked yet: in a frame (a case without facts) and with given facts, where there are any."""
        frame = self._begin(frame, given)
        left = list(self.wanted)
        few = self.plain and len(left) <= MOST_RULES
        for _ in range(len(left) if few else min(self.how_many((0, 1, 2, 3), (5, 20, 45, 30)), len(left))):
            self.part(lambda: self._let_fire(left.pop(0 if few else self.below(len(left)))))
        if not self.plain:
            self._add_others()
        facts = [*given, *self._finished()]
        for record in self.records:  # which may name facts
            self._lawful(record)
        return evolve(frame, facts=facts, complete=[self._record(record) for record in self.records])

    def fact(self, frame: Case, type: str, holds: Any, others: Sequence[str]) -> Fact:
        """One fact without an id for a case in a frame, which may name ``others``; ``holds`` None: whether it does is drawn, too."""
        self._begin(frame)
        self.given = list(others)
        draft = self._add_another(type, holds)
        asked = [p for rule in self.rules for c in rule.conditions for p in c.patterns() if p.type == type]
        if draft.holds is True and asked and self.chance(60):
            where = {
                name: [(t.op, t.value) for t in tests if t.op != "within" and not t.refs()]
                for name, tests in self.pick(asked).where.items()
            }
            self._fact(type, where, fresh=True)
            draft = self.facts[-1]
        if self._impossible(draft):
            draft.holds = "unknown"
        self.facts = []
        self._lawful(draft)
        return Fact(type, draft.attributes, holds=draft.holds, **self._aside())

    def _begin(self, frame: Case | None, given: Sequence[Fact] = ()) -> Case:
        """Begin a case in a frame (a case without facts), a new one if there is none; ``given`` facts are there already."""
        if frame is None:
            frame = self._frame()
        else:
            self.partners, self.fields = [p.id for p in frame.partners], [f.id for f in frame.fields]
            self._choose()
        self.structural: dict[str, list[Item]] = {name: [] for name in STRUCTURAL}
        for fact in structural_facts(frame):
            self.structural[fact.type].append(Item.of(fact))
        self.given = [str(fact.id) for fact in given]
        self.facts, self.records = [], []
        self._ids = list(self.words.facts)
        self._taken = {*self.given, *(str(x.values["id"]) for xs in self.structural.values() for x in xs)}
        if self.pack.parameters:
            self._read(self.pack.on(frame.review.last_day))
        return frame

    def _frame(self) -> Case:
        """A case without facts. What it has few of is drawn first, for attributes take their values from it."""
        self.partners, self.fields = self._partner_ids(), self._field_ids()
        self._choose()
        review = self.review()
        return Case("generated", [self._partner(id) for id in self.partners], review, fields=[self._field(id) for id in self.fields])

    def some_partners(self) -> tuple[Partner, ...]:
        """Partners of a case."""
        return tuple(self._partner(id) for id in self._partner_ids())

    def some_fields(self) -> tuple[Field, ...]:
        """Agreed fields of a case; none only where no fact must name one."""
        return tuple(self._field(id) for id in self._field_ids())

    def _partner_ids(self) -> list[str]:
        return self._named_or("partner", self.words.partners, self.weighted(*self.words.how_many_partners))

    def _field_ids(self) -> list[str]:
        return self._named_or("field", self.words.fields, max(self.weighted(*self.words.how_many_fields), int(self.needs_fields)))

    def _choose(self) -> None:
        """Few values for each type of attribute, so that facts meet patterns and each other often."""
        texts = [t for t in self.named["text"] if t in self.words.texts]
        self.domains = {
            kind: [*(v for v in self.named[kind] if v in values), *self.some(values, 2)] for kind, values in self.whole.items()
        } | {"text": [*texts, *self.some(self.words.texts, 2)], "partner": self.partners, "field": self.fields}

    def review(self) -> Review:
        """A review, of whole years or not."""
        first = self.pick(self.words.begins)
        last = first + self.weighted(*self.words.how_many_years)
        return Review(
            date(first, self.pick((1, 6)), 1) if self.chance(40) else first,
            date(last, 12, self.pick((31, 30))) if self.chance(40) else last,
        )

    def _named_or(self, kind: str, values: Sequence[str], count: int) -> list[str]:
        """So many ids; rather those that the rules name."""
        named = [v for v in values if v in self.named[kind]] if self.chance(70) else []
        return [*named[:count], *self.some([v for v in values if v not in named], count - len(named[:count]))]

    def _partner(self, id: str) -> Partner:
        country = self.pick((None, *self.words.countries))
        return Partner(id, self._name(), country) if self.chance(40) else Partner(id, country=country)

    def _field(self, id: str) -> Field:
        return Field(id, *([self._name()] if self.chance(40) else ()))

    def _name(self) -> Any:
        name = self.pick(self.domains["text"])
        return {"en": name, "id": "nama"} if self.chance(25) else name

    # ---- what makes a rule fire

    def _let_fire(self, rule: Rule) -> None:
        """Add what makes a rule fire, or nearly."""
        begun = len(self.facts)
        self._make_true(rule)
        if not self.plain:
            self._spoil(self.facts[begun:])

    def _make_true(self, rule: Rule, asked: Asked = _NOTHING) -> Item | None:
        """Add what makes a rule fire; gives what it derives. More may be ``asked`` of what its aliases are bound to."""
        bound: dict[str, Item] = {}
        for condition in rule.conditions:
            if isinstance(condition, EveryCondition):
                where = resolve(condition.domain, bound)
                for x in self.structural[condition.domain.type]:
                    if where is not None and matches(x, where) and (self.plain or not self.chance(5)):  # a near miss
                        self._make(condition.then, {**bound, condition.alias: x})
            elif isinstance(condition, FactCondition) and condition.alias:
                item = self._make(condition, bound, asked.get(condition.alias, {}))
                if item is None:
                    return None
                bound[condition.alias] = item
            else:
                self._make(condition, bound)
        if rule.unless and self.chance(22):
            self._make(FactCondition(self.pick(rule.unless)), bound)
        if not isinstance(rule.then, Derives):
            return None
        given = {k: bound[v.alias].values.get(v.attribute) if isinstance(v, Ref) else v for k, v in rule.then.attributes.items()}
        return Item(rule.then.type, {k: v for k, v in given.items() if v is not None})

    def _make(
        self, condition: FactCondition | NoCondition | CountCondition, bound: Mapping[str, Item], more: Where = _NOTHING
    ) -> Item | None:
        """Add what makes a condition true, where ``more`` is asked of the fact; gives a fact that matches it."""
        type = condition.pattern.type
        where = resolve(condition.pattern, bound)
        if where is None:
            return None
        if isinstance(condition, NoCondition):
            self._close(type, where)
            written = [name for name, tests in where.items() if ("exists", True) in tests and name != "id"]
            if written and self.chance(30):  # what lacks the attribute cannot match, whatever else it states
                values = {n: self._value_for(type, n, k, where.get(n, ())) for n, k in self.kinds[type].items() if n not in written}
                self._add(type, {n: v for n, v in values.items() if v is not None})
            return None
        if isinstance(condition, CountCondition):
            self._make_several(condition, where)
            return None
        return self._fact(type, {**where, **{name: [*where.get(name, ()), *tests] for name, tests in more.items()}})

    def _make_several(self, condition: CountCondition, where: Where) -> None:
        """Add about as many facts as a condition counts to."""
        type, number = condition.pattern.type, condition.number
        count = ceil(number.fraction * len(self.structural[number.of])) if isinstance(number, Share) else int(number)  # type: ignore[arg-type]  # parameters are put in
        if condition.kind == "at_most":
            self._close(type, where)
            count -= self.weighted((0, 1, -1), (50, 35, 15))
        else:
            count += self.weighted((0, 1, -1), (70, 15, 15))
        values: list[tuple[str, Any]] = []
        for _ in range(min(count, MOST)):
            more: dict[str, Any] = {}
            if condition.distinct is not None:  # mostly another value than the others
                weights = (50, 35, 15) if condition.kind == "at_most" else (65, 20, 15)
                another = self.weighted((values, [("exists", False)], []), weights)
                more = {condition.distinct: [*where.get(condition.distinct, ()), *another]}
            made = self._fact(type, {**where, **more}, fresh=True)
            if made is not None and condition.distinct is not None and made.values.get(condition.distinct) is not None:
                values.append(("not", made.values[condition.distinct]))
            if condition.kind == "at_most" and self.chance(15):
                self.facts[-1].holds = "unknown"

    def _fact(self, type: str, where: Where, fresh: bool = False) -> Item | None:
        """Add a fact that passes tests, or what derives one, or find one; ``fresh``: rather not one that is there."""
        if type in self.structural:
            fitting = [x for x in self.structural[type] if matches(x, where)]
            return self.pick(fitting) if fitting else None
        if type not in self.recorded:
            deriving = [(rule, asked) for rule in self.rules if (asked := _asked(rule, type, where)) is not None]
            made = [self._make_true(*way) for way in self.some(deriving, self.weighted((1, 2), (75, 25)))] if deriving else [None]
            return made[0]
        for draft in self.facts if self.chance(40) and not fresh else ():  # a fact may serve several conditions
            item = Item(type, {**draft.attributes, "id": draft.id})
            if draft.type == type and draft.holds is True and matches(item, where):
                return item
        attributes = {}
        for name, kind in self.kinds[type].items():
            tests = where.get(name)
            if tests is None:
                if not self.plain and self.chance(82):
                    attributes[name] = self._value(type, name, kind)
            elif ("exists", False) not in tests:
                attributes[name] = self._value_for(type, name, kind, tests)
        draft = self._add(type, {k: v for k, v in attributes.items() if v is not None})
        for op, operand in where.get("id", ()):  # an id that a rule names
            if op == "is":
                self._rename(draft, operand)
        return Item(type, {**draft.attributes, "id": draft.id})

    def _rename(self, draft: Draft, id: Any) -> None:
        """Give a fact an id, if that may be and no other thing has it."""
        if not self.words.facts:
            if isinstance(id, str) and id not in self._taken:
                self._taken.add(id)
                draft.id = id
        elif id in self._ids:
            self._ids.append(draft.id or "x")
            self._ids.remove(id)
            draft.id = id

    def _value_for(self, type: str, name: str, kind: str, tests: Sequence[tuple[str, Any]]) -> Any:
        """A value that passes the tests, if one is at hand."""
        at_hand = [v for op, operand in tests if op != "exists" for v in (operand if op == "in" else [operand])]
        at_hand = [fitted for v in (*at_hand, *self._values(type, name, kind)) if (fitted := self._fit(kind, v)) is not None]
        fitting = [v for v in at_hand if all(passes(op, operand, v) for op, operand in tests)]
        if not fitting and kind in self.whole and kind not in ("partner", "field", "fact"):
            fitting = [v for v in self.whole[kind] if all(passes(op, operand, v) for op, operand in tests)]
        return self.pick(fitting or at_hand) if at_hand else None

    def _values(self, type: str, name: str, kind: str) -> Sequence[Any]:
        if kind == "one_of":
            return self.vocabulary.types[type].attributes[name].values
        if kind == "fact":
            return [
                *self.given,
                *(f.id for f in self.facts if f.id is not None),
                *(x.values["id"] for xs in self.structural.values() for x in xs),
            ]
        return self.domains[kind]

    def _value(self, type: str, name: str, kind: str) -> Any:
        values = self._values(type, name, kind)
        return self.pick(values) if values else None

    def _add(self, type: str, attributes: dict[str, Any], holds: Any = True) -> Draft:
        draft = Draft(type, attributes, holds)
        draft.id = self._new_id(type)
        self.facts.append(draft)
        return draft

    def _new_id(self, type: str) -> str | None:
        if self.words.facts:
            return self._ids.pop(self.below(len(self._ids))) if self._ids else None
        id = next(id for n in count(1) if (id := f"{type.replace('_', '-')}-{n}") not in self._taken)
        self._taken.add(id)
        return id

    def _close(self, type: str, where: Where) -> None:
        """Close the record for a pattern, by a denial or a complete record that states some of what the pattern binds."""
        if self.chance(12) and any(d.type == type for d in (*self.records, *self.facts) if d.holds is not True or d in self.records):
            return  # what is closed already may do
        stated: dict[str, Any] = {}
        for name, kind in self.kinds[type].items():
            tests = where.get(name, ())
            values = bound_to(tests)
            if values is None and self.chance(20):  # stated although nothing binds it: so it closes nothing
                values = [operand for op, operand in tests if op != "exists"]
            if values and self.chance(55):
                stated[name] = self._state(type, name, kind, values)
        stated = {k: v for k, v in stated.items() if v is not None}
        if self.chance(55):
            self._add(type, stated, holds=False)
        else:
            self.records.append(Draft(type, stated))

    def _state(self, type: str, name: str, kind: str, values: Sequence[Any]) -> Any:
        """A value or a range in which the values lie (mostly)."""
        if kind in ORDERED and (self.chance(45) or len(values) > 1):
            return self._range(kind, values)
        if all(passes("is", values[0], v) for v in values) or self.chance(25):
            return self._fit(kind, self.pick(values))
        return None

    def _range(self, kind: str, values: Sequence[Any]) -> Range:
        """A range; the values lie in it (mostly)."""
        days = (
            [d for v in values for d in ((v,) if isinstance(v, date) else (date(v, 1, 1), date(v, 12, 31)))] if kind == "date" else values
        )
        domain = [*self.whole[kind], *(v for v in values if kind in ("number", "integer") or self._fit(kind, v) is not None)]
        if kind in ("date", "year") and self.chance(50):
            domain = [*self.words.dates, *self.words.years, *self.words.outside]
        bounds: dict[str, Any] = {}
        for ops in (("gte", "gt"), ("lte", "lt")):
            op = ops[self.weighted((0, 1), (60, 40))]
            if self.chance(72):
                fitting = [b for b in domain if all(within(v, Range(**{op: b})) for v in days)]
                bounds[op] = self.pick(fitting if fitting and not self.chance(12) else domain)
                years = [v for v in values if not isinstance(v, date)]
                if kind == "date" and years and self.chance(40):  # only a part of the year lies in the range
                    bounds[op] = date(self.pick(years), 6, 15)
        both = Range(**bounds)
        known = {fitted for v in (*days, *self.whole[kind]) if (fitted := self._fit(kind, v)) is not None}
        if len(bounds) == 2 and not any(within(v, both) for v in known):  # an empty range is an error
            del bounds[self.pick(list(bounds))]
        return Range(**bounds) if bounds else Range(gte=self.pick(domain))

    # ---- what stops rules from firing

    def _spoil(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            kind = self.weighted(("", "unknown", "lacks", "other", "gone", "denied"), (87, 3, 4, 2, 2, 2))
            if kind == "unknown" and draft.holds is True:
                draft.holds = "unknown"
            elif kind == "lacks" and draft.attributes:
                del draft.attributes[self.pick(list(draft.attributes))]
            elif kind == "other" and draft.attributes:
                name = self.pick(list(draft.attributes))
                draft.attributes[name] = self._value(draft.type, name, self.kinds[draft.type][name])
            elif kind == "gone":
                self.facts.remove(draft)
            elif kind == "denied":
                draft.holds = False
        if self.records and self.chance(6):
            self.records.pop()

    def _add_others(self) -> None:
        """Facts that no rule asked for; sometimes so many of one type that an index over them would pay."""
        if not self.recorded:
            return
        favourite = self.pick(self.negated or self.recorded) if self.words.facts and self.chance(8) else None
        for _ in range(9 if favourite else self.how_many((0, 1, 2, 3), (35, 30, 20, 15))):
            self.part(lambda: self._add_another(favourite or self.pick(self.recorded)))
        if self.chance(8):
            self.records.append(Draft(self.pick(self.recorded), {}))

    def _add_another(self, type: str, holds: Any = None) -> Draft:
        """A fact, a denial or an unknown fact of a type."""
        attributes = {name: self._value(type, name, kind) for name, kind in self.kinds[type].items() if self.chance(75)}
        if holds is None:
            holds = self.weighted((True, "unknown", False), (65, 22, 13))
        if holds is False:
            attributes = {
                name: self._range(self.kinds[type][name], [value]) if self.kinds[type][name] in ORDERED and self.chance(40) else value
                for name, value in attributes.items()
                if value is not None and self.chance(60)
            }
        return self._add(type, attributes, holds)

    # ---- what a case file may hold

    def _finished(self) -> list[Fact]:
        """The facts, in any order, some of them without an id of their own."""
        self.facts = [draft for draft in self.facts if not self._impossible(draft)]
        if not self.plain and self.chance(50):
            self.facts = self.some(self.facts, len(self.facts))
        if self.words.facts and self.chance(15):
            for draft in self.facts:
                if self.chance(50):
                    draft.id = None
        for draft in self.facts:
            self._lawful(draft)
        return [Fact(f.type, f.attributes, id=f.id, holds=f.holds, **self._aside()) for f in self.facts]

    def _record(self, record: Draft) -> Closure:
        named = not self.plain and record is self.records[0] and self.chance(20)
        return Closure(record.type, record.attributes, id="record" if named else None, **self._aside())

    def _aside(self) -> dict[str, Any]:
        """What never touches inference."""
        if self.plain or not self.chance(5):
            return {}
        return {"certainty": self.pick(("doubtful", "probable")), "when": self.pick((2017, date(2017, 6, 15))), "note": "n"}

    def _impossible(self, draft: Draft) -> bool:
        """Whether it must state what there is none of in the case."""
        required = (a.type for a in self.vocabulary.types[draft.type].attributes.values() if a.required)
        return draft.holds is True and not self.fields and "field" in required

    def _lawful(self, draft: Draft) -> None:
        """Replace what the vocabulary and the case do not allow."""
        for name, attribute in self.vocabulary.types[draft.type].attributes.items():
            value = draft.attributes.get(name)
            if value is not None and not isinstance(value, Range):
                value = self._fit(attribute.type, value)
            if attribute.type in ("one_of", "partner", "field", "fact") and value not in self._values(draft.type, name, attribute.type):
                value = None if value is None else self._value(draft.type, name, attribute.type)
            if value is None and attribute.required and draft.holds is True:
                value = self._value(draft.type, name, attribute.type)
            draft.attributes[name] = value  # a fact leaves out what is None

    def _fit(self, kind: str, value: Any) -> Any:
        """A value as one of the type; None where it cannot be."""
        if kind == "year":
            return value.year if isinstance(value, date) else value if isinstance(value, int) and 1 <= value <= 9999 else None
        if kind == "date":
            return value if isinstance(value, date) else next((d for d in self.words.dates if d.year == value), None)
        if kind == "integer":
            return value if value == int(value) else None
        return value
