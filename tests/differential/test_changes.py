"""Changes to a pack or a case that must change nothing, or only in one direction (metamorphic properties)."""

from __future__ import annotations

from tests.native import native  # noqa: F401  # first: without the engine nothing here can run

# isort: split
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringrose.assessing import assess
from ringrose.model.case import Case, Closure, Fact, Field, Partner
from ringrose.model.pack import (
    STRUCTURAL,
    Attribute,
    Condition,
    CountCondition,
    Derives,
    Element,
    EveryCondition,
    FactCondition,
    FactType,
    NoCondition,
    Pack,
    Pattern,
    Ref,
    Rule,
    Vocabulary,
)
from ringrose.model.pack import Test as AttributeTest
from tests.differential.pairs import Pair, comparable, sound
from tests.generate import random_case, random_pair
from tests.oracle import as_json

Rules = Callable[[Rule], Iterable[Rule]]


def generated(test: Callable[[Random], None]) -> Callable[[], None]:
    """Run a test on generated randomness."""
    few = settings(max_examples=150, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    return few(given(rng=st.randoms(use_true_random=False))(test))


def told(pack: Pack, case: Case) -> dict[str, Any]:
    """What the engine says, without the pack's digest."""
    pack, case = sound(pack, case)
    return comparable(assess(case, pack=pack, engine="durable").to_dict(questions=False))


def findings(answer: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """The findings, by rule and bindings."""
    return {(f["rule"], as_json(f["bindings"])): f for j in answer["judgements"] for c in j["criteria"] for f in c["findings"]}


def shuffled(rng: Random, values: Iterable[Any]) -> list[Any]:
    """The values in another order."""
    left = list(values)
    return [left.pop(rng.randrange(len(left))) for _ in range(len(left))]


def with_rules(pack: Pack, change: Rules) -> Pack:
    """A pack with other rules; elements stay, and may be left without a rule."""
    return evolve(pack, elements=[evolve(e, rules=[r for rule in e.rules for r in change(rule)]) for e in pack.elements])


def rewritten(derives: Derives) -> dict[str, Any]:
    """The attributes of a derived fact as a file has them: a text that begins with a dollar with two."""
    return {k: f"${v}" if isinstance(v, str) and v.startswith("$") else v for k, v in derives.attributes.items()}


# ---- what changes nothing -----------------------------------------------------------------------------------------------------------


@generated
def test_the_order_of_facts_changes_no_byte(rng: Random) -> None:
    """Shuffled facts, complete entries, partners and fields give the same answer to the byte."""
    pack, case = random_pair(rng)
    other = evolve(
        case,
        facts=shuffled(rng, case.facts),
        complete=shuffled(rng, case.complete),
        partners=shuffled(rng, case.partners),
        fields=shuffled(rng, case.fields),
    )
    assert json.dumps(told(pack, other)) == json.dumps(told(pack, case))


def _needs(condition: Condition) -> set[str]:
    return {ref.alias for pattern in condition.patterns() for ref in pattern.refs()} - {"param"}


def _reordered(rng: Random, rule: Rule) -> Rule:
    """The conditions and exceptions in another order, in which references still look left."""
    left, bound, ordered = list(rule.conditions), set[str](), list[Condition]()
    while left:
        ready = []
        for condition in left:
            inner = {condition.alias} if isinstance(condition, EveryCondition) else set()
            if _needs(condition) - inner <= bound:
                ready.append(condition)
        chosen = ready[rng.randrange(len(ready))]
        left = [c for c in left if c is not chosen]
        ordered.append(chosen)
        if isinstance(chosen, FactCondition) and chosen.alias:
            bound.add(chosen.alias)
    return evolve(rule, conditions=ordered, unless=shuffled(rng, rule.unless))


@generated
def test_the_order_of_conditions_changes_no_byte(rng: Random) -> None:
    """Conditions that do not bind each other, exceptions, and attributes of patterns may stand in any order."""
    pack, case = random_pair(rng)
    other = with_rules(pack, lambda rule: [_reordered(rng, rule)])

    def turned(pattern: Pattern) -> Pattern:
        return Pattern(pattern.type, dict(reversed(pattern.where.items())))

    other = with_rules(other, lambda rule: [with_patterns(rule, turned)])
    assert json.dumps(told(other, case)) == json.dumps(told(pack, case))


def with_patterns(rule: Rule, change: Callable[[Pattern], Pattern]) -> Rule:
    """A rule with other patterns."""

    def changed(condition: Any) -> Condition:
        if isinstance(condition, EveryCondition):
            return evolve(condition, domain=change(condition.domain), then=changed(condition.then))
        return evolve(condition, pattern=change(condition.pattern))

    return evolve(rule, conditions=[changed(c) for c in rule.conditions], unless=[change(p) for p in rule.unless])


@generated
def test_the_order_of_rules_changes_only_the_order_of_findings(rng: Random) -> None:
    """Shuffled rules give the same statuses and the same findings, and within a rule in the same order."""
    pack, case = random_pair(rng)
    other = evolve(pack, elements=[evolve(e, rules=shuffled(rng, e.rules)) for e in pack.elements])
    before, after = told(pack, case), told(other, case)
    assert {**before, "judgements": 0, "recommendations": 0} == {**after, "judgements": 0, "recommendations": 0}
    for was, now in zip(before["judgements"], after["judgements"], strict=True):
        assert was["status"] == now["status"]
        for one, two in zip(was["criteria"], now["criteria"], strict=True):
            assert sorted(one["findings"], key=lambda f: f["rule"]) == sorted(two["findings"], key=lambda f: f["rule"])


@generated
def test_a_fact_that_no_rule_reads_changes_nothing(rng: Random) -> None:
    """Facts of a type that no rule reads change no byte."""
    pack, case = random_pair(rng)
    vocabulary = Vocabulary({**pack.vocabulary.types, "unread": FactType({"y": Attribute("year"), "r": Attribute("fact")})})
    pack = evolve(pack, vocabulary=vocabulary)
    unread = Fact("unread", {"y": 2017} if rng.randrange(2) else {"r": case.partners[0].id}, id="unread-fact")
    more = evolve(case, facts=(*case.facts, unread), complete=(*case.complete, Closure("unread", {"y": 2018})))
    assert json.dumps(told(pack, more)) == json.dumps(told(pack, case))


# ---- renaming -----------------------------------------------------------------------------------------------------------------------


class Renaming:
    """Gives every partner, field and fact another id (in another order of ids), in a pack, a case and an answer."""

    def __init__(self, pack: Pack, case: Case) -> None:
        self.vocabulary = pack.vocabulary
        self.years = {f"year-{y}" for y in range(case.review.first_day.year, case.review.last_day.year + 1)}

    def id(self, id: str) -> str:
        """The other id."""
        return id if id in self.years else id[::-1] + "'"

    def value(self, type: str, name: str, value: Any) -> Any:
        """The value of an attribute, renamed where it is an id."""
        is_id = self.vocabulary.attribute_type(type, name) in ("partner", "field", "fact")
        return self.id(value) if is_id and isinstance(value, str) else value

    def test(self, type: str, name: str, test: AttributeTest) -> AttributeTest:
        if test.op == "in":
            return AttributeTest("in", tuple(self.value(type, name, v) for v in test.value))
        return AttributeTest(test.op, self.value(type, name, test.value))

    def pattern(self, pattern: Pattern) -> Pattern:
        return Pattern(pattern.type, {a: tuple(self.test(pattern.type, a, t) for t in tests) for a, tests in pattern.where.items()})

    def rule(self, rule: Rule) -> Rule:
        rule = evolve(with_patterns(rule, self.pattern), because=None, advice=None)
        if isinstance(rule.then, Derives):
            type = rule.then.type
            given = {k: self.value(type, k, v) for k, v in rewritten(rule.then).items()}
            rule = evolve(rule, then=Derives(type, given))
        return rule

    def told(self, told: Any) -> Any:
        attributes = {k: self.value(told.type, k, v) for k, v in told.attributes.items()}
        renamed = told.with_attributes(attributes)
        return renamed.with_id(self.id(told.id)) if isinstance(told, Fact) else renamed

    def case(self, case: Case) -> Case:
        return evolve(
            case,
            partners=[Partner(self.id(p.id), p.name, p.country) for p in case.partners],
            fields=[Field(self.id(f.id), f.name) for f in case.fields],
            facts=[self.told(f) for f in case.facts],
            complete=[self.told(c) for c in case.complete],
        )

    def where(self, type: str, where: Mapping[str, Any]) -> dict[str, Any]:
        def renamed(name: str, value: Any) -> Any:
            if isinstance(value, dict):
                return {op: renamed(name, v) for op, v in value.items()}
            if isinstance(value, list):
                return [self.value(type, name, v) for v in value]
            return self.value(type, name, value)

        return {name: renamed(name, value) for name, value in where.items()}

    def finding(self, finding: Mapping[str, Any]) -> str:
        def bound(told: Any) -> Any:
            if isinstance(told, str):
                return self.id(told)
            return {"fact": told["fact"], **self.where(told["fact"], {k: v for k, v in told.items() if k != "fact"})}

        bindings = {alias: bound(told) for alias, told in finding["bindings"].items()}
        absent = [
            as_json({**a, "where": self.where(a["fact"], a["where"]), "closed_by": sorted(map(self.id, a["closed_by"]))})
            for a in finding["absent"]
        ]
        renamed = {**finding, "bindings": bindings, "facts": sorted(map(self.id, finding["facts"])), "absent": sorted(absent)}
        return as_json(renamed)


class Unrenamed(Renaming):
    """Leaves all ids as they are: for the answer that was asked with other ids already."""

    def id(self, id: str) -> str:
        return id


def canonical(answer: Mapping[str, Any], renaming: Renaming) -> Any:
    """An answer renamed, with the order taken away that comes from ids."""
    return [
        answer["summary"],
        [
            (j["element"], j["status"], [(c["id"], c["status"], Counter(map(renaming.finding, c["findings"]))) for c in j["criteria"]])
            for j in answer["judgements"]
        ],
        sorted((renaming.id(c["fact"]), renaming.id(c["denial"])) for c in answer["conflicts"]),
    ]


@generated
def test_renamed_ids_rename_the_answer(rng: Random) -> None:
    """Ids mean nothing: with other ids the answer is the same, with other ids."""
    pack, case = sound(*random_pair(rng))
    pack = pack.on(case.review.last_day)  # so that ids which parameters name are renamed, too
    case = evolve(
        case,
        partners=[Partner(p.id, f"P{n}", p.country) for n, p in enumerate(case.partners)],
        fields=[Field(f.id, f"F{n}") for n, f in enumerate(case.fields)],
    )
    pack = with_rules(pack, lambda rule: [evolve(rule, because=None, advice=None)])
    # a text that came from an id would have to be renamed, and other texts not
    texts = {a for kind in pack.vocabulary.types.values() if kind.derived for a in kind.attributes.values() if a.type == "text"}
    if texts:
        pack = with_rules(pack, lambda rule: [_without_ids_in_texts(rule, pack.vocabulary)])
    renaming = Renaming(pack, case)
    before, after = told(pack, case), told(with_rules(pack, lambda rule: [renaming.rule(rule)]), renaming.case(case))
    assert canonical(after, Unrenamed(pack, case)) == canonical(before, renaming)


def _without_ids_in_texts(rule: Rule, vocabulary: Vocabulary) -> Rule:
    if not isinstance(rule.then, Derives):
        return rule
    given = {
        name: "text" if isinstance(value, Ref) and vocabulary.attribute_type(rule.then.type, name) == "text" else value
        for name, value in rewritten(rule.then).items()
    }
    return evolve(rule, then=Derives(rule.then.type, given))


# ---- strata -------------------------------------------------------------------------------------------------------------------------


def _movable(rule: Rule) -> list[int]:
    """The conditions that bind a fact, refer to nothing, and whose fact's id nobody asks for."""
    patterns = [p for c in rule.conditions for p in c.patterns()] + list(rule.unless)
    asked = {ref.alias for p in patterns for ref in p.refs() if ref.attribute == "id"}
    if isinstance(rule.then, Derives):
        asked |= {v.alias for v in rule.then.attributes.values() if isinstance(v, Ref) and v.attribute == "id"}
    return [
        n
        for n, c in enumerate(rule.conditions)
        if isinstance(c, FactCondition) and c.alias and c.alias not in asked and not c.pattern.refs()
    ]


def _split(pack: Pack) -> Pack:
    """A pack in which every binding condition that can stands behind a derived fact of the same attributes."""
    types = dict(pack.vocabulary.types)
    elements: list[Element] = []
    for element in pack.elements:
        rules: list[Rule] = []
        for rule in element.rules:
            conditions = list(rule.conditions)
            for n in _movable(rule):
                moved = conditions[n]
                assert isinstance(moved, FactCondition)
                kind = pack.vocabulary.get(moved.pattern.type)
                assert kind is not None
                name = f"via-{element.id}-{rule.id}-{n}"
                types[name] = FactType({k: Attribute(a.type, values=a.values) for k, a in kind.attributes.items()}, derived=True)
                rules.append(Rule(name, [FactCondition(moved.pattern, "x")], Derives(name, {k: f"$x.{k}" for k in kind.attributes})))
                conditions[n] = FactCondition(Pattern(name), moved.alias)
            rules.append(evolve(rule, conditions=conditions, because=None, advice=None))
        elements.append(evolve(element, rules=rules))
    return evolve(pack, vocabulary=Vocabulary(types), elements=elements)


@generated
def test_a_pack_split_over_strata_says_the_same(rng: Random) -> None:
    """A condition moved behind a derived fact changes no status, and no leaf of any rule's findings."""
    pack, case = sound(*random_pair(rng))
    before, after = told(pack, case), told(_split(pack), case)
    assert before["summary"] == after["summary"]

    def of_rules(answer: Mapping[str, Any]) -> dict[str, tuple[set[str], set[str]]]:
        leaves: dict[str, tuple[set[str], set[str]]] = {}
        for (rule, _), finding in findings(answer).items():
            facts, absent = leaves.setdefault(rule, (set(), set()))
            facts.update(finding["facts"])
            absent.update(map(as_json, finding["absent"]))
        return leaves

    assert of_rules(before) == of_rules(after)
    statuses = [[(j["status"], [c["status"] for c in j["criteria"]]) for j in answer["judgements"]] for answer in (before, after)]
    assert statuses[0] == statuses[1]


# ---- what goes in one direction -----------------------------------------------------------------------------------------------------


def _is_negative(condition: Condition) -> bool:
    inner = condition.then if isinstance(condition, EveryCondition) else condition
    return isinstance(inner, NoCondition) or (isinstance(inner, CountCondition) and inner.kind == "at_most")


def _is_tame(pack: Pack, pattern: Pattern) -> bool:
    """Whether no rule concludes such facts."""
    return pattern.type in STRUCTURAL or not pack.vocabulary.types[pattern.type].derived


def _positive(rule: Rule) -> list[Rule]:
    conditions = [c for c in rule.conditions if not _is_negative(c)]
    return [evolve(rule, conditions=conditions, unless=())] if conditions else []


def _with_tame_exceptions(pack: Pack) -> Pack:
    return with_rules(pack, lambda rule: [evolve(rule, unless=[p for p in rule.unless if _is_tame(pack, p)])])


def _another(rng: Random, pack: Pack, case: Case, holds: object) -> list[Fact]:
    """Facts of another case for the same pack that fit into this one."""
    known = {*(p.id for p in case.partners), *(f.id for f in case.fields), *(f.id for f in case.facts)}
    found = []
    for fact in random_case(rng, pack).facts:
        kinds = {name: pack.vocabulary.attribute_type(fact.type, name) for name in fact.attributes}
        fits = all(v in known for name, v in fact.attributes.items() if kinds[name] in ("partner", "field", "fact"))
        if fact.holds == holds and fits:
            found.append(fact.with_id(f"more-{len(found)}"))
    return found


@generated
def test_without_negation_more_facts_keep_all_findings(rng: Random) -> None:
    """Where no rule asks for absence or has exceptions, another fact takes no finding away, nor a leaf of it."""
    pack, case = sound(*random_pair(rng))
    pack = with_rules(pack, _positive)
    before = findings(told(pack, case))
    after = findings(told(pack, evolve(case, facts=(*case.facts, *_another(rng, pack, case, holds=True)))))
    for same, finding in before.items():
        assert set(finding["facts"]) <= set(after[same]["facts"])


@generated
def test_another_closure_takes_no_finding_away(rng: Random) -> None:
    """Where exceptions ask for recorded facts alone, another closed record keeps all findings."""
    pack, case = sound(*random_pair(rng))
    pack = _with_tame_exceptions(pack)
    before = findings(told(pack, case))
    complete = [Closure(name) for name in pack.vocabulary.recordable]
    after = findings(told(pack, evolve(case, complete=(*case.complete, *complete))))
    for same, finding in before.items():
        assert set(finding["facts"]) <= set(after[same]["facts"])
        assert {as_json(a) for a in finding["absent"]} <= {as_json(a) for a in after[same]["absent"]}


@generated
def test_another_unknown_fact_adds_no_finding(rng: Random) -> None:
    """Where exceptions ask for recorded facts alone, a fact that could not be told adds no finding."""
    pack, case = sound(*random_pair(rng))
    pack = _with_tame_exceptions(pack)
    before = findings(told(pack, case))
    after = findings(told(pack, evolve(case, facts=(*case.facts, *_another(rng, pack, case, holds="unknown")))))
    assert set(after) <= set(before)


@generated
def test_a_denial_closes_what_a_complete_entry_closes(rng: Random) -> None:
    """A complete entry and a denial of the same attributes give the same findings; only the denial is told as what closed the record."""
    pack, case = sound(*random_pair(rng))
    denials = [Fact(c.type, c.attributes, id=f"denial-{n}", holds=False) for n, c in enumerate(case.complete)]

    def without(answer: dict[str, Any]) -> str:
        judgements = json.loads(json.dumps(answer["judgements"]))
        for finding in findings({"judgements": judgements}).values():
            for absent in finding["absent"]:
                absent["closed_by"] = [d for d in absent["closed_by"] if not d.startswith("denial-")]
        return json.dumps([answer["summary"], judgements, answer["recommendations"]])

    assert without(told(pack, evolve(case, facts=(*case.facts, *denials), complete=()))) == without(told(pack, case))


@generated
def test_an_exception_that_matches_takes_all_findings_away(rng: Random) -> None:
    """An exception added to the rules that conclude about criteria takes all their findings away or none."""
    pack, case = sound(*random_pair(rng))
    exception = Pattern("year", {"nth": {"gte": rng.randrange(4)}})
    more = with_rules(pack, lambda rule: [rule if isinstance(rule.then, Derives) else evolve(rule, unless=(*rule.unless, exception))])
    before, after = findings(told(pack, case)), findings(told(more, case))
    excepted = case.review.last_day.year - case.review.first_day.year >= exception.where["nth"][0].value
    assert set(after) == (set() if excepted else set(before))


def test_pairs_are_told_apart() -> None:
    """The properties above would notice a change: pairs with findings are among what they look at."""
    rng = Random("changes")
    pairs: list[Pair] = [random_pair(rng) for _ in range(150)]
    assert sum(bool(findings(told(*pair))) for pair in pairs) > 60
