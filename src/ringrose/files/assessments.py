"""Saved assessments: from a path, an open file or a mapping to plain data of the shape of an answer."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import IO, Any

from ringrose.errors import Flaw, InputError, Path
from ringrose.files.by_schema import flaws_by
from ringrose.files.documents import MAX_BYTES, document_of
from ringrose.files.schema_assessment import assessment_schema
from ringrose.files.structure import mapping_flaw, missing_key
from ringrose.model.checking import MAX_FLAWS
from ringrose.model.values import show

__all__ = ["FORMAT", "AssessmentSource", "load_assessment", "shape_flaws"]

FORMAT = "assessment/1"
AssessmentSource = str | os.PathLike[str] | IO[Any] | Mapping[str, Any]


def load_assessment(source: AssessmentSource, *, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """Read a saved assessment (what ``ringrose assess --format json`` writes) from a path, an open file or a mapping.

    It has the shape of an answer; whether it is a true one is not asked here. Keys that later versions add are kept.

    Raises `InputError`, with every problem of the file.
    """
    document = document_of(source, max_bytes, "assessment")
    flaws = list(islice(shape_flaws(document.value), MAX_FLAWS)) if document.readable else []
    problems = document.told(flaws)
    if problems:
        raise InputError(problems)
    return dict(document.value)


def shape_flaws(value: object) -> Iterator[Flaw]:
    """Tell where a value does not have the shape of an answer. Of what is no answer at all only that is told."""
    if not isinstance(value, Mapping):
        yield mapping_flaw(value, f'{{"ringrose": "{FORMAT}", ...}}')
        return
    stated = value.get("ringrose")
    if stated != FORMAT:
        hint = "Save one with `ringrose assess CASE --format json`"
        if stated is None:
            yield missing_key("ringrose", hint)
        else:
            yield Flaw(("ringrose",), f"{show(stated)} is not the format of a saved assessment", f"This version reads {FORMAT}", hint)
        return
    yield from flaws_by(assessment_schema(), value)
    yield from _twice(value.get("judgements"), "element", ("judgements",))
    for number, judgement in enumerate(_listed(value.get("judgements"))):
        if isinstance(judgement, Mapping):
            yield from _twice(judgement.get("criteria"), "id", ("judgements", number, "criteria"))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _twice(entries: object, key: str, path: Path) -> Iterator[Flaw]:
    """Tell which entries of a list have the name of another."""
    seen = set()
    for number, entry in enumerate(_listed(entries)):
        name = entry.get(key) if isinstance(entry, Mapping) else None
        if isinstance(name, str):
            if name in seen:
                yield Flaw((*path, number, key), f"`{name}` stands here twice", "Each is told once", "Take one of the two out")
            seen.add(name)
