"""What is given for a case, a pack and a language becomes a checked case and a checked pack, or all problems. No engine is needed."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import IO, Any

from ringrose.errors import Flaw, InputError, Problem, nearest, one_of, unplaced
from ringrose.files import load_case, load_pack
from ringrose.model.case import Case
from ringrose.model.check_case import check_case
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Pack

__all__ = ["CaseLike", "PackLike", "check_language", "prepared", "sound_case", "sound_pack"]

CaseLike = Case | str | PathLike[str] | IO[Any] | dict[str, Any]
PackLike = Pack | str | PathLike[str]


def prepared(case: CaseLike, pack: PackLike | None, lang: str = "en") -> tuple[Case, Pack]:
    """A case and a pack as `assess` takes them, checked, the parameters of the pack as they are at the end of the review.

    Raises `InputError` as `assess` does.
    """
    sound = sound_pack(pack)
    check_language(sound, lang)
    read = sound_case(case, sound)
    return read, sound.on(read.review.last_day)


def sound_pack(pack: PackLike | None) -> Pack:
    """The checked pack of a name, a folder or a pack built in Python, with the latest values of its parameters.

    Where they vary in time, `Pack.on` gives those of another day.
    """
    if not isinstance(pack, Pack):
        pack = load_pack("ringrose" if pack is None else pack)
    elif pack.digest is None:
        pack, flaws = check_pack(pack)
        _refuse(flaws, f"pack {pack.id}")
    return pack.put_in


def sound_case(case: CaseLike, pack: Pack) -> Case:
    """The case, its values read by the pack's vocabulary."""
    if not isinstance(case, Case):
        return load_case(case, pack=pack)
    sound, flaws = check_case(case, pack)
    _refuse(flaws, f"case {case.id}")
    return sound


def _refuse(flaws: Iterable[Flaw], what: str) -> None:
    errors = [flaw for flaw in flaws if not flaw.warning]
    if errors:
        raise InputError(unplaced(errors, what))


def check_language(pack: Pack, lang: str) -> None:
    """Refuse a language that a pack has no texts in."""
    if lang not in pack.languages:
        hint = nearest(lang, pack.languages) or one_of(pack.languages)
        raise InputError([Problem("language", f"The pack `{pack.id}` has no texts in `{lang}`", "", hint)])
