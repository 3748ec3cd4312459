"""The command ``ringrose batch``."""

from __future__ import annotations

import io
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from ringrose.cli.streams import complain
from ringrose.errors import InputError, Problem

if TYPE_CHECKING:
    from ringrose.batch import BatchReport, Progress, Rejected

__all__ = ["run_batch", "standard_input", "workers_of"]

FINE, MATCHED, SOME_REJECTED, INTERRUPTED = 0, 1, 3, 130


def workers_of(context: click.Context, option: click.Parameter, value: str) -> int | None:
    """A number of processes; None for one per core."""
    if value == "auto":
        return None
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise click.BadParameter(f"`{value}` is not a number of processes. Write a number from 1 on, or auto.", context, option)
    return int(value)


def run_batch(cases: tuple[str, ...], out: str, fail_on: tuple[str, ...], rejected: str | None, **options: Any) -> int:
    """Judge the cases, tell how many were judged, and return the exit code."""
    from ringrose.batch import assess_batch

    to_stream = out == "-"
    named = [standard_input() if name == "-" else name for name in cases]
    with _terminated_as_interrupted(), _shown() as progress:
        try:
            report = assess_batch(
                named,
                _standard_output() if to_stream else out,
                rejected=_tell if to_stream and rejected is None else rejected,
                progress=progress,
                **options,
            )
        except KeyboardInterrupt:
            complain("ringrose: Interrupted." if to_stream else "ringrose: Interrupted. What is judged is kept: --resume goes on.")
            return INTERRUPTED
    if report.nothing_to_do:
        complain(f"ringrose: {out} is complete; there is nothing to resume.")
        return FINE
    _sum_up(report)
    if report.rejected:
        return SOME_REJECTED
    return MATCHED if any(report.statuses.get(status) for status in fail_on) else FINE


def standard_input() -> Any:
    """Standard input as lines of JSON, under the name that problems tell."""
    if sys.stdin is None:
        raise click.UsageError("Standard input is closed.")
    return _Named(sys.stdin.buffer)


ONE_CASE = re.compile(rb"""(?:\xef\xbb\xbf)?\s*(?:#|---|%YAML|\{[ \t]*\r?\n|["']?\w+["']?:\s)""")
"""How a file of one case begins, in YAML or in JSON over several lines, and no line of JSON Lines does."""


class _Named(io.BufferedIOBase):
    """Standard input under the name that problems tell; one case that is not on one line is told once, not as so many bad lines."""

    name = "<stdin>"

    def __init__(self, stream: Any) -> None:
        self._stream, self._begun = stream, False

    def read1(self, size: int = -1, /) -> bytes:
        block: bytes = self._stream.read1(size)
        if not self._begun and ONE_CASE.match(block):
            what = "This is not JSON Lines, which is what - takes here: one whole case as JSON on each line"
            raise InputError([Problem(self.name, what, "", "Name the YAML or JSON file itself instead of -")])
        self._begun = True
        return block


def _standard_output() -> IO[bytes]:
    if sys.stdout is None:
        raise click.UsageError("Standard output is closed.")
    sys.stdout.flush()
    return sys.stdout.buffer


def _tell(rejected: Rejected) -> None:
    for problem in rejected.problems:
        complain(str(problem))


def _sum_up(report: BatchReport) -> None:
    where = f" in {report.out}" if report.out else ""
    told = f"ringrose: {_cases(report.assessed)} judged{where}"
    if report.rejected:
        there = f"; they are in {report.rejected_file}" if report.rejected_file else ""
        told += f", {report.rejected:,} rejected{there}"
    complain(f"{told}.")


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count:,} cases"


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """A polite request to end is met as Ctrl-C is: what is done is made safe first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None] | None]:
    """A bar with the rate and the time left, for whoever watches."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("batch", total=None, told="")
        since: list[tuple[int, float]] = []  # the rate is told from the first part on: a run that is resumed begins with many cases

        def show(progress: Progress) -> None:
            cases, now = progress.assessed + progress.rejected, time.monotonic()
            since.append((cases, now))
            first, begun = since[0]
            rate = f", {(cases - first) / (now - begun):,.0f} a second" if now > begun else ""
            lost = f", {progress.rejected:,} rejected" if progress.rejected else ""
            bar.update(task, total=progress.total, completed=progress.done, told=f"{_cases(cases)}{rate}{lost}")
            del since[1:]

        yield show
