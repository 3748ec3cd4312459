"""The exact problems of files that are wrong; ``UPDATE_GOLDEN=1`` writes the expected ones anew."""

import os
from pathlib import Path

import pytest

from ringrose.files import check_path

BAD = Path(__file__).parent / "bad"
NAMES = sorted(p.name for p in BAD.iterdir() if p.suffix != ".txt")


@pytest.mark.parametrize("name", NAMES)
def test_problems(name, small, monkeypatch):
    """Every problem of a bad file is told in one go, each on one line with its place, and in order."""
    monkeypatch.chdir(BAD)
    told = "".join(f"{problem}\n" for problem in check_path(name, pack=small))
    expected = BAD / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(told, encoding="utf-8", newline="\n")
    assert told == expected.read_text(encoding="utf-8")


def test_nothing_is_left_over():
    """Every expected output belongs to a bad file."""
    assert sorted(p.stem for p in BAD.glob("*.txt")) == NAMES
