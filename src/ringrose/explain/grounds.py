"""Justifications as a table: each fact, absence and application of a rule stands in it once, under an id made of its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from attrs import frozen

from ringrose.model.assessment import Absent, AbsentNode, AtLeastNode, EveryNode, FactNode, Node, RuleNode
from ringrose.model.case import Case, Citation, Closure, Fact
from ringrose.model.pack import STRUCTURAL
from ringrose.model.text import Message
from ringrose.model.values import json_value

__all__ = [
    "AbsentGround",
    "AtLeastGround",
    "CompleteGround",
    "DerivedGround",
    "EveryGround",
    "FactGround",
    "Ground",
    "RuleGround",
    "Table",
    "bindings_data",
    "cited_data",
]

Data = dict[str, Any]
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=json_value).encode


def attributes_data(attributes: Mapping[str, Any]) -> Data:
    """Attributes as JSON has them, sorted."""
    return {name: json_value(value) for name, value in sorted(attributes.items())}


def cited_data(citation: Citation) -> Data:
    """A place in a source as JSON has it: what is stated of it."""
    parts = {"id": citation.id, "at": citation.at, "quote": citation.quote, "url": citation.url}
    return {name: part for name, part in parts.items() if part is not None}


def bindings_data(bindings: Mapping[str, str | Mapping[str, Any]]) -> Data:
    """What each alias stands for, as JSON has it."""
    return {alias: b if isinstance(b, str) else dict(b) for alias, b in bindings.items()}


def _aside(stated: Fact | Closure) -> Data:
    """What is said about a statement beside its attributes. It never touches inference."""
    note = None if stated.note is None else stated.note.plain()
    when = json.loads(_encode(stated.when))
    return {"certainty": stated.certainty, "when": when, "note": note, "sources": [cited_data(c) for c in stated.source]}


@frozen
class FactGround:
    """A fact that holds, recorded or structural, or a denial that closes a record."""

    fact: Fact

    @property
    def code(self) -> str:
        """The code of the node."""
        return "why.denial" if self.fact.holds is False else "why.structural" if self.fact.type in STRUCTURAL else "why.fact"

    def data(self) -> Data:
        """The node as JSON has it, without code and text."""
        fact = self.fact
        own = {"id": fact.id, "fact": fact.type, "attributes": attributes_data(fact.attributes), "holds": fact.holds}
        return own if self.code == "why.structural" else {**own, **_aside(fact)}


@frozen
class CompleteGround:
    """A record that the case declares complete."""

    code: ClassVar[str] = "why.complete"
    closure: Closure

    def data(self) -> Data:
        """The node as JSON has it, without code and text."""
        return {"fact": self.closure.type, "attributes": attributes_data(self.closure.attributes), **_aside(self.closure)}


@frozen
class AbsentGround:
    """A pattern known not to hold, and the ids of the denials and of the complete records that cover it."""

    code: ClassVar[str] = "why.absent"
    absent: Absent
    closed_by: tuple[str, ...]
    records: tuple[str, ...]

    def data(self) -> Data:
        """The node as JSON has it, without code and text."""
        closers = {"closed_by": list(self.closed_by), "records": list(self.records)}
        return {"fact": self.absent.type, "where": dict(self.absent.where), **self.absent.counted(), **closers}


@frozen
class EveryGround:
    """For each structural fact of a domain (by its id in the table) the ids of what made the condition true for it."""

    code: ClassVar[str] = "why.every"
    instances: tuple[tuple[str, tuple[str, ...]], ...]

    def data(self) -> Data:
        """The node as JSON has it, without code and text."""
        return {"instances": [{"for": x, "because": list(because)} for x, because in self.instances]}


@frozen
class AtLeastGround:
    """Enough facts that match a pattern: the ids of those that were counted, and of the structural facts a share of which was asked for."""

    code: ClassVar[str] = "why.at_least"
    count: AtLeastNode
    because: tuple[str, ...]
    share: tuple[str, ...]

    def data(self) -> Data:
        """The node as JSON has it, without code and text."""
        count = self.count
        distinct = {} if count.distinct is None else {"distinct": count.distinct}
        found = {"needed": count.needed, **distinct, "found": count.found, "because": list(self.because), "share": list(self.share)}
        return {"fact": count.type, "where": dict(count.where), **found}


@frozen
class DerivedGround:
    """A derived fact, and the ids of all applications of rules that concluded it."""

    code: ClassVar[str] = "why.derived"
    fact: Fact
    ways: tuple[str, ...]

    def data(self) -> Data:
        """The node as JSON has it, without code and text."""
        return {"fact": self.fact.type, "attributes": attributes_data(self.fact.attributes), "ways": list(self.ways)}


@frozen
class RuleGround:
    """The application of a rule that concluded a derived fact (by its id in the table), and the ids of what its conditions rest on."""

    code: ClassVar[str] = "why.rule"
    rule: str
    message: Message
    concludes: str
    bindings: Mapping[str, str | Mapping[str, Any]]
    because: tuple[str, ...]

    def data(self) -> Data:
        """The node as JSON has it, without code and text."""
        return {
            "rule": self.rule,
            "concludes": self.concludes,
            "bindings": bindings_data(self.bindings),
            "because": list(self.because),
        }


Ground = FactGround | CompleteGround | AbsentGround | EveryGround | AtLeastGround | DerivedGround | RuleGround

_Part = Fact | Closure | AbsentNode | EveryNode | AtLeastNode | RuleNode | tuple[RuleNode, ...]
"""What a node of the table is made from; a derived fact is the applications that concluded it."""


_KINDS = ("fact", "derived", "every", "at_least", "absent")


def _digest(content: object) -> str:
    return hashlib.sha256(_encode(content).encode()).hexdigest()[:16]


class Table:
    """The nodes below findings, in the order in which they are met.

    An id says what a node is about and nothing of what lies below it, so that it stays the same while the evidence grows: a fact has its
    id in the case, a derived fact its type and attributes, the application of a rule its bindings and what it concludes, a count its
    pattern and how many it needed. Only the id of an `every` is made of what it lists.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._facts = {fact.id: fact for fact in case.facts}
        self.nodes: dict[str, Ground] = {}

    def add(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        """The ids of nodes, which stand in the table afterwards with all below them."""
        first = self._parts(nodes)
        waiting = list(reversed(first.items()))  # no recursion: a chain of derived facts may be of any length
        while waiting:
            id, part = waiting.pop()
            if id not in self.nodes:
                self.nodes[id], below = self._ground(part)
                waiting += reversed(below.items())
        return tuple(first)

    def _parts(self, nodes: Iterable[Node]) -> dict[str, _Part]:
        """What stands in the table for nodes, by id: all applications that concluded one derived fact are one.

        They are sorted, so that they stand alike in whatever order a rule has its conditions.
        """
        parts: dict[str, _Part] = {}
        ways: dict[str, dict[str, RuleNode]] = {}
        for node in nodes:
            if isinstance(node, FactNode):
                parts[_of_fact(node.fact)] = node.fact
            elif isinstance(node, AbsentNode):
                counted = node.absent.counted()
                parts[f"absent:{_digest([node.absent.type, node.absent.where, *([counted] if counted else [])])}"] = node
            elif isinstance(node, AtLeastNode):
                asked = [node.type, node.where, node.needed, node.distinct, sorted({x.type for x in node.share})]
                parts[f"at_least:{_digest(asked)}"] = node
            elif isinstance(node, EveryNode):
                told = [[_of_fact(x), list(self._parts(premises))] for x, premises in node.instances]
                parts[f"every:{_digest(told)}"] = node
            else:
                concluded = _of_derived(node)
                ways.setdefault(concluded, {})[_of_rule(node)] = node
                parts[concluded] = tuple(ways[concluded].values())
        return dict(sorted(parts.items(), key=lambda part: (_KINDS.index(part[0].partition(":")[0]), part[0])))

    def _ground(self, part: _Part) -> tuple[Ground, dict[str, _Part]]:
        """A node of the table, and what stands directly below it."""
        if isinstance(part, Fact):
            return FactGround(part), {}
        if isinstance(part, Closure):
            return CompleteGround(part), {}
        if isinstance(part, tuple):
            applied: dict[str, _Part] = {_of_rule(node): node for node in part}
            assert part[0].derived is not None
            return DerivedGround(part[0].derived, tuple(applied)), applied
        if isinstance(part, RuleNode):
            premises = self._parts(part.premises)
            return RuleGround(part.rule, part.message, _of_derived(part), part.bindings, tuple(premises)), premises
        if isinstance(part, EveryNode):
            parts = [(x, self._parts(premises)) for x, premises in part.instances]
            all_below: dict[str, _Part] = {}
            for x, below in parts:
                all_below |= {_of_fact(x): x, **below}
            return EveryGround(tuple((_of_fact(x), tuple(below)) for x, below in parts)), all_below
        if isinstance(part, AtLeastNode):
            premises, of = self._parts(part.premises), {_of_fact(fact): fact for fact in part.share}
            return AtLeastGround(part, tuple(premises), tuple(of)), {**premises, **of}
        denials: dict[str, _Part] = {_of_fact(self._facts[id]): self._facts[id] for id in part.absent.closed_by}
        entries = (self._case.complete[position] for position in part.absent.records)
        records: dict[str, _Part] = {_of_closure(entry): entry for entry in entries}
        records = dict(sorted(records.items()))  # wherever the entries stand in the file
        return AbsentGround(part.absent, tuple(denials), tuple(records)), denials | records


def _of_fact(fact: Fact) -> str:
    return f"{'denial' if fact.holds is False else 'fact'}:{fact.id}"


def _of_closure(closure: Closure) -> str:
    return f"complete:{_digest([closure.type, attributes_data(closure.attributes), closure.id, _aside(closure)])}"


def _of_derived(node: RuleNode) -> str:
    assert node.derived is not None, "what a rule concludes about a criterion is a finding, and nothing rests on one"
    return f"derived:{node.derived.type}:{_digest(attributes_data(node.derived.attributes))}"


def _of_rule(node: RuleNode) -> str:
    return f"rule:{node.rule}:{_digest([_of_derived(node), bindings_data(node.bindings)])}"
