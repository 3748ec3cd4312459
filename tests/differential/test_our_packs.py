"""Engines and oracle on the packs that we ship, on cases by the public strategy: those that people who embed ringrose test with."""

from __future__ import annotations

from tests.native import native  # noqa: F401  # first: without the engine nothing here can run

# isort: split
import pytest
from hypothesis import HealthCheck, given, settings

from ringrose.model.case import Case
from ringrose.testing import cases
from tests.differential.pairs import difference
from tests.rules.packs import PACKS

pytestmark = pytest.mark.no_cover  # the same lines are reached by the generated packs


@pytest.mark.parametrize("name", PACKS)
def test_engines_and_oracle_agree_on_the_packs_that_we_ship(name: str) -> None:
    """Of a case of any of them all say the same, in each of their ways."""
    pack = PACKS[name]

    @settings(max_examples=25, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases(pack))
    def agree(case: Case) -> None:
        assert difference(pack, case) is None

    agree()
