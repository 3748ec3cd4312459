"""`ringrose assess`: what is printed, and how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest

from ringrose import EngineError

GOLDEN = Path(__file__).parents[1] / "golden"
SCHEMAS = Path(__file__).parents[2] / "schemas"

SMALL = """\
ringrose: case/1
id: small
partners: [{id: semarang}, {id: jung-gu}]
review: {from: 2016, to: 2018}
"""


@pytest.mark.parametrize(("layout", "kind"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_case_is_told_in_each_layout_and_language(ringrose, seed, layout, kind, lang):
    """A case is told in the layout and language asked for, with exit code 0 and nothing on standard error."""
    golden = (GOLDEN / f"semarang-jung-gu.{lang}.{kind}").read_text(encoding="utf-8")
    assert ringrose("assess", seed, "--format", layout, "--lang", lang) == (0, golden, "")


def test_text_in_english_is_the_default(ringrose, seed):
    """Without options a case is told as text in English, by the pack ringrose."""
    assert ringrose("assess", seed).out == (GOLDEN / "semarang-jung-gu.en.txt").read_text(encoding="utf-8")


def test_the_json_is_the_same_from_run_to_run(shell, seed):
    """The JSON is the same to the byte in processes with different hash seeds."""
    runs = [shell("assess", seed, "--format", "json", environment={"PYTHONHASHSEED": str(n)}).stdout for n in (1, 2)]
    assert runs[0] == runs[1] == (GOLDEN / "semarang-jung-gu.en.json").read_bytes()


def test_the_json_keeps_to_its_schema(ringrose, examples):
    """The JSON of each example is valid by the published schema."""
    schema = json.loads((SCHEMAS / "assessment.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for example in examples.glob("*.yaml"):
        answer = json.loads(ringrose("assess", str(example), "--format", "json").out)
        jsonschema.Draft202012Validator(schema).validate(answer)


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("not_met", 1), ("contested,not_met", 1), (" met , undetermined ", 1), ("contested", 0), ("undetermined", 0), ("", 0)],
)
def test_fail_on_makes_a_status_an_exit_code(ringrose, seed, fail_on, code):
    """Exit code 1 tells that some element has a status of --fail-on; the report is the same."""
    done = ringrose("assess", seed, "--fail-on", fail_on)
    assert (done.code, done.err) == (code, "")
    assert done.out == (GOLDEN / "semarang-jung-gu.en.txt").read_text(encoding="utf-8")


def test_a_case_can_come_from_standard_input(shell, ringrose, standard_input, seed):
    """`-` reads the case from standard input."""
    told = (GOLDEN / "semarang-jung-gu.en.txt").read_bytes()
    done = shell("assess", "-", input=Path(seed).read_bytes())
    assert (done.returncode, done.stdout, done.stderr) == (0, told, b"")
    standard_input(Path(seed).read_bytes())
    assert ringrose("assess", "-") == (0, told.decode(), "")


def test_problems_of_standard_input_name_it(ringrose, standard_input):
    """Problems of a case from standard input are told with its name and their place."""
    standard_input(b"ringrose: case/1\nid: [")
    done = ringrose("assess", "-")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("<stdin>:2:")


def test_every_problem_of_a_file_is_told(ringrose, case_file):
    """Every problem of a case is one line on standard error with file, line and column, and nothing is on standard output."""
    name = case_file(SMALL + "facts:\n  - {fact: vist, by: semarang}\n  - {fact: visit, by: nobody, year: x}\nsorces: []\n")
    done = ringrose("assess", name)
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert len(lines) == 4
    assert all(line.startswith("case.yaml:") for line in lines)
    assert any(line.startswith("case.yaml:6:12: ") and "Did you mean `visit`?" in line for line in lines)


def test_a_file_that_is_not_there_is_told(ringrose, case_file):
    """A file that does not exist is one line on standard error."""
    case_file("", "other.yaml")
    done = ringrose("assess", "case.yaml")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("case.yaml: ")


def test_a_pack_that_is_not_there_is_told(ringrose, seed):
    """A pack that does not exist is one line on standard error, with the name that was probably meant."""
    done = ringrose("assess", seed, "--pack", "ringros")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "Did you mean `ringrose`?" in done.err


def test_a_pack_can_be_a_folder(ringrose, seed):
    """A folder with rules serves as a pack."""
    pack = Path(__file__).parents[2] / "rules" / "ringrose"
    assert ringrose("assess", seed, "--pack", str(pack)).out == ringrose("assess", seed).out


def test_a_file_over_the_limit_is_refused_and_the_limit_can_be_set(ringrose, case_file):
    """A file over --max-bytes is refused; with a higher limit it is read."""
    name = case_file(SMALL)
    refused = ringrose("assess", name, "--max-bytes", "20")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert ringrose("assess", name, "--max-bytes", "2000").code == 0


def by(engine, report):
    """A report of the engine `durable`, as if another had judged."""
    assert report.count("durable") == 1
    return report.replace("durable", engine)


@pytest.fixture
def without_durable_rules(shell, tmp_path):
    """Run the command line where durable-rules cannot be imported."""
    (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol')")
    path = f"{tmp_path}:{Path(__file__).parents[2] / 'src'}"
    return lambda *arguments: shell(*arguments, environment={"PYTHONPATH": path})


def test_without_durable_rules_the_compiled_engine_judges(without_durable_rules, ringrose, seed):
    """Where durable-rules cannot be imported, a case is judged by the compiled engine, with the same report but for its name."""
    done = without_durable_rules("assess", seed)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == by("compiled", ringrose("assess", seed).out)
    done = without_durable_rules("assess", seed, "--format", "json")
    assert json.loads(done.stdout)["engine"] == "compiled"


def test_without_durable_rules_one_sentence_tells_how_to_get_it(without_durable_rules, seed):
    """Where durable-rules cannot be imported and is asked for, one sentence on standard error tells how to get it."""
    done = without_durable_rules("assess", seed, "--engine", "durable")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"pip install" in done.stderr


@pytest.mark.parametrize("engine", ["auto", "durable", "compiled"])
def test_every_engine_gives_the_same_report(ringrose, seed, engine):
    """Whatever engine is asked for, the report and the JSON are the same but for the name of the engine that judged."""
    name = "durable" if engine == "auto" else engine
    for layout, kind in (("text", "txt"), ("json", "json")):
        golden = (GOLDEN / f"semarang-jung-gu.en.{kind}").read_text(encoding="utf-8")
        assert ringrose("assess", seed, "--engine", engine, "--format", layout) == (0, by(name, golden), "")


def test_what_an_engine_cannot_do_is_one_line(ringrose, seed, monkeypatch):
    """An engine that cannot run a pack is told in one line, with exit code 2."""

    def refusing(*arguments, **options):
        raise EngineError("This pack has too many rules.")

    monkeypatch.setattr("ringrose.assessing.assess", refusing)
    assert ringrose("assess", seed) == (2, "", "ringrose: This pack has too many rules.\n")
