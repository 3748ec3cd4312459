"""The shape of the files of a pack: plain values into vocabulary, elements, criteria, rules and their conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import define, evolve, field

from ringrose.errors import Flaw, Path, listing, nearest
from ringrose.files.structure import (
    Entries,
    Flawed,
    Section,
    as_is,
    converter,
    mapping_flaw,
    missing_key,
    structure,
    structured_by,
    unknown_key,
)
from ringrose.model.checking import Hidden
from ringrose.model.pack import (
    Conclusion,
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
    PatternError,
    Reference,
    Rule,
    Satisfies,
    Share,
    Violates,
    Vocabulary,
    read_operand,
)
from ringrose.model.text import LocalText
from ringrose.model.values import show

__all__ = [
    "CRITERION_KEYS",
    "ELEMENT_KEYS",
    "FORMAT",
    "PACK_KEYS",
    "RULE_KEYS",
    "VOCABULARY_KEYS",
    "Draft",
    "element_names",
    "shape_pack",
]

FORMAT = "pack/1"
PARTS = ["pack", "vocabulary", "elements"]
PACK_KEYS = ["ringrose", "id", "version", "extends", "title", "languages", "elements", "references", "parameters", "waive"]
VOCABULARY_KEYS = ["facts"]
ELEMENT_KEYS = ["element", "title", "question", "standing", "reference", "criteria", "rules", "waive"]
CRITERION_KEYS = ["id", "role", "title", "question", "reference", "waive"]
RULE_KEYS = ["id", "if", "then", "unless", "because", "advice", "reference", "note", "waive"]
VITAL = ("if", "then", "unless")  # a rule is not checked without these
_EXAMPLE = "{fact: visit, as: v, where: {year: 2018}}"
_COUNTED = "Write for instance {at_least: 2, fact: visit}"


class Draft:
    """A pack as far as it could be structured: what is missing is made up, and ``hidden`` says so."""

    def __init__(self, pack: Pack, hidden: Hidden, flaws: list[Flaw], numbers: Mapping[Path, list[int]]) -> None:
        self.pack, self.hidden, self.flaws = pack, hidden, flaws
        self.numbers = numbers  # where the entries of each list that has broken ones stood

    def seen_from_file(self, flaw: Flaw) -> Flaw:
        """A flaw of the pack with its path as the files have it."""
        for prefix, numbers in self.numbers.items():
            n = len(prefix)
            if flaw.path[:n] == prefix and len(flaw.path) > n and isinstance(number := flaw.path[n], int):
                return evolve(flaw, path=(*prefix, numbers[number], *flaw.path[n + 1 :]))
        return flaw


# -- patterns, conditions, conclusions ------------------------------------------------------------------------------


@define(eq=False, repr=False, slots=False)
class _Named:
    """A pattern that may have an alias."""

    fact: str
    alias: str | None = None
    where: Any = field(factory=dict)


@define(eq=False, repr=False, slots=False)
class _Every:
    every: Any
    has: Pattern | None = None
    no: Pattern | None = None


@define(eq=False, repr=False, slots=False)
class _Counted:
    """A pattern of which so many facts are asked for."""

    fact: str
    where: Any = field(factory=dict)
    distinct: str | None = None
    at_least: Any = None
    at_most: Any = None


@define(eq=False, repr=False, slots=False)
class _Derived:
    fact: str
    given: Any = field(factory=dict)


def _mapping(value: Any, example: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Flawed(mapping_flaw(value, example))
    return value


def _where(value: Any, _: Any) -> Mapping[str, Any]:
    return Pattern("", _mapping(value, "{year: 2018, by: $p.id}")).where


def _condition(value: Any, _: Any) -> Condition:
    if "every" in _mapping(value, _EXAMPLE):
        return _every(value)
    if "no" in value and "fact" not in value:
        return NoCondition(_shape_no(value, Pattern))
    if "at_least" in value or "at_most" in value:
        return _count(value)
    if "fact" in value:
        if meant := [key for key in value if key not in ("fact", "where", "distinct") and nearest(key, ("at_least", "at_most"))]:
            raise Flawed(_no_such({meant[0]: None}, ("at_least", "at_most"), ""))
        named = _shape_named(value, _Named)
        return FactCondition(Pattern(named.fact, named.where), named.alias)
    raise Flawed(_no_such(value, ("fact", "no", "every", "at_least", "at_most"), f"Write for instance {_EXAMPLE}"))


def _count(value: Mapping[str, Any]) -> CountCondition:
    shape = _shape_counted(value, _Counted)
    if shape.at_least is not None and shape.at_most is not None:
        raise Flawed(Flaw(("at_most",), "A condition counts once", "", "Write two conditions, one with each", at_key=True))
    kind: Literal["at_least", "at_most"] = "at_least" if shape.at_least is not None else "at_most"
    number = shape.at_least if shape.at_least is not None else shape.at_most
    if number is None:
        raise Flawed(Flaw((next(key for key in ("at_least", "at_most") if key in value),), "A number is needed here", "", _COUNTED))
    return CountCondition(kind, number, Pattern(shape.fact, shape.where), shape.distinct)


def _number(value: Any, _: Any) -> Any:
    """How many: a number, a parameter, or a share of the facts of a type."""
    flaws: list[Flaw] = []
    if isinstance(value, list | tuple):
        raise Flawed(Flaw((), "A number is needed here, and a list stands here", "", _COUNTED))
    if not isinstance(value, Mapping):
        number = read_operand(value, (), flaws)
    else:
        shape = _shape_share(value, Share)
        number = Share(read_operand(shape.share, ("share",), flaws), shape.of)
    if flaws:
        raise Flawed(*flaws)
    return number


def _every(value: Mapping[str, Any]) -> EveryCondition:
    shape = _shape_every(value, _Every)
    then = NoCondition(shape.no) if shape.no is not None else FactCondition(shape.has) if shape.has is not None else None
    if then is None or (shape.has is not None and shape.no is not None):
        hint = "Write {every: {fact: year, as: y}, has: {fact: visit, where: {year: $y.value}}}"
        raise Flawed(Flaw((), "Beside `every` stands either `has` or `no`", "", hint))
    named = shape.every
    domain = Pattern(named.fact, named.where)
    return EveryCondition(domain, named.alias, then)


def _domain(value: Any, _: Any) -> _Named:
    named = _shape_named(value, _Named)
    if named.alias is None:
        raise Flawed(missing_key("as", "Name each of them, such as {every: {fact: year, as: y}, ...}"))
    return named


def _no_such(value: Mapping[str, Any], keys: tuple[str, ...], example: str) -> Flaw:
    """That none of the keys stands there of which one must."""
    for key in value:
        if hint := nearest(key, keys):
            return Flaw((str(key),), f"The key `{key}` is not known here", hint, at_key=True)
    return Flaw((), f"One of {listing([f'`{key}`' for key in keys], 'or')} is needed here", "", example)


def _conclusion(value: Any, _: Any) -> Conclusion:
    given = [key for key in ("satisfies", "violates", "fact") if key in _mapping(value, "{violates: monitored}")]
    if len(given) > 1:
        raise Flawed(Flaw((given[1],), "A rule has one conclusion", "", "Write a second rule with the same conditions", at_key=True))
    if "satisfies" in value:
        return _shape_satisfies(value, Satisfies)
    if "violates" in value:
        return _shape_violates(value, Violates)
    if "fact" not in value:
        example = "Write {satisfies: monitored}, {violates: monitored} or {fact: lapse, with: {year: $y.value}}"
        raise Flawed(_no_such(value, ("satisfies", "violates", "fact"), example))
    derived = _shape_derived(value, _Derived)
    try:
        return Derives(derived.fact, derived.given)
    except PatternError as error:
        raise Flawed(*(flaw.under(("with",)) for flaw in error.flaws)) from None


def _given(value: Any, _: Any) -> Mapping[str, Any]:
    return _mapping(value, "{year: $y.value}")


_shape_named = structured_by(_Named, _EXAMPLE, {"alias": "as"}, where=_where)
_shape_pattern = structured_by(Pattern, "{fact: visit, where: {year: $y.value}}", {"type": "fact"}, where=_where)
_shape_no = structured_by(Pattern, "{no: visit, where: {year: 2018}}", {"type": "no"}, where=_where)
_shape_every = structured_by(_Every, "{every: {fact: partner, as: p}, has: {fact: visit, where: {by: $p.id}}}", every=_domain)
_shape_counted = structured_by(
    _Counted, "{at_least: 2, fact: visit, where: {by: semarang}}", where=_where, at_least=_number, at_most=_number
)
_shape_share = structured_by(Share, "{share: 0.5, of: field}", share=as_is)
_shape_satisfies = structured_by(Satisfies, "{satisfies: monitored}", {"criterion": "satisfies"})
_shape_violates = structured_by(Violates, "{violates: monitored}", {"criterion": "violates"})
_shape_derived = structured_by(_Derived, "{fact: lapse, with: {year: $y.value}}", {"given": "with"}, given=_given)
converter.register_structure_hook(Pattern, _shape_pattern)
converter.register_structure_hook_func(lambda kind: kind == Condition, _condition)
converter.register_structure_hook_func(lambda kind: kind == Conclusion, _conclusion)
converter.register_structure_hook(Rule, structured_by(Rule, "{id: ..., if: [...], then: {...}}", {"conditions": "if"}))


def _fact_type(value: Any, _: Any) -> FactType:
    if isinstance(value, Mapping) and isinstance(value.get("example"), Mapping):  # what is not stated is left out
        value = {**value, "example": {key: one for key, one in value["example"].items() if one is not None}}
    return _shape_fact_type(value, FactType)


def _example(value: Any, _: Any) -> Mapping[str, Any]:
    return _mapping(value, "{by: semarang, year: 2018}")


_shape_dated = structured_by(Dated, "{value: 1, from: 2024-01-01}", {"since": "from"}, value=as_is, since=as_is)
converter.register_structure_hook(Dated, _shape_dated)
converter.register_structure_hook(Parameter, structured_by(Parameter, "{type: integer, values: [{value: 1}]}"))
_shape_fact_type = structured_by(FactType, "{means: ..., attributes: {year: {type: year}}}", example=_example)
converter.register_structure_hook(FactType, _fact_type)


# -- files ----------------------------------------------------------------------------------------------------------


def element_names(top: Any) -> list[str]:
    """The elements that a pack.yaml lists, as far as they can be read."""
    listed = top.get("elements") if isinstance(top, Mapping) else None
    return [name for name in listed if isinstance(name, str)] if isinstance(listed, list | tuple) else []


class _Shaping:
    """A pack on its way from plain values."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.ids: dict[str, set[str]] = {}
        self.unsure: set[str] = set()
        self.numbers: dict[Path, list[int]] = {}

    def hide(self, kind: str, id: object) -> None:
        """An entry is broken: its id counts as known, or any may be it."""
        if isinstance(id, str):
            self.ids.setdefault(kind, set()).add(id)
        else:
            self.unsure.add(kind)

    def entries(self, section: Section, key: str, cls: Any, example: str, kind: str, prefix: str = "") -> list[Any]:
        found: Entries = section.entries(key, cls, example, VITAL)
        if not found.whole:
            self.unsure.add(kind)
        if found.broken:
            self.numbers[(*section.path, key)] = found.numbers
            for entry in found.broken:
                id = entry.get("id") if isinstance(entry, Mapping) else None
                self.hide(kind, f"{prefix}{id}" if isinstance(id, str) else None)
        return found.values

    def section(self, value: Any, keys: list[str], path: Path, example: str) -> Section:
        if isinstance(value, Mapping):
            return Section(value, keys, path)
        self.flaws.append(mapping_flaw(value, example).under(path))
        return Section({}, keys, path)


def shape_pack(content: Mapping[str, Any], missing: frozenset[str] = frozenset()) -> Draft:
    """Structure a pack of the shape {pack: ..., vocabulary: ..., elements: {id: ...}}; every flaw in its shape is told.

    ``missing`` names parts (``vocabulary``, or an element) of which it was told already that they cannot be read.
    """
    shaping = _Shaping()
    shaping.flaws += (unknown_key(key, PARTS) for key in content if key not in PARTS)
    top = shaping.section(content.get("pack"), PACK_KEYS, ("pack",), "ringrose: pack/1, and below it id, version and elements")
    stated = top.value.get("ringrose")
    if stated is not None and stated != FORMAT:
        what = f"{show(stated)} is not a format of packs"
        shaping.flaws.append(Flaw(("pack", "ringrose"), what, f"This version reads {FORMAT}", f"Write ringrose: {FORMAT}"))
    elif stated is None:
        top.take("ringrose", object, None, required=True)
    references = shaping.entries(top, "references", Mapping[str, Any], "{id: ringrose-2001, title: ...}", "reference")
    vocabulary = _vocabulary(content.get("vocabulary"), shaping, missing)
    names = top.take("elements", list[str], [], required=True)
    given = content.get("elements")
    elements = []
    for number, name in enumerate(names):
        if name in names[:number]:
            what = f"The element `{name}` stands here twice"
            shaping.flaws.append(Flaw(("pack", "elements", number), what, "", "Take one of the two out"))
        elif name in missing:
            shaping.unsure |= {"rule", "criterion", "element"}
        elif not isinstance(given, Mapping) or name not in given:
            near = nearest(name, given) if isinstance(given, Mapping) else ""
            shaping.flaws.append(Flaw(("pack", "elements", number), f"There is no element `{name}`", near, f"Write it in {name}.yaml"))
            shaping.unsure |= {"rule", "element"}
        else:
            elements.append(_element(name, given[name], shaping))
    if not names and top.value.get("elements") != []:
        shaping.unsure |= {"rule", "element"}
    if isinstance(given, Mapping):
        for name in given:
            if name not in names:
                what = f"The pack does not list the element `{name}`"
                shaping.flaws.append(Flaw(("elements", str(name)), what, "", "Add it to `elements` in pack.yaml", warning=True))
    pack = Pack(
        top.take("id", str, "pack", required=True),
        top.take("version", str, "0", required=True),
        vocabulary,
        elements,  # type: ignore[arg-type]  # mypy cannot see through converter=tuple
        title=top.take("title", LocalText | None, None),
        references=references,
        languages=top.take("languages", tuple[str, ...], ("en",)),
        parameters=_parameters(top, shaping),
        waive=top.take("waive", Mapping[str, str], {}),
    )
    hidden = Hidden({kind: frozenset(ids) for kind, ids in shaping.ids.items()}, frozenset(shaping.unsure))
    return Draft(pack, hidden, shaping.flaws + top.flaws, shaping.numbers)


def _parameters(top: Section, shaping: _Shaping) -> dict[str, Parameter]:
    """The parameters, each structured by itself."""
    found: dict[str, Parameter] = {}
    given = top.value.get("parameters", {})
    if not isinstance(given, Mapping):
        top.flaws.append(mapping_flaw(given, "{monitoring_every: {type: integer, values: [{value: 1}]}}").under(("pack", "parameters")))
        shaping.unsure.add("parameter")
        return found
    for name, one in given.items():
        parameter, flaws = structure(one, Parameter)
        if parameter is None:
            top.flaws += (flaw.under(("pack", "parameters", str(name))) for flaw in flaws)
            shaping.hide("parameter", name)
        else:
            found[name] = parameter
    return found


def _vocabulary(value: Any, shaping: _Shaping, missing: frozenset[str]) -> Vocabulary:
    types: dict[str, FactType] = {}
    if "vocabulary" in missing:
        shaping.unsure.add("type")
        return Vocabulary(types)
    path = ("vocabulary",)
    section = shaping.section(value, VOCABULARY_KEYS, path, "facts: {visit: {attributes: {year: {type: year}}}}")
    facts = section.value.get("facts", {})
    if not isinstance(value, Mapping):
        shaping.unsure.add("type")
    elif not section.value:
        section.take("facts", object, None, required=True)
    if not isinstance(facts, Mapping):
        shaping.flaws.append(mapping_flaw(facts, "{visit: {attributes: {year: {type: year}}}}").under((*path, "facts")))
        shaping.unsure.add("type")
        facts = {}
    for name, one in facts.items():
        kind, flaws = structure({} if one is None else one, FactType)
        if kind is None:
            section.flaws += (flaw.under((*path, "facts", str(name))) for flaw in flaws)
            shaping.hide("type", name)
        else:
            types[name] = kind
    shaping.flaws += section.flaws
    return Vocabulary(types)


def _element(name: str, value: Any, shaping: _Shaping) -> Element:
    path = ("elements", name)
    section = shaping.section(value, ELEMENT_KEYS, path, f"element: {name}, and below it criteria and rules")
    if not isinstance(value, Mapping):
        shaping.unsure |= {"rule", "criterion"}
    else:
        stated = section.take("element", str, name, required=True)
        if stated != name:
            what = f"This file is listed as the element `{name}` and calls itself `{stated}`"
            section.flaws.append(
                Flaw((*path, "element"), what, "", f"Write element: {name}, or rename the file and the entry in pack.yaml")
            )
    criteria = shaping.entries(section, "criteria", Criterion, "{id: monitored, role: safeguard}", "criterion", f"{name}.")
    rules = shaping.entries(section, "rules", Rule, "{id: ..., if: [...], then: {violates: monitored}}", "rule")
    if (*path, "rules") in shaping.numbers:
        shaping.unsure.add("rule")  # what a broken rule reads and concludes is not known
    element = Element(
        name,
        criteria,
        rules,
        title=section.take("title", LocalText | None, None),
        question=section.take("question", LocalText | None, None),
        standing=section.take("standing", str | None, None),
        reference=section.take("reference", Reference | None, None),
        waive=section.take("waive", Mapping[str, str], {}),
    )
    shaping.flaws += section.flaws
    return element
