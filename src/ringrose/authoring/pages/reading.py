"""From the folder of a pack to its pages."""

from __future__ import annotations

from pathlib import Path

from ringrose.authoring.changelog import read_changelog
from ringrose.authoring.pages.blocks import Pages
from ringrose.authoring.pages.building import pages_of
from ringrose.authoring.trials.reading import PackTest, files_of_tests, load_tests
from ringrose.errors import InputError
from ringrose.files import find_pack
from ringrose.files.documents import MAX_BYTES
from ringrose.files.packs import PlacedPack, placed_pack
from ringrose.model.pack import Pack

__all__ = ["pages_of_folder"]


def pages_of_folder(source: str | Path, lang: str = "en", *, max_bytes: int = MAX_BYTES) -> Pages:
    """The pages of the pack of a name or in a folder, with its tests as examples and its changelog; it may have neither.

    Raises `InputError` where the pack, its tests or its changelog cannot be used.
    """
    folder = find_pack(source)
    placed = placed_pack(folder, max_bytes=max_bytes)
    tests = _tests(folder, placed.pack, max_bytes)
    return pages_of(placed.pack, tests, read_changelog(folder, max_bytes=max_bytes), lang, _tests_below(placed, max_bytes))


def _tests(folder: Path, pack: Pack, max_bytes: int) -> tuple[PackTest, ...]:
    return load_tests(folder, pack, max_bytes=max_bytes) if files_of_tests(folder) else ()


def _tests_below(placed: PlacedPack, max_bytes: int) -> list[tuple[PackTest, ...]]:
    """The tests of the packs that a pack stands on, from its parent on; those that cannot be read are for their owner."""
    found = []
    while placed.parent_folder is not None:
        placed = placed_pack(placed.parent_folder, max_bytes)
        try:
            found.append(_tests(placed.folder, placed.pack, max_bytes))
        except InputError:
            found.append(())
    return found
