"""Packs: from a name, a folder or a mapping to a checked pack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from ringrose.errors import Flaw, InputError, PackNotFound, Problem, listing, nearest
from ringrose.files.cache import cached, keep
from ringrose.files.documents import MAX_BYTES, Document, read_bytes, read_document, unreadable
from ringrose.files.extending import Extended, extended
from ringrose.files.finding import SUFFIXES, find_pack
from ringrose.files.finding import part_of as _part
from ringrose.files.pack_shape import element_names, shape_pack
from ringrose.files.parents import Extends, extends_of, parent_folder, version_flaws
from ringrose.model.check_pack import check_pack, examine_pack
from ringrose.model.pack import NAME, Pack
from ringrose.model.pack_content import digest_of, pack_content

__all__ = ["SUFFIXES", "PlacedPack", "find_pack", "load_pack", "pack_problems", "placed_pack"]

_loaded: dict[tuple[object, ...], tuple[Pack, Extends | None]] = {}
MAX_LOADED = 16
MAX_CHAIN = 20
"""How many packs may stand on one another."""

_Trail = tuple[tuple[str, str], ...]
"""The real folders and names of the packs that wait for their parent."""


def load_pack(source: str | os.PathLike[str] | Mapping[str, Any], *, max_bytes: int = MAX_BYTES) -> Pack:
    """Read a pack by its name or from its folder, or from a mapping of the shape {pack: ..., vocabulary: ..., elements: {id: ...}}.

    Raises `PackNotFound` where there is none, and `InputError` with every problem of its files.
    """
    if isinstance(source, Mapping):
        parts = _Whole(source)
        parts.find_parent(Path(), max_bytes, ())
        return _sound(*_assemble(parts))
    return _load(find_pack(source), max_bytes, ())


def _load(place: Path, max_bytes: int, trail: _Trail) -> Pack:
    """The pack of a folder, read anew where a file of it or of a pack below it changed."""
    stamp = _stamp(place, max_bytes)
    pack, extends = _loaded.get(stamp, (None, None))
    if pack is None or (extends is not None and not _stands(pack, extends, place, max_bytes, trail)):
        parts, read, problems = _read(place, max_bytes, trail)
        pack = _sound(read, problems)
        if len(_loaded) >= MAX_LOADED:
            _loaded.clear()
        _loaded[stamp] = pack, parts.extends
    return pack


def _stands(pack: Pack, extends: Extends, place: Path, max_bytes: int, trail: _Trail) -> bool:
    """Whether the parent of a pack is what it was when the pack was read."""
    try:
        folder = parent_folder(extends, place)
        own = (os.path.realpath(place), pack.id)
        return os.path.realpath(folder) not in dict((*trail, own)) and _load(folder, max_bytes, (*trail, own)) is pack.parent
    except InputError:
        return False  # reading it anew tells why


def pack_problems(source: str | os.PathLike[str], max_bytes: int = MAX_BYTES) -> list[Problem]:
    """The problems of a pack, and what is odd in it as warnings.

    Raises `PackNotFound` where there is none.
    """
    place = find_pack(source)
    parts, _, problems = _read(place, max_bytes, ())
    return sorted(problems + _strangers(place, parts), key=lambda p: p.file)


def _sound(pack: Pack | None, problems: list[Problem]) -> Pack:
    errors = [problem for problem in problems if not problem.warning]
    if pack is None or errors:
        raise InputError(errors)
    object.__setattr__(pack, "digest", digest_of(pack))
    return pack


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
    """The documents of a pack by their place in the whole: ("pack",), ("vocabulary",), ("elements", id); and the pack that it extends."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, ...], Document] = {}
        self.problems: list[Problem] = []
        self.missing: set[str] = set()
        self.stands = False  # on another pack, whether that can be read or not
        self.extends: Extends | None = None
        self.parent: Pack | None = None
        self.flaws: list[Flaw] = []  # of what is stated under `extends`
        self.broken: tuple[Problem, ...] = ()  # what keeps the parent from being used, in its own files
        self.whole: Extended | None = None  # joined with its parent

    def content(self) -> dict[str, Any]:
        value = {key: document.value for key, document in self.documents.items()}
        elements = {key[1]: one for key, one in value.items() if len(key) == 2}
        return {"pack": value.get(("pack",)), "vocabulary": value.get(("vocabulary",)), "elements": elements}

    def top(self) -> Any:
        """What pack.yaml says."""
        return self.documents["pack",].value

    def names(self) -> list[str]:
        """The elements of the pack, as far as they can be read."""
        top = self.top()
        if self.parent is not None and top.get("elements") is None:
            return [element.id for element in self.parent.elements]
        return element_names(top)

    def told(self, flaws: Iterable[Flaw]) -> list[Problem]:
        """The problems of all documents, document by document, each in order."""
        by_document: dict[tuple[str, ...], list[Flaw]] = {key: [] for key in self.documents}
        for flaw in flaws:
            length = 2 if flaw.path[0] == "elements" else 1
            key, rest = flaw.path[:length], flaw.path[length:]
            by_document[tuple(map(str, key))].append(evolve(flaw, path=rest))  # parts that are missing have no flaws
        return [*self.broken, *self.problems] + [p for key, document in self.documents.items() for p in document.told(by_document[key])]

    def find_parent(self, base: Path, max_bytes: int, trail: _Trail) -> None:
        """Load the pack that this one extends, if it does; what keeps it from that is told where it is stated, or where the parent is."""
        top = self.top()
        self.stands = isinstance(top, Mapping) and top.get("extends") is not None
        self.extends, self.flaws = extends_of(top) if self.stands else (None, [])
        if self.extends is None:
            return
        who = str(top.get("id", "pack"))
        trail = (*trail, (os.path.realpath(base), who))
        try:
            folder = parent_folder(self.extends, base)
        except PackNotFound as error:
            self.flaws += (Flaw(self.extends.path, p.what, p.why, p.hint) for p in error.problems)
            return
        self.flaws += _circle_flaws(self.extends, os.path.realpath(folder), trail)
        if self.flaws:
            return
        try:
            parent = _load(folder, max_bytes, trail)
        except InputError as error:
            self.broken = error.problems
            return
        self.flaws += version_flaws(self.extends, who, parent.id, parent.version)
        self.parent = parent

    def share_parent(self, other: _Parts) -> None:
        """Take over what the same pack, read before, found of its parent."""
        self.stands, self.extends, self.parent, self.flaws, self.broken = (
            other.stands,
            other.extends,
            other.parent,
            other.flaws,
            other.broken,
        )


def _circle_flaws(extends: Extends, folder: str, trail: _Trail) -> list[Flaw]:
    """That packs extend one another in a circle, or without end."""
    if len(trail) > MAX_CHAIN:
        return [Flaw(extends.path, f"More than {MAX_CHAIN} packs stand on one another", "", "Let this one extend none")]
    names = [name for n, (_, name) in enumerate(trail) if folder in dict(trail[: n + 1])]
    if not names:
        return []
    if len(names) == 1:
        return [Flaw(extends.path, f"The pack `{names[0]}` extends itself", "", "Take `extends` out, or name another pack")]
    what = f"The packs {listing([f'`{name}`' for name in names])} go round in a circle"
    return [Flaw(extends.path, what, "Each extends the next, and the last the first", "Take `extends` out of one of them")]


class _Whole(_Parts):
    """A pack given as one mapping: all flaws are told by their place in it."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        super().__init__()
        self.value = value

    def content(self) -> dict[str, Any]:
        return dict(self.value)

    def top(self) -> Any:
        return self.value.get("pack")

    def told(self, flaws: Iterable[Flaw]) -> list[Problem]:
        return [*self.broken, *self.problems, *Document("pack", self.value).told(flaws)]


def _assemble(parts: _Parts) -> tuple[Pack | None, list[Problem]]:
    if "pack" in parts.missing:
        return None, parts.problems
    whole, content = None, parts.content()
    if parts.parent is not None:
        whole = parts.whole = extended(pack_content(parts.parent), content)
        content = whole.content
    elif parts.stands:
        return None, parts.told(parts.flaws)  # without its parent nothing can be said of it
    draft = shape_pack(content, frozenset(parts.missing))
    pack, found = examine_pack(draft.pack, draft.hidden)
    flaws = [*draft.flaws, *map(draft.seen_from_file, found)]
    if whole is not None and parts.parent is not None:
        object.__setattr__(pack, "parent", parts.parent)
        flaws = [*parts.flaws, *whole.flaws, *map(whole.seen_from_child, _news(flaws, whole, parts.parent))]
    return pack, parts.told(flaws)


@frozen(eq=False)
class PlacedPack:
    """A sound pack, its folder, and where its parts stand in the files there."""

    pack: Pack
    folder: Path
    _parts: _Parts

    @property
    def parent_folder(self) -> Path | None:
        """The folder of the pack that this one extends; None where it extends none."""
        return parent_folder(self._parts.extends, self.folder) if self._parts.extends is not None else None

    def is_inherited(self, flaw: Flaw) -> bool:
        """Whether a flaw stands in what a pack that this one extends wrote."""
        return self._parts.whole is not None and self._parts.whole.inherited(flaw)

    def told(self, flaw: Flaw) -> Problem:
        """A flaw with its file, line and column; one that is inherited where this pack changed what it is about, or names its parent."""
        whole = self._parts.whole
        return self._parts.told([flaw if whole is None else whole.seen_from_child(flaw)])[0]


def placed_pack(source: str | os.PathLike[str], max_bytes: int = MAX_BYTES) -> PlacedPack:
    """A pack of a name or a folder, and where its parts stand.

    Raises `PackNotFound` where there is none, and `InputError` with every problem of its files.
    """
    place = find_pack(source)
    parts = _parts(place, max_bytes, (), fresh=True)
    return PlacedPack(_sound(*_assemble(parts)), place, parts)


def _news(flaws: Iterable[Flaw], whole: Extended, parent: Pack) -> list[Flaw]:
    """The flaws without what is as odd in the parent itself."""
    flaws = list(flaws)
    if not any(flaw.warning and whole.inherited(flaw) for flaw in flaws):
        return flaws
    known = {(flaw.what, flaw.why) for flaw in check_pack(parent)[1]}
    return [flaw for flaw in flaws if not (flaw.warning and whole.inherited(flaw) and (flaw.what, flaw.why) in known)]


def _read(place: Path, max_bytes: int, trail: _Trail) -> tuple[_Parts, Pack | None, list[Problem]]:
    """The pack of a folder. What the cache knows is read without places; if anything is to be told, the files are read again with them."""
    parts = _parts(place, max_bytes, trail, fresh=False)
    pack, problems = _assemble(parts)
    if problems:
        parts = _parts(place, max_bytes, trail, fresh=True, before=parts)
        pack, problems = _assemble(parts)
    return parts, pack, problems


def _parts(place: Path, max_bytes: int, trail: _Trail, *, fresh: bool, before: _Parts | None = None) -> _Parts:
    """The parts of a pack; ``fresh``: with places. What was found of its parent ``before`` is taken over."""
    parts = _Parts()
    _add(parts, ("pack",), place, "pack", max_bytes, fresh=fresh)
    if ("pack",) not in parts.documents:
        return parts
    if before is None:
        parts.find_parent(place, max_bytes, trail)
    else:
        parts.share_parent(before)  # to load it once more for each pack of a chain would double the work with each
    _add(parts, ("vocabulary",), place, "vocabulary", max_bytes, fresh=fresh)
    for name in dict.fromkeys(parts.names()):
        if NAME.fullmatch(name):  # no name leads out of the folder
            _add(parts, ("elements", name), place, name, max_bytes, fresh=fresh)
    return parts


def _add(parts: _Parts, key: tuple[str, ...], place: Path, name: str, max_bytes: int, *, fresh: bool) -> None:
    file = _part(place, name)
    if file is None:
        if os.path.isdir(folder := place / f"{name}.yaml"):
            parts.problems.append(unreadable(str(folder), IsADirectoryError(), "part"))
            parts.missing.add(name)
        elif len(key) == 1 and not parts.stands:
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


def _strangers(place: Path, parts: _Parts) -> list[Problem]:
    """Files beside those of the pack that look as if they belonged to it."""
    if ("pack",) not in parts.documents or (parts.stands and parts.parent is None):
        return []
    own = {name: _part(place, name) for name in ("pack", "vocabulary", *parts.names()) if NAME.fullmatch(name)}
    told = []
    for file in sorted(place.iterdir()):
        if file.suffix.lower() in SUFFIXES and file.is_file() and file not in own.values():
            told.append(Problem(str(file), "No part of the pack is read from this file", *_meant(file, own), warning=True))
    return told


def _meant(file: Path, own: Mapping[str, Path | None]) -> tuple[str, str]:
    """Why a file is not read, and what was probably meant by it; ``own`` are the names of the parts of the pack with their files."""
    used = own.get(file.stem)
    if used is not None:
        return f"`{used.name}` is read instead", "Put into that one what counts, and move this one out of the folder"
    near = nearest(file.stem, [name for name, there in own.items() if there is None])
    return "", f"{near.removesuffix('`?')}.yaml`?" if near else "Add it to `elements` in pack.yaml, or move it out of the folder"
