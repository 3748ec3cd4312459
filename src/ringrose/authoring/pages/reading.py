"""From the folder of a pack to its pages."""

from __future__ import annotations

from pathlib import Path

from ringrose.authoring.changelog import read_changelog
from ringrose.authoring.pages.blocks import Pages
from ringrose.authoring.pages.building import pages_of
from ringrose.authoring.trials.reading import files_of_tests, load_tests
from ringrose.files import find_pack, load_pack
from ringrose.files.documents import MAX_BYTES

__all__ = ["pages_of_folder"]


def pages_of_folder(source: str | Path, lang: str = "en", *, max_bytes: int = MAX_BYTES) -> Pages:
    """The pages of the pack of a name or in a folder, with its tests as examples and its changelog; it may have neither.

    Raises `InputError` where the pack, its tests or its changelog cannot be used.
    """
    folder = find_pack(source)
    pack = load_pack(folder, max_bytes=max_bytes)
    tests = load_tests(folder, pack, max_bytes=max_bytes) if files_of_tests(folder) else ()
    return pages_of(pack, tests, read_changelog(folder, max_bytes=max_bytes), lang)
