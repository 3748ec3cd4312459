"""The command ``ringrose timeline``."""

from __future__ import annotations

from typing import Any

import click

from ringrose.cli.common import FINE, about_a_case, read, tell_data, tell_page

__all__ = ["timeline"]


@click.command(short_help="The judgements year by year.")
@about_a_case(as_of=False)
def timeline(case: str, pack: str, layout: str, max_bytes: int | None, **options: Any) -> int:
    """Tell the status of each element at the end of each year of the review, and what changed it.

    CASE (a file, or - for standard input) is judged as of the end of each year: what began later is left out, and the review ends there.

    Exit code 0: told; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.explain.timeline import timeline

    sound, rules = read(case, pack, max_bytes)
    found = timeline(sound, pack=rules, **options)
    if layout == "json":
        tell_data(found.to_dict())
    else:
        tell_page(found.page())
    return FINE
