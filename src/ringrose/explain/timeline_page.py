"""A case from year to year, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ringrose.explain.page import Grid, Page, Section
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.texts import text_of
from ringrose.explain.timeline import CriterionThen, ElementThen, FindingThen, Timeline, Year
from ringrose.explain.together import in_natural_order, together
from ringrose.explain.words import listed, say
from ringrose.model.assessment import STATUSES

__all__ = ["page"]


def page(found: Timeline, lang: str) -> Page:
    """The page that tells how the judgements of a case changed from year to year."""
    told = _Telling(found, lang)
    review = found.case.review
    span = say("head.review.span", lang, start=str(review.start), end=str(review.end))
    rules = f"{found.pack.id} {found.pack.version}"
    title = say("timeline.title", lang, case=text_of(found.case.title, lang, found.case.id))
    head = [(say("head.review", lang), span), (say("head.rules", lang), rules)]
    return Page(lang, title, head, [told.grid(), *told.years(), *told.facts()])


class _Telling:
    """One timeline, told in one language."""

    def __init__(self, found: Timeline, lang: str) -> None:
        self.found, self.lang, self.teller = found, lang, Teller(found, lang)
        self.titles = {element.id: text_of(element.title, lang, element.id) for element in found.pack.elements}

    def grid(self) -> Section:
        """The status of each element at the end of each year."""
        years = self.found.years
        rows = [(title, tuple(year.statuses[element] for year in years)) for element, title in self.titles.items()]
        there = {status for _, statuses in rows for status in statuses}
        legend = [Line(say(f"status.{status}", self.lang), status, code=f"status.{status}") for status in STATUSES if status in there]
        grid = Grid([str(year.year) for year in years], rows)
        notes = [line("timeline.shorter", self.lang)]
        if undated := len(self.found.undated):
            notes.append(line("timeline.undated", self.lang, count=str(undated), all=str(len(self.found.case.facts))))
        return Section(say("timeline.part.grid", self.lang), [*legend, *notes], grid=grid)

    def years(self) -> Iterator[Section]:
        """What changed in each year; years in which nothing did are told together."""
        for quiet, group in groupby(self.found.years, lambda year: not year.changes and not year.facts):
            years = list(group)
            if quiet and len(years) > 1:
                title = say("timeline.years", self.lang, first=self._title(years[0]), last=self._title(years[-1]))
                yield Section(title, [line("timeline.same", self.lang)])
            else:
                for year in years:
                    yield Section(self._title(year), self._year(year))

    def _title(self, year: Year) -> str:
        if (year.day.month, year.day.day) == (12, 31):
            return say("timeline.year", self.lang, year=str(year.year))
        return say("timeline.year.part", self.lang, year=str(year.year), day=year.day.isoformat())

    def _year(self, year: Year) -> Iterator[Line]:
        first = year is self.found.years[0]
        begun = "begun.first" if first else "begun"
        for code, ids in ((begun, self._begun(year)), ("begun_after", [id for id in year.facts if id in self.found.after_review])):
            if ids:
                yield line(f"timeline.{code}", self.lang, names=self._names(ids))
        for change in year.changes:
            below = [self._criterion(criterion, first) for criterion in change.criteria]
            yield self._status(change, below=[told for told in below if told.below or not first])
        if not year.changes:
            yield line("timeline.same", self.lang)

    def _begun(self, year: Year) -> list[str]:
        """What began by the end of that year, and counts from it on."""
        return [id for id in year.facts if id not in self.found.undated and id not in self.found.after_review]

    def _status(self, change: ElementThen, below: Iterable[Line]) -> Line:
        return self._then(self.titles[change.element], change.after, change.before, "status", change.after, below)

    def _criterion(self, then: CriterionThen, first: bool) -> Line:
        """A criterion, and the findings that came and went; in the first year those that decide."""
        result = then.result
        title = text_of(result.criterion.title, self.lang, result.id)
        findings = [finding for finding in then.findings if finding.finding.decides or not first]
        return self._then(title, result.status, then.before, "criterion", "reason", self._findings(findings))

    def _then(self, name: str, after: str, before: str | None, words: str, kind: str, below: Iterable[Line]) -> Line:
        told = say(f"{words}.{after}", self.lang)
        if before is None:
            return line("timeline.first", self.lang, kind, below=below, name=name, after=told)
        if before == after:
            return line("timeline.still", self.lang, kind, below=below, name=name, after=told)
        was = say(f"{words}.{before}", self.lang)
        return line("timeline.changed", self.lang, kind, below=below, name=name, after=told, before=was)

    def _findings(self, findings: list[FindingThen]) -> Iterator[Line]:
        """Findings of one rule that came or went alike are told together."""

        def shape(then: FindingThen) -> tuple[object, dict[str, str]]:
            return (then.finding.rule, then.came, then.cause, bool(then.facts)), self.teller.shape(then.finding.message)

        for slot, group in together(findings, shape):
            then = group[0]
            text = self.teller.sentence([one.finding.message for one in group], slot)
            facts = [id for one in group for id in one.facts]
            if then.cause == "start":
                yield Line(text, "reason")
            else:
                yield line(
                    "timeline.came" if then.came else "timeline.went", self.lang, "reason", below=[self._why(then, facts)], text=text
                )

    def _why(self, then: FindingThen, facts: list[str]) -> Line:
        if then.cause == "review":
            return line("timeline.by_review", self.lang)
        if then.came:
            return line("timeline.rests", self.lang, names=self._names(facts)) if facts else line("timeline.by_record", self.lang)
        return line("timeline.kept_away", self.lang, names=self._names(facts)) if facts else line("timeline.kept_away.together", self.lang)

    def facts(self) -> Iterator[Section]:
        """The facts whose year is not told, or lies beyond the review."""
        count = str(len(self.found.case.facts))
        for part, ids in (("undated", self.found.undated), ("after", self.found.after_review)):
            if ids:
                title = say(f"timeline.part.{part}", self.lang, count=str(len(ids)), all=count)
                yield Section(title, self._by_type(ids))

    def _by_type(self, ids: Iterable[str]) -> Iterator[Line]:
        facts = [self.found.case.fact(id) for id in ids]
        for fact_type in sorted({fact.type for fact in facts}):
            names = self._names(str(fact.id) for fact in facts if fact.type == fact_type)
            yield line("timeline.facts", self.lang, "reason", type=fact_type.replace("_", " "), names=names)

    def _names(self, ids: Iterable[str]) -> str:
        return listed(in_natural_order((id, id) for id in ids), self.lang)
