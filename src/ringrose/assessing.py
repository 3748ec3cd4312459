"""From a case and a pack to an assessment.

The module is not called `assess`, for a submodule of that name would hide the function `ringrose.assess`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from os import PathLike
from threading import Lock
from typing import Any

from attrs import evolve

from ringrose.asking import open_questions, read_statuses
from ringrose.engines import Engine, chosen, make_engine
from ringrose.errors import InputError
from ringrose.judge import judge, recommend
from ringrose.meaning.conflicts import conflicts_of
from ringrose.model.as_of import Day, case_as_of, check_day
from ringrose.model.assessment import Assessment, CriterionResult, Finding, Judgement, Later, Recommendation
from ringrose.model.case import Case
from ringrose.model.pack import Pack
from ringrose.plan import plan_of
from ringrose.preparing import CaseLike, PackLike, check_language, prepared, sound_case, sound_pack

__all__ = ["CaseLike", "PackLike", "assess", "assess_many", "check_language", "engine_of", "prepared", "statuses_by"]

MAX_ENGINES = 16
_engines: OrderedDict[tuple[str, str, tuple[date | None, ...]], Engine] = OrderedDict()
_lock = Lock()


def assess(case: CaseLike, *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en", as_of: Day | None = None) -> Assessment:
    """Judge a case by the rules of a pack.

    ``case`` is a `Case`, a path, an open file, or a mapping of the shape of a case file; ``pack`` a `Pack`, a name or a folder (default:
    the pack ``ringrose``). ``engine`` is ``durable``, ``compiled``, or ``auto``: durable-rules where it is installed, else the compiled
    one; their answers are the same. ``lang`` is the language of the texts. ``as_of`` is a day of the review: what began later is left out,
    and the review ends there (see `case_as_of`).

    Raises `InputError`, with every problem found, where the case, the pack, the engine's name, the language or the day cannot be used;
    `EngineUnavailable` where the engine is not installed; `EngineError` where it cannot run the pack.
    """
    sound = sound_pack(pack)
    check_language(sound, lang)
    inferring = engine_of(engine, sound)
    if as_of is None:
        return _assess(case, sound, inferring, lang)
    then, left_out = case_as_of(sound_case(case, sound), as_of, sound)
    return evolve(_assess(then, sound, inferring, lang), as_of=left_out)


def assess_many(
    cases: Iterable[CaseLike] | str | PathLike[str],
    *,
    pack: PackLike | None = None,
    engine: str = "auto",
    lang: str = "en",
    as_of: Day | None = None,
    rejected: Callable[[InputError], object] | None = None,
) -> Iterator[Assessment]:
    """Judge many cases lazily, in order.

    ``cases`` are what `assess` takes, or a name for them: a file of JSON Lines (one case a line), a Parquet file, a folder of such and of
    case files, or a pattern such as ``cases/*.yaml``. ``auto`` means the compiled engine here. All else is as in `assess`.

    A case that cannot be used raises when its turn comes; with ``rejected``, that is called with the error instead, and the next case
    follows.
    """
    sound = sound_pack(pack)
    check_language(sound, lang)
    if as_of is not None:
        check_day(as_of)
    inferring = engine_of(chosen(engine, many=True), sound)
    judged = partial(_assess, pack=sound, engine=inferring, lang=lang)
    if as_of is not None:
        judged = partial(_assess_as_of, as_of=as_of, pack=sound, engine=inferring, lang=lang)
    if not isinstance(cases, str | PathLike):
        return _each(cases, judged, rejected)
    from ringrose.files.many import documents_of

    read = _reader(sound, inferring)
    return _each(documents_of(cases), lambda document: judged(read(document)), rejected)


def _reader(pack: Pack, engine: Engine) -> Callable[[Any], CaseLike]:
    """What reads the documents that names stand for: a path is a case already, a line is read on the short way where there is one."""
    from ringrose.engines.compiled import CompiledEngine
    from ringrose.files.lines import Line, load_line
    from ringrose.files.records import known_sources

    @cache
    def short() -> Any:  # takes a moment to make, and paths need none
        return engine.reader(known_sources) if isinstance(engine, CompiledEngine) and not pack.varies else None

    def read(document: Any) -> CaseLike:
        if not isinstance(document, Line):
            return str(document)
        return (short() and short().case(document.data)) or load_line(document, pack)

    return read


def statuses_by(pack: Pack, engine: str = "auto") -> Callable[[Case], dict[str, str]]:
    """What tells the status of each element of checked cases, and nothing more; ``auto`` means the fastest engine here."""
    if pack.varies:
        return lambda case: _statuses_by(pack.on(case.review.last_day), engine)(case)
    return _statuses_by(pack, engine)


def _statuses_by(pack: Pack, engine: str) -> Callable[[Case], dict[str, str]]:
    inferring = engine_of(chosen(engine, many=True), pack)
    ids = [element.id for element in pack.elements]
    if inferring.name != "compiled":
        return lambda case: {judgement.id: judgement.status for judgement in judge(pack, inferring.infer(case))}
    from ringrose.engines.compiled import CompiledEngine
    from ringrose.engines.compiled.items import as_mapping

    assert isinstance(inferring, CompiledEngine)
    return lambda case: dict(zip(ids, inferring.statuses(as_mapping(case)), strict=True))


def _each(
    cases: Iterable[Any],
    judged: Callable[[Any], Assessment],
    rejected: Callable[[InputError], object] | None,
) -> Iterator[Assessment]:
    for case in cases:
        try:
            yield judged(case)
        except InputError as error:
            if rejected is None:
                raise
            rejected(error)


def engine_of(name: str, pack: Pack) -> Engine:
    """The engine for a pack (and the values of its parameters), built once; the least recently used are forgotten."""
    rules = pack.put_in
    same = (chosen(name), str(rules.digest), rules.in_force)
    with _lock:
        if same not in _engines:
            _engines[same] = make_engine(name, plan_of(rules))
            if len(_engines) > MAX_ENGINES:
                _engines.popitem(last=False)
        _engines.move_to_end(same)
        return _engines[same]


def _assess(case: CaseLike, pack: Pack, engine: Engine, lang: str) -> Assessment:
    sound = sound_case(case, pack)
    if pack.varies:
        pack = pack.on(sound.review.last_day)
        engine = engine_of(engine.name, pack)
    judgements, recommendations = _judged(sound, pack, engine, lang)
    return Assessment(
        case=sound,
        pack=pack,
        engine=engine.name,
        lang=lang,
        judgements=judgements,
        conflicts=tuple(conflicts_of(sound)),
        open_questions=Later(lambda: open_questions(sound, engine.plan, _quickly(pack, engine))),
        recommendations=recommendations,
    )


def _assess_as_of(case: CaseLike, as_of: Day, pack: Pack, engine: Engine, lang: str) -> Assessment:
    """One of many cases, judged as of a day; where the day does not fit it, the problem names the case."""
    sound = sound_case(case, pack)
    try:
        then, left_out = case_as_of(sound, as_of, pack)
    except InputError as error:
        raise InputError(evolve(problem, file=f"case {sound.id}, {problem.file}") for problem in error.problems) from None
    return evolve(_assess(then, pack, engine, lang), as_of=left_out)


READ_AT_MOST = 10_000
"""Reading so many facts takes about as long as building the compiled engine and judging them with it."""


def _quickly(pack: Pack, engine: Engine) -> Callable[[Case], Mapping[str, str]]:
    """What tells the statuses of more cases soonest: an engine that is built is quick; else a few are read, before one is built."""
    compiled = cache(lambda: statuses_by(pack, "compiled"))
    read = read_statuses(engine.plan)
    left = 0 if engine.name == "compiled" else READ_AT_MOST

    def statuses(case: Case) -> Mapping[str, str]:
        nonlocal left
        left -= len(case.facts)
        return read(case) if left >= 0 else compiled()(case)

    return statuses


def _judged(case: Case, pack: Pack, engine: Engine, lang: str) -> tuple[tuple[Judgement, ...], Sequence[Recommendation]]:
    if engine.name == "compiled":
        return _judged_later(case, pack, engine, lang)
    judgements = judge(pack, engine.infer(case), lang)
    return judgements, recommend(pack, judgements)


def _judged_later(case: Case, pack: Pack, engine: Engine, lang: str) -> tuple[tuple[Judgement, ...], Sequence[Recommendation]]:
    """The judgements of the compiled engine, whose findings wait."""
    from ringrose.engines.compiled import CODES, CompiledEngine

    assert isinstance(engine, CompiledEngine)
    # The statuses are known at once. Findings take ten times as long, and wait until somebody asks for them.
    state = engine.state(case)

    @cache
    def judgements_of() -> tuple[Judgement, ...]:
        return judge(pack, engine.findings(case, state))

    def findings(element: int, criterion: int) -> Sequence[Finding]:
        return Later(lambda: tuple(judgements_of()[element].criteria[criterion].findings))

    codes = iter(state[1])
    early = []
    for n, element in enumerate(pack.elements):
        results = tuple(CriterionResult(c, CODES[next(codes)], findings(n, m)) for m, c in enumerate(element.criteria))
        early.append(Judgement(element, state[0][n], results, lang))
    return tuple(early), Later(lambda: recommend(pack, judgements_of()))
