"""Texts of cases and packs in one language, and what stands in their place where there are none."""

from __future__ import annotations

from ringrose.model.text import LocalText

__all__ = ["text_of"]


def text_of(text: LocalText | None, lang: str, otherwise: str = "") -> str:
    """The text in a language; ``otherwise`` where there is none, or only spaces."""
    told = text.get(lang) if text is not None else ""
    return told if told.strip() else otherwise
