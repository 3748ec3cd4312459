"""The answer: judgements with findings, and the justification of each down to the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar, overload

from attrs import field, frozen

from ringrose.model.as_of import AsOf
from ringrose.model.case import Case, Fact
from ringrose.model.case_content import case_digest
from ringrose.model.pack import Criterion, Element, Pack
from ringrose.model.receipt import answer_digest, receipt_of
from ringrose.model.shown import Shown
from ringrose.model.text import Message
from ringrose.model.values import json_value

__all__ = [
    "Absent",
    "AbsentNode",
    "Assessment",
    "AtLeastNode",
    "Conflict",
    "CriterionResult",
    "EveryNode",
    "FactNode",
    "Finding",
    "Judgement",
    "Later",
    "Node",
    "OpenQuestion",
    "Polarity",
    "Recommendation",
    "RuleNode",
]

Polarity = Literal["satisfies", "violates"]
"""What a finding says of a criterion."""

STATUSES = ("met", "not_met", "contested", "undetermined")
CRITERION_STATUSES = ("satisfied", "violated", "contested", "unknown")


@frozen
class Absent:
    """A pattern that is known not to hold; where ``at_most`` is stated, one of which it is known that no more than so many hold.

    ``where`` has literal values (references resolved) in the shape of a file. ``closed_by`` are the ids of the denials that cover it, and
    ``records`` the positions of the covering entries under ``complete`` of the case. With ``distinct`` the different values of that
    attribute were counted. ``key`` is what absent patterns are sorted by and told apart: the type, and ``where`` as JSON with sorted keys;
    then ``at_most`` and ``distinct``, where they are stated.
    """

    type: str
    where: Mapping[str, Any]
    closed_by: tuple[str, ...]
    records: tuple[int, ...] = ()
    key: tuple[Any, ...] = field(default=("", ""), eq=False, repr=False)
    at_most: int | None = None
    distinct: str | None = None

    def counted(self) -> dict[str, Any]:
        """How many at most, and of which attribute the different values, as JSON has them: only where they are stated."""
        if self.at_most is None:
            return {}
        return {"at_most": self.at_most, **({} if self.distinct is None else {"distinct": self.distinct})}

    def to_dict(self) -> dict[str, Any]:
        """The pattern as JSON has it: ``fact``, ``where``, ``at_most`` and ``distinct`` where they are stated, ``closed_by``."""
        return {"fact": self.type, "where": dict(self.where), **self.counted(), "closed_by": list(self.closed_by)}


@frozen
class FactNode:
    """A leaf: a recorded or structural fact that holds."""

    fact: Fact


@frozen
class AbsentNode:
    """A leaf: a pattern known not to hold."""

    absent: Absent


@frozen
class EveryNode:
    """For each structural fact of a domain, what made the condition true for it."""

    instances: tuple[tuple[Fact, tuple[Node, ...]], ...]


@frozen
class AtLeastNode:
    """At least so many facts match a pattern, or state so many different values of the attribute ``distinct``.

    ``where`` is as in `Absent`. ``needed`` tells how many it takes and ``found`` how many there are. ``premises`` are the nodes of all
    facts that were counted (a derived one may have several), and ``share`` the structural facts of which a share was asked for.
    """

    type: str
    where: Mapping[str, Any]
    needed: int
    found: int
    premises: tuple[Node, ...]
    distinct: str | None = None
    share: tuple[Fact, ...] = ()


@frozen
class RuleNode:
    """The application of a rule: what it concluded, and the nodes that its conditions rest on.

    ``derived`` is the type and attributes of the derived fact (None where the rule concluded about a criterion).
    A derived fact with several justifications is told by several of these nodes. ``bindings`` are as in a `Finding`.
    """

    rule: str
    message: Message
    derived: Fact | None
    premises: tuple[Node, ...]
    bindings: Mapping[str, str | Mapping[str, Any]] = field(factory=dict)


Node = FactNode | AbsentNode | EveryNode | AtLeastNode | RuleNode


@frozen
class Finding:
    """A rule's conclusion that a criterion is satisfied or violated, with its justification.

    ``facts`` are the ids of the recorded and structural facts at the bottom of the justification and ``absent`` the patterns known not to
    hold, both sorted; ``because`` is the tree between.
    """

    rule: str
    polarity: Polarity
    criterion: str
    decides: bool
    message: Message
    bindings: Mapping[str, str | Mapping[str, Any]]
    facts: tuple[str, ...]
    absent: tuple[Absent, ...]
    because: tuple[Node, ...] = field(eq=False, repr=False)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The finding as JSON has it."""
        return {
            "rule": self.rule,
            "polarity": self.polarity,
            "decides": self.decides,
            "text": self.message.text(lang),
            "bindings": {alias: b if isinstance(b, str) else dict(b) for alias, b in self.bindings.items()},
            "facts": list(self.facts),
            "absent": [a.to_dict() for a in self.absent],
        }


_T = TypeVar("_T")


class Later(Sequence[_T]):
    """A tuple that is made when it is first looked into; everywhere else it is that tuple."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[_T, ...]]) -> None:
        self._make: Callable[[], tuple[_T, ...]] | None = make
        self._made: tuple[_T, ...] = ()

    def _all(self) -> tuple[_T, ...]:
        make = self._make
        if make is not None:
            self._made = make()
            self._make = None
        return self._made

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_T, ...]: ...
    def __getitem__(self, index: int | slice) -> _T | tuple[_T, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[_T]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[type[tuple[_T, ...]], tuple[tuple[_T, ...]]]:
        return tuple, (self._all(),)


@frozen
class CriterionResult:
    """A criterion's status in one case, and the findings it comes from."""

    criterion: Criterion
    status: str
    findings: Sequence[Finding]

    @property
    def id(self) -> str:
        """The id of the criterion."""
        return self.criterion.id

    @property
    def role(self) -> str:
        """The role of the criterion."""
        return self.criterion.role

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The result as JSON has it."""
        return {"id": self.id, "role": self.role, "status": self.status, "findings": [f.to_dict(lang) for f in self.findings]}


@frozen
class Judgement(Shown):
    """The status of one element in one case.

    ``lang`` is the language asked for, in which it shows itself; it is no part of what was judged.
    """

    element: Element
    status: str
    criteria: tuple[CriterionResult, ...]
    lang: str = field(default="en", eq=False, repr=False)

    @property
    def id(self) -> str:
        """The id of the element."""
        return self.element.id

    @property
    def standing(self) -> str | None:
        """Whether a source names the element (attested) or it is reconstructed (provisional)."""
        return self.element.standing

    def __getitem__(self, criterion: str) -> CriterionResult:
        for result in self.criteria:
            if result.id == criterion:
                return result
        raise KeyError(criterion)

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings that gave the element its status."""
        return tuple(f for c in self.criteria for f in c.findings if f.decides)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The judgement as JSON has it."""
        return {
            "element": self.id,
            "status": self.status,
            "standing": self.standing,
            "criteria": [c.to_dict(lang) for c in self.criteria],
        }


@frozen
class Conflict:
    """A fact that holds although a denial says that nothing like it does; it still holds."""

    fact: str
    denial: str


QUESTION_KINDS = ("looked_for", "not_looked_for", "record_not_complete")
"""A fact that could not be told (``holds: unknown``); one of a type of which nothing is recorded; one that is missing in an open record."""


@frozen
class OpenQuestion:
    """Whether a fact with these attributes took place: it is not known, and an undetermined element hangs on it.

    ``fact`` is what is asked about; it has an id where it was looked for and could not be told (``holds: unknown``). ``criterion`` is the
    full name of the criterion that waits for it, None where none does. ``if_yes`` and ``if_no`` are the statuses of all elements if it is
    recorded, or denied, with just these attributes (None where it could not be recorded so, for a required attribute is not known), and
    ``settles`` the elements whose status at least one of the two changes. Where ``another`` is true such facts are recorded, and the
    question is whether there was one more; "no" means that the record of them is complete.
    """

    fact: Fact
    kind: str
    criterion: str | None
    settles: tuple[str, ...]
    if_yes: Mapping[str, str] | None
    if_no: Mapping[str, str]
    another: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The question as JSON has it."""
        where = {k: json_value(v) for k, v in sorted(self.fact.attributes.items())}
        return {
            **({} if self.fact.id is None else {"id": self.fact.id}),
            "fact": self.fact.type,
            "where": where,
            **({"another": True} if self.another else {}),
            "kind": self.kind,
            "criterion": self.criterion,
            "settles": list(self.settles),
            "if_yes": None if self.if_yes is None else dict(self.if_yes),
            "if_no": dict(self.if_no),
        }


@frozen
class Recommendation:
    """Advice from a finding that decides a not_met."""

    element: str
    criterion: str
    rule: str
    message: Message

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The recommendation as JSON has it."""
        return {"element": self.element, "criterion": self.criterion, "rule": self.rule, "text": self.message.text(lang)}


@frozen
class Assessment(Shown):
    """All judgements of a case. Iterating gives them in order; ``assessment["commitment"]`` gives one.

    ``as_of`` tells, where the case was judged as of a day, what was left out of ``case``.
    """

    case: Case
    pack: Pack
    engine: str
    lang: str
    judgements: tuple[Judgement, ...]
    conflicts: tuple[Conflict, ...]
    open_questions: Sequence[OpenQuestion]
    recommendations: Sequence[Recommendation]
    as_of: AsOf | None = None

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self.judgements)

    def __len__(self) -> int:
        return len(self.judgements)

    def __getitem__(self, element: str) -> Judgement:
        for judgement in self.judgements:
            if judgement.id == element:
                return judgement
        raise KeyError(element)

    def advice(self, lang: str | None = None) -> tuple[Recommendation, ...]:
        """The recommendations, each text once in that language (some differ in another language only)."""
        told: dict[str, Recommendation] = {}
        for recommendation in self.recommendations:
            told.setdefault(recommendation.message.text(lang or self.lang), recommendation)
        return tuple(told.values())

    @property
    def summary(self) -> dict[str, int]:
        """How many elements have each status."""
        counted = Counter(j.status for j in self.judgements)
        return {status: counted[status] for status in STATUSES}

    def to_dict(self, lang: str | None = None, *, receipt: bool = True, questions: bool = True) -> dict[str, Any]:
        """The answer in format ``assessment/1``; texts in ``lang`` (default: the language asked for when assessing).

        ``receipt=False`` leaves the receipt away. ``questions=False`` does not look for open questions, which takes time: they are null
        then, where there may be some.
        """
        lang = lang or self.lang
        answer: dict[str, Any] = {
            "ringrose": "assessment/1",
            "case": self.case.id,
            **({} if self.as_of is None else {"as_of": self.as_of.to_dict()}),
            "engine": self.engine,
            "pack": self.pack.named,
            "summary": self.summary,
            "judgements": [j.to_dict(lang) for j in self.judgements],
            "conflicts": [{"fact": c.fact, "denial": c.denial} for c in self.conflicts],
            "open_questions": self._asked() if questions else self._not_asked(),
            "recommendations": [r.to_dict(lang) for r in self.advice(lang)],
        }
        if receipt:
            answer["receipt"] = receipt_of(case_digest(self.case), self.pack.digest, lang)
            answer["receipt"]["answer"] = answer_digest(answer)
        return answer

    def _asked(self) -> list[dict[str, Any]] | None:
        return [question.to_dict() for question in self.open_questions]

    def _not_asked(self) -> list[dict[str, Any]] | None:
        """Nothing is open where all is determined and no fact could not be told; else it is not known."""
        settled = self.summary["undetermined"] == 0 and all(fact.holds != "unknown" for fact in self.case.facts)
        return [] if settled else None
