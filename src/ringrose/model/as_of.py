"""A case as of a day: the review ends there, and what began later is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve, frozen

from ringrose.errors import InputError, Problem
from ringrose.model.case import Case, Closure, Fact, Review, year_facts
from ringrose.model.pack import Pack
from ringrose.model.values import Range, ValueFlaw, read_bound, show
from ringrose.model.without import Reducible, record_key, record_to_dict

__all__ = ["AsOf", "Day", "begins", "case_as_of", "check_day"]

Day = date | int | str
"""A day as it is asked for: a date, a year (then its last day), or either as text: ``2018``, ``2018-06-30``."""


@frozen
class AsOf:
    """What judging as of a day left out of a case, and what it kept.

    ``later`` are the ids of the facts that began after that ``day``; ``naming`` of those that name one which was left out, or a year after
    it; ``records`` are the entries under ``complete`` that went for either reason; ``undated`` are the ids of the facts that were kept
    because nothing tells when they began. Ids are sorted.
    """

    day: date
    later: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    records: tuple[Closure, ...] = ()
    undated: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "day": self.day.isoformat(),
            "left_out": list(self.later),
            "left_out_with_them": list(self.naming),
            "complete_left_out": [record_to_dict(closure) for closure in self.records],
            "undated": list(self.undated),
        }


def begins(told: Fact | Closure, pack: Pack) -> date | None:
    """The day on which a fact begins, by what it states; None where nothing tells.

    That is the earliest day that is stated: by its attributes of type ``date`` or ``year``, and by ``when``. A year counts from its first
    day on, unless the same fact states a day in that year. A range counts from its first day (one without a lower bound from the first day
    of all). ``when`` of an entry under ``complete`` is not looked at: it tells when the record was closed, not what it is about.
    """
    days: set[date] = set()
    years: set[int] = set()
    for value in _stated(told, pack):
        if isinstance(value, Range):
            days.add(_first(value))
        elif isinstance(value, date):
            days.add(value)
        else:
            years.add(value)
    days |= {date(year, 1, 1) for year in years - {day.year for day in days}}
    return min(days, default=None)


def _stated(told: Fact | Closure, pack: Pack) -> Iterator[Any]:
    """The dates, years and ranges of them that tell when a fact begins."""
    for name, value in told.attributes.items():
        if pack.vocabulary.attribute_type(told.type, name) in ("date", "year"):
            yield value
    if isinstance(told, Fact):
        start = told.when.get("from") if isinstance(told.when, Mapping) else told.when
        if start is not None:
            yield start


def _first(stated: Range) -> date:
    """The first day that lies in a range of years or dates."""
    return max((_after(op, bound) for op, bound in stated.bounds().items() if op in ("gt", "gte")), default=date.min)


def _after(op: str, bound: Any) -> date:
    if op == "gte":
        return bound if isinstance(bound, date) else date(bound, 1, 1)
    last = bound if isinstance(bound, date) else date(bound, 12, 31)
    return last if last == date.max else last + timedelta(days=1)


def case_as_of(case: Case, day: Day, pack: Pack) -> tuple[Case, AsOf]:
    """A checked case as it stood on a day, and what was left out.

    The review ends on that day. What began later is left out, and so is what names something that was left out; what does not tell when it
    began is kept. An entry under ``complete`` is left out where it is about a later time alone. ``published`` stays.

    Raises `InputError` where ``day`` is no day, or lies outside the review.
    """
    end = _end(day, case.review)
    last = Review(case.review.start, end).last_day
    kept = Reducible(case, pack)
    starts = {str(fact.id): begins(fact, pack) for fact in case.facts}
    later = [id for id, start in starts.items() if start is not None and start > last]
    closed_later = [n for n, closure in enumerate(case.complete) if (start := begins(closure, pack)) is not None and start > last]
    years = [str(year.id) for year in year_facts(case.review) if year.attributes["value"] > last.year]  # type: ignore[operator]  # a year is an integer
    lost = kept.losing((*later, *years), closed_later)
    left_out = AsOf(
        last,
        tuple(sorted(later)),
        tuple(sorted(lost.facts_with)),
        tuple(sorted((case.complete[n] for n in lost.records), key=record_key)),
        tuple(sorted(id for id, start in starts.items() if start is None and id not in lost.facts)),
    )
    return kept.left(lost, evolve(case.review, end=end)), left_out


def check_day(day: Day) -> None:
    """See that a day is one.

    Raises `InputError` for anything else.
    """
    try:
        _read(day)
    except ValueFlaw as flaw:
        hint = "Write a year, such as 2018, or a date, such as 2018-06-30"
        raise InputError([Problem("as_of", flaw.what, flaw.why, hint)]) from flaw


def _end(day: Day, review: Review) -> date | int:
    """The end of the review as of a day."""
    try:
        end = _read(day)
    except ValueFlaw as flaw:
        raise InputError([Problem("as_of", flaw.what, flaw.why, _hint(review))]) from flaw
    first, last = review.first_day, review.last_day
    if isinstance(end, date):
        early, late = end < first, end > last
    else:
        early, late = end < first.year, end > last.year
        end = review.end if end == last.year else end
    if early or late:
        what = f"{end} lies before the review begins ({first})" if early else f"{end} lies after the review ends ({last})"
        raise InputError([Problem("as_of", what, "What was not reviewed cannot be judged", _hint(review))])
    return end


def _read(day: object) -> date | int:
    """A date or a year.

    Raises `ValueFlaw` for anything else.
    """
    if isinstance(day, str) and len(day) == 4 and day.isascii() and day.isdigit():
        day = int(day)
    try:
        if isinstance(day, bool | datetime):
            raise ValueFlaw("")
        return read_bound(day, "date")  # type: ignore[return-value]  # a date or a year
    except ValueFlaw as flaw:
        raise ValueFlaw(f"{show(day)} is neither a year nor a date") from flaw


def _hint(review: Review) -> str:
    first, last = review.first_day, review.last_day
    years = str(first.year) if first.year == last.year else f"a year from {first.year} to {last.year}"
    return f"Write {years}, or a date from {first} to {last}"
