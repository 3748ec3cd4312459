"""Violations for which it is enough that something is not recorded: absence taken for evidence."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.checks.implied import matches_too
from ringrose.authoring.checks.looking import rested_on
from ringrose.authoring.checks.remarks import Checked, Remark, RulePlace
from ringrose.meaning.reading import Reading
from ringrose.model.case import Case
from ringrose.model.pack import STRUCTURAL, Derives
from ringrose.plan import Absent, Clause

__all__ = ["rules"]


def rules(checked: Checked) -> Iterator[Remark]:
    """Rules that help to violate a criterion unless something is recorded, without asking that its record be closed."""
    violating = checked.violating()
    for place in checked.rules():
        if place.name not in violating or place.name in checked.silent:
            continue
        criterion, last = violating[place.name]
        for number, pattern in enumerate(place.rule.unless):
            types = _recorded(checked, pattern.type)
            if types and not all(_asked(checked, clauses[place.name], number) for clauses in checked.clauses):
                yield _remark(checked, place, number, pattern.type, criterion, last, types)


def _asked(checked: Checked, clause: Clause, number: int) -> bool:
    """Whether a clause asks that the record of an exception be closed."""
    match = clause.exceptions[number]
    return any(matches_too(checked.pack.vocabulary, match, step.match) for step in clause.steps if isinstance(step, Absent))


def _recorded(checked: Checked, type: str) -> tuple[str, ...]:
    """The recorded types on which a fact of a type rests."""
    if type in STRUCTURAL:
        return ()
    if not checked.pack.vocabulary.types[type].derived:
        return (type,)
    deriving = [p.name for p in checked.rules() if isinstance(p.rule.then, Derives) and p.rule.then.type == type]
    rested = rested_on(checked.pack, deriving)
    read = {p.type for place in checked.rules() if place.name in rested for c in place.rule.conditions for p in c.patterns()}
    return tuple(name for name in checked.pack.vocabulary.recordable if name in read)


def _remark(checked: Checked, place: RulePlace, number: int, type: str, criterion: str, last: str, types: tuple[str, ...]) -> Remark:
    own = place.name == last
    how = "" if own else f", by way of `{last}`"
    what = f"The rule `{place.name}` helps to violate `{criterion}`{how}, unless `{type}` is recorded"
    why = "A case that only does not tell of it is taken for one in which there is none"
    hint = f"Ask for evidence of absence with {{no: {types[0]}, ...}} under `if`, or waive it and say why nothing recorded is enough"

    def shown(reading: Reading) -> bool:
        return bool(reading.fired[place.name]) and bool(reading.fired[last]) and not any(_closes(reading.case, one) for one in types)

    example = checked.looking.smallest(dict.fromkeys((place.name, last)), shown) if checked.searches else None
    return Remark("absence-as-evidence", (*place.path, "unless", number), place.name, what, why, hint, example=example)


def _closes(case: Case, type: str) -> bool:
    """Whether some record of the type is closed, for whatever."""
    return any(c.type == type for c in case.complete) or any(f.type == type for f in case.facts if f.holds is False)
