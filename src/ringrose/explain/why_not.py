"""Why not: for every rule about a criterion, each binding on its own, and each condition with its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from ringrose.assessing import CaseLike, PackLike, assess
from ringrose.explain.page import Page, Section
from ringrose.explain.reasons import head
from ringrose.explain.telling import Line, Teller, line, plainly
from ringrose.explain.why import asked_about
from ringrose.explain.words import listed, say
from ringrose.meaning.attempts import Attempt, Attempts, Condition, Count
from ringrose.meaning.facts import Item
from ringrose.meaning.possible import Possible
from ringrose.meaning.reading import Reading
from ringrose.model.assessment import Assessment, CriterionResult
from ringrose.model.pack import STRUCTURAL
from ringrose.model.shown import ShownAsPage
from ringrose.plan import plan_of
from ringrose.statuses import as_element

__all__ = ["RuleTried", "WhyNot", "attempts_told", "code_of", "why_not"]

_MARKS = {"held": "met", "known_to_fail": "not_met", "missing": "undetermined", "in_force": "contested", "waits": "plain"}


@frozen
class RuleTried:
    """A rule about a criterion, what it concludes (``satisfies`` or ``violates``), and all its attempts."""

    rule: str
    polarity: str
    attempts: tuple[Attempt, ...]


@frozen
class CriterionTried:
    """A criterion and all rules about it."""

    result: CriterionResult
    rules: tuple[RuleTried, ...]


@frozen
class WhyNot(ShownAsPage):
    """How far each rule about the criteria of an element came.

    Nothing is flattened: every binding is an attempt of its own, every rule that could derive a fact stands below the condition that asks
    for it. A leaf ``decides`` where making it true is needed for the rule to fire, and nothing that is known to fail stands beside it.
    """

    assessment: Assessment
    element: str
    criteria: tuple[CriterionTried, ...]

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``why-not/1``; texts in ``lang`` (default: the language asked for)."""
        lang = lang or self.assessment.lang
        pack, telling = self.assessment.pack, _Telling(self.assessment, lang)
        judgement = self.assessment[self.element]
        return {
            "ringrose": "why-not/1",
            "case": self.assessment.case.id,
            "pack": pack.named,
            "element": self.element,
            "status": judgement.status,
            "criteria": [
                {
                    "id": tried.result.id,
                    "role": tried.result.role,
                    "status": tried.result.status,
                    "rules": [
                        {
                            "rule": rule.rule,
                            "polarity": rule.polarity,
                            "attempts": [telling.attempt_data(attempt, True) for attempt in rule.attempts],
                        }
                        for rule in telling.anew(tried.rules)
                    ],
                }
                for tried in self.criteria
            ],
        }

    def page(self, lang: str | None = None) -> Page:
        """The answer in words: a section for each criterion."""
        lang = lang or self.assessment.lang
        telling = _Telling(self.assessment, lang)
        element = self.assessment[self.element].element
        title = say("why_not.title", lang, name=element.title.get(lang) if element.title else element.id)
        return Page(lang, title, head(self.assessment, lang), [telling.section(tried) for tried in self.criteria])


def why_not(case: CaseLike, target: str, *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> WhyNot:
    """How far every rule came that could have satisfied or violated the criteria of an element, or one of them.

    ``target`` is an element (``commitment``) or a criterion of one (``commitment.monitored``). All else is as in `assess`.

    Raises `InputError` where the pack has no such element or criterion, and all that `assess` raises.
    """
    assessment = assess(case, pack=pack, engine=engine, lang=lang)
    [(judgement, results)] = asked_about(assessment, target)
    plan = plan_of(assessment.pack)
    attempts = Attempts(Reading(plan, assessment.case), Possible(plan, assessment.case))
    tried = []
    for result in results:
        rules: dict[tuple[str, str], list[Attempt]] = {}
        for polarity in ("satisfies", "violates"):
            for attempt in attempts.concluding(f"{judgement.id}.{result.id}", polarity):
                rules.setdefault((attempt.clause.rule, polarity), []).append(attempt)
        tried.append(CriterionTried(result, tuple(RuleTried(rule, polarity, tuple(all)) for (rule, polarity), all in rules.items())))
    return WhyNot(assessment, judgement.id, tuple(tried))


def attempts_told(assessment: Assessment, attempts: Iterable[Attempt], lang: str) -> list[Line]:
    """Attempts as lines, each with its conditions below it."""
    telling = _Telling(assessment, lang)
    return [telling.attempt(attempt, True) for attempt in attempts]


def code_of(condition: Condition) -> str:
    """The code of a condition: its kind and its state, and what that comes from."""
    kind, state = condition.kind, condition.state
    if state == "waits":
        return "why_not.waits"
    if kind == "unless":
        return "why_not.in_force"
    if condition.lacking:
        return "why_not.lacks"
    if condition.count is not None:
        return _code_of_count(condition, condition.count)
    if kind == "every":
        return f"why_not.every.{'held' if state == 'held' else 'not' if condition.instances else 'empty'}"
    if kind == "no":
        return f"why_not.no.{'perhaps' if state == 'missing' and condition.perhaps else state}"
    if state == "held" and condition.type in STRUCTURAL:
        return "why_not.fact.in_frame"
    if state == "held":
        return "why_not.fact.held" if all(item.fact.id is not None for item in condition.items) else "why_not.fact.derived"
    if condition.type in STRUCTURAL:
        return "why_not.fact.frame"
    if condition.ways:
        return "why_not.fact.no_other" if condition.is_another else "why_not.fact.not_concluded"
    if condition.is_derived:
        return "why_not.fact.no_rule" if state == "known_to_fail" else "why_not.fact.deep"
    if state == "known_to_fail":
        return "why_not.fact.known_to_fail" if condition.closed_by or condition.records else "why_not.fact.impossible"
    return f"why_not.fact.{'perhaps' if condition.perhaps else 'another' if condition.is_another else 'missing'}"


def _code_of_count(condition: Condition, count: Count) -> str:
    kind, state = condition.kind, condition.state
    if count.number is None:
        return "why_not.share_of_none"
    if kind == "at_most":
        return f"why_not.at_most.{'perhaps' if state == 'missing' and count.more else state}"
    if state == "held":
        found = "held"
    elif condition.type in STRUCTURAL:
        found = "frame"
    elif condition.is_derived:
        found = "no_rule" if state == "known_to_fail" and not condition.ways else "not_concluded" if condition.ways else "deep"
    elif state == "known_to_fail":
        found = "known_to_fail" if condition.closed_by or condition.records else "impossible"
    else:
        found = "perhaps" if condition.perhaps else "missing"
    return f"why_not.at_least.{found}"


class _Telling:
    """Tells attempts in one language. What would derive a fact is told once in a criterion."""

    def __init__(self, assessment: Assessment, lang: str) -> None:
        self.teller, self.lang = Teller(assessment, lang), lang
        self._told: set[int] = set()
        self._texts: dict[tuple[str, str], str] = {}
        for judgement in assessment:
            for result in judgement.criteria:
                for finding in result.findings:
                    self._texts[finding.rule, _named(finding.bindings.values())] = finding.message.text(lang)

    def anew(self, rules: Iterable[RuleTried]) -> Iterator[RuleTried]:
        """The rules of a criterion, for which all is told anew."""
        self._told.clear()
        yield from rules

    # -- data ---------------------------------------------------------------------------------------------------------------------

    def attempt_data(self, attempt: Attempt, active: bool) -> dict[str, Any]:
        """An attempt as JSON has it."""
        active = active and not attempt.fired
        return {
            "rule": attempt.clause.rule,
            "fired": attempt.fired,
            "bindings": {alias: item.name if item else None for alias, item in zip(attempt.clause.aliases, attempt.bound, strict=True)},
            "text": self.attempt_text(attempt),
            "conditions": [self.condition_data(condition, attempt, active) for condition in attempt.conditions],
        }

    def condition_data(self, condition: Condition, attempt: Attempt, active: bool) -> dict[str, Any]:
        """A condition as JSON has it."""
        told = self.ways(condition)
        below = active and self.may_decide(condition, attempt)
        return {
            "code": code_of(condition),
            "kind": condition.kind,
            "state": condition.state,
            "decides": self.decides(condition, attempt, active),
            "text": self.condition_text(condition),
            "fact": condition.type,
            "where": dict(condition.where),
            **({} if condition.count is None else {"count": _count_data(condition.count)}),
            "facts": [item.name for item in (*condition.items, *condition.lacking)],
            "perhaps": [item.name for item in condition.perhaps],
            "closed_by": list(condition.closed_by),
            "records": list(condition.records),
            "needs": [change.to_dict() for change in condition.changes],
            "told_above": bool(condition.ways) and told is None,
            "ways": [self.attempt_data(way, below) for way in told or ()],
            "instances": [
                {"for": instance.item.name, "condition": self.condition_data(instance.condition, attempt, below)}
                for instance in condition.instances
            ],
        }

    def ways(self, condition: Condition) -> tuple[Attempt, ...] | None:
        """The attempts that would derive the fact; None where they were told already."""
        ways = condition.ways
        if not ways:
            return ()
        if id(ways[0]) in self._told:
            return None
        self._told.add(id(ways[0]))
        return ways

    def may_decide(self, condition: Condition, attempt: Attempt) -> bool:
        """Whether the condition stands in the way of its rule, and not beside something that is known to fail while it is only missing."""
        return not condition.holds and condition.state != "waits" and (condition.state != "missing" or not attempt.hopeless)

    def decides(self, condition: Condition, attempt: Attempt, active: bool) -> bool:
        """Whether the condition is a leaf that decides."""
        return active and not condition.ways and not condition.instances and self.may_decide(condition, attempt)

    # -- words --------------------------------------------------------------------------------------------------------------------

    def attempt_text(self, attempt: Attempt) -> str:
        """The sentence about an attempt."""
        rule = attempt.clause.rule
        if attempt.fired:
            text = self._texts[rule, _named(item.name for item in attempt.bound if item)]
            return say("why_not.fired", self.lang, rule=rule, text=text)
        names = [self.name(item) for item in attempt.bound if item]
        if not names and any(condition.is_another for condition in attempt.conditions):
            return say("why_not.attempt.other", self.lang, rule=rule)
        if not names:
            return say("why_not.attempt", self.lang, rule=rule)
        return say("why_not.attempt.for", self.lang, rule=rule, names=listed(names, self.lang))

    def name(self, item: Item) -> str:
        """A bound fact by its name: a year by its number, a partner or a field by its name, another by its id."""
        if item.fact.type == "year":
            return str(item.fact.attributes["value"])
        if item.fact.id is None:
            return self.teller.pattern(item.fact.type, item.fact.attributes)
        named = self.teller.names.get(item.fact.id)
        return named.get(self.lang) if named else item.fact.id

    def condition_text(self, condition: Condition) -> str:
        """The sentence about a condition."""
        fact = self.teller.pattern(condition.type, condition.where)
        names = listed([self.name(item) for item in condition.items], self.lang)
        if condition.count is not None:
            fact = what = self.counted(condition.kind, condition.count, fact)
            return say(code_of(condition), self.lang, fact=fact, what=what, found=str(condition.count.found))
        return say(code_of(condition), self.lang, fact=fact, names=names)

    def counted(self, kind: str, count: Count, fact: str) -> str:
        """How many there must be at least, or may be at most, of which facts."""
        number = str(count.number)
        if count.share is not None:
            of = say(f"count.{count.share.of}", self.lang, n=str(count.of))
            share = str(count.share.share)
            code = "count.share.none" if count.number is None else "count.share"
            number = say(code, self.lang, share=share, of=of, **({} if count.number is None else {"number": number}))
        code = {"at_least": "count.at_least", "at_most": "at_most"}[kind]
        if count.distinct is None:
            return say(code, self.lang, number=number, fact=fact)
        return say(f"{code}.distinct", self.lang, number=number, fact=fact, attribute=plainly(count.distinct))

    def section(self, tried: CriterionTried) -> Section:
        """A criterion."""
        result = tried.result
        title = result.criterion.title
        told = say(
            "why_not.criterion",
            self.lang,
            name=title.get(self.lang) if title else result.id,
            status=say(f"criterion.{result.status}", self.lang),
            role=say(f"role.{result.role}", self.lang),
        )
        self._told.clear()
        lines = []
        for polarity in ("satisfies", "violates"):
            self.teller.forget()
            rules = [rule for rule in tried.rules if rule.polarity == polarity]
            below = [self.attempt(attempt, True) for rule in rules for attempt in rule.attempts]
            below = below or [line("why_not.no_rule_about", self.lang)]
            lines.append(line(f"why_not.{polarity}", self.lang, below=below))
        return Section(told, lines, as_element(result.status))

    def attempt(self, attempt: Attempt, active: bool) -> Line:
        """An attempt, its conditions below it where it did not fire."""
        code = "why_not.fired" if attempt.fired else "why_not.attempt"
        if attempt.fired:
            return Line(self.attempt_text(attempt), "met", code=code)
        below = [self.condition(condition, attempt, active) for condition in attempt.conditions]
        return Line(self.attempt_text(attempt), "rule_tried", "", below, code)

    def condition(self, condition: Condition, attempt: Attempt, active: bool, name: str = "") -> Line:
        """A condition, and what it rests on below it."""
        text = self.condition_text(condition)
        if name:
            text = say("why_not.instance", self.lang, name=name, text=text)
        cite = say("why_not.decides", self.lang) if self.decides(condition, attempt, active) else ""
        return Line(text, _MARKS[condition.state], cite, list(self._below(condition, attempt, active)), code_of(condition))

    def _below(self, condition: Condition, attempt: Attempt, active: bool) -> Iterator[Line]:
        facts = [item.fact for item in (*condition.items, *condition.lacking, *condition.perhaps) if item.fact.id is not None]
        facts = [fact for fact in facts if fact.type not in STRUCTURAL]
        yield from self.teller.fact_lines(fact for fact in facts if fact.holds is True)
        yield from self.teller.fact_lines((fact for fact in facts if fact.holds == "unknown"), "why_not.looked_for")
        yield from self.teller.closing(condition.closed_by, condition.records)
        below = active and self.may_decide(condition, attempt)
        told = self.ways(condition)
        if told is None:
            yield line("why_not.above", self.lang, "note")
        for way in told or ():
            yield self.attempt(way, below)
        for instance in condition.instances:
            yield self.condition(instance.condition, attempt, below, self.name(instance.item))


def _count_data(count: Count) -> dict[str, Any]:
    """What a condition counts, as JSON has it."""
    share = {} if count.share is None else {"share": {"share": count.share.share, "of": count.share.of, "among": count.of}}
    distinct = {} if count.distinct is None else {"distinct": count.distinct}
    return {"number": count.number, **share, **distinct, "found": count.found, "more": count.more}


def _named(names: Iterable[Any]) -> str:
    """Bindings as what they are told apart by."""
    return repr(sorted(map(repr, names)))
