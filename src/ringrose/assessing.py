"""From a case and a pack to an assessment.

The module is not called `assess`, for a submodule of that name would hide the function `ringrose.assess`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from os import PathLike
from threading import Lock
from typing import IO, Any

from ringrose.engines import Engine, chosen, make_engine
from ringrose.engines.matching import falls_into
from ringrose.errors import Flaw, InputError, Problem, nearest, one_of, unplaced
from ringrose.files import load_case, load_pack
from ringrose.judge import judge, recommend
from ringrose.model.assessment import Assessment, Conflict, OpenQuestion
from ringrose.model.case import Case
from ringrose.model.check_case import check_case
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Pack
from ringrose.plan import plan_of

__all__ = ["assess", "assess_many"]

CaseLike = Case | str | PathLike[str] | IO[Any] | dict[str, Any]
PackLike = Pack | str | PathLike[str]

MAX_ENGINES = 16
_engines: OrderedDict[tuple[str, str], Engine] = OrderedDict()
_lock = Lock()


def assess(case: CaseLike, *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> Assessment:
    """Judge a case by the rules of a pack.

    ``case`` is a `Case`, a path, an open file, or a mapping of the shape of a case file; ``pack`` a `Pack`, a name or a folder (default:
    the pack ``ringrose``). ``engine`` is ``auto`` or ``durable``. ``lang`` is the language of the texts.

    Raises `InputError`, with every problem found, where the case, the pack, the engine's name or the language cannot be used;
    `EngineUnavailable` where the engine is not installed; `EngineError` where it cannot run the pack.
    """
    (assessment,) = assess_many([case], pack=pack, engine=engine, lang=lang)
    return assessment


def assess_many(cases: Iterable[CaseLike], *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> Iterator[Assessment]:
    """Judge many cases lazily, in order; everything else as `assess`. A case that cannot be used raises when its turn comes."""
    sound = _pack(pack)
    _check_language(sound, lang)
    inferring = _engine(engine, sound)
    return (_assess(case, sound, inferring, lang) for case in cases)


def _pack(pack: PackLike | None) -> Pack:
    if not isinstance(pack, Pack):
        return load_pack("ringrose" if pack is None else pack)
    if pack.digest is None:
        pack, flaws = check_pack(pack)
        _refuse(flaws, f"pack {pack.id}")
    return pack


def _sound(case: Case, pack: Pack) -> Case:
    """The case, its values read by the pack's vocabulary."""
    sound, flaws = check_case(case, pack)
    _refuse(flaws, f"case {case.id}")
    return sound


def _refuse(flaws: Iterable[Flaw], what: str) -> None:
    errors = [flaw for flaw in flaws if not flaw.warning]
    if errors:
        raise InputError(unplaced(errors, what))


def _check_language(pack: Pack, lang: str) -> None:
    if lang not in pack.languages:
        hint = nearest(lang, pack.languages) or one_of(pack.languages)
        raise InputError([Problem("language", f"The pack `{pack.id}` has no texts in `{lang}`", "", hint)])


def _engine(name: str, pack: Pack) -> Engine:
    """The engine for a pack, built once; the least recently used are forgotten."""
    same = (chosen(name), str(pack.digest))
    with _lock:
        if same not in _engines:
            _engines[same] = make_engine(name, plan_of(pack))
            if len(_engines) > MAX_ENGINES:
                _engines.popitem(last=False)
        _engines.move_to_end(same)
        return _engines[same]


def _assess(case: CaseLike, pack: Pack, engine: Engine, lang: str) -> Assessment:
    sound = _sound(case, pack) if isinstance(case, Case) else load_case(case, pack=pack)
    judgements = judge(pack, engine.infer(sound))
    return Assessment(
        case=sound,
        pack=pack,
        engine=engine.name,
        lang=lang,
        judgements=judgements,
        conflicts=tuple(_conflicts(sound)),
        open_questions=tuple(OpenQuestion(f) for f in sorted(sound.facts, key=lambda f: str(f.id)) if f.holds == "unknown"),
        recommendations=recommend(pack, judgements),
    )


def _conflicts(case: Case) -> list[Conflict]:
    """The facts that hold although they fall into a denial's set, sorted by fact and denial."""
    denials: dict[str, list[tuple[str, Any]]] = {}
    for fact in case.facts:
        if fact.holds is False:
            denials.setdefault(fact.type, []).append((str(fact.id), fact.attributes))
    found = [
        (str(fact.id), denial)
        for fact in case.facts
        if fact.holds is True
        for denial, stated in denials.get(fact.type, ())
        if falls_into(fact.attributes, stated)
    ]
    return [Conflict(fact, denial) for fact, denial in sorted(found)]
