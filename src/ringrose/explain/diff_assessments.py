"""What differs between two assessments as they were saved; nothing is judged again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from ringrose.explain.comparing import ConflictsCompared, ElementCompared, compared, compared_conflicts
from ringrose.model.assessment import Absent, Assessment, Conflict, CriterionResult, Finding, Judgement
from ringrose.model.pack import Criterion, Element
from ringrose.model.text import LocalText, Message, slots_of

__all__ = ["AnswerDifference", "AssessmentsDiff", "diff_assessments"]

ABOUT = (
    ("case",),
    ("as_of", "day"),
    ("engine",),
    ("pack", "id"),
    ("pack", "version"),
    ("pack", "digest"),
    ("receipt", "case"),
    ("receipt", "ringrose"),
    ("receipt", "lang"),
)
"""What an answer says about itself."""


@frozen
class AnswerDifference:
    """Something that differs in what the answers say about themselves, such as ``pack.version``."""

    what: str
    before: Any
    after: Any

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON has it."""
        return {"what": self.what, "before": self.before, "after": self.after}


@frozen
class AssessmentsDiff:
    """What differs between two saved assessments, which are kept as they were read."""

    first: Mapping[str, Any]
    second: Mapping[str, Any]
    lang: str
    differences: tuple[AnswerDifference, ...]
    elements: tuple[ElementCompared, ...]
    conflicts: ConflictsCompared

    @property
    def turned(self) -> bool:
        """Whether the status of any element differs."""
        return any(element.turned for element in self.elements)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``diff/1``; findings are told as they were saved, in whatever language."""
        return {
            "ringrose": "diff/1",
            "kind": "assessments",
            "assessments": [{"case": one["case"], "engine": one["engine"], "pack": one["pack"]} for one in (self.first, self.second)],
            "differences": [difference.to_dict() for difference in self.differences],
            "elements": [element.to_dict(lang or self.lang) for element in self.elements],
            "conflicts": self.conflicts.to_dict(),
        }


def diff_assessments(first: Assessment | Mapping[str, Any], second: Assessment | Mapping[str, Any], *, lang: str = "en") -> AssessmentsDiff:
    """What differs between two assessments: `Assessment`s, or data of the shape ``assessment/1`` that was checked to have it.

    Findings are the same where rule and bindings are; their sentences are not compared. ``lang`` is the language of the page alone.
    """
    one, other = (side.to_dict() if isinstance(side, Assessment) else side for side in (first, second))
    conflicts, conflicts_now = ([Conflict(c["fact"], c["denial"]) for c in side["conflicts"]] for side in (one, other))
    return AssessmentsDiff(
        one,
        other,
        lang,
        tuple(_about(one, other)),
        compared(_judgements(one), _judgements(other)),
        compared_conflicts(conflicts, conflicts_now),
    )


def _about(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[AnswerDifference]:
    for path in ABOUT:
        before, after = (_at(side, path) for side in (one, other))
        if before != after:
            yield AnswerDifference(".".join(path), before, after)


def _at(answer: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = answer
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _judgements(answer: Mapping[str, Any]) -> Iterator[Judgement]:
    """The judgements of an answer; what it does not say of elements and criteria is left open."""
    for told in answer["judgements"]:
        results = tuple(
            CriterionResult(
                Criterion(one["id"], one["role"]),
                one["status"],
                tuple(_finding(finding, f"{told['element']}.{one['id']}") for finding in one["findings"]),
            )
            for one in told["criteria"]
        )
        criteria: Any = [result.criterion for result in results]  # mypy does not see through the converter
        element = Element(told["element"], criteria, standing=told["standing"])
        yield Judgement(element, told["status"], results)


def _finding(told: Mapping[str, Any], criterion: str) -> Finding:
    text = told["text"]
    return Finding(
        rule=told["rule"],
        polarity=told["polarity"],
        criterion=criterion,
        decides=told["decides"],
        message=Message(LocalText({"": text}), {f"{a}.{b}": f"{{{a}.{b}}}" for a, b in slots_of(text)}),  # it is no template any more
        bindings=told["bindings"],
        facts=tuple(told["facts"]),
        absent=tuple(_absent(one) for one in told["absent"]),
        because=(),
    )


def _absent(told: Mapping[str, Any]) -> Absent:
    return Absent(told["fact"], told["where"], tuple(told["closed_by"]), at_most=told.get("at_most"), distinct=told.get("distinct"))
