"""Counts, spans of years and parameters in rules: what is sound, and what is told of what is not."""

from datetime import date

import pytest

from ringrose import (
    Attribute,
    Criterion,
    Dated,
    Derives,
    Element,
    FactCondition,
    FactType,
    Pack,
    Parameter,
    Pattern,
    Ref,
    Rule,
    Satisfies,
    Share,
    Violates,
    Vocabulary,
    Within,
)
from ringrose.model.check_pack import check_pack
from ringrose.model.check_rules import MAX_COUNT
from ringrose.model.pack import Test as OneTest
from ringrose.model.values import ATTRIBUTE_TYPES
from tests.small import at_least, at_most, fact

TYPES = {
    "t": FactType({"year": Attribute("year"), "day": Attribute("date"), "kind": Attribute("text"), "count": Attribute("number")}),
    "E": FactType({"year": Attribute("year"), "day": Attribute("date")}, derived=True),
    "D": FactType({"year": Attribute("year"), "day": Attribute("date")}, derived=True),
}
PARAMETERS = {
    "two": Parameter("integer", [Dated(2), Dated(3, date(2018, 1, 1))]),
    "none": Parameter("integer", [Dated(2), Dated(0, date(2018, 1, 1))]),
    "half": Parameter("text", [Dated("1/2")]),
    "word": Parameter("text", [Dated("2018-01-01")]),
    "day": Parameter("date", [Dated(date(2018, 1, 1))]),
    "when": Parameter("year", [Dated(2018)]),
    "whole": Parameter("number", [Dated(2018)]),
}


def flaws(*conditions, then=None, **more):
    """What is wrong in a rule: where in its conditions, and in which words."""
    made = [
        Rule("d", [FactCondition(Pattern("t"))], Derives("D")),
        Rule("r", [FactCondition(Pattern("D")), *conditions], then or Violates("c"), **more),
    ]
    element = Element("e", [Criterion("c")], [*made, Rule("s", [FactCondition(Pattern("t"))], Satisfies("c"))])
    _, found = check_pack(Pack("p", "1", Vocabulary(TYPES), [element], parameters=PARAMETERS))
    return [(flaw.path[1:] if flaw.path[0] == "pack" else flaw.path[4:], flaw.what) for flaw in found if not flaw.warning]


def span(years=2, to=2018, **more):
    """The tests of a `within`."""
    return {"within": {"years": years, "to": to}, **more}


@pytest.mark.parametrize(
    "conditions",
    [
        [at_least(1, "t"), at_least(MAX_COUNT, "D", "year"), at_least(2, "partner", "id"), at_most(0, "t", "id", kind="a")],
        [at_least(Ref("param", "two"), "t"), at_most(Ref("param", "none"), "t")],
        [at_least(Share(share, "field"), "t") for share in (0.5, 1, "1/3", "12/12", Ref("param", "half"))],
        [at_most(Share("2/3", "partner"), "t"), at_most(Share(1, "year"), "t")],
        [fact("year", "y"), at_least(2, "t", year="$y.value"), at_most(2, "t", year=span("$param.two", "$y.value"))],
        [fact("t", year=span(MAX_COUNT, 1), day=span(1, "$param.when", gte=2000))],
        [fact("t", year={"in": ["$param.when", 2018]}, day={"gte": "$param.day", "lte": "$param.when"}, count={"not": "$param.two"})],
    ],
)
def test_sound_conditions(conditions):
    """Counts to a number, a parameter or a share, spans of years and parameters may stand wherever their values may."""
    assert flaws(*conditions) == []


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (at_least(0, "t"), [(("at_least",), f"0 is not a number from 1 to {MAX_COUNT}")]),
        (at_most(-1, "t"), [(("at_most",), f"-1 is not a number from 0 to {MAX_COUNT}")]),
        (at_least(MAX_COUNT + 1, "t"), [(("at_least",), f"{MAX_COUNT + 1} is not a number from 1 to {MAX_COUNT}")]),
        (at_least(True, "t"), [(("at_least",), f"true is not a number from 1 to {MAX_COUNT}")]),
        (at_least(1.5, "t"), [(("at_least",), f"1.5 is not a number from 1 to {MAX_COUNT}")]),
        (at_least("2", "t"), [(("at_least",), f'"2" is not a number from 1 to {MAX_COUNT}')]),
        (at_least(Ref("param", "none"), "t"), [(("values", 1, "value"), f"0 is not a number from 1 to {MAX_COUNT}")]),
        (at_least(Ref("param", "tow"), "t"), [(("at_least",), "There is no parameter `tow`")]),
        (at_least(Ref("y", "value"), "t"), [(("at_least",), "`$y.value` cannot stand here")]),
        (at_most(1, "D"), [(("fact",), "`at_most` cannot ask for `D`")]),
        (at_most(1, "year"), [(("fact",), "`at_most` cannot ask for `year`")]),
        (at_least(1, "tt"), [(("fact",), 'There is no fact type "tt"')]),
        (at_least(1, "t", "yaer"), [(("distinct",), "A fact of type `t` has no `yaer`")]),
        (at_least(1, "D", "id"), [(("distinct",), "`D` has no id")]),
        (at_least(1, "t", yaer=1), [(("where", "yaer"), "A fact of type `t` has no `yaer`")]),
        (at_least(Share(0, "field"), "t"), [(("at_least", "share"), "0 is not a share")]),
        (at_least(Share(1.5, "field"), "t"), [(("at_least", "share"), "1.5 is not a share")]),
        (at_least(Share("3/2", "field"), "t"), [(("at_least", "share"), '"3/2" is not a share')]),
        (at_least(Share("1/0", "field"), "t"), [(("at_least", "share"), '"1/0" is not a share')]),
        (at_least(Share(True, "field"), "t"), [(("at_least", "share"), "true is not a share")]),
        (at_least(Share(Ref("param", "word"), "field"), "t"), [(("values", 0, "value"), '"2018-01-01" is not a share')]),
        (at_least(Share(0.5, "t"), "t"), [(("at_least", "of"), 'There cannot be a share of "t"')]),
        (fact("t", kind=span()), [(("where", "kind", "within"), "`within` cannot compare here")]),
        (fact("t", year=span(0)), [(("where", "year", "within", "years"), f"0 is not a number from 1 to {MAX_COUNT}")]),
        (fact("t", year=span("$x.year")), [(("where", "year", "within", "years"), "`$x.year` cannot stand here")]),
        (fact("t", year=span(2, "2018")), [(("where", "year", "within", "to"), '"2018" is not a year')]),
        (fact("t", year=span(2, "$param.word")), [(("values", 0, "value"), '"2018-01-01" is not a year')]),
        (fact("t", year=span(2, "$x.day")), [(("where", "year", "within", "to"), "`$x.day` is a date")]),
        (
            fact("t", year=span(2, "$x.when")),
            [(("where", "year", "within", "to"), "`$x.when` names nothing: a fact of type `t` has no `when`")],
        ),
        (fact("t", year=span(**{"in": [2018]})), [(("where", "year", "within"), "`in` and `within` stand beside each other")]),
        (fact("t", year="$param.day"), [(("where", "year"), "`$param.day` is a date")]),
        (fact("t", day="$param.word"), [(("where", "day"), "`$param.word` is a text")]),
        (fact("t", year="$param.word"), [(("where", "year"), "`$param.word` is a text")]),
        (fact("t", year={"gt": "$param.tow"}), [(("where", "year", "gt"), "There is no parameter `tow`")]),
        (fact("t", "param"), [(("as",), "The alias `param` is taken")]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(condition, expected):
    """Each flaw of a count, a span or a parameter is told once, at its place in the condition."""
    found = [flaw for flaw in flaws(fact("t", "x"), fact("year", "y"), condition) if flaw[0][:1] in (("if",), ("parameters",))]
    assert [(path[2:], what) for path, what in found] == expected


def test_parameters_in_conclusions_and_texts():
    """What a rule concludes and says may name parameters of types that fit; others, and unknown ones, are told."""
    assert flaws(then=Derives("E", {"year": "$param.when", "day": "$param.day"})) == []
    assert flaws(because="{param.two}") == []
    assert flaws(because="{param.tow}") == [(("because",), "There is no parameter `tow`")]
    assert flaws(then=Derives("E", {"day": "$param.when"})) == [(("then", "with", "day"), "`$param.when` is a year")]
    assert flaws(then=Derives("E", {"year": "$param.day"})) == [(("then", "with", "year"), "`$param.day` is a date")]
    assert flaws(then=Derives("E", {"year": "$param.tow"})) == [(("then", "with", "year"), "There is no parameter `tow`")]
    assert flaws(then=Derives("E", {"day": "$param.word"})) == [(("then", "with", "day"), "`$param.word` is a text")]
    assert flaws(then=Derives("E", {"year": "$param.word"})) == [(("then", "with", "year"), "`$param.word` is a text")]


@pytest.mark.parametrize("kind", ATTRIBUTE_TYPES)
def test_a_span_ends_with_a_year(kind):
    """The year that a span ends with may refer to an attribute that is a year, and to no other."""
    types = {"t": FactType({"a": Attribute(kind, values=("x",) if kind == "one_of" else ()), "year": Attribute("year")})}
    conditions = [fact("t", "x"), fact("t", year={"within": Within(2, Ref("x", "a"))})]
    element = Element("e", [Criterion("c")], [Rule("r", conditions, Satisfies("c"))])
    checked, found = check_pack(Pack("p", "1", Vocabulary(types), [element]))
    assert (not any("The years end with a year" in flaw.why for flaw in found)) is (kind == "year")
    if kind == "year":
        assert checked.elements[0].rules[0].conditions[1].pattern.where["year"] == (OneTest("within", Within(2, Ref("x", "a"))),)
