"""Where the pages of a pack stand in a folder, and how one leads to another."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable

from ringrose.authoring.pages.blocks import Key, Target

__all__ = ["Addresses"]

LONGEST = 60  # of a name of a file, for names may be long and file systems set limits in bytes


class Addresses:
    """The path of each page: ``element/rules/rule`` and so on, with an ending; no two differ in case alone."""

    def __init__(self, keys: Iterable[Key], index: str, suffix: str) -> None:
        self.paths: dict[Key, str] = {}
        folders: dict[str, str] = {}
        taken = {index.casefold()}
        for key in keys:
            if key[0] == "pack":
                path = index
            elif key[0] == "element":
                folders[key[1]] = _free(key[1], taken)
                path = f"{folders[key[1]]}/{index}"
            elif len(key) == 3:
                path = _free(f"{folders[key[1]]}/{'criteria' if key[0] == 'criterion' else 'rules'}/{key[2][:LONGEST]}", taken) + suffix
            else:
                path = key[0] + suffix
                taken.add(key[0])
            self.paths[key] = path

    def link(self, page: Key, target: Target) -> str:
        """The way from a page to a target, seen from the folder of the page."""
        if page == target.page and target.part:
            return f"#{target.part}"
        way = posixpath.relpath(self.paths[target.page], posixpath.dirname(self.paths[page]) or ".")
        return f"{way}#{target.part}" if target.part else way


def _free(path: str, taken: set[str]) -> str:
    """The path, or one like it where another is the same to a file system that does not tell capitals or accents apart."""
    base, number = path[: len(path) - max(0, len(path.rpartition("/")[2]) - LONGEST)], 1
    found = base
    while (folded := unicodedata.normalize("NFKC", found).casefold()) in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(folded)
    return found
