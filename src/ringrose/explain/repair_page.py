"""Repairs and threats in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ringrose.explain.page import Page, Section
from ringrose.explain.reasons import head
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.words import say
from ringrose.meaning.matching import falls_into
from ringrose.model.case import Citation, Closure, Fact
from ringrose.model.change import Change, Do
from ringrose.model.values import json_value

if TYPE_CHECKING:
    from ringrose.explain.repair import ChangeSet, Repair, Threats

__all__ = ["losses_told", "repair_page", "scope_told", "threats_page", "ways_told"]

MOST = 12
"""So many ways of a kind are told; JSON has them all."""


def repair_page(repair: Repair, lang: str) -> Page:
    """What would give the element the status."""
    teller = Teller(repair.assessment, lang)
    to = say(f"status.{repair.to}", lang)
    if repair.status == repair.to:
        return _page(repair, "repair.title", lang, [Section("", [line("repair.already", lang, to=to)])], to=to)
    sections = [Section(say(f"repair.{kind}", lang), lines) for kind, lines in ways_told(repair, teller, MOST)]
    sections.append(Section(say("repair.scope", lang), scope_told(repair, "repair", lang)))
    advice = [Line(recommendation.message.text(lang), "advice") for recommendation in repair.advice]
    if advice:
        sections.append(Section(say("repair.advice", lang), advice))
    return _page(repair, "repair.title", lang, sections, to=to)


def threats_page(threats: Threats, lang: str) -> Page:
    """What would turn the element."""
    teller = Teller(threats.assessment, lang)
    if threats.status != "met":
        return _page(threats, "threats.title", lang, [Section("", [line("threats.not_met", lang)])])
    lines = losses_told(threats, teller, MOST)
    sections = [Section(say("threats.losses", lang), lines)] if lines else []
    sections.append(Section(say("repair.scope", lang), scope_told(threats, "threats", lang)))
    return _page(threats, "threats.title", lang, sections)


def ways_told(repair: Repair, teller: Teller, most: int, more: str = "repair.more") -> Iterator[tuple[str, list[Line]]]:
    """The ways by their kinds, ``evidence`` first: at most so many of each, and how many ``more`` there are."""
    ways = _ways(repair.sets)
    for kind in ("evidence", "world"):
        of_kind = [way for way in ways if way[0].kind == kind]
        if of_kind:
            lines = [_way(one, either, n, teller) for n, (one, either) in enumerate(of_kind[:most], 1)]
            if len(of_kind) > most:
                lines.append(line(more, teller.lang, n=str(len(of_kind) - most)))
            yield kind, lines


def losses_told(threats: Threats, teller: Teller, most: int, more: str = "repair.more") -> list[Line]:
    """The losses that would turn an element, at most so many, and how many ``more`` there are."""
    lines = []
    for one in threats.sets[:most]:
        teller.forget()
        below = [_loss(change, teller) for change in one.changes]
        lines.append(line("threats.set", teller.lang, one.to, below=below, to=say(f"status.{one.to}", teller.lang)))
    if len(threats.sets) > most:
        lines.append(line(more, teller.lang, n=str(len(threats.sets) - most)))
    return lines


def _page(answer: Repair | Threats, code: str, lang: str, sections: Sequence[Section], **slots: str) -> Page:
    element = answer.assessment[answer.element].element
    title = say(code, lang, name=element.title.get(lang) if element.title else element.id, **slots)
    now = (say("repair.now", lang), say(f"status.{answer.status}", lang))
    return Page(lang, title, (*head(answer.assessment, lang), now), sections)


def scope_told(answer: Repair | Threats, verb: str, lang: str) -> Iterator[Line]:
    """Up to how many changes all ways are known."""
    n = answer.complete_up_to
    if not answer.sets and n:
        yield line(f"{verb}.none", lang, n=str(n))
    if n == 0:
        yield line("repair.incomplete.all", lang)
    elif n < answer.at_most:
        yield line(f"{verb}.incomplete", lang, n=str(n), asked=str(answer.at_most))
    elif answer.sets:
        yield line(f"{verb}.complete", lang, n=str(n))


def _ways(sets: Iterable[ChangeSet]) -> list[tuple[ChangeSet, frozenset[Change]]]:
    """The sets as they are told: each with the records of which it comes to the same whether they are closed or denied.

    A set that denies such a record is told by the one that closes it.
    """
    against = {frozenset(one.changes): one.against for one in sets}

    def same(one: ChangeSet, change: Change, do: Do) -> bool:
        other = frozenset(one.changes) - {change} | {evolve(change, do=do)}
        return against.get(other) == one.against

    return [
        (one, frozenset(change for change in one.changes if change.do == "close" and same(one, change, "deny")))
        for one in sets
        if not any(change.do == "deny" and same(one, change, "close") for change in one.changes)
    ]


def _way(one: ChangeSet, either: frozenset[Change], number: int, teller: Teller) -> Line:
    teller.forget()
    opened = [(change.type, change.attributes) for change in one.changes if change.do == "reopen"]
    below = [_change_line(change, teller, opened, either=change in either) for change in one.changes]
    if len(one.changes) == 1:
        return line("repair.set.one", teller.lang, below=below, n=str(number))
    return line("repair.set", teller.lang, below=below, n=str(number), size=str(len(one.changes)))


def _change_line(change: Change, teller: Teller, opened: Sequence[object], *, either: bool) -> Line:
    """A change in words; below it, with their sources, what it contradicts. What is withdrawn or opened is told with its own sources."""
    lang = teller.lang
    if change.do == "withdraw":
        fact = teller.facts[change.id]
        code = "change.withdraw" if fact.holds is True else f"change.withdraw.{'denial' if fact.holds is False else 'unknown'}"
        return _fact_line(fact, teller, code)
    told = _told(change, teller)
    if change.do == "reopen":
        return line("change.reopen", lang, "fact", **_cited(_declared(change, teller), teller), fact=told)
    below = list(_contradicted(change, teller, opened))
    if change.id is not None:
        return line("change.add.named", lang, "fact", below=below, id=change.id, fact=told)
    code = "change.close_or_deny" if either else f"change.{change.do}"
    return line(code, lang, "fact", below=below, fact=told)


def _contradicted(change: Change, teller: Teller, opened: Sequence[object]) -> Iterator[Line]:
    """The facts, denials and complete records that speak against a change; not the records that are opened with it."""
    of_type = [fact for fact in teller.case.facts if fact.type == change.type]
    if change.do == "deny":
        for fact in of_type:
            if fact.holds is True and falls_into(fact.attributes, change.attributes):
                yield _fact_line(fact, teller, "change.against.fact")
    if change.do == "add":
        for fact in of_type:
            if fact.holds is False and falls_into(change.attributes, fact.attributes):
                yield _fact_line(fact, teller, "change.against.denial")
        for record in teller.case.complete:
            against = record.type == change.type and falls_into(change.attributes, record.attributes)
            if against and (record.type, record.attributes) not in opened:
                cited = _cited(record.source, teller)
                yield line("change.against.record", teller.lang, "fact", **cited, fact=teller.described(record))


def _fact_line(fact: Fact, teller: Teller, code: str) -> Line:
    return evolve(teller.fact_lines([fact], code)[0], code=code)


def _told(change: Change, teller: Teller) -> str:
    return teller.pattern(change.type, {name: json_value(value) for name, value in change.attributes.items()})


def _loss(change: Change, teller: Teller) -> Line:
    if change.do == "withdraw":
        return _fact_line(teller.facts[change.id], teller, "threats.withdraw")
    return line("threats.reopen", teller.lang, "fact", **_cited(_declared(change, teller), teller), fact=_told(change, teller))


def _declared(change: Change, teller: Teller) -> tuple[Citation, ...]:
    """The places of the declarations that a record is complete."""
    closures: list[Closure] = [c for c in teller.case.complete if (c.type, c.attributes) == (change.type, change.attributes)]
    return tuple(citation for closure in closures for citation in closure.source)


def _cited(citations: tuple[Citation, ...], teller: Teller) -> Any:
    """The places of a line, as `line` takes them."""
    return {"cite": teller.citations(citations), "citations": citations}
