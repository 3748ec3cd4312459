"""Proof that the comparison is strong for the compiled engine too: each of these wrong ones is caught.

A mutant patches one thing in what is generated, or in what generated code calls, and must say something else than the oracle on one of the
first 4,000 pairs. ``python -m tests.differential.test_compiled_mutants`` tells on which.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import evolve

from ringrose.engines.compiled import CompiledEngine, closing, driving, items, layout, patterns, program, reasons, rules, tables, writing
from ringrose.engines.compiled.items import as_mapping
from ringrose.plan import Every, plan_of
from tests.differential.pairs import Pair, comparable
from tests.oracle import as_json
from tests.oracle import judge as meant_by
from tests.soak import pairs_of

PAIRS = 4000
Patch = pytest.MonkeyPatch
Mutant = Callable[[Patch], None]
MUTANTS: dict[str, Mutant] = {}


def mutant(told: str) -> Callable[[Mutant], Mutant]:
    """Name a mutant by what it does wrong."""

    def named(change: Mutant) -> Mutant:
        MUTANTS[told] = change
        return change

    return named


def templates(patch: Patch, module: Any, old: str, new: str) -> None:
    """Let a module write something else into its templates."""
    for writer in ("statements", "expression"):
        original = getattr(module, writer, None)
        if original is not None:
            patch.setattr(module, writer, lambda template, original=original, **parts: original(template.replace(old, new), **parts))


# ---- those that the issue names -----------------------------------------------------------------------------------------------------


@mutant("an index is shared although an attribute is optional")
def _(patch: Patch) -> None:
    original = rules.RuleCode._absent

    def absent(self: Any, match: Any) -> Any:
        sure = self._layout
        self._layout = AllSure(sure)
        try:
            return original(self, match)
        finally:
            self._layout = sure

    patch.setattr(rules.RuleCode, "_absent", absent)


class AllSure:
    """A layout that holds every attribute for stated."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def is_sure(self, fact_type: str, attribute: str) -> bool:
        """Whatever is asked for is there."""
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@mutant("a missing attribute behind a reference is not noticed")
def _(patch: Patch) -> None:
    patch.setattr(rules.Slots, "stated", lambda self, bounds: [])


# ---- matching -----------------------------------------------------------------------------------------------------------------------


@mutant("an attribute that a fact lacks passes `not` and orders")
def _(patch: Patch) -> None:
    patch.setattr(layout.Layout, "is_sure", lambda self, fact_type, attribute: fact_type not in ("year",))
    templates(patch, layout, "item[attribute]", "item.get(attribute)")
    original = patterns._COMPARED
    patch.setattr(patterns, "_COMPARED", {**original, **{op: f"a is None or {original[op]}" for op in ("lt", "lte", "gt", "gte")}})


@mutant("a date is compared with a year as it stands")
def _(patch: Patch) -> None:
    templates(patch, rules, "v.year", "v")


@mutant("an attribute that holds dates is a key as it stands where it meets a year")
def _(patch: Patch) -> None:
    original = rules.RuleCode._key
    patch.setattr(rules.RuleCode, "_key", lambda self, check: (original(self, check)[0], False))


@mutant("`lte` means `lt`")
def _(patch: Patch) -> None:
    patch.setattr(patterns, "_COMPARED", {**patterns._COMPARED, "lte": "a < b"})


@mutant("`exists: false` is always true")
def _(patch: Patch) -> None:
    templates(patch, patterns, "a is None", "True")


@mutant("the checks that no index serves are forgotten where an index serves others")
def _(patch: Patch) -> None:
    original = rules.rest_checks
    patch.setattr(rules, "rest_checks", lambda match: () if rules.key_checks(match) else original(match))


# ---- absence ------------------------------------------------------------------------------------------------------------------------


@mutant("facts that could not be told block nothing")
def _(patch: Patch) -> None:
    templates(patch, driving, "unknown.get(kind, none)", "none")


@mutant("facts that lack an attribute block nothing")
def _(patch: Patch) -> None:
    templates(patch, tables, "[f for f in base if test] + unknown", "unknown")


@mutant("only records that are closed as a whole count")
def _(patch: Patch) -> None:
    patch.setattr(closing, "_covers", lambda stated, bound: not stated)


@mutant("any closed record of the type covers")
def _(patch: Patch) -> None:
    templates(patch, rules, "closures.whole or covered(closures.stated, bound)", "True")


@mutant("denials close nothing")
def _(patch: Patch) -> None:
    patch.setattr(program, "closed_records", lambda complete, denials: closing.closed_records(complete, ()))


@mutant("what a denial closes is not told")
def _(patch: Patch) -> None:
    templates(patch, reasons, "closures.denied", "False")


@mutant("a day within a year closes the year")
def _(patch: Patch) -> None:
    original = closing.within
    patch.setattr(closing, "within", lambda value, stated, of_days=False: original(value, stated))


# ---- every, exceptions, derived facts ------------------------------------------------------------------------------------------------


@mutant("an empty `every` domain is taken for true")
def _(patch: Patch) -> None:
    templates(patch, rules, "e = False\nfor", "e = True\nfor")
    original = rules.RuleCode.needed

    def needed(self: Any) -> list[str]:
        domains = {self._names.base(step.domain.type) for step in self.clause.steps if isinstance(step, Every)}
        return [variable for variable in original(self) if variable not in domains]

    patch.setattr(rules.RuleCode, "needed", needed)


@mutant("the last of an `every` domain decides")
def _(patch: Patch) -> None:
    templates(patch, rules, "        break", "        continue")


@mutant("exceptions without references are forgotten")
def _(patch: Patch) -> None:
    original = rules.RuleCode._gate

    def gate(self: Any, match: Any, *, exception: bool = False) -> None:
        if not exception:
            original(self, match)

    patch.setattr(rules.RuleCode, "_gate", gate)


@mutant("exceptions with references are forgotten")
def _(patch: Patch) -> None:
    templates(patch, rules, "not met", "True")


@mutant("of the ways in which a fact was derived one is kept")
def _(patch: Patch) -> None:
    original = reasons.Reasons._ways
    patch.setattr(reasons.Reasons, "_ways", lambda self, *asked: {item: ways[:1] for item, ways in original(self, *asked).items()})


@mutant("derived facts rest on no absences")
def _(patch: Patch) -> None:
    templates(patch, reasons, "absent.update(others)", "pass")


@mutant("a derived fact has none of the values that exceptions test")
def _(patch: Patch) -> None:
    original = program.uses_of

    def uses_of(clauses: Any) -> Any:
        return {t: use if use.firings else evolve(use, values=frozenset()) for t, use in original(clauses).items()}

    patch.setattr(program, "uses_of", uses_of)


# ---- telling ------------------------------------------------------------------------------------------------------------------------


@mutant("what was asked of one case is remembered for the next")
def _(patch: Patch) -> None:
    templates(patch, driving, "memo = {}\n", "memo = kept\n")
    original = program.Globals

    def with_memory(**helpers: Any) -> Any:
        return original(**helpers, kept={})

    patch.setattr(program, "Globals", with_memory)


@mutant("patterns without references share what they found")
def _(patch: Patch) -> None:
    original = reasons._once
    patch.setattr(reasons, "_once", lambda variable, made, memo, number: original(variable, made, memo, 0 if number >= 0 else -1))


@mutant("facts stand in the order of the file")
def _(patch: Patch) -> None:
    patch.setitem(reasons.HELPERS, "sorted", list)


@mutant("findings stand in the order in which they were found")
def _(patch: Patch) -> None:
    patch.setattr(writing, "_in_order", lambda told: told)


@mutant("nothing decides")
def _(patch: Patch) -> None:
    templates(patch, writing, "deciding[status][code]", '"false"')


@mutant("partners and fields are told by their ids")
def _(patch: Patch) -> None:
    templates(patch, writing, "names[v] if v in names else inside(v)", "inside(v)")


@mutant("advice is given by findings that do not decide")
def _(patch: Patch) -> None:
    templates(patch, writing, 'status == "not_met" and decides == "true"', 'status == "not_met"')


@mutant("what is not stated is told as nothing")
def _(patch: Patch) -> None:
    templates(patch, writing, "missing if v is None else shown", '"" if v is None else shown')


@mutant("conflicts ignore what a denial states")
def _(patch: Patch) -> None:
    patch.setattr(items, "within", lambda value, stated: True)


# ---- statuses alone -----------------------------------------------------------------------------------------------------------------


@mutant("a criterion that is contested breaks its element")
def _(patch: Patch) -> None:
    templates(patch, driving, "if v and not s:", "if v:")


@mutant("informative criteria count")
def _(patch: Patch) -> None:
    original = driving._status

    def status(told: Any, **more: Any) -> Any:
        return original([(evolve(c, role="safeguard") if c.role == "informative" else c, code) for c, code in told], **more)

    patch.setattr(driving, "_status", status)


@mutant("derived facts are not derived before they are read")
def _(patch: Patch) -> None:
    patch.setattr(driving.Drivers, "_derive", lambda self, variable: driving.statements("f = set()", f=variable))


# ---- the comparison -----------------------------------------------------------------------------------------------------------------


def answers(count: int) -> Iterator[tuple[Pair, CompiledEngine]]:
    """So many pairs, each with the engine of its pack."""
    last: Any = None
    engine: Any = None
    for pack, case in pairs_of("mutants", count):
        if pack is not last:
            engine, last = CompiledEngine(plan_of(pack)), pack
        yield (pack, case), engine


def caught(count: int) -> int | None:
    """The number of the first pair on which the engine and the oracle differ; None where there is none."""
    runs = answers(count)
    for number in range(count):
        try:
            (pack, case), engine = next(runs)
            told = json.loads(engine.answer(as_mapping(case)))
            meant = meant_by(case, pack, "en")
            if as_json(comparable(told)) != as_json(meant):
                return number
            if list(engine.statuses(as_mapping(case))) != [judgement["status"] for judgement in meant["judgements"]]:
                return number
        except Exception:  # an engine that raises is noticed too
            return number
    return None


@pytest.mark.parametrize("told", MUTANTS)
def test_each_mutant_is_caught(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that is wrong in this way says something else than the oracle on one of the first 4,000 pairs."""
    MUTANTS[told](monkeypatch)
    assert caught(PAIRS) is not None


def test_the_engine_itself_is_not_caught() -> None:
    """Unchanged, the engine agrees on the pairs that catch the mutants."""
    assert caught(300) is None


def main() -> None:
    """Tell on which pair each mutant is caught."""
    for told, change in MUTANTS.items():
        with pytest.MonkeyPatch.context() as patch:
            change(patch)
            print(f"{caught(PAIRS)!s:>5}  {told}", flush=True)


if __name__ == "__main__":
    main()
    sys.exit()
