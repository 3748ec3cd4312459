"""Why not: each rule, each binding, each condition, told as data and in words."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator

from ringrose import FactType, InputError, Partner, assess
from ringrose.engines import ENGINES
from ringrose.explain.why_not import WhyNot, why_not
from ringrose.explain.words import WORDS
from ringrose.files.schema_asking import why_not_schema
from ringrose.model.case import Case, Closure, Fact
from ringrose.render.page import render
from tests.explain.changing import random_sound_pair
from tests.explain.counting import DEEP, STATES
from tests.small import case as a_case
from tests.small import derives, every, fact, no, satisfies, violates
from tests.small import pack as packed
from tests.small import rule as a_rule

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
VALID = Draft202012Validator(why_not_schema())


def generated(count):
    """Answers about all elements of generated pairs."""
    for seed in range(count):
        pack, case = random_sound_pair(Random(f"why-not-{seed}"))
        for element in pack.elements:
            yield why_not(case, element.id, pack=pack)


def told_of_examples():
    """Answers about all elements of the examples."""
    for path in EXAMPLES:
        for element in assess(path):
            yield why_not(path, element.id)


@pytest.fixture(scope="module")
def answers():
    """Answers of all kinds."""
    return list(all_answers())


def all_answers():
    """Answers about generated pairs, the examples, and a chain of rules."""
    yield from generated(50)
    yield from told_of_examples()
    yield why_not(CHAINED, "e", pack=CHAIN)
    yield why_not(a_case(), "e", pack=long_chain(40))
    yield from (why_not(case, "e", pack=pack) for pairs in (*STATES.values(), [DEEP]) for pack, case in pairs)


def conditions(attempt):
    """The conditions of an attempt as data, and those below them, each with whether it stands in an attempt that fired."""
    for condition in attempt["conditions"]:
        yield from below(condition)


def below(condition):
    """A condition as data and those below it."""
    yield condition
    for way in condition["ways"]:
        yield from conditions(way)
    for instance in condition["instances"]:
        yield from below(instance["condition"])


def attempts(data):
    """The attempts of an answer."""
    return [attempt for criterion in data["criteria"] for rule in criterion["rules"] for attempt in rule["attempts"]]


def flat(lines):
    """Lines with those below them."""
    for line in lines:
        yield line
        yield from flat(line.below)


def long_chain(length):
    """A pack in which each derived fact rests on another one."""
    rules = [a_rule("d0", fact("t"), then=derives("D0"))]
    rules += [a_rule(f"d{n}", fact(f"D{n - 1}"), then=derives(f"D{n}")) for n in range(1, length)]
    types = {"t": FactType({}), **{f"D{n}": FactType({}, derived=True) for n in range(length)}}
    return packed(*rules, a_rule("r", fact(f"D{length - 1}"), then=satisfies()), types=types)


CHAIN = packed(
    a_rule("d1", fact("t", "a"), then=derives("D", year="$a.year")),
    a_rule("d2", fact("D", "d"), fact("u", year="$d.year"), then=derives("E", year="$d.year")),
    a_rule("r1", fact("E", "x"), then=satisfies()),
    a_rule("r2", fact("E", kind="x"), then=satisfies()),
    a_rule("r3", fact("D", "d", year=2017), no("u", kind="x"), then=violates()),
)
CHAINED = a_case(Fact("t", {"year": 2017}, id="one"), complete=[Closure("u", {"year": 2017})])


def test_both_engines_give_the_same_and_it_is_valid():
    """The data is the same by each engine and valid by its schema, in each language."""
    for seed in range(30):
        pack, case = random_sound_pair(Random(f"engines-{seed}"))
        for element in pack.elements:
            first, *others = (why_not(case, element.id, pack=pack, engine=engine, lang="id").to_dict() for engine in ENGINES)
            VALID.validate(first)
            assert others == [first] * len(others)


def test_each_condition_is_a_line_with_its_code_and_its_text(answers):
    """The page has a line for each attempt and for each condition of one that did not fire, and marks those that decide.

    What is told above in the same criterion is not told again there; the data leaves it out at the same place.
    """
    for answer in answers:
        for lang in ("en", "id"):
            data, page = answer.to_dict(lang), answer.page(lang)
            VALID.validate(data)
            meant: Counter = Counter()
            for criterion in data["criteria"]:
                for rule_told in criterion["rules"]:
                    for attempt in rule_told["attempts"]:
                        meant.update(lines_of(attempt))
            lines = [line for section in page.sections for line in flat(section.lines)]
            decides = WORDS["why_not.decides"][lang]
            told = Counter((line.code, line.text, line.cite == decides) for line in lines)
            for (code, text, deciding), count in meant.items():
                found = sum(
                    n for (c, t, d), n in told.items() if c == code and d == deciding and t.endswith(text)
                )  # after a name, in an every
                assert found >= count, (code, text, deciding)
            assert sum(n for (c, _, d), n in told.items() if d) == sum(n for (_, _, d), n in meant.items() if d)
            assert render(page, width=60)


def lines_of(attempt):
    """The lines that an attempt as data should have: code, text, and whether it decides."""
    yield ("why_not.fired" if attempt["fired"] else "why_not.attempt", attempt["text"], False)
    for condition in () if attempt["fired"] else attempt["conditions"]:
        yield from lines_of_condition(condition)


def lines_of_condition(condition, name=""):
    """The lines that a condition as data should have."""
    yield condition["code"], condition["text"], condition["decides"]
    for way in condition["ways"]:
        yield from lines_of(way)
    for instance in condition["instances"]:
        yield from lines_of_condition(instance["condition"])


def test_what_decides_stands_in_the_way(answers):
    """A leaf decides where it is not true, in an attempt that did not fire, and nothing known to fail stands beside what is missing."""
    deciding = 0
    for answer in answers:
        for attempt in attempts(answer.to_dict()):
            states = {c["state"] for c in attempt["conditions"]}
            hopeless = bool(states & {"known_to_fail", "in_force"})
            for condition in attempt["conditions"]:
                leaves = [c for c in below(condition) if c["decides"]]
                deciding += len(leaves)
                assert all(not c["ways"] and not c["instances"] and c["state"] not in ("held", "waits") for c in leaves)
                if attempt["fired"] or condition["state"] in ("held", "waits") or (condition["state"] == "missing" and hopeless):
                    assert not leaves
                elif not condition["told_above"] and not any(c["told_above"] for c in below(condition)):
                    assert leaves
    assert deciding > 100


def test_every_word_is_used(answers):
    """Each code of a condition or an attempt is told somewhere, and none that is not known."""
    told = Counter()
    for answer in answers:
        told.update(c["code"] for attempt in attempts(answer.to_dict()) for c in conditions(attempt))
        told.update(line.code for section in answer.page().sections for line in flat(section.lines) if line.code.startswith("why_not."))
    elsewhere = {"why_not.title", "why_not.decides", "why_not.criterion", "why_not.instance", "why_not.looked_for"}
    sentences = {"why_not.attempt.for", "why_not.attempt.other"}
    assert {code for code in WORDS if code.startswith("why_not.")} == set(told) | elsewhere | sentences
    assert not set(told) & (elsewhere | sentences)


def text(answer, lang=None):
    """An answer as the terminal shows it."""
    return render(answer.page(lang), width=200)


# ---- known failures of other systems -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["e", "e.c"])
def test_each_branch_of_an_or_is_told_with_what_it_lacks(target):
    """Where two rules satisfy the same criterion, each is told with its own missing condition."""
    rules = packed(
        a_rule("by-title", fact("t", title="a"), fact("u", kind="x"), then=satisfies()),
        a_rule("by-year", fact("t", title="a"), fact("u", year=2018), then=satisfies()),
    )
    data = why_not(a_case(Fact("t", {"title": "a"}, id="there")), target, pack=rules).to_dict()
    assert [(a["rule"], [(c["state"], c["decides"], c["needs"]) for c in a["conditions"]]) for a in attempts(data)] == [
        (f"e.{name}", [("held", False, []), ("missing", True, [{"do": "add", "fact": {"fact": "u", **needed}}])])
        for name, needed in (("by-title", {"kind": "x"}), ("by-year", {"year": 2018}))
    ]


def test_each_branch_of_a_derived_fact_is_told_with_what_it_lacks():
    """Where two rules derive the same fact, both stand below the condition that asks for it, each with its own missing condition."""
    rules = packed(
        a_rule("d1", fact("t", kind="x"), then=derives("D")),
        a_rule("d2", fact("t", kind="y"), fact("u", "b", year=2018), then=derives("D")),
        a_rule("r", fact("D"), then=satisfies()),
    )
    answer = why_not(a_case(Fact("t", {"kind": "y"}, id="there")), "e", pack=rules)
    (attempt,) = attempts(answer.to_dict())
    (condition,) = attempt["conditions"]
    assert [(way["rule"], [c["state"] for c in way["conditions"]]) for way in condition["ways"]] == [
        ("e.d1", ["missing"]),
        ("e.d2", ["held", "missing"]),
    ]
    assert [c["needs"][0]["fact"] for c in conditions(attempt) if c["decides"]] == [
        {"fact": "t", "kind": "x"},
        {"fact": "u", "year": 2018},
    ]
    assert "nothing known: t (kind: x). None is recorded, and nothing says that there was none [this decides]" in text(answer)
    assert "nothing known: u (year: 2018). None is recorded, and nothing says that there was none [this decides]" in text(answer)


def test_a_negation_names_the_record_that_is_open():
    """Where a rule asks for absence and nothing says that there was none, what would close the record is named."""
    rules = packed(a_rule("r", no("t", year=2018, kind="x"), then=satisfies()))
    answer = why_not(a_case(Fact("t", {"year": 2017, "kind": "x"}, id="other")), "e", pack=rules)
    (attempt,) = attempts(answer.to_dict())
    (condition,) = attempt["conditions"]
    assert (condition["state"], condition["facts"], condition["perhaps"]) == ("missing", [], [])
    assert condition["needs"] == [{"do": "close", "fact": {"fact": "t", "kind": "x", "year": 2018}}]
    assert "no t (kind: x; year: 2018). None is recorded, but nothing says that the record is complete [this decides]" in text(answer)


def test_a_negation_names_the_fact_against_it_and_what_cannot_be_told():
    """Where a rule asks for absence, the fact that is recorded is named, and so is a vague one in a closed record."""
    rules = packed(a_rule("r", no("t", year=2018), then=satisfies()))
    known = why_not(a_case(Fact("t", {"year": 2018}, id="there")), "e", pack=rules)
    (condition,) = attempts(known.to_dict())[0]["conditions"]
    assert (condition["code"], condition["facts"], condition["decides"]) == ("why_not.no.known_to_fail", ["there"], True)
    vague = a_case(Fact("t", {}, id="vague"), Fact("t", {}, id="looked", holds="unknown"), complete=[Closure("t")])
    (condition,) = attempts(why_not(vague, "e", pack=rules).to_dict())[0]["conditions"]
    assert (condition["code"], condition["perhaps"], condition["records"]) == ("why_not.no.perhaps", ["looked", "vague"], [0])
    assert (condition["needs"], condition["decides"]) == ([], True)
    assert "looked for, and could not be told: t [looked: no source given]" in text(why_not(vague, "e", pack=rules))


def test_a_denial_is_told_as_what_makes_a_condition_fail():
    """A fact that a source denies is known not to be so, by that denial; by an unclear fact beside it, it is not."""
    rules = packed(a_rule("r", fact("t", kind="x"), then=satisfies()))
    denied = a_case(Fact("t", {}, id="denied", holds=False))
    (condition,) = attempts(why_not(denied, "e", pack=rules).to_dict())[0]["conditions"]
    assert (condition["state"], condition["closed_by"], condition["needs"]) == ("known_to_fail", ["denied"], [])
    unclear = a_case(Fact("t", {}, id="denied", holds=False), Fact("t", {}, id="unclear"))
    (condition,) = attempts(why_not(unclear, "e", pack=rules).to_dict())[0]["conditions"]
    assert (condition["state"], condition["perhaps"], condition["closed_by"]) == ("missing", ["unclear"], ["denied"])


# ---- how it is told -------------------------------------------------------------------------------------------------------------------


def test_an_exception_in_force_decides_and_what_is_missing_beside_it_does_not():
    """An exception that applies is told with the fact that matches it; what is missing beside it does not decide."""
    rules = packed(a_rule("r", fact("t", "a"), fact("u", kind="x"), then=satisfies(), unless=[fact("t", year="$a.year", kind="y")]))
    given = a_case(Fact("t", {"year": 2017, "kind": "y"}, id="one"), complete=[Closure("t")])
    (attempt,) = attempts(why_not(given, "e", pack=rules).to_dict())
    assert [(c["code"], c["facts"], c["decides"]) for c in attempt["conditions"]] == [
        ("why_not.fact.held", ["one"], False),
        ("why_not.fact.missing", [], False),
        ("why_not.in_force", ["one"], True),
    ]


def test_rules_below_are_told_once_in_a_criterion():
    """The rules that could conclude a fact are told below the first condition that asks for just that; after that they are told above."""
    rules = packed(
        a_rule("d", fact("t", "a"), fact("u"), then=derives("D")),
        a_rule("r1", fact("D"), then=satisfies()),
        a_rule("r2", fact("D"), fact("t", kind="x"), then=satisfies("other")),
        a_rule("r3", fact("D"), fact("t", kind="y"), then=violates()),
        criteria=("c", "other"),
    )
    answer = why_not(a_case(), "e", pack=rules)
    data = answer.to_dict()
    asked = [c for attempt in attempts(data) for c in attempt["conditions"] if c["fact"] == "D"]
    assert [(bool(c["ways"]), c["told_above"]) for c in asked] == [(True, False), (False, True), (True, False)]
    assert data == answer.to_dict()  # telling leaves nothing behind
    assert text(answer).count("its rules are told above") == 1


def test_what_fired_is_told_with_its_sentence():
    """A rule that applied is told with its sentence alone; a fact that a rule concluded is told as a condition that held."""
    rules = packed(
        a_rule("d", fact("t", "a"), then=derives("D", year="$a.year")),
        a_rule("r", fact("D", "d"), then=satisfies(), because={"en": "In {d.year}.", "id": "Pada {d.year}."}),
        a_rule("s", fact("D", "d", year=2018), fact("u"), then=violates()),
        languages=("en", "id"),
    )
    answer = why_not(a_case(Fact("t", {"year": 2017}, id="one")), "e", pack=rules)
    assert "✓ Rule e.r applied: In 2017." in text(answer)
    assert "✓ Aturan e.r berlaku: Pada 2017." in text(answer, "id")
    told = why_not(a_case(Fact("t", {"year": 2018}, id="one")), "e", pack=rules)
    assert "- Rule e.s did not apply to D (year: 2018)\n      ✓ concluded: D (year: 2018)" in text(told)


def test_facts_are_named_in_the_words_of_the_case():
    """An alias that is bound is told as the year, the name of the partner, or the id of the fact."""
    rules = packed(a_rule("r", fact("year", "y", nth=0), fact("partner", "p"), fact("t", "a"), fact("u", by="$p.id"), then=satisfies()))
    given = Case("c", partners=[Partner("x", {"en": "City", "id": "Kota"})], review=(2017, 2018), facts=[Fact("t", {}, id="one")])
    answer = why_not(given, "e", pack=rules)
    assert "Rule e.r did not apply to 2017, City and one" in text(answer)
    assert "Aturan e.r tidak berlaku untuk 2017, Kota, dan one" in text(answer, "id")


def test_another_is_told_where_a_rule_fails_for_all_that_is_there():
    """Where a rule fails for each fact that is bound, what one more would need is told after them."""
    rules = packed(
        a_rule("d", fact("t", "a", kind="x"), fact("u", year="$a.year"), then=derives("D", year="$a.year")),
        a_rule("r", fact("t", "a"), fact("u", year="$a.year"), then=satisfies()),
        a_rule("s", fact("D", "d"), fact("u", year="$d.year", kind="z"), then=violates()),
    )
    given = a_case(
        Fact("t", {"year": 2017, "kind": "x"}, id="one"), Fact("u", {"year": 2018}, id="two"), complete=[Closure("u", {"year": 2017})]
    )
    told = text(why_not(given, "e", pack=rules))
    assert "Rule e.r did not apply to one" in told
    assert "Rule e.r did not apply to anything else either" in told
    assert "nothing known: another t. No other is recorded, and nothing says that there was none [this decides]" in told
    given = a_case(
        Fact("t", {"year": 2017, "kind": "x"}, id="one"),
        Fact("u", {"year": 2017, "kind": "x"}, id="two"),
        Fact("u", {"year": 2017, "kind": "z"}, id="no", holds=False),
        complete=[Closure("u", {"year": 2017})],
    )
    assert "no other is concluded: D. The rules that could conclude one:" in text(why_not(given, "e.c", pack=rules))


def test_nothing_concludes_about_some_criteria():
    """A criterion about which no rule concludes is told so, on either side, with what it is called and its status."""
    rules = packed(a_rule("r", fact("t"), then=satisfies()), criteria=("c", "other"))
    answer = why_not(a_case(Fact("t", {}, id="one")), "e", pack=rules)
    assert text(answer).count("No rule concludes this.") == 3
    assert [section.title for section in answer.page().sections] == ["c (satisfied, essential)", "other (unknown, essential)"]
    assert [section.status for section in answer.page().sections] == ["met", "undetermined"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("f", "There is no element `f` in the pack `small`"),
        ("e.d", "There is no criterion `d` in the element `e`"),
        ("", "There is no element ``"),
    ],
)
def test_what_is_not_there_is_told(target, expected):
    """An element or a criterion that the pack does not have is one problem, which names those that there are."""
    with pytest.raises(InputError) as caught:
        why_not(a_case(), target, pack=packed(a_rule("r", fact("t"))))
    (problem,) = caught.value.problems
    assert problem.what.startswith(expected)


def test_a_long_chain_is_tried():
    """Facts derived through many rules are told down to a depth, in words and as data."""
    answer = why_not(a_case(), "e", pack=long_chain(40))
    assert isinstance(answer, WhyNot)
    VALID.validate(answer.to_dict())
    assert "not concluded: D19. Its rules rest on too many others to be told here [this decides]" in text(answer)


def test_an_every_tells_each_by_its_name():
    """An ``every`` tells for each year, by its number, what is so."""
    rules = packed(a_rule("r", every("year", "y", fact("t", year="$y.value")), then=satisfies()))
    told = text(why_not(a_case(Fact("t", {"year": 2018}, id="one"), complete=[Closure("t", {"year": 2019})]), "e", pack=rules))
    assert "✗ not for each year" in told
    assert "? 2017: nothing known: t (year: 2017)" in told
    assert "✓ 2018: recorded: t (year: 2018)" in told
    assert "✗ 2019: known not to be so: t (year: 2019) [this decides]" in told
