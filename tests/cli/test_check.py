"""`ringrose check`: reads a case or a pack without judging."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SMALL = """\
ringrose: case/1
id: small
partners: [{id: semarang}, {id: jung-gu}]
review: {from: 2016, to: 2018}
facts:
  - {fact: visit, by: semarang, year: 2017}
  - {fact: visit, by: jung-gu, year: 2018}
"""


def test_a_sound_case_is_one_line(ringrose, case_file):
    """A sound case is told in one line with what it holds, with exit code 0."""
    name = case_file(SMALL)
    assert ringrose("check", name) == (0, "case.yaml: a sound case: 2 partners, 2 facts, 0 closed records, 0 sources\n", "")


@pytest.mark.parametrize("pack", ["ringrose", str(ROOT / "rules" / "ringrose")])
def test_a_sound_pack_is_one_line(ringrose, pack):
    """A sound pack, by name or by folder, is told in one line with what it holds."""
    done = ringrose("check", pack)
    assert done.code == 0
    assert done.out.startswith(f"{pack}: a sound pack: 5 elements, ")
    assert done.out.count("\n") == 1


def test_every_example_is_sound(ringrose, examples):
    """Each example is sound."""
    for example in examples.glob("*.yaml"):
        done = ringrose("check", str(example))
        assert done.code == 0
        assert done.out.startswith(f"{example}: a sound case: ")


def test_a_case_from_standard_input_can_be_checked(ringrose, standard_input):
    """`-` checks the case that stands in standard input."""
    standard_input(SMALL.encode())
    assert ringrose("check", "-") == (0, "<stdin>: a sound case: 2 partners, 2 facts, 0 closed records, 0 sources\n", "")
    standard_input(SMALL.encode() * 2)
    assert ringrose("check", "-").err.startswith("<stdin>:8:1: ")


def test_warnings_do_not_make_a_case_unsound(ringrose, case_file):
    """What is odd but lawful is a warning on standard error, and the case is sound."""
    done = ringrose("check", case_file(SMALL.replace("by: jung-gu", "by: semarang")))
    assert done.code == 0
    assert done.out.startswith("case.yaml: a sound case: ")
    assert done.err.startswith("case.yaml:3:28: warning: ")
    assert done.err.count("\n") == 1


def test_a_pack_can_be_named_by_its_first_file(ringrose, monkeypatch):
    """The pack.yaml of a pack stands for its folder, in the current folder too."""
    assert ringrose("check", str(ROOT / "rules" / "ringrose" / "pack.yaml")).code == 0
    monkeypatch.chdir(ROOT / "rules" / "ringrose")
    assert ringrose("check", "pack.yaml").out.startswith("pack.yaml: a sound pack: ")


def test_what_is_not_there_is_told(ringrose, case_file):
    """A path at which there is nothing, and that names no pack, is told."""
    case_file("", "other.yaml")
    done = ringrose("check", "case.yaml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("case.yaml: ")


def test_problems_are_told_and_end_in_exit_code_2(ringrose, case_file):
    """Every problem is one line on standard error, with exit code 2 and nothing on standard output."""
    done = ringrose("check", case_file(SMALL + "  - {fact: vist}\n  - {fact: visit, year: soon}\n"))
    assert (done.code, done.out) == (2, "")
    assert [line.split(": ")[0] for line in done.err.splitlines()] == ["case.yaml:8:12", "case.yaml:9:25"]


def test_checking_needs_no_engine(shell, seed, tmp_path):
    """A case can be checked where the engine is not installed."""
    (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol')")
    done = shell("check", seed, environment={"PYTHONPATH": f"{tmp_path}:{ROOT / 'src'}"})
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_file_over_the_limit_is_refused(ringrose, case_file):
    """A file over --max-bytes is refused."""
    done = ringrose("check", case_file(SMALL), "--max-bytes", "20")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
