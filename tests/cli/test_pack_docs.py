"""The command that writes the pages of a pack."""

import pytest


@pytest.fixture
def mine(ringrose, tmp_path, monkeypatch):
    """A small pack in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert ringrose("pack", "new", "mine").code == 0
    return tmp_path / "mine"


def files(folder):
    """The files of a folder with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("layout", "folder", "page"), [("markdown", "mine-pages", "README.md"), ("site", "mine-site", "index.html")])
def test_the_pages_are_written_into_a_folder(ringrose, mine, layout, folder, page):
    """The pages are written into a folder that is called after the pack; a check then finds nothing, and a second run changes nothing."""
    assert ringrose("pack", "docs", "./mine", "--format", layout) == (0, f"{folder}: 10 pages\n", "")
    written = files(mine.parent / folder)
    assert page in written
    assert ringrose("pack", "docs", "./mine", "--format", layout, "--check") == (0, f"{folder}: 10 pages, all as the pack has them\n", "")
    assert ringrose("pack", "docs", "./mine", "--format", layout).code == 0
    assert files(mine.parent / folder) == written


def test_pages_can_be_in_indonesian_and_elsewhere(ringrose, mine):
    """The pages are written in the language and to the folder asked for."""
    assert ringrose("pack", "docs", "mine", "--lang", "id", "--out", "docs/mine").code == 0
    assert "Paket aturan" in (mine.parent / "docs" / "mine" / "README.md").read_text(encoding="utf-8")


def test_the_pack_of_the_folder_is_meant_where_none_is_named(ringrose, mine, monkeypatch):
    """Without a name the pages are of the pack of the current folder; where there is none, that is told."""
    assert ringrose("pack", "docs").err.startswith("ringrose: There is no pack.yaml in this folder.")
    monkeypatch.chdir(mine)
    assert ringrose("pack", "docs", "--out", "../pages") == (0, "../pages: 10 pages\n", "")


def test_a_check_tells_what_is_not_as_the_pack_has_it(ringrose, mine):
    """A check tells each page that differs, is missing, or is of something that is no more, ends with exit code 1 and writes nothing."""
    assert ringrose("pack", "docs", "mine").code == 0
    pages = mine.parent / "mine-pages"
    (pages / "vocabulary.md").unlink()
    path = mine / "contact.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("both_ways", "each_way"), encoding="utf-8")
    tests = mine / "tests" / "contact.yaml"
    tests.write_text(tests.read_text(encoding="utf-8").replace("both_ways", "each_way"), encoding="utf-8")
    before = files(pages)
    done = ringrose("pack", "docs", "mine", "--check")
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert "mine-pages/vocabulary.md: not there" in lines
    assert "mine-pages/contact/criteria/each_way.md: not there" in lines
    assert "mine-pages/contact/criteria/both_ways.md: of something that the pack has no more" in lines
    assert "mine-pages/contact/README.md: not as the pack has it" in lines
    assert lines[-1] == f"mine-pages: 10 pages, {len(lines) - 1} files are not as the pack has them"
    assert files(pages) == before
    assert ringrose("pack", "docs", "mine").code == 0
    assert ringrose("pack", "docs", "mine", "--check").code == 0
    assert not (pages / "contact" / "criteria" / "both_ways.md").exists()


def test_one_file_that_differs_is_counted_as_one(ringrose, mine):
    """A check counts a single file as one."""
    assert ringrose("pack", "docs", "mine").code == 0
    (mine.parent / "mine-pages" / "vocabulary.md").unlink()
    assert ringrose("pack", "docs", "mine", "--check").out.endswith("1 file is not as the pack has them\n")


def test_files_of_others_are_left_alone(ringrose, mine):
    """A file that this command did not write is neither written over nor taken away."""
    pages = mine.parent / "mine-pages"
    assert ringrose("pack", "docs", "mine").code == 0
    (pages / "notes.md").write_text("my notes")
    (pages / "README.md").write_text("my own page")
    done = ringrose("pack", "docs", "mine")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "mine-pages/README.md: This was not written by this command. It is not written over. Choose another folder, or move it away.\n"
    )
    (pages / "README.md").unlink()
    assert ringrose("pack", "docs", "mine").code == 0
    assert (pages / "notes.md").read_text() == "my notes"


def test_what_cannot_be_used_is_told(ringrose, mine):
    """A pack that is not there, a broken test, or a folder that is a file ends the command with exit code 2."""
    assert ringrose("pack", "docs", "nowhere").code == 2
    (mine.parent / "file").write_text("")
    done = ringrose("pack", "docs", "mine", "--out", "file")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    (mine / "tests" / "contact.yaml").write_text("tests: 1")
    assert ringrose("pack", "docs", "mine").err.startswith("mine/tests/contact.yaml:1:8: ")


def test_a_pack_without_tests_and_changelog_has_pages(ringrose, mine):
    """A pack needs neither tests nor a changelog to have pages."""
    (mine / "tests" / "contact.yaml").unlink()
    (mine / "CHANGELOG.md").unlink()
    assert ringrose("pack", "docs", "mine").code == 0
    text = (mine.parent / "mine-pages" / "contact" / "rules" / "year-without-visit.md").read_text(encoding="utf-8")
    assert "No test of the pack names this." in text
    assert "The pack has no changelog." in text
