"""When all facts that match one pattern match another: exact for tests with literals, and for references by their being the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve

from ringrose.authoring.checks.candidates import fitting
from ringrose.meaning.matching import meets
from ringrose.model.pack import Vocabulary
from ringrose.plan import Bound, Check, Match

__all__ = ["absent_too", "checks_of", "impossible", "matches_too", "moved"]

Same = Callable[[str, Bound], bool]
"""Whether the attribute of a fact is surely what a reference refers to."""


def checks_of(match: Match) -> tuple[Check, ...]:
    """All checks of a pattern."""
    return (*match.fixed, *match.joined)


def moved(match: Match, slots: Mapping[int, int]) -> Match:
    """The pattern with its references to other slots."""
    joined = tuple(
        evolve(check, operands=tuple(evolve(o, slot=slots[o.slot]) if isinstance(o, Bound) else o for o in check.operands))
        for check in match.joined
    )
    return Match(match.type, match.fixed, joined)


def impossible(vocabulary: Vocabulary, type: str, checks: Sequence[Check], *, holds: bool = True) -> str | None:
    """The attribute because of which no fact of the type passes all checks; None where none is known.

    ``holds``: the fact holds, so that it states what is required.
    """
    for attribute in dict.fromkeys(check.attribute for check in checks):
        own = [check for check in checks if check.attribute == attribute]
        lacks = any(check.op == "exists" and check.values() == (False,) for check in own)
        states = any(check.op != "exists" or check.values() == (True,) for check in own)
        if lacks and (states or (holds and _always(vocabulary, type, attribute))):
            return attribute
        if not lacks and not _fitting(vocabulary, type, attribute, own):
            return attribute
    return None


def _always(vocabulary: Vocabulary, type: str, attribute: str) -> bool:
    """Whether every fact of the type that holds states the attribute."""
    kind = vocabulary.get(type)
    known = kind.attributes.get(attribute) if kind is not None and not kind.derived else None
    return attribute == "id" or (known is not None and known.required)


def _fitting(vocabulary: Vocabulary, type: str, attribute: str, checks: Sequence[Check], others: Iterable[Check] = ()) -> list[object]:
    return fitting(str(vocabulary.attribute_type(type, attribute)), _values(vocabulary, type, attribute), checks, others)


def _values(vocabulary: Vocabulary, type: str, attribute: str) -> tuple[str, ...]:
    kind = vocabulary.get(type)
    known = kind.attributes.get(attribute) if kind is not None else None
    return known.values if known is not None else ()


def _never(attribute: str, bound: Bound) -> bool:
    return False


def matches_too(vocabulary: Vocabulary, strong: Match, weak: Match, same: Same = _never) -> bool:
    """Whether every fact that holds and matches one pattern matches the other. Slots mean the same in both."""
    if strong.type != weak.type:
        return False
    checks = checks_of(strong)
    return all(_implied(vocabulary, strong.type, checks, check, same) for check in checks_of(weak))


def absent_too(vocabulary: Vocabulary, wide: Match, narrow: Match) -> bool:
    """Whether, where one pattern is known not to hold, the other is known not to hold, too."""
    if wide.type != narrow.type:
        return False
    for attribute in dict.fromkeys(check.attribute for check in checks_of(wide)):
        asked = [check for check in checks_of(wide) if check.attribute == attribute]
        own = [check for check in checks_of(narrow) if check.attribute == attribute]
        for check in asked:
            if check.op == "exists":  # it tests what is written, also of a fact of which too little is known
                if check not in own:
                    return False
            elif not _implied(vocabulary, wide.type, own, check, _never):
                return False
        if not _bound_too(asked, own):
            return False
    return True


def _bound_too(wide: Sequence[Check], narrow: Sequence[Check]) -> bool:
    """Whether what closes the record for the values of one closes it for those of the other."""
    binding = next((check for check in wide if check.op in ("is", "in")), None)
    if binding is None:
        return True
    other = next((check for check in narrow if check.op in ("is", "in")), None)
    return other is not None and set(other.operands) <= set(binding.operands)


def _implied(vocabulary: Vocabulary, type: str, strong: Sequence[Check], weak: Check, same: Same) -> bool:
    own = [check for check in strong if check.attribute == weak.attribute]
    if weak in own:
        return True
    states = any(check.op != "exists" or check.values() == (True,) for check in own)
    if weak.op == "exists":
        return weak.values() == (True,) and (states or _always(vocabulary, type, weak.attribute))
    if weak.bounds():
        if weak.op == "is" and isinstance(weak.operands[0], Bound) and same(weak.attribute, weak.operands[0]):
            return True
        return weak.op == "in" and any(check.op in ("is", "in") and set(check.operands) <= set(weak.operands) for check in own)
    if not (states or _always(vocabulary, type, weak.attribute)):
        return False
    found = _fitting(vocabulary, type, weak.attribute, own, (weak,))
    return all(meets(weak, value, weak.values()) for value in found)
