"""The command ``ringrose compare``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ringrose.cli.batch import standard_input
from ringrose.cli.common import ENGINES, FINE, as_of_option, largest, limit, terminal
from ringrose.cli.comparing import read_one
from ringrose.cli.out import kind_of, put, written
from ringrose.cli.streams import write
from ringrose.errors import InputError, Problem

if TYPE_CHECKING:
    from ringrose.explain.many.content import Comparison
    from ringrose.model.case import Case
    from ringrose.model.pack import Pack

__all__ = ["compare"]

KINDS = {"text": (".txt",), "html": (".html", ".htm"), "csv": (".csv",), "markdown": (".md", ".markdown"), "json": (".json",)}


@click.command(short_help="Many cases side by side: a web page, a table, Markdown.")
@click.argument("cases", nargs=-1, required=True)
@written
@click.option("--format", "kind", type=click.Choice(list(KINDS)), help="As what; without it the name of FILE tells, and else as text.")
@click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules to judge by.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What infers.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it.")
@as_of_option
@largest
def compare(
    cases: tuple[str, ...],
    out: str,
    overwrite: bool,
    kind: str | None,
    pack: str,
    engine: str,
    lang: str,
    as_of: str | None,
    max_bytes: int | None,
) -> int:
    """Judge CASES, and put them side by side: all judgements, how often each criterion fails, and how far published judgements agree.

    CASES are case files, files of JSON Lines (one case a line; .jsonl or .ndjson), Parquet files, folders, globs in quotes, or - for JSON
    Lines from standard input (not YAML: name such a file itself). Where two cases have one id, the later one gets a number behind it.

    A web page (.html) is one file that needs nothing else. A table (.csv) has a row for each case.

    Exit code 0: compared; 2: a case, the pack or the request cannot be used; then nothing is written.
    """
    from ringrose.files import load_pack

    chosen = kind_of(out, kind, KINDS, "text")
    found = _compared(cases, load_pack(pack), limit(max_bytes), engine=engine, lang=lang, as_of=as_of)
    if chosen == "text" and out == "-":
        from ringrose.render.comparison_text import render

        write(render(found, **terminal()))
    else:
        put(out, _rendered(found, chosen), _told(found), overwrite=overwrite, read=cases)
    return FINE


def _told(found: Comparison) -> str:
    """What was written."""
    from ringrose.explain.many.numbers import whole
    from ringrose.explain.words import say

    count = len(found)
    return say("many.written.one" if count == 1 else "many.written", found.lang, n=whole(count, found.lang))


def _compared(names: tuple[str, ...], pack: Pack, most: dict[str, int], **how: Any) -> Comparison:
    """All cases side by side, or the problems of all that cannot be used."""
    from ringrose.explain.many.making import NO_CASES, compare

    problems: list[Problem] = []
    try:
        found = compare(_cases(names, pack, most, problems), pack=pack, **how)
    except InputError as error:
        raise InputError([*problems, *(one for one in error.problems if one != NO_CASES or not problems)]) from None
    if problems:
        raise InputError(problems)
    return found


def _cases(names: tuple[str, ...], pack: Pack, most: dict[str, int], problems: list[Problem]) -> Iterator[Case]:
    """The cases that names stand for, one by one, and the problems of those that cannot be read."""
    from ringrose.files.many import documents_of

    for document in documents_of([standard_input() if name == "-" else name for name in names], **most):
        try:
            yield read_one(document, pack, most)
        except InputError as error:
            problems += error.problems


def _rendered(found: Comparison, kind: str) -> str:
    render: Any
    if kind == "json":
        return json.dumps(found.to_dict(), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
    if kind == "html":
        from ringrose.render.comparison_html import render
    elif kind == "csv":
        from ringrose.render.comparison_csv import render
    elif kind == "markdown":
        from ringrose.render.comparison_markdown import render
    else:
        from ringrose.render.comparison_text import render
    page: str = render(found)
    return page
