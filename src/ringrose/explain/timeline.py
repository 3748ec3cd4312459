"""A case from year to year: the status of each element at the end of each year of the review, and what changed it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from attrs import frozen

from ringrose.assessing import assess_many
from ringrose.explain.page import Page
from ringrose.model.as_of import begins, case_as_of
from ringrose.model.assessment import Assessment, CriterionResult, Finding
from ringrose.model.case import Case, Closure, Review
from ringrose.model.pack import Pack
from ringrose.model.shown import ShownAsPage
from ringrose.model.without import Lost, Reducible, record_key, record_to_dict
from ringrose.preparing import CaseLike, PackLike, prepared

__all__ = ["CriterionThen", "ElementThen", "FindingThen", "Timeline", "Year", "timeline"]

Cause = Literal["start", "review", "facts"]
"""Why a finding came or went: it is the first year; the review now reaches further; something began in that year."""


@frozen
class FindingThen:
    """A finding that came or went in a year.

    ``cause`` is ``start`` in the first year; ``review`` where it came or went because the review reaches into that year, whatever began in
    it; else ``facts``. ``facts`` are the ids of what began in that year and what it rests on; for a finding that went, of what keeps it
    away (each of them alone; none, where only several of them together do).
    """

    finding: Finding
    came: bool
    cause: Cause
    facts: tuple[str, ...]

    def to_dict(self, lang: str) -> dict[str, Any]:
        """It as JSON has it."""
        told = self.finding.to_dict(lang)
        kept = {key: told[key] for key in ("rule", "polarity", "decides", "text", "bindings")}
        return {**kept, "cause": self.cause, "facts": list(self.facts)}


@frozen
class CriterionThen:
    """A criterion in a year, and what came and went; ``before`` is its status in the year before (None in the first year)."""

    result: CriterionResult
    before: str | None
    findings: tuple[FindingThen, ...]

    def to_dict(self, lang: str) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "id": self.result.id,
            "from": self.before,
            "to": self.result.status,
            "came": [then.to_dict(lang) for then in self.findings if then.came],
            "went": [then.to_dict(lang) for then in self.findings if not then.came],
        }


@frozen
class ElementThen:
    """An element in a year of which something changed; ``before`` is its status in the year before (None in the first year)."""

    element: str
    before: str | None
    after: str
    criteria: tuple[CriterionThen, ...]

    def to_dict(self, lang: str) -> dict[str, Any]:
        """It as JSON has it."""
        return {
            "element": self.element,
            "from": self.before,
            "to": self.after,
            "criteria": [criterion.to_dict(lang) for criterion in self.criteria],
        }


@frozen
class Year:
    """A year of the review: the status of each element on its last ``day`` that is reviewed, and what changed.

    ``facts`` are the ids of the facts, and ``records`` the entries under ``complete``, that count from that year on and not before.
    """

    year: int
    day: date
    statuses: Mapping[str, str]
    facts: tuple[str, ...]
    records: tuple[Closure, ...]
    changes: tuple[ElementThen, ...]

    def to_dict(self, lang: str) -> dict[str, Any]:
        """The year as JSON has it."""
        return {
            "year": self.year,
            "day": self.day.isoformat(),
            "statuses": dict(self.statuses),
            "facts": list(self.facts),
            "complete": [record_to_dict(record) for record in self.records],
            "changes": [change.to_dict(lang) for change in self.changes],
        }


@frozen
class Timeline(ShownAsPage):
    """The judgements of a case at the end of each year of its review.

    ``undated`` are the ids of the facts of which nothing tells when they began: they count in every year. ``after_review`` are those that
    began after the review's end: they count in the last year, as they do whenever the case is assessed.
    """

    case: Case
    pack: Pack
    lang: str
    years: tuple[Year, ...]
    undated: tuple[str, ...]
    after_review: tuple[str, ...]

    def page(self, lang: str | None = None) -> Page:
        """The answer in words (default: in the language asked for)."""
        from ringrose.explain.timeline_page import page

        return page(self, lang or self.lang)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``timeline/1``; texts in ``lang`` (default: the language asked for)."""
        return {
            "ringrose": "timeline/1",
            "case": self.case.id,
            "pack": self.pack.named,
            "review": {"from": self.case.review.first_day.isoformat(), "to": self.case.review.last_day.isoformat()},
            "undated": list(self.undated),
            "after_review": list(self.after_review),
            "years": [year.to_dict(lang or self.lang) for year in self.years],
        }


def timeline(case: CaseLike, *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> Timeline:
    """Judge a case as of the end of each calendar year of its review, and tell what changed from year to year.

    The last year is judged as the whole case is. The others are judged as of their last day (see `case_as_of`), so that a shorter review
    asks about fewer years. ``engine`` is as in `assess`, but that ``auto`` means the fastest one.

    Raises `InputError` as `assess` does.
    """
    sound, rules = prepared(case, pack, lang)
    telling = _Telling(rules, engine, lang)
    last = sound.review.last_day
    years = []
    before: _Then | None = None
    for year in range(sound.review.first_day.year, last.year + 1):
        now = _Then(sound if year == last.year else case_as_of(sound, year, rules)[0], telling)
        years.append(_year(year, before, now))
        before = now
    starts = {str(fact.id): begins(fact, rules) for fact in sound.facts}
    undated = tuple(sorted(id for id, start in starts.items() if start is None))
    after = tuple(sorted(id for id, start in starts.items() if start is not None and start > last))
    return Timeline(sound, rules, lang, tuple(years), undated, after)


class _Telling:
    """How the cases of a timeline are judged."""

    def __init__(self, pack: Pack, engine: str, lang: str) -> None:
        self.pack, self.engine, self.lang = pack, engine, lang

    def assess(self, case: Case) -> Assessment:
        # a timeline judges many cases, so it is judged by what is made for many
        (assessment,) = assess_many([case], pack=self.pack, engine=self.engine, lang=self.lang)
        return assessment


class _Then:
    """The case as of the end of a year, judged."""

    def __init__(self, case: Case, telling: _Telling) -> None:
        self.case, self.telling = case, telling
        self.assessment = telling.assess(case)
        self.ids = frozenset(str(fact.id) for fact in case.facts)
        self.found = _findings(self.assessment)
        self._reducible = Reducible(case, telling.pack)

    def under(self, review: Review) -> frozenset[str]:
        """The keys of what would be found under another review."""
        return frozenset(_findings(self.telling.assess(self._reducible.left(Lost(), review))))

    def without(self, id: str) -> frozenset[str]:
        """The keys of what would be found without a fact."""
        return frozenset(_findings(self.telling.assess(self._reducible.left(self._reducible.losing((id,))))))


def _findings(assessment: Assessment) -> dict[str, Finding]:
    """The findings of an assessment, by rule and bindings."""
    return {_key(finding): finding for judgement in assessment for result in judgement.criteria for finding in result.findings}


def _key(finding: Finding) -> str:
    return json.dumps([finding.rule, finding.to_dict()["bindings"]], sort_keys=True)


def _year(year: int, before: _Then | None, now: _Then) -> Year:
    new = tuple(sorted(now.ids - before.ids)) if before else tuple(sorted(now.ids))
    then = _Changes(before, now, new)
    return Year(
        year,
        now.case.review.last_day,
        {judgement.id: judgement.status for judgement in now.assessment},
        new,
        tuple(sorted((r for r in now.case.complete if before is None or r not in before.case.complete), key=record_key)),
        tuple(then.elements()),
    )


class _Changes:
    """What changed from one year to the next."""

    def __init__(self, before: _Then | None, now: _Then, new: tuple[str, ...]) -> None:
        self.before, self.now, self.new = before, now, new
        # What would be found if nothing had begun in that year: the facts of the year before, under the longer review.
        self.by_review = before.under(now.case.review) if before and (new or before.case.complete != now.case.complete) else None
        self._keepers: dict[str, frozenset[str]] | None = None

    def elements(self) -> Iterator[ElementThen]:
        """The elements of which something changed."""
        earlier = self.before.assessment if self.before else None
        for judgement in self.now.assessment:
            before = earlier[judgement.id] if earlier else None
            criteria = []
            for result in judgement.criteria:
                then = CriterionThen(result, before[result.id].status if before else None, tuple(self._findings(judgement.id, result)))
                if then.findings or then.before != result.status:
                    criteria.append(then)
            status = before.status if before else None
            if criteria or status != judgement.status:
                yield ElementThen(judgement.id, status, judgement.status, tuple(criteria))

    def _findings(self, element: str, result: CriterionResult) -> Iterator[FindingThen]:
        earlier = self.before.assessment[element][result.id].findings if self.before else ()
        known = {_key(finding) for finding in earlier}
        for finding in result.findings:
            if (key := _key(finding)) not in known:
                yield FindingThen(finding, True, self._cause(key, True), self._rests_on(finding))
        for finding in earlier:
            if (key := _key(finding)) not in self.now.found:
                cause = self._cause(key, False)
                yield FindingThen(finding, False, cause, self._kept_away_by(key) if cause == "facts" else ())

    def _cause(self, key: str, came: bool) -> Cause:
        if self.before is None:
            return "start"
        return "review" if self.by_review is None or (key in self.by_review) is came else "facts"

    def _rests_on(self, finding: Finding) -> tuple[str, ...]:
        """What began in that year, of what a finding rests on."""
        ids = {*finding.facts, *(id for absent in finding.absent for id in absent.closed_by)}
        return tuple(id for id in self.new if id in ids)

    def _kept_away_by(self, key: str) -> tuple[str, ...]:
        """What began in that year without which, one at a time, a finding would still be there."""
        if self._keepers is None:
            self._keepers = {id: self.now.without(id) for id in self.new}
        return tuple(id for id, found in self._keepers.items() if key in found)
