"""Tries all that could matter for a rule in a few small cases, so that what is not found can be said not to be there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve

from ringrose.authoring.checks.implied import checks_of
from ringrose.authoring.checks.looking import only, rested_on
from ringrose.authoring.checks.remarks import Checked
from ringrose.explain.goals import Is
from ringrose.explain.search import search
from ringrose.meaning.possible import patterns
from ringrose.meaning.reading import Reading
from ringrose.model.case import Case
from ringrose.model.pack import STRUCTURAL, Criterion, Element, Pack, Satisfies
from ringrose.plan import Absent, Bind, Check, Every, Exists, Plan, plan_of
from ringrose.preparing import sound_case

__all__ = ["exhausted"]

PATIENCE = 150
"""How many changed cases are looked at in each of the small ones."""

AT_MOST = 40
"""No rule that is tried needs more facts and closed records than this."""

_PROBE = "?"  # no element of a pack is called so


def exhausted(checked: Checked, rule: str) -> bool:
    """Whether all was tried, and the rule fired in no case. False where it fired, and where not all could be tried."""
    if checked.pack.varies:
        return False
    plan = plan_of(_alone(checked.pack.on(date.max), rule))
    frames = list(_frames(plan))
    return bool(frames) and all(_tried(plan, sound_case(frame, checked.pack)) for frame in frames)


def _alone(pack: Pack, rule: str) -> Pack:
    """The pack with those rules alone that the rule rests on, and with the rule satisfying a criterion that is made up."""
    rules = {name: one for name, _, one in pack.rules()}
    small = only(pack, rested_on(pack, [rule]) - {rule})
    shown = evolve(rules[rule], then=Satisfies("shown"))
    probe = Element(_PROBE, (Criterion("shown"),), (shown,))  # type: ignore[arg-type]  # mypy cannot see through converter=tuple
    return evolve(small, elements=[*small.elements, probe])  # type: ignore[list-item]  # as above


def _frames(plan: Plan) -> Iterator[Case]:
    """Cases without facts in which all occurs that a rule can tell apart of partners, fields and years; none where that is too much."""
    most, longest = {"partner": 2, "field": 1}, 2
    for clause in plan.clauses():
        if not all(isinstance(step, Bind | Exists | Absent | Every) for step in clause.steps):
            return
        bound = [step.match.type for step in clause.binds]
        most = {kind: max(count, bound.count(kind)) for kind, count in most.items()}
        longest = max(longest, bound.count("year") + 1)
        for match, _ in patterns(clause):
            for check in checks_of(match):
                if _is_of_the_frame(plan, match.type, check):
                    return
                if match.type == "year" and check.attribute == "nth":
                    longest = max([longest, *(int(v) + 2 for v in check.values() if isinstance(v, int | float))])
    if longest > 6 or max(most.values()) > 3:
        return
    for partners in range(1, most["partner"] + 1):
        for fields in range(most["field"] + 1):
            for years in range(1, longest + 1):
                ids = ["alpha", "beta", "gamma"][:partners], ["health", "education", "trade"][:fields]
                yield Case("example", ids[0], (2018, 2017 + years), fields=ids[1])
                yield Case("example", ids[0], (date(2018, 6, 1), date(2017 + years, 11, 30)), fields=ids[1])


def _is_of_the_frame(plan: Plan, type: str, check: Check) -> bool:
    """Whether a check names what only some cases have: an id, a name, a country, a certain year."""
    if check.op == "exists":
        return type != "year" and type in STRUCTURAL
    if not check.values():
        return type in STRUCTURAL and check.attribute in ("name", "country")
    kind = plan.pack.vocabulary.attribute_type(type, check.attribute)
    return kind in ("year", "date", "partner", "field", "fact") or check.attribute == "id" or (type in STRUCTURAL and kind == "text")


def _tried(plan: Plan, frame: Case) -> bool:
    """Whether all was tried in one case, and the rule never fired."""
    found = search(
        plan, frame, Is(f"{_PROBE}.shown", "satisfies", True), lambda case: bool(Reading(plan, case).findings), AT_MOST, PATIENCE
    )
    return not found.sets and found.complete_up_to == AT_MOST
