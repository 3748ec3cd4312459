"""Make docs/images/*.svg from real output: ``python -m tools.screenshots``.

For a picture of a terminal the command is run on a pseudo-terminal, so that colours and width are those that a user sees; rich turns its
output into SVG, in a light theme of our own colours (docs/design.md), without any font or other thing from another host. The other
pictures are figures that ``ringrose figure`` draws, and the shapes of the four statuses.
"""

from __future__ import annotations

import fcntl
import os
import pty
import shlex
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from glob import glob
from io import StringIO
from pathlib import Path
from xml.sax.saxutils import escape

from markupsafe import Markup
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from ringrose.explain.words import LANGUAGES, say
from ringrose.render.design import GREY, INK, LOOKS, PAPER, QUIET
from ringrose.render.figures.drawing import Drawing
from ringrose.render.figures.shapes import shape

__all__ = ["FIGURES", "FOLDER", "SHOTS", "Shot", "figure", "pictures", "printed", "shot", "statuses"]

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images"
LEFT_OUT = "[...]"


@dataclass(frozen=True)
class Shot:
    """A command, how many of its first lines are shown (all of them, where it prints no more), and the width of the terminal."""

    command: str
    lines: int
    columns: int = 100


SHOTS: Mapping[str, Shot] = {
    "assess": Shot("ringrose assess examples/semarang-jung-gu.yaml", 45),
    "compare": Shot("ringrose compare examples/*.yaml", 30),
    "why-not": Shot("ringrose why-not examples/semarang-jung-gu.yaml commitment", 30),
}
"""The pictures of terminals by their names."""

FIGURES: Mapping[str, str] = {
    "glance": "ringrose figure examples/semarang-jung-gu.yaml --kind glance",
    "timeline": "ringrose figure examples/semarang-jung-gu.yaml --kind timeline",
}
"""The figures by their names."""


def _colour(told: str) -> tuple[int, int, int]:
    return (int(told[1:3], 16), int(told[3:5], 16), int(told[5:7], 16))


_BY_NAME = {
    "black": INK,
    "red": LOOKS["not_met"].colour,
    "green": LOOKS["met"].colour,
    "yellow": LOOKS["undetermined"].colour,
    "blue": LOOKS["contested"].colour,
    "magenta": LOOKS["contested"].colour,
    "cyan": LOOKS["met"].colour,
    "white": QUIET,
}
THEME = TerminalTheme(_colour(PAPER), _colour(INK), [_colour(told) for told in _BY_NAME.values()])
"""The terminal of the pictures: of its eight colours those that we use are the colours of the statuses."""

_CELL, _LINE, _AROUND = 12.2, 24.4, 20
"""The width of a cell and the height of a line as rich lays them out, and the space around all of them."""

_SVG = f"""\
<svg viewBox="0 0 %(width)d %(height)d" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="%(command)s">
<style>
.{{unique_id}}-matrix {{{{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {{char_height}}px; }}}}
{{styles}}
</style>
<rect x="0.5" y="0.5" width="%(inner_width)d" height="%(inner_height)d" rx="6" fill="{PAPER}" stroke="{GREY}"/>
<defs>
{{lines}}
</defs>
<g transform="translate({_AROUND}, {_AROUND})">
{{backgrounds}}
<g class="{{unique_id}}-matrix">
{{matrix}}
</g>
</g>
</svg>
"""


def printed(shot: Shot) -> str:
    """What the command prints on a terminal, with its escapes."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", shot.lines, shot.columns, 0, 0))
    unwanted = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    environment |= {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        _command(shot.command), cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        told = b""
        while piece := _read(ours):
            told += piece
    os.close(ours)
    if process.returncode:
        raise SystemExit(f"{shot.command} ended with {process.returncode}:\n{told.decode(errors='replace')}")
    return told.decode().replace("\r\n", "\n")


def _command(typed: str) -> list[str]:
    """A command as it is typed, with the names that a pattern of files stands for."""
    words = [sorted(glob(word, root_dir=ROOT)) if "*" in word else [word] for word in shlex.split(typed)]
    return [sys.executable, "-m", *(word for several in words for word in several)]


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # so a pseudo-terminal tells that its other side was closed
        return b""


def shot(shot: Shot) -> str:
    """The SVG of a command and of what it prints."""
    lines = printed(shot).splitlines()
    shown = [*lines[: shot.lines], LEFT_OUT] if len(lines) > shot.lines else lines
    shown = [f"\x1b[1m$ {shot.command}\x1b[0m", "", *shown]
    console = Console(record=True, file=StringIO(), width=shot.columns, force_terminal=True, color_system="truecolor", legacy_windows=False)
    for line in shown:
        console.print(Text.from_ansi(line), soft_wrap=True)
    width, height = round(shot.columns * _CELL) + 2 * _AROUND, round(len(shown) * _LINE) + 2 * _AROUND
    code = _SVG % {
        "width": width,
        "height": height,
        "inner_width": width - 1,
        "inner_height": height - 1,
        "command": escape(shot.command, {'"': "&quot;"}),
    }
    told = console.export_svg(title="", theme=THEME, code_format=code, unique_id="shot")
    return "".join(f"{line.rstrip()}\n" for line in told.splitlines())


def figure(command: str) -> str:
    """What a command that draws a figure writes."""
    return subprocess.run(_command(command), cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()


def statuses() -> str:
    """The four statuses: shape, mark and word, and below in grey."""
    parts = []
    for row, style in enumerate(("", "filter:grayscale(1)")):
        cells = []
        for place, look in enumerate(LOOKS.values()):
            x, y = 20 + 150 * place, 20 + 50 * row
            words = (say(f"status.{look.status}", lang) for lang in LANGUAGES)
            told = Markup(
                '<text x="{x}" y="{first}" font-size="14" font-weight="600" fill="{colour}">{}</text>'
                '<text x="{x}" y="{second}" font-size="11" fill="{quiet}">{}</text>'
            ).format(*words, x=x + 32, first=y + 9, second=y + 24, colour=look.colour, quiet=QUIET)
            cells.append(shape(look.status, x, y, 24) + told)
        parts.append(Markup('<g style="{}">{}</g>\n').format(style, Markup("").join(cells)))
    described = "; ".join(f"{say(f'status.{look.status}', 'en')}: {look.shape}, {look.mark}" for look in LOOKS.values())
    return Drawing(680, 120, "The four statuses, in colour and in grey", described, "en", Markup("").join(parts)).standalone()


def pictures() -> Mapping[str, Callable[[], str]]:
    """What makes each picture, by its name."""
    made: dict[str, Callable[[], str]] = {"statuses": statuses}
    made |= {name: partial(shot, one) for name, one in SHOTS.items()}
    return made | {name: partial(figure, command) for name, command in FIGURES.items()}


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in pictures().items():
        (FOLDER / f"{name}.svg").write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
