"""Where a command may not write, and where it can: what it read stays as it is, streams and long names are written to."""

import json
import os
from pathlib import Path

import pytest

from ringrose import load_case
from ringrose.files import case_to_dict

SMALL = """\
ringrose: case/1
id: small
partners: [{id: semarang}, {id: jung-gu}]
review: {from: 2016, to: 2018}
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "case.yaml", "-o", "case.yaml", "--format", "html", "--overwrite"),
        ("report", "case.json", "-o", "case.json", "--format", "markdown", "--overwrite"),
        ("compare", "case.json", "-o", "case.json", "--overwrite"),
        ("compare", "other.json", "case.json", "-o", "case.json", "--format", "json", "--overwrite"),
        ("report", "case.html", "-o", "case.html", "--overwrite"),
        ("figure", "case.svg", "-o", "./case.svg", "--overwrite"),
    ],
    ids=" ".join,
)
def test_a_case_is_never_written_over_by_what_was_made_of_it(ringrose, case_file, tmp_path, arguments):
    """Where the file to write is one that was read, the command ends with code 2 and one line, and the file stays as it was."""
    as_json = json.dumps(case_to_dict(load_case(case_file(SMALL, "seen.yaml"))))
    for name in ("case.yaml", "case.json", "other.json", "case.html", "case.svg"):
        case_file(as_json if name.endswith("json") else SMALL, name)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    done = ringrose(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "Choose another name." in done.err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_case_is_known_by_another_name(ringrose, case_file, tmp_path, link):
    """A link to the case is the case: what is made of it is not written there."""
    link(tmp_path / case_file(SMALL), tmp_path / "report.html")
    done = ringrose("report", "case.yaml", "-o", "report.html", "--overwrite")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("ringrose: The file report.html is what was read, and would be lost. Choose another name.")
    assert Path("case.yaml").read_text(encoding="utf-8") == SMALL


def test_a_stream_is_written_to(shell, tmp_path):
    """Standard output by its name gets the whole page, though it is there already, and is not replaced."""
    (tmp_path / "case.yaml").write_text(SMALL, encoding="utf-8")
    named = shell("report", "case.yaml", "-o", "/dev/stdout", "--format", "html", ending="| cat")
    assert (named.returncode, named.stderr) == (0, b"")
    assert named.stdout.startswith(b"<!doctype html>")
    assert b"\n</html>\n" in named.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


def test_a_name_may_be_as_long_as_the_system_allows(ringrose, case_file, tmp_path):
    """A name of 250 letters is written to, and nothing else is left beside it."""
    case, name = case_file(SMALL), "a" * 245 + ".html"
    assert ringrose("report", case, "-o", name).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([case, name])
