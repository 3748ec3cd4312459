"""Engines and oracle agree on generated pairs; what they once disagreed about is replayed."""

from __future__ import annotations

from tests.native import native  # noqa: F401  # first: without the engine nothing here can run

# isort: split
import os
from collections import OrderedDict
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ringrose import assessing
from ringrose.engines.durable import engine, rules
from ringrose.model.case import Case
from ringrose.model.pack import Pack
from tests.differential.pairs import REGRESSIONS, difference, read_regression, shrunken, sound, write_regression
from tests.generate import random_pair
from tests.soak import pairs_of

SEED = os.environ.get("RINGROSE_SEED")
"""Draws other pairs than the usual ones."""
PAIRS = int(os.environ.get("RINGROSE_PAIRS", "800"))


def disagree(pack: Pack, case: Case) -> bool:
    """Whether an engine says another thing than the oracle, or nothing."""
    try:
        return difference(pack, case) is not None
    except Exception:
        return True


@pytest.mark.no_cover  # what is covered, a part of the pairs shows as well, and measuring takes four times as long
def test_engines_and_oracle_agree() -> None:
    """Both engines say of every generated pack and case what the oracle says, in each of their ways and to the last byte."""
    agree_on(PAIRS)


def test_engines_and_oracle_agree_on_a_part_of_the_pairs() -> None:
    """They say so, too, while it is measured which of their branches are reached."""
    agree_on(min(PAIRS, 150))


def agree_on(pairs: int) -> None:
    """Fail, with a shrunken pair in a file, where an engine and the oracle disagree about one of so many pairs."""
    failing: list[tuple[Pack, Case]] = []

    @settings(
        max_examples=pairs,
        derandomize=SEED is None,
        database=None,
        deadline=None,
        phases=[Phase.generate],  # `shrunken` knows what a pack is, and is faster
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(rng=st.randoms(use_true_random=False))
    def agree(rng: Random) -> None:
        pack, case = sound(*random_pair(rng))
        if disagree(pack, case):
            failing.append((pack, case))
            raise AssertionError

    run: Any = agree if SEED is None else seed(int(SEED))(agree)
    try:
        run()
    except AssertionError:
        path = write_regression(*shrunken(*failing[-1], disagree))
        pytest.fail(f"kept in {path}:\n{difference(*read_regression(path))}")


def test_an_engine_that_must_divide_everything_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of durable-rules that are reached at once change no answer: rules are divided, and the rest is tested after the firing."""
    monkeypatch.setattr(assessing, "_engines", OrderedDict())
    monkeypatch.setattr(engine, "MAX_TESTS", 8)
    monkeypatch.setattr(rules, "MAX_TESTS", 12)
    monkeypatch.setattr(rules, "MAX_POSITIVE", 4)
    monkeypatch.setattr(rules, "MAX_NEGATIVE", 1)
    monkeypatch.setattr(rules, "MAX_USES", 1)
    monkeypatch.setattr(rules, "MAX_WIDTH", 1)
    for pack, case in pairs_of("divided", 500):
        assert difference(pack, case) is None


@pytest.mark.parametrize("path", sorted(REGRESSIONS.glob("*.json")), ids=lambda path: path.stem)
def test_what_once_failed_agrees(path: Path) -> None:
    """A pair on which an engine once was wrong stays right."""
    pack, case = read_regression(path)
    assert difference(pack, case) is None
