"""What differs between two cases and their judgements, and which of the differences bear on which element."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from ringrose.assessing import assess, statuses_by
from ringrose.explain.case_differences import CaseDifference, CaseDifferences, case_differences
from ringrose.explain.comparing import (
    ConflictsCompared,
    ElementCompared,
    Key,
    compared,
    compared_conflicts,
    encoded,
)
from ringrose.meaning.matching import Resolved, could_match
from ringrose.model.assessment import Absent, Assessment, AtLeastNode, EveryNode, Finding, RuleNode
from ringrose.model.case import Closure, Fact
from ringrose.model.pack import Pack, Vocabulary
from ringrose.plan import Check, plan_of
from ringrose.preparing import CaseLike, PackLike, prepared

__all__ = ["Bearing", "CasesDiff", "diff_cases"]

MOST_TRIED = 1000
"""How many differences are tried one by one."""


@frozen
class Bearing:
    """That a difference (by its position) bears on an element.

    ``in_findings``: findings that came, went or rest on something else rest on it or on its absence, or it may be an exception of theirs.
    ``alone``: with it alone the first case would have the second's status of the element. ``needed``: without it the second would not. The
    last two are None where the status does not differ, where a case cannot be so, and where there are too many differences to try.
    """

    difference: int
    in_findings: bool
    alone: bool | None
    needed: bool | None

    def to_dict(self) -> dict[str, Any]:
        """The bearing as JSON has it."""
        return {"difference": self.difference, "in_findings": self.in_findings, "alone": self.alone, "needed": self.needed}


@frozen
class CasesDiff:
    """What differs between two cases, in what they state and in how they are judged; ``bearing`` is told for each element by its id."""

    before: Assessment
    after: Assessment
    differences: tuple[CaseDifference, ...]
    elements: tuple[ElementCompared, ...]
    bearing: Mapping[str, tuple[Bearing, ...]]
    conflicts: ConflictsCompared

    @property
    def turned(self) -> bool:
        """Whether the status of any element differs."""
        return any(element.turned for element in self.elements)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``diff/1``; texts in ``lang`` (default: the language asked for)."""
        lang = lang or self.before.lang
        pack = self.before.pack
        return {
            "ringrose": "diff/1",
            "kind": "cases",
            "cases": [self.before.case.id, self.after.case.id],
            "pack": pack.named,
            "differences": [difference.to_dict() for difference in self.differences],
            "elements": [
                {**element.to_dict(lang), "bearing": [one.to_dict() for one in self.bearing[element.element]]} for element in self.elements
            ],
            "conflicts": self.conflicts.to_dict(),
        }


def diff_cases(first: CaseLike, second: CaseLike, *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> CasesDiff:
    """What differs between two cases judged by one pack, and which of the differing facts bear on which judgement.

    The arguments are as for `ringrose.assess`, and so is what is raised.
    """
    one, rules = prepared(first, pack, lang)
    other, _ = prepared(second, rules, lang)
    found = case_differences(one, other, rules.vocabulary)
    before, after = (assess(case, pack=rules, engine=engine, lang=lang) for case in (one, other))
    keys = _keys(found, rules.vocabulary)
    elements = compared(before, after, keys)
    return CasesDiff(
        before,
        after,
        found.differences,
        elements,
        _Bearing(found, rules, statuses_by(rules, engine)).of(elements),
        compared_conflicts(before.conflicts, after.conflicts, found.name),
    )


# -- when findings of two cases are the same --------------------------------------------------------------------------------------


def _keys(found: CaseDifferences, vocabulary: Vocabulary) -> tuple[Key, Key]:
    """How findings of each side are told apart: in the names of the first case, and facts that differ are not the same to rest on."""
    differing = {str(d.first.id) for d in found.differences if d.matters and d.change == "changed" and d.first is not None}

    def side(name: Callable[[str], str], mark: str) -> Key:
        def own(id: str) -> str:
            id = name(id)
            return f"{id} {mark}" if id in differing else id

        def key(finding: Finding) -> tuple[str, str]:
            bound = {alias: _bound(value, name, vocabulary) for alias, value in finding.bindings.items()}
            told = ([a.type, _where(a, name, vocabulary), a.counted(), sorted(map(own, a.closed_by))] for a in finding.absent)
            absent = sorted(map(encoded, told))
            return encoded([finding.rule, finding.polarity, bound]), encoded([sorted(map(own, finding.facts)), absent])

        return key

    return side(lambda id: id, "before"), side(found.name, "after")


def _bound(value: Any, name: Callable[[str], str], vocabulary: Vocabulary) -> Any:
    """What an alias stands for: a fact, or a derived fact told by its attributes."""
    if isinstance(value, str):
        return name(value)
    return {k: name(v) if vocabulary.attribute_type(value["fact"], k) == "fact" else v for k, v in value.items()}


def _where(absent: Absent, name: Callable[[str], str], vocabulary: Vocabulary) -> dict[str, Any]:
    def read(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {op: read(operand) for op, operand in value.items()}
        return [read(one) for one in value] if isinstance(value, list) else name(value) if isinstance(value, str) else value

    return {k: read(v) if vocabulary.attribute_type(absent.type, k) == "fact" else v for k, v in absent.where.items()}


# -- what bears on an element -----------------------------------------------------------------------------------------------------


class _Bearing:
    """Finds which differences bear on which elements."""

    def __init__(self, found: CaseDifferences, pack: Pack, statuses: Callable[[Any], Mapping[str, str]]) -> None:
        self.found, self.vocabulary, self.statuses = found, pack.vocabulary, statuses
        self.exceptions: dict[str, list[tuple[str, Resolved]]] = {}
        for clause in plan_of(pack).clauses():
            told = self.exceptions.setdefault(clause.rule, [])
            told += ((match.type, match.known) for match in clause.exceptions)
        self.reading = [(n, difference) for n, difference in enumerate(found.differences) if difference.matters]
        self.tried: dict[int, tuple[Mapping[str, str] | None, Mapping[str, str] | None]] = {}

    def of(self, elements: tuple[ElementCompared, ...]) -> dict[str, tuple[Bearing, ...]]:
        if any(element.turned for element in elements):
            for n, difference in self.reading[:MOST_TRIED]:
                alone, without = self.found.alone(difference, self.vocabulary), self.found.without(difference, self.vocabulary)
                self.tried[n] = (self.statuses(alone) if alone else None), (self.statuses(without) if without else None)
        return {element.element: tuple(self._bearing(element)) for element in elements}

    def _bearing(self, element: ElementCompared) -> Iterator[Bearing]:
        seen = _Leaves(element, self.found, self.vocabulary, self.exceptions)
        for n, difference in self.reading if element.moved else ():
            alone, undone = self.tried.get(n, (None, None)) if element.turned else (None, None)
            enough = None if alone is None else alone[element.element] == element.after
            needed = None if undone is None else undone[element.element] != element.after
            in_findings = seen.rest_on(difference)
            if in_findings or enough or needed:
                yield Bearing(n, in_findings, enough, needed)


class _Leaves:
    """What the findings of an element rest on that came, went or rest on something else, in the names of the first case."""

    def __init__(
        self,
        element: ElementCompared,
        found: CaseDifferences,
        vocabulary: Vocabulary,
        exceptions: Mapping[str, list[tuple[str, Resolved]]],
    ) -> None:
        self.found, self.vocabulary = found, vocabulary
        criteria = element.criteria
        self.left = [f for c in criteria for f in (*c.went, *(before for before, _ in c.changed))]
        self.right = [f for c in criteria for f in (*c.came, *(after for _, after in c.changed))]
        self.facts = {id for f in self.left for id in _ids(f)} | {found.name(id) for f in self.right for id in _ids(f)}
        self.records = {id(found.first.complete[n]) for f in self.left for a in f.absent for n in a.records}
        self.records |= {id(found.aligned.complete[n]) for f in self.right for a in f.absent for n in a.records}
        self.patterns = [
            [(a.type, _resolved(a.type, _where(a, name, vocabulary), vocabulary)) for f in side for a in f.absent]
            for side, name in ((self.left, str), (self.right, found.name))
        ]
        self.exceptions = [[one for rule in _rules(side) for one in exceptions[rule]] for side in (self.left, self.right)]

    def rest_on(self, difference: CaseDifference) -> bool:
        """Whether a finding rests on what differs, or on the absence of what is on the other side."""
        first, second = difference.first, difference.aligned
        if difference.what == "record":
            return id(first) in self.records or id(second) in self.records
        if difference.what != "fact":
            return not self.facts.isdisjoint(self._framed(difference))
        told = first or second
        assert told is not None
        if told.id in self.facts:
            return True
        # A finding that rested on the absence of such a fact went because it is there now, and the other way round; an exception likewise.
        return any(
            self._could_be(fact, self.patterns[side]) or self._could_be(fact, self.exceptions[side], certain=True)
            for side, fact in enumerate((second, first))
        )

    def _could_be(self, fact: Fact | Closure | None, patterns: list[tuple[str, Resolved]], *, certain: bool = False) -> bool:
        """Whether a fact that holds, or (not ``certain``) may hold, could match one of the patterns."""
        if not isinstance(fact, Fact) or fact.holds is False or (certain and fact.holds is not True):
            return False
        attributes = {**fact.attributes, "id": fact.id}
        return any(fact_type == fact.type and could_match(resolved, attributes) for fact_type, resolved in patterns)

    def _framed(self, difference: CaseDifference) -> Collection[str]:
        """The ids of the partners, fields or years that differ."""
        if difference.what == "review":
            return {id for id in self.facts if id.startswith("year-")}
        sides = [{one["id"]: encoded(one) for one in side or ()} for side in (difference.before, difference.after)]
        return {id for id in (*sides[0], *sides[1]) if sides[0].get(id) != sides[1].get(id)}


def _ids(finding: Finding) -> Iterator[str]:
    yield from finding.facts
    for absent in finding.absent:
        yield from absent.closed_by


def _rules(findings: list[Finding]) -> set[str]:
    """The rules of findings, and those of all derived facts that they rest on."""
    rules = {finding.rule for finding in findings}
    waiting = [node for finding in findings for node in finding.because]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, RuleNode) and id(node) not in seen:
            seen.add(id(node))
            rules.add(node.rule)
            waiting += node.premises
        elif isinstance(node, AtLeastNode):
            waiting += node.premises
        elif isinstance(node, EveryNode):
            waiting += [below for _, premises in node.instances for below in premises]
    return rules


def _resolved(fact_type: str, where: Mapping[str, Any], vocabulary: Vocabulary) -> Resolved:
    """A pattern as it is told, to be matched again."""
    checks: list[tuple[Check, tuple[Any, ...]]] = []
    for name, told in where.items():
        of_days = vocabulary.attribute_type(fact_type, name) == "date"
        for op, operand in (told if isinstance(told, Mapping) else {"is": told}).items():
            values = operand if op == "in" else [operand]
            checks.append((Check(name, op, (), of_days), tuple(_day(value) if of_days else value for value in values)))
    return tuple(checks)


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value
