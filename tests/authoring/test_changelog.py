"""The changelog of a pack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringrose import InputError
from ringrose.authoring.changelog import Change, Release, read_changelog, releases_of

DIGEST = f"sha256:{'0a' * 32}"

TEXT = f"""# Changelog

Some words.

## [Unreleased]

- Not yet.

## [1.1.0] - 2026-11-30

Digest: {DIGEST}

### Changed

- `commitment.monitored`: how often it is due
  is said by `monitoring_every`.
- A second one.
Not an entry.

### Removed
* `visit` went.
## 1.0.0
- All of it.
"""


def test_each_version_is_read_with_its_entries():
    """Each version is read with its day, digest and entries; an entry goes on over lines that are indented and ends with any other."""
    assert releases_of(TEXT) == (
        Release(
            "1.1.0",
            "2026-11-30",
            DIGEST,
            [
                Change("Changed", "`commitment.monitored`: how often it is due is said by `monitoring_every`.", 15),
                Change("Changed", "A second one.", 17),
                Change("Removed", "`visit` went.", 21),
            ],
            9,
        ),
        Release("1.0.0", None, None, [Change("", "All of it.", 23)], 22),
    )


@pytest.mark.parametrize("line", ["Digest: {}.", "- Digest: {}", "* Digest: `{}`.", "`Digest: {}`", "  Digest: {}"])
def test_a_digest_may_be_written_in_several_ways(line):
    """In a list, in backticks or at the end of a sentence it is the digest, and no entry."""
    (release,) = releases_of(f"## [1.0.0] - 2026-11-30\n\n{line.format(DIGEST)}\n\n- All of it.\n")
    assert release.digest == DIGEST
    assert [change.text for change in release.changes] == ["All of it."]


@pytest.mark.parametrize(
    ("heading", "day"),
    [("[0.2.0] - 30 November 2026", "30 November 2026"), ("[0.2.0]", None), ("0.2.0 - 2026-11-30 [YANKED]", "2026-11-30")],
)
def test_a_day_is_read_as_it_is_written(heading, day):
    """The version is read whatever the day looks like."""
    (release,) = releases_of(f"## {heading}\n")
    assert (release.version, release.day) == ("0.2.0", day)


def test_an_entry_names_what_stands_in_backticks():
    """What an entry is about is what it names in backticks."""
    first = releases_of(TEXT)[0].changes[0]
    assert first.names == ("commitment.monitored", "monitoring_every")
    assert Change("", "nothing", 1).names == ()


@pytest.mark.parametrize("heading", ["## ", "## [1.0] extra words", "##1.0", "# 1.0", "## [unreleased]"])
def test_other_headings_are_no_versions(heading):
    """A heading that names no version, or what is not released, begins none."""
    assert releases_of(f"{heading}\n- entry\n") == ()


def test_a_pack_without_a_changelog_has_no_versions(tmp_path):
    """Where there is no CHANGELOG.md there are no versions."""
    assert read_changelog(tmp_path) == ()


@pytest.mark.parametrize(("data", "told"), [(b"\xff", "not in UTF-8"), (b"x" * 11, "larger than 10 bytes")])
def test_a_changelog_that_cannot_be_read_is_told(tmp_path, data, told):
    """A changelog that is no text, or too large, is told as a problem of that file."""
    (tmp_path / "CHANGELOG.md").write_bytes(data)
    with pytest.raises(InputError, match=told):
        read_changelog(tmp_path, max_bytes=10)


LINES = (
    st.sampled_from(["## 1.0", "## [2] - 2026-01-01", "### Added", "- a `b`", "  more", "", "words", "* c", f"Digest: {DIGEST}"])
    | st.text()
)


@given(st.lists(LINES).map("\n".join))
def test_any_text_can_be_read(text):
    """Whatever a changelog says, each of its entries stands in a line of it."""
    lines = text.splitlines()
    for release in releases_of(text):
        assert release.version in lines[release.line - 1]
        assert all(change.text.split()[0] in lines[change.line - 1] for change in release.changes)


def test_a_folder_is_no_changelog(tmp_path):
    """A folder in the place of a changelog is told as such, and not as a case."""
    (tmp_path / "CHANGELOG.md").mkdir()
    with pytest.raises(InputError, match=r"CHANGELOG.md: This is a folder. A file is needed in its place. Move it away"):
        read_changelog(tmp_path)
