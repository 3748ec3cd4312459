"""Random packs and cases over the whole rule language, for engines to be compared with the oracle.

Everything is drawn by ``rng.randrange`` alone, so that a `random.Random` drives it fast and Hypothesis' ``st.randoms()`` drives it with
uniform choices and shrinks it (towards 0, which is why the simplest choice always comes first).

Values come from small domains, so that facts match patterns often; cases are generated for a pack, with facts and closures made after its
patterns, so that rules fire and records are closed often (the `CaseMaker` of `ringrose.testing` does that, here with odd values).
``python -m tests.generate --stats`` tells how often.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any, Literal

from ringrose.model.case import Case
from ringrose.model.pack import (
    STRUCTURAL,
    Attribute,
    Condition,
    CountCondition,
    Criterion,
    Dated,
    Derives,
    Element,
    EveryCondition,
    FactCondition,
    FactType,
    NoCondition,
    Pack,
    Parameter,
    Pattern,
    Ref,
    Rule,
    Satisfies,
    Share,
    Violates,
    Vocabulary,
)
from ringrose.model.values import ORDERED
from ringrose.testing.drawing import Dice
from ringrose.testing.making import CaseMaker, Words, kinds_of

__all__ = ["CaseMaker", "Dice", "PackMaker", "random_case", "random_pack", "random_pair"]

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
WORDS = Words(
    texts=TEXTS,
    countries=COUNTRIES,
    numbers=NUMBERS,
    integers=INTEGERS,
    dates=DATES,
    years=YEARS,
    begins=(2017, 2016, 2018),
    partners=PARTNERS,
    fields=FIELDS,
    outside=(2015, date(2020, 1, 1)),
    facts=FACTS,
)
"""What cases are made of here."""
DOMAINS = WORDS.domains

COMPARABLE_WITH: Mapping[str, tuple[str, ...]] = {kind: (kind,) for kind in KINDS} | {
    "year": ("year", "number", "integer", "date"),
    "number": ("number", "integer", "year"),
    "integer": ("integer", "year", "number"),
    "date": ("date", "year"),
}


ASSIGNABLE = {
    "text": ("text", "one_of", "partner", "field", "fact"),
    "number": ("number", "integer", "year"),
    "integer": ("integer", "year"),
}
"""Of which types the value of a derived fact's attribute may come."""

NAMED_FOR: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "integer", "year"),
    "integer": ("integer", "year"),
    "date": ("date", "year"),
    "partner": ("text",),
    "field": ("text",),
    "fact": ("text",),
}
"""Which parameters may stand for a value of a type."""

SINCE = tuple(
    date.fromisoformat(d)
    for d in ("2018-01-01", "2017-12-31", "2018-12-31", "2017-12-30", "2019-01-01", "2018-12-30", "2016-12-31", "2019-12-31", "2020-01-01")
)
"""When values of parameters begin: about the days on which reviews end."""
SHARES = (0.5, "1/3", "2/3", 1, 0.34, 0.25, "1/2", 0.67)
PARAMETERS = ("n", "ü", "s-1", "_v", "w")  # their names


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
        self.pool = [self.weighted(KINDS, (22, 12, 13, 8, 16, 6, 7, 7, 4, 5)) for _ in range(4)]
        if "year" in self.pool and "date" not in self.pool and self.chance(70):  # they meet
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
        self.parameters = self._parameters()
        elements = self._elements()
        return Pack("generated", "1", self.vocabulary, elements, languages=LANGUAGES, parameters=self.parameters)

    def _parameters(self) -> dict[str, Parameter]:
        """Parameters: values, numbers to count to, and shares; ``params`` names them by what they serve for."""
        self.params: dict[str, list[str]] = {}
        parameters = {}
        for name in self.some(PARAMETERS, self.weighted((0, 1, 2, 3), (45, 22, 20, 13))):
            use = self.weighted(("value", "count", "share"), (60, 25, 15))
            kind = self.pick(self.pool) if use == "value" else "integer" if use == "count" else "text"
            kind = {"one_of": "text", "partner": "text", "field": "integer", "fact": "year"}.get(kind, kind)
            days = [None, *self.some(SINCE, self.weighted((1, 2, 0), (50, 20, 30)))]
            values = [Dated(self._parameter(use, kind), day, self._words_of(name, n)) for n, day in enumerate(days)]
            parameters[name] = Parameter(kind, values if self.chance(80) else values[::-1])
            self.params.setdefault(kind if use == "value" else use, []).append(name)
        return parameters

    def _parameter(self, use: str, kind: str) -> Any:
        if use == "count":
            return self.pick((2, 1, 3))
        if use == "share":
            return self.pick(("1/2", "1/3", "2/3", "1/1"))
        return self.pick([t for t in self.texts if "{" not in t] or ["a"] if kind == "text" else self.domains[kind])

    def _words_of(self, name: str, number: int) -> Any:
        """How a value of a parameter is told."""
        told = f"{name} {number} $x"
        return self.weighted((None, {"en": told, "id": told + " id"}, told, {"id": told}), (45, 35, 10, 10))

    def _param(self, *kinds: str) -> Ref | None:
        """Some parameter of these kinds."""
        fitting = [name for kind in kinds for name in self.params.get(kind, ())]
        return Ref("param", self.pick(fitting)) if fitting else None

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
        self.closed: list[Pattern] = []  # of conditions that need a closed record
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
        weights = (49, 7, 13, 9, 9, 7, 6) if number == 0 else (31, 7, 20, 12, 14, 9, 7)
        kind = self.weighted(("bind", "fact", "no", "every has", "every no", "at_least", "at_most"), weights)
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
            return NoCondition(self._closed_pattern())
        if kind == "at_least":
            type = self._type((60, 28, 12))
            return self._count(kind, type, self._pattern(type, keen=self.chance(50), about=self._some_alias()))
        if kind == "at_most":
            pattern = self._closed_pattern()
            return self._count(kind, pattern.type, pattern)
        domain = self._structural()
        first = self._pattern(domain, keen=True, about=self._some_alias() if self.chance(80) else "")
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

    def _closed_pattern(self) -> Pattern:
        """A pattern that needs a closed record; sometimes one that the rule has already."""
        if self.closed and self.chance(25):
            return self.pick(self.closed)
        self.closed.append(self._pattern(self.pick(self.recorded), negative=True, about=self._some_alias()))
        return self.closed[-1]

    def _count(self, kind: Literal["at_least", "at_most"], type: str, pattern: Pattern) -> CountCondition:
        """A count of facts or of different values: to a number, a parameter, or a share of what comes with a case."""
        number: Any
        if self.chance(30):
            param = self._param("share") if self.chance(50) else None
            number = Share(param or self.pick(SHARES), self.weighted(("partner", "year", "field"), (35, 30, 35)))
        else:
            at_least = kind == "at_least"
            number = self.weighted((2, 1, 3), (55, 30, 15)) if at_least else self.weighted((1, 0, 2, 3), (45, 20, 25, 10))
            number = (self._param("count") if self.chance(50) else None) or number
        attributes = [*self.kinds[type], *([] if type in self.derived else ["id"])]
        return CountCondition(kind, number, pattern, self.pick(attributes) if attributes and self.chance(55) else None)

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
        if kind in ("year", "date") and self.chance(13):
            tests: dict[str, Any] = {"within": self._within(type, name, about)}
            if self.chance(15):
                tests[self.pick(("gte", "lte", "not"))] = self._operand(type, name, kind, about)
            return tests
        more = self.weighted((0, 1, 2), (84, 13, 3))
        likes = (56, 20, 12, 0, 12) if negative else (45, 21, 18, 0, 16)
        if kind in ORDERED:
            likes = (52, 16, 6, 18, 8) if negative else (40, 14, 10, 28, 8)
        tests = {}
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

    def _within(self, type: str, name: str, about: str) -> dict[str, Any]:
        """Some years that end with one."""
        refs = self._refs_to("year", about) or self.refs.get("year", [])
        to = self.pick(refs) if refs and self.chance(75) else (self._param("year") or self.value(type, name, "year"))
        years = (self._param("count") if self.chance(40) else None) or self.weighted((2, 1, 3, 2500), (55, 20, 24, 1))
        return {"years": str(years) if isinstance(years, Ref) else min(years, 1000), "to": str(to) if isinstance(to, Ref) else to}

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
        """A literal, a reference or a parameter, as a file has it."""
        if self.params and self.chance(14) and (param := self._param(*NAMED_FOR.get(kind, (kind,)))):
            return str(param)
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
            param = self._param(*ASSIGNABLE.get(kind, (kind,))) if self.params and kind not in ("one_of", "partner") else None
            if refs and not self.chance(20):
                given[name] = self.pick(refs)
            elif param is not None and self.chance(60):
                given[name] = str(param)
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
        slots += [f"param.{name}" for name in self.parameters]
        for slot in self.some(slots, self.below(3)):
            words += " {" + slot + "}"
        return self.weighted(({"en": words, "id": words + " id"}, {"en": words, "id": "id"}, words), (80, 10, 10))


def random_pack(rng: Random) -> Pack:
    """A pack that uses the rule language in every way."""
    return PackMaker(rng).pack()


def random_case(rng: Random, pack: Pack) -> Case:
    """A case with facts and closures that the rules of a pack are about."""
    return CaseMaker(rng, pack, WORDS).case()


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
