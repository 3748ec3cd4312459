"""Where a command writes what it made: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from ringrose.cli.streams import write, write_bytes

__all__ = ["kind_of", "put", "written"]


def written(command: Any) -> Any:
    """The options -o and --overwrite."""
    told = "Where to write; without it, or with -, to standard output."
    command = click.option("--overwrite", is_flag=True, help="Write over a file that exists.")(command)
    return click.option("-o", "--out", metavar="FILE", default="-", help=told)(command)


def kind_of(out: str, asked: str | None, kinds: Mapping[str, tuple[str, ...]], default: str) -> str:
    """What to write: what was asked for, else what the ending of the file's name says.

    ``kinds`` are the endings of the names of each kind; ``default`` is the kind for standard output.

    Raises `click.UsageError` where the name says none, and where it says another one than was asked for.
    """
    if out == "-":
        return asked or default
    ending = os.path.splitext(out)[1].casefold()
    told = next((kind for kind, endings in kinds.items() if ending in endings), None)
    if told is not None and asked is not None and told != asked:
        raise click.UsageError(f"The name {out} is one of {told}, and --format asks for {asked}. Leave --format away, or change the name.")
    if told is None and asked is not None and os.path.isfile(out):
        raise click.UsageError(f"The file {out} is there, and its name does not say that it is {asked}. Choose another name.")
    if told or asked:
        return str(told or asked)
    known = ", ".join(ending for endings in kinds.values() for ending in endings)
    raise click.UsageError(f"The name {out} does not say what to write. Give it one of the endings {known}, or add --format.")


def put(out: str, content: str | bytes, told: str, *, overwrite: bool, read: Iterable[str] = ()) -> None:
    """Write the content to the file, and say what it is (``told``) on standard output; or write the content to standard output.

    ``read`` are the names of what it was made from: over these nothing is ever written.

    Raises `InputError` where the file cannot be written, and `click.UsageError` where a terminal would be given what it cannot show.
    """
    from ringrose.files.writing import write_whole
    from ringrose.render.marks import tidy

    if out != "-":
        if overwrite and any(_same(out, name) for name in read):
            raise click.UsageError(f"The file {tidy(out)} is what was read, and would be lost. Choose another name.")
        write_whole(out, content.encode() if isinstance(content, str) else content, overwrite=overwrite)
        if os.path.isfile(out):  # into a pipe, a terminal or the like nothing more is written
            write(f"{tidy(out)}: {tidy(told)}\n")
    elif isinstance(content, str):
        write(content, "utf-8")
    elif sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("This is nothing that a terminal can show. Name a file with -o.")
    else:
        write_bytes(content)


def _same(one: str, other: str) -> bool:
    """Whether two names are those of one file that is there."""
    return os.path.isfile(one) and os.path.isfile(other) and os.path.samefile(one, other)
