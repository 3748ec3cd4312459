"""The pages of a pack as a small site: plain HTML with a stylesheet of its own; no script, and nothing from elsewhere."""

from __future__ import annotations

from functools import partial

from ringrose.authoring.pages.blocks import Key, Pages, Target
from ringrose.render.pack_addresses import Addresses
from ringrose.render.templates import fill, stylesheet

__all__ = ["site_files"]

STYLE = "style.css"


def site_files(pages: Pages) -> dict[str, str]:
    """The text of each file by its path; no text of a pack can become markup."""
    addresses = Addresses(pages.pages, "index.html", ".html")
    files = {STYLE: f"/* {pages.mark(STYLE)} */\n{stylesheet()}"}
    for key, page in pages.pages.items():
        path = addresses.paths[key]
        files[path] = fill(
            "pack/page.html",
            pages.lang,
            page=page,
            pages=pages,
            mark=pages.mark(path),
            style="../" * path.count("/") + STYLE,
            link=partial(_link, addresses, key),
        )
    return files


def _link(addresses: Addresses, here: Key, page: Key, part: str = "") -> str:
    return addresses.link(here, Target(page, part))
