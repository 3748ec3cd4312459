"""How far judgements agree with those that were published: counted in pairs, and by Cohen's kappa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from ringrose.explain.many.kappa import Untold, kappa
from ringrose.model.assessment import STATUSES

if TYPE_CHECKING:
    from ringrose.explain.many.content import Comparison

__all__ = ["Agreed", "Agreement", "NotCounted", "Pair", "agreement_of"]


@frozen
class Pair:
    """What a source concluded of an element of a case, and what was judged here. ``title`` is the element's."""

    case: str
    element: str
    title: str
    published: str
    judged: str
    place: str

    def to_dict(self) -> dict[str, Any]:
        """The pair as JSON has it."""
        return {"case": self.case, "element": self.element, "published": self.published, "judged": self.judged, "place": self.place}


@frozen
class NotCounted:
    """A conclusion that cannot be compared: in the source's own words (``words``), or of an element that is not judged (``element``)."""

    case: str
    element: str
    published: str
    why: Literal["words", "element"]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {"case": self.case, "element": self.element, "published": self.published, "why": self.why}


@frozen
class Agreed:
    """How far the pairs of one element agree, or those of all elements (``element`` is None then).

    ``table`` counts the pairs: the published status, then the judged one. ``kappa`` is None where it cannot be told, and ``why_not`` says
    why: ``few`` pairs, ``one_status`` on both sides, or scikit-learn is ``not_installed``.
    """

    element: str | None
    title: str
    table: Mapping[str, Mapping[str, int]]
    compared: int
    agreed: int
    kappa: float | None
    why_not: Untold

    @property
    def share(self) -> float | None:
        """Which share of the pairs agrees; None where there are none."""
        return self.agreed / self.compared if self.compared else None

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "element": self.element,
            "table": {published: dict(judged) for published, judged in self.table.items()},
            "compared": self.compared,
            "agreed": self.agreed,
            "share": self.share,
            "kappa": self.kappa,
            "why_not": self.why_not or None,
        }


@frozen
class Agreement:
    """How far judgements agree with published ones.

    ``elements`` are those of which something was published; ``disagreements`` are the pairs that do not agree.
    """

    overall: Agreed
    elements: tuple[Agreed, ...]
    disagreements: tuple[Pair, ...]
    not_counted: tuple[NotCounted, ...]

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "overall": self.overall.to_dict(),
            "elements": [one.to_dict() for one in self.elements],
            "disagreements": [pair.to_dict() for pair in self.disagreements],
            "not_counted": [one.to_dict() for one in self.not_counted],
        }


def agreement_of(comparison: Comparison) -> Agreement:
    """Compare the judgements with what the sources of the cases concluded; each conclusion is a pair of its own."""
    pairs = list(_pairs(comparison))
    of_elements = ((one, [pair for pair in pairs if pair.element == one.id]) for one in comparison.elements)
    return Agreement(
        _agreed(None, "", pairs),
        tuple(_agreed(one.id, one.title, found) for one, found in of_elements if found),
        tuple(pair for pair in pairs if pair.published != pair.judged),
        tuple(_not_counted(comparison)),
    )


def _pairs(comparison: Comparison) -> Iterator[Pair]:
    for row in comparison:
        for element in row.elements:
            for one in row.concluded(element.id):
                if one.status in STATUSES:
                    yield Pair(row.id, element.id, element.title, one.status, element.status, one.place)


def _not_counted(comparison: Comparison) -> Iterator[NotCounted]:
    judged = {element.id for element in comparison.elements}
    for row in comparison:
        for one in row.published:
            if one.element not in judged:
                yield NotCounted(row.id, one.element, one.status, "element")
            elif one.status not in STATUSES:
                yield NotCounted(row.id, one.element, one.status, "words")


def _agreed(element: str | None, title: str, pairs: Iterable[Pair]) -> Agreed:
    pairs = list(pairs)
    table = {published: dict.fromkeys(STATUSES, 0) for published in STATUSES}
    for pair in pairs:
        table[pair.published][pair.judged] += 1
    found, why_not = kappa([pair.published for pair in pairs], [pair.judged for pair in pairs])
    return Agreed(element, title, table, len(pairs), sum(table[status][status] for status in STATUSES), found, why_not)
