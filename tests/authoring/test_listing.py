"""The packs that can be named: which they are, in words and as data."""

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ringrose.authoring.listing import list_packs
from ringrose.files import finding
from ringrose.render.page import render

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "files" / "good" / "pack"
SCHEMA = json.loads((ROOT / "schemas" / "packs.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _own_packs(tmp_path, monkeypatch):
    """Two folders of packs in the current one, and one pack that comes with ringrose."""
    monkeypatch.chdir(tmp_path)
    for place in ("own/small", "shipped/small", "shipped/plain"):
        shutil.copytree(SMALL, place)
    top = Path("shipped/plain/pack.yaml")
    top.write_text(top.read_text(encoding="utf-8").replace("title: {en: Small, id: Kecil}\n", ""), encoding="utf-8")
    for name, text in (("city", "extends: ../small\n"), ("broken", "extends: ../none\n")):
        Path("own", name).mkdir()
        Path("own", name, "pack.yaml").write_text(f'ringrose: pack/1\nid: {name}\nversion: "3"\n{text}', encoding="utf-8")
    Path("site/of_none-1.dist-info").mkdir(parents=True)
    Path("site/of_none-1.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: of-none\nVersion: 1\n")
    Path("site/of_none-1.dist-info/entry_points.txt").write_text("[ringrose.packs]\nnowhere = of_none\n")
    monkeypatch.setenv("RINGROSE_PACKS", "own")
    monkeypatch.setattr(finding, "_HOMES", (Path("shipped"),))
    monkeypatch.syspath_prepend(tmp_path / "site")


def test_packs_are_listed_in_words():
    """Each pack is told with its version, title, parent, standing and place; one that is hidden or cannot be used is told as such."""
    assert render(list_packs().page()) == (
        "Packs that can be named here\n"
        "\n"
        "  - broken: cannot be used; `ringrose check broken` tells what is wrong with it (1)\n"
        "    In own/broken (RINGROSE_PACKS).\n"
        "  - city 3: Small\n"
        "    Extends small 1.0.\n"
        "    Elements: 1 attested.\n"
        "    In own/city (RINGROSE_PACKS).\n"
        "  - small 1.0: Small\n"
        "    Elements: 1 attested.\n"
        "    In own/small (RINGROSE_PACKS).\n"
        "  - plain (it calls itself small) 1.0\n"
        "    Elements: 1 attested.\n"
        "    Comes with ringrose.\n"
        "  - small 1.0: Small\n"
        "    Not used by this name: the one above is found before it.\n"
        "    Elements: 1 attested.\n"
        "    Comes with ringrose.\n"
        "  - nowhere: cannot be used; it has no pack.yaml\n"
        "    Installed with of-none 1.\n"
    )
    assert "  - city 3: Kecil\n    Memperluas small 1.0.\n" in render(list_packs().page("id"))


def test_packs_are_listed_as_data():
    """The list as data satisfies its schema, and says of each pack what the words do."""
    answer = list_packs().to_dict("id")
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(answer)))
    told = {(one["name"], one["origin"]): one for one in answer["packs"]}
    city, hidden = told["city", "RINGROSE_PACKS"], told["small", "ringrose"]
    assert (city["title"], city["extends"]["id"], city["standings"], city["shadowed"]) == ("Kecil", "small", {"attested": 1}, False)
    assert (hidden["shadowed"], hidden["place"]) == (True, "shipped/small")
    assert (told["broken", "RINGROSE_PACKS"]["pack"], told["nowhere", "of-none 1"]["place"]) == (None, None)
