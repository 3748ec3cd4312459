"""Packs to go on with."""

from datetime import date

import pytest

from ringrose import InputError, load_pack
from ringrose.authoring.changelog import read_changelog
from ringrose.authoring.starting.new_pack import starting_pack, write_pack
from ringrose.authoring.trials.report import report_of
from ringrose.files.packs import pack_problems
from tests.native import native  # noqa: F401  # its tests are run

TODAY = date(2026, 11, 30)


def test_a_new_pack_is_sound_and_nothing_in_it_is_odd(tmp_path):
    """A new pack loads under its name, and its check has nothing to tell, not even a warning."""
    place = write_pack("my-city", tmp_path, TODAY)
    pack = load_pack(place)
    assert (place, pack.id, pack.version) == (tmp_path / "my-city", "my-city", "0.1.0")
    assert pack_problems(place) == []


def test_the_tests_of_a_new_pack_show_everything(tmp_path):
    """The tests of a new pack are true, and they show every condition and notice every mutant."""
    report = report_of(write_pack("my-city", tmp_path, TODAY), coverage=True, mutate=True)
    assert report.trial.tried
    assert report.passed


def test_the_changelog_of_a_new_pack_tells_its_version_and_digest(tmp_path):
    """The changelog of a new pack tells of its version, on the day on which it was made, with the digest of its content."""
    place = write_pack("kota", tmp_path, TODAY)
    pack = load_pack(place)
    (release,) = read_changelog(place)
    assert (release.version, release.day, release.digest) == (pack.version, "2026-11-30", pack.digest)
    assert [change.names for change in release.changes] == [("contact",)]


@pytest.mark.parametrize("name", ["null", "true", "Kota_2", "městská-rada", "no"])
def test_any_name_of_a_pack_will_do(name):
    """A pack can have any name that packs may have, also one that means something in YAML; no file has a gap left."""
    texts = starting_pack(name, TODAY)
    assert f'The pack "{name}"' in texts["pack.yaml"]
    assert not any("@" in text for text in texts.values())


@pytest.mark.parametrize("name", ["../up", "a b", "1", "", "a/b", "."])
def test_what_is_no_name_is_refused(name, tmp_path):
    """A name that no pack can have is refused, and nothing is written."""
    with pytest.raises(InputError, match="cannot be the name of a pack"):
        write_pack(name, tmp_path, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_new_pack_is_written_over_nothing(tmp_path):
    """Where there is a file or folder of that name, the pack is not written and what is there stays as it is."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "pack.yaml").write_text("mine")
    with pytest.raises(InputError, match="This is there already"):
        write_pack("mine", tmp_path, TODAY)
    assert [file.read_text() for file in (tmp_path / "mine").iterdir()] == ["mine"]


def test_what_the_readme_says_to_type_names_the_pack():
    """The commands in the readme of a new pack are those of its own folder."""
    readme = starting_pack("my-city", TODAY)["README.md"]
    for command in ("pack test", "pack check", "pack docs"):
        assert f"ringrose {command} ./my-city " in readme


def test_a_name_that_is_too_long_is_told_so(tmp_path):
    """A name of more characters than a name may have is refused as too long, and a folder that is not there with what to do."""
    with pytest.raises(InputError, match=r"The name of a pack must not be longer than 200 characters\. Write a short name"):
        write_pack("a" * 300, tmp_path, date(2026, 1, 2))
    with pytest.raises(InputError, match=r"No such file or directory\. Make the folder for it first, or name another"):
        write_pack("mine", tmp_path / "nowhere", date(2026, 1, 2))
