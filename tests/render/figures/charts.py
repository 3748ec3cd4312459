"""Charts in few words."""

from ringrose.explain.report import Cell, Chart, ChartRow, Column

__all__ = ["STATES", "chart", "row"]

STATES = {"#": "recorded", "/": "none", "?": "unknown", ".": "open"}


def row(cells, title="visit", **beside):
    """A row of cells: ``#`` recorded (or how many facts: a digit), ``/`` known to be none, ``?`` could not be told, ``.`` open."""
    made = []
    for place, one in enumerate(cells):
        state = "recorded" if one.isdigit() else STATES[one]
        made.append(
            Cell(state, tuple(f"f{n}" for n in range(int(one) if one.isdigit() else one == "#")), f"{title}, cell {place}: {state}")
        )
    return ChartRow("type", title, made, **{name: tuple(f"x{n}" for n in range(many)) for name, many in beside.items()})


def chart(*rows, first=2016, columns=None, wide=1, partial=(), lang="en"):
    """A chart of these rows, the first year in the first column."""
    count = columns or len(rows[0].cells)
    years = (Column(first + n * wide, first + (n + 1) * wide - 1, n in partial) for n in range(count))
    return Chart(lang, tuple(years), rows)
