"""Facts that a case could record and that rules would notice."""

from datetime import date
from random import Random

from attrs import evolve
from hypothesis import given as given_any
from hypothesis import strategies as st

from ringrose import Attribute, FactType
from ringrose.meaning.facts import Store
from ringrose.meaning.justify import lookup_in
from ringrose.meaning.matching import resolve
from ringrose.meaning.possible import MOST_MEETING, Possible, says_less, vaguest
from ringrose.model.case import Closure, Fact
from ringrose.model.check_case import check_case
from ringrose.model.values import Range
from ringrose.plan import Absent, Every, plan_of
from tests.differential.pairs import sound
from tests.explain.changing import random_sound_pair
from tests.generate import random_case
from tests.oracle import Oracle
from tests.small import TYPES, derives, every, fact, no, satisfies
from tests.small import case as a_case
from tests.small import pack as packed
from tests.small import rule as a_rule


def possible(rules, given=None):
    """What a small case could record."""
    checked, flaws = check_case(a_case() if given is None else given, rules)
    assert not flaws
    return Possible(plan_of(rules), checked)


def pairs(name, count):
    """Generated pairs with what their cases could record."""
    for seed in range(count):
        pack, case = random_sound_pair(Random(f"{name}-{seed}"))
        yield Random(seed), pack, case, Possible(plan_of(pack), case)


def steps(pack):
    """All steps of a plan; of an ``every`` what it asks of each."""
    for clause in plan_of(pack).clauses():
        for step in clause.steps:
            yield step.then if isinstance(step, Every) else step


def required(pack, offered, name):
    """A value for each attribute that facts of a type must state."""
    return {a: offered.values((name, a))[0] for a, kind in pack.vocabulary.types[name].attributes.items() if kind.required}


def test_each_fact_can_be_recorded():
    """Each fact that is offered can be recorded, together with those that it names."""
    seen = 0
    for _, pack, case, offered in pairs("recorded", 120):
        others = [Fact(name, {}, id=offered.new_id(name)) for name in pack.vocabulary.recordable]
        needed = [Fact(one.type, required(pack, offered, one.type), id=one.id) for one in others]
        for fact_type, facts in offered.facts.items():
            for attributes in facts[:40]:
                own = {name: value for name, value in attributes.items() if name != "id"}
                sound(pack, evolve(case, facts=[*case.facts, *needed, Fact(fact_type, own, id="one-more")]))
                seen += 1
    assert seen > 300


def test_what_matches_a_pattern_is_offered():
    """Where some fact could be recorded that matches a pattern, one is offered; all offered ones match, and none says too much."""
    seen = 0
    for rng, pack, case, offered in pairs("matching", 150):
        others = [sound(pack, random_case(rng, pack))[1] for _ in range(3)]
        for step in steps(pack):
            if step.match.type in pack.vocabulary.recordable and not step.match.joined:
                resolved = resolve(step.match, lookup_in({}))
                found = offered.matching(step.match.type, resolved)
                store = Store(evolve(case, facts=[Fact(step.match.type, {k: v for k, v in a.items() if k != "id"}) for a in found]), ())
                assert len(store.matching(step.match.type, resolved)) == len(found)
                assert not any(says_less(a, b) for a in found for b in found if a is not b)
                frame = {"partner": {p.id for p in case.partners}, "field": {f.id for f in case.fields}}
                for other in others:
                    for item in Store(other, ()).matching(step.match.type, resolved):
                        kinds = {name: pack.vocabulary.attribute_type(step.match.type, name) for name in item.attributes}
                        here = all(value in frame.get(kinds[n], [value]) for n, value in item.attributes.items())
                        if (
                            here
                            and "fact" not in [kind for name, kind in kinds.items() if name != "id"]
                            and not any(c.attribute == "id" for c, _ in resolved)
                        ):
                            assert found
                            seen += 1
    assert seen > 50


def test_a_record_closed_for_a_pattern_covers_it():
    """A record that is closed for what a pattern binds to one value makes the pattern known not to hold, if nothing could match it."""
    seen = 0
    for _, pack, case, offered in pairs("binding", 120):
        rules = [rule for _, _, rule in pack.rules()]
        absent = [s for s in steps(pack) if isinstance(s, Absent) and not s.match.joined]
        patterns = [c.pattern for r in rules for c in r.conditions if hasattr(c, "pattern")]
        for step in absent:
            closed = Closure(step.match.type, offered.binding(step.match.type, resolve(step.match, lookup_in({}))))
            _, other = sound(pack, evolve(case, complete=[*case.complete, closed]))
            oracle = Oracle(evolve(other, facts=()), pack)
            for pattern in patterns:
                if pattern.type == step.match.type and plan_match(pack, pattern) == step.match:
                    assert oracle.known_absent(pattern, {}) is not None
                    seen += 1
    assert seen > 20


def plan_match(pack, pattern):
    """The pattern as the plan has it."""
    for _, _, rule in pack.rules():
        for condition in rule.conditions:
            if getattr(condition, "pattern", None) is pattern:
                clause = next(c for c in plan_of(pack).clauses() if c.rule.endswith(f".{rule.id}"))
                return clause.steps[rule.conditions.index(condition)].match
    return None


# ---- values ------------------------------------------------------------------------------------------------------------------------------


def test_values_that_no_rule_tells_apart_are_one():
    """Of values that no rule tells apart one stands for all; those that a rule compares with others all count."""
    rules = packed(
        a_rule("r", fact("t", kind={"not": "x"}, year={"gte": 2018}, open={"exists": True}), fact("t", "a"), fact("u", kind="$a.kind"))
    )
    offered = possible(rules)
    assert len(offered.values(("t", "open"))) == 1
    assert sorted(offered.values(("t", "kind"))) == ["x", "y", "z"]
    assert [year >= 2018 for year in sorted(offered.values(("t", "year")))] == [False, True]


def test_values_beside_a_bound_are_offered():
    """Beside what a rule compares with by order stand the values just below and above, as far as the type has them."""
    rules = packed(
        a_rule(
            "r",
            fact("t", count={"gt": 2.5}, size={"lt": 1}, day={"gte": date(2018, 3, 1)}, year={"gt": 2017}),
            fact("t", title={"not": "a"}),
            fact("u", year={"lt": 1}, day={"lt": 2018}, count={"gt": 3}),
        )
    )
    offered = possible(rules)
    assert {value > 2.5 for value in offered.values(("t", "count"))} == {True, False}
    assert {value < 1 for value in offered.values(("t", "size"))} == {True, False}
    assert {value >= date(2018, 3, 1) for value in offered.values(("t", "day"))} == {True, False}
    assert {value > 2017 for value in offered.values(("t", "year"))} == {True, False}
    assert {value == "a" for value in offered.values(("t", "title"))} == {True, False}
    assert min(offered.values(("u", "year"))) >= 1
    assert {value.year < 2018 for value in offered.values(("u", "day"))} == {True, False}
    assert {value > 3 for value in offered.values(("u", "count"))} == {True, False}


def test_values_that_meet_through_references_are_offered():
    """What an attribute is compared with through references is offered for it: what the case, a rule or a closed record states."""
    rules = packed(
        a_rule("d", fact("u", "a", title={"exists": True}), then=derives("D", title="$a.title", kind="x", year=2030)),
        a_rule("r", fact("D", "x"), fact("t", title="$x.title", year="$x.year"), then=satisfies()),
    )
    given = a_case(
        Fact("u", {"title": "here"}, id="one"),
        Fact("u", {"title": "denied"}, id="two", holds=False),
        complete=[Closure("t", {"year": Range(gte=2040, lte=2041)})],
    )
    offered = possible(rules, given)
    assert {"here", "denied"} <= set(offered.values(("t", "title")))
    assert {2017, 2030, 2040, 2041} <= set(offered.values(("t", "year")))


def test_a_fact_that_is_named_is_one_that_could_be_there():
    """An attribute that names a fact is offered those of the case, and a new one where a rule joins by its id."""
    joined = packed(a_rule("r", fact("u", "a"), fact("t", of="$a.id"), then=satisfies()))
    offered = possible(joined, a_case(Fact("u", {}, id="one")))
    assert {"one", offered.new_id("u")} <= set(offered.values(("t", "of")))
    alone = packed(a_rule("r", fact("t", of={"exists": True}), then=satisfies()))
    assert possible(alone, a_case(Fact("u", {}, id="one"))).values(("t", "of")) == ["one"]
    assert possible(alone).values(("t", "of")) == []


def test_what_is_required_is_stated():
    """A fact that is offered states what its type requires; a pattern that asks it to lack that is offered nothing."""
    types = {**TYPES, "t": FactType({"year": Attribute("year", True), "kind": Attribute("text")})}
    rules = packed(
        a_rule("r", fact("t", kind={"exists": False}), fact("u", year=2018, kind="x"), then=satisfies()),
        a_rule("s", fact("t", year={"exists": False}), then=satisfies()),
        types=types,
    )
    offered = possible(rules)
    assert all(set(attributes) == {"year"} for attributes in offered.facts["t"])
    assert offered.facts["u"] == [{"kind": "x", "year": 2018}]
    assert offered.lacked == {("t", "kind"), ("t", "year")}


def test_details_are_single_values_that_rules_test():
    """What a fact could state besides is one value of one attribute that some rule tests."""
    framed = fact("year", value={"gte": 2018})
    rules = packed(a_rule("r", framed, fact("t", kind={"in": ["x", "y"]}), fact("u", "a"), fact("t", year="$a.year"), then=satisfies()))
    details = possible(rules).details
    assert {"kind": "z"} in details["t"]
    assert {"year": 2018} in details["t"]
    assert {"year": 2018} in details["u"]
    assert all(len(detail) == 1 for facts in details.values() for detail in facts)
    assert set(details) == {"t", "u"}


def test_ids_that_rules_name_are_told():
    """Of ids, those that rules name or that facts are named by have a place, and no other is made up."""
    rules = packed(a_rule("r", fact("t", id="x"), then=satisfies()))
    assert possible(rules).values(("t", "id")) == ["x"]


def test_a_new_fact_has_an_id_that_nothing_has():
    """The id of a fact that would be recorded is one that the case does not have."""
    rules = packed(a_rule("r", fact("t", "a"), fact("u", of="$a.id"), then=satisfies()))
    taken = a_case(Fact("t", {}, id="new-t"), Fact("t", {}, id="new-t-2"))
    offered = possible(rules, taken)
    assert offered.new_id("t") not in offered.given


def test_the_vaguest_say_no_more_than_others():
    """Of facts, those stay that state no more than another one; values of other types are others."""
    given = [{"a": 1, "b": 2}, {"a": 1}, {"a": True, "c": 1}, {"b": 3}]
    assert vaguest(given) == [{"a": 1}, {"b": 3}, {"a": True, "c": 1}]
    assert not says_less({"a": 1}, {"a": True})


def test_a_record_is_closed_by_what_it_may_state():
    """A record that is closed for a pattern states each value as its type has it; what it could not state is left out."""
    rules = packed(
        a_rule("r", no("t", day=2018, year=date(2018, 3, 1), kind="x", by={"in": ["pa", "pa"]}, size={"in": [1, 2]}, id={"not": "a"})),
        a_rule("s", every("partner", "p", no("u", by="nobody", kind="x", title="a")), then=satisfies()),
    )
    offered, (first, second) = possible(rules), list(steps(rules))
    assert offered.binding("t", resolve(first.match, lookup_in({}))) == {
        "day": Range(gte=2018, lte=2018),
        "year": 2018,
        "kind": "x",
        "by": "pa",
    }
    assert offered.binding("u", resolve(second.match, lookup_in({}))) == {"kind": "x", "title": "a"}


@given_any(st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from((1, True, "x", "y")), max_size=3), max_size=12))
def test_the_vaguest_facts_are_those_than_which_no_other_says_less(facts):
    """Of facts those are kept, once each, than which no other states only a part of the same; 1 and true are two values."""
    kept = vaguest(facts)
    assert all(any(says_less(one, fact) for one in kept) for fact in facts)
    assert not any(a is not b and says_less(a, b) for a in kept for b in kept)
    assert all(any(one is fact for fact in facts) for one in kept)


def test_no_more_facts_are_looked_at_than_one_can_wait_for():
    """Where very many facts would meet a pattern, only so many are looked at, and it is said that there are more."""
    kind = FactType({f"a{n}": Attribute("one_of", values=[f"v{m}" for m in range(12)]) for n in range(6)})
    few = packed(a_rule("r", fact("t", "x"), fact("u", a0="$x.a0")), types={"t": kind, "u": kind})
    many = packed(a_rule("r", fact("t", "x"), fact("u", **{f"a{n}": f"$x.a{n}" for n in range(6)})), types={"t": kind, "u": kind})
    offered = possible(few)
    assert (len(offered.facts["u"]), offered.cut) == (12, False)
    offered = possible(many)
    assert (len(offered.facts["u"]), offered.cut) == (MOST_MEETING, True)
