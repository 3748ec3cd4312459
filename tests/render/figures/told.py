"""Elements and reports as figures get them, in few words."""

from ringrose.explain.reasons import CriterionTold, ElementTold, Reason
from ringrose.explain.report import CriterionRow, ElementReport, Report
from ringrose.explain.telling import Line
from tests.render.figures.charts import chart, row

__all__ = ["element", "line", "reason", "report"]


def reason(text, *because, polarity="violates", decides=True, places=""):
    """A finding in words, and what it rests on."""
    return Reason(text, "e.r", polarity, decides, (), because, places)


def element(status="not_met", criteria=(), *, title="Commitment", standing="attested", disputed=()):
    """An element; each criterion is an id, a title, a role, a status and its reasons."""
    rows = tuple(CriterionRow(id, title, f"Is {title} so?", role, status) for id, title, role, status, _ in criteria)
    parts = {}
    for decides in (True, False):
        told = ((id, title, role, its, [one for one in reasons if one.decides is decides]) for id, title, role, its, reasons in criteria)
        parts[decides] = tuple(CriterionTold(id, title, role, its, tuple(some)) for id, title, role, its, some in told if some)
    told = ElementTold("commitment", title, "Do they?", status, standing, parts[True], (), parts[False], (), (), disputed)
    return ElementReport(told, rows, (), (), ())


def report(*elements, title="Two cities", head=(("Review", "2016 to 2019"),), lang="en"):
    """A report of these elements."""
    return Report(lang, "two-cities", title, head, elements, chart(row("#/"), lang=lang), (), (), (), (), (), "ringrose 0")


def line(text, kind="fact", *below, cite=""):
    """A line of a justification."""
    return Line(text, kind, cite, below)
