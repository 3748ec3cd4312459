"""The figures of a report by their names."""

from __future__ import annotations

from collections.abc import Iterable

from ringrose.errors import InputError, Problem, nearest, one_of
from ringrose.explain.report import Report
from ringrose.explain.words import say
from ringrose.render.figures import glance, tree, years
from ringrose.render.figures.drawing import Drawing

__all__ = ["KINDS", "figure_of"]

KINDS = ("glance", "timeline", "tree")


def figure_of(report: Report, kind: str, of: str | None = None) -> Drawing:
    """A figure of a report; ``of`` names the element, or the criterion of one, of which to draw the tree (without it: of all elements).

    Raises `InputError` where there is no such figure, element or criterion.
    """
    if kind not in KINDS:
        raise _unknown("kind", f"`{kind}` is no figure", kind, KINDS)
    if kind == "glance":
        return glance.draw(report)
    if kind == "timeline":
        return years.draw(report.chart, say("figure.years", report.lang, case=report.title))
    if of is None:
        return tree.draw_all(report.elements, report.title, report.lang)
    name, dot, criterion = of.partition(".")
    elements = {element.told.id: element for element in report.elements}
    if name not in elements:
        raise _unknown("of", f"There is no element `{name}`", name, elements)
    criteria = [row.id for row in elements[name].criteria]
    if dot and criterion not in criteria:
        raise _unknown("of", f"There is no criterion `{criterion}` in the element `{name}`", criterion, criteria)
    return tree.draw_all([elements[name]], report.title, report.lang, criterion or None)


def _unknown(place: str, what: str, name: str, known: Iterable[str]) -> InputError:
    names = list(known)
    return InputError([Problem(place, what, "", " ".join(part for part in (nearest(name, names), one_of(names)) if part))])
