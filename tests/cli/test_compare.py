"""`ringrose compare`: what is written, and how it ends."""

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest

from benchmarks.plausible import plausible_cases
from ringrose.explain import LANGUAGES
from ringrose.explain.many.making import compare
from ringrose.render import comparison_csv, comparison_html, comparison_markdown, comparison_text

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "comparison.schema.json").read_text(encoding="utf-8"))
RENDERERS = {
    "x.html": comparison_html.render,
    "x.csv": comparison_csv.render,
    "x.md": comparison_markdown.render,
    "x.txt": comparison_text.render,
}


@pytest.fixture
def lines(tmp_path):
    """A file of JSON Lines with three cases."""
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in plausible_cases(3, 8)), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_cases_are_told_side_by_side_on_the_page(ringrose, examples, lang):
    """Without -o it is told as text, as the library tells it, with exit code 0 and nothing on standard error."""
    done = ringrose("compare", str(examples), "--lang", lang)
    assert done == (0, comparison_text.render(compare(examples, lang=lang)), "")


@pytest.mark.parametrize("name", RENDERERS)
def test_the_ending_of_a_name_tells_what_is_written(ringrose, lines, tmp_path, name):
    """A file gets what its ending says, and it is told that it was written."""
    out = tmp_path / name
    assert ringrose("compare", lines, "-o", str(out)) == (0, f"{out}: a comparison of 3 cases\n", "")
    assert out.read_bytes().decode() == RENDERERS[name](compare(lines))


def test_the_json_is_the_answer_of_the_library(ringrose, lines, tmp_path):
    """JSON is valid by its schema, whether it is asked for by --format or by a name."""
    done = ringrose("compare", lines, "--format", "json")
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(done.out))
    assert (done.code, json.loads(done.out)) == (0, compare(lines).to_dict())
    assert ringrose("compare", lines, "-o", str(tmp_path / "x.json")).code == 0
    assert (tmp_path / "x.json").read_text(encoding="utf-8") == done.out


def test_names_of_all_kinds_are_taken_together(ringrose, examples, lines, standard_input):
    """Files, folders, globs, JSON Lines and standard input are compared in the order given."""
    standard_input((Path(lines).read_text(encoding="utf-8").splitlines()[0] + "\n").encode())
    names = [str(examples / "semarang-jung-gu.yaml"), str(examples / "b*.yaml"), lines, "-"]
    told = json.loads(ringrose("compare", *names, "--format", "json").out)
    ids = [row["id"] for row in told["cases"]]
    assert ids == ["semarang-jung-gu", "bandung-seoul", "plausible-0", "plausible-1", "plausible-2", "plausible-0-2"]


def test_one_case_is_a_comparison(ringrose, seed, tmp_path):
    """One case is compared with none."""
    out = tmp_path / "x.md"
    assert ringrose("compare", seed, "-o", str(out)).out == f"{out}: a comparison of 1 case\n"
    assert ringrose("compare", seed, "-o", str(out), "--overwrite", "--lang", "id").out == f"{out}: perbandingan 1 kasus\n"


NOT_LINES = (
    "<stdin>: This is not JSON Lines, which is what - takes here: one whole case as JSON on each line. Name the YAML or JSON file itself "
    "instead of -.\n"
)


@pytest.mark.parametrize(
    "begins",
    ["ringrose: case/1\n", "# a case\nid: x\n", "---\nid: x\n", "\ufeff\n id: x\n", '"id": x\n', '{\n  "id": "x"\n}\n', "{\r\n}"],
)
@pytest.mark.parametrize("command", [["compare", "-"], ["batch", "-"]])
def test_one_case_at_standard_input_that_is_no_line_is_told_once(ringrose, standard_input, tmp_path, command, begins):
    """YAML, or JSON over several lines, is one line on standard error and exit code 2, and a batch makes no file."""
    standard_input((begins + "a: b\n" * 60).encode())
    out = ["-o", str(tmp_path / "x.jsonl")] if command[0] == "batch" else []
    assert ringrose(*command, *out) == (2, "", NOT_LINES)
    assert not list(tmp_path.iterdir())


def test_later_lines_at_standard_input_are_lines(ringrose, standard_input, monkeypatch):
    """Only the beginning of standard input tells what it is; what comes later is a bad line, at its place."""
    case = json.dumps(next(iter(plausible_cases(1)))) + "\n"
    standard_input(case.encode() + b"# nothing\n")
    monkeypatch.setattr("ringrose.files.lines.RANGE", len(case.encode()))
    assert ringrose("compare", "-").err.startswith("<stdin>:2:1: ")


def test_cases_are_compared_as_of_a_day(ringrose, seed, examples):
    """Each case is judged as of the day, which is told; a day outside a review is told for that case, and what is no day once."""
    done = ringrose("compare", seed, "--as-of", "2018", "--format", "json")
    assert (done.code, json.loads(done.out)) == (0, compare([seed], as_of=2018).to_dict())
    assert json.loads(done.out)["cases"][0]["as_of"] == "2018-12-31"
    assert "- Judged as of 2018-12-31: what began later is left out.\n" in ringrose("compare", seed, "--as-of", "2018").out
    done = ringrose("compare", str(examples), "--as-of", "2018")
    assert (done.code, done.out) == (2, "")
    assert [line.split(":")[0] for line in done.err.splitlines()] == [
        "case bandung-seoul, as_of",
        "case semarang-beihai, as_of",
        "case surabaya-kitakyushu, as_of",
    ]
    assert "2018 lies after the review ends (2015-12-31). What was not reviewed cannot be judged." in done.err
    done = ringrose("compare", str(examples), "--as-of", "soon")
    told = 'as_of: "soon" is neither a year nor a date. Write a year, such as 2018, or a date, such as 2018-06-30.\n'
    assert done == (2, "", told)


def test_days_that_do_not_fit_are_told_with_what_cannot_be_read(ringrose, seed, tmp_path):
    """The problems of a case that cannot be read hide no other."""
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    err = ringrose("compare", str(tmp_path / "bad.yaml"), seed, "--as-of", "1900").err
    assert f"{tmp_path / 'bad.yaml'}:1:" in err
    assert "case semarang-jung-gu, as_of: 1900 lies before the review begins (2016-11-25)." in err


def test_a_case_that_is_given_twice_is_told(ringrose, seed):
    """A file that is named twice is told, for all counts and kappa count it twice."""
    told = " ".join(ringrose("compare", seed, seed).out.split())
    assert "The case semarang-jung-gu was given 2 times and says the same each time. Name it once, or everything here" in told
    assert "Of 10 published judgements" in told


def test_all_problems_of_all_cases_are_told_and_nothing_is_written(ringrose, seed, tmp_path, standard_input):
    """Every case that cannot be read is told, each at its place, with exit code 2, and no file is made."""
    standard_input(b'{"ringrose": "case/1", "id": "a", "partners": [{"id": "p"}], "review": {"from": 2, "to": 1}}\nno case\n')
    out = tmp_path / "x.html"
    done = ringrose("compare", "-", seed, "-o", str(out))
    assert (done.code, done.out) == (2, "")
    assert [line.rpartition(":")[0] for line in re.findall(r"^<stdin>:[0-9:]+(?=: )", done.err, re.MULTILINE)] == ["<stdin>:1", "<stdin>:2"]
    assert not out.exists()


def test_where_no_case_can_be_read_the_reasons_are_told(ringrose, tmp_path):
    """Where no case is left, what is wrong with each is told, not that there are none."""
    (tmp_path / "bad.jsonl").write_text("[]\n", encoding="utf-8")
    done = ringrose("compare", str(tmp_path / "bad.jsonl"))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"{tmp_path / 'bad.jsonl'}:1:1: ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.yaml"], "nowhere.yaml: There is no such file. Check the name and the folder.\n"),
        (
            ["{seed}", "-o", "x.pdf"],
            "ringrose: The name x.pdf does not say what to write. Give it one of the endings .txt, .html, .htm, .csv, .md, .markdown, "
            ".json, or add --format. Try `ringrose compare --help`.\n",
        ),
        ([], "ringrose: Missing argument 'CASES...'. Try `ringrose compare --help`.\n"),
        (["{seed}", "--max-bytes", "10"], None),
    ],
)
def test_what_cannot_be_done_is_one_line(ringrose, seed, arguments, told):
    """What cannot be carried out is one line on standard error and exit code 2."""
    done = ringrose("compare", *(argument.format(seed=seed) for argument in arguments))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told is None or done.err == told


def test_a_file_is_written_over_only_when_asked(ringrose, seed, tmp_path):
    """A file that is there stays as it is without --overwrite."""
    out = tmp_path / "x.csv"
    out.write_text("mine", encoding="utf-8")
    assert ringrose("compare", seed, "-o", str(out)).code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert ringrose("compare", seed, "-o", str(out), "--overwrite").code == 0
    assert out.read_text(encoding="utf-8").startswith("case,title,")


def test_without_scikit_learn_the_rest_is_told(ringrose, examples, monkeypatch):
    """Where scikit-learn is not installed, it is said what to type, and everything else is told."""
    monkeypatch.setitem(sys.modules, "sklearn.metrics", None)
    done = ringrose("compare", str(examples))
    assert (done.code, done.err) == (0, "")
    assert 'pip install "ringrose[agreement]"' in " ".join(done.out.split())
    assert "9 of 10 agree (90%)" in done.out


def test_colours_are_for_terminals(ringrose, shell, seed):
    """In a pipe there are no colours, and on a page without other letters than ASCII the marks are such."""
    done = shell("compare", seed, environment={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"Semarang and Jung-gu        x              x              +" in done.stdout
