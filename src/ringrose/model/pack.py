"""A pack: vocabulary, elements, criteria and the rules that conclude about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen

from ringrose.errors import Flaw, nearest, one_of
from ringrose.model.text import LocalText, as_text
from ringrose.model.values import Value

__all__ = [
    "Attribute",
    "Conclusion",
    "Condition",
    "CountCondition",
    "Criterion",
    "Dated",
    "Derives",
    "Element",
    "EveryCondition",
    "FactCondition",
    "FactType",
    "NoCondition",
    "Operand",
    "Pack",
    "Parameter",
    "Pattern",
    "Ref",
    "Reference",
    "Rule",
    "Satisfies",
    "Share",
    "Test",
    "Violates",
    "Vocabulary",
    "Within",
]

ROLES = ("essential", "safeguard", "informative")
STANDINGS = ("attested", "provisional")
PARAMETER_TYPES = ("text", "number", "integer", "boolean", "date", "year")
OPERATORS = ("in", "not", "lt", "lte", "gt", "gte", "exists", "within")
PARAM = "param"
"""The alias by which rules name the parameters of their pack: ``$param.name``."""
NAME = re.compile(r"[^\W\d][\w-]*")
_REFERENCE = re.compile(r"\$([^\W\d][\w-]*)\.([^\W\d][\w-]*)")


def _waived(value: Mapping[str, str]) -> dict[str, str]:
    return dict(value)


def _optional_text(value: object) -> LocalText | None:
    return None if value is None else as_text(value)


class PatternError(ValueError):
    """A pattern is not written as the rule language asks; ``flaws`` tells each place, seen from the pattern."""

    def __init__(self, flaws: list[Flaw]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, f.path))}: {f.what}" for f in flaws))
        self.flaws = flaws


@frozen
class Reference:
    """Where a rule, criterion or element comes from: the id of a reference of the pack, and the place in it."""

    id: str
    at: str | None = None


@frozen
class Ref:
    """A reference to an attribute of a fact bound further left: ``$alias.attribute``."""

    alias: str
    attribute: str

    def __str__(self) -> str:
        return f"${self.alias}.{self.attribute}"


Operand = Value | Ref


@frozen
class Within:
    """The operand of ``within``: the ``years`` years (a number, or a parameter) that end with the year ``to``."""

    years: Operand
    to: Operand


@frozen
class Test:
    """One test on an attribute: ``is``, ``in``, ``not``, ``lt``, ``lte``, ``gt``, ``gte``, ``exists`` or ``within``, and its operand.

    The operand of ``in`` is a tuple, that of ``exists`` true or false, that of ``within`` a `Within`.
    """

    op: str
    value: Any

    def operands(self) -> tuple[Operand, ...]:
        """The literals and references that the test compares with; of ``within`` its year."""
        if self.op == "within":
            return (self.value.to,)
        return self.value if self.op == "in" else () if self.op == "exists" else (self.value,)

    def refs(self) -> tuple[Ref, ...]:
        """The references among the operands."""
        return tuple(v for v in self.operands() if isinstance(v, Ref))


def read_operand(raw: object, path: tuple[str | int, ...], flaws: list[Flaw]) -> Any:
    """A literal or a reference as written in a file: ``$a.b`` refers, ``$$`` stands for a dollar."""
    if raw is None or isinstance(raw, Mapping | list | tuple):
        flaws.append(Flaw(path, "A single value is needed here", "", "To ask that nothing is stated, write {exists: false}"))
        return ""
    if not isinstance(raw, str) or not raw.startswith("$"):
        return raw
    if raw.startswith("$$"):
        return raw[1:]
    if match := _REFERENCE.fullmatch(raw):
        return Ref(match[1], match[2])
    flaws.append(
        Flaw(
            path,
            f"`{raw}` is not a reference",
            "A text that begins with $ refers to an attribute of an alias",
            "Write $alias.attribute, or $$ for a dollar",
        )
    )
    return ""


def _tests(raw: object, path: tuple[str | int, ...], flaws: list[Flaw]) -> tuple[Test, ...]:
    if isinstance(raw, tuple) and all(isinstance(t, Test) for t in raw):
        return raw
    if not isinstance(raw, Mapping):
        return (Test("is", read_operand(raw, path, flaws)),)
    if not raw:
        flaws.append(Flaw(path, "No operator is given", "", one_of(OPERATORS)))
    tests = []
    for op, value in raw.items():
        here = (*path, str(op))
        if op not in OPERATORS:
            flaws.append(Flaw(here, f"`{op}` is not an operator", nearest(op, OPERATORS), one_of(OPERATORS), at_key=True))
        elif op == "in":
            if not isinstance(value, list | tuple):
                flaws.append(Flaw(here, "`in` needs a list of values", "", "Write for instance {in: [mou, charter]}"))
            else:
                tests.append(Test("in", tuple(read_operand(v, (*here, i), flaws) for i, v in enumerate(value))))
        elif op == "exists":
            if not isinstance(value, bool):
                flaws.append(Flaw(here, "`exists` needs true or false", "", "Write {exists: true} or {exists: false}"))
            else:
                tests.append(Test("exists", value))
        elif op == "within":
            tests.append(Test("within", _within(value, here, flaws)))
        else:
            tests.append(Test(op, read_operand(value, here, flaws)))
    return tuple(sorted(tests, key=lambda t: t.op))


def _within(raw: object, path: tuple[str | int, ...], flaws: list[Flaw]) -> Within:
    example = "Write for instance {within: {years: 2, to: $y.value}}"
    if isinstance(raw, Within):
        return raw
    if not isinstance(raw, Mapping):
        flaws.append(Flaw(path, "`within` needs a number of years and the year that they end with", "", example))
        return Within(1, 1)
    flaws += (Flaw((*path, str(k)), f"The key `{k}` is not known here", "", example, at_key=True) for k in raw if k not in ("years", "to"))
    flaws += (Flaw(path, f"The key `{k}` is missing", "", example) for k in ("years", "to") if raw.get(k) is None)
    years, to = (1 if raw.get(k) is None else read_operand(raw[k], (*path, k), flaws) for k in ("years", "to"))
    return Within(years, to)


def _where(raw: Mapping[str, Any]) -> dict[str, tuple[Test, ...]]:
    flaws: list[Flaw] = []
    where = {attribute: _tests(value, (attribute,), flaws) for attribute, value in raw.items()}
    if flaws:
        raise PatternError(flaws)
    return where


def _with(raw: Mapping[str, Any]) -> dict[str, Operand]:
    flaws: list[Flaw] = []
    given = {k: v if isinstance(v, Ref) else read_operand(v, (k,), flaws) for k, v in raw.items()}
    if flaws:
        raise PatternError(flaws)
    return given


@frozen
class Pattern:
    """Facts of a type whose attributes pass tests. ``where`` is written as in a file: ``{"year": {"gte": 2009}, "by": "$p.id"}``."""

    type: str
    where: Mapping[str, tuple[Test, ...]] = field(factory=dict, converter=_where)

    def refs(self) -> tuple[Ref, ...]:
        """The references of the pattern, in order."""
        return tuple(ref for tests in self.where.values() for test in tests for ref in test.refs())


@frozen
class FactCondition:
    """Some fact of the pattern holds. With ``alias`` each match is a binding of its own."""

    pattern: Pattern
    alias: str | None = None

    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of the condition, left to right."""
        return (self.pattern,)


@frozen
class NoCondition:
    """It is known that no fact of the pattern holds: none could match, and the record is closed."""

    pattern: Pattern

    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of the condition, left to right."""
        return (self.pattern,)


@frozen
class EveryCondition:
    """There is a structural fact of ``domain``, and for each of them (bound to ``alias``) ``then`` is true."""

    domain: Pattern
    alias: str
    then: FactCondition | NoCondition

    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of the condition, left to right."""
        return (self.domain, self.then.pattern)


@frozen
class Share:
    """A part of the structural facts of a type, such as half of the fields: ``Share(0.5, "field")``, ``Share("1/3", "field")``."""

    share: Operand
    of: str

    @property
    def fraction(self) -> Fraction:
        """The share as an exact number; of a `Ref` it is not known."""
        return Fraction(str(self.share))


@frozen
class CountCondition:
    """How many facts of the pattern hold: ``at_least`` so many are known to, or ``at_most`` so many are (the record being closed).

    ``number`` is a number, a parameter, or a `Share`. With ``distinct`` different values of that attribute are counted.
    """

    kind: Literal["at_least", "at_most"]
    number: Operand | Share
    pattern: Pattern
    distinct: str | None = None

    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns of the condition, left to right."""
        return (self.pattern,)


Condition = FactCondition | NoCondition | EveryCondition | CountCondition


@frozen
class Satisfies:
    """The conclusion that a criterion of the rule's element is satisfied."""

    criterion: str
    polarity = "satisfies"


@frozen
class Violates:
    """The conclusion that a criterion of the rule's element is violated."""

    criterion: str
    polarity = "violates"


@frozen
class Derives:
    """The conclusion that a derived fact holds. ``attributes`` maps names to literals and references."""

    type: str
    attributes: Mapping[str, Operand] = field(factory=dict, converter=_with)


Conclusion = Satisfies | Violates | Derives


@frozen
class Rule:
    """If these facts hold (and those are known not to), then this follows."""

    id: str
    conditions: tuple[Condition, ...] = field(converter=tuple)
    then: Conclusion
    unless: tuple[Pattern, ...] = field(default=(), converter=tuple)
    because: LocalText | None = field(default=None, converter=_optional_text)
    advice: LocalText | None = field(default=None, converter=_optional_text)
    reference: Reference | None = None
    note: LocalText | None = field(default=None, converter=_optional_text)
    waive: Mapping[str, str] = field(factory=dict, converter=_waived)


@frozen
class Criterion:
    """One thing that an element asks for. ``role`` is essential, safeguard or informative."""

    id: str
    role: Literal["essential", "safeguard", "informative"] = "essential"
    title: LocalText | None = field(default=None, converter=_optional_text)
    question: LocalText | None = field(default=None, converter=_optional_text)
    reference: Reference | None = None
    waive: Mapping[str, str] = field(factory=dict, converter=_waived)


@frozen
class Element:
    """One of the things by which a partnership is judged; its criteria and rules."""

    id: str
    criteria: tuple[Criterion, ...] = field(converter=tuple)
    rules: tuple[Rule, ...] = field(default=(), converter=tuple)
    title: LocalText | None = field(default=None, converter=_optional_text)
    question: LocalText | None = field(default=None, converter=_optional_text)
    standing: Literal["attested", "provisional"] | None = None
    reference: Reference | None = None
    waive: Mapping[str, str] = field(factory=dict, converter=_waived)


@frozen
class Attribute:
    """An attribute of a fact type. ``values`` are those of a ``one_of``; ``required`` binds facts that hold."""

    type: str
    required: bool = False
    values: tuple[str, ...] = field(default=(), converter=tuple)


def _attributes(value: Mapping[str, Attribute]) -> dict[str, Attribute]:
    return dict(value)


@frozen
class FactType:
    """A kind of fact that a case may record, or (``derived``) that rules conclude."""

    attributes: Mapping[str, Attribute] = field(factory=dict, converter=_attributes)
    derived: bool = False
    means: LocalText | None = field(default=None, converter=_optional_text)
    example: Mapping[str, Any] | None = None
    waive: Mapping[str, str] = field(factory=dict, converter=_waived)


STRUCTURAL: Mapping[str, FactType] = {
    "partner": FactType({"name": Attribute("text"), "country": Attribute("text")}),
    "field": FactType({"name": Attribute("text")}),
    "year": FactType(
        {
            "value": Attribute("year", True),
            "nth": Attribute("integer", True),
            "previous": Attribute("year"),
            "full": Attribute("boolean", True),
        }
    ),
}
"""The fact types that come with every case."""


def _types(value: Mapping[str, FactType]) -> dict[str, FactType]:
    return dict(value)


@frozen
class Vocabulary:
    """The fact types of a pack, by name; those that come with every case stand beside them."""

    types: Mapping[str, FactType] = field(converter=_types)

    def get(self, name: str) -> FactType | None:
        """The fact type of that name, structural ones too; None where there is none."""
        return STRUCTURAL.get(name) or self.types.get(name)

    @property
    def recordable(self) -> tuple[str, ...]:
        """The names of the types that a case file may record."""
        return tuple(name for name, kind in self.types.items() if not kind.derived)

    @property
    def fact_attributes(self) -> dict[str, frozenset[str]]:
        """For each type the attributes that name another fact of the case."""
        named = {name: frozenset(a for a, kind in known.attributes.items() if kind.type == "fact") for name, known in self.types.items()}
        return {name: attributes for name, attributes in named.items() if attributes}

    def attribute_type(self, fact_type: str, attribute: str) -> str | None:
        """The type of an attribute (of ``id`` too); None where the fact type has no such attribute."""
        if attribute == "id":
            return fact_type if fact_type in ("partner", "field") else "fact"
        known = self.get(fact_type)
        found = known.attributes.get(attribute) if known else None
        return found.type if found else None


@frozen
class Dated:
    """A value of a parameter from a day on (``since``; None: from the beginning), how texts tell it, and who says so."""

    value: Value
    since: date | None = None
    told: LocalText | None = field(default=None, converter=_optional_text)
    reference: Reference | None = None


@frozen
class Parameter:
    """A number, text, date or such that rules name as ``$param.name``; its ``values`` follow one another in time."""

    type: str
    values: tuple[Dated, ...] = field(converter=tuple)
    means: LocalText | None = field(default=None, converter=_optional_text)

    def on(self, day: date) -> Dated:
        """The value in force on a day."""
        return max((one for one in self.values if one.since is None or one.since <= day), key=lambda one: one.since or date.min)


def _parameters(value: Mapping[str, Parameter]) -> dict[str, Parameter]:
    return dict(value)


@frozen
class Pack:
    """A set of rules that judges cases: vocabulary, elements in order, references, version.

    ``waive`` maps codes of findings of `ringrose pack check` to the reasons why they are accepted, here and in parts of the pack.
    """

    id: str
    version: str
    vocabulary: Vocabulary
    elements: tuple[Element, ...] = field(converter=tuple)
    title: LocalText | None = field(default=None, converter=_optional_text)
    references: tuple[Mapping[str, Any], ...] = field(default=(), converter=tuple)
    languages: tuple[str, ...] = field(default=("en",), converter=tuple)
    parameters: Mapping[str, Parameter] = field(factory=dict, converter=_parameters)
    waive: Mapping[str, str] = field(factory=dict, converter=_waived)
    # Set by `checked_pack`: the pack was found sound, and this is the digest of its content.
    digest: str | None = field(default=None, init=False, eq=False, repr=False)
    # Set by the reader: the pack that this one extends.
    parent: Pack | None = field(default=None, init=False, eq=False, repr=False)
    # Set by `on`: the pack before its parameters were put in.
    written: Pack | None = field(default=None, init=False, eq=False, repr=False)
    # Set by `on`: from which day on each of the values that were put in is in force.
    in_force: tuple[date | None, ...] = field(default=(), init=False, eq=False, repr=False)

    @property
    def named(self) -> dict[str, str | None]:
        """How answers name the pack."""
        return {"id": self.id, "version": self.version, "digest": self.digest}

    @property
    def varies(self) -> bool:
        """Whether what its rules say depends on the day: some parameter has several values."""
        return any(len(parameter.values) > 1 for parameter in self.parameters.values())

    @property
    def put_in(self) -> Pack:
        """The pack as it is where its parameters were put in already; else with their latest values."""
        return self if self.written is not None else self.on(date.max)

    def on(self, day: date) -> Pack:
        """The pack with what its parameters are on a day in place of their names.

        It keeps its digest, and can be asked for other days.
        """
        from ringrose.model.parameters import put_in

        return put_in(self, day)

    def rules(self) -> Iterator[tuple[str, Element, Rule]]:
        """Every rule with its full name (``element.rule``) and element, in order."""
        for element in self.elements:
            for rule in element.rules:
                yield f"{element.id}.{rule.id}", element, rule

    def may_be_published(self) -> dict[str, None]:
        """The elements by which a source may have judged: those of the pack, then those that it leaves out of packs it extends."""
        below = self.parent.may_be_published() if self.parent is not None else {}
        return dict.fromkeys(element.id for element in self.elements) | below

    def element(self, id: str) -> Element:
        """The element of that id.

        Raises KeyError when the pack has none.
        """
        for element in self.elements:
            if element.id == id:
                return element
        raise KeyError(id)
