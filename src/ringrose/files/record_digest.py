"""The digest of a case's content, straight from its record: the same as `case_digest` gives, in a tenth of the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter, itemgetter
from typing import Any

import msgspec

from ringrose.files.records import Citation, Records, is_plain_source, is_range, sources_of
from ringrose.model.case_content import FORMAT, case_digest, source_content
from ringrose.model.values import RANGE_OPERATORS

__all__ = ["RecordDigest"]

_encode: Callable[[Any], bytes] = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder(list[dict[str, Any]]).decode
_id = attrgetter("id")


class RecordDigest:
    """Gives the digests of the records of one vocabulary. Call it with records that were looked through."""

    def __init__(self, records: Records) -> None:
        self._records = records
        numbers = {
            t: [records.slot(t, name) for name, known in records.attributes(t).items() if known.type in ("number", "integer")]
            for t in records.vocabulary.recordable
        }
        self._numbers = {cls: numbers[t] for cls, t in records.type_of.items() if numbers[t]}
        self._sources = lru_cache(maxsize=1000)(_sources)  # the cases of a batch often share their sources

    def __call__(self, record: Any) -> str:
        """The digest of the case that a record states."""
        complete = [self._records.closure(told)() if told.__class__ is str else told for told in record.complete]
        if self._numbers and (_has_fraction(record.facts, self._numbers) or _has_fraction(complete, self._numbers)):
            return case_digest(self._records.case(record))  # msgspec and Python do not write them alike
        for told in (*record.facts, *complete, *record.published):
            if (source := told.source) is not None and source.__class__ is not Citation:
                told.source = _citations(source)
            if told.note.__class__ is dict:
                told.note = _text(told.note)
        parts = []
        if complete:
            parts.append(b'"complete":[%b]' % b",".join(sorted(map(_encode, complete))))
        if record.facts:
            parts.append(b'"facts":' + _encode(sorted(record.facts, key=_id)))
        if record.fields:
            parts.append(b'"fields":' + _named(record.fields))
        parts.append(b'"id":%b,"partners":%b' % (_encode(record.id), _named(record.partners)))
        if record.published:
            parts.append(b'"published":[%b]' % b",".join(sorted(map(_encode, record.published))))
        parts.append(b'"review":%b,"ringrose":"%b"' % (_encode(record.review), FORMAT.encode()))
        if sources := self._sources(bytes(record.sources)):
            parts.append(b'"sources":[%b]' % sources)
        if record.title is not None:
            parts.append(b'"title":' + _encode(_text(record.title)))
        return f"sha256:{sha256(b'{%b}' % b','.join(parts)).hexdigest()}"


def _has_fraction(told: Iterable[Any], numbers: dict[Any, list[str]]) -> bool:
    """Whether some number is a float."""
    for one in told:
        for slot in numbers.get(one.__class__, ()):
            value = getattr(one, slot)
            if value.__class__ is float:
                return True
            if is_range(value) and any(getattr(value, op).__class__ is float for op in RANGE_OPERATORS):
                return True
    return False


def _citations(source: Any) -> Any:
    """What is cited, in one of the ways in which it can be written."""
    if source.__class__ is str:
        return Citation(source)
    told = [Citation(one) if one.__class__ is str else one for one in source]
    return told[0] if len(told) == 1 else told or None


def _text(text: Any) -> Any:
    """A text without a language is written alone."""
    return text[""] if text.__class__ is dict and text.keys() == {""} else text


def _named(named: list[Any]) -> bytes:
    """Partners or fields; a name that says no more than the id is left out."""
    for one in named:
        one.name = _text(one.name)
        if one.name == one.id:
            one.name = None
    return _encode(sorted(named, key=_id))


def _sources(data: bytes) -> bytes:
    """The sources of a case, from that section as JSON."""
    told = _decode(data)
    if not all(map(is_plain_source, told)) or any(_has_float(value) for source in told for value in source.values()):
        return ",".join(source_content(source) for source in sorted(sources_of(data), key=_id)).encode()
    for source in told:
        if "URL" in source and "url" not in source:
            source["url"] = source.pop("URL")
    return _encode(sorted(told, key=itemgetter("id")))[1:-1]


def _has_float(value: Any) -> bool:
    if value.__class__ is str:
        return False
    if value.__class__ is dict:
        return any(map(_has_float, value.values()))
    return any(map(_has_float, value)) if value.__class__ is list else value.__class__ is float
