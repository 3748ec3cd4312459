"""How robust a judgement is: what it would be without each fact, record and source, and how often it would be so if some did not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import sqrt
from random import Random
from typing import Any

from attrs import field, frozen

from ringrose.assessing import statuses_by
from ringrose.errors import InputError, Problem
from ringrose.explain.page import Page
from ringrose.model.assessment import STATUSES
from ringrose.model.case import CERTAINTIES, Case, Closure, Fact, Source
from ringrose.model.pack import Pack
from ringrose.model.shown import ShownAsPage
from ringrose.model.without import Lost, Reducible, record_key, record_to_dict
from ringrose.preparing import CaseLike, PackLike, prepared

__all__ = ["CERTAIN", "DOUBTFUL", "MAX_SAMPLES", "PROBABLE", "Flip", "Loss", "Robustness", "Sampled", "robustness"]

CERTAIN, PROBABLE, DOUBTFUL = 1.0, 0.8, 0.5
"""With which probability a fact stays in a sample, by its certainty: conventions, and not measured."""

MAX_SAMPLES = 1_000_000
"""More would tell nothing: the standard error is below 0.0005 by then, and the probabilities are conventions."""

Progress = Callable[[int, int], object]
"""Called with how much is done, and of how much."""


@frozen
class Flip:
    """An element whose status is another one: from which to which."""

    element: str
    before: str
    after: str

    def to_dict(self) -> dict[str, str]:
        """The change as JSON has it."""
        return {"element": self.element, "from": self.before, "to": self.after}


@frozen
class Loss:
    """What would be judged if something were lost.

    ``what`` is the fact, the entry under ``complete`` or the source that is lost, or the certainties of which all are. ``facts`` and
    ``records`` are what the case loses; ``facts_with`` and ``records_with`` what goes only because it names a fact that is lost.
    """

    what: Fact | Closure | Source | tuple[str, ...]
    facts: tuple[Fact, ...]
    records: tuple[Closure, ...]
    facts_with: tuple[Fact, ...]
    records_with: tuple[Closure, ...]
    changes: tuple[Flip, ...]

    @property
    def load_bearing(self) -> bool:
        """Whether the loss changes the status of an element."""
        return bool(self.changes)

    def to_dict(self) -> dict[str, Any]:
        """The loss as JSON has it."""
        what, told = self.what, self._told()
        if isinstance(what, Fact):
            return {"id": what.id, "fact": what.type, "holds": what.holds, **told}
        if isinstance(what, Closure):
            return {**record_to_dict(what), **told}
        own = {"facts": _ids(self.facts), "complete": [record_to_dict(record) for record in self.records]}
        return {"id": what.id, **own, **told} if isinstance(what, Source) else {"without": list(what), **own, **told}

    def _told(self) -> dict[str, Any]:
        return {
            "with_it": {"facts": _ids(self.facts_with), "complete": [record_to_dict(record) for record in self.records_with]},
            "load_bearing": self.load_bearing,
            "changes": [change.to_dict() for change in self.changes],
        }


def _ids(facts: Iterable[Fact]) -> list[str]:
    return [str(fact.id) for fact in facts]


@frozen
class Sampled:
    """How often each element had each status in cases that were drawn.

    In each of ``count`` draws a fact (that holds or is denied) and an entry under ``complete`` stayed with the probability of its
    certainty. ``uncertain`` tells how many could be lost, ``cases`` how many different cases came out. ``counts`` maps each element to how
    often it had each status.
    """

    count: int
    seed: int
    probabilities: Mapping[str, float]
    uncertain: int
    cases: int
    counts: Mapping[str, Mapping[str, int]]

    def share(self, element: str, status: str) -> float:
        """In which share of the draws an element had a status."""
        return self.counts[element][status] / self.count

    def standard_error(self, element: str, status: str) -> float:
        """The standard error of that share: how far it may be from what endless draws would give, by chance alone."""
        share = self.share(element, status)
        return sqrt(share * (1 - share) / self.count)

    def to_dict(self) -> dict[str, Any]:
        """The samples as JSON has them; shares and standard errors are rounded to six digits."""
        return {
            "count": self.count,
            "seed": self.seed,
            "probabilities": dict(self.probabilities),
            "uncertain": self.uncertain,
            "cases": self.cases,
            "elements": [
                {
                    "element": element,
                    "shares": {status: round(self.share(element, status), 6) for status in STATUSES},
                    "standard_errors": {status: round(self.standard_error(element, status), 6) for status in STATUSES},
                }
                for element in self.counts
            ],
        }


@frozen
class Robustness(ShownAsPage):
    """How robust the judgements of a case are.

    ``statuses`` are those of the whole case. ``facts``, ``records`` and ``sources`` tell what would be judged without each of them in turn,
    ``certainty`` what without all that is doubtful, and without all that is doubtful or probable. ``samples`` are None where none were
    asked for.
    """

    case: Case
    pack: Pack
    lang: str
    statuses: Mapping[str, str]
    facts: tuple[Loss, ...]
    records: tuple[Loss, ...]
    sources: tuple[Loss, ...]
    certainty: tuple[Loss, ...]
    samples: Sampled | None = field(default=None)

    @property
    def load_bearing(self) -> tuple[Loss, ...]:
        """The losses of one fact, one record or one source that change the status of an element."""
        return tuple(loss for loss in (*self.facts, *self.records, *self.sources) if loss.load_bearing)

    def page(self, lang: str | None = None) -> Page:
        """The answer in words (default: in the language asked for)."""
        from ringrose.explain.robust_page import page

        return page(self, lang or self.lang)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``robustness/1``; texts in ``lang`` (default: the language asked for)."""
        from ringrose.explain.robust_page import sentence

        lang = lang or self.lang

        def told(losses: Iterable[Loss]) -> list[dict[str, Any]]:
            return [{**loss.to_dict(), "text": sentence(self, loss, lang)} for loss in losses]

        return {
            "ringrose": "robustness/1",
            "case": self.case.id,
            "pack": self.pack.named,
            "statuses": dict(self.statuses),
            "facts": told(self.facts),
            "complete": told(self.records),
            "sources": told(self.sources),
            "certainty": told(self.certainty),
            "samples": None if self.samples is None else self.samples.to_dict(),
        }


def robustness(
    case: CaseLike,
    *,
    pack: PackLike | None = None,
    engine: str = "auto",
    lang: str = "en",
    samples: int = 0,
    seed: int = 0,
    certain: float = CERTAIN,
    probable: float = PROBABLE,
    doubtful: float = DOUBTFUL,
    progress: Progress | None = None,
) -> Robustness:
    """Judge a case without each fact, each entry under ``complete`` and each source in turn, and without what is not certain.

    What cites several sources survives the loss of one. What names a lost fact goes with it. With ``samples``, so many cases are drawn in
    which a fact that holds or is denied, or an entry under ``complete``, stays with the probability of its certainty; ``seed`` makes the
    draws repeatable. Facts that could not be told (``holds: unknown``) are not drawn, and go only with what they name. ``progress`` is
    called with how much is done and of how much. ``engine`` is as in `assess`, but that ``auto`` means the fastest one.

    Raises `InputError` as `assess` does, and where ``samples``, ``seed`` or a probability cannot be used.
    """
    probabilities = dict(zip(CERTAINTIES, (certain, probable, doubtful), strict=True))
    _refuse_bad(samples, seed, probabilities)
    sound, rules = prepared(case, pack, lang)
    judging = _Judging(sound, rules, statuses_by(rules, engine), progress, samples)
    facts = sorted(sound.facts, key=lambda fact: str(fact.id))
    return Robustness(
        sound,
        rules,
        lang,
        judging.whole,
        tuple(judging.loss(fact, [fact]) for fact in facts),
        tuple(judging.loss(sound.complete[n], records=[n]) for n in judging.positions),
        tuple(judging.source(source) for source in sorted(sound.sources, key=lambda source: source.id)),
        tuple(judging.certainty(gone) for gone in (("doubtful",), ("doubtful", "probable"))),
        _sampled(judging, samples, seed, probabilities) if samples else None,
    )


def _refuse_bad(samples: int, seed: int, probabilities: Mapping[str, float]) -> None:
    problems = []
    if not 0 <= samples <= MAX_SAMPLES:
        what = f"{samples} is not a number of samples that can be drawn"
        problems.append(Problem("samples", what, "", f"Write a whole number from 0 to {MAX_SAMPLES}, such as 10000"))
    if seed < 0:
        problems.append(Problem("seed", f"{seed} is not a seed", "", "Write a whole number from 0 on"))
    for name, probability in probabilities.items():
        if not 0 <= probability <= 1:
            problems.append(Problem(name, f"{probability} is not a probability", "", "Write a number from 0 to 1, such as 0.8"))
    if problems:
        raise InputError(problems)


class _Judging:
    """One case, judged without some of what it states; no two times what is the same."""

    def __init__(self, case: Case, pack: Pack, statuses: Callable[[Case], dict[str, str]], progress: Progress | None, samples: int) -> None:
        self.case, self.statuses = case, statuses
        self.reducible = Reducible(case, pack)
        self.positions = sorted(range(len(case.complete)), key=lambda n: record_key(case.complete[n]))
        self.known: dict[Lost, tuple[str, ...]] = {}
        self._progress, self._done = progress, 0
        self._all = len(case.facts) + len(case.complete) + len(case.sources) + 2 + samples
        self._stride = max(self._all // 200, 1)
        self.whole = statuses(case)
        self.known[Lost()] = tuple(self.whole.values())

    def judged(self, lost: Lost) -> tuple[str, ...]:
        """The statuses of all elements, in order."""
        if lost not in self.known:
            self.known[lost] = tuple(self.statuses(self.reducible.left(lost)).values())
        return self.known[lost]

    def step(self) -> None:
        """Tell that one more of what is to be judged is."""
        self._done += 1
        if self._progress is not None and (self._done % self._stride == 0 or self._done == self._all):
            self._progress(self._done, self._all)

    def loss(self, what: Any, facts: Iterable[Fact] = (), records: Iterable[int] = ()) -> Loss:
        """What would be judged without these facts and entries."""
        case, own, entries = self.case, [str(fact.id) for fact in facts], list(records)
        lost = self.reducible.losing(own, entries)
        changes = tuple(
            Flip(element, before, after)
            for (element, before), after in zip(self.whole.items(), self.judged(lost), strict=True)
            if before != after
        )
        self.step()
        by_id = {str(fact.id): fact for fact in case.facts}

        def told(ids: Iterable[str]) -> tuple[Fact, ...]:
            return tuple(by_id[id] for id in sorted(ids))

        def listed(entries: Iterable[int]) -> tuple[Closure, ...]:
            return tuple(sorted((case.complete[n] for n in entries), key=record_key))

        return Loss(what, told(own), listed(entries), told(lost.facts_with), listed(lost.records_with), changes)

    def source(self, source: Source) -> Loss:
        """What would be judged without a source: without all that rests on it alone."""

        def alone(told: Fact | Closure) -> bool:
            return {citation.id for citation in told.source} == {source.id}

        return self._without(source, alone)

    def certainty(self, gone: tuple[str, ...]) -> Loss:
        """What would be judged without all facts and entries of some certainties."""
        return self._without(gone, lambda told: told.certainty in gone and _drawn(told))

    def _without(self, what: Any, goes: Callable[[Fact | Closure], bool]) -> Loss:
        return self.loss(what, filter(goes, self.case.facts), (n for n, record in enumerate(self.case.complete) if goes(record)))


def _drawn(told: Fact | Closure) -> bool:
    """Whether the certainty of what is told says how sure it is: a fact that could not be told is nothing to be sure of."""
    return isinstance(told, Closure) or told.holds != "unknown"


def _sampled(judging: _Judging, count: int, seed: int, probabilities: Mapping[str, float]) -> Sampled:
    """Draw so many cases, and judge each different one once."""
    chances = list(_chances(judging, probabilities))
    draw = Random(seed).random  # noqa: S311  # the draws must repeat, on every platform
    # What may be lost stands in an order that does not depend on that of the file, so that a seed gives the same draws.
    seen: dict[int, tuple[Lost, tuple[str, ...]]] = {}
    drawn: Counter[int] = Counter()
    for _ in range(count):
        mask = 0
        for place, (chance, _, _) in enumerate(chances):
            if draw() >= chance:
                mask |= 1 << place
        if mask not in seen:
            lost = judging.reducible.losing(*_lost(chances, mask))
            seen[mask] = lost, judging.judged(lost)
        drawn[mask] += 1
        judging.step()
    counts = {element: dict.fromkeys(STATUSES, 0) for element in judging.whole}
    for mask, times in drawn.items():
        for element, status in zip(counts, seen[mask][1], strict=True):
            counts[element][status] += times
    return Sampled(count, seed, probabilities, len(chances), len({lost for lost, _ in seen.values()}), counts)


Chance = tuple[float, str | None, int]
"""The probability with which something stays: a fact (its id), or an entry under ``complete`` (its position)."""


def _chances(judging: _Judging, probabilities: Mapping[str, float]) -> Iterator[Chance]:
    """All that may be lost, facts by id first."""
    for fact in sorted(judging.case.facts, key=lambda fact: str(fact.id)):
        if _drawn(fact) and probabilities[fact.certainty] < 1:
            yield probabilities[fact.certainty], str(fact.id), -1
    for position in judging.positions:
        chance = probabilities[judging.case.complete[position].certainty]
        if chance < 1:
            yield chance, None, position


def _lost(chances: Sequence[Chance], mask: int) -> tuple[list[str], list[int]]:
    """The ids and positions of what is lost."""
    gone = [chances[place] for place in range(mask.bit_length()) if mask >> place & 1]
    return [id for _, id, _ in gone if id is not None], [position for _, id, position in gone if id is None]
