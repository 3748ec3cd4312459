"""Numbers as a language writes them."""

from __future__ import annotations

__all__ = ["decimal", "percent", "whole"]

_SWAPPED = str.maketrans(",.", ".,")


def whole(count: int, lang: str) -> str:
    """A count: ``1,200``."""
    return _written(f"{count:,}", lang)


def decimal(value: float, lang: str) -> str:
    """A number with two decimals: ``0.80``."""
    return _written(f"{value:.2f}", lang)


def percent(share: float) -> str:
    """A share in whole percent: ``80%``; only nothing is ``0%``, and only all is ``100%``."""
    told = f"{100 * share:.0f}%"
    if told == "0%" and share > 0:
        return "<1%"
    return ">99%" if told == "100%" and share < 1 else told


def _written(text: str, lang: str) -> str:
    return text.translate(_SWAPPED) if lang == "id" else text
