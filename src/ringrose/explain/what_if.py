"""What if: a case before and after some changes, element by element, with the findings that came and went."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from ringrose.assessing import assess
from ringrose.errors import Flaw, InputError, unplaced
from ringrose.explain.compared_told import ComparedTeller, Side
from ringrose.explain.comparing import ConflictsCompared, ElementCompared, compared, compared_conflicts
from ringrose.explain.page import Page, Section
from ringrose.explain.reasons import head
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.words import say
from ringrose.model.assessment import Assessment
from ringrose.model.case import Case, Closure, Fact
from ringrose.model.change import Change, changed
from ringrose.model.check_changes import check_changes, reopens
from ringrose.model.shown import ShownAsPage
from ringrose.preparing import CaseLike, PackLike, prepared

__all__ = ["WhatIf", "what_if"]


@frozen
class WhatIf(ShownAsPage):
    """A case before and after some changes: all elements and criteria, with the findings and conflicts that came and went."""

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]
    elements: tuple[ElementCompared, ...]
    conflicts: ConflictsCompared

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``what-if/1``; texts in ``lang`` (default: the language asked for)."""
        lang = lang or self.before.lang
        pack = self.before.pack
        return {
            "ringrose": "what-if/1",
            "case": self.before.case.id,
            "pack": pack.named,
            "changes": [change.to_dict() for change in self.changes],
            "elements": [element.to_dict(lang) for element in self.elements],
            "conflicts": self.conflicts.to_dict(),
        }

    def page(self, lang: str | None = None) -> Page:
        """The answer in words."""
        lang = lang or self.before.lang
        before, after = Teller(self.before, lang), _Assuming(self.after, lang, self.before.case)
        teller = ComparedTeller(lang, Side(lang, before), Side(lang, after))
        differing = [*teller.sections(self.elements), *teller.conflicts(self.conflicts)]
        case = self.before.case
        title = case.title.get(lang) if case.title else case.id
        return Page(
            lang,
            say("what_if.title", lang, case=title),
            head(self.before, lang),
            [
                Section(say("what_if.assumed", lang), [_told(change, before) for change in self.changes]),
                Section(say("what_if.then", lang), teller.turned(self.elements)),
                *differing,
                teller.rest(bool(differing)),
            ],
        )


def what_if(case: CaseLike, changes: Iterable[Change], *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> WhatIf:
    """Judge a case before and after changes. Nothing is written.

    ``case``, ``pack``, ``engine`` and ``lang`` are as for `ringrose.assess`. The changes are made together, whatever their order; their
    values are read by the vocabulary of the pack.

    Raises `InputError`, with every problem found, where one of them cannot be used or the changed case would not be sound, and what
    `ringrose.assess` raises.
    """
    sound, rules = prepared(case, pack, lang)
    typed, flaws = check_changes(sound, list(changes), rules)
    if flaws:
        raise InputError(unplaced(map(_seen, flaws), f"case {sound.id}"))
    typed = list(dict.fromkeys(typed))
    before = assess(sound, pack=rules, engine=engine, lang=lang)
    after = assess(changed(sound, typed), pack=rules, engine=engine, lang=lang)
    conflicts = compared_conflicts(before.conflicts, after.conflicts)
    return WhatIf(before, after, tuple(typed), compared(before, after), conflicts)


class _Assuming(Teller):
    """Tells the changed case: what is assumed in it has no source and needs none."""

    def __init__(self, assessment: Assessment, lang: str, before: Case) -> None:
        super().__init__(assessment, lang)
        known = {fact.id for fact in before.facts}
        self._assumed = {fact.id for fact in self.case.facts if fact.id not in known}
        self._declared = [record for record in self.case.complete if record not in before.complete]

    def _fact_line(self, facts: list[Fact], slot: str | None, code: str) -> Line:
        if not self._assumed.issuperset(fact.id for fact in facts):
            return super()._fact_line(facts, slot, code)
        told = super()._fact_line(facts, slot, "what_if.denied" if code == "denied" else code)
        return evolve(told, cite=say("what_if.source", self.lang))

    def closure_line(self, closure: Closure) -> Line:
        """A record that the case says is complete, or that is assumed to be."""
        told = super().closure_line(closure)
        return evolve(told, cite=say("what_if.source", self.lang)) if closure in self._declared else told


def _seen(flaw: Flaw) -> Flaw:
    return flaw.under(("changes",))


def _told(change: Change, teller: Teller) -> Line:
    """A change in words; what is withdrawn or reopened comes with its source."""
    lang = teller.lang
    if change.do == "withdraw":
        fact = teller.facts[change.id]
        code = {False: "what_if.withdraw.denial", "unknown": "what_if.withdraw.unknown"}.get(fact.holds, "what_if.withdraw")
        told = teller.fact_lines([fact])[0]
        return line(code, lang, cite=told.cite, fact=told.text)
    described = teller.fact_lines([Fact(change.type, change.attributes, id=change.id or "")])[0]
    if change.do == "reopen":
        record = next(one for one in teller.case.complete if reopens(change, one))
        return line("what_if.reopen", lang, cite=teller.citations(record.source), fact=described.text)
    return line(f"what_if.{change.do}", lang, cite=change.id or "", fact=described.text)
