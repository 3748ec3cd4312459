"""What differs: between two cases, two packs, or two assessments, and between how they judge."""

from __future__ import annotations

from ringrose.explain.diff_assessments import AssessmentsDiff, diff_assessments
from ringrose.explain.diff_cases import CasesDiff, diff_cases
from ringrose.explain.diff_packs import PacksDiff, diff_packs
from ringrose.explain.diff_page import Names, assessments_page, cases_page, changes_page, packs_page
from ringrose.explain.page import Page

__all__ = [
    "AssessmentsDiff",
    "CasesDiff",
    "Diff",
    "PacksDiff",
    "changes_page",
    "diff_assessments",
    "diff_cases",
    "diff_packs",
    "page_of",
]

Diff = CasesDiff | PacksDiff | AssessmentsDiff


def page_of(diff: Diff, lang: str, names: Names = ("", "")) -> Page:
    """What differs, in words. ``names`` are what the reader calls the two sides, such as the names of files."""
    if isinstance(diff, CasesDiff):
        return cases_page(diff, lang, names)
    if isinstance(diff, PacksDiff):
        return packs_page(diff, lang, names)
    return assessments_page(diff, lang, names)
