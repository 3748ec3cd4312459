"""Plain values of YAML files that were read before, kept so that a pack need not be parsed at each start.

An entry is plain JSON under the digest of the file's bytes and the version of ringrose. Whatever is odd about it is no error: the file
is read again. What comes out is structured and checked like a file, so nothing is believed that a file could not say.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import sha256
from typing import Any

from ringrose import __version__

__all__ = ["cached", "folder", "keep"]

MAX_ENTRIES = 200
_FORM = 1  # of the entries


def folder() -> str | None:
    """Where entries are kept: ``RINGROSE_CACHE`` if it is set (empty: nowhere), else the place of the platform."""
    own = os.environ.get("RINGROSE_CACHE")
    if own is not None:
        return own or None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "ringrose") if base and os.path.isabs(base) else None


def _entry(data: bytes) -> str | None:
    place = folder()
    name = sha256(f"{_FORM} {__version__}\n".encode() + data).hexdigest()
    return os.path.join(place, f"{name}.json") if place is not None else None


def cached(data: bytes) -> Any:
    """The plain value of a YAML file with these bytes; None where it is not known."""
    try:
        entry = _entry(data)
        if entry is None:
            return None
        with open(entry, "rb") as stream:
            return json.loads(stream.read())
    except (OSError, ValueError, RecursionError):
        return None


def keep(data: bytes, value: Any) -> None:
    """Keep the plain value of a YAML file with these bytes, if that is possible."""
    try:
        entry = _entry(data)
        if entry is None:
            return
        place = os.path.dirname(entry)
        os.makedirs(place, mode=0o700, exist_ok=True)
        _prune(place)
        own = f"{entry}.{os.getpid()}"
        with open(own, "xb") as stream:
            stream.write(json.dumps(value, ensure_ascii=False).encode())
        os.replace(own, entry)  # whoever reads meanwhile finds the whole entry, or none
    except (OSError, ValueError):
        return


def _prune(place: str) -> None:
    """Take the oldest half out when there are too many."""
    with os.scandir(place) as listing:
        entries = [one.path for one in listing]
    if len(entries) >= MAX_ENTRIES:
        entries.sort(key=os.path.getmtime)
        for path in entries[: MAX_ENTRIES // 2]:
            os.remove(path)
