"""Rules that can never fire, and criteria about which therefore nothing can be concluded."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.checks.exhausting import exhausted
from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.errors import listing
from ringrose.model.pack import Derives

__all__ = ["criteria", "rules", "without_example"]


def without_example(checked: Checked) -> frozenset[str]:
    """The rules that fire in no case, as far as can be tried: all that could matter was tried, and no reason is known."""
    unknown = (name for name, _, _ in checked.pack.rules() if name not in checked.contradictions and name not in checked.fired)
    return frozenset(name for name in unknown if exhausted(checked, name))


def rules(checked: Checked) -> Iterator[Remark]:
    """Rules that can never fire."""
    for place in checked.rules():
        contradiction = checked.contradictions.get(place.name)
        if contradiction is not None:
            path = (*place.path, "unless" if contradiction.in_unless else "if", contradiction.condition)
            why = contradiction.why[0].upper() + contradiction.why[1:]
            hint = "Change what contradicts, or take the rule out"
            yield Remark("never-fires", path, place.name, f"The rule `{place.name}` can never fire", why, hint)
        elif place.name in checked.silent:
            what = f"No example was found of a case in which the rule `{place.name}` fires"
            why = "All facts that could matter were tried, in cases of several sizes"
            yield Remark("no-example-fires", (*place.path, "if"), place.name, what, why, "Look for conditions that exclude each other")


def criteria(checked: Checked) -> Iterator[Remark]:
    """Criteria that nothing can satisfy or violate, as far as their roles ask for it."""
    for element in checked.written.elements:
        for number, criterion in enumerate(element.criteria):
            name, path = f"{element.id}.{criterion.id}", ("elements", element.id, "criteria", number)
            live: list[tuple[str, str]] = []
            dead: list[tuple[str, str]] = []
            for rule in element.rules:
                if not isinstance(rule.then, Derives) and rule.then.criterion == criterion.id:
                    (dead if f"{element.id}.{rule.id}" in checked.silent else live).append(
                        (rule.then.polarity, f"`{element.id}.{rule.id}`")
                    )
            can = {polarity for polarity, _ in live}
            if not can:
                why = f"{_never(dead)}, so it stays unknown in every case"
                yield Remark("never-known", path, name, f"Nothing can be concluded about `{name}`", why, "Write a rule, or take it out")
                continue
            if criterion.role == "essential" and "satisfies" not in can:
                why = f"{_never(dead, 'satisfies')}, so `{element.id}` can never be met"
                hint = "Write a rule that satisfies it, or give it role: safeguard"
                yield Remark("never-satisfied", path, name, f"Nothing can satisfy `{name}`, which is essential", why, hint)
            if criterion.role != "informative" and "violates" not in can:
                word = "essential" if criterion.role == "essential" else "a safeguard"
                why = f"{_never(dead, 'violates')}, so it never makes `{element.id}` fail"
                hint = "Write a rule that violates it, or give it role: informative"
                yield Remark("never-violated", path, name, f"Nothing can violate `{name}`, which is {word}", why, hint)


def _never(dead: list[tuple[str, str]], polarity: str = "") -> str:
    names = [name for known, name in dead if polarity in ("", known)]
    does = {"satisfies": "satisfies it", "violates": "violates it", "": "concludes anything about it"}[polarity]
    return f"Only {listing(names)} would, and cannot fire" if names else f"No rule {does}"
