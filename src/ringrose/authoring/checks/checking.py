"""All checks of a pack, one after the other: what they find, what of it is waived, and what could not be looked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path as Folder
from typing import Any

from attrs import evolve, field, frozen

from ringrose.authoring.changelog import read_changelog
from ringrose.authoring.checks import absence, containing, contesting, firing, released, texts, tried, vocabulary
from ringrose.authoring.checks.codes import CODES, WEIGHTS
from ringrose.authoring.checks.looking import Looking, has_hypothesis
from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.authoring.checks.waiving import Waivers
from ringrose.authoring.trials.reading import files_of_tests, load_tests
from ringrose.errors import Flaw, Problem
from ringrose.files.documents import MAX_BYTES
from ringrose.files.packs import PlacedPack, placed_pack
from ringrose.model.case import Case
from ringrose.model.case_content import case_to_dict
from ringrose.model.pack import Pack

__all__ = ["CHECKS", "EXAMPLES", "Found", "PackCheck", "check_pack_of", "remarks_on"]

EXAMPLES = 100
"""How many cases are drawn for each thing that is looked for."""

CHECKS: tuple[Callable[[Checked], Iterator[Remark]], ...] = (
    firing.rules,
    firing.criteria,
    containing.rules,
    contesting.criteria,
    absence.rules,
    vocabulary.types,
    vocabulary.attributes,
    vocabulary.aliases,
    vocabulary.references,
    vocabulary.parameters,
    texts.there,
    texts.languages,
    texts.examples,
    texts.sources,
    tried.rules,
    released.version,
)


@frozen
class Found:
    """One thing that was found: its code, the thing that it is about, where it stands and what to do, the smallest case that shows it.

    ``waived`` is the reason for which it is accepted, if it is.
    """

    code: str
    about: str
    problem: Problem
    example: Case | None = field(default=None, repr=False)
    waived: str | None = None

    @property
    def weight(self) -> str:
        """How much it weighs: wrong, weak or missing."""
        return CODES[self.code].weight

    def to_dict(self) -> dict[str, Any]:
        """What was found, as JSON has it."""
        problem = self.problem
        return {
            "code": self.code,
            "weight": self.weight,
            "about": self.about,
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "what": problem.what,
            "why": problem.why,
            "hint": problem.hint,
            "example": case_to_dict(self.example) if self.example is not None else None,
            "waived": self.waived,
        }


@frozen
class PackCheck:
    """What the checks of a pack found, in the order of its files. ``searched``: Hypothesis looked for examples."""

    pack: Pack
    found: tuple[Found, ...]
    searched: bool
    seed: int
    examples: int

    @property
    def open(self) -> tuple[Found, ...]:
        """What is not waived."""
        return tuple(one for one in self.found if one.waived is None)

    @property
    def waived(self) -> tuple[Found, ...]:
        """What is waived."""
        return tuple(one for one in self.found if one.waived is not None)

    def to_dict(self) -> dict[str, Any]:
        """The answer in format ``pack-check/1``."""
        return {
            "ringrose": "pack-check/1",
            "pack": self.pack.named,
            "seed": self.seed,
            "examples": self.examples,
            "searched": self.searched,
            "summary": {**{weight: sum(1 for one in self.open if one.weight == weight) for weight in WEIGHTS}, "waived": len(self.waived)},
            "found": [one.to_dict() for one in self.found],
        }


def check_pack_of(source: str | os.PathLike[str], *, seed: int = 0, examples: int = EXAMPLES, max_bytes: int = MAX_BYTES) -> PackCheck:
    """Check the pack of a name or a folder. The same seed and number of examples give the same answer.

    Raises `PackNotFound` where there is none, and `InputError` with every problem of its files, tests and changelog.
    """
    placed = placed_pack(source, max_bytes)
    searches = has_hypothesis()
    looking = Looking(placed.pack, seed, examples)
    tests = load_tests(placed.folder, placed.pack, max_bytes=max_bytes) if files_of_tests(placed.folder) else ()
    checked = Checked(placed.pack, looking, searches, tests, read_changelog(placed.folder, max_bytes=max_bytes))
    waivers = Waivers(checked)
    told = [_found(placed, remark, waivers.reason(remark)) for remark in _own(placed, remarks_on(checked), waivers, seed, examples)]
    told += [_found(placed, remark, None) for remark in waivers.remarks() if not placed.is_inherited(_flaw(remark))]
    order = {code: number for number, code in enumerate(CODES)}
    order_of_files = {
        file: number for number, file in enumerate(dict.fromkeys(sorted({one.problem.file for one in told}, key=_file_order(placed))))
    }
    told.sort(key=lambda one: (order_of_files[one.problem.file], one.problem.line or 0, one.problem.column or 0, order[one.code]))
    return PackCheck(placed.pack, tuple(told), searches, seed, examples)


def remarks_on(checked: Checked) -> Iterator[Remark]:
    """What all checks say of a pack, without what is said of waivers."""
    for check in CHECKS:
        yield from check(checked)


def _file_order(placed: PlacedPack) -> Callable[[str], tuple[int, str]]:
    """pack.yaml first, then the vocabulary, then elements as the pack has them."""
    names = ["pack", "vocabulary", *(element.id for element in placed.pack.elements)]

    def order(file: str) -> tuple[int, str]:
        stem = Folder(file).stem
        return (names.index(stem) if stem in names else len(names)), file

    return order


def _own(placed: PlacedPack, remarks: Iterable[Remark], waivers: Waivers, seed: int, examples: int) -> Iterator[Remark]:
    """The remarks on what the pack itself says, and those on what its parent says that the parent does not have."""
    of_parent: set[tuple[str, str]] | None = None
    for remark in remarks:
        reason = waivers.reason(remark)
        if not placed.is_inherited(_flaw(remark)):
            yield remark
        elif CODES[remark.code].caused and reason is None and placed.pack.parent is not None:
            if of_parent is None:
                parent = placed.pack.parent
                seen = Checked(parent, Looking(parent, seed, examples), waivers.checked.searches)
                of_parent = {(one.code, one.about) for one in remarks_on(seen)}
            if (remark.code, remark.about) not in of_parent:
                yield remark


def _flaw(remark: Remark) -> Flaw:
    return Flaw(remark.path, remark.what, remark.why, remark.hint, at_key=remark.at_key)


def _found(placed: PlacedPack, remark: Remark, waived: str | None) -> Found:
    problem = placed.told(_flaw(remark))
    if remark.file is not None:
        problem = evolve(problem, file=str(placed.folder / remark.file), line=remark.line, column=1)
    return Found(remark.code, remark.about, problem, remark.example, waived)
