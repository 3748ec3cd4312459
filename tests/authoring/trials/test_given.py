"""What a test is given: a case of which only what matters is written, or a case file and more."""

import pytest

from ringrose import InputError, load_pack
from ringrose.authoring.trials.reading import load_tests

CASE = """
    ringrose: case/1
    id: pair
    partners: [{id: melati}, {id: aster}]
    review: {from: 2020, to: 2021}
    complete: [ending]
    facts:
      - {id: first, fact: visit, by: melati, year: 2020}
      - {fact: visit, by: aster, year: 2021}
"""


def cases(folder):
    """The cases of the tests of the pack in a folder."""
    return [test.case for test in load_tests(folder.path, load_pack(folder.path))]


def problems(folder):
    """What is wrong with them, one line each, seen from the folder."""
    with pytest.raises(InputError) as caught:
        cases(folder)
    return [str(problem).replace(f"{folder.path}/", "") for problem in caught.value.problems]


def given(folder, *givens):
    """Write tests that are given this."""
    lines = [f"  - {{name: N{number}., given: {one}, expect: {{status: {{life: met}}}}}}" for number, one in enumerate(givens, 1)]
    folder.tests("tests:\n" + "\n".join(lines))


def test_a_case_file_is_named_from_the_file_of_tests(folder):
    """A case file is sought from the folder of the file of tests, and read once for all tests."""
    folder.write("cases/pair.yaml", CASE)
    given(folder, "{case: ../cases/pair.yaml}", "{case: ../cases/pair.yaml, facts: null}")
    one, other = cases(folder)
    assert one is other
    assert one.id == "pair"


def test_more_is_added_to_a_case_file(folder):
    """Entries of lists are added, one with the id of another stands in its place, and all else that is given is put in its place."""
    folder.write("cases/pair.yaml", CASE)
    more = "{case: ../cases/pair.yaml, review: {from: 2020, to: 2022}, complete: [visit], fields: [{id: health}], facts: [%s, %s]}"
    given(folder, more % ("{fact: ending, of: first}", "{id: first, fact: visit, by: aster, year: 2022}"))
    (case,) = cases(folder)
    assert case.review.end == 2022
    assert [closure.type for closure in case.complete] == ["ending", "visit"]
    assert [field.id for field in case.fields] == ["health"]
    assert [(fact.id, fact.attributes.get("by")) for fact in case.facts] == [("first", "aster"), ("visit-2", "aster"), ("ending-1", None)]


def test_what_is_wrong_with_a_case_file_is_told_at_its_place(folder):
    """The problems of a case file are told once, at their lines, however many tests name it."""
    folder.write("cases/pair.yaml", CASE.replace("by: aster", "by: astr"))
    given(folder, "{case: ../cases/pair.yaml}", "{case: ../cases/pair.yaml, complete: [visit]}")
    (told,) = problems(folder)
    assert told.startswith("cases/pair.yaml:8:23: There is no partner `astr` in this case.")


def test_what_is_wrong_with_what_is_added_is_told_in_the_file_of_tests(folder):
    """What is wrong with an added entry is told where that stands, and what it makes wrong in the case file at `given`."""
    folder.write("cases/pair.yaml", CASE)
    given(
        folder,
        "{case: ../cases/pair.yaml, facts: [{fact: visit, by: astr}]}",
        "{case: ../cases/pair.yaml, fields: [{id: a b}], revew: 5}",
        "{case: ../cases/pair.yaml, partners: [{id: first}]}",
        "{case: ../cases/pair.yaml, facts: [{id: x, fact: visit}, {id: x, fact: visit}]}",
        "{case: ../cases/pair.yaml, facts: 5}",
        "{case: ../cases/pair.yaml, facts: [5]}",
    )
    told = problems(folder)
    assert [line.partition(" ")[0].removeprefix("tests/life.yaml:") for line in told] == [
        *("2:77:", "3:65:", "3:72:", "4:24:", "5:86:", "6:58:", "7:59:"),
    ]
    assert "There is no partner `astr`" in told[0]
    assert "`first`" in told[3]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("5", "A mapping (keys with values) is needed here, and 5 stands here."),
        ("{case: 5}", "The path of a case file is needed here, and 5 stands here."),
        ("{case: none.yaml}", "There is no case file `none.yaml`. It is sought from the folder of this file."),
        ("{case: ..}", "There is no case file `..`."),
        ("{facts: [{fact: vist}]}", "There is no fact type `vist`."),
        ("{partners: []}", "A case needs at least one partner."),
    ],
)
def test_what_is_no_case_is_told(folder, stated, told):
    """What cannot be given is told where it stands."""
    given(folder, stated)
    (line,) = problems(folder)
    assert line.startswith("tests/life.yaml:2:")
    assert told in line
