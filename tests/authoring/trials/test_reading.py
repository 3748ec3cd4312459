"""How the tests of a pack are read: all that is wrong is told at once, each with its place."""

import pytest

from ringrose import InputError, load_pack
from ringrose.authoring.trials.reading import files_of_tests, load_tests, load_tests_of
from tests.authoring.trials.conftest import Folder

TRIP = "{id: trip, fact: visit, by: alpha, year: 2018}"


def loaded(folder):
    """The tests of the pack in a folder."""
    return load_tests(folder.path, load_pack(folder.path))


def problems(folder):
    """What is wrong with the tests of the pack in a folder, one line each, seen from the folder."""
    with pytest.raises(InputError) as caught:
        loaded(folder)
    return [str(problem).replace(f"{folder.path}/", "") for problem in caught.value.problems]


def test_what_is_left_out_is_filled_in(folder):
    """A test that is given nothing is about two partners, two fields and three years."""
    folder.tests("tests: [{name: One., expect: {status: {life: undetermined}}}]")
    (test,) = loaded(folder)
    assert [partner.id for partner in test.case.partners] == ["alpha", "beta"]
    assert [field.id for field in test.case.fields] == ["health", "education"]
    assert (test.case.review.start, test.case.review.end) == (2018, 2020)
    assert (test.name, test.file, test.line) == ("One.", "tests/life.yaml", 1)


def test_tests_stand_in_all_files_of_the_folder(folder):
    """The files of the folder `tests` are read by name, in YAML and JSON; other files, folders and cases are passed over."""
    folder.tests("element: life\ntests:\n  - {name: Second., expect: {status: {life: met}}}", "b")
    folder.write("tests/a.json", '{"tests": [{"name": "First.", "expect": {"status": {"life": "met"}}}]}')
    folder.write("tests/equivalent.yaml", "equivalent: {}")
    folder.write("tests/case.yaml", "ringrose: case/1")
    folder.write("tests/notes.txt", "tests: []")
    folder.write("tests/more/c.yaml", "tests: 5")
    assert [(test.name, test.file, test.line) for test in loaded(folder)] == [
        ("First.", "tests/a.json", 1),
        ("Second.", "tests/b.yaml", 3),
    ]


def test_without_tests_there_is_nothing_to_run(folder):
    """A pack without tests is told so, with what to write."""
    assert files_of_tests(folder.path) == []
    (told,) = problems(folder)
    assert told.startswith("tests: The pack `small` has no tests. A rule without a test is a guess. Write tests/NAME.yaml")
    folder.write("tests/case.yaml", "ringrose: case/1")
    assert load_tests_of(files_of_tests(folder.path), folder.path, load_pack(folder.path)) == ()


def test_files_that_cannot_be_read(folder):
    """A file that is no YAML, one that is no mapping, and one without tests or with something else are told, each with its place."""
    folder.write("tests/a.yaml", "tests: [")
    folder.write("tests/b.yaml", "- tests")
    folder.write("tests/c.yaml", "element: life")
    folder.write("tests/d.yaml", "tests: [5, {name: One., expect: {status: {life: met}}}]")
    folder.write("tests/e.yaml", "tests: {name: One.}")
    told = problems(folder)
    places = ("a.yaml:1:9:", "b.yaml:1:1:", "c.yaml:1:1:", "d.yaml:1:9:", "e.yaml:1:8:")
    assert [line.partition(" ")[0] for line in told] == [f"tests/{place}" for place in places]
    assert told[2].endswith("The key `tests` is missing. Add `tests`.")
    assert "A mapping (keys with values) is needed here, and 5 stands here." in told[3]


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{}", "Nothing is expected. A test that expects nothing cannot fail."),
        ("{fires: []}", "Nothing is expected. A test that expects nothing cannot fail."),
        ("{fire: [life.visited]}", "The key `fire` is not known here. Did you mean `fires`?"),
        ("{status: {lif: met}}", "There is no element or criterion `lif`. Did you mean `life`?"),
        ("{status: {life: satisfied}}", "`satisfied` is not a status of an element."),
        ("{status: {life: violated}}", "`violated` is not a status of an element. Did you mean `not_met`?"),
        ("{status: {life: unknown}}", "`unknown` is not a status of an element. Did you mean `undetermined`?"),
        ("{status: {life: mett}}", "`mett` is not a status of an element. Did you mean `met`?"),
        ("{status: {life.yearly: met}}", "`met` is not a status of a criterion. Did you mean `satisfied`?"),
        ("{status: {life: [met]}}", "A text is needed here, and a list stands here."),
        ("{fires: [life.visitd]}", "There is no rule `life.visitd`. Did you mean `life.visited`?"),
        ("{silent: [visited]}", "There is no rule `visited`."),
        ("{silent: life.visited}", "A list is needed here,"),
        ("{fires: [life.visited], silent: [life.visited]}", "`life.visited` cannot both fire and be silent."),
        ("{because: [{facts: [trip]}]}", "The key `rule` is missing."),
        ("{because: [{rule: life.visitd}]}", "There is no rule `life.visitd`."),
        ("{because: [{rule: life.visited, facts: [trp]}]}", "There is no fact `trp`. Did you mean `trip`?"),
        ("{because: [{rule: life.visited, names: [year-2021]}]}", "There is no fact `year-2021`."),
        ("{because: [{rule: life.visited, absent: [{fact: met_in}]}]}", "There is no recorded fact type `met_in`."),
        ("{because: [{rule: life.visited, absent: [{where: {}}]}]}", "The key `fact` is missing."),
        ("{because: [{rule: life.visited, text: 5}]}", "A text is needed here, and 5 stands here."),
        ("{because: [{rule: life.visited, text: {en: 5}}]}", "A text is needed here, and 5 is none. Put it in quotes."),
        ("{because: [{rule: life.visited, text: {en: [a]}}]}", "A text is needed here, and a list is none."),
        ("{because: [{rule: life.visited, text: {}}]}", "No text is given."),
        ("{because: [{rule: life.visited, text: {en: null}}]}", "No text is given."),
        ("{because: [{rule: life.visited, text: {fr: On y va.}}]}", "The pack has no texts in the language `fr`. Known are `en` and `id`."),
        ("{derived: [{fact: visit}]}", "There is no derived fact type `visit`."),
        ("{derived: [{fact: 5}]}", "There is no derived fact type 5."),
        ("{derived: [{year: 2018}]}", "The key `fact` is missing."),
        ("{derived: [met_in]}", "A mapping (keys with values) is needed here,"),
        ("{derived: [{fact: met_in, yaer: 2018}]}", "A fact of type `met_in` has no `yaer`. Did you mean `year`?"),
        ("{derived: [{fact: met_in, year: soon}]}", '"soon" is not a year.'),
        ("[]", "A mapping (keys with values) is needed here,"),
    ],
)
def test_what_is_expected_is_checked(folder, expect, told):
    """A key, name, status or value that means nothing in what is expected is told with what is probably meant."""
    folder.test(f"{{facts: [{TRIP}]}}", expect)
    (line,) = problems(folder)
    assert line.startswith("tests/life.yaml:1:")
    assert told in line


WRONG_ABSENCES = [
    ("where: 5", "where: ", "A mapping (keys with values) is needed here, and 5 stands here."),
    ("where: {year: {a: 1}}", "{year: {", "`a` is not an operator. Known are `in`,"),
    ("where: {year: {}}", "year: ", "No operator is given."),
    ("where: {year: {in: 5}}", "in: ", "`in` needs a list of values. Write for instance"),
    ("where: {year: null}", "year: ", "A single value is needed here."),
    ("where: {nope: {a: {b: 1}}}", "nope: {", "`a` is not an operator."),
    ("where: {yaer: 2018}", "where: {", "A fact of type `visit` has no `yaer`. Did you mean `year`?"),
    ("where: {year: {not: soon}}", "not: ", '"soon" is not a date.'),
    ("where: {year: true}", "year: ", "true is not a year."),
    ("where: {purpose: {in: [work, lesure]}}", "[work, ", "`lesure` is not one of the values allowed here. Did you mean `leisure`?"),
    ("where: {purpose: {lt: work}}", "purpose: {", "`lt` cannot compare here."),
    ("where: {year: $y.value}", "year: ", "`$y.value` cannot stand here. Only rules can refer. Write the value"),
    ("where: {year: {in: [2018, $param.year]}}", "[2018, ", "`$param.year` cannot stand here."),
    ("where: {year: {within: {years: 2, to: 2019}}}", "year: {", "`within` cannot stand here."),
    ("at_most: x", "at_most: ", '"x" is not a number from 0. Write for instance at_most: 1, or take it out.'),
    ("at_most: {a: 1}", "at_most: ", "a mapping is not a number from 0."),
    ("at_most: [1]", "at_most: ", "a list is not a number from 0."),
    ("at_most: true", "at_most: ", "true is not a number from 0."),
    ("at_most: -1", "at_most: ", "-1 is not a number from 0."),
    ("at_most: 1.5", "at_most: ", "1.5 is not a number from 0."),
    ("distinct: zz", "distinct: ", "A fact of type `visit` has no `zz`. Known are `id`,"),
]


@pytest.mark.parametrize(("stated", "before", "told"), WRONG_ABSENCES)
def test_what_is_known_not_to_be_is_checked_as_in_rules(folder, stated, before, told):
    """A wrong attribute, operator, value or number of a pattern that is known not to hold is told at its place."""
    folder.test("{}", f"{{because: [{{rule: life.never-came, absent: [{{fact: visit, {stated}}}]}}]}}")
    (line,) = problems(folder)
    text = (folder.path / "tests" / "life.yaml").read_text(encoding="utf-8")
    assert line.startswith(f"tests/life.yaml:1:{text.index(before, text.index('absent')) + len(before) + 1}: {told}")


def test_all_that_is_wrong_in_a_pattern_is_told(folder):
    """One wrong part of a pattern hides no other, even where its type is not known."""
    folder.test("{}", "{because: [{rule: life.visited, absent: [{fact: vist, at_most: -1, where: {by: $p.id, year: {a: 1}}}]}]}")
    assert [line.split()[1] for line in problems(folder)] == ["There", "-1", "`$p.id`", "`a`"]
    folder.test("{}", "{because: [{rule: life.visited, absent: [{fact: visit, distinct: x, where: {by: $p.id, year: {a: 1}, to: 5}}]}]}")
    assert [line.split()[1] for line in problems(folder)] == ["A", "`$p.id`", "`a`", "An"]


def test_patterns_are_read_as_in_rules(folder):
    """The values of a pattern are read by their types: a year as a number, two dollars as one; what is not stated is not asked."""
    patterns = '[{fact: visit}, {fact: ending, where: {of: $$a, year: {gte: 2018-05-01, in: [2019.0, "2020-01-01"], exists: true}}}]'
    folder.test("{}", f"{{because: [{{rule: life.visited, absent: {patterns}}}]}}")
    ((grounds,),) = (test.expect.because for test in loaded(folder))
    assert [one.where for one in grounds.absent] == [None, {"of": "$a", "year": {"exists": True, "gte": 2018, "in": [2019, 2020]}}]


@pytest.mark.parametrize("name", ["''", "'  '"])
def test_a_name_says_something(folder, name):
    """A test whose name is blank is told so, and only that."""
    folder.tests(f"tests: [{{name: {name}, expect: {{status: {{life: met}}}}}}, {{name: {name}, expect: {{status: {{life: met}}}}}}]")
    told = problems(folder)
    assert len(told) == 2
    assert told[0] == "tests/life.yaml:1:16: The name says nothing. Write a sentence that says what the test shows."


def test_rules_that_were_taken_out_of_the_parent(folder, tmp_path):
    """A rule of the parent that is switched off, or left out with its element, is told so, and not taken for another."""
    child = Folder(tmp_path / "child")
    child.write("pack.yaml", "{ringrose: pack/1, id: child, version: 1.0.0, extends: ../small}")
    child.write("life.yaml", "{element: life, rules: [{id: empty-year, off: true}]}")
    (child.path / "vocabulary.yaml").unlink()
    child.test("{}", "{silent: [life.empty-year], fires: [life.empty-yer], because: [{rule: life.empty-year}]}")
    told = problems(child)
    off = "The rule `life.empty-year` of `small` is switched off here. So it can neither fire nor be silent. Expect a status instead."
    assert [line.partition(": ")[2].startswith(off) for line in told] == [True, False, True]
    assert "There is no rule `life.empty-yer`." in told[1]
    child.write("pack.yaml", "{ringrose: pack/1, id: child, version: 1.0.0, extends: ../small, elements: [work]}")
    child.write("work.yaml", "{element: work, criteria: [{id: done}], rules: [{id: any, if: [{fact: visit}], then: {satisfies: done}}]}")
    (child.path / "life.yaml").unlink()
    child.test("{}", "{silent: [life.empty-year]}")
    (line,) = problems(child)
    assert line.endswith("The element `life` of `small` is left out here, and its rules with it. Take `life.empty-year` out.")


def test_all_problems_are_told_at_once(folder):
    """What is wrong in one part of a test hides nothing that is wrong in another, or in another test or file."""
    folder.tests(
        """
        element: lief
        tests:
          - name: One.
            given: {facts: [{fact: visit, by: alpah}]}
            expect: {status: {lif: met}, fire: [a], silent: [life.x], because: [{rle: x}, {rule: life.y}]}
          - given: {reveiw: 2018}
            expect: {fires: [life.z]}
          - name: One.
          - name: Three.
            given: 5
            expect: {status: {life: met}, because: [{rule: life.visited, facts: [a]}], derived: [{fact: met_in, year: soon}]}
        """
    )
    folder.tests("element: [life]\ntest: []", "other")
    assert [(line.partition(" ")[0].removeprefix("tests/"), line.partition(" ")[2][:38]) for line in problems(folder)] == [
        ("life.yaml:1:10:", "There is no element `lief`. Did you me"),
        ("life.yaml:4:39:", "There is no partner `alpah` in this ca"),
        ("life.yaml:5:23:", "There is no element or criterion `lif`"),
        ("life.yaml:5:34:", "The key `fire` is not known here. Did "),
        ("life.yaml:5:54:", "There is no rule `life.x`. Known are `"),
        ("life.yaml:5:74:", "The key `rle` is not known here. Did y"),
        ("life.yaml:5:90:", "There is no rule `life.y`. Known are `"),
        ("life.yaml:6:5:", "The key `name` is missing. Add `name`."),
        ("life.yaml:6:13:", "The key `reveiw` is not known here. Di"),
        ("life.yaml:7:22:", "There is no rule `life.z`. Known are `"),
        ("life.yaml:8:5:", "The key `expect` is missing. Add `expe"),
        ("life.yaml:8:11:", 'The sentence "One." stands here twice.'),
        ("life.yaml:10:12:", "A mapping (keys with values) is needed"),
        ("other.yaml:1:10:", "A text is needed here, and a list stan"),
        ("other.yaml:2:1:", "The key `test` is not known here. Did "),
    ]


def test_what_is_null_is_left_out(folder):
    """A key without a value counts as left out, in a test as everywhere."""
    folder.tests("tests: [{name: One., given: {facts: null}, expect: {fires: null, status: {life: met}, derived: null}}]")
    (test,) = loaded(folder)
    assert (test.expect.fires, test.expect.derived) == ((), ())


def test_values_of_derived_facts_are_read_by_their_types(folder):
    """A derived fact that is expected has the values that a rule would give it; what is null is left out."""
    folder.test(f"{{facts: [{TRIP}]}}", "{derived: [{fact: met_in, year: 2018.0, open: null}]}")
    ((fact,),) = (test.expect.derived for test in loaded(folder))
    assert dict(fact.attributes) == {"year": 2018}
    assert isinstance(fact.attributes["year"], int)
