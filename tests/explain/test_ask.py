"""Open questions: each does what it says, by the oracle, and none is missing."""

import json
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

from ringrose import Range, assess, load_case, load_pack
from ringrose.answering import Answering
from ringrose.asking import open_questions, read_statuses
from ringrose.assessing import statuses_by
from ringrose.engines import ENGINES
from ringrose.explain.ask import ask
from ringrose.explain.wording.change import WORDS
from ringrose.files import case_to_dict
from ringrose.files.schema_asking import questions_schema
from ringrose.meaning.possible import Possible
from ringrose.model.assessment import QUESTION_KINDS
from ringrose.model.case import Closure, Fact
from ringrose.model.check_case import check_case
from ringrose.plan import plan_of
from ringrose.render.page import render
from tests.differential.pairs import sound
from tests.explain.changing import all_are_few, random_sound_pair
from tests.oracle import Oracle, as_json, falls_into, judge
from tests.small import case as a_case
from tests.small import every, fact, no, satisfies, violates
from tests.small import pack as packed
from tests.small import rule as a_rule


def statuses(pack, case):
    """What the oracle says of each element."""
    return {judgement["element"]: judgement["status"] for judgement in judge(case, pack)["judgements"]}


def answered(pack, case, question, holds):
    """The case with a question answered by hand: in the place of the fact that was looked for, or as one more."""
    others = [one for one in case.facts if one.id != question.fact.id]
    told = Fact(question.fact.type, question.fact.attributes, id=question.fact.id or "the-answer", holds=holds)
    return sound(pack, evolve(case, facts=[*others, told]))[1]


def asked(seed):
    """A generated pair with its open questions."""
    pack, case = random_sound_pair(Random(f"ask-{seed}"))
    return pack, case, open_questions(case, plan_of(pack), statuses_by(pack))


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_each_question_does_what_it_says(first):
    """Recording or denying what is asked about gives the statuses that the question tells, and it settles what one of them changes.

    Where it tells none for a yes, such a fact could not be recorded, for a required attribute is not stated.
    """
    kinds = dict.fromkeys(QUESTION_KINDS, 0)
    for seed in range(first, first + 100):
        pack, case, questions = asked(seed)
        now = statuses(pack, case)
        for question in questions:
            kinds[question.kind] += 1
            no = statuses(pack, answered(pack, case, question, False))
            assert question.if_no == no
            if question.if_yes is None:
                with pytest.raises(ValueError, match="needs"):
                    answered(pack, case, question, True)
                changed = {e for e in now if no[e] != now[e]}
            else:
                yes = statuses(pack, answered(pack, case, question, True))
                assert question.if_yes == yes
                changed = {e for e in now if now[e] not in (yes[e], no[e]) or yes[e] != no[e]}
            assert list(question.settles) == [e for e in now if e in changed]
            assert (question.kind == "looked_for") == (question.fact.id is not None)
            known = {one.type for one in (*case.facts, *case.complete)}
            assert question.kind == "looked_for" or (question.kind == "record_not_complete") == (question.fact.type in known)
    assert min(kinds.values()) > 5


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_questions_are_ranked_and_none_is_asked_twice(first):
    """Questions stand by how many elements they settle; none is asked twice; each fact that could not be told is asked about."""
    for seed in range(first, first + 100):
        pack, case, questions = asked(seed)
        counts = [len(question.settles) for question in questions]
        assert counts == sorted(counts, reverse=True)
        told = [as_json([q.fact.id, q.to_dict()["fact"], q.to_dict()["where"]]) for q in questions]
        assert len(told) == len(set(told))
        assert {q.fact.id for q in questions} - {None} == {f.id for f in case.facts if f.holds == "unknown"}
        undetermined = {e for e, status in statuses(pack, case).items() if status == "undetermined"}
        waiting = {q.criterion.partition(".")[0] for q in questions if q.criterion}
        assert waiting <= undetermined
        if not undetermined:
            assert all(q.kind == "looked_for" for q in questions)


def derived(pack, oracle):
    """All derived facts."""
    return {as_json(item.told()) for name, kind in pack.vocabulary.types.items() if kind.derived for item in oracle.facts_of(name)}


def settled_by_one_fact(pack, case):
    """The undetermined elements that one fact would settle, which contradicts no record and takes no conclusion away.

    It settles one through an essential criterion that is not known now.
    """
    before = {(j["element"], c["id"]): (c["role"], c["status"]) for j in judge(case, pack)["judgements"] for c in j["criteria"]}
    now, known = statuses(pack, case), derived(pack, Oracle(case, pack))
    closed = [Fact(one.type, one.attributes) for one in (*case.complete, *(f for f in case.facts if f.holds is False))]
    for fact_type, facts in Possible(plan_of(pack), case).facts.items():
        for attributes in facts:
            more = Fact(fact_type, {k: v for k, v in attributes.items() if k != "id"}, id="one-more")
            if any(falls_into(more, one) for one in closed):
                continue
            try:
                _, other = sound(pack, evolve(case, facts=[*case.facts, more]))
            except ValueError:  # it names a fact that is not there
                continue
            if known <= derived(pack, Oracle(other, pack)):
                for j in judge(other, pack)["judgements"]:
                    through = [c for c in j["criteria"] if before[j["element"], c["id"]] == ("essential", "unknown") != c["status"]]
                    if now[j["element"]] == "undetermined" != j["status"] and any(c["status"] != "unknown" for c in through):
                        yield j["element"]


@pytest.mark.parametrize("first", range(0, 240, 120))
def test_no_question_is_missing(first):
    """Where one fact that the case could record would settle an element through what it waits for, some question settles that element."""
    found = 0
    for seed in range(first, first + 120):
        pack, case, questions = asked(seed)
        if not all_are_few(Possible(plan_of(pack), case), 100):
            continue
        settled = {element for question in questions for element in question.settles}
        for element in settled_by_one_fact(pack, case):
            assert element in settled, seed
            found += 1
    assert found > 5


def test_the_questions_are_the_same_by_every_way():
    """Both engines, reading without an engine, and the short way from JSON to JSON ask the same, to the byte."""
    some = 0
    for seed in range(60):
        pack, case, questions = asked(seed)
        assert open_questions(case, plan_of(pack), read_statuses(plan_of(pack))) == questions
        line = json.dumps(case_to_dict(case)).encode()
        for lang in pack.languages:
            meant = assess(case, pack=pack, engine="compiled", lang=lang)
            assert meant.open_questions[:] == questions
            told = json.dumps(meant.to_dict(), ensure_ascii=False, separators=(",", ":")).encode()
            assert Answering(pack, "compiled", lang).line(line) == told
            assert Answering(pack, "compiled", lang).case(case) == told
            without = json.loads(Answering(pack, "compiled", lang, questions=False).line(line))
            maybe = "undetermined" in statuses(pack, case).values() or any(f.holds == "unknown" for f in case.facts)
            assert without["open_questions"] == (None if maybe else [])
            assert without == json.loads(json.dumps(meant.to_dict(questions=False)))
        durable = assess(case, pack=pack, engine="durable").to_dict()["open_questions"]
        assert durable == meant.to_dict()["open_questions"]
        some += len(questions)
    assert some > 50


def test_a_case_of_many_facts_is_asked_about_by_the_quickest_way(monkeypatch, examples):
    """The questions are the same where the statuses are read, and where the compiled engine is built for a case of many facts."""
    read = [assess(path, engine="durable").open_questions for path in sorted(examples.glob("*.yaml"))]
    monkeypatch.setattr("ringrose.assessing.READ_AT_MOST", 0)
    monkeypatch.setattr("ringrose.assessing.read_statuses", lambda plan: None)
    assert [assess(path, engine="durable").open_questions for path in sorted(examples.glob("*.yaml"))] == read
    assert any(read)


def test_what_is_told_is_valid_and_the_page_tells_all():
    """The JSON is valid by its schema, and the page has a line for each question, under the title of its kind."""
    schema, codes = Draft202012Validator(questions_schema()), set()
    for seed in range(80):
        pack, case, questions = asked(seed)
        for lang in ("en", "id"):
            answer = ask(case, pack=pack, lang=lang)
            data = answer.to_dict()
            schema.validate(data)
            assert len(data["questions"]) == len(answer) == len(list(answer)) == len(questions)
            page = answer.page()
            lines = [line for section in page.sections for line in section.lines]
            codes |= {code for line in lines for code in (line.code, *(below.code for below in line.below)) if code}
            if questions:
                assert sorted(line.text for line in lines) == sorted(question["text"] for question in data["questions"])
                assert len(page.sections) == len({question.kind for question in questions})
            else:
                assert [line.code for line in lines] == ["ask.none"]
            assert render(page)
    assert codes == {"ask.question", "ask.waits", "ask.yes", "ask.no", "ask.none"}


def test_every_word_about_questions_is_used():
    """Every code of open questions is one that a question, its answers or a page of them is told by."""
    kinds = {f"ask.{kind}" for kind in QUESTION_KINDS}
    lines = {"ask.question", "ask.another", "ask.waits", "ask.yes", "ask.no", "ask.none", "ask.title", "ask.others"}
    parts = {"ask.any", "ask.becomes", "ask.nothing", "ask.unsayable"}
    assert {code for code in WORDS if code.startswith("ask.")} == kinds | lines | parts


@pytest.fixture
def examples():
    """The folder of the example cases."""
    return Path(__file__).parents[2] / "examples"


# ---- concrete ---------------------------------------------------------------------------------------------------------------------------


def told(examples, name, lang="en"):
    """The questions of an example, its page as text."""
    answer = ask(load_case(examples / f"{name}.yaml"), lang=lang)
    return answer, render(answer.page(), width=200)


def test_what_was_looked_for_is_asked_about(examples):
    """In the case of Surabaya and Kitakyushu both facts that could not be told are asked about, and each answer settles one element."""
    answer, page = told(examples, "surabaya-kitakyushu")
    statuses = {
        "commitment": "undetermined",
        "participation": "met",
        "understanding": "met",
        "reciprocity": "undetermined",
        "results": "met",
    }
    first, second = answer
    assert first.to_dict() == {
        "id": "kitakyushu-contribution",
        "fact": "contribution",
        "where": {"by": "kitakyushu"},
        "kind": "looked_for",
        "criterion": "commitment.resourced",
        "settles": ["commitment"],
        "if_yes": {**statuses, "commitment": "met"},
        "if_no": {**statuses, "commitment": "not_met"},
    }
    assert (second.fact.id, second.criterion, second.settles) == ("kitakyushu-benefit", "reciprocity.mutual_benefit", ("reciprocity",))
    assert "Was there: benefit (to: Kitakyushu; field: any; year: any)?" in page
    assert "If no: Reciprocity becomes not met" in page


def test_what_was_never_found_is_asked_about_too(examples):
    """In the case of Semarang and Beihai an answer about more than was looked for is told apart from what was looked for."""
    answer, page = told(examples, "semarang-beihai", "id")
    assert {kind: sum(q.kind == kind for q in answer) for kind in QUESTION_KINDS} == {
        "looked_for": 5,
        "not_looked_for": 0,
        "record_not_complete": 5,
    }
    (goals,) = (q for q in answer if q.fact.attributes == {"about": "goals"})
    assert (goals.settles, goals.if_yes["understanding"]) == (("understanding",), "met")
    assert "Apakah ada: shared understanding (about: goals)?" in page
    assert "Belum ditemukan, dan catatan tidak dinyatakan lengkap" in page


def test_nothing_is_open_where_all_is_known(examples):
    """Where no element is undetermined and nothing could not be told, the page says so."""
    answer, page = told(examples, "semarang-jung-gu")
    assert (len(answer), "Nothing is open" in page) == (0, True)


def questions_of(rules, given):
    """The open questions of a small case, each as what it is about, what it settles, and what a yes and a no make of the element."""
    checked, flaws = check_case(given, rules)
    assert not flaws
    asked = open_questions(checked, plan_of(rules), statuses_by(rules))
    return [(q.fact.type, dict(q.fact.attributes), q.settles, q.if_yes and q.if_yes["e"], q.if_no["e"]) for q in asked]


def test_a_day_that_is_asked_for_by_its_year():
    """Where a rule asks for no fact of a year by a day, what is asked about leaves the day open, for no one fact states a range."""
    rules = packed(a_rule("r", no("t", day=2018, kind="x"), then=satisfies()))
    assert questions_of(rules, a_case()) == [("t", {"kind": "x"}, ("e",), "undetermined", "met")]
    each = packed(a_rule("r", every("year", "y", no("t", day="$y.value")), then=satisfies()))
    assert questions_of(each, a_case(review=(2017, 2018))) == [("t", {}, ("e",), "undetermined", "met")]


def test_one_more_fact_is_asked_about_where_that_settles_something():
    """One more fact beside those recorded is asked about where the rule fails for these, or where it settles an element; not elsewhere."""
    fitting = packed(a_rule("r", fact("t", "a", kind="x"), fact("u", year="$a.year"), then=satisfies()))
    given = a_case(Fact("t", {"kind": "x", "year": 2017}, id="one"))
    assert questions_of(fitting, given) == [("u", {"year": 2017}, ("e",), "met", "undetermined")]
    alike = packed(a_rule("r", fact("t", "a", year={"gte": 2018}), fact("t", "b", year="$a.year", kind="x"), then=satisfies()))
    given = a_case(Fact("t", {"year": 2018}, id="one"))
    assert [(about, settles) for _, about, settles, *_ in questions_of(alike, given)] == [({"kind": "x", "year": 2018}, ("e",))]
    rules = packed(a_rule("r", fact("t", "a"), then=satisfies(), unless=[fact("u", kind="$a.kind")]))
    excepted = a_case(Fact("t", {"kind": "x"}, id="one"), Fact("u", {"kind": "x"}, id="exception"))
    assert questions_of(rules, excepted) == [("t", {}, ("e",), "met", "undetermined")]


def test_no_question_names_a_fact_that_is_not_there():
    """A fact that would have to name another one, which is not recorded, is not asked about; the other one is."""
    rules = packed(a_rule("r", fact("t", "a", of={"exists": True}), fact("u", "b", id="$a.of"), then=satisfies()))
    given = a_case(Fact("u", {}, id="there"))
    assert [about for _, about, *_ in questions_of(rules, given)] == [{"of": "there"}]
    assert [about for _, about, *_ in questions_of(rules, a_case())] == []


def test_a_closed_record_is_one_of_its_type():
    """A type of which nothing but a closed record is stated has a record, and it is not complete."""
    rules = packed(a_rule("r", fact("t", kind="x"), then=satisfies()))
    for complete, kind in (((), "not_looked_for"), ((Closure("t", {"kind": "y"}),), "record_not_complete")):
        assert [q.kind for q in assess(a_case(complete=complete), pack=rules).open_questions] == [kind]


def test_a_fact_that_could_not_be_told_waits_for_its_criterion():
    """A fact that could not be told and for which no criterion waits is asked about last, and none is named."""
    rules = packed(a_rule("r", fact("t", kind="x"), then=satisfies()), a_rule("s", fact("t", kind="y"), then=violates()))
    given = a_case(
        Fact("u", {}, id="aside", holds="unknown"),
        Fact("t", {"year": 2017}, id="vague", holds="unknown"),
        Fact("t", {"kind": "x"}, id="same", holds="unknown"),
    )
    asked = assess(given, pack=rules).open_questions
    assert {(q.fact.id, q.criterion) for q in asked} == {("aside", None), ("vague", "e.c"), ("same", "e.c"), (None, "e.c")}
    assert [q.fact.id for q in asked][-1] == "aside"


def test_what_a_fact_needs_first_is_told():
    """Where a fact could not be recorded as it is asked about, the page says what must be told first."""
    rules = load_pack("ringrose")
    given = load_case(
        {
            "ringrose": "case/1",
            "id": "c",
            "partners": [{"id": "a"}, {"id": "b"}],
            "review": {"from": 2017, "to": 2019},
            "facts": [{"id": "m", "fact": "monitoring", "holds": "unknown"}],
        }
    )
    answer = ask(given, pack=rules)
    (question,) = (q for q in answer if q.fact.id == "m")
    assert question.if_yes is None
    assert "If yes: it must be told with year first" in render(answer.page())


def test_a_range_is_never_asked_about():
    """No question states a range, whatever rules ask for."""
    for seed in range(100):
        assert not any(isinstance(v, Range) for q in asked(seed)[2] for v in q.fact.attributes.values())


def test_alike_facts_are_answered_by_few_judgements():
    """However many facts say the same and could not be told, the case is judged once for a yes and once for a no to any of them."""
    rules = packed(a_rule("r", fact("t", kind="x"), then=satisfies()), a_rule("s", no("u", kind="y"), then=violates()))
    judged = []
    for many in (1, 30):
        looked_for = [Fact("t", {"kind": "x", "size": n}, id=f"t-{n}", holds="unknown") for n in range(many)]
        given, flaws = check_case(a_case(*looked_for), rules)
        assert not flaws
        calls = []

        def counted(case, calls=calls):
            calls.append(case)
            return statuses_by(rules)(case)

        asked = [q for q in open_questions(given, plan_of(rules), counted) if q.kind == "looked_for"]
        assert [(q.fact.id, q.if_yes, q.if_no) for q in asked] == [
            (q.fact.id, statuses(rules, answered(rules, given, q, True)), statuses(rules, answered(rules, given, q, False))) for q in asked
        ]
        assert len(asked) == many
        judged.append(len(calls))
    assert judged[0] == judged[1]


def test_a_denial_that_closes_a_record_is_answered_on_its_own():
    """Facts that no rule tells apart where they hold have answers of their own where the denial of one closes a record, in any order."""
    rules = packed(a_rule("r", no("t", kind="x", title={"exists": True})))
    facts = [Fact("t", {"kind": "x"}, id="closes", holds="unknown"), Fact("t", {"kind": "x", "size": 1}, id="closes-less", holds="unknown")]
    for order in (1, -1):
        asked = assess(a_case(*facts[::order]), pack=rules).open_questions
        assert {q.fact.id: q.if_no["e"] for q in asked if q.fact.id} == {"closes": "not_met", "closes-less": "undetermined"}


def test_every_engine_is_asked():
    """The questions can be asked with each engine by name."""
    given = a_case()
    rules = packed(a_rule("r", fact("t"), then=satisfies()))
    assert {len(ask(given, pack=rules, engine=engine)) for engine in ENGINES} == {1}
