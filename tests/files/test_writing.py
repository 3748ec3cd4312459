"""Files that are written."""

import pytest

from ringrose import InputError
from ringrose.files.writing import differing, write_differing, write_new


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
    with pytest.raises(InputError, match="This cannot be written: No such file or directory"):
        write_new(tmp_path / "no" / "a", "x")
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="Not a directory"):
        differing(tmp_path / "file", texts(a="1"), mark)
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
