"""The check of one rule of a pack, and of how rules read what others conclude."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve

from ringrose.errors import Flaw, Path, listing, nearest, one_of
from ringrose.model.checking import MAX_TEXT, Hidden, id_flaws, name_flaws, text_flaws
from ringrose.model.pack import (
    PARAM,
    PARAMETER_TYPES,
    STRUCTURAL,
    Attribute,
    Condition,
    CountCondition,
    Derives,
    EveryCondition,
    FactCondition,
    FactType,
    NoCondition,
    Operand,
    Pack,
    Parameter,
    Pattern,
    Ref,
    Rule,
    Share,
    Test,
    Vocabulary,
    Within,
)
from ringrose.model.text import SLOT, LocalText
from ringrose.model.values import ATTRIBUTE_TYPES, COMPARABLE, ORDERED, Value, ValueFlaw, read_bound, read_value, show

__all__ = ["MAX_COUNT", "SHARE", "WHOLE", "check_rule", "cycle_flaws", "patterns_of", "read_literal"]

_IDS = ("partner", "field", "fact")  # the types whose values are ids; a pack knows no case, so any id will do
_ORDER = ("lt", "lte", "gt", "gte")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_ASSIGNABLE = frozenset(
    [(t, t) for t in ATTRIBUTE_TYPES]
    + [(t, "text") for t in ("one_of", *_IDS)]
    + [("integer", "number"), ("year", "number"), ("year", "integer")]
)
"""The pairs (type of a value, type of the attribute of a derived fact that may take it)."""

MAX_COUNT = 1000
"""How many facts or years a condition may ask for at most."""
WHOLE = "/"
"""The first step of a path that is seen from the whole pack."""

SHARE = r"^[1-9][0-9]{0,3}/[1-9][0-9]{0,3}$"
"""How a share is written as a fraction."""


def _is_share(value: Value) -> bool:
    """Whether a value is a share: more than 0 and at most 1, as a number or as a fraction such as 1/3."""
    if isinstance(value, str) and not re.match(SHARE, value):
        return False
    return isinstance(value, int | float | str) and 0 < Fraction(str(value)) <= 1


def patterns_of(rule: Rule) -> Iterator[Pattern]:
    """All patterns of a rule."""
    for condition in rule.conditions:
        yield from condition.patterns()
    yield from rule.unless


def read_literal(value: Any, attribute: Attribute) -> Value:
    """Read a literal of a pack by its attribute's type.

    Raises `ValueFlaw` when it is not of the type.
    """
    if attribute.type in _IDS:
        for flaw in id_flaws(value, ()):
            raise ValueFlaw(flaw.what, flaw.why, flaw.hint)
        return str(value)
    typed = read_value(value, attribute.type, attribute.values)
    if attribute.type == "text":
        for flaw in text_flaws(typed, (), MAX_TEXT):
            raise ValueFlaw(flaw.what, flaw.why, flaw.hint)
    return typed


def check_rule(
    rule: Rule, vocabulary: Vocabulary, hidden: Hidden, parameters: Mapping[str, Parameter] | None = None
) -> tuple[Rule, list[Flaw]]:
    """Read the literals of a rule by their types, and tell what is wrong or odd in it.

    Paths are seen from the rule; those that begin with `WHOLE`, from the whole pack.
    """
    examination = _Examination(vocabulary, hidden, parameters or {})
    return examination.rule(rule), examination.flaws


class _Examination:
    """One rule on its way through the check."""

    def __init__(self, vocabulary: Vocabulary, hidden: Hidden, parameters: Mapping[str, Parameter]) -> None:
        self.vocabulary, self.hidden, self.parameters = vocabulary, hidden, parameters
        self.flaws: list[Flaw] = []
        self.scope: dict[str, str] = {}  # alias -> fact type, of what stands further left
        self.aliases: set[str] = set()  # all of the rule, also those of an `every`

    def tell(self, path: Path, what: str, why: str = "", hint: str = "", *, at_key: bool = False, warning: bool = False) -> None:
        self.flaws.append(Flaw(path, what, why, hint, warning, at_key))

    def rule(self, rule: Rule) -> Rule:
        if not rule.conditions:
            why = "A rule asks for at least one fact, or one that is known not to be"
            self.tell(("if",), "The rule has no condition", why, "Write for instance {fact: visit}")
        conditions = tuple(self.condition(condition, ("if", n)) for n, condition in enumerate(rule.conditions))
        unless = tuple(self.pattern(pattern, ("unless", n)) for n, pattern in enumerate(rule.unless))
        then = self.derives(rule.then, ("then",)) if isinstance(rule.then, Derives) else rule.then
        for key in ("because", "advice"):
            self.template(getattr(rule, key), (key,))
        return evolve(rule, conditions=conditions, unless=unless, then=then)  # type: ignore[arg-type]  # mypy cannot see through converter=tuple

    # -- conditions -------------------------------------------------------------------------------------------------

    def condition(self, condition: Condition, path: Path) -> Condition:
        if isinstance(condition, NoCondition):
            return self.absent(condition, path, (*path, "no"))
        if isinstance(condition, EveryCondition):
            return self.every(condition, path)
        if isinstance(condition, CountCondition):
            return self.count(condition, path)
        checked = FactCondition(self.pattern(condition.pattern, path), condition.alias)
        if condition.alias is not None:
            self.alias(condition.alias, (*path, "as"))
            self.scope[condition.alias] = condition.pattern.type
        return checked

    def absent(self, condition: NoCondition, path: Path, at: Path) -> NoCondition:
        kind = self.type(condition.pattern.type, at)
        self.recordable(condition.pattern.type, kind, at, "no")
        return NoCondition(self.where(condition.pattern, kind, (*path, "where")))

    def recordable(self, name: str, kind: FactType | None, at: Path, word: str) -> None:
        """Tell where a condition that needs a closed record asks for what no case file can record."""
        if kind is not None and (name in STRUCTURAL or kind.derived):
            why = (
                "Partners, fields and years come with the case and are never denied"
                if name in STRUCTURAL
                else "Only what a case file can record can be known not to hold"
            )
            hint = "Use `unless` to ask that it is not known to hold" if kind.derived else ""
            self.tell(at, f"`{word}` cannot ask for `{name}`", why, hint)

    def count(self, condition: CountCondition, path: Path) -> CountCondition:
        name = condition.pattern.type
        kind = self.type(name, (*path, "fact"))
        if condition.kind == "at_most":
            self.recordable(name, kind, (*path, "fact"), "at_most")
        pattern = self.where(condition.pattern, kind, (*path, "where"))
        if condition.distinct is not None and kind is not None:
            self.attribute(name, kind, condition.distinct, (*path, "distinct"), at_key=False)
        number = condition.number
        if isinstance(number, Share):
            number = self.share(number, (*path, condition.kind))
        else:
            hint = "Write a number, such as 2, a parameter of the pack, such as $param.name, or {share: 0.5, of: field}"
            number = self.counted(number, 0 if condition.kind == "at_most" else 1, (*path, condition.kind), hint)
        return CountCondition(condition.kind, number, pattern, condition.distinct)

    def share(self, share: Share, path: Path) -> Share:
        if share.of not in STRUCTURAL:
            why, hint = "Only of partners, fields and years all are known", nearest(share.of, STRUCTURAL) or one_of(STRUCTURAL)
            self.tell((*path, "of"), f"There cannot be a share of {show(share.of)}", why, hint)
        for value, at in self.numbers(share.share, (*path, "share")):
            if isinstance(value, bool) or not _is_share(value):
                hint = "Write for instance 0.5 or 1/3"
                self.tell(at, f"{show(value)} is not a share", "A share is more than 0 and at most 1", hint)
        return share

    def counted(self, number: Operand, least: int, path: Path, hint: str) -> Operand:
        """A number of facts or of years, or a parameter that is one."""
        for value, at in self.numbers(number, path):
            if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MAX_COUNT:
                why = f"Rules count by `{number}`" if isinstance(number, Ref) else ""
                self.tell(at, f"{show(value)} is not a number from {least} to {MAX_COUNT}", why, hint if at == path else "")
        return number

    def numbers(self, number: Operand, path: Path) -> list[tuple[Value, Path]]:
        """What a number may be that is a literal or a parameter, and where each value is written."""
        if not isinstance(number, Ref):
            return [(number, path)]
        if number.alias != PARAM:
            why = "How many there must be is the same in every case"
            self.tell(path, f"`{number}` cannot stand here", why, "Write a number or $param.name")
            return []
        parameter = self.parameter(number, path)
        return _written(number, parameter) if parameter is not None else []

    def parameter(self, ref: Ref, path: Path) -> Parameter | None:
        """The parameter that a reference names; None, with a flaw, where there is none."""
        found = self.parameters.get(ref.attribute)
        if found is None and ref.attribute not in self.hidden.known("parameter", ()):
            known = self.hidden.known("parameter", self.parameters)
            why = nearest(ref.attribute, known) or one_of(known, "The pack has none.")
            self.tell(path, f"There is no parameter `{ref.attribute}`", "pack.yaml does not tell of it under `parameters`", why)
        return found

    def every(self, condition: EveryCondition, path: Path) -> EveryCondition:
        name = condition.domain.type
        at = (*path, "every", "fact")
        kind = self.type(name, at)
        if kind is not None and name not in STRUCTURAL:
            why = "Only of partners, fields and years all are known"
            self.tell(at, f"`every` cannot go through `{name}`", why, one_of(STRUCTURAL))
        domain = self.where(condition.domain, kind, (*path, "every", "where"))
        self.alias(condition.alias, (*path, "every", "as"))
        outer = self.scope
        self.scope = {**outer, condition.alias: name}
        then: FactCondition | NoCondition
        if isinstance(condition.then, NoCondition):
            then = self.absent(condition.then, (*path, "no"), (*path, "no", "fact"))
        else:
            if condition.then.alias is not None:
                why = "It would be bound to another fact for each of them"
                self.tell((*path, "has", "as"), "A name cannot be given here", why, "Take `as` out", at_key=True)
            then = FactCondition(self.pattern(condition.then.pattern, (*path, "has")))
        self.scope = outer
        return EveryCondition(domain, condition.alias, then)

    def alias(self, alias: str, path: Path) -> None:
        self.flaws += name_flaws(alias, path, "an alias")
        if alias == PARAM:
            self.tell(path, f"The alias `{PARAM}` is taken", "It stands for the parameters of the pack", "Choose another")
        if alias in self.aliases:
            self.tell(
                path, f"The alias `{alias}` stands in this rule twice", "Each fact of a rule needs a name of its own", "Choose another"
            )
        self.aliases.add(alias)

    # -- patterns ---------------------------------------------------------------------------------------------------

    def pattern(self, pattern: Pattern, path: Path) -> Pattern:
        return self.where(pattern, self.type(pattern.type, (*path, "fact")), (*path, "where"))

    def type(self, name: str, path: Path) -> FactType | None:
        """The fact type of that name, with a flaw where there is none; None where its attributes are not known."""
        kind = self.vocabulary.get(name)
        if kind is None and name not in self.hidden.known("type", ()):
            known = [*self.vocabulary.types, *STRUCTURAL]
            self.tell(
                path, f"There is no fact type {show(name)}", "vocabulary.yaml does not tell of it", nearest(name, known) or one_of(known)
            )
        return kind

    def where(self, pattern: Pattern, kind: FactType | None, path: Path) -> Pattern:
        if kind is None:
            return pattern
        typed = {}
        for name, tests in pattern.where.items():
            here = (*path, name)
            attribute = self.attribute(pattern.type, kind, name, here)
            typed[name] = tests if attribute is None else self.tests(tests, attribute, here)
        return Pattern(pattern.type, typed)

    def attribute(self, type_name: str, kind: FactType, name: str, path: Path, *, at_key: bool = True) -> Attribute | None:
        if name == "id":
            if kind.derived:
                self.tell(path, f"`{type_name}` has no id", "What rules conclude has none", "Test its attributes", at_key=at_key)
                return None
            return Attribute(str(self.vocabulary.attribute_type(type_name, "id")))
        attribute = kind.attributes.get(name)
        if attribute is None:
            what = f"A fact of type `{type_name}` has no `{name}`"
            known = ["id", *kind.attributes] if not kind.derived else list(kind.attributes)
            self.tell(path, what, nearest(name, known), one_of(known, "It has no attributes."), at_key=at_key)
            return None
        return attribute if attribute.type in ATTRIBUTE_TYPES else None  # another type was told in the vocabulary

    def tests(self, tests: tuple[Test, ...], attribute: Attribute, path: Path) -> tuple[Test, ...]:
        ops = [test.op for test in tests]
        if len(set(ops)) < len(ops) or ("is" in ops and len(ops) > 1):
            self.tell(path, "The same operator stands here twice, or a value beside operators", "", "Join them in one `in` or `not`")
        if "in" in ops and "within" in ops:
            self.tell((*path, "within"), "`in` and `within` stand beside each other", "Each names all values that there may be", "Keep one")
        return tuple(self.test(test, attribute, path if test.op == "is" else (*path, test.op)) for test in tests)

    def test(self, test: Test, attribute: Attribute, path: Path) -> Test:
        if test.op in _ORDER and attribute.type not in ORDERED:
            why = f"Only numbers, years and dates have an order; this is {_a(attribute.type)}"
            self.tell(path, f"`{test.op}` cannot compare here", why, "Write the value itself, {in: [...]} or {not: ...}", at_key=True)
            return test
        if test.op == "exists":
            return test
        if test.op == "within":
            return self.within(test.value, attribute, path)
        if test.op == "in":
            if not test.value:
                self.tell(path, "No value is in this list", "The condition is never true", warning=True)
            return Test("in", tuple(self.operand(v, attribute, "in", (*path, n)) for n, v in enumerate(test.value)))
        return Test(test.op, self.operand(test.value, attribute, test.op, path))

    def within(self, span: Within, attribute: Attribute, path: Path) -> Test:
        if attribute.type not in ("year", "date"):
            why = f"This is {_a(attribute.type)}, and only years and dates lie within years"
            self.tell(path, "`within` cannot compare here", why, "Write the value itself, {in: [...]} or {not: ...}", at_key=True)
            return Test("within", span)
        self.counted(span.years, 1, (*path, "years"), "Write a number, such as 2, or a parameter of the pack, such as $param.name")
        here = (*path, "to")
        if isinstance(span.to, Ref) and span.to.alias != PARAM:
            other = self.reference(span.to, here)
            if other is not None and other.type != "year":
                self.tell(here, f"`{span.to}` is {_a(other.type)}", "The years end with a year", "Write a year, such as $y.value")
            return Test("within", span)
        to = span.to
        for value, at in self.numbers(to, here):
            try:
                year = read_value(value, "year")
            except ValueFlaw as flaw:
                self.tell(at, flaw.what, flaw.why, flaw.hint)
            else:
                to = to if isinstance(to, Ref) else year
        return Test("within", Within(span.years, to))

    def operand(self, value: Operand, attribute: Attribute, op: str, path: Path) -> Operand:
        if not isinstance(value, Ref):
            return self.literal(value, attribute, op, path)
        if value.alias == PARAM:
            self.put_in(value, attribute, op, path)
            return value
        other = self.reference(value, path)
        if other is not None and (attribute.type, other.type) not in COMPARABLE:
            why = f"One is {_a(attribute.type)}, the other {_a(other.type)}; they are never the same"
            self.tell(path, f"This cannot be compared with `{value}`", why)
        elif other is not None and attribute.type == "one_of" and not any(v in other.values for v in attribute.values):
            self.tell(path, f"This never equals `{value}`", "The two have no value in common", warning=True)
        return value

    def literal(self, value: Any, attribute: Attribute, op: str, path: Path) -> Value:
        try:
            return _read(value, attribute, op)
        except ValueFlaw as flaw:
            self.tell(path, flaw.what, flaw.why, flaw.hint)
            return value  # type: ignore[no-any-return]  # it was told that it is none

    def put_in(self, ref: Ref, attribute: Attribute, op: str, path: Path) -> None:
        """Tell where a parameter cannot stand for a value of the attribute: at its values, or here where it is of another type."""
        parameter = self.parameter(ref, path)
        if parameter is None:
            return
        flaws: list[tuple[Path, ValueFlaw]] = []
        for value, at in _written(ref, parameter):
            try:
                _read(value, attribute, op)
            except ValueFlaw as error:
                flaws.append((at, error))
        of_the_type = parameter.type == "text" and attribute.type in ("text", "one_of", *_IDS)
        if (flaws and not of_the_type) or (parameter.type, attribute.type) in (("date", "year"), ("text", "date"), ("text", "year")):
            hint = f"Give the parameter type: {attribute.type}" if attribute.type in PARAMETER_TYPES else ""
            self.tell(path, f"`{ref}` is {_a(parameter.type)}", f"This is {_a(attribute.type)}", hint)
            return
        for at, flaw in flaws:
            self.tell(at, flaw.what, flaw.why or f"A rule puts `{ref}` where other values stand", flaw.hint)

    def reference(self, ref: Ref, path: Path) -> Attribute | None:
        """The attribute that a reference names; None, with a flaw where it is wrong, where that is not known."""
        bound = self.scope.get(ref.alias)
        if bound is None:
            why = f"`{ref.alias}` is named further right, or inside an `every`" if ref.alias in self.aliases else "A reference looks left"
            known = list(self.scope)
            hint = nearest(ref.alias, known) or one_of(known, "No fact has been named with `as` before.")
            self.tell(path, f"No fact further left is named `{ref.alias}`", why, hint)
            return None
        kind = self.vocabulary.get(bound)
        if kind is None:
            return None
        if ref.attribute == "id" and kind.derived:
            self.tell(path, f"`{ref}` names nothing", f"What rules conclude has no id, and `{bound}` is so", "Refer to an attribute")
            return None
        if ref.attribute != "id" and ref.attribute not in kind.attributes:
            what = f"`{ref}` names nothing: a fact of type `{bound}` has no `{ref.attribute}`"
            self.tell(path, what, nearest(ref.attribute, kind.attributes), one_of(kind.attributes, "It has no attributes."))
            return None
        return self.attribute(bound, kind, ref.attribute, path)

    # -- conclusions and texts --------------------------------------------------------------------------------------

    def derives(self, then: Derives, path: Path) -> Derives:
        kind = self.vocabulary.get(then.type)
        if kind is None or not kind.derived:
            self.not_derived(then.type, kind, (*path, "fact"))
            return then
        typed = {}
        for name, value in then.attributes.items():
            here = (*path, "with", name)
            attribute = kind.attributes.get(name)
            if attribute is None:
                what = f"A fact of type `{then.type}` has no `{name}`"
                self.tell(here, what, nearest(name, kind.attributes), one_of(kind.attributes, "It has no attributes."), at_key=True)
            elif attribute.type in ATTRIBUTE_TYPES:
                typed[name] = self.assigned(value, attribute, here)
        checked = Derives(then.type)
        object.__setattr__(checked, "attributes", typed)  # read already: a text that begins with $ is no reference any more
        return checked

    def not_derived(self, name: str, kind: FactType | None, path: Path) -> None:
        derived = [n for n, k in self.vocabulary.types.items() if k.derived]
        if kind is None and name in self.hidden.known("type", ()):
            return
        if kind is None:
            self.tell(
                path,
                f"There is no fact type {show(name)}",
                "vocabulary.yaml does not tell of it",
                nearest(name, derived) or one_of(derived),
            )
        elif name in STRUCTURAL:
            self.tell(path, f"Rules cannot conclude `{name}`", "Partners, fields and years come with the case", one_of(derived))
        else:
            hint = "Conclude another type, or write derived: true in vocabulary.yaml"
            self.tell(path, f"Rules cannot conclude `{name}`", "It is what a case file records", hint)

    def assigned(self, value: Operand, attribute: Attribute, path: Path) -> Operand:
        if not isinstance(value, Ref):
            try:
                return read_literal(value, attribute)
            except ValueFlaw as flaw:
                self.tell(path, flaw.what, flaw.why, flaw.hint)
                return value
        if value.alias == PARAM:
            self.put_in(value, attribute, "with", path)
            return value
        given = self.reference(value, path)
        if given is None:
            return value
        if (given.type, attribute.type) not in _ASSIGNABLE:
            why = f"The attribute is {_a(attribute.type)}, and `{value}` is {_a(given.type)}"
            self.tell(path, f"`{value}` cannot be put here", why)
        elif attribute.type == "one_of" and (foreign := [v for v in given.values if v not in attribute.values]):
            why = f"It may be {listing([f'`{v}`' for v in foreign], 'or')}, which is not allowed here"
            self.tell(path, f"`{value}` cannot be put here", why, one_of(attribute.values))
        return value

    def template(self, text: LocalText | None, path: Path) -> None:
        if text is None:
            return
        for lang, template in text.texts.items():
            if isinstance(template, str):
                for braces in dict.fromkeys(_BRACES.findall(template)):
                    self.slot(braces, path if lang == "" else (*path, lang))

    def slot(self, braces: str, path: Path) -> None:
        named = SLOT.fullmatch(braces)
        if named is None:
            why = "In braces stands the name of a fact and an attribute, and nothing else"
            self.tell(path, f"`{braces}` cannot be filled in", why, "Write for instance {y.value}")
            return
        alias, attribute = named[1], named[2]
        if alias == PARAM:
            self.parameter(Ref(alias, attribute), path)
            return
        known = list(self.scope)
        if alias not in self.scope:
            inner = alias in self.aliases
            why = "The `every` that names it speaks of several facts at once" if inner else "No condition names a fact so"
            self.tell(path, f"`{braces}` cannot be filled in", why, nearest(alias, known) or one_of(known, "No fact is named with `as`."))
            return
        kind = self.vocabulary.get(self.scope[alias])
        if kind is None or attribute in kind.attributes or (attribute == "id" and not kind.derived):
            return
        names = list(kind.attributes)
        why = f"A fact of type `{self.scope[alias]}` has no `{attribute}`"
        self.tell(path, f"`{braces}` cannot be filled in", why, nearest(attribute, names) or one_of(names, "It has no attributes."))


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "integer" else "one of a list of values" if kind == "one_of" else f"a {kind}"


def _read(value: Any, attribute: Attribute, op: str) -> Value:
    """A literal beside an operator, or (``with``) of a conclusion, by the type of the attribute.

    Raises `ValueFlaw` when it is not of the type.
    """
    if attribute.type in ("year", "date") and op != "with":
        return read_bound(value, attribute.type)  # a date meets a year by its year
    if attribute.type == "integer" and op in _ORDER:
        return read_value(value, "number")
    return read_literal(value, attribute)


def _written(ref: Ref, parameter: Parameter) -> list[tuple[Value, Path]]:
    """The values of a parameter, and where each is written, seen from the whole pack."""
    path = (WHOLE, "pack", "parameters", ref.attribute, "values")
    return [(dated.value, (*path, number, "value")) for number, dated in enumerate(parameter.values)]


# -- cycles ---------------------------------------------------------------------------------------------------------


def cycle_flaws(pack: Pack) -> Iterator[Flaw]:
    """Tell the cycles among rules: each reads what the one before it concludes, so that evaluation would never end."""
    rules = {name: rule for name, _, rule in pack.rules()}
    places = {f"{e.id}.{r.id}": ("elements", e.id, "rules", n) for e in pack.elements for n, r in enumerate(e.rules)}
    concluding: dict[str, list[str]] = {}
    for name, rule in rules.items():
        if isinstance(rule.then, Derives) and (kind := pack.vocabulary.get(rule.then.type)) and kind.derived:
            concluding.setdefault(rule.then.type, []).append(name)
    reads = {name: {s for p in patterns_of(rule) for s in concluding.get(p.type, ())} for name, rule in rules.items()}
    waiting = dict.fromkeys(rules)
    while waiting := _stuck(waiting, reads):
        cycle = _cycle(waiting, reads)
        told = [f"`{name}`" for name in cycle]
        path = (*places[cycle[0]], "if")
        if len(cycle) == 1:
            yield Flaw(path, f"The rule {told[0]} reads what it concludes itself", "So it could never begin", "Take that condition out")
        else:
            why = "Each reads what the one before it concludes, and the first what the last does, so none could ever begin"
            yield Flaw(path, f"The rules {listing(told)} go round in a circle", why, "Take one of these conditions out")
        for name in cycle:
            del waiting[name]


def _stuck(names: Mapping[str, None], reads: Mapping[str, Collection[str]]) -> dict[str, None]:
    """The rules that stand on cycles or behind them: all that remain when, again and again, those that wait for none are taken out."""
    left = dict.fromkeys(names)
    waits = {name: sum(1 for read in reads[name] if read in left) for name in left}
    readers: dict[str, list[str]] = {}
    for name in left:
        for read in reads[name]:
            readers.setdefault(read, []).append(name)
    free = [name for name, count in waits.items() if not count]
    while free:
        name = free.pop()
        del left[name]
        for reader in readers.get(name, ()):
            waits[reader] -= 1
            if not waits[reader]:
                free.append(reader)
    return left


def _cycle(stuck: Mapping[str, None], reads: Mapping[str, Collection[str]]) -> list[str]:
    """One cycle, from its first rule in the pack's order, each followed by one that reads what it concludes."""
    order = {name: n for n, name in enumerate(stuck)}
    name = next(iter(stuck))
    walked: dict[str, int] = {}
    while name not in walked:
        walked[name] = len(walked)
        name = min((read for read in reads[name] if read in stuck), key=order.__getitem__)
    cycle = [other for other, n in walked.items() if n >= walked[name]][::-1]  # walked against the direction of reading
    first = min(range(len(cycle)), key=lambda n: order[cycle[n]])
    return cycle[first:] + cycle[:first]
