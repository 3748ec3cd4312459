"""The version of the pack and its content, against CHANGELOG.md."""

from __future__ import annotations

from collections.abc import Iterator

from ringrose.authoring.changelog import FILE
from ringrose.authoring.checks.remarks import Checked, Remark
from ringrose.model.values import ValueFlaw, read_value, show

__all__ = ["version"]


def version(checked: Checked) -> Iterator[Remark]:
    """A version that is not told of, is told of without a day or a digest, or has another content than was told."""
    if checked.releases is None:
        return
    pack, path = checked.written, ("pack", "version")
    release = next((one for one in checked.releases if one.version == pack.version), None)
    if release is None:
        what = f"{FILE} does not tell of version {pack.version}"
        hint = f"Write ## [{pack.version}] - YEAR-MONTH-DAY, and below it Digest: {pack.digest}"
        yield Remark("untold-version", path, pack.id, what, "Nobody can see what changed in it", hint)
        return
    if not _is_day(release.day):
        what = f"{FILE} does not tell of which day version {pack.version} is"
        why = "" if release.day is None else f"{show(release.day)} is not written as YEAR-MONTH-DAY"
        hint = f"Write ## [{pack.version}] - YEAR-MONTH-DAY, such as 2026-11-30"
        yield Remark("untold-version", path, pack.id, what, why, hint, file=FILE, line=release.line)
    if release.digest is None:
        what = f"{FILE} tells no digest of version {pack.version}"
        why = "So a change of meaning without a new version cannot be noticed"
        hint = f"Write below the heading Digest: {pack.digest}"
        yield Remark("untold-digest", path, pack.id, what, why, hint, file=FILE, line=release.line)
    elif release.digest != pack.digest:
        what = f"The content is not that of version {pack.version}"
        why = f"{FILE} tells another digest of it (line {release.line}), so what the rules mean has changed since"
        hint = (
            "Raise `version` in pack.yaml first and run this again, for the digest of the new version is another; "
            f"only if {pack.version} was never given away, write Digest: {pack.digest}"
        )
        yield Remark("changed-without-version", path, pack.id, what, why, hint)


def _is_day(told: str | None) -> bool:
    try:
        read_value(told, "date")
    except ValueFlaw:
        return False
    return True
