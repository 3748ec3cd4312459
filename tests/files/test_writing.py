"""Files that are written."""

import os

import pytest

from ringrose import InputError
from ringrose.files import writing
from ringrose.files.writing import differing, write_differing, write_new, write_whole


def mark(path):
    """What a file of that path says of itself."""
    return f"written here: {path}!"


def texts(**named):
    """Texts that say what they are, by path."""
    return {path.replace("_", "/") + ".md": f"{mark(path.replace('_', '/') + '.md')}\n{text}\n" for path, text in named.items()}


def test_a_new_file_is_written_over_nothing(tmp_path):
    """A file that is not there is written in UTF-8; one that is there is refused."""
    write_new(tmp_path / "a", "ü\n")
    assert (tmp_path / "a").read_bytes() == "ü\n".encode()
    with pytest.raises(InputError, match="This is there already"):
        write_new(tmp_path / "a", "x")
    assert (tmp_path / "a").read_bytes() == "ü\n".encode()


def test_what_cannot_be_written_is_told(tmp_path):
    """A file in a folder that is not there, or below a file, is told as a problem."""
    with pytest.raises(InputError, match=r"No such file or directory\. Make the folder for it first, or name another"):
        write_new(tmp_path / "no" / "a", "x")
    (tmp_path / "file").write_text("")
    for place in ("file", "file/below"):
        with pytest.raises(InputError) as refused:
            differing(tmp_path / place, texts(a="1", b_c="2"), mark)
        assert str(refused.value) == f"{tmp_path / 'file'}: This is a file, and pages need a folder. Name a folder."
    with pytest.raises(InputError, match="file: This is there already"):
        write_differing(tmp_path / "file", texts(a="1"), {"a.md": "missing"})


def test_a_folder_is_made_as_the_texts_have_it(tmp_path):
    """Files that are missing or changed are written, those of before that are no more are taken away, and all else is left."""
    before, after = texts(a="1", b_c="2", gone="3"), texts(a="1", b_c="4", b_d="5")
    found = differing(tmp_path / "x", before, mark)
    assert found == dict.fromkeys(before, "missing")
    write_differing(tmp_path / "x", before, found)
    (tmp_path / "x" / "mine.md").write_text("mine")
    (tmp_path / "x" / "gone.txt").write_text(mark("gone.txt"))
    found = differing(tmp_path / "x", after, mark)
    assert found == {"b/c.md": "changed", "b/d.md": "missing", "gone.md": "stale"}
    write_differing(tmp_path / "x", after, found)
    assert differing(tmp_path / "x", after, mark) == {}
    names = {file.relative_to(tmp_path / "x").as_posix() for file in (tmp_path / "x").rglob("*") if file.is_file()}
    assert names == {*after, "mine.md", "gone.txt"}


def test_what_was_written_for_another_place_is_left(tmp_path):
    """A file that says that it was written for another path is not taken away, so that a folder can hold others."""
    inner = texts(a="1")
    write_differing(tmp_path / "x" / "inner", inner, differing(tmp_path / "x" / "inner", inner, mark))
    assert differing(tmp_path / "x", texts(b="2"), mark) == {"b.md": "missing"}


def test_files_of_others_stand_in_the_way(tmp_path):
    """Every file in the way that was not written here is told, and an equal one is none."""
    wanted = texts(a="1", b="2", c="3")
    (tmp_path / "a.md").write_text("mine")
    (tmp_path / "b.md").write_text("mine too")
    (tmp_path / "c.md").write_text(wanted["c.md"])
    with pytest.raises(InputError) as refused:
        differing(tmp_path, wanted, mark)
    assert [problem.file for problem in refused.value.problems] == [str(tmp_path / "a.md"), str(tmp_path / "b.md")]


def test_what_is_no_page_stands_in_the_way(tmp_path):
    """A pipe, a folder in the place of a page and a file in that of a folder are each told once, and no pipe is waited for."""
    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").mkdir()
    (tmp_path / "c").write_text("mine")
    with pytest.raises(InputError) as refused:
        differing(tmp_path, texts(a="1", b="2", c_d="3", c_e="4"), mark)
    assert str(refused.value).splitlines() == [
        f"{tmp_path / 'a.md'}: This is no file that can be read. A page is a file. Move it away, or choose another folder.",
        f"{tmp_path / 'b.md'}: This is a folder. A file is needed in its place. Move it away.",
        f"{tmp_path / 'c'}: This is a file, and pages need a folder. Move it away, or choose another folder.",
    ]


def test_files_of_others_are_not_looked_into(tmp_path, monkeypatch):
    """Of other files only the beginning is read, and what is no file or cannot be read is passed over."""
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "mine.md").write_text("mine" * 100_000)
    (tmp_path / "closed.md").write_text("mine")
    read = []

    def beginning(file, most):
        read.append((file.name, most))
        if file.name == "closed.md":
            raise InputError([])
        return b"mine"

    monkeypatch.setattr(writing, "_beginning", beginning)
    assert differing(tmp_path, texts(a="1"), mark) == {"a.md": "missing"}
    assert read == [("closed.md", 2000), ("mine.md", 2000)]


def test_a_file_that_cannot_be_read_is_left(tmp_path, monkeypatch):
    """What stands there and cannot be read is nobody's page: it is neither written anew nor taken away."""
    write_differing(tmp_path, texts(old="1"), differing(tmp_path, texts(old="1"), mark))
    assert differing(tmp_path, texts(new="2"), mark) == {"new.md": "missing", "old.md": "stale"}

    def refuses(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(writing, "open", refuses, raising=False)
    assert differing(tmp_path, texts(new="2"), mark) == {"new.md": "missing"}


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    """A file gets its name when it is complete; where writing fails nothing is left, and what was there stays."""
    write_whole(tmp_path / "a", b"1")
    assert (tmp_path / "a").read_bytes() == b"1"

    def fail(*_):
        raise OSError(28, "No space left on device", str(tmp_path / "a"))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(InputError, match=r"a: This cannot be written: No space left on device\. Choose another place"):
        write_whole(tmp_path / "a", b"2", overwrite=True)
    assert [file.name for file in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"1"


def test_nothing_is_written_over_unless_it_is_asked_for(tmp_path):
    """A file that is there is refused, with what to do; with ``overwrite`` it is replaced and keeps its rights, through links too."""
    path = tmp_path / "a"
    path.write_bytes(b"1")
    path.chmod(0o640)
    with pytest.raises(InputError) as refused:
        write_whole(path, b"2")
    assert str(refused.value) == f"{path}: This is there already. Nothing is written over. Choose another name, or add --overwrite."
    (tmp_path / "link").symlink_to(path)
    write_whole(tmp_path / "link", b"3", overwrite=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"3", 0o640)
    assert (tmp_path / "link").is_symlink()


def test_new_files_have_the_rights_that_new_files_have(tmp_path):
    """A file that is made has the rights that the user's umask leaves."""
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_what_is_no_file_is_written_to_or_refused(tmp_path):
    """A device is written to and never replaced; a folder and a folder that is missing are refused."""
    write_whole(os.devnull, b"1", overwrite=True)
    assert not os.path.isfile(os.devnull)
    for place, told in ((tmp_path, "Is a directory. Name a file in it."), (tmp_path / "no" / "a", "Make the folder for it first")):
        with pytest.raises(InputError) as refused:
            write_whole(place, b"1")
        assert str(refused.value).startswith(f"{place}: This cannot be written: ")
        assert told in str(refused.value)
