"""The library's own words."""

from string import Formatter

import pytest

from ringrose.explain import LANGUAGES
from ringrose.explain.words import WORDS, listed, say
from ringrose.model.assessment import CRITERION_STATUSES, STATUSES
from ringrose.model.case import CERTAINTIES
from ringrose.model.pack import OPERATORS, ROLES, STANDINGS, STRUCTURAL


def slots(text):
    """The slots of a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", WORDS)
def test_every_code_has_every_language_with_the_same_slots(code):
    """Every code has a text in every language, and its texts have the same slots."""
    texts = WORDS[code]
    assert tuple(texts) == LANGUAGES
    assert all(texts.values())
    assert len({frozenset(slots(text)) for text in texts.values()}) == 1


@pytest.mark.parametrize(
    ("prefix", "keys"),
    [
        ("status", STATUSES),
        ("criterion", CRITERION_STATUSES),
        ("role", ROLES),
        ("standing", STANDINGS),
        ("certainty", [c for c in CERTAINTIES if c != "certain"]),
        ("structural", STRUCTURAL),
        ("test", ["is", *(op for op in OPERATORS if op != "exists")]),
    ],
)
def test_every_word_of_the_model_can_be_told(prefix, keys):
    """Each status, role, standing, certainty, operator and structural type has its words."""
    assert {f"{prefix}.{key}" for key in keys} <= set(WORDS)


def test_another_language_is_told_in_english():
    """A language that the library does not speak is told in English."""
    assert say("status.met", "ko") == "met"


def test_what_fills_a_slot_is_not_read_as_a_template():
    """Braces in what fills a slot stay braces."""
    assert say("note", "en", text="{text} {0}") == "Note: {text} {0}"


@pytest.mark.parametrize(
    ("names", "en", "id"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a dan b"),
        (["a", "b", "c"], "a, b and c", "a, b, dan c"),
        (["a, b", "c"], "a, b; and c", "a, b; dan c"),
        (["roads and bridges", "health", "trade"], "roads and bridges; health; and trade", "roads and bridges; health; dan trade"),
        (["sand", "land", "band"], "sand, land and band", "sand, land, dan band"),
    ],
)
def test_names_are_listed_as_a_sentence_does(names, en, id):
    """Names are joined by commas and a last `and`; by semicolons where a name has a comma or an `and` of its own."""
    assert listed(names, "en") == en
    assert listed(names, "id") == id


def test_alternatives_are_listed_with_or():
    """Alternatives are joined by `or`."""
    assert listed(["a", "b", "c"], "en", "or") == "a, b or c"
    assert listed(["a, b", "c"], "id", "or") == "a, b; atau c"
