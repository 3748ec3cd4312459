"""The packs that we ship."""

from pathlib import Path

import pytest

from ringrose import load_pack
from ringrose.authoring.trials.reading import files_of_tests, load_tests

RULES = Path(__file__).parents[2] / "rules"
FOLDERS = sorted(path.parent for path in RULES.glob("*/pack.yaml"))
with pytest.MonkeyPatch.context() as while_collecting:
    while_collecting.setenv("RINGROSE_CACHE", "")  # no fixture has taken care of it yet
    PACKS = {folder.name: load_pack(folder) for folder in FOLDERS}
TESTS = {folder.name: load_tests(folder, PACKS[folder.name]) if files_of_tests(folder) else () for folder in FOLDERS}
