"""What the nodes of a justification say."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "why.element": {"en": "{title}: {status}", "id": "{title}: {status}"},
    "why.criterion": {"en": "{title} ({status}, {role})", "id": "{title} ({status}, {role})"},
    "why.finding": {"en": "{sentence}", "id": "{sentence}"},
    "why.rule": {"en": "{sentence}", "id": "{sentence}"},
    "why.fact": {"en": "{fact}", "id": "{fact}"},
    "why.structural": {"en": "{fact}", "id": "{fact}"},
    "why.denial": {"en": "a source denies: {fact}", "id": "dibantah oleh sebuah sumber: {fact}"},
    "why.complete": {"en": "the record is complete: {fact}", "id": "catatan sudah lengkap: {fact}"},
    "why.absent": {"en": "{absent}", "id": "{absent}"},
    "why.every": {"en": "for each of {names}", "id": "untuk setiap {names}"},
    "why.at_least": {"en": "{count}", "id": "{count}"},
    "why.derived": {"en": "concluded: {fact}", "id": "disimpulkan: {fact}"},
    # what a finding does
    "why.satisfies": {"en": "satisfies the criterion", "id": "memenuhi kriteria"},
    "why.violates": {"en": "violates the criterion", "id": "melanggar kriteria"},
    "why.decides": {"en": "decides the element", "id": "menentukan elemen"},
    "why.none": {"en": "Nothing recorded satisfies or violates it.", "id": "Belum ada catatan yang memenuhi atau melanggarnya."},
}
