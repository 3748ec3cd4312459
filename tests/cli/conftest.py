"""What the tests of the command line share."""

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from ringrose.cli import main

ROOT = Path(__file__).parents[2]


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def examples():
    """The folder of the examples."""
    return ROOT / "examples"


@pytest.fixture
def seed(examples):
    """The case of the seed, as a command takes it."""
    return str(examples / "semarang-jung-gu.yaml")


@pytest.fixture
def ringrose(capsysbinary, monkeypatch):
    """Run the command line in this process, on a page as wide as the default."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments):
        code = main(arguments)
        out, err = capsysbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return run


@pytest.fixture
def standard_input(monkeypatch):
    """Set what standard input says in this process; None closes it."""

    def say(data):
        monkeypatch.setattr(sys, "stdin", None if data is None else SimpleNamespace(buffer=io.BytesIO(data)))

    return say


@pytest.fixture
def shell(tmp_path):
    """Run the command line in a process of its own; ``ending`` is the shell's end of the command, such as a redirection."""

    def run(*arguments, ending="", environment=(), **options):
        command = ["sh", "-c", f'exec "$@" {ending}', "sh", sys.executable, "-m", "ringrose", *arguments]
        env = {k: v for k, v in os.environ.items() if k not in ("PYTHONIOENCODING", "PYTHONUTF8", "COLUMNS", "NO_COLOR")}
        env.update(environment)
        return subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, check=False, timeout=60, **options)

    return run


@pytest.fixture
def case_file(tmp_path, monkeypatch):
    """Write a case file into an empty current directory and give its name."""
    monkeypatch.chdir(tmp_path)

    def write(text, name="case.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write
