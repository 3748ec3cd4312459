"""Justifications as lines of words: what every renderer prints, so that none of them walks a justification itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from attrs import evolve, field, frozen

from ringrose.explain.sentences import sentence, shape
from ringrose.explain.together import in_natural_order, together
from ringrose.explain.words import listed, say
from ringrose.model.assessment import Absent, AbsentNode, Assessment, AtLeastNode, Conflict, EveryNode, FactNode, Finding, Node, RuleNode
from ringrose.model.case import Case, Citation, Closure, Fact, structural_facts
from ringrose.model.pack import Pack, Reference
from ringrose.model.text import LocalText, Message, show_value
from ringrose.model.values import Range, json_value

__all__ = ["Line", "Teller", "line", "plainly"]

DEEPEST = 12
"""Derived facts that stand deeper than this are told below and not inside, so that no chain of rules makes lines run out of the page."""

STRUCTURAL = ("year", "partner", "field")


def _lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(lines)


@frozen
class Line:
    """One line of an explanation, the places it rests on (shown in brackets), and the lines under it.

    ``kind`` is what it tells. Renderers set ``note`` and ``rule`` apart, which are remarks on the line above, and give a mark to the
    statuses of an element (``met``, ``not_met``, ``contested``, ``undetermined``); the others are ``reason``, ``derived``, ``fact``,
    ``absent``, ``every``, ``at_least``, ``domain``, ``question``, ``conflict``, ``document``, ``element``, ``advice`` and ``plain``.
    ``code`` names the template that the text was made from; it is empty where the text is not the library's but the pack's or the case's.
    ``cite`` is made of ``ids``, the facts that the line states, and of ``citations``, where they were read; who has room for footnotes
    lays these out instead. Where there are no citations ``cite`` says why not: there is no source, or it was told above.
    """

    text: str
    kind: str
    cite: str = ""
    below: tuple[Line, ...] = field(default=(), converter=_lines)
    code: str = ""
    ids: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

    @property
    def whole(self) -> str:
        """The line with its places."""
        return f"{self.text} [{self.cite}]" if self.cite else self.text

    @property
    def without(self) -> str:
        """Where there are no citations, why not, or what stands instead of them: ``cite`` without the ids."""
        if self.citations:
            return ""
        return self.cite.removeprefix(", ".join(self.ids)).lstrip(":, ") if self.ids else self.cite


def line(
    code: str,
    lang: str,
    kind: str = "plain",
    *,
    cite: str = "",
    citations: tuple[Citation, ...] = (),
    below: Iterable[Line] = (),
    **slots: str,
) -> Line:
    """A line that the library says itself: the template of a code, filled."""
    return Line(say(code, lang, **slots), kind, cite, below, code, citations=citations)


class OfACase(Protocol):
    """An assessment, or any other answer about one case."""

    @property
    def case(self) -> Case:
        """The case."""

    @property
    def pack(self) -> Pack:
        """The rules."""


class Teller:
    """Tells the facts and justifications of one assessment in one language.

    It remembers what it has told: until `forget`, a derived fact is told once, and a fact's source and note are.
    """

    names_rules = False
    """Whether the rules inside a justification are named, or only the one that concluded it."""

    def __init__(self, assessment: OfACase, lang: str) -> None:
        self.case, self.pack, self.lang = assessment.case, assessment.pack, lang
        self.facts: dict[str | None, Fact] = {f.id: f for f in (*structural_facts(self.case), *self.case.facts)}
        self.names: dict[str, LocalText] = {p.id: p.name for p in self.case.partners} | {f.id: f.name for f in self.case.fields}
        self.rules = {name: (element, rule) for name, element, rule in self.pack.rules()}
        self.cited: set[str] = set()
        self.referred: set[str] = set()
        self.denials = _denials(assessment.conflicts if isinstance(assessment, Assessment) else ())
        self._told: set[object] = set()
        self._later: list[RuleNode] = []

    def forget(self) -> None:
        """Begin a section in which everything is told anew."""
        self._told.clear()

    # -- sentences --------------------------------------------------------------------------------------------------------

    def sentence(self, messages: Sequence[Message], slot: str | None) -> str:
        """The sentence of messages that differ in one slot at most, with the values of that slot listed."""
        return sentence(messages, slot, self.lang)

    def shape(self, message: Message) -> dict[str, str]:
        """The slots of the message in the language, as they are shown, in the order of the sentence."""
        return shape(message, self.lang)

    # -- facts ------------------------------------------------------------------------------------------------------------

    def fact_lines(self, facts: Iterable[Fact], code: str = "") -> list[Line]:
        """Facts, one line for those that differ in one attribute only; ``code`` puts words around each."""
        told = together(facts, self._fact_shape)
        return [self._fact_line(group, slot, code) for slot, group in told]

    def _fact_shape(self, fact: Fact) -> tuple[object, dict[str, str]]:
        note = fact.note.get(self.lang) if fact.note else ""
        denials = tuple(self.denials.get(str(fact.id), ()))
        return (fact.type, fact.source, note, fact.certainty, str(fact.when), denials, fact.id in self._told), self._attributes(fact)

    def _fact_line(self, facts: list[Fact], slot: str | None, code: str) -> Line:
        fact, ids = facts[0], [str(f.id) for f in facts]
        shown = self._attributes(fact)
        if slot is not None:
            shown[slot] = listed(in_natural_order((f.attributes[slot], self._attributes(f)[slot]) for f in facts), self.lang)
        text = self._described(fact, shown, fact.certainty)
        if code:
            text = say(code, self.lang, fact=text)
        if fact.id in self._told:
            return Line(text, "fact", f"{', '.join(ids)}, {say('above', self.lang)}", ids=tuple(ids))
        self._told.update(f.id for f in facts)
        cite = f"{', '.join(ids)}: {self.citations(fact.source)}"
        return Line(text, "fact", cite, self._remarks(fact), ids=tuple(ids), citations=fact.source)

    def described(self, fact: Fact | Closure) -> str:
        """A fact, or what a closed record is about, in words."""
        return self._described(fact, self._attributes(fact), fact.certainty)

    def closure_line(self, closure: Closure) -> Line:
        """A record that the case says is complete."""
        text = say("complete", self.lang, fact=self._described(closure, self._attributes(closure), closure.certainty))
        return Line(text, "fact", self.citations(closure.source), self._remarks(closure), citations=closure.source)

    def _attributes(self, fact: Fact | Closure) -> dict[str, str]:
        return {name: self._value(fact.type, name, fact.attributes[name]) for name in self._in_order(fact.type, fact.attributes)}

    def _in_order(self, fact_type: str, names: Iterable[str]) -> list[str]:
        """Attributes in the order of the vocabulary (``id``, which has no place there, last)."""
        known = self.pack.vocabulary.get(fact_type)
        order = {name: place for place, name in enumerate(known.attributes if known else ())}
        return sorted(names, key=lambda name: (order.get(name, len(order)), name))

    def _described(self, fact: Fact | Closure, shown: Mapping[str, str], certainty: str) -> str:
        more = [f"{say('when', self.lang)}: {_when(fact.when)}"] if fact.when is not None else []
        if certainty != "certain":
            more.append(say(f"certainty.{certainty}", self.lang))
        return _with_attributes(fact.type, shown, more)

    def _remarks(self, fact: Fact | Closure) -> list[Line]:
        lines = [Line(say("quote", self.lang, text=c.quote), "note") for c in fact.source if c.quote]
        if fact.note:
            lines.append(Line(say("note", self.lang, text=fact.note.get(self.lang)), "note"))
        for denial in (self.facts[id] for id in self.denials.get(str(fact.id), ())):
            lines.append(
                Line(
                    say("disputed", self.lang, fact=self.described(denial)),
                    "note",
                    f"{denial.id}: {self.citations(denial.source)}",
                    code="disputed",
                    ids=(str(denial.id),),
                    citations=denial.source,
                )
            )
        return lines

    def _value(self, fact_type: str, attribute: str, value: object) -> str:
        if isinstance(value, Range):
            return self._tests(fact_type, attribute, value.bounds())
        kind = self.pack.vocabulary.attribute_type(fact_type, attribute)
        if kind in ("partner", "field") and (name := self.names.get(str(value))):
            return name.get(self.lang)
        return plainly(str(value)) if kind == "one_of" else show_value(value, self.lang)

    # -- places -----------------------------------------------------------------------------------------------------------

    def citations(self, citations: Iterable[Citation]) -> str:
        """Documents and places: ``thesis, 4.1 par. 3; interview, p. 2``."""
        told = []
        for citation in citations:
            self.cited.add(citation.id)
            told.append(", ".join(part for part in (citation.id, citation.at, citation.url) if part))
        return "; ".join(dict.fromkeys(told)) or say("no_source", self.lang)

    def rule_line(self, name: str) -> Line:
        """The rule that concluded, and what it rests on."""
        reference = self._reference(name)
        if reference is None:
            return Line(say("rule", self.lang, rule=name), "rule")
        self.referred.add(reference.id)
        place = ", ".join(part for part in (reference.id, reference.at) if part)
        return Line(say("rule.after", self.lang, rule=name, reference=place), "rule")

    def _reference(self, name: str) -> Reference | None:
        element, rule = self.rules[name]
        return rule.reference or element.reference

    def places(self, findings: Iterable[Finding]) -> tuple[Citation, ...]:
        """All documents and places at the bottom of findings, each once; none where they rest on the frame of the case alone."""
        citations: list[Citation] = []
        for finding in findings:
            for id in finding.facts:
                citations += self.facts[id].source
            for absent in finding.absent:
                for closer in self._closers(absent):
                    citations += closer.source
        return tuple(dict.fromkeys(citations))

    # -- justifications ---------------------------------------------------------------------------------------------------

    def justification(self, sentence: str, nodes: Iterable[Node]) -> tuple[Line, ...]:
        """What the findings of a sentence rest on, down to the facts; what several of them share is told once."""
        lines = self._premises(sentence, nodes, 0)
        while self._later:
            waiting, self._later = self._later, []
            self._told.difference_update(map(id, waiting))
            lines += self._derived(waiting, 1)
        return tuple(lines)

    def _premises(self, sentence: str, nodes: Iterable[Node], depth: int) -> list[Line]:
        """The lines below a sentence. Years, partners and fields that it names itself are not told again."""
        nodes = list(nodes)
        facts = {node.fact.id: node.fact for node in nodes if isinstance(node, FactNode)}
        absent = {_key(node): node.absent for node in nodes if isinstance(node, AbsentNode)}
        every = {_key(node): node for node in nodes if isinstance(node, EveryNode)}
        counts = {_key(node): node for node in nodes if isinstance(node, AtLeastNode)}
        derived = {_key(node): node for node in nodes if isinstance(node, RuleNode)}
        lines = []
        for kind in STRUCTURAL:
            names = self._frame(fact for fact in facts.values() if fact.type == kind)
            if names not in sentence:  # an empty list is in every sentence
                lines.append(Line(say(f"structural.{kind}", self.lang, names=names), "domain"))
        lines += self.fact_lines(fact for fact in facts.values() if fact.type not in STRUCTURAL)
        lines += self._derived(derived.values(), depth)
        for node in every.values():
            lines += self._every(node, depth)
        for count in counts.values():
            text = self.counted(count)
            below = self._premises(text, [*map(FactNode, count.share), *count.premises], depth + 1)
            lines.append(Line(text, "at_least", "", below))
        return lines + self._absent(absent.values())

    def _frame(self, facts: Iterable[Fact]) -> str:
        """Years, partners or fields by name."""
        values = [(fact.attributes.get("value"), self._framed(fact)) for fact in facts]
        return listed(in_natural_order(values), self.lang)

    def _framed(self, fact: Fact) -> str:
        return str(fact.attributes["value"]) if fact.type == "year" else self.names[str(fact.id)].get(self.lang)

    def _derived(self, nodes: Iterable[RuleNode], depth: int) -> list[Line]:
        lines = []
        for slot, group in together(nodes, lambda n: ((n.rule, id(n) in self._told), self.shape(n.message))):
            text = self.sentence([node.message for node in group], slot)
            if id(group[0]) in self._told:
                lines.append(Line(text, "derived", say("above", self.lang)))
                continue
            self._told.update(map(id, group))
            if depth > DEEPEST:
                self._later += group
                lines.append(Line(text, "derived", say("below", self.lang)))
            else:
                premises = self._premises(text, [premise for node in group for premise in node.premises], depth + 1)
                if self.names_rules:
                    premises.append(self.rule_line(group[0].rule))
                lines.append(Line(text, "derived", "", premises))
        return lines

    def _every(self, node: EveryNode, depth: int) -> list[Line]:
        """Instances that rest on the same are told together, and so are all of them where each rests on absence alone."""
        if all(isinstance(premise, AbsentNode) for _, premises in node.instances for premise in premises):
            names = self._frame(fact for fact, _ in node.instances)
            below = self._premises(names, [premise for _, premises in node.instances for premise in premises], depth + 1)
            return [Line(say("every", self.lang, names=names), "every", "", below)]
        alike: dict[object, list[tuple[Fact, tuple[Node, ...]]]] = {}
        for fact, premises in node.instances:
            alike.setdefault(frozenset(map(_key, premises)), []).append((fact, premises))
        lines = []
        for group in alike.values():
            names = self._frame(fact for fact, _ in group)
            below = self._premises(names, group[0][1], depth + 1)
            if len(below) == 1:
                lines.append(evolve(below[0], text=f"{names}: {below[0].text}"))
            else:
                lines.append(Line(f"{names}:", "every", "", below))
        return lines

    def counted(self, count: AtLeastNode) -> str:
        """How many facts, or different values of an attribute, were needed, and how many there are."""
        told = {"needed": str(count.needed), "fact": self.pattern(count.type, count.where), "found": str(count.found)}
        if count.distinct is None:
            return say("at_least", self.lang, **told)
        return say("at_least.distinct", self.lang, **told, attribute=plainly(count.distinct))

    def pattern(self, fact_type: str, where: Mapping[str, Any]) -> str:
        """A pattern in words: ``monitoring (year: 2017)``."""
        return _with_attributes(fact_type, {name: self._tests(fact_type, name, where[name]) for name in self._in_order(fact_type, where)})

    def open_pattern(self, fact_type: str, where: Mapping[str, Any]) -> str:
        """A pattern in words, with the attributes that it leaves open: ``benefit (to: Jung-gu; field: any)``."""
        left = {name: say("ask.any", self.lang) for name in self.pack.vocabulary.types[fact_type].attributes}
        told = {**left, **{name: self._tests(fact_type, name, value) for name, value in where.items()}}
        return _with_attributes(fact_type, {name: told[name] for name in self._in_order(fact_type, told)})

    def closing(self, denials: Iterable[str], records: Iterable[int]) -> list[Line]:
        """What closes a record: denials, or entries under ``complete`` by their positions."""
        return [
            *self.fact_lines((self.facts[id] for id in denials), "denied"),
            *(self.closure_line(self.case.complete[position]) for position in records),
        ]

    # -- absence ----------------------------------------------------------------------------------------------------------

    def _absent(self, absent: Iterable[Absent]) -> list[Line]:
        lines = []
        for slot, group in together(absent, self._absent_shape):
            one = group[0]
            where = {name: self._tests(one.type, name, one.where[name]) for name in self._in_order(one.type, one.where)}
            if slot is not None:
                values = in_natural_order((a.where[slot], self._value(a.type, slot, a.where[slot])) for a in group)
                where[slot] = listed(values, self.lang, "or")
            told = self._known(one, _with_attributes(one.type, where))
            lines.append(Line(told, "absent", "", self.closing(one.closed_by, one.records)))
        return lines

    def _known(self, absent: Absent, fact: str) -> str:
        """That there is none, or how many there are at most."""
        if absent.at_most is None:
            return say("absent", self.lang, fact=fact)
        if absent.distinct is None:
            return say("at_most", self.lang, number=str(absent.at_most), fact=fact)
        return say("at_most.distinct", self.lang, number=str(absent.at_most), attribute=plainly(absent.distinct), fact=fact)

    def _absent_shape(self, absent: Absent) -> tuple[object, dict[str, str]]:
        """Only plain values are told together: ``2017 or 2018``; and nothing is of which some may be there."""
        if absent.at_most is not None:
            return _key(AbsentNode(absent)), {}
        literal, tested = {}, []
        for name in self._in_order(absent.type, absent.where):
            value = absent.where[name]
            if isinstance(value, Mapping):
                tested.append((name, self._tests(absent.type, name, value)))
            else:
                literal[name] = self._value(absent.type, name, value)
        return (absent.type, tuple(tested), absent.closed_by, absent.records), literal

    def _closers(self, absent: Absent) -> list[Fact | Closure]:
        return [*(self.facts[id] for id in absent.closed_by), *(self.case.complete[position] for position in absent.records)]

    def _tests(self, fact_type: str, attribute: str, raw: object) -> str:
        """The tests of a pattern on one attribute, in words."""
        tests: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {"is": raw}
        if set(tests) == {"gte", "lte"}:
            first, last = (self._value(fact_type, attribute, tests[op]) for op in ("gte", "lte"))
            return say("test.between", self.lang, first=first, last=last)
        in_time = self.pack.vocabulary.attribute_type(fact_type, attribute) in ("year", "date")
        told = []
        for op, operand in tests.items():
            if op == "exists":
                told.append(say("test.stated" if operand else "test.unstated", self.lang))
                continue
            if op == "within":
                told.append(say("test.within", self.lang, years=str(operand["years"]), to=self._value(fact_type, attribute, operand["to"])))
                continue
            values = [self._value(fact_type, attribute, value) for value in (operand if isinstance(operand, list | tuple) else [operand])]
            code = f"says.time.{op}" if in_time and op in ("gt", "gte", "lt", "lte") else f"test.{op}"
            told.append(say(code, self.lang, value=listed(values, self.lang, "or") or say("none", self.lang)))
        return listed(told, self.lang)


def _denials(conflicts: Iterable[Conflict]) -> dict[str, list[str]]:
    """For each fact that holds although a source denies it, by its id, the ids of the denials."""
    denials: dict[str, list[str]] = {}
    for conflict in conflicts:
        denials.setdefault(conflict.fact, []).append(conflict.denial)
    return denials


def _with_attributes(fact_type: str, shown: Mapping[str, str], more: Iterable[str] = ()) -> str:
    """A fact as a reader sees it: ``monitoring (by: Semarang; year: 2018)``."""
    told = [*(f"{plainly(name)}: {value}" for name, value in shown.items()), *more]
    return f"{plainly(fact_type)} ({'; '.join(told)})" if told else plainly(fact_type)


def plainly(name: str) -> str:
    """The name of a type, an attribute or a value of a list as words."""
    return name.replace("_", " ")


def _when(when: object) -> str:
    if isinstance(when, Mapping):
        return ", ".join(f"{key} {_when(value)}" for key, value in when.items())
    return when.isoformat() if isinstance(when, date) else str(when)


def _key(node: Node) -> object:
    """What makes two nodes the same; derived facts are the same where the engine made them one node."""
    if isinstance(node, FactNode):
        return node.fact.id
    if isinstance(node, AbsentNode):
        return json.dumps(node.absent.to_dict(), sort_keys=True, default=json_value)
    if isinstance(node, AtLeastNode):
        told = [node.type, node.where, node.needed, node.distinct]
        return json.dumps(told, sort_keys=True, default=json_value), *map(_key, node.premises), *(fact.id for fact in node.share)
    if isinstance(node, EveryNode):
        return tuple((fact.id, *map(_key, premises)) for fact, premises in node.instances)
    return id(node)
