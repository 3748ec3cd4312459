"""How much of the rule language generated pairs really use: counted by an oracle that watches itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from ringrose.model.case import Case, Closure, Fact
from ringrose.model.pack import Condition, CountCondition, EveryCondition, FactCondition, Pack, Pattern, Ref, Rule, Share
from ringrose.model.values import Range
from tests.oracle import Absent, Bound, Item, Leaves, Oracle, Where, could_match, covers, how_many, is_bound, kind_of, matches, resolve

__all__ = ["Watching", "shares"]


class Watching(Oracle):
    """The oracle, noting what happens on the way."""

    def __init__(self, case: Case, pack: Pack) -> None:
        super().__init__(case, pack)
        self.seen: set[str] = set()

    def ways(self, condition: Condition, bound: Bound) -> Iterator[tuple[Bound, Leaves]]:
        ways = list(super().ways(condition, bound))
        if isinstance(condition, FactCondition):
            kind = "fact bound" if condition.alias else "fact"
            if len(ways) > 1:
                self.seen.add("fact bound in several ways")
            if ways and self._derived_type(condition.pattern):
                self.seen.add("derived " + kind)
            if ways:
                self._note_operators(condition.pattern, "")
            if len(bound) > 2 and any(r.alias for r in condition.pattern.refs()):
                self.seen.add("join with one of several aliases: " + str(bool(ways)).lower())
        elif isinstance(condition, EveryCondition):
            kind = "every has" if isinstance(condition.then, FactCondition) else "every no"
            domain = self.matching(condition.domain, bound)
            if not domain:
                self.seen.add(kind + ": empty domain")
            elif ways and len(domain) > 1:
                self.seen.add(kind + ": true of several")
            elif not ways and any(list(super(Watching, self).ways(condition.then, {**bound, condition.alias: x})) for x in domain):
                self.seen.add(kind + ": true of some only")
        elif isinstance(condition, CountCondition):
            kind = condition.kind
            self._note_count(condition, bound, ways)
        else:
            kind = "no"
        first = condition.patterns()[0]
        if resolve(first, bound) is None:
            self.seen.add(kind + ": reference to what a fact lacks")
        elif isinstance(condition, EveryCondition):
            for x in self.matching(first, bound):
                if resolve(condition.then.pattern, {**bound, condition.alias: x}) is None:
                    self.seen.add(kind + ": second pattern refers to what a fact lacks")
        self.seen.add(f"{kind}: {'true' if ways else 'false'}")
        yield from ways

    def known_absent(self, pattern: Pattern, bound: Bound) -> Absent | None:
        found = super().known_absent(pattern, bound)
        where = resolve(pattern, bound)
        if where is None:
            self.seen.add("absent: reference to what a fact lacks")
            return found
        dates = {a for a in where if self.pack.vocabulary.attribute_type(pattern.type, a) == "date"}
        stating: list[Fact | Closure] = [*self.denials, *self.case.complete]
        closures = [c for c in stating if covers(c, pattern.type, where, dates)]
        if found:
            self.seen.add("absent: true")
            if found.closed_by:
                self.seen.add("absent: closed by a denial")
                if len(found.closed_by) > 1:
                    self.seen.add("absent: closed by several denials")
                if len(found.closed_by) == len(closures):
                    self.seen.add("absent: closed by denials alone")
            for closure in closures:
                if closure.attributes:
                    self.seen.add("absent: closed by a closure that states something")
                if set(where) - set(closure.attributes):
                    self.seen.add("absent: closed by a closure that leaves something wild")
                for name, stated in closure.attributes.items():
                    if isinstance(stated, Range):
                        self.seen.add("absent: closed by a range")
                        self.seen.update(f"absent: closed by a range with {op}" for op in stated.bounds())
                    bound_to = is_bound(where[name]) or []
                    if any(
                        kind_of(v) != kind_of(b)
                        for v in bound_to
                        for b in (stated.bounds().values() if isinstance(stated, Range) else [stated])
                    ):
                        self.seen.add("absent: closed where date meets year")
                    if any(op == "in" for op, _ in where[name]):
                        self.seen.add("absent: closed over an `in`")
            if any(item.type == pattern.type for item in self.held + self.unknown):
                self.seen.add("absent: though there are facts of the type")
            self._note_operators(pattern, "absent: ")
            return found
        blocking = [item for item in self.held + self.unknown if item.type == pattern.type and could_match(item, where)]
        if not closures:
            self.seen.add("absent: not closed" + ("" if blocking else ", though nothing matches"))
            for c in stating:
                if not blocking and c.type == pattern.type and set(c.attributes) <= set(where):
                    self.seen.add("absent: a closure misses by a value")
        elif not any(item in blocking and matches(item, where) for item in self.held):
            if all(item in self.unknown for item in blocking):
                self.seen.add("absent: blocked by unknown facts alone")
            if any(item in self.held for item in blocking):
                self.seen.add("absent: blocked by what a fact lacks")
        else:
            self.seen.add("absent: blocked by a fact that matches")
        return found

    def _note_count(self, condition: CountCondition, bound: Bound, ways: list[Any]) -> None:
        """What is special about a count, and whether it was true."""
        kind, true = condition.kind, str(bool(ways)).lower()
        number, _ = self.number(condition, bound)
        asked = condition.number.share if isinstance(condition.number, Share) else condition.number
        self.seen.update(
            f"{kind}{told}: {true}"
            for told, so in (
                (" distinct", condition.distinct is not None),
                (" share", isinstance(condition.number, Share)),
                (" share that is rounded", number is not None and number.denominator > 1),
                (" parameter", isinstance(asked, Ref)),
                (" derived", self._derived_type(condition.pattern)),
                (" with a reference", any(ref.alias != "param" for ref in condition.pattern.refs())),
            )
            if so
        )
        if number is None:
            self.seen.add(f"{kind}: share of nothing")
        where = resolve(condition.pattern, bound)
        if number is None or where is None:
            return
        if kind == "at_least":
            items = self.matching(condition.pattern, bound)
            stating = [item for item in items if condition.distinct is None or condition.distinct in item.values]
            self._note_distance(kind, how_many(stating, condition.distinct) - -(-number // 1))
            if condition.distinct is not None:
                self._note_distinct(kind, items, how_many(items, condition.distinct), ways)
        else:
            self._note_at_most(condition, where, int(number // 1), ways)

    def _note_distance(self, kind: str, more: int) -> None:
        self.seen.add(f"{kind}: {'as many' if more == 0 else 'one more' if more == 1 else 'one less' if more == -1 else 'far from it'}")

    def _note_distinct(self, kind: str, items: list[Item], different: int, ways: list[Any]) -> None:
        if different < len(items):
            self.seen.add(f"{kind} distinct: some values are the same, {str(bool(ways)).lower()}")

    def _note_at_most(self, condition: CountCondition, where: Where, allowed: int, ways: list[Any]) -> None:
        items = self.possible(condition.pattern.type, where)
        found = how_many(items, condition.distinct)
        closed = self.closing(condition.pattern.type, where) is not None
        if not closed:
            self.seen.add("at_most: not closed" + (", though few" if found <= allowed else ""))
            return
        self._note_distance("at_most", found - allowed)
        if ways and items:
            self.seen.add("at_most: true though there are some")
            if any(item in self.unknown for item in items):
                self.seen.add("at_most: true though some are unknown")
        certain = [item for item in items if item not in self.unknown and matches(item, where)]
        if not ways and how_many(certain, condition.distinct) <= allowed:
            known = [item for item in items if item not in self.unknown]
            self.seen.add(
                "at_most: blocked by unknown facts" if how_many(known, condition.distinct) <= allowed else "at_most: blocked by lacks"
            )
        if condition.distinct is not None:
            self._note_distinct("at_most", items, found, ways)
            lacking = [item for item in items if condition.distinct not in item.values]
            if lacking:
                self.seen.add(f"at_most distinct: some lack the attribute, {str(bool(ways)).lower()}")

    def _note_operators(self, pattern: Pattern, prefix: str) -> None:
        for tests in pattern.where.values():
            if len(tests) > 1:
                self.seen.add(prefix + "several operators, true")
            for test in tests:
                refs = " reference" if any(ref.alias != "param" for ref in test.refs()) else ""
                if any(ref.alias == "param" for ref in test.refs()):
                    self.seen.add(f"{prefix}parameter, true")
                self.seen.add(f"{prefix}{test.op}{refs}, true")
                if test.op == "in" and 0 < len(test.refs()) < len(test.value):
                    self.seen.add(f"{prefix}in with reference and literal, true")

    def _derived_type(self, pattern: Pattern) -> bool:
        kind = self.pack.vocabulary.get(pattern.type)
        return kind is not None and kind.derived

    def applications(self, rule: Rule) -> Iterator[tuple[Bound, Leaves]]:
        for bound, leaves in self.together(rule.conditions, self.nothing):
            hits = [bool(self.matching(pattern, bound)) for pattern in rule.unless]
            for pattern, hit in zip(rule.unless, hits, strict=True):
                if resolve(pattern, bound) is None:
                    self.seen.add("unless: reference to what a fact lacks")
                elif hit:
                    self.seen.add("unless: matches a derived fact" if self._derived_type(pattern) else "unless: matches")
                    if pattern.refs():
                        self.seen.add("unless: matches by a reference")
            if any(hits):
                self.seen.add("unless: excepted")
                if not hits[0]:
                    self.seen.add("unless: excepted by a later pattern alone")
            else:
                self.seen.add("unless: not excepted" if rule.unless else "rule without unless applies")
                yield bound, leaves

    def derive(self, type: str) -> list[Item]:
        found = super().derive(type)
        if found:
            self.seen.add("derived fact")
        if len({frozenset(i.values) for i in found}) > 1:
            self.seen.add("derived facts that leave out different attributes")
        return found


def noted(case: Case, pack: Pack) -> set[str]:
    """What happened in one pair."""
    oracle = Watching(case, pack)
    answer = oracle.answer()
    seen = oracle.seen
    if pack.parameters:
        seen.add("parameters")
        late = {n: p.on(date.max).value for n, p in pack.parameters.items()}
        if any(one.value != late[name] for name, one in oracle.parameters.items()):
            seen.add("a parameter has another value later")
        ends = [case.review.last_day, case.review.last_day + timedelta(1)]
        if any(one.since in ends for p in pack.parameters.values() for one in p.values):
            seen.add("a parameter changes on the last day of the review or the day after")
    for judgement in answer["judgements"]:
        seen.add("element " + judgement["status"])
        for criterion in judgement["criteria"]:
            seen.add("criterion " + criterion["status"])
            seen.add("role " + criterion["role"])
            found: list[dict[str, Any]] = criterion["findings"]
            if len(found) > 1:
                seen.add("several findings of a criterion")
            for finding in found:
                seen.add("finding")
                if finding["absent"]:
                    seen.add("finding with absent")
                if any("at_most" in absent for absent in finding["absent"]):
                    seen.add("finding with at_most")
                if len({absent["fact"] for absent in finding["absent"]}) < len(finding["absent"]):
                    seen.add("finding with several absent of one type")
                if len(finding["absent"]) > 1:
                    seen.add("finding with several absent")
                if any(not isinstance(b, str) for b in finding["bindings"].values()):
                    seen.add("finding that binds a derived fact")
                if len(finding["bindings"]) > 1:
                    seen.add("finding that binds several")
                    if len(finding["bindings"]) > 2:
                        seen.add("finding that binds three or more")
                if finding["decides"]:
                    seen.add("finding that decides")
    for part in ("conflicts", "recommendations"):
        if answer[part]:
            seen.add(part)
    if several_justifications(oracle):
        seen.add("derived fact with several justifications")
    return seen


def several_justifications(oracle: Oracle) -> bool:
    """Whether a derived fact follows in two ways that rest on different leaves."""
    for _, _, rule in oracle.pack.rules():
        derives = getattr(rule.then, "type", None)
        for item in oracle.facts_of(derives) if derives else ():
            alone = [leaves for _, leaves in Oracle.applications(oracle, rule)]
            if item.leaves not in alone:
                return True
    return False


def shares(pairs: Iterable[tuple[Pack, Case]]) -> dict[str, float]:
    """In which share of the pairs each thing happened at least once."""
    counted: Counter[str] = Counter()
    total = 0
    for pack, case in pairs:
        total += 1
        counted.update(noted(case, pack))
    return {what: count / total for what, count in sorted(counted.items())}
