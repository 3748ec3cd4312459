"""Cohen's kappa, by scikit-learn; nothing else here needs that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

__all__ = ["FEWEST", "Untold", "kappa"]

FEWEST = 2
"""Below so many pairs nothing is told of them."""

Untold = Literal["", "few", "one_status", "not_installed"]
"""Why kappa cannot be told: of too few pairs; where all on both sides have one status (it is 0 divided by 0 then); without scikit-learn."""


def kappa(one: Sequence[str], other: Sequence[str]) -> tuple[float | None, Untold]:
    """Cohen's kappa of two sequences of judgements of the same things; or None, and why."""
    if len(one) < FEWEST:
        return None, "few"
    if len({*one, *other}) == 1:
        return None, "one_status"
    try:
        from sklearn.metrics import cohen_kappa_score
    except ImportError:
        return None, "not_installed"
    return float(cohen_kappa_score(one, other)), ""
