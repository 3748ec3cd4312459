"""Reading packs: by name, from a folder, from a mapping; the cache of what was read before."""

import json
import os
import shutil
from pathlib import Path

import pytest

from ringrose import InputError
from ringrose.errors import PackNotFound, listing
from ringrose.files import check_path, find_pack, load_pack
from ringrose.files import packs as packs_module
from ringrose.files.cache import MAX_ENTRIES, folder
from ringrose.files.finding import packs_found
from ringrose.model.pack_content import digest_of, pack_content

HERE = Path(__file__).parent
SMALL = HERE / "good" / "pack"


@pytest.fixture
def copy(tmp_path):
    """A copy of the small pack that a test may change."""
    return Path(shutil.copytree(SMALL, tmp_path / "copy"))


def cached():
    """The names of the entries of the cache."""
    return sorted(os.listdir(folder()))


def test_shipped_pack():
    """The pack `ringrose` is sound, and nothing in it is odd."""
    assert load_pack("ringrose").id == "ringrose"
    assert check_path(find_pack("ringrose")) == []


def test_round_trip():
    """The content of a pack reads back as an equal pack of the same digest."""
    for name in ("ringrose", SMALL):
        pack = load_pack(name)
        again = load_pack(pack_content(pack))
        assert again == pack
        assert again.digest == pack.digest == digest_of(pack)
        assert load_pack(json.loads(json.dumps(pack_content(pack)))) == pack


def test_digest_ignores_layout(copy):
    """Comments, layout, the order of keys and the language of the files do not change a pack's digest; its meaning does."""
    digest = load_pack(copy).digest
    content = pack_content(load_pack(copy))
    for name, value in (("pack", content["pack"]), ("vocabulary", content["vocabulary"]), ("growth", content["elements"]["growth"])):
        (copy / f"{name}.yaml").unlink()
        (copy / f"{name}.json").write_text(json.dumps(dict(reversed(value.items()))), encoding="utf-8")
    assert load_pack(copy).digest == digest
    content["elements"]["growth"]["criteria"].reverse()
    assert load_pack(content).digest != digest


def test_literals_are_typed():
    """Literals of rules and examples are read by the types of their attributes; `$$` stands for a dollar and is told so again."""
    pack = load_pack(SMALL)
    content = pack_content(pack)
    assert str(pack.vocabulary.types["visit"].example["day"]) == "2018-03-01"
    assert content["vocabulary"]["facts"]["visit"]["example"]["day"] == "2018-03-01"
    rules = {rule.id: rule for rule in pack.element("growth").rules}
    assert rules["lulls"].then.attributes["of"] == "$y"
    told = {rule["id"]: rule for rule in content["elements"]["growth"]["rules"]}
    assert told["lulls"]["then"] == {"fact": "lull", "with": {"year": "$y.value", "of": "$$y"}}
    assert told["visited"]["if"][0]["has"]["where"] == {"by": "$p.id", "day": {"gte": 2016, "lt": "2020-01-01"}, "title": {"not": "$$"}}


def test_names_and_folders(copy, monkeypatch):
    """A pack is found by an explicit path, as a folder that holds a pack.yaml, or by its name among those that come with ringrose."""
    monkeypatch.chdir(copy.parent)
    assert find_pack("copy") == Path("copy")
    assert find_pack("./copy") == Path("copy")
    assert find_pack(copy) == copy
    assert find_pack("ringrose").name == "ringrose"
    (copy.parent / "ringrose").mkdir()
    assert find_pack("ringrose").is_absolute()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "rngrose",
            "There is no pack `rngrose`. Did you mean `ringrose`? Known are {known}. Looked among the packs that come with ringrose and "
            "among installed distributions. A folder is named with a slash, such as ./mine.",
        ),
        ("../no-such-folder", "There is no such folder. Check the name and the folder."),
        (SMALL / "pack.yaml", "This is not a folder. Name the folder that holds pack.yaml."),
    ],
)
def test_packs_that_are_not_there(name, told):
    """A pack that is not there is told with the nearest name, or what a folder is."""
    with pytest.raises(PackNotFound) as caught:
        load_pack(name)
    known = listing([f"`{one.name}`" for one in packs_found()])
    assert str(caught.value) == f"{name}: {told.format(known=known)}"


def test_homes_of_packs(copy, monkeypatch):
    """A wheel's packs stand in the package, and a home that is missing is passed over."""
    monkeypatch.setattr("ringrose.files.finding._HOMES", (copy / "none", copy.parent))
    assert load_pack("copy").id == "small"
    with pytest.raises(PackNotFound, match="Known is `copy`"):
        load_pack("none")


def test_check_of_a_pack(monkeypatch):
    """A folder, or the pack.yaml in it, is checked as a pack."""
    monkeypatch.chdir(HERE / "bad")
    assert check_path("odd/pack.yaml") == check_path("odd") != []


def test_loaded_packs_are_kept(copy, monkeypatch):
    """A pack is read once, and again when a file of it changes; only so many are kept."""
    monkeypatch.setattr(packs_module, "_loaded", {})
    monkeypatch.setattr(packs_module, "MAX_LOADED", 1)
    pack = load_pack(copy)
    assert load_pack(copy) is pack
    element = copy / "growth.yaml"
    element.write_text(element.read_text(encoding="utf-8").replace("Visit one another", "Go"), encoding="utf-8")
    os.utime(element, ns=(1, 1))
    changed = load_pack(copy)
    assert changed.digest != pack.digest
    assert len(packs_module._loaded) == 1


def test_folder_that_cannot_be_read(copy, monkeypatch):
    """A folder that may not be listed is a problem of that folder."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.scandir", refuse)
    with pytest.raises(InputError, match="This may not be read"):
        load_pack(copy)


def test_size_limit(copy):
    """Each file of a pack is held to the limit."""
    with pytest.raises(InputError, match=r"growth\.yaml: This file is larger than 900 bytes"):
        load_pack(copy, max_bytes=900)
    assert any("larger than 100 bytes" in str(problem) for problem in check_path(copy, max_bytes=100))


def test_unknown_parts():
    """A mapping has the three parts of a pack and no others; an element that is not listed is a warning only."""
    content = pack_content(load_pack(SMALL))
    more = {**content, "elements": {**content["elements"], "other": {}}}
    assert load_pack(more) == load_pack(SMALL)
    with pytest.raises(InputError, match="pack: rules: The key `rules` is not known here"):
        load_pack({**content, "rules": []})
    with pytest.raises(InputError, match=r"pack\.elements\[1\]: There is no element `growth`"):
        load_pack({**content, "elements": 5})
    with pytest.raises(InputError) as caught:
        load_pack({})
    told = [str(p).partition(" Write")[0] for p in caught.value.problems]
    assert told[:2] == [
        "pack: pack: A mapping (keys with values) is needed here, and nothing stands here.",
        "pack: vocabulary: A mapping (keys with values) is needed here, and nothing stands here.",
    ]


class TestCache:
    """The cache of YAML files."""

    @pytest.fixture(autouse=True)
    def _forget(self, monkeypatch):
        monkeypatch.setattr(packs_module, "_loaded", {})

    def test_is_filled_and_used(self, copy, monkeypatch):
        """A YAML file of a pack is parsed once; its plain value is read from the cache from then on."""
        pack = load_pack(copy)
        assert len(cached()) == 3
        packs_module._loaded.clear()
        monkeypatch.setattr(packs_module, "read_document", None)
        assert load_pack(copy) == pack

    def test_does_not_change_problems(self, copy):
        """Problems of a pack have their lines and columns whether its files are in the cache or not."""
        (copy / "growth.yaml").write_text("element: growth\ncriteria: [{id: kept, role: safeguard}]\n", encoding="utf-8")
        first = check_path(copy)
        assert check_path(copy) == first
        assert all(problem.line for problem in first)

    @pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"\xff", b"{", b"5"])
    def test_is_not_trusted(self, copy, content):
        """An entry that is damaged or says something else than a sound pack is passed over."""
        pack = load_pack(copy)
        for name in cached():
            Path(folder(), name).write_bytes(content)
        packs_module._loaded.clear()
        assert load_pack(copy) == pack

    def test_can_be_turned_off(self, copy, monkeypatch):
        """An empty RINGROSE_CACHE turns the cache off."""
        monkeypatch.setenv("RINGROSE_CACHE", "")
        assert load_pack(copy)
        assert folder() is None

    def test_that_cannot_be_written(self, copy, monkeypatch, tmp_path):
        """A cache that cannot be written is no error."""
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("RINGROSE_CACHE", str(tmp_path / "file"))
        assert load_pack(copy)

    def test_stays_small(self, copy):
        """The oldest entries are taken out when there are too many."""
        for number in range(MAX_ENTRIES):
            Path(folder(), f"{number}.json").write_text("{}")
            os.utime(Path(folder(), f"{number}.json"), (number, number))
        load_pack(copy)
        assert len(cached()) == MAX_ENTRIES // 2 + 3
        assert "0.json" not in cached()

    @pytest.mark.parametrize(
        ("platform", "variables", "expected"),
        [
            ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/ringrose"),
            ("linux", {"HOME": "/home/me"}, "/home/me/.cache/ringrose"),
            ("linux", {"XDG_CACHE_HOME": "relative"}, None),
            ("darwin", {"HOME": "/Users/me"}, "/Users/me/Library/Caches/ringrose"),
            ("win32", {"LOCALAPPDATA": "/local"}, "/local/ringrose"),
            ("win32", {}, None),
        ],
    )
    def test_place(self, monkeypatch, platform, variables, expected):
        """The cache stands where the platform keeps such things."""
        monkeypatch.setattr("sys.platform", platform)
        for name in ("RINGROSE_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert folder() == expected


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("growth.json", "`growth.yaml` is read instead. Put into that one what counts, and move this one out of the folder."),
        ("Shrinking.yaml", "Did you mean `shrinking.yaml`?"),
        ("shrinkng.yml", "Did you mean `shrinking.yaml`?"),
        ("shrinking.YML", "Did you mean `shrinking.yaml`?"),
        ("far.yaml", "Add it to `elements` in pack.yaml, or move it out of the folder."),
    ],
)
def test_a_file_that_is_not_read_is_told_with_what_was_meant(tmp_path, name, told):
    """A file that stands beside another of its part, or whose name is near that of a part without a file, is told with that."""
    shutil.copytree(SMALL, tmp_path / "base")
    base = tmp_path / "base" / "pack.yaml"
    base.write_text(base.read_text(encoding="utf-8").replace("elements: [growth]", "elements: [growth, shrinking]"), encoding="utf-8")
    element = (tmp_path / "base" / "growth.yaml").read_text(encoding="utf-8")
    (tmp_path / "base" / "shrinking.yaml").write_text(element.replace("element: growth", "element: shrinking"), encoding="utf-8")
    child = tmp_path / "child"
    child.mkdir()
    (child / "pack.yaml").write_text('ringrose: pack/1\nid: child\nversion: "1"\nextends: ../base\n', encoding="utf-8")
    (child / "growth.yaml").write_text("element: growth\n", encoding="utf-8")
    (child / name).write_text("{}", encoding="utf-8")
    assert [str(problem) for problem in check_path(child) if problem.file == str(child / name)] == [
        f"{child / name}: warning: No part of the pack is read from this file. {told}"
    ]


def test_a_folder_in_the_place_of_a_part_is_told(copy):
    """A folder that is called like a file of the pack is told as such."""
    (copy / "vocabulary.yaml").unlink()
    (copy / "vocabulary.yaml").mkdir()
    with pytest.raises(InputError) as refused:
        load_pack(copy)
    assert str(refused.value) == f"{copy / 'vocabulary.yaml'}: This is a folder. A file is needed in its place. Move it away."
