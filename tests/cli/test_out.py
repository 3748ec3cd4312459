"""Where commands write: files by their endings, and standard output."""

import os
import sys
from types import SimpleNamespace

import click
import pytest

from ringrose.cli.out import kind_of, put
from ringrose.errors import InputError

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


def test_a_file_that_is_there_is_not_taken_for_what_its_name_does_not_say(tmp_path):
    """A file whose name tells no kind is not taken for one of the kind asked for, if it is there: it may be the case itself."""
    there = tmp_path / "case.yaml"
    assert kind_of(str(there), "html", KINDS, "html") == "html"
    assert kind_of(str(tmp_path), "html", KINDS, "html") == "html"
    there.write_text("a case", encoding="utf-8")
    with pytest.raises(click.UsageError) as refused:
        kind_of(str(there), "html", KINDS, "html")
    assert refused.value.message == f"The file {there} is there, and its name does not say that it is html. Choose another name."


@pytest.mark.parametrize("name", ["case.html", "same.html", "link.html", "way/../case.html"])
def test_what_was_read_is_not_written_over(tmp_path, capfd, name):
    """What was read is left as it is, by whatever name it is called; without leave to write over, it is there already, as any file."""
    read, other = tmp_path / "case.html", tmp_path / "other.html"
    read.write_text("a case", encoding="utf-8")
    other.write_text("another file", encoding="utf-8")
    os.link(read, tmp_path / "same.html")
    (tmp_path / "link.html").symlink_to(read)
    (tmp_path / "way").mkdir()
    out = str(tmp_path / name)
    with pytest.raises(click.UsageError) as refused:
        put(out, "a page", "a page", overwrite=True, read=["-", str(tmp_path), "*.html", str(read)])
    assert refused.value.message == f"The file {out} is what was read, and would be lost. Choose another name."
    with pytest.raises(InputError, match="This is there already"):
        put(out, "a page", "a page", overwrite=False, read=[str(read)])
    assert read.read_text(encoding="utf-8") == "a case"
    put(str(other), "a page", "a page", overwrite=True, read=[str(read)])
    assert other.read_text(encoding="utf-8") == "a page"
    assert capfd.readouterr().out == f"{other}: a page\n"


def test_what_is_no_file_gets_the_content_alone(capfd):
    """Into a device or a pipe the content is written, and nothing is said about it, for it may be the same stream."""
    put(os.devnull, "ü", "a page", overwrite=False)
    assert capfd.readouterr().out == ""


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
