"""Many cases side by side as a table for spreadsheets: a row for each case, a column for each element and each criterion."""

from __future__ import annotations

import csv
import io
import re

from ringrose.explain.many.content import CaseRow, Comparison
from ringrose.render.marks import tidy

__all__ = ["render"]

_FORMULA = re.compile(r'^(?=[=+\-@＝＋－＠])|(?<=;)[\s"]*(?=[=+\-@＝＋－＠])')
"""Where a formula could begin: at the start of a cell, and, for spreadsheets that part cells at semicolons, behind one of these."""


def render(comparison: Comparison) -> str:
    """The table as CSV. No text becomes a formula in a spreadsheet: what could be one has an apostrophe before it.

    That holds also where the list separator of a country is the semicolon, and for the wide letters of East Asia.
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    head = ["case", "title", "partners", "review_from", "review_to", "facts", "conflicts"]
    for element in comparison.elements:
        head += [element.id, f"{element.id}.published", *(f"{element.id}.{criterion.id}" for criterion in element.criteria)]
    writer.writerow(map(_safe, head))
    writer.writerows(map(_safe, _cells(row)) for row in comparison)
    return page.getvalue()


def _cells(row: CaseRow) -> list[str]:
    cells = [row.id, row.title, " / ".join(row.partners), *row.review, str(row.facts), str(row.conflicts)]
    for element in row.elements:
        published = " / ".join(one.status for one in row.concluded(element.id))
        cells += [element.status, published, *(criterion.status for criterion in element.criteria)]
    return cells


def _safe(text: str) -> str:
    """The text on one line, so that a spreadsheet takes it for a text."""
    return _FORMULA.sub(r"\g<0>'", tidy(text))
