"""Files that are written: anew, or over what was written here before; never over others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath

from ringrose.errors import InputError, Problem
from ringrose.files.documents import unreadable

__all__ = ["differing", "write_differing", "write_new", "writing"]

_NEAR = 2000  # within so many bytes a file says what it is


def write_new(path: str | os.PathLike[str], text: str) -> None:
    """Write a text to a file that is not there yet.

    Raises `InputError` where there is one, and where none can be made.
    """
    with writing(path), open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[None]:
    """Tell as an `InputError` why a file or folder cannot be made or written."""
    try:
        yield
    except OSError as error:
        file = str(error.filename or os.fspath(path))
        if isinstance(error, FileExistsError):
            hint = "Choose another name, or move it away"
            raise InputError([Problem(file, "This is there already", "Nothing is written over", hint)]) from None
        raise InputError([Problem(file, f"This cannot be written: {error.strerror or error}")]) from None


def differing(folder: str | os.PathLike[str], texts: Mapping[str, str], mark: Callable[[str], str]) -> dict[str, str]:
    """The files of a folder that are not as these texts would have them, by their paths: ``changed``, ``missing`` or ``stale``.

    ``mark`` is what a file of that path that was written here says of itself near its beginning; ``stale`` is one that says so of its own
    path, and is none of the texts.

    Raises `InputError` where a file stands in the way that says no such thing, or cannot be read.
    """
    place = Path(folder)
    found, strangers = {}, []
    for path, text in texts.items():
        there = _bytes(place / path)
        if there is None:
            found[path] = "missing"
        elif there != text.encode():
            found[path] = "changed"
            if mark(path).encode() not in there[:_NEAR]:
                strangers.append(str(place / path))
    if strangers:
        hint = "Choose another folder, or move it away"
        raise InputError(Problem(file, "This was not written by this command", "It is not written over", hint) for file in strangers)
    suffixes = {PurePath(path).suffix for path in texts}
    for file in sorted(place.rglob("*")) if place.is_dir() else ():
        path = file.relative_to(place).as_posix()
        if path not in texts and file.suffix in suffixes and file.is_file() and mark(path).encode() in (_bytes(file) or b"")[:_NEAR]:
            found[path] = "stale"
    return found


def write_differing(folder: str | os.PathLike[str], texts: Mapping[str, str], differences: Mapping[str, str]) -> None:
    """Make the files of a folder as the texts have them, where `differing` found that they are not; what is stale is taken away.

    Raises `InputError` where that cannot be done.
    """
    for path, difference in differences.items():
        file = Path(folder) / path
        with writing(file):
            if difference == "stale":
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(texts[path], encoding="utf-8", newline="\n")


def _bytes(file: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError([unreadable(str(file), error)]) from None
