"""What another pack makes of many cases: which elements of which cases have another status, and where only findings differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import frozen

from ringrose.assessing import assess_many, statuses_by
from ringrose.explain.comparing import compared
from ringrose.model.case import Case
from ringrose.model.pack import Pack
from ringrose.preparing import CaseLike, sound_case

__all__ = ["ByBoth", "CaseTurned", "Effect", "NamedCase", "both", "effect_of"]

ByBoth = CaseLike | tuple[CaseLike, CaseLike]
"""A case, or the readings of it by the one pack and by the other."""

NamedCase = tuple[str, ByBoth]
"""A case and what a reader calls it, such as the name of its file."""

Turn = tuple[str | None, str | None]
"""The statuses of an element by the one pack and by the other; None where it does not ask for the element."""


@frozen
class CaseTurned:
    """One case judged by both packs: the statuses of all elements.

    ``moved``: no element has another status, and yet findings differ.
    """

    name: str
    case: str
    statuses: dict[str, Turn]
    moved: bool = False

    @property
    def turned(self) -> dict[str, Turn]:
        """The elements whose status differs."""
        return {id: turn for id, turn in self.statuses.items() if turn[0] != turn[1]}

    def turn(self, element: str) -> str:
        """How a table shows an element: what it was and is, with > between them; empty where it is the same by both."""
        turn = self.turned.get(element)
        return ">".join(status or "" for status in turn) if turn is not None else ""

    def to_dict(self) -> dict[str, Any]:
        """The case as JSON has it."""
        elements = [{"element": id, "before": before, "after": after} for id, (before, after) in self.turned.items()]
        return {"name": self.name, "case": self.case, "elements": elements}


@frozen
class Effect:
    """Many cases judged by both packs."""

    cases: tuple[CaseTurned, ...]

    @property
    def turned(self) -> tuple[CaseTurned, ...]:
        """The cases with an element whose status differs."""
        return tuple(case for case in self.cases if case.turned)

    @property
    def moved(self) -> tuple[CaseTurned, ...]:
        """The cases of which no element has another status, and of which findings differ."""
        return tuple(case for case in self.cases if case.moved)

    @property
    def totals(self) -> dict[str, list[tuple[Turn, int]]]:
        """For each element whose status differs anywhere, from what to what, and in how many cases; most first."""
        counts: dict[str, Counter[Turn]] = {}
        for case in self.cases:
            for id, turn in case.statuses.items():
                count = counts.setdefault(id, Counter())
                if turn[0] != turn[1]:
                    count[turn] += 1
        return {id: count.most_common() for id, count in counts.items() if count}

    def to_dict(self) -> dict[str, Any]:
        """The effect as JSON has it; only cases in which something differs are listed."""
        totals = [
            {"element": id, "before": before, "after": after, "cases": n} for id, ways in self.totals.items() for (before, after), n in ways
        ]
        return {
            "cases": len(self.cases),
            "turned": len(self.turned),
            "totals": totals,
            "turns": [case.to_dict() for case in self.turned],
            "moved": [{"name": case.name, "case": case.case} for case in self.moved],
        }


def both(case: ByBoth) -> tuple[CaseLike, CaseLike]:
    """A case for the one pack and for the other."""
    return case if isinstance(case, tuple) else (case, case)


def effect_of(first: Pack, second: Pack, cases: Iterable[NamedCase], engine: str = "auto", lang: str = "en") -> Effect:
    """How each case is judged by two checked packs; ``auto`` means the fastest engine here.

    Raises as `ringrose.assess` does.
    """
    sides = [(pack, statuses_by(pack, engine)) for pack in (first, second)]
    return Effect(tuple(_turned(name, case, sides, engine, lang) for name, case in cases))


def _turned(name: str, case: ByBoth, sides: Sequence[tuple[Pack, Callable[[Case], dict[str, str]]]], engine: str, lang: str) -> CaseTurned:
    sound = [sound_case(one, pack) for one, (pack, _) in zip(both(case), sides, strict=True)]
    before, after = (tell(one) for one, (_, tell) in zip(sound, sides, strict=True))
    statuses = {id: (before.get(id), after.get(id)) for id in dict.fromkeys((*before, *after))}
    moved = False
    if before == after:  # findings take ten times as long as statuses
        first, second = (assess_many([one], pack=pack, engine=engine, lang=lang) for one, (pack, _) in zip(sound, sides, strict=True))
        moved = any(element.moved for element in compared(next(first), next(second)))
    return CaseTurned(name, sound[0].id, statuses, moved)
