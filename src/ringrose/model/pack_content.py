"""The content of a pack as plain data in the shape of its files, and the digest of that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ringrose.model.checking import as_plain
from ringrose.model.pack import (
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
    Reference,
    Rule,
    Satisfies,
    Share,
    Test,
)
from ringrose.model.text import LocalText
from ringrose.model.values import json_value

__all__ = ["digest_of", "pack_content", "rule_content"]


def digest_of(pack: Pack) -> str:
    """The SHA-256 of a pack's content as JSON with sorted keys: comments, layout, file order and what is waived do not change it."""
    from hashlib import sha256

    meant = _without_waivers(pack_content(pack))
    content = json.dumps(meant, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"sha256:{sha256(content.encode()).hexdigest()}"


def _without_waivers(content: dict[str, Any]) -> dict[str, Any]:
    pack, vocabulary, elements = content.values()
    for thing in (pack, *vocabulary["facts"].values(), *elements.values()):
        thing.pop("waive", None)
    for element in elements.values():
        for thing in (*element.get("criteria", ()), *element.get("rules", ())):
            thing.pop("waive", None)
    return content


def pack_content(pack: Pack) -> dict[str, Any]:
    """A pack in the shape of its files, what is left at its default left out; reading it back gives an equal pack.

    A pack that extends another is told whole, as one that extends none; parameters are told by their names, also where they were put in.
    """
    pack = pack.written or pack
    top = {
        "ringrose": "pack/1",
        "id": pack.id,
        "version": pack.version,
        "title": _text(pack.title),
        "languages": list(pack.languages) if pack.languages != ("en",) else None,
        "elements": [element.id for element in pack.elements],
        "references": [as_plain(reference) for reference in pack.references],
        "parameters": {name: _parameter(parameter) for name, parameter in pack.parameters.items()} or None,
        "waive": _waived(pack),
    }
    return {
        "pack": _stated(top),
        "vocabulary": {"facts": {name: _type(kind) for name, kind in pack.vocabulary.types.items()}},
        "elements": {element.id: _element(element) for element in pack.elements},
    }


def _stated(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """What is stated: neither nothing nor an empty list."""
    return {key: value for key, value in mapping.items() if value is not None and value != []}


def _text(text: LocalText | None) -> str | dict[str, str] | None:
    return text.plain() if text is not None else None


def _reference(reference: Reference | None) -> dict[str, Any] | None:
    return _stated({"id": reference.id, "at": reference.at}) if reference is not None else None


def _waived(thing: Pack | FactType | Element | Criterion | Rule) -> dict[str, str] | None:
    return dict(thing.waive) or None


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return _stated({"type": parameter.type, "means": _text(parameter.means), "values": [_dated(one) for one in parameter.values]})


def _dated(one: Dated) -> dict[str, Any]:
    since = json_value(one.since) if one.since is not None else None
    return _stated({"from": since, "value": json_value(one.value), "told": _text(one.told), "reference": _reference(one.reference)})


def _type(kind: FactType) -> dict[str, Any]:
    return _stated(
        {
            "means": _text(kind.means),
            "derived": True if kind.derived else None,
            "attributes": {name: _attribute(attribute) for name, attribute in kind.attributes.items()} or None,
            "example": as_plain(kind.example),
            "waive": _waived(kind),
        }
    )


def _attribute(attribute: Attribute) -> dict[str, Any]:
    return _stated({"type": attribute.type, "required": True if attribute.required else None, "values": list(attribute.values)})


def _element(element: Element) -> dict[str, Any]:
    return _stated(
        {
            "element": element.id,
            "title": _text(element.title),
            "question": _text(element.question),
            "standing": element.standing,
            "reference": _reference(element.reference),
            "criteria": [_criterion(criterion) for criterion in element.criteria],
            "rules": [rule_content(rule) for rule in element.rules],
            "waive": _waived(element),
        }
    )


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return _stated(
        {
            "id": criterion.id,
            "role": criterion.role if criterion.role != "essential" else None,
            "title": _text(criterion.title),
            "question": _text(criterion.question),
            "reference": _reference(criterion.reference),
            "waive": _waived(criterion),
        }
    )


def rule_content(rule: Rule) -> dict[str, Any]:
    """A rule as its file has it."""
    then = rule.then
    if isinstance(then, Derives):
        conclusion: dict[str, Any] = {"fact": then.type}
        if then.attributes:
            conclusion["with"] = {name: _operand(value) for name, value in then.attributes.items()}
    else:
        conclusion = {"satisfies" if isinstance(then, Satisfies) else "violates": then.criterion}
    return _stated(
        {
            "id": rule.id,
            "if": [_condition(condition) for condition in rule.conditions],
            "unless": [_pattern(pattern) for pattern in rule.unless],
            "then": conclusion,
            "because": _text(rule.because),
            "advice": _text(rule.advice),
            "reference": _reference(rule.reference),
            "note": _text(rule.note),
            "waive": _waived(rule),
        }
    )


def _condition(condition: Condition) -> dict[str, Any]:
    if isinstance(condition, EveryCondition):
        then = condition.then
        word = "no" if isinstance(then, NoCondition) else "has"
        return {"every": _pattern(condition.domain, condition.alias), word: _pattern(then.pattern)}
    if isinstance(condition, FactCondition):
        return _pattern(condition.pattern, condition.alias)
    if isinstance(condition, CountCondition):
        number = condition.number
        told = {"share": _operand(number.share), "of": number.of} if isinstance(number, Share) else _operand(number)
        return _stated({condition.kind: told, **_pattern(condition.pattern), "distinct": condition.distinct})
    return _pattern(condition.pattern, word="no")


def _pattern(pattern: Pattern, alias: str | None = None, word: str = "fact") -> dict[str, Any]:
    where = {attribute: _tests(tests) for attribute, tests in pattern.where.items()}
    return _stated({word: pattern.type, "as": alias, "where": where or None})


def _tests(tests: tuple[Test, ...]) -> Any:
    if [test.op for test in tests] == ["is"]:
        return _operand(tests[0].value)
    return {test.op: _tested(test) for test in tests}


def _tested(test: Test) -> Any:
    if test.op == "in":
        return [_operand(value) for value in test.value]
    if test.op == "within":
        return {"years": _operand(test.value.years), "to": _operand(test.value.to)}
    return test.value if test.op == "exists" else _operand(test.value)


def _operand(value: Any) -> Any:
    if isinstance(value, Ref):
        return str(value)
    return f"${value}" if isinstance(value, str) and value.startswith("$") else json_value(value)
