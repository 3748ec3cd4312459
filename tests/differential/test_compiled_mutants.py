"""Proof that the comparison is strong for the compiled engine too: each of these wrong ones is caught.

A mutant patches one thing in what is generated, or in what generated code calls, and must say something else than the oracle on one of the
first 4,000 pairs; one that raises is no mutant, and must be adapted to the engine.
``python -m tests.differential.test_compiled_mutants`` tells on which pair each is caught.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

from ringrose.engines.compiled import (
    CompiledEngine,
    closing,
    driving,
    items,
    outline,
    patterns,
    program,
    reasons,
    rules,
    tables,
    writing,
)
from ringrose.engines.compiled.items import as_mapping
from ringrose.engines.compiled.telling import quoted
from ringrose.model.pack import Share
from ringrose.plan import Absent, AtLeast, AtMost, Derive, Every, Literal, plan_of
from tests.differential.pairs import Pair, comparable, sound
from tests.generate import random_case, random_pair
from tests.oracle import as_json
from tests.oracle import judge as meant_by

pytestmark = pytest.mark.no_cover  # a mutant shows nothing about what is covered, and takes four times as long

PAIRS = 4000
CASES_PER_PACK = 5  # the more packs, the rarer the constructs that are seen
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
    written = Path(module.__file__).read_text(encoding="utf-8").replace("\\n", "\n")
    assert old in written, f"`{old}` is nowhere in use: adapt this mutant"
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
    original = rules.Slots.stated
    patch.setitem(reasons.HELPERS, "quoted", lambda text: quoted(str(text)))  # it would raise where it tells of what is missing
    ordered = ("number", "integer", "year", "date")  # what is compared by order raises where it is missing
    patch.setattr(rules.Slots, "stated", lambda self, bounds: original(self, [b for b in bounds if self.kind(b) in ordered]))


# ---- matching -----------------------------------------------------------------------------------------------------------------------


def lenient_about(patch: Patch, *ops: str) -> None:
    """Let what a fact lacks pass the tests of some operators."""
    original, lenient = patterns.Patterns.strict, patterns.Patterns.lenient

    def strict(self: Any, checks: Any, *more: Any) -> Any:
        return patterns.all_of([lenient(self, (c,), *more[:4]) if c.op in ops else original(self, (c,), *more) for c in checks])

    patch.setattr(patterns.Patterns, "strict", strict)


@mutant("what a fact lacks passes `not`")
def _(patch: Patch) -> None:
    lenient_about(patch, "not")


@mutant("what a fact lacks stands in any order")
def _(patch: Patch) -> None:
    lenient_about(patch, "lt", "lte", "gt", "gte")


@mutant("what a fact lacks is in any list")
def _(patch: Patch) -> None:
    lenient_about(patch, "in")


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


@mutant("of an `in` only the first value counts")
def _(patch: Patch) -> None:
    original = patterns.Patterns._passed
    patch.setattr(
        patterns.Patterns,
        "_passed",
        lambda self, check, *more: original(self, evolve(check, operands=check.operands[:1]) if check.operands else check, *more),
    )


@mutant("conditions without references ask for the type alone")
def _(patch: Patch) -> None:
    original = rules.RuleCode._gate

    def gate(self: Any, match: Any, *, exception: bool = False) -> None:
        original(self, match if exception else evolve(match, fixed=()), exception=exception)

    patch.setattr(rules.RuleCode, "_gate", gate)


@mutant("two tables of one type are one")
def _(patch: Patch) -> None:
    original = rules.Names.table

    def table(self: Any, asked: Any) -> str:
        same = next((known for known in self.tables if (type(known), known.type) == (type(asked), asked.type)), asked)
        return self.tables.setdefault(asked, original(self, same if isinstance(asked, tables.Rows) else asked))

    patch.setattr(rules.Names, "table", table)


@mutant("one and true are one value in tables")
def _(patch: Patch) -> None:
    original = rules.RuleCode._keys
    patch.setattr(rules.RuleCode, "_keys", lambda self, match: evolve(original(self, match), fixed=()))


# ---- what holds, and when -----------------------------------------------------------------------------------------------------------


@mutant("a fact that could not be told holds")
def _(patch: Patch) -> None:
    templates(patch, program, 'f["holds"] is not True', 'f["holds"] is False')


@mutant("every year of a review is whole")
def _(patch: Patch) -> None:
    original = program.Program.calendar

    def calendar(self: Any, start: Any, end: Any) -> Any:
        return original(self, *(one if isinstance(one, int) else one.year for one in (start, end)))

    patch.setattr(program.Program, "calendar", calendar)


@mutant("the years of one review are those of the next that begins alike")
def _(patch: Patch) -> None:
    original = program.Program.calendar

    def calendar(self: Any, start: Any, end: Any) -> Any:
        first = self.__dict__.setdefault("first", {})
        return original(self, start, first.setdefault(start, end))

    patch.setattr(program.Program, "calendar", calendar)


# ---- absence ------------------------------------------------------------------------------------------------------------------------


@mutant("facts that could not be told block nothing")
def _(patch: Patch) -> None:
    templates(patch, driving, "unknown.get(kind, none)", "none")


@mutant("facts that lack an attribute block nothing")
def _(patch: Patch) -> None:
    templates(patch, tables, "[f for f in base if test] + unknown", "unknown")


@mutant("what is not told could be there or not, whatever `exists` asks for")
def _(patch: Patch) -> None:
    original = patterns.Patterns.lenient
    patch.setattr(
        patterns.Patterns,
        "lenient",
        lambda self, checks, *more: original(self, tuple(c for c in checks if c.op != "exists"), *more),
    )


@mutant("closed records of cases are remembered by their number")
def _(patch: Patch) -> None:
    kept: dict[int, Any] = {}
    original = closing.closed_records
    patch.setattr(program, "closed_records", lambda complete, denials: kept.setdefault(len(complete), original(complete, denials)))


@mutant("a closed record covers a pattern with one of its values")
def _(patch: Patch) -> None:
    templates(patch, rules, "closures.whole or", "closures.stated and closures.stated[0][0] == {} or")
    patch.setattr(closing, "all", any, raising=False)


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


# ---- counting -----------------------------------------------------------------------------------------------------------------------


@mutant("an `at_least` asks for one more")
def _(patch: Patch) -> None:
    templates(patch, rules, "found >= n", "found > n")


@mutant("an `at_most` allows one less")
def _(patch: Patch) -> None:
    templates(patch, rules, "found <= n and", "found < n and")


@mutant("a share is rounded down in an `at_least`")
def _(patch: Patch) -> None:
    templates(patch, rules, "found * n >= share", "found * n + n > share")


@mutant("a share is rounded up in an `at_most`")
def _(patch: Patch) -> None:
    templates(patch, rules, "found * n <= share", "found * n < share + n")


@mutant("an `at_least` counts facts where it asks for different values")
def _(patch: Patch) -> None:
    templates(patch, rules, "{a for f in rows if test and a is not None}", "[a for f in rows if test and a is not None]")


@mutant("a fact that lacks the attribute counts as a different value of it in an `at_least`")
def _(patch: Patch) -> None:
    templates(patch, rules, "if test and a is not None", "if test")


@mutant("an `at_most` counts facts where it asks for different values")
def _(patch: Patch) -> None:
    templates(patch, rules, "different([a for", "len([a for")


@mutant("facts that lack the attribute do not count in an `at_most` of different values")
def _(patch: Patch) -> None:
    patch.setattr(program, "different", lambda values: len({*values} - {None}))


@mutant("facts that lack the attribute count once in an `at_most` of different values")
def _(patch: Patch) -> None:
    patch.setattr(program, "different", lambda values: len({*values}))


@mutant("unknown facts do not count in an `at_most`")
def _(patch: Patch) -> None:
    templates(patch, tables, "[*base, *unknown]", "[*base]")


@mutant("facts that might match do not count in an `at_most`")
def _(patch: Patch) -> None:
    original = rules.RuleCode._few

    def few(self: Any, step: Any) -> Any:
        lenient = self._patterns
        self._patterns = Strictly(lenient)
        try:
            return original(self, step)
        finally:
            self._patterns = lenient

    patch.setattr(rules.RuleCode, "_few", few)


class Strictly:
    """Patterns that match only what passes all tests on it."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def lenient(self, checks: Any, fact_type: str, *more: Any) -> Any:
        """Whether an item passes all checks, which may lack what is required of a fact that holds."""
        written = [evolve(c, op="exists", operands=(Literal(True),)) for c in checks if c.op != "exists"]
        could = self._real.lenient
        return patterns.all_of([could(tuple(written), fact_type, *more), could(checks, fact_type, *more)])


@mutant("an `at_most` needs no record that covers its pattern")
def _(patch: Patch) -> None:
    templates(patch, rules, "found <= n and closed", "found <= n")
    templates(patch, rules, "found * n <= share and closed", "found * n <= share")


@mutant("a share of nothing is nothing")
def _(patch: Patch) -> None:
    original = rules.RuleCode.needed

    def needed(self: Any) -> list[str]:
        numbers = [step.number for step in self.clause.steps if isinstance(step, AtLeast | AtMost)]
        whole = {self._names.base(number.of) for number in numbers if isinstance(number, Share)}
        return [variable for variable in original(self) if variable not in whole]

    patch.setattr(rules.RuleCode, "needed", needed)


@mutant("an `at_least` of a share does not rest on what it is a share of")
def _(patch: Patch) -> None:
    original = reasons.Reasons._at_least
    patch.setattr(reasons.Reasons, "_at_least", lambda self, step, slots: original(self, evolve(step, number=1), slots))


@mutant("a fact that lacks the attribute is part of the justification of an `at_least` of different values")
def _(patch: Patch) -> None:
    original = reasons.Reasons._at_least
    patch.setattr(reasons.Reasons, "_at_least", lambda self, step, slots: original(self, evolve(step, distinct=None), slots))


@mutant("a share is told rounded up")
def _(patch: Patch) -> None:
    templates(patch, reasons, "len(whole) * n // m", "-(-len(whole) * n // m)")


@mutant("of which attribute an `at_most` counts the values is not told")
def _(patch: Patch) -> None:
    patch.setattr(
        reasons.Reasons,
        "_known_absent",
        lambda self, step, slots, original=reasons.Reasons._known_absent: original(self, plain(step), slots),
    )


def plain(step: Any) -> Any:
    """A count of facts in the place of one of different values."""
    return evolve(step, distinct=None) if isinstance(step, AtMost) else step


@mutant("an `at_most` is told as a `no`")
def _(patch: Patch) -> None:
    original = reasons.Reasons._known_absent
    patch.setattr(reasons.Reasons, "_known_absent", lambda self, step, slots: original(self, Absent(step.match), slots))


@mutant("the years of a `within` are all the last one")
def _(patch: Patch) -> None:
    original = rules.Slots.value
    patch.setattr(rules.Slots, "value", lambda self, bound: original(self, bound.whole))


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


@mutant("exceptions without references are asked for the contrary")
def _(patch: Patch) -> None:
    templates(patch, rules, "not rows", "rows")


@mutant("only the first exception counts")
def _(patch: Patch) -> None:
    original = rules.RuleCode.__init__

    def init(self: Any, clause: Any, *more: Any) -> None:
        original(self, evolve(clause, exceptions=clause.exceptions[:1]), *more)

    patch.setattr(rules.RuleCode, "__init__", init)


@mutant("a derived fact has no more than its first attribute")
def _(patch: Patch) -> None:
    original = rules.RuleCode.__init__

    def init(self: Any, clause: Any, *more: Any) -> None:
        head = clause.head
        original(self, evolve(clause, head=evolve(head, attributes=head.attributes[:1])) if isinstance(head, Derive) else clause, *more)

    patch.setattr(rules.RuleCode, "__init__", init)


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


@mutant("a fact that several conditions match is told as often")
def _(patch: Patch) -> None:
    class Tree:
        """The module `ast`, but for sets."""

        Set = staticmethod(lambda elements: ast.List(elements, ast.Load()))

        def __getattr__(self, name: str) -> Any:
            return getattr(ast, name)

    patch.setattr(reasons, "ast", Tree())


@mutant("advice is told for each finding")
def _(patch: Patch) -> None:
    templates(patch, writing, "advice[text]", "advice[told]")


@mutant("of the same advice the last finding gives it")
def _(patch: Patch) -> None:
    templates(patch, writing, "text not in advice", "text is not None")


@mutant("open questions and conflicts stand in the order of the file")
def _(patch: Patch) -> None:
    patch.setattr(items, "sorted", lambda found, key=None: list(found), raising=False)


@mutant("what satisfies is told as what violates")
def _(patch: Patch) -> None:
    for module in (writing, outline):
        patch.setattr(module, "CODES", ("unknown", "violated", "satisfied", "contested"))


@mutant("findings of informative criteria decide")
def _(patch: Patch) -> None:
    original = outline.decides
    patch.setattr(outline, "decides", lambda polarity, role, *more: original(polarity, "essential", *more))


@mutant("what was asked of one case is remembered for the next")
def _(patch: Patch) -> None:
    templates(patch, driving, "memo = {}\n", "memo = kept\n")
    original = program.Globals

    class Memory(dict[Any, Any]):
        """Remembers the facts of patterns, which bear numbers."""

        def __setitem__(self, key: Any, value: Any) -> None:
            if isinstance(key, int):
                super().__setitem__(key, value)

    def with_memory(**helpers: Any) -> Any:
        return original(**helpers, kept=Memory())

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
    templates(patch, driving, "not s", "True")


@mutant("a safeguard that is unknown leaves its element open")
def _(patch: Patch) -> None:
    original = driving._status

    def status(told: Any, **more: Any) -> Any:
        return original([(evolve(c, role="essential") if c.role == "safeguard" else c, code) for c, code in told], **more)

    patch.setattr(driving, "_status", status)


@mutant("an element that is contested is so before it is not met")
def _(patch: Patch) -> None:
    old = '"not_met" if violated else "contested" if contested else'
    templates(patch, driving, old, '"contested" if contested else "not_met" if violated else')


@mutant("what breaks one element breaks the next, where statuses alone are asked for")
def _(patch: Patch) -> None:
    templates(patch, driving, "b = True", "b0 = True")


@mutant("a rule is not asked where one of the other polarity fired, where statuses alone are asked for")
def _(patch: Patch) -> None:
    original = driving.Drivers.statuses

    def statuses(self: Any, quick: Any) -> Any:
        return original(self, [rule for rule in quick if rule.clause.head.polarity == "violates"] or quick)

    patch.setattr(driving.Drivers, "statuses", statuses)


@mutant("the supports of what is contested are those of one side")
def _(patch: Patch) -> None:
    original = outline._deciding

    def deciding(criterion: Any, status: str, *more: Any) -> Any:
        some = [r for r in criterion.rules if r.satisfies or status != "contested"]
        return original(evolve(criterion, rules=some), status, *more)

    patch.setattr(outline, "_deciding", deciding)


@mutant("the supports of an element are those of its first criterion")
def _(patch: Patch) -> None:
    original = outline._deciding
    patch.setattr(outline, "_deciding", lambda criterion, status, place, more: original(criterion, status, 0, more))


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
    """So many pairs, some to a pack, each with the engine of its pack."""
    rng = Random("mutants")
    for number in range(count):
        if number % CASES_PER_PACK == 0:
            pack, _ = sound(*random_pair(rng))
            engines: dict[Any, CompiledEngine] = {}
        pack, case = sound(pack, random_case(rng, pack))
        there = pack.on(case.review.last_day)
        if there.in_force not in engines:
            engines[there.in_force] = CompiledEngine(plan_of(there))
        yield (pack, case), engines[there.in_force]


def differs(pack: Any, case: Any, engine: CompiledEngine) -> bool:
    """Whether the engine says something else than the oracle: in the whole answer, in the statuses alone, or in what supports them."""
    mapping, meant = as_mapping(case), meant_by(case, pack, "en")
    told = engine.answer(mapping)
    try:
        same = as_json(comparable(json.loads(told))) == as_json(meant)
    except json.JSONDecodeError:  # nobody could read that
        return True
    judgements = meant["judgements"]
    if not same or list(engine.statuses(mapping)) != [judgement["status"] for judgement in judgements]:
        return True
    found = [sorted((f["rule"], f["facts"]) for c in j["criteria"] for f in c["findings"] if f["decides"]) for j in judgements]
    return [sorted((rule, facts) for rule, _, facts in supports) for _, supports in engine.supports(mapping)] != found


def caught(count: int) -> int | None:
    """The number of the first pair on which the engine and the oracle differ; None where there is none."""
    return next((n for n, ((pack, case), engine) in enumerate(answers(count), 1) if differs(pack, case, engine)), None)


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
