"""Why: the reasons of a judgement down to the facts and their sources, as words that any renderer can lay out."""

from ringrose.explain.reasons import CriterionTold, ElementTold, Explanation, Reason, explain
from ringrose.explain.telling import Line
from ringrose.explain.words import LANGUAGES

__all__ = ["LANGUAGES", "CriterionTold", "ElementTold", "Explanation", "Line", "Reason", "explain"]
