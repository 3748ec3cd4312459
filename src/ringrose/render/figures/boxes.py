"""The boxes of a justification: what stands in one, and the form that tells its kind apart in grey."""

from __future__ import annotations

from attrs import frozen
from markupsafe import Markup

from ringrose.render.design import INK, SOFT
from ringrose.render.figures import lettering
from ringrose.render.figures.drawing import number

__all__ = ["KINDS", "Box", "kind_of"]

TEXT, SMALL = 12, 10
SIDE, TOP, BAR, FOLD, LEAST = 8, 5, 6, 8, 24.0

KINDS = ("finding", "derived", "fact", "absent", "frame", "question")
"""A strong border on a soft ground; round corners; a folded corner; dashes; a double bar on the left; dots."""

_KINDS = {
    "reason": "finding",
    "derived": "derived",
    "absent": "absent",
    "every": "frame",
    "at_least": "frame",
    "domain": "frame",
    "question": "question",
}

_FORMS = {
    "finding": Markup('<rect class="soft frame" {place} fill="{soft}" stroke="{ink}" stroke-width="1.8"/>'),
    "derived": Markup('<rect class="frame" {place} rx="10" fill="none" stroke="{ink}" stroke-width="1.2"/>'),
    "fact": Markup(
        '<path class="frame" d="M{x} {y}H{fold}L{right} {folded}V{foot}H{x}zM{fold} {y}V{folded}H{right}" fill="none" stroke="{ink}"/>'
    ),
    "absent": Markup('<rect class="frame" {place} fill="none" stroke="{ink}" stroke-width="1.3" stroke-dasharray="6 4"/>'),
    "frame": Markup('<path class="frame" d="M{x} {y}V{foot}M{bar} {y}V{foot}" fill="none" stroke="{ink}" stroke-width="1.2"/>'),
    "question": Markup('<rect class="frame" {place} rx="4" fill="none" stroke="{ink}" stroke-width="1.5" stroke-dasharray="1.5 3"/>'),
}


def kind_of(line_kind: str) -> str:
    """The kind of box for a kind of line; what is no other kind is stated as a fact is."""
    return _KINDS.get(line_kind, "fact")


@frozen
class Box:
    """A box with broken lines of text, and of small text below them."""

    kind: str
    lines: tuple[str, ...]
    small: tuple[str, ...]

    @classmethod
    def holding(cls, kind: str, text: str, small: tuple[str, ...], room: float) -> Box:
        """A box that is no wider than the room; each of the small texts begins a line."""
        inside = room - _left(kind) - _right(kind)
        return cls(
            kind,
            lettering.broken(text, TEXT, inside, bold=kind == "finding") if text else (),
            tuple(line for one in small for line in lettering.broken(one, SMALL, inside)),
        )

    @property
    def width(self) -> float:
        """How wide it has to be for its text."""
        large = [lettering.width(line, TEXT, bold=self.kind == "finding") for line in self.lines]
        wide = max([LEAST, *large, *(lettering.width(line, SMALL) for line in self.small)])
        return wide + _left(self.kind) + _right(self.kind)

    @property
    def height(self) -> float:
        """How high it has to be for its text."""
        return lettering.height(self.lines, TEXT) + lettering.height(self.small, SMALL) + 2 * TOP

    def drawn(self, x: float, y: float) -> Markup:
        """The box with its upper left corner at a place."""
        small = y + TOP + lettering.height(self.lines, TEXT)
        left = x + _left(self.kind)
        return Markup("{}{}{}").format(
            _form(self.kind, x, y, self.width, self.height),
            lettering.written(self.lines, left, y + TOP, TEXT, bold=self.kind == "finding") if self.lines else "",
            lettering.written(self.small, left, small, SMALL, quiet=True) if self.small else "",
        )


def _left(kind: str) -> float:
    return SIDE + (BAR if kind == "frame" else 0)


def _right(kind: str) -> float:
    return SIDE + (FOLD if kind == "fact" else 0)


def _form(kind: str, x: float, y: float, wide: float, high: float) -> Markup:
    places = {"x": x, "y": y, "right": x + wide, "foot": y + high, "fold": x + wide - FOLD, "folded": y + FOLD, "bar": x + 4}
    told = {name: number(place) for name, place in places.items()}
    place = Markup('x="{}" y="{}" width="{}" height="{}"').format(*map(number, (x, y, wide, high)))
    return _FORMS[kind].format(place=place, ink=INK, soft=SOFT, **told)
