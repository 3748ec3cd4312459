"""The built wheel, used as a stranger would: from an empty directory."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "semarang-jung-gu.yaml"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built once and without network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel in it; what it depends on is lent by the environment of the tests."""
    home = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    python = home / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--no-compile", "--quiet", wheel],
        check=True,
        capture_output=True,
    )
    (site,) = home.glob("lib/python3*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin"


@pytest.fixture
def stranger(installed, tmp_path):
    """Run a command of the fresh environment in an empty directory."""

    def run(command, *arguments):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        return subprocess.run([installed / command, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


def test_the_wheel_holds_the_package_the_rules_and_the_schemas(wheel):
    """The wheel holds the package with its type marker, the rules, the schemas and the licence, and nothing else."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {"ringrose/py.typed", "ringrose/_rules/ringrose/pack.yaml", "ringrose/_rules/ringrose/commitment.yaml"} <= set(names)
    assert any(name.startswith("ringrose/_schemas/") and name.endswith(".json") for name in names)
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"ringrose", "ringrose-0.1.0.dist-info"}
    assert not [name for name in names if "__pycache__" in name]


def test_the_version_is_told(stranger):
    """`ringrose --version` tells the version of the package."""
    assert stranger("ringrose", "--version").stdout == "ringrose 0.1.0\n"


def test_an_example_is_judged_from_an_empty_directory(stranger, tmp_path):
    """The wheel judges a case from an empty directory, with the rules it carries."""
    shutil.copy(EXAMPLE, tmp_path)
    done = stranger("ringrose", "assess", EXAMPLE.name)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Commitment" in done.stdout


def test_the_rules_are_those_of_the_package(stranger):
    """An installed package reads its own rules, not those of a checkout."""
    done = stranger("python", "-c", "import ringrose; print(ringrose.__file__, ringrose.load_pack('ringrose').id)")
    file, pack = done.stdout.split()
    assert "site-packages" in file
    assert str(ROOT) not in file
    assert pack == "ringrose"


def test_the_module_is_the_command(stranger):
    """`python -m ringrose` is the command `ringrose`."""
    assert stranger("python", "-m", "ringrose", "--version").stdout == "ringrose 0.1.0\n"
