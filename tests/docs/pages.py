"""Markdown pages as the tests read them: their fences, what the comment before a fence says of it, and how a page is followed.

A comment on the lines before a fence tells what the fence is:

- ``<!-- file: NAME -->``: the whole file NAME. ``<!-- add to: NAME -->``: its next lines.
- ``<!-- change: NAME -->`` (a ``diff`` fence): lines of NAME to replace. ``<!-- try in: NAME -->``: the same, until the next command
  has run.
- ``<!-- from: PATH -->``: lines that stand so in a file of this repository.
- ``<!-- example -->``: an example of the rule language; `tests.docs.examples` runs it.
- ``<!-- prints -->``: what the ``python`` fence before it prints.

``console`` fences need no comment: each ``$ ringrose ...`` is run, and what it prints is compared with the lines below it. A line ``[...]``
stands for lines left out. Fences of shell commands that are only to be typed are marked ``sh``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

import ringrose

ROOT = Path(__file__).parents[2]
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"
LEFT_OUT = "[...]"
OF_PACKS = ROOT / "docs" / "packs"
"""Where the pages of our packs stand, which `tests.docs.test_pack_pages` holds to the rules; only the first of them is written by hand."""
PAGES = sorted(
    [ROOT / "README.md", *(page for page in ROOT.glob("docs/**/*.md") if OF_PACKS not in page.parents or page.parent == OF_PACKS)]
)

_COMMENT = re.compile(r"<!--\s*(.*?)\s*-->\s*", re.DOTALL)


def name_of(page: Path) -> str:
    """The path of a page within the repository."""
    return page.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, the comment before it, its text, and the lines of the page that it fills (without its fences)."""

    language: str
    mark: str
    text: str
    first: int
    last: int
    indent: str

    @property
    def kind(self) -> str:
        """What the comment says that the fence is."""
        return self.mark.partition(":")[0].strip()

    @property
    def target(self) -> str:
        """The file that the comment names."""
        return self.mark.partition(":")[2].strip()


def fences(text: str) -> list[Fence]:
    """The fences of a page, in order."""
    lines = text.splitlines()
    found, mark = [], ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "html_block" and (comment := _COMMENT.fullmatch(token.content)):
            mark = comment[1]
        elif token.type == "fence" and token.map:
            first, end = token.map
            indent = re.match(r"\s*", lines[first])[0]
            found.append(Fence(token.info.strip(), mark, token.content, first + 1, end - 1, indent))
            mark = ""
        elif token.content or token.type == "hr":
            mark = ""
    return found


def block(text: str, name: str) -> tuple[int, int]:
    """Where the lines between ``<!-- NAME -->`` and ``<!-- end of NAME -->`` begin and end in the text."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    assert text.count(start) == text.count(end) == 1, f"the page needs the comments of {name} once"
    return text.index(start) + len(start), text.index(end)


def hold_block(page: Path, name: str, wanted: str) -> None:
    """See that the block of that name in a page is as wanted; write it, where the outputs are written anew."""
    text = page.read_text(encoding="utf-8")
    first, last = block(text, name)
    if UPDATE and text[first:last] != wanted:
        page.write_text(text[:first] + wanted + text[last:], encoding="utf-8")
    else:
        assert text[first:last] == wanted


def run(command: list[str], folder: Path) -> tuple[str, int]:
    """What a command of the library prints on both streams, in a folder, and its exit code."""
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "TERM")}
    environment["PYTHONPATH"] = str(Path(ringrose.__file__).parents[1])
    environment["PYTHONIOENCODING"] = "utf-8"
    environment["RINGROSE_CACHE"] = str(folder.parent / "cache")
    assert command[0] == "ringrose", f"only ringrose is run; mark the fence of `{shlex.join(command)}` as sh"
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8"), done.returncode


def commands(fence: Fence) -> Iterator[tuple[str, list[str]]]:
    """The commands of a ``console`` fence, each with the lines shown below it."""
    command, shown = "", list[str]()
    for line in fence.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    yield command, shown


def fits(shown: list[str], printed: list[str]) -> bool:
    """Whether lines are as printed; a line ``[...]`` stands for any lines, at least one."""
    if not shown:
        return not printed
    if shown[0] == LEFT_OUT:
        return any(fits(shown[1:], printed[n:]) for n in range(1, len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and fits(shown[1:], printed[1:])


def renewed(shown: list[str], printed: list[str]) -> list[str]:
    """What to show of what was printed: the parts that were shown before, each found by its first line and as long as it was."""
    if LEFT_OUT not in shown:
        return printed
    parts: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            parts.append([])
        else:
            parts[-1].append(line)
    told: list[str] = []
    at = 0
    for number, part in enumerate(parts):
        if part:
            assert part[0] in printed[at:], f"no line `{part[0]}` is printed any more; choose anew what to show"
            at = printed.index(part[0], at)
            told += printed[at : at + len(part)]
            at += len(part)
        if number < len(parts) - 1:
            told.append(LEFT_OUT)
    return told


class Story:
    """A page followed from top to bottom in an empty folder."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.text = page.read_text(encoding="utf-8")
        self.names: dict[str, Any] = {}
        self.printed = ""
        self.tried: list[tuple[Path, str]] = []
        self.anew: list[tuple[Fence, str]] = []
        self.wrong: list[str] = []

    def follow(self) -> None:
        """Do what the page tells; where the outputs are written anew, write them into the page."""
        for fence in fences(self.text):
            self.step(fence)
        if UPDATE and self.anew:
            lines = self.text.splitlines()
            for fence, text in reversed(self.anew):
                lines[fence.first : fence.last] = [(fence.indent + line).rstrip() for line in text.splitlines()]
            self.page.write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert not self.wrong, "\n".join(self.wrong)

    def step(self, fence: Fence) -> None:
        """One fence."""
        if fence.kind in ("file", "add to"):
            path = self.folder / fence.target
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w" if fence.kind == "file" else "a", encoding="utf-8") as file:
                file.write(fence.text)
        elif fence.kind in ("change", "try in"):
            path = self.folder / fence.target
            before = path.read_text(encoding="utf-8")
            if fence.kind == "try in":
                self.tried.append((path, before))
            path.write_text(changed(before, fence.text), encoding="utf-8")
        elif fence.language == "console":
            self.console(fence)
        elif fence.language == "python":
            self.python(fence)
        elif fence.kind == "prints":
            self.compare(fence, self.printed)

    def console(self, fence: Fence) -> None:
        """Run the commands of a fence and compare what they print."""
        told: list[str] = []
        for command, shown in commands(fence):
            printed, _ = run(shlex.split(command), self.folder)
            lines = printed.splitlines()
            told += [f"$ {command}", *(shown if fits(shown, lines) else renewed(shown, lines) if UPDATE else lines)]
        self.compare(fence, "".join(f"{line}\n" for line in told))
        while self.tried:
            path, before = self.tried.pop()
            path.write_text(before, encoding="utf-8")

    def python(self, fence: Fence) -> None:
        """Run the code of a fence, in the folder; what it prints is for the next fence."""
        out = io.StringIO()
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(fence.text, f"{name_of(self.page)}:{fence.first}", "exec"), self.names)  # noqa: S102  # the pages are ours
        finally:
            os.chdir(before)
        self.printed = out.getvalue()

    def compare(self, fence: Fence, printed: str) -> None:
        """Note where what is shown is not what was printed."""
        shown = [line.rstrip() for line in fence.text.splitlines()]
        if shown == [line.rstrip() for line in printed.splitlines()]:
            return
        self.anew.append((fence, printed))
        if not UPDATE:
            self.wrong.append(f"{name_of(self.page)}:{fence.first}: the page shows\n{fence.text}\nbut it is\n{printed}")


def changed(text: str, diff: str) -> str:
    """The text with the lines of a ``diff`` fence changed; the lines to change must stand there once."""
    lines = text.splitlines()
    old = [line[1:] for line in diff.splitlines() if line[:1] in ("", " ", "-")]
    new = [line[1:] for line in diff.splitlines() if line[:1] in ("", " ", "+")]
    places = [n for n in range(len(lines)) if lines[n : n + len(old)] == old]
    assert len(places) == 1, f"these lines must stand in the file once, not {len(places)} times: {old}"
    lines[places[0] : places[0] + len(old)] = new
    return "".join(f"{line}\n" for line in lines)


def furnish(folder: Path) -> None:
    """Put the examples of the repository into a folder, for pages that speak of them."""
    shutil.copytree(ROOT / "examples", folder / "examples")
