"""Fixtures of the tests of reading."""

from pathlib import Path

import pytest

from ringrose.files import load_pack

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def small():
    """The small pack of these tests, with an attribute of every type."""
    return load_pack(HERE / "good" / "pack")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory, monkeypatch):
    """No test reads or fills the cache of whoever runs it."""
    monkeypatch.setenv("RINGROSE_CACHE", str(tmp_path_factory.mktemp("cache")))
