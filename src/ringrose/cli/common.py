"""What the commands share: options, how a case is read, and how an answer is told."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ringrose.cli.streams import can_show, colours_wanted, page_width, write

if TYPE_CHECKING:
    from ringrose.explain.page import Page
    from ringrose.model.assessment import Assessment
    from ringrose.model.case import Case
    from ringrose.model.pack import Pack

__all__ = [
    "ENGINES",
    "FINE",
    "MATCHED",
    "REFUSED",
    "STATUSES",
    "Kept",
    "about_a_case",
    "as_of_option",
    "largest",
    "limit",
    "read",
    "tell",
    "tell_data",
    "tell_page",
    "terminal",
]

FINE, MATCHED, REFUSED = 0, 1, 2
ENGINES = ("auto", "durable", "compiled")
STATUSES = ("met", "not_met", "contested", "undetermined")


def largest(command: Any) -> Any:
    """The option --max-bytes."""
    told = "Read files up to this size; the default keeps hostile files out."
    return click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help=told)(command)


def as_of_option(command: Any) -> Any:
    """The option --as-of."""
    told = "Judge as of a year, such as 2018, or a day, such as 2018-06-30: what began later is left out."
    return click.option("--as-of", metavar="DATE", help=told)(command)


def about_a_case(layouts: tuple[str, ...] = ("text", "json"), *, as_of: bool = True) -> Callable[[Any], Any]:
    """The argument CASE and the options of every command that asks something about one case; ``as_of``: also as of a day."""

    def decorate(command: Any) -> Any:
        for decorator in (
            largest,
            *((as_of_option,) if as_of else ()),
            click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it."),
            click.option("--format", "layout", type=click.Choice(layouts), default="text", show_default=True, help="How to tell it."),
            click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What infers."),
            click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules to judge by."),
            click.argument("case"),
        ):
            command = decorator(command)
        return command

    return decorate


def read(case: str, pack: str, max_bytes: int | None, as_of: str | None = None) -> tuple[Case, Pack]:
    """The case of a path (or - for standard input), as of a day where one is asked for, and its pack."""
    from ringrose.files import load_case, load_pack

    rules = load_pack(pack)
    sound = load_case(Kept(max_bytes) if case == "-" else case, pack=rules, **limit(max_bytes))
    if as_of is None:
        return sound, rules
    from ringrose.model.as_of import case_as_of

    return case_as_of(sound, as_of, rules)[0], rules


class Kept(io.BytesIO):
    """What standard input says, which can be read twice."""

    name = "<stdin>"

    def __init__(self, max_bytes: int | None) -> None:
        from ringrose.files.documents import MAX_BYTES

        if sys.stdin is None:
            raise click.UsageError("Standard input is closed.")
        super().__init__(sys.stdin.buffer.read((max_bytes or MAX_BYTES) + 1))


def tell(assessment: Assessment, layout: str) -> None:
    """Write an assessment in a layout."""
    if layout == "json":
        from ringrose.render.json import render as as_json

        write(as_json(assessment), "utf-8")
    elif layout in ("markdown", "html"):
        from ringrose.explain.report.making import report_of

        report = report_of(assessment)
        write(report.to_html() if layout == "html" else report.to_markdown(), "utf-8")
    else:
        from ringrose.render.text import render as as_text

        write(as_text(assessment, **terminal()))


def tell_page(page: Page) -> None:
    """Write a page of an explanation as text."""
    from ringrose.render.page import render

    write(render(page, **terminal()))


def tell_data(data: Any) -> None:
    """Write data as JSON."""
    write(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n", "utf-8")


def terminal() -> dict[str, Any]:
    """How text is laid out where standard output goes."""
    from ringrose.render.layout import coloured, plain
    from ringrose.render.marks import MARKS

    style = coloured if colours_wanted() else plain
    return {"width": page_width(), "style": style, "ascii_only": not can_show("".join(MARKS.values()))}


def limit(max_bytes: int | None) -> dict[str, int]:
    """The keyword that readers take for --max-bytes; without it they have a limit of their own."""
    return {} if max_bytes is None else {"max_bytes": max_bytes}
