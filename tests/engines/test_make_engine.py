"""Which engines there are, which is meant, and what is told where one cannot be had."""

import subprocess
import sys
from pathlib import Path

import pytest

from ringrose import EngineUnavailable, InputError
from ringrose.engines import ENGINES, chosen, make_engine
from ringrose.engines.compiled import CompiledEngine
from ringrose.plan import plan_of
from tests.small import fact, pack, rule

PLAN = plan_of(pack(rule("r", fact("t"))))
SEED = Path(__file__).parents[2] / "examples" / "semarang-jung-gu.yaml"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("durabel", "engine: There is no engine `durabel`. Did you mean `durable`?"),
        ("compile", "engine: There is no engine `compile`. Did you mean `compiled`?"),
        ("", "engine: There is no engine ``. Known are `auto`, `durable` and `compiled`."),
        ("prolog", "engine: There is no engine `prolog`. Known are `auto`, `durable` and `compiled`."),
    ],
)
def test_an_unknown_engine_is_told_with_what_there_is(name, told):
    """A name that no engine has is refused, with the nearest name or all there are."""
    assert ENGINES == ("durable", "compiled")
    for refusing in (lambda: make_engine(name, PLAN), lambda: chosen(name), lambda: chosen(name, many=True)):
        with pytest.raises(InputError) as refused:
            refusing()
        assert str(refused.value) == told


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_that_is_named_is_meant(monkeypatch, name, many):
    """The name of an engine means that engine, for one case and for many, whether it can be had or not."""
    assert chosen(name, many=many) == name
    monkeypatch.setitem(sys.modules, "ringrose.engines.durable.engine", None)
    assert chosen(name, many=many) == name


def test_auto_means_the_compiled_engine_for_many_cases_and_where_there_is_no_other(monkeypatch):
    """`auto` means durable-rules for one case where it can be imported, and the compiled engine for many cases and everywhere else."""
    assert [chosen("auto"), chosen("auto", many=True)] == ["durable", "compiled"]
    monkeypatch.setitem(sys.modules, "ringrose.engines.durable.engine", None)
    assert [chosen("auto"), chosen("auto", many=True)] == ["compiled", "compiled"]
    assert isinstance(make_engine("auto", PLAN), CompiledEngine)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ((3, 11), "a C compiler is needed"),
        ((3, 12), "a C compiler is needed"),
        ((3, 13), "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install "),
        ((3, 14), "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install "),
    ],
)
def test_an_engine_that_is_not_installed_is_told_with_how_to_get_it(monkeypatch, version, told):
    """Where durable-rules cannot be imported, one sentence says how to get it on this Python."""
    monkeypatch.setitem(sys.modules, "ringrose.engines.durable.engine", None)
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(EngineUnavailable) as unavailable:
        make_engine("durable", PLAN)
    message = str(unavailable.value)
    assert message.startswith("The engine `durable` needs durable-rules, ")
    assert told in message
    assert "pip install" in message
    assert "\n" not in message


def test_without_durable_rules_only_asking_for_it_says_what_is_missing():
    """Where durable-rules cannot be imported, cases are read and judged, and only who asks for it by name is told what is missing."""
    program = f"""
import sys
sys.modules["durable_rules_engine"] = None
import ringrose
pack = ringrose.load_pack("ringrose")
case = ringrose.load_case({str(SEED)!r}, pack=pack)
print(case.id)
print(*(ringrose.assess(case, pack=pack, engine=name).engine for name in ("auto", "compiled")))
print(*(found.engine for found in ringrose.assess_many([case], pack=pack)))
try:
    ringrose.assess(case, pack=pack, engine="durable")
except ringrose.EngineUnavailable as error:
    print(isinstance(error, ringrose.EngineError), isinstance(error.__cause__, ImportError))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("semarang-jung-gu\ncompiled compiled\ncompiled\nTrue True\n", "")
