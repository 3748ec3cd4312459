"""The command that tells why."""

from __future__ import annotations

import click

from ringrose.cli.common import FINE, about_a_case, read, tell_data, tell_page
from ringrose.cli.streams import write

__all__ = ["why"]


@click.command(short_help="Why: every finding with its whole justification.")
@about_a_case(("text", "json", "mermaid", "dot"))
@click.argument("element", required=False, metavar="[ELEMENT[.CRITERION]]")
def why(case: str, element: str | None, pack: str, engine: str, layout: str, lang: str, as_of: str | None, max_bytes: int | None) -> int:
    """Tell every finding of CASE (a file, or - for standard input) with its whole justification, down to the sources.

    With ELEMENT or ELEMENT.CRITERION, those of that element or criterion. The layouts mermaid and dot draw the justification as a graph.
    """
    from ringrose.explain.why import why as justified

    sound, rules = read(case, pack, max_bytes, as_of)
    answer = justified(sound, element, pack=rules, engine=engine, lang=lang)
    if layout == "text":
        tell_page(answer.page())
    elif layout == "json":
        tell_data(answer.to_dict())
    else:
        from ringrose.render.graph import dot, mermaid

        write((dot if layout == "dot" else mermaid)(answer.to_dict()), "utf-8")
    return FINE
