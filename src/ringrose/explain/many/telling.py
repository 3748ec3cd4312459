"""What every page about many cases says alike: its title, and the summary in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ringrose.explain.many.agreement import Agreement, NotCounted, Pair
from ringrose.explain.many.content import Comparison
from ringrose.explain.many.counting import Failures
from ringrose.explain.many.numbers import decimal, percent, whole
from ringrose.explain.words import WORDS, listed, say

__all__ = ["concluded", "kappa_told", "names_of", "not_counted_told", "pair_told", "places_told", "remarks", "rules", "title"]

MOST_PLACES, MOST_NAMES = 4, 3
"""Of more places, and of more criteria, the others are counted."""


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
    """What stands out, in sentences: which criterion fails most often, which is most often unknown, and how far published ones agree."""
    lang = comparison.lang
    for code, status in (("fails", "violated"), ("unknown", "unknown")):
        number, criteria = _most(failures, status, lang)
        if number:
            slots = {"criteria": listed(criteria, lang), "number": whole(number, lang), "count": whole(failures.cases, lang)}
            yield say(f"many.summary.{code}", lang, **slots)
    if agreement.overall.compared:
        yield _agreement_told(agreement, lang)
    for id, times in Counter(row.case for row in comparison).items():
        if times > 1:
            yield say("many.same_id", lang, id=id)


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
    if len(names) > MOST_NAMES + 1:
        names = [*names[:MOST_NAMES], say("many.summary.others", lang, count=whole(len(names) - MOST_NAMES, lang))]
    return most, names


def _agreement_told(agreement: Agreement, lang: str) -> str:
    """How many of the published judgements agree."""
    overall = agreement.overall
    share = percent(overall.agreed / overall.compared)
    return say("many.summary.agrees", lang, compared=whole(overall.compared, lang), agreed=whole(overall.agreed, lang), percent=share)


def kappa_told(kappa: float | None, why_not: str, lang: str) -> str:
    """Kappa, or why it is not told."""
    return say(f"many.kappa.{why_not}", lang) if kappa is None else decimal(kappa, lang)


def concluded(status: str, lang: str) -> str:
    """A published status: in our words where it is one of ours, else in those of its source."""
    code = f"status.{status}"
    return say(code, lang) if code in WORDS else status


def pair_told(pair: Pair, comparison: Comparison) -> str:
    """A pair that does not agree."""
    lang = comparison.lang
    published, judged = concluded(pair.published, lang), concluded(pair.judged, lang)
    case = names_of(comparison)[pair.case]
    return say("many.agreement.pair", lang, case=case, element=pair.title, published=published, judged=judged)


def not_counted_told(one: NotCounted, comparison: Comparison) -> str:
    """A conclusion that is not counted, and why."""
    lang = comparison.lang
    titles = {element.id: element.title for element in comparison.elements}
    slots = {"case": names_of(comparison)[one.case], "element": titles.get(one.element, one.element)}
    return say(f"many.agreement.{one.why}", lang, published=concluded(one.published, lang), **slots)


def places_told(places: Iterable[str], lang: str) -> str:
    """Places, the first few of them named."""
    places = list(places)
    if len(places) <= MOST_PLACES + 1:
        return "; ".join(places)
    return say("many.places.more", lang, places="; ".join(places[:MOST_PLACES]), count=whole(len(places) - MOST_PLACES, lang))
