"""`ringrose robustness`: what is printed, and how it ends."""

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from ringrose import robustness
from ringrose.cli import main
from ringrose.explain import LANGUAGES
from ringrose.render.page import render

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "robustness.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_library_is_printed(ringrose, examples, lang):
    """Each example is told as the library tells it, with exit code 0 and nothing on standard error."""
    for example in examples.glob("*.yaml"):
        told = render(robustness(example, lang=lang, samples=50, seed=3).page())
        assert ringrose("robustness", str(example), "--lang", lang, "--samples", "50", "--seed", "3") == (0, told, "")


@pytest.mark.parametrize("engine", ["auto", "durable", "compiled"])
def test_the_json_is_the_answer_of_the_library(ringrose, seed, engine):
    """The JSON is valid by its schema, and the answer of the library to the same options, whatever the engine."""
    if engine == "durable":
        pytest.importorskip("durable_rules_engine", exc_type=ImportError)
    options = ("--samples", "20", "--certain", "0.9", "--probable", "0.4", "--doubtful", "0", "--engine", engine)
    done = ringrose("robustness", seed, "--format", "json", *options)
    told = json.loads(done.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    assert (done.code, done.err) == (0, "")
    assert told == robustness(seed, samples=20, certain=0.9, probable=0.4, doubtful=0).to_dict()


def test_the_json_is_the_same_from_run_to_run(shell, seed):
    """The answer is the same to the byte in processes with different hash seeds."""
    command = ("robustness", seed, "--format", "json", "--samples", "200", "--certain", "0.5")
    runs = [shell(*command, environment={"PYTHONHASHSEED": str(n)}).stdout for n in (1, 2)]
    assert runs[0] == runs[1] != b""


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--samples", "-1", "`-1` cannot stand here. Write a whole number from 0 on, such as 10000."),
        ("--samples", "many", "`many` cannot stand here. Write a whole number from 0 on, such as 10000."),
        ("--samples", "9" * 5000, "cannot stand here. Write a whole number from 0 on, such as 10000."),
        ("--samples", "1000001", "samples: 1000001 is not a number of samples that can be drawn. Write a whole number from 0 to 1000000"),
        ("--seed", "1.5", "`1.5` cannot stand here. Write a whole number from 0 on, such as 10000."),
        ("--certain", "1.01", "`1.01` is not a probability. Write a number from 0 to 1, such as 0.8."),
        ("--probable", "80%", "`80%` is not a probability. Write a number from 0 to 1, such as 0.8."),
        ("--doubtful", "nan", "`nan` is not a probability. Write a number from 0 to 1, such as 0.8."),
        ("--as", "2018", "No such option"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(ringrose, seed, option, value, told):
    """A number or a probability that cannot be is one line with what to write, exit code 2, and nothing on standard output."""
    done = ringrose("robustness", seed, option, value)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


def test_the_defaults_of_the_probabilities_are_stated(ringrose):
    """The help states the probabilities, and that they are conventions."""
    told = " ".join(ringrose("robustness", "--help").out.split())
    for certainty, default in (("certain", "1.0"), ("probable", "0.8"), ("doubtful", "0.5")):
        assert f"--{certainty} P" in told
        assert f"[default: {default}]" in told
    assert told.count("a convention, and not measured") == 3


def test_a_terminal_sees_how_far_it_is(monkeypatch, capsysbinary, seed):
    """A bar is shown on a terminal, and nowhere else."""

    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self):
            return True

    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    shown = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", shown)
        assert main(["robustness", seed, "--samples", "500"]) == 0
    assert "100%" in shown.getvalue()
    assert "500 draws with the seed 0" in capsysbinary.readouterr().out.decode()


def test_closed_standard_error_shows_nothing(monkeypatch, capsysbinary, seed):
    """Where standard error is closed there is no bar, and the answer is told."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", None)
        assert main(["robustness", seed]) == 0
    assert capsysbinary.readouterr().out.startswith(b"How robust")
