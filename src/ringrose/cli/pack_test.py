"""The command ``ringrose pack test``."""

from __future__ import annotations

import click

from ringrose.cli.common import FINE, MATCHED, largest, limit, tell_data, tell_page
from ringrose.cli.pack_place import pack_place

__all__ = ["command"]


@click.command("test", short_help="Run the tests of a pack, and tell how good they are.")
@click.argument("pack", metavar="[NAME|DIR]", required=False)
@click.option("--coverage", is_flag=True, help="Tell also which rules, conditions, exceptions and statuses no test shows.")
@click.option("--mutate", is_flag=True, help="Change each rule in every small way, and tell also which changes no test notices.")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it.")
@largest
def command(pack: str | None, coverage: bool, mutate: bool, layout: str, lang: str, max_bytes: int | None) -> int:
    """Run the tests of a pack: the named sentences in the files of its folder `tests`.

    Without NAME or DIR the pack of the folder where you are is tested. Of each test that fails it is told what was expected, what was found
    instead, and how far a rule came that should have fired.

    Mutants that mean the same as the pack, and what no case can show, are named with a reason in the file tests/equivalent.yaml.

    Exit code 0: all is as expected; 1: a test fails, or something is not shown or not noticed; 2: the pack or a file of tests cannot be
    used.
    """
    from ringrose.authoring.trials.report import report_of

    report = report_of(pack_place(pack), coverage=coverage, mutate=mutate, **limit(max_bytes))
    if layout == "json":
        tell_data(report.to_dict(lang))
    else:
        tell_page(report.page(lang))
    return FINE if report.passed else MATCHED
