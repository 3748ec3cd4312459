"""The status of a criterion by its findings, of an element by its criteria, and what decides. Pure."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["as_element", "criterion_status", "decides", "element_status"]

_AS_ELEMENT = {"satisfied": "met", "violated": "not_met", "unknown": "undetermined"}


def as_element(status: str) -> str:
    """The status of an element by which one of a criterion is marked; that of an element is its own."""
    return _AS_ELEMENT.get(status, status)


def criterion_status(polarities: Iterable[str]) -> str:
    """The status of a criterion by the polarities of its findings: Belnap's four values."""
    found = set(polarities)
    if found == {"satisfies", "violates"}:
        return "contested"
    return "satisfied" if "satisfies" in found else "violated" if "violates" in found else "unknown"


def element_status(statuses: Iterable[tuple[str, str]]) -> str:
    """The status of an element by the (role, status) pairs of its criteria."""
    counted = [(role, status) for role, status in statuses if role != "informative"]
    if any(status == "violated" for _, status in counted):
        return "not_met"
    if any(status == "contested" for _, status in counted):
        return "contested"
    if any(role == "essential" and status == "unknown" for role, status in counted):
        return "undetermined"
    return "met"


def decides(polarity: str, role: str, status: str, element: str) -> bool:
    """Whether a finding decides, by its polarity, the role and the status of its criterion, and the status of the element."""
    if element == "not_met":
        return role != "informative" and polarity == "violates"
    if element == "contested":
        return role != "informative" and status == "contested"
    return element == "met" and role == "essential" and polarity == "satisfies"
