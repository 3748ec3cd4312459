"""The command line as a program: usage, streams, signals and start-up."""

import os
import pty
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import ringrose as library
from ringrose.cli import main, program, streams

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "semarang-jung-gu.yaml")


# -- usage -----------------------------------------------------------------------------------------------------------------------


def test_the_version_is_told(ringrose):
    """--version tells the version."""
    assert ringrose("--version") == (0, f"ringrose {library.__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["assess", "--help"], ["check", "-h"]])
def test_help_is_told_on_standard_output(ringrose, arguments):
    """--help tells the usage on standard output, with exit code 0."""
    done = ringrose(*arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: ringrose")


def test_without_a_command_the_help_is_told(ringrose):
    """Without a command the help stands on standard error, with exit code 2."""
    done = ringrose()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: ringrose")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["asess"], "No such command 'asess'."),
        (["assess"], "Missing argument 'CASE'. Try `ringrose assess --help`."),
        (["assess", "a", "b"], "Got unexpected extra argument (b)"),
        (["assess", "a", "--formt", "json"], "No such option"),
        (["assess", "a", "--format", "xml"], "'xml' is not one of 'text', 'json', 'markdown', 'html'."),
        (["assess", "a", "--engine", "clips"], "'clips' is not one of"),
        (["assess", "a", "--lang", "fr"], "'fr' is not one of 'en', 'id'."),
        (["assess", "a", "--max-bytes", "0"], "Invalid value for '--max-bytes'"),
        (["assess", "a", "--max-bytes", "many"], "Invalid value for '--max-bytes'"),
        (["assess", "a", "--fail-on", "not-met"], "`not-met` is not a status. Did you mean `not_met`? Known are `met`, `not_met`,"),
        (["assess", "a", "--fail-on", "bad"], "`bad` is not a status. Known are"),
        (["assess", "a", "--fail-on", "met,"], "`` is not a status."),
        (["assess", ""], ""),
    ],
)
def test_bad_usage_is_one_line(ringrose, arguments, told):
    """Bad usage is one line on standard error that says what is wrong, with exit code 2."""
    done = ringrose(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


def test_a_shell_can_ask_for_completion(shell):
    """A shell that completes command lines gets its script."""
    done = shell(environment={"_RINGROSE_COMPLETE": "bash_source"})
    assert done.returncode == 0
    assert b"_ringrose_completion" in done.stdout


def test_completion_ends_the_program(monkeypatch):
    """Answering a shell that completes a command line does nothing else."""
    monkeypatch.setenv("_RINGROSE_COMPLETE", "zsh_source")
    with pytest.raises(SystemExit):
        main([])


def test_the_module_is_the_program(monkeypatch, capsys):
    """`python -m ringrose` runs the command line."""
    monkeypatch.setattr(sys, "argv", ["ringrose", "--version"])
    with pytest.raises(SystemExit) as exit:
        runpy.run_module("ringrose", run_name="__main__")
    assert exit.value.code == 0
    assert capsys.readouterr().out.startswith("ringrose ")


def test_importing_the_module_runs_nothing():
    """Importing ringrose.__main__ does not run the command line."""
    assert "main" in runpy.run_module("ringrose.__main__", run_name="other")


# -- streams ---------------------------------------------------------------------------------------------------------------------


def test_a_broken_pipe_is_quiet(shell):
    """A reader that goes away ends the program quietly, with the exit code of a broken pipe."""
    reading, writing = os.pipe()
    os.close(reading)
    script = [sys.executable, "-m", "ringrose", "assess", EXAMPLE]
    done = subprocess.run(script, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("arguments", [["assess", EXAMPLE], ["assess", EXAMPLE, "--format", "json"], ["check", EXAMPLE]])
def test_a_closed_standard_output_is_no_trouble(shell, arguments):
    """With standard output closed the exit code alone tells the judgement."""
    done = shell(*arguments, ending=">&-")
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_standard_error_is_no_trouble(shell):
    """With standard error closed a problem shows in the exit code alone."""
    done = shell("assess", "nowhere.yaml", ending="2>&-")
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_closed_standard_input_is_told(shell):
    """A case that is to come from a closed standard input is bad usage."""
    done = shell("assess", "-", ending="<&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"ringrose: Standard input is closed. Try `ringrose assess --help`.\n"


def test_closed_streams_are_met_in_every_place(monkeypatch, standard_input):
    """Whatever stream is closed, the exit code tells how it ended."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    standard_input(None)
    assert main(["check", EXAMPLE]) == 0
    assert main(["assess", "-"]) == 2
    assert main(["assess", EXAMPLE]) == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told(shell):
    """An answer that cannot be written is told in one line, with exit code 2."""
    done = shell("assess", EXAMPLE, ending="> /dev/full")
    assert done.returncode == 2
    assert done.stderr == b"ringrose: The answer cannot be written: No space left on device.\n"


def test_ascii_loses_no_text(shell, tmp_path):
    """Where only ASCII can be shown, marks have stand-ins and letters are written as escapes; JSON and Markdown stay UTF-8."""
    case = tmp_path / "case.yaml"
    case.write_text("ringrose: case/1\nid: a\ntitle: 중구\npartners: [{id: b}]\nreview: {from: 2016, to: 2018}\n", encoding="utf-8")
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    told = shell("assess", str(case), environment=ascii_only).stdout
    assert told.isascii()
    assert told.startswith(b"\\uc911\\uad6c\n")
    assert b"  ? Commitment" in told
    assert shell("assess", str(case), "--format", "markdown", environment=ascii_only).stdout.decode().startswith("# 중구\n")
    seed = shell("assess", EXAMPLE, environment=ascii_only).stdout
    assert b"\nx Commitment: not met\n" in seed
    assert b"\n+ Results: met\n" in seed


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_any_locale_will_do(shell, environment):
    """The report can be printed in any locale."""
    done = shell("assess", EXAMPLE, environment=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Commitment: not met" in done.stdout


def on_a_terminal(*arguments, **environment):
    """What a command prints on a terminal."""
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "COLUMNS")} | {"TERM": "xterm"} | environment
    with subprocess.Popen([sys.executable, "-m", "ringrose", *arguments], stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        told = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # so a pseudo-terminal tells that its other side was closed
                break
            if not piece:
                break
            told += piece
    os.close(ours)
    assert process.returncode == 0
    return told.decode()


def test_colours_are_for_terminals():
    """A terminal gets colours; one that has none, and a user who wants none, do not."""
    assert "\x1b[31;1m✗ Commitment: not met\x1b[0m" in on_a_terminal("assess", EXAMPLE)
    assert "\x1b" not in on_a_terminal("assess", EXAMPLE, NO_COLOR="1")
    assert "\x1b" not in on_a_terminal("assess", EXAMPLE, TERM="dumb")
    assert "\x1b" not in on_a_terminal("assess", EXAMPLE, "--format", "markdown")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, True),  # force-color.org: whatever its value
        ({"FORCE_COLOR": ""}, False),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"CLICOLOR_FORCE": ""}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_a_pipe_has_colours_where_they_are_asked_for(ringrose, monkeypatch, environment, coloured):
    """A pipe has no colours, unless FORCE_COLOR or CLICOLOR_FORCE ask for them; NO_COLOR refuses them whatever else is set."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[31;1m✗ Commitment: not met\x1b[0m" in ringrose("assess", EXAMPLE).out) is coloured


def test_the_text_is_as_wide_as_the_terminal(ringrose, monkeypatch):
    """The text keeps to the width of the terminal and never grows wider than is good to read."""
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, ringrose("assess", EXAMPLE).out.splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "400")
    assert max(map(len, ringrose("assess", EXAMPLE).out.splitlines())) <= 100


def test_what_a_stream_can_show_is_asked_of_its_encoding(monkeypatch, capsysbinary):
    """A stream can show what its encoding has; a closed one shows nothing but ASCII."""
    assert streams.can_show("✓")
    monkeypatch.setattr(sys, "stdout", None)
    assert not streams.can_show("✓")
    assert streams.can_show("x")
    streams.silence(None)


def test_what_is_left_in_a_silenced_stream_goes_nowhere(tmp_path):
    """A stream that was silenced can be closed, and what was left in it is written nowhere."""
    path = tmp_path / "file"
    with path.open("w") as stream:
        stream.write("left")
        streams.silence(stream)
    assert path.read_text() == ""


# -- how it can end --------------------------------------------------------------------------------------------------------------


def test_an_interrupt_is_quiet(monkeypatch, ringrose):
    """Ctrl-C ends the program quietly, with the exit code of an interrupt."""

    def interrupted(arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(program, "_run", interrupted)
    assert ringrose("assess", EXAMPLE) == (130, "", "")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (BrokenPipeError(), 141, ""),
        (OSError(28, "Full"), 2, "ringrose: The answer cannot be written: Full.\n"),
        (PermissionError(13, "Denied", "rules"), 2, "ringrose: rules cannot be used: Denied.\n"),
        (OSError("odd"), 2, "ringrose: The answer cannot be written: odd.\n"),
    ],
)
def test_an_answer_that_cannot_be_written_is_told(monkeypatch, ringrose, error, code, told):
    """A broken pipe is quiet; any other failure to write is one line."""

    def failing(arguments):
        raise error

    silenced = []
    monkeypatch.setattr(program, "_run", failing)
    monkeypatch.setattr(program, "silence", silenced.append)
    assert ringrose("assess", EXAMPLE) == (code, "", told)
    assert silenced


def test_help_starts_fast():
    """Telling the help imports neither the reader nor the engine."""
    script = "import sys; from ringrose.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"cattrs", "durable_rules_engine", "msgspec", "ruamel.yaml", "ringrose.model.pack"} & set(done.stderr.split())
