"""Criteria that one case can satisfy and violate, with the smallest example."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product

from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.errors import listing
from ringrose.meaning.reading import Reading
from ringrose.model.pack import Derives

__all__ = ["criteria"]


def criteria(checked: Checked) -> Iterator[Remark]:
    """Criteria that can be contested."""
    for element in checked.written.elements if checked.searches else ():
        for number, criterion in enumerate(element.criteria):
            sides: dict[str, list[str]] = {"satisfies": [], "violates": []}
            for rule in element.rules:
                name = f"{element.id}.{rule.id}"
                if not isinstance(rule.then, Derives) and rule.then.criterion == criterion.id and name not in checked.silent:
                    sides[rule.then.polarity].append(name)
            found = list(_pairs(checked, sides["satisfies"], sides["violates"]))
            if not found:
                continue
            remark = found[0]
            others = [f"`{one}` and `{other}`" for one, other in found[1:]]
            name, path = f"{element.id}.{criterion.id}", ("elements", element.id, "criteria", number)
            why = f"`{remark[0]}` and `{remark[1]}` can fire together" + (f"; so can {listing(others)}" if others else "")
            hint = "Put what breaks it into `unless` of the rule that satisfies it, or waive it and say why both may be shown"
            example = checked.looking.smallest(remark, partial(_both, one=remark[0], other=remark[1]))
            yield Remark("satisfied-and-violated", path, name, f"One case can satisfy and violate `{name}`", why, hint, example=example)


def _pairs(checked: Checked, satisfying: list[str], violating: list[str]) -> Iterator[tuple[str, str]]:
    """The pairs of rules that were seen to fire together."""
    for one, other in product(satisfying, violating):
        if checked.looking.drawn((one, other), partial(_both, one=one, other=other)) is not None:
            yield one, other


def _both(reading: Reading, one: str, other: str) -> bool:
    return bool(reading.fired[one]) and bool(reading.fired[other])
