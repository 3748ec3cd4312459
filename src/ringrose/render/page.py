"""A page of an explanation as text."""

from __future__ import annotations

from ringrose.explain.page import Page
from ringrose.render.layout import Layout, Style, plain

__all__ = ["render"]


def render(page: Page, *, width: int = 100, style: Style = plain, ascii_only: bool = False) -> str:
    """The page, wrapped to ``width`` (a word that is longer stays whole); ``ascii_only`` speaks of the marks alone."""
    laid = Layout(width, style, ascii_only)
    laid.put(page.title, role="heading")
    laid.table(page.head)
    for section in page.sections:
        laid.gap()
        status = section.status
        laid.put(section.title, hang=f"{laid.mark(status)} " if status else "", role=status or "heading")
        if section.grid is not None:
            laid.grid(section.grid)
        for line in section.lines:
            laid.tree(line, 2, "" if line.kind in ("plain", "note", "rule") else "- ")
    return laid.text()
