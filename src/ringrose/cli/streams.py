"""Standard output and standard error: what they can show, and how writing to them ends."""

from __future__ import annotations

import os
import shutil
import sys
from typing import IO

__all__ = ["can_show", "colours_wanted", "complain", "page_width", "silence", "write"]

WIDEST = 100


def write(text: str, encoding: str | None = None) -> None:
    """Write to standard output, in its own encoding where none is asked for; what that cannot show is written as an escape, not lost."""
    stream = sys.stdout
    if stream is None:  # closed by the caller, who then wants the exit code alone
        return
    stream.flush()
    stream.buffer.write(text.encode(encoding or stream.encoding, "backslashreplace"))
    stream.buffer.flush()


def complain(text: str) -> None:
    """Write a line to standard error."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def can_show(text: str) -> bool:
    """Whether standard output's encoding has all characters of a text."""
    try:
        text.encode(sys.stdout.encoding if sys.stdout is not None else "ascii")
    except UnicodeEncodeError:
        return False
    return True


def colours_wanted() -> bool:
    """Colours are for terminals that have them, and for users who do not refuse them (no-color.org)."""
    stream = sys.stdout
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def page_width() -> int:
    """As wide as the terminal, and no wider than is good to read."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def silence(stream: IO[str] | None) -> None:
    """Let what is left in a stream's buffer go nowhere, so that Python's last flush cannot fail."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
