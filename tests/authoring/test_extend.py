"""A pack that extends another, to begin with: sound at once, the same as its parent, and its remarks are true."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ringrose import Criterion, InputError, LocalText, assess
from ringrose.authoring.changelog import read_changelog
from ringrose.authoring.checks.checking import check_pack_of
from ringrose.authoring.starting.extend import extending_pack, write_extension
from ringrose.authoring.trials.trying import try_pack
from ringrose.files import check_path, load_pack
from ringrose.files.documents import read_document
from ringrose.files.schema import element_schema, pack_schema, vocabulary_schema
from ringrose.model.check_pack import check_pack
from ringrose.model.pack_content import pack_content
from tests import small
from tests.generate import random_pack
from tests.rules.packs import FOLDERS

TODAY = date(2026, 11, 30)
ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "files" / "good" / "pack"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def uncommented(text):
    """Each file that comes of a text where the example of one of its blocks is made to count."""
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if re.match(r" *# ", line) and (n == 0 or not re.match(r" *# ", lines[n - 1]))]
    for start in starts:
        end = start
        while end < len(lines) and re.match(r" *# ", lines[end]):
            end += 1
        if not re.match(r" *# [\w -]+:|^ *# - ", lines[start]) or (start == 0 and not text.startswith("# title")):
            continue
        yield "\n".join([*lines[:start], *(line.replace("# ", "", 1) for line in lines[start:end]), *lines[end:]]) + "\n"


def whole(texts, parent):
    """The pack of these texts as one mapping, which extends the pack in a folder."""
    values = {
        path.removesuffix(".yaml"): read_document(text.encode(), path).value for path, text in texts.items() if path.endswith(".yaml")
    }
    names = [name for name in values if name not in ("pack", "vocabulary") and "/" not in name]
    top = {**values["pack"], "extends": parent}
    return {"pack": top, "vocabulary": values["vocabulary"], "elements": {name: values[name] for name in names}}


@pytest.mark.parametrize("parent", ["ringrose", str(SMALL)])
def test_it_is_its_parent_at_once(here, parent):
    """The pack that is written is sound, nothing in it is odd, it equals its parent but for how it is called, and its test is true."""
    place, pack = write_extension(parent, "my-city", ".", TODAY)
    child = load_pack(place)
    assert place == Path("my-city")
    assert evolve(child, id=pack.id, version=pack.version, title=pack.title) == pack == child.parent
    assert set(child.title.texts) == set(pack.languages)
    assert all(child.title.get(lang) == f"{pack.title.get(lang)}, my-city" for lang in pack.languages)
    assert check_path(place) == []
    trial = try_pack(place)
    assert len(trial.tried) == 1
    assert not trial.failed


def test_its_changelog_tells_its_first_version(here):
    """The changelog has a section of the version, of today and with the digest of the pack."""
    place, _ = write_extension("ringrose", "my-city", ".", TODAY)
    (release,) = read_changelog(place)
    pack = load_pack(place)
    assert (release.version, release.day, release.digest) == (pack.version, "2026-11-30", pack.digest)
    assert [change.kind for change in release.changes] == ["Added"]


def test_each_example_can_be_made_to_count():
    """Each example in the remarks, taken alone, gives a sound pack, by the schemas too; all kinds of changes are there."""
    texts = extending_pack(load_pack("ringrose"), "my-city", "ringrose", TODAY)
    same_as = load_pack(whole(texts, "ringrose"))
    schemas = {
        "pack.yaml": pack_schema(),
        "vocabulary.yaml": vocabulary_schema(changes=True),
        "commitment.yaml": element_schema(changes=True),
    }
    counted, same = [], []
    for file, schema in schemas.items():
        assert Draft202012Validator(schema).is_valid(read_document(texts[file].encode(), file).value)
        for text in uncommented(texts[file]):
            assert Draft202012Validator(schema).is_valid(read_document(text.encode(), file).value), text
            key = next(line for line, before in zip(text.splitlines(), texts[file].splitlines(), strict=True) if line != before)
            counted.append((file, key.strip().partition(":")[0]))
            needed = (
                ("  # - {id: welcomed,", "  - {id: welcomed,") if "  - id: has-welcomed" in text else ("", "")
            )  # the criterion of a rule
            pack = load_pack(whole({**texts, file: text.replace(*needed)}, "ringrose"))
            if pack.digest == same_as.digest:
                same.append(key.strip())
    assert counted == [
        ("pack.yaml", "parameters"),
        ("pack.yaml", "elements"),
        ("pack.yaml", "languages"),
        ("pack.yaml", "references"),
        ("vocabulary.yaml", "townhall_day"),
        ("vocabulary.yaml", "agreement"),
        ("commitment.yaml", "title"),
        ("commitment.yaml", "- {id"),
        ("commitment.yaml", "- {id"),
        ("commitment.yaml", "- {id"),
        ("commitment.yaml", "- id"),
        ("commitment.yaml", "- id"),
    ]
    assert [key.partition(":")[0] for key in same] == ["parameters", "elements"]  # they show what the parent says


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_rule_that_it_switches_off_as_an_example_can_be_spared(here, folder):
    """Where that example is made to count, the check finds nothing but that the content is no longer that of the first version."""
    place, _ = write_extension(folder, "my-city", ".", TODAY)
    files = [place / path for path in extending_pack(load_pack(folder), "my-city", str(folder), TODAY) if "/" not in path]
    texts = [(file, text) for file in files for text in uncommented(file.read_text(encoding="utf-8")) if "\n  - {id: " in text]
    ((file, text),) = [(file, text) for file, text in texts if any("off: true" in line and "#" not in line for line in text.splitlines())]
    file.write_text(text, encoding="utf-8")
    assert [one.code for one in check_pack_of(place, examples=20).open] == ["changed-without-version"]


def test_the_parent_is_named_so_that_it_is_found_again(here, monkeypatch):
    """A parent is named by its name where it has one, and else by its folder, seen from the new pack."""
    shutil.copytree(SMALL, "packs/base")
    (here / "deep").mkdir()
    for parent, folder, stated in (
        ("ringrose", ".", "ringrose"),
        ("packs/base", ".", "../packs/base"),
        ("packs/base", "packs", "../base"),
        (Path("packs/base"), "deep", "../../packs/base"),
    ):
        place, pack = write_extension(parent, "new", folder, TODAY)
        assert load_pack(place).parent == pack
        top = read_document((place / "pack.yaml").read_bytes(), "pack.yaml").value
        assert top["extends"]["pack"] == stated
        shutil.rmtree(place)
    place, _ = write_extension("packs/base", "new", "packs/base", TODAY)
    assert read_document((place / "pack.yaml").read_bytes(), "pack.yaml").value["extends"]["pack"] == "../"
    monkeypatch.chdir("packs")
    place, _ = write_extension("base", "near", ".", TODAY)  # a folder here, which is no name elsewhere
    assert read_document((place / "pack.yaml").read_bytes(), "pack.yaml").value["extends"]["pack"] == "../base"
    shutil.copytree(SMALL, "ringrose")
    place, _ = write_extension("ringrose", "other", ".", TODAY)  # a folder here that hides a name
    assert read_document((place / "pack.yaml").read_bytes(), "pack.yaml").value["extends"]["pack"] == "../ringrose"


def test_nothing_is_written_over(here):
    """Where there is a folder of that name, nothing is written."""
    write_extension("ringrose", "my-city", ".", TODAY)
    before = {path: path.read_bytes() for path in Path("my-city").rglob("*.*") if path.is_file()}
    with pytest.raises(InputError, match="my-city: This is there already"):
        write_extension("ringrose", "my-city", ".", TODAY)
    assert before == {path: path.read_bytes() for path in Path("my-city").rglob("*.*") if path.is_file()}


@pytest.mark.parametrize("name", ["my city", "1st", "../out", "", "ringrose"])
def test_names_that_cannot_be_are_refused(here, name):
    """What cannot be the name of a pack, or is that of the parent, is refused, and nothing is written."""
    with pytest.raises(InputError, match="pack extend: "):
        write_extension("ringrose", name, ".", TODAY)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("version", "asked"),
    [
        ("1.1.0", ">=1.1.0, <2"),
        ("0.3.1", ">=0.3.1, <0.4"),
        ("2", ">=2, <3"),
        ("0", ">=0, <0.1"),
        ("1.2rc1", ">=1.2rc1, <2"),
        ("spring", None),
    ],
)
def test_versions_are_asked_for(version, asked):
    """The versions of the parent that will do are this one and later ones that change no more than is usual; none where it is no number."""
    parent = small.pack(small.rule("r", small.fact("t"), then=small.satisfies()), version=version)
    top = read_document(extending_pack(parent, "new", "../small", TODAY)["pack.yaml"].encode(), "pack.yaml").value
    assert top["extends"] == ({"pack": "../small", "version": asked} if asked else "../small")


def test_a_pack_with_little_to_show_is_extended_too():
    """A parent without parameters, titles, advice, lists of values or a rule that can be spared gets fewer examples, and is sound."""
    types = {"t": small.TYPES["D"]}
    parent = small.pack(
        small.rule("a", small.fact("partner"), then=small.derives("t")), small.rule("b", small.fact("t"), then=small.satisfies()),
        types=types, languages=["su", "jv", "nl"],
    )  # fmt: skip
    texts = extending_pack(parent, "new", "../small", TODAY)
    assert "off: true" not in texts["e.yaml"]
    assert "role: informative}" not in texts["e.yaml"]
    assert "parameters" not in texts["pack.yaml"]
    assert "languages: [su, jv, nl, xx]" in texts["pack.yaml"]
    assert "[{fact: partner}]" in texts["e.yaml"].replace("if:\n  #     - {fact: partner}", "if: [{fact: partner}]")


def test_an_element_without_rules_is_extended_too():
    """A parent whose only element has no rules is shown what it has."""
    parent = small.pack(criteria=[Criterion("c"), Criterion("i", "informative")], types={})
    text = extending_pack(parent, "new", "../small", TODAY)["e.yaml"]
    assert "- {id: c, role: informative}" not in text  # it is the only essential one
    assert "- {id: i, role: safeguard}" in text
    assert "advice" not in text


def test_names_that_are_taken_are_not_used_again():
    """An example of a new thing has a name that the parent does not have."""
    parent = small.pack(
        small.rule("has-welcomed", small.fact("townhall_day"), then=small.satisfies("welcomed")),
        types={"townhall_day": small.TYPES["t"]}, criteria=["welcomed"], references=[{"id": "new-rules"}],
        title=LocalText({"en": "Small"}),
    )  # fmt: skip
    texts = extending_pack(parent, "new", "../small", TODAY)
    assert "townhall_day-2:" in texts["vocabulary.yaml"]
    assert "id: welcomed-2," in texts["e.yaml"]
    assert "id: has-welcomed-2" in texts["e.yaml"]
    assert "id: new-rules-2" in texts["pack.yaml"]
    assert read_document(texts["pack.yaml"].encode(), "pack.yaml").value["title"] == {"en": "Small, new"}


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False).map(random_pack).filter(lambda pack: not [f for f in check_pack(pack)[1] if not f.warning]))
def test_any_pack_can_be_extended(tmp_path_factory, pack):
    """What is written of any sound pack extends it, equals it but for how it is called, and tells its status where nothing is known."""
    folder = tmp_path_factory.mktemp("extended")
    (folder / "base").mkdir()
    content = pack_content(check_pack(pack)[0])
    for name, value in {"pack": content["pack"], "vocabulary": content["vocabulary"], **content["elements"]}.items():
        (folder / "base" / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    place, parent = write_extension(folder / "base", "new", folder, TODAY)
    child = load_pack(place)
    assert child.parent == parent
    assert evolve(child, id=parent.id, version=parent.version, title=parent.title) == parent
    assert [problem for problem in check_path(place) if not problem.warning] == []
    (release,) = read_changelog(place)
    assert release.digest == child.digest
    assert not try_pack(place).failed
    given = {"ringrose": "case/1", "id": "c", "partners": [{"id": "alpha"}], "review": {"from": 2018, "to": 2019}}
    assert [j.status for j in assess(given, pack=child, engine="compiled")] == [
        j.status for j in assess(given, pack=parent, engine="compiled")
    ]
