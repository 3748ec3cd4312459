"""Case files to fill in."""

import io
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose import Attribute, FactType, Partner, Review, assess, load_case
from ringrose.authoring.starting.new_case import EXAMPLE, case_id, named_partners, starting_case
from ringrose.files.cases import case_problems
from ringrose.model.check_pack import check_pack
from ringrose.model.checking import UNSEEN
from tests.generate import random_pack
from tests.rules.packs import PACKS
from tests.small import fact, no, pack, rule, satisfies

REVIEW = Review(2020, 2024)
RULES = pack(rule("r", fact("visit"), then=satisfies()), types={"visit": FactType({"by": Attribute("partner")})})
NAMES = st.text().filter(lambda name: name.strip() and not UNSEEN.search(name)) | st.sampled_from(["Visit 1", "visit-2", "Year 2020"])


def sound(text, rules):
    """The case of a text; every problem of it that is no warning would be raised."""
    return load_case(io.BytesIO(text.encode()), pack=rules)


def examples(text):
    """The numbers of the lines that are examples."""
    return [number for number, line in enumerate(text.splitlines()) if line.lstrip().startswith(EXAMPLE)]


def uncommented(text, numbers):
    """The text with the first sign taken from some of its examples."""
    return "".join(f"{line.replace('#', '', 1) if number in numbers else line}\n" for number, line in enumerate(text.splitlines()))


def generated(seed):
    """A random pack that is sound."""
    rules, flaws = check_pack(random_pack(Random(seed)))
    assert all(flaw.warning for flaw in flaws)
    return rules


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("rules", PACKS.values(), ids=PACKS)
def test_a_new_case_is_sound_and_settles_nothing(rules, lang):
    """A new case for a pack that we ship is sound as it stands, and every element of it is undetermined."""
    case = sound(starting_case(rules, id="c", review=REVIEW, lang=lang), rules)
    assert (case.facts, case.complete, case.published) == ((), (), ())
    assert {judgement.status for judgement in assess(case, pack=rules, engine="compiled")} == {"undetermined"}


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("rules", PACKS.values(), ids=PACKS)
def test_every_example_can_be_uncommented(rules, lang):
    """Each example of a new case gives a sound case when it alone is uncommented, and all of them together do."""
    text = starting_case(rules, id="c", review=REVIEW, lang=lang)
    for number in examples(text):
        case = sound(uncommented(text, [number]), rules)
        assert len(case.facts) + len(case.complete) + len(case.published) == 1
    case = sound(uncommented(text, examples(text)), rules)
    assert {told.type for told in case.facts} == set(rules.vocabulary.recordable)


@settings(max_examples=20)
@given(st.integers(0, 10**9))
def test_every_example_of_any_pack_can_be_uncommented(seed):
    """For any pack each example gives a sound case by itself, there is one for each type of fact, and all of them together are sound."""
    rules = generated(seed)
    text = starting_case(rules, id="c", review=REVIEW)
    sound(text, rules)
    for number in examples(text):
        sound(uncommented(text, [number]), rules)
    case = sound(uncommented(text, examples(text)), rules)
    assert [told.type for told in case.facts] == list(rules.vocabulary.recordable)


@pytest.mark.parametrize("rules", PACKS.values(), ids=PACKS)
def test_each_type_is_told_with_its_meaning_and_values(rules):
    """Every type of fact that a case may record stands there with its meaning and all values that its attributes allow."""
    text = " ".join(line.lstrip("# ") for line in starting_case(rules, id="c", review=REVIEW).splitlines())
    for name in rules.vocabulary.recordable:
        kind = rules.vocabulary.types[name]
        assert f"{name}: {kind.means.get('en')}" in text
        assert all(value in text for attribute in kind.attributes.values() for value in attribute.values)


def test_records_are_offered_where_absence_counts():
    """A record can be declared complete of the types of which rules ask that there be none, and of no others."""
    rules = pack(rule("r", fact("t"), no("u")), rule("s", fact("t"), then=satisfies()))
    text = starting_case(rules, id="c", review=REVIEW)
    assert [closure.type for closure in sound(uncommented(text, examples(text)), rules).complete] == ["u"]
    without = starting_case(pack(rule("s", fact("t"), then=satisfies())), id="c", review=REVIEW)
    assert "complete:" not in without


def test_an_example_names_what_the_case_has():
    """An example takes the partners in turn, the agreed field and a year of the review, and else what the pack's example says."""
    kinds = {
        "by": Attribute("partner"),
        "to": Attribute("partner"),
        "over": Attribute("partner"),
        "field": Attribute("field"),
        "year": Attribute("year"),
        "kind": Attribute("one_of", values=("x", "y")),
        "size": Attribute("number"),
        "of": Attribute("fact"),
        "from": Attribute("fact", True),
        "day": Attribute("date"),
    }
    types = {"t": FactType(kinds, example={"kind": "y", "year": 1999, "from": "t-9"})}
    rules = pack(rule("s", fact("t"), then=satisfies()), types=types)
    text = starting_case(rules, id="c", review=REVIEW, partners=[Partner("a"), Partner("b")])
    (told,) = sound(uncommented(text, examples(text)), rules).facts
    known = {"by": "a", "to": "b", "over": "a", "field": "first-field", "year": 2020, "kind": "y", "size": 1, "from": "a"}
    assert dict(told.attributes) == {**known, "day": date(2016, 11, 25)}


def test_a_pack_that_reads_no_facts_has_a_case_too():
    """For a pack whose vocabulary is empty a new case says that its rules read no facts."""
    rules = pack(rule("s", fact("partner"), then=satisfies()), types={"D": FactType({}, derived=True)})
    text = starting_case(rules, id="c", review=REVIEW)
    assert "# These rules read no facts." in text
    assert "fields:" not in text
    sound(text, rules)


def test_the_first_remark_names_the_pack_and_the_commands():
    """The head of the file names the pack by its title, where it has one, and the commands to go on with, where they are given."""
    rules = pack(rule("s", fact("t"), then=satisfies()), title="Our own")
    told = starting_case(rules, id="c", review=REVIEW, check="ringrose check c.yaml", assess="ringrose assess c.yaml")
    assert told.startswith('# A case for the rules small 1 ("Our own"): ')
    assert "# Look for mistakes with `ringrose check c.yaml`, and judge with `ringrose assess c.yaml`." in told
    assert "Look for mistakes" not in starting_case(rules, id="c", review=REVIEW)


@given(st.text().filter(lambda text: text.strip()))
def test_no_text_of_a_pack_becomes_a_line(words):
    """Whatever a pack says, each of its lines is a remark, an example, or what stands in every case."""
    try:
        rules = pack(rule("s", fact("t"), then=satisfies()), title=words, types={"t": FactType({}, means=words)})
    except AssertionError:
        return  # a text that no pack may have
    text = starting_case(rules, id="c", review=REVIEW)
    keys = {"ringrose", "id", "title", "partners", "review", "sources", "facts", "published"}
    for line in text.split("\n"):
        assert line == "" or line.lstrip().startswith(("# ", EXAMPLE, "- {")) or line.partition(":")[0] in keys
    assert sound(text, rules).facts == ()


@pytest.mark.parametrize("name", ["null", "true", "no"])
def test_names_that_mean_something_in_yaml_are_quoted(name):
    """Types and attributes that are called like a word of YAML can be uncommented as well."""
    rules = pack(rule("s", fact(name), then=satisfies()), types={name: FactType({name: Attribute("boolean")})})
    text = starting_case(rules, id="c", review=REVIEW)
    assert [told.type for told in sound(uncommented(text, examples(text)), rules).facts] == [name]


@settings(max_examples=40)
@given(st.lists(st.tuples(NAMES, st.none() | st.just("ID")), min_size=1, max_size=4))
def test_partners_get_ids_that_nothing_else_has(named):
    """Partners of any names have ids of their own, which no fact, field or year can have."""
    partners = named_partners(named, RULES)
    text = starting_case(RULES, id="c", review=REVIEW, partners=partners)
    case = sound(uncommented(text, examples(text)), RULES)
    assert case.partners == partners
    assert [partner.name.get() for partner in partners] == [name for name, _ in named]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Kota Melati", "Port Aster"], ["kota-melati", "port-aster"]),
        (["Aster", "Aster"], ["aster", "aster-2"]),
        (["Visit 1", "Year 2020"], ["visit-1-2", "year-2020-2"]),
        (["!", "中区"], ["partner", "中区"]),
        (["x" * 100], ["x" * 60]),
    ],
)
def test_ids_are_made_from_names(names, ids):
    """The id of a partner is its name in small letters with dashes, and a number where another thing could be called so."""
    assert [partner.id for partner in named_partners([(name, None) for name in names], PACKS["ringrose"])] == ids


@pytest.mark.parametrize(
    ("name", "id"), [("melati", "melati"), ("two words\t", "two-words"), ("", "case"), ("\udc80", "case"), ("y" * 300, "y" * 200)]
)
def test_a_case_is_called_as_its_file_is(name, id):
    """The id of a case is the name of its file without what an id may not have."""
    assert case_id(name) == id


def test_a_new_case_warns_of_what_is_still_to_be_done():
    """The check of a new case tells, as warnings alone, that nothing cites its source and no fact names its partners."""
    rules = PACKS["ringrose"]
    problems = case_problems(io.BytesIO(starting_case(rules, id="c", review=REVIEW).encode()), rules)
    assert [problem.what for problem in problems] == [
        "No fact names the partner `first-partner`",
        "No fact names the partner `second-partner`",
        "Nothing cites the source `source-1`",
    ]
    assert all(problem.warning for problem in problems)
