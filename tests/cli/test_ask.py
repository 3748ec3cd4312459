"""The command `ask`."""

import json

import pytest


def test_questions_are_told_with_their_answers(ringrose, examples):
    """Each question is told with what waits for it, and what a yes and a no would make of the elements."""
    done = ringrose("ask", str(examples / "surabaya-kitakyushu.yaml"))
    assert (done.code, done.err) == (0, "")
    expected = """\
Looked for, and could not be told
  - Was there: contribution (by: Kitakyushu; kind: any; field: any; year: any)?
    - contribution (by: Kitakyushu) [kitakyushu-contribution: five-works, abstracts and openings]
      Note: What Kitakyushu gave is not in our notes.
    - Commitment, Every partner gives something waits for it
    - If yes: Commitment becomes met
    - If no: Commitment becomes not met
"""
    assert expected in done.out


def test_kinds_are_told_apart_in_either_language(ringrose, examples):
    """What was looked for stands apart from what is missing in a record that is open."""
    done = ringrose("ask", str(examples / "semarang-beihai.yaml"), "--lang", "id")
    titles = [line for line in done.out.splitlines()[4:] if line and not line.startswith(" ")]
    assert titles == ["Sudah dicari, tetapi tidak dapat dipastikan", "Belum ditemukan, dan catatan tidak dinyatakan lengkap"]


@pytest.mark.parametrize("engine", ["durable", "compiled"])
def test_the_data_is_json(ringrose, examples, engine):
    """--format json writes the questions of the assessment, each with its text, the same for either engine."""
    path = str(examples / "bandung-seoul.yaml")
    done = ringrose("ask", path, "--format", "json", "--engine", engine)
    questions = json.loads(done.out)["questions"]
    assessed = json.loads(ringrose("assess", path, "--format", "json").out)["open_questions"]
    assert [{k: v for k, v in question.items() if k != "text"} for question in questions] == assessed
    assert all(question["text"].startswith("Was there: ") for question in questions)
    assert ringrose("ask", path, "--format", "json") == done


def test_nothing_is_open(ringrose, seed):
    """Where nothing is open, that is told, with exit code 0."""
    done = ringrose("ask", seed)
    assert (done.code, done.out.splitlines()[-1]) == (
        0,
        "  Nothing is open: no element is undetermined, and no fact is recorded as unknown.",
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["no-such-case.yaml"], "no-such-case.yaml"),
        ([], "Missing argument 'CASE'"),
    ],
)
def test_mistakes_are_one_line(ringrose, arguments, expected):
    """What cannot be used is told on standard error, with exit code 2 and nothing on standard output."""
    done = ringrose("ask", *arguments)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert "Traceback" not in done.err
