"""Which pack a command of the group `pack` is about, and what is said of one that was begun."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ringrose.cli.streams import write

__all__ = ["pack_place", "tell_begun"]


def pack_place(asked: str | None) -> str:
    """The folder of the pack that is asked for, of the one where the user is, or the name that leads nowhere."""
    from ringrose.files.finding import part_of
    from ringrose.files.kinds import pack_folder

    if asked is not None:
        return pack_folder(asked) or asked
    if part_of(Path(), "pack") is not None:
        return "."
    raise click.UsageError("There is no pack.yaml in this folder. Name the pack, or its folder.")


def tell_begun(place: Path, what: str) -> None:
    """Say where a pack was begun, what it is, and what to try next."""
    shown = str(place) if place.is_absolute() or len(place.parts) > 1 else f"./{place}"
    write(f"{place}: {what}\nTry: ringrose pack test {shlex.quote(shown)}\n")
