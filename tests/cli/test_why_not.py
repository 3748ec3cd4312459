"""The command `why-not`."""

import json

import pytest


def test_a_criterion_is_told_rule_by_rule(ringrose, examples):
    """A criterion is told with every rule about it, each binding, and each condition with its state."""
    done = ringrose("why-not", str(examples / "surabaya-kitakyushu.yaml"), "reciprocity.mutual_benefit")
    assert (done.code, done.err) == (0, "")
    expected = """\
? Benefit for every partner (unknown, essential)
  What could show that it is satisfied
    - Rule reciprocity.every-partner-benefits did not apply
      ? not for each partner
        ? Kitakyushu: nothing known: benefit (to: Kitakyushu). These do not tell whether one of them
          is such a fact [this decides]
          - looked for, and could not be told: benefit (to: Kitakyushu) [kitakyushu-benefit:
            five-works, abstracts and openings]
            Note: What Kitakyushu gained is not in our notes.
        ✓ Kota Surabaya: recorded: benefit (to: Kota Surabaya)
"""
    assert expected in done.out
    assert "Rule reciprocity.partner-without-benefit did not apply to Kitakyushu" in done.out


def test_an_element_is_told_with_all_its_criteria(ringrose, seed):
    """An element is told with all of its criteria in the language asked for, and those that a rule applied to with what it concluded."""
    done = ringrose("why-not", seed, "commitment", "--lang", "id")
    assert done.code == 0
    headings = [line for line in done.out.splitlines() if line[:1] in ("✓", "✗", "?", "!")]
    assert headings[:2] == ["✓ Setiap mitra memberi sumber daya (terpenuhi, pokok)", "✗ Berkelanjutan (dilanggar, pengaman)"]
    assert "✓ Aturan commitment.year-without-monitoring berlaku:" in done.out


@pytest.mark.parametrize("engine", ["durable", "compiled"])
def test_the_data_is_json(ringrose, seed, engine):
    """--format json writes the same data for either engine."""
    done = ringrose("why-not", seed, "results", "--format", "json", "--engine", engine)
    data = json.loads(done.out)
    assert (data["ringrose"], data["element"], data["status"]) == ("why-not/1", "results", "met")
    assert ringrose("why-not", seed, "results", "--format", "json") == done


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["comitment"], "request: There is no element `comitment` in the pack `ringrose`. Did you mean `commitment`?"),
        (["results.deliverd"], "request: There is no criterion `deliverd` in the element `results`. Did you mean `delivered`?"),
        ([], "Missing argument 'ELEMENT[.CRITERION]'"),
    ],
)
def test_mistakes_are_one_line(ringrose, seed, arguments, expected):
    """What cannot be told is one line on standard error, with exit code 2 and nothing on standard output."""
    done = ringrose("why-not", seed, *arguments)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert "Traceback" not in done.err
