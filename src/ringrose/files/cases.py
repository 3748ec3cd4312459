"""Case files: from a path, an open file or a mapping to a checked case."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import IO, Any

from ringrose.errors import InputError, Problem
from ringrose.files.case_shape import case_to_dict, shape_case
from ringrose.files.documents import MAX_BYTES, document_of
from ringrose.files.packs import load_pack
from ringrose.model.case import Case
from ringrose.model.check_case import case_warnings, examine_case
from ringrose.model.pack import Pack

__all__ = ["CaseSource", "PackSource", "case_problems", "case_to_dict", "load_case"]

CaseSource = str | os.PathLike[str] | IO[Any] | Mapping[str, Any]
PackSource = Pack | str | os.PathLike[str] | Mapping[str, Any]


def load_case(source: CaseSource, *, pack: PackSource | None = None, max_bytes: int = MAX_BYTES) -> Case:
    """Read a case from a path, an open file, or a mapping of the shape of a case file.

    ``pack`` is a `Pack`, the name of one, or a folder; by default the pack ``ringrose``. Values are read by its vocabulary.

    Raises `InputError`, with every problem of the file.
    """
    case, problems = _read(source, sound_pack(pack), max_bytes)
    if case is None:
        raise InputError(problems)
    return case


def case_problems(source: CaseSource, pack: PackSource | None = None, max_bytes: int = MAX_BYTES) -> list[Problem]:
    """The problems of a case file, and what is odd in it as warnings.

    Raises `InputError` when the pack cannot be used.
    """
    return _read(source, sound_pack(pack), max_bytes, warn=True)[1]


def sound_pack(pack: PackSource | None) -> Pack:
    """The checked pack of a name, a folder or a pack built in Python."""
    from ringrose.errors import unplaced
    from ringrose.model.check_pack import check_pack

    if not isinstance(pack, Pack):
        return load_pack("ringrose" if pack is None else pack)
    if pack.digest is not None:
        return pack
    checked, flaws = check_pack(pack)
    errors = [flaw for flaw in flaws if not flaw.warning]
    if errors:
        raise InputError(unplaced(errors, f"pack {pack.id}"))
    return checked


def _read(source: CaseSource, pack: Pack, max_bytes: int, *, warn: bool = False) -> tuple[Case | None, list[Problem]]:
    document = document_of(source, max_bytes, "case")
    if not document.readable:
        return None, document.problems
    draft = shape_case(document.value)
    if draft.case is None:
        return None, document.told(draft.flaws)
    checked, found = examine_case(draft.case, pack, draft.hidden)
    flaws = [*draft.flaws, *map(draft.seen_from_file, found)]
    sound = not flaws and not document.problems
    if sound and warn:
        flaws += case_warnings(checked)
    return checked.marked(str(pack.digest)) if sound else None, document.told(flaws)
