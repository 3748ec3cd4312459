"""What differs in one slot only is told together."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

__all__ = ["in_natural_order", "together"]

Item = TypeVar("Item")


def together(items: Iterable[Item], shape: Callable[[Item], tuple[Hashable, Mapping[str, str]]]) -> list[tuple[str | None, list[Item]]]:
    """Group items whose slots agree in all but one; each group comes with the slot in which its items differ, if any.

    ``shape`` gives what must be equal in any case, and the slots as they are shown, in order. Among items that are equal in any case
    the slot is chosen that leaves the fewest groups, and of several such the first.
    """
    kinds: dict[Hashable, list[tuple[Item, Mapping[str, str]]]] = {}
    for item in items:
        rest, slots = shape(item)
        kinds.setdefault((rest, tuple(slots)), []).append((item, slots))
    groups: list[tuple[str | None, list[Item]]] = []
    for kind in kinds.values():
        names: list[str | None] = [None, *kind[0][1]]
        parted = [(name, _parted(kind, name)) for name in names]
        slot, parts = min(parted, key=lambda part: len(part[1]))
        groups += [(slot, part) for part in parts]
    return groups


def _parted(kind: list[tuple[Item, Mapping[str, str]]], slot: str | None) -> list[list[Item]]:
    parts: dict[tuple[str, ...], list[Item]] = {}
    for item, slots in kind:
        parts.setdefault(tuple(shown for name, shown in slots.items() if name != slot), []).append(item)
    return list(parts.values())


def in_natural_order(values: Iterable[tuple[object, str]]) -> list[str]:
    """The shown texts of values, each once: numbers by size, texts as a reader sorts them (``part 9`` before ``part 10``)."""
    once = {shown: value for value, shown in values}
    return sorted(once, key=lambda shown: _natural(once[shown], shown))


def _natural(value: object, shown: str) -> tuple[int, float, list[tuple[int, int, str]], str]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (0, value, [], shown)
    # Text and digits take turns; of two runs of digits the shorter is less, so that a long one is never made a number.
    parts = [(part.lstrip("0"), i % 2) for i, part in enumerate(re.split(r"(\d+)", shown.casefold()))]
    return (1, 0, [(digits, len(part) if digits else 0, part) for part, digits in parts], shown)
