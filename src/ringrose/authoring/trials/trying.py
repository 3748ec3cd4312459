"""Running the tests of a pack: each sentence is tried on its case, and what is not as expected is told as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from ringrose.authoring.trials.outcome import Fired, Outcome, Plans
from ringrose.authoring.trials.reading import AbsentPattern, Grounds, PackTest, load_tests
from ringrose.files.documents import MAX_BYTES
from ringrose.files.packs import find_pack, load_pack
from ringrose.meaning.attempts import Attempt, Attempts
from ringrose.meaning.possible import Possible
from ringrose.model.assessment import Absent
from ringrose.model.case import Fact
from ringrose.model.pack import Pack
from ringrose.model.values import json_value

__all__ = ["Difference", "Trial", "Tried", "fails", "tried", "try_pack", "try_tests"]


@frozen
class Difference:
    """One thing that is not as a test expects.

    ``code`` tells which kind it is: ``trials.status``, ``trials.is_silent`` (a rule that should have fired), ``trials.fires`` (one that
    should have been silent), ``trials.rests`` (one that rests on something else) or ``trials.derived`` (a derived fact that is not there).
    ``about`` is the element, criterion, rule or fact type; ``expected`` and ``found`` are plain data. ``attempts`` tell how far a silent
    rule came, ``fired`` what one that fired rests on.
    """

    code: str
    about: str
    expected: Any
    found: Any
    attempts: tuple[Attempt, ...] = field(default=(), eq=False, repr=False)
    fired: tuple[Fired, ...] = field(default=(), eq=False, repr=False)


@frozen(eq=False)
class Tried:
    """A test, and all that is not as it expects; ``outcome`` is what followed from its case."""

    test: PackTest
    differences: tuple[Difference, ...]
    outcome: Outcome

    @property
    def passed(self) -> bool:
        """Whether all is as expected."""
        return not self.differences


@frozen(eq=False)
class Trial:
    """All tests of a pack, tried one by one."""

    pack: Pack
    tried: tuple[Tried, ...]

    @property
    def failed(self) -> tuple[Tried, ...]:
        """The tests of which something is not as expected."""
        return tuple(tried for tried in self.tried if not tried.passed)


def try_pack(source: str | Path, *, max_bytes: int = MAX_BYTES) -> Trial:
    """Try all tests of a pack, named or in a folder.

    Raises `PackNotFound` where there is none, and `InputError` with every problem of the pack or of its tests.
    """
    pack = load_pack(source, max_bytes=max_bytes)
    return try_tests(pack, load_tests(find_pack(source), pack, max_bytes=max_bytes))


def try_tests(pack: Pack, tests: Iterable[PackTest]) -> Trial:
    """Try tests by the rules of a checked pack."""
    plans = Plans(pack)
    return Trial(pack, tuple(tried(test, plans) for test in tests))


def tried(test: PackTest, plans: Plans) -> Tried:
    """Try one test."""
    outcome = Outcome(plans.for_case(test.case), test.case)
    return Tried(test, tuple(_differences(test, outcome)), outcome)


def fails(test: PackTest, outcome: Outcome) -> bool:
    """Whether anything is not as the test expects; nothing is collected to be told."""
    return next(_differences(test, outcome, told=False), None) is not None


def _differences(test: PackTest, outcome: Outcome, *, told: bool = True) -> Iterator[Difference]:
    expect = test.expect
    for name, status in expect.status.items():
        if outcome.statuses[name] != status:
            yield Difference("trials.status", name, status, outcome.statuses[name])
    silent = [rule for rule in dict.fromkeys((*expect.fires, *(one.rule for one in expect.because))) if not outcome.fires(rule)]
    for rule in silent:
        yield Difference("trials.is_silent", rule, "fires", "silent", attempts=_nearest(rule, outcome) if told else ())
    for rule in dict.fromkeys(expect.silent):
        if outcome.fires(rule):
            yield Difference("trials.fires", rule, "silent", "fires", fired=tuple(outcome.firings(rule)) if told else ())
    for grounds in expect.because:
        fired = [] if grounds.rule in silent else outcome.firings(grounds.rule)
        if fired and not any(_rests_on(one, grounds) for one in fired):
            yield Difference("trials.rests", grounds.rule, _asked(grounds), [_found(one) for one in fired], fired=tuple(fired))
    for fact in expect.derived:
        found = [_plain(one) for one in outcome.derived(fact.type)]
        if repr(_plain(fact)) not in map(repr, found):  # 1 and true are two
            yield Difference("trials.derived", fact.type, _plain(fact), found)


def _nearest(rule: str, outcome: Outcome) -> tuple[Attempt, ...]:
    """The attempts of a rule, those first that came furthest."""
    plan, case = outcome.reading.plan, outcome.reading.case
    attempts = Attempts(outcome.reading, Possible(plan, case)).of_rule(rule)
    return tuple(sorted(attempts, key=lambda attempt: sum(not condition.holds for condition in attempt.conditions)))


def _rests_on(fired: Fired, grounds: Grounds) -> bool:
    """Whether a firing rests on what is asked."""
    if grounds.facts is not None and set(fired.facts) != set(grounds.facts):
        return False
    if not set(grounds.names) <= set(fired.facts):
        return False
    if grounds.text is not None and any(fired.message.text(lang) != text for lang, text in grounds.text.texts.items()):
        return False
    return grounds.absent is None or _same(fired.absent, grounds.absent)


def _same(found: Sequence[Absent], asked: Sequence[AbsentPattern]) -> bool:
    """Whether each pattern that was found is asked for, and each that is asked for was found."""
    return all(any(_is(one, pattern) for pattern in asked) for one in found) and all(
        any(_is(one, pattern) for one in found) for pattern in asked
    )


def _is(found: Absent, asked: AbsentPattern) -> bool:
    stated = {"at_most": asked.at_most, "distinct": asked.distinct}
    return (
        found.type == asked.fact
        and (asked.where is None or _in_any_order(found.where) == _in_any_order(asked.where))
        and all(value is None or getattr(found, name, None) == value for name, value in stated.items())
    )


def _in_any_order(where: Mapping[str, Any]) -> dict[str, Any]:
    """A pattern's ``where``; the order of the values of an ``in`` says nothing."""
    tests = {name: test if isinstance(test, Mapping) else {"is": test} for name, test in where.items()}
    return {name: {op: sorted(map(repr, v)) if isinstance(v, list) else repr(v) for op, v in test.items()} for name, test in tests.items()}


def _asked(grounds: Grounds) -> dict[str, Any]:
    """What is asked of a firing, as the file has it."""
    told: dict[str, Any] = {}
    if grounds.facts is not None:
        told["facts"] = list(grounds.facts)
    if grounds.names:
        told["names"] = list(grounds.names)
    if grounds.absent is not None:
        stated = ("fact", "where", "at_most", "distinct")
        told["absent"] = [{key: value for key in stated if (value := getattr(one, key)) is not None} for one in grounds.absent]
    if grounds.text is not None:
        told["text"] = grounds.text.plain()
    return told


def _plain(fact: Fact) -> dict[str, Any]:
    """A derived fact as the file has it."""
    return {"fact": fact.type, **{name: json_value(value) for name, value in sorted(fact.attributes.items())}}


def _found(fired: Fired) -> dict[str, Any]:
    """What a firing rests on, in the same shape."""
    absent = [{key: value for key, value in one.to_dict().items() if key != "closed_by"} for one in fired.absent]
    return {"facts": list(fired.facts), "absent": absent, "text": fired.message.text()}
