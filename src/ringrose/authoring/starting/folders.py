"""New folders with files in them, never over others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ringrose.files.writing import write_new, writing

__all__ = ["write_folder"]


def write_folder(place: Path, texts: Mapping[str, str]) -> None:
    """Write texts to files in a folder that is not there yet, by their paths within it.

    Raises `InputError` where there is such a folder, or none can be made.
    """
    with writing(place):
        place.mkdir()
    for path, text in texts.items():
        with writing(place):
            (place / path).parent.mkdir(exist_ok=True)
        write_new(place / path, text)
