"""An assessment as Markdown, for a report that is passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ringrose.explain import CriterionTold, ElementTold, Explanation, Line, explain
from ringrose.explain.words import say
from ringrose.model.assessment import Assessment
from ringrose.render.marks import mark, tidy

__all__ = ["bullets", "escape", "render", "trees", "within_line"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$])")
_AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def render(assessment: Assessment, lang: str | None = None) -> str:
    """The report as Markdown (CommonMark with tables); no text of a case or a pack can become markup."""
    told = explain(assessment, lang)
    blocks = [f"# {escape(told.title)}", bullets(_head(told)), _table(told)]
    for element in told.elements:
        blocks += _element(element, told.lang)
    parts = (
        ("conflicts", told.conflicts),
        ("questions", told.open_questions),
        ("recommendations", told.recommendations),
        ("sources", told.sources),
        ("references", told.references),
    )
    for code, lines in parts:
        if lines:
            blocks += [f"## {say(f'part.{code}', told.lang)}", bullets(trees(lines))]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it stands."""
    return _AT_START.sub(lambda m: f"{m[1]}\\" if m[1].isdigit() else f"\\{m[1]}", within_line(text))


def within_line(text: str) -> str:
    """The text on one line, so that Markdown shows it as it stands where it is not the start of a line."""
    return _SPECIAL.sub(r"\\\1", tidy(text))


def _head(told: Explanation) -> list[str]:
    return [f"**{label}**: {escape(text)}" for label, text in told.head]


def _table(told: Explanation) -> str:
    lang = told.lang
    rows = [[say(f"part.{part}", lang) for part in ("element", "status", "standing")], ["---"] * 3]
    for element in told.elements:
        standing = say(f"standing.{element.standing}", lang) if element.standing else ""
        rows.append([escape(element.title), f"{mark(element.status)} {say(f'status.{element.status}', lang)}", standing])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _element(element: ElementTold, lang: str) -> Iterable[str]:
    yield f"## {escape(element.title)}: {say(f'status.{element.status}', lang)}"
    if element.question:
        yield f"*{escape(element.question)}*"
    if element.standing:
        yield say(f"standing.{element.standing}.long", lang)
    if element.published:
        yield bullets(trees(element.published))
    for code, criteria, lines in (("why", element.why, element.missing), ("also", element.also, ()), ("unknown", (), element.unknown)):
        if criteria or lines:
            yield f"### {say(f'part.{code}', lang)}"
            yield bullets([*(row for criterion in criteria for row in _criterion(criterion, lang)), *trees(lines)])


def _criterion(criterion: CriterionTold, lang: str) -> Iterable[str]:
    status = f"{say(f'criterion.{criterion.status}', lang)}, {say(f'role.{criterion.role}', lang)}"
    yield f"**{escape(criterion.title)}** ({mark(criterion.status)} {status})"
    yield from trees((reason.line for reason in criterion.reasons), 1)


def trees(lines: Iterable[Line], depth: int = 0) -> Iterable[str]:
    """Lines and all below them, each with the indent of its depth."""
    for line in lines:
        text = escape(line.text) + (f" \\[{escape(line.cite)}\\]" if line.cite else "")
        yield "  " * depth + (f"*{text}*" if line.kind in ("note", "rule") else text)
        yield from trees(line.below, depth + 1)


def bullets(rows: Iterable[str]) -> str:
    """Rows as a list, each as deep as it is indented."""
    return "\n".join(f"{row[: len(row) - len(row.lstrip())]}- {row.lstrip()}" for row in rows)
