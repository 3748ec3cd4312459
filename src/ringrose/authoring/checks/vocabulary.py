"""What is there in vain: fact types, attributes, values, aliases, references and parameters that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.checks.remarks import Checked, Remark, RulePlace
from ringrose.errors import listing
from ringrose.model.pack import (
    PARAM,
    CountCondition,
    Derives,
    EveryCondition,
    FactCondition,
    Operand,
    Pattern,
    Ref,
    Rule,
    Share,
    Test,
)
from ringrose.model.text import slots_of

__all__ = ["aliases", "attributes", "parameters", "references", "types"]


def _patterns(rule: Rule) -> Iterator[Pattern]:
    for condition in rule.conditions:
        yield from condition.patterns()
    yield from rule.unless


def _slots(rule: Rule) -> Iterator[tuple[str, str]]:
    """What the texts of a rule name."""
    for text in (rule.because, rule.advice):
        for template in text.texts.values() if text is not None else ():
            yield from slots_of(template)


def _operands(test: Test) -> tuple[Operand, ...]:
    return (test.value.years, test.value.to) if test.op == "within" else test.operands()


def _references(rule: Rule) -> Iterator[Ref]:
    """All references of a rule, to parameters too."""
    operands: list[Operand] = [v for p in _patterns(rule) for tests in p.where.values() for test in tests for v in _operands(test)]
    for condition in rule.conditions:
        if isinstance(condition, CountCondition):
            operands.append(condition.number.share if isinstance(condition.number, Share) else condition.number)
    if isinstance(rule.then, Derives):
        operands += rule.then.attributes.values()
    yield from (operand for operand in operands if isinstance(operand, Ref))


def _aliases(rule: Rule) -> dict[str, tuple[str, int]]:
    """The type that each alias names, and the number of its condition."""
    found = {}
    for number, condition in enumerate(rule.conditions):
        if isinstance(condition, EveryCondition):
            found[condition.alias] = (condition.domain.type, number)
        elif isinstance(condition, FactCondition) and condition.alias is not None:
            found[condition.alias] = (condition.pattern.type, number)
    return found


def types(checked: Checked) -> Iterator[Remark]:
    """Fact types that no rule reads or concludes."""
    rules = [place.rule for place in checked.rules()]
    read = {p.type for rule in rules for p in _patterns(rule)}
    derived = {rule.then.type for rule in rules if isinstance(rule.then, Derives)}
    for name, kind in checked.pack.vocabulary.types.items():
        path = ("vocabulary", "facts", name)
        if kind.derived and name not in derived:
            why = "Conditions that ask for it are never true" if name in read else "Nothing uses it"
            yield Remark(
                "never-derived", path, name, f"No rule concludes `{name}`", why, "Write a rule for it, or take it out", at_key=True
            )
        elif name not in read:
            why = "Rules conclude it in vain" if kind.derived else "A case records it in vain"
            yield Remark("unread-type", path, name, f"No rule reads `{name}`", why, "Write a rule that does, or take it out", at_key=True)


class _Used:
    """How rules use attributes: which they read at all, of which their values count beyond what is named, and which values they name."""

    def __init__(self, checked: Checked) -> None:
        self.read: set[tuple[str, str]] = set()
        self.compared: set[tuple[str, str]] = set()
        self.named: dict[tuple[str, str], set[object]] = {}
        for place in checked.rules():
            self._note(place)

    def _note(self, place: RulePlace) -> None:
        rule = place.rule
        bound = {alias: type for alias, (type, _) in _aliases(rule).items()}
        for pattern in _patterns(rule):
            for name, tests in pattern.where.items():
                at = pattern.type, name
                self.read.add(at)
                for test in tests:
                    self.named.setdefault(at, set()).update(v for v in test.operands() if isinstance(v, str))
                    if any(isinstance(v, Ref) for v in _operands(test)):
                        self.compared.add(at)
        for condition in rule.conditions:
            if isinstance(condition, CountCondition) and condition.distinct is not None:
                self.compared.add((condition.pattern.type, condition.distinct))
        for alias, attribute in (*_slots(rule), *((ref.alias, ref.attribute) for ref in _references(rule))):
            if alias in bound:
                self.compared.add((bound[alias], attribute))
        self.read |= self.compared


def attributes(checked: Checked) -> Iterator[Remark]:
    """Attributes that no rule reads, and values that no rule names where it names others of the attribute."""
    used = _Used(checked)
    read = {type for type, _ in used.read} | {p.type for place in checked.rules() for p in _patterns(place.rule)}
    for name, kind in checked.pack.vocabulary.types.items():
        if kind.derived or name not in read:  # what is derived may state something only to be another fact
            continue
        for attribute, known in kind.attributes.items():
            path = ("vocabulary", "facts", name, "attributes", attribute)
            if (name, attribute) not in used.read:
                what = f"No rule reads `{attribute}` of `{name}`, and no text tells it"
                why = "A case states it for its readers alone"
                yield Remark("unread-attribute", path, name, what, why, "Use it in a rule, take it out, or waive it", at_key=True)
            elif known.type == "one_of" and (name, attribute) not in used.compared:
                others = [value for value in known.values if value not in used.named.get((name, attribute), ())]
                if len(others) > 1:
                    what = f"No rule names {listing([f'`{value}`' for value in others], 'or')} of `{attribute}`"
                    why = "To all rules these values mean the same"
                    yield Remark("values-alike", path, name, what, why, "Name one in a rule, join them, or waive it", at_key=True)


def aliases(checked: Checked) -> Iterator[Remark]:
    """Names that a rule gives and does not use."""
    for place in checked.rules():
        used = {ref.alias for ref in _references(place.rule)} | {alias for alias, _ in _slots(place.rule)}
        for alias, (type, number) in _aliases(place.rule).items():
            if alias not in used:
                in_every = isinstance(place.rule.conditions[number], EveryCondition)
                path = (*place.path, "if", number, *(("every", "as") if in_every else ("as",)))
                what = f"The rule `{place.name}` never uses the name `{alias}`"
                if in_every:
                    why, hint = f"It asks the same of each `{type}`", f"Refer to it in the second pattern, such as ${alias}.id"
                else:
                    why, hint = (
                        f"So it fires once for each `{type}`, and says the same each time",
                        "Use it in a text or a condition, or take `as` out",
                    )
                yield Remark("unused-alias", path, place.name, what, why, hint)


def references(checked: Checked) -> Iterator[Remark]:
    """References of pack.yaml that nothing names."""
    pack = checked.written
    given = [
        reference for e in pack.elements for reference in (e.reference, *(c.reference for c in e.criteria), *(r.reference for r in e.rules))
    ]
    given += [one.reference for parameter in pack.parameters.values() for one in parameter.values]
    named = {reference.id for reference in given if reference is not None}
    for number, reference in enumerate(pack.references):
        if reference["id"] not in named:
            what = f"Nothing names the reference `{reference['id']}`"
            hint = "Name it where something comes from it, or take it out"
            yield Remark("unused-reference", ("pack", "references", number), pack.id, what, "", hint)


def parameters(checked: Checked) -> Iterator[Remark]:
    """Parameters that no rule names."""
    named = {ref.attribute for place in checked.rules() for ref in _references(place.rule) if ref.alias == PARAM}
    told = {name for place in checked.rules() for alias, name in _slots(place.rule) if alias == PARAM}
    for name in checked.written.parameters:
        if name not in named:
            why = "A sentence tells it, though nothing depends on it" if name in told else ""
            hint = f"Write $param.{name} in a rule, or take it out"
            yield Remark(
                "unused-parameter",
                ("pack", "parameters", name),
                checked.pack.id,
                f"No rule names the parameter `{name}`",
                why,
                hint,
                at_key=True,
            )
