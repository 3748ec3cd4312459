"""What the checks of a folder give: places, waivers, tests, versions, what comes from a parent, and what needs Hypothesis."""

import json

import pytest

from ringrose import InputError, assess, load_case, load_pack
from ringrose.authoring.checks import checking, looking
from ringrose.authoring.checks.checking import check_pack_of
from ringrose.authoring.checks.codes import CODES
from ringrose.authoring.checks.report import catalogue, lines
from tests.authoring.checks.writing import FILES, changed, written
from tests.rules.packs import FOLDERS

LIFE, WORDS, TOP, TESTS = "life.yaml", "vocabulary.yaml", "pack.yaml", "tests/life.yaml"
UNUSED = (
    LIFE,
    "{fact: visit, as: v, where: {purpose: work}}",
    "{fact: visit, as: v, where: {purpose: work}}\n      - {fact: letter, as: l}",
)


def codes(folder, **more):
    """The codes of what is found and not waived."""
    return [one.code for one in check_pack_of(folder, **{"examples": 40, **more}).open]


def test_each_thing_is_told_where_it_stands(tmp_path):
    """File, line and column are those of the part of the pack that it is about."""
    found = check_pack_of(written(tmp_path, changed(FILES, UNUSED)), examples=40)
    (one,) = found.open
    lines_of_file = (tmp_path / LIFE).read_text(encoding="utf-8").splitlines()
    assert one.problem.file == str(tmp_path / LIFE)
    assert lines_of_file[one.problem.line - 1][one.problem.column - 1 :].startswith("l}")
    assert str(one.problem).endswith("Use it in a text or a condition, or take `as` out.")


def test_things_are_told_in_the_order_of_the_files(tmp_path):
    """pack.yaml comes first, then the vocabulary, then the elements, each from top to bottom."""
    files = changed(
        FILES, UNUSED, (WORDS, "    means: A letter was written.\n", ""), (TOP, "title: A small pack\n", ""), (LIFE, "title: Life\n", "")
    )
    found = check_pack_of(written(tmp_path, files), examples=40).open
    assert [(one.code, one.about) for one in found] == [
        ("missing-text", "small"),
        ("missing-text", "letter"),
        ("missing-text", "life"),
        ("unused-alias", "life.work"),
    ]


# -- waivers ----------------------------------------------------------------------------------------------------------------------------

PLACES = {
    "rule": (LIFE, "  - id: work\n", "  - id: work\n    waive: {unused-alias: It counts letters.}\n"),
    "pack": (TOP, "elements:", "waive: {unused-alias: It counts letters.}\nelements:"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_waiver_accepts_what_is_found_with_its_code(tmp_path, place):
    """In the thing itself or in pack.yaml; what is accepted is still there, with the reason."""
    found = check_pack_of(written(tmp_path, changed(FILES, UNUSED, PLACES[place])), examples=40)
    assert found.open == ()
    (one,) = found.waived
    assert (one.code, one.waived) == ("unused-alias", "It counts letters.")


@pytest.mark.parametrize(
    ("waived", "files"),
    [
        ((WORDS, "  letter:\n", "  letter:\n    waive: {missing-text: It is clear.}\n"), (WORDS, "    means: A letter was written.\n", "")),
        ((LIFE, "element: life\n", "element: life\nwaive: {missing-text: It is clear.}\n"), (LIFE, "title: Life\n", "")),
        ((LIFE, "role: essential,", "role: essential, waive: {missing-text: It is clear.},"), (LIFE, " title: They meet,", "")),
    ],
)
def test_a_waiver_may_stand_in_a_fact_type_an_element_and_a_criterion(tmp_path, waived, files):
    """It accepts what is found there."""
    found = check_pack_of(written(tmp_path, changed(FILES, waived, files)), examples=40)
    assert (found.open, [one.code for one in found.waived]) == ((), ["missing-text"])


def test_a_waiver_of_another_thing_accepts_nothing(tmp_path):
    """It is told itself, as one that is not needed."""
    elsewhere = (LIFE, "  - id: visited\n", "  - id: visited\n    waive: {unused-alias: It counts letters.}\n")
    assert codes(written(tmp_path, changed(FILES, UNUSED, elsewhere))) == ["unused-alias", "needless-waiver"]


# -- tests and versions -----------------------------------------------------------------------------------------------------------------


def test_a_pack_without_tests_has_no_rule_that_is_tested(tmp_path):
    """Of each rule it is told twice: that nothing says that it fires, and nothing that it is silent."""
    files = {name: text for name, text in FILES.items() if name != TESTS}
    assert sorted(codes(written(tmp_path, files))) == ["untested-firing"] * 3 + ["untested-silence"] * 3


def test_tests_that_cannot_be_read_are_refused(tmp_path):
    """They are told with their places, as by `ringrose pack test`."""
    with pytest.raises(InputError, match=r"life\.yaml:4"):
        check_pack_of(written(tmp_path, changed(FILES, (TESTS, "life.visited], silent: [life.not-visited]", "life.visitd]"))))


def test_a_version_that_the_changelog_does_not_tell_of_is_told(tmp_path):
    """Where there is no changelog, too; the line to write holds the digest."""
    found = check_pack_of(written(tmp_path, FILES, changelog=""), examples=40).open
    assert [one.code for one in found] == ["untold-version"]
    assert str(load_pack(tmp_path).digest) in found[0].problem.hint
    assert codes(written(tmp_path, FILES, "# Changelog\n\n## [0.9.0] - 2026-01-01\n")) == ["untold-version"]


def test_a_version_without_a_digest_is_told_in_the_changelog(tmp_path):
    """At the heading of its section."""
    found = check_pack_of(written(tmp_path, FILES, "# Changelog\n\n## [1.0.0] - 2026-01-01\n\n### Added\n- All.\n"), examples=40).open
    assert [one.code for one in found] == ["untold-digest"]
    assert str(found[0].problem).startswith(f"{tmp_path / 'CHANGELOG.md'}:3:1: CHANGELOG.md tells no digest of version 1.0.0.")


@pytest.mark.parametrize(
    ("day", "why"), [("", ""), (" - 30 November 2026", '"30 November 2026" is not written as YEAR-MONTH-DAY. '), (" - 2026-02-30", None)]
)
def test_a_day_that_is_not_written_as_one_is_told_in_the_changelog(tmp_path, day, why):
    """At the heading of its section; the version and its digest are read all the same."""
    digest = load_pack(written(tmp_path, FILES)).digest
    found = check_pack_of(written(tmp_path, FILES, f"# Changelog\n\n## [1.0.0]{day}\n\n- Digest: `{digest}`.\n"), examples=40).open
    assert [one.code for one in found] == ["untold-version"]
    told = f"{tmp_path / 'CHANGELOG.md'}:3:1: CHANGELOG.md does not tell of which day version 1.0.0 is. "
    assert str(found[0].problem).startswith(told if why is None else f"{told}{why}Write ## [1.0.0] - YEAR-MONTH-DAY")


def test_a_new_version_comes_before_its_digest(tmp_path):
    """The digest that is printed is that of the old version, and it is said when to write it."""
    told = written(tmp_path, FILES).joinpath("CHANGELOG.md").read_text(encoding="utf-8")
    found = check_pack_of(written(tmp_path, changed(FILES, (LIFE, "{full: true}", "{full: false}")), told), examples=40).open
    (hint,) = [one.problem.hint for one in found if one.code == "changed-without-version"]
    assert hint == (
        "Raise `version` in pack.yaml first and run this again, for the digest of the new version is another; "
        f"only if 1.0.0 was never given away, write Digest: {load_pack(tmp_path).digest}"
    )


def test_a_change_of_meaning_without_a_new_version_is_told(tmp_path):
    """Comments, layout and waivers change nothing; a role does."""
    written(tmp_path, FILES)
    told = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    same = changed(FILES, PLACES["pack"], UNUSED, (LIFE, "element: life\n", "# A remark.\nelement:   life\n"))
    assert "changed-without-version" in codes(written(tmp_path, same, told))
    assert codes(written(tmp_path, changed(FILES, (LIFE, "element: life\n", "# A remark.\nelement:   life\n")), told)) == []
    other = changed(FILES, (LIFE, "{full: true}", "{full: false}"))
    assert "changed-without-version" in codes(written(tmp_path, other, told))


def test_a_changelog_that_cannot_be_read_is_refused(tmp_path):
    """With its name."""
    written(tmp_path, FILES)
    (tmp_path / "CHANGELOG.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"CHANGELOG\.md"):
        check_pack_of(tmp_path)


# -- a pack that stands on another ------------------------------------------------------------------------------------------------------

CHILD = {
    "pack.yaml": """\
ringrose: pack/1
id: child
version: 1.0.0
title: A child
extends: ../parent
""",
    "life.yaml": "element: life\n",
}


def family(tmp_path, parent, child):
    """The folder of a pack that stands on another."""
    written(tmp_path / "parent", parent)
    return written(tmp_path / "child", child)


def test_what_the_parent_wrote_is_the_parents_matter(tmp_path):
    """Its rules, texts and attributes, its missing tests, and its waivers are not told of the child."""
    parent = changed(
        FILES,
        UNUSED,
        (WORDS, "    means: A letter was written.\n", ""),
        (TOP, "references:\n", "waive: {missing-reference: No.}\nreferences:\n"),
    )
    folder = family(tmp_path, {name: text for name, text in parent.items() if name != TESTS}, CHILD)
    assert codes(folder) == []
    assert len(codes(tmp_path / "parent")) > 5


def test_what_the_parent_has_and_does_not_waive_is_the_parents_matter(tmp_path):
    """A fault of the parent is not told again where the child only takes it over."""
    parent = changed(FILES, (WORDS, "  busy:\n", "  calm:\n    derived: true\n    means: Nothing.\n  busy:\n"))
    folder = family(tmp_path, parent, CHILD | {"life.yaml": "element: life\nrules:\n  - {id: visited, off: true}\n"})
    assert codes(tmp_path / "parent") == ["never-derived"]
    assert codes(folder) == ["never-satisfied", "unread-type"]


def test_what_the_child_wrote_is_told_of_the_child(tmp_path):
    """A rule that it adds is checked as any other."""
    rule = "rules:\n  - {id: more, if: [{fact: letter, as: l}, {fact: visit, where: {purpose: work}}], then: {satisfies: met}}\n"
    folder = family(tmp_path, FILES, CHILD | {"life.yaml": f"element: life\n{rule}"})
    found = check_pack_of(folder, examples=40).open
    assert [(one.code, one.about) for one in found] == [
        ("missing-text", "life.more"),
        ("missing-reference", "life.more"),
        ("untested-firing", "life.more"),
        ("untested-silence", "life.more"),
        ("unused-alias", "life.more"),
    ]
    assert {one.problem.file for one in found} == {str(folder / "life.yaml")}


def test_a_rule_of_which_only_texts_are_the_childs_needs_no_tests_of_it(tmp_path):
    """The parent's tests are for what it means; a rule of which the child changes a condition is for the child's."""
    texts = "rules:\n  - {id: not-visited, advice: Go at once., because: Nobody., waive: {missing-language: So.}}\n"
    assert codes(family(tmp_path, FILES, CHILD | {"life.yaml": f"element: life\n{texts}"})) == ["needless-waiver"]
    meant = "rules:\n  - {id: not-visited, if: [{no: visit}, {no: letter}], because: Nobody.}\n"
    assert codes(family(tmp_path, FILES, CHILD | {"life.yaml": f"element: life\n{meant}"})) == ["untested-firing", "untested-silence"]


def test_what_the_child_causes_in_the_parents_part_is_told_of_the_child(tmp_path):
    """Where it takes out the only rule that satisfies a criterion, that can never be satisfied any more."""
    folder = family(tmp_path, FILES, CHILD | {"life.yaml": "element: life\nrules:\n  - {id: visited, off: true}\n"})
    found = check_pack_of(folder, examples=40).open
    assert [(one.code, one.about) for one in found] == [("never-satisfied", "life.met"), ("unread-type", "busy")]
    assert {one.problem.file for one in found} == {str(folder / "life.yaml")}


# -- examples and the answer ------------------------------------------------------------------------------------------------------------

BOTH = [(LIFE, "      - {no: visit, where: {purpose: {in: [work, study]}}}\n", "")]


def test_an_example_is_a_case_file_that_shows_what_is_said(tmp_path):
    """It can be judged, and then shows the criterion satisfied and violated; nothing can be left out of it."""
    folder = written(tmp_path, changed(FILES, *BOTH))
    (one,) = [one for one in check_pack_of(folder).open if one.code == "satisfied-and-violated"]
    told = one.to_dict()["example"]
    pack = load_pack(folder)

    def status(case):
        return assess(load_case(case, pack=pack), pack=pack, engine="compiled")["life"]["met"].status

    assert status(told) == "contested"
    assert told["id"] == "example"
    assert [fact["fact"] for fact in told["facts"] if fact["fact"] == "visit"] == ["visit"]
    for key in ("facts", "complete"):
        for n in range(len(told.get(key, ()))):
            assert status({**told, key: told[key][:n] + told[key][n + 1 :]}) != "contested"


def test_the_same_seed_finds_the_same(tmp_path):
    """Two runs say the same to the last byte; another seed may find another example."""
    folder = written(tmp_path, changed(FILES, *BOTH))
    first, again = (json.dumps(check_pack_of(folder, seed=3).to_dict()) for _ in range(2))
    assert first == again
    assert json.loads(first)["seed"] == 3


def test_the_answer_counts_what_is_open_by_weight(tmp_path):
    """It names the pack, and says what is waived."""
    found = check_pack_of(written(tmp_path, changed(FILES, UNUSED, (LIFE, "title: Life\n", ""), PLACES["rule"])), examples=7)
    told = found.to_dict()
    assert told["ringrose"] == "pack-check/1"
    assert told["pack"]["id"] == "small"
    assert told["summary"] == {"wrong": 0, "weak": 0, "missing": 1, "waived": 1}
    assert [one["waived"] for one in told["found"]] == [None, "It counts letters."]
    assert told["found"][0]["weight"] == "missing"
    assert (told["searched"], told["examples"]) == (True, 7)


def test_without_hypothesis_the_rest_is_checked(tmp_path, monkeypatch):
    """What needs it is not looked for, and one line says so; a waiver of that is not called needless."""
    monkeypatch.setattr(checking, "has_hypothesis", lambda: False)
    waived = (LIFE, "role: essential,", "role: essential, waive: {satisfied-and-violated: Both may be.},")
    found = check_pack_of(written(tmp_path, changed(FILES, *BOTH, UNUSED, waived)), examples=40)
    assert [(one.code, one.example) for one in found.found] == [("unused-alias", None)]
    told = list(lines(found))
    assert told[-2] == (
        '`satisfied-and-violated` and examples were not looked for: this needs Hypothesis. Write: pip install "ringrose[testing]"'
    )


def test_hypothesis_is_looked_for():
    """It is there where these tests run."""
    assert looking.has_hypothesis()


def test_lines_tell_each_thing_with_its_code_and_its_example(tmp_path):
    """One line each; below it the case, then one line for all; what is waived is told when asked for."""
    found = check_pack_of(written(tmp_path, changed(FILES, *BOTH, UNUSED, PLACES["rule"])))
    told = list(lines(found))
    assert told[0].startswith(f"{tmp_path / LIFE}:6:5: satisfied-and-violated: One case can satisfy and violate `life.met`.")
    assert told[1:3] == ["  Such a case:", "    ringrose: case/1"]
    assert told[-1] == "small: 1 found: 1 wrong, 1 waived"
    every = list(lines(found, waived=True))
    assert any(": waived: unused-alias: The rule" in line for line in every)
    assert "  Reason: It counts letters." in every


def test_lines_say_where_nothing_is_found(tmp_path):
    """One line is enough."""
    assert list(lines(check_pack_of(written(tmp_path, FILES), examples=40))) == ["small: nothing found"]


def test_the_catalogue_tells_every_code_by_its_weight():
    """Each stands below its weight, with its sentence."""
    told = list(catalogue())
    assert [line.split()[0] for line in told if line.startswith("  ")] == list(CODES)
    assert all(any(line.endswith(code.told) for line in told) for code in CODES.values())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_found_in_the_packs_that_we_ship(folder):
    """All that the check finds there is waived, with a reason."""
    found = check_pack_of(folder)
    assert [str(one.problem) for one in found.open if one.code not in ("untold-version", "untold-digest")] == []
