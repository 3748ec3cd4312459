"""The check of a file or folder without judging: errors and warnings, whatever it holds."""

from __future__ import annotations

import os
from pathlib import Path

from ringrose.errors import InputError, Problem
from ringrose.files.cases import PackSource, case_problems
from ringrose.files.documents import MAX_BYTES
from ringrose.files.packs import SUFFIXES, pack_problems

__all__ = ["check_path"]


def check_path(path: str | os.PathLike[str], pack: PackSource | None = None, max_bytes: int = MAX_BYTES) -> list[Problem]:
    """The problems and warnings of a case file, or of a pack (its folder, or the pack.yaml in it). It never raises for what it reads."""
    place = Path(path)
    try:
        if place.is_dir():
            return pack_problems(place, max_bytes)
        if place.stem == "pack" and place.suffix in SUFFIXES and place.is_file():
            return pack_problems(place.parent, max_bytes)
        return case_problems(path, pack, max_bytes)
    except InputError as error:
        return list(error.problems)
