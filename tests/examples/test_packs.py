"""The four examples judged by the packs `paradiplomacy` and `sister-city`: what each concludes, why, and that all who judge agree."""

from pathlib import Path

import pytest
from attrs import evolve

from ringrose import InputError, assess, load_case, load_pack
from ringrose.files.packs import pack_problems
from ringrose.files.schema import case_schema
from ringrose.model.assessment import FactNode
from tests.differential.pairs import difference
from tests.native import native  # noqa: F401  # without the engine nothing here can run

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
NAMES = ["bandung-seoul", "semarang-beihai", "semarang-jung-gu", "surabaya-kitakyushu"]
NEW = ["paradiplomacy", "sister-city"]

M, N, U = "met", "not_met", "undetermined"
# one column for each of NAMES
TABLE = {
    "paradiplomacy": {
        "institutions": (U, U, U, U),  # no source tells of a department or of an office abroad
        "presence": (U, U, M, U),  # Semarang and Jung-gu visited each other
        "substance": (U, N, N, U),  # in Surabaya nothing is told of a body that regulates
    },
    "sister-city": {
        "costs": (U, U, N, U),
        "information": (U, U, N, U),
        "awareness": (U, U, U, N),  # most of the public in Surabaya does not know the programme
        "demand": (U, U, U, U),  # no source names a need
        "reciprocation": (M, U, N, U),
        "leadership": (U, N, U, U),  # the leader of Beihai stood in the way
    },
}
# every criterion about which something follows; all others are unknown
CRITERIA = {
    ("paradiplomacy", "bandung-seoul"): {"substance.programmes": "satisfied"},
    ("paradiplomacy", "semarang-beihai"): {"substance.programmes": "violated"},
    ("paradiplomacy", "semarang-jung-gu"): {
        "presence.official_visits": "satisfied",
        "substance.inclusive": "violated",
        "substance.programmes": "violated",
    },
    ("paradiplomacy", "surabaya-kitakyushu"): {
        "substance.motive": "satisfied",
        "substance.inclusive": "satisfied",
        "substance.programmes": "satisfied",
        "substance.known": "violated",
    },
    ("sister-city", "bandung-seoul"): {"awareness.participation": "satisfied", "reciprocation.mutual": "satisfied"},
    ("sister-city", "semarang-beihai"): {"leadership.led": "violated"},
    ("sister-city", "semarang-jung-gu"): {
        "costs.shared": "satisfied",
        "costs.effective": "violated",
        "information.departments": "violated",
        "awareness.participation": "violated",
        "reciprocation.mutual": "violated",
        "reciprocation.both_ways": "satisfied",
    },
    ("sister-city", "surabaya-kitakyushu"): {
        "costs.effective": "satisfied",
        "awareness.public": "violated",
        "awareness.participation": "satisfied",
        "demand.interests": "satisfied",
    },
}
# the rules that decide an element that is not undetermined, each with the recorded facts and the denials or records below it
DECIDED = {
    ("paradiplomacy", "semarang-beihai", "substance"): {("substance.stood-still", (), ("no-follow-up",))},
    ("paradiplomacy", "semarang-jung-gu", "presence"): {
        ("presence.every-partner-visited", ("council-visit", "jung-gu-visit", "public-works-visit"), ())
    },
    ("paradiplomacy", "semarang-jung-gu", "substance"): {
        ("substance.public-hardly-reached", (), ("public-hardly-involved",)),
        ("substance.most-fields-without-programme", (), ()),  # four complete records
    },
    ("sister-city", "bandung-seoul", "reciprocation"): {("reciprocation.every-partner-benefits", ("bandung-benefit", "seoul-benefit"), ())},
    ("sister-city", "semarang-beihai", "leadership"): {("leadership.leadership-in-the-way", ("leader-beihai",), ())},
    ("sister-city", "semarang-jung-gu", "costs"): {
        ("costs.too-dear", ("no-exchange-budget", "staff-exchange"), ()),
        ("costs.too-dear", ("sister-school", "sister-school-budget"), ()),
    },
    ("sister-city", "semarang-jung-gu", "information"): {("information.departments-not-told", (), ("departments-unaware",))},
    ("sister-city", "semarang-jung-gu", "reciprocation"): {("reciprocation.partner-without-benefit", (), ("no-benefit-jung-gu",))},
    ("sister-city", "surabaya-kitakyushu", "awareness"): {("awareness.public-not-told", (), ("public-unaware",))},
}


@pytest.fixture(scope="module")
def packs():
    """The two packs that are no part of Ringrose's framework."""
    return {name: load_pack(name) for name in NEW}


@pytest.fixture(scope="module")
def judged(packs):
    """The assessment of every example by each pack."""
    return {(name, path.stem): assess(path, pack=pack, engine="compiled") for name, pack in packs.items() for path in EXAMPLES}


@pytest.mark.parametrize("name", NEW)
def test_the_judgements(judged, name):
    """Each example is judged as the table says."""
    assert [path.stem for path in EXAMPLES] == NAMES
    found = {element.id: tuple(judged[name, case][element.id].status for case in NAMES) for element in judged[name, NAMES[0]]}
    assert found == TABLE[name]


@pytest.mark.parametrize(("name", "case"), CRITERIA)
def test_the_criteria(judged, name, case):
    """Of each example those criteria are satisfied or violated that its facts speak of, and none is contested."""
    found = {
        f"{judgement.id}.{criterion.id}": criterion.status
        for judgement in judged[name, case]
        for criterion in judgement.criteria
        if criterion.status != "unknown"
    }
    assert found == CRITERIA[name, case]


@pytest.mark.parametrize("name", NEW)
def test_what_decides(judged, name):
    """Each element of an example that is met or not met is so for the reasons that a reader of its sources would give."""
    found = {}
    for case in NAMES:
        assessment = judged[name, case]
        recorded = {fact.id for fact in assessment.case.facts}
        for judgement in assessment:
            if judgement.status != "undetermined":
                found[name, case, judgement.id] = {
                    (
                        finding.rule,
                        tuple(fact for fact in finding.facts if fact in recorded),
                        tuple(sorted({denial for absent in finding.absent for denial in absent.closed_by})),
                    )
                    for finding in judgement.deciding
                }
    assert found == {key: value for key, value in DECIDED.items() if key[0] == name}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", NEW)
def test_all_who_judge_agree(packs, name, path):
    """Both engines, in all their ways, and the oracle give the same answer about each example by each pack, in each language."""
    assert difference(packs[name], load_case(path, pack=packs[name])) is None


@pytest.mark.parametrize("name", NEW)
def test_the_words_of_ringrose_are_known(packs, name):
    """Whatever a case may record in the words of the pack `ringrose`, it may record in those of this one, with the same meaning."""
    words, theirs = packs[name].vocabulary.types, load_pack("ringrose").vocabulary
    for word in theirs.recordable:
        assert evolve(words[word], waive={}) == evolve(theirs.types[word], waive={})
    assert packs[name].parent.id == "ringrose"


@pytest.mark.parametrize("name", NEW)
def test_words_that_no_rule_reads_are_waived(name):
    """What these packs take over from the pack `ringrose` and do not use is waived one by one, so that checking them warns of nothing."""
    assert pack_problems(name) == []


@pytest.mark.parametrize("name", NEW)
def test_nothing_of_the_parent_is_judged(packs, name):
    """Of Ringrose's elements and rules nothing is left: every element is the pack's own, and provisional."""
    pack = packs[name]
    assert not {element.id for element in pack.elements} & {element.id for element in pack.parent.elements}
    assert {element.standing for element in pack.elements} == {"provisional"}


@pytest.mark.parametrize("name", NEW)
def test_an_element_that_nobody_knows_is_refused(packs, name):
    """What a source concluded about an element that neither this pack nor its parent has is a mistake."""
    case = {"ringrose": "case/1", "id": "c", "partners": [{"id": "a"}], "review": {"from": 2018, "to": 2020}}
    told = {"element": "comitment", "status": "met"}
    with pytest.raises(InputError, match=r"There is no element `comitment`. Did you mean `commitment`\?"):
        load_case({**case, "published": [told]}, pack=packs[name])


@pytest.mark.parametrize("name", NEW)
def test_the_schema_of_cases_knows_the_same_elements(packs, name):
    """The schema for cases of a pack allows under `published` the elements that its reader does: its own and its parent's."""
    allowed = case_schema(packs[name])["$defs"]["published"]["properties"]["element"]["enum"]
    assert allowed == [*TABLE[name], *(element.id for element in packs[name].parent.elements)]


def test_the_visits_of_semarang_and_jung_gu_are_told(judged):
    """A derived fact stands between the visits and the finding about them."""
    (finding,) = judged["paradiplomacy", "semarang-jung-gu"]["presence"].deciding
    (every,) = finding.because
    below = [leaf.fact.id for _, premises in every.instances for rule in premises for leaf in rule.premises if isinstance(leaf, FactNode)]
    assert below == ["jung-gu-visit", "council-visit", "public-works-visit"]


@pytest.mark.parametrize("name", NEW)
def test_what_another_framework_concluded_is_accepted(judged, name):
    """A case may tell what its source concluded about elements of the parent which this pack leaves out."""
    published = {case: len(judged[name, case].case.published) for case in NAMES}
    assert published == {"bandung-seoul": 5, "semarang-beihai": 0, "semarang-jung-gu": 5, "surabaya-kitakyushu": 0}
