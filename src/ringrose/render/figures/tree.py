"""The justification of an element as a figure: from its status down to the facts and to what is known not to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve
from markupsafe import Markup

from ringrose.explain.reasons import Reason
from ringrose.explain.report.content import CriterionRow, ElementReport
from ringrose.explain.report.summary import standing_of
from ringrose.explain.telling import Line
from ringrose.explain.words import say
from ringrose.render.design import QUIET
from ringrose.render.figures import lettering
from ringrose.render.figures.boxes import KINDS, Box, kind_of
from ringrose.render.figures.drawing import Drawing, number
from ringrose.render.figures.shapes import shape

__all__ = ["draw", "draw_all"]

WIDTH, EDGE = 760, 12
STEP, GAP = 22, 7
INNER, FARTHEST = EDGE + 32, WIDTH / 2  # where criteria begin; nothing is set in farther than that
HEADING, ELEMENT, CRITERION, TEXT, SMALL = 17, 16, 13, 12, 10
INSIDE = ("note", "rule")  # remarks, which stand in the box that they are about

_Told = tuple[CriterionRow, list[Reason]]


def draw(element: ElementReport, lang: str) -> Drawing:
    """Why an element has its status, as a tree of boxes with a legend."""
    title = say("figure.tree.element", lang, element=element.told.title, status=_status(element, lang))
    return _Tree(lang).drawing([element], title)


def draw_all(elements: Sequence[ElementReport], case: str, lang: str, criterion: str | None = None) -> Drawing:
    """The trees of elements below one another, under the title of the case; ``criterion``: only what bears on that one."""
    return _Tree(lang, criterion).drawing(elements, say("figure.tree", lang, case=case), heading=True)


def _lacks(row: CriterionRow, element: ElementReport) -> bool:
    """Whether the status of the element waits for this criterion."""
    return row.status == "unknown" and row.role == "essential" and element.told.status == "undetermined"


def _status(element: ElementReport, lang: str) -> str:
    return say(f"status.{element.told.status}", lang)


class _Tree:
    """Draws from top to bottom; ``y`` is where the next thing stands."""

    def __init__(self, lang: str, criterion: str | None = None) -> None:
        self.lang, self.criterion = lang, criterion
        self.y: float = EDGE
        self.parts: list[Markup] = []
        self.kinds: set[str] = set()
        self.told: list[str] = []

    def drawing(self, elements: Iterable[ElementReport], title: str, *, heading: bool = False) -> Drawing:
        """The figure of all elements."""
        if heading:
            self._text(title, EDGE, HEADING, bold=True)
            self.y += GAP
        for element in elements:
            self._element(element)
            self.y += 2 * GAP
        self._legend()
        return Drawing(WIDTH, self.y + EDGE, title, " ".join(self.told), self.lang, Markup("").join(self.parts))

    # -- elements and criteria ------------------------------------------------------------------------------------------------------

    def _element(self, element: ElementReport) -> None:
        told = element.told
        status = _status(element, self.lang)
        standing = standing_of(told, self.lang)
        top = self.y
        self.parts.append(shape(told.status, EDGE, top, 26))
        self._text(told.title, EDGE + 36, ELEMENT, bold=True)
        self._text(f"{status} ({standing})" if standing else status, EDGE + 36, TEXT, bold=True, status=told.status)
        for line in told.disputed:
            self._text(line.text, EDGE + 36, SMALL, quiet=True)
        self.y = max(self.y, top + 26) + GAP
        self.told.append(f"{told.title}: {status}.")
        decides, also = self._criteria(element)
        self._part(decides, element, top + 28)
        if also and decides:
            self._text(say("figure.tree.others", self.lang), EDGE, TEXT, bold=True, quiet=True)
            self.y += GAP
        self._part(also, element, self.y - GAP if decides else top + 28)

    def _part(self, criteria: Sequence[_Told], element: ElementReport, top: float) -> None:
        feet = [self._criterion(row, reasons, element, INNER) for row, reasons in criteria]
        self._connect(EDGE + 13, top, feet, INNER - 3)

    def _criteria(self, element: ElementReport) -> tuple[list[_Told], list[_Told]]:
        """The criteria with their reasons: those that decide, or would decide if they were known, and the others."""
        decides: list[_Told] = []
        also: list[_Told] = []
        for row in element.criteria:
            if self.criterion in (None, row.id):
                reasons = [
                    reason for part in (element.told.why, element.told.also) for one in part if one.id == row.id for reason in one.reasons
                ]
                deciding = any(reason.decides for reason in reasons) or _lacks(row, element)
                (decides if deciding else also).append((row, reasons))
        return decides, also

    def _criterion(self, row: CriterionRow, reasons: Sequence[Reason], element: ElementReport, x: float) -> float:
        """A criterion and what was found; returns the height at which a line from its element meets it."""
        top = self.y
        self.parts.append(shape(row.status, x, top, 17))
        self._text(row.title, x + 24, CRITERION, bold=True)
        told = f"{say(f'role.{row.role}', self.lang)}: {say(f'criterion.{row.status}', self.lang)}"
        self._text(told, x + 24, SMALL, quiet=True)
        self.y += GAP
        self.told.append(f"{row.title}: {say(f'criterion.{row.status}', self.lang)}.")
        below = [self._reason(reason, contested=row.status == "contested") for reason in reasons]
        if row.status == "unknown":
            code = "missing" if _lacks(row, element) else "unknown"
            below.append(Line(say(code, self.lang, question=row.question or row.title), "question"))
        feet = [self._line(line, x + STEP) for line in below]
        self._connect(x + 8.5, top + 20, feet, x + STEP)
        self.y += GAP
        return top + 8.5

    def _reason(self, reason: Reason, *, contested: bool) -> Line:
        """The reason; where there are some on both sides, it is said on which side this one is."""
        self.told.append(reason.text)
        if not contested:
            return reason.line
        side = Line(say(f"figure.tree.{reason.polarity}", self.lang), "note")
        return evolve(reason.line, below=(side, *reason.because))

    # -- lines ----------------------------------------------------------------------------------------------------------------------

    def _line(self, line: Line, x: float) -> float:
        """A line as a box with the lines below it; returns the height at which a connector from above meets it."""
        kind = kind_of(line.kind)
        self.kinds.add(kind)
        small = (*([line.cite] if line.cite else []), *(one.whole for one in line.below if one.kind in INSIDE))
        box = Box.holding(kind, line.text, small, WIDTH - EDGE - x)
        top, self.y = self.y, self.y + box.height + GAP
        self.parts.append(box.drawn(x, top))
        inner = min(x + STEP, FARTHEST)
        feet = [self._line(one, inner) for one in line.below if one.kind not in INSIDE]
        self._connect(inner - STEP / 2, top + box.height, feet, inner)
        return top + min(box.height / 2, 14)

    def _connect(self, x: float, top: float, feet: Sequence[float], end: float) -> None:
        """Connectors from above down to each of the feet, which begin at ``end``."""
        if feet:
            way = f"M{number(x)} {number(top)}V{number(feet[-1])}" + "".join(f"M{number(x)} {number(foot)}H{number(end)}" for foot in feet)
            self.parts.append(Markup('<path class="line" d="{}" fill="none" stroke="{}"/>\n').format(way, QUIET))

    def _text(self, text: str, x: float, size: float, *, bold: bool = False, quiet: bool = False, status: str = "") -> None:
        lines = lettering.broken(text, size, WIDTH - EDGE - x, bold=bold)
        self.parts.append(lettering.written(lines, x, self.y, size, bold=bold, quiet=quiet, status=status))
        self.y += lettering.height(lines, size)

    # -- the legend -----------------------------------------------------------------------------------------------------------------

    def _legend(self) -> None:
        """The kinds of boxes that occur, each as a box that says what it holds."""
        x: float = EDGE
        high = 0.0
        for kind in (kind for kind in KINDS if kind in self.kinds):
            box = Box.holding(kind, "", (say(f"figure.tree.{kind}", self.lang),), WIDTH / 2)
            if x + box.width > WIDTH - EDGE:
                x, self.y = EDGE, self.y + high + GAP
            self.parts.append(box.drawn(x, self.y))
            x, high = x + box.width + 2 * GAP, box.height
        self.y += high
