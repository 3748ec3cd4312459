"""Packs: from a name, a folder or a mapping to a checked pack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from ringrose.errors import Flaw, InputError, PackNotFound, Problem, nearest, one_of
from ringrose.files.cache import cached, keep
from ringrose.files.documents import MAX_BYTES, Document, read_bytes, read_document, unreadable
from ringrose.files.pack_shape import element_names, shape_pack
from ringrose.model.check_pack import examine_pack
from ringrose.model.pack import NAME, Pack
from ringrose.model.pack_content import digest_of

__all__ = ["find_pack", "load_pack", "pack_problems"]

SUFFIXES = (".yaml", ".yml", ".json")
_PACKAGE = Path(__file__).parent.parent
_HOMES = (_PACKAGE / "_rules", _PACKAGE.parent.parent / "rules")  # in the wheel, in a checkout

_loaded: dict[tuple[object, ...], Pack] = {}
MAX_LOADED = 16


def load_pack(source: str | os.PathLike[str] | Mapping[str, Any], *, max_bytes: int = MAX_BYTES) -> Pack:
    """Read a pack by its name or from its folder, or from a mapping of the shape {pack: ..., vocabulary: ..., elements: {id: ...}}.

    Raises `PackNotFound` where there is none, and `InputError` with every problem of its files.
    """
    if isinstance(source, Mapping):
        return _sound(*_assemble(_Whole(source)))
    place = find_pack(source)
    stamp = _stamp(place, max_bytes)
    loaded = _loaded.get(stamp)
    if loaded is None:
        loaded = _sound(*_read(place, max_bytes))
        if len(_loaded) >= MAX_LOADED:
            _loaded.clear()
        _loaded[stamp] = loaded
    return loaded


def pack_problems(source: str | os.PathLike[str], max_bytes: int = MAX_BYTES) -> list[Problem]:
    """The problems of a pack, and what is odd in it as warnings.

    Raises `PackNotFound` where there is none.
    """
    place = find_pack(source)
    return sorted(_read(place, max_bytes)[1] + _strangers(place, max_bytes), key=lambda p: p.file)


def _sound(pack: Pack | None, problems: list[Problem]) -> Pack:
    errors = [problem for problem in problems if not problem.warning]
    if pack is None or errors:
        raise InputError(errors)
    object.__setattr__(pack, "digest", digest_of(pack))
    return pack


def find_pack(source: str | os.PathLike[str]) -> Path:
    """The folder of a pack: an explicit path, else by name among the packs that come with ringrose.

    Raises `PackNotFound`.
    """
    path, name = Path(source), os.fspath(source)
    explicit = not isinstance(source, str) or os.sep in name or "/" in name or name in (".", "..")
    if path.is_dir() and (explicit or _part(path, "pack") is not None):
        return path
    if not explicit:
        for home in _HOMES:
            if NAME.fullmatch(name) and (home / name).is_dir():
                return home / name
    known = [one.name for home in _HOMES if home.is_dir() for one in sorted(home.iterdir()) if _part(one, "pack") is not None]
    if explicit:
        hint = "Name the folder that holds pack.yaml" if path.exists() else "Check the name and the folder"
        raise PackNotFound([Problem(name, "This is not a folder" if path.exists() else "There is no such folder", "", hint)])
    hint = " ".join(part for part in (nearest(name, known), one_of(known), "A folder is named with a slash, such as ./mine.") if part)
    raise PackNotFound([Problem(name, f"There is no pack `{name}`", "", hint)])


def _part(place: Path, name: str) -> Path | None:
    """The file of a part of a pack, in whichever of the languages it is written."""
    for suffix in SUFFIXES:
        file = place / f"{name}{suffix}"
        if file.is_file():
            return file
    return None


def _stamp(place: Path, max_bytes: int) -> tuple[object, ...]:
    """What changes when a file of the folder does."""
    stamps: list[object] = [os.path.abspath(place), max_bytes]
    try:
        with os.scandir(place) as listing:
            for one in sorted(listing, key=lambda entry: entry.name):
                if one.name.endswith(SUFFIXES):
                    stat = one.stat()
                    stamps.append((one.name, stat.st_mtime_ns, stat.st_size))
    except OSError as error:
        raise InputError([unreadable(str(place), error)]) from None
    return tuple(stamps)


class _Parts:
    """The documents of a pack by their place in the whole: ("pack",), ("vocabulary",), ("elements", id)."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, ...], Document] = {}
        self.problems: list[Problem] = []
        self.missing: set[str] = set()

    def content(self) -> dict[str, Any]:
        value = {key: document.value for key, document in self.documents.items()}
        elements = {key[1]: one for key, one in value.items() if len(key) == 2}
        return {"pack": value.get(("pack",)), "vocabulary": value.get(("vocabulary",)), "elements": elements}

    def told(self, flaws: Iterable[Flaw]) -> list[Problem]:
        """The problems of all documents, document by document, each in order."""
        by_document: dict[tuple[str, ...], list[Flaw]] = {key: [] for key in self.documents}
        for flaw in flaws:
            length = 2 if flaw.path[0] == "elements" else 1
            key, rest = flaw.path[:length], flaw.path[length:]
            by_document[tuple(map(str, key))].append(evolve(flaw, path=rest))  # parts that are missing have no flaws
        return self.problems + [p for key, document in self.documents.items() for p in document.told(by_document[key])]


class _Whole(_Parts):
    """A pack given as one mapping: all flaws are told by their place in it."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        super().__init__()
        self.value = value

    def content(self) -> dict[str, Any]:
        return dict(self.value)

    def told(self, flaws: Iterable[Flaw]) -> list[Problem]:
        return Document("pack", self.value).told(flaws)


def _assemble(parts: _Parts) -> tuple[Pack | None, list[Problem]]:
    if "pack" in parts.missing:
        return None, parts.problems
    draft = shape_pack(parts.content(), frozenset(parts.missing))
    pack, flaws = examine_pack(draft.pack, draft.hidden)
    return pack, parts.told([*draft.flaws, *map(draft.seen_from_file, flaws)])


def _read(place: Path, max_bytes: int) -> tuple[Pack | None, list[Problem]]:
    """The pack of a folder. What the cache knows is read without places; if anything is to be told, the files are read again with them."""
    pack, problems = _assemble(_parts(place, max_bytes, fresh=False))
    if problems:
        pack, problems = _assemble(_parts(place, max_bytes, fresh=True))
    return pack, problems


def _parts(place: Path, max_bytes: int, *, fresh: bool) -> _Parts:
    parts = _Parts()
    _add(parts, ("pack",), place, "pack", max_bytes, fresh=fresh)
    if ("pack",) not in parts.documents:
        return parts
    _add(parts, ("vocabulary",), place, "vocabulary", max_bytes, fresh=fresh)
    for name in dict.fromkeys(element_names(parts.documents["pack",].value)):
        if NAME.fullmatch(name):  # no name leads out of the folder
            _add(parts, ("elements", name), place, name, max_bytes, fresh=fresh)
    return parts


def _add(parts: _Parts, key: tuple[str, ...], place: Path, name: str, max_bytes: int, *, fresh: bool) -> None:
    file = _part(place, name)
    if file is None:
        if len(key) == 1:
            parts.problems.append(Problem(str(place / f"{name}.yaml"), "There is no such file", f"A pack has a {name}.yaml"))
            parts.missing.add(name)
        return
    document = _document(str(file), max_bytes, fresh=fresh)
    if document.readable:
        parts.documents[key] = document
    else:
        parts.problems += document.problems
        parts.missing.add(name)


def _document(file: str, max_bytes: int, *, fresh: bool) -> Document:
    data, problem = read_bytes(file, max_bytes)
    if problem is not None:
        return Document(file, None, None, [problem])
    if file.endswith(".json"):
        return read_document(data, file)
    if not fresh and (value := cached(data)) is not None:
        return Document(file, value)
    document = read_document(data, file)
    if document.readable and not document.problems:
        keep(data, document.value)
    return document


def _strangers(place: Path, max_bytes: int) -> list[Problem]:
    """Files beside those of the pack that look as if they belonged to it."""
    top = _part(place, "pack")
    if top is None:
        return []
    own = {"pack", "vocabulary", *element_names(_document(str(top), max_bytes, fresh=False).value)}
    used = {file for name in own if NAME.fullmatch(name) and (file := _part(place, name)) is not None}
    told = []
    for file in sorted(place.iterdir()):
        if file.suffix in SUFFIXES and file.is_file() and file not in used:
            what = "No part of the pack is read from this file"
            told.append(Problem(str(file), what, "", "Add it to `elements` in pack.yaml, or move it out of the folder", warning=True))
    return told
