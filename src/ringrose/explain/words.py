"""The library's own words, in every language that it speaks; the texts of a pack come from the pack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ringrose.explain.wording import (
    change,
    comparing,
    figures,
    many,
    notebooks,
    packs,
    pages,
    report,
    reporting,
    robustness,
    starting,
    timeline,
    trials,
    verify,
    why,
    why_not,
)

__all__ = ["LANGUAGES", "WORDS", "concluded", "listed", "say"]

LANGUAGES = ("en", "id")

WORDS: Mapping[str, Mapping[str, str]] = {
    **report.WORDS,
    **reporting.WORDS,
    **figures.WORDS,
    **many.WORDS,
    **notebooks.WORDS,
    **change.WORDS,
    **comparing.WORDS,
    **why.WORDS,
    **why_not.WORDS,
    **robustness.WORDS,
    **timeline.WORDS,
    **verify.WORDS,
    **starting.WORDS,
    **packs.WORDS,
    **pages.WORDS,
    **trials.WORDS,
}
"""Every code with its template in each language."""

_JOINTS = re.compile(r"[,;]|\b(and|or|dan|atau)\b", re.IGNORECASE)


def say(code: str, lang: str, **slots: str) -> str:
    """The words of a code in a language (English where the library does not speak it), with its slots filled."""
    texts = WORDS[code]
    return texts.get(lang, texts["en"]).format(**slots)


def concluded(status: str, lang: str) -> str:
    """What a source concluded of an element: in our words where it is one of our statuses, else in its own."""
    code = f"status.{status}"
    return say(code, lang) if code in WORDS else status


def listed(names: Sequence[str], lang: str, join: str = "and") -> str:
    """Names as a sentence lists them: ``2017, 2019 and 2020``, with semicolons where a name has a comma or an ``and`` in it."""
    if len(names) < 2:
        return "".join(names)
    clear = any(_JOINTS.search(name) for name in names)
    kind = "clear" if clear else "two" if len(names) == 2 else "many"
    return say(f"list.{join}.{kind}", lang, first=("; " if clear else ", ").join(names[:-1]), last=names[-1])
