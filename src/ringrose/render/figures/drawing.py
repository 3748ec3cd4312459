"""A figure: what stands in an SVG, before it is put into a page or a file of its own."""

from __future__ import annotations

from attrs import field, frozen
from markupsafe import Markup

from ringrose.render.design import FONT, PAPER
from ringrose.render.marks import tidy

__all__ = ["Drawing", "number"]

_ALONE = Markup(' xmlns="http://www.w3.org/2000/svg" xml:lang="{}"')


@frozen
class Drawing:
    """A figure of ``width`` by ``height`` units; ``body`` is SVG in which every text is escaped.

    ``title`` names it, and ``described`` says in words what it shows to those who do not see it.
    """

    width: float
    height: float
    title: str
    described: str
    lang: str
    body: Markup = field(repr=False)

    def inline(self, name: str) -> Markup:
        """The figure for a page of HTML; ``name`` tells it apart from all other figures of the page."""
        return self._svg(name, Markup(""), Markup(""))

    def standalone(self) -> str:
        """The figure as the text of a file of its own, on a white ground."""
        ground = Markup('<rect width="{}" height="{}" fill="{}"/>\n').format(number(self.width), number(self.height), PAPER)
        svg = self._svg("figure", _ALONE.format(tidy(self.lang)), ground)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'

    def _repr_svg_(self) -> str:
        """The figure as notebooks show it."""
        return self.standalone()

    def _svg(self, name: str, more: Markup, ground: Markup) -> Markup:
        size = Markup('viewBox="0 0 {0} {1}" width="{0}" height="{1}"').format(number(self.width), number(self.height))
        return Markup(
            '<svg{more} {size} role="img" lang="{lang}" aria-labelledby="{name}-title {name}-described" font-family="{font}">'
            '<title id="{name}-title">{title}</title><desc id="{name}-described">{described}</desc>\n{ground}{body}</svg>'
        ).format(
            more=more,
            size=size,
            lang=tidy(self.lang),
            name=name,
            font=FONT,
            title=tidy(self.title),
            described=tidy(self.described),
            ground=ground,
            body=self.body,
        )


def number(value: float) -> str:
    """A length as SVG has it, with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
