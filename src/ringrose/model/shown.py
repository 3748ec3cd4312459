"""How answers show themselves in a notebook, and as tables.

The model knows no renderer. What an answer needs for this stands in layers above it, and is loaded by its name when somebody looks, as
`ringrose/__init__.py` loads the public names. So an assessment that nobody looks at costs nothing more, and nothing here is imported
before.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, ClassVar

__all__ = ["LaidOut", "Shown", "ShownAsPage"]


class _Pretty:
    """An answer of which IPython prints ``_as_text`` where it can show text alone, and not all that it holds."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._repr_pretty_ = cls._repr_pretty_  # type: ignore[method-assign]  # a class's own __repr__ would come before what it inherits

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self._as_text())

    def _as_text(self) -> str:
        raise NotImplementedError


class Shown(_Pretty):
    """An answer that notebooks show as a table with its reasons, and that gives itself as rows of a table."""

    __slots__ = ()

    def to_rows(self) -> list[dict[str, str | int | bool | None]]:
        """A row for each criterion, with texts in the language asked for; `ringrose.explain.rows` tells the columns."""
        rows: list[dict[str, str | int | bool | None]] = import_module("ringrose.explain.rows").rows_of(self)
        return rows

    def to_pandas(self) -> Any:
        """The rows as a data frame of pandas.

        Raises `InputError` that says what to install where it is missing.
        """
        return import_module("ringrose.render.frames").frame(self.to_rows(), "pandas")

    def to_polars(self) -> Any:
        """The rows as a data frame of polars.

        Raises `InputError` that says what to install where it is missing.
        """
        return import_module("ringrose.render.frames").frame(self.to_rows(), "polars")

    def _repr_html_(self) -> str:
        html: str = import_module("ringrose.render.notebook").html(self)
        return html

    def _repr_markdown_(self) -> str:
        markdown: str = import_module("ringrose.render.notebook").markdown(self)
        return markdown

    def _as_text(self) -> str:
        text: str = import_module("ringrose.render.notebook").line(self)
        return text


class ShownAsPage(_Pretty):
    """An answer with a ``page``, which notebooks show as Markdown and IPython prints as text."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        markdown: str = import_module("ringrose.render.page_markdown").render(self._page(), level=3)
        return markdown

    def _as_text(self) -> str:
        text: str = import_module("ringrose.render.page").render(self._page())
        return text.rstrip()

    def _page(self) -> Any:
        return self.page()  # type: ignore[attr-defined]  # who takes this on has one


class LaidOut:
    """An answer that can be laid out as a page to pass on; ``_layouts`` is what the names of the modules that do it begin with."""

    __slots__ = ()
    _layouts: ClassVar[str]

    def to_html(self) -> str:
        """A web page: one file that needs nothing else. Write it as UTF-8."""
        html: str = self._laid_out("html")
        return html

    def to_markdown(self) -> str:
        """Markdown with tables (CommonMark otherwise). Write it as UTF-8."""
        markdown: str = self._laid_out("markdown")
        return markdown

    def _laid_out(self, layout: str) -> Any:
        return import_module(f"{self._layouts}_{layout}").render(self)
