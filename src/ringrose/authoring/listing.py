"""The packs that can be named here: which they are, where each stands, and which are hidden behind another of the same name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ringrose.errors import InputError
from ringrose.explain.page import Page, Section
from ringrose.explain.telling import Line, line
from ringrose.explain.words import listed, say
from ringrose.files import load_pack
from ringrose.files.finding import VARIABLE, FoundPack, packs_found
from ringrose.model.pack import STANDINGS, Pack

__all__ = ["ListedPack", "PackList", "list_packs"]


@frozen
class ListedPack:
    """A pack that was found. ``pack`` is None where it cannot be used; ``problems`` tells how many reasons there are."""

    found: FoundPack
    pack: Pack | None
    problems: int = 0

    @property
    def standings(self) -> dict[str, int]:
        """How many elements have each standing."""
        count = Counter[str | None](element.standing for element in self.pack.elements) if self.pack is not None else {}
        return {standing: count[standing] for standing in STANDINGS if standing in count}

    def to_dict(self, lang: str) -> dict[str, Any]:
        """The pack as JSON has it."""
        pack = self.pack
        return {
            "name": self.found.name,
            "place": str(self.found.place) if self.found.place is not None else None,
            "origin": self.found.origin,
            "shadowed": self.found.shadowed,
            "pack": pack.named if pack is not None else None,
            "title": pack.title.get(lang) if pack is not None and pack.title is not None else None,
            "extends": pack.parent.named if pack is not None and pack.parent is not None else None,
            "standings": self.standings,
        }


@frozen
class PackList:
    """All packs that can be named, in the order in which they are found."""

    packs: tuple[ListedPack, ...]

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The answer in format ``packs/1``; titles in ``lang``."""
        return {"ringrose": "packs/1", "packs": [pack.to_dict(lang) for pack in self.packs]}

    def page(self, lang: str = "en") -> Page:
        """The packs in words."""
        return Page(lang, say("packs.title", lang), (), [Section("", [_told(pack, lang) for pack in self.packs])])


def list_packs() -> PackList:
    """The packs that can be named; one that cannot be used is listed as such."""
    return PackList(tuple(_listed(found) for found in packs_found()))


def _listed(found: FoundPack) -> ListedPack:
    if found.place is None:
        return ListedPack(found, None)
    try:
        return ListedPack(found, load_pack(found.place))
    except InputError as error:
        return ListedPack(found, None, len(error.problems))


def _told(one: ListedPack, lang: str) -> Line:
    pack, found = one.pack, one.found
    if pack is None:
        code = "packs.broken" if found.place is not None else "packs.nothing"
        return line(code, lang, "derived", below=_remarks(one, lang), name=found.name, count=str(one.problems))
    title = f": {pack.title.get(lang)}" if pack.title is not None else ""
    name = found.name if found.name == pack.id else say("packs.other_name", lang, name=found.name, id=pack.id)
    return line("packs.pack", lang, "derived", below=_remarks(one, lang), name=name, version=pack.version, title=title)


def _remarks(one: ListedPack, lang: str) -> Iterator[Line]:
    pack, found = one.pack, one.found
    if found.shadowed:
        yield line("packs.shadowed", lang, "note")
    if pack is not None and pack.parent is not None:
        yield line("packs.extends", lang, "note", pack=pack.parent.id, version=pack.parent.version)
    if one.standings:
        told = [say(f"packs.{standing}", lang, count=str(count)) for standing, count in one.standings.items()]
        yield line("packs.elements", lang, "note", told=listed(told, lang))
    if found.origin == VARIABLE:
        yield line("packs.in", lang, "note", place=str(found.place))
    elif found.origin == "ringrose":
        yield line("packs.shipped", lang, "note")
    else:
        yield line("packs.installed", lang, "note", by=found.origin)
