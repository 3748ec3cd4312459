"""A goal as a formula is true exactly where an element has the status."""

from itertools import product

import pytest

from ringrose import Criterion, Element
from ringrose.explain.goals import All, Any, Is, goal, negated
from ringrose.model.assessment import STATUSES
from ringrose.model.pack import ROLES
from ringrose.statuses import criterion_status, element_status

POLARITIES = ("satisfies", "violates")


def true(formula, found):
    """Whether a formula is true of what was found: pairs of criterion and polarity."""
    if isinstance(formula, Is):
        return ((formula.criterion, formula.polarity) in found) is formula.wanted
    parts = [true(part, found) for part in formula.parts]
    return all(parts) if isinstance(formula, All) else any(parts)


ELEMENTS = [roles for size in (1, 2, 3) for roles in product(ROLES, repeat=size) if "essential" in roles]


@pytest.mark.parametrize("roles", ELEMENTS)
def test_a_goal_is_true_exactly_where_the_status_is(roles):
    """For every element of up to three criteria and everything that can be found of them, one goal is true: that of its status."""
    element = Element("e", [Criterion(f"c{n}", role) for n, role in enumerate(roles)], [])
    every = [(f"e.c{n}", polarity) for n in range(len(roles)) for polarity in POLARITIES]
    for chosen in product((True, False), repeat=len(every)):
        found = {pair for pair, is_there in zip(every, chosen, strict=True) if is_there}
        statuses = [criterion_status({p for p in POLARITIES if (f"e.c{n}", p) in found}) for n in range(len(roles))]
        status = element_status(list(zip(roles, statuses, strict=True)))
        assert [to for to in STATUSES if true(goal(element, to), found)] == [status]
        for to in STATUSES:
            assert true(negated(goal(element, to)), found) is not true(goal(element, to), found)


def test_what_is_negated_twice_is_the_same():
    """A formula is the negation of its negation."""
    one, two = Is("e.c", "satisfies", True), Is("e.d", "violates", False)
    formula = All((one, Any((one, two))))
    assert negated(formula) == Any((Is("e.c", "satisfies", False), All((Is("e.c", "satisfies", False), Is("e.d", "violates", True)))))
    assert negated(negated(formula)) == formula
