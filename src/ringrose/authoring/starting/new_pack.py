"""A small but complete pack to go on with: every part of a pack once, with remarks."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ringrose.authoring.starting.folders import write_folder
from ringrose.authoring.yaml_text import scalar
from ringrose.errors import InputError, unplaced
from ringrose.files import load_pack
from ringrose.files.documents import read_document
from ringrose.model.checking import name_flaws

__all__ = ["starting_pack", "write_pack"]

_FILES = Path(__file__).parent / "pack"


def starting_pack(name: str, today: date) -> dict[str, str]:
    """The texts of the files of a pack of that name, by their paths within its folder; its first version is of ``today``.

    Raises `InputError` where it is no name for a pack.
    """
    flaws = list(name_flaws(name, (), "a pack"))
    if flaws:
        raise InputError(unplaced(flaws, "pack new"))
    texts = {file.relative_to(_FILES).as_posix(): file.read_text(encoding="utf-8") for file in sorted(_FILES.rglob("*.*"))}
    named = {path: text.replace("@NAME@", name).replace("@ID@", scalar(name)) for path, text in texts.items()}
    digest = load_pack(_whole(named)).digest
    return {path: text.replace("@TODAY@", today.isoformat()).replace("@DIGEST@", str(digest)) for path, text in named.items()}


def write_pack(name: str, folder: str | os.PathLike[str], today: date) -> Path:
    """Write a pack of that name into a new folder within ``folder``, and give its path.

    Raises `InputError` where it is no name for a pack, or where there is such a folder already or none can be made.
    """
    texts = starting_pack(name, today)
    place = Path(folder) / name
    write_folder(place, texts)
    return place


def _whole(texts: Mapping[str, str]) -> dict[str, Any]:
    """The pack as one mapping."""
    values = {
        path.removesuffix(".yaml"): read_document(text.encode(), path).value for path, text in texts.items() if path.endswith(".yaml")
    }
    pack = values["pack"]
    return {"pack": pack, "vocabulary": values["vocabulary"], "elements": {id: values[id] for id in pack["elements"]}}
