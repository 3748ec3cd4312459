"""Findings as sentences: those of one rule that differ in one word at most are told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from ringrose.explain.together import in_natural_order, together
from ringrose.explain.words import listed
from ringrose.model.assessment import Finding
from ringrose.model.text import Message, show_value, slots_of

__all__ = ["not_deciding", "sentence", "sentences", "shape"]


class _Told(Protocol):
    @property
    def decides(self) -> bool: ...


def sentences(findings: Iterable[Finding], lang: str) -> list[tuple[str, list[Finding]]]:
    """The sentences of the findings of a criterion, each with the findings that it tells."""
    groups = together(findings, lambda f: ((f.rule, f.polarity), shape(f.message, lang)))
    return [(sentence([finding.message for finding in group], slot, lang), group) for slot, group in groups]


def not_deciding(told: _Told) -> bool:
    """By which sentences are sorted where those that decide come first."""
    return not told.decides


def sentence(messages: Sequence[Message], slot: str | None, lang: str) -> str:
    """The sentence of messages that differ in one slot at most, with the values of that slot listed."""
    message = messages[0]
    shown = _shown_slots(message, lang)
    if slot is not None:
        values = [(m.slots.get(slot), show_value(m.slots.get(slot), lang)) for m in messages]
        shown[slot] = listed(in_natural_order(values), lang)
    return message.filled(shown, lang)


def shape(message: Message, lang: str) -> dict[str, str]:
    """The slots of the message in the language, as they are shown, in the order of the sentence."""
    shown = _shown_slots(message, lang)
    return {slot: shown[slot] for slot in dict.fromkeys(f"{a}.{b}" for a, b in slots_of(message.template.get(lang)))}


def _shown_slots(message: Message, lang: str) -> dict[str, str]:
    return {slot: show_value(value, lang) for slot, value in message.slots.items()}
