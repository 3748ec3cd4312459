"""What would be judged without each fact, record and source, and how often each status comes out."""

import json
from fractions import Fraction
from itertools import product
from math import comb
from pathlib import Path
from random import Random

import jsonschema
import pytest
from attrs import evolve

from ringrose import Closure, Fact, InputError, LocalText, Source, load_case, robustness
from ringrose.explain import LANGUAGES
from ringrose.model.case import CERTAINTIES
from ringrose.render.page import render
from tests.explain.reducing import pairs, shuffled, statuses, without
from tests.native import native  # noqa: F401  # the engine durable is asked too
from tests.small import case, derives, fact, no, pack, rule, satisfies, violates

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SCHEMA = json.loads((ROOT / "schemas" / "robustness.schema.json").read_text(encoding="utf-8"))
CHANCES = {"certain": 0.875, "probable": 0.75, "doubtful": 0.25}

# An element is met by a fact `t`, unless an obstacle `u` names one; `c` is also violated where no `t` of 2018 took place.
RULES = (
    rule("some", fact("t", "x"), then=satisfies(), unless=[fact("u", of="$x.id")]),
    rule("none", no("t", year=2018), then=violates()),
)
PACK = pack(*RULES, languages=("en", "id"))


def changes(loss):
    """What a loss changes."""
    return {flip.element: (flip.before, flip.after) for flip in loss.changes}


def meant(pack, sound, ids, records=()):
    """What the loss of facts and entries changes by the oracle, on a case that is made by hand."""
    before, after = statuses(pack, sound), statuses(pack, without(pack, sound, ids, records))
    return {element: (before[element], after[element]) for element in before if before[element] != after[element]}


def cites_alone(told, source):
    """Whether a fact or an entry rests on a source and on no other."""
    return bool(told.source) and all(citation.id == source for citation in told.source)


def test_each_loss_changes_what_the_oracle_says_it_does():
    """Without each fact, entry and source, and without what is not certain, the statuses are those of a case that never had it."""
    bearing = 0
    for rules, sound in pairs(150):
        found = robustness(sound, pack=rules)
        assert found.statuses == statuses(rules, sound)
        assert [loss.what.id for loss in found.facts] == sorted(f.id for f in sound.facts)
        for loss in found.facts:
            assert changes(loss) == meant(rules, sound, {loss.what.id})
        assert len(found.records) == len(sound.complete)
        for loss in found.records:
            assert changes(loss) in [meant(rules, sound, (), [n]) for n, c in enumerate(sound.complete) if c == loss.what]
        assert [loss.what.id for loss in found.sources] == ["s1", "s2", "s3", "s4"]
        for loss in found.sources:
            ids = {f.id for f in sound.facts if cites_alone(f, loss.what.id)}
            assert changes(loss) == meant(rules, sound, ids, [n for n, c in enumerate(sound.complete) if cites_alone(c, loss.what.id)])
        for loss, gone in zip(found.certainty, [{"doubtful"}, {"doubtful", "probable"}], strict=True):
            ids = {f.id for f in sound.facts if f.certainty in gone and f.holds != "unknown"}
            assert changes(loss) == meant(rules, sound, ids, [n for n, c in enumerate(sound.complete) if c.certainty in gone])
        bearing += len(found.load_bearing)
    assert bearing > 100


def exact(pack, sound):
    """The probability of each status of each element, by trying every set that may be left."""
    drawn = [("fact", f.id, CHANCES[f.certainty]) for f in sound.facts if f.holds != "unknown"]
    drawn += [("record", n, CHANCES[c.certainty]) for n, c in enumerate(sound.complete)]
    shares, cases = {}, set()
    for stays in product([True, False], repeat=len(drawn)):
        chance = Fraction(1)
        for (_, _, probability), stay in zip(drawn, stays, strict=True):
            chance *= Fraction(probability) if stay else 1 - Fraction(probability)
        lost = [item for item, stay in zip(drawn, stays, strict=True) if not stay]
        left = without(pack, sound, {key for kind, key, _ in lost if kind == "fact"}, [key for kind, key, _ in lost if kind == "record"])
        cases.add((tuple(f.id for f in left.facts), repr(left.complete)))
        for element, status in statuses(pack, left).items():
            shares[element, status] = shares.get((element, status), Fraction(0)) + chance
    return shares, len(cases)


def likely(count, of, probability):
    """Whether a count is not so far out that one run in a million would give it, by the binomial distribution itself."""

    def tail(counts):
        return sum(comb(of, n) * probability**n * (1 - probability) ** (of - n) for n in counts)

    return min(tail(range(count + 1)), tail(range(count, of + 1))) > Fraction(1, 10**6)


def test_shares_are_those_of_all_sets_that_may_be_left():
    """The shares of the samples are those that trying every set gives, within what chance allows, and certain where they are certain."""
    drawn = 300
    compared = 0
    few = [(p, c) for p, c in pairs(250) if 2 <= len(c.facts) + len(c.complete) <= 6]
    for rules, sound in few[:25]:
        found = robustness(sound, pack=rules, samples=drawn, seed=7, **CHANCES).samples
        shares, cases = exact(rules, sound)
        assert found.cases <= cases
        for element, counts in found.counts.items():
            assert sum(counts.values()) == drawn
            for status, count in counts.items():
                probability = shares.get((element, status), Fraction(0))
                assert likely(count, drawn, probability) if 0 < probability < 1 else count == drawn * probability
                compared += 0 < probability < 1
    assert compared > 15


def test_a_share_that_is_not_so_is_noticed():
    """The bound of the test above refuses a share that is off by a quarter."""
    assert likely(150, 300, Fraction(1, 2))
    assert not likely(225, 300, Fraction(1, 2))


def test_the_order_of_the_file_changes_nothing():
    """Facts, entries and sources in another order give the same answer to the byte, samples too."""
    for number, (rules, sound) in enumerate(pairs(30)):
        told = [robustness(c, pack=rules, samples=50, seed=3, **CHANCES).to_dict() for c in (sound, shuffled(sound, Random(number)))]
        assert json.dumps(told[0]) == json.dumps(told[1])


def test_a_seed_gives_the_same_draws():
    """The same seed gives the same counts, and another seed others."""
    sound = case(*(Fact("t", id=f"t{n}", year=2018, certainty="doubtful") for n in range(2)))
    counts = [robustness(sound, pack=PACK, samples=200, seed=seed).samples.counts for seed in (1, 1, 2)]
    assert counts[0] == counts[1] != counts[2]


def test_the_draws_never_change():
    """The counts of a seed are the same on every platform and in every release."""
    sound = case(Fact("t", id="t", year=2018, certainty="probable"), complete=[Closure("t", certainty="doubtful")])
    found = robustness(sound, pack=PACK, samples=1000, seed=1).samples
    assert found.counts == {"e": COUNTS_OF_SEED_1}
    assert (found.uncertain, found.cases) == (2, 4)


COUNTS_OF_SEED_1 = {"met": 792, "not_met": 101, "contested": 0, "undetermined": 107}


def test_both_engines_give_the_same():
    """The answer does not tell by which engine it was inferred: both give the same."""
    for rules, sound in pairs(15, first=500):
        told = [robustness(sound, pack=rules, engine=engine, samples=20, **CHANCES).to_dict() for engine in ("durable", "compiled", "auto")]
        assert told[0] == told[1] == told[2]


# ---- what goes with what ------------------------------------------------------------------------------------------------------------


def test_what_names_a_lost_fact_goes_with_it():
    """A fact and an entry that name a lost fact go with it, and what names those too; that is told."""
    facts = [Fact("t", id="x"), Fact("u", id="on-x", of="x"), Fact("u", id="on-that", of="on-x", holds="unknown"), Fact("u", id="other")]
    found = robustness(case(*facts, complete=[Closure("u", of="on-x"), Closure("u")]), pack=PACK)
    loss = next(loss for loss in found.facts if loss.what.id == "x")
    assert [f.id for f in loss.facts] == ["x"]
    assert [f.id for f in loss.facts_with] == ["on-that", "on-x"]
    assert loss.records_with == (Closure("u", of="on-x"),)
    assert loss.to_dict()["with_it"] == {"facts": ["on-that", "on-x"], "complete": [{"fact": "u", "where": {"of": "on-x"}}]}
    assert "  - t [x: no source given]" not in render(found.page())  # it bears nothing: without it nothing holds, as with the obstacle
    assert loss.changes == ()


def test_what_is_lost_with_a_load_bearing_fact_is_told():
    """The page tells what goes with a load-bearing fact."""
    found = robustness(case(Fact("t", id="x"), Fact("u", id="on-x", of="x", holds="unknown")), pack=PACK)
    assert render(found.page()).count("With it goes what names it: on-x") == 1


def test_what_cites_several_sources_survives_the_loss_of_one():
    """A fact with two sources is lost with neither of them, one that cites a source twice is lost with it, one without source never."""
    facts = [
        Fact("t", id="both", source=["a", "b"]),
        Fact("t", id="twice", source=["a", {"id": "a", "at": "p. 2"}]),
        Fact("t", id="none"),
    ]
    sound = evolve(case(*facts, complete=[Closure("u", source="b")]), sources=[Source("b"), Source("a"), Source("c")])
    found = robustness(sound, pack=PACK)
    lost = {loss.what.id: ([f.id for f in loss.facts], [c.type for c in loss.records]) for loss in found.sources}
    assert lost == {"a": (["twice"], []), "b": ([], ["u"]), "c": ([], [])}


def test_one_of_two_equal_entries_is_lost_alone():
    """Of two entries that say the same by different sources, the loss of one leaves the other."""
    sound = evolve(case(complete=[Closure("t", source="a"), Closure("t", source="b")]), sources=[Source("a"), Source("b")])
    found = robustness(sound, pack=PACK)
    assert found.statuses == {"e": "not_met"}
    assert [loss.load_bearing for loss in (*found.records, *found.sources)] == [False] * 4


def test_what_could_not_be_told_is_not_doubted():
    """A fact that could not be told has no certainty: it is not dropped with what is doubtful, and not drawn."""
    found = robustness(case(Fact("t", id="x", holds="unknown", certainty="doubtful"), complete=["t"]), pack=PACK, samples=20)
    assert [loss.facts for loss in found.certainty] == [(), ()]
    assert (found.samples.uncertain, found.samples.cases) == (0, 1)
    assert changes(found.facts[0]) == {"e": ("undetermined", "not_met")}


def test_chances_of_nought_and_one_are_certain():
    """What stays with the probability 0 is never there, and with 1 always; then nothing is left to chance."""
    sound = case(Fact("t", id="x", year=2018, certainty="probable"), complete=[Closure("t", certainty="doubtful")])
    never = robustness(sound, pack=PACK, samples=30, probable=0, doubtful=1).samples
    assert (never.share("e", "not_met"), never.standard_error("e", "not_met"), never.cases) == (1, 0, 1)


def test_derived_facts_fall_with_what_they_rest_on():
    """A status that rests on a derived fact hangs on the fact below it."""
    rules = pack(rule("d", fact("t", "x"), then=derives("D", year="$x.year")), rule("s", fact("D"), then=satisfies()))
    assert changes(robustness(case(Fact("t", id="x", year=2018)), pack=rules).facts[0]) == {"e": ("met", "undetermined")}


# ---- how it is asked ----------------------------------------------------------------------------------------------------------------


def test_everything_that_is_wrong_with_a_request_is_told():
    """Numbers and probabilities that cannot be are refused all at once, with what to write instead."""
    with pytest.raises(InputError) as refused:
        robustness(case(), pack=PACK, samples=-1, seed=-1, certain=1.5, probable=float("nan"), doubtful=-0.1)
    told = [str(problem) for problem in refused.value.problems]
    assert [problem.file for problem in refused.value.problems] == ["samples", "seed", "certain", "probable", "doubtful"]
    assert told[0] == "samples: -1 is not a number of samples that can be drawn. Write a whole number from 0 to 1000000, such as 10000."
    assert told[3] == "probable: nan is not a probability. Write a number from 0 to 1, such as 0.8."
    with pytest.raises(InputError):
        robustness(case(), pack=PACK, samples=10**6 + 1)


def test_progress_is_told_to_the_end():
    """Progress is told in steps that grow, to the number of judgements and samples."""
    steps = []
    robustness(case(Fact("t"), Fact("u")), pack=PACK, samples=1000, progress=lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert steps[-1] == (1004, 1004)
    assert len(steps) < 300


def test_a_case_is_judged_once_however_often_it_is_drawn(monkeypatch):
    """Ten thousand samples of few uncertain facts cost no more judgements than there are different cases."""
    from ringrose.explain import robust

    judged = []

    def counting(pack, engine):
        judging = statuses_by(pack, engine)
        return lambda sound: judged.append(sound) or judging(sound)

    statuses_by = robust.statuses_by
    monkeypatch.setattr(robust, "statuses_by", counting)
    sound = case(*(Fact("t", id=f"t{n}", certainty="doubtful") for n in range(3)))
    assert robustness(sound, pack=PACK, samples=10_000).samples.cases == 8
    assert len(judged) == 8  # the whole case, each fact lost, and the four others that were drawn; the last is `without all doubtful`


# ---- how it is told -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_answer_keeps_to_its_schema(example, lang):
    """The answer of each example is valid by the published schema, with samples and without."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for samples in (0, 10):
        told = robustness(example, lang=lang, samples=samples).to_dict()
        jsonschema.Draft202012Validator(SCHEMA).validate(told)
        assert (told["samples"] is None) is (samples == 0)


TOLD = case(
    Fact("t", id="x", year=2018, source="a"),
    Fact("t", id="denied", holds=False, year=2018, certainty="doubtful", source="a"),
    Fact("u", id="maybe", holds="unknown", of="x"),
    complete=[Closure("t", certainty="probable")],
)
TOLD = evolve(TOLD, sources=[Source("a", title="A report")], title={"en": "Two cities", "id": "Dua kota"})


def test_the_page_tells_what_each_judgement_hangs_on():
    """The page tells for each element what it hangs on, then the load-bearing facts and sources, what is not certain, and the samples."""
    assert render(robustness(TOLD, pack=PACK, samples=1000).page()) == PAGE


PAGE = """\
How robust the judgements are: Two cities
Rules  small 1

What each judgement hangs on
  ✓ e: met
    - Hangs on each of these alone: x

Load-bearing facts: without one of them, a judgement changes
  - t (year: 2018) [x: a]
    - With it goes what names it: maybe
    ✗ e: not met instead of met
  Of the others none changes a judgement when it is lost alone (facts: 2; complete records: 1).

Load-bearing sources: without one of them, a judgement changes
  - A report [a]
    - What rests on it alone: facts 2, complete records 0
    - With it goes what names it: maybe
    ✗ e: not met instead of met

Without what is not certain
  - Without all that is doubtful (facts: 1; complete records: 0):
    - no judgement would change
  - Without all that is doubtful or probable (facts: 1; complete records: 1):
    - no judgement would change

How often each status comes out when facts are left out at random
  ✓ e: met in every draw
  1,000 draws with the seed 0; the different cases among them: 4.
  In each draw a fact (a denied one too) or a complete record stays with the probability 1 if it is
  certain, 0.8 if it is probable, 0.5 if it is doubtful. What names a lost fact goes with it. Of
  this case 2 can be lost so.
  These probabilities are conventions; nobody measured them. Choose your own with --certain,
  --probable and --doubtful.
"""


def test_the_page_is_told_in_indonesian():
    """The page is told in Indonesian, its numbers too."""
    told = render(robustness(TOLD, pack=PACK, samples=1000, lang="id").page())
    assert told.startswith("Seberapa kokoh penilaiannya: Dua kota\n")
    assert "1.000 kali diundi dengan benih 0" in told
    assert "0,8 jika kemungkinan besar" in told
    assert "without" not in told.casefold()


def test_each_loss_is_told_in_a_sentence():
    """In the answer each loss has a sentence that says what is lost and what that changes."""
    told = robustness(TOLD, pack=PACK).to_dict()
    texts = {loss.get("id", "record"): loss["text"] for part in ("facts", "complete", "sources") for loss in told[part]}
    assert texts == TEXTS
    assert [loss["text"] for loss in told["certainty"]] == [
        "Without this, no judgement would change: all that is doubtful",
        "Without this, no judgement would change: all that is doubtful or probable",
    ]


TEXTS = {
    "denied": "Without this, no judgement would change: denied: t (year: 2018; doubtful) [denied]",
    "maybe": "Without this, no judgement would change: could not be told: u (of: x) [maybe]",
    "x": "Without this, e would be not met instead of met: t (year: 2018) [x]",
    "record": "Without this, no judgement would change: complete record: t (probable)",
    "a": "Without this, e would be not met instead of met: source a",
}


def test_nothing_is_made_up_where_there_is_nothing():
    """A case without facts, records and sources has nothing to lose, and its page says so."""
    told = render(robustness(case(), pack=PACK).page())
    assert "There is none: no judgement changes when a single one is lost (facts: 0; complete records: 0)." in told
    assert "There is none: no judgement changes when a single one is lost (sources: 0)." in told
    assert "Without all that is doubtful: there is none." in told


def test_where_everything_bears_nothing_else_is_told():
    """Where each fact and each source bears a judgement, no others are told."""
    sound = evolve(case(Fact("t", id="x", source="a")), sources=[Source("a")])
    told = render(robustness(sound, pack=PACK).page())
    assert "there is none: no judgement" not in told.casefold()
    assert "Of the others" not in told
    assert "- no title given [a]" in told


def test_a_record_without_id_is_named_by_what_it_is_about():
    """A load-bearing record is told by what it is about, and its status changes are told below it."""
    told = render(robustness(case(complete=[Closure("t", id="all"), Closure("t", year=2017)]), pack=PACK).page())
    assert "- complete record: t [all: no source given]\n    ? e: undetermined instead of not met" in told
    told = render(robustness(case(complete=["t"]), pack=PACK).page())
    assert "- complete record: t [no source given]\n    ? e: undetermined instead of not met" in told
    assert "- Hangs on each of these alone: complete record: t\n" in told


def test_the_certainties_are_those_of_a_case():
    """There is a probability for each certainty that a fact may have."""
    assert tuple(robustness(case(), pack=PACK, samples=1).samples.probabilities) == CERTAINTIES


def test_titles_fall_back_on_ids():
    """An element without a title is told by its id, and so is a case."""
    plain = evolve(PACK, elements=[evolve(PACK.elements[0], title=LocalText({"": ""}))])
    told = render(robustness(case(), pack=plain).page())
    assert told.startswith("How robust the judgements are: small\n")
    assert "? e: undetermined" in told


def test_the_seed_case_hangs_on_three_facts():
    """In the case of the seed three judgements hang on one fact each, all on the thesis, and none on what is not certain."""
    found = robustness(load_case(ROOT / "examples" / "semarang-jung-gu.yaml"), samples=100)
    assert [loss.what.id for loss in found.load_bearing] == ["infrastructure-result", "mou", "no-benefit-jung-gu", "thesis"]
    assert all(not loss.load_bearing for loss in found.certainty)
