"""What differs in one thing of a pack, as lines of words: a rule, a criterion, a parameter and so on, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ringrose.explain.comparing import encoded
from ringrose.explain.pack_differences import PackDifference
from ringrose.explain.telling import Line, line
from ringrose.explain.words import listed, say

__all__ = ["thing_line"]

LONGEST = 300  # what is shown of the content of a pack

SIDES = ("if", "unless", "then")
"""The keys whose two sides stand below one another, for they are long."""
DEFAULTS: Mapping[str, Any] = {"role": "essential", "derived": False}
"""What a key means that is not stated."""


def thing_line(one: PackDifference, lang: str, verb: str = "diff") -> Line:
    """A difference; ``verb`` says whether it is told of two packs side by side (``diff``) or of what one of them changes (``changes``)."""
    what = say(f"diff.what.{one.what}", lang)
    below = [told for key in one.keys for told in _key(one, key, lang)] if one.change == "changed" else []
    return line(f"{verb}.thing.{one.change}", lang, "derived", below=below, what=what, id=one.id, keys=listed(one.keys, lang))


def _key(one: PackDifference, key: str, lang: str) -> Iterator[Line]:
    before, after = (side.get(key, DEFAULTS.get(key)) if side is not None else None for side in (one.before, one.after))
    if key.startswith("order of "):
        return
    if key in SIDES:
        for name, value in (("first", before), ("second", after)):
            shown = encoded({key: value} if value is not None else {})
            yield line(f"diff.side.{name}", lang, "note", text=_short(shown))
    elif one.what == "parameter" and "values" in one.keys and key in ("values", "told"):
        if key == "values":  # how values are told is told with them
            yield _changed(key, _values(one.before, lang), _values(one.after, lang), lang)
    elif one.what == "parameter" and key == "reference":
        cited, cited_now = ("; ".join(_told(reference, lang) for reference in side or [None]) for side in (before, after))
        yield _changed(key, cited, cited_now, lang)
    elif isinstance(before, Mapping) and isinstance(after, Mapping) and key != "reference":
        for part in dict.fromkeys((*before, *after)):
            if encoded(before.get(part)) != encoded(after.get(part)):
                named = say("pack.key.of", lang, key=key, of=part)
                yield _changed(named, _told(before.get(part), lang), _told(after.get(part), lang), lang)
    else:
        word = key == "role"
        yield _changed(key, _told(before, lang, word=word), _told(after, lang, word=word), lang)


def _changed(key: str, before: str, after: str, lang: str) -> Line:
    return line("pack.key", lang, "note", key=key, before=before, after=after)


def _told(value: Any, lang: str, *, word: bool = False) -> str:
    """A value as the files may have it, on one line; a ``word`` of the language of rules stands without quotes."""
    if value is None:
        return say("none", lang)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return listed(value, lang)
    if isinstance(value, Mapping) and set(value) <= {"id", "at"}:  # a reference
        return _short(", ".join(value.values()))
    return str(value) if word else _short(encoded(value))


def _values(side: Mapping[str, Any] | None, lang: str) -> str:
    """The values of a parameter as readers are told them."""
    assert side is not None, "what changed has both sides"
    found = []
    for number, dated in enumerate(side.get("values", ())):
        told = (side.get("told") or [None] * (number + 1))[number]
        text = told.get(lang) if isinstance(told, Mapping) else told
        shown = say("pack.value.told", lang, value=str(dated["value"]), told=text) if text else str(dated["value"])
        found.append(say("pack.value.from", lang, value=shown, day=dated["from"]) if "from" in dated else shown)
    return "; ".join(found)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
