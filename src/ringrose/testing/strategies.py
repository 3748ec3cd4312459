"""Strategies for cases of any pack and for their parts; Hypothesis is needed for these alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

from ringrose.errors import InputError, Problem, nearest, one_of
from ringrose.model.case import Case, Closure, Fact, Field, Partner, Review
from ringrose.model.pack import Derives, Pack
from ringrose.preparing import PackLike, sound_case, sound_pack
from ringrose.testing.making import CaseMaker
from ringrose.testing.words import words_of

__all__ = ["cases", "closures", "facts", "fields", "partners", "reviews"]

T = TypeVar("T")
Given: TypeAlias = T | st.SearchStrategy[T]

_BELOW = lru_cache(maxsize=1024)(lambda number: st.integers(0, number - 1))


class _Drawn(CaseMaker):
    """A maker whose choices are drawn by Hypothesis."""

    def __init__(self, draw: st.DrawFn, pack: Pack, about: Collection[str] | None = None, *, plain: bool = False) -> None:
        super().__init__(lambda number: draw(_BELOW(number)) if number > 1 else 0, pack, words_of(pack), about, plain=plain)
        self._draw = draw

    def part(self, make: Callable[[], T]) -> T:
        """What is made by draws that can be left out together."""
        return self._draw(st.builds(make))

    def how_many(self, numbers: Sequence[int], weights: Sequence[int]) -> int:
        """A number that can be lowered by one, as one of the parts is left out; how often each occurs is for Hypothesis to say."""
        return self.pick(numbers)


def cases(
    pack: PackLike | None = None,
    *,
    about: Iterable[str] | str | None = None,
    facts: Iterable[Fact] = (),
    partners: Given[Sequence[Partner | str]] | None = None,
    fields: Given[Sequence[Field | str]] | None = None,
    review: Given[Review | tuple[Any, Any]] | None = None,
    plain: bool = False,
) -> st.SearchStrategy[Case]:
    """Checked cases of a pack (a name, a folder or a `Pack`; without one the pack ``ringrose``).

    Their facts and closed records are made after the patterns of the rules, so that rules fire, and nearly fire, often. ``about`` names
    rules (``commitment.budget-cut``), criteria (``commitment.monitored``) or elements: the cases are about these. ``facts`` are in every
    case. ``partners``, ``fields`` and ``review`` are what the case has, or strategies for that. A ``plain`` case has nothing besides what
    lets rules fire, in most of them. A failing example shrinks to few facts.

    Raises `InputError` where the pack cannot be used, or ``about`` names what it does not have.
    """
    sound = sound_pack(pack)
    wanted = None if about is None else rules_about(sound, (about,) if isinstance(about, str) else about)
    return _cases(
        sound,
        wanted,
        tuple(facts),
        _given(partners, _partners(sound)),
        _given(fields, _fields(sound)),
        _given(review, _reviews(sound)),
        plain,
    )


def _given(given: Any, usual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return usual if given is None else given if isinstance(given, st.SearchStrategy) else st.just(given)


@st.composite
def _cases(
    draw: st.DrawFn,
    pack: Pack,
    about: frozenset[str] | None,
    facts: tuple[Fact, ...],
    partners: st.SearchStrategy[Any],
    fields: st.SearchStrategy[Any],
    review: st.SearchStrategy[Any],
    plain: bool,
) -> Case:
    frame = Case("generated", draw(partners), draw(review), fields=draw(fields), facts=facts)  # the facts are given ids
    made = _Drawn(draw, pack, about, plain=plain).case(frame, frame.facts)
    return sound_case(made, pack)


def rules_about(pack: Pack, names: Iterable[str]) -> frozenset[str]:
    """The full names of the rules that conclude about these elements and criteria, and of the rules themselves.

    Raises `InputError` for a name that the pack does not have.
    """
    names, found = list(names), dict[str, set[str]]()
    for name, element, rule in pack.rules():
        for about in (name, element.id, *(() if isinstance(rule.then, Derives) else (f"{element.id}.{rule.then.criterion}",))):
            found.setdefault(about, set()).add(name)
    problems = [
        Problem("about", f"The pack `{pack.id}` has no rule, criterion or element `{name}`", "", nearest(name, found) or one_of(found))
        for name in names
        if name not in found
    ]
    if problems:
        raise InputError(problems)
    return frozenset().union(*(found[name] for name in names))


def partners(pack: PackLike | None = None) -> st.SearchStrategy[tuple[Partner, ...]]:
    """Partners of a case: mostly two, with the ids and countries that rules name among them."""
    return _partners(sound_pack(pack))


def fields(pack: PackLike | None = None) -> st.SearchStrategy[tuple[Field, ...]]:
    """Agreed fields of a case: mostly one, sometimes none."""
    return _fields(sound_pack(pack))


def reviews(pack: PackLike | None = None) -> st.SearchStrategy[Review]:
    """Reviews: mostly of two full years; also of parts of years, and as long as rules that count years ask for."""
    return _reviews(sound_pack(pack))


def facts(
    pack: PackLike | None = None,
    *,
    type: str | None = None,
    holds: bool | str | None = None,
    partners: Sequence[str] = ("alpha", "beta"),
    fields: Sequence[str] = ("health",),
    others: Sequence[str] = (),
) -> st.SearchStrategy[Fact]:
    """Facts without an id, such as a case with these partners and fields (their ids) may record; some are denials, some unknown.

    ``type`` is one that the pack knows, ``holds`` true, false or ``"unknown"``. ``others`` are ids of facts that these may name.
    Raises `InputError` where the pack cannot be used or cannot record the type.
    """
    sound = sound_pack(pack)
    return _facts(sound, _recordable(sound, type), holds, tuple(partners), tuple(fields), tuple(others))


def closures(
    pack: PackLike | None = None,
    *,
    type: str | None = None,
    partners: Sequence[str] = ("alpha", "beta"),
    fields: Sequence[str] = ("health",),
    others: Sequence[str] = (),
) -> st.SearchStrategy[Closure]:
    """Closed records, such as a case with these partners and fields may declare complete. The rest is as for `facts`."""
    sound = sound_pack(pack)
    denials = _facts(sound, _recordable(sound, type), False, tuple(partners), tuple(fields), tuple(others))
    return denials.map(lambda denial: Closure(denial.type, denial.attributes))


def _recordable(pack: Pack, type: str | None) -> tuple[str, ...]:
    known = pack.vocabulary.recordable
    if not known or (type is not None and type not in known):
        what = f"Cases of the pack `{pack.id}` cannot record " + (f"`{type}`" if type is not None else "anything")
        raise InputError([Problem("type", what, nearest(type, known), one_of(known))])
    return known if type is None else (type,)


@st.composite
def _facts(
    draw: st.DrawFn,
    pack: Pack,
    types: tuple[str, ...],
    holds: bool | str | None,
    partners: tuple[str, ...],
    fields: tuple[str, ...],
    others: tuple[str, ...],
) -> Fact:
    maker = _Drawn(draw, pack)
    frame = Case("generated", partners, draw(_reviews(pack)), fields=fields)
    return maker.fact(frame, maker.pick(types), holds, others)


@st.composite
def _partners(draw: st.DrawFn, pack: Pack) -> tuple[Partner, ...]:
    return _Drawn(draw, pack).some_partners()


@st.composite
def _fields(draw: st.DrawFn, pack: Pack) -> tuple[Field, ...]:
    return _Drawn(draw, pack).some_fields()


@st.composite
def _reviews(draw: st.DrawFn, pack: Pack) -> Review:
    return _Drawn(draw, pack).review()
