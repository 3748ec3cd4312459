"""The packs that we ship."""

from pathlib import Path

from ringrose import load_pack
from tests.rules.runner import read_tests

RULES = Path(__file__).parents[2] / "rules"
FOLDERS = sorted(path.parent for path in RULES.glob("*/pack.yaml"))
PACKS = {folder.name: load_pack(folder) for folder in FOLDERS}
TESTS = {folder.name: list(read_tests(folder)) for folder in FOLDERS}
