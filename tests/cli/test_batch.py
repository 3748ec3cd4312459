"""`ringrose batch`: what goes where, and how it ends."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from ringrose.cli import main
from ringrose.cli.program import ENGINES
from ringrose.engines import ENGINES as BUILT
from tests.batch.making import BAD, environment, expected, line, lines, tree, write_lines
from tests.cli.test_program import on_a_terminal


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_answers_go_to_standard_output(ringrose, here):
    """Without -o, or with -o -, whole assessments are on standard output, one a line, and standard error says how many."""
    write_lines("a.jsonl", 3)
    for arguments in ([], ["-o", "-"]):
        assert ringrose("batch", "a.jsonl", *arguments) == (0, expected(0, 1, 2).decode(), "ringrose: 3 cases judged.\n")
    done = ringrose("batch", "a.jsonl", "--format", "csv")
    assert done.out.startswith("case,element,status,standing,")
    assert tree(here) == ["a.jsonl"]


def test_cases_can_come_from_standard_input(ringrose, standard_input, shell, here):
    """`-` reads JSON Lines from standard input."""
    told = (0, expected(0, 1).decode(), "ringrose: 2 cases judged.\n")
    standard_input(lines(2).encode())
    assert ringrose("batch", "-") == told
    done = shell("batch", "-", "-o", "out.csv", input=lines(2).encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"ringrose: 2 cases judged in out.csv.\n")


def test_rejected_cases_are_told_on_standard_error(ringrose, here):
    """With standard output each problem is one line on standard error, in the usual form; the exit code is 3."""
    write_lines("a.jsonl", 3, bad=3)
    done = ringrose("batch", "a.jsonl")
    assert (done.code, done.out) == (3, expected(0, 2).decode())
    problem, told = done.err.splitlines()
    assert problem.startswith(f"a.jsonl:2:{BAD.index(chr(34) + 'vist') + 1}: ")
    assert "Did you mean `visit`?" in problem
    assert told == "ringrose: 2 cases judged, 1 rejected."


def test_rejected_cases_are_told_where_they_are(ringrose, here):
    """Where rejected cases are written to a file, standard error says how many and where."""
    write_lines("a.jsonl", 2, bad=3)
    assert ringrose("batch", "a.jsonl", "-o", "out.csv") == (
        3,
        "",
        "ringrose: 1 case judged in out.csv, 1 rejected; they are in out.csv.rejected.jsonl.\n",
    )
    done = ringrose("batch", "a.jsonl", "--rejected", "bad.jsonl")
    assert done.err == "ringrose: 1 case judged, 1 rejected; they are in bad.jsonl.\n"
    assert json.loads(Path("bad.jsonl").read_bytes())["text"] == BAD


@pytest.mark.parametrize(
    ("fail_on", "bad", "code"), [("met", 0, 0), ("undetermined", 0, 1), ("met,not_met", 0, 1), ("undetermined", 3, 3), ("", 0, 0)]
)
def test_fail_on_makes_a_status_an_exit_code(ringrose, here, fail_on, bad, code):
    """Exit code 1 tells that some element of some case has a status of --fail-on; 3, that some case was rejected."""
    (here / "a.jsonl").write_text("".join(f"{BAD if bad and n == 1 else line(n)}\n" for n in (1, 2, 3)), encoding="utf-8")
    if fail_on == "met":
        (here / "a.jsonl").write_text(line(1), encoding="utf-8")
    assert ringrose("batch", "a.jsonl", "--fail-on", fail_on).code == code


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument 'CASES...'."),
        (["a.jsonl", "--workers", "0"], "`0` is not a number of processes. Write a number from 1 on, or auto."),
        (["a.jsonl", "--workers", "many"], "`many` is not a number of processes."),
        (["a.jsonl", "--format", "xml"], "'xml' is not one of 'jsonl', 'csv', 'parquet'."),
        (["a.jsonl", "--engine", "clips"], "'clips' is not one of 'auto'"),
        (["a.jsonl", "--fail-on", "bad"], "`bad` is not a status."),
    ],
)
def test_bad_usage_is_one_line(ringrose, here, arguments, told):
    """Bad usage is one line on standard error that says what is wrong, with exit code 2."""
    done = ringrose("batch", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err
    assert done.err.endswith("Try `ringrose batch --help`.\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.jsonl"],
        ["a.jsonl", "--resume"],
        ["a.jsonl", "--format", "parquet"],
        ["a.jsonl", "-o", "out.txt"],
        ["a.jsonl", "-o", "a.jsonl"],
        ["a.jsonl", "-o", "taken.csv"],
        ["a.jsonl", "--scheduler", "nonsense"],
        ["-", "-o", "out.csv", "--resume"],
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_written(ringrose, standard_input, here, arguments):
    """A request that cannot be carried out is told on standard error, with exit code 2, and nothing is written."""
    write_lines("a.jsonl", 1)
    (here / "taken.csv").write_text("mine", encoding="utf-8")
    standard_input(b"")
    done = ringrose("batch", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert tree(here) == ["a.jsonl", "taken.csv"]
    assert (here / "taken.csv").read_text(encoding="utf-8") == "mine"


def test_options_reach_the_batch(ringrose, here):
    """Pack, language, limit, format and number of processes are those asked for."""
    write_lines("a.jsonl", 4)
    done = ringrose("batch", "a.jsonl", "-o", "out", "--format", "jsonl", "--lang", "id", "--pack", "ringrose", "--workers", "2")
    assert (done.code, json.loads(Path("out").read_bytes().splitlines()[0])["case"]) == (0, "c0")
    assert ringrose("batch", "a.jsonl", "--max-bytes", "20").code == 3
    assert ringrose("batch", "a.jsonl", "-o", "out", "--format", "csv", "--overwrite", "--workers", "auto", "--engine", "durable").code == 0
    assert Path("out").read_text(encoding="utf-8").count("durable") == 20


def test_an_interrupt_keeps_what_is_done(ringrose, here, monkeypatch):
    """Ctrl-C and a request to end are one line and exit code 130; --resume goes on, and is no trouble when all is done."""
    monkeypatch.setattr("ringrose.batch.inputs.RANGE", 300)
    write_lines("a.jsonl", 9)
    from ringrose.batch.output import FileOutput

    real = FileOutput.take

    def take(self, done, begins):
        real(self, done, begins)
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    with monkeypatch.context() as patch:
        patch.setattr(FileOutput, "take", take)
        done = ringrose("batch", "a.jsonl", "-o", "out.jsonl")
    assert signal.getsignal(signal.SIGTERM) == before
    assert done == (130, "", "ringrose: Interrupted. What is judged is kept: --resume goes on.\n")
    assert ringrose("batch", "a.jsonl", "-o", "out.jsonl").code == 2
    assert ringrose("batch", "a.jsonl", "-o", "out.jsonl", "--resume").err == "ringrose: 9 cases judged in out.jsonl.\n"
    assert Path("out.jsonl").read_bytes() == expected(*range(9))
    assert ringrose("batch", "a.jsonl", "-o", "out.jsonl", "--resume") == (
        0,
        "",
        "ringrose: out.jsonl is complete; there is nothing to resume.\n",
    )


def test_an_interrupt_of_standard_output_is_told(ringrose, here, monkeypatch):
    """Where answers go to standard output an interrupt promises nothing."""
    write_lines("a.jsonl", 1)

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("ringrose.batch.running.run_chunk", interrupt)
    assert ringrose("batch", "a.jsonl") == (130, "", "ringrose: Interrupted.\n")


def test_closed_streams_are_told(ringrose, here, monkeypatch, standard_input):
    """A closed stream that is to be read or written is bad usage; a closed standard error is no trouble."""
    write_lines("a.jsonl", 1)
    standard_input(None)
    assert "Standard input is closed." in ringrose("batch", "-").err
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        assert main(["batch", "a.jsonl"]) == 2
        assert main(["batch", "a.jsonl", "-o", "out.csv"]) == 0
        patch.setattr(sys, "stderr", None)
        assert main(["batch", "a.jsonl", "-o", "out.csv", "--overwrite"]) == 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_broken_pipe_is_quiet(here, workers):
    """A reader that goes away ends the program quietly, with the exit code of a broken pipe, whoever judges."""
    write_lines("a.jsonl", 8000)
    script = [sys.executable, "-m", "ringrose", "batch", "a.jsonl", "--workers", workers, "--no-questions"]
    with subprocess.Popen(script, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout.read(10) == expected(0)[:10]
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told(shell, here):
    """Answers that cannot be written are told in one line, with exit code 2."""
    write_lines("a.jsonl", 1)
    done = shell("batch", str(here / "a.jsonl"), ending="> /dev/full")
    assert (done.returncode, done.stderr) == (2, b"ringrose: The answer cannot be written: No space left on device.\n")


def test_a_terminal_shows_how_far_it_is(here):
    """On a terminal a bar tells how many cases are done while they are judged, and is gone at the end."""
    write_lines("a.jsonl", 400)
    told = on_a_terminal("batch", "a.jsonl", "-o", "out.csv")
    assert "%" in told
    assert told.endswith("ringrose: 400 cases judged in out.csv.\r\n")


def test_the_bar_tells_rate_and_rejected_cases(here, monkeypatch):
    """The bar tells the cases done, their rate and the rejected ones; from a stream it cannot tell the time left."""

    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self):
            return True

    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("ringrose.batch.inputs.RANGE", 2000)
    write_lines("a.jsonl", 300, bad=10)
    for source in ("a.jsonl", "-"):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(lines(300, bad=10).encode())))
        shown = Terminal()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stderr", shown)
            assert main(["batch", source, "-o", "out.csv", "--overwrite"]) == 3
        if source == "a.jsonl":
            assert " a second, " in shown.getvalue()
        assert "30 rejected" in shown.getvalue()


def test_another_thread_can_run_it(ringrose, here):
    """In a thread that is not the main one signals are left alone."""
    write_lines("a.jsonl", 1)
    codes = []
    thread = threading.Thread(target=lambda: codes.append(main(["batch", "a.jsonl", "-o", "out.csv"])))
    thread.start()
    thread.join()
    assert codes == [0]


def test_the_engines_that_can_be_named_are_those_that_there_are():
    """--engine offers every engine that the library has."""
    assert ("auto", *BUILT) == ENGINES


def test_the_help_and_other_commands_import_nothing_of_it(here):
    """Telling the help imports neither what batches are made of nor rich, Dask or pyarrow."""
    script = "import sys; from ringrose.cli import main; main(['batch', '--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout.startswith("Usage: ringrose batch [OPTIONS] CASES...")
    assert not {"distributed", "msgspec", "pyarrow", "rich", "ringrose.batch", "concurrent.futures"} & set(done.stderr.split())
