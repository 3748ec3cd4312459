"""Waivers: which remarks they accept, and which accept nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ringrose.authoring.checks.codes import CODES
from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.errors import Path, nearest, one_of

__all__ = ["Waivers"]


class Waivers:
    """The waivers of a pack; it remembers which of them were asked for in vain."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self._stated: dict[Path, tuple[str, Mapping[str, str]]] = {}
        self._needed: set[tuple[Path, str]] = set()
        pack = checked.written
        self._stated["pack",] = (pack.id, pack.waive)
        for name, kind in pack.vocabulary.types.items():
            self._stated["vocabulary", "facts", name] = (name, kind.waive)
        for element in pack.elements:
            path = ("elements", element.id)
            self._stated[path] = (element.id, element.waive)
            for number, criterion in enumerate(element.criteria):
                self._stated[(*path, "criteria", number)] = (f"{element.id}.{criterion.id}", criterion.waive)
            for number, rule in enumerate(element.rules):
                self._stated[(*path, "rules", number)] = (f"{element.id}.{rule.id}", rule.waive)

    def reason(self, remark: Remark) -> str | None:
        """The reason for which a remark is accepted: in the thing that it is about, else in pack.yaml; None where it is not."""
        thing = next((remark.path[:length] for length in range(len(remark.path), 0, -1) if remark.path[:length] in self._stated), ("pack",))
        for path in (thing, ("pack",)):
            if remark.code in self._stated[path][1]:
                self._needed.add((path, remark.code))
                return self._stated[path][1][remark.code]
        return None

    def remarks(self) -> Iterator[Remark]:
        """The waivers that name no code, and those that accepted nothing, after all remarks were asked for."""
        for path, (about, waive) in self._stated.items():
            for code in waive:
                here = (*path, "waive", code)
                if code not in CODES:
                    why = nearest(code, CODES) or one_of(CODES)
                    yield Remark("unknown-waiver", here, about, f"There is no code `{code}`", why, at_key=True)
                elif (path, code) not in self._needed and (self.checked.searches or not CODES[code].searched):
                    what = f"The waiver of `{code}` in `{about}` is not needed"
                    yield Remark("needless-waiver", here, about, what, "The check finds no such thing there", "Take it out", at_key=True)
