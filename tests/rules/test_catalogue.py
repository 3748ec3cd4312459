"""What every part of a shipped pack has, whatever it says; and that the pack `ringrose` keeps its promised words."""

import re

import pytest

from ringrose import Derives
from ringrose.model.pack import STANDINGS
from ringrose.model.text import slots_of
from ringrose.model.values import Range, read_value
from tests.rules.packs import PACKS, RULES, TESTS

ELEMENTS = [pytest.param(pack, element, id=f"{name}:{element.id}") for name, pack in PACKS.items() for element in pack.elements]
CRITERIA = [
    pytest.param(pack, criterion, id=f"{name}:{element.id}.{criterion.id}")
    for name, pack in PACKS.items()
    for element in pack.elements
    for criterion in element.criteria
]
RULES_OF_PACKS = [pytest.param(pack, rule, id=f"{name}:{full}") for name, pack in PACKS.items() for full, _, rule in pack.rules()]
TYPES = [pytest.param(pack, kind, id=f"{name}:{word}") for name, pack in PACKS.items() for word, kind in pack.vocabulary.types.items()]

# The words that the pack promises to keep. `*` marks what is required, and values of a one_of stand in brackets.
VOCABULARY = """
agreement: kind (mou, letter_of_intent, charter, contract, informal), signed (date), status (in_force, renewed, lapsed, ended)
contribution: by* (partner), kind (effort, time, staff, money, expertise, in_kind), field, year
activity: title, kind (exchange, training, project, event, trade, study, aid), field, \
status (planned, running, completed, stopped, not_started), for_community (boolean), year
visit: by (partner), to (partner), purpose (courtesy, working, monitoring, study, signing), year
monitoring: by (partner), year*
communication: by (partner), audience (departments, council, public, partner), extent (broad, limited), year
community_participation: group (residents, students, teachers, youth, ngo, business, artists, academics), activity (fact), field, \
extent (broad, limited), year
shared_understanding: about (goals, expectations, roles, continuation, culture)
benefit: to (partner), field, year
result: field, level (output, outcome, impact), year
obstacle: kind (budget, staff, coordination, leadership, regulation, language, crisis), of (fact), for (partner)
ending: by (partner), how (terminated, lapsed, not_renewed), year
"""
KIND_BY_NAME = {"field": "field", "year": "year", "title": "text"}  # what stands without brackets in the table
ONE_OF_TYPE = re.compile(r"partner|fact|date|boolean")
ROLES = {
    "commitment": {"resourced": "essential", "sustained": "safeguard", "monitored": "safeguard", "coordinated": "safeguard"},
    "participation": {"involved": "essential", "carried_through": "safeguard"},
    "understanding": {"agreed_goals": "essential", "continuation": "safeguard"},
    "reciprocity": {"mutual_benefit": "essential"},
    "results": {"delivered": "essential", "breadth": "informative"},
}
STANDING = {
    "commitment": "attested",
    "participation": "attested",
    "reciprocity": "attested",
    "understanding": "provisional",
    "results": "provisional",
}


def described(line):
    """One line of the table: a fact type, and its attributes with type, whether required, and values."""
    name, _, rest = line.partition(": ")
    attributes = {}
    for attribute, star, told in re.findall(r"(\w+)(\*?)(?: \(([^)]*)\))?(?:, |$)", rest):
        kind = told if ONE_OF_TYPE.fullmatch(told) else "one_of" if told else KIND_BY_NAME[attribute]
        attributes[attribute] = (kind, bool(star), tuple(told.split(", ")) if kind == "one_of" else ())
    return name, attributes


TABLE = dict(map(described, VOCABULARY.strip().splitlines()))


def assert_told(text, languages):
    """The text is there in every language, is not the same in two, and names the same slots in all."""
    assert text is not None
    assert set(text.texts) == set(languages)
    assert all(one.strip() == one and one for one in text.texts.values())
    assert len(set(text.texts.values())) == len(languages)
    assert len({frozenset(slots_of(one)) for one in text.texts.values()}) == 1


def assert_referred(reference, pack):
    """The reference is there, and is one of the pack's."""
    assert reference is not None
    assert reference.id in [known["id"] for known in pack.references]


def test_every_folder_of_rules_is_a_pack():
    """Every folder under rules/ is a pack with elements, rules and tests, and bears the name of its pack."""
    assert [path.name for path in sorted(RULES.iterdir())] == sorted(PACKS)
    for name, pack in PACKS.items():
        assert pack.id == name
        assert pack.elements
        assert list(pack.rules())
        assert TESTS[name]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_pack_tells_what_it_is(pack):
    """A pack has a version of three numbers, a title in each of its languages, and references that have an id and a title."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", pack.version)
    assert_told(pack.title, pack.languages)
    ids = [reference["id"] for reference in pack.references]
    assert len(ids) == len(set(ids)) > 0
    assert all(reference["title"] for reference in pack.references)


@pytest.mark.parametrize(("pack", "element"), ELEMENTS)
def test_an_element_tells_what_it_asks_and_where_it_comes_from(pack, element):
    """An element has a title and a question in every language, a standing and a reference."""
    assert_told(element.title, pack.languages)
    assert_told(element.question, pack.languages)
    assert element.standing in STANDINGS
    assert_referred(element.reference, pack)


@pytest.mark.parametrize(("pack", "criterion"), CRITERIA)
def test_a_criterion_tells_what_it_asks(pack, criterion):
    """A criterion has a title and a question in every language, and its question ends as a question does."""
    assert_told(criterion.title, pack.languages)
    assert_told(criterion.question, pack.languages)
    assert all(text.endswith("?") for text in criterion.question.texts.values())


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_criterion_can_be_satisfied_and_violated(pack):
    """Every criterion has a rule that satisfies it, and every essential one and safeguard a rule that violates it."""
    for element in pack.elements:
        concluded = {(rule.then.polarity, rule.then.criterion) for rule in element.rules if not isinstance(rule.then, Derives)}
        for criterion in element.criteria:
            assert ("satisfies", criterion.id) in concluded
            assert ("violates", criterion.id) in concluded or criterion.role == "informative"


@pytest.mark.parametrize(("pack", "rule"), RULES_OF_PACKS)
def test_a_rule_tells_why_and_where_it_comes_from(pack, rule):
    """A rule has a reason in every language and a reference; one that concludes about a criterion gives advice, too."""
    assert_told(rule.because, pack.languages)
    assert_referred(rule.reference, pack)
    if not isinstance(rule.then, Derives):
        assert_told(rule.advice, pack.languages)


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_has_a_test_in_which_it_fires_and_one_in_which_it_is_silent(pack):
    """Every rule fires in one of the pack's tests and is silent in another, a near miss."""
    rules = {name for name, _, _ in PACKS[pack].rules()}
    assert rules == {name for test in TESTS[pack] for name in test.expect.fires}
    assert rules == {name for test in TESTS[pack] for name in test.expect.silent}


@pytest.mark.parametrize("pack", PACKS)
def test_every_status_of_a_criterion_has_a_test(pack):
    """Every criterion is satisfied, violated (where a rule can violate it) and unknown in one of the pack's tests each."""
    expected = {(name, status) for test in TESTS[pack] for name, status in test.expect.status.items()}
    for element in PACKS[pack].elements:
        for criterion in element.criteria:
            name = f"{element.id}.{criterion.id}"
            assert {(name, status) for status in ("satisfied", "violated", "unknown")} <= expected


@pytest.mark.parametrize(("pack", "kind"), TYPES)
def test_a_fact_type_tells_what_it_means_and_gives_an_example(pack, kind):
    """A fact type has a meaning in every language, and an example of its attributes, with every required one, that a case could hold."""
    assert_told(kind.means, pack.languages)
    assert kind.example
    assert {name for name, attribute in kind.attributes.items() if attribute.required} <= set(kind.example) <= set(kind.attributes)
    for name, value in kind.example.items():
        attribute = kind.attributes[name]
        read = read_value(value, attribute.type, attribute.values or (value,))
        assert read is not None
        assert not isinstance(read, Range)


@pytest.mark.parametrize(("name", "attributes"), TABLE.items(), ids=TABLE)
def test_the_vocabulary_is_that_which_is_promised(name, attributes):
    """Each fact type that is promised is there, with its attributes, their types, values, and what is required."""
    kind = PACKS["ringrose"].vocabulary.types[name]
    assert not kind.derived
    assert {k: (a.type, a.required, a.values) for k, a in kind.attributes.items()} == attributes


def test_nothing_else_can_be_recorded():
    """The fact types that a case may record are those that are promised, in their order; all others are derived."""
    assert list(PACKS["ringrose"].vocabulary.recordable) == list(TABLE)


def test_the_elements_are_ringroses_five():
    """The elements are commitment, participation, understanding, reciprocity and results; the first two and reciprocity are attested."""
    assert {element.id: element.standing for element in PACKS["ringrose"].elements} == STANDING
    assert [element.id for element in PACKS["ringrose"].elements] == list(ROLES)


@pytest.mark.parametrize(("element", "roles"), ROLES.items(), ids=ROLES)
def test_the_criteria_that_are_promised_are_there(element, roles):
    """Each criterion that is promised is there in its role; others that were added decide nothing."""
    found = {criterion.id: criterion.role for criterion in PACKS["ringrose"].element(element).criteria}
    assert {id: role for id, role in found.items() if id in roles} == roles
    assert {role for id, role in found.items() if id not in roles} <= {"informative"}
