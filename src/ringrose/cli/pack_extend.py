"""The command that begins a pack which extends another."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from ringrose.cli.common import FINE
from ringrose.cli.pack_place import tell_begun

__all__ = ["command"]


@click.command("extend", short_help="Begin a pack that stands on another.")
@click.argument("parent", metavar="NAME|DIR")
@click.option("--as", "name", metavar="NAME", required=True, help="What the new pack is called.")
@click.option("--in", "folder", metavar="FOLDER", default=".", help="Where to make its folder.  [default: here]")
def command(parent: str, name: str, folder: str) -> int:
    """Write a pack into a new folder that extends the one named: it says only what is otherwise, which is nothing yet.

    Its files show in remarks how each kind of change is written: a parameter, a rule switched off, another role, criteria, rules, fact
    types and languages of one's own. It can be used at once. Nothing is written over.
    """
    from ringrose.authoring.starting.extend import write_extension

    place, pack = write_extension(parent, name, folder, datetime.now(UTC).date())
    tell_begun(place, f"a pack that extends {pack.id} {pack.version}")
    return FINE
