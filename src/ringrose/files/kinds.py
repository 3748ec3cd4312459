"""What a path is: a case, a pack or a saved assessment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from ringrose.errors import InputError, PackNotFound, Problem
from ringrose.files.assessments import FORMAT
from ringrose.files.documents import MAX_BYTES, document_of
from ringrose.files.packs import SUFFIXES, find_pack

__all__ = ["KINDS", "Kind", "kind_of", "pack_folder"]

Kind = Literal["case", "pack", "assessment"]
KINDS = {"case": "a case", "pack": "a pack", "assessment": "a saved assessment"}


def kind_of(source: Any, max_bytes: int = MAX_BYTES) -> Kind:
    """What a path (or an open file) is. What is none of the three is taken for a case, so that reading it tells what is wrong.

    Raises `InputError` where nothing can be read.
    """
    if isinstance(source, str | os.PathLike) and pack_folder(source) is not None:
        return "pack"
    document = document_of(source, max_bytes, "case")
    if not document.readable:
        raise InputError([_nowhere(source)] if isinstance(source, str) and not os.path.lexists(source) else document.problems)
    value = document.value
    stated = value.get("ringrose") if isinstance(value, Mapping) else None
    return "assessment" if isinstance(stated, str) and stated.partition("/")[0] == FORMAT.partition("/")[0] else "case"


def pack_folder(source: str | os.PathLike[str]) -> str | None:
    """The folder of a pack: of one that comes with ringrose by its name, else of a path that leads to it or to the pack.yaml in it."""
    place = Path(source)
    if place.is_dir():
        return os.fspath(source)
    if place.stem == "pack" and place.suffix in SUFFIXES and place.is_file():
        return str(place.parent)
    if os.path.lexists(source):
        return None
    try:
        return str(find_pack(source))
    except PackNotFound:
        return None


def _nowhere(name: str) -> Problem:
    """That a name leads nowhere, with the name of a pack that was probably meant."""
    try:
        find_pack(name)
    except PackNotFound as error:
        hint = error.problems[0].hint
    return Problem(name, "There is no such file, folder or pack", "", hint if hint.startswith("Did") else "Check the name and the folder")
