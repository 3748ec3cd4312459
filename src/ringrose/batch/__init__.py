"""Many cases at once: chunks that are judged here, by several processes or by a cluster, and written so that nothing is lost or doubled.

Names are loaded when they are first used, so that importing costs almost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringrose.batch.batching import BatchReport as BatchReport
    from ringrose.batch.batching import Progress as Progress
    from ringrose.batch.batching import assess_batch as assess_batch
    from ringrose.batch.rejected import Rejected as Rejected

_HOME_OF = {
    "BatchReport": "ringrose.batch.batching",
    "Progress": "ringrose.batch.batching",
    "Rejected": "ringrose.batch.rejected",
    "assess_batch": "ringrose.batch.batching",
}

__all__ = ["BatchReport", "Progress", "Rejected", "assess_batch"]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'ringrose.batch' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
