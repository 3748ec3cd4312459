"""Random packs and cases over the whole rule language, for engines to be compared with the oracle.

Everything is drawn by ``rng.randrange`` alone, so that a `random.Random` drives it fast and Hypothesis' ``st.randoms()`` drives it with
uniform choices and shrinks it (towards 0, which is why the simplest choice always comes first).

Values come from small domains, so that facts match patterns often; cases are generated for a pack, with facts and closures made after its
patterns, so that rules fire and records are closed often. ``python -m tests.generate --stats`` tells how often.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any, Literal, TypeVar

from attrs import evolve

from ringrose.model.case import Case, Closure, Fact, Field, Partner, Review, structural_facts
from ringrose.model.pack import (
    STRUCTURAL,
    Attribute,
    Condition,
    Criterion,
    Derives,
    Element,
    EveryCondition,
    FactCondition,
    FactType,
    NoCondition,
    Pack,
    Pattern,
    Ref,
    Rule,
    Satisfies,
    Violates,
    Vocabulary,
)
from ringrose.model.values import ORDERED, Range
from tests.oracle import Item, Where, equal, is_bound, matches, passes, resolve, within

__all__ = ["random_case", "random_pack", "random_pair"]

T = TypeVar("T")

TEXTS = ("a", "1", "1.0", "true", "A", "01", "null", 'q"\\', "$a", "$$", "é", "e\u0301", "日本", "{a.b}", "1e0", "2017", "O'x")
COUNTRIES = ("ID", "KR", "NO")
NUMBERS = (1, 0, 0.5, 2, -1, 2017, 1.0, 2016.5, 2**53, -0.5)
INTEGERS = (1, 0, 2, -1, 2017, 2018)
DATES = tuple(
    date.fromisoformat(d) for d in ("2017-01-01", "2017-06-15", "2016-12-31", "2017-12-31", "2018-01-01", "2018-06-15", "2019-03-01")
)
YEARS = (2017, 2018, 2016, 2019)
PARTNERS = ("a", "1", "true", "2017")
FIELDS = ("f", "1.0", "1e3")
FACTS = (
    "x",
    "01",
    "null",
    "é",
    'v"q',
    "2016",
    "false",
    "x/y",
    "日本",
    "Z",
    "~",
    "\\",
    "$x",
    "0",
    "x-1",
    "-",
    "\U0001f600",
    "\uff5e",
    "9",
    "10",
)
LANGUAGES = ("en", "id")
NAMES = ("k", "n", "y", "d", "s", "p", "b", "q", "r", "f", "ü-1", "_0")  # attributes, of any type
KINDS = ("year", "text", "partner", "integer", "date", "one_of", "boolean", "number", "field", "fact")
ALIASES = ("a", "b", "c", "ä-1", "e_", *(f"x{n}" for n in range(20)))


class Dice:
    """Draws from a source of randomness; 0 is the simplest outcome of every draw."""

    def __init__(self, rng: Random) -> None:
        self.below = rng.randrange

    def chance(self, percent: int) -> bool:
        """True so many times out of a hundred."""
        return self.below(100) >= 100 - percent

    def pick(self, values: Sequence[T]) -> T:
        """One of them."""
        return values[self.below(len(values))]

    def weighted(self, values: Sequence[T], weights: Sequence[int]) -> T:
        """One of them; the weights sum up to 100."""
        n = self.below(100)
        for value, weight in zip(values, weights, strict=True):
            n -= weight
            if n < 0:
                return value
        raise AssertionError("the weights do not sum up to 100")

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """So many different ones of them (or all, if there are fewer), in any order."""
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]


Kinds = Mapping[str, str]  # attribute -> its type
KINDS_OF_STRUCTURAL = {name: {a: t.type for a, t in kind.attributes.items()} for name, kind in STRUCTURAL.items()}
COMPARABLE_WITH: Mapping[str, tuple[str, ...]] = {kind: (kind,) for kind in KINDS} | {
    "year": ("year", "number", "integer", "date"),
    "number": ("number", "integer", "year"),
    "integer": ("integer", "year", "number"),
    "date": ("date", "year"),
}


def kinds_of(vocabulary: Vocabulary, name: str) -> Kinds:
    """The types of the attributes of a fact type."""
    if name in KINDS_OF_STRUCTURAL:
        return KINDS_OF_STRUCTURAL[name]
    return {a: t.type for a, t in vocabulary.types[name].attributes.items()}


ASSIGNABLE = {
    "text": ("text", "one_of", "partner", "field", "fact"),
    "number": ("number", "integer", "year"),
    "integer": ("integer", "year"),
}
"""Of which types the value of a derived fact's attribute may come."""


# ---- packs --------------------------------------------------------------------------------------------------------------------------


class PackMaker(Dice):
    """Makes one pack."""

    def pack(self) -> Pack:
        self.types: dict[str, FactType] = {}
        # a few packs are large, for engines that treat those in another way
        self.size = self.weighted(("usual", "many rules", "long rules"), (98, 1, 1))
        self.texts = self.some(TEXTS, 3)
        self.domains = {kind: self.some(values, 3 if kind != "partner" else 2) for kind, values in DOMAINS.items()}
        # few types of attributes in one pack, so that there is much to join
        self.pool = [self.weighted(KINDS, (22, 15, 13, 8, 12, 6, 7, 7, 4, 6)) for _ in range(4)]
        if "year" in self.pool and "date" not in self.pool and self.chance(60):  # they meet
            self.pool[self.pool.index("year") - 1] = "date"
        recorded = ["t", "u", "t-2", "wß"][: self.weighted((2, 1, 3, 4), (45, 15, 30, 10))]
        for name in recorded:
            self.types[name] = FactType(self._attributes(1, required=True))
        derived = ["D", "E", "d_3"][: self.weighted((0, 1, 2, 3), (30, 35, 25, 10))]
        for name in derived:
            self.types[name] = FactType(self._attributes(0), derived=True)
        self.vocabulary = Vocabulary(self.types)
        self.kinds = {name: kinds_of(self.vocabulary, name) for name in (*self.types, *STRUCTURAL)}
        self.recorded, self.derived = recorded, derived
        elements = self._elements()
        return Pack("generated", "1", self.vocabulary, elements, languages=LANGUAGES)

    def _attributes(self, least: int, required: bool = False) -> dict[str, Attribute]:
        attributes = {}
        for name in self.some(NAMES, least + self.weighted((1, 0, 2, 3), (40, 15, 30, 15))):
            kind = self.pick(self.pool)
            must = required and kind not in ("field", "fact") and self.chance(12)
            attributes[name] = Attribute(kind, must, self._choices() if kind == "one_of" else ())
        return attributes

    def _choices(self) -> tuple[str, ...]:
        """The values of a `one_of`, often those of another."""
        return tuple(self.texts if self.chance(50) else self.some(TEXTS, 3))

    def _elements(self) -> list[Element]:
        ids = ["e", "e-2"][: self.weighted((1, 2), (65, 35))]
        rules: dict[str, list[Rule]] = {id: [] for id in ids}
        criteria = {id: self._criteria() for id in ids}
        for level, name in enumerate(self.derived):
            for n in range(self.weighted((1, 2, 3, 0), (45, 38, 14, 3))):
                self._readable = self.derived[:level]
                element = self.pick(ids)
                rules[element].append(self._rule(f"{name}-{n}", None, name, simple=n == 0 and not self.chance(30)))
        self._readable = self.derived
        count = self.weighted((1, 2, 3, 4), (12, 35, 33, 20))
        if self.size == "many rules":
            count = 30 + self.below(50)
        for n in range(count):
            element = self.pick(ids)
            rules[element].append(self._rule(f"r{n}", self.pick(criteria[element]).id, None))
        for element in ids:  # their order says nothing about who reads whom
            if self.chance(30):
                rules[element].reverse()
        standings: tuple[Literal["attested", "provisional"] | None, ...] = ("attested", "provisional", None)
        return [Element(id, criteria[id], rules[id], standing=self.pick(standings)) for id in ids]

    def _criteria(self) -> list[Criterion]:
        count = self.weighted((1, 2, 3), (60, 30, 10))
        roles = [self.weighted(("essential", "safeguard", "informative"), (50, 30, 20)) for _ in range(count)]
        if "essential" not in roles:
            roles[self.below(count)] = "essential"
        return [Criterion(f"c{n}", role) for n, role in enumerate(roles)]  # type: ignore[arg-type]  # the roles are literals

    def _rule(self, id: str, criterion: str | None, derives: str | None, simple: bool = False) -> Rule:
        self.scope: dict[str, str] = {}  # alias -> fact type
        self.refs: dict[str, list[str]] = {}  # type of attribute -> references to such attributes
        self._fresh = list(ALIASES)
        count = self.weighted((1, 2, 3, 4), (30, 40, 22, 8) if criterion else (55, 35, 10, 0))
        if self.size == "long rules" and criterion:
            count += 8 + self.below(8)
        conditions: list[Condition] = []
        if simple:  # so that there is something for the next level to build on
            type = self._type((65, 20, 15))
            conditions.append(FactCondition(self._pattern(type, keen=True), self._fresh[0]))
            self._bind(self._fresh.pop(0), type)
        else:
            conditions += [self._condition(n) for n in range(count)]
        count = 0 if simple else self.weighted((0, 1, 2, 3), (68, 14, 13, 5))
        unless = tuple(self._pattern(self._type((40, 40, 20)), negative=True, about=self._some_alias()) for _ in range(count))
        then: Derives | Satisfies | Violates
        if derives is not None:
            then = Derives(derives, self._with(derives))
        elif criterion is not None:
            then = Violates(criterion) if self.chance(50) else Satisfies(criterion)
        return Rule(id, tuple(conditions), then, unless, self._text(25), self._text(45) if criterion else None)

    def _type(self, weights: tuple[int, int, int]) -> str:
        family = self.weighted((0, 1, 2), weights)
        if family == 1 and self._readable:
            return self.pick(self._readable)
        if family == 2:
            return self._structural()
        return self.pick(self.recorded)

    def _structural(self) -> str:
        return self.weighted(("year", "partner", "field"), (65, 25, 10))

    def _condition(self, number: int) -> Condition:
        weights = (54, 8, 15, 11, 12) if number == 0 else (36, 8, 25, 14, 17)
        kind = self.weighted(("bind", "fact", "no", "every has", "every no"), weights)
        if kind == "bind" and len(self.scope) >= 4:  # of many bindings there are too many combinations
            kind = "fact"
        if kind == "bind":
            type = self._type((50, 28, 22))
            pattern = self._pattern(type, about=self._some_alias())
            alias = self._fresh.pop(0)
            self._bind(alias, type)
            return FactCondition(pattern, alias)
        if kind == "fact":
            return FactCondition(self._pattern(self._type((50, 35, 15)), about=self._some_alias()))
        if kind == "no":
            return NoCondition(self._pattern(self.pick(self.recorded), negative=True, about=self._some_alias()))
        domain = self._structural()
        first = self._pattern(domain, keen=True, about=self._some_alias() if self.chance(50) else "")
        alias = self._fresh.pop(0)
        outer = {kind: list(refs) for kind, refs in self.refs.items()}
        self._bind(alias, domain, seen=False)
        then: FactCondition | NoCondition
        if kind == "every has":
            then = FactCondition(self._pattern(self._type((55, 30, 15)), about=alias))
        else:
            then = NoCondition(self._pattern(self.pick(self.recorded), negative=True, about=alias))
        self.refs = outer
        return EveryCondition(first, alias, then)

    def _some_alias(self) -> str:
        """An alias for a pattern to be about, or none."""
        return self.pick(list(self.scope)) if self.scope and self.chance(60) else ""

    def _bind(self, alias: str, type: str, seen: bool = True) -> None:
        """Let patterns further right refer to the fact; one that is not seen is known inside of an `every` only."""
        for attribute, kind in self.kinds[type].items():
            self.refs.setdefault(kind, []).append(f"${alias}.{attribute}")
        if type not in self.derived:
            kind = type if type in ("partner", "field") else "fact"
            self.refs.setdefault(kind, []).append(f"${alias}.id")
        if seen:
            self.scope[alias] = type

    def _pattern(self, type: str, *, negative: bool = False, keen: bool = False, about: str = "") -> Pattern:
        """A pattern; a negative one binds more, a keen one tests less, and one about an alias likes to refer to it."""
        kinds = dict(self.kinds[type])
        if type not in self.derived and self.chance(8):
            kinds["id"] = type if type in ("partner", "field") else "fact"
        if (type in STRUCTURAL or type in self.derived) and not negative:
            keen = True
        weights = (40, 42, 14, 4) if keen else (4, 58, 28, 10) if negative else (22, 48, 22, 8)
        chosen = self.some(list(kinds), self.weighted((0, 1, 2, 3), weights))
        if "id" in kinds and "id" not in chosen:
            chosen.append("id")
        if about:  # an attribute that can meet the alias
            fitting = [name for name, kind in kinds.items() if any(self._refs_to(k, about) for k in COMPARABLE_WITH[kind])]
            if fitting and not set(fitting) & set(chosen) and self.chance(80):
                chosen.append(self.pick(fitting))
        return Pattern(type, {name: self._raw(type, name, kinds[name], negative, about) for name in chosen})

    def _refs_to(self, kind: str, about: str) -> list[str]:
        return [r for r in self.refs.get(kind, ()) if r.startswith(f"${about}.")]

    def _raw(self, type: str, name: str, kind: str, negative: bool, about: str) -> Any:
        """The tests on one attribute, as a file has them."""
        if type in STRUCTURAL and name != "id" and not (about and self.refs) and self.chance(75):
            return self._usual(name)
        if name == "id":
            return {"not": self._operand(type, name, kind, about)} if self.chance(70) else self._operand(type, name, kind, about)
        more = self.weighted((0, 1, 2), (84, 13, 3))
        likes = (56, 20, 12, 0, 12) if negative else (45, 21, 18, 0, 16)
        if kind in ORDERED:
            likes = (52, 16, 6, 18, 8) if negative else (40, 14, 10, 28, 8)
        tests: dict[str, Any] = {}
        for n in range(1 + more):
            op = self.weighted(("is", "in", "not", "order", "exists"), likes)
            if op == "is":
                if not more:
                    return self._operand(type, name, kind, about)
                op = "in" if negative and n == 0 else "not"
            if op == "order":
                op = self.pick(("gte", "lte", "gt", "lt")) if kind in ORDERED else "in"
            if op == "in":
                count = self.weighted((2, 1, 3, 0), (50, 20, 20, 10) if negative else (52, 20, 25, 3))
                tests["in"] = [self._operand(type, name, kind, about) for _ in range(count)]
            elif op == "exists":
                tests["exists"] = more > 0 or self.chance(70)
            else:
                # an integer may be compared with what lies between two
                tests[op] = self._operand(type, name, "number" if kind == "integer" and op in ("gte", "lte", "gt", "lt") else kind, about)
        return tests

    def _usual(self, name: str) -> Any:
        """A test on an attribute of a structural fact, as rules usually have them: some facts pass it."""
        if name == "full":
            return self.chance(80)
        if name == "nth":
            return {"gte": self.pick((1, 0, 2))} if self.chance(60) else self.pick((0, {"lte": 1}, {"not": 0}, 1, {"in": [0, 1]}))
        if name == "value":
            return self.pick(
                ({"lte": 2018}, {"gte": 2017}, {"not": 2017}, {"gt": 2016, "lt": 2020}, {"lt": date(2018, 3, 1)}, {"in": [2017, 2018]})
            )
        if name in ("previous", "country"):
            return {"exists": self.chance(50)}
        return {"not": self._literal("partner", name, "text")}

    def _operand(self, type: str, name: str, kind: str, about: str = "") -> Any:
        """A literal or a reference, as a file has it."""
        if self.refs and self.chance(80 if about else 55):
            fitting = [r for k in COMPARABLE_WITH[kind] for r in self.refs.get(k, ())]
            near = [r for r in fitting if r.startswith(f"${about}.")] if about else []
            met = self.refs.get({"date": "year", "year": "date"}.get(kind, ""), [])
            if met and self.chance(50):  # a date and a year
                return self.pick(met)
            if near or fitting:
                ref = self.pick(near or fitting)
                # the first year has no previous one, so what refers to that is seldom true of every year
                return self.pick(near or fitting) if ref.endswith(".previous") and self.chance(60) else ref
        return self._literal(type, name, kind)

    def _literal(self, type: str, name: str, kind: str) -> Any:
        if kind == "date" and self.chance(45):  # a year stands for all its days
            kind = "year"
        elif kind == "year" and self.chance(8):  # and a day for its year
            kind = "date"
        value = self.value(type, name, kind)
        return "$" + value if isinstance(value, str) and value.startswith("$") else value

    def value(self, type: str, name: str, kind: str) -> Any:
        """A value that an attribute of this type may have."""
        if kind == "one_of":
            return self.pick(self.types[type].attributes[name].values)
        if type in STRUCTURAL and kind == "text":
            return self.pick(COUNTRIES if name == "country" else self.texts)
        if kind == "text":
            return self.pick(self.texts)
        return self.pick(self.domains[kind])

    def _with(self, derives: str) -> dict[str, Any]:
        given: dict[str, Any] = {}
        for name, kind in self.kinds[derives].items():
            if self.chance(12):
                continue
            refs = [r for k in ASSIGNABLE.get(kind, (kind,)) for r in self.refs.get(k, ())]
            if kind == "one_of":  # its values must be among those allowed here
                allowed = set(self.types[derives].attributes[name].values)
                refs = [r for r in refs if set(self._values_of(r)) <= allowed]
            if refs and not self.chance(20):
                given[name] = self.pick(refs)
            else:
                value = self.value(derives, name, kind)
                given[name] = "$" + value if isinstance(value, str) and value.startswith("$") else value
        return given

    def _values_of(self, ref: str) -> Sequence[str]:
        alias, _, name = ref[1:].partition(".")
        return self.types[self.scope[alias]].attributes[name].values

    def _text(self, percent: int) -> Any:
        """A template that names attributes of the aliases; None so many times out of a hundred."""
        if self.chance(percent):
            return None
        words = self.pick(("T", "Ü $a.b $$", "日本 %s \\1"))
        slots = [
            f"{alias}.{name}"
            for alias, type in self.scope.items()
            for name in (*self.kinds[type], *(() if type in self.derived else ("id",)))
        ]
        for slot in self.some(slots, self.below(3)):
            words += " {" + slot + "}"
        return {"en": words, "id": words + " id"} if self.chance(90) else {"en": words, "id": "id"}


DOMAINS: Mapping[str, Sequence[Any]] = {
    "number": NUMBERS,
    "integer": INTEGERS,
    "boolean": (True, False),
    "date": DATES,
    "year": YEARS,
    "partner": PARTNERS,
    "field": FIELDS,
    "fact": (*FACTS[:3], "year-2017"),
}


# ---- cases --------------------------------------------------------------------------------------------------------------------------


class Draft:
    """A fact or a complete record in the making (``id`` and ``holds`` mean nothing for a record)."""

    def __init__(self, type: str, attributes: dict[str, Any], holds: Any = True) -> None:
        self.type, self.attributes, self.holds = type, attributes, holds
        self.id: str | None = None


class CaseMaker(Dice):
    """Makes one case for a pack: first facts and closures that make some rules fire, then spoils some of them, then adds others."""

    def __init__(self, rng: Random, pack: Pack) -> None:
        super().__init__(rng)
        self.vocabulary = pack.vocabulary
        self.rules = [rule for _, _, rule in pack.rules()]
        self.recorded = list(pack.vocabulary.recordable)
        self.kinds = {name: kinds_of(pack.vocabulary, name) for name in (*pack.vocabulary.types, *STRUCTURAL)}
        self.named = self._named()
        conditions = [c.then if isinstance(c, EveryCondition) else c for rule in self.rules for c in rule.conditions]
        self.negated = list(dict.fromkeys(c.pattern.type for c in conditions if isinstance(c, NoCondition)))

    def _named(self) -> dict[str, list[Any]]:
        """The literals that the rules name, by type of attribute."""
        named: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        for rule in self.rules:
            for pattern in [p for c in rule.conditions for p in c.patterns()] + list(rule.unless):
                for name, tests in pattern.where.items():
                    kind = self.kinds[pattern.type].get(name)
                    for test in tests if kind else ():
                        named[kind or ""] += [v for v in test.operands() if not hasattr(v, "alias")]
        return named

    def case(self) -> Case:
        frame = self._frame()
        self.structural: dict[str, list[Item]] = {name: [] for name in STRUCTURAL}
        for fact in structural_facts(frame):
            self.structural[fact.type].append(Item.of(fact))
        self.facts: list[Draft] = []
        self.records: list[Draft] = []
        self._ids = list(FACTS)
        concluding = [rule for rule in self.rules if not isinstance(rule.then, Derives)]
        for rule in self.some(concluding, self.weighted((1, 2, 3, 0), (20, 45, 30, 5))):
            self._make_true(rule)
        self._spoil()
        self._add_others()
        return evolve(frame, facts=self._finished(), complete=[self._record(r) for r in self.records if self._lawful(r)])

    def _frame(self) -> Case:
        """A case without facts. What it has few of is drawn first, for attributes take their values from it."""
        self.partners = self._named_or("partner", PARTNERS, self.weighted((2, 1, 3), (60, 20, 20)))
        self.fields = self._named_or("field", FIELDS, self.weighted((1, 0, 2), (55, 20, 25)))
        texts = [t for t in self.named["text"] if t in TEXTS]
        self.domains: dict[str, Sequence[Any]] = {
            kind: [*(v for v in self.named[kind] if v in values), *self.some(values, 2)] for kind, values in DOMAINS.items()
        } | {"text": [*texts, *self.some(TEXTS, 2)], "partner": self.partners, "field": self.fields}
        first = self.pick((2017, 2016, 2018))
        last = first + self.weighted((1, 0, 2, 3), (40, 20, 30, 10))
        return Case(
            "generated",
            [self._partner(id) for id in self.partners],
            Review(
                date(first, self.pick((1, 6)), 1) if self.chance(40) else first,
                date(last, 12, self.pick((31, 30))) if self.chance(40) else last,
            ),
            fields=[Field(id, *([self._name()] if self.chance(40) else ())) for id in self.fields],
        )

    def _named_or(self, kind: str, values: Sequence[str], count: int) -> list[str]:
        """So many ids; rather those that the rules name."""
        named = [v for v in values if v in self.named[kind]] if self.chance(70) else []
        return [*named[:count], *self.some([v for v in values if v not in named], count - len(named[:count]))]

    def _partner(self, id: str) -> Partner:
        country = self.pick((None, *COUNTRIES))
        return Partner(id, self._name(), country) if self.chance(40) else Partner(id, country=country)

    def _name(self) -> Any:
        name = self.pick(self.domains["text"])
        return {"en": name, "id": "nama"} if self.chance(25) else name

    # ---- what makes a rule fire

    def _make_true(self, rule: Rule) -> Item | None:
        """Add what makes a rule fire; gives what it derives."""
        bound: dict[str, Item] = {}
        for condition in rule.conditions:
            if isinstance(condition, EveryCondition):
                where = resolve(condition.domain, bound)
                for x in self.structural[condition.domain.type]:
                    if where is not None and matches(x, where):
                        self._make(condition.then, {**bound, condition.alias: x})
            else:
                item = self._make(condition, bound)
                if isinstance(condition, FactCondition) and condition.alias:
                    if item is None:
                        return None
                    bound[condition.alias] = item
        if rule.unless and self.chance(22):
            self._make(FactCondition(self.pick(rule.unless)), bound)
        if not isinstance(rule.then, Derives):
            return None
        given = {k: bound[v.alias].values.get(v.attribute) if isinstance(v, Ref) else v for k, v in rule.then.attributes.items()}
        return Item(rule.then.type, {k: v for k, v in given.items() if v is not None})

    def _make(self, condition: FactCondition | NoCondition, bound: Mapping[str, Item]) -> Item | None:
        """Add what makes a condition true; gives a fact that matches it."""
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
        if type in self.structural:
            fitting = [x for x in self.structural[type] if matches(x, where)]
            return self.pick(fitting) if fitting else None
        if type not in self.recorded:
            deriving = [rule for rule in self.rules if isinstance(rule.then, Derives) and rule.then.type == type]
            made = [self._make_true(rule) for rule in self.some(deriving, self.weighted((1, 2), (75, 25)))] if deriving else [None]
            return made[0]
        for draft in self.facts if self.chance(40) else ():  # a fact may serve several conditions
            item = Item(type, {**draft.attributes, "id": draft.id})
            if draft.type == type and draft.holds is True and matches(item, where):
                return item
        attributes = {}
        for name, kind in self.kinds[type].items():
            tests = where.get(name)
            if tests is None:
                if self.chance(82):
                    attributes[name] = self._value(type, name, kind)
            elif ("exists", False) not in tests:
                attributes[name] = self._value_for(type, name, kind, tests)
        draft = self._add(type, {k: v for k, v in attributes.items() if v is not None})
        for op, operand in where.get("id", ()):  # an id that a rule names
            if op == "is" and operand in self._ids:
                self._ids.append(draft.id or "x")
                self._ids.remove(operand)
                draft.id = operand
        return Item(type, {**draft.attributes, "id": draft.id})

    def _value_for(self, type: str, name: str, kind: str, tests: Sequence[tuple[str, Any]]) -> Any:
        """A value that passes the tests, if one is at hand."""
        at_hand = [v for op, operand in tests if op != "exists" for v in (operand if op == "in" else [operand])]
        at_hand = [fitted for v in (*at_hand, *self._values(type, name, kind)) if (fitted := fit(kind, v)) is not None]
        fitting = [v for v in at_hand if all(passes(op, operand, v) for op, operand in tests)]
        if not fitting and kind in DOMAINS and kind not in ("partner", "field", "fact"):
            fitting = [v for v in DOMAINS[kind] if all(passes(op, operand, v) for op, operand in tests)]
        return self.pick(fitting or at_hand) if at_hand else None

    def _values(self, type: str, name: str, kind: str) -> Sequence[Any]:
        if kind == "one_of":
            return self.vocabulary.types[type].attributes[name].values
        if kind == "fact":
            return [*(f.id for f in self.facts if f.id is not None), *(x.values["id"] for xs in self.structural.values() for x in xs)]
        return self.domains[kind]

    def _value(self, type: str, name: str, kind: str) -> Any:
        values = self._values(type, name, kind)
        return self.pick(values) if values else None

    def _add(self, type: str, attributes: dict[str, Any], holds: Any = True) -> Draft:
        draft = Draft(type, attributes, holds)
        draft.id = self._ids.pop(self.below(len(self._ids))) if self._ids else None
        self.facts.append(draft)
        return draft

    def _close(self, type: str, where: Where) -> None:
        """Close the record for a pattern, by a denial or a complete record that states some of what the pattern binds."""
        if self.chance(12) and any(d.type == type for d in (*self.records, *self.facts) if d.holds is not True or d in self.records):
            return  # what is closed already may do
        stated: dict[str, Any] = {}
        for name, kind in self.kinds[type].items():
            tests = where.get(name, ())
            values = is_bound(tests)
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
        if all(equal(v, values[0]) for v in values) or self.chance(25):
            return fit(kind, self.pick(values))
        return None

    def _range(self, kind: str, values: Sequence[Any]) -> Range:
        """A range; the values lie in it (mostly)."""
        days = (
            [d for v in values for d in ((v,) if isinstance(v, date) else (date(v, 1, 1), date(v, 12, 31)))] if kind == "date" else values
        )
        domain = [*DOMAINS[kind], *(v for v in values if kind in ("number", "integer") or fit(kind, v) is not None)]
        if kind in ("date", "year") and self.chance(50):
            domain = [*DATES, *YEARS, 2015, date(2020, 1, 1)]
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
        known = {fitted for v in (*days, *DOMAINS[kind]) if (fitted := fit(kind, v)) is not None}
        if len(bounds) == 2 and not any(within(v, both) for v in known):  # an empty range is an error
            del bounds[self.pick(list(bounds))]
        return Range(**bounds) if bounds else Range(gte=self.pick(domain))

    # ---- what stops rules from firing

    def _spoil(self) -> None:
        for draft in list(self.facts):
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
        favourite = self.pick(self.negated or self.recorded) if self.chance(8) else None
        for _ in range(9 if favourite else self.weighted((1, 0, 2, 3), (30, 35, 20, 15))):
            type = favourite or self.pick(self.recorded)
            attributes = {name: self._value(type, name, kind) for name, kind in self.kinds[type].items() if self.chance(75)}
            holds = self.weighted((True, "unknown", False), (65, 22, 13))
            if holds is False:
                attributes = {
                    name: self._range(self.kinds[type][name], [value]) if self.kinds[type][name] in ORDERED and self.chance(40) else value
                    for name, value in attributes.items()
                    if value is not None and self.chance(60)
                }
            self._add(type, attributes, holds)
        if self.chance(8):
            self.records.append(Draft(self.pick(self.recorded), {}))

    # ---- what a case file may hold

    def _finished(self) -> list[Fact]:
        """The facts, in any order, some of them without an id of their own."""
        if self.chance(50):
            self.facts = self.some(self.facts, len(self.facts))
        if self.chance(15):
            for draft in self.facts:
                if self.chance(50):
                    draft.id = None
        return [Fact(f.type, f.attributes, id=f.id, holds=f.holds, **self._aside()) for f in self.facts if self._lawful(f)]

    def _record(self, record: Draft) -> Closure:
        named = record is self.records[0] and self.chance(20)
        return Closure(record.type, record.attributes, id="record" if named else None, **self._aside())

    def _aside(self) -> dict[str, Any]:
        """What never touches inference."""
        if not self.chance(5):
            return {}
        return {"certainty": self.pick(("doubtful", "probable")), "when": self.pick((2017, date(2017, 6, 15))), "note": "n"}

    def _lawful(self, draft: Draft) -> bool:
        """Replace what the vocabulary and the case do not allow."""
        for name, attribute in self.vocabulary.types[draft.type].attributes.items():
            value = draft.attributes.get(name)
            if value is not None and not isinstance(value, Range):
                value = fit(attribute.type, value)
            if attribute.type in ("one_of", "partner", "field", "fact") and value not in self._values(draft.type, name, attribute.type):
                value = None if value is None else self._value(draft.type, name, attribute.type)
            if value is None and attribute.required and draft.holds is True:
                value = self._value(draft.type, name, attribute.type)
            draft.attributes[name] = value  # a fact leaves out what is None
        return True


def fit(kind: str, value: Any) -> Any:
    """A value as one of the type; None where it cannot be."""
    if kind == "year":
        return value.year if isinstance(value, date) else value if isinstance(value, int) and 1 <= value <= 9999 else None
    if kind == "date":
        return value if isinstance(value, date) else next((d for d in DATES if d.year == value), None)
    if kind == "integer":
        return value if value == int(value) else None
    return value


def random_pack(rng: Random) -> Pack:
    """A pack that uses the rule language in every way."""
    return PackMaker(rng).pack()


def random_case(rng: Random, pack: Pack) -> Case:
    """A case with facts and closures that the rules of a pack are about."""
    return CaseMaker(rng, pack).case()


def random_pair(rng: Random) -> tuple[Pack, Case]:
    """A pack and a case for it."""
    pack = random_pack(rng)
    return pack, random_case(rng, pack)


if __name__ == "__main__":
    import argparse

    from tests.differential.measure import shares

    parser = argparse.ArgumentParser(prog="python -m tests.generate", description="Generate pairs of pack and case.")
    parser.add_argument("--stats", action="store_true", help="tell in which share of the pairs what happened")
    parser.add_argument("--pairs", type=int, default=2000, help="how many (default: 2000)")
    parser.add_argument("--seed", default="0", help="what they are drawn from (default: 0)")
    given = parser.parse_args()
    source = Random(given.seed)
    pairs = [random_pair(source) for _ in range(given.pairs)]
    for what, share in shares(pairs).items() if given.stats else ():
        print(f"{share:7.2%}  {what}")
