"""The command ``ringrose verify``."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ringrose.files.schema import verify_schema

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


@pytest.fixture
def saved(ringrose, tmp_path):
    """Save what the command says of a case, and give the name of the file."""

    def save(case, *options):
        path = tmp_path / "saved.json"
        path.write_text(ringrose("assess", str(case), "--format", "json", *options).out, encoding="utf-8")
        return str(path)

    return save


def tampered(path, change):
    """A saved assessment with a change made to it."""
    told = json.loads(Path(path).read_text(encoding="utf-8"))
    change(told)
    Path(path).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_saved_assessment_is_verified(ringrose, saved, case, lang):
    """What was saved of an example follows from it: one line says so, and the exit code is 0."""
    done = ringrose("verify", saved(case, "--lang", lang), str(case), "--lang", lang)
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    assert f"{case.stem}, " in done.out
    assert "ringrose 1.1.0" in done.out


def test_an_assessment_as_of_a_day_is_verified(ringrose, saved, seed):
    """What was saved as of a day follows from the whole case."""
    assert ringrose("verify", saved(seed, "--as-of", "2019"), seed).code == 0
    assert ringrose("verify", saved(seed, "--as-of", "2019-06-30"), seed).code == 0


def test_a_tampered_assessment_is_refused(ringrose, saved, seed):
    """A changed status and a finding taken away are told, each with its element, criterion and rule, and the exit code is 1."""

    def change(told):
        told["judgements"][0]["status"] = "met"
        del told["judgements"][0]["criteria"][2]["findings"][0]

    path = tampered(saved(seed), change)
    done = ringrose("verify", path, seed)
    assert (done.code, done.err) == (1, "")
    told = " ".join(done.out.split())
    assert "Element commitment: the status is told as `met`, and what was found gives `not_met`." in told
    assert "criterion monitored, rule commitment.year-without-monitoring (y: year-2017): this finding follows and is missing." in told
    assert "The assessment was changed after its receipt was made" in told
    assert ringrose("verify", path, seed, "--lang", "id").out.startswith("Penilaian ini tidak terbukti benar\n")


def test_another_case_is_refused(ringrose, saved, seed, examples):
    """The assessment of one case does not follow from another."""
    assert ringrose("verify", saved(seed), str(examples / "bandung-seoul.yaml")).code == 1


def test_json_has_a_schema(ringrose, saved, seed, examples):
    """As JSON the answer has its schema, whether it follows or not, with the exit code of the text."""
    path = saved(seed)
    for case, code in ((seed, 0), (str(examples / "bandung-seoul.yaml"), 1)):
        done = ringrose("verify", path, case, "--format", "json")
        told = json.loads(done.out)
        Draft202012Validator(verify_schema()).validate(told)
        assert (done.code, told["follows"], bool(told["reasons"])) == (code, code == 0, code == 1)


def test_remarks_stand_below(ringrose, saved, seed):
    """An assessment without a receipt follows, and a second line remarks that it has none."""
    done = ringrose("verify", tampered(saved(seed), lambda told: told.pop("receipt")), seed)
    assert (done.code, done.out.count("\n")) == (0, 2)
    assert "It has no receipt" in done.out


def test_lines_of_a_batch_are_verified(ringrose, standard_input, seed, tmp_path):
    """A line that a batch wrote is an assessment like any other, with and without its receipt."""
    for options, lines in ((), 1), (("--no-receipt",), 2):
        out = tmp_path / f"out{lines}.jsonl"
        assert ringrose("batch", seed, "-o", str(out), *options).code == 0
        standard_input(out.read_bytes())
        done = ringrose("verify", "-", seed)
        assert (done.code, done.out.count("\n")) == (0, lines)


def test_bad_input_is_told(ringrose, saved, seed, standard_input, examples):
    """What is no assessment, no case or no pack, and standard input for both, end with exit code 2 and nothing on standard output."""
    path = saved(seed)
    for arguments in (
        (seed, seed),
        (path, path),
        (path, seed, "--pack", "no-such"),
        ("missing.json", seed),
        ("-", "-"),
        (path,),
        (tampered(saved(seed), lambda told: told.pop("judgements")), seed),
    ):
        done = ringrose("verify", *arguments)
        assert (done.code, done.out) == (2, "")
        assert done.err
