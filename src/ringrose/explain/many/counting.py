"""In how many cases each element and each criterion has each status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ringrose.model.assessment import CRITERION_STATUSES, STATUSES
from ringrose.model.pack import ROLES

if TYPE_CHECKING:
    from ringrose.explain.many.content import Comparison, Heading

__all__ = ["CriterionCount", "ElementCount", "Failures", "RoleCount", "failures_of"]


@frozen
class CriterionCount:
    """In how many cases a criterion has each status."""

    id: str
    title: str
    role: str
    statuses: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {"id": self.id, "role": self.role, "statuses": dict(self.statuses)}


@frozen
class ElementCount:
    """In how many cases an element has each status, and its criteria have."""

    id: str
    title: str
    standing: str | None
    statuses: Mapping[str, int]
    criteria: tuple[CriterionCount, ...]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "element": self.id,
            "standing": self.standing,
            "statuses": dict(self.statuses),
            "criteria": [criterion.to_dict() for criterion in self.criteria],
        }


@frozen
class RoleCount:
    """How often all criteria of a role, of all cases taken together, have each status."""

    role: str
    statuses: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {"role": self.role, "statuses": dict(self.statuses)}


@frozen
class Failures:
    """How often elements and criteria fail, among so many ``cases``."""

    cases: int
    elements: tuple[ElementCount, ...]
    roles: tuple[RoleCount, ...]

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON has them."""
        return {
            "cases": self.cases,
            "elements": [element.to_dict() for element in self.elements],
            "roles": [role.to_dict() for role in self.roles],
        }


def failures_of(comparison: Comparison) -> Failures:
    """Count the statuses of a comparison."""
    elements = tuple(_element(comparison, place, heading) for place, heading in enumerate(comparison.elements))
    return Failures(len(comparison), elements, tuple(_roles(elements)))


def _element(comparison: Comparison, place: int, heading: Heading) -> ElementCount:
    cells = [row.elements[place] for row in comparison]
    criteria = tuple(
        CriterionCount(one.id, one.title, str(one.role), _counted((cell.criteria[n].status for cell in cells), CRITERION_STATUSES))
        for n, one in enumerate(heading.criteria)
    )
    return ElementCount(heading.id, heading.title, heading.standing, _counted((cell.status for cell in cells), STATUSES), criteria)


def _counted(statuses: Iterable[str], known: Iterable[str]) -> dict[str, int]:
    found = Counter(statuses)
    return {status: found[status] for status in known}


def _roles(elements: Iterable[ElementCount]) -> Iterable[RoleCount]:
    """The roles that the pack gives, in the order in which roles are told."""
    criteria = [criterion for element in elements for criterion in element.criteria]
    for role in ROLES:
        of_role = [criterion.statuses for criterion in criteria if criterion.role == role]
        if of_role:
            yield RoleCount(role, {status: sum(counted[status] for counted in of_role) for status in CRITERION_STATUSES})
