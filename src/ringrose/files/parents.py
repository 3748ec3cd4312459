"""What a pack states of the one that it extends: its name or folder, and which versions of it will do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from ringrose.errors import Flaw, PackNotFound, Problem
from ringrose.errors import Path as Place
from ringrose.files.finding import find_named, is_path, part_of
from ringrose.files.structure import mapping_flaw, missing_key, unknown_key
from ringrose.model.values import show

__all__ = ["KEYS", "Extends", "extends_of", "parent_folder", "version_flaws"]

KEYS = ["pack", "version"]
_PATH = ("pack", "extends")
_EXAMPLE = '{pack: ringrose, version: ">=1.0, <2"}'


@frozen
class Extends:
    """The pack that is extended, by its name or (with a slash) its folder, and a constraint of its version.

    ``path`` is where its name is written.
    """

    pack: str
    version: str | None = None
    path: Place = _PATH


def extends_of(top: Mapping[str, Any]) -> tuple[Extends | None, list[Flaw]]:
    """What the top of a pack states under ``extends`` (None where that cannot be read), and what is wrong with it."""
    stated: Any = top["extends"]
    path: Place
    if isinstance(stated, str):
        stated, path = {"pack": stated}, _PATH
    elif isinstance(stated, Mapping):
        path = (*_PATH, "pack")
    else:
        return None, [mapping_flaw(stated, f"extends: ringrose, or extends: {_EXAMPLE}").under(_PATH)]
    flaws = [unknown_key(key, KEYS, _PATH) for key in stated if key not in KEYS]
    if stated.get("pack") is None:
        flaws.append(missing_key("pack", "Name the pack that this one extends, such as pack: ringrose", _PATH))
    for key in KEYS:
        value = stated.get(key)
        if value is not None and not (isinstance(value, str) and value):
            example = "ringrose" if key == "pack" else '">=1.0, <2"'
            flaws.append(Flaw((*_PATH, key), f"A text is needed here, and {show(value)} stands here", "", f"Write for instance {example}"))
    return (None if flaws else Extends(stated["pack"], stated.get("version"), path)), flaws


def parent_folder(extends: Extends, base: Path) -> Path:
    """The folder of the pack that is extended; a path is seen from the folder ``base``.

    Raises `PackNotFound`, with one problem.
    """
    if not is_path(extends.pack):
        try:
            return find_named(extends.pack)
        except PackNotFound as error:
            raise _nearby(error, extends.pack, base) from None
    place = Path(os.path.normpath(base / extends.pack))
    if part_of(place, "pack") is None:
        what = f"There is no pack in the folder `{extends.pack}`"
        why, hint = "There is no such folder, seen from the folder of this pack", "Check the name and the folder"
        if os.path.isdir(place):
            why = "It holds no pack.yaml"
        elif os.path.exists(place):
            what, why, hint = f"`{extends.pack}` is a file", "A pack is a folder", "Name the folder that holds its pack.yaml"
        raise PackNotFound([Problem(extends.pack, what, why, hint)])
    return place


def _nearby(error: PackNotFound, name: str, base: Path) -> PackNotFound:
    """The same error, with a hint where a folder of that name stands near the pack."""
    for path in (f"../{name}", f"./{name}"):
        if part_of(base / path, "pack") is not None:
            return PackNotFound([evolve(error.problems[0], hint=f"For the folder near this one, write {path}")])
    return error


def version_flaws(extends: Extends, who: str, parent: str, version: str) -> list[Flaw]:
    """What is wrong with the constraint of the version, or that the version which is here does not fit it."""
    if extends.version is None:
        return []
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    path = (*_PATH, "version")
    try:
        wanted = SpecifierSet(extends.version)
    except InvalidSpecifier:
        what = f"{show(extends.version)} does not say which versions will do"
        return [Flaw(path, what, "", 'Write for instance ">=1.1, <2" or "==1.1.0"')]
    try:
        here = Version(version)
    except InvalidVersion:
        why = f"The version of `{parent}` is {show(version)}, which is not a number such as 1.1.0"
        return [Flaw(path, "No version can be asked for here", why, "Take `version` out")]
    if wanted.contains(here, prereleases=True):  # there is no other to choose
        return []
    what = f"`{who}` asks for {parent} {extends.version} and {version} is here"
    hint = "Install another version, or see what changed in it and write a version that takes it in"
    return [Flaw(path, what, "", hint)]
