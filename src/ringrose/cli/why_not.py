"""The command ``ringrose why-not``."""

from __future__ import annotations

from typing import Any

import click

from ringrose.cli.common import FINE, about_a_case, read, tell_data, tell_page

__all__ = ["why_not"]


@click.command("why-not", short_help="Why not: how far each rule about a criterion came.")
@about_a_case()
@click.argument("target", metavar="ELEMENT[.CRITERION]")
def why_not(case: str, target: str, pack: str, layout: str, as_of: str | None, max_bytes: int | None, **options: Any) -> int:
    """Tell how far each rule came that could have satisfied or violated a criterion.

    CASE is a file, or - for standard input. Each binding of each rule is told on its own, and each of its conditions with its state: it
    held, it is known to fail, nothing is known, or an exception applies. What decides is marked.

    Exit code 0: told; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.explain.why_not import why_not as tried

    sound, rules = read(case, pack, max_bytes, as_of)
    answer = tried(sound, target, pack=rules, **options)
    if layout == "json":
        tell_data(answer.to_dict())
    else:
        tell_page(answer.page())
    return FINE
