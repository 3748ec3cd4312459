"""From the name of a pack to its folder: RINGROSE_PACKS, the packs that come with ringrose, installed distributions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from ringrose.errors import PackNotFound, Problem, listing, nearest, one_of
from ringrose.model.pack import NAME

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["GROUP", "SUFFIXES", "VARIABLE", "FoundPack", "find_named", "find_pack", "is_path", "packs_found", "part_of"]

SUFFIXES = (".yaml", ".yml", ".json")
VARIABLE = "RINGROSE_PACKS"
"""Names the folders in which packs stand, each in a folder of its name."""
GROUP = "ringrose.packs"
"""The entry points of installed distributions: the name is that of the pack, the value the package that holds its files."""

_PACKAGE = Path(__file__).parent.parent
_HOMES = (_PACKAGE / "_rules", _PACKAGE.parent.parent / "rules")  # in the wheel, in a checkout


@frozen
class FoundPack:
    """A pack that can be named: its name, its folder, and who offers it (``RINGROSE_PACKS``, ``ringrose`` or a distribution).

    ``place`` is None where a distribution names a package that holds no pack; ``shadowed``: another pack of that name is found before it.
    """

    name: str
    place: Path | None
    origin: str
    shadowed: bool = False


def find_pack(source: str | os.PathLike[str]) -> Path:
    """The folder of a pack: an explicit path, else by name.

    Raises `PackNotFound`.
    """
    path, name = Path(source), os.fspath(source)
    explicit = not isinstance(source, str) or is_path(name)
    is_folder = os.path.isdir(path)  # unlike Path.is_dir it is false for names that no folder can have
    if is_folder and (explicit or part_of(path, "pack") is not None):
        return path
    if not explicit:
        return find_named(name)
    exists = os.path.exists(path)
    hint = "Name the folder that holds pack.yaml" if exists else "Check the name and the folder"
    raise PackNotFound([Problem(name, "This is not a folder" if exists else "There is no such folder", "", hint)])


def find_named(name: str) -> Path:
    """The folder of the pack of a name, wherever the current directory is.

    Raises `PackNotFound`, which tells where it was looked.
    """
    if NAME.fullmatch(name):
        for found in _in_homes(name):
            assert found.place is not None
            return found.place
        for point in _points(name):
            place = _folder_of(point)
            if place is None:
                what = f"{_distribution(point)} offers this pack in the package `{point.value}`, which holds no pack.yaml"
                raise PackNotFound([Problem(name, what, "", "Install it anew, or tell its authors")])
            return place
    known = sorted({found.name for found in packs_found()})
    told = (nearest(name, known), one_of(known), f"Looked {_looked()}.", "A folder is named with a slash, such as ./mine.")
    raise PackNotFound([Problem(name, f"There is no pack `{name}`", "", " ".join(part for part in told if part))])


def packs_found() -> list[FoundPack]:
    """All packs that can be named, in the order in which they are found; of one name the first counts."""
    seen: set[str] = set()
    found = []
    for one in _everywhere():
        found.append(FoundPack(one.name, one.place, one.origin, one.name in seen))
        seen.add(one.name)
    return found


def _everywhere() -> Iterator[FoundPack]:
    yield from _in_homes()
    for point in _points():
        yield FoundPack(point.name, _folder_of(point), _distribution(point))


def is_path(name: str) -> bool:
    """Whether a text names a folder and not a pack."""
    return os.sep in name or "/" in name or name in (".", "..")


def part_of(place: Path, name: str) -> Path | None:
    """The file of a part of a pack, in whichever of the languages it is written."""
    for suffix in SUFFIXES:
        file = place / f"{name}{suffix}"
        if os.path.isfile(file):
            return file
    return None


def _own_homes() -> list[Path]:
    """The folders that RINGROSE_PACKS names."""
    return [Path(folder) for folder in os.environ.get(VARIABLE, "").split(os.pathsep) if folder]


def _in_homes(name: str | None = None) -> Iterator[FoundPack]:
    """The packs of that name (or all) that stand in folders, in order."""
    for origin, homes in ((VARIABLE, _own_homes()), ("ringrose", _HOMES)):
        for home in homes:
            for one in _names_in(home) if name is None else [name]:
                if part_of(home / one, "pack") is not None:
                    yield FoundPack(one, home / one, origin)


def _names_in(home: Path) -> list[str]:
    try:
        return sorted(one for one in os.listdir(home) if NAME.fullmatch(one))
    except (OSError, ValueError):
        return []


def _points(name: str | None = None) -> Iterator[EntryPoint]:
    """What installed distributions offer; to look takes some milliseconds, so it is done last."""
    from importlib.metadata import entry_points

    for point in entry_points(group=GROUP):
        if NAME.fullmatch(point.name) and name in (None, point.name):
            yield point


def _folder_of(point: EntryPoint) -> Path | None:
    """The folder of the package that an entry point names; None where there is none, or it holds no pack."""
    from importlib.util import find_spec

    try:
        spec = find_spec(point.value)
    except Exception:  # a package above it is imported, and that may fail in any way
        return None
    folders = [Path(one) for one in spec.submodule_search_locations or ()] if spec is not None else []
    return next((folder for folder in folders if part_of(folder, "pack") is not None), None)


def _distribution(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value


def _looked() -> str:
    """Where packs are looked for by their names."""
    own = [f"`{folder}`{'' if os.path.isdir(folder) else ' (no such folder)'}" for folder in _own_homes()]
    first = f"in {listing(own)} ({VARIABLE})" if own else ""
    return listing([part for part in (first, "among the packs that come with ringrose", "among installed distributions") if part])
