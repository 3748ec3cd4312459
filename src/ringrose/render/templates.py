"""The templates of pages: every text that is put into one is escaped, and what a template asks for must be there."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringrose.explain.words import say
from ringrose.render.marks import tidy

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["fill", "stylesheet"]

_LOOK = Path(__file__).parent / "look"
_STYLES = ("base.css", "report.css", "matrix.css", "pack.css")


@cache
def stylesheet() -> str:
    """The one stylesheet of all pages."""
    return "".join((_LOOK / name).read_text(encoding="utf-8") for name in _STYLES)


def fill(template: str, lang: str, **values: Any) -> str:
    """The text of a template of the folder ``look``, in a language, with its values.

    ``say(code, **slots)`` gives the library's words in it, and the filter ``tidied`` puts a text on one line and makes invisible
    characters visible.
    """
    return _environment().get_template(template).render(lang=lang, say=partial(_say, lang), **values)


def _say(lang: str, code: str, **slots: str) -> str:
    return say(code, lang, **slots)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(_LOOK)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters |= {"tidied": tidy, "spaced": _spaced}
    environment.globals["kind_of"] = _kind_of
    return environment


def _kind_of(block: object) -> str:
    return type(block).__name__


def _spaced(words: str) -> str:
    """Text on one line, with the spaces around it."""
    before, after = (" " if end.isspace() else "" for end in (words[:1], words[-1:]))
    return f"{before}{inner}{after}" if (inner := tidy(words)) else before
