"""What all tests share."""

import os
import sys

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no failure; and where CI runs, the same examples are drawn each time, so that what passed before it passes there.
settings.register_profile("ringrose", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ringrose")

# Colours are for the tests that ask for them, whatever the machine that runs them asks for.
for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
    os.environ.pop(name, None)


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


@pytest.hookimpl(hookwrapper=True, trylast=True)
def pytest_runtest_call(item):
    """Measure nothing in tests that are marked ``no_cover``: pytest-cov starts twice in each process of xdist, and pauses once."""
    measuring = sys.gettrace() if item.get_closest_marker("no_cover") else None
    if measuring is not None:
        sys.settrace(None)
    yield
    if measuring is not None:
        sys.settrace(measuring)
