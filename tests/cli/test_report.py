"""`ringrose report` and `ringrose assess --format html`: what is written as a web page, where, and how it ends."""

import json
from pathlib import Path

import pytest

from ringrose import assess
from ringrose.explain.report.making import report_of
from ringrose.render.report_html import render
from tests.hostile_cases import hostile_case

SMALL = """\
ringrose: case/1
id: small
partners: [{id: semarang}, {id: jung-gu}]
review: {from: 2016, to: 2018}
"""
BROKEN = "ringrose: case/1\nid: small\n"


def page(case, lang="en", **options):
    """The page of a case by the library."""
    return render(report_of(assess(case, lang=lang, **options)))


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("ending", ["html", "HTM"])
def test_a_report_is_written_to_a_file(ringrose, seed, tmp_path, lang, ending):
    """The page of the library is written whole to the file, and one line says what it is."""
    file = tmp_path / f"report.{ending}"
    done = ringrose("report", seed, "-o", str(file), "--lang", lang)
    told = {"en": "a report of Semarang and Jung-gu", "id": "laporan tentang Semarang dan Jung-gu"}[lang]
    assert done == (0, f"{file}: {told}\n", "")
    assert file.read_text(encoding="utf-8") == page(seed, lang)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("arguments", [(), ("-o", "-"), ("--format", "html")])
def test_a_page_goes_to_standard_output(ringrose, seed, arguments):
    """Without a file the page is written to standard output, and nothing else is."""
    assert ringrose("report", seed, *arguments) == (0, page(seed), "")


def test_a_case_is_read_from_standard_input(ringrose, standard_input, case_file):
    """With - the case is what standard input says."""
    standard_input(SMALL.encode())
    assert ringrose("report", "-") == (0, page(case_file(SMALL)), "")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_an_assessment_is_told_as_the_same_page(ringrose, seed, lang):
    """`assess --format html` writes the same page, and its exit code is that of --fail-on."""
    assert ringrose("assess", seed, "--format", "html", "--lang", lang) == (0, page(seed, lang), "")
    assert ringrose("assess", seed, "--format", "html", "--lang", lang, "--fail-on", "not_met") == (1, page(seed, lang), "")


def test_a_report_is_as_of_a_day_by_a_pack_and_an_engine(ringrose, examples, case_file):
    """--as-of, --pack and --engine are those of the assessment."""
    path = str(examples / "semarang-beihai.yaml")
    assert ringrose("report", path, "--as-of", "2008", "--engine", "compiled").out == page(path, as_of=2008, engine="compiled")
    small = case_file(SMALL)
    assert ringrose("report", small, "--pack", "sister-city").out == page(small, pack="sister-city")


def test_what_is_there_is_written_over_only_when_asked(ringrose, case_file):
    """A file that is there is refused, with a hint, and left as it is; --overwrite writes over it."""
    case = case_file(SMALL)
    Path("report.html").write_text("mine", encoding="utf-8")
    told = "report.html: This is there already. Nothing is written over. Choose another name, or add --overwrite.\n"
    assert ringrose("report", case, "-o", "report.html") == (2, "", told)
    assert Path("report.html").read_text(encoding="utf-8") == "mine"
    assert ringrose("report", case, "-o", "report.html", "--overwrite").code == 0
    assert Path("report.html").read_text(encoding="utf-8") == page(case)


@pytest.mark.parametrize("name", ["report", "report.pdf", "report.html.txt"])
def test_a_name_that_does_not_say_what_to_write_is_refused(ringrose, case_file, name):
    """An ending that is not known is one line, exit code 2, and no file; --format says what the name does not."""
    case = case_file(SMALL)
    told = (
        f"ringrose: The name {name} does not say what to write. Give it one of the endings .html, .htm, .md, .markdown, .docx, "
        "or add --format. Try `ringrose report --help`.\n"
    )
    assert ringrose("report", case, "-o", name) == (2, "", told)
    assert not Path(name).exists()
    assert ringrose("report", case, "-o", name, "--format", "html").code == 0
    assert Path(name).read_text(encoding="utf-8") == page(case)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("broken.yaml",), "broken.yaml:1:1: "),
        (("nowhere.yaml",), "nowhere.yaml: "),
        (("case.yaml", "--pack", "nowhere"), "nowhere"),
        (("case.yaml", "--as-of", "soon"), "soon"),
        (("case.yaml", "--lang", "xx"), "xx"),
        (("case.yaml", "--format", "pdf"), "pdf"),
    ],
)
def test_what_cannot_be_used_writes_nothing(ringrose, case_file, arguments, told):
    """What cannot be read or done is told on standard error with exit code 2, and no file is made."""
    case_file(SMALL)
    case_file(BROKEN, "broken.yaml")
    done = ringrose("report", *arguments, "-o", "report.html")
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err
    assert not Path("report.html").exists()


def test_a_folder_that_is_not_there_is_told(ringrose, case_file):
    """A place where nothing can be written is one line with exit code 2."""
    done = ringrose("report", case_file(SMALL), "-o", "nowhere/report.html")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "This cannot be written" in done.err


def test_a_hostile_title_is_told_on_one_line(ringrose, tmp_path):
    """What is said of the file is one line that cannot control a terminal, whatever the title of the case is."""
    case, file = tmp_path / "case.json", tmp_path / "report.html"
    case.write_text(json.dumps(hostile_case()), encoding="utf-8")
    told = ringrose("report", str(case), "-o", str(file)).out
    assert told.endswith("\n")
    assert told[:-1].isprintable()
