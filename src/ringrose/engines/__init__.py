"""Engines: each takes a plan, and gives the findings of a case."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Protocol

from ringrose.errors import EngineUnavailable, InputError, Problem, nearest, one_of
from ringrose.model.assessment import Finding
from ringrose.model.case import Case
from ringrose.plan import Plan

__all__ = ["ENGINES", "Engine", "chosen", "make_engine"]

ENGINES = ("durable", "compiled")


class Engine(Protocol):
    """What can infer: built for one plan, it serves any number of cases, from several threads too."""

    @property
    def name(self) -> str:
        """The name of the engine, as `assess` takes and reports it."""

    @property
    def plan(self) -> Plan:
        """What it was built for."""

    def infer(self, case: Case) -> list[Finding]:
        """All findings of a checked case, in no particular order; none of them marked as deciding."""


def chosen(name: str, *, many: bool = False) -> str:
    """The name of the engine that is meant.

    ``auto`` means durable-rules where it can be imported, and for ``many`` cases the compiled engine, which is made for them.

    Raises `InputError` for an unknown name.
    """
    if name not in ("auto", *ENGINES):
        raise InputError([Problem("engine", f"There is no engine `{name}`", "", nearest(name, ENGINES) or one_of(("auto", *ENGINES)))])
    if name != "auto":
        return name
    return "durable" if not many and _has_durable() else "compiled"


def _has_durable() -> bool:
    try:
        import_module("ringrose.engines.durable.engine")
    except ImportError:
        return False
    return True


def make_engine(name: str, plan: Plan) -> Engine:
    """Build the engine of that name for a plan.

    Raises `InputError` for an unknown name, `EngineUnavailable` where the engine is not installed, and `EngineError` where it cannot run
    the plan.
    """
    if chosen(name) == "compiled":
        from ringrose.engines.compiled import CompiledEngine

        return CompiledEngine(plan)
    try:
        from ringrose.engines.durable.engine import DurableEngine
    except ImportError as error:
        raise EngineUnavailable(_how_to_get_durable()) from error
    return DurableEngine(plan)


def _how_to_get_durable() -> str:
    if sys.version_info >= (3, 13):
        return (
            "The engine `durable` needs durable-rules, which from Python 3.13 on must be built with one setting: "
            "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --force-reinstall --no-cache-dir durable-rules"
        )
    return (
        "The engine `durable` needs durable-rules, which is not installed or does not load: pip install durable-rules "
        "(it is compiled, so a C compiler is needed)"
    )
