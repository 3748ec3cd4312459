"""What would have to change: every set works, no part of it does, its kind is right, and all of it is told."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import jsonschema
import pytest

from ringrose import InputError, load_case, load_pack, repair, threats
from ringrose.explain.words import WORDS
from ringrose.files.schema_asking import repair_schema, threats_schema
from ringrose.model.assessment import STATUSES
from ringrose.render.page import render
from tests.explain.applying import applied, conflicts, proper_subsets, status
from tests.explain.changing import random_sound_pair
from tests.oracle import falls_into
from tests.small import fact, no, rule, satisfies, violates
from tests.small import pack as small_pack

EXAMPLES = Path(__file__).parents[2] / "examples"
FRAME = {"partner", "field", "year"}


@pytest.fixture(scope="module")
def ringrose():
    """The pack that comes with the library."""
    return load_pack("ringrose")


@cache
def example(name):
    """An example, read."""
    return load_case(EXAMPLES / f"{name}.yaml", pack=load_pack("ringrose"))


def made(facts=(), complete=(), partners=("alpha", "beta"), **more):
    """A small case."""
    return {
        "ringrose": "case/1",
        "id": "c",
        "partners": [{"id": name} for name in partners],
        "review": {"from": 2018, "to": 2020},
        "facts": list(facts),
        "complete": list(complete),
        **more,
    }


def changes_of(answer, kind=None):
    """The changes of each set as short texts."""
    return [[short(c) for c in s["changes"]] for s in answer.to_dict()["sets"] if kind in (None, s["kind"])]


def short(change):
    """A change as a command line would say it."""
    told = dict(change.get("fact", {}))
    stated = " ".join(f"{k}={v}" for k, v in sorted(told.items()) if k != "fact")
    return " ".join(word for word in (change["do"], told.get("fact"), change.get("id"), stated) if word)


def shown(answer, lang):
    """The page as text, wide enough that no line is broken."""
    return render(answer.page(lang), width=10_000)


def lines_of(page):
    """All lines of a page with those below."""

    def below(lines):
        for line in lines:
            yield line
            yield from below(line.below)

    return [line for section in page.sections for line in below(section.lines)]


# -- generated cases ------------------------------------------------------------------------------------------------------------------


def assert_true(pack, case, answer, turned):
    """Each set turns the element by the oracle, as its JSON says, and no part of it does; its kind is right."""
    for one in answer.to_dict()["sets"]:
        other = applied(pack, case, one["changes"])
        assert other is not None, one
        assert status(pack, other, answer.element) == one["to"]
        assert turned(one["to"])
        for part in proper_subsets(one["changes"]):
            less = applied(pack, case, part)
            assert less is None or not turned(status(pack, less, answer.element)), (one, part)
        assert (one["kind"] == "evidence") is (not one["against"])
        assert set(one["against"]) == contradicted(pack, case, other, one["changes"])
        opened = {json.dumps(c["fact"]) for c in one["changes"] if c["do"] == "reopen"}
        assert not opened & {json.dumps(c["fact"]) for c in one["changes"] if c["do"] == "close"}
        assert not any(c["fact"]["fact"] in FRAME for c in one["changes"] if "fact" in c)


def contradicted(pack, case, other, changes):
    """What is known and would be otherwise in the changed case, by the oracle."""
    kept, before = {f.id for f in other.facts}, {f.id for f in case.facts}
    gone = {f.id for f in case.facts if f.id not in kept and f.holds != "unknown"}
    new = conflicts(pack, other) - conflicts(pack, case)
    assert all(denied in before or held in before for held, denied in new), "a set contradicts itself"
    gone |= {id for pair in new for id in pair if id in before}
    added = [f for f in other.facts if f.id not in before and f.holds is True]
    records = {c["fact"]["fact"] for c in changes if c["do"] == "reopen"}
    records |= {record.type for record in case.complete for f in added if falls_into(f, record)}
    return gone | records


PAIRS = 60


@pytest.mark.parametrize("number", range(PAIRS))
def test_every_set_is_true(number):
    """For all elements, all statuses and threats: each set works when its JSON is applied, no part of it works, and its kind is right."""
    pack, case = random_sound_pair(Random(f"repair {number}"))
    for element in pack.elements:
        for to in STATUSES:
            answer = repair(case, element.id, to=to, at_most=3, pack=pack, engine="compiled", patience=60)
            assert_true(pack, case, answer, lambda status, to=to: status == to)
            if answer.status == to:
                assert (answer.sets, answer.complete_up_to) == ((), 3)
        lost = threats(case, element.id, at_most=3, pack=pack, engine="compiled", patience=150)
        assert_true(pack, case, lost, lambda status: status != "met")
        assert {c.do for s in lost.sets for c in s.changes} <= {"withdraw", "reopen"}
        assert not (lost.sets and lost.status != "met")


@pytest.mark.parametrize("number", range(0, PAIRS, 4))
def test_engines_give_the_same(number):
    """Both engines give the same bytes, valid by the schema, in each language; and every change of every set is a line of the page."""
    pack, case = random_sound_pair(Random(f"repair {number}"))
    for element in pack.elements:
        answers = [repair(case, element.id, to=to, at_most=2, pack=pack, engine="compiled", patience=100) for to in STATUSES]
        again = [repair(case, element.id, to=to, at_most=2, pack=pack, engine="durable", patience=100) for to in STATUSES]
        lost = [threats(case, element.id, at_most=2, pack=pack, engine=name, patience=100) for name in ("compiled", "durable")]
        assert [json.dumps(a.to_dict()) for a in answers] == [json.dumps(a.to_dict()) for a in again]
        assert json.dumps(lost[0].to_dict()) == json.dumps(lost[1].to_dict())
        for lang in pack.languages:
            for answer in answers:
                jsonschema.validate(json.loads(json.dumps(answer.to_dict(lang))), repair_schema())
                assert_told(answer, lang)
            jsonschema.validate(json.loads(json.dumps(lost[0].to_dict(lang))), threats_schema())
            assert_told(lost[0], lang)


def assert_told(answer, lang):
    """The page has each change of each set that is not counted only, and what it is against."""
    page = answer.page(lang)
    told = lines_of(page)
    ways = [line for line in told if line.code in ("repair.set", "repair.set.one", "threats.set")]
    found = {tuple(line.code for line in way.below) for way in ways}
    if any(line.code == "repair.more" for line in told):
        return
    for one in answer.sets:
        assert any(len(codes) == len(one.changes) and all(map(says, codes, sorted_as_told(one, codes))) for codes in found), (one, found)
    text = render(page, width=10_000)
    for one in answer.sets:
        for change in one.changes:
            if change.do == "withdraw":
                assert f"[{change.id}" in text or f" {change.id}" in text


def sorted_as_told(one, codes):
    """The changes of a set in the order in which a way tells them, as if it closed what it denies."""
    del codes
    order = ("add", "close", "reopen", "withdraw")
    return sorted((("close" if c.do == "deny" else c.do) for c in one.changes), key=order.index)


def says(code, do):
    """Whether a line of this code tells a change of this kind."""
    return code.split(".")[1].split("_")[0] in ((do, "deny") if do == "close" else (do,))


def test_generated_cases_have_sets_of_all_kinds():
    """The properties above look at sets of both kinds, at all changes, and at sets of several changes."""
    kinds, done, sizes = set(), set(), set()
    for number in range(PAIRS):
        pack, case = random_sound_pair(Random(f"repair {number}"))
        for to in STATUSES:
            for one in repair(case, pack.elements[0].id, to=to, at_most=3, pack=pack, engine="compiled", patience=30).sets:
                kinds.add(one.kind)
                sizes.add(len(one.changes))
                done.update(change.do for change in one.changes)
    assert (kinds, sizes) == ({"evidence", "world"}, {1, 2, 3})
    assert done == {"add", "deny", "close", "reopen", "withdraw"}


# -- the examples ---------------------------------------------------------------------------------------------------------------------


def test_what_would_mend_commitment_of_the_seed():
    """The tie of the seed needs other facts on budget, monitoring and departments: three changes, or six if each year is monitored."""
    answer = repair(example("semarang-jung-gu"), "commitment")
    told_broadly = ["add communication audience=departments by=semarang extent=broad"]
    years = [f"add monitoring year={year}" for year in (2017, 2019, 2020, 2021)]
    budget, denial = "withdraw no-exchange-budget", "withdraw departments-unaware"
    assert changes_of(answer) == [
        [*told_broadly, "reopen monitoring", budget],
        ["reopen monitoring", denial, budget],
        [*told_broadly, *years, budget],
        [*years, denial, budget],
    ]
    assert {one.kind for one in answer.sets} == {"world"}
    assert answer.sets[0].against == ("departments-unaware", "monitoring", "no-exchange-budget")
    assert answer.complete_up_to == 8
    assert [r.rule.split(".")[0] for r in answer.advice] == ["commitment"] * 3


def test_what_would_mend_reciprocity_of_the_seed():
    """One benefit would do, against a denial."""
    (one,) = repair(example("semarang-jung-gu"), "reciprocity").to_dict()["sets"]
    benefit = {"do": "add", "fact": {"fact": "benefit", "to": "jung-gu"}}
    assert one == {"kind": "world", "changes": [benefit], "to": "met", "against": ["no-benefit-jung-gu"]}


def test_one_fact_is_missing_in_surabaya():
    """Kitakyushu's contribution is all that is missing, and it contradicts nothing."""
    answer = repair(example("surabaya-kitakyushu"), "commitment")
    assert changes_of(answer, "evidence") == changes_of(answer) == [["add contribution by=kitakyushu"]]


def test_what_understanding_of_the_seed_rests_on():
    """Without the memorandum nothing says that goals were agreed."""
    (one,) = threats(example("semarang-jung-gu"), "understanding").to_dict()["sets"]
    assert one == {"kind": "world", "changes": [{"do": "withdraw", "id": "mou"}], "to": "undetermined", "against": ["mou"]}


@pytest.mark.parametrize("name", ["bandung-seoul", "semarang-beihai", "semarang-jung-gu", "surabaya-kitakyushu"])
def test_all_sets_of_the_examples_are_true(ringrose, name):
    """All sets of all elements of an example, to each status, work, and no part of them does; the search says how far it went."""
    case = example(name)
    for element in ringrose.elements:
        for to in STATUSES:
            answer = repair(case, element.id, to=to, at_most=3, pack=ringrose)
            assert answer.complete_up_to >= 1
            assert_true(ringrose, case, answer, lambda status, to=to: status == to)
        assert_true(ringrose, case, threats(case, element.id, pack=ringrose), lambda status: status != "met")


def test_what_is_named_by_others_is_not_withdrawn_alone(ringrose):
    """Only with the obstacle that names it could the stopped activity go: as the obstacle alone is enough, it is never withdrawn."""
    withdrawn = {c.id for s in repair(example("semarang-jung-gu"), "commitment").sets for c in s.changes if c.do == "withdraw"}
    assert withdrawn == {"no-exchange-budget", "departments-unaware"}
    named = [{"fact": "activity", "id": "a", "year": 2019}, {"fact": "obstacle", "of": "a", "kind": "budget"}]
    facts = [{"fact": "contribution", "by": "alpha"}, {"fact": "contribution", "by": "beta"}, *named]
    answer = repair(made(facts), "commitment", to="not_met", at_most=3)
    lone = [one for one in answer.sets if any(c.id == "a" for c in one.changes)]
    assert all(any(c.id == "obstacle-1" for c in one.changes) for one in lone)


def test_a_record_that_names_what_is_withdrawn_is_opened_with_it():
    """A complete record that tells of a fact does not stay when the fact goes, for the case would not be sound."""
    pack = small_pack(rule("r", fact("u", kind="x"), then=violates()), rule("s", fact("t", kind="y"), then=satisfies()))
    facts = [{"fact": "u", "id": "there", "kind": "x"}, {"fact": "t", "kind": "y"}]
    answer = repair(made(facts, [{"fact": "t", "of": "there"}]), "e", pack=pack, at_most=2)
    assert changes_of(answer) == [["reopen t of=there", "withdraw there"]]


def test_no_record_is_closed_for_what_is_withdrawn():
    """A record that would be closed for a fact is closed for all where the fact goes, for it could not name the fact any more."""
    pack = small_pack(rule("r", no("t", of="there"), unless=[fact("u", kind="x")], then=satisfies()))
    answer = repair(made([{"fact": "u", "id": "there", "kind": "x"}]), "e", pack=pack, at_most=2)
    assert changes_of(answer) == [["close t", "withdraw there"], ["deny t", "withdraw there"]]


# -- what is told, and what is not ----------------------------------------------------------------------------------------------------


def test_a_new_fact_has_an_id_only_where_another_names_it():
    """An activity that an obstacle names is recorded with an id, and one that nothing names without."""
    facts = [{"fact": "contribution", "by": p} for p in ("alpha", "beta")]
    sets = changes_of(repair(made(facts), "commitment", to="not_met"))
    named = "add activity id=new-activity status=stopped", "add obstacle kind=budget of=new-activity"
    assert sorted(named) in [sorted(one) for one in sets]
    assert all(("id=new-activity" in one) is ("of=new-activity" in one) for one in map(" ".join, sets))


def test_the_id_of_a_new_fact_is_a_free_one():
    """Where a fact of the case has the id that a new one would get, the new one gets another."""
    facts = [{"fact": "contribution", "by": p} for p in ("alpha", "beta")]
    facts.append({"fact": "visit", "id": "new-activity"})
    sets = changes_of(repair(made(facts), "commitment", to="not_met"))
    assert ["add activity id=new-activity-2 status=stopped", "add obstacle kind=budget of=new-activity-2"] in sets
    assert "of=new-activity'" not in str(sets)


def test_an_id_that_a_rule_asks_for_stays():
    """A fact that a rule knows by its id is told with the id, though nothing else names it."""
    pack = small_pack(rule("r", fact("t", id="new-t"), then=satisfies()))
    assert changes_of(repair(made(), "e", pack=pack)) == [["add t id=new-t"]]


def test_a_denial_and_a_closed_record_come_to_the_same():
    """What closes a record can be told in two ways: both are sets, and one line of the page."""
    pack = small_pack(rule("r", no("t", kind="x"), then=satisfies()))
    answer = repair(made(), "e", pack=pack)
    assert changes_of(answer, "evidence") == [["close t kind=x"], ["deny t kind=x"]]
    text = shown(answer, "en")
    assert text.count("Way ") == 1
    assert "record that there was no t (kind: x); or declare that record complete" in text


def test_a_denial_that_contradicts_a_fact_is_of_another_kind():
    """A record can be closed beside a fact of which a denial of the same would say that it is not so: these are two ways."""
    pack = small_pack(rule("r", no("t", kind="x"), no("t", open=True), then=satisfies()))
    case = made([{"fact": "t", "kind": "y", "open": False}, {"fact": "t", "kind": "z", "holds": False}])
    answer = repair(case, "e", pack=pack, at_most=2)
    assert ["close t"] in changes_of(answer, "evidence")
    assert ["deny t"] in changes_of(answer, "world")
    (denial,) = [one for one in answer.sets if changes_of_one(one) == ["deny t"]]
    assert denial.against == ("t-1",)
    text = shown(answer, "en")
    assert "declare the record complete: t\n" in text
    assert "record that there was no t\n" in text
    assert "against what is recorded: t (kind: y; open: no) [t-1: no source given]" in text


def changes_of_one(one):
    """The changes of one set as short texts."""
    return [short(change.to_dict()) for change in one.changes]


def test_no_set_contradicts_itself():
    """A denial of what the same set records is not told; the closed record is."""
    pack = small_pack(rule("r", no("t", kind="x"), no("t", open=True), fact("t", kind="y", open=False), then=satisfies()))
    sets = changes_of(repair(made(), "e", pack=pack, at_most=2))
    assert ["add t kind=y open=False", "close t"] in sets
    assert not any("deny t" in one for one in sets)


def test_the_value_that_nothing_speaks_against_stands_for_others():
    """Of years that no rule tells apart the one is told of which the case does not say that nothing happened."""
    pack = small_pack(rule("r", fact("t", year={"gte": 2018}), then=satisfies()))
    answer = repair(made([{"fact": "t", "year": 2018, "holds": False}]), "e", pack=pack)
    assert changes_of(answer, "evidence") == [["add t year=2019"]]


def test_a_fact_in_a_complete_record_is_against_it():
    """To record a fact where the record is complete says that it was not; the page names the record with its source."""
    pack = small_pack(rule("r", fact("t", kind="x"), then=satisfies()))
    source = {"sources": [{"id": "s", "title": "S"}]}
    answer = repair(made((), [{"fact": "t", "source": {"id": "s", "at": "p. 3"}}], **source), "e", pack=pack)
    (one,) = answer.sets
    assert (one.kind, one.against) == ("world", ("t",))
    assert "against this record, which is declared complete: t [s, p. 3]" in shown(answer, "en")


def test_an_unknown_fact_that_is_in_the_way_is_evidence_to_obtain():
    """To find out that what could not be told was not so contradicts nothing."""
    pack = small_pack(rule("r", no("t", kind="x"), then=satisfies()))
    answer = repair(made([{"fact": "t", "holds": "unknown"}], ["t"]), "e", pack=pack)
    assert changes_of(answer, "evidence") == [["withdraw t-1"]]
    assert "this would be found out: t [t-1: no source given]" in shown(answer, "en")


def test_nothing_is_to_do_where_the_status_is_there():
    """An element that has the status needs no changes, and the page says so."""
    answer = repair(example("semarang-jung-gu"), "results")
    assert (answer.sets, answer.status, answer.complete_up_to) == ((), "met", 8)
    assert "It is met already." in shown(answer, "en")
    assert "Elemen ini sudah terpenuhi." in shown(answer, "id")


def test_what_is_not_met_cannot_be_lost():
    """An element that is not met has no threats, and the page says so."""
    answer = threats(example("semarang-jung-gu"), "commitment")
    assert answer.sets == ()
    assert "It is not met, so there is nothing to lose." in shown(answer, "en")


def test_no_set_may_be_larger_than_asked():
    """With fewer changes allowed, larger sets are left out, and where none is left the page says so."""
    case = example("semarang-jung-gu")
    assert [len(one.changes) for one in repair(case, "commitment", at_most=5).sets] == [3, 3]
    answer = repair(case, "commitment", at_most=2)
    assert (answer.sets, answer.complete_up_to) == ((), 2)
    assert "No set of up to 2 changes makes it so." in shown(answer, "en")


def test_patience_that_ends_is_told():
    """A search that ends early says up to which size nothing is missing; what it found so far is true."""
    case = example("semarang-jung-gu")
    answer = repair(case, "commitment", patience=20)
    assert answer.complete_up_to < 6
    assert_true(load_pack("ringrose"), case, answer, lambda status: status == "met")
    assert f"Every way with up to {answer.complete_up_to} changes was found. Larger ones (up to 8)" in shown(answer, "en")
    least = repair(case, "commitment", patience=1)
    assert (least.sets, least.complete_up_to) == ((), 0)
    assert "Not all ways were tried: there are too many." in shown(least, "en")


def many(count):
    """A pack by which an element is met with any of so many facts, and a case with none."""
    rules = [rule(f"r{n}", fact("t", size=n, count=n), then=satisfies()) for n in range(count)]
    return small_pack(*rules)


def test_more_than_twelve_ways_are_counted():
    """Twelve ways of a kind are told, and the others counted; JSON has them all."""
    answer = repair(made(), "e", pack=many(15), at_most=1)
    assert len(answer.sets) == 15
    text = shown(answer, "en")
    assert "Way 12 (1 change)" in text
    assert "Way 13" not in text
    assert "3 more ways: see --format json" in text


def test_more_than_twelve_losses_are_counted():
    """Losses beyond the twelfth are counted too."""
    conditions = [fact("t", size=n) for n in range(14)]
    answer = threats(made([{"fact": "t", "size": n} for n in range(14)]), "e", pack=small_pack(rule("r", *conditions, then=satisfies())))
    assert len(answer.sets) == 14
    assert "2 more ways: see --format json" in shown(answer, "en")
    assert "2 cara lain" in shown(answer, "id")


def test_a_loss_may_be_a_declaration():
    """Where absence counts, the declaration that the record is complete can be lost."""
    pack = small_pack(rule("r", no("t", kind="x"), then=satisfies()))
    answer = threats(made((), ["t"]), "e", pack=pack)
    assert changes_of(answer) == [["reopen t"]]
    assert "the declaration that the record is complete: t" in shown(answer, "en")


def test_nothing_that_can_be_lost_is_told():
    """An element that rests on the frame of the case alone cannot be lost, and the page says so."""
    answer = threats(made(), "e", pack=small_pack(rule("r", fact("partner", "p"), then=satisfies())))
    assert "No loss of up to 8 facts and records turns it." in shown(answer, "en")


def test_losses_that_were_not_all_tried():
    """A search for losses that ends early says so in its own words."""
    pack = small_pack(rule("r", fact("t", kind="x"), then=satisfies()))
    answer = threats(made([{"fact": "t", "kind": "x"}] * 4), "e", pack=pack, patience=3)
    assert 0 < answer.complete_up_to < 4
    assert f"Every loss of up to {answer.complete_up_to} facts and records that would turn it was found." in shown(answer, "en")


# -- mistakes -------------------------------------------------------------------------------------------------------------------------


def test_all_mistakes_are_told_at_once():
    """An element, a status and numbers that cannot be are told together."""
    with pytest.raises(InputError) as error:
        repair(made(), "comitment", to="good", at_most=0, patience=0)
    assert [str(problem) for problem in error.value.problems] == [
        "element: The pack `ringrose` has no element `comitment`. Did you mean `commitment`?"
        " Known are `commitment`, `participation`, `understanding`, `reciprocity` and `results`.",
        "status: `good` is not a status of an element. Known are `met`, `not_met`, `contested` and `undetermined`.",
        "at_most: 0 changes are none. Write 1 or more.",
        "patience: 0 changed cases are none. Write 1 or more.",
    ]
    with pytest.raises(InputError) as error:
        threats(made(), "comitment", at_most=-1)
    assert [str(problem).split(":")[0] for problem in error.value.problems] == ["element", "at_most"]


# -- words ----------------------------------------------------------------------------------------------------------------------------


def test_every_code_is_used():
    """The pages of a few cases use all templates of changes, repairs and threats, in both languages."""
    used, titles = set(), {"repair.title", "repair.now", "repair.evidence", "repair.world", "repair.advice", "repair.scope"}
    titles |= {"threats.title", "threats.losses"}
    for answer in answers_of_all_kinds():
        for lang in ("en", "id"):
            used |= {line.code for line in lines_of(answer.page(lang))}
            for code in list(titles):
                if WORDS[code][lang].split("{")[0] in shown(answer, lang):
                    used.add(code)
    assert {code for code in WORDS if code.startswith(("change.", "repair.", "threats."))} <= used


def answers_of_all_kinds():
    """Answers that need all words."""
    seed = example("semarang-jung-gu")
    yield repair(seed, "commitment")
    yield repair(seed, "commitment", at_most=2)
    yield repair(seed, "commitment", patience=20)
    yield repair(seed, "commitment", patience=1)
    yield repair(seed, "reciprocity")
    yield repair(seed, "results")
    yield repair(seed, "results", to="not_met")
    yield repair(example("surabaya-kitakyushu"), "commitment")
    yield threats(seed, "commitment")
    yield threats(seed, "understanding")
    yield repair(made(), "e", pack=many(15), at_most=1)
    yield repair(made([{"fact": "contribution", "by": p} for p in ("alpha", "beta")]), "commitment", to="not_met")
    absent = small_pack(rule("r", no("t", kind="x"), no("t", open=True), then=satisfies()))
    yield repair(made([{"fact": "t", "kind": "y", "open": False}]), "e", pack=absent, at_most=2)
    lone = small_pack(rule("r", no("t", kind="x"), then=satisfies()))
    yield repair(made([{"fact": "t", "holds": "unknown"}], ["t"]), "e", pack=lone)
    yield threats(made((), ["t"]), "e", pack=lone)
    there = small_pack(rule("r", fact("t", kind="x"), then=satisfies()))
    yield repair(made((), ["t"]), "e", pack=there)
    yield threats(made([{"fact": "t", "kind": "x"}] * 4), "e", pack=there, patience=3)
    yield threats(made(), "e", pack=small_pack(rule("r", fact("partner", "p"), then=satisfies())))
