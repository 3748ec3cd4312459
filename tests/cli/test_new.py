"""The command that writes a case file to fill in."""

import os

import pytest

from ringrose import load_case


def test_a_new_case_is_written_and_can_be_checked(ringrose, tmp_path, monkeypatch):
    """`ringrose new` writes a case that `ringrose check` finds sound and `ringrose assess` can judge."""
    monkeypatch.chdir(tmp_path)
    done = ringrose("new", "melati aster.yaml", "--partner", "Kota Melati, ID", "--partner", "Port Aster", "--review", "2020..2024-06-30")
    assert done == (0, "melati aster.yaml: a case to fill in, by the rules ringrose 1.1.0\n", "")
    assert ringrose("check", "melati aster.yaml").code == 0
    assert ringrose("assess", "melati aster.yaml").code == 0
    case = load_case("melati aster.yaml")
    assert case.id == "melati-aster"
    assert [(p.id, p.name.get(), p.country) for p in case.partners] == [
        ("kota-melati", "Kota Melati", "ID"),
        ("port-aster", "Port Aster", None),
    ]
    assert (case.review.start, str(case.review.end)) == (2020, "2024-06-30")
    text = (tmp_path / "melati aster.yaml").read_text(encoding="utf-8")
    assert "`ringrose check 'melati aster.yaml'`" in " ".join(line.removeprefix("# ") for line in text.splitlines())


def test_nothing_is_written_over(ringrose, tmp_path):
    """A file that is there is left as it is, and the command ends with exit code 2 and one line."""
    there = tmp_path / "there.yaml"
    there.write_text("mine")
    done = ringrose("new", str(there))
    assert done == (2, "", f"{there}: This is there already. Nothing is written over. Choose another name, or move it away.\n")
    assert there.read_text() == "mine"


def test_a_dash_writes_to_standard_output(ringrose, tmp_path, monkeypatch):
    """With - the case goes to standard output, in the language asked for, and no file is written."""
    monkeypatch.chdir(tmp_path)
    done = ringrose("new", "-", "--lang", "id")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Kasus untuk aturan ringrose")
    assert "`ringrose check CASE`" in done.out
    assert list(tmp_path.iterdir()) == []


def test_the_review_is_the_last_five_years_where_none_is_asked_for(ringrose):
    """Without --review a new case is about five years running."""
    line = next(line for line in ringrose("new", "-").out.splitlines() if line.startswith("review"))
    start, end = (int(word.strip(",}")) for word in line.split() if word.strip(",}").isdigit())
    assert end - start == 4


def test_a_case_for_another_pack_names_it(ringrose, tmp_path, monkeypatch):
    """The commands in the remarks of a case for another pack name that pack."""
    monkeypatch.chdir(tmp_path)
    assert ringrose("pack", "new", "my-city").code == 0
    assert ringrose("new", "case.yaml", "--pack", "./my-city").code == 0
    assert "--pack ./my-city" in (tmp_path / "case.yaml").read_text(encoding="utf-8")
    assert ringrose("check", "case.yaml", "--pack", "./my-city").code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--partner", " "], "A partner needs a name"),
        (["--partner", "a\x07"], "cannot be seen"),
        (["--review", "2020"], "`2020` is not a period"),
        (["--review", "2020..x"], "`2020..x` is not a period"),
        (["--review", "2020..2021..2022"], "is not a period"),
        (["--review", "2021..2020"], "ends before it begins"),
        (["--review", "..2020"], "is not a period"),
        (["--pack", "ringros"], "Did you mean `ringrose`?"),
        (["--lang", "ko"], "'ko' is not one of"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_line(ringrose, tmp_path, arguments, told):
    """A partner, a period, a pack or a language that cannot be used is told in one line with exit code 2, and nothing is written."""
    done = ringrose("new", str(tmp_path / "c.yaml"), *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_case_with_remarks_is_no_json(ringrose, tmp_path):
    """A name that ends in .json is refused, for JSON has no remarks."""
    done = ringrose("new", str(tmp_path / "c.JSON"))
    assert done.code == 2
    assert "Give it a name that ends in .yaml" in done.err


def test_a_folder_that_is_not_there_is_told(ringrose, tmp_path):
    """A file in a folder that is not there cannot be written, which is told in one line."""
    done = ringrose("new", str(tmp_path / "no" / "c.yaml"))
    assert (done.code, done.out) == (2, "")
    assert "No such file or directory" in done.err


@pytest.mark.skipif(os.name != "posix", reason="names that are no text are for POSIX")
def test_a_name_that_is_no_text_will_do(ringrose, tmp_path):
    """A case can be written to a file whose name is not in UTF-8."""
    name = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.yaml")
    assert ringrose("new", name).code == 0
    assert load_case(name).id == "a"
