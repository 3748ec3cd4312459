"""The compiled engine on small packs: what it says in each of its ways is what durable-rules and the oracle say."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from tests.native import native  # noqa: F401  # first: both engines are compared

# isort: split
from ringrose import Attribute, Criterion, EngineError, Fact, FactType, Field, Partner, Range, Vocabulary, assess, assess_many
from ringrose.answering import Answering
from ringrose.engines import make_engine
from ringrose.engines.compiled import CompiledEngine
from ringrose.engines.compiled.driving import MOST_LATE, MOST_NESTED
from ringrose.engines.compiled.items import as_mapping
from ringrose.engines.compiled.reasons import DEEP
from ringrose.engines.compiled.rules import MAX_BINDS
from ringrose.engines.compiled.syntax import Globals
from ringrose.engines.compiled.tables import FEW
from ringrose.files import case_to_dict
from ringrose.model.case import Closure
from ringrose.model.case_content import case_digest
from ringrose.plan import plan_of
from tests.differential.pairs import difference, sound
from tests.oracle import judge
from tests.small import OF_ANY_KIND, TYPES, at_least, case, derives, every, fact, no, pack, rule, satisfies, violates

BOTH = {"languages": ("en", "id")}


def agrees(of, *cases):
    """Engines and oracle say the same of each case, in all ways and languages; gives the assessments."""
    found = []
    for given in cases:
        _, checked = sound(of, given)
        assert difference(of, checked) is None
        found.append(assess(checked, pack=of, engine="compiled"))
    return found


def fired(assessment, rule_id):
    """The findings of a rule."""
    return [f for j in assessment for c in j.criteria for f in c.findings if f.rule == f"e.{rule_id}"]


def numbers(of, *cases):
    """How many findings each rule has in each case."""
    found = agrees(of, *cases)
    return [{r.id: len(fired(one, r.id)) for _, _, r in of.rules()} for one in found]


# -- operators and types of attributes ----------------------------------------------------------------------------------------------------

DAY = date(2018, 5, 2)
VALUES = {
    "by": ("pa", "pb"),
    "field": ("fa", "fb"),
    "of": ("a", "pa", "year-2018"),
    "title": ("", "a", "2017", "true", "é"),
    "kind": ("x", "y"),
    "open": (True, False),
    "size": (0, 1, 2.5, 2017, -1),
    "count": (0, 1, 2017),
    "day": (DAY, date(2017, 12, 31), date(2019, 1, 1)),
    "year": (2017, 2018),
}
ORDERED = ("size", "count", "day", "year")


def operators_on(attribute):
    """Every operator on an attribute, with literals and with references to the same attribute of `x`."""
    first, second = VALUES[attribute][:2]
    told = [first, {"not": first}, {"in": [first]}, {"in": [first, second]}, {"in": []}, {"exists": True}, {"exists": False}]
    told += [
        f"$x.{attribute}",
        {"not": f"$x.{attribute}"},
        {"in": [f"$x.{attribute}", first]},
        {"in": [second, f"$x.{attribute}"], "not": first},
    ]
    if attribute in ORDERED:
        told += [{op: value} for op in ("lt", "lte", "gt", "gte") for value in (first, f"$x.{attribute}")]
        told += [{"gte": first, "lt": f"$x.{attribute}"}]
    if attribute == "day":
        told += [2018, {"in": [2018, 2017]}, {"not": 2018}, {"gt": 2017}, {"lte": 2018}]
    return told


@pytest.mark.parametrize("attribute", VALUES)
@pytest.mark.parametrize("place", ["binds", "exists", "no", "every", "every no", "unless"])
def test_every_operator_on_every_type_of_attribute_in_every_place(attribute, place):
    """Each operator on each type of attribute, with literals and references, means in each place of a rule what the oracle says."""
    rules = []
    for n, test in enumerate(operators_on(attribute)):
        where = {attribute: test}
        conditions, unless = {
            "binds": ([fact("u", "y", **where)], []),
            "exists": ([fact("u", **where)], []),
            "no": ([no("u", **where)], []),
            "every": ([every("partner", "p", fact("u", **where))], []),
            "every no": ([every("field", "p", no("u", **where))], []),
            "unless": ([], [fact("u", **where)]),
        }[place]
        rules.append(rule(f"r{n}", fact("t", "x"), *conditions, unless=unless))
    of = pack(*rules)
    facts = [Fact("t", id=f"t{n}", **{attribute: value}) for n, value in enumerate(VALUES[attribute])] + [Fact("t", id="lacking")]
    others = [Fact("u", id=f"u{n}", **{attribute: value}) for n, value in enumerate(VALUES[attribute][:2])]
    a = [Fact("t", id="a")]
    agrees(
        of,
        case(*facts, *a, complete=["u"]),
        case(*facts, *a, *others, complete=["u"]),
        case(*facts, *a, others[0], Fact("u", id="none"), complete=["u"]),
        case(*facts, *a, Fact("u", id="unknown", holds="unknown"), Fact("u", id="whole", holds=False)),
        case(
            *facts,
            *a,
            Fact("u", id="not", holds=False, **{attribute: VALUES[attribute][0]}),
            Fact("u", id="may", holds="unknown", title="zz"),
        ),
    )


def test_order_and_equality_of_dates_and_years_in_both_directions():
    """A date meets a year by its year, whichever of the two is written, and on whichever side it stands."""
    tests = [
        {"day": "$x.year"},
        {"year": "$x.day"},
        {"day": "$x.day"},
        {"day": {"in": ["$x.year", "$x.day"]}},
        {"year": {"in": ["$x.day", 2018]}},
        {"day": {"in": ["$x.year", 2018]}},
        {"day": {"lt": "$x.year"}},
        {"year": {"gte": "$x.day"}},
        {"day": {"not": "$x.year"}},
        {"year": {"not": "$x.day"}},
        {"day": "$x.year", "title": "$x.title"},
        {"year": "$x.day", "title": {"not": "$x.title"}},
    ]
    rules = []
    for n, where in enumerate(tests):
        rules += [
            rule(f"binds{n}", fact("t", "x"), fact("u", "y", **where)),
            rule(f"exists{n}", fact("t", "x"), fact("u", **where)),
            rule(f"no{n}", fact("t", "x"), no("u", **where)),
            rule(f"every{n}", fact("t", "x"), every("partner", "p", fact("u", by="$p.id", **where))),
            rule(f"unless{n}", fact("t", "x"), unless=[fact("u", **where)]),
            rule(f"derived{n}", fact("t", "x"), fact("D", **where)),
        ]
    of = pack(*rules, rule("d", fact("u", "x"), then=derives("D", year="$x.year", day="$x.day", title="$x.title")))
    told = [Fact("t", year=2018), Fact("t", day=DAY), Fact("t", year=2017, day=date(2018, 1, 1), title="a"), Fact("t")]
    many = [Fact("u", day=date(2016 + n % 4, 1 + n % 12, 1), year=2019 - n % 3, title="ab"[n % 2], by="pa") for n in range(FEW + 5)]
    agrees(
        of,
        case(*told, complete=["u"]),
        case(*told, Fact("u", day=DAY, by="pa"), Fact("u", year=2018, by="pb"), complete=["u"]),
        case(*told, Fact("u", holds=False, day=Range(gte=2018)), Fact("u", holds=False, year=Range(lte=2018))),
        case(*told, Fact("u", holds=False, day=Range(gte=DAY)), Fact("u", holds="unknown", day=date(2017, 1, 1))),
        case(*told, *many, complete=["u"]),
    )


@pytest.mark.parametrize("holds", [True, "unknown"])
@pytest.mark.parametrize("lacking", [{}, {"title": "a"}, {"count": 1}])
def test_what_is_not_told_could_be_anything_in_a_no(holds, lacking):
    """A fact that lacks what a pattern asks for, held or unknown, keeps its absence from being known, unless something else excludes it."""
    of = pack(
        rule("n", no("u", title="a", count=1), then=satisfies()),
        rule("order", no("u", title="b", count={"gt": 0}), then=satisfies()),
        rule("exists", no("u", title={"exists": False}, count={"not": 2}), then=satisfies()),
        rule("year", fact("year", "y"), no("u", year="$y.value", of="$y.id")),
    )
    agrees(of, *(case(Fact("u", holds=holds, **lacking, **more), complete=["u"]) for more in ({}, {"year": 2018}, {"kind": "x"})))


def test_required_attributes_are_never_lacking_in_facts_that_hold_but_in_others():
    """An attribute that facts must state may still be lacking in a fact that is unknown, which then could match."""
    types = {**TYPES, "u": FactType({**OF_ANY_KIND, "year": Attribute("year", required=True), "by": Attribute("partner", required=True)})}
    of = pack(
        rule("n", no("u", year=2017, by="pa"), then=satisfies()),
        rule("y", fact("year", "y"), no("u", year="$y.value")),
        rule("x", fact("u", "x"), fact("u", "z", year="$x.year", by={"not": "$x.by"})),
        rule("is", fact("u", "x", year={"exists": True}), fact("u", by="$x.by", year={"gte": "$x.year"})),
        rule("not", fact("u", "x", year={"exists": False})),
        rule("key", fact("year", "y"), fact("u", year="$y.value")),
        rule("by", every("partner", "p", fact("u", by="$p.id", year={"exists": True}))),
        types=types,
    )
    pa, pb = Fact("u", year=2017, by="pa"), Fact("u", year=2017, by="pb")
    unknown = [Fact("u", holds="unknown"), Fact("u", holds="unknown", by="pa"), Fact("u", holds="unknown", year=2018)]
    for some in ((), (pa,), (pa, pb)):
        agrees(of, case(*some, complete=["u"]), *(case(*some, one, complete=["u"]) for one in unknown))


# -- references to what a fact lacks ------------------------------------------------------------------------------------------------------

LACKING = {
    "bind": (fact("u", "y", title="$x.title"), ()),
    "bind in": (fact("u", "y", title={"in": ["$x.title", "b"]}), ()),
    "bind not": (fact("u", "y", title={"not": "$x.title"}), ()),
    "exists": (fact("u", title="$x.title"), ()),
    "exists not": (fact("u", title={"not": "$x.title"}), ()),
    "no": (no("u", title="$x.title"), ()),
    "no not": (no("u", title={"not": "$x.title"}), ()),
    "every domain": (every("year", "z", fact("u"), value={"not": "$x.year"}), ()),
    "every second": (every("year", "z", fact("u", title={"not": "$x.title"})), ()),
    "every second no": (every("year", "z", no("u", title="$x.title")), ()),
    "every own": (every("year", "z", fact("u", year={"not": "$z.previous"})), ()),
    "every own no": (every("year", "z", no("u", year="$z.previous")), ()),
    "unless": (fact("u"), (fact("u", title={"not": "$x.title"}),)),
    "with": (fact("D", "d", title={"exists": False}), ()),
}


@pytest.mark.parametrize("place", LACKING)
def test_a_reference_to_what_a_fact_lacks(place):
    """A condition that refers to an attribute which its fact lacks is never true, an exception never matches, and `with` leaves it out."""
    condition, unless = LACKING[place]
    of = pack(
        rule("d", fact("t", "x"), then=derives("D", title="$x.title", year="$x.year")),
        rule("r", fact("t", "x"), condition, unless=unless),
    )
    u = [Fact("u", title="b", year=2017), Fact("u", title="c")]
    agrees(
        of,
        *(
            case(*told, *more, complete=["u"])
            for told in ([Fact("t")], [Fact("t", title="a", year=2018)], [Fact("t"), Fact("t", title="b", year=2016)])
            for more in ([], u[:1], u, [Fact("u")])
        ),
    )


# -- closures -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"year": 2018},
        {"year": Range(gte=2017)},
        {"year": Range(gt=2017, lte=2019)},
        {"by": "pa"},
        {"by": "pa", "year": Range(lt=2019)},
        {"day": DAY},
        {"day": Range(gte=date(2018, 1, 1), lte=date(2018, 12, 31))},
        {"day": Range(gte=2018, lt=2019)},
        {"size": Range(gte=0.5)},
        {"open": True},
        {"title": "a"},
    ],
)
@pytest.mark.parametrize("as_denial", [True, False])
def test_a_closed_record_covers_what_binds_all_that_it_states(stated, as_denial):
    """A denial or a complete record covers what is bound by equality or `in`, by literals or references, to values in what it states."""
    of = pack(
        rule("whole", no("u")),
        rule("year", no("u", year=2018)),
        rule("in", no("u", year={"in": [2018, 2019], "not": 2017})),
        rule("joined", fact("t", "x"), no("u", year="$x.year", by="$x.by")),
        rule("joined-in", fact("t", "x"), no("u", year={"in": ["$x.year", 2018]}, open="$x.open")),
        rule("day", fact("t", "x"), no("u", day="$x.day", title={"in": ["a"]})),
        rule("day-of-year", fact("t", "x"), no("u", day={"in": ["$x.year", 2018]})),
        rule("day-literal", no("u", day=DAY, size=0.5)),
        rule("order", fact("t", "x"), no("u", year={"gte": "$x.year"}, by="pa")),
        rule("every", every("partner", "p", no("u", by="$p.id", year=2018, size=1, open=True))),
    )
    closing = {"complete": ["t"], "more": [Fact("u", id="d", holds=False, **stated), Fact("u", id="d2", holds=False, title="a", year=2018)]}
    if not as_denial:
        closing = {"complete": [Closure("u", stated), Closure("u", {"title": "zz"})], "more": []}
    told = [Fact("t", year=2018, by="pa", open=True, day=DAY), Fact("t", year=2016, by="pb"), Fact("t")]
    agrees(of, *(case(*told, *closing["more"], *others, complete=closing["complete"]) for others in ([], [Fact("u", year=2019, by="pb")])))


def test_several_denials_close_one_record():
    """An absent pattern tells each denial that covers it, sorted, and a conflict each fact that falls into one."""
    of = pack(rule("n", no("u", year=2017), then=satisfies()), rule("f", fact("u", "x")))
    denials = [
        Fact("u", id=f"d{n}", holds=False, **stated)
        for n, stated in enumerate(({"year": Range(lt=2018)}, {}, {"year": 2017}, {"by": "pa"}))
    ]
    (none,) = agrees(of, case(*reversed(denials)))
    assert fired(none, "n")[0].absent[0].closed_by == ("d0", "d1", "d2")
    held = [Fact("u", id="h1", year=2017, by="pa"), Fact("u", id="h0", year=2019)]
    (some,) = agrees(of, case(*denials, *held, Fact("u", id="h2", year=2017, holds="unknown")))
    assert [(c.fact, c.denial) for c in some.conflicts] == [("h0", "d1"), ("h1", "d0"), ("h1", "d1"), ("h1", "d2"), ("h1", "d3")]


# -- derived facts ------------------------------------------------------------------------------------------------------------------------


def test_types_that_only_exceptions_read():
    """Where derived facts are read by exceptions alone, only the values that are tested matter, or whether there is one."""
    of = pack(
        rule("d1", fact("t", "x"), then=derives("D", year="$x.year", title="$x.title", count=1)),
        rule("d2", fact("u", "x"), then=derives("D", title="$x.title", day="$x.day")),
        rule("e1", fact("t", "x"), fact("u", year="$x.year"), then=derives("E", title="$x.title")),
        rule("e2", no("u", year=2017), then=derives("E")),
        rule("f", fact("t", "x"), then=derives("F", title="$x.title")),
        rule("values", fact("u", "x"), unless=[fact("D", title="$x.title", day={"exists": False})]),
        rule("existence", fact("u", "x"), unless=[fact("E")]),
        rule("literal", fact("u", "x"), unless=[fact("D", year={"gt": 2017}), fact("E", title="zz")]),
        rule("joined", fact("u", "x"), unless=[fact("D", title="$x.title", year={"in": ["$x.year", "$x.day"]})], then=satisfies()),
    )  # nobody reads F
    u = [Fact("u", title="a", year=2017), Fact("u", title="b", day=DAY), Fact("u")]
    t = [Fact("t", title="a", year=2017), Fact("t", title="a", year=2018), Fact("t", title="b")]
    counted = numbers(of, *(case(*some, *others, complete=["u"]) for some in ([], u[:1], u) for others in ([], t[:1], t[1:2], t[2:], t)))
    assert {n for one in counted for n in one.values()} == {0, 1, 2, 3}


def test_a_derived_type_that_rules_keep_behind_one_that_exceptions_read():
    """A derived type that ends in the justification of another is kept if that one is, and reduced if that one is."""
    of = pack(
        rule("d", fact("t", "x"), then=derives("D", year="$x.year", title="$x.title")),
        rule("e", fact("D", "x", title="a"), then=derives("E", year="$x.year")),
        rule("f", fact("E", "x"), fact("D", "y", year="$x.year"), then=derives("F", year="$x.year", title="$y.title")),
        rule("u", fact("u", "x"), unless=[fact("F", year="$x.year")]),
        rule("kept", fact("D", "x", title="b")),
        rule("every", every("year", "z", fact("D", year="$z.value"))),
    )
    t = [Fact("t", year=2017, title="a"), Fact("t", year=2017, title="b"), Fact("t", year=2018, title="a"), Fact("t", year=2019)]
    agrees(of, *(case(*some, Fact("u", year=2017), Fact("u", year=2019)) for some in ([], t[:1], t[:2], t)))


def test_a_derived_type_that_no_rule_concludes():
    """A derived type that is read but never derived has no facts."""
    of = pack(rule("r", fact("D", "x")), rule("u", fact("t", "x"), unless=[fact("E")]), rule("e", fact("t"), fact("F", year=2017)))
    assert numbers(of, case(), case(Fact("t"))) == [{"r": 0, "u": 0, "e": 0}, {"r": 0, "u": 1, "e": 0}]


def test_a_derived_fact_of_several_justifications_over_several_strata():
    """A derived fact rests on all ways in which it was derived, by several rules and bindings, in whichever stratum."""
    of = pack(
        rule("a", fact("t", "x"), then=derives("D", year="$x.year")),
        rule("b", fact("D", "x"), then=derives("E", year="$x.year")),
        rule("c", fact("E", "x"), fact("u", "y", year="$x.year"), then=derives("F", year="$y.year")),
        rule("direct", fact("u", "y"), no("t", count=1, year="$y.year"), then=derives("F", year="$y.year")),
        rule("third", fact("year", "y"), fact("t", year="$y.value"), then=derives("F", year="$y.value")),
        rule("exists", fact("F")),
        rule("bound", fact("F", "x"), because="{x.year}"),
        rule("both", fact("F", "x"), fact("D", "y", year="$x.year"), fact("t", "z", year="$y.year"), then=satisfies()),
        rule("every", every("year", "z", fact("F", year="$z.value")), then=satisfies()),
    )
    t = [Fact("t", year=2017, title="a", count=2), Fact("t", year=2017, count=2), Fact("t", year=2018, count=2), Fact("t", count=2)]
    u = [Fact("u", year=2017, title="a"), Fact("u", year=2017, title="b"), Fact("u", year=2019)]
    denial = [Fact("t", id="never", holds=False, count=1)]
    (one, *_) = agrees(of, *(case(*some, *others, *closed) for some in (t, t[:1]) for others in (u, u[:2], []) for closed in (denial, [])))
    (finding,) = [f for f in fired(one, "bound") if f.bindings["x"]["year"] == 2017]
    assert finding.facts == ("t-1", "t-2", "u-1", "u-2", "year-2017")
    assert len(finding.absent) == 1


def reading_chains(size):
    """Chains of derived types, each derived in two ways and read by a rule."""
    rules = [rule(f"{way}0", fact("t", "x"), then=derives("C0", year="$x.year")) for way in "ab"]
    for n in range(1, size):
        rules += [rule(f"{way}{n}", fact(f"C{n - 1}", "x"), then=derives(f"C{n}", year="$x.year")) for way in "ab"]
    return [*rules, *(rule(f"r{n}", fact(f"C{n}", "x")) for n in range(size))]


def deriving_one(size):
    """Rules that derive one type, and as many that read it."""
    rules = [rule(f"d{n}", fact("t", "x", count=n), then=derives("C0", year="$x.year")) for n in range(size)]
    return [*rules, *(rule(f"r{n}", fact("C0", "x", year=2000 + n)) for n in range(size))]


def excepting(size):
    """Rules with as many exceptions of derived types."""
    rules = [rule(f"d{n}", fact("t", "x", count=n), then=derives(f"C{n}", year="$x.year")) for n in range(size)]
    return [*rules, *(rule(f"r{n}", fact("t", "x"), unless=[fact(f"C{n}", year="$x.year")]) for n in range(size))]


def of_criteria(size):
    """Rules about as many criteria."""
    return [rule(f"r{n}", fact("t", "x"), then=violates(f"c{n}")) for n in range(size)]


@pytest.mark.parametrize("length", [3, MOST_LATE, MOST_LATE + 1, DEEP, 150])
def test_chains_of_derived_types(length):
    """A chain of derived types of any length, each derived in two ways, is inferred and told, in code that grows with it and no faster."""
    types = {**TYPES, **{f"C{n}": FactType({"year": Attribute("year"), "title": Attribute("text")}, derived=True) for n in range(length)}}
    chain = [rule("c0", fact("t", "x"), then=derives("C0", year="$x.year", title="$x.title"))]
    for n in range(1, length):
        chain.append(rule(f"c{n}", fact(f"C{n - 1}", "x"), then=derives(f"C{n}", year="$x.year", title="$x.title")))
        chain.append(rule(f"w{n}", fact(f"C{n - 1}"), fact("u", "y"), then=derives(f"C{n}", year="$y.year")))
    of = pack(*chain, rule("last", fact(f"C{length - 1}", "x")), rule("any", fact(f"C{length - 1}")), types=types)
    t = [Fact("t", year=2017), Fact("t", year=2018, title="a")]
    given = [case(), case(t[0]), case(*t, Fact("u", year=2019))]
    if length <= MOST_LATE + 1:
        agrees(of, *given)
        return
    # the oracle asks each rule anew, so that it takes too long here
    for one in given[1:]:
        engine, (_, checked) = CompiledEngine(plan_of(of)), sound(of, one)
        assert engine.statuses(as_mapping(checked)) == ("not_met",)
        told = assess(checked, pack=of, engine="compiled")
        assert told.to_dict() == {**assess(checked, pack=of, engine="durable").to_dict(), "engine": "compiled"}
        assert json.loads(engine.answer(as_mapping(checked), "en", case_digest(checked))) == told.to_dict(questions=False)
        assert {tuple(facts) for _, _, facts in engine.supports(as_mapping(checked))[0][1]} == {f.facts for f in told["e"].deciding}
        assert json.loads(Answering(of).line(json.dumps(case_to_dict(checked)).encode())) == told.to_dict()


def test_derived_facts_that_are_counted_are_told_apart_by_all_their_values():
    """What an exception reads is known by the values that it tests alone, but what is counted on the way there by all of them."""
    rules = (
        rule("d", fact("t", "x"), then=derives("D", title="$x.title", year="$x.year")),
        rule("e", at_least(2, "D", title="a"), then=derives("E")),
        rule("r", fact("t"), unless=[fact("E")]),
    )
    facts = [Fact("t", title="a", year=2017), Fact("t", title="a", year=2018)]
    agrees(pack(*rules), case(facts[0]), case(*facts), case(facts[0], facts[1].with_attributes({"title": "b", "year": 2018})))


@pytest.mark.parametrize("made", [reading_chains, deriving_one, excepting, of_criteria])
def test_generated_code_grows_with_the_pack_and_no_faster(monkeypatch, made):
    """Twice as many rules are not more than about twice the code, however they stand behind each other."""
    sizes = {}
    original = Globals.define

    def measured(self, function, told, place):
        made = original(self, function, told, place)
        sizes[now] += len(made.__code__.co_code)
        return made

    monkeypatch.setattr(Globals, "define", measured)
    for now in (10, 20, 40):
        sizes[now] = 0
        types = {**TYPES, **{f"C{n}": FactType({"year": Attribute("year")}, derived=True) for n in range(now)}}
        of = pack(*made(now), types=types, criteria=("c", *(Criterion(f"c{n}", "safeguard") for n in range(now))))
        _, checked = sound(of, case(Fact("t", year=2017, count=1)))
        engine = CompiledEngine(plan_of(of))
        assert len(engine.statuses(as_mapping(checked))) == 1
        engine.supports(as_mapping(checked))
        engine.answer(as_mapping(checked))
    assert sizes[20] < 2.5 * sizes[10]
    assert sizes[40] < 2.5 * sizes[20]


# -- what is looked up --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, FEW - 1, FEW, FEW + 1, 3 * FEW])
def test_facts_are_joined_alike_however_many_there_are(count):
    """Few facts are gone through and many are grouped by what joins them, with the same result."""
    of = pack(
        rule("one", fact("t", "x"), fact("u", "y", title="$x.title")),
        rule("two", fact("t", "x"), fact("u", "y", title="$x.title", year="$x.year")),
        rule("fixed", fact("t", "x"), fact("u", "y", title="$x.title", kind="x")),
        rule("rest", fact("t", "x"), fact("u", "y", title="$x.title", count={"gt": "$x.count"})),
        rule("exists", fact("t", "x"), fact("u", title="$x.title", count={"lt": "$x.count"}, kind={"not": "y"})),
        rule("day", fact("t", "x"), fact("u", "y", day="$x.year", title={"not": "$x.title"})),
        rule("no", fact("t", "x"), no("u", title="$x.title", count={"gte": "$x.count"})),
        rule("unless", fact("t", "x"), unless=[fact("u", title="$x.title", count={"not": "$x.count"})]),
    )
    u = [
        Fact("u", title=None if n % 7 == 3 else f"{n % 5}", year=2017 + n % 2, kind="xyz"[n % 3], count=n % 4, day=date(2016 + n % 4, 1, 1))
        for n in range(count)
    ]
    t = [Fact("t", title=f"{n}", year=2017, count=n) for n in range(6)] + [Fact("t", title="1", year=2018), Fact("t", count=1)]
    agrees(of, case(*t, *u, complete=["u"]), case(*t, *u, Fact("u", title="5", holds="unknown"), complete=["u"]))


def test_indexes_differ_by_what_is_asked():
    """Rules that ask for the same facts by other values, other attributes or with other filters do not share what they look up."""
    tests = [
        {"open": True},
        {"open": False},
        {"count": 1},
        {"count": 0},
        {"size": 1},
        {"title": "1"},
        {"title": "true"},
        {"count": {"in": [1, 0]}},
    ]
    tests += [{"size": 1, "title": "1"}, {"open": {"not": True}}, {"size": {"in": [1, 0.5]}}, {"count": {"exists": True}}, {}]
    rules = []
    for n, where in enumerate(tests):
        rules += [
            rule(f"b{n}", fact("u", "x", **where)),
            rule(f"e{n}", fact("t", "x"), fact("u", year="$x.year", **where)),
            rule(f"n{n}", no("u", **where)),
            rule(f"u{n}", fact("t"), unless=[fact("u", **where)]),
            rule(f"x{n}", fact("u", **where)),
            rule(f"y{n}", fact("year", "y", nth=n % 3), fact("u", year="$y.value", **where)),
        ]
    of = pack(*rules)
    each = [
        Fact("u", id=f"u{n}", year=2017, **{k: v for k, v in where.items() if not isinstance(v, dict)}) for n, where in enumerate(tests)
    ]
    agrees(of, case(Fact("t", year=2017), *each, complete=["u"]), *(case(Fact("t", year=2017), one, complete=["u"]) for one in each[:8]))


def test_all_that_the_years_of_a_review_have():
    """Years are told apart by value, place, predecessor, wholeness and id, and reviews by what their years depend on."""
    of = pack(
        rule("full", fact("year", "y", full=True), because="{y.value} {y.nth} {y.previous} {y.full} {y.id}"),
        rule("part", fact("year", "y", full=False)),
        rule("first", fact("year", "y", nth=0)),
        rule("after", fact("year", "y", previous={"exists": True}), fact("year", "z", value="$y.previous")),
        rule("id", fact("year", "y", id="year-2018"), no("t", of="$y.id")),
        rule("of", fact("t", "x"), fact("year", "y", id="$x.of")),
        rule("every", every("year", "y", no("t", year="$y.value"), full=True), then=satisfies()),
        rule("some", fact("year", value={"gt": 2018})),
    )
    reviews = [(2017, 2019), (2018, 2018), (date(2017, 1, 1), date(2019, 12, 31)), (date(2017, 1, 2), 2019), (2017, date(2019, 12, 30))]
    reviews += [(date(2018, 5, 1), date(2018, 6, 1)), (date(2018, 1, 1), date(2018, 12, 31)), (1, 3), (9998, 9999)]
    told = [Fact("t", year=2018), Fact("t", of="pa")]
    agrees(of, *(case(*some, complete=["t"], review=review) for review in reviews for some in ([], told)))


def test_all_that_partners_and_fields_have():
    """Partners and fields are told apart by id, name and country; a name that was not given is the id."""
    of = pack(
        rule("name", fact("partner", "p", name="A"), because={"en": "{p.name} {p.id} {p.country}", "id": "{p.name}"}),
        rule("country", fact("partner", "p", country={"exists": False})),
        rule("same", fact("partner", "p"), fact("partner", "q", country="$p.country", name={"not": "$p.name"})),
        rule("field", fact("field", "f"), fact("t", title="$f.name")),
        rule("in", fact("t", "x"), fact("partner", "p", name={"in": ["$x.title", "pb"]})),
        rule("derived", fact("partner", "p"), then=derives("D", title="$p.name", by="$p.id")),
        rule("d", fact("D", "d"), because="{d.title} of {d.by}"),
        **BOTH,
    )
    partners = [[Partner("pa", "A", "ID"), Partner("pb", {"en": "A", "id": "B"}, "ID")], [Partner("pa", {"id": "A"}), "pb"], ["A", "pa"]]
    fields = [[Field("fa", {"en": "health", "id": "kesehatan"})], [Field("fa"), Field("fb", "fa")], []]
    told = [Fact("t", title="health"), Fact("t", title="fa"), Fact("t", title="A")]
    agrees(of, *(case(*told, partners=p, fields=f) for p in partners for f in fields))


# -- findings -----------------------------------------------------------------------------------------------------------------------------


def test_findings_of_a_rule_are_sorted():
    """The findings of a rule stand by their facts, then by what is absent, then by their bindings, whatever order the facts have."""
    of = pack(
        rule("two", fact("t", "x"), fact("t", "y", kind="$x.kind")),
        rule("absent", fact("year", "y"), fact("t", kind="x"), no("u", year="$y.value")),
        rule("same", fact("D", "d"), fact("E", "e")),
        *(
            rule(f"d{n}", fact("t"), then=derives("D", **told))
            for n, told in enumerate(({"year": 2018}, {"title": "a"}, {}, {"year": 2017}))
        ),
        *(
            rule(f"e{n}", fact("t"), then=derives("E", **told))
            for n, told in enumerate(({"title": 'é"'}, {"by": "pa", "size": 0.5}, {"open": True}))
        ),
    )
    facts = [Fact("t", id=id, kind="xyx"[n]) for n, id in enumerate(("b", "a", "C"))]
    answers = [agrees(of, case(*some, complete=["u"]))[0].to_dict() for some in (facts, facts[::-1], [facts[1], facts[0], facts[2]])]
    assert answers[0] == answers[1] == answers[2]


def test_texts_in_each_language_by_one_engine():
    """One engine tells one case after the other in either language, each time as if it knew no other."""
    of = pack(
        rule(
            "told",
            fact("t", "x"),
            because={
                "en": "{x.by}, {x.field}: {x.year} {x.day} {x.size} {x.count} {x.open} {x.kind} {x.title} {x.of} {x.id}",
                "id": 'ya "{x.open}" {x.by}',
            },
            advice={"en": "Do {x.title}!\\n", "id": "Lakukan {x.title}!"},
        ),
        rule("plain", fact("t"), because={"en": "plain", "id": "biasa"}, advice={"en": "plain", "id": "biasa"}),
        rule("none", fact("t", "x")),
        **BOTH,
    )
    told = [
        Fact("t", by="pa", field="fa", year=2017, day=DAY, size=1.5, count=3, open=True, kind="x", title='q"\\\n', of="pb"),
        Fact("t", by="pb", open=False, size=2.0),
        Fact("t"),
    ]
    partners = [Partner("pa", {"en": 'A "q"', "id": "Ä\\"}), Partner("pb", "B")]
    _, checked = sound(of, case(*told, partners=partners))
    engine = CompiledEngine(plan_of(of))
    for lang in ("en", "id", "en", "id", "id"):
        answer = json.loads(engine.answer(as_mapping(checked), lang))
        meant = judge(checked, of, lang)
        assert {key: answer[key] for key in meant if key != "open_questions"} == {k: v for k, v in meant.items() if k != "open_questions"}
    agrees(of, case(*told, partners=partners), case(*told[1:]))


def test_advice_is_told_once():
    """The same advice of several findings, rules and elements is told once, by the first that gives it, and only where it decides."""
    of = pack(
        rule("a", fact("t", "x"), advice="Tell {x.title}."),
        rule("b", fact("t", "x"), advice="Tell {x.title}.", then=violates("s")),
        rule("c", fact("t"), advice="Tell a.", then=violates("i")),
        rule("d", fact("t"), advice="Tell more.", then=violates("s")),
        rule("e", fact("u"), advice="Tell less.", then=violates("s")),
        rule("s", fact("t"), then=satisfies("s"), advice="Never told."),
        criteria=("c", Criterion("s", "safeguard"), Criterion("i", "informative")),
    )
    t = [Fact("t", title="b"), Fact("t", title="a"), Fact("t", title="a"), Fact("t")]
    (found, *_) = agrees(of, case(*t), case(*t, Fact("u")), case(Fact("u")), case())
    assert [r.message.text("en") for r in found.advice()] == ["Tell b.", "Tell a.", "Tell not stated.", "Tell more."]


@pytest.mark.parametrize("role", ["essential", "safeguard", "informative"])
def test_every_combination_of_roles_and_statuses(role):
    """Whatever fires for criteria of each role, the statuses alone, the supports and the findings say the same."""
    rules = []
    for n, criterion in enumerate(("c", "d", "n")):
        rules += [
            rule(f"s{n}", fact("t", "x", count=n), then=satisfies(criterion)),
            rule(f"v{n}", fact("u", "x", count=n), then=violates(criterion)),
        ]
    of = pack(*rules, criteria=("c", Criterion("d", role), Criterion("n", "informative"), Criterion("nobody", "safeguard")))
    sides = [(), ("t",), ("u",), ("t", "u")]
    statuses = {
        one["e"].status
        for first in sides
        for second in sides
        for third in sides
        for one in agrees(of, case(*(Fact(s, count=n) for n, some in enumerate((first, second, third)) for s in some)))
    }
    assert statuses == {"met", "not_met", "contested", "undetermined"}


# -- packs that are nearly empty ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "of",
    [
        pack(),
        pack(rule("r", fact("partner", "p")), vocabulary=Vocabulary({})),
        pack(rule("r", fact("t"), then=satisfies()), criteria=("c", Criterion("other"), Criterion("i", "informative"))),
        pack(rule("r", every("field", "f", fact("t", field="$f.id")))),
        pack(rule("r", fact("D")), rule("d", fact("partner"), then=derives("D"))),
        pack(rule("r", no("v")), types={"v": FactType({})}),
        pack(
            rule("r", fact("v", "x"), fact("W", "y")),
            rule("w", fact("v"), then=derives("W")),
            types={"v": FactType({}), "W": FactType({}, derived=True)},
        ),
    ],
)
def test_packs_and_cases_in_which_there_is_hardly_anything(of):
    """Packs without rules, types or attributes and cases without fields and facts are judged as any other."""
    some = [Fact(t) for t in of.vocabulary.recordable][:2]
    agrees(
        of, case(fields=()), case(partners=["pa"], fields=()), case(*some, fields=()), case(*some, complete=list(of.vocabulary.recordable))
    )


def test_a_mapping_needs_no_more_than_a_case_must_have():
    """A mapping may leave out what a case file may leave out, and may tell ranges as mappings and whole records by their names."""
    of = pack(rule("r", fact("t", "x"), because="{x.by}"), rule("n", no("u", year=2018, by="pa")), rule("w", no("u")))
    engine = CompiledEngine(plan_of(of))
    plain = {"id": "small", "partners": [{"id": "pa"}], "review": {"from": 2017, "to": 2019}}
    answers = [
        ({}, case(partners=["pa"], fields=())),
        ({"facts": [{"fact": "t", "id": "a", "by": "pa", "title": None}]}, case(Fact("t", id="a", by="pa"), partners=["pa"], fields=())),
        ({"complete": ["u"]}, case(complete=["u"], partners=["pa"], fields=())),
        (
            {"complete": ["t", {"fact": "u", "year": {"gte": 2018}, "by": None, "note": "x"}]},
            case(complete=["t", Closure("u", {"year": Range(gte=2018)})], partners=["pa"], fields=()),
        ),
        (
            {"facts": [{"fact": "u", "id": "d", "holds": False, "year": {"gte": 2018}}, {"fact": "u", "id": "m", "holds": "unknown"}]},
            case(Fact("u", id="d", holds=False, year=Range(gte=2018)), Fact("u", id="m", holds="unknown"), partners=["pa"], fields=()),
        ),
    ]
    for more, same in answers:
        told = engine.answer({**plain, **more})
        assert json.loads(told) == assess(same, pack=of, engine="compiled").to_dict(receipt=False, questions=False)
        assert list(engine.statuses({**plain, **more})) == [j.status for j in assess(same, pack=of)]


def test_supports_tell_what_the_aliases_are_bound_to():
    """The supports of an element are its deciding findings: the rule, the facts bound as they were given, and the ids below."""
    of = pack(
        rule("r", fact("t", "x"), fact("D", "d"), fact("year", "y", nth=0)), rule("d", fact("u", "x"), then=derives("D", year="$x.year"))
    )
    given = {"id": "c", "partners": [{"id": "pa"}], "review": {"from": 2017, "to": 2018}}
    facts = [{"fact": "t", "id": "a"}, {"fact": "u", "id": "b", "year": 2017}]
    ((status, ((name, (x, d, y), ids),)),) = CompiledEngine(plan_of(of)).supports({**given, "facts": facts})
    assert (status, name, ids) == ("not_met", "e.r", ["a", "b", "year-2017"])
    assert x is facts[0]
    assert 2017 in d
    assert y.id == "year-2017"


# -- limits and threads -------------------------------------------------------------------------------------------------------------------


def test_a_rule_binds_up_to_a_number_of_aliases():
    """A rule of as many aliases as Python can nest loops is run, and one of more is refused with its name and a way out."""
    binds = [fact("t", f"x{n}", title=f"{n}") for n in range(MAX_BINDS)]
    of = pack(rule("r", *binds, every("partner", "p", fact("t", by="$p.id")), no("u", title="$x0.title")))
    given = case(*(Fact("t", title=f"{n}", by="pa") for n in range(MAX_BINDS)), complete=["u"], partners=["pa"])
    _, checked = sound(of, given)
    assert len(fired(assess(checked, pack=of, engine="compiled"), "r")) == 1
    assert difference(of, checked, ("compiled",)) is None
    more = pack(rule("r", *binds, fact("t", "more")))

    def cases():
        raise AssertionError("a case was asked for")
        yield

    refusing = [lambda: make_engine("compiled", plan_of(more)), lambda: Answering(more), lambda: assess_many(cases(), pack=more)]
    for refused in (*refusing, lambda: assess(given, pack=more, engine="compiled")):
        with pytest.raises(EngineError, match=rf"`e\.r` binds {MAX_BINDS + 1} aliases.*Split the rule"):
            refused()


def test_a_rule_of_many_conditions():
    """Any number of conditions and exceptions that need no binding is tested, true and false."""
    for n in (MOST_NESTED, MOST_NESTED + 1, 200):
        conditions = [fact("t", count=k) for k in range(n)]
        of = pack(
            rule("all", *conditions),
            rule("unless", fact("t", "x", count=0), unless=[fact("u", count=k) for k in range(n)]),
            rule("no", *(no("u", count=k) for k in range(n)), then=satisfies()),
        )
        t = [Fact("t", count=k) for k in range(n)]
        counted = []
        for given in (case(*t, complete=["u"]), case(*t[1:], complete=["u"]), case(*t, Fact("u", count=n - 1), complete=["u"])):
            _, checked = sound(of, given)
            assert difference(of, checked, ("compiled",)) is None
            found = assess(checked, pack=of, engine="compiled")
            counted.append([len(fired(found, r)) for r in ("all", "unless", "no")])
        assert counted == [[1, 1, 1], [0, 0, 1], [1, 0, 0]]


def busy(n):
    """One of several cases that are judged differently."""
    facts = [Fact("t", year=2017 + k % 3, title=f"{k % (n + 1)}", kind="xyz"[k % 3], by="pa") for k in range(5 * n)]
    more = [Fact("u", year=2017 + n % 3), Fact("u", holds="unknown", title="m"), Fact("t", holds=False, kind="z", year=2019)]
    return case(*facts, *more[: n % 4], complete=["u"] if n % 2 else [])


def test_threads_that_share_an_engine_get_the_answers_of_one():
    """Threads that ask one fresh engine at once, in every way and language, get the answers that one thread gets."""
    of = pack(
        rule("a", fact("t", "x"), fact("t", "y", title="$x.title", year={"not": "$x.year"}), because={"en": "{x.title}", "id": "{y.by}"}),
        rule("d", fact("t", "x"), then=derives("D", year="$x.year")),
        rule("e", every("year", "z", fact("D", year="$z.value")), then=satisfies()),
        rule("n", fact("year", "z"), no("u", year="$z.value"), unless=[fact("D", year="$z.value")]),
        **BOTH,
    )
    cases = [sound(of, busy(n))[1] for n in range(8)]
    lines = [json.dumps(case_to_dict(one)).encode() for one in cases]
    alone = [[assess(one, pack=of, engine="compiled").to_dict(lang, questions=False) for lang in ("en", "id")] for one in cases]
    digests = [case_digest(one) for one in cases]
    engine = CompiledEngine(plan_of(of))
    answering = {lang: Answering(of, engine="compiled", lang=lang, questions=False) for lang in ("en", "id")}
    start = Barrier(4)

    def work(first):
        start.wait()
        wrong = 0
        for n in range(first, first + 80):
            one, lang, meant = cases[n % 8], ("en", "id")[n // 2 % 2], alone[n % 8][n // 2 % 2]
            mapping = as_mapping(one)
            wrong += json.loads(engine.answer(mapping, lang, digests[n % 8])) != meant
            wrong += json.loads(answering[lang].line(lines[n % 8])) != meant
            wrong += list(engine.statuses(mapping)) != [j["status"] for j in meant["judgements"]]
            wrong += [status for status, _ in engine.supports(mapping)] != [j["status"] for j in meant["judgements"]]
            wrong += assess(one, pack=of, engine="compiled").to_dict(lang, questions=False) != meant
        return wrong

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [0] * 4


def test_findings_are_found_when_they_are_first_asked_for(monkeypatch):
    """Statuses are known at once, and findings and advice when somebody looks at them: once, and as the other engine has them."""
    of = pack(rule("r", fact("t", "x"), advice="{x.title}"), rule("s", no("u"), then=satisfies("d")), criteria=("c", "d"))
    asked = []
    original = CompiledEngine.findings

    def findings(self, given, state):
        asked.append(given)
        return original(self, given, state)

    monkeypatch.setattr(CompiledEngine, "findings", findings)
    found = assess(case(Fact("t", title="a"), complete=["u"]), pack=of, engine="compiled")
    assert (found["e"].status, found["e"]["c"].status, found.summary["not_met"], asked) == ("not_met", "violated", 1, [])
    assert [r.message.text("en") for r in found.advice()] == ["a"]
    assert len(found["e"]["c"].findings) == len(found["e"]["d"].findings) == 1
    assert found["e"].deciding
    assert len(asked) == 1
    other = assess(found.case, pack=of, engine="durable")
    assert (other.judgements, other.recommendations) == (found.judgements, found.recommendations)


def test_lines_of_a_file_take_the_short_way_to_the_same_assessment(tmp_path):
    """The lines of a file are assessed as its cases are, whether they can take the short way or not, and paths as well."""
    of = pack(rule("r", fact("t", "x")), rule("n", no("u", year=2018)))
    plain = [case_to_dict(sound(of, busy(n))[1]) for n in range(4)]
    lines = [json.dumps(one) for one in plain]
    lines.insert(1, lines[0].replace("small", "sm\\u0061ll", 1).replace("{", '{"title":"\\\\u0000",', 1))
    (tmp_path / "cases.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for engine in ("compiled", "durable"):
        found = list(assess_many(tmp_path / "cases.jsonl", pack=of, engine=engine))
        told = [assess(json.loads(line), pack=of, engine=engine) for line in lines]
        assert [f.to_dict() for f in found] == [t.to_dict() for t in told]
        assert [f.case for f in found] == [t.case for t in told]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.json").write_text(lines[0], encoding="utf-8")
    (alone,) = assess_many(str(tmp_path / "folder"), pack=of)
    assert alone.to_dict() == assess(plain[0], pack=of, engine="compiled").to_dict()
