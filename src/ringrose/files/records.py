"""Cases as records: what msgspec decodes from JSON straight into slots, for the fact types of one pack.

A record is the fast twin of a `Case`. It is stricter than the reader of case files: what it refuses may still be a sound case, and what it
takes still has to be looked through (ids, references, what is required). So a case that does not pass here goes the long way, which tells
every problem. A test holds that the two ways agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType, defstruct

from ringrose.files.json_reader import MAX_DIGITS
from ringrose.model.case import CERTAINTIES, Case, Closure, Fact, Field, Partner, Published, Review, Source
from ringrose.model.case import Citation as CaseCitation
from ringrose.model.checking import MAX_ID, MAX_TEXT
from ringrose.model.pack import STRUCTURAL, Attribute, Vocabulary
from ringrose.model.values import MAX_NUMBER, ORDERED, RANGE_OPERATORS, Range

__all__ = [
    "MAX_LINE",
    "Citation",
    "Records",
    "cited",
    "has_unseen",
    "is_plain_source",
    "is_range",
    "known_sources",
    "range_of",
    "sources_of",
    "time_of",
]

MAX_LINE = 900_000
"""Longer documents go the long way, which bounds how much they may hold."""

MOST_ATTRIBUTES = 900  # of a type; with more, a fact may have more keys than a mapping of a file

_Id = Annotated[str, Meta(min_length=1, max_length=MAX_ID)]
_Year = Annotated[int, Meta(ge=1, le=9999)]
_Day = _Year | date
_Whole = Annotated[int, Meta(ge=-MAX_NUMBER, le=MAX_NUMBER)]
_Number = _Whole | Annotated[float, Meta(ge=-MAX_NUMBER, le=MAX_NUMBER)]
_Text = str | dict[str, str] | None


class Citation(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A place in a source."""

    id: str
    at: str | None = None
    quote: str | None = None
    url: str | None = None


_Citations = str | Citation | list[str | Citation] | None


class _When(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False, rename={"start": "from", "end": "to"}):
    start: _Day | UnsetType = UNSET
    end: _Day | UnsetType = UNSET


class _Range(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """What all ranges share: their bounds."""


class _YearRange(_Range, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    gt: _Year | UnsetType = UNSET
    gte: _Year | UnsetType = UNSET
    lt: _Year | UnsetType = UNSET
    lte: _Year | UnsetType = UNSET


class _DayRange(_Range, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    gt: _Day | UnsetType = UNSET
    gte: _Day | UnsetType = UNSET
    lt: _Day | UnsetType = UNSET
    lte: _Day | UnsetType = UNSET


class _NumberRange(_Range, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    gt: _Number | UnsetType = UNSET
    gte: _Number | UnsetType = UNSET
    lt: _Number | UnsetType = UNSET
    lte: _Number | UnsetType = UNSET


class _Nothing(Struct, tag_field="fact", tag="\x00"):
    """No fact: no case may hold its type. Beside it the type of a fact is asked for, though there be one alone."""


class _Partner(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    id: _Id
    name: _Text = None
    country: Annotated[str, Meta(pattern=r"\A[A-Z]{2}\Z")] | None = None


class _Field(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    id: _Id
    name: _Text = None


class _Published(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    element: str
    status: str
    source: _Citations = None
    note: _Text = None


class _Review(Struct, forbid_unknown_fields=True, omit_defaults=True, gc=False, rename={"start": "from", "end": "to"}):
    start: _Day
    end: _Day


_RANGES: Mapping[str, type[_Range]] = {"year": _YearRange, "date": _DayRange, "number": _NumberRange, "integer": _NumberRange}
_sources = msgspec.json.Decoder(list[dict[str, Any]])
MOST_KEYS, LONGEST_KEY, DEEPEST = 100, 200, 10  # of what is known about a source; more goes the long way


def known_sources(data: bytes) -> frozenset[str] | None:
    """The ids of the sources of a case, from that section as JSON; None where it must go the long way.

    ``data`` holds no unseen characters.
    """
    try:
        sources = _sources.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if _is_doubtful(msgspec.json.encode(sources), data):
        return None
    ids = {source["id"] for source in sources if is_plain_source(source)}
    return frozenset(ids) if len(ids) == len(sources) else None


def _is_doubtful(again: bytes, data: bytes) -> bool:
    """Whether JSON may hold what its reader refuses and a decoder does not see, by what it is when it is told again.

    Of a key that stands twice a decoder keeps the last. Told again there is one of each, and so there are fewer colons (where none of them
    is written as an escape). A number of too many digits is told shorter.
    """
    if again.count(b":") != data.count(b":") or b"\\u003" in data:
        return True
    return len(data) - len(again) > MAX_DIGITS // 2 and _LONG_NUMBER.search(data) is not None


def is_plain_source(source: dict[str, Any]) -> bool:
    """Whether a source is sound, its texts in one language and none of its values null; any other may be sound all the same."""
    id = source.get("id")
    if id.__class__ is not str or not 0 < len(id) <= MAX_ID or id.split() != [id] or len(source) > MOST_KEYS:
        return False
    for key, value in source.items():
        if value.__class__ is str:
            continue
        if value is None or key in _TEXTS or len(key) > LONGEST_KEY or not _is_plain(value, DEEPEST):
            return False
    return True


_TEXTS = ("id", "type", "url", "URL", "title", "note")
"""What is a text of a source; in several languages it goes the long way."""


def _is_plain(value: Any, deep: int) -> bool:
    """Whether data of any shape is what a source may say of itself."""
    kind = value.__class__
    if kind is dict:
        return deep > 0 and len(value) <= MOST_KEYS and all(len(k) <= LONGEST_KEY and _is_plain(v, deep - 1) for k, v in value.items())
    if kind is list:
        return deep > 0 and all(_is_plain(one, deep - 1) for one in value)
    return kind in (str, bool) or (kind in (int, float) and abs(value) <= MAX_NUMBER)


_PLAIN: Mapping[str, Any] = {
    "text": Annotated[str, Meta(max_length=MAX_TEXT)],
    "number": _Number,
    "integer": _Whole,
    "boolean": bool,
    "date": date,
    "year": _Year,
    "partner": str,
    "field": str,
    "fact": str,
}

# The escapes that may stand for a character which no file may hold; what they look like in vain goes the long way and comes to no harm.
_ESCAPED = re.compile(rb"\\(?:[bfr]|u00(?:0[0-8b-fB-F]|1|7[fF]|[89]))")
_WRITTEN = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")
_LONG_NUMBER = re.compile(rb"[-+.0-9eE]{%d}" % (MAX_DIGITS + 1))


def has_unseen(data: bytes) -> bool:
    """Whether valid JSON may hold a character that cannot be seen."""
    if b"\\" in data and _ESCAPED.search(data):
        return True
    if data.isascii():
        return b"\x7f" in data
    return (b"\xc2" in data or b"\xef" in data or b"\x7f" in data) and _WRITTEN.search(data) is not None


def cited(sources: list[Any]) -> list[str]:
    """The ids of several sources that a record cites."""
    return [one if isinstance(one, str) else one.id for one in sources]


def time_of(when: Any) -> tuple[int | date | None, int | date | None] | None:
    """The ends of a time that a record states, None for one that it leaves open; None where it is a day or a year, or nothing."""
    if not isinstance(when, _When):
        return None
    return None if when.start is UNSET else when.start, None if when.end is UNSET else when.end


def is_range(value: object) -> bool:
    """Whether a value of a record is a range."""
    return isinstance(value, _Range)


def range_of(value: Any) -> Range:
    """The range that a record states."""
    return Range(**{op: _plain(bound) for op in RANGE_OPERATORS if (bound := getattr(value, op)) is not UNSET})


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


class Records:
    """The classes of the records of a vocabulary, and what decodes them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._slots = {t: {name: f"a{n}" for n, name in enumerate(vocabulary.types[t].attributes)} for t in vocabulary.recordable}
        self._facts = {t: self._fact(t, n) for n, t in enumerate(vocabulary.recordable)}
        self._closures = {t: self._closure(t, n) for n, t in enumerate(vocabulary.recordable)}
        self._types = {cls: t for t, cls in (*self._facts.items(), *self._closures.items())}
        kinds = {known.type for t in vocabulary.recordable for known in self.attributes(t).values()}
        self._numbers = not kinds.isdisjoint(("number", "integer"))
        self._decoder = self._encoder = None
        if self._facts and all(len(vocabulary.types[t].attributes) < MOST_ATTRIBUTES for t in self._facts):
            self._decoder = msgspec.json.Decoder(self._case(list(self._closures.values())))
            self._encoder = msgspec.json.Encoder()

    def fact(self, fact_type: str) -> type[Struct]:
        """The class of the facts of a type."""
        return self._facts[fact_type]

    @property
    def type_of(self) -> Mapping[type[Struct], str]:
        """The fact type of each class of records, of facts and of closed records."""
        return self._types

    def closure(self, fact_type: str) -> type[Struct]:
        """The class of the closed records of a type."""
        return self._closures[fact_type]

    def slot(self, fact_type: str, attribute: str) -> str:
        """The slot of a record that holds an attribute; the ids, and all that partners and fields have, bear their own names."""
        if attribute == "id" or fact_type in STRUCTURAL:
            assert attribute in ("id", "country")
            return attribute
        return self._slots[fact_type][attribute]

    def attributes(self, fact_type: str) -> Mapping[str, Attribute]:
        """The attributes of a type that cases record."""
        return self.vocabulary.types[fact_type].attributes

    def decode(self, data: bytes) -> Any:
        """The record of a case; None where it must go the long way."""
        if self._decoder is None or self._encoder is None or len(data) > MAX_LINE:
            return None
        try:
            record = self._decoder.decode(data)
            if not data.isascii():
                data.decode()  # what is kept raw was not looked at
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        if has_unseen(data):
            return None
        again: bytes = self._encoder.encode(record)
        # Where no number can be told longer than it was (as 1e5 is), the same length says that nothing was lost.
        if not self._numbers and len(again) == len(data):
            return record
        return None if _is_doubtful(again, data) and _is_refused(data) else record

    def case(self, record: Any) -> Case:
        """The case of a record that was looked through."""
        published: Any = [Published(p.element, p.status, _as_citations(p.source), p.note) for p in record.published]
        return Case(
            record.id,
            partners=tuple(Partner(p.id, p.id if p.name is None else p.name, p.country) for p in record.partners),
            review=Review(record.review.start, record.review.end),
            facts=tuple(self._as_fact(told) for told in record.facts),
            fields=tuple(Field(f.id, f.id if f.name is None else f.name) for f in record.fields),
            sources=sources_of(record.sources),
            complete=tuple(Closure(told) if isinstance(told, str) else self._as_closure(told) for told in record.complete),
            title=record.title,
            published=published,
        )

    def _as_fact(self, told: Any) -> Fact:
        return Fact(self._types[told.__class__], self.stated(told), id=told.id, holds=told.holds, **_as_more(told))

    def _as_closure(self, told: Any) -> Closure:
        return Closure(self._types[told.__class__], self.stated(told), id=told.id, **_as_more(told))

    def stated(self, told: Any) -> dict[str, Any]:
        """What a fact or a closed record states, by attribute."""
        slots = self._slots[self._types[told.__class__]].items()
        given = ((name, getattr(told, slot)) for name, slot in slots)
        return {name: range_of(value) if is_range(value) else value for name, value in given if value is not None}

    # -- classes ----------------------------------------------------------------------------------------------------------------------

    def _fact(self, fact_type: str, number: int) -> type[Struct]:
        reserved: list[Any] = [("id", _Id | None, None), ("holds", bool | Literal["unknown"], True)]
        return self._told(f"F{number}", fact_type, reserved)

    def _closure(self, fact_type: str, number: int) -> type[Struct]:
        return self._told(f"C{number}", fact_type, [("id", _Id | None, None)])

    def _told(self, name: str, fact_type: str, reserved: list[Any]) -> type[Struct]:
        more: list[Any] = [
            ("when", _Day | _When | None, None),
            ("source", _Citations, None),
            ("note", _Text, None),
            ("certainty", Literal[CERTAINTIES], "certain"),
        ]
        slots = self._slots[fact_type]
        attributes: list[Any] = [(slots[a], _kind(known), None) for a, known in self.attributes(fact_type).items()]
        return defstruct(
            name,
            [*reserved, *more, *attributes],
            tag_field="fact",
            tag=fact_type,
            rename={slot: attribute for attribute, slot in slots.items()},
            forbid_unknown_fields=True,
            omit_defaults=True,
            gc=False,
            namespace={"__module__": __name__},
        )

    def _case(self, closures: list[type[Struct]]) -> type[Struct]:
        facts: Any = list[_one_of(*self._facts.values(), _Nothing)]  # type: ignore[misc]  # made for a vocabulary
        complete: Any = list[_one_of(str, *closures, _Nothing)]  # type: ignore[misc]  # likewise
        fields: list[Any] = [
            ("ringrose", Literal["case/1"]),
            ("id", _Id),
            ("partners", Annotated[list[_Partner], Meta(min_length=1)]),
            ("review", _Review),
            ("title", _Text, None),
            ("fields", list[_Field], ()),
            ("sources", Raw, Raw(b"[]")),
            ("complete", complete, ()),
            ("facts", facts, ()),
            ("published", list[_Published], ()),
        ]
        return defstruct("Case", fields, forbid_unknown_fields=True, omit_defaults=True, namespace={"__module__": __name__})


def _one_of(*kinds: Any) -> Any:
    return reduce(or_, kinds)


def _kind(known: Attribute) -> Any:
    plain = Literal[known.values] if known.type == "one_of" else _PLAIN[known.type]
    return _one_of(plain, _RANGES[known.type], None) if known.type in ORDERED else _one_of(plain, None)


def _as_more(told: Any) -> dict[str, Any]:
    """What facts and closed records have besides their attributes."""
    when = told.when
    if isinstance(when, _When):
        when = {key: end for key, end in (("from", when.start), ("to", when.end)) if end is not UNSET}
    return {"when": when, "source": _as_citations(told.source), "note": told.note, "certainty": told.certainty}


def _as_citations(source: Any) -> tuple[CaseCitation, ...]:
    if source is None:
        return ()
    told = source if isinstance(source, list) else [source]
    return tuple(CaseCitation(one) if isinstance(one, str) else CaseCitation(one.id, one.at, one.quote, one.url) for one in told)


def sources_of(data: bytes) -> tuple[Source, ...]:
    """The sources of a case that was looked through, from that section of it as JSON."""
    return tuple(map(_as_source, _sources.decode(data)))


def _as_source(told: dict[str, Any]) -> Source:
    own = {"url" if key == "URL" and "url" not in told else key: value for key, value in told.items() if value is not None}
    named = {key: own.pop(key) for key in ("id", "type", "title", "issued", "url", "note") if key in own}
    for key in ("title", "note"):
        if isinstance(text := named.get(key), dict):
            named[key] = {lang: one for lang, one in text.items() if one is not None}
    return Source(**named, details=own)


class _Twice(Exception):  # it says what happened
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice
    return found


def _is_refused(data: bytes) -> bool:
    """Whether JSON holds a key twice, or may hold a number that is too long."""
    try:
        json.loads(data, object_pairs_hook=_once)
    except _Twice:
        return True
    return _LONG_NUMBER.search(data) is not None
