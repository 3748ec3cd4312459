"""Files that are written: anew, or over what was written here before; never over others."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile

from ringrose.errors import InputError, Problem
from ringrose.files.documents import unreadable

__all__ = ["differing", "write_differing", "write_new", "write_whole", "writing"]

_NEAR = 2000  # within so many bytes a file says what it is


def write_new(path: str | os.PathLike[str], text: str) -> None:
    """Write a text to a file that is not there yet.

    Raises `InputError` where there is one, and where none can be made.
    """
    with writing(path), open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def write_whole(path: str | os.PathLike[str], content: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all: it gets its name when it is complete. Over a file that is there only with ``overwrite``.

    Raises `InputError` where there is one, and where none can be made.
    """
    with writing(path):
        target = Path(path)
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            overwrite = True  # such as /dev/stdout: it is written to, and never replaced
        else:
            target = Path(os.path.realpath(path))  # over what a link leads to, so that the link stays
        if target.exists() and not target.is_dir() and not overwrite:
            hint = "Choose another name, or add --overwrite"
            raise InputError([Problem(os.fspath(path), "This is there already", "Nothing is written over", hint)])
        try:
            _write_whole(target, content)
        except OSError as error:  # told by the name that was asked for
            raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _write_whole(target: Path, content: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    with NamedTemporaryFile(dir=target.parent, prefix=".ringrose-", delete=False) as file:
        try:
            file.write(content)
            file.close()
            os.chmod(file.name, stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
            os.replace(file.name, target)
        except BaseException:
            os.unlink(file.name)
            raise


def _umask() -> int:
    """The rights that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
        hint = _INSTEAD.get(type(error), "Choose another place")
        raise InputError([Problem(file, f"This cannot be written: {error.strerror or error}", "", hint)]) from None


_INSTEAD: Mapping[type[OSError], str] = {
    FileNotFoundError: "Make the folder for it first, or name another",
    IsADirectoryError: "Name a file in it",
    NotADirectoryError: "Name a folder in place of the file",
    PermissionError: "Ask for the right to write there, or name another folder",
}


def differing(folder: str | os.PathLike[str], texts: Mapping[str, str], mark: Callable[[str], str]) -> dict[str, str]:
    """The files of a folder that are not as these texts would have them, by their paths: ``changed``, ``missing`` or ``stale``.

    ``mark`` is what a file of that path that was written here says of itself near its beginning; ``stale`` is one that says so of its own
    path, and is none of the texts.

    Raises `InputError` where a file stands in the way that says no such thing, or cannot be read.
    """
    place = Path(folder)
    found, strangers = {}, []
    if blocked := dict.fromkeys(problem for path in texts for problem in _in_the_way(place, place / path)):
        raise InputError(blocked)
    for path, text in texts.items():
        wanted = text.encode()
        there = _beginning(place / path, max(len(wanted) + 1, _NEAR)) if os.path.exists(place / path) else None
        if there is None:
            found[path] = "missing"
        elif there != wanted:
            found[path] = "changed"
            if mark(path).encode() not in there[:_NEAR]:
                strangers.append(str(place / path))
    if strangers:
        hint = "Choose another folder, or move it away"
        raise InputError(Problem(file, "This was not written by this command", "It is not written over", hint) for file in strangers)
    suffixes = {PurePath(path).suffix for path in texts}
    for file in sorted(place.rglob("*")) if place.is_dir() else ():
        path = file.relative_to(place).as_posix()
        if path not in texts and file.suffix in suffixes and _says(file, mark(path)):
            found[path] = "stale"
    return found


def _in_the_way(place: Path, file: Path) -> Iterator[Problem]:
    """What keeps a file from being there: a folder in its place, a file in that of a folder, or what is neither."""
    above = next((folder for folder in file.parents if os.path.exists(folder)), None)
    if above is not None and not os.path.isdir(above):
        hint = "Move it away, or choose another folder" if place in above.parents else "Name a folder"
        yield Problem(str(above), "This is a file, and pages need a folder", "", hint)
    elif os.path.isdir(file):
        yield unreadable(str(file), IsADirectoryError(), "page")
    elif os.path.exists(file) and not os.path.isfile(file):
        yield Problem(str(file), "This is no file that can be read", "A page is a file", "Move it away, or choose another folder")


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


def _says(file: Path, mark: str) -> bool:
    """Whether a file says so near its beginning; what is no file, or cannot be read, says nothing."""
    try:
        return os.path.isfile(file) and mark.encode() in _beginning(file, _NEAR)
    except InputError:
        return False


def _beginning(file: Path, most: int) -> bytes:
    """What a file begins with."""
    try:
        with open(file, "rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise InputError([unreadable(str(file), error, "page")]) from None
