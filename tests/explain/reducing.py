"""Cases with less in them, made by hand: shares no code with the library's own way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from random import Random
from typing import Any

from attrs import evolve

from ringrose.model.case import Case, Citation, Closure, Fact, Review, Source
from ringrose.model.pack import Pack
from ringrose.model.values import Range
from tests.differential.pairs import Pair, sound
from tests.generate import random_pair
from tests.oracle import judge, within

__all__ = ["DAYS", "filtered", "first_day", "furnished", "pairs", "shuffled", "statuses", "without"]


def statuses(pack: Pack, case: Case) -> dict[str, str]:
    """What the oracle says of each element."""
    return {judgement["element"]: judgement["status"] for judgement in judge(case, pack)["judgements"]}


def pairs(count: int, first: int = 0) -> list[Pair]:
    """So many generated pairs, their facts with sources, certainties and times of their own."""
    return [furnished(*sound(*random_pair(Random(seed))), Random(seed)) for seed in range(first, first + count)]


def furnished(pack: Pack, case: Case, rng: Random) -> Pair:
    """The pair, what the case states with sources, certainties and times."""

    def aside() -> dict[str, Any]:
        cited = rng.choice([[], ["s1"], ["s1", "s2"], ["s2", "s2"], ["s3", "s1"]])
        when = rng.choice([None] * 4 + [2017, date(2018, 3, 1), {"from": 2018}, {"to": 2017}, {"from": date(2017, 6, 15), "to": 2019}])
        certainty = rng.choice(["certain", "probable", "doubtful"])
        return {"source": [Citation(id) for id in cited], "when": when, "certainty": certainty}

    facts = [Fact(f.type, f.attributes, id=f.id, holds=f.holds, **aside()) for f in case.facts]
    complete = [Closure(c.type, c.attributes, id=c.id, **aside()) for c in case.complete]
    return sound(pack, evolve(case, facts=facts, complete=complete, sources=[Source("s1"), Source("s2"), Source("s3"), Source("s4")]))


def shuffled(case: Case, rng: Random) -> Case:
    """The case with its lists in another order; every fact keeps its id."""
    lists = {name: rng.sample(getattr(case, name), len(getattr(case, name))) for name in ("facts", "complete", "sources")}
    return evolve(case, **lists)


def names(pack: Pack, told: Fact | Closure, ids: Collection[str]) -> bool:
    """Whether what is told names one of these ids as a fact."""
    kinds = pack.vocabulary.types[told.type].attributes
    return any(kinds[name].type == "fact" and value in ids for name, value in told.attributes.items())


def without(pack: Pack, case: Case, ids: Collection[str], records: Collection[int] = (), review: Review | None = None) -> Case:
    """The case without these facts and entries, and without what names them; the library finds it sound."""
    gone = set(ids)
    while more := [fact.id for fact in case.facts if fact.id not in gone and names(pack, fact, gone)]:
        gone.update(more)
    left = evolve(
        case,
        facts=[fact for fact in case.facts if fact.id not in gone],
        complete=[record for n, record in enumerate(case.complete) if n not in records and not names(pack, record, gone)],
        review=review or case.review,
    )
    return sound(pack, left)[1]


def first_day(pack: Pack, told: Fact | Closure) -> date | None:
    """The first of some days on which a time that is stated is reached (what is earlier is reached on the first); None without any."""
    kinds = pack.vocabulary.types[told.type].attributes
    times = [value for name, value in told.attributes.items() if kinds[name].type in ("date", "year")]
    if isinstance(told, Fact):
        times += [told.when["from"]] if isinstance(told.when, dict) and "from" in told.when else []
        times += [told.when] if told.when is not None and not isinstance(told.when, dict) else []
    told_by_day = {time.year for time in times if isinstance(time, date)}
    told_by_day |= {start_of(time).year for time in times if isinstance(time, Range)}

    def reached(time: Any, day: date) -> bool:
        if isinstance(time, Range):
            lower = Range(**{op: bound for op, bound in time.bounds().items() if op in ("gt", "gte")})
            return within(day, lower)
        if isinstance(time, date):
            return day == max(time, DAYS[0])
        return day.year == max(time, DAYS[0].year) and time not in told_by_day

    return next((day for day in DAYS if any(reached(time, day) for time in times)), None if not times else DAYS[-1])


DAYS = [date(2010, 1, 1) + timedelta(days=n) for n in range(16 * 365)]


def start_of(stated: Range) -> date:
    """The first of these days in a range, as if it had no upper bound."""
    lower = Range(**{op: bound for op, bound in stated.bounds().items() if op in ("gt", "gte")})
    return next((day for day in DAYS if within(day, lower)), DAYS[-1])


def filtered(pack: Pack, case: Case, end: date | int) -> Case:
    """The case as of the end of a day or year, by trying day after day."""
    review = Review(case.review.start, end)

    def later(told: Fact | Closure) -> bool:
        day = first_day(pack, told)
        return day is not None and day > review.last_day

    years = {f"year-{year}" for year in range(review.last_day.year + 1, case.review.last_day.year + 1)}
    ids = {str(fact.id) for fact in case.facts if later(fact)}
    return without(pack, case, ids | years, [n for n, record in enumerate(case.complete) if later(record)], review)
