"""A page: what an explanation says, as sections of lines that any renderer can lay out."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from ringrose.explain.telling import Line

__all__ = ["Grid", "Page", "Section"]


def _lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(lines)


def _columns(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(columns)


def _labelled(rows: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(rows)


@frozen
class Grid:
    """A table of statuses: the heads of its columns, and for each row its label and a status per column.

    A cell may also be two statuses with > between them (one that is missing is empty), or empty.
    """

    columns: tuple[str, ...] = field(converter=_columns)
    rows: tuple[tuple[str, tuple[str, ...]], ...] = field(converter=_labelled)


@frozen
class Section:
    """Lines under a heading; ``status`` is that of the element which the heading names, if it names one; a ``grid`` comes first."""

    title: str
    lines: tuple[Line, ...] = field(converter=_lines)
    status: str | None = None
    grid: Grid | None = None


def _rows(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(rows)


def _sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(sections)


@frozen
class Page:
    """An explanation in one language: a title, a table of two columns below it, and sections."""

    lang: str
    title: str
    head: tuple[tuple[str, str], ...] = field(converter=_rows)
    sections: tuple[Section, ...] = field(converter=_sections)
