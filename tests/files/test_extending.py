"""Packs that extend others: what is joined, who is blamed, and when a pack is read anew."""

import json
import os
import pickle
import shutil
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose import InputError
from ringrose.errors import PackNotFound
from ringrose.files import check_path, load_pack
from ringrose.files import packs as packs_module
from ringrose.files.extending import extended
from ringrose.files.pack_shape import ELEMENT_KEYS, PACK_KEYS
from ringrose.files.packs import MAX_CHAIN
from ringrose.model.check_pack import check_pack
from ringrose.model.pack_content import digest_of, pack_content
from tests.generate import random_pack

HERE = Path(__file__).parent
SMALL = HERE / "good" / "pack"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with a copy of the small pack in `base`, which is the current one."""
    shutil.copytree(SMALL, tmp_path / "base")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(packs_module, "_loaded", {})
    return tmp_path


def write(name, extends, top="", **files):
    """Write the files of a pack that extends another, and give its folder as a name."""
    place = Path(name)
    place.mkdir(exist_ok=True)
    text = f'ringrose: pack/1\nid: {name}\nversion: "1"\nextends: {extends}\n{top}'
    for part, content in {"pack": text, **files}.items():
        (place / f"{part}.yaml").write_text(content, encoding="utf-8")
    return f"./{name}"


def with_top(content, **top):
    """The content of a pack with something else at its top."""
    return {**content, "pack": {**content["pack"], **top}}


def rules(pack, element="growth"):
    """The rules of an element by their ids."""
    return {rule.id: rule for rule in pack.element(element).rules}


# -- what is joined -------------------------------------------------------------------------------------------------------------


def test_a_pack_that_changes_nothing_is_its_parent(here):
    """A child without any other file is its parent but for name and version, and knows it."""
    child, parent = load_pack(write("city", "../base")), load_pack("./base")
    assert child.parent == parent
    assert parent.parent is None
    assert evolve(child, id=parent.id, version=parent.version) == parent
    assert child.digest == digest_of(evolve(parent, id="city", version="1"))
    assert check_path("city") == []


def test_rules_are_switched_off_changed_and_added(here):
    """An entry with an id of the parent's changes the keys that it states or takes the rule out; a new one is appended."""
    text = """\
element: growth
rules:
  - {id: nobody, off: true, note: We do not count that.}
  - {id: lull, advice: {en: Go., id: Pergi.}, unless: [{fact: rest}], reference: null}
  - {id: rested, off: false, if: [{fact: rest}], then: {satisfies: quiet}}
  - {id: visited, off: false}
"""
    parent, child = load_pack("./base"), load_pack(write("city", "../base", growth=text))
    before, after = rules(parent), rules(child)
    assert list(after) == ["visited", "lulls", "lull", "rested"]
    assert after["visited"] == before["visited"]
    assert after["lull"] == evolve(before["lull"], advice={"en": "Go.", "id": "Pergi."}, unless=after["lull"].unless)
    assert [pattern.type for pattern in after["lull"].unless] == ["rest"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rules: [{id: nobody, of: true}]", "3:22: The key `of` is not known here. Did you mean `off`? Known are `id`, `if`, "),
        ("criteria: [{id: quiet, of: true}]", "3:24: The key `of` is not known here. Did you mean `off`? Known are `id`, `role`, "),
        ("rules: [{id: nobody, becaus: So.}]", "3:22: The key `becaus` is not known here. Did you mean `because`? Known are `id`, "),
    ],
)
def test_a_misspelt_key_of_what_is_changed_is_told_once(here, text, told):
    """Among the keys that can be meant is `off`."""
    with pytest.raises(InputError) as caught:
        load_pack(write("city", "../base", growth=f"element: growth\n\n{text}\n"))
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"city/growth.yaml:{told}")
    assert str(problem).endswith("`waive` and `off`.")


def test_what_is_written_as_empty_takes_away(here):
    """An empty `unless` takes the exceptions of a rule away; null leaves a key as it is."""
    text = "element: growth\nrules: [{id: lulls, unless: [], because: null}]\n"
    before = rules(load_pack("./base"))["lulls"]
    assert rules(load_pack(write("city", "../base", growth=text)))["lulls"] == evolve(before, unless=())


def test_roles_and_criteria_change(here):
    """A criterion takes another role, goes with the rules that conclude it, or comes with new ones."""
    text = """\
element: growth
criteria: [{id: kept, role: informative}, {id: quiet, off: true}, {id: fresh, title: Fresh}]
rules:
  - {id: lull, off: true}
  - {id: fresh, if: [{fact: lull}], then: {satisfies: fresh}}
"""
    child = load_pack(write("city", "../base", growth=text))
    assert [(one.id, one.role) for one in child.element("growth").criteria] == [("kept", "informative"), ("fresh", "essential")]
    assert child.element("growth").criteria[0].title == load_pack("./base").element("growth").criteria[0].title


def test_texts_are_joined_by_language(here):
    """Texts per language stand beside the parent's, and a plain text takes their place; one of the parent's serves all its languages."""
    text = """\
element: growth
title: {su: Tumuwuh}
criteria: [{id: kept, title: {id: Tetap, su: Angger}}]
rules:
  - {id: visited, because: Everyone did.}
"""
    child = load_pack(write("city", "../base", "languages: [en, id, su]\n", growth=text))
    element = child.element("growth")
    assert child.languages == ("en", "id", "su")
    assert element.title.texts == {"en": "Growth", "id": "Growth", "su": "Tumuwuh"}
    assert element.criteria[0].title.texts == {"en": "Kept", "id": "Tetap", "su": "Angger"}
    assert rules(child)["visited"].because.texts == {"": "Everyone did."}
    assert check_path("city") == []


def test_vocabulary_and_references_are_joined_by_name(here):
    """Fact types, their attributes and references are joined by their names; an example is taken whole."""
    vocabulary = """\
facts:
  visit:
    attributes: {kind: {values: [courtesy, working, study]}, far: {type: boolean}}
    example: {by: bandung}
  rest: null
  meeting: {means: They met., attributes: {year: {type: year}}}
"""
    child = load_pack(write("city", "../base", "references: [{id: law, issued: 2001}, {id: own}]\n", vocabulary=vocabulary))
    before, after = load_pack("./base").vocabulary.types, child.vocabulary.types
    assert list(after) == ["visit", "rest", "lull", "meeting"]
    assert after["visit"].means == before["visit"].means
    assert after["visit"].example == {"by": "bandung"}
    assert list(after["visit"].attributes) == [*before["visit"].attributes, "far"]
    assert after["visit"].attributes["kind"] == evolve(before["visit"].attributes["kind"], values=("courtesy", "working", "study"))
    assert child.references == ({"id": "law", "title": "The law", "issued": 2001}, {"id": "own"})


def test_elements_are_left_out_ordered_and_added(here):
    """Where a child lists elements these count, in its order; the others of the parent are left out."""
    more = "element: trust\ncriteria: [{id: told}]\nrules: [{id: told, if: [{fact: rest}], then: {satisfies: told}}]\n"
    write("two", "../base", "elements: [trust, growth]\n", trust=more)
    assert [element.id for element in load_pack("./two").elements] == ["trust", "growth"]
    assert [element.id for element in load_pack(write("one", "../two", "elements: [trust]\n")).elements] == ["trust"]
    told = [str(problem) for problem in check_path("one")]
    assert told == [
        "one/pack.yaml:5:11: warning: In the fact type `visit` of `two`: No rule reads `visit`. "
        "What a case records of it changes no judgement.",
        "one/pack.yaml:5:11: warning: In the fact type `lull` of `two`: No rule concludes `lull`. Nothing uses it.",
    ]


def test_parameters_and_waivers_are_joined(here):
    """The values of a parameter take the place of the parent's, its type and meaning stay; waivers stand beside those of the parent."""
    top = "parameters: {often: {type: integer, means: How often., values: [{value: 1}, {value: 3, from: 2020}]}}\nwaive: {a: Because.}\n"
    text = "element: growth\nwaive: {b: So.}\nrules: [{id: lull, waive: {c: Yes.}}]\n"
    vocabulary = "facts: {rest: {waive: {d: No.}}}\n"
    write("one", "../base", top, growth=text, vocabulary=vocabulary)
    again = "parameters: {often: {values: [{value: 2}]}, other: {type: text, values: [{value: x}]}}\nwaive: {e: Also.}\n"
    one, two = load_pack("./one"), load_pack(write("two", "../one", again, growth=text.replace("{c: Yes.}", "{f: Yes.}")))
    assert [dated.value for dated in two.parameters["often"].values] == [2]
    assert two.parameters["often"].means == one.parameters["often"].means
    assert list(two.parameters) == ["often", "other"]
    assert two.waive == {"a": "Because.", "e": "Also."}
    assert rules(two)["lull"].waive == {"c": "Yes.", "f": "Yes."}
    assert two.vocabulary.types["rest"].waive == {"d": "No."}


def test_what_the_parent_wrote_of_a_changed_thing_is_told_there(here):
    """Where the child changes a parameter, a type or a rule, what no longer fits in the rest of it is told there, and whose it is."""
    write("one", "../base", "parameters: {often: {type: integer, values: [{value: 1}]}}\n")
    vocabulary = "facts: {visit: {attributes: {by: {type: text}}}, rest: {example: {year: 1}}}\n"
    write("two", "../one", "parameters: {often: {type: text}, oftn: {values: [{value: 2}]}}\n", vocabulary=vocabulary)
    assert [str(problem) for problem in check_path("two")] == [
        'two/pack.yaml:5:21: In the parameter `often` of `one`: 1 is not a text. Write it in quotes: "1".',
        "two/pack.yaml:5:35: `one` has no parameter `oftn`. Did you mean `often`? A new parameter states `type`.",
        "two/vocabulary.yaml:1:16: In the rule `growth.visited` of `one`: This cannot be compared with `$p.id`. "
        "One is a text, the other a partner; they are never the same.",
        "two/vocabulary.yaml:1:67: A fact of type `rest` has no `year`. It has no attributes.",
    ]


def test_a_mapping_extends_too(here):
    """A pack that is given as a mapping may extend another, seen from the current folder, and needs no other part."""
    top = {"ringrose": "pack/1", "id": "city", "version": "1", "extends": {"pack": "./base", "version": "==1.0"}}
    child = load_pack({"pack": top})
    assert child.parent == load_pack("./base")
    growth = {"element": "growth", "criteria": [{"id": "quiet", "role": "informative"}]}
    other = load_pack({"pack": top, "vocabulary": {"facts": None}, "elements": {"growth": growth}})
    assert other.element("growth").criteria[1].role == "informative"
    with pytest.raises(InputError, match=r"pack: pack\.extends\.pack: There is no pack in the folder `\./none`"):
        load_pack({"pack": {**top, "extends": {"pack": "./none"}}})
    with pytest.raises(InputError, match=r"pack: rules: The key `rules` is not known here"):
        load_pack({"pack": top, "rules": {}})
    with pytest.raises(InputError, match=r"pack: pack\.elements\[1\]: There is no element `grown`\. Did you mean `growth`\?"):
        load_pack({"pack": {**top, "elements": ["grown"]}, "elements": {"growth": growth}})


def test_a_mapping_of_odd_parts_is_told(here):
    """Parts of a child that are no mappings or lists are told where they stand, and nothing else is."""
    top = {"ringrose": "pack/1", "id": "city", "version": "1", "extends": "./base"}
    for part, value, told in (
        ("vocabulary", 5, "pack: vocabulary: A mapping (keys with values) is needed here"),
        ("elements", 5, "pack: elements: A mapping (keys with values) is needed here"),
        ("elements", {"growth": 5}, "pack: elements.growth: A mapping (keys with values) is needed here"),
        ("elements", {"growth": {"element": "growth", "rules": 5}}, "pack: elements.growth.rules: A list is needed here"),
        ("elements", {"growth": {"element": "growth", "rules": [5]}}, "pack: elements.growth.rules[1]: A mapping (keys with values) is"),
        ("elements", {"growth": {"rules": [{"id": 5}]}}, "pack: elements.growth: The key `element` is missing"),
        ("vocabulary", {"facts": {"visit": {"attributes": 5}}}, "pack: vocabulary.facts.visit.attributes: A mapping"),
    ):
        with pytest.raises(InputError) as caught:
            load_pack({"pack": top, part: value})
        assert any(str(problem).startswith(told) for problem in caught.value.problems), caught.value
        assert all("of `small`" not in problem.what for problem in caught.value.problems)
    with pytest.raises(InputError, match="A mapping"):
        load_pack({"pack": 5})


# -- chains ---------------------------------------------------------------------------------------------------------------------


def test_packs_stand_on_one_another(here):
    """A pack on a pack on a pack has what each of them says, and the last word counts."""
    write("a", "../base", growth="element: growth\nrules: [{id: lull, advice: A}, {id: nobody, off: true}]\n")
    write("b", "../a", growth="element: growth\nrules: [{id: lull, because: B}]\n")
    last = load_pack(write("c", "../b", growth="element: growth\nrules: [{id: lull, because: C}]\n"))
    assert (last.parent.id, last.parent.parent.id, last.parent.parent.parent.id) == ("b", "a", "small")
    assert (rules(last)["lull"].because.get(), rules(last)["lull"].advice.get()) == ("C", "A")
    assert "nobody" not in rules(last)
    write("c", "../b", growth="element: growth\nrules: [{id: nobody, off: true}]\n")
    assert "of `b` has no rule `nobody`" in str(check_path("c")[0])


def test_circles_of_three_are_told_once(here):
    """Packs that go round in a circle are one problem that names them, from wherever the circle is entered."""
    write("a", "../b")
    write("b", "../c")
    write("c", "../a")
    enter = write("d", "../a")
    for name in ("./a", enter):
        with pytest.raises(InputError) as caught:
            load_pack(name)
        (problem,) = caught.value.problems
        assert str(problem).startswith("c/pack.yaml:4:10: The packs `a`, `b` and `c` go round in a circle.")


def test_a_circle_that_comes_later_is_told(here):
    """A pack that was sound and whose parent now extends it is read anew."""
    write("a", "../base")
    write("b", "../a")
    assert load_pack("./b").parent.id == "a"
    write("a", "../b")
    with pytest.raises(InputError, match="go round in a circle"):
        load_pack("./b")


def test_chains_without_end_are_refused(here):
    """So many packs and no more may stand on one another."""
    write("p0", "../base")
    for number in range(1, MAX_CHAIN + 1):
        write(f"p{number}", f"../p{number - 1}")
    assert load_pack(f"./p{MAX_CHAIN - 1}").parent is not None
    packs_module._loaded.clear()
    with pytest.raises(InputError, match="More than 20 packs stand on one another"):
        load_pack(f"./p{MAX_CHAIN}")


# -- names, versions, and what cannot be read -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../none", "/", "a/../../../..", "x" * 5000 + "/y", "~/x", "./base/pack.yaml", "\u2028/"])
def test_folders_that_hold_no_pack_are_told(here, name):
    """A path that leads to no pack is one problem at its place, whatever it is."""
    top = {"ringrose": "pack/1", "id": "city", "version": "1", "extends": name}
    Path("city").mkdir()
    Path("city/pack.json").write_text(json.dumps(top))
    with pytest.raises(InputError) as caught:
        load_pack("./city")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("city/pack.json", 1)
    assert problem.what.startswith("There is no pack in the folder")


@pytest.mark.parametrize("name", ["base", "a\x00b", "..base", "x" * 5000, "-", "$base", "base:x"])
def test_names_that_name_no_pack_are_told(here, name):
    """A name leads to packs that can be found by name and to no folder, wherever one is."""
    top = {"ringrose": "pack/1", "id": "city", "version": "1", "extends": name}
    Path("city").mkdir()
    with pytest.raises(InputError) as caught:
        load_pack({"pack": top})
    (problem,) = caught.value.problems
    assert problem.place == "pack.extends"
    assert problem.what == f"There is no pack `{name}`"
    assert (problem.hint == "For the folder near this one, write ./base") is (name == "base")


@pytest.mark.parametrize(
    ("version", "wanted", "told"),
    [
        ("1.1.0", ">=1.1, <2", None),
        ("1.2rc1", ">=1.1, <2", None),
        ("2.0.0", ">=1.1, <2", "`city` asks for small >=1.1, <2 and 2.0.0 is here"),
        ("1.1rc1", ">=1.1, <2", "`city` asks for small >=1.1, <2 and 1.1rc1 is here"),
        ("spring", ">=1.1", 'No version can be asked for here. The version of `small` is "spring", which is not a number such as 1.1.0'),
    ],
)
def test_versions_are_checked(here, version, wanted, told):
    """A parent whose version fits is taken, a later pre-release too; one that does not, or cannot be compared, is told."""
    base = Path("base/pack.yaml")
    base.write_text(base.read_text().replace('version: "1.0"', f'version: "{version}"'))
    name = write("city", f'{{pack: ../base, version: "{wanted}"}}')
    if told is None:
        assert load_pack(name).parent.version == version
    else:
        with pytest.raises(InputError) as caught:
            load_pack(name)
        (problem,) = caught.value.problems
        assert told in str(problem)


def test_a_parent_that_is_broken_is_told_in_its_files(here):
    """The problems of a parent are told in its own files, beside those that keep a file of the child from being read."""
    write("city", "../base", vocabulary="facts: [\n")
    Path("base/growth.yaml").write_text("element: growth\n")
    files = {problem.file for problem in check_path("city")}
    assert files == {"city/vocabulary.yaml", os.path.join("base", "growth.yaml")}


def test_a_file_that_cannot_be_read_hides_nothing_else(here):
    """Where a file of the child cannot be read, only that is told."""
    write("city", "../base", "title: 5\n", vocabulary="facts: {\n")
    assert [problem.file for problem in check_path("city")] == ["city/pack.yaml", "city/vocabulary.yaml"]


def test_strange_files_are_told(here):
    """A file that no element of the pack is read from is told, by the elements of the parent where the child lists none."""
    write("city", "../base", growth="element: growth\n", growht="element: growth\n")
    (problem,) = check_path("city")
    assert (problem.file, problem.warning) == ("city/growht.yaml", True)
    write("city", "../none")
    (problem,) = check_path("city")
    assert problem.file == "city/pack.yaml"


# -- reading anew ---------------------------------------------------------------------------------------------------------------


def test_packs_are_kept_until_a_file_below_them_changes(here):
    """A pack is read once, and again when a file of it or of any pack below it changes; so its digest changes with the parent."""
    write("a", "../base")
    first = load_pack(write("b", "../a"))
    assert load_pack("./b") is first
    element = Path("base/growth.yaml")
    element.write_text(element.read_text().replace("Visit one another", "Go"))
    os.utime(element, ns=(1, 1))
    second = load_pack("./b")
    assert second.digest != first.digest
    assert rules(second)["lull"].advice.get() == "Go."
    assert load_pack("./b") is second


def test_a_pack_is_read_anew_where_its_parent_moves(here, monkeypatch):
    """Where a name leads to another folder, the pack that extends it is read anew; where it leads nowhere, that is told."""
    for home in ("one", "two"):
        shutil.copytree("base", f"{home}/parent")
    monkeypatch.setenv("RINGROSE_PACKS", "one")
    first = load_pack(write("city", "parent"))
    monkeypatch.setenv("RINGROSE_PACKS", "two")
    assert load_pack("./city") is not first
    monkeypatch.delenv("RINGROSE_PACKS")
    with pytest.raises(InputError, match="There is no pack `parent`"):
        load_pack("./city")
    with pytest.raises(PackNotFound):
        load_pack("parent")


def test_size_limit_holds_for_parents(here):
    """Each file of a parent is held to the limit, too."""
    with pytest.raises(InputError, match=r"base/growth\.yaml: This file is larger than 900 bytes"):
        load_pack(write("city", "../base"), max_bytes=900)


def test_a_pack_with_its_parents_travels(here):
    """A pack that is pickled arrives whole, with its digest and its parent."""
    pack = load_pack(write("city", "../base"))
    there = pickle.loads(pickle.dumps(pack))  # noqa: S301  # our own
    assert (there, there.digest, there.parent) == (pack, pack.digest, pack.parent)


# -- properties -----------------------------------------------------------------------------------------------------------------

OWN = {"ringrose": "pack/1", "id": "child", "version": "9"}
PACKS = st.randoms(use_true_random=False).map(random_pack).filter(lambda pack: not _errors(pack))


def _errors(pack):
    return [flaw for flaw in check_pack(pack)[1] if not flaw.warning]


def content_of(pack):
    """The content of a checked pack."""
    return pack_content(check_pack(pack)[0])


def split(rng, content):
    """A parent and a child that together are a pack: parts of it that are missing in the parent or otherwise there."""
    parent = json.loads(json.dumps(content))
    child = {"pack": {**content["pack"]}, "vocabulary": {"facts": {}}, "elements": {}}
    for name, element in parent["elements"].items():
        changes = {"element": name}
        for key in ("criteria", "rules"):
            whole = element.get(key, [])
            kept = rng.randrange(len(whole) + 1) if key == "rules" else len(whole)
            for entry in whole[:kept]:
                if rng.randrange(2):
                    told = {"id": entry["id"], **_altered(rng, entry)}
                    changes.setdefault(key, []).append(told)
            for entry in whole[kept:]:
                changes.setdefault(key, []).append(entry)
            element[key] = whole[:kept]
            if key == "rules" and rng.randrange(2):
                element[key] = [{**RULE, "then": {"violates": element["criteria"][0]["id"]}}, *element[key]]
                changes.setdefault(key, []).append({"id": RULE["id"], "off": True})
        if len(changes) > 1:
            child["elements"][name] = changes
    for name, kind in parent["vocabulary"]["facts"].items():
        if rng.randrange(2):
            child["vocabulary"]["facts"][name] = json.loads(json.dumps(kind))
            kind["means"] = "Something else."
            child["vocabulary"]["facts"][name].setdefault("means", "")
    del child["pack"]["elements"]
    return parent, child


RULE = {"id": "gone", "if": [{"fact": "year"}]}


def _altered(rng, entry):
    """Keys of an entry, which the parent is given other values of."""
    told = {}
    for key in ("role", "because"):
        if key in entry and rng.randrange(2):
            told[key] = entry[key]
            entry[key] = {"role": "essential", "because": "Otherwise."}[key]
    return told


@settings(max_examples=60, deadline=None)
@given(PACKS)
def test_an_empty_child_is_the_parent(pack):
    """Joined with a child that states nothing, the content of a pack is itself under the child's name."""
    content = content_of(pack)
    joined = extended(content, {"pack": OWN})
    assert joined.flaws == ()
    assert joined.content == with_top(content, **OWN)
    assert content == content_of(pack)


@settings(max_examples=60, deadline=None)
@given(PACKS)
def test_a_child_that_states_everything_is_itself(pack):
    """Joined with its parent, a child that states all that the parent does, and nothing else, is the parent."""
    content = content_of(pack)
    joined = extended(content, content)
    assert joined.flaws == ()
    assert joined.content == content


@settings(max_examples=80, deadline=None)
@given(PACKS, st.randoms(use_true_random=False))
def test_a_pack_that_is_parted_is_whole_again(pack, rng):
    """A pack that is split into a parent and a child, in any of many ways, is the same pack with the same digest when it is joined."""
    content = content_of(pack)
    parent, child = split(rng, content)
    joined = extended(parent, child)
    assert joined.flaws == ()
    whole = json.loads(json.dumps(joined.content))
    for kind in whole["vocabulary"]["facts"].values():
        if kind.get("means") in ("", "Something else."):
            del kind["means"]
    assert load_pack(whole).digest == check_pack(pack)[0].digest


@settings(max_examples=60, deadline=None)
@given(PACKS, st.randoms(use_true_random=False))
def test_changes_of_several_packs_are_those_of_one(pack, rng):
    """Where two children on one another change different things, joining them one after the other is joining them at once."""
    content = content_of(pack)
    first, second, both = ({"pack": OWN, "vocabulary": {"facts": {}}, "elements": {}} for _ in range(3))
    for name, element in content["elements"].items():
        changes = {"first": {"element": name, "criteria": [], "rules": []}, "second": {"element": name, "criteria": [], "rules": []}}
        for key in ("criteria", "rules"):
            for entry in element.get(key, []):
                who = rng.choice(("first", "second", "none"))
                if who != "none":
                    change = {"id": entry["id"], ("title" if key == "criteria" else "note"): {"en": f"By the {who}."}}
                    changes[who][key].append({"id": entry["id"], "off": True} if key == "rules" and rng.randrange(3) == 0 else change)
        first["elements"][name], second["elements"][name] = changes["first"], changes["second"]
        both["elements"][name] = {
            "element": name, **{key: changes["first"][key] + changes["second"][key] for key in ("criteria", "rules")}
        }  # fmt: skip
    one_by_one = extended(extended(content, first).content, second)
    at_once = extended(content, both)
    assert at_once.flaws == one_by_one.flaws == ()
    assert at_once.content == one_by_one.content


KEYS = sorted(
    {*PACK_KEYS, *ELEMENT_KEYS, "facts", "growth", "visit", "kept", "id", "off", "role", "if", "then", "because", "type", "values"}
)
STRANGE = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | st.sampled_from(["", "id", "kept", "lull", "visit", "growth", "en", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
ENTRIES = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(["kept", "quiet", "lull", "lulls", "visited", "nobody", "new"])}, optional={
        "off": st.sampled_from([True, False, None, "no"]), "role": st.sampled_from(["essential", "informative", "x"]),
        "if": st.sampled_from([[{"fact": "rest"}], [{"fact": "non"}], []]), "then": STRANGE,
        "because": st.sampled_from(["{l.year}", "{y.value}"]),
    }),
    max_size=4,
)  # fmt: skip
VOCABULARIES = st.dictionaries(
    st.sampled_from(["visit", "rest", "lull", "new"]),
    STRANGE | st.fixed_dictionaries({}, optional={"derived": st.booleans(), "attributes": STRANGE, "example": STRANGE}),
    max_size=3,
)
CHILDREN = st.fixed_dictionaries(
    {"pack": st.fixed_dictionaries({k: st.just(v) for k, v in OWN.items()}, optional={
        "elements": STRANGE, "languages": STRANGE, "references": STRANGE, "parameters": STRANGE, "title": STRANGE, "waive": STRANGE,
    })},
    optional={
        "vocabulary": STRANGE | st.fixed_dictionaries({"facts": VOCABULARIES}),
        "elements": STRANGE | st.fixed_dictionaries({"growth": STRANGE | st.fixed_dictionaries(
            {"element": st.just("growth")}, optional={"criteria": ENTRIES, "rules": ENTRIES, "title": STRANGE}
        )}),
    },
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(CHILDREN)
def test_every_flaw_has_its_place_in_the_child(child):
    """Whatever a child states, each flaw of the whole is told at a path that the child's own files have, or that leads into them."""
    stated = {**child, "pack": {**child["pack"], "extends": str(SMALL)}}
    try:
        load_pack(stated)
    except InputError as error:
        for problem in error.problems:
            assert problem.place
            steps = problem.place.replace("[", ".[").split(".")
            assert _leads_into(stated, steps), problem


def _leads_into(value, steps):
    """Whether a place begins with a part that is stated: all but its last two steps lead somewhere."""
    for number, step in enumerate(steps):
        if step.startswith("["):
            at = int(step[1:-1]) - 1
            if not isinstance(value, list):
                return len(steps) - number <= 2
            if at >= len(value):
                return False
            value = value[at]
        elif not isinstance(value, dict) or step not in value:
            return number > 0 or step in ("vocabulary", "elements")
        else:
            value = value[step]
    return True


def test_a_file_is_no_parent(here):
    """A pack that extends a file is told so."""
    name = write("child", "../base/pack.yaml")
    with pytest.raises(InputError, match=r"`../base/pack.yaml` is a file. A pack is a folder. Name the folder that holds its pack.yaml"):
        load_pack(name)
