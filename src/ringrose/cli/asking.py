"""The commands that ask what is open and what would change a judgement: ``ask``, ``repair`` and ``threats``."""

from __future__ import annotations

from typing import Any

import click

from ringrose.cli.common import FINE, STATUSES, about_a_case, read, tell_data, tell_page

__all__ = ["ask", "repair", "threats"]


def _told(answer: Any, layout: str) -> int:
    if layout == "json":
        tell_data(answer.to_dict())
    else:
        tell_page(answer.page())
    return FINE


@click.command(short_help="What would settle what is undetermined.")
@about_a_case()
def ask(case: str, pack: str, layout: str, as_of: str | None, max_bytes: int | None, **options: Any) -> int:
    """Tell which facts would settle what is undetermined in CASE (a file, or - for standard input), and what each answer would change.

    Exit code 0: told; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.explain.ask import ask

    sound, rules = read(case, pack, max_bytes, as_of)
    return _told(ask(sound, pack=rules, **options), layout)


_at_most = click.option(
    "--at-most", type=click.IntRange(min=1), default=8, show_default=True, metavar="N", help="The largest set of changes."
)


@click.command(short_help="What would have to change for an element to be met.")
@about_a_case()
@click.argument("element")
@click.option("--to", type=click.Choice(STATUSES), default="met", show_default=True, help="The status to reach.")
@_at_most
def repair(case: str, element: str, pack: str, layout: str, as_of: str | None, max_bytes: int | None, **options: Any) -> int:
    """Tell what would have to change for ELEMENT of CASE to be met, or to have another status.

    All minimal sets of changes are told: evidence to obtain, and apart from it facts that would have to be otherwise. Nothing is written.

    Exit code 0: told; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.explain.repair import repair

    sound, rules = read(case, pack, max_bytes, as_of)
    return _told(repair(sound, element, pack=rules, **options), layout)


@click.command(short_help="Which losses would turn a met element.")
@about_a_case()
@click.argument("element")
@_at_most
def threats(case: str, element: str, pack: str, layout: str, as_of: str | None, max_bytes: int | None, **options: Any) -> int:
    """Tell the smallest losses of facts and records by which ELEMENT of CASE would be met no longer.

    Exit code 0: told; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.explain.repair import threats

    sound, rules = read(case, pack, max_bytes, as_of)
    return _told(threats(sound, element, pack=rules, **options), layout)
