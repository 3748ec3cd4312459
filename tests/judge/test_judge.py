"""Statuses by docs/meaning.md, what decides, the order of findings, and advice."""

import itertools
import random

import pytest

from ringrose import (
    Absent,
    Criterion,
    Element,
    FactCondition,
    Finding,
    LocalText,
    Message,
    Pack,
    Pattern,
    Rule,
    Satisfies,
    Violates,
    Vocabulary,
)
from ringrose.judge import judge, recommend
from ringrose.meaning.matching import where_key
from ringrose.statuses import criterion_status, element_status
from tests.making import TYPES

ROLES = ("essential", "safeguard", "informative")
STATUSES = ("satisfied", "violated", "contested", "unknown")

# what one criterion makes of its element; the element has the worst of them
WORST_FIRST = ("not_met", "contested", "undetermined", "met")
MAKES = {
    ("essential", "satisfied"): "met",
    ("essential", "violated"): "not_met",
    ("essential", "contested"): "contested",
    ("essential", "unknown"): "undetermined",
    ("safeguard", "satisfied"): "met",
    ("safeguard", "violated"): "not_met",
    ("safeguard", "contested"): "contested",
    ("safeguard", "unknown"): "met",
    ("informative", "satisfied"): "met",
    ("informative", "violated"): "met",
    ("informative", "contested"): "met",
    ("informative", "unknown"): "met",
}
# which findings decide: by the status of the element, the role and the status of the criterion, and the polarity of the finding
DECIDES = {
    *(("not_met", role, status, "violates") for role in ("essential", "safeguard") for status in ("violated", "contested")),
    *(("contested", role, "contested", polarity) for role in ("essential", "safeguard") for polarity in ("satisfies", "violates")),
    ("met", "essential", "satisfied", "satisfies"),
}
POLARITIES = {"satisfied": ("satisfies",), "violated": ("violates",), "contested": ("satisfies", "violates"), "unknown": ()}


def made_pack(*roles, advice="Do better.", unsaid=()):
    """A pack of one element, `e`, whose criteria `c0`, `c1`, ... have these roles and two rules each."""
    criteria = [Criterion(f"c{n}", role) for n, role in enumerate(roles)]
    rules = []
    for criterion in criteria:
        for then in (Satisfies(criterion.id), Violates(criterion.id)):
            id = f"{then.polarity}-{criterion.id}"
            rules.append(Rule(id, [FactCondition(Pattern("visit"))], then, advice=None if id in unsaid else advice))
    return Pack("small", "1", Vocabulary(TYPES), [Element("e", criteria, rules)], languages=("en", "id"))


def made(criterion, polarity, *, facts=(), absent=(), bindings=(), text="Because.", **slots):
    """A finding of the rule of that criterion and polarity."""
    told = tuple(Absent(type, where, (), key=(type, where_key(where))) for type, where in absent)
    message = Message(LocalText({"": text}), slots)
    return Finding(f"e.{polarity}-{criterion}", polarity, f"e.{criterion}", False, message, dict(bindings), tuple(sorted(facts)), told, ())


# -- statuses -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "polarities"), POLARITIES.items(), ids=POLARITIES)
def test_a_criterion_has_one_of_belnaps_four_values(status, polarities):
    """Only supporting findings satisfy a criterion, only undermining ones violate it, both contest it, none leaves it unknown."""
    assert criterion_status(polarities) == status
    assert criterion_status([*polarities] * 3) == status
    assert criterion_status(reversed(polarities)) == status


@pytest.mark.parametrize("count", [1, 2, 3])
def test_an_element_has_the_worst_status_that_a_criterion_makes(count):
    """Whatever the roles and statuses of its criteria, an element has the worst of what each makes of it."""
    for criteria in itertools.product(MAKES, repeat=count):
        expected = min((MAKES[one] for one in criteria), key=WORST_FIRST.index)
        assert element_status(iter(criteria)) == expected, criteria


def test_every_role_and_status_is_in_the_table():
    """The table above leaves nothing out."""
    assert set(MAKES) == set(itertools.product(ROLES, STATUSES))


def test_an_element_of_informative_criteria_alone_would_be_met():
    """What is only reported keeps no element from being met."""
    assert element_status([("informative", "violated"), ("informative", "unknown")]) == "met"
    assert element_status([]) == "met"


@pytest.mark.parametrize("roles", list(itertools.product(ROLES, repeat=2)), ids="-".join)
def test_what_decides_is_what_gave_the_element_its_status(roles):
    """Whatever the statuses of two criteria: findings that decide are those of the table, and all others do not."""
    pack = made_pack(*roles)
    for statuses in itertools.product(STATUSES, repeat=2):
        findings = [made(f"c{n}", polarity, facts=[f]) for n, s in enumerate(statuses) for polarity in POLARITIES[s] for f in "ab"]
        (judgement,) = judge(pack, findings)
        assert judgement.status == min((MAKES[pair] for pair in zip(roles, statuses, strict=True)), key=WORST_FIRST.index)
        for role, status, result in zip(roles, statuses, judgement.criteria, strict=True):
            assert (result.role, result.status) == (role, status)
            assert len(result.findings) == 2 * len(POLARITIES[status])
            for finding in result.findings:
                assert finding.decides == ((judgement.status, role, status, finding.polarity) in DECIDES)
        assert judgement.deciding == tuple(f for result in judgement.criteria for f in result.findings if f.decides)


def test_something_decides_wherever_an_element_is_not_undetermined():
    """An element that is met, not met or contested has at least one finding that decides; an undetermined one has none."""
    pack = made_pack("essential", "safeguard")
    for statuses in itertools.product(STATUSES, repeat=2):
        (judgement,) = judge(pack, [made(f"c{n}", p) for n, s in enumerate(statuses) for p in POLARITIES[s]])
        assert bool(judgement.deciding) == (judgement.status != "undetermined")


def test_no_findings_leave_every_element_undetermined():
    """Of no findings comes a judgement for each element, with all its criteria unknown."""
    (judgement,) = judge(made_pack("essential", "informative"), [])
    assert (judgement.status, [c.status for c in judgement.criteria], judgement.deciding) == ("undetermined", ["unknown"] * 2, ())


# -- order --------------------------------------------------------------------------------------------------------------------------------


def test_findings_are_sorted_by_rule_facts_absent_and_bindings():
    """Findings come in the order of the pack's criteria and rules, then by facts, then by absent patterns, then by bindings."""
    pack = made_pack("essential", "safeguard")
    t1, t2, u = ("t", {"year": 1}), ("t", {"year": 2}), ("u", {})
    in_order = [
        made("c0", "satisfies", facts=["z"]),
        made("c0", "violates", facts=[]),
        made("c0", "violates", facts=["Z"]),
        made("c0", "violates", facts=["a"]),
        made("c0", "violates", facts=["a"], absent=[t1], bindings={"x": "a"}.items()),
        made("c0", "violates", facts=["a"], absent=[t1], bindings={"x": "b"}.items()),
        made("c0", "violates", facts=["a"], absent=[t1], bindings={"x": {"fact": "D", "year": 2}}.items()),
        made("c0", "violates", facts=["a"], absent=[t1, t2]),
        made("c0", "violates", facts=["a"], absent=[t2]),
        made("c0", "violates", facts=["a"], absent=[u]),
        made("c0", "violates", facts=["a", "b"]),
        made("c0", "violates", facts=["b"]),
        made("c0", "violates", facts=["b-1"]),
        made("c0", "violates", facts=["é"]),
        made("c0", "violates", facts=["\uff5e"]),
        made("c0", "violates", facts=["\U0001f600"]),  # by code point, not by UTF-16
        made("c1", "satisfies", facts=["a"]),
    ]
    rng = random.Random(1)
    for _ in range(20):
        (judgement,) = judge(pack, rng.sample(in_order, len(in_order)))
        found = [f for criterion in judgement.criteria for f in criterion.findings]
        assert [(f.rule, f.facts, f.absent, f.bindings) for f in found] == [(f.rule, f.facts, f.absent, f.bindings) for f in in_order]


def test_judgements_come_in_the_order_of_elements():
    """Elements are judged in the order of the pack, and a finding counts only for the criterion of its own element."""
    rules = [Rule("r", [FactCondition(Pattern("visit"))], Violates("c"))]
    pack = Pack("small", "1", Vocabulary(TYPES), [Element(id, [Criterion("c")], rules) for id in ("z", "a", "m")])
    finding = Finding("a.r", "violates", "a.c", False, Message(LocalText({"": "Because."})), {}, (), (), ())
    assert [(j.id, j.status) for j in judge(pack, [finding])] == [("z", "undetermined"), ("a", "not_met"), ("m", "undetermined")]


# -- advice -------------------------------------------------------------------------------------------------------------------------------


def recommended(pack, *findings):
    """What is recommended: criterion, rule and English text."""
    return [(r.criterion, r.rule, r.message.text()) for r in recommend(pack, judge(pack, findings))]


def test_advice_comes_from_findings_that_decide_a_not_met():
    """Only findings that make an element not met give advice."""
    pack = made_pack("essential", "informative")
    assert recommended(pack, made("c0", "violates")) == [("c0", "e.violates-c0", "Do better.")]
    assert recommended(pack, made("c0", "satisfies")) == []
    assert recommended(pack, made("c0", "satisfies"), made("c0", "violates")) == []  # contested
    assert recommended(pack, made("c1", "violates")) == []  # informative
    assert recommended(pack) == []


def test_the_same_advice_is_given_once():
    """A text that several findings advise is told once, for the first of them in the order of the pack."""
    pack = made_pack("essential", "safeguard")
    found = recommended(pack, made("c1", "violates", facts=["a"]), made("c0", "violates", facts=["b"]), made("c0", "violates", facts=["a"]))
    assert found == [("c0", "e.violates-c0", "Do better.")]


def test_advice_that_names_facts_is_given_for_each():
    """Advice with a slot is told once for each value that fills it, in the order of findings."""
    pack = made_pack("essential", advice={"en": "Look after {x.title}.", "id": "Rawat."})
    findings = [made("c0", "violates", facts=[f], **{"x.title": title}) for f, title in (("b", "two"), ("a", "one"), ("c", "two"))]
    assert [text for _, _, text in recommended(pack, *findings)] == ["Look after one.", "Look after two."]
    assert [r.message.text("id") for r in recommend(pack, judge(pack, findings))] == ["Rawat.", "Rawat."]


def test_a_rule_without_advice_gives_none():
    """A finding of a rule that advises nothing recommends nothing."""
    pack = made_pack("essential", "safeguard", unsaid=("violates-c0",))
    assert recommended(pack, made("c0", "violates"), made("c1", "violates")) == [("c1", "e.violates-c1", "Do better.")]
