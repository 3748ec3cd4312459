"""The tests that the packs bring along."""

import pytest
from attrs import evolve

from tests.native import native  # noqa: F401  # without the engine nothing here can run
from tests.rules.packs import PACKS, TESTS
from tests.rules.runner import PackTest, probed, read_tests, run

PROBED = {name: probed(pack) for name, pack in PACKS.items()}
SENTENCES = [pytest.param(name, test, id=test.name) for name, tests in TESTS.items() for test in tests]
FAIR = {"facts": [{"id": "fair", "fact": "activity", "title": "book fair", "status": "completed"}]}
BENEFIT = {"facts": [{"id": "a", "fact": "benefit", "to": "alpha"}, {"id": "none", "fact": "benefit", "to": "beta", "holds": False}]}


@pytest.mark.parametrize(("pack", "test"), SENTENCES)
def test_of_a_pack(pack, test):
    """Each named sentence of a pack's tests is true."""
    assert run(test, PROBED[pack]) == []


@pytest.mark.parametrize("pack", PACKS)
def test_each_sentence_is_said_once(pack):
    """No two tests of a pack have the same name."""
    names = [test.name for test in TESTS[pack]]
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize(
    ("given", "expect", "told"),
    [
        (FAIR, {"status": {"results": "met"}}, "results is undetermined, not met"),
        (FAIR, {"status": {"results.delivered": "violated"}}, "results.delivered is unknown, not violated"),
        (FAIR, {"fires": ["results.no-result"]}, "results.no-result is silent"),
        (FAIR, {"fires": ["results.nothing"]}, "there is no rule results.nothing"),
        (FAIR, {"silent": ["commitment.activity-took-place"]}, "commitment.activity-took-place fires"),
        (FAIR, {"silent": ["results.nothing"]}, "there is no rule results.nothing"),
        (FAIR, {"because": [{"rule": "results.no-result", "facts": [], "absent": []}]}, "results.no-result rests on nothing"),
        (
            BENEFIT,
            {"because": [{"rule": "reciprocity.partner-without-benefit", "facts": ["beta"], "absent": []}]},
            "reciprocity.partner-without-benefit rests on [(['beta'], [{'fact': 'benefit', 'where': {'to': 'beta'}}])]",
        ),
    ],
)
def test_the_runner_tells_what_is_not_as_expected(given, expect, told):
    """Whatever a test expects in vain is told in a sentence."""
    assert run(PackTest("", given, expect), PROBED["ringrose"]) == [told]


def test_the_runner_sees_rules_whose_conclusion_nobody_uses():
    """A deriving rule counts as firing even where no finding rests on what it derived."""
    expect = {"fires": ["commitment.activity-took-place"], "status": {"commitment.sustained": "unknown"}}
    assert run(PackTest("", FAIR, expect), PROBED["ringrose"]) == []


def test_the_runner_sees_rules_below_an_every():
    """A deriving rule counts as firing where its conclusion is used by an `every` alone."""
    pack = PACKS["ringrose"]
    fields = [{"id": "f", "fact": "activity", "title": name, "field": name} | {"id": name[0]} for name in ("health", "education")]
    expect = {"fires": ["commitment.activity-without-status", "results.every-field-worked"]}
    assert run(PackTest("", {"facts": fields}, expect), pack) == []


def test_a_pack_without_derived_facts_can_be_probed():
    """Where nothing is derived, probing adds nothing that could fire."""
    pack = PACKS["ringrose"]
    results = evolve(pack.element("results"), rules=[r for r in pack.element("results").rules if r.id == "no-result"])
    small = probed(evolve(pack, elements=[results]))
    assert run(PackTest("", {"complete": ["result"]}, {"status": {"results": "not_met", "probe": "undetermined"}}), small) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tests: [{name: A, given: {}, expect: {fire: [x]}}]", "fire means nothing here"),
        ("tests: [{name: A, givn: {}, given: {}, expect: {}}]", "givn means nothing here"),
        ("tests: [{name: &a A, given: {}, expect: {}}]", "a.yaml:1:16"),
    ],
)
def test_a_test_with_a_misspelt_key_is_refused(tmp_path, text, told):
    """What a file of tests says in a way that nobody understands is told, not passed over."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=told):
        list(read_tests(tmp_path))
