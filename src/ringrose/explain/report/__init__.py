"""What a report says, as data in one language; renderers lay it out, whatever the format. `ringrose.explain.report.making` makes it."""

from ringrose.explain.report.chart import Cell, Chart, ChartRow, Column
from ringrose.explain.report.content import ConflictTold, CriterionRow, ElementReport, Report, SourceTold
from ringrose.explain.report.notes import Note, Notes

__all__ = [
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
]
