"""Where commands write: files by their endings, and standard output."""

import os
import sys
from types import SimpleNamespace

import click
import pytest

from ringrose.cli.out import kind_of, put

KINDS = {"html": (".html", ".htm"), "docx": (".docx",)}


def test_the_ending_tells_what_to_write():
    """What is asked for is for names without such an ending; standard output has a kind of its own."""
    assert kind_of("a.HTM", None, KINDS, "html") == "html"
    assert kind_of("a.docx", None, KINDS, "html") == "docx"
    assert kind_of("a.docx", "docx", KINDS, "html") == "docx"
    assert kind_of("a.txt", "html", KINDS, "docx") == "html"
    assert kind_of("-", "html", KINDS, "docx") == "html"
    assert kind_of("-", None, KINDS, "docx") == "docx"
    with pytest.raises(click.UsageError) as refused:
        kind_of("a.html", "docx", KINDS, "html")
    assert refused.value.message == "The name a.html is one of html, and --format asks for docx. Leave --format away, or change the name."
    with pytest.raises(click.UsageError) as refused:
        kind_of("report.pdf", None, KINDS, "html")
    told = "The name report.pdf does not say what to write. Give it one of the endings .html, .htm, .docx, or add --format."
    assert refused.value.message == told


def test_a_file_is_written_and_told(tmp_path, capfd):
    """A file gets the content, and standard output says what it is; text is written as UTF-8."""
    put(str(tmp_path / "a.html"), "ü", "a page", overwrite=False)
    put(str(tmp_path / "b.png"), b"\x89", "a picture", overwrite=False)
    assert (tmp_path / "a.html").read_bytes() == "ü".encode()
    assert (tmp_path / "b.png").read_bytes() == b"\x89"
    assert capfd.readouterr().out == f"{tmp_path / 'a.html'}: a page\n{tmp_path / 'b.png'}: a picture\n"


def test_standard_output_gets_the_content_alone(capfdbinary):
    """Without a file the content is written to standard output, bytes as they are."""
    put("-", "ü\n", "a page", overwrite=False)
    put("-", b"\x89", "a picture", overwrite=False)
    assert capfdbinary.readouterr().out == "ü\n".encode() + b"\x89"


def test_a_terminal_is_not_given_what_it_cannot_show(monkeypatch):
    """Bytes are refused where standard output is a terminal, and go nowhere where it is closed."""
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(isatty=lambda: True))
    with pytest.raises(click.UsageError, match="Name a file with -o"):
        put("-", b"\x89", "a picture", overwrite=False)
    monkeypatch.setattr(sys, "stdout", None)
    put("-", b"\x89", "a picture", overwrite=False)
    assert not os.path.exists("-")
