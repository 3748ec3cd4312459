"""The soak: as many pairs as one asks for, and what happens when engine and oracle disagree."""

from __future__ import annotations

from tests.native import native  # noqa: F401  # first: without the engine nothing here can run

# isort: split
from collections import OrderedDict
from pathlib import Path

import pytest
from attrs import evolve

from ringrose import assessing
from ringrose.engines import ENGINES
from ringrose.engines.compiled import CompiledEngine
from ringrose.plan import Plan
from tests import soak
from tests.differential import pairs, test_agreement
from tests.differential.pairs import difference, read_regression


@pytest.fixture
def wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Engines that know no exceptions; the folder to which regression files go."""
    original = assessing.plan_of

    def without_exceptions(pack: object) -> Plan:
        plan = original(pack)
        return evolve(plan, strata=tuple(tuple(evolve(c, exceptions=()) for c in s) for s in plan.strata))

    monkeypatch.setattr(assessing, "_engines", OrderedDict())
    monkeypatch.setattr(assessing, "plan_of", without_exceptions)
    monkeypatch.setattr(pairs, "REGRESSIONS", tmp_path)
    return tmp_path


def test_agreement_ends_in_success(capsys: pytest.CaptureFixture[str]) -> None:
    """The soak tells how many pairs were compared, and how fast."""
    assert soak.main(["30", "--seed", "1", "--jobs", "1"]) == 0
    assert "30 pairs, 0 disagreements" in capsys.readouterr().out


@pytest.mark.parametrize("engine", ENGINES)
def test_a_disagreement_is_shrunk_and_kept(wrong: Path, engine: str) -> None:
    """The soak shrinks a pair on which an engine is wrong to the rules that matter, and writes it down."""
    _, found = soak.run(("1", 200, (engine,)))
    kept = sorted(wrong.iterdir())
    assert found
    assert str(kept[0]) in "\n".join(found)
    for path in kept:
        pack, _ = read_regression(path)
        assert any(rule.unless for _, _, rule in pack.rules())
        assert len(list(pack.rules())) <= 2  # one that derives what the exception asks for


def test_a_generated_disagreement_is_shrunk_and_kept(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison of generated pairs fails with the file of the shrunken pair."""
    monkeypatch.setattr(test_agreement, "PAIRS", 100)
    with pytest.raises(pytest.fail.Exception) as failure:
        test_agreement.test_engines_and_oracle_agree()
    (path,) = wrong.iterdir()
    assert str(path) in str(failure.value)


def test_engines_that_differ_in_one_byte_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one engine tells something else than the other, although the oracle does not tell it, that is a disagreement."""
    original = CompiledEngine.answer
    monkeypatch.setattr(CompiledEngine, "answer", lambda self, *about: original(self, *about).replace(":", ": ", 1))
    pack, case = next(soak.pairs_of("byte", 1))
    assert str(difference(pack, case)).startswith("compiled, from a mapping: ")
    assert difference(pack, case, ("durable",)) is None


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_that_raises_is_a_disagreement(wrong: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that raises is told with its exception, and its pair is shrunk as any other."""

    def broken(pack: object) -> Plan:
        raise KeyError("no plan")

    monkeypatch.setattr(assessing, "plan_of", broken)
    count, found = soak.run(("1", 50, (engine,)))
    assert count == 3
    assert all("KeyError: 'no plan'" in told for told in found)
