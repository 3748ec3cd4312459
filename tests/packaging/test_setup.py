"""tools/setup.py, which sets up what `make demo` and `make test` need."""

import importlib.util
import json
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def setup(tmp_path, monkeypatch):
    """The set-up script as a module, with its environment in a temporary directory."""
    spec = importlib.util.spec_from_file_location("ringrose_setup", ROOT / "tools" / "setup.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]")
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / "venv"))
    monkeypatch.setattr(module, "PYTHON", str(tmp_path / "venv" / "bin" / "python"))
    monkeypatch.setattr(module, "STAMP", str(tmp_path / "venv" / "stamp.json"))
    return module


@pytest.fixture
def commands(setup, monkeypatch):
    """The commands that the script would run, and their additions to the environment."""
    ran = []

    def run(command, **environment):
        ran.append((command, environment))
        if "venv" in command:
            (Path(setup.VENV) / "bin").mkdir(parents=True, exist_ok=True)
            Path(setup.PYTHON).touch()

    monkeypatch.setattr(setup, "run", run)
    monkeypatch.setattr(setup, "missing", lambda: "")
    return ran


def test_nothing_is_missing_here(setup):
    """On the machine that runs the tests, nothing is missing."""
    assert setup.missing() == ""


def test_an_old_python_is_told(setup, monkeypatch):
    """A Python before 3.11 is told in one sentence which one to name."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit) as exit:
        setup.main("run")
    assert "needs Python 3.11 or later" in exit.value.code
    assert "make demo PYTHON=python3.11" in exit.value.code


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_missing_venv_is_told(setup, monkeypatch, module):
    """A Python without venv or ensurepip is told what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    assert "-venv)" in setup.missing()


def test_a_missing_compiler_is_told(setup, monkeypatch):
    """A machine without a C compiler is told what to install."""
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    assert "build-essential" in setup.missing()
    assert "xcode-select --install" in setup.missing()


def test_the_compiler_in_cc_is_taken(setup, monkeypatch):
    """The compiler named in CC is taken, with its arguments, and no other where it does not exist."""
    monkeypatch.setattr(setup.shutil, "which", lambda name: name if name == "gcc" else None)
    monkeypatch.setenv("CC", "gcc -O1")
    assert setup.compiler() == "gcc -O1"
    monkeypatch.setenv("CC", "no-such-compiler")
    assert setup.compiler() == ""
    assert setup.missing() == "The C compiler that CC names (no-such-compiler) was not found: correct or unset CC."


def test_missing_headers_are_told(setup, monkeypatch, tmp_path):
    """A Python without its headers is told what to install."""
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    assert "Python.h" in setup.missing()
    assert "-dev)" in setup.missing()


def test_set_up_runs_once(setup, commands):
    """A second run does nothing, and a set-up for the tests serves the demo too."""
    setup.main("dev")
    assert any("--group" in command for command, _ in commands)
    commands.clear()
    setup.main("dev")
    setup.main("run")
    assert commands == []


def test_a_demo_set_up_does_not_serve_the_tests(setup, commands):
    """A set-up for the demo is made anew for the tests."""
    setup.main("run")
    commands.clear()
    setup.main("dev")
    assert commands


@pytest.mark.parametrize("change", ["pyproject.toml", "stamp", "python"])
def test_set_up_runs_again_after_a_change(setup, commands, tmp_path, change):
    """Set-up runs again when pyproject.toml, the stamp or the environment's Python has changed."""
    setup.main("run")
    commands.clear()
    if change == "pyproject.toml":
        (tmp_path / change).write_text("[project]\nname = 'x'")
    elif change == "stamp":
        Path(setup.STAMP).write_text("{")
    else:
        Path(setup.PYTHON).unlink()
    setup.main("run")
    assert commands


def test_the_engine_is_built_by_its_new_name_from_3_13_on(setup, commands, monkeypatch):
    """From Python 3.13 on durable-rules is built with the flag that it needs there, and never from the cache."""
    monkeypatch.setattr(setup, "RENAMED_SINCE", (3, 11))
    monkeypatch.setenv("CPPFLAGS", "-DMINE")
    setup.main("run")
    command, environment = commands[-1]
    assert command[-1] == ".[durable]"
    assert "--no-cache-dir" in command
    assert environment["CPPFLAGS"] == "-DMINE -DPyEval_CallObject=PyObject_CallObject"


def test_a_command_that_fails_shows_what_it_said(setup, capfd):
    """A command that fails ends the set-up and shows its output, and leaves no stamp."""
    with pytest.raises(SystemExit, match="Setting up failed at"):
        setup.run([sys.executable, "-c", "print('out'); raise SystemExit(3)"])
    assert capfd.readouterr().err == "out\n"
    assert setup.installed() == []


def test_a_command_that_works_is_quiet(setup, capfd):
    """A command that works shows nothing and sees the additions to its environment."""
    setup.run([sys.executable, "-c", "import os; print('no'); assert os.environ['CC'] == 'x'"], CC="x")
    assert capfd.readouterr() == ("", "")


def test_the_stamp_names_the_python(setup, commands):
    """The stamp tells with which Python the environment was made."""
    setup.main("run")
    assert json.loads(Path(setup.STAMP).read_text())["state"]["python"] == sys.version
