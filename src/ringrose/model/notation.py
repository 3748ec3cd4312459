"""Facts as a person types them on one line: ``benefit to=jung-gu field=health``, ``activity title="Staff exchange" year=2009..2015``."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from ringrose.errors import Flaw
from ringrose.model.case import RESERVED
from ringrose.model.pack import Vocabulary
from ringrose.model.values import NUMERIC, ORDERED, Range, json_value

__all__ = ["Typed", "read_typed", "typed_as"]

EXAMPLE = "benefit to=jung-gu field=health"

_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?")
_RANGE = re.compile(r"(>?)(.*?)\.\.(<?)(.*)", re.DOTALL)
_PLAIN = re.compile(r"[^\s\"'\\]+")

_WHY_RESERVED = {
    "fact": ("The type of a fact is its first word", f"Write for instance {EXAMPLE}"),
    "holds": ("Whether it holds is said by the option", "Use --add for what happened and --deny for what did not"),
    "certainty": ("It never changes a judgement", "Take it out"),
    "when": ("It never changes a judgement", "Take it out; rules read the attributes alone, such as year=2018"),
    "source": ("It never changes a judgement", "Take it out"),
    "note": ("It never changes a judgement", "Take it out"),
}


@frozen
class Typed:
    """What a line states: the type, the attributes as a file would have them (their values still unchecked), the id, and what is wrong."""

    type: str = ""
    attributes: Mapping[str, Any] = field(factory=dict)
    id: str | None = None
    flaws: tuple[Flaw, ...] = ()


def read_typed(text: str, vocabulary: Vocabulary, *, named: bool) -> Typed:
    """Read a line. Numbers, truth and ranges are told by the attributes' types; that they are of their types is for a later check.

    ``named``: whether ``id=NAME`` may stand in it.
    """
    try:
        words = shlex.split(text)
    except ValueError:
        return Typed(flaws=(Flaw((), "A quote is opened and not closed", "", 'Write for instance title="Staff exchange"'),))
    if not words:
        return Typed(flaws=(Flaw((), "No fact is given", "", f"Write for instance {EXAMPLE}"),))
    if "=" in words[0]:
        what = f"The first word, `{words[0]}`, is no type of fact"
        return Typed(flaws=(Flaw((), what, "A fact begins with its type", f"Write for instance {EXAMPLE}"),))
    flaws: list[Flaw] = []
    given: dict[str, Any] = {}
    for word in words[1:]:
        name, equals, value = word.partition("=")
        flaw = _word_flaw(word, name, value if equals else None, named)
        if flaw is None and name in given:
            flaw = Flaw((name,), f"`{name}` stands here twice", "An attribute has one value", "Write one fact for each value")
        if flaw is not None:
            flaws.append(flaw)
        else:
            given[name] = value
    id = given.pop("id", None)
    attributes = {name: _value(value, vocabulary.attribute_type(words[0], name), name, flaws) for name, value in given.items()}
    return Typed(words[0], {name: value for name, value in attributes.items() if value is not None}, id, tuple(flaws))


def _word_flaw(word: str, name: str, value: str | None, named: bool) -> Flaw | None:
    """What is wrong with a word, whatever the type of the fact."""
    if value is None:
        return Flaw(
            (), f"`{word}` says nothing about the fact", "An attribute and its value are needed", "Write attribute=value; quote spaces"
        )
    if not name or not value:
        return Flaw((), f"`{word}` has no {'value' if name else 'name'}", "", "Write attribute=value, or leave it out")
    if name == "id":
        why = "A record is told by its type and attributes"
        return None if named else Flaw(("id",), "`id` cannot stand here", why, "Take it out")
    if name in RESERVED:
        return Flaw((name,), f"`{name}` cannot stand here", *_WHY_RESERVED[name])
    return None


def _value(text: str, kind: str | None, name: str, flaws: list[Flaw]) -> Any:
    if kind == "boolean":
        return {"true": True, "false": False}.get(text.casefold(), text)
    if kind not in ORDERED:
        return text
    found = _RANGE.fullmatch(text)
    if found is None:
        return _scalar(text, kind)
    after, low, before, high = found.groups()
    stated = {"gt" if after else "gte": low, "lt" if before else "lte": high}
    bounds = {op: _scalar(bound, "year" if kind == "date" else kind) for op, bound in stated.items() if bound}
    if not bounds:
        flaws.append(Flaw((name,), "This range has no bound", "", "Write for instance 2009..2015, 2009.. or ..2015"))
        return None
    return Range(**bounds)


def _scalar(text: str, kind: str) -> Any:
    """The number of a text where one is meant; a text that is none is refused later."""
    if kind not in NUMERIC or not _NUMBER.fullmatch(text):
        return text
    return float(text) if set(text) & set(".eE") else int(text)


def typed_as(fact_type: str, attributes: Mapping[str, Any]) -> str:
    """A fact, a denial or a record as `read_typed` reads it. (Of two bounds on one side one is left out.)"""
    return " ".join((fact_type, *(f"{name}={_quoted(_told(value))}" for name, value in attributes.items())))


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, Range):
        return str(json_value(value))
    bounds = {op: json_value(bound) for op, bound in value.bounds().items()}
    low = f">{bounds['gt']}" if "gt" in bounds else bounds.get("gte", "")
    high = f"<{bounds['lt']}" if "lt" in bounds else bounds.get("lte", "")
    return f"{low}..{high}"


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
