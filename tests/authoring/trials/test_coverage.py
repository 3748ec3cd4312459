"""What the tests of a pack show, held against the oracle; and what is asked of them."""

from datetime import date

import pytest
from attrs import evolve

from ringrose import Closure, EveryCondition, Fact, load_pack
from ringrose.authoring.trials.coverage import coverage_of
from ringrose.authoring.trials.gaps import gap_text
from ringrose.authoring.trials.language import Names
from ringrose.authoring.trials.reading import Expected, PackTest, load_tests
from ringrose.authoring.trials.trying import try_tests
from ringrose.model.check_case import check_case
from ringrose.model.pack import Criterion, Dated, Parameter, Ref
from tests.authoring.trials.asking import drawn, statuses_by, told_of
from tests.oracle import Oracle
from tests.small import at_least, case, derives, every, no, pack, rule, satisfies, violates
from tests.small import fact as some

STATUSES = ("satisfied", "violated", "contested", "unknown")


def shown_by(rules, one):
    """The names of what a case does *not* leave out, by the oracle: each condition tried wherever all before it are true."""
    oracle, shown = Oracle(one, rules), set()
    for name, _, asked in (rules.written or rules).rules():
        names = Names(asked)
        for n, condition in enumerate(asked.conditions):
            for bound, _ in oracle.together(asked.conditions[:n], oracle.nothing):
                true = bool(list(oracle.ways(condition, bound)))
                first, *second = names.conditions[n]
                if not isinstance(condition, EveryCondition):
                    shown.add(f"{name} {first} never {'true' if true else 'false'}")
                    continue
                if true:
                    shown.add(f"{name} {first} never true")
                domain = oracle.matching(condition.domain, bound)
                if not domain:
                    shown.add(f"{name} {first} never false")
                for x in domain:
                    each = bool(list(oracle.ways(condition.then, {**bound, condition.alias: x})))
                    shown.add(f"{name} {second[0]} never {'true' if each else 'false'}")
        for bound, _ in oracle.together(asked.conditions, oracle.nothing):
            for called, pattern in zip(names.unless, asked.unless, strict=True):
                shown.add(f"{name} {called} never {'true' if oracle.matching(pattern, bound) else 'false'}")
        if list(oracle.applications(asked)):
            shown.add(f"{name} never fires")
    return shown | {f"{name} never {status}" for name, status in statuses_by(rules, one).items()}


@pytest.mark.parametrize("seed", range(30))
def test_what_is_shown_is_what_is_meant(seed):
    """On random packs and cases, a point is missing where the oracle finds no case that shows it."""
    rules, cases = drawn(seed, 3)
    coverage = coverage_of(try_tests(rules, told_of(rules, cases)))
    shown = set().union(*(shown_by(rules, one) for one in cases))
    asked = [point for point in coverage.points if point.kind != "in_force"]
    assert [point.name for point in asked if point in coverage.missing] == [point.name for point in asked if point.name not in shown]
    assert len({point.name for point in coverage.points}) == len(coverage.points)


def covered(rules, *cases):
    """What tests that are given these cases leave out, by name."""
    tests = [PackTest(f"Case {n}.", check_case(one, rules)[0], Expected({"e": "met"}), "tests/e.yaml") for n, one in enumerate(cases, 1)]
    return coverage_of(try_tests(rules, tests))


def names(points):
    """The names of points."""
    return [point.name for point in points]


def test_what_is_asked_of_a_rule():
    """A rule must fire, each condition and exception be true and false; each of an `every`, and that it has nothing to go over."""
    rules = pack(
        rule(
            "r",
            some("t", "v", kind="x"),
            every("year", "y", some("u", year="$y.value"), full=True),
            at_least(2, "t"),
            no("u", kind="y"),
            unless=[some("t", kind="z"), some("t", kind="y")],
        )
    )
    assert names(covered(rules, case()).points) == [
        "e.r never fires",
        *("e.r v never true", "e.r v never false"),
        *("e.r y never true", "e.r y never false", "e.r u never true", "e.r u never false"),
        *("e.r t never true", "e.r t never false", "e.r u#2 never true", "e.r u#2 never false"),
        *("e.r unless t never true", "e.r unless t never false", "e.r unless t#2 never true", "e.r unless t#2 never false"),
        *("e.c never violated", "e.c never unknown"),
    ]


def test_what_every_case_has_is_not_asked_to_be_missing():
    """That there is no partner or no year is asked of no test, but that few are there, or none of some kind, is."""
    rules = pack(
        rule("p", some("partner", "p"), some("year")),
        rule("q", every("partner", "p", some("t", by="$p.id")), every("field", "f", some("t", field="$f.id"))),
        rule("r", at_least(3, "partner"), some("year", full=True), some("field")),
    )
    asked = names(covered(rules, case()).points)
    assert [name for name in asked if name.endswith("false")] == [
        *("e.q t never false", "e.q f never false", "e.q t#2 never false"),
        *("e.r partner never false", "e.r year never false", "e.r field never false"),
    ]


def test_conditions_in_the_rule_language():
    """What is missing is told with its condition or exception as the file has it."""
    rules = pack(rule("r", some("t", "v", kind="x", year={"gte": 2018}), unless=[some("u", of="$v.id")]))
    parts = {point.name: point.part for point in covered(rules, case()).missing}
    assert parts["e.r v never true"] == "{fact: t, as: v, where: {kind: x, year: {gte: 2018}}}"
    assert parts["e.r unless u never false"] == "{fact: u, where: {of: $v.id}}"


BOTH = (rule("good", some("t", kind="x"), then=satisfies()), rule("bad", some("u", of={"exists": True}), then=violates()))
T, U = Fact("t", id="one", kind="x"), Fact("u", id="one", of="two")
OTHER = Fact("t", id="two", kind="y")


def test_contested_is_asked_where_two_tests_together_show_it():
    """Where what two tests are given would make a criterion contested if it were given together, a test must show that."""
    rules = pack(*BOTH)
    coverage = covered(rules, case(T), case(U, OTHER), case())
    (point,) = [point for point in coverage.missing if point.kind == "status"]
    assert (point.name, point.because) == ("e.c never contested", ("Case 1.", "Case 2."))
    assert gap_text(point, "en") == (
        "in no test is it contested; it would be if what these two are given were given together: “Case 1.” and “Case 2.”"
    )
    assert names(covered(rules, case(T), case(U, OTHER), case(T, OTHER, Fact("u", of="two")), case()).missing) == []


def test_contested_is_not_asked_where_it_cannot_be_seen_to_be_possible():
    """Cases about other partners, fields or years are not put together, and rules that exclude one another are never contested."""
    rules = pack(*BOTH)
    for other in (case(U, OTHER, review=(2017, 2018)), case(U, OTHER, partners=("pa",)), case(U, OTHER, fields=())):
        assert "e.c never contested" not in names(covered(rules, case(T), other, case()).points)
    excluding = pack(BOTH[0], rule("none", no("t", kind="x"), then=violates()))
    assert "e.c never contested" not in names(covered(excluding, case(T), case(complete=["t"])).points)
    apart = pack(BOTH[0], rule("of-none", some("u", of={"exists": False}), unless=[some("t", kind="x")]))
    assert "e.c never contested" not in names(covered(apart, case(T), case(Fact("u"))).points)


def test_facts_keep_their_references_when_put_together():
    """Where two cases are put together, what names a fact of its own case goes on naming that, in closed records too."""
    rules = pack(
        rule("good", some("u", "a", kind="y"), no("u", of="$a.id"), then=satisfies()),
        rule("bad", some("t", "a", kind="x"), some("u", of="$a.id"), then=violates()),
    )
    closing = case(Fact("u", id="a", kind="y", of="pa"), complete=[Closure("u", of="a")])
    bad = case(Fact("t", id="a", kind="x"), Fact("u", id="b", of="a"))
    coverage = covered(rules, bad, closing)
    assert ("Case 2.", "Case 1.") in [point.because for point in coverage.missing]


def test_too_many_pairs_are_not_tried(monkeypatch):
    """Of very many tests only some pairs are put together."""
    monkeypatch.setattr("ringrose.authoring.trials.coverage.MOST_PAIRS", 0)
    assert "e.c never contested" not in names(covered(pack(*BOTH), case(T), case(U, OTHER), case()).points)


def test_each_value_of_a_parameter_must_have_been_in_force():
    """Some test's review must end while each value of a parameter is in force."""
    values = [Dated(1), Dated(2, date(2019, 1, 1))]
    rules = pack(rule("r", at_least(Ref("param", "least"), "t"), then=satisfies()), parameters={"least": Parameter("integer", values)})
    old, new = case(review=(2017, 2018)), case(review=(2017, 2019))
    assert [(p.name, p.about, p.part) for p in covered(rules, new).missing if p.kind == "in_force"] == [
        ("param.least never in force", "param.least", "1")
    ]
    assert names(covered(rules, old).missing)[-1] == "param.least from 2019-01-01 never in force"
    assert not [p for p in covered(rules, old, new).missing if p.kind == "in_force"]


def child_of(parent, **changes):
    """A pack that stands on another."""
    child = evolve(parent, **changes)
    object.__setattr__(child, "digest", "sha256:0")
    object.__setattr__(child, "parent", parent)
    return child


def test_what_is_a_parents_is_not_asked_of_its_child():
    """Where a pack stands on another, only its own rules, the criteria that they are about, its roles and parameters are asked for."""
    parent = pack(
        rule("r", some("t"), then=satisfies()),
        rule("s", some("u"), then=violates("d")),
        criteria=("c", Criterion("d", "safeguard"), Criterion("f", "informative")),
        parameters={"p": Parameter("integer", [Dated(1)]), "q": Parameter("integer", [Dated(1)])},
    )
    (element,) = parent.elements
    assert names(coverage_of(try_tests(child_of(parent), [])).points) == []
    texts = evolve(element, rules=[evolve(one, because="Otherwise told.") for one in element.rules])
    assert names(coverage_of(try_tests(child_of(parent, elements=[texts]), [])).points) == []
    other = evolve(element, rules=[element.rules[0], evolve(element.rules[1], conditions=[some("u", kind="x")])])
    asked = names(coverage_of(try_tests(child_of(parent, elements=[other]), [])).points)
    assert asked == ["e.s never fires", "e.s u never true", "e.s u never false", "e.d never violated", "e.d never unknown"]
    roles = evolve(element, criteria=[element.criteria[0], evolve(element.criteria[1], role="informative"), element.criteria[2]])
    asked = names(coverage_of(try_tests(child_of(parent, elements=[roles]), [])).points)
    assert asked == ["e.d never violated", "e.d never unknown"]
    tests = [PackTest("One.", check_case(case(Fact("u", kind="x")), parent)[0], Expected({"e": "met"}), "tests/e.yaml")]
    missing = names(coverage_of(try_tests(child_of(parent, elements=[other]), tests)).missing)
    assert missing == ["e.s u never false", "e.d never unknown"]
    parameters = {**parent.parameters, "q": Parameter("integer", [Dated(2)])}
    asked = names(coverage_of(try_tests(child_of(parent, parameters=parameters), [])).points)
    assert asked == ["param.q never in force"]


def test_rules_that_only_derive(folder):
    """A rule that concludes a fact is asked for as any other, and gives no criterion a status."""
    folder.test("{facts: [{id: trip, fact: visit, year: 2018}]}", "{status: {life: undetermined}}")
    pack_of_folder = load_pack(folder.path)
    missing = names(coverage_of(try_tests(pack_of_folder, load_tests(folder.path, pack_of_folder))).missing)
    assert "life.visited never fires" not in missing
    assert "life.visited unless ending never true" in missing
    assert [name for name in missing if "never contested" in name] == []


def test_a_small_pack_of_derivations():
    """A derived fact is seen by the conditions that ask for it."""
    rules = pack(rule("d", some("t"), then=derives("D", kind="x")), rule("r", some("D", kind="x"), then=satisfies()))
    assert names(covered(rules, case(Fact("t")), case()).missing) == []
