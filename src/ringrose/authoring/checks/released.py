"""The version of the pack and its content, against CHANGELOG.md."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.changelog import FILE
from ringrose.authoring.checks.remarks import Checked, Remark

__all__ = ["version"]


def version(checked: Checked) -> Iterator[Remark]:
    """A version that is not told of, is told of without a digest, or has another content than was told."""
    if checked.releases is None:
        return
    pack, path = checked.written, ("pack", "version")
    release = next((one for one in checked.releases if one.version == pack.version), None)
    if release is None:
        what = f"{FILE} does not tell of version {pack.version}"
        hint = f"Write ## [{pack.version}] - YEAR-MONTH-DAY, and below it Digest: {pack.digest}"
        yield Remark("untold-version", path, pack.id, what, "Nobody can see what changed in it", hint)
    elif release.digest is None:
        what = f"{FILE} tells no digest of version {pack.version}"
        why = "So a change of meaning without a new version cannot be noticed"
        hint = f"Write below the heading Digest: {pack.digest}"
        yield Remark("untold-digest", path, pack.id, what, why, hint, file=FILE, line=release.line)
    elif release.digest != pack.digest:
        what = f"The content is not that of version {pack.version}"
        why = f"{FILE} tells another digest of it (line {release.line}), so what the rules mean has changed since"
        hint = f"Give it a new version with a section of its own; if that version was never given away, write Digest: {pack.digest}"
        yield Remark("changed-without-version", path, pack.id, what, why, hint)
