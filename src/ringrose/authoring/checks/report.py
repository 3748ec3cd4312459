"""What the checks of a pack found, as lines of text; and the catalogue of codes."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ringrose.authoring.checks.checking import Found, PackCheck
from ringrose.authoring.checks.codes import CODES, WEIGHTS
from ringrose.authoring.yaml_text import mapping
from ringrose.errors import listing, one_line
from ringrose.model.case_content import case_to_dict

__all__ = ["catalogue", "lines"]


def lines(check: PackCheck, *, waived: bool = False) -> Iterator[str]:
    """One line for each thing found, with the example under it, and one for all; ``waived``: also what is waived, with its reason."""
    for one in check.found:
        if one.waived is None or waived:
            yield from _lines(one)
    if not check.searched:
        names = listing([f"`{code.name}`" for code in CODES.values() if code.searched])
        yield f'{names} and examples were not looked for: this needs Hypothesis. Write: pip install "ringrose[testing]"'
    yield f"{check.pack.id}: {_summary(check)}"


def _lines(found: Found) -> Iterator[str]:
    word = found.code if found.waived is None else f"waived: {found.code}"
    yield str(evolve(found.problem, what=f"{word}: {found.problem.what}"))
    if found.waived is not None:
        yield f"  Reason: {one_line(found.waived.strip())}"
    elif found.example is not None:
        yield "  Such a case:"
        for line in mapping(case_to_dict(found.example)).splitlines():
            yield f"    {line}"


def _summary(check: PackCheck) -> str:
    waived = f", {len(check.waived)} waived" if check.waived else ""
    if not check.open:
        return f"nothing found{waived}"
    counted = [(sum(1 for one in check.open if one.weight == weight), weight) for weight in WEIGHTS]
    told = listing([f"{count} {weight}" for count, weight in counted if count])
    return f"{len(check.open)} found: {told}{waived}"


def catalogue() -> Iterator[str]:
    """Each code and what it says, by weight."""
    width = max(map(len, CODES))
    for weight, why in WEIGHTS.items():
        yield f"{weight}: {why}"
        for code in CODES.values():
            if code.weight == weight:
                yield f"  {code.name:{width}}  {code.told}"
