"""What differs between two packs, and how cases are judged by each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from ringrose.assessing import assess
from ringrose.explain.comparing import ElementCompared, compared
from ringrose.explain.pack_differences import PackDifference, pack_differences
from ringrose.explain.packs_effect import ByBoth, Effect, NamedCase, both, effect_of
from ringrose.model.assessment import Assessment
from ringrose.model.pack import Pack
from ringrose.preparing import PackLike, check_language, prepared, sound_pack

__all__ = ["CaseByPacks", "PacksDiff", "RuleAtWork", "diff_packs"]


@frozen
class RuleAtWork:
    """A rule with findings that differ: how many came, went and rest on something else.

    ``difference`` is the position of the difference of the rule, None where the rule is the same.
    """

    rule: str
    difference: int | None
    came: int
    went: int
    changed: int

    def to_dict(self) -> dict[str, Any]:
        """The rule as JSON has it."""
        return {"rule": self.rule, "difference": self.difference, "came": self.came, "went": self.went, "changed": self.changed}


@frozen
class CaseByPacks:
    """One case judged by both packs: its elements, and the rules whose findings differ."""

    before: Assessment
    after: Assessment
    elements: tuple[ElementCompared, ...]
    rules: tuple[RuleAtWork, ...]

    def to_dict(self, lang: str) -> dict[str, Any]:
        """The case as JSON has it."""
        return {
            "case": self.before.case.id,
            "elements": [element.to_dict(lang) for element in self.elements],
            "rules": [rule.to_dict() for rule in self.rules],
        }


@frozen
class PacksDiff:
    """What differs between two packs, and between the judgements of some cases by them."""

    first: Pack
    second: Pack
    lang: str
    differences: tuple[PackDifference, ...]
    cases: tuple[CaseByPacks, ...]
    effect: Effect | None = None

    @property
    def turned(self) -> bool:
        """Whether the status of any element differs in any of the cases."""
        return bool(self.effect and self.effect.turned) or any(element.turned for case in self.cases for element in case.elements)

    @property
    def same_meaning(self) -> bool:
        """Whether nothing differs that judgements hang on."""
        return not any(difference.matters for difference in self.differences)

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``diff/1``; texts in ``lang`` (default: the language asked for)."""
        lang = lang or self.lang
        return {
            "ringrose": "diff/1",
            "kind": "packs",
            "packs": [pack.named for pack in (self.first, self.second)],
            "same_meaning": self.same_meaning,
            "differences": [difference.to_dict() for difference in self.differences],
            "cases": [case.to_dict(lang) for case in self.cases],
            "effect": self.effect.to_dict() if self.effect is not None else None,
        }


def diff_packs(
    first: PackLike,
    second: PackLike,
    cases: Iterable[ByBoth] = (),
    *,
    many: Iterable[NamedCase] | None = None,
    engine: str = "auto",
    lang: str = "en",
) -> PacksDiff:
    """What differs between two packs, and between the judgements of cases by them.

    Each of ``cases`` is told whole. ``many`` cases, each with what a reader calls it, are told as a table of what turns, and in total.
    The arguments are as for `ringrose.assess`, and so is what is raised; each case must be sound by both packs. Where
    the packs read values by other types, a case is a pair: as the first reads it, and as the second does.
    """
    one, other = sound_pack(first), sound_pack(second)
    for pack in (one, other):
        check_language(pack, lang)
    differences = pack_differences(one, other)
    changed = {difference.id: n for n, difference in enumerate(differences) if difference.what == "rule"}
    found = []
    for case in cases:
        sides = zip(both(case), (one, other), strict=True)
        before, after = (assess(prepared(read, pack, lang)[0], pack=pack, engine=engine, lang=lang) for read, pack in sides)
        elements = compared(before, after)
        found.append(CaseByPacks(before, after, elements, tuple(_rules(elements, changed))))
    effect = effect_of(one, other, many, engine, lang) if many is not None else None
    return PacksDiff(one, other, lang, differences, tuple(found), effect)


def _rules(elements: Iterable[ElementCompared], changed: dict[str, int]) -> Iterable[RuleAtWork]:
    """The rules whose findings differ, in the order of the criteria."""
    counts = {kind: Counter[str]() for kind in ("came", "went", "changed")}
    for element in elements:
        for criterion in element.criteria:
            counts["came"].update(finding.rule for finding in criterion.came)
            counts["went"].update(finding.rule for finding in criterion.went)
            counts["changed"].update(finding.rule for finding, _ in criterion.changed)
    for rule in dict.fromkeys(rule for count in counts.values() for rule in count):
        yield RuleAtWork(rule, changed.get(rule), **{kind: count[rule] for kind, count in counts.items()})
