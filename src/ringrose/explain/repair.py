"""What would have to change for an element to have another status, and what would have to be lost for it to lose the one it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, ClassVar, Literal

from attrs import evolve, frozen

from ringrose.assessing import CaseLike, PackLike, assess, prepared, statuses_by
from ringrose.errors import InputError, Problem, nearest, one_of
from ringrose.explain.goals import Formula, goal, negated
from ringrose.explain.moves import Changes
from ringrose.explain.page import Page
from ringrose.explain.repair_page import repair_page, threats_page
from ringrose.explain.search import search
from ringrose.meaning.matching import falls_into
from ringrose.model.assessment import STATUSES, Assessment, Recommendation
from ringrose.model.case import Case, Fact
from ringrose.model.change import Change, changed
from ringrose.model.pack import Pack
from ringrose.model.shown import ShownAsPage
from ringrose.plan import plan_of

__all__ = ["AT_MOST", "PATIENCE", "ChangeSet", "Repair", "Threats", "repair", "repair_of", "threats", "threats_of"]

AT_MOST = 8
"""How many changes a set may have, where nothing else is asked for."""

PATIENCE = 1000
"""How many changed cases are looked at before sizes that are not finished are given up."""


@frozen
class ChangeSet:
    """Changes that together give an element a status (``to``), while no part of them does.

    ``kind`` is ``evidence`` where all of them only add to what is known: facts or denials to record, records to close, facts to find out
    that could not be told. It is ``world`` where something that is known would have to be otherwise: ``against`` names it, ids of facts
    and denials, and types of records that are declared complete.
    """

    kind: Literal["evidence", "world"]
    to: str
    changes: tuple[Change, ...]
    against: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The set as JSON has it."""
        return {"kind": self.kind, "changes": [c.to_dict() for c in self.changes], "to": self.to, "against": list(self.against)}


@frozen
class _Answer(ShownAsPage):
    """What both answers have: the assessment as it is, the element, and the sets, smallest first."""

    assessment: Assessment
    element: str
    complete_up_to: int
    at_most: int
    sets: tuple[ChangeSet, ...]

    format: ClassVar[str]

    @property
    def status(self) -> str:
        """The status of the element as the case is."""
        return self.assessment[self.element].status

    def _about(self) -> dict[str, Any]:
        pack = self.assessment.pack
        return {
            "ringrose": self.format,
            "case": self.assessment.case.id,
            "pack": pack.named,
            "element": self.element,
            "from": self.status,
        }


@frozen
class Repair(_Answer):
    """All minimal sets of changes that give an element the status ``to``. Up to ``complete_up_to`` changes none is missing."""

    to: str = "met"
    format: ClassVar[str] = "repair/1"

    @property
    def advice(self) -> tuple[Recommendation, ...]:
        """What can be done in the next review period: past years cannot be changed."""
        return tuple(r for r in self.assessment.advice() if r.element == self.element)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``repair/1``."""
        lang = lang or self.assessment.lang
        return {
            **self._about(),
            "to": self.to,
            "complete_up_to": self.complete_up_to,
            "sets": [one.to_dict() for one in self.sets],
            "advice": [r.to_dict(lang) for r in self.advice],
        }

    def page(self, lang: str | None = None) -> Page:
        """The answer in words."""
        return repair_page(self, lang or self.assessment.lang)


@frozen
class Threats(_Answer):
    """All minimal losses that turn a met element: facts withdrawn, records opened again. None where the element is not met."""

    format: ClassVar[str] = "threats/1"

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``threats/1``."""
        return {**self._about(), "complete_up_to": self.complete_up_to, "sets": [one.to_dict() for one in self.sets]}

    def page(self, lang: str | None = None) -> Page:
        """The answer in words."""
        return threats_page(self, lang or self.assessment.lang)


def repair(
    case: CaseLike,
    element: str,
    *,
    to: str = "met",
    at_most: int = AT_MOST,
    pack: PackLike | None = None,
    engine: str = "auto",
    lang: str = "en",
    patience: int = PATIENCE,
) -> Repair:
    """All minimal sets of at most so many changes that give an element of a case the status ``to``.

    A set is minimal when no part of it gives the status, nor a set that records facts which say less. The facts looked at are those that
    some pattern of a rule asks for (`ringrose.meaning.possible`). Every set was verified by assessing the changed case with the engine.
    After ``patience`` changed cases the search ends with what it has; ``complete_up_to`` tells up to which size that is all.

    Raises `InputError` for an element or a status that does not exist, and as `assess` does.
    """
    sound, rules = prepared(case, pack, lang)
    problems = [*_unknown_element(element, rules), *_unknown_status(to), *_too_small(at_most, patience)]
    if problems:
        raise InputError(problems)
    return repair_of(assess(sound, pack=rules, engine=engine, lang=lang), element, to=to, at_most=at_most, patience=patience)


def repair_of(assessment: Assessment, element: str, *, to: str = "met", at_most: int = AT_MOST, patience: int = PATIENCE) -> Repair:
    """As `repair`, of an assessment that is there, for an element, a status and limits that are known to be sound."""
    rules = assessment.pack
    if assessment[element].status == to:
        return Repair(assessment, element, at_most, at_most, (), to)
    found, complete = _sets(assessment, element, goal(rules.element(element), to), to, at_most, patience, losses=False)
    return Repair(assessment, element, complete, at_most, found, to)


def threats(
    case: CaseLike,
    element: str,
    *,
    at_most: int = AT_MOST,
    pack: PackLike | None = None,
    engine: str = "auto",
    lang: str = "en",
    patience: int = PATIENCE,
) -> Threats:
    """All minimal losses (facts withdrawn, complete records opened again) by which a met element of a case is met no longer.

    Raises `InputError` for an element that does not exist, and as `assess` does.
    """
    sound, rules = prepared(case, pack, lang)
    problems = [*_unknown_element(element, rules), *_too_small(at_most, patience)]
    if problems:
        raise InputError(problems)
    return threats_of(assess(sound, pack=rules, engine=engine, lang=lang), element, at_most=at_most, patience=patience)


def threats_of(assessment: Assessment, element: str, *, at_most: int = AT_MOST, patience: int = PATIENCE) -> Threats:
    """As `threats`, of an assessment that is there, for an element and limits that are known to be sound."""
    rules = assessment.pack
    if assessment[element].status != "met":
        return Threats(assessment, element, at_most, at_most, ())
    found, complete = _sets(assessment, element, negated(goal(rules.element(element), "met")), None, at_most, patience, losses=True)
    return Threats(assessment, element, complete, at_most, found)


def _unknown_element(name: str, pack: Pack) -> list[Problem]:
    known = [element.id for element in pack.elements]
    if name in known:
        return []
    return [Problem("element", f"The pack `{pack.id}` has no element `{name}`", nearest(name, known), one_of(known))]


def _unknown_status(name: str) -> list[Problem]:
    if name in STATUSES:
        return []
    return [Problem("status", f"`{name}` is not a status of an element", nearest(name, STATUSES), one_of(STATUSES))]


def _too_small(at_most: int, patience: int) -> list[Problem]:
    given = (("at_most", at_most, "changes"), ("patience", patience, "changed cases"))
    return [Problem(name, f"{number} {what} are none", "", "Write 1 or more") for name, number, what in given if number < 1]


def _sets(
    assessment: Assessment, element: str, formula: Formula, to: str | None, at_most: int, patience: int, *, losses: bool
) -> tuple[tuple[ChangeSet, ...], int]:
    case, pack = assessment.case, assessment.pack
    quick = statuses_by(pack)
    # Where the case was judged by the quick engine, all is; where it was not, each set is judged by the engine that was asked for too.
    asked = quick if assessment.engine == "compiled" else statuses_by(pack, assessment.engine)

    def reached(other: Case) -> bool:
        status = quick(other)[element]
        return status == to if to is not None else status != "met"

    found = search(
        plan_of(pack), case, formula, reached, at_most, patience, (lambda c: c.do in ("withdraw", "reopen")) if losses else lambda c: True
    )
    sets = []
    for changes in found.sets:
        bare = _unnamed(changes, pack.vocabulary.fact_attributes)
        if not reached(changed(case, bare)):  # a rule asks for the very id
            bare = sorted(changes, key=lambda change: change.key)
        for told in _told_as_denials(_named_apart(case, bare)):
            against = tuple(sorted(_against(case, told)))
            kind: Literal["evidence", "world"] = "world" if against else "evidence"
            sets.append(ChangeSet(kind, asked(changed(case, told))[element], tuple(sorted(told, key=lambda c: c.key)), against))
    return tuple(sets), found.complete_up_to


def _told_as_denials(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """A record that is closed for some facts, and a denial of them, come to the same: each is told, unless it denies what is added too."""
    added = [change for change in changes if change.do == "add"]
    ways = []
    for change in changes:
        ways.append([change])
        if change.do == "close" and not any(a.type == change.type and falls_into(a.attributes, change.attributes) for a in added):
            ways[-1].append(evolve(change, do="deny"))
    yield from product(*ways)


def _unnamed(changes: Changes, fact_attributes: Mapping[str, frozenset[str]]) -> list[Change]:
    """The changes in order, without the ids of added facts that no other change names."""
    ordered = sorted(changes, key=lambda change: change.key)
    named = {change.attributes.get(attribute) for change in ordered for attribute in fact_attributes.get(change.type, ())}
    return [evolve(change, id=None) if change.do == "add" and change.id not in named else change for change in ordered]


def _named_apart(case: Case, changes: Sequence[Change]) -> list[Change]:
    """The changes, those with an id of their own that record once more what another one records."""
    taken = {fact.id for fact in case.facts} | {p.id for p in case.partners} | {f.id for f in case.fields} | {c.id for c in changes}
    told = []
    for change in changes:
        name = f"another-{change.type.replace('_', '-')}"
        id = next(id for id in (name, *(f"{name}-{n}" for n in range(2, len(taken) + 3))) if id not in taken) if change.copy else change.id
        taken.add(id)
        told.append(evolve(change, copy=0, id=id))
    return told


def _against(case: Case, changes: Iterable[Change]) -> set[str]:
    """What is known and would have to be otherwise: ids of facts and denials, and types of records that are declared complete."""
    against: set[str] = set()
    unknown = {fact.id for fact in case.facts if fact.holds == "unknown"}
    for change in changes:
        if change.do == "withdraw" and change.id not in unknown:
            against.add(str(change.id))
        elif change.do == "reopen":
            against.add(change.type)
        elif change.do == "add":
            against.update(str(f.id) for f in _of_type(case, change.type, False) if falls_into(change.attributes, f.attributes))
            against.update(c.type for c in case.complete if c.type == change.type and falls_into(change.attributes, c.attributes))
        elif change.do == "deny":
            against.update(str(f.id) for f in _of_type(case, change.type, True) if falls_into(f.attributes, change.attributes))
    return against


def _of_type(case: Case, fact_type: str, holds: bool) -> Iterator[Fact]:
    return (fact for fact in case.facts if fact.type == fact_type and fact.holds is holds)
