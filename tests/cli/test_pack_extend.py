"""`ringrose pack extend`, `pack list` and `pack diff`: what is printed, and how they end."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from ringrose import load_pack

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "files" / "good" / "pack"
VERSION = load_pack("ringrose").version


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def city(here, ringrose):
    """A pack that extends `ringrose` in the current folder."""
    assert ringrose("pack", "extend", "ringrose", "--as", "my-city").code == 0
    return "my-city"


def test_a_pack_is_extended(here, ringrose):
    """A pack that extends another is written into a folder of its name, and it is told how to go on, which works."""
    before = datetime.now(UTC).date()
    done = ringrose("pack", "extend", "ringrose", "--as", "my-city")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"my-city: a pack that extends ringrose {VERSION}\nTry: ringrose pack test ./my-city\n"
    days = {before.isoformat(), datetime.now(UTC).date().isoformat()}
    assert any(f"## [0.1.0] - {day}\n" in Path("my-city/CHANGELOG.md").read_text(encoding="utf-8") for day in days)
    assert ringrose("pack", "test", "./my-city").code == 0
    assert ringrose("check", "my-city").code == 0
    (here / "new packs").mkdir()
    done = ringrose("pack", "extend", "./my-city", "--as", "ours", "--in", "new packs")
    assert done.out.endswith("Try: ringrose pack test 'new packs/ours'\n")
    assert load_pack("new packs/ours").parent.parent.id == "ringrose"


def test_what_cannot_be_extended_is_told(city, ringrose):
    """A parent that is not there, a name that cannot be, a folder that is there or is missing end with exit code 2."""
    for arguments, told in (
        (("rngrose", "--as", "x"), "rngrose: There is no pack `rngrose`. Did you mean `ringrose`?"),
        (("ringrose", "--as", "my city"), 'pack extend: "my city" cannot be the name of a pack.'),
        (("ringrose", "--as", "ringrose"), "pack extend: A pack cannot be called `ringrose` and extend a pack of that name."),
        (("ringrose", "--as", city), "my-city: This is there already. Nothing is written over."),
        (("ringrose",), "ringrose: Missing option '--as'."),
        (("ringrose", "--as", "x", "--in", "none"), "none/x: This cannot be written: No such file or directory."),
    ):
        done = ringrose("pack", "extend", *arguments)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert done.err.startswith(told)


def test_changes_are_told(city, ringrose):
    """What a pack changes in its parent is told as text, Markdown and data; of a pack that changes nothing, that."""
    top = Path("my-city/pack.yaml")
    titled = re.search(r"^title:\n(  .*\n)+", text := top.read_text(encoding="utf-8"), re.MULTILINE)
    top.write_text(text.replace(titled[0], ""), encoding="utf-8")
    assert "Nothing but the name and the version: all is as in ringrose." in ringrose("pack", "diff", "./my-city").out
    Path("my-city/commitment.yaml").write_text(
        "element: commitment\ncriteria: [{id: monitored, role: informative}]\nrules: [{id: two-silent-years, off: true}]\n",
        encoding="utf-8",
    )
    done = ringrose("pack", "diff", "my-city")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"What my-city changes in ringrose\nPack     my-city 0.1.0\nExtends  ringrose {VERSION}\n\nChanges of meaning\n"
        "  - rule commitment.two-silent-years: taken out\n  - criterion commitment.monitored: role\n"
        "    role: from safeguard to informative\n\n  All else is as in ringrose.\n"
    )
    done = ringrose("pack", "diff", "my-city/pack.yaml", "--format", "markdown", "--lang", "id")
    assert "- aturan commitment.two-silent-years: dihapus\n" in done.out
    answer = json.loads(ringrose("pack", "diff", "my-city", "--format", "json").out)
    jsonschema.validate(answer, json.loads((ROOT / "schemas" / "diff.schema.json").read_text(encoding="utf-8")))
    assert [(one["what"], one["change"]) for one in answer["differences"]] == [
        ("rule", "removed"), ("criterion", "changed"), ("pack", "changed"),
    ]  # fmt: skip


def test_the_pack_of_this_folder_is_compared(city, ringrose, monkeypatch):
    """Without a name the pack of the current folder is compared, and a second name takes the place of the parent."""
    monkeypatch.chdir(city)
    assert "Extends  ringrose" in ringrose("pack", "diff").out
    shutil.copytree(SMALL, "../small")
    done = ringrose("pack", "diff", ".", "../small")
    assert done.code == 0
    assert "Compared with  small 1.0" in done.out
    assert "element growth: taken out" in done.out


def test_a_pack_that_extends_none_has_nothing_to_be_compared_with(here, ringrose):
    """A pack that extends none, a second pack that is not there and a folder without a pack are told, with exit code 2."""
    for arguments, told in (
        (("ringrose",), "ringrose: The pack `ringrose` extends none. So there is nothing to compare it with."),
        (("ringrose", "rngrose"), "rngrose: There is no pack `rngrose`."),
        ((), "pack.yaml: There is no such file."),
        (("ringrose", "ringrose", "--max-bytes", "10"), ""),
    ):
        done = ringrose("pack", "diff", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(told)


def test_packs_are_listed(city, ringrose, monkeypatch):
    """The packs that can be named are listed in words and as data, those of RINGROSE_PACKS first."""
    monkeypatch.setenv("RINGROSE_PACKS", ".")
    done = ringrose("pack", "list")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Packs that can be named here\n\n  - my-city 0.1.0: ")
    assert "  - ringrose " in done.out
    answer = json.loads(ringrose("pack", "list", "--format", "json", "--lang", "id").out)
    jsonschema.validate(answer, json.loads((ROOT / "schemas" / "packs.schema.json").read_text(encoding="utf-8")))
    assert answer["packs"][0]["title"] == f"{load_pack('ringrose').title.get('id')}, my-city"


def test_a_pack_that_extends_another_judges_cases(city, ringrose, seed, monkeypatch):
    """A pack that is found by its name judges cases as one that is named by its folder does, in one process and in several."""
    Path("my-city/commitment.yaml").write_text(
        "element: commitment\ncriteria: [{id: monitored, role: informative}, {id: sustained, role: informative}]\n", encoding="utf-8"
    )
    by_folder = ringrose("assess", seed, "--pack", "./my-city", "--format", "json")
    monkeypatch.setenv("RINGROSE_PACKS", ".")
    monkeypatch.chdir(city)
    monkeypatch.setenv("RINGROSE_PACKS", "..")
    assert ringrose("assess", seed, "--pack", "my-city", "--format", "json").out == by_folder.out
    one = ringrose("batch", seed, "--pack", "my-city").out
    two = ringrose("batch", seed, "--pack", "my-city", "--workers", "2").out
    assert one == two
    assert json.loads(one)["pack"] == json.loads(by_folder.out)["pack"]
