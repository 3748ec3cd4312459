"""The built wheel, used as a stranger would: from an empty directory."""

import json
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
    assert {name.split("/")[0] for name in names} == {"ringrose", "pytest_ringrose", "ringrose-0.1.0.dist-info"}
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


def test_reports_figures_and_comparisons_are_made_from_an_empty_directory(stranger, tmp_path):
    """The wheel has the templates and the stylesheet of its pages, and what Word needs."""
    shutil.copy(EXAMPLE, tmp_path)
    for name in ("report.html", "report.docx"):
        done = stranger("ringrose", "report", EXAMPLE.name, "-o", name)
        assert (done.stdout, done.stderr) == (f"{name}: a report of Semarang and Jung-gu\n", "")
    for command in (("compare", EXAMPLE.name, "-o", "compare.html"), ("figure", EXAMPLE.name, "--kind", "tree", "-o", "tree.svg")):
        assert stranger("ringrose", *command).returncode == 0
    assert "--undetermined" in (tmp_path / "report.html").read_text("utf-8")
    assert all((tmp_path / name).stat().st_size > 5000 for name in ("report.docx", "compare.html", "tree.svg"))


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


def test_a_pack_is_begun_tested_and_told_from_an_empty_directory(stranger, tmp_path):
    """The wheel begins a pack, and one that extends a pack which it carries; their tests pass, and their pages are written."""
    for begin in (("new", "mine"), ("extend", "sister-city", "--as", "ours")):
        assert stranger("ringrose", "pack", *begin).returncode == 0
    for name in ("mine", "ours"):
        tested = stranger("ringrose", "pack", "test", f"./{name}")
        assert (tested.returncode, tested.stderr) == (0, "")
        assert "all as expected" in tested.stdout
        told = stranger("ringrose", "pack", "docs", f"./{name}", "--format", "site", "--out", f"{name}-site")
        assert (told.returncode, told.stderr) == (0, "")
        assert (tmp_path / f"{name}-site" / "index.html").is_file()


def test_each_pack_that_comes_along_passes_its_tests(stranger):
    """The packs that the wheel carries are listed, and their tests pass."""
    listed = json.loads(stranger("ringrose", "pack", "list", "--format", "json").stdout)
    names = [pack["name"] for pack in listed["packs"]]
    assert names == ["paradiplomacy", "ringrose", "sister-city"]
    for name in names:
        assert stranger("ringrose", "pack", "test", name).returncode == 0


def test_pytest_runs_the_tests_of_packs_where_it_is_asked_to(stranger, tmp_path):
    """The wheel brings a plugin for pytest, which is quiet until it is asked."""
    stranger("ringrose", "pack", "new", "mine")
    quiet = stranger("python", "-m", "pytest", "-q", "mine")
    asked = stranger("python", "-m", "pytest", "-q", "--ringrose", "mine")
    assert "no tests ran" in quiet.stdout
    assert (asked.returncode, " passed" in asked.stdout) == (0, True)
