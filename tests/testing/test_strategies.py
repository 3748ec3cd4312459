"""Strategies for cases of any pack: sound, plain when shrunk, and full of all that rules can meet."""

import builtins
import sys
from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

import ringrose.testing
from ringrose import Attribute, Case, Closure, Fact, FactType, Field, InputError, Partner, Range, Review, load_pack
from ringrose.meaning.reading import Reading
from ringrose.model.check_case import check_case
from ringrose.model.check_pack import check_pack
from ringrose.plan import plan_of
from ringrose.testing import cases, closures, facts, fields, partners, reviews
from ringrose.testing.drawing import Dice
from ringrose.testing.words import words_of
from tests import small
from tests.generate import random_pack

QUICK = settings(max_examples=60, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
PACK = load_pack("ringrose")


def drawn(strategy, count=60):
    """So many values of a strategy."""
    found = []

    @settings(QUICK, max_examples=count)
    @given(strategy)
    def draw(value):
        found.append(value)

    draw()
    return found


def smallest(strategy, holds):
    """The value to which Hypothesis shrinks."""
    return find(strategy, holds, settings=settings(QUICK, max_examples=1000), random=Random(0))


def fired(case, pack):
    """The rules that fire."""
    return {name for name, firings in Reading(plan_of(pack.on(case.review.last_day)), case).fired.items() if firings}


def is_sound(case, pack):
    """Whether the check finds nothing wrong."""
    return not check_case(Case(case.id, case.partners, case.review, case.facts, case.fields, complete=case.complete), pack)[1]


# -- cases ------------------------------------------------------------------------------------------------------------------------------


@QUICK
@given(st.data())
def test_cases_of_any_pack_are_sound(data):
    """Of every generated pack each case is checked, and the check finds nothing wrong."""
    pack, _ = check_pack(random_pack(Random(data.draw(st.integers(0, 10**6)))))
    case = data.draw(cases(pack))
    assert case.checked_for == pack.digest
    assert is_sound(case, pack)


STRANGE = {
    "no type that a case records": small.pack(small.rule("r", small.fact("year")), types={"D": FactType(derived=True)}),
    "only what rules conclude": small.pack(
        small.rule("d", small.fact("year", "y"), then=small.derives("D", year="$y.value")),
        small.rule("r", small.fact("D")),
        types={"D": FactType({"year": Attribute("year")}, derived=True)},
    ),
    "a list of one value": small.pack(
        small.rule("r", small.fact("t", kind="x")), types={"t": FactType({"kind": Attribute("one_of", True, ("x",))})}
    ),
    "facts that must name facts": small.pack(small.rule("r", small.fact("t")), types={"t": FactType({"of": Attribute("fact", True)})}),
    "facts that must name a field": small.pack(
        small.rule("r", small.fact("t")), types={"t": FactType({"field": Attribute("field", True)})}
    ),
    "ids that rules name": small.pack(
        small.rule("r", small.fact("t", id="charter"), small.fact("t", of="charter"), small.no("u", by="pa", day=date(2018, 5, 5)))
    ),
    "an id that only one of two can have": small.pack(
        small.rule("r", small.fact("t", id="charter"), small.fact("u", id="charter")), small.rule("s", small.fact("t", id="alpha"))
    ),
    "years far away": small.pack(small.rule("r", small.fact("year", "y", value=1), small.fact("t", year="$y.value"))),
    "many of each": small.pack(small.rule("r", small.fact("year", nth=9), *(small.fact("partner", f"p{n}") for n in range(4)))),
}


@pytest.mark.parametrize("pack", STRANGE.values(), ids=STRANGE)
def test_cases_of_strange_packs_are_sound(pack):
    """A pack may have nothing to record, or ask of every fact what few cases have."""
    for case in drawn(cases(pack), 40):
        assert is_sound(case, pack)
    for case in drawn(cases(pack, fields=()), 20):
        assert is_sound(case, pack)


@pytest.mark.parametrize("name", ["ids that rules name", "years far away", "many of each"])
def test_what_rules_ask_for_by_name_or_number_occurs(name):
    """Ids, years, partners and lengths of reviews that a rule asks for are drawn, so that it fires."""
    pack = STRANGE[name]
    assert any("e.r" in fired(case, pack) for case in drawn(cases(pack), 150))


def test_cases_of_a_pack_reach_all_that_rules_can_meet():
    """Facts, denials, ranges, unknown facts, closed records, facts that name facts, partial years and odd numbers of partners occur."""
    seen = Counter()
    for case in drawn(cases(PACK), 250):
        told = {f"holds {fact.holds}" for fact in case.facts}
        told |= {"a range" for fact in case.facts if any(isinstance(value, Range) for value in fact.attributes.values())}
        told |= {"a fact that names a fact" for fact in case.facts if "of" in fact.attributes and fact.holds is True}
        told |= {"a date" for fact in case.facts if isinstance(fact.attributes.get("signed"), date)}
        told |= {"a doubt" for fact in case.facts if fact.certainty != "certain"}
        told |= {"a record"} if case.complete else set()
        told |= {"a record for something"} if any(record.attributes for record in case.complete) else set()
        told |= {"a part of a year"} if isinstance(case.review.start, date) else set()
        told |= {"one partner"} if len(case.partners) == 1 else {"three partners"} if len(case.partners) == 3 else set()
        told |= {"no field"} if not case.fields else {"two fields"} if len(case.fields) == 2 else set()
        told |= {"a country"} if any(partner.country for partner in case.partners) else set()
        told |= {"a rule that fires"} if fired(case, PACK) else set()
        seen.update(told)
    rare = {what: count for what, count in seen.items() if count < 4}
    assert not rare
    assert len(seen) == 16
    assert seen["a rule that fires"] > 125


@pytest.mark.parametrize("name", [name for name, _, _ in PACK.rules()][::4])
def test_rules_fire_often_in_cases_about_them(name):
    """Of the cases about a rule it fires in more than a tenth, and in most of the plain ones; in others it does not."""
    share = sum(name in fired(case, PACK) for case in drawn(cases(PACK, about=name))) / 60
    assert 0.1 < share < 1
    assert sum(name in fired(case, PACK) for case in drawn(cases(PACK, about=name, plain=True), 20)) >= 8


def test_cases_about_a_criterion_or_an_element_are_about_its_rules():
    """A criterion or an element stands for all rules that conclude about it."""
    found = set().union(*(fired(case, PACK) for case in drawn(cases(PACK, about="reciprocity.mutual_benefit"), 80)))
    assert {"reciprocity.every-partner-benefits", "reciprocity.partner-without-benefit"} <= found
    found = set().union(*(fired(case, PACK) for case in drawn(cases(PACK, about=["reciprocity", "results.delivered"]), 60)))
    assert {"reciprocity.every-partner-benefits", "results.result-reached", "results.no-result"} <= found


def test_a_case_shrinks_to_what_matters():
    """What fails on two facts is shown by two facts, in a plain review, without closed records."""
    types = {"t": FactType({"kind": Attribute("one_of", values=("x", "y"))}), "u": FactType({"year": Attribute("year")})}
    pack = small.pack(small.rule("r", small.fact("t", kind="x"), small.no("u", year=2018)), types=types)
    case = smallest(cases(pack), lambda case: sum(fact.type == "u" for fact in case.facts) >= 2)
    assert case.facts == (Fact("u", id="u-1"), Fact("u", id="u-2"))
    assert (case.review, case.complete, case.partners[0]) == (Review(2018, 2019), (), Partner("alpha"))


def test_a_case_in_which_a_rule_fires_shrinks_to_what_it_rests_on():
    """Hypothesis leaves of a case the two facts of which the rule speaks."""
    case = smallest(cases(PACK, about="commitment.budget-cut"), lambda case: "commitment.budget-cut" in fired(case, PACK))
    assert sorted(fact.type for fact in case.facts) == ["activity", "obstacle"]


def test_what_is_given_is_in_each_case():
    """Partners, fields, a review and facts can be given, as they are or as strategies."""
    charter = Fact("agreement", id="charter", kind="charter")
    given_ = {
        "partners": st.just((Partner("melati"), Partner("aster"))),
        "fields": ("health",),
        "review": (2015, 2016),
        "facts": [charter, Fact("visit", by="melati")],
    }
    for case in drawn(cases(PACK, **given_)):
        assert [partner.id for partner in case.partners] == ["melati", "aster"]
        assert case.fields == (Field("health"),)
        assert case.review == Review(2015, 2016)
        assert case.facts[:2] == (charter, Fact("visit", by="melati", id="visit-1"))
        assert is_sound(case, PACK)


def test_the_pack_is_a_name_a_folder_or_a_pack_and_ringrose_where_none_is_given():
    """As everywhere in the library."""
    assert drawn(cases(), 3) == drawn(cases("ringrose"), 3) == drawn(cases(PACK), 3)


def test_what_cannot_be_aimed_at_is_refused():
    """A name that the pack does not have is told, with the nearest that it has."""
    with pytest.raises(InputError, match=r"Did you mean `commitment\.monitored`") as error:
        cases(PACK, about=["commitment.monitord", "nothing"])
    assert len(error.value.problems) == 2


# -- parts ------------------------------------------------------------------------------------------------------------------------------


def test_facts_and_closures_can_be_recorded():
    """Every fact and every closed record is one that a case with those partners and fields may have."""
    found = drawn(facts(PACK, partners=("a", "b"), fields=("f",), others=("x",)), 150)
    records = drawn(closures(PACK, partners=("a", "b"), fields=("f",), others=("x",)), 60)
    case = Case("all", ["a", "b"], (2018, 2019), [Fact("visit", id="x"), *found], ["f"], complete=records)
    flaws = check_case(case, PACK)[1]
    assert [flaw for flaw in flaws if "year-" not in flaw.what and "no `year`" not in flaw.what] == []
    assert {fact.holds for fact in found} == {True, False, "unknown"}
    assert all(isinstance(record, Closure) for record in records)


@pytest.mark.parametrize("holds", [True, False, "unknown"])
def test_facts_are_of_the_type_and_hold_as_asked_for(holds):
    """A type and whether it holds can be given."""
    assert {(fact.type, fact.holds, fact.id) for fact in drawn(facts(PACK, type="obstacle", holds=holds))} == {("obstacle", holds, None)}
    assert {record.type for record in drawn(closures(PACK, type="visit"), 20)} == {"visit"}


def test_facts_meet_the_patterns_of_rules():
    """What a rule asks of a fact of the type is often stated."""
    found = drawn(facts(PACK, type="activity", holds=True))
    assert sum(fact.attributes.get("status") == "stopped" for fact in found) > 5


def test_a_fact_that_must_name_a_field_where_there_is_none_is_unknown():
    """It cannot hold."""
    found = drawn(facts(STRANGE["facts that must name a field"], fields=(), holds=True), 10)
    assert {fact.holds for fact in found} == {"unknown"}


def test_what_cannot_be_recorded_is_refused():
    """Facts and closures of a type that cases do not record are refused, and so is a pack of which cases record nothing."""
    with pytest.raises(InputError, match="cannot record `cut_by_budget`"):
        facts(PACK, type="cut_by_budget")
    with pytest.raises(InputError, match="cannot record anything"):
        closures(STRANGE["no type that a case records"])


def test_partners_fields_and_reviews_can_be_drawn_alone():
    """Each of them is what a case may have."""
    for some, agreed, review in drawn(st.tuples(partners(PACK), fields(PACK), reviews(PACK))):
        assert is_sound(Case("frame", some, review, (), agreed), PACK)
    assert smallest(partners(), lambda some: len(some) > 1) == (Partner("alpha"), Partner("beta"))
    assert smallest(reviews(), lambda review: review.first_day.year < review.last_day.year) == Review(2018, 2019)
    assert smallest(fields(), bool) == (Field("health"),)


def test_words_hold_what_rules_and_parameters_name():
    """Values that a rule compares with are drawn, and those beside them."""
    pack = small.pack(
        small.rule(
            "r",
            small.fact("t", size={"gte": 2.5}, count={"lt": 7}, year={"in": [1999, 2001]}, day={"gt": date(2003, 5, 5)}, title="Charter"),
            small.fact("u", by="melati", field="tea", of="x"),
            small.fact("partner", country="NO"),
        )
    )
    words = words_of(pack)
    assert {2.5, 1.5, 3.5} <= set(words.numbers)
    assert {6, 7, 8} <= set(words.integers)
    assert {1998, 1999, 2000, 2001, 2002} <= set(words.years)
    assert {date(2003, 5, 4), date(2003, 5, 5), date(2003, 5, 6)} <= set(words.dates)
    assert "Charter" in words.texts
    assert "melati" in words.partners
    assert "tea" in words.fields
    assert "NO" in words.countries


# -- without Hypothesis -----------------------------------------------------------------------------------------------------------------


def without(monkeypatch, name):
    """Let a module be missing."""
    real = builtins.__import__

    def missing(module, *rest, **more):
        if module.split(".")[0] == name:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(module, *rest, **more)

    monkeypatch.delitem(sys.modules, "ringrose.testing.strategies")
    monkeypatch.setattr(builtins, "__import__", missing)


def test_where_hypothesis_is_missing_it_is_told_how_to_get_it(monkeypatch):
    """The message names the extra; what else is missing is told as it is."""
    without(monkeypatch, "hypothesis")
    with pytest.raises(ModuleNotFoundError, match=r"pip install \"ringrose\[testing\]\""):
        _ = ringrose.testing.cases
    monkeypatch.undo()
    without(monkeypatch, "functools")
    with pytest.raises(ModuleNotFoundError, match="No module named 'functools'"):
        _ = ringrose.testing.cases


def test_what_there_is_not_is_no_attribute():
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'packs'"):
        _ = ringrose.testing.packs


def test_weights_must_sum_up_to_a_hundred():
    """Else some draw would have no outcome."""
    with pytest.raises(AssertionError, match="do not sum up"):
        Dice(lambda number: number - 1).weighted((1, 2), (50, 40))


def test_all_that_is_public_is_there():
    """Each name of `__all__` can be imported."""
    assert all(callable(getattr(ringrose.testing, name)) for name in ringrose.testing.__all__)
