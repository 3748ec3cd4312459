"""The command ``ringrose pack check``."""

from __future__ import annotations

import click

from ringrose.cli.common import FINE, MATCHED, largest, limit, tell_data
from ringrose.cli.pack_place import pack_place
from ringrose.cli.streams import write

__all__ = ["command"]


@click.command("check", short_help="Look for rules that are dead, contradict each other or are not tested.")
@click.argument("pack", metavar="[NAME|DIR]", required=False)
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it.")
@click.option("--all", "waived", is_flag=True, help="Tell also what is waived, with the reason.")
@click.option("--codes", is_flag=True, help="List all codes with what they say, and end.")
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="Draw other cases when looking for examples.")
@click.option("--examples", type=click.IntRange(1, 100_000), metavar="N", help="How many cases to draw for each thing.  [default: 100]")
@largest
def command(pack: str | None, layout: str, waived: bool, codes: bool, seed: int, examples: int | None, max_bytes: int | None) -> int:
    """Look for what is wrong with a pack although it is sound, and tell each with its place, the reason, and what to do.

    Without NAME or DIR the pack of the folder where you are is checked. What is found can be accepted where it stands, by its code and with
    a reason: `waive: {contained-rule: Its advice is another.}` in pack.yaml, a fact type, an element, a criterion or a rule. The same seed
    finds the same examples.

    Exit code 0: nothing found, or all of it waived; 1: something found; 2: the pack, its tests or its changelog cannot be used.
    """
    if codes:
        from ringrose.authoring.checks.report import catalogue

        write("".join(f"{line}\n" for line in catalogue()))
        return FINE
    from ringrose.authoring.checks.checking import EXAMPLES, check_pack_of

    found = check_pack_of(pack_place(pack), seed=seed, examples=examples or EXAMPLES, **limit(max_bytes))
    if layout == "json":
        tell_data(found.to_dict())
    else:
        from ringrose.authoring.checks.report import lines

        write("".join(f"{line}\n" for line in lines(found, waived=waived)))
    return MATCHED if found.open else FINE
