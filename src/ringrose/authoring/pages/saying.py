"""A rule in words: one sentence of clauses, made from its conditions, exceptions and conclusion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from ringrose.authoring.pages.blocks import Run, Runs, Target, plain, text, told
from ringrose.explain.words import listed, say
from ringrose.model.pack import (
    PARAM,
    STRUCTURAL,
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
)
from ringrose.model.text import SLOT, show_value

__all__ = ["Phrases", "Speaker", "joined", "shown_name"]


def shown_name(name: str) -> str:
    """A name of the vocabulary as a reader sees it."""
    return name.replace("_", " ")


def joined(parts: Sequence[Runs], lang: str, word: str = "and") -> Runs:
    """Runs as a sentence lists them."""
    if not parts:
        return ()
    names = listed([f"\0{number}\0" for number in range(len(parts))], lang, word).split("\0")
    return tuple(chain.from_iterable(parts[int(one)] if number % 2 else text(one) for number, one in enumerate(names)))


class Speaker:
    """Says the rules of a pack in one language. ``anchors`` are the parts of the page of its vocabulary, by type."""

    def __init__(self, pack: Pack, lang: str, anchors: dict[str, str]) -> None:
        self.pack, self.lang, self.anchors = pack, lang, anchors
        self.latest = pack.on(date.max)
        """The pack with the latest values of its parameters in its texts."""

    # -- names ------------------------------------------------------------------------------------------------------------

    def type(self, name: str) -> Run:
        """The name of a fact type, which leads to where the vocabulary tells what it means."""
        word = say(f"says.type.{name}", self.lang) if name in STRUCTURAL else shown_name(name)
        return Run(word, "strong", Target(("vocabulary",), self.anchors[name]))

    def rule(self, name: str) -> Run:
        """The full name of a rule, which leads to its page."""
        return Run(name, "code", Target(("rule", *name.split(".", 1))))

    def rules(self, names: Iterable[str]) -> Runs:
        """The names of rules as a sentence lists them."""
        return joined([(self.rule(name),) for name in names], self.lang)

    def criterion(self, element: str, id: str, day: date = date.max) -> Run:
        """The title of a criterion, with the values in force on a day, which leads to its page."""
        found = next(criterion for criterion in self.pack.on(day).element(element).criteria if criterion.id == id)
        title = found.title.get(self.lang) if found.title else shown_name(id)
        return Run(title, "strong", Target(("criterion", element, id)))

    def element(self, id: str, day: date = date.max) -> Run:
        """The title of an element, with the values in force on a day, which leads to its page."""
        found = self.pack.on(day).element(id).title
        return Run(found.get(self.lang) if found else shown_name(id), "strong", Target(("element", id)))

    # -- a rule -----------------------------------------------------------------------------------------------------------

    def sentence(self, rule: Rule, element: str) -> Runs:
        """The whole rule as one sentence."""
        clauses = self.clauses(rule, element)
        return tuple(chain.from_iterable((*text(" " if number else ""), *clause) for number, clause in enumerate(clauses)))

    def clauses(self, rule: Rule, element: str) -> list[Runs]:
        """The clauses of the sentence of a rule, the first of which begins with a capital letter."""
        phrases = Phrases(self, rule)
        bound = [c for c in rule.conditions if isinstance(c, FactCondition) and c.alias is not None]
        others = [c for c in rule.conditions if not (isinstance(c, FactCondition) and c.alias is not None)]
        clauses = []
        for number, condition in enumerate(bound):
            clauses.append(
                self._told("clause.each.and" if number else "clause.each", fact=phrases.fact(condition.pattern, condition.alias))
            )
        for number, other in enumerate(others):
            clauses.append(self._told("clause.and" if number else "clause.if", condition=phrases.condition(other)))
        for number, pattern in enumerate(rule.unless):
            clauses.append(self._told("clause.or" if number else "clause.unless", exception=phrases.exception(pattern)))
        conclusion = self._conclusion(rule, element, phrases)
        clauses.append(self._told("clause.then", conclusion=conclusion) if others else conclusion)
        return [_capital(clauses[0]), *clauses[1:]]

    def _conclusion(self, rule: Rule, element: str, phrases: Phrases) -> Runs:
        then = rule.then
        if isinstance(then, Derives):
            return self._told("clause.derives", fact=phrases.derived(then))
        code = "clause.satisfies" if isinstance(then, Satisfies) else "clause.violates"
        return self._told(code, criterion=(self.criterion(element, then.criterion),))

    def _told(self, code: str, **slots: Runs) -> Runs:
        return told(code, self.lang, **slots)


class Phrases:
    """The phrases of one rule. A fact that an alias names is *that visit* where no other alias is of its type, else *visit v*."""

    def __init__(self, speaker: Speaker, rule: Rule) -> None:
        self.speaker, self.lang, self.pack = speaker, speaker.lang, speaker.pack
        self.aliases: dict[str, str] = {}
        for condition in rule.conditions:
            if isinstance(condition, EveryCondition):
                self.aliases[condition.alias] = condition.domain.type
            elif isinstance(condition, FactCondition) and condition.alias is not None:
                self.aliases[condition.alias] = condition.pattern.type
        self.alike = Counter(self.aliases.values())

    # -- conditions -------------------------------------------------------------------------------------------------------

    def condition(self, condition: Condition) -> Runs:
        """A condition that binds nothing that others see, as a clause."""
        if isinstance(condition, EveryCondition):
            word = "no" if isinstance(condition.then, NoCondition) else "has"
            sure = condition.domain.type != "field" and not condition.domain.where  # every case has partners and years
            code = f"says.every.{word}" if sure else f"says.every.some.{word}"
            domain = self.fact(condition.domain, condition.alias)
            return told(code, self.lang, domain=domain, fact=self.fact(condition.then.pattern))
        if isinstance(condition, CountCondition):
            return self._count(condition)
        return told("says.no" if isinstance(condition, NoCondition) else "says.fact", self.lang, fact=self.fact(condition.pattern))

    def _count(self, condition: CountCondition) -> Runs:
        slots = {"fact": self.fact(condition.pattern)}
        code = f"says.{condition.kind}"
        if condition.distinct is not None:
            code += ".distinct"
            slots["attribute"] = (Run(condition.distinct, "code"),)
        number = condition.number
        if isinstance(number, Share):
            code += ".share"
            slots["domain"] = (self.speaker.type(number.of),)
            slots["number"] = self.operand(number.share) if isinstance(number.share, Ref) else text(str(number.fraction))
        else:
            slots["number"] = self.operand(number)
        return told(code, self.lang, **slots)

    def exception(self, pattern: Pattern) -> Runs:
        """What keeps the rule from applying, as a clause."""
        known = self.pack.vocabulary.types.get(pattern.type)
        if known is None:  # it comes with the case
            return told("says.fact", self.lang, fact=self.fact(pattern))
        return told("says.concluded" if known.derived else "says.recorded", self.lang, fact=self.fact(pattern))

    # -- facts ------------------------------------------------------------------------------------------------------------

    def fact(self, pattern: Pattern, alias: str | None = None) -> Runs:
        """A fact of a pattern: its type, its alias where that must be told, and what is asked of its attributes."""
        fact: Runs = (self.speaker.type(pattern.type),)
        if alias is not None and self.alike[pattern.type] > 1:
            fact = told("says.named", self.lang, fact=fact, alias=text(alias))
        asked, others = self._of_year(pattern) if pattern.type == "year" else ([], pattern.where)
        tests = [self._attribute(name, self.tests(pattern.type, name, others[name])) for name in self._in_order(pattern.type, others)]
        if asked:
            fact = (*fact, Run(" "), *joined(asked, self.lang))
        return told("says.with", self.lang, fact=fact, tests=self._semicolons(tests)) if tests else fact

    def derived(self, then: Derives) -> Runs:
        """The fact that a rule concludes."""
        fact: Runs = (self.speaker.type(then.type),)
        kinds = {name: self.pack.vocabulary.attribute_type(then.type, name) for name in then.attributes}
        given = [self._attribute(name, self.operand(then.attributes[name], kinds[name])) for name in self._in_order(then.type, kinds)]
        return told("says.with", self.lang, fact=fact, tests=self._semicolons(given)) if given else fact

    def _attribute(self, name: str, value: Runs) -> Runs:
        return told("says.test", self.lang, attribute=text(shown_name(name)), value=value)

    @staticmethod
    def _semicolons(parts: Sequence[Runs]) -> Runs:
        return tuple(chain.from_iterable((*text("; " if number else ""), *part) for number, part in enumerate(parts)))

    def _in_order(self, fact_type: str, names: Iterable[str]) -> list[str]:
        known = self.pack.vocabulary.get(fact_type)
        order = {name: place for place, name in enumerate(known.attributes if known else ())}
        return sorted(names, key=lambda name: (order.get(name, len(order)), name))

    def _of_year(self, pattern: Pattern) -> tuple[list[Runs], dict[str, tuple[Test, ...]]]:
        """What is said of a year of the review in words of its own, and the tests that are left."""
        asked: list[Runs] = []
        left = dict(pattern.where)
        for name in ("nth", "previous", "full"):
            tests = left.get(name, ())
            if len(tests) == 1 and (words := self._year_words(name, tests[0])):
                asked.append(words)
                del left[name]
        return asked, left

    def _year_words(self, name: str, test: Test) -> Runs:
        value = self.resolved(test.value)
        said = {
            ("nth", "is", "0"): "first",
            ("nth", "lte", "0"): "first",
            ("nth", "lt", "1"): "first",
            ("nth", "gte", "1"): "later",
            ("nth", "gt", "0"): "later",
            ("previous", "exists", "True"): "later",
            ("previous", "exists", "False"): "first",
            ("full", "is", "True"): "full",
            ("full", "is", "False"): "partial",
        }.get((name, test.op, str(value)))
        if said is not None:
            return told(f"says.year.{said}", self.lang)
        if name == "nth" and test.op == "gte" and isinstance(value, int) and value > 1:
            return told("says.year.from", self.lang, years=self.operand(test.value))
        if name == "previous" and test.op == "is" and isinstance(test.value, Ref):
            return told("says.year.after", self.lang, year=self.operand(test.value))
        return ()

    # -- tests and values -------------------------------------------------------------------------------------------------

    def tests(self, fact_type: str, attribute: str, tests: Iterable[Test]) -> Runs:
        """The tests on one attribute."""
        return joined([self._test(fact_type, attribute, test) for test in tests], self.lang)

    def _test(self, fact_type: str, attribute: str, test: Test) -> Runs:
        if test.op == "exists":
            return told("test.stated" if test.value else "test.unstated", self.lang)
        if test.op == "within":
            if self.resolved(test.value.years) == 1:
                return self.operand(test.value.to)
            return told("says.within", self.lang, years=self.operand(test.value.years), year=self.operand(test.value.to))
        kind = self.pack.vocabulary.attribute_type(fact_type, attribute)
        values = [self.operand(value, kind) for value in test.operands()]
        code = f"says.time.{test.op}" if kind in ("year", "date") and test.op in ("gt", "gte", "lt", "lte") else f"test.{test.op}"
        return told(code, self.lang, value=joined(values, self.lang, "or") or told("none", self.lang))

    def resolved(self, value: object) -> object:
        """A value, or the latest one of the parameter that it names."""
        if isinstance(value, Ref) and value.alias == PARAM:
            return self.pack.parameters[value.attribute].on(date.max).value
        return value

    def operand(self, value: Operand, kind: str | None = None) -> Runs:
        """A literal, the latest value of a parameter, or an attribute of a fact that an alias names."""
        if not isinstance(value, Ref):
            return text(shown_name(str(value)) if kind == "one_of" else show_value(value, self.lang))
        if value.alias == PARAM:
            target = Target(("parameters",), self.speaker.anchors[f"{PARAM}.{value.attribute}"])
            return (Run(show_value(self.resolved(value), self.lang), target=target),)
        fact = self._that(value.alias)
        kind = self.aliases[value.alias]
        if value.attribute == "id" or (kind, value.attribute) == ("year", "value"):
            return fact
        if (kind, value.attribute) == ("year", "previous"):
            return told("says.year.before", self.lang, year=fact)
        return told("says.of", self.lang, attribute=(Run(value.attribute, "code"),), fact=fact)

    def template(self, words: str) -> Runs:
        """A text of a rule, with phrases in place of what it names."""
        runs: list[Run] = []
        end = 0
        for slot in SLOT.finditer(words):
            runs += text(words[end : slot.start()])
            runs.append(Run(f"[{plain(self.operand(Ref(slot[1], slot[2])))}]"))
            end = slot.end()
        return (*runs, *text(words[end:]))

    def _that(self, alias: str) -> Runs:
        kind = self.aliases[alias]
        fact = (Run(self.speaker.type(kind).text),)
        if self.alike[kind] > 1:
            return told("says.named", self.lang, fact=fact, alias=text(alias))
        return told("says.that", self.lang, fact=fact)


def _capital(runs: Runs) -> Runs:
    first = runs[0]
    return (Run(first.text[:1].upper() + first.text[1:], first.kind, first.target), *runs[1:])
