"""Who reads what: which rules of a pack read, conclude and settle what, and what names a reference or a parameter."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.pages.blocks import Key
from ringrose.model.check_rules import patterns_of
from ringrose.model.pack import PARAM, CountCondition, Derives, Element, Pack, Ref, Rule, Share
from ringrose.model.text import LocalText, slots_of

__all__ = ["Links", "parameters_of"]


class Links:
    """The links within a pack whose parameters are not put in; rules by full name, in the order of the pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.read_by: dict[str, list[str]] = {}
        self.concluded_by: dict[str, list[str]] = {}
        self.reads: dict[str, list[str]] = {}
        for name, _, rule in pack.rules():
            self.reads[name] = list(dict.fromkeys(pattern.type for pattern in patterns_of(rule)))
            for type in self.reads[name]:
                self.read_by.setdefault(type, []).append(name)
            if isinstance(rule.then, Derives):
                self.concluded_by.setdefault(rule.then.type, []).append(name)

    def settling(self, element: Element, criterion: str) -> list[Rule]:
        """The rules that conclude about a criterion of an element."""
        return [rule for rule in element.rules if not isinstance(rule.then, Derives) and rule.then.criterion == criterion]

    def naming_reference(self, id: str) -> Iterator[Key]:
        """The elements, criteria and rules that name a reference, and the parameters of which a value does."""
        for element in self.pack.elements:
            if element.reference is not None and element.reference.id == id:
                yield ("element", element.id)
            for key, things in (("criterion", element.criteria), ("rule", element.rules)):
                for thing in things:
                    if thing.reference is not None and thing.reference.id == id:
                        yield (key, element.id, thing.id)
        if any(one.reference is not None and one.reference.id == id for known in self.pack.parameters.values() for one in known.values):
            yield ("parameters",)

    def naming_parameter(self, name: str) -> Iterator[Key]:
        """The elements, criteria and rules that name a parameter, in their conditions or texts."""
        for element in self.pack.elements:
            if name in _in_texts(element.title, element.question):
                yield ("element", element.id)
            for criterion in element.criteria:
                if name in _in_texts(criterion.title, criterion.question):
                    yield ("criterion", element.id, criterion.id)
            for rule in element.rules:
                if name in parameters_of(rule):
                    yield ("rule", element.id, rule.id)


def parameters_of(rule: Rule) -> list[str]:
    """The parameters that a rule names, in its conditions, its conclusion or its texts, in this order."""
    operands: list[object] = []
    for pattern in patterns_of(rule):
        for tests in pattern.where.values():
            for test in tests:
                operands += test.operands()
                operands += [test.value.years] if test.op == "within" else []
    for condition in rule.conditions:
        if isinstance(condition, CountCondition):
            operands.append(condition.number.share if isinstance(condition.number, Share) else condition.number)
    if isinstance(rule.then, Derives):
        operands += rule.then.attributes.values()
    named = [operand.attribute for operand in operands if isinstance(operand, Ref) and operand.alias == PARAM]
    return list(dict.fromkeys((*named, *_in_texts(rule.because, rule.advice))))


def _in_texts(*texts: LocalText | None) -> list[str]:
    return [name for text in texts if text for one in text.texts.values() for alias, name in slots_of(one) if alias == PARAM]
