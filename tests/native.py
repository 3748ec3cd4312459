"""The C extension of durable-rules. A test module that imports this one is skipped where the extension cannot be imported."""

import pytest

__all__ = ["native"]

native = pytest.importorskip(
    "durable_rules_engine",
    reason="durable-rules cannot be imported here; the README says how to get it on Python 3.13 and later",
    exc_type=ImportError,
)
