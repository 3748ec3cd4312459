"""What a report says, as data in one language; renderers lay it out, whatever the format. `ringrose.explain.report.making` makes it."""

from ringrose.explain.report.chart import Cell, Chart, ChartRow, Column
from ringrose.explain.report.content import ConflictTold, CriterionRow, ElementReport, Report, SourceTold
from ringrose.explain.report.notes import AT_MOST, Note, Notes, places_of

__all__ = [
    "AT_MOST",
    "Cell",
    "Chart",
    "ChartRow",
    "Column",
    "ConflictTold",
    "CriterionRow",
    "ElementReport",
    "Note",
    "Notes",
    "Report",
    "SourceTold",
    "places_of",
]
