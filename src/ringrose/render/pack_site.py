"""The pages of a pack as a small site: plain HTML with a stylesheet of its own; no script, and nothing from elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ringrose.authoring.pages.blocks import Key, Pages, Target, tidied
from ringrose.explain.words import say
from ringrose.render.pack_addresses import Addresses

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["site_files"]

STYLE = "style.css"
_TEMPLATES = Path(__file__).parent / "site"


def site_files(pages: Pages) -> dict[str, str]:
    """The text of each file by its path; no text of a pack can become markup."""
    addresses = Addresses(pages.pages, "index.html", ".html")
    template = _template()
    files = {STYLE: f"/* {pages.mark(STYLE)} */\n{(_TEMPLATES / STYLE).read_text(encoding='utf-8')}"}
    for key, page in pages.pages.items():
        path = addresses.paths[key]
        files[path] = template.render(
            page=page,
            pages=pages,
            mark=pages.mark(path),
            style="../" * path.count("/") + STYLE,
            link=partial(_link, addresses, key),
            say=partial(_say, pages.lang),
        )
    return files


def _link(addresses: Addresses, here: Key, page: Key, part: str = "") -> str:
    return addresses.link(here, Target(page, part))


def _say(lang: str, code: str) -> str:
    return say(code, lang)


def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters |= {"tidied": tidied, "spaced": _spaced}
    environment.globals["kind_of"] = _kind_of
    return environment.get_template("page.html")


def _kind_of(block: object) -> str:
    return type(block).__name__


def _spaced(words: str) -> str:
    """Text on one line, with the spaces around it."""
    before, after = (" " if end.isspace() else "" for end in (words[:1], words[-1:]))
    return f"{before}{inner}{after}" if (inner := tidied(words)) else before
