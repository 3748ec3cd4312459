"""Two judgements of the same thing side by side: which statuses differ, and which findings came and went."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from attrs import frozen

from ringrose.model.assessment import Conflict, CriterionResult, Finding, Judgement

__all__ = ["ConflictsCompared", "CriterionCompared", "ElementCompared", "Key", "compared", "compared_conflicts", "key_of"]

Key = Callable[[Finding], tuple[Hashable, Hashable]]
"""Gives by what a finding is the same as one of the other side, and what it rests on."""

_T = TypeVar("_T")


def encoded(data: Any) -> str:
    """Data as JSON with sorted keys: what is told apart by it is told apart in an answer."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def key_of(finding: Finding) -> tuple[Hashable, Hashable]:
    """A finding is the same where rule and bindings are; it rests on its facts, and on what is absent with what closes that."""
    return (finding.rule, finding.polarity, encoded(finding.bindings)), encoded([finding.facts, [a.to_dict() for a in finding.absent]])


@frozen
class CriterionCompared:
    """A criterion before and after; a status is None where that side does not have the criterion.

    ``changed`` are findings that stayed but rest on something else, as they were before and as they are after.
    """

    id: str
    role: str
    before: str | None
    after: str | None
    came: tuple[Finding, ...]
    went: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]

    @property
    def moved(self) -> bool:
        """Whether anything differs."""
        return bool(self.before != self.after or self.came or self.went or self.changed)

    def to_dict(self, lang: str) -> dict[str, Any]:
        """The criterion as JSON has it."""
        return {
            "id": self.id,
            "role": self.role,
            "before": self.before,
            "after": self.after,
            "came": [finding.to_dict(lang) for finding in self.came],
            "went": [finding.to_dict(lang) for finding in self.went],
            "changed": [{"before": before.to_dict(lang), "after": after.to_dict(lang)} for before, after in self.changed],
        }


@frozen
class ElementCompared:
    """An element before and after; a status is None where that side does not have the element."""

    element: str
    before: str | None
    after: str | None
    criteria: tuple[CriterionCompared, ...]

    @property
    def turned(self) -> bool:
        """Whether the status differs."""
        return self.before != self.after

    @property
    def moved(self) -> bool:
        """Whether anything differs."""
        return self.turned or any(criterion.moved for criterion in self.criteria)

    def to_dict(self, lang: str) -> dict[str, Any]:
        """The element as JSON has it."""
        criteria = [criterion.to_dict(lang) for criterion in self.criteria]
        return {"element": self.element, "before": self.before, "after": self.after, "criteria": criteria}


@frozen
class ConflictsCompared:
    """The conflicts that came and those that went."""

    came: tuple[Conflict, ...]
    went: tuple[Conflict, ...]

    def to_dict(self) -> dict[str, Any]:
        """The conflicts as JSON has them."""
        return {
            "came": [{"fact": conflict.fact, "denial": conflict.denial} for conflict in self.came],
            "went": [{"fact": conflict.fact, "denial": conflict.denial} for conflict in self.went],
        }


def compared(
    before: Iterable[Judgement], after: Iterable[Judgement], keys: tuple[Key, Key] = (key_of, key_of)
) -> tuple[ElementCompared, ...]:
    """Each element and criterion of two assessments, in the order of the first and then of the second."""
    pairs = _paired(before, after, lambda judgement: judgement.id)
    return tuple(
        ElementCompared(
            (one or other).id,  # type: ignore[union-attr]  # one of the two is there
            one.status if one else None,
            other.status if other else None,
            tuple(
                _criterion(first, second, keys)
                for first, second in _paired(one.criteria if one else (), other.criteria if other else (), lambda result: result.id)
            ),
        )
        for one, other in pairs
    )


def _paired(before: Iterable[_T], after: Iterable[_T], name: Callable[[_T], str]) -> list[tuple[_T | None, _T | None]]:
    first, second = {name(one): one for one in before}, {name(one): one for one in after}
    return [(first.get(key), second.get(key)) for key in dict.fromkeys((*first, *second))]


def _criterion(before: CriterionResult | None, after: CriterionResult | None, keys: tuple[Key, Key]) -> CriterionCompared:
    shown = after or before
    assert shown is not None
    came, went, changed = _findings(before.findings if before else (), after.findings if after else (), keys)
    return CriterionCompared(
        shown.id, shown.role, before.status if before else None, after.status if after else None, tuple(came), tuple(went), tuple(changed)
    )


def _findings(
    before: Sequence[Finding], after: Sequence[Finding], keys: tuple[Key, Key]
) -> tuple[list[Finding], list[Finding], list[tuple[Finding, Finding]]]:
    first, second = _numbered(before, keys[0]), _numbered(after, keys[1])
    came = [finding for same, (finding, _) in second.items() if same not in first]
    went = [finding for same, (finding, _) in first.items() if same not in second]
    stayed = [(*first[same], *second[same]) for same in first if same in second]
    return came, went, [(one, other) for one, rests, other, rests_now in stayed if rests != rests_now]


def _numbered(findings: Iterable[Finding], key: Key) -> dict[Hashable, tuple[Finding, Hashable]]:
    """Findings by what makes them the same, with what they rest on; alike ones (in answers of others) are told apart by number."""
    seen: Counter[Hashable] = Counter()
    numbered: dict[Hashable, tuple[Finding, Hashable]] = {}
    for finding in findings:
        same, rests = key(finding)
        seen[same] += 1
        numbered[same, seen[same]] = finding, rests
    return numbered


def compared_conflicts(
    before: Iterable[Conflict], after: Iterable[Conflict], name: Callable[[str], str] = lambda id: id
) -> ConflictsCompared:
    """The conflicts that came and went; ``name`` says what the facts of the second are called in the first."""
    first = {(conflict.fact, conflict.denial): conflict for conflict in before}
    second = {(name(conflict.fact), name(conflict.denial)): conflict for conflict in after}
    return ConflictsCompared(
        tuple(conflict for same, conflict in second.items() if same not in first),
        tuple(conflict for same, conflict in first.items() if same not in second),
    )
