"""Hypothesis strategies for cases of any pack, for those who test what they build on ringrose.

Hypothesis comes with the extra ``testing``: ``pip install "ringrose[testing]"``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringrose.testing.strategies import cases as cases
    from ringrose.testing.strategies import closures as closures
    from ringrose.testing.strategies import facts as facts
    from ringrose.testing.strategies import fields as fields
    from ringrose.testing.strategies import partners as partners
    from ringrose.testing.strategies import reviews as reviews

__all__ = ["cases", "closures", "facts", "fields", "partners", "reviews"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'ringrose.testing' has no attribute {name!r}")
    from importlib import import_module

    try:
        strategies = import_module("ringrose.testing.strategies")
    except ModuleNotFoundError as error:
        if error.name != "hypothesis":
            raise
        raise ModuleNotFoundError('ringrose.testing needs Hypothesis: pip install "ringrose[testing]"', name="hypothesis") from None
    return getattr(strategies, name)
