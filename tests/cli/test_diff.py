"""`ringrose diff`: what is printed, and how it ends."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from ringrose import InputError, load_pack
from ringrose.files.kinds import kind_of, pack_folder

SCHEMAS = Path(__file__).parents[2] / "schemas"
RULES = Path(__file__).parents[2] / "rules" / "ringrose"
VERSION = load_pack("ringrose").version

CASE = "ringrose: case/1\nid: c\npartners: [{id: a}, {id: b}]\nreview: {from: 2016, to: 2018}\n"
NO_BENEFIT = CASE + "facts: [{fact: benefit, to: a}, {id: none, fact: benefit, to: b, holds: false}]\n"
BENEFIT = CASE + "facts: [{fact: benefit, to: a}, {id: some, fact: benefit, to: b}]\n"


@pytest.fixture
def two(case_file):
    """The names of two case files of which one has a benefit that the other denies."""
    return case_file(NO_BENEFIT, "a.yaml"), case_file(BENEFIT, "b.yaml")


@pytest.fixture
def saved(ringrose, two):
    """The names of two saved assessments."""
    names = []
    for case in two:
        names.append(f"{case}.json")
        Path(names[-1]).write_text(ringrose("assess", case, "--format", "json").out, encoding="utf-8")
    return tuple(names)


@pytest.fixture
def changed_pack(tmp_path):
    """The folder of a pack in which one criterion of reciprocity is for information, and another version."""
    folder = tmp_path / "changed"
    shutil.copytree(RULES, folder)
    for name, old, new in (
        ("pack.yaml", f"version: {VERSION}", "version: 9.1.0"),
        ("reciprocity.yaml", "{no: benefit, where: {to: $p.id}}", "{no: benefit, where: {to: $p.id, field: health}}"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def checked(out, kind):
    """The JSON, valid by the published schema."""
    answer = json.loads(out)
    jsonschema.validate(answer, json.loads((SCHEMAS / "diff.schema.json").read_text(encoding="utf-8")))
    assert (answer["ringrose"], answer["kind"]) == ("diff/1", kind)
    return answer


def test_two_cases_are_compared(ringrose, two):
    """Two case files are told with what differs in them and in their judgements, with exit code 0."""
    done = ringrose("diff", *two)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("What differs between two cases\nFirst   c (a.yaml)\nSecond  c (b.yaml)\n")
    assert "✓ Reciprocity: from not met to met" in done.out
    answer = checked(ringrose("diff", *two, "--format", "json", "--lang", "id").out, "cases")
    assert [(d["what"], d["change"]) for d in answer["differences"]] == [("fact", "removed"), ("fact", "added")]
    assert ringrose("diff", *two, "--engine", "durable").out == ringrose("diff", *two, "--engine", "auto").out
    assert ringrose("diff", *two, "--format", "json", "--engine", "compiled").out == ringrose("diff", *two, "--format", "json").out


def test_saved_assessments_are_compared(ringrose, saved):
    """Two saved assessments are told from what they say alone."""
    done = ringrose("diff", *saved, "--lang", "id")
    assert (done.code, done.err) == (0, "")
    assert "dari tidak terpenuhi menjadi terpenuhi" in done.out
    checked(ringrose("diff", *saved, "--format", "json").out, "assessments")


def test_two_packs_are_compared(ringrose, two, changed_pack):
    """Two packs, by name or folder, are compared by their rules alone, or by how they judge cases too."""
    done = ringrose("diff", "ringrose", str(changed_pack))
    assert (done.code, done.err) == (0, "")
    assert f"First   ringrose {VERSION} (ringrose)" in done.out
    assert "rule reciprocity.partner-without-benefit: if" in done.out
    assert "pack ringrose: version" in done.out
    answer = checked(
        ringrose("diff", "ringrose", str(changed_pack / "pack.yaml"), "--case", two[0], "--case", two[1], "--format", "json").out, "packs"
    )
    assert [case["case"] for case in answer["cases"]] == ["c", "c"]
    assert [rule["went"] for rule in answer["cases"][0]["rules"]] == [0]
    assert checked(ringrose("diff", "ringrose", "ringrose", "--case", two[0], "--format", "json").out, "packs")["differences"] == []


@pytest.mark.parametrize("kind", ["cases", "assessments"])
def test_the_exit_code_tells_of_judgements_where_it_is_asked_to(ringrose, two, saved, kind):
    """--exit-code gives 1 where any element has another status, and 0 where none has, whatever else differs."""
    first, second = two if kind == "cases" else saved
    assert ringrose("diff", first, second, "--exit-code").code == 1
    assert ringrose("diff", first, second).code == 0
    assert ringrose("diff", first, first, "--exit-code").code == 0


def test_the_exit_code_of_packs_is_of_the_cases(ringrose, two, case_file, changed_pack):
    """--exit-code of two packs is 1 where a case is judged otherwise."""
    closed = CASE + "fields: [{id: health}]\nfacts: [{fact: benefit, to: a, field: health, holds: false}]\n"
    turned = case_file(closed, "closed.yaml")
    assert ringrose("diff", "ringrose", str(changed_pack), "--exit-code").code == 0
    assert ringrose("diff", "ringrose", str(changed_pack), "--exit-code", "--case", two[0]).code == 0
    assert ringrose("diff", "ringrose", str(changed_pack), "--exit-code", "--case", two[0], "--case", turned).code == 1


def test_things_of_two_kinds_cannot_be_compared(ringrose, two, saved):
    """Things of different kinds are refused in one line that says what each is."""
    for sides, told in (
        ((two[0], "ringrose"), "a.yaml: This is a case, and ringrose is a pack."),
        ((saved[0], two[0]), "a.yaml.json: This is a saved assessment, and a.yaml is a case."),
        (("ringrose", saved[0]), "ringrose: This is a pack, and a.yaml.json is a saved assessment."),
    ):
        done = ringrose("diff", *sides)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        assert done.err.startswith(told)


def test_what_is_not_there_is_told(ringrose, two):
    """A name that leads nowhere is told, with the pack that was probably meant; both sides are told at once."""
    done = ringrose("diff", "ringros", "nowhere.yaml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 2)
    assert "ringros: There is no such file, folder or pack. Did you mean `ringrose`?" in done.err
    assert "nowhere.yaml: There is no such file, folder or pack. Check the name and the folder." in done.err


def test_all_problems_of_both_sides_are_told(ringrose, case_file):
    """Where both sides are wrong the problems of both are told, and nothing is on standard output."""
    names = case_file("ringrose: case/1\nid: c\n", "a.yaml"), case_file(CASE + "facts: [{fact: vist}]\n", "b.yaml")
    done = ringrose("diff", *names)
    assert (done.code, done.out) == (2, "")
    assert {line.partition(":")[0] for line in done.err.splitlines()} == {"a.yaml", "b.yaml"}
    broken = case_file('{"ringrose": "assessment/1"}', "c.json"), case_file('{"ringrose": "assessment/9"}', "d.json")
    done = ringrose("diff", *broken)
    assert (done.code, done.out) == (2, "")
    assert {line.partition(":")[0] for line in done.err.splitlines()} == {"c.json", "d.json"}
    assert ringrose("diff", case_file("a: [", "e.yaml"), names[0]).err.startswith("e.yaml:1:")


def test_a_case_that_a_pack_cannot_read_is_told(ringrose, two, changed_pack):
    """A --case that is wrong is told once for each pack that cannot read it."""
    vocabulary = changed_pack / "vocabulary.yaml"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8"), encoding="utf-8")
    Path("bad.yaml").write_text(CASE + "facts: [{fact: vist}]\n", encoding="utf-8")
    done = ringrose("diff", "ringrose", str(changed_pack), "--case", "bad.yaml")
    assert (done.code, done.out) == (2, "")
    assert all(line.startswith("bad.yaml:5:16: ") for line in done.err.splitlines())


def test_options_of_another_kind_are_bad_usage(ringrose, two, changed_pack):
    """--case without packs, --pack with packs, and standard input twice are refused."""
    for arguments, told in (
        ((*two, "--case", two[0]), "Further cases (--case, or behind A and B) are for two packs"),
        ((*two, two[0]), "Further cases (--case, or behind A and B) are for two packs"),
        (("ringrose", str(changed_pack), "--pack", "ringrose"), "--pack is for two cases"),
        (("-", "-"), "Standard input can be only one of A and B"),
    ):
        done = ringrose("diff", *arguments)
        assert (done.code, done.out) == (2, "")
        assert told in done.err


def test_one_side_can_come_from_standard_input(ringrose, standard_input, two, saved):
    """`-` reads one side from standard input, whatever kind it is."""
    standard_input(Path(two[0]).read_bytes())
    assert "First   c (-)" in ringrose("diff", "-", two[1]).out
    standard_input(Path(saved[1]).read_bytes())
    done = ringrose("diff", saved[0], "-", "--exit-code")
    assert (done.code, done.err) == (1, "")


def test_cases_are_judged_by_the_pack_that_is_asked_for(ringrose, two, changed_pack):
    """--pack names the rules that two cases are judged by."""
    assert "ringrose 9.1.0" in ringrose("diff", *two, "--pack", str(changed_pack)).out


def test_a_file_over_the_limit_is_refused(ringrose, two):
    """--max-bytes holds for both sides."""
    done = ringrose("diff", *two, "--max-bytes", "20")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 2)


def test_the_kind_of_a_path_is_told(two, saved, changed_pack, tmp_path):
    """A folder, a pack.yaml and the name of a pack are packs; a file is what it says that it is."""
    assert [kind_of(path) for path in (two[0], saved[0], "ringrose", changed_pack, changed_pack / "pack.yaml")] == [
        "case", "assessment", "pack", "pack", "pack",
    ]  # fmt: skip
    Path("list.json").write_text("[1]", encoding="utf-8")
    assert kind_of("list.json") == "case"
    assert pack_folder(two[0]) is None
    assert pack_folder(tmp_path / "pack.yaml") is None
    with pytest.raises(InputError):
        kind_of(tmp_path / "nowhere.yaml")


CLOSED = CASE + "fields: [{id: health}]\nfacts: [{fact: benefit, to: a, field: health, holds: false}]\n"


def test_many_cases_are_told_as_a_table(ringrose, two, case_file, changed_pack):
    """Cases behind two packs (files, folders, globs, lines of JSON) are told as a table of the elements that turn, and in total."""
    Path("cases").mkdir()
    for name, text in (("cases/a.yaml", CLOSED), ("cases/b.yaml", BENEFIT.replace("id: c", "id: d"))):
        case_file(text, name)
    Path("more.jsonl").write_text('\n{"ringrose": "case/1", "id": "e", "partners": [{"id": "a"}], "review": {"from": 2016, "to": 2018}}\n')
    done = ringrose("diff", "ringrose", str(changed_pack), "cases", "more.jsonl", two[0])
    assert (done.code, done.err) == (0, "")
    assert done.out.split("\n\n")[1] == (
        "Judged by both\n                reciprocity\n  cases/a.yaml      ?>✗    \n".replace("    \n", "\n")
        + "  Each row is a case, each column an element; a dot: the same by both.\n"
        "  Cases with an element that has another status: 1 of 4.\n"
        "  - Reciprocity: 1 of 4 (1 from undetermined to not met)\n"
        "  Cases in which only findings differ: 1 of 4, such as a.yaml. `--case FILE` tells one case whole."
    )
    assert "satu" not in ringrose("diff", "ringrose", str(changed_pack), "cases/*.yaml", "--lang", "id").err
    answer = checked(ringrose("diff", "ringrose", str(changed_pack), "cases", "more.jsonl", "--format", "json").out, "packs")
    assert answer["cases"] == []
    turn = {"element": "reciprocity", "before": "undetermined", "after": "not_met"}
    assert answer["effect"] == {
        "cases": 3, "turned": 1, "totals": [{**turn, "cases": 1}], "turns": [{"name": "cases/a.yaml", "case": "c", "elements": [turn]}],
        "moved": [],
    }  # fmt: skip
    assert ringrose("diff", "ringrose", str(changed_pack), "cases", "--exit-code").code == 1
    assert ringrose("diff", "ringrose", str(changed_pack), "cases/b.yaml", "--exit-code").code == 0
    told = ringrose("diff", "ringrose", str(changed_pack), "cases/b.yaml").out
    assert "No case of 1 has an element with another status.\n  Their findings are the same by both, too.\n" in told


def test_what_is_wrong_with_many_cases_is_told_at_once(ringrose, case_file, changed_pack):
    """Where some of many cases cannot be read, the problems of all are told, and nothing is on standard output."""
    case_file(CASE + "facts: [{fact: vist}]\n", "a.yaml")
    Path("b.jsonl").write_text("{}\n", encoding="utf-8")
    done = ringrose("diff", "ringrose", str(changed_pack), "a.yaml", "b.jsonl")
    assert (done.code, done.out) == (2, "")
    assert {line.partition(":")[0] for line in done.err.splitlines()} == {"a.yaml", "b.jsonl"}
    done = ringrose("diff", "ringrose", str(changed_pack), "none")
    assert (done.code, done.out) == (2, "")


def test_cases_in_which_only_findings_differ_are_told(ringrose, two, changed_pack):
    """Where no element turns, and findings differ, it is told in how many cases, and how to see it; in the JSON which they are."""
    sides = ("diff", "ringrose", str(changed_pack), *two)
    for lang, told in (("en", "Cases in which only findings differ: 1 of 2, such as a.yaml."), ("id", "temuannya berbeda: 1 dari 2")):
        assert told in " ".join(ringrose(*sides, "--lang", lang).out.split())
    effect = checked(ringrose(*sides, "--format", "json").out, "packs")["effect"]
    assert (effect["turned"], effect["moved"]) == (0, [{"name": "a.yaml", "case": "c"}])


def test_each_pack_reads_a_case_by_its_own_types(ringrose, case_file):
    """An attribute that is text for one pack and a date for the other is read by each as its own, in either order, alone and of many."""
    for name, kind in (("one", "text"), ("two", "date")):
        Path(name).mkdir()
        top = f"ringrose: pack/1\nid: {name}\nversion: '1'\nlanguages: [en]\nelements: [e]\n"
        rule = "{id: r, if: [{fact: t, as: t}], then: {satisfies: c}, because: 'On {t.day}.'}"
        case_file(top, f"{name}/pack.yaml")
        case_file(f"facts: {{t: {{attributes: {{day: {{type: {kind}}}}}}}}}\n", f"{name}/vocabulary.yaml")
        case_file(f"element: e\ncriteria: [{{id: c}}]\nrules: [{rule}]\n", f"{name}/e.yaml")
    case = case_file(CASE + "facts: [{fact: t, day: '2018-03-04'}]\n")
    for sides in (("./one", "./two"), ("./two", "./one")):
        for cases in ((case,), ("--case", case)):
            done = ringrose("diff", *sides, *cases)
            assert (done.code, done.err) == (0, "")
