"""Which pack a command of the group `pack` is about."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["pack_place"]


def pack_place(asked: str | None) -> str:
    """The folder of the pack that is asked for, of the one where the user is, or the name that leads nowhere."""
    from ringrose.files.kinds import pack_folder

    if asked is not None:
        return pack_folder(asked) or asked
    for name in ("pack.yaml", "pack.yml", "pack.json"):
        if Path(name).is_file():
            return "."
    raise click.UsageError("There is no pack.yaml in this folder. Name the pack, or its folder.")
