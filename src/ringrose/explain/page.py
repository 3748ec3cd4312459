"""A page: what an explanation says, as sections of lines that any renderer can lay out."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from ringrose.explain.telling import Line

__all__ = ["Page", "Section"]


def _lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(lines)


@frozen
class Section:
    """Lines under a heading; ``status`` is that of the element which the heading names, if it names one."""

    title: str
    lines: tuple[Line, ...] = field(converter=_lines)
    status: str | None = None


def _sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(sections)


@frozen
class Page:
    """An explanation in one language: a title, a table of two columns below it, and sections."""

    lang: str
    title: str
    head: tuple[tuple[str, str], ...] = field(converter=tuple)
    sections: tuple[Section, ...] = field(converter=_sections)
