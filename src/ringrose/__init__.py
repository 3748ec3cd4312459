"""ringrose judges a city partnership by Ringrose's five elements, from a case file of sourced facts, and explains why.

Names are loaded when they are first used, so that importing the package costs almost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringrose.assessing import assess as assess
    from ringrose.assessing import assess_many as assess_many
    from ringrose.batch.batching import BatchReport as BatchReport
    from ringrose.batch.batching import assess_batch as assess_batch
    from ringrose.errors import EngineError as EngineError
    from ringrose.errors import EngineUnavailable as EngineUnavailable
    from ringrose.errors import InputError as InputError
    from ringrose.errors import PackNotFound as PackNotFound
    from ringrose.errors import Problem as Problem
    from ringrose.errors import RingroseError as RingroseError
    from ringrose.explain.ask import Questions as Questions
    from ringrose.explain.ask import ask as ask
    from ringrose.explain.comparing import ConflictsCompared as ConflictsCompared
    from ringrose.explain.comparing import CriterionCompared as CriterionCompared
    from ringrose.explain.comparing import ElementCompared as ElementCompared
    from ringrose.explain.diff import AssessmentsDiff as AssessmentsDiff
    from ringrose.explain.diff import CasesDiff as CasesDiff
    from ringrose.explain.diff import PacksDiff as PacksDiff
    from ringrose.explain.diff import diff_assessments as diff_assessments
    from ringrose.explain.diff import diff_cases as diff_cases
    from ringrose.explain.diff import diff_packs as diff_packs
    from ringrose.explain.many.content import Comparison as Comparison
    from ringrose.explain.many.making import compare as compare
    from ringrose.explain.many.making import compare_assessments as compare_assessments
    from ringrose.explain.repair import ChangeSet as ChangeSet
    from ringrose.explain.repair import Repair as Repair
    from ringrose.explain.repair import Threats as Threats
    from ringrose.explain.repair import repair as repair
    from ringrose.explain.repair import threats as threats
    from ringrose.explain.report.content import Report as Report
    from ringrose.explain.report.making import report as report
    from ringrose.explain.robust import Flip as Flip
    from ringrose.explain.robust import Loss as Loss
    from ringrose.explain.robust import Robustness as Robustness
    from ringrose.explain.robust import Sampled as Sampled
    from ringrose.explain.robust import robustness as robustness
    from ringrose.explain.timeline import CriterionThen as CriterionThen
    from ringrose.explain.timeline import ElementThen as ElementThen
    from ringrose.explain.timeline import FindingThen as FindingThen
    from ringrose.explain.timeline import Timeline as Timeline
    from ringrose.explain.timeline import Year as Year
    from ringrose.explain.timeline import timeline as timeline
    from ringrose.explain.verifying import Verification as Verification
    from ringrose.explain.verifying import verify as verify
    from ringrose.explain.what_if import WhatIf as WhatIf
    from ringrose.explain.what_if import what_if as what_if
    from ringrose.explain.why import Why as Why
    from ringrose.explain.why import why as why
    from ringrose.explain.why_not import WhyNot as WhyNot
    from ringrose.explain.why_not import why_not as why_not
    from ringrose.files import load_assessment as load_assessment
    from ringrose.files import load_case as load_case
    from ringrose.files import load_pack as load_pack
    from ringrose.model.as_of import AsOf as AsOf
    from ringrose.model.assessment import Absent as Absent
    from ringrose.model.assessment import AbsentNode as AbsentNode
    from ringrose.model.assessment import Assessment as Assessment
    from ringrose.model.assessment import AtLeastNode as AtLeastNode
    from ringrose.model.assessment import Conflict as Conflict
    from ringrose.model.assessment import CriterionResult as CriterionResult
    from ringrose.model.assessment import EveryNode as EveryNode
    from ringrose.model.assessment import FactNode as FactNode
    from ringrose.model.assessment import Finding as Finding
    from ringrose.model.assessment import Judgement as Judgement
    from ringrose.model.assessment import OpenQuestion as OpenQuestion
    from ringrose.model.assessment import Recommendation as Recommendation
    from ringrose.model.assessment import RuleNode as RuleNode
    from ringrose.model.case import Case as Case
    from ringrose.model.case import Citation as Citation
    from ringrose.model.case import Closure as Closure
    from ringrose.model.case import Fact as Fact
    from ringrose.model.case import Field as Field
    from ringrose.model.case import Partner as Partner
    from ringrose.model.case import Published as Published
    from ringrose.model.case import Review as Review
    from ringrose.model.case import Source as Source
    from ringrose.model.change import Change as Change
    from ringrose.model.pack import Attribute as Attribute
    from ringrose.model.pack import CountCondition as CountCondition
    from ringrose.model.pack import Criterion as Criterion
    from ringrose.model.pack import Dated as Dated
    from ringrose.model.pack import Derives as Derives
    from ringrose.model.pack import Element as Element
    from ringrose.model.pack import EveryCondition as EveryCondition
    from ringrose.model.pack import FactCondition as FactCondition
    from ringrose.model.pack import FactType as FactType
    from ringrose.model.pack import NoCondition as NoCondition
    from ringrose.model.pack import Pack as Pack
    from ringrose.model.pack import Parameter as Parameter
    from ringrose.model.pack import Pattern as Pattern
    from ringrose.model.pack import Ref as Ref
    from ringrose.model.pack import Reference as Reference
    from ringrose.model.pack import Rule as Rule
    from ringrose.model.pack import Satisfies as Satisfies
    from ringrose.model.pack import Share as Share
    from ringrose.model.pack import Violates as Violates
    from ringrose.model.pack import Vocabulary as Vocabulary
    from ringrose.model.pack import Within as Within
    from ringrose.model.text import LocalText as LocalText
    from ringrose.model.text import Message as Message
    from ringrose.model.values import Range as Range

_HOMES = {
    "ringrose.explain.ask": ("Questions", "ask"),
    "ringrose.explain.repair": ("ChangeSet", "Repair", "Threats", "repair", "threats"),
    "ringrose.explain.why_not": ("WhyNot", "why_not"),
    "ringrose.explain.many.content": ("Comparison",),
    "ringrose.explain.many.making": ("compare", "compare_assessments"),
    "ringrose.explain.report.content": ("Report",),
    "ringrose.explain.report.making": ("report",),
    "ringrose.assessing": ("assess", "assess_many"),
    "ringrose.batch.batching": ("BatchReport", "assess_batch"),
    "ringrose.errors": ("EngineError", "EngineUnavailable", "InputError", "PackNotFound", "Problem", "RingroseError"),
    "ringrose.explain.verifying": ("Verification", "verify"),
    "ringrose.explain.robust": ("Flip", "Loss", "Robustness", "Sampled", "robustness"),
    "ringrose.explain.timeline": ("CriterionThen", "ElementThen", "FindingThen", "Timeline", "Year", "timeline"),
    "ringrose.explain.why": ("Why", "why"),
    "ringrose.explain.comparing": ("ConflictsCompared", "CriterionCompared", "ElementCompared"),
    "ringrose.explain.diff": ("AssessmentsDiff", "CasesDiff", "PacksDiff", "diff_assessments", "diff_cases", "diff_packs"),
    "ringrose.explain.what_if": ("WhatIf", "what_if"),
    "ringrose.model.change": ("Change",),
    "ringrose.files": ("load_assessment", "load_case", "load_pack"),
    "ringrose.model.as_of": ("AsOf",),
    "ringrose.model.assessment": (
        "Absent",
        "AbsentNode",
        "Assessment",
        "AtLeastNode",
        "Conflict",
        "CriterionResult",
        "EveryNode",
        "FactNode",
        "Finding",
        "Judgement",
        "OpenQuestion",
        "Recommendation",
        "RuleNode",
    ),
    "ringrose.model.case": ("Case", "Citation", "Closure", "Fact", "Field", "Partner", "Published", "Review", "Source"),
    "ringrose.model.pack": (
        "Attribute",
        "CountCondition",
        "Criterion",
        "Dated",
        "Derives",
        "Element",
        "EveryCondition",
        "FactCondition",
        "FactType",
        "NoCondition",
        "Pack",
        "Parameter",
        "Pattern",
        "Ref",
        "Reference",
        "Rule",
        "Satisfies",
        "Share",
        "Violates",
        "Vocabulary",
        "Within",
    ),
    "ringrose.model.text": ("LocalText", "Message"),
    "ringrose.model.values": ("Range",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"
__all__ = ["__version__", *sorted(_HOME_OF)]  # noqa: PLE0604  # the names are strings; ruff cannot see that


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'ringrose' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
