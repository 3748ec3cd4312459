"""What a test says is known not to be: a pattern of values, checked as the patterns of rules are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, evolve

from ringrose.errors import Flaw, Path
from ringrose.files.structure import as_is, converter, mapping_flaw, structured_by
from ringrose.model.check_rules import check_rule
from ringrose.model.checking import Hidden, known_flaws
from ringrose.model.pack import CountCondition, Pack, Pattern, PatternError, Ref, Rule, Satisfies, Test
from ringrose.model.values import json_value, show

__all__ = ["AbsentPattern", "absent_flaws"]


@define(eq=False, repr=False, slots=False)
class AbsentPattern:
    """A pattern that must be known not to hold; ``where`` is None where any will do, ``at_most`` where it may be any number."""

    fact: str
    where: Any = None
    at_most: Any = None
    distinct: str | None = None


_shape = structured_by(AbsentPattern, "{fact: visit, where: {year: 2018}}", where=as_is, at_most=as_is)
converter.register_structure_hook(AbsentPattern, _shape)

_NOTHING_HIDDEN = Hidden()


def absent_flaws(asked: AbsentPattern, pack: Pack) -> list[Flaw]:
    """Read the values of a pattern by their types, and tell what is wrong with it, paths seen from it."""
    flaws = [*known_flaws(asked.fact, pack.vocabulary.recordable, ("fact",), "recorded fact type"), *_number_flaws(asked.at_most)]
    stated: Any = {} if asked.where is None else asked.where
    if not isinstance(stated, Mapping):
        return [*flaws, mapping_flaw(stated, "{year: 2018}").under(("where",))]
    read: dict[str, tuple[Test, ...]] = {}
    for name, value in stated.items():
        try:
            read |= Pattern(asked.fact, {name: value}).where
        except PatternError as error:
            flaws += (flaw.under(("where",)) for flaw in error.flaws)
    foreign = {name: [*_foreign(tests, ("where", name))] for name, tests in read.items()}
    flaws += (flaw for found in foreign.values() for flaw in found)
    if asked.fact not in pack.vocabulary.recordable:
        return flaws
    pattern = Pattern(asked.fact, {name: tests for name, tests in read.items() if not foreign[name]})
    conditions: Any = [CountCondition("at_most", 0, pattern, asked.distinct)]
    checked, found = check_rule(Rule("absent", conditions, Satisfies("")), pack.vocabulary, _NOTHING_HIDDEN)
    flaws += (evolve(flaw, path=flaw.path[2:]) for flaw in found if not flaw.warning)  # without ("if", 0)
    if asked.where is not None:
        (typed,) = checked.conditions[0].patterns()
        asked.where = {name: _plain(tests) for name, tests in typed.where.items()}
    return flaws


def _number_flaws(number: Any) -> Iterator[Flaw]:
    """Tell that something is no number of facts; nothing is wrong with None."""
    if number is not None and (isinstance(number, bool) or not isinstance(number, int) or number < 0):
        yield Flaw(("at_most",), f"{show(number)} is not a number from 0", "", "Write for instance at_most: 1, or take it out")


def _foreign(tests: tuple[Test, ...], path: Path) -> Iterator[Flaw]:
    """Tell what only rules can say: a test is about one case, in which each value is known."""
    for test in tests:
        here = path if test.op == "is" else (*path, test.op)
        if test.op == "within":
            why = "Here stand the years that it stands for in this case"
            yield Flaw(here, "`within` cannot stand here", why, "Write for instance {in: [2018, 2019]}", at_key=True)
            continue
        for n, value in enumerate(test.operands()):
            if isinstance(value, Ref):
                at = (*here, n) if test.op == "in" else here
                yield Flaw(at, f"`{value}` cannot stand here", "Only rules can refer", "Write the value that it has in this case")


def _plain(tests: tuple[Test, ...]) -> Any:
    """Tests without references, in the shape of a file."""
    if [test.op for test in tests] == ["is"]:
        return json_value(tests[0].value)
    return {test.op: [*map(json_value, test.value)] if test.op == "in" else json_value(test.value) for test in tests}
