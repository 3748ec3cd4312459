"""The content of a case as plain data in the shape of its file, and the digest of that."""

from __future__ import annotations

import json
from typing import Any

from ringrose.model.case import Case, Citation, Closure, Fact, Field, Partner, Source
from ringrose.model.checking import as_plain
from ringrose.model.text import LocalText
from ringrose.model.values import json_value

__all__ = ["FORMAT", "case_digest", "case_to_dict", "source_content"]

FORMAT = "case/1"

_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def case_digest(case: Case) -> str:
    """The SHA-256 of a checked case's content as JSON with sorted keys.

    Facts, partners, fields and sources stand sorted by their ids, closed records and what was published by their JSON. So comments,
    layout, the order in which things are told, and the way in which numbers and dates were written do not change it; all else does. The ids
    that facts without one were given are content too.
    """
    from hashlib import sha256

    content = case_to_dict(case)
    for key in ("facts", "fields", "partners", "sources"):
        if key in content:
            content[key] = sorted(content[key], key=_id)
    for key in ("complete", "published"):
        if key in content:
            content[key] = sorted(content[key], key=_encode)
    if "sources" in content:
        content["sources"] = _whole(content["sources"])
    return f"sha256:{sha256(_encode(content).encode()).hexdigest()}"


def source_content(source: Source) -> str:
    """A source as it stands in what the digest of a case is made of."""
    return _encode(_whole(_source(source)))


def _id(told: dict[str, Any]) -> str:
    return str(told["id"])


def _whole(value: Any) -> Any:
    """Plain data in which a number without a fraction is an integer, however it was written; no type says so of what sources hold."""
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def case_to_dict(case: Case) -> dict[str, Any]:
    """A case in the shape of its file; reading it back gives an equal case."""
    told = {
        "ringrose": FORMAT,
        "id": case.id,
        "title": _text(case.title),
        "partners": [_stated(id=p.id, name=_name(p), country=p.country) for p in case.partners],
        "review": {"from": json_value(case.review.start), "to": json_value(case.review.end)},
        "fields": [_stated(id=f.id, name=_name(f)) for f in case.fields],
        "sources": [_source(source) for source in case.sources],
        "complete": [_told(closure) for closure in case.complete],
        "facts": [_told(fact) for fact in case.facts],
        "published": [_stated(element=p.element, status=p.status, source=_cited(p.source), note=_text(p.note)) for p in case.published],
    }
    return {key: value for key, value in told.items() if value is not None and value != []}


def _stated(**given: Any) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value is not None}


def _text(text: LocalText | None) -> str | dict[str, str] | None:
    return text.plain() if text is not None else None


def _name(named: Partner | Field) -> str | dict[str, str] | None:
    name = named.name.plain()
    return None if name == named.id else name


def _source(source: Source) -> dict[str, Any]:
    own = _stated(id=source.id, type=source.type, title=_text(source.title), issued=as_plain(source.issued), url=source.url)
    return {**own, **_stated(note=_text(source.note)), **{key: as_plain(value) for key, value in source.details.items()}}


def _cited(source: tuple[Citation, ...]) -> Any:
    told = [_stated(id=c.id, at=c.at, quote=c.quote, url=c.url) for c in source]
    return told[0] if len(told) == 1 else told or None


def _told(told: Fact | Closure) -> dict[str, Any]:
    attributes = {key: json_value(value) for key, value in told.attributes.items()}
    holds = told.holds if isinstance(told, Fact) and told.holds is not True else None
    certainty = told.certainty if told.certainty != "certain" else None
    more = _stated(holds=holds, when=as_plain(told.when), certainty=certainty, source=_cited(told.source), note=_text(told.note))
    return {**_stated(id=told.id, fact=told.type), **attributes, **more}
