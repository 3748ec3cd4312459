"""A page of an explanation as Markdown."""

from __future__ import annotations

from ringrose.explain.page import Grid, Page
from ringrose.render.markdown import bullets, escape, trees
from ringrose.render.marks import mark

__all__ = ["render"]


def render(page: Page, level: int = 1) -> str:
    """The page as Markdown (CommonMark with tables); no text of a case or a pack can become markup. ``level`` is that of its title."""
    blocks = [f"{'#' * level} {escape(page.title)}"]
    if page.head:
        blocks.append(bullets(f"**{escape(label)}**: {escape(text)}" for label, text in page.head))
    for section in page.sections:
        if section.title:
            shown = f"{mark(section.status)} " if section.status else ""
            blocks.append(f"{'#' * (level + 1)} {shown}{escape(section.title)}")
        if section.grid is not None:
            blocks.append(_table(section.grid))
        if section.lines:
            blocks.append(bullets(trees(section.lines)))
    return "\n\n".join(blocks) + "\n"


def _table(grid: Grid) -> str:
    rows = [["", *map(escape, grid.columns)], ["---"] * (len(grid.columns) + 1)]
    rows += [[escape(label), *map(_cell, cells)] for label, cells in grid.rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: str) -> str:
    return " > ".join(mark(status) if status else "-" for status in cell.split(">")) if cell else ""
