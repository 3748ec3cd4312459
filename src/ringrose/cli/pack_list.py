"""The command that lists packs."""

from __future__ import annotations

import click

from ringrose.cli.common import FINE, tell_data, tell_page

__all__ = ["command"]


@click.command("list", short_help="Which packs can be named.")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it.")
def command(layout: str, lang: str) -> int:
    """List the packs that can be named here, in the order in which they are found.

    A pack is sought in the folders that RINGROSE_PACKS names, then among those that come with ringrose, then among those of installed
    distributions. Any other is named by its folder, with a slash in it, such as ./mine.
    """
    from ringrose.authoring.listing import list_packs

    found = list_packs()
    if layout == "json":
        tell_data(found.to_dict(lang))
    else:
        tell_page(found.page(lang))
    return FINE
