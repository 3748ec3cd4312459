"""From names of packs to folders: RINGROSE_PACKS, those that come with ringrose, installed distributions."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ringrose.errors import PackNotFound
from ringrose.files import find_pack, finding, load_pack
from ringrose.files.finding import find_named, packs_found

SMALL = Path(__file__).parent / "good" / "pack"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder, and no packs but those that a test puts somewhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RINGROSE_PACKS", raising=False)
    monkeypatch.setattr(finding, "_HOMES", (tmp_path / "shipped",))
    monkeypatch.syspath_prepend(tmp_path / "site")
    for name in ("shipped", "site"):
        (tmp_path / name).mkdir()
    return tmp_path


def put(*places):
    """Put the small pack into folders."""
    for place in places:
        shutil.copytree(SMALL, place, dirs_exist_ok=True)


def install(distribution, **points):
    """Install a distribution that offers packs by entry points."""
    info = Path("site") / f"{distribution}-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 2.1\n")
    lines = [f"{name.replace('_', '-')} = {value}\n" for name, value in points.items()]
    (info / "entry_points.txt").write_text("[ringrose.packs]\n" + "".join(lines))


def found():
    """What can be named, in short."""
    return [(one.name, one.origin, one.shadowed) for one in packs_found()]


def test_the_first_place_counts(here, monkeypatch):
    """A name is sought in the folders of RINGROSE_PACKS in order, then among what comes with ringrose, then among what is installed."""
    put("site/of_a", "shipped/a", "two/a", "one/a")
    install("my-rules", a="of_a")
    monkeypatch.setenv("RINGROSE_PACKS", os.pathsep.join(["", "none", "one", "two"]))
    origins = ["RINGROSE_PACKS", "RINGROSE_PACKS", "ringrose", "my-rules 2.1"]
    assert found() == [("a", origin, number > 0) for number, origin in enumerate(origins)]
    for place in ("one/a", "two/a", "shipped/a", "site/of_a"):
        assert find_pack("a").resolve() == Path(place).resolve()
        assert find_named("a") == find_pack("a")
        assert load_pack("a").id == "small"
        shutil.rmtree(place)
    with pytest.raises(PackNotFound, match=r"my-rules 2\.1 offers this pack in the package `of_a`, which holds no pack\.yaml"):
        find_pack("a")


def test_only_folders_with_a_pack_are_found(here, monkeypatch):
    """A folder without a pack.yaml, a file and a name that no pack can have are passed over."""
    put("one/a", "one/2nd", "one/.hidden")
    Path("one/empty").mkdir()
    Path("one/file").write_text("")
    monkeypatch.setenv("RINGROSE_PACKS", "one")
    assert found() == [("a", "RINGROSE_PACKS", False)]
    for name in ("empty", "file", "2nd", ".hidden"):
        with pytest.raises(PackNotFound):
            find_pack(name)


def test_a_folder_here_counts_for_the_reader_alone(here, monkeypatch):
    """A folder of that name in the current one is a pack for who asks, and is no pack that can be named."""
    put("a", "one/a")
    monkeypatch.setenv("RINGROSE_PACKS", "one")
    assert find_pack("a") == Path("a")
    assert find_named("a") == Path("one/a")


@pytest.mark.parametrize("value", ["none", "none.below", "broken.below", "plain", "of_a.none", "", ":", "of a", "plain.below"])
def test_entry_points_that_lead_nowhere_are_told(here, value):
    """An entry point whose package is not there, cannot be imported or holds no pack is told with the distribution, and is listed."""
    put("site/of_a")
    Path("site/plain.py").write_text("")
    Path("site/broken").mkdir()
    Path("site/broken/__init__.py").write_text("raise RuntimeError('no')")
    Path("site/broken/below").mkdir()
    install("my-rules", a=value)
    try:
        (one,) = packs_found()
        assert (one.name, one.place, one.origin) == ("a", None, "my-rules 2.1")
        with pytest.raises(PackNotFound, match=r"my-rules 2\.1 offers this pack"):
            find_pack("a")
    finally:
        for name in ("plain", "broken", "of_a"):
            sys.modules.pop(name, None)


def test_packages_within_packages_are_found(here):
    """An entry point may name a package within another one, and one without an __init__.py."""
    put("site/of_city/rules")
    Path("site/of_city/__init__.py").write_text("")
    install("city-rules", my_city="of_city.rules", **{"no name": "of_city"})
    try:
        assert found() == [("my-city", "city-rules 2.1", False)]
        assert find_pack("my-city").resolve() == Path("site/of_city/rules").resolve()
    finally:
        for name in ("of_city", "of_city.rules"):
            sys.modules.pop(name, None)


def test_where_it_was_looked_is_told(here, monkeypatch):
    """A name that leads nowhere is told with the places where it was sought, and with what was probably meant."""
    put("shipped/city")
    Path("one").mkdir()
    monkeypatch.setenv("RINGROSE_PACKS", os.pathsep.join(["one", "two"]))
    with pytest.raises(PackNotFound) as caught:
        find_pack("ctiy")
    assert str(caught.value) == (
        "ctiy: There is no pack `ctiy`. Did you mean `city`? Known is `city`. Looked in `one` and `two` (no such folder) (RINGROSE_PACKS), "
        "among the packs that come with ringrose and among installed distributions. A folder is named with a slash, such as ./mine."
    )


@pytest.mark.parametrize("name", ["a\x00/b", "x" * 5000 + "/", "\ud800/"])
def test_hostile_paths_lead_nowhere(here, name):
    """A path that no folder can have is told as one that is not there."""
    with pytest.raises(PackNotFound, match="There is no such folder"):
        find_pack(name)


def test_installed_distributions_are_looked_at_last():
    """Where a pack is found otherwise, nothing looks at what is installed."""
    code = "import sys, ringrose; ringrose.load_pack('ringrose'); print('importlib.metadata' in sys.modules, 'packaging' in sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"False"]
