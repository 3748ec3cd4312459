"""The mutants of a pack: every small change of a rule that is a lawful rule, of a role and of a parameter."""

from datetime import date

import pytest
from attrs import evolve

from ringrose.authoring.trials.mutants import mutants_of
from ringrose.explain.pack_differences import pack_differences
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Attribute, Criterion, Dated, FactType, Parameter, Ref, Share
from ringrose.model.pack_content import pack_content
from tests.authoring.trials.asking import drawn
from tests.authoring.trials.test_coverage import child_of
from tests.small import at_least, at_most, derives, every, no, pack, rule, satisfies
from tests.small import fact as some

REF = "$v.year"


def called(*rules, **more):
    """What the mutants of rules are called, without the names of the rules."""
    return [mutant.name.removeprefix("e.r ") for mutant in mutants_of(pack(*rules, **more)) if mutant.rule is not None]


def changes_of(**where):
    """What the mutants of one condition with these tests are called, without the name of the condition."""
    found = called(rule("r", some("t", "v"), some("u", **where)))
    return [name.removeprefix("u.") for name in found if name.startswith("u.")]


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({"kind": "x"}, ["kind dropped", "kind turned"]),
        ({"kind": {"not": "x"}}, ["kind dropped", "kind turned"]),
        ({"open": True}, ["open dropped", "open turned"]),
        ({"title": "a"}, ["title dropped", "title turned"]),
        ({"size": 1.5}, ["size dropped", "size turned"]),
        ({"count": 5}, ["count dropped", "count turned", "count as 6", "count as 4"]),
        ({"year": {"gte": 2018}}, ["year dropped", "year turned", "year as 2019", "year as 2017"]),
        ({"size": {"lt": 1.5}}, ["size dropped", "size turned", "size as lte"]),
        ({"day": {"lte": "2018-01-01"}}, ["day dropped", "day turned", "day as lt"]),
        ({"year": {"gt": REF}}, ["year dropped", "year turned", "year as gte"]),
        ({"year": {"gte": REF}}, ["year dropped", "year turned", "year as gt"]),
        ({"kind": {"exists": True}}, ["kind dropped", "kind turned"]),
        ({"kind": {"in": ["x"]}}, ["kind dropped", "kind with y", "kind with z"]),
        ({"kind": {"in": ["x", "y"]}}, ["kind dropped", "kind without x", "kind without y", "kind with z"]),
        ({"year": {"in": [2018, REF]}}, ["year dropped", "year without 2018", "year without $v.year"]),
        ({"id": {"in": ["a"]}}, ["id dropped", "id of of"]),
        ({"of": "$v.id"}, ["of dropped", "of of id", "of turned", "of as $v.of"]),
        (
            {"year": {"gte": 2018, "lt": 2020}},
            ["year.gte dropped", "year.gte as 2019", "year.gte as 2017", "year.lt dropped", "year.lt as 2021", "year.lt as 2019"],
        ),
        ({"year": {"within": {"years": 2, "to": REF}}}, ["year dropped", "year years as 3", "year years as 1"]),
    ],
)
def test_changes_of_a_test(where, names):
    """A test is dropped, turned round, moved by one, compared with another attribute of its type, or its list made longer and shorter."""
    found = changes_of(**where)
    assert found == names


def test_changes_of_conditions():
    """A condition is dropped or turned round; an `every` asks for some, or for the opposite of each; a count is moved by one."""
    assert called(rule("r", some("t"))) == ["t turned", "then turned"]
    assert called(rule("r", no("t"))) == ["t turned", "then turned"]
    assert called(rule("r", some("t", "v"), some("u"))) == ["v dropped", "u dropped", "u turned", "then turned"]
    assert called(rule("r", some("t", "v"), some("u", of="$v.id"))) == [
        *("u dropped", "u.of dropped", "u.of of id", "u.of turned", "u.of as $v.of", "u turned", "then turned"),
    ]
    assert called(rule("r", every("partner", "p", some("t", by="$p.id")))) == [
        *("t.by dropped", "t.by turned", "t turned", "p for some", "then turned"),
    ]
    assert called(rule("r", every("year", "y", no("t", year="$y.value"), full=True))) == [
        *(
            "y.full dropped",
            "y.full turned",
            "t.year dropped",
            "t.year turned",
            "t.year as $y.previous",
            "t turned",
            "y for some",
            "then turned",
        ),
    ]


def test_changes_of_counts():
    """A number of facts is one up or down, a share a little more or half, `distinct` is dropped, and at least becomes at most."""
    assert called(rule("r", at_least(2, "t", "kind"))) == ["t turned", "t.distinct dropped", "t as 3", "t as 1", "then turned"]
    assert called(rule("r", at_least(1, "t"))) == ["t turned", "t as 2", "then turned"]
    assert called(rule("r", at_most(0, "t"))) == ["t as 1", "then turned"]
    assert called(rule("r", at_least(Share("1/3", "field"), "t"))) == ["t turned", "t as 0.3343", "t as 0.1667", "then turned"]
    assert called(rule("r", at_least(Share(1, "field"), "t"))) == ["t turned", "t as 0.5", "then turned"]
    assert called(rule("r", at_least(2, "D"), some("D", kind="x")))[:3] == ["D dropped", "D as 3", "D as 1"]
    number = Ref("param", "n")
    parameters = {
        name: Parameter(kind, [Dated(value)]) for name, kind, value in (("n", "integer", 2), ("m", "integer", 3), ("s", "number", 0.5))
    }
    found = called(rule("r", at_least(number, "t"), some("t", year={"within": {"years": "$param.n", "to": 2018}})), parameters=parameters)
    assert [name for name in found if "param" in name] == ["t as $param.m", "t#2.year years as $param.m"]


def test_changes_of_references():
    """A reference is turned to each other attribute of its type that is bound further left, ids too; a parameter to another of its type."""
    found = called(rule("r", some("partner", "p"), some("year", "y"), some("u", "w"), some("t", year="$y.value", by="$p.id")))
    assert [name for name in found if " as $" in name] == ["t.year as $y.previous", "t.year as $w.year", "t.by as $w.by"]
    found = called(
        rule("r", some("year", "y"), some("t", year={"in": ["$y.value", 2018]}), some("t", year={"within": {"years": 2, "to": "$y.value"}}))
    )
    assert [name for name in found if "$y.previous" in name] == ["t.year $y.value as $y.previous", "t#2.year to $y.previous"]
    derived = rule("r", some("D", "d"), some("t", year="$d.year"))
    assert not [name for name in called(derived) if " as $" in name]
    parameters = {name: Parameter("year", [Dated(2018)]) for name in ("a", "b")}
    assert "t.year as $param.b" in called(rule("r", some("t", year="$param.a")), parameters=parameters)


def test_changes_of_exceptions():
    """An exception is dropped, and its tests are changed as those of conditions are."""
    found = called(rule("r", some("t", "v"), unless=[some("u", kind="x"), some("u")]))
    assert (
        found == ["v dropped", "unless u dropped", "unless u.kind dropped", "unless u.kind turned", "unless u#2 dropped", "then turned"][1:]
    )


def test_changes_of_conclusions():
    """A conclusion is turned round and moved to each other criterion; a derived fact loses an attribute, or is given another value."""
    assert called(rule("r", some("t"), then=satisfies("d")), criteria=("c", "d", "f"))[1:] == ["then turned", "then to c", "then to f"]
    rules = rule("r", some("t", "v"), then=derives("D", year=REF, kind="x", open=True, count=2, title="a", of="$v.id"))
    found = called(rules)
    assert [name for name in found if name.startswith("then.")] == [
        *("then.year dropped", "then.kind dropped", "then.kind as y", "then.kind as z", "then.open dropped", "then.open as false"),
        *("then.count dropped", "then.count as 3", "then.count as 1", "then.title dropped", "then.of dropped", "then.of as $v.of"),
    ]


def test_texts_that_begin_with_a_dollar_stay_texts():
    """A literal dollar is no reference after a change either."""
    rules = pack(rule("r", some("t", title="$$5", kind="x"), then=derives("D", title="$$5", kind="x")))
    for mutant in mutants_of(rules):
        content = pack_content(mutant.pack())["elements"]["e"]["rules"][0]
        assert content["if"][0].get("where", {}).get("title", "$$5") in ("$$5", {"not": "$$5"})
        assert content["then"].get("with", {}).get("title", "$$5") == "$$5"


def test_texts_that_cannot_be_told_any_more_are_left_out():
    """Where a change takes away what a sentence names, the mutant has no such sentence; the others stay."""
    rules = pack(rule("r", some("t", "v"), some("u"), because="At {v.year}.", advice="Do better."))
    (dropped,) = [mutant for mutant in mutants_of(rules) if mutant.name == "e.r v dropped"]
    assert (dropped.rule.because, dropped.rule.advice.get()) == (None, "Do better.")


def test_no_two_mutants_say_the_same():
    """A change that gives the rule itself, or another mutant again, is none."""
    assert called(rule("r", some("t", year={"lt": 2018, "lte": 2017}), some("t", year={"lt": 2018, "lte": 2017}))).count("t#2 dropped") == 0


def test_changes_of_roles():
    """A criterion gets each other role, as long as its element keeps an essential one."""
    more = ("c", Criterion("d", "safeguard"), Criterion("f", "informative"))
    found = [m.name for m in mutants_of(pack(rule("r", some("t")), criteria=more)) if m.rule is None]
    assert found == ["e.d role essential", "e.d role informative", "e.f role essential", "e.f role safeguard"]
    found = [m.name for m in mutants_of(pack(rule("r", some("t")), criteria=("c", "d"))) if m.rule is None]
    assert found[:2] == ["e.c role safeguard", "e.c role informative"]


def test_changes_of_parameters():
    """A value of a parameter is moved by one or turned round, and the day on which it begins by a day; two never begin on one day."""
    parameters = {
        "n": Parameter("integer", [Dated(1), Dated(2, date(2019, 1, 1)), Dated(3, date(2019, 1, 2))]),
        "b": Parameter("boolean", [Dated(True)]),
        "d": Parameter("date", [Dated(date(2019, 1, 1))]),
        "t": Parameter("text", [Dated("a")]),
    }
    rules = rule("r", at_least(Ref("param", "n"), "t", open="$param.b", day="$param.d", title="$param.t"))
    found = [(m.name, m.before, m.after) for m in mutants_of(pack(rules, parameters=parameters)) if m.about.startswith("param.")]
    assert [name for name, _, _ in found] == [
        *("param.n as 2", "param.n from 2019-01-01 as 3", "param.n from 2019-01-01 as 1", "param.n from 2019-01-01 a day earlier"),
        *("param.n from 2019-01-02 as 4", "param.n from 2019-01-02 as 2", "param.n from 2019-01-02 a day later"),
        *("param.b as false", "param.d as 2019-01-02", "param.d as 2018-12-31"),
    ]
    last_days = {m.name: m.last_day for m in mutants_of(pack(rules, parameters=parameters)) if m.last_day is not None}
    assert last_days == {
        "param.n from 2019-01-01 a day earlier": date(2018, 12, 31),
        "param.n from 2019-01-02 a day later": date(2019, 1, 2),
    }
    assert found[3][1:] == (('{from: "2019-01-01", value: 2}',), ('{from: "2018-12-31", value: 2}',))


def test_before_and_after():
    """A mutant tells the lines of the rule language that differ, and both sides entire."""
    rules = pack(rule("r", some("t", "v", kind="x"), some("u"), unless=[some("u", of="$v.id")]))
    told = {mutant.name: (mutant.before, mutant.after) for mutant in mutants_of(rules)}
    assert told["e.r v.kind dropped"] == (("if: {fact: t, as: v, where: {kind: x}}",), ("if: {fact: t, as: v}",))
    assert told["e.r unless u dropped"] == (("unless: {fact: u, where: {of: $v.id}}",), ())
    assert told["e.r then turned"] == (("then: {violates: c}",), ("then: {satisfies: c}",))
    (turned,) = [mutant for mutant in mutants_of(rules) if mutant.name == "e.r then turned"]
    assert [side["then"] for side in turned.whole] == [{"violates": "c"}, {"satisfies": "c"}]


def test_a_parents_rules_are_not_changed():
    """Where a pack stands on another, only what is its own is changed."""
    parent = pack(rule("r", some("t")), rule("s", some("u")), parameters={"p": Parameter("integer", [Dated(1)])})
    (element,) = parent.elements
    assert mutants_of(child_of(parent)) == ()
    other = evolve(element, rules=[element.rules[0], evolve(element.rules[1], conditions=[some("u", kind="x")])])
    assert {mutant.about for mutant in mutants_of(child_of(parent, elements=[other]))} == {"e.s"}


def test_attributes_of_one_type_are_taken_for_one_another():
    """A test is asked of each other attribute of the same type."""
    visit = {"visit": FactType({"by": Attribute("partner"), "to": Attribute("partner"), "year": Attribute("year")})}
    found = called(rule("r", some("partner", "p"), some("visit", by="$p.id", year=2018)), types=visit)
    assert [name for name in found if " of " in name] == ["visit.by of to"]


@pytest.mark.parametrize("seed", range(25))
def test_mutants_of_random_packs_are_sound(seed):
    """Every mutant of a random pack is a sound pack that differs from it in the one thing that it is about, under a name of its own."""
    rules, _ = drawn(seed, 0)
    mutants = mutants_of(rules)
    assert len({mutant.name for mutant in mutants}) == len(mutants)
    for mutant in mutants[::5]:
        changed = mutant.pack()
        assert not [flaw for flaw in check_pack(changed)[1] if not flaw.warning]
        (difference,) = pack_differences(rules.written or rules, changed)
        assert difference.matters
        assert difference.id == mutant.about.removeprefix("param.")
        assert mutant.name.startswith(f"{mutant.about} ")
