"""Which engine there is, and what is told where there is none."""

import subprocess
import sys
from pathlib import Path

import pytest

from ringrose import EngineUnavailable, InputError
from ringrose.engines import ENGINES, make_engine
from ringrose.plan import plan_of
from tests.small import fact, pack, rule

PLAN = plan_of(pack(rule("r", fact("t"))))
SEED = Path(__file__).parents[2] / "examples" / "semarang-jung-gu.yaml"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("durabel", "engine: There is no engine `durabel`. Did you mean `durable`?"),
        ("", "engine: There is no engine ``. Known are `auto` and `durable`."),
        ("prolog", "engine: There is no engine `prolog`. Known are `auto` and `durable`."),
    ],
)
def test_an_unknown_engine_is_told_with_what_there_is(name, told):
    """A name that no engine has is refused, with the nearest name or all there are."""
    assert ENGINES == ("durable",)
    with pytest.raises(InputError) as refused:
        make_engine(name, PLAN)
    assert str(refused.value) == told


@pytest.mark.parametrize("name", ["auto", "durable"])
@pytest.mark.parametrize(
    ("version", "told"),
    [
        ((3, 11), "a C compiler is needed"),
        ((3, 12), "a C compiler is needed"),
        ((3, 13), "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install "),
        ((3, 14), "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install "),
    ],
)
def test_an_engine_that_is_not_installed_is_told_with_how_to_get_it(monkeypatch, name, version, told):
    """Where durable-rules cannot be imported, one sentence says how to get it on this Python."""
    monkeypatch.setitem(sys.modules, "ringrose.engines.durable.engine", None)
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(EngineUnavailable) as unavailable:
        make_engine(name, PLAN)
    message = str(unavailable.value)
    assert message.startswith("The engine `durable` needs durable-rules, ")
    assert told in message
    assert "pip install" in message
    assert "\n" not in message


def test_without_durable_rules_everything_but_judging_works():
    """Where durable-rules cannot be imported, cases and packs are read, and only judging says what is missing."""
    program = f"""
import sys
sys.modules["durable_rules_engine"] = None
import ringrose
pack = ringrose.load_pack("ringrose")
case = ringrose.load_case({str(SEED)!r}, pack=pack)
print(case.id)
try:
    ringrose.assess(case, pack=pack)
except ringrose.EngineUnavailable as error:
    print(isinstance(error, ringrose.EngineError), isinstance(error.__cause__, ImportError))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("semarang-jung-gu\nTrue True\n", "")
