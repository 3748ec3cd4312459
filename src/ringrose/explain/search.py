"""All minimal sets of changes that reach a goal, smallest first.

The search is Reiter's, for hitting sets: from a changed case that does not reach the goal it follows only changes that bear on one thing
that stands in the way, for any set that reaches the goal must hold one of them. Here what stands in the way is found anew in each changed
case, for a change may break what another one mends (docs/decisions/13-own-search.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, frozen

from ringrose.explain.goals import Formula
from ringrose.explain.moves import Changes, Moves, closes_too, problems_of
from ringrose.meaning.possible import Possible, says_less
from ringrose.meaning.reading import Reading
from ringrose.model.case import Case
from ringrose.model.change import Change, changed
from ringrose.plan import Plan

__all__ = ["Found", "at_most_as_much", "search"]


@frozen
class Found:
    """The minimal sets, smallest first; up to ``complete_up_to`` changes none is missing."""

    sets: tuple[Changes, ...]
    complete_up_to: int


def search(
    plan: Plan,
    case: Case,
    formula: Formula,
    reached: Callable[[Case], bool],
    at_most: int,
    patience: int,
    allowed: Callable[[Change], bool] = lambda change: True,
) -> Found:
    """The minimal sets of at most so many changes for which ``reached`` says of the changed case that it reaches the goal.

    ``formula`` is the same goal as a formula, by which the next changes are found. After ``patience`` changed cases the search gives up
    sizes that it has not finished. No size is finished where more facts could be recorded than are looked at (`Possible.cut`), nor where
    hundreds of derived facts rest on one another.
    """
    possible = Possible(plan, case)
    found: list[Changes] = []
    seen: set[Changes] = {frozenset()}
    waiting: list[list[Changes]] = [[frozenset()], *([] for _ in range(at_most))]
    for size in range(at_most + 1):
        for changes in waiting[size]:  # it grows while it is gone through: an added fact that says more counts no more
            if any(at_most_as_much(one, changes) for one in found):
                continue
            if patience == 0:
                return Found(_minimal(found), 0 if possible.cut else size - 1)
            patience -= 1
            try:
                nearer = list(map(_numbered, _following(plan, case, changes, formula, reached, possible, allowed, found)))
            except RecursionError:  # a chain of more derived facts than Python can follow into one another
                return Found(_minimal(found), 0)
            for following in sorted(nearer, key=_key):
                if len(following) <= at_most and following not in seen:
                    seen.add(following)
                    waiting[len(following)].append(following)
        waiting[size] = []
    return Found(_minimal(found), 0 if possible.cut else at_most)


def _following(
    plan: Plan,
    case: Case,
    changes: Changes,
    formula: Formula,
    reached: Callable[[Case], bool],
    possible: Possible,
    allowed: Callable[[Change], bool],
    found: list[Changes],
) -> Iterable[Changes]:
    """The sets to try after this one; none where it reaches the goal, which is noted in ``found``."""
    unsound = problems_of(case, changes, possible, allowed)
    if unsound is not None:
        return unsound
    other = changed(case, changes)
    if reached(other):
        found.append(changes)
        return ()
    following = Moves(Reading(plan, other), changes, possible, allowed).towards(formula)
    assert following is not None, "the formula is true, though the goal is not reached"
    return following


def _numbered(changes: Changes) -> Changes:
    """The same changes, those that are made several times numbered from 0."""
    if not any(change.copy for change in changes):
        return changes
    several = Counter(evolve(change, copy=0) for change in changes)
    return frozenset(evolve(change, copy=n) for change, times in several.items() for n in range(times))


def _minimal(found: list[Changes]) -> tuple[Changes, ...]:
    """The sets than which no other asks for less, in one order."""
    kept = [one for one in found if not any(other != one and at_most_as_much(other, one) for other in found)]
    return tuple(sorted(kept, key=_key))


def _key(changes: Changes) -> tuple[int, list[tuple[object, ...]]]:
    return len(changes), sorted(change.key for change in changes)


def at_most_as_much(less: Changes, more: Changes) -> bool:
    """Whether each change of one set is matched by one of its own in the other, that changes the same or more."""
    return len(less) <= len(more) and _matched(sorted(less - more, key=lambda c: c.key), list(more - less))


def _matched(less: list[Change], more: list[Change]) -> bool:
    if not less:
        return True
    first, *rest = less
    return any(_matched(rest, [o for o in more if o is not other]) for other in _that_do_more(first, more))


def _that_do_more(change: Change, others: Iterable[Change]) -> Iterator[Change]:
    """An added fact does more when it states more, a record that is closed when it is closed for more."""
    for other in others:
        if (change.do, change.type) == (other.do, other.type) and change.id in (None, other.id):
            if change.do == "add" and says_less(change.attributes, other.attributes):
                yield other
            if change.do == "close" and closes_too(other.attributes, change.attributes):
                yield other
