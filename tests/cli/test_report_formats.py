"""`ringrose report` as Markdown and as Word: by endings and by --format, and what refuses."""

import sys
from pathlib import Path
from zipfile import is_zipfile

import pytest

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("lang", ["en", "id"])
def test_assess_and_report_write_the_same_markdown(ringrose, seed, lang):
    """The report in Markdown is what `assess --format markdown` tells, in each language."""
    golden = (GOLDEN / f"semarang-jung-gu.{lang}.md").read_text(encoding="utf-8")
    assert ringrose("report", seed, "--format", "markdown", "--lang", lang) == (0, golden, "")
    assert ringrose("assess", seed, "--format", "markdown", "--lang", lang) == (0, golden, "")


@pytest.mark.parametrize("name", ["report.md", "report.MARKDOWN"])
def test_the_ending_asks_for_markdown(ringrose, seed, tmp_path, name):
    """A name that ends in .md or .markdown gets Markdown."""
    path = tmp_path / name
    assert ringrose("report", seed, "-o", str(path)) == (0, f"{path}: a report of Semarang and Jung-gu\n", "")
    assert path.read_bytes() == (GOLDEN / "semarang-jung-gu.en.md").read_bytes()


def test_the_ending_asks_for_word(ringrose, seed, tmp_path):
    """A name that ends in .docx gets a Word document, in the language asked for; nothing is written over without being asked."""
    path = tmp_path / "laporan.docx"
    assert ringrose("report", seed, "--lang", "id", "-o", str(path)) == (0, f"{path}: laporan tentang Semarang dan Jung-gu\n", "")
    assert is_zipfile(path)
    done = ringrose("report", seed, "-o", str(path))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{path}: This is there already. Nothing is written over. Choose another name, or add --overwrite.\n"
    assert ringrose("report", seed, "--overwrite", "-o", str(path)).code == 0


def test_an_ending_that_says_nothing_is_refused(ringrose, seed):
    """A name that does not say what to write is refused, with the endings that do."""
    done = ringrose("report", seed, "-o", "report.pdf")
    assert (done.code, done.out) == (2, "")
    assert "Give it one of the endings .html, .htm, .md, .markdown, .docx, or add --format." in done.err


def test_a_terminal_is_not_given_a_word_document(ringrose, seed, monkeypatch):
    """Word on a terminal is refused in one line; a pipe gets the bytes."""
    with monkeypatch.context() as terminal:
        terminal.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        done = ringrose("report", seed, "--format", "docx")
    assert (done.code, done.out) == (2, "")
    assert "This is nothing that a terminal can show. Name a file with -o." in done.err


def test_a_pipe_gets_the_word_document(shell, seed):
    """On a pipe the bytes of the .docx are written as they are."""
    done = shell("report", seed, "--format", "docx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"PK")


def test_word_without_its_extra_is_told_in_one_line(ringrose, seed, tmp_path, monkeypatch):
    """Without pypandoc one line says what to type, and no file is made."""
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    path = tmp_path / "report.docx"
    told = 'docx: Word cannot be written. pypandoc is not installed. Install it: pip install "ringrose[word]".\n'
    assert ringrose("report", seed, "-o", str(path)) == (2, "", told)
    assert not path.exists()
