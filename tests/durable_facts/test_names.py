"""Names of properties and ids of facts are compared by a hash of 32 bits."""

import random

from tests.durable_facts.driving import Ruleset, rule

PROPERTIES = 2000  # more than one ruleset of the engine ever has
SLOTS = 12
MESSAGES = 700_000


def fnv(text):
    """The hash FNV-1a with 32 bits, by which durable-rules compares names."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def test_names_of_one_hash_are_one_name():
    """Two properties whose names have the same hash are taken for each other."""
    one, other = "p2039599", "p2222382"
    assert fnv(one) == fnv(other)
    ruleset = Ruleset({"r": rule({one: 1})})
    assert len(ruleset.run([{other: 1}])) == 1


def test_ids_of_one_hash_are_one_id():
    """Two facts whose ids have the same hash are taken for one fact told twice."""
    assert fnv("40189") == fnv("797186")
    ruleset = Ruleset({"r": rule({"a": 1})})
    assert [ruleset.tell(id=40189, a=1), ruleset.tell(id=797186, a=1)] == [0, 2]


def test_no_two_names_of_the_engine_have_one_hash():
    """The names of properties that the engine makes, and those with a meaning of their own, have different hashes."""
    names = ["f", "k", "z", "id", "sid", "$s", "boot"]
    names += [f"p{n}" for n in range(1, PROPERTIES + 1)]
    names += [f"p{n}_{slot}" for n in range(1, PROPERTIES + 1) for slot in range(SLOTS)]
    assert len({fnv(name) for name in names}) == len(set(names)) == len(names)


def test_no_two_numbers_of_messages_have_one_hash():
    """Messages may be numbered from 1 to 700,000 without two numbers of the same hash."""
    digits = [str(digit) for digit in range(10)]
    seen, longer = 0, {"": 0x811C9DC5}
    hashes = set()
    while seen < MESSAGES:  # the hash of a longer number goes on from the hash of its beginning
        longer = {
            number + digit: (value ^ ord(digit)) * 0x01000193 & 0xFFFFFFFF
            for number, value in longer.items()
            for digit in digits
            if (number or digit != "0") and int(number + digit) <= MESSAGES
        }
        hashes.update(longer.values())
        seen += len(longer)
    assert len(hashes) == seen == MESSAGES


def test_numbers_that_share_a_bucket_are_told_apart():
    """A fact is found by its own number among 5,000 others, told in any order."""
    ruleset = Ruleset({"r": rule({"g": 1}, {"a": 1}, {"$and": [{"b": 1}, {"v": {"c1": "v"}}]})})
    numbers = list(range(1, 2501))
    random.Random(4).shuffle(numbers)
    for n in numbers:
        assert ruleset.tell(id=n, a=1, v=n) == 0
        assert ruleset.tell(id=n + 2500, b=1, v=n) == 0
    ruleset.tell(id=9999, g=1)
    assert {(m["c1"]["id"], m["c2"]["id"]) for _, m in ruleset.fired()} == {(n, n + 2500) for n in numbers}
    ruleset.forget()
