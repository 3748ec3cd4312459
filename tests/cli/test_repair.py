"""The commands `repair` and `threats`."""

import json

import jsonschema
import pytest

from ringrose.files.schema_asking import repair_schema, threats_schema


def test_one_fact_that_is_missing(ringrose, examples):
    """Evidence to obtain is told as ways, with how far the answer goes."""
    done = ringrose("repair", str(examples / "surabaya-kitakyushu.yaml"), "commitment")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("What would make it met: Commitment\n")
    assert (
        """\
Evidence to obtain: what is known stays as it is
  Way 1 (1 change)
    - record: contribution (by: Kitakyushu)

How far this goes
  Every way with up to 8 changes was found; in each way, every change is needed.
"""
        in done.out
    )


def test_what_would_have_to_be_otherwise(ringrose, seed):
    """What contradicts a source is told apart, with the source; what only the future can mend is told as advice."""
    done = ringrose("repair", seed, "reciprocity", "--lang", "id", "--engine", "compiled")
    assert (done.code, done.err) == (0, "")
    assert (
        """\
Fakta yang harus berbeda
  Cara 1 (1 perubahan)
    - catat: benefit (to: Jung-gu)
      - bertentangan dengan bantahan ini: benefit (to: Jung-gu) [no-benefit-jung-gu: thesis, 4.1
        par. 5]
"""
        in done.out
    )
    assert "Tahun yang lalu tidak dapat diubah. Untuk masa tinjauan berikutnya\n  - Tanyakan" in done.out


@pytest.mark.parametrize("to", ["met", "not_met", "contested", "undetermined"])
def test_each_status_can_be_asked_for(ringrose, seed, to):
    """--to asks for any status, and JSON is the same with either engine and valid by the schema."""
    done = [ringrose("repair", seed, "reciprocity", "--to", to, "--format", "json", "--engine", e) for e in ("durable", "compiled")]
    assert done[0] == done[1]
    assert done[0].code == 0
    told = json.loads(done[0].out)
    jsonschema.validate(told, repair_schema())
    assert (told["ringrose"], told["from"], told["to"]) == ("repair/1", "not_met", to)
    assert {one["to"] for one in told["sets"]} <= {to}


def test_larger_sets_can_be_left_out(ringrose, seed):
    """--at-most leaves larger sets out."""
    told = json.loads(ringrose("repair", seed, "commitment", "--at-most", "3", "--format", "json").out)
    assert ([len(one["changes"]) for one in told["sets"]], told["complete_up_to"]) == ([3, 3], 3)


def test_threats(ringrose, seed):
    """What a met element rests on is told with its source, and as JSON."""
    done = ringrose("threats", seed, "understanding")
    assert (done.code, done.err) == (0, "")
    assert (
        """\
Losses that would turn it
  ? It would be undetermined without
    - agreement (kind: mou; signed: 2016-11-25) [mou: thesis, 4.1 par. 1]
"""
        in done.out
    )
    told = json.loads(ringrose("threats", seed, "understanding", "--format", "json").out)
    jsonschema.validate(told, threats_schema())
    assert [one["changes"] for one in told["sets"]] == [[{"do": "withdraw", "id": "mou"}]]


def test_what_is_not_met_has_no_threats(ringrose, seed):
    """An element that is not met has nothing to lose, which is no failure."""
    done = ringrose("threats", seed, "commitment")
    assert done.code == 0
    assert "It is not met, so there is nothing to lose." in done.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("repair", "CASE", "comitment"), "has no element `comitment`. Did you mean `commitment`?"),
        (("threats", "CASE", "x"), "Known are `commitment`, `participation`, `understanding`, `reciprocity` and `results`."),
        (("repair", "CASE", "commitment", "--to", "good"), "'good' is not one of 'met', 'not_met', 'contested', 'undetermined'"),
        (("repair", "CASE", "commitment", "--at-most", "0"), "0 is not in the range x>=1"),
        (("threats", "CASE", "commitment", "--at-most", "0"), "0 is not in the range x>=1"),
        (("repair", "CASE"), "Missing argument 'ELEMENT'"),
        (("repair", "nowhere.yaml", "commitment"), "nowhere.yaml"),
    ],
)
def test_mistakes_are_told(ringrose, seed, arguments, told):
    """A mistake ends with exit code 2, says what is wrong, and writes nothing to standard output."""
    done = ringrose(*(seed if argument == "CASE" else argument for argument in arguments))
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert "Traceback" not in done.err
