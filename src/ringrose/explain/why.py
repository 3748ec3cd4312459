"""Why: every finding of a case with its whole justification, down to the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from ringrose.assessing import CaseLike, PackLike, assess
from ringrose.errors import InputError, Problem, nearest, one_of
from ringrose.explain.grounds import (
    AbsentGround,
    AtLeastGround,
    CompleteGround,
    DerivedGround,
    EveryGround,
    FactGround,
    Ground,
    Table,
    bindings_data,
)
from ringrose.explain.page import Page, Section
from ringrose.explain.reasons import head, references, sources
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.texts import text_of
from ringrose.explain.together import together
from ringrose.explain.words import say
from ringrose.model.assessment import Assessment, CriterionResult, Finding, Judgement
from ringrose.model.case import Fact
from ringrose.model.pack import STRUCTURAL
from ringrose.model.shown import ShownAsPage
from ringrose.statuses import as_element

__all__ = ["CriterionWhy", "ElementWhy", "FindingWhy", "Why", "asked_about", "why", "why_of"]


@frozen
class FindingWhy:
    """A finding, and the ids of the nodes that its conditions rest on."""

    finding: Finding
    because: tuple[str, ...]


@frozen
class CriterionWhy:
    """A criterion with all its findings."""

    result: CriterionResult
    findings: tuple[FindingWhy, ...]


@frozen
class ElementWhy:
    """An element with all its criteria, or with the one that was asked about."""

    judgement: Judgement
    criteria: tuple[CriterionWhy, ...]


@frozen
class Why(ShownAsPage):
    """The whole justification of one or of all judgements of a case.

    Justifications share parts. So ``nodes`` holds each fact, absence, derived fact and application of a rule once, by an id that its
    content gives it; findings and nodes refer to these ids.
    """

    assessment: Assessment
    elements: tuple[ElementWhy, ...]
    nodes: Mapping[str, Ground]

    def to_dict(self, lang: str | None = None) -> dict[str, Any]:
        """The answer in format ``why/1``; texts in ``lang`` (default: the language asked for). Engines differ in no byte of it."""
        lang = lang or self.assessment.lang
        teller, pack = _Teller(self.assessment, lang), self.assessment.pack
        return {
            "ringrose": "why/1",
            "case": self.assessment.case.id,
            "pack": pack.named,
            "lang": lang,
            "elements": [teller.element_data(element) for element in self.elements],
            "nodes": {id: teller.node_data(node, self.nodes) for id, node in self.nodes.items()},
        }

    def page(self, lang: str | None = None) -> Page:
        """The answer in words: a section for each element, then the sources. What was told in an element is not told in it again."""
        lang = lang or self.assessment.lang
        teller = _Teller(self.assessment, lang)
        sections = [_section(element, teller) for element in self.elements]
        for code, lines in (("sources", sources(self.assessment, teller)), ("references", references(self.assessment, teller))):
            if lines:
                sections.append(Section(say(f"part.{code}", lang), lines))
        case = self.assessment.case
        return Page(lang, text_of(case.title, lang, case.id), head(self.assessment, lang), sections)


def why(case: CaseLike, target: str | None = None, *, pack: PackLike | None = None, engine: str = "auto", lang: str = "en") -> Why:
    """Judge a case, and give the whole justification of every finding.

    ``target`` is an element (``commitment``) or a criterion of one (``commitment.monitored``); without it all elements are told. All else
    is as in `assess`.

    Raises `InputError` where the pack has no such element or criterion, and all that `assess` raises.
    """
    return why_of(assess(case, pack=pack, engine=engine, lang=lang), target)


def why_of(assessment: Assessment, target: str | None = None) -> Why:
    """The whole justification of every finding of an assessment, or of those of one element or criterion.

    Raises `InputError` where there is no such element or criterion.
    """
    table = Table(assessment.case)
    elements = []
    for judgement, results in asked_about(assessment, target):
        criteria = (CriterionWhy(r, tuple(FindingWhy(f, table.add(f.because)) for f in r.findings)) for r in results)
        elements.append(ElementWhy(judgement, tuple(criteria)))
    return Why(assessment, tuple(elements), table.nodes)


def asked_about(assessment: Assessment, target: str | None) -> Iterator[tuple[Judgement, tuple[CriterionResult, ...]]]:
    """The judgements that a target names, all where it names none, each with the criteria that are asked about.

    Raises `InputError` where there is no such element or criterion.
    """
    if target is None:
        yield from ((judgement, judgement.criteria) for judgement in assessment)
        return
    name, dot, criterion = target.partition(".")
    judgement = _known(name, {j.id: j for j in assessment}, "element", f"the pack `{assessment.pack.id}`")
    results = {result.id: result for result in judgement.criteria}
    yield judgement, (_known(criterion, results, "criterion", f"the element `{name}`"),) if dot else judgement.criteria


def _known(name: str, known: Mapping[str, Any], kind: str, where: str) -> Any:
    """What a name stands for; an `InputError` that says which names there are where it stands for nothing."""
    if name not in known:
        hint = " ".join(part for part in (nearest(name, known), one_of(known)) if part)
        raise InputError([Problem("request", f"There is no {kind} `{name}` in {where}", "", hint)])
    return known[name]


# -- as data --------------------------------------------------------------------------------------------------------------------


class _Teller(Teller):
    """Tells nodes one by one for the data, and justifications with all their rules for the page."""

    names_rules = True

    def element_data(self, element: ElementWhy) -> dict[str, Any]:
        judgement = element.judgement
        return {
            "code": "why.element",
            "element": judgement.id,
            "status": judgement.status,
            "standing": judgement.standing,
            "text": self._of_element(judgement),
            "criteria": [self._criterion_data(criterion) for criterion in element.criteria],
        }

    def _criterion_data(self, criterion: CriterionWhy) -> dict[str, Any]:
        result = criterion.result
        return {
            "code": "why.criterion",
            "id": result.id,
            "role": result.role,
            "status": result.status,
            "text": self.of_criterion(result),
            "findings": [self._finding_data(finding) for finding in criterion.findings],
        }

    def _finding_data(self, told: FindingWhy) -> dict[str, Any]:
        finding = told.finding
        return {
            "code": "why.finding",
            "rule": finding.rule,
            "polarity": finding.polarity,
            "decides": finding.decides,
            "text": say("why.finding", self.lang, sentence=finding.message.text(self.lang)),
            "bindings": bindings_data(finding.bindings),
            "reference": self._reference_data(finding.rule),
            "because": list(told.because),
        }

    def node_data(self, node: Ground, nodes: Mapping[str, Ground]) -> dict[str, Any]:
        """A node of the table; ``nodes`` are all of them."""
        data = {"code": node.code, **node.data()}
        if "rule" in data:
            data["reference"] = self._reference_data(data["rule"])
        return {**data, "text": self._of_node(node, nodes)}

    def _reference_data(self, rule: str) -> dict[str, Any] | None:
        reference = self._reference(rule)
        return None if reference is None else {"id": reference.id, "at": reference.at}

    def _of_element(self, judgement: Judgement) -> str:
        title = text_of(judgement.element.title, self.lang, judgement.id)
        return say("why.element", self.lang, title=title, status=say(f"status.{judgement.status}", self.lang))

    def of_criterion(self, result: CriterionResult) -> str:
        """A criterion with its status and its role."""
        words = {"status": say(f"criterion.{result.status}", self.lang), "role": say(f"role.{result.role}", self.lang)}
        return say("why.criterion", self.lang, title=text_of(result.criterion.title, self.lang, result.id), **words)

    def _of_node(self, node: Ground, nodes: Mapping[str, Ground]) -> str:
        """The sentence of a node."""
        if isinstance(node, EveryGround):
            frame = [ground.fact for x, _ in node.instances if isinstance(ground := nodes[x], FactGround)]
            return say(node.code, self.lang, names=self._frame(frame))
        if isinstance(node, AtLeastGround):
            return say(node.code, self.lang, count=self.counted(node.count))
        if isinstance(node, AbsentGround):
            (told,) = self._absent([node.absent])
            return say(node.code, self.lang, absent=told.text)
        if isinstance(node, FactGround | DerivedGround | CompleteGround):
            stated = node.closure if isinstance(node, CompleteGround) else node.fact
            return say(node.code, self.lang, fact=self._stated(stated))
        return say(node.code, self.lang, sentence=node.message.text(self.lang))

    def _stated(self, stated: Any) -> str:
        if isinstance(stated, Fact) and stated.type in STRUCTURAL:
            return say(f"structural.{stated.type}", self.lang, names=self._frame([stated]))
        return self._described(stated, self._attributes(stated), stated.certainty)


# -- as a page ------------------------------------------------------------------------------------------------------------------


def _section(element: ElementWhy, teller: _Teller) -> Section:
    teller.forget()
    judgement, lang = element.judgement, teller.lang
    lines = []
    if judgement.element.question:
        lines.append(Line(judgement.element.question.get(lang), "plain"))
    if judgement.standing:
        lines.append(line(f"standing.{judgement.standing}.long", lang))
    for criterion in element.criteria:
        kind = as_element(criterion.result.status)
        below = _findings(criterion.result, teller) or [line("why.none", lang)]
        lines.append(Line(teller.of_criterion(criterion.result), kind, "", below, "why.criterion"))
    return Section(teller.element_data(element)["text"], lines, judgement.status)


def _findings(result: CriterionResult, teller: _Teller) -> list[Line]:
    """All findings of a criterion, those of one rule that differ in one slot told together."""
    lines = []
    for slot, findings in together(result.findings, lambda f: ((f.rule, f.polarity), teller.shape(f.message))):
        first = findings[0]
        text = teller.sentence([finding.message for finding in findings], slot)
        because = teller.justification(text, [node for finding in findings for node in finding.because])
        does = [first.polarity] * (result.status == "contested") + ["decides"] * first.decides
        cite = "; ".join(say(f"why.{what}", teller.lang) for what in does)
        lines.append(Line(text, "reason", cite, [*because, teller.rule_line(first.rule)]))
    return lines
