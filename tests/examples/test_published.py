"""The four examples: our judgements beside the published ones, and the reasons for the judgement of the seed's case."""

from pathlib import Path

import pytest

from ringrose import FactNode, RuleNode, assess, load_case, load_pack
from tests.native import native  # noqa: F401  # without the engine nothing here can run

EXAMPLES = Path(__file__).parents[2] / "examples"

# our judgement, and what the source's author published where it names the element
TABLE = {
    "bandung-seoul": {
        "commitment": ("undetermined", "met"),  # the abstract does not tell what either city contributed
        "participation": ("met", "met"),
        "understanding": ("met", "met"),
        "reciprocity": ("met", "met"),
        "results": ("met", "met"),
    },
    "semarang-beihai": {
        "commitment": ("not_met", None),
        "participation": ("undetermined", None),
        "understanding": ("undetermined", None),
        "reciprocity": ("undetermined", None),
        "results": ("undetermined", None),
    },
    "semarang-jung-gu": {
        "commitment": ("not_met", "not_met"),
        "participation": ("not_met", "not_met"),
        "understanding": ("met", "met"),
        "reciprocity": ("not_met", "not_met"),
        "results": ("met", "met"),
    },
    "surabaya-kitakyushu": {
        "commitment": ("undetermined", None),
        "participation": ("met", None),
        "understanding": ("met", None),
        "reciprocity": ("undetermined", None),
        "results": ("met", None),
    },
}
DIFFERENCES = {("bandung-seoul", "commitment")}


@pytest.fixture(scope="module")
def pack():
    """The pack `ringrose`."""
    return load_pack("ringrose")


@pytest.fixture(scope="module")
def judged(pack):
    """The assessment of every example, by its name."""
    return {path.stem: assess(path, pack=pack) for path in sorted(EXAMPLES.glob("*.yaml"))}


@pytest.fixture(scope="module")
def seed(judged):
    """The assessment of the seed's case."""
    return judged["semarang-jung-gu"]


def reasons(assessment, element):
    """What decides an element: rule, facts and absent patterns of each finding."""
    return [
        (finding.rule, finding.facts, tuple((a.type, dict(a.where), a.closed_by) for a in finding.absent))
        for finding in assessment[element].deciding
    ]


def test_our_judgements_and_the_published_ones(judged):
    """Each example is judged as the table says, and differs from what was published in one known place."""
    found = {}
    for name, assessment in judged.items():
        published = {p.element: p.status for p in assessment.case.published}
        found[name] = {judgement.id: (judgement.status, published.get(judgement.id)) for judgement in assessment}
    print("\n" + drawn(found))
    assert found == TABLE
    different = {(name, element) for name, row in found.items() for element, (ours, theirs) in row.items() if theirs not in (None, ours)}
    assert different == DIFFERENCES


def drawn(found):
    """The table as text: ours, and the published judgement beside it where it is another."""
    lines = [f"{'':20}" + "".join(f"{element:28}" for element in next(iter(found.values())))]
    for name, row in found.items():
        cells = [ours if theirs == ours else f"{ours} ({theirs or 'not judged'})" for ours, theirs in row.values()]
        lines.append(f"{name:20}" + "".join(f"{cell:28}" for cell in cells))
    return "\n".join([*lines, "In brackets: what was published, where it is not the same."])


def test_an_example_is_named_by_its_file(judged):
    """The id of each example is the name of its file, and it says in each language what it is about."""
    for name, assessment in judged.items():
        assert assessment.case.id == name
        assert set(assessment.case.title.texts) == {"en", "id"}


def test_every_fact_of_an_example_has_a_source(judged):
    """No fact stands in an example without a place in a source."""
    for assessment in judged.values():
        for stated in (*assessment.case.facts, *assessment.case.complete, *assessment.case.published):
            assert stated.source
            assert all(citation.at for citation in stated.source)


def test_the_examples_hold_no_conflicts(judged):
    """No fact of an example falls into a denial of the same example."""
    assert {name: assessment.conflicts for name, assessment in judged.items()} == dict.fromkeys(judged, ())


def test_what_is_looked_for_in_vain_is_an_open_question(judged):
    """What an example's sources do not tell is listed as an open question that was looked for."""
    asked = {name: sorted(str(q.fact.id) for q in a.open_questions if q.kind == "looked_for") for name, a in judged.items()}
    assert asked == {
        "bandung-seoul": ["bandung-contribution", "seoul-contribution"],
        "semarang-beihai": ["any-benefit", "any-result", "community", "later-visits", "will-to-continue"],
        "semarang-jung-gu": [],
        "surabaya-kitakyushu": ["kitakyushu-benefit", "kitakyushu-contribution"],
    }


def test_commitment_between_bandung_and_seoul_waits_for_contributions(judged):
    """What keeps the commitment of Bandung and Seoul undetermined is that nobody tells what either city contributed."""
    commitment = judged["bandung-seoul"]["commitment"]
    assert commitment["resourced"].status == "unknown"
    assert not commitment.deciding
    assert [c.id for c in commitment.criteria if c.status in ("violated", "contested")] == []


def test_commitment_in_the_seed_fails_for_budget_monitoring_and_departments(seed):
    """Commitment fails for the stopped exchange of staff, the years without monitoring, and the departments that were not told."""
    years = [
        ("commitment.year-without-monitoring", (f"year-{year}",), (("monitoring", {"year": year}, ()),))
        for year in (2017, 2019, 2020, 2021)
    ]
    departments = ("communication", {"audience": "departments", "by": "semarang", "extent": "broad"}, ("departments-unaware",))
    assert reasons(seed, "commitment") == [
        ("commitment.activity-stopped-for-budget", ("no-exchange-budget", "staff-exchange"), ()),
        *years,
        ("commitment.departments-not-informed", ("semarang",), (departments,)),
    ]


def test_the_stopped_exchange_is_explained_by_the_rule_that_found_it(seed):
    """The finding about the budget rests on the rule that concluded the cut, and that rule on the activity and the obstacle."""
    (node,) = seed["commitment"].deciding[0].because
    assert isinstance(node, RuleNode)
    assert node.rule == "commitment.budget-cut"
    assert [leaf.fact.id for leaf in node.premises if isinstance(leaf, FactNode)] == ["staff-exchange", "no-exchange-budget"]


def test_monitoring_in_the_seed_is_missing_because_its_record_is_complete(seed):
    """The years without monitoring are known by the complete record of monitoring, the first entry under `complete`."""
    found = [f for f in seed["commitment"].deciding if f.rule == "commitment.year-without-monitoring"]
    assert {absent.records for finding in found for absent in finding.absent} == {(0,)}


def test_participation_in_the_seed_fails_for_the_public_and_the_sister_schools(seed):
    """Participation fails for the public that was hardly involved, and for the sister schools that their budget held back."""
    public = ("community_participation", {"extent": "broad"}, ("public-hardly-involved",))
    assert reasons(seed, "participation") == [
        ("participation.public-hardly-involved", (), (public,)),
        ("participation.community-activity-held-back", ("sister-school", "sister-school-budget"), ()),
    ]


def test_reciprocity_in_the_seed_fails_because_jung_gu_had_no_benefit(seed):
    """Reciprocity fails because Jung-gu, and only Jung-gu, had no benefit."""
    benefit = ("benefit", {"to": "jung-gu"}, ("no-benefit-jung-gu",))
    assert reasons(seed, "reciprocity") == [("reciprocity.partner-without-benefit", ("jung-gu",), (benefit,))]


def test_understanding_and_results_in_the_seed_are_met(seed):
    """Understanding is met by the fields of the memorandum, results by what was reached in infrastructure."""
    fields = ("economy", "education", "health", "infrastructure", "mou", "tourism")
    assert reasons(seed, "understanding") == [("understanding.fields-agreed", fields, ())]
    assert reasons(seed, "results") == [("results.result-reached", ("infrastructure-result",), ())]


def test_the_advice_for_the_seed_is_one_for_each_reason(seed):
    """Each kind of reason for which an element of the seed is not met has its advice, told once."""
    assert [(r.element, r.criterion) for r in seed.recommendations] == [
        ("commitment", "sustained"),
        ("commitment", "monitored"),
        ("commitment", "coordinated"),
        ("participation", "involved"),
        ("participation", "carried_through"),
        ("reciprocity", "mutual_benefit"),
    ]


def test_an_example_can_be_loaded_first(pack, seed):
    """Loading a case and judging it gives what judging its file gives."""
    case = load_case(EXAMPLES / "semarang-jung-gu.yaml", pack=pack)
    assert assess(case, pack=pack).to_dict() == seed.to_dict()
