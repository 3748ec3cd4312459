"""What a test is given: a small case of which only what matters is written, or a case file and what is added to it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path as Folder
from typing import Any

from attrs import evolve, frozen

from ringrose.errors import Flaw, InputError, Problem
from ringrose.files.case_shape import shape_case
from ringrose.files.cases import load_case
from ringrose.files.documents import document_of
from ringrose.files.structure import mapping_flaw
from ringrose.model.case import Case
from ringrose.model.check_case import examine_case
from ringrose.model.pack import Pack
from ringrose.model.values import show

__all__ = ["DEFAULTS", "Given", "Givens"]

DEFAULTS: Mapping[str, Any] = {
    "ringrose": "case/1",
    "id": "test",
    "partners": [{"id": "alpha", "name": "Alpha", "country": "ID"}, {"id": "beta", "name": "Beta", "country": "KR"}],
    "review": {"from": 2018, "to": 2020},
    "fields": [{"id": "health", "name": "Health"}, {"id": "education", "name": "Education"}],
}
"""What ``given`` leaves out where it names no case file."""

_EXAMPLE = "{facts: [{id: trip, fact: visit, by: alpha, year: 2018}]}"


@frozen(eq=False)
class Given:
    """The case that a test is given (None where it cannot be used), the flaws of ``given``, and the problems of the file that it names."""

    case: Case | None
    flaws: tuple[Flaw, ...] = ()
    problems: tuple[Problem, ...] = ()


class Givens:
    """Reads what the tests of one file are given; ``folder`` is where that file stands."""

    def __init__(self, folder: Folder, pack: Pack, max_bytes: int) -> None:
        self.folder, self.pack, self.max_bytes = folder, pack, max_bytes
        self._cases: dict[str, Given] = {}

    def read(self, given: Any) -> Given:
        """The case of a ``given``."""
        if not isinstance(given, Mapping):
            return Given(None, (mapping_flaw(given, _EXAMPLE),))
        stated = {key: value for key, value in given.items() if value is not None}
        named = stated.pop("case", None)
        if named is None:
            return self._case({**DEFAULTS, **stated}, {})
        if not isinstance(named, str):
            what = f"The path of a case file is needed here, and {show(named)} stands here"
            return Given(None, (Flaw(("case",), what, "", "Write for instance {case: ../cases/one.yaml}"),))
        if named not in self._cases:
            self._cases[named] = self._of_file(named)
        found = self._cases[named]
        if found.case is None or not stated:
            return found
        return self._case(*_added(document_of(self._place(named), self.max_bytes, "case").value, stated))

    def _place(self, named: str) -> Folder:
        return Folder(os.path.normpath(self.folder / named))

    def _of_file(self, named: str) -> Given:
        file = self._place(named)
        if not file.is_file():
            return Given(None, (Flaw(("case",), f"There is no case file `{named}`", "It is sought from the folder of this file"),))
        try:
            return Given(load_case(file, pack=self.pack, max_bytes=self.max_bytes))
        except InputError as error:
            return Given(None, (), error.problems)

    def _case(self, value: Mapping[str, Any], places: Mapping[str, Mapping[int, int]]) -> Given:
        """The case of a mapping; ``places`` are, for each list that was added to, where its new entries stand in ``given``."""
        draft = shape_case(value)
        assert draft.case is not None, "a mapping always gives a case, however much of it is missing"
        case, found = examine_case(draft.case, self.pack, draft.hidden)
        flaws = tuple(_seen_from_given([*draft.flaws, *map(draft.seen_from_file, found)], places))
        return Given(None, flaws) if flaws else Given(case.marked(str(self.pack.digest)))


def _added(base: Mapping[str, Any], more: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[int, int]]]:
    """A case with more: entries of lists are added (one with the id of another stands in its place), all else is put in its place."""
    whole = dict(base)
    places: dict[str, dict[int, int]] = {}
    for key, value in more.items():
        before = whole.get(key)
        whole[key] = value
        if isinstance(value, list | tuple) and isinstance(before, list | tuple):
            entries = list(before)
            taken: dict[str | None, int] = {id: n for n, entry in enumerate(before) if (id := _id(entry)) is not None}
            for n, entry in enumerate(value):
                at = taken.pop(_id(entry), len(entries))
                entries[at : at + 1] = [entry]
                places.setdefault(key, {})[at] = n
            whole[key] = entries
    return whole, places


def _id(entry: object) -> str | None:
    id = entry.get("id") if isinstance(entry, Mapping) else None
    return id if isinstance(id, str) else None


def _seen_from_given(flaws: list[Flaw], places: Mapping[str, Mapping[int, int]]) -> Iterator[Flaw]:
    """The flaws with their paths as ``given`` has them; what the case file states is told at ``given`` itself."""
    for flaw in flaws:
        section, *rest = flaw.path or ("",)
        if section in places and rest and isinstance(rest[0], int):
            at = places[str(section)].get(rest[0])
            yield evolve(flaw, path=() if at is None else (section, at, *rest[1:]))
        else:
            yield flaw
