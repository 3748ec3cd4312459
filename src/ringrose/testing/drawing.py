"""Choices: each is drawn as a number below another, by Hypothesis or by a seeded generator; 0 is the simplest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

__all__ = ["Dice"]

T = TypeVar("T")


class Dice:
    """Draws from a source of randomness; 0 is the simplest outcome of every draw, so Hypothesis shrinks towards that."""

    def __init__(self, source: Random | Callable[[int], int]) -> None:
        self.below: Callable[[int], int] = source.randrange if isinstance(source, Random) else source

    def part(self, make: Callable[[], T]) -> T:
        """What is made by draws that belong together, so that all of them can be left out at once."""
        return make()

    def chance(self, percent: int) -> bool:
        """True so many times out of a hundred."""
        return self.below(100) >= 100 - percent

    def pick(self, values: Sequence[T]) -> T:
        """One of them."""
        return values[self.below(len(values))]

    def weighted(self, values: Sequence[T], weights: Sequence[int]) -> T:
        """One of them; the weights sum up to 100."""
        n = self.below(100)
        for value, weight in zip(values, weights, strict=True):
            n -= weight
            if n < 0:
                return value
        raise AssertionError("the weights do not sum up to 100")

    def how_many(self, numbers: Sequence[int], weights: Sequence[int]) -> int:
        """One of these numbers of parts that are made next."""
        return self.weighted(numbers, weights)

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """So many different ones of them (or all, if there are fewer), in any order."""
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]
