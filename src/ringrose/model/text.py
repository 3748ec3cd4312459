"""Texts in several languages, templates, and the sentences made from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

__all__ = ["WORDED", "LocalText", "Message", "as_text", "show_value", "slots_of"]

SLOT = re.compile(r"\{([^\W\d][\w-]*)\.([^\W\d][\w-]*)\}")

_WORDS = {
    "en": {"missing": "not stated", True: "yes", False: "no", "and": "and"},
    "id": {"missing": "tidak disebutkan", True: "ya", False: "tidak", "and": "dan"},
}


WORDED = frozenset(_WORDS)
"""The languages in which the library has these words."""


def word(key: object, lang: str) -> str:
    """A small word of the library itself (``missing``, ``and``, True, False) in a language; English where it has none."""
    return _WORDS.get(lang, _WORDS["en"])[key]


def _texts(value: Mapping[str, str]) -> dict[str, str]:
    return dict(value)


@frozen
class LocalText:
    """A text, or a text per language: ``LocalText({"en": "Commitment", "id": "Komitmen"})``.

    A text without a language (key ``""``) serves every language.
    """

    texts: Mapping[str, str] = field(converter=_texts)

    def get(self, lang: str = "en") -> str:
        """The text in ``lang``; else the one without a language, else English, else the first there is."""
        for key in (lang, "", "en"):
            if key in self.texts:
                return self.texts[key]
        return next(iter(self.texts.values()), "")

    def plain(self) -> str | dict[str, str]:
        """The shape of a file: a text, or a mapping of languages to texts."""
        return self.texts[""] if set(self.texts) == {""} else dict(self.texts)

    def __str__(self) -> str:
        return self.get()


def as_text(value: object) -> LocalText:
    """Make a `LocalText` of a text or a mapping.

    Raises TypeError for anything else.
    """
    if isinstance(value, LocalText):
        return value
    if isinstance(value, str):
        return LocalText({"": value})
    if isinstance(value, Mapping):
        return LocalText(value)
    raise TypeError(f"a text or a mapping of languages to texts is needed, not {value!r}")


def slots_of(template: str) -> list[tuple[str, str]]:
    """The (alias, attribute) pairs that a template names, in order."""
    return [(m[1], m[2]) for m in SLOT.finditer(template)]


def show_value(value: object, lang: str) -> str:
    """A value as a reader sees it: names in the language, dates as written, yes and no."""
    if value is None:
        return word("missing", lang)
    if isinstance(value, bool):
        return word(value, lang)
    if isinstance(value, LocalText):
        return value.get(lang)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


@frozen
class Message:
    """A sentence: a template per language and what its slots are filled with.

    ``slots`` maps ``"alias.attribute"`` to a value, to the name of a partner or field, or to None (not stated).
    """

    template: LocalText
    slots: Mapping[str, object] = field(factory=dict)

    def text(self, lang: str = "en") -> str:
        """The sentence in a language."""
        return self.filled({key: show_value(value, lang) for key, value in self.slots.items()}, lang)

    def filled(self, shown: Mapping[str, str], lang: str) -> str:
        """The sentence with these texts in its slots; a slot's text is never read as a template again."""
        return SLOT.sub(lambda m: shown[f"{m[1]}.{m[2]}"], self.template.get(lang))
