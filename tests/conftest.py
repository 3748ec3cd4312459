"""What all tests share."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """The tests, and the programs that they start, keep what they read in a folder of their own."""
    before = os.environ.get("RINGROSE_CACHE")
    os.environ["RINGROSE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ["RINGROSE_CACHE"]
    else:
        os.environ["RINGROSE_CACHE"] = before
