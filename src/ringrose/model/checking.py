"""What the checks of cases and packs share: ids, texts, and what a file states although it could not be read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from ringrose.errors import Flaw, Path, nearest, one_of
from ringrose.model.pack import NAME
from ringrose.model.text import LocalText
from ringrose.model.values import MAX_NUMBER, json_value, show

__all__ = [
    "MAX_FLAWS",
    "MAX_TEXT",
    "UNSEEN",
    "Anything",
    "Hidden",
    "as_plain",
    "id_flaws",
    "known_flaws",
    "language_flaws",
    "local_text_flaws",
    "name_flaws",
    "plain_flaws",
    "text_flaws",
]

MAX_FLAWS = 1000  # a hostile file could hold millions
MAX_ID = 200
MAX_TEXT = 10_000
MAX_DEPTH = 32

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (but for the tab and the line feed) and halves of surrogate pairs."""
_UNFIT_FOR_ID = re.compile(rf"\s|[\t\n]|{UNSEEN.pattern}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Anything(Collection[str]):
    """Stands for the ids of a kind when not all of them could be read: every id may be one of them."""

    def __contains__(self, item: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Hidden:
    """What a file states in parts that could not be structured, so that one broken part makes no other look wrong.

    ``ids`` are the ids of broken entries by kind (``partner``, ``source``, ``type``, ...). ``unsure`` are the kinds of which not
    even all ids could be read.
    """

    def __init__(self, ids: Mapping[str, frozenset[str]] | None = None, unsure: frozenset[str] = frozenset()) -> None:
        self.ids, self.unsure = ids or {}, unsure

    def known(self, kind: str, stated: Collection[str]) -> Collection[str]:
        """The ids of a kind that may be named: those that are stated, and those of broken entries."""
        if kind in self.unsure:
            return Anything()
        hidden = self.ids.get(kind)
        return dict.fromkeys((*stated, *sorted(hidden))) if hidden else stated


def id_flaws(value: object, path: Path, what: str = "An id") -> Iterator[Flaw]:
    """Tell what is wrong with an id: a text of 1 to 200 characters without white space and control characters."""
    if not isinstance(value, str):
        hint = "Put it in quotes" if value is not None and not isinstance(value, Mapping | list | tuple) else ""
        yield Flaw(path, f"{what} must be a text, and {show(value)} is none", "", hint)
    elif not value:
        yield Flaw(path, f"{what} must not be empty", "", "Write a short name, such as visit-2018")
    elif len(value) > MAX_ID:
        yield Flaw(path, f"{what} must not be longer than {MAX_ID} characters", "", "Write a short name, such as visit-2018")
    elif _UNFIT_FOR_ID.search(value):
        yield Flaw(
            path,
            f"{what} must not contain spaces or characters that cannot be seen, as {show(value)} does",
            "",
            f"Write `{fit}`" if (fit := "-".join(UNSEEN.sub(" ", value).split())) else "Write a short name, such as visit-2018",
        )


def name_flaws(value: object, path: Path, what: str, *, at_key: bool = False) -> Iterator[Flaw]:
    """Tell what is wrong with a name of the rule language, which may stand in references such as ``$visit.year``."""
    if isinstance(value, str) and len(value) > MAX_ID:
        yield Flaw(path, f"The name of {what} must not be longer than {MAX_ID} characters", "", "Write a short name", at_key=at_key)
    elif not isinstance(value, str) or not NAME.fullmatch(value):
        why = "A name begins with a letter and goes on with letters, digits, - and _"
        yield Flaw(path, f"{show(value)} cannot be the name of {what}", why, at_key=at_key)


def known_flaws(value: object, known: Collection[str], path: Path, what: str, hint: str = "", *, at_key: bool = False) -> Iterator[Flaw]:
    """Tell that a name is not known, with the nearest that is."""
    if not isinstance(value, str) or value not in known:
        shown = f"`{value}`" if isinstance(value, str) else show(value)
        yield Flaw(
            path,
            f"There is no {what} {shown}",
            nearest(value, known) or hint,
            one_of(known, "" if hint else "There is none."),
            at_key=at_key,
        )


def local_text_flaws(text: LocalText | None, path: Path) -> Iterator[Flaw]:
    """Tell what is wrong with each text of a `LocalText`; nothing is wrong with None."""
    if text is None:
        return
    if not text.texts:
        yield Flaw(path, "No text is given", "", "Write a text, or a text per language such as {en: Commitment}")
    for lang, one in text.texts.items():
        here = path if lang == "" else (*path, lang)
        if lang != "":
            yield from language_flaws(lang, here, at_key=True)
        yield from text_flaws(one, here)


def text_flaws(text: object, path: Path, longest: int | None = None) -> Iterator[Flaw]:
    """Tell what is wrong with a text."""
    if not isinstance(text, str):
        hint = "Put it in quotes" if isinstance(text, int | float | date) else ""
        yield Flaw(path, f"A text is needed here, and {show(text)} is none", "", hint)
    elif unseen := UNSEEN.search(text):
        yield Flaw(path, f"This text holds a character that cannot be seen (U+{ord(unseen[0]):04X})", "", "Take it out")
    elif longest is not None and len(text) > longest:
        yield Flaw(path, f"This text is longer than {longest} characters", "", "Keep it short; a longer text can stand under `note`")


def language_flaws(code: object, path: Path, *, at_key: bool = False) -> Iterator[Flaw]:
    """Tell that a code does not look like that of a language."""
    if not isinstance(code, str) or not _LANGUAGE.fullmatch(code):
        yield Flaw(
            path, f"{show(code)} is not the code of a language", "", "Write for instance en for English or id for Indonesian", at_key=at_key
        )


def plain_flaws(value: object, path: Path, depth: int = 0) -> Iterator[Flaw]:
    """Tell what is wrong with data of any shape, as CSL-JSON has it: its texts, and what JSON cannot say."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return
    if depth > MAX_DEPTH:
        yield Flaw(path, f"This is nested more than {MAX_DEPTH} levels deep")
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from text_flaws(key, (*path, str(key)))
            yield from plain_flaws(one, (*path, str(key)), depth + 1)
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from plain_flaws(one, (*path, number), depth + 1)
    elif isinstance(value, int | float):
        if not abs(value) <= MAX_NUMBER:  # not a number compares as neither
            yield Flaw(path, "This number is too large, or not a number", f"Numbers reach from -{MAX_NUMBER} to {MAX_NUMBER}")
    elif value is not None:
        yield from text_flaws(value, path)


def as_plain(value: Any) -> Any:
    """Data of any shape as a file has it: dates as texts."""
    if isinstance(value, Mapping):
        return {key: as_plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(one) for one in value]
    return json_value(value)
