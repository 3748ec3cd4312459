"""Changes as a command line tells them: each option with its facts, read by the pack and checked against the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from ringrose.errors import Flaw, InputError, Problem, place_of, shortened
from ringrose.model.case import Case
from ringrose.model.change import Change, Do
from ringrose.model.check_changes import check_changes
from ringrose.model.notation import read_typed
from ringrose.model.pack import Pack

__all__ = ["read_changes"]

_LONGEST = 300
_HINTS = {"Put the smaller bound under `gt` or `gte`": "Write the smaller bound first, as in 2009..2015"}
_DOES: tuple[Do, ...] = ("add", "deny", "close", "reopen")


def read_changes(
    *,
    case: Case,
    pack: Pack,
    add: Iterable[str] = (),
    deny: Iterable[str] = (),
    close: Iterable[str] = (),
    reopen: Iterable[str] = (),
    drop: Iterable[str] = (),
) -> list[Change]:
    """The changes that options such as ``--add 'benefit to=jung-gu'`` ask for, each once, with values of their types.

    ``case`` and ``pack`` are checked. ``drop`` has ids of facts, the others have facts as `ringrose.model.notation` reads them.

    Raises `InputError` with every problem; its place is the option and the word, as they were typed.
    """
    typed: list[tuple[str, Change, bool]] = []  # as typed, as read, and whether all of it could be read
    problems: list[tuple[str, Flaw]] = []
    options: list[str] = []
    for do, texts in zip(_DOES, (add, deny, close, reopen), strict=True):
        for text in texts:
            read = read_typed(text, pack.vocabulary, named=do in ("add", "deny"))
            options.append(option := f"--{do} '{shortened(text, _LONGEST)}'")
            problems += ((option, flaw) for flaw in read.flaws)
            if read.type:
                typed.append((option, Change(do, read.type, read.attributes, read.id), not read.flaws))
    typed += ((f"--drop '{shortened(id, _LONGEST)}'", Change("withdraw", id=id), True) for id in drop)
    changes, flaws = check_changes(case, [change for _, change, _ in typed], pack)
    for flaw in flaws:
        number, *rest = flaw.path
        option, _, whole = typed[int(number)]
        if whole or rest:  # of what could not be read whole something may only seem to be missing
            problems.append((option, evolve(flaw, path=tuple(rest))))
    if problems:
        raise InputError(_told(problems, [*options, *(option for option, _, _ in typed)]))
    return list(dict.fromkeys(changes))


def _told(problems: Sequence[tuple[str, Flaw]], order: Sequence[str]) -> Iterator[Problem]:
    """The problems in the order of the options."""
    for at in dict.fromkeys(order):
        for option, flaw in problems:
            if option == at:
                place = "" if flaw.path == ("fact",) else place_of(flaw.path)
                yield Problem(option, flaw.what, flaw.why, _HINTS.get(flaw.hint, flaw.hint), place=place)
