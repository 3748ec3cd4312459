"""Repairs and threats in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ringrose.explain.page import Page, Section
from ringrose.explain.reasons import head
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.words import listed, say
from ringrose.model.case import Closure
from ringrose.model.change import Change
from ringrose.model.values import json_value

if TYPE_CHECKING:
    from ringrose.explain.repair import ChangeSet, Repair, Threats

__all__ = ["change_line", "repair_page", "threats_page"]

MOST = 12
"""So many ways of a kind are told; JSON has them all."""


def repair_page(repair: Repair, lang: str) -> Page:
    """What would give the element the status."""
    teller = Teller(repair.assessment, lang)
    to = say(f"status.{repair.to}", lang)
    if repair.status == repair.to:
        return _page(repair, "repair.title", lang, [Section("", [line("repair.already", lang, to=to)])], to=to)
    sections = []
    ways = _without_denials(repair.sets)
    for kind in ("evidence", "world"):
        of_kind = [one for one in ways if one.kind == kind]
        if of_kind:
            lines = [_way(one, n, teller) for n, one in enumerate(of_kind[:MOST], 1)]
            if len(of_kind) > MOST:
                lines.append(line("repair.more", lang, n=str(len(of_kind) - MOST)))
            sections.append(Section(say(f"repair.{kind}", lang), lines))
    sections.append(Section(say("repair.scope", lang), _scope(repair, bool(ways), lang, "repair.none")))
    advice = [Line(recommendation.message.text(lang), "advice", code="advice") for recommendation in repair.advice]
    if advice:
        sections.append(Section(say("repair.advice", lang), advice))
    return _page(repair, "repair.title", lang, sections, to=to)


def threats_page(threats: Threats, lang: str) -> Page:
    """What would turn the element."""
    teller = Teller(threats.assessment, lang)
    if threats.status != "met":
        return _page(threats, "threats.title", lang, [Section("", [line("threats.not_met", lang)])])
    lines = []
    for one in threats.sets[:MOST]:
        teller.forget()
        below = [_loss(change, teller) for change in one.changes]
        lines.append(line("threats.set", lang, one.to, below=below, to=say(f"status.{one.to}", lang)))
    if len(threats.sets) > MOST:
        lines.append(line("repair.more", lang, n=str(len(threats.sets) - MOST)))
    sections = [Section(say("threats.losses", lang), lines)] if lines else []
    sections.append(Section(say("repair.scope", lang), _scope(threats, bool(lines), lang, "threats.none")))
    return _page(threats, "threats.title", lang, sections)


def _page(answer: Repair | Threats, code: str, lang: str, sections: Sequence[Section], **slots: str) -> Page:
    element = answer.assessment[answer.element].element
    title = say(code, lang, name=element.title.get(lang) if element.title else element.id, **slots)
    now = (say("repair.now", lang), say(f"status.{answer.status}", lang))
    return Page(lang, title, (*head(answer.assessment, lang), now), sections)


def _scope(answer: Repair | Threats, found: bool, lang: str, none: str) -> Iterator[Line]:
    if not found:
        yield line(none, lang, n=str(answer.complete_up_to))
    if answer.complete_up_to < answer.at_most:
        yield line("repair.incomplete", lang, n=str(answer.complete_up_to), asked=str(answer.at_most))
    elif found:
        yield line("repair.complete", lang, n=str(answer.complete_up_to))


def _without_denials(sets: Iterable[ChangeSet]) -> list[ChangeSet]:
    """A denial and a closed record come to the same; only the sets without denials are told, with both words."""
    return [one for one in sets if all(change.do != "deny" for change in one.changes)]


def _way(one: ChangeSet, number: int, teller: Teller) -> Line:
    teller.forget()
    below = [change_line(change, teller) for change in one.changes]
    against = [id for id in one.against if not any(change.id == id for change in one.changes)]
    if against:
        below.append(line("change.against", teller.lang, "note", names=listed(against, teller.lang)))
    code = "repair.set.one" if len(one.changes) == 1 else "repair.set"
    slots = {"n": str(number)} if len(one.changes) == 1 else {"n": str(number), "size": str(len(one.changes))}
    return line(code, teller.lang, below=below, **slots)


def change_line(change: Change, teller: Teller) -> Line:
    """A change in words; what is withdrawn is told with its source."""
    lang = teller.lang
    if change.do == "withdraw":
        fact = teller.facts[change.id]
        code = "change.withdraw" if fact.holds is True else f"change.withdraw.{'denial' if fact.holds is False else 'unknown'}"
        return teller.fact_lines([fact], code)[0]
    told = teller.pattern(change.type, {name: json_value(value) for name, value in change.attributes.items()})
    if change.do == "reopen":
        return line("change.reopen", lang, "fact", cite=_cited(change, teller), fact=told)
    if change.do == "close":
        return line("change.close_or_deny", lang, "fact", fact=told)
    if change.id is not None:
        return line("change.add.named", lang, "fact", id=change.id, fact=told)
    return line(f"change.{change.do}", lang, "fact", fact=told)


def _loss(change: Change, teller: Teller) -> Line:
    if change.do == "withdraw":
        return teller.fact_lines([teller.facts[change.id]], "threats.withdraw")[0]
    told = teller.pattern(change.type, {name: json_value(value) for name, value in change.attributes.items()})
    return line("threats.reopen", teller.lang, "fact", cite=_cited(change, teller), fact=told)


def _cited(change: Change, teller: Teller) -> str:
    """The places of the declarations that a record is complete."""
    closures: list[Closure] = [c for c in teller.case.complete if (c.type, c.attributes) == (change.type, change.attributes)]
    return teller.citations(citation for closure in closures for citation in closure.source)
