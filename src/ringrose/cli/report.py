"""The command ``ringrose report``."""

from __future__ import annotations

from collections.abc import Callable

import click

from ringrose.cli.common import ENGINES, FINE, as_of_option, largest, read
from ringrose.cli.out import kind_of, put, written

__all__ = ["report"]

KINDS = {"html": (".html", ".htm"), "markdown": (".md", ".markdown"), "docx": (".docx",)}


@click.command(short_help="Write a report of a case: a web page, Markdown or Word.")
@click.argument("case")
@written
@click.option(
    "--format", "kind", type=click.Choice(list(KINDS)), help="As what; without it the name of FILE tells, and else as a web page."
)
@click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules to judge by.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help="What infers.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it.")
@as_of_option
@largest
def report(
    case: str, out: str, overwrite: bool, kind: str | None, pack: str, engine: str, lang: str, as_of: str | None, max_bytes: int | None
) -> int:
    """Judge the partnership of CASE (a file, or - for standard input), and write a report of it to hand in.

    A web page (.html) is one file that needs nothing else; Markdown (.md) and Word (.docx) say the same, with footnotes. Word needs the
    extra: pip install "ringrose[word]".

    Exit code 0: written; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.assessing import assess
    from ringrose.explain.report.making import report_of
    from ringrose.explain.words import say

    chosen = kind_of(out, kind, KINDS, "html")
    sound, rules = read(case, pack, max_bytes)
    content = report_of(assess(sound, pack=rules, engine=engine, lang=lang, as_of=as_of))
    layouts: dict[str, Callable[[], str | bytes]] = {"html": content.to_html, "markdown": content.to_markdown, "docx": content.to_docx}
    put(out, layouts[chosen](), say("report.written", lang, title=content.title), overwrite=overwrite, read=[case])
    return FINE
