"""Verifying: every true answer is accepted, every other one refused, with all reasons, by what uses no engine."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator

import ringrose
from ringrose import Criterion, Fact, InputError, Range, assess, load_pack, verify
from ringrose.explain.wording.verify import WORDS
from ringrose.files.schema import assessment_schema, verify_schema
from ringrose.model.receipt import answer_digest
from tests.differential.pairs import sound
from tests.generate import random_pair
from tests.small import case, derives, every, fact, no, pack, rule, satisfies, violates

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
ENGINES = ("durable", "compiled")


def exact(data):
    """Data as JSON, the order of keys kept."""
    return json.dumps(data, ensure_ascii=False)


def copied(data):
    """Data as it comes back from a file."""
    return json.loads(exact(data))


# -- a small pack in which everything happens ------------------------------------------------------------------------------

OF = pack(
    rule(
        "gap",
        fact("year", "y", nth={"gte": 1}),
        no("t", year="$y.value"),
        then=violates("kept"),
        because={"en": "Nothing in {y.value}.", "id": "Tidak ada pada {y.value}."},
        advice={"en": "Do it.", "id": "Lakukan."},
    ),
    rule("begun", fact("t", "x", by={"exists": True}), then=derives("D", by="$x.by", year="$x.year")),
    rule("shown", fact("D", "d"), no("u"), then=satisfies("shown"), unless=[fact("t", kind="z")], because="By {d.by}."),
    rule("all", every("partner", "p", fact("t", by="$p.id")), then=satisfies("waiting")),
    rule("one", fact("t", "x", kind="y"), then=satisfies("waiting")),
    criteria=(Criterion("kept", "safeguard"), "shown", Criterion("waiting", "informative")),
    languages=("en", "id"),
)
CASE = case(
    Fact("t", id="a", by="pa", year=2018, size=1.5),
    Fact("t", id="b", by="pb", year=2018),
    Fact("t", {"year": Range(gte=2019)}, id="none", holds=False),
    Fact("t", id="late", kind="x", year=2019, when=2019),
    Fact("t", id="unclear", year=2017, holds="unknown"),
    complete=["u", "t"],
    review=(2017, 2021),
)
CASE, OF = reversed(sound(OF, CASE))


@cache
def answers(engine="compiled"):
    """The true answers about the small case: in each language, as of each year."""
    return [
        exact(assess(CASE, pack=OF, engine=engine, lang=lang, as_of=as_of).to_dict(receipt=receipt))
        for lang in OF.languages
        for as_of in (None, 2018, "2018-06-30")
        for receipt in (True, False)
    ]


def told_reasons(told, about=CASE, of=OF):
    """The codes of the reasons against an answer, without `verify.`."""
    return [reason.code.removeprefix("verify.") for reason in verify(told, about, pack=of).reasons]


PAIRS = {}  # by what is quick to compare


@cache
def true_answers(about, of, day):
    """What an engine answers about a case, as of a day (None: at the end), in each language; nothing where it cannot."""
    try:
        answer = assess(PAIRS[about], pack=PAIRS[of], engine="compiled", as_of=day)
    except InputError:
        return []
    return [answer.to_dict(lang, questions=questions) for lang in PAIRS[of].languages for questions in (True, False)]


def is_true(told, about, of):
    """Whether it is what an engine answers; which engine and which version it names is open."""
    engine, receipt = told.get("engine"), told.get("receipt")
    if not isinstance(engine, str):
        return False
    PAIRS[id(about)], PAIRS[id(of)] = about, of
    as_of = told.get("as_of")
    days = [None]
    if isinstance(as_of, dict) and isinstance(day := as_of.get("day"), str):
        days += [day, day.removesuffix("-12-31")]  # a year was asked for, or its last day
    for answer in [copied(answer) for day in days for answer in true_answers(id(about), id(of), day)]:
        answer["engine"] = engine
        if "receipt" not in told:
            del answer["receipt"]
        elif isinstance(receipt, dict) and isinstance(receipt.get("ringrose"), str):
            answer["receipt"]["ringrose"] = receipt["ringrose"]
            answer["receipt"]["answer"] = answer_digest(answer)
        if exact(answer) == exact(told):
            return True
    return False


# -- true answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_true_answers_about_the_examples_are_accepted(path, engine, lang):
    """What either engine answers about an example follows, in either language, with nothing to remark."""
    assessment = assess(path, engine=engine, lang=lang)
    for given in (assessment, copied(assessment.to_dict())):
        found = verify(given, path)
        assert (found.follows, found.reasons, found.notes) == (True, (), ())
        assert found.findings == sum(len(criterion.findings) for judgement in assessment for criterion in judgement.criteria)
    Draft202012Validator(assessment_schema()).validate(copied(assessment.to_dict()))


@pytest.mark.parametrize("seed", range(25))
def test_true_answers_about_generated_cases_are_accepted(seed):
    """What either engine answers about a generated case follows, in every language of the pack."""
    of, about = sound(*random_pair(Random(f"verify {seed}")))
    for lang in of.languages:
        for engine in ENGINES:
            assert verify(copied(assess(about, pack=of, engine=engine).to_dict(lang)), about, pack=of).reasons == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_answers_as_of_a_day_are_accepted(engine):
    """An answer as of a day is verified against the whole case, of which the same is left out."""
    for answer in answers(engine):
        assert told_reasons(json.loads(answer)) == []


def test_the_receipt_is_the_same_with_both_engines():
    """Both engines give the same receipt, which tells the case, the pack, the version, the language and the answer."""
    receipts = [assess(CASE, pack=OF, engine=engine).to_dict()["receipt"] for engine in ENGINES]
    assert receipts[0] == receipts[1]
    assert list(receipts[0]) == ["case", "pack", "ringrose", "lang", "answer"]
    assert receipts[0]["pack"] == OF.digest
    assert receipts[0]["ringrose"] == ringrose.__version__
    assert assess(CASE, pack=OF).to_dict("id")["receipt"]["lang"] == "id"


def test_an_answer_without_a_receipt_is_replayed():
    """Without a receipt the answer is replayed all the same, in the language that its texts are in, and that is remarked."""
    for lang in OF.languages:
        told = assess(CASE, pack=OF, lang=lang).to_dict(receipt=False)
        found = verify(told, CASE, pack=OF)
        assert found.follows
        assert [note.code for note in found.notes] == ["verify.note.no_receipt"]


def test_an_answer_without_open_questions_is_replayed():
    """Where open questions were not looked for, that is remarked; an answer that has none has no need of the remark."""
    found = verify(assess(CASE, pack=OF).to_dict(questions=False), CASE, pack=OF)
    assert found.follows
    assert [note.code for note in found.notes] == ["verify.note.no_questions"]
    settled = case(Fact("t", kind="y", by="pa"), Fact("t", by="pb"), complete=["u"])
    told = assess(settled, pack=OF).to_dict()
    assert verify(told, settled, pack=OF).notes == ()
    told["open_questions"] = None
    assert told_reasons(resealed(told), settled) == ["shape.list"]


def test_another_version_is_remarked_and_no_reason():
    """An answer of another version is told to be one, and follows."""
    told = assess(CASE, pack=OF).to_dict()
    told["receipt"]["ringrose"] = "0.0.1"
    told["receipt"]["answer"] = answer_digest(told)
    found = verify(told, CASE, pack=OF)
    assert found.follows
    assert found.notes[0].about == {"told": "0.0.1", "here": ringrose.__version__}


# -- answers that are not true -------------------------------------------------------------------------------------------------

OTHERS = ("", "met", "satisfied", "e", "a", "year-2018", "id", "2018", 0, 2018, 1.0, True, False, None, [], {})


SHARE = (1, *[0.1] * 11)  # of the places in an answer that are tried


def inner(value, at=()):
    """The places of all values within plain data, the whole of it first."""
    yield at
    for step, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from inner(one, (*at, step))


def mutants(told, at, rng):
    """Copies of an answer with the value in a place changed, taken away, doubled or put elsewhere."""
    steps = list(at)
    holder = told
    for step in steps[:-1]:
        holder = holder[step]
    value = holder[steps[-1]] if steps else told

    def put(change):
        copy = copied(told)
        there = copy
        for step in steps[:-1]:
            there = there[step]
        change(there)
        return copy

    if steps:
        for new in rng.sample(OTHERS, 3):
            yield put(lambda there, new=new: there.__setitem__(steps[-1], new))
        yield put(lambda there: there.__delitem__(steps[-1]))
        if isinstance(holder, list):
            yield put(lambda there: there.insert(steps[-1], copied(value)))
            yield put(lambda there: there.append(there.pop(steps[-1])))
        else:
            yield put(lambda there: there.__setitem__("more", there[steps[-1]]))
            yield put(lambda there: there.__setitem__(steps[-1], there.pop(steps[-1])))
            yield put(lambda there: there.__setitem__("other", there.pop(steps[-1])))
        if isinstance(value, str):
            yield put(lambda there: there.__setitem__(steps[-1], f"{value}x"))
        if isinstance(value, list) and value:
            yield put(lambda there: there[steps[-1]].reverse())


def resealed(told):
    """The answer with a receipt that fits it, as far as there is one."""
    told = copied(told)
    if isinstance(told.get("receipt"), dict):
        told["receipt"]["answer"] = answer_digest(told)
    return told


def check(told, about, of):
    """Verifying says what an engine's own answer says."""
    for given in (told, resealed(told)):
        found = verify(given, about, pack=of)
        assert found.follows is is_true(given, about, of), (exact(given), found.reasons)
        for reason in found.reasons:
            for lang in ("en", "id"):
                assert reason.text(lang)
    return not found.follows


@pytest.mark.parametrize("number", range(12))
def test_every_mutant_of_an_answer_is_refused(number):
    """Whatever is changed in an answer, taken out of it, doubled or put in another place, it is refused, though its receipt be made anew.

    What is accepted is what an engine could have answered: with the name of another engine or another version, in another language,
    without a receipt, or without having looked for open questions.
    """
    told = json.loads(answers()[number])
    refused = 0
    rng = Random(f"mutants {number}")
    for at in inner(told):
        for mutant in mutants(told, at, rng) if rng.random() < SHARE[number] else ():
            refused += check(mutant, CASE, OF)
    assert refused > 20


@pytest.mark.parametrize("seed", range(12))
def test_mutants_of_answers_about_generated_cases_are_refused(seed):
    """Of generated answers too, whatever an engine would not answer is refused."""
    rng = Random(f"generated mutants {seed}")
    of, about = sound(*random_pair(rng))
    told = copied(assess(about, pack=of, engine="compiled").to_dict())
    places = list(inner(told))
    for _ in range(15):
        for mutant in mutants(told, rng.choice(places), rng):
            check(mutant, about, of)


def first(told, element="e"):
    """The criteria of an element, by id."""
    return {c["id"]: c for j in told["judgements"] if j["element"] == element for c in j["criteria"]}


def finding(told, criterion="kept", number=0):
    """A finding of the small answer."""
    return first(told)[criterion]["findings"][number]


def mutated(change):
    """The small answer with a change made to it, and its receipt made anew."""
    told = copied(assess(CASE, pack=OF, engine="compiled").to_dict())
    change(told)
    return resealed(told)


def test_the_small_answer_has_all_that_an_answer_may_have():
    """The answer whose mutants are tested has findings on absences and on derived facts, conflicts, open questions and advice."""
    told = assess(CASE, pack=OF).to_dict()
    assert {j["status"] for j in told["judgements"]} == {"not_met"}
    assert {c["status"] for c in first(told).values()} == {"violated", "satisfied"}
    assert told["conflicts"]
    assert told["open_questions"]
    assert told["recommendations"]
    assert any(f["absent"] and f["absent"][0]["closed_by"] for f in first(told)["kept"]["findings"])
    assert any(isinstance(b, dict) for f in first(told)["shown"]["findings"] for b in f["bindings"].values())


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda t: t.update(case="other"), ["case.id"]),
        (lambda t: t["pack"].update(version="2"), ["pack.version"]),
        (lambda t: t["summary"].update(met=1), ["summary"]),
        (lambda t: t["judgements"][0].update(status="met"), ["element.status"]),
        (lambda t: t["judgements"][0].update(standing=None), ["element.standing"]),
        (lambda t: t["judgements"][0].update(element="f"), ["element.added", "element.missing"]),
        (lambda t: t["judgements"].insert(0, 7), ["element.added"]),
        (lambda t: t["judgements"].append(t["judgements"][0]), ["element.twice"]),
        (lambda t: first(t)["kept"].update(status="contested"), ["criterion.status"]),
        (lambda t: first(t)["kept"].update(role="essential"), ["criterion.role"]),
        (lambda t: t["judgements"][0]["criteria"].reverse(), ["criterion.order"]),
        (lambda t: first(t)["kept"]["findings"].pop(0), ["finding.missing"]),
        (lambda t: first(t)["kept"]["findings"].append(finding(t)), ["finding.twice"]),
        (lambda t: first(t)["kept"]["findings"].insert(0, {"rule": "e.gap"}), ["finding.unnamed"]),
        (lambda t: first(t)["kept"]["findings"].append({**finding(t), "rule": "e.x"}), ["finding.no_rule"]),
        (lambda t: first(t)["kept"]["findings"].append(finding(t, "shown")), ["finding.elsewhere"]),
        (lambda t: first(t)["kept"]["findings"].append({**finding(t), "rule": "e.begun"}), ["finding.elsewhere"]),
        (lambda t: first(t)["kept"]["findings"].append({**finding(t), "bindings": {}}), ["finding.aliases"]),
        (lambda t: first(t)["kept"]["findings"].append({**finding(t), "bindings": {"y": "none"}}), ["finding.no_fact"]),
        (lambda t: first(t)["kept"]["findings"].append({**finding(t), "bindings": {"y": "year-2019"}}), ["finding.condition"]),
        (lambda t: first(t)["kept"]["findings"].append({**finding(t), "bindings": {"y": "a"}}), ["finding.condition"]),
        (lambda t: finding(t).update(polarity="satisfies"), ["finding.polarity"]),
        (lambda t: finding(t).update(decides=False), ["finding.decides"]),
        (lambda t: finding(t).update(text="It did."), ["finding.text"]),
        (lambda t: finding(t)["facts"].append("a"), ["finding.facts"]),
        (lambda t: finding(t)["absent"].clear(), ["absent.missing"]),
        (lambda t: finding(t)["absent"].append({"fact": "u", "where": {}, "closed_by": []}), ["absent.added"]),
        (lambda t: finding(t)["absent"][0]["closed_by"].clear(), ["absent.closed_by"]),
        (lambda t: t["conflicts"].pop(), ["conflict.missing"]),
        (lambda t: t["open_questions"].clear(), ["question.missing"]),
        (lambda t: t["open_questions"].append({}), ["question.added"]),
        (lambda t: t["open_questions"].append(t["open_questions"][0]), ["question.twice"]),
        (lambda t: t["recommendations"][0].update(text="x"), ["recommendation.added", "recommendation.missing"]),
        (lambda t: t["receipt"].update(case=OF.digest), ["case.content"]),
        (lambda t: t["receipt"].update(pack="x"), ["receipt.pack"]),
        (lambda t: t["receipt"].update(lang="fr"), ["receipt.lang"]),
        (lambda t: t["receipt"].update(ringrose=1), ["receipt.version"]),
        (lambda t: t.update(engine=1), ["engine"]),
        (lambda t: t.update(ringrose="assessment/2"), ["format"]),
        (lambda t: t.update(as_of={"day": "2030-01-01"}), ["as_of.day", "key.added"]),
        (lambda t: t.update(more=1), ["key.added"]),
        (lambda t: t.pop("summary"), ["key.missing", "shape.mapping"]),
        (lambda t: t.update(judgements=None), ["shape.list"]),
    ],
)
def test_each_kind_of_change_has_its_reason(change, codes):
    """What is wrong is told by what it is, and nothing else is told."""
    told = mutated(change)
    assert [code for code in told_reasons(told) if code != "receipt.lang" or "receipt.lang" in codes] == codes


def test_a_receipt_that_does_not_fit_is_told():
    """An answer that was changed after its receipt was made has the digest of another."""
    told = copied(assess(CASE, pack=OF).to_dict())
    told["receipt"]["answer"] = "sha256:0"
    assert told_reasons(told) == ["receipt.answer"]


def test_an_exception_in_force_is_told():
    """A finding that an exception of its rule forbids is refused for that."""
    about = case(Fact("t", id="a", by="pa", kind="x"), Fact("t", id="z", kind="z"), complete=["u"])
    told = assess(about, pack=OF).to_dict()
    without = assess(case(Fact("t", id="a", by="pa", kind="x"), complete=["u"]), pack=OF).to_dict()
    told["judgements"] = without["judgements"]
    reasons = verify(told, about, pack=OF).reasons
    assert next(r.about["fact"] for r in reasons if r.code == "verify.finding.exception") == "z"


def test_another_case_and_another_pack_are_told():
    """Given a case with one fact more, or other rules, every finding that does not follow is told beside the digests."""
    told = assess(CASE, pack=OF).to_dict()
    more = case(*CASE.facts, Fact("t", id="more", year=2017), complete=CASE.complete, review=CASE.review)
    assert told_reasons(told, more)[0] == "case.content"
    other = pack(rule("gap", fact("t", "x"), then=violates("kept")), criteria=("kept",))
    found = told_reasons(told, CASE, other)
    assert found[0] == "pack.digest"
    assert "receipt.pack" in found
    assert "finding.missing" in found


def test_a_note_of_the_case_that_was_changed_is_told():
    """Though no rule reads a note, an answer belongs to the case with just these words."""
    facts = [Fact("t", {**f.attributes}, id=f.id, holds=f.holds, when=f.when, note="n") if f.id == "a" else f for f in CASE.facts]
    told = assess(CASE, pack=OF).to_dict()
    assert told_reasons(told, case(*facts, complete=CASE.complete, review=CASE.review)) == ["case.content"]


def test_what_python_alone_can_hold_is_no_answer():
    """A value that JSON cannot say is like nothing that follows."""
    told = assess(CASE, pack=OF).to_dict()
    told["judgements"][0]["standing"] = {1, 2}
    told["receipt"].pop("answer")
    with pytest.raises(TypeError):
        answer_digest(told)
    del told["receipt"]
    assert told_reasons(told) == ["element.standing"]


def test_a_case_that_cannot_be_used_is_an_error():
    """Where the case or the pack cannot be used nothing is verified."""
    with pytest.raises(InputError):
        verify({}, {"ringrose": "case/1"})
    with pytest.raises(InputError):
        verify({}, CASE, pack="no-such-pack")


# -- how it is told ------------------------------------------------------------------------------------------------------------


def test_a_verification_is_data_of_its_schema():
    """What follows and what does not are told in a shape that has a schema, in both languages."""
    validator = Draft202012Validator(verify_schema())
    good, bad = verify(json.loads(answers()[0]), CASE, pack=OF), verify({}, CASE, pack=OF, lang="id")
    for found in (good, bad):
        for lang in ("en", "id"):
            validator.validate(copied(found.to_dict(lang)))
    assert good.to_dict()["reasons"] == []
    assert bad.to_dict() == bad.to_dict("id") != bad.to_dict("en")


def test_a_page_tells_reasons_and_remarks():
    """A page has each reason with its code, and remarks apart."""
    told = assess(CASE, pack=OF).to_dict(receipt=False)
    told["summary"]["met"] = 9
    told["judgements"][0]["criteria"][0]["findings"][0]["text"] = "long " * 100
    page = verify(told, CASE, pack=OF).page()
    assert [(s.title, [line.code for line in s.lines]) for s in page.sections] == [
        ("Why", ["verify.summary", "verify.finding.text"]),
        ("Remarks", ["verify.note.no_receipt"]),
    ]
    assert "Element e, criterion kept, rule e.gap (y: year-2020): the text is told as `long long" in page.sections[0].lines[1].text
    assert page.sections[0].lines[1].text.count("long") < 50
    assert verify(json.loads(answers()[0]), CASE, pack=OF).page("id").sections == ()


def test_one_finding_is_told_as_one():
    """The sentence counts findings as one speaks."""
    of = pack(rule("r", fact("t")))
    about = case(Fact("t"))
    assert verify(assess(about, pack=of), about, pack=of).sentence().endswith("1 finding replayed without an engine.")


def test_every_reason_has_its_words():
    """Each code that is told has words in both languages, and no words are left that nothing tells."""
    source = (Path(ringrose.__file__).parent / "explain" / "verifying.py").read_text(encoding="utf-8")
    listed = ("element", "criterion", "absent", "conflict", "question", "recommendation")
    kinds = [f"verify.{kind}.{what}" for kind in listed for what in ("missing", "added", "twice", "order")]
    kinds += [f"verify.finding.{what}" for what in ("missing", "twice", "order", "polarity", "decides", "text", "facts")]
    kinds += [f"verify.pack.{key}" for key in ("id", "version", "digest")]
    kinds += [f"verify.place.{kind}" for kind in ("element", "criterion", "rule", "finding")]
    for code, texts in WORDS.items():
        assert set(texts) == {"en", "id"}
        assert code in kinds or f'"{code}"' in source or f'"{code.removeprefix("verify.")}"' in source, code
    assert set(kinds) <= set(WORDS)


def test_no_engine_takes_part():
    """Verifying loads no engine, and works where none can be loaded."""
    program = f"""
import json, sys
sys.modules["ringrose.engines"] = sys.modules["ringrose.assessing"] = None
import ringrose
answer = json.load(open(sys.argv[1], encoding="utf-8"))
assert ringrose.verify(answer, {str(EXAMPLES[0])!r}).follows
"""
    told = subprocess.run(
        [sys.executable, "-c", program, "/dev/stdin"],
        input=exact(assess(EXAMPLES[0], pack=load_pack("ringrose")).to_dict()),
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (told.returncode, told.stderr) == (0, "")
