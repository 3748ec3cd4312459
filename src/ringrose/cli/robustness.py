"""The command ``ringrose robustness``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from ringrose.cli.common import FINE, about_a_case, read, tell_data, tell_page

__all__ = ["robustness"]


def _whole(context: click.Context, option: click.Parameter, value: str) -> int:
    """A whole number from 0 on; how large it may be, the library says."""
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise click.BadParameter(f"`{value}` cannot stand here. Write a whole number from 0 on, such as 10000.", context, option)
    return int(value)


def _probability(context: click.Context, option: click.Parameter, value: str) -> float:
    try:
        probability = float(value)
    except ValueError:
        probability = -1
    if not 0 <= probability <= 1:
        raise click.BadParameter(f"`{value}` is not a probability. Write a number from 0 to 1, such as 0.8.", context, option)
    return probability


def _chance(certainty: str, default: str) -> Callable[[Any], Any]:
    told = f"The probability that what is {certainty} stays in a sample; the default is a convention, and not measured."
    return click.option(f"--{certainty}", metavar="P", default=default, show_default=True, callback=_probability, help=told)


@click.command(short_help="What each judgement hangs on.")
@about_a_case()
@click.option(
    "--samples", metavar="N", default="0", show_default=True, callback=_whole, help="Draw so many cases at random, and judge them."
)
@click.option("--seed", metavar="S", default="0", show_default=True, callback=_whole, help="The same seed gives the same draws.")
@_chance("certain", "1.0")
@_chance("probable", "0.8")
@_chance("doubtful", "0.5")
def robustness(case: str, pack: str, layout: str, as_of: str | None, max_bytes: int | None, **options: Any) -> int:
    """Tell what each judgement of CASE hangs on: which facts, records and sources change one when they are lost.

    CASE (a file, or - for standard input) is judged without each fact and each complete record, without each source in turn, and without
    what is doubtful or probable. With --samples N the share of each status is told when facts are left out at random.

    Exit code 0: told; 2: CASE, the pack or the request cannot be used.
    """
    from ringrose.explain.robust import robustness

    sound, rules = read(case, pack, max_bytes, as_of)
    with _shown() as progress:
        found = robustness(sound, pack=rules, progress=progress, **options)
    if layout == "json":
        tell_data(found.to_dict())
    else:
        tell_page(found.page())
    return FINE


@contextmanager
def _shown() -> Iterator[Callable[[int, int], None] | None]:
    """A bar for whoever watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn(elapsed_when_finished=True))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("robustness", total=None)
        yield lambda done, total: bar.update(task, total=total, completed=done)
