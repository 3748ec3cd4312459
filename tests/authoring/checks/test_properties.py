"""What the checks say of generated packs, by the oracle."""

from itertools import permutations
from random import Random

import pytest

from ringrose.authoring.checks.checking import remarks_on
from ringrose.authoring.checks.containing import contained
from ringrose.authoring.checks.looking import Looking
from ringrose.authoring.checks.remarks import Checked
from ringrose.model.check_pack import check_pack
from tests.differential.pairs import sound
from tests.generate import random_case, random_pack
from tests.oracle import Oracle

PACKS, CASES = 40, 25
SHOWN = {"satisfied-and-violated", "absence-as-evidence"}


def sound_pack(rng):
    """A generated pack, checked."""
    pack, flaws = check_pack(random_pack(rng))
    assert not [flaw for flaw in flaws if not flaw.warning]
    return pack


def fired(case, pack):
    """The rules that fire, by the oracle."""
    rules = Oracle(case, pack)
    return {name for name, _, rule in rules.pack.rules() if next(iter(rules.applications(rule)), None) is not None}


@pytest.fixture(scope="module")
def trials():
    """Generated packs, what is said of them, and the rules that fire in generated cases of them."""
    rng = Random("checks")
    made = []
    shown = set()
    for _ in range(PACKS):
        pack = sound_pack(rng)
        checked = Checked(pack, Looking(pack, 0, 15), searches=not shown >= SHOWN)
        remarks = list(remarks_on(checked))
        shown |= {remark.code for remark in remarks if remark.example is not None}
        made.append((checked, remarks, [fired(sound(pack, random_case(rng, pack))[1], pack) for _ in range(CASES)]))
    return made


def test_what_is_said_never_to_fire_never_fires(trials):
    """No generated case makes a rule fire that is said to fire in none, whether that was reasoned or tried."""
    said = 0
    for _, remarks, cases in trials:
        silent = {remark.about for remark in remarks if remark.code in ("never-fires", "no-example-fires")}
        said += len(silent)
        assert not [silent & names for names in cases if silent & names]
    assert said > 12


def test_each_example_shows_what_it_is_given_for(trials):
    """In the example of a contested criterion both sides show, and in those about a rule the rule fires."""
    seen = set()
    for checked, remarks, _ in trials:
        for remark in remarks:
            if remark.example is None:
                continue
            seen.add(remark.code)
            answer = Oracle(remark.example, checked.pack).answer()
            if remark.code == "satisfied-and-violated":
                found = {f"{j['element']}.{c['id']}": c["status"] for j in answer["judgements"] for c in j["criteria"]}
                assert found[remark.about] == "contested"
            else:
                assert remark.about in fired(remark.example, checked.pack)
    assert seen >= SHOWN


def test_a_rule_that_is_contained_in_another_fires_only_where_that_does(trials):
    """Wherever the one fires, the other does."""
    said = 0
    for checked, _, cases in trials:
        for one, other in permutations(checked.clauses[0], 2):
            if all(contained(checked.pack.vocabulary, clauses[one], clauses[other]) for clauses in checked.clauses):
                said += 1
                assert not [names for names in cases if one in names and other not in names]
    assert said > 0
