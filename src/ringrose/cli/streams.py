"""Standard output and standard error: what they can show, and how writing to them ends."""

from __future__ import annotations

import os
import shutil
import sys
from typing import IO

__all__ = ["can_show", "colours_wanted", "complain", "page_width", "silence", "write", "write_bytes"]

WIDEST = 100


def write(text: str, encoding: str | None = None) -> None:
    """Write to standard output, in its own encoding where none is asked for; what that cannot show is written as an escape, not lost."""
    if sys.stdout is not None:
        write_bytes(text.encode(encoding or sys.stdout.encoding, "backslashreplace"))


def write_bytes(content: bytes) -> None:
    """Write bytes to standard output."""
    stream = sys.stdout
    if stream is None:  # closed by the caller, who then wants the exit code alone
        return
    stream.flush()
    stream.buffer.write(content)
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
    """Colours are for terminals that have them, and for users who ask for them; never for users who refuse them.

    NO_COLOR refuses them (no-color.org), whatever else is set; FORCE_COLOR (force-color.org) and CLICOLOR_FORCE, which may be 0, ask for
    them in files and pipes too.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def page_width() -> int:
    """As wide as the terminal, and no wider than is good to read."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def silence(stream: IO[str] | None) -> None:
    """Let what is left in a stream's buffer go nowhere, so that Python's last flush cannot fail."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
