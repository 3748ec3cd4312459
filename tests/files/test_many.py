"""Which files a name stands for, and their cases one after the other."""

import io
import os

import pytest

from ringrose import InputError
from ringrose.files.lines import Line
from ringrose.files.many import documents_of, sources_of


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A current directory with cases of every kind."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.yaml", "a.json", "deep/c.yml", "deep/er/d.YAML", "deep-er/e.yaml", ".hidden.yaml", ".git/f.yaml", "notes.txt"):
        path = tmp_path / "cases" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "many.jsonl").write_bytes(b'\xef\xbb\xbf{"id": 1}\n\n  \r\n{"id": 2}')
    return tmp_path


def paths(sources):
    """All paths of sources, with their kinds."""
    return [(part.kind, path) for part in sources.parts for path in part.paths]


def told(names, **options):
    """What is wrong with names."""
    with pytest.raises(InputError) as refused:
        sources_of(names, **options)
    return [str(problem) for problem in refused.value.problems]


HINT = "Cases stand in files that end in .yaml, .yml, .json, .jsonl, .ndjson or .parquet."
CASES = ["cases/a.json", "cases/b.yaml", "cases/deep/c.yml", "cases/deep/er/d.YAML", "cases/deep-er/e.yaml"]


def test_a_folder_stands_for_the_cases_below_it(here):
    """A folder stands for all files with cases below it, sorted by path, without hidden ones and other files."""
    sources = sources_of("cases")
    assert paths(sources) == [("case", path) for path in CASES]
    assert len(sources.parts) == 1
    assert (sources.size, sources.given[0].files) == (5, 5)


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("cases/*.*ml", ["cases/b.yaml"]),
        ("cases/deep/*", ["cases/deep/c.yml", "cases/deep/er/d.YAML"]),
        ("cases/**/*.y*ml", ["cases/b.yaml", "cases/deep-er/e.yaml", "cases/deep/c.yml"]),
        ("cases/deep/**", ["cases/deep/c.yml", "cases/deep/er/d.YAML"]),
    ],
)
def test_a_glob_is_expanded(here, glob, found):
    """A glob stands for what fits it, sorted; a folder that fits stands for what is in it, each file once."""
    assert paths(sources_of(glob)) == [("case", path) for path in found]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(here):
    """A file that exists is that file, whatever its name."""
    (here / "[a].yaml").write_text("x", encoding="utf-8")
    assert paths(sources_of("[a].yaml")) == [("case", "[a].yaml")]


def test_names_keep_their_order(here):
    """Several names are read in the order in which they are given; case files that follow one another are one source."""
    stream = io.BytesIO(b"")
    stream.name = "<stdin>"
    sources = sources_of([here / "cases" / "b.yaml", "cases/a.json", "many.jsonl", "cases/b.yaml", stream, io.BytesIO()])
    assert [(part.kind, len(part.paths)) for part in sources.parts] == [
        ("case", 2),
        ("lines", 1),
        ("case", 1),
        ("stream", 1),
        ("stream", 1),
    ]
    assert [one.name for one in sources.given] == [
        str(here / "cases" / "b.yaml"),
        "cases/a.json",
        "many.jsonl",
        "cases/b.yaml",
        "<stdin>",
        "<file>",
    ]
    assert sources.size is None


def test_a_digest_changes_with_a_file(here):
    """The digest of a name changes when one of its files does, and only then."""
    before = sources_of(["cases", "many.jsonl"]).given
    assert sources_of(["cases", "many.jsonl"]).given == before
    os.utime("cases/deep/c.yml", (1, 1))
    after = sources_of(["cases", "many.jsonl"]).given
    assert (after[0] != before[0], after[1] == before[1]) == (True, True)


def test_problems_of_names_are_told_together(here):
    """Names that cannot be used are told all at once, each with what to do."""
    (here / "empty").mkdir()
    os.mkfifo(here / "pipe.jsonl")
    (here / "locked").mkdir()
    assert told(["nowhere.yaml", "empty", "no*.yaml", "cases/notes.txt", "pipe.jsonl", "a\0b"]) == [
        "nowhere.yaml: There is no such file. Check the name and the folder.",
        "empty: No file with cases is in this folder. Cases stand in files that end in .yaml, .yml, .json, .jsonl, .ndjson or .parquet.",
        "no*.yaml: No file with cases fits this glob. Cases stand in files that end in .yaml, .yml, .json, .jsonl, .ndjson or .parquet.",
        "cases/notes.txt: `notes.txt` does not tell what kind of file it is. "
        "Cases stand in files that end in .yaml, .yml, .json, .jsonl, .ndjson or .parquet.",
        "pipe.jsonl: This is not a file. A batch reads its files at any place. Pipe it in, and write - for its name.",
        "a\\x00b: This cannot be read: embedded null byte.",
    ]
    assert told([]) == ["cases: No cases are given. Name a file of JSON Lines, a case file, a folder or a glob."]


def test_a_folder_that_cannot_be_read_is_told(here, monkeypatch):
    """A folder that may not be read is a problem, not a folder without cases."""

    def refuse(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", refuse)
    assert told("cases") == ["cases: This may not be read. Ask for the right to read it."]


def test_what_is_to_be_written_is_not_read(here):
    """A folder and a glob pass over the files that the run will write, and over rejected cases of earlier ones; naming one is a problem."""
    (here / "cases" / "out.jsonl.rejected.jsonl").write_text("{}\n", encoding="utf-8")
    (here / "cases" / "out.jsonl").write_text("{}\n", encoding="utf-8")
    out = {os.path.realpath("cases/out.jsonl")}
    assert ("lines", "cases/out.jsonl") in paths(sources_of("cases"))
    assert paths(sources_of("cases", out)) == [("case", path) for path in CASES]
    assert told("cases/*.jsonl", leave_out=out) == [f"cases/*.jsonl: No file with cases fits this glob. {HINT}"]
    assert told("cases/out.jsonl", leave_out=out) == ["cases/out.jsonl: This file is to be written by the same run. Write to another file."]
    assert paths(sources_of("cases/out.jsonl.rejected.jsonl"))


def test_all_cases_come_one_after_the_other(here):
    """The cases of all sources come in order: paths of case files, and lines with their numbers; blank lines are none."""
    stream = io.BytesIO(b"{}\n{}\n")
    assert list(documents_of(["cases/deep", "many.jsonl", stream])) == [
        "cases/deep/c.yml",
        "cases/deep/er/d.YAML",
        Line(b'{"id": 1}', "many.jsonl", 1),
        Line(b'{"id": 2}', "many.jsonl", 4),
        Line(b"{}", "<file>", 1),
        Line(b"{}", "<file>", 2),
    ]


def test_names_that_cannot_be_used_are_told_before_the_first_case():
    """documents_of refuses at once, not when its turn comes."""
    with pytest.raises(InputError):
        documents_of("nowhere.jsonl")
