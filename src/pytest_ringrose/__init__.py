"""The pytest plugin of ringrose: it runs the tests of packs, where it is asked to. Until then it imports nothing of ringrose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

__all__ = ["pytest_addoption", "pytest_collect_file"]

NAMES = ("pack.yaml", "pack.yml", "pack.json")
SUFFIXES = (".yaml", ".yml", ".json")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option ``--ringrose`` and the setting ``ringrose`` of the same meaning."""
    told = "Run the tests of ringrose packs: the files in a folder `tests` beside a pack.yaml."
    parser.getgroup("ringrose").addoption("--ringrose", action="store_true", default=False, help=told)
    parser.addini("ringrose", told, type="bool", default=False)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of tests of a pack, where that is asked for: nobody's test run finds more because ringrose is installed."""
    if file_path.suffix not in SUFFIXES or file_path.parent.name != "tests":
        return None
    if not (parent.config.getoption("ringrose") or parent.config.getini("ringrose")):
        return None
    if not any((file_path.parent.parent / name).is_file() for name in NAMES):
        return None
    from pytest_ringrose.collecting import collector

    return collector(file_path, parent)
