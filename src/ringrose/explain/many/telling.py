"""What every page about many cases says alike: its title, and the summary in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from attrs import evolve

from ringrose.explain.many.agreement import Agreement, NotCounted, Pair
from ringrose.explain.many.content import CaseRow, Comparison
from ringrose.explain.many.counting import Failures
from ringrose.explain.many.numbers import decimal, percent, whole
from ringrose.explain.words import concluded, listed, say

__all__ = [
    "CRITERION_ORDER",
    "ORDER",
    "all_not_counted",
    "kappa_told",
    "names_of",
    "pair_told",
    "places_told",
    "remarks",
    "rules",
    "title",
]

ORDER = ("met", "contested", "undetermined", "not_met")
"""In which every page tells the statuses of elements, and by which columns are sorted, as look/compare/sort.js has it."""
CRITERION_ORDER = ("satisfied", "contested", "unknown", "violated")
"""In which it tells those of criteria: as those of elements, so that a colour has the same side in every bar."""
MOST_PLACES, MOST_NAMES = 4, 3
"""Of more places, and of more criteria or cases, the others are counted."""


def title(comparison: Comparison) -> str:
    """What the page is."""
    if len(comparison) == 1:
        return say("many.title.one", comparison.lang)
    return say("many.title", comparison.lang, count=whole(len(comparison), comparison.lang))


def rules(comparison: Comparison) -> str:
    """By which rules all were judged."""
    return say("many.rules", comparison.lang, pack=comparison.pack.id, version=comparison.pack.version)


def names_of(comparison: Comparison) -> dict[str, str]:
    """The titles of the cases by their ids; with the id where several cases have one title."""
    titles = Counter(row.title for row in comparison)
    return {row.id: row.title if titles[row.title] == 1 else f"{row.title} ({row.id})" for row in comparison}


def remarks(comparison: Comparison, failures: Failures, agreement: Agreement) -> Iterator[str]:
    """What stands out, in sentences: what fails and is unknown most often, how far published judgements agree, and what is odd."""
    lang = comparison.lang
    if days := {row.as_of for row in comparison if row.as_of}:
        yield say("many.summary.as_of", lang, days=listed(sorted(days), lang))
    for code, status in (("fails", "violated"), ("unknown", "unknown")):
        number, criteria = _most(failures, status, lang)
        if number:
            slots = {"criteria": listed(criteria, lang), "number": whole(number, lang), "count": whole(failures.cases, lang)}
            yield say(f"many.summary.{code}", lang, **slots)
    if agreement.overall.compared:
        yield _agreement_told(agreement, lang)
    if disputed := [row for row in comparison if row.conflicts]:
        yield _conflicts_told(disputed, comparison)
    for id, times in Counter(row.case for row in comparison).items():
        if times > 1:
            yield say("many.same_id", lang, id=id)
    for row, times in Counter(evolve(row, id=row.case) for row in comparison).items():
        if times > 1:
            yield say("many.same_case", lang, id=row.id, times=whole(times, lang))


def _most(failures: Failures, status: str, lang: str) -> tuple[int, list[str]]:
    """In how many cases that criterion has a status which has it most often, and which it is, or are; what is only told is left out."""
    found: dict[int, list[str]] = {}
    for element in failures.elements:
        for one in element.criteria:
            if one.role != "informative":
                told = say("many.summary.criterion", lang, criterion=one.title, element=element.title)
                found.setdefault(one.statuses[status], []).append(told)
    most = max(found, default=0)
    names = found.get(most, [])
    return most, _first_few(names, lang)


def _first_few(names: list[str], lang: str) -> list[str]:
    if len(names) <= MOST_NAMES + 1:
        return names
    return [*names[:MOST_NAMES], say("many.summary.others", lang, count=whole(len(names) - MOST_NAMES, lang))]


def _conflicts_told(disputed: list[CaseRow], comparison: Comparison) -> str:
    """In which cases something is recorded as so and denied, those with most such conflicts first."""
    lang, names = comparison.lang, names_of(comparison)
    disputed = sorted(disputed, key=lambda row: -row.conflicts)
    told = [say("many.summary.conflicts.case", lang, case=names[row.id], count=whole(row.conflicts, lang)) for row in disputed]
    return say("many.summary.conflicts", lang, cases=listed(_first_few(told, lang), lang))


def _agreement_told(agreement: Agreement, lang: str) -> str:
    """How many of the published judgements agree."""
    overall = agreement.overall
    share = percent(overall.agreed / overall.compared)
    return say("many.summary.agrees", lang, compared=whole(overall.compared, lang), agreed=whole(overall.agreed, lang), percent=share)


def kappa_told(kappa: float | None, why_not: str, lang: str) -> str:
    """Kappa, or why it is not told."""
    return say(f"many.kappa.{why_not}", lang) if kappa is None else decimal(kappa, lang)


def pair_told(pair: Pair, names: Mapping[str, str], lang: str) -> str:
    """A pair that does not agree; ``names`` are those of the cases."""
    published, judged = concluded(pair.published, lang), concluded(pair.judged, lang)
    return say("many.agreement.pair", lang, case=names[pair.case], element=pair.title, published=published, judged=judged)


def all_not_counted(agreement: Agreement, comparison: Comparison) -> Iterator[str]:
    """All conclusions that are not counted, and why; what a case says of elements that are not judged is one sentence."""
    lang, names = comparison.lang, names_of(comparison)
    titles = {element.id: element.title for element in comparison.elements}
    for (case, why), together in groupby(agreement.not_counted, lambda one: (one.case, one.why)):
        several = list(together)
        if why == "words" or len(several) == 1:
            yield from (_not_counted_told(one, names[case], titles.get(one.element) or _readable(one.element), lang) for one in several)
        else:
            told = [
                say("many.agreement.one", lang, element=_readable(one.element), published=concluded(one.published, lang)) for one in several
            ]
            yield say("many.agreement.elements", lang, case=names[case], elements=listed(told, lang))


def _not_counted_told(one: NotCounted, case: str, element: str, lang: str) -> str:
    return say(f"many.agreement.{one.why}", lang, published=concluded(one.published, lang), case=case, element=element)


def _readable(id: str) -> str:
    """An id as words."""
    return id.replace("_", " ")


def places_told(places: Iterable[str], lang: str) -> str:
    """Places, the first few of them named."""
    places = list(places)
    if len(places) <= MOST_PLACES + 1:
        return "; ".join(places)
    return say("many.places.more", lang, places="; ".join(places[:MOST_PLACES]), count=whole(len(places) - MOST_PLACES, lang))
