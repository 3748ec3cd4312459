"""From findings to judgements: sorted by criterion, each with its status, and marked where they decide. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from ringrose.meaning.matching import where_key
from ringrose.model.assessment import CriterionResult, Finding, Judgement, Recommendation
from ringrose.model.pack import Element, Pack
from ringrose.model.text import Message
from ringrose.statuses import criterion_status, decides, element_status

__all__ = ["judge", "recommend", "statuses_of"]


def judge(pack: Pack, findings: Iterable[Finding], lang: str = "en") -> tuple[Judgement, ...]:
    """The judgement of each element of a pack, from all findings of a case in any order; ``lang`` is the language asked for."""
    order = {name: number for number, (name, _, _) in enumerate(pack.rules())}
    by_criterion: dict[str, list[Finding]] = {}
    for finding in findings:
        by_criterion.setdefault(finding.criterion, []).append(finding)
    for found in by_criterion.values():
        found.sort(key=lambda f: _sort_key(f, order))
    return tuple(_judge_element(element, by_criterion, lang) for element in pack.elements)


def _sort_key(finding: Finding, order: Mapping[str, int]) -> tuple[object, ...]:
    return order[finding.rule], finding.facts, [a.key for a in finding.absent], where_key(finding.bindings)


def _judge_element(element: Element, by_criterion: Mapping[str, list[Finding]], lang: str) -> Judgement:
    found = [(criterion, by_criterion.get(f"{element.id}.{criterion.id}", [])) for criterion in element.criteria]
    statuses = [criterion_status(f.polarity for f in findings) for _, findings in found]
    status = element_status((criterion.role, s) for (criterion, _), s in zip(found, statuses, strict=True))
    results = []
    for (criterion, findings), own in zip(found, statuses, strict=True):
        marked = tuple(evolve(f, decides=True) if decides(f.polarity, criterion.role, own, status) else f for f in findings)
        results.append(CriterionResult(criterion, own, marked))
    return Judgement(element, status, tuple(results), lang)


def statuses_of(pack: Pack, concluded: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The status of each element of a pack, from what was concluded alone: polarities with the full names of their criteria."""
    polarities: dict[str, set[str]] = {}
    for polarity, criterion in concluded:
        polarities.setdefault(criterion, set()).add(polarity)
    return {
        element.id: element_status((c.role, criterion_status(polarities.get(f"{element.id}.{c.id}", ()))) for c in element.criteria)
        for element in pack.elements
    }


def recommend(pack: Pack, judgements: Iterable[Judgement]) -> tuple[Recommendation, ...]:
    """The advice of the findings that decide a not_met, each text once, in pack order."""
    advice = {name: rule.advice for name, _, rule in pack.rules()}
    told: dict[tuple[str, ...], Recommendation] = {}
    for judgement in judgements:
        for finding in judgement.deciding if judgement.status == "not_met" else ():
            template = advice[finding.rule]
            if template is not None:
                message = Message(template, finding.message.slots)
                texts = tuple(message.text(lang) for lang in template.texts)
                criterion = finding.criterion.partition(".")[2]
                told.setdefault(texts, Recommendation(judgement.id, criterion, finding.rule, message))
    return tuple(told.values())
