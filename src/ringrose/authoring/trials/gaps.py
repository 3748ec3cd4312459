"""What tests do not show, and mutants that they do not notice, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ringrose.authoring.trials.coverage import Point
from ringrose.authoring.trials.mutants import Mutant
from ringrose.explain.telling import Line, line
from ringrose.explain.words import say

__all__ = ["gap_line", "gap_text", "mutant_line"]


PlaceOf = Callable[[str], tuple[str, int | None]]
"""Gives the file and the line of a rule, a criterion or a parameter."""


def gap_text(point: Point, lang: str) -> str:
    """What no test shows of a rule, a criterion or a parameter."""
    if point.kind != "status":
        return say(f"trials.gap.{point.kind}", lang, part=point.part)
    status = say(f"criterion.{point.part}", lang)
    if not point.because:
        return say("trials.gap.status", lang, part=status)
    first, second = point.because
    return say("trials.gap.together", lang, part=status, first=first, second=second)


def gap_line(point: Point, place_of: PlaceOf, lang: str) -> Line:
    """What no test shows: what it is called, where it stands, and in words."""
    below = Line(gap_text(point, lang), "plain", code=f"trials.gap.{point.kind}")
    return Line(point.name, "reason", _place(point.about, place_of, lang), [below])


def mutant_line(mutant: Mutant, place_of: PlaceOf, lang: str) -> Line:
    """A mutant: what it is called, where the rule stands, what differs in the rule language, and which tests alone can notice it."""
    below = [*_side("before", mutant.before, lang), *_side("after", mutant.after, lang)]
    if mutant.last_day is not None:
        below.append(line("trials.last_day", lang, day=str(mutant.last_day)))
    return Line(mutant.name, "reason", _place(mutant.about, place_of, lang), below)


def _place(about: str, place_of: PlaceOf, lang: str) -> str:
    file, number = place_of(about)
    return file if number is None else say("trials.place", lang, file=file, line=str(number))


def _side(code: str, lines: Sequence[str], lang: str) -> list[Line]:
    return [line(f"trials.{code}", lang, text=text) for text in lines or [say("trials.nothing", lang)]]
