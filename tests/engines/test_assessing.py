"""From a case and a pack to an assessment: what is taken, what is refused, what is built once."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from attrs import evolve

from ringrose import Attribute, Case, Fact, FactType, InputError, PackNotFound, Range, assess, assess_many, assessing, load_case, load_pack
from ringrose.assessing import MAX_ENGINES
from ringrose.engines import ENGINES
from tests.native import native  # noqa: F401  # without the engine nothing here can run
from tests.small import TYPES, case, fact, no, pack, rule, unchecked

ROOT = Path(__file__).parents[2]
SEED = ROOT / "examples" / "semarang-jung-gu.yaml"
RULES = (rule("r", fact("t", "x"), because={"en": "In {x.year}.", "id": "Pada {x.year}."}), rule("n", no("u", year=2017)))
SMALL = pack(*RULES, languages=("en", "id"))
MAPPING = {
    "ringrose": "case/1",
    "id": "m",
    "partners": [{"id": "p"}],
    "review": {"from": 2017, "to": 2018},
    "facts": [{"fact": "t", "year": 2017, "day": "2017-05-01"}],
}


@pytest.fixture
def built(monkeypatch):
    """The engines that are built, as they are; the cache is empty before and after."""
    real, made = assessing.make_engine, []

    def make(name, plan):
        made.append((name, plan))
        return real(name, plan)

    monkeypatch.setattr(assessing, "make_engine", make)
    assessing._engines.clear()
    yield made
    assessing._engines.clear()


def told(refused):
    """The problems, one line each."""
    return [str(problem) for problem in refused.value.problems]


# -- what is taken ------------------------------------------------------------------------------------------------------------------------


def test_a_case_is_taken_in_every_shape():
    """A path, a text that is one, an open file, a mapping and a `Case` are judged alike."""
    ringrose = load_pack("ringrose")
    expected = assess(SEED).to_dict()
    assert assess(str(SEED), pack=ringrose).to_dict() == expected
    assert assess(load_case(SEED), pack=ringrose).to_dict() == expected
    with SEED.open(encoding="utf-8") as stream:
        assert assess(stream).to_dict() == expected
    with SEED.open("rb") as stream:
        assert assess(stream).to_dict() == expected
    assert assess(io.StringIO(SEED.read_text(encoding="utf-8"))).to_dict() == expected
    (judgement,) = assess(MAPPING, pack=SMALL)
    assert judgement.status == "not_met"


def test_a_pack_is_taken_in_every_shape():
    """A name, a folder and a `Pack` are the same pack; `ringrose` is the default."""
    expected = assess(SEED).to_dict()
    for given in ("ringrose", ROOT / "rules" / "ringrose", str(ROOT / "rules" / "ringrose"), load_pack("ringrose"), None):
        assert assess(SEED, pack=given).to_dict() == expected


def test_a_pack_built_in_python_is_checked_first():
    """A `Pack` that nobody has checked is checked, and judges as the checked one."""
    found = assess(MAPPING, pack=unchecked(*RULES, languages=("en", "id")))
    assert found.to_dict() == assess(MAPPING, pack=SMALL).to_dict()
    assert found.pack.digest == SMALL.digest


@pytest.mark.parametrize(("asked", "one", "many"), [("auto", "durable", "compiled"), *((name, name, name) for name in ENGINES)])
def test_the_engine_that_judged_is_named(asked, one, many):
    """An assessment names the engine that it comes from, whatever was asked for; `auto` is another one for many cases."""
    (found,) = assess_many([MAPPING], pack=SMALL, engine=asked)
    assert (found.engine, found.to_dict()["engine"]) == (many, many)
    found = assess(MAPPING, pack=SMALL, engine=asked)
    assert (found.engine, found.to_dict()["engine"]) == (one, one)


def test_texts_are_in_the_language_asked_for():
    """The language is that of the texts, unless another is asked for when telling."""
    found = assess(MAPPING, pack=SMALL, lang="id")
    (finding,) = found["e"]["c"].findings
    texts = [answer["judgements"][0]["criteria"][0]["findings"][0]["text"] for answer in (found.to_dict(), found.to_dict("en"))]
    assert texts == ["Pada 2017.", "In 2017."]
    assert finding.message.text("en") == "In 2017."


def test_the_case_of_an_assessment_has_typed_values():
    """The case that an assessment holds is the one that was judged: values read by the vocabulary, ids given."""
    given = Case("m", ["p"], (2017, 2018), [Fact("t", day="2017-05-01", size=2.0)])
    found = assess(given, pack=SMALL).case
    assert found.facts[0].id == "t-1"
    assert found.facts[0].attributes["day"].isoformat() == "2017-05-01"
    assert assess(MAPPING, pack=SMALL).case.facts[0].attributes["day"].year == 2017


# -- what is refused ----------------------------------------------------------------------------------------------------------------------


def test_problems_of_a_case_built_in_python_have_a_place():
    """Everything wrong with a `Case` is told at once, with its place instead of a line."""
    wrong = case(Fact("t", year="x"), Fact("tt"), complete=["uu"])
    with pytest.raises(InputError) as refused:
        assess(wrong, pack=SMALL)
    assert sorted((p.file, p.place, p.line, p.column) for p in refused.value.problems) == [
        ("case small", "complete[1].fact", None, None),
        ("case small", "facts[1].year", None, None),
        ("case small", "facts[2].fact", None, None),
    ]
    assert all(line.startswith("case small: ") for line in told(refused))


def test_problems_of_a_pack_built_in_python_have_a_place():
    """Everything wrong with a `Pack` is told at once, with its place instead of a line."""
    with pytest.raises(InputError) as refused:
        assess(MAPPING, pack=unchecked(rule("r", fact("tt")), rule("s", fact("t", yeer=2017))))
    assert [(p.file, p.place) for p in refused.value.problems] == [
        ("pack small", "elements.e.rules[1].if[1].fact"),
        ("pack small", "elements.e.rules[2].if[1].where.yeer"),
    ]


def test_problems_of_a_file_have_lines(tmp_path):
    """What is wrong with a file is told with its line and column."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "ringrose: case/1\nid: m\npartners: [{id: p}]\nreview: {from: 2017, to: 2018}\nfacts:\n  - {fact: tt}\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as refused:
        assess(path, pack=SMALL)
    assert [(p.file, p.line, p.column) for p in refused.value.problems] == [(str(path), 6, 12)]


@pytest.mark.parametrize(
    ("lang", "hint"), [("eng", "Did you mean `en`?"), ("ko", "Known are `en` and `id`."), ("", "Known are `en` and `id`.")]
)
def test_a_language_that_the_pack_lacks_is_refused(lang, hint):
    """A language without texts is refused, with the nearest or all there are."""
    with pytest.raises(InputError) as refused:
        assess(MAPPING, pack=SMALL, lang=lang)
    assert told(refused) == [f"language: The pack `small` has no texts in `{lang}`. {hint}"]


def test_an_unknown_pack_or_engine_is_refused():
    """A pack that does not exist is a `PackNotFound`, an unknown engine an `InputError`."""
    with pytest.raises(PackNotFound):
        assess(MAPPING, pack="ringros")
    with pytest.raises(InputError, match="There is no engine `durabel`"):
        assess(MAPPING, pack=SMALL, engine="durabel")


def test_an_odd_pack_is_no_refusal():
    """What is odd but lawful, such as a fact type that no rule reads, keeps nobody from judging."""
    types = {**TYPES, "unread": FactType({"x": Attribute("text")})}
    assert assess(MAPPING, pack=unchecked(*RULES, types=types, languages=("en", "id")))["e"].status == "not_met"


# -- many cases ---------------------------------------------------------------------------------------------------------------------------


def test_many_cases_are_judged_lazily_and_in_order():
    """A case is asked for when the one before it was taken, and not earlier."""
    asked = []

    def cases():
        for n in range(3):
            asked.append(n)
            yield {**MAPPING, "id": f"m{n}"}

    found = assess_many(cases(), pack=SMALL)
    assert asked == []
    assert next(found).case.id == "m0"
    assert asked == [0]
    assert [a.case.id for a in found] == ["m1", "m2"]


def test_a_case_that_cannot_be_used_raises_when_its_turn_comes():
    """What comes before a bad case is judged, and then the bad case raises."""
    found = assess_many([MAPPING, {**MAPPING, "id": 5}, MAPPING], pack=SMALL)
    assert next(found).case.id == "m"
    with pytest.raises(InputError):
        next(found)


@pytest.mark.parametrize("given", [{"pack": "ringros"}, {"engine": "durabel"}, {"lang": "xx"}])
def test_what_concerns_all_cases_raises_at_once(given):
    """An unknown pack, engine or language is refused before any case is asked for."""

    def cases():
        raise AssertionError("a case was asked for")
        yield

    with pytest.raises(InputError):
        assess_many(cases(), **{"pack": SMALL, **given})


def test_no_cases_are_no_assessments():
    """Of no cases comes nothing."""
    assert list(assess_many([], pack=SMALL)) == []


# -- what is built once -------------------------------------------------------------------------------------------------------------------


def test_one_engine_serves_a_pack(built):
    """However often a pack is used, each of its engines is built once; an equal pack is the same pack."""
    for name in ("auto", "durable"):
        assess(MAPPING, pack=SMALL, engine=name)
        list(assess_many([MAPPING] * 3, pack=pack(*RULES, languages=("en", "id")), engine="durable"))
    assert len(built) == 1
    for name in ("auto", "compiled"):
        list(assess_many([MAPPING] * 3, pack=pack(*RULES, languages=("en", "id")), engine=name))
        assess(MAPPING, pack=SMALL, engine="compiled")
    assert len(built) == 2
    assess(MAPPING, pack=pack(*RULES, version="2", languages=("en", "id")))
    assert [(name, plan.pack.version) for name, plan in built] == [("auto", "1"), ("compiled", "1"), ("auto", "2")]


def test_one_engine_is_built_however_many_threads_ask(built):
    """Threads that ask for the engine of a new pack at once get the same one."""
    start = Barrier(6)

    def work(_):
        start.wait()
        return assess(MAPPING, pack=SMALL).to_dict(questions=False)  # which would need the fastest engine too

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(work, range(6)))
    assert answers == answers[:1] * 6
    assert len(built) == 1


def test_the_least_recently_used_engine_is_forgotten(built):
    """A number of engines is kept; beyond it, the one that was used longest ago goes."""
    packs = [pack(*RULES, version=str(n), languages=("en", "id")) for n in range(MAX_ENGINES + 1)]
    for one in packs[:MAX_ENGINES]:
        assess(MAPPING, pack=one)
    assess(MAPPING, pack=packs[0])
    assert len(built) == MAX_ENGINES
    assess(MAPPING, pack=packs[-1])
    assert len(assessing._engines) == MAX_ENGINES
    assess(MAPPING, pack=packs[0])  # was used again, and is still there
    assert len(built) == MAX_ENGINES + 1
    assess(MAPPING, pack=packs[1])  # was used longest ago
    assert len(built) == MAX_ENGINES + 2


def test_a_case_is_checked_once_for_a_pack(monkeypatch):
    """A case that was checked for a pack is not read again, a changed copy or another pack reads it anew."""
    once = assess(MAPPING, pack=SMALL).case
    assert assess(once, pack=SMALL).case is once
    changed = evolve(once, facts=[*once.facts, Fact("t", day="2018-01-01")])
    assert assess(changed, pack=SMALL).case.facts[1].attributes["day"].year == 2018
    narrow = pack(rule("r", fact("t")), types={"t": FactType({"year": Attribute("year")})})
    with pytest.raises(InputError, match="day"):
        assess(once, pack=narrow)


# -- conflicts and questions --------------------------------------------------------------------------------------------------------------


def test_a_fact_that_falls_into_a_denial_is_a_conflict_and_still_holds():
    """Conflicts are told with both sides, sorted, and the fact goes on to hold."""
    given = case(
        Fact("t", id="b", year=2017, title="a"),
        Fact("t", id="a", year=2018),
        Fact("t", id="no-years", year=Range(gte=2017), holds=False),
        Fact("t", id="no-2017", year=2017, holds=False),
        Fact("t", id="no-z", title="z", holds=False),
        Fact("t", id="maybe", year=2017, holds="unknown"),
        Fact("u", id="other", year=2017),
    )
    found = assess(given, pack=SMALL)
    assert [(c.fact, c.denial) for c in found.conflicts] == [("a", "no-years"), ("b", "no-2017"), ("b", "no-years")]
    assert found.to_dict()["conflicts"][0] == {"fact": "a", "denial": "no-years"}
    assert {f.bindings["x"] for f in found["e"]["c"].findings if f.rule == "e.r"} == {"a", "b"}


WHAT_IS_ASKED = {"kind": "looked_for", "criterion": None, "settles": [], "if_yes": {"e": "not_met"}, "if_no": {"e": "not_met"}}


def test_what_could_not_be_told_is_an_open_question():
    """Facts of `holds: unknown` are open questions, sorted by type where they settle as much, with what they say and what answers make."""
    given = case(Fact("u", id="z", holds="unknown", day="2017-05-01"), Fact("t", id="y", holds="unknown"), Fact("t", id="x", year=2017))
    assert assess(given, pack=SMALL).to_dict()["open_questions"] == [
        {**WHAT_IS_ASKED, "id": "y", "fact": "t", "where": {}},
        {**WHAT_IS_ASKED, "id": "z", "fact": "u", "where": {"day": "2017-05-01"}},
    ]


def test_an_assessment_is_told_in_numbers():
    """The summary counts the elements of each status."""
    found = assess(MAPPING, pack=SMALL)
    assert found.summary == {"met": 0, "not_met": 1, "contested": 0, "undetermined": 0}
    assert (len(found), [j.id for j in found]) == (1, ["e"])
