"""What is a pack's own, where it stands on another: the rules, criteria and parameters that differ from its parent's."""

from __future__ import annotations

from attrs import frozen

from ringrose.model.pack import Criterion, Derives, Pack, Parameter, Rule

__all__ = ["Own", "own", "own_rules"]


@frozen
class Own:
    """A pack as its files write it, and the full names of what is its own: what is its parent's is for the parent's tests.

    ``roles`` are the criteria whose role is its own, ``criteria`` those whose statuses are: one that has such a role, or that a rule of its
    own concludes about.
    """

    pack: Pack
    rules: dict[str, Rule]
    roles: dict[str, Criterion]
    criteria: dict[str, Criterion]
    parameters: dict[str, Parameter]


def own(pack: Pack) -> Own:
    """What is a pack's own; of one that stands on no other, everything."""
    written = pack.written or pack
    parent = written.parent and (written.parent.written or written.parent)
    rules = own_rules(written)
    criteria = {f"{element.id}.{criterion.id}": criterion for element in written.elements for criterion in element.criteria}
    before = (
        {f"{element.id}.{criterion.id}": criterion.role for element in parent.elements for criterion in element.criteria} if parent else {}
    )
    roles = {name: criterion for name, criterion in criteria.items() if before.get(name) != criterion.role}
    concluded = {f"{name.partition('.')[0]}.{rule.then.criterion}" for name, rule in rules.items() if not isinstance(rule.then, Derives)}
    judged = {name: criterion for name, criterion in criteria.items() if name in roles or name in concluded}
    known = parent.parameters if parent else {}
    parameters = {name: parameter for name, parameter in written.parameters.items() if known.get(name) != parameter}
    return Own(written, rules, roles, judged, parameters)


def own_rules(pack: Pack) -> dict[str, Rule]:
    """The rules of which what judgements hang on is a pack's own, as its files write them, by their full names."""
    written = pack.written or pack
    parent = written.parent and (written.parent.written or written.parent)
    theirs = {name: _meaning(rule) for name, _, rule in parent.rules()} if parent else {}
    return {name: rule for name, _, rule in written.rules() if theirs.get(name) != _meaning(rule)}


def _meaning(rule: Rule) -> tuple[object, ...]:
    """What judgements hang on in a rule; its texts are not among it."""
    return rule.conditions, rule.unless, rule.then
