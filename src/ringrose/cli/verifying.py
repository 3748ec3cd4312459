"""The command ``ringrose verify``."""

from __future__ import annotations

import click

from ringrose.cli.common import FINE, MATCHED, Kept, largest, limit, read, tell_data, tell_page
from ringrose.cli.streams import write

__all__ = ["verify"]


@click.command(short_help="Whether a saved assessment follows from a case.")
@click.argument("assessment")
@click.argument("case")
@click.option("--pack", metavar="NAME|DIR", default="ringrose", show_default=True, help="The rules that it was judged by.")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it.")
@largest
def verify(assessment: str, case: str, pack: str, layout: str, lang: str, max_bytes: int | None) -> int:
    """Tell whether a saved ASSESSMENT follows from CASE, and if not, every reason why.

    ASSESSMENT is what `ringrose assess CASE --format json` wrote (a file, or - for standard input). Each finding of it is replayed from the
    facts and the absences that it rests on, without any engine.

    Exit code 0: it follows; 1: it does not; 2: ASSESSMENT, CASE or the pack cannot be used.
    """
    from ringrose.explain.verifying import verify as verified
    from ringrose.files.assessments import load_assessment

    if assessment == case == "-":
        raise click.UsageError("Standard input is one file. Name the assessment or the case.")
    sound, rules = read(case, pack, max_bytes)
    told = load_assessment(Kept(max_bytes) if assessment == "-" else assessment, **limit(max_bytes))
    found = verified(told, sound, pack=rules, lang=lang)
    if layout == "json":
        tell_data(found.to_dict())
    elif found.follows:
        write("".join(f"{one}\n" for one in (found.sentence(), *(note.text(lang) for note in found.notes))))
    else:
        tell_page(found.page())
    return FINE if found.follows else MATCHED
