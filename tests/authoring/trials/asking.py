"""Tests of packs made in Python, and what the oracle says of them."""

from collections.abc import Sequence
from random import Random

from ringrose import Case, Pack
from ringrose.authoring.trials.reading import Expected, PackTest
from ringrose.model.assessment import Absent
from ringrose.model.check_case import check_case
from tests.generate import random_case, random_pack
from tests.oracle import Bound, Leaves, Oracle, as_json
from tests.oracle import judge as meant_by

__all__ = ["absent_told", "drawn", "fired_by", "statuses_by", "told_of"]


def drawn(seed: int, cases: int) -> tuple[Pack, list[Case]]:
    """A random pack, and checked random cases for it."""
    rng = Random(seed)
    pack = random_pack(rng)
    return pack, [check_case(random_case(rng, pack), pack)[0] for _ in range(cases)]


def statuses_by(pack: Pack, case: Case) -> dict[str, str]:
    """The status of each element and criterion, as the oracle says."""
    judgements = meant_by(case, pack)["judgements"]
    found = {judgement["element"]: judgement["status"] for judgement in judgements}
    return found | {f"{j['element']}.{c['id']}": c["status"] for j in judgements for c in j["criteria"]}


def fired_by(pack: Pack, case: Case) -> dict[str, list[tuple[list[str], list[str]]]]:
    """What each firing of each rule rests on, as the oracle says: facts, and patterns known not to hold."""
    oracle = Oracle(case, pack)
    return {name: sorted(map(_told, oracle.applications(rule))) for name, _, rule in (pack.written or pack).rules()}


def _told(application: tuple[Bound, Leaves]) -> tuple[list[str], list[str]]:
    _, leaves = application
    return sorted(leaves.facts), sorted(as_json(one.told()) for one in leaves.absent)


def absent_told(absent: Absent) -> str:
    """A pattern known not to hold, as the oracle tells it."""
    return as_json(absent.to_dict())


def told_of(pack: Pack, cases: Sequence[Case]) -> list[PackTest]:
    """A test for each case, which expects all that follows from it."""
    tests = []
    for number, case in enumerate(cases):
        fired = fired_by(pack, case)
        expect = Expected(
            status=statuses_by(pack, case),
            fires=tuple(rule for rule, found in fired.items() if found),
            silent=tuple(rule for rule, found in fired.items() if not found),
        )
        tests.append(PackTest(f"Case {number}.", case, expect, "tests/all.yaml"))
    return tests
