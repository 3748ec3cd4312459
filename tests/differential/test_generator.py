"""The generator stays strong: it makes sound pairs, and uses every part of the language often enough."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from ringrose.files.case_shape import case_to_dict
from ringrose.model.case import Case
from ringrose.model.pack import Pack, Violates
from ringrose.model.pack_content import pack_content
from tests.differential.measure import shares
from tests.differential.pairs import Pair, read_regression, shrunken, sound, write_regression
from tests.generate import random_pair

LEAST = {
    "finding": 0.45,
    "finding that decides": 0.35,
    "finding with absent": 0.15,
    "finding with several absent": 0.03,
    "finding that binds a derived fact": 0.05,
    "finding that binds several": 0.07,
    "finding that binds three or more": 0.005,
    "several findings of a criterion": 0.15,
    "criterion contested": 0.03,
    "element met": 0.12,
    "element not_met": 0.15,
    "element contested": 0.03,
    "element undetermined": 0.4,
    "conflicts": 0.2,
    "recommendations": 0.06,
    "fact bound: true": 0.6,
    "fact bound: false": 0.4,
    "fact: true": 0.3,
    "fact: false": 0.2,
    "no: true": 0.2,
    "no: false": 0.3,
    "every has: true": 0.12,
    "every has: false": 0.2,
    "every has: empty domain": 0.08,
    "every has: true of some only": 0.02,
    "every has: reference to what a fact lacks": 0.001,
    "every has: second pattern refers to what a fact lacks": 0.01,
    "every no: true": 0.08,
    "every no: false": 0.25,
    "every no: empty domain": 0.08,
    "every no: true of some only": 0.012,
    "every no: second pattern refers to what a fact lacks": 0.01,
    "fact: reference to what a fact lacks": 0.03,
    "at_least: true": 0.08,
    "at_least: false": 0.1,
    "at_least: as many": 0.05,
    "at_least: one less": 0.05,
    "at_least: one more": 0.02,
    "at_least distinct: true": 0.04,
    "at_least distinct: false": 0.05,
    "at_least distinct: some values are the same, true": 0.008,
    "at_least distinct: some values are the same, false": 0.005,
    "at_least share: true": 0.025,
    "at_least share: false": 0.025,
    "at_least share that is rounded: true": 0.015,
    "at_least share that is rounded: false": 0.015,
    "at_least: share of nothing": 0.003,
    "at_least parameter: true": 0.007,
    "at_least parameter: false": 0.008,
    "at_least derived: true": 0.006,
    "at_least derived: false": 0.02,
    "at_least with a reference: true": 0.006,
    "at_least with a reference: false": 0.01,
    "at_least: reference to what a fact lacks": 0.002,
    "at_most: true": 0.05,
    "at_most: false": 0.08,
    "at_most: as many": 0.025,
    "at_most: one less": 0.015,
    "at_most: one more": 0.015,
    "at_most: true though there are some": 0.02,
    "at_most: true though some are unknown": 0.004,
    "at_most: blocked by unknown facts": 0.004,
    "at_most: blocked by lacks": 0.004,
    "at_most: not closed, though few": 0.04,
    "at_most distinct: true": 0.03,
    "at_most distinct: false": 0.04,
    "at_most distinct: some values are the same, true": 0.002,
    "at_most distinct: some values are the same, false": 0.002,
    "at_most distinct: some lack the attribute, true": 0.004,
    "at_most distinct: some lack the attribute, false": 0.004,
    "at_most share: true": 0.01,
    "at_most share: false": 0.025,
    "at_most share that is rounded: true": 0.005,
    "at_most share that is rounded: false": 0.015,
    "at_most: share of nothing": 0.002,
    "at_most parameter: true": 0.004,
    "at_most parameter: false": 0.006,
    "at_most with a reference: true": 0.006,
    "at_most with a reference: false": 0.01,
    "at_most: reference to what a fact lacks": 0.002,
    "finding with at_most": 0.02,
    "finding with several absent of one type": 0.015,
    "within, true": 0.03,
    "within reference, true": 0.008,
    "absent: within, true": 0.008,
    "absent: within reference, true": 0.003,
    "parameters": 0.4,
    "parameter, true": 0.03,
    "absent: parameter, true": 0.008,
    "a parameter has another value later": 0.06,
    "a parameter changes on the last day of the review or the day after": 0.05,
    "unless: excepted": 0.1,
    "unless: excepted by a later pattern alone": 0.03,
    "unless: not excepted": 0.1,
    "unless: matches a derived fact": 0.02,
    "unless: reference to what a fact lacks": 0.02,
    "absent: blocked by unknown facts alone": 0.012,
    "absent: blocked by what a fact lacks": 0.04,
    "absent: not closed, though nothing matches": 0.12,
    "absent: a closure misses by a value": 0.03,
    "absent: closed by a denial": 0.12,
    "absent: closed by several denials": 0.03,
    "absent: closed by a range": 0.03,
    "absent: closed by a range with gt": 0.008,
    "absent: closed by a range with gte": 0.012,
    "absent: closed by a range with lt": 0.008,
    "absent: closed by a range with lte": 0.012,
    "absent: closed by a closure that leaves something wild": 0.15,
    "absent: closed over an `in`": 0.03,
    "absent: closed where date meets year": 0.005,
    "absent: reference to what a fact lacks": 0.05,
    "absent: several operators, true": 0.03,
    "absent: in with reference and literal, true": 0.01,
    "in with reference and literal, true": 0.01,
    "several operators, true": 0.08,
    "is reference, true": 0.04,
    "not reference, true": 0.03,
    "lt reference, true": 0.003,
    "lte reference, true": 0.003,
    "gt reference, true": 0.003,
    "gte reference, true": 0.003,
    "exists, true": 0.15,
    "derived fact bound": 0.1,
    "derived fact with several justifications": 0.2,
    "derived facts that leave out different attributes": 0.03,
    "join with one of several aliases: true": 0.02,
}
"""In which share of the pairs each of these must happen."""


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """Generated pairs."""
    rng = Random("generator")
    return [sound(*random_pair(rng)) for _ in range(2000)]


def test_every_part_of_the_language_is_used_often(pairs: list[Pair]) -> None:
    """Each kind of condition is true and false, and each reason for that occurs, in no less than its share of the pairs."""
    found = shares(pairs)
    weak = {what: (found.get(what, 0), least) for what, least in LEAST.items() if found.get(what, 0) < least}
    assert not weak


def test_the_oracle_shares_nothing_with_the_engines() -> None:
    """Of ringrose the oracle imports the classes of the model alone."""
    tree = ast.parse((Path(__file__).parents[1] / "oracle.py").read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    plain = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    ours = {name for name in modules | plain if name and name.startswith(("ringrose", "tests"))}
    assert ours == {"ringrose.model.case", "ringrose.model.pack", "ringrose.model.text", "ringrose.model.values"}


def test_the_same_seed_gives_the_same_pairs() -> None:
    """A seed can be told to somebody else, whose Python hashes texts in another way."""
    asked = "from random import Random; from tests.generate import *; rng = Random('s'); print([random_pair(rng) for _ in range(30)])"

    def told(seed: str) -> bytes:
        root = Path(__file__).parents[2]
        env = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run([sys.executable, "-c", asked], env=env, cwd=root, capture_output=True, check=True).stdout

    assert told("1") == told("2")


def test_values_that_look_alike_occur(pairs: list[Pair]) -> None:
    """Texts and ids that look like numbers, booleans, dollars and other scripts occur in facts and in rules."""
    packs = json.dumps([pack_content(pack) for pack, _ in pairs], ensure_ascii=False)
    cases = json.dumps([case_to_dict(case) for _, case in pairs], ensure_ascii=False, default=str)
    for text in ('"1"', '"1.0"', '"01"', '"true"', '"null"', '"e\u0301"', '"é"', '"日本"', '"q\\"\\\\"', " 1,", " true,"):
        assert text in packs
        assert text in cases
    assert '"$$$"' in packs
    assert '"$$"' in cases


def test_shrinking_leaves_only_what_matters(pairs: list[Pair], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing pair is shrunk until nothing can be left out, and its regression file gives it back."""
    monkeypatch.setattr("tests.differential.pairs.REGRESSIONS", tmp_path)

    def fails(pack: Pack, case: Case) -> bool:
        return len(case.facts) > 1 and any(isinstance(rule.then, Violates) for _, _, rule in pack.rules())

    pack, case = next(pair for pair in pairs if fails(*pair))
    small, alone = shrunken(pack, case, fails)
    assert len(alone.facts) == 2
    assert [len(element.rules) for element in small.elements] == [1]
    assert not any(fact.attributes for fact in alone.facts if not small.vocabulary.types[fact.type].attributes)
    again = read_regression(write_regression(small, alone))
    assert again == (small, alone)
