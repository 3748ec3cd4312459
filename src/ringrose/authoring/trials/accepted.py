"""What the author says in ``tests/equivalent.yaml``: which mutants mean the same, and what no case can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import define, field

from ringrose.authoring.trials.reading import EQUIVALENT, FOLDER
from ringrose.errors import Flaw, InputError, nearest
from ringrose.files.documents import MAX_BYTES, Document, document_of
from ringrose.files.packs import SUFFIXES
from ringrose.files.structure import Section, mapping_flaw

__all__ = ["Accepted", "load_accepted"]

KEYS = ["equivalent", "impossible"]
_EXAMPLE = "equivalent:, and below it NAME: reason"


@define(eq=False)
class Accepted:
    """The reasons by the names of mutants (``equivalent``) and of points of coverage (``impossible``), and the file that states them."""

    document: Document | None = None
    equivalent: Mapping[str, str] = field(factory=dict)
    impossible: Mapping[str, str] = field(factory=dict)

    def refuse(self, flaws: list[Flaw]) -> None:
        """Raise `InputError` where there are flaws of the file."""
        if flaws:
            assert self.document is not None, "what is not stated has no flaws"
            raise InputError(self.document.told(flaws))

    def unknown(self, key: str, names: Mapping[str, Any], what: str, hint: str) -> Iterator[Flaw]:
        """Tell which names there are not, of those under a key."""
        for name in getattr(self, key):
            if name not in names:
                yield Flaw((key, name), f"There is no {what} `{name}`", nearest(name, names), hint, at_key=True)


def load_accepted(folder: Path, *, max_bytes: int = MAX_BYTES) -> Accepted:
    """What the file ``tests/equivalent.yaml`` of the pack in a folder says; nothing where there is none.

    Raises `InputError` with every problem of its shape.
    """
    files = [file for suffix in SUFFIXES if (file := folder / FOLDER / f"{EQUIVALENT}{suffix}").is_file()]
    if not files:
        return Accepted()
    document = document_of(files[0], max_bytes, EQUIVALENT)
    if not document.readable:
        raise InputError(document.problems)
    if not isinstance(document.value, Mapping):
        raise InputError(document.told([mapping_flaw(document.value, _EXAMPLE)]))
    section = Section(document.value, KEYS)
    found = Accepted(document, *(section.take(key, Mapping[str, str], {}) for key in KEYS))
    problems = document.told([*section.flaws, *_empty(found)])
    if problems:
        raise InputError(problems)
    return found


def _empty(found: Accepted) -> Iterator[Flaw]:
    for key in KEYS:
        for name, reason in getattr(found, key).items():
            if not reason.strip():
                yield Flaw((key, name), "No reason is given", "Whoever reads the tests must be able to judge it", "Write it in a sentence")
