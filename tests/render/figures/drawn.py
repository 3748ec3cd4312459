"""A figure as it is read back: its texts with their places, its titles, and what it is made of."""

from typing import NamedTuple
from xml.etree import ElementTree

from ringrose.render.figures import lettering

__all__ = ["SVG", "Text", "parsed", "read", "tags", "texts", "titles", "within"]

SVG = "{http://www.w3.org/2000/svg}"


class Text(NamedTuple):
    """A line of text: what it says, where its baseline begins or is fixed, how large it is, and how it hangs there."""

    said: str
    x: float
    y: float
    size: float
    bold: bool
    anchor: str
    turned: bool

    @property
    def span(self):
        """From where to where it may reach."""
        wide = lettering.width(self.said, self.size, bold=self.bold)
        start = self.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anchor]
        return start, start + wide


def parsed(markup):
    """What the library drew as a tree of XML."""
    return ElementTree.fromstring(markup.encode())  # noqa: S314


def read(drawing):
    """The figure as a tree of XML."""
    return parsed(drawing.standalone())


def texts(drawing):
    """All lines of text, in order."""
    return list(_texts(read(drawing), {}))


def _texts(node, above):
    here = {**above, **node.attrib}
    if node.tag == f"{SVG}text":
        yield Text(
            node.text or "",
            float(here["x"]),
            float(here["y"]),
            float(here["font-size"]),
            here.get("font-weight") == "700",
            here.get("text-anchor", "start"),
            "transform" in node.attrib,
        )
    for below in node:
        yield from _texts(below, here)


def titles(drawing):
    """The words for who points at a part of the figure."""
    _, *inner = read(drawing).iter(f"{SVG}title")
    return [title.text for title in inner]


def tags(drawing):
    """The names of what it is made of."""
    return {node.tag.removeprefix(SVG) for node in read(drawing).iter()}


def within(drawing):
    """Whether each text that stands upright is inside the figure, as wide as it may ever be (a tenth is what rounding takes)."""
    upright = [text for text in texts(drawing) if not text.turned]
    return all(text.span[0] >= -0.1 and text.span[1] <= drawing.width + 0.1 and 0 < text.y < drawing.height for text in upright)
