"""How robust a judgement is, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringrose.explain.page import Page, Section
from ringrose.explain.robust import Flip, Loss, Robustness, Sampled
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.together import in_natural_order
from ringrose.explain.words import listed, say
from ringrose.model.assessment import STATUSES
from ringrose.model.case import Closure, Fact, Source

__all__ = ["page", "sentence"]


def sentence(found: Robustness, loss: Loss, lang: str) -> str:
    """A loss and what it changes, in one sentence."""
    told = _Telling(found, lang)
    changes = [told.would(flip) for flip in loss.changes] or [say("robustness.same", lang)]
    return say("robustness.sentence", lang, what=told.what(loss.what), changes=listed(changes, lang))


def page(found: Robustness, lang: str) -> Page:
    """The page that tells how robust the judgements of a case are."""
    told = _Telling(found, lang)
    sections = [
        Section(say("robustness.part.elements", lang), told.elements()),
        Section(say("robustness.part.facts", lang), told.facts()),
        Section(say("robustness.part.sources", lang), told.sources()),
        Section(say("robustness.part.certainty", lang), told.certainty()),
    ]
    if found.samples is not None:
        sections.append(Section(say("robustness.part.samples", lang), told.samples(found.samples)))
    title = found.case.title.get(lang) if found.case.title else found.case.id
    rules = say("robustness.rules", lang, pack=found.pack.id, version=found.pack.version)
    return Page(lang, say("robustness.title", lang, case=title), [(say("head.rules", lang), rules)], sections)


class _Telling:
    """One answer, told in one language."""

    def __init__(self, found: Robustness, lang: str) -> None:
        self.found, self.lang, self.teller = found, lang, Teller(found, lang)
        self.titles = {e.id: (e.title.get(lang) if e.title else "") or e.id for e in found.pack.elements}

    # -- words ------------------------------------------------------------------------------------------------------------

    def status(self, status: str) -> str:
        return say(f"status.{status}", self.lang)

    def change(self, flip: Flip) -> Line:
        """An element and what it would be."""
        element, before, after = self.titles[flip.element], self.status(flip.before), self.status(flip.after)
        return line("robustness.change", self.lang, flip.after, element=element, before=before, after=after)

    def would(self, flip: Flip) -> str:
        """The same as a part of a sentence."""
        element, before, after = self.titles[flip.element], self.status(flip.before), self.status(flip.after)
        return say("robustness.would", self.lang, element=element, before=before, after=after)

    def what(self, what: Fact | Closure | Source | tuple[str, ...]) -> str:
        """What is lost, with its id if it is a fact."""
        return f"{self.words(what)} [{what.id}]" if isinstance(what, Fact) else self.words(what)

    def words(self, what: Fact | Closure | Source | tuple[str, ...]) -> str:
        """What is lost."""
        if isinstance(what, Source):
            return say("robustness.source", self.lang, id=what.id)
        if isinstance(what, tuple):
            return say(f"robustness.certainty.{what[-1]}", self.lang)
        described = self.teller.described(what)
        if isinstance(what, Closure):
            return say("robustness.record", self.lang, fact=described)
        code = {True: "fact", False: "denial", "unknown": "unknown"}[what.holds]
        return say(f"robustness.{code}", self.lang, fact=described)

    def name(self, what: Fact | Closure) -> str:
        """A short name: an id, or what a record is about."""
        return str(what.id) if isinstance(what, Fact) else self.words(what)

    # -- sections ---------------------------------------------------------------------------------------------------------

    def elements(self) -> Iterator[Line]:
        """Each element, and the facts and records that it hangs on."""
        for element, status in self.found.statuses.items():
            bearing = [
                self.name(loss.what)
                for loss in (*self.found.facts, *self.found.records)
                if isinstance(loss.what, Fact | Closure) and any(flip.element == element for flip in loss.changes)
            ]
            names = listed(in_natural_order((name, name) for name in bearing), self.lang)
            below = line("robustness.hangs", self.lang, names=names) if bearing else line("robustness.firm", self.lang)
            title = self.titles[element]
            yield line("robustness.element", self.lang, status, below=[below], element=title, status=self.status(status))

    def facts(self) -> Iterator[Line]:
        """The facts and records that bear a judgement, and how many bear none."""
        for loss in (*self.found.facts, *self.found.records):
            if loss.load_bearing and isinstance(loss.what, Fact | Closure):
                places = self.teller.citations(loss.what.source)
                cite = places if loss.what.id is None else f"{loss.what.id}: {places}"
                yield Line(self.words(loss.what), "fact", cite, [*self._with(loss), *map(self.change, loss.changes)])
        idle_facts, idle_records = _idle(self.found.facts), _idle(self.found.records)
        idle, losses = idle_facts + idle_records, len(self.found.facts) + len(self.found.records)
        if idle or not losses:
            code = "robustness.none" if idle == losses else "robustness.others"
            yield line(code, self.lang, facts=str(idle_facts), records=str(idle_records))

    def sources(self) -> Iterator[Line]:
        """The sources that bear a judgement, and how many bear none."""
        for loss in self.found.sources:
            if loss.load_bearing and isinstance(loss.what, Source):
                title = loss.what.title.get(self.lang) if loss.what.title else say("no_title", self.lang)
                rests = line("robustness.rests", self.lang, facts=str(len(loss.facts)), records=str(len(loss.records)))
                yield Line(title, "document", loss.what.id, [rests, *self._with(loss), *map(self.change, loss.changes)])
        idle = _idle(self.found.sources)
        if idle or not self.found.sources:
            code = "robustness.no_sources" if idle == len(self.found.sources) else "robustness.other_sources"
            yield line(code, self.lang, sources=str(idle))

    def certainty(self) -> Iterator[Line]:
        """What would be judged without what is not certain."""
        for loss in self.found.certainty:
            what = self.what(loss.what)
            if not loss.facts and not loss.records:
                yield line("robustness.none_lost", self.lang, "reason", what=what)
                continue
            changes = [*map(self.change, loss.changes)] or [line("robustness.same", self.lang)]
            below, facts, records = [*self._with(loss), *changes], str(len(loss.facts)), str(len(loss.records))
            yield line("robustness.lost", self.lang, "reason", below=below, what=what, facts=facts, records=records)

    def samples(self, samples: Sampled) -> Iterator[Line]:
        """The share of each status of each element, and what was drawn."""
        for element, counts in samples.counts.items():
            shares = [
                say(
                    "robustness.share",
                    self.lang,
                    status=self.status(status),
                    share=self._percent(samples.share(element, status)),
                    error=self._percent(samples.standard_error(element, status)),
                )
                for status in sorted(STATUSES, key=lambda status: -counts[status])
                if counts[status]
            ]
            most, title = max(STATUSES, key=lambda status: counts[status]), self.titles[element]
            if len(shares) == 1:
                yield line("robustness.always", self.lang, most, element=title, status=self.status(most))
            else:
                yield line("robustness.shares", self.lang, most, element=title, shares=listed(shares, self.lang))
        count, cases = self._whole(samples.count), self._whole(samples.cases)
        yield line("robustness.drawn", self.lang, count=count, seed=str(samples.seed), cases=cases)
        certain, probable, doubtful = (self._number(f"{chance:g}") for chance in samples.probabilities.values())
        uncertain = self._whole(samples.uncertain)
        slots = {"certain": certain, "probable": probable, "doubtful": doubtful, "uncertain": uncertain}
        yield Line(say("robustness.probabilities", self.lang, **slots), "plain", code="robustness.probabilities")
        yield line("robustness.conventions", self.lang)

    def _with(self, loss: Loss) -> list[Line]:
        """What goes only because it names a fact that is lost."""
        gone: tuple[Fact | Closure, ...] = (*loss.facts_with, *loss.records_with)
        names = [self.name(what) for what in gone]
        return [line("robustness.with", self.lang, names=listed(names, self.lang))] if names else []

    # -- numbers ----------------------------------------------------------------------------------------------------------

    def _percent(self, share: float) -> str:
        return f"{self._number(f'{100 * share:.1f}')}%"

    def _whole(self, count: int) -> str:
        return self._number(f"{count:,}")

    def _number(self, text: str) -> str:
        """A number as the language writes it."""
        return text.translate(str.maketrans(",.", ".,")) if self.lang == "id" else text


def _idle(losses: Iterable[Loss]) -> int:
    """How many of them change nothing."""
    return sum(not loss.load_bearing for loss in losses)
