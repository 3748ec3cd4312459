"""The hand-written Python once more, as a program that tells as much as ringrose does: whole answers, to the byte.

An answer has the criteria of each element and all findings, also those that decide nothing, each with its text, what it binds, the sorted
ids of the facts that it rests on, and the patterns that are known to be absent. msgspec decodes the facts into Structs, as in
`plain_structs`, and encodes the answer from Structs, which is faster than from dicts.

It relies on what holds of every case of the problem. The parties are A and B. There is one agreement at most, and it spans the review. The
ids are f0, f1 and so on: those of the parties sort before them, those of the years (year-2014) after them. Every record is closed, and
nothing is denied or unknown, so there are no conflicts. Open questions are not looked for. The pack has no advice. Only the types of what
is read are checked. ringrose takes none of that for granted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

__all__ = ["PlainAnswers"]

PARTIES = ("A", "B")


# -- what is read ---------------------------------------------------------------------------------------------------------


class Fact(msgspec.Struct, tag_field="fact", tag=str.lower, gc=False):
    """What all facts have."""

    id: str


class Agreement(Fact):
    """The parties agreed on a period."""

    start: int
    end: int


class Monitoring(Fact):
    """The parties looked at how it was going."""

    year: int


class Plan(Fact):
    """There is a plan for a year."""

    year: int
    status: str


class Resource(Fact):
    """A party gave something."""

    party: str
    kind: str
    year: int
    status: str


class Exchange(Fact):
    """A party did something in a field."""

    field: str
    party: str
    community: bool


class Benefit(Fact):
    """A party had something from it in a field."""

    party: str
    field: str


class Coordination(Fact):
    """A party has somebody who coordinates."""

    party: str
    status: str


class Obstacle(Fact):
    """Something stood in the way of an element."""

    kind: str
    element: str


class Case(msgspec.Struct, gc=False):
    """What is read of a case file."""

    id: str
    facts: list[Agreement | Monitoring | Plan | Resource | Exchange | Benefit | Coordination | Obstacle]


# -- what is written: the fields in the order of the answer ---------------------------------------------------------------


class Absent(msgspec.Struct, gc=False):
    """A pattern that is known not to hold."""

    fact: str
    where: dict[str, Any]
    closed_by: tuple[str, ...] = ()


class Finding(msgspec.Struct, gc=False):
    """What a rule found."""

    rule: str
    polarity: str
    decides: bool
    text: str
    bindings: dict[str, str]
    facts: list[str]
    absent: tuple[Absent, ...]


class Criterion(msgspec.Struct, gc=False):
    """A criterion of an element with its findings."""

    id: str
    role: str
    status: str
    findings: list[Finding]


class Judgement(msgspec.Struct, gc=False):
    """An element with its criteria."""

    element: str
    status: str
    standing: None
    criteria: tuple[Criterion, Criterion]


class Judged(msgspec.Struct, gc=False):
    """The pack that a case is judged by."""

    id: str
    version: str
    digest: str


class Summary(msgspec.Struct, gc=False):
    """How many elements have each status."""

    met: int
    not_met: int
    contested: int
    undetermined: int


class Answer(msgspec.Struct, gc=False):
    """The whole answer."""

    ringrose: str
    case: str
    engine: str
    pack: Judged
    summary: Summary
    judgements: tuple[Judgement, ...]
    conflicts: tuple[()] = ()
    open_questions: tuple[()] | None = ()
    recommendations: tuple[()] = ()


# -- the program ----------------------------------------------------------------------------------------------------------


class PlainAnswers:
    """Decoder, rules and encoder. The id, version and digest of the pack are given, and so is the engine's name to write."""

    def __init__(self, id: str, version: str, digest: str, engine: str) -> None:
        self._pack, self._engine = Judged(id, version, digest), engine
        self.decode: Callable[[bytes], Case] = msgspec.json.Decoder(Case).decode
        self.encode: Callable[[Answer], bytes] = msgspec.json.Encoder().encode

    def line(self, data: bytes) -> bytes:
        """From bytes to bytes."""
        return self.encode(self.solve(self.decode(data)))

    def solve(self, case: Case) -> Answer:
        """The answer to one case."""
        agreements: list[Agreement] = []
        monitorings: list[Monitoring] = []
        plans: list[Plan] = []
        resources: list[Resource] = []
        exchanges: list[Exchange] = []
        benefits: list[Benefit] = []
        coordinations: list[Coordination] = []
        obstacles: list[Obstacle] = []
        by_type: dict[type, list[Any]] = {
            Agreement: agreements,
            Monitoring: monitorings,
            Plan: plans,
            Resource: resources,
            Exchange: exchanges,
            Benefit: benefits,
            Coordination: coordinations,
            Obstacle: obstacles,
        }
        for fact in case.facts:
            by_type[type(fact)].append(fact)
        judgements = (
            _commitment(agreements, monitorings, resources, obstacles),
            _reciprocity(exchanges, benefits),
            _participation(exchanges, resources),
            _planning(agreements, plans, obstacles),
            _coordination(coordinations, obstacles),
        )
        statuses = [judgement.status for judgement in judgements]
        summary = Summary(statuses.count("met"), statuses.count("not_met"), 0, statuses.count("undetermined"))
        asked = None if summary.undetermined else ()  # open questions are not looked for
        return Answer("assessment/1", case.id, self._engine, self._pack, summary, judgements, open_questions=asked)


def _commitment(
    agreements: list[Agreement], monitorings: list[Monitoring], resources: list[Resource], obstacles: list[Obstacle]
) -> Judgement:
    against: list[Finding] = []
    ids = _ids(resources)

    # R13: years of the period without monitoring
    monitored = {fact.year for fact in monitorings}
    for agreement in agreements:
        for year in range(agreement.start, agreement.end + 1):
            if year not in monitored:
                text = f"Nobody looked at how it was going in {year}."
                absent = (Absent("monitoring", {"year": year}),)
                against.append(_violation("commitment.gap", text, *_in_year(agreement, year), absent))

    # R14: resources that lapsed, and the budget in the way
    lapsed = [fact for fact in resources if fact.status == "lapsed"]
    if lapsed:
        budget = [fact.id for fact in obstacles if fact.kind == "budget" and fact.element == "commitment"]
        if budget:
            for party in PARTIES:
                of_party = [fact.id for fact in lapsed if fact.party == party]
                if of_party:
                    text = f"Resources of {party} lapsed, and the budget stood in the way."
                    against.append(_violation("commitment.lapsed_budget", text, {"p": party}, [party, *sorted(of_party + budget)]))

    # R15: a party without resources
    if resources:
        resourced = {fact.party for fact in resources if fact.status == "ok"}
        for party in PARTIES:
            if party not in resourced:
                absent = (Absent("resource", {"party": party, "status": "ok"}),)
                against.append(_violation("commitment.unresourced", f"Nothing came from {party}.", {"p": party}, [party, *ids], absent))

    # R16: resources that lapsed in the last year
    if lapsed:
        for party in PARTIES:
            for agreement in agreements:
                at_end = [fact.id for fact in lapsed if fact.party == party and fact.year == agreement.end]
                if at_end:
                    text = f"Resources of {party} lapsed in {agreement.end}, the last year."
                    at_end.append(agreement.id)
                    bindings = {"a": agreement.id, "p": party}
                    against.append(_violation("commitment.lapsed_at_end", text, bindings, [party, *sorted(at_end)]))

    # R27
    in_favour: list[Finding] = []
    if agreements and resources:
        decides = not against
        ids = sorted(ids + _ids(agreements))
        in_favour.append(_evidence("commitment.agreed-and-resourced", decides, "There are an agreement and resources.", ids))
        if monitorings:
            ids = sorted(ids + _ids(monitorings))
            text = "There are an agreement, resources and monitoring."
            in_favour.append(_evidence("commitment.agreed-resourced-and-monitored", decides, text, ids))
    return _judgement("commitment", against, in_favour)


def _reciprocity(exchanges: list[Exchange], benefits: list[Benefit]) -> Judgement:
    against: list[Finding] = []
    ids = _ids(benefits)

    # R17: only one party benefits
    benefiting = {fact.party for fact in benefits}
    if len(benefiting) == 1:
        against.append(_one_sided("reciprocity.one_sided_benefit", "had something from it", "benefit", benefiting, ids))

    # R18: only one party is active; R19: both are, and never in one field
    fields: dict[str, set[str]] = {}
    for fact in exchanges:
        fields.setdefault(fact.party, set()).add(fact.field)
    if len(fields) == 1:
        against.append(_one_sided("reciprocity.one_sided_exchange", "did something", "exchange", fields, _ids(exchanges)))
    elif fields and fields["A"].isdisjoint(fields["B"]):
        text = "Each did something, but never both in one field."
        against.append(_violation("reciprocity.no_reciprocal_field", text, {}, ["A", "B", *_ids(exchanges)]))

    # R20: benefits without an exchange in their fields
    if benefits:
        active = {fact.field for fact in exchanges}
        if not any(fact.field in active for fact in benefits):
            against.append(_violation("reciprocity.unlinked_benefit", "No benefit goes with an exchange.", {}, ids))

    # R28
    in_favour = [_evidence("reciprocity.benefits", not against, "There are benefits.", ids)] if benefits else []
    return _judgement("reciprocity", against, in_favour)


def _participation(exchanges: list[Exchange], resources: list[Resource]) -> Judgement:
    if not exchanges:
        return _judgement("participation", [], [])
    against: list[Finding] = []
    ids = _ids(exchanges)

    # R21: nothing with the community
    if not any(fact.community for fact in exchanges):
        absent = (Absent("exchange", {"community": True}),)
        against.append(_violation("participation.no_community", "No exchange involved the community.", {}, ids, absent))

    # R22: no people
    if not any(fact.kind == "human" and fact.status == "ok" for fact in resources):
        text = "There were exchanges, and nobody was set free for them."
        absent = (Absent("resource", {"kind": "human", "status": "ok"}),)
        against.append(_violation("participation.no_human", text, {}, ids, absent))

    # R28
    return _judgement("participation", against, [_evidence("participation.exchanges", not against, "There are exchanges.", ids)])


def _planning(agreements: list[Agreement], plans: list[Plan], obstacles: list[Obstacle]) -> Judgement:
    against: list[Finding] = []

    # R23: years of the period without a plan
    planned = {fact.year for fact in plans if fact.status == "ok"}
    for agreement in agreements:
        for year in range(agreement.start, agreement.end + 1):
            if year not in planned:
                text = f"There was no sound plan for {year}."
                absent = (Absent("plan", {"status": "ok", "year": year}),)
                against.append(_violation("planning.unplanned", text, *_in_year(agreement, year), absent))

    # R24: drafts
    in_the_way = [fact.id for fact in obstacles if fact.element == "planning"]
    if in_the_way:
        drafts = [fact.id for fact in plans if fact.status == "draft"]
        if drafts:
            text = "A plan stayed a draft, and something stood in the way of planning."
            against.append(_violation("planning.stale_plan", text, {}, sorted(drafts + in_the_way)))

    # R29
    in_favour: list[Finding] = []
    if agreements:
        decides = not against
        ids = _ids(agreements)
        in_favour.append(_evidence("planning.agreed", decides, "There is an agreement.", ids))
        if plans:
            ids = sorted(ids + _ids(plans))
            in_favour.append(_evidence("planning.agreed-and-planned", decides, "There are an agreement and a plan.", ids))
    return _judgement("planning", against, in_favour)


def _coordination(coordinations: list[Coordination], obstacles: list[Obstacle]) -> Judgement:
    if not coordinations:
        return _judgement("coordination", [], [])
    against: list[Finding] = []
    ids = _ids(coordinations)

    # R25: a party without coordination
    coordinated = {fact.party for fact in coordinations if fact.status == "ok"}
    for party in PARTIES:
        if party not in coordinated:
            absent = (Absent("coordination", {"party": party, "status": "ok"}),)
            text = f"Nobody coordinated for {party}."
            against.append(_violation("coordination.uncoordinated", text, {"p": party}, [party, *ids], absent))

    # R26: coordination that lapsed, and something in its way
    in_the_way = [fact.id for fact in obstacles if fact.kind == "coordination" and fact.element == "coordination"]
    if in_the_way:
        lapsed = [fact.id for fact in coordinations if fact.status == "lapsed"]
        if lapsed:
            text = "A coordination lapsed, and something stood in its way."
            against.append(_violation("coordination.coord_obstacle", text, {}, sorted(in_the_way + lapsed)))

    # R29
    return _judgement("coordination", against, [_evidence("coordination.coordinated", not against, "There is coordination.", ids)])


# -- what the elements share ----------------------------------------------------------------------------------------------


def _ids(facts: list[Any]) -> list[str]:
    """The sorted ids of facts."""
    ids = [fact.id for fact in facts]
    ids.sort()
    return ids


def _in_year(agreement: Agreement, year: int) -> tuple[dict[str, str], list[str]]:
    """What a finding on a year of an agreement binds, and what it rests on."""
    return {"a": agreement.id, "y": f"year-{year}"}, [agreement.id, f"year-{year}"]


def _one_sided(rule: str, did: str, kind: str, parties: Iterable[str], ids: list[str]) -> Finding:
    """R17 and R18: one party alone."""
    (party,) = parties
    other = "B" if party == "A" else "A"
    text = f"Only {party} {did}, and not {other}."
    return _violation(rule, text, {"o": other, "p": party}, ["A", "B", *ids], (Absent(kind, {"party": other}),))


def _violation(rule: str, text: str, bindings: dict[str, str], facts: list[str], absent: tuple[Absent, ...] = ()) -> Finding:
    """A finding against an element; where there is one, the element is not met, and the finding decides."""
    return Finding(rule, "violates", True, text, bindings, facts, absent)


def _evidence(rule: str, decides: bool, text: str, facts: list[str]) -> Finding:
    """A finding for an element; it decides, where there is none against."""
    return Finding(rule, "satisfies", decides, text, {}, facts, ())


def _judgement(element: str, against: list[Finding], in_favour: list[Finding]) -> Judgement:
    """R30 to R32."""
    status = "not_met" if against else "met" if in_favour else "undetermined"
    sound = Criterion("sound", "safeguard", "violated" if against else "unknown", against)
    shown = Criterion("shown", "essential", "satisfied" if in_favour else "unknown", in_favour)
    return Judgement(element, status, None, (sound, shown))
