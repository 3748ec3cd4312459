"""The command that tells what a pack changes in its parent."""

from __future__ import annotations

import click

from ringrose.cli.common import FINE, largest, limit, tell_data, tell_page
from ringrose.errors import InputError, Problem

__all__ = ["command"]


@click.command("diff", short_help="What a pack changes in the one that it extends.")
@click.argument("pack", metavar="[NAME|DIR]", default=".")
@click.argument("other", metavar="[OTHER]", required=False)
@click.option(
    "--format", "layout", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True, help="How to tell it."
)
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language to tell it.")
@largest
def command(pack: str, other: str | None, layout: str, lang: str, max_bytes: int | None) -> int:
    """Tell what a pack (by default that of this folder) changes in the one that it extends, or in OTHER.

    `ringrose diff A B CASES` tells what that makes of cases.

    Exit code 0: compared, whatever differs; 2: a pack cannot be used, or it extends none and OTHER is not given.
    """
    from ringrose.explain.diff import changes_page, diff_packs
    from ringrose.files import load_pack
    from ringrose.files.kinds import pack_folder

    most = limit(max_bytes)
    rules = load_pack(pack_folder(pack) or pack, **most)
    before = load_pack(pack_folder(other) or other, **most) if other is not None else rules.parent
    if before is None:
        hint = f"Name a second pack, such as ringrose pack diff {pack} OTHER"
        raise InputError([Problem(pack, f"The pack `{rules.id}` extends none", "So there is nothing to compare it with", hint)])
    found = diff_packs(before, rules, lang=lang)
    if layout == "json":
        tell_data(found.to_dict(lang))
    elif layout == "markdown":
        from ringrose.cli.streams import write
        from ringrose.render.page_markdown import render

        write(render(changes_page(found, lang)))
    else:
        tell_page(changes_page(found, lang))
    return FINE
