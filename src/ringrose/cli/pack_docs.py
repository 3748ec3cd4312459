"""The command that writes the pages of a pack."""

from __future__ import annotations

from pathlib import Path

import click

from ringrose.cli.common import FINE, MATCHED, largest, limit
from ringrose.cli.streams import write

__all__ = ["command"]


@click.command("docs", short_help="Write a page for each rule, criterion and element.")
@click.argument("pack", metavar="[NAME|DIR]", required=False)
@click.option("--out", metavar="FOLDER", help="Where to write them.  [default: the name of the pack, with -pages or -site behind it]")
@click.option("--format", "layout", type=click.Choice(["markdown", "site"]), default="markdown", show_default=True, help="As what.")
@click.option("--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="In which language.")
@click.option("--check", is_flag=True, help="Write nothing; tell which pages are not as the pack has them.")
@largest
def command(pack: str | None, out: str | None, layout: str, lang: str, check: bool, max_bytes: int | None) -> int:
    """Write the pages of a pack: what each of its rules says in words and as a diagram, what makes it fire, what it rests on.

    Without NAME or DIR they are of the pack of the folder where you are. Pages that an earlier run wrote are written anew, and those of
    what is no more are taken away; no other file is touched.

    Exit code 0: all is as the pack has it; 1: --check found what is not; 2: the pack, its tests or the folder cannot be used.
    """
    from ringrose.authoring.pages.reading import pages_of_folder
    from ringrose.cli.pack_place import pack_place
    from ringrose.files.writing import differing, write_differing

    pages = pages_of_folder(pack_place(pack), lang, **limit(max_bytes))
    if layout == "site":
        from ringrose.render.pack_site import site_files

        texts = site_files(pages)
    else:
        from ringrose.render.pack_markdown import markdown_files

        texts = markdown_files(pages)
    folder = out or f"{pages.pack}-{'site' if layout == 'site' else 'pages'}"
    differences = differing(folder, texts, pages.mark)
    if check:
        write("".join(f"{Path(folder) / path}: {_WORDS[difference]}\n" for path, difference in differences.items()))
        write(f"{folder}: {len(pages.pages)} pages, {_counted(len(differences))}\n")
        return MATCHED if differences else FINE
    write_differing(folder, texts, differences)
    write(f"{folder}: {len(pages.pages)} pages\n")
    return FINE


_WORDS = {
    "changed": "not as the pack has it",
    "missing": "not there",
    "stale": "of something that the pack has no more",
}


def _counted(differences: int) -> str:
    if not differences:
        return "all as the pack has them"
    return f"{differences} {'file is' if differences == 1 else 'files are'} not as the pack has them"
