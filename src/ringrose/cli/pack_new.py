"""The command that begins a pack."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from ringrose.cli.common import FINE
from ringrose.cli.pack_place import tell_begun

__all__ = ["command"]


@click.command("new", short_help="Begin a pack of one's own.")
@click.argument("name")
@click.option("--in", "folder", metavar="FOLDER", default=".", help="Where to make its folder.  [default: here]")
def command(name: str, folder: str) -> int:
    """Write a small but complete pack into a new folder that is called NAME: vocabulary, one element, tests, a changelog.

    It can be used at once, and its remarks say how to go on. Nothing is written over.
    """
    from ringrose.authoring.starting.new_pack import write_pack

    tell_begun(write_pack(name, folder, datetime.now(UTC).date()), "a pack to go on with")
    return FINE
