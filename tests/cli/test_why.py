"""The command `why`."""

import json

import pytest

from tests.render.graphs import read_dot, read_mermaid


def test_without_an_element_all_are_told(ringrose, seed):
    """All elements are told as sections, and after them the sources and what the rules rest on."""
    done = ringrose("why", seed)
    assert (done.code, done.err) == (0, "")
    headings = [line for line in done.out.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "Semarang and Jung-gu",
        "Partners  Kota Semarang (ID) and Jung-gu (KR)",
        "Review    2016-11-25 to 2021-12-31",
        "Rules     ringrose 1.1.0, inferred by the engine durable",
        "✗ Commitment: not met",
        "✗ Community participation: not met",
        "✓ Mutual understanding: met",
        "✗ Reciprocity: not met",
        "✓ Results: met",
        "Sources",
        "What the rules rest on",
    ]


def test_one_criterion_is_told(ringrose, seed):
    """A criterion is told down to its facts and their sources, each rule on the way named."""
    done = ringrose("why", seed, "commitment.formal", "--lang", "id", "--engine", "compiled")
    assert done.code == 0
    expected = """\
✗ Komitmen: tidak terpenuhi
  Apakah semua mitra memberikan upaya, waktu, dan sumber daya untuk kerja sama, dan
  mempertahankannya?
  Berdasar rujukan: sebuah rujukan aturan ini menyebut elemen ini.
  ✓ Disepakati secara resmi (terpenuhi, sebagai informasi)
    - Para mitra membuat kesepakatan resmi.
      - Kesepakatan itu berbentuk resmi.
        - agreement (kind: mou; signed: 2016-11-25) [mou: thesis, 4.1 par. 1]
        Aturan commitment.agreement-of-formal-kind, menurut semarang-jung-gu-thesis, 4.1 par. 1
      Aturan commitment.formally-agreed, menurut adinda-2020, abstract
"""
    assert expected in done.out


def test_the_data_is_json(ringrose, seed):
    """--format json writes the same data for either engine."""
    done = ringrose("why", seed, "results", "--format", "json", "--engine", "durable")
    data = json.loads(done.out)
    assert (data["ringrose"], [element["element"] for element in data["elements"]]) == ("why/1", ["results"])
    assert ringrose("why", seed, "results", "--format", "json", "--engine", "compiled") == done


@pytest.mark.parametrize(("layout", "parse"), [("mermaid", read_mermaid), ("dot", read_dot)])
def test_graphs_are_drawn(ringrose, examples, layout, parse):
    """--format mermaid and dot write the whole justification of every example as a graph, in UTF-8."""
    for path in sorted(examples.glob("*.yaml")):
        done = ringrose("why", str(path), "--format", layout)
        assert (done.code, done.err) == (0, "")
        graph = parse(done.out)
        data = json.loads(ringrose("why", str(path), "--format", "json").out)
        assert {name for name in graph.labels if name.startswith("n")} == {f"n{n}" for n in range(1, len(data["nodes"]) + 1)}
        assert {name for start, end, *_ in graph.edges for name in (start, end)} == set(graph.labels)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["comitment"], "request: There is no element `comitment` in the pack `ringrose`. Did you mean `commitment`?"),
        (["results.deliverd"], "request: There is no criterion `deliverd` in the element `results`. Did you mean `delivered`?"),
        (["results", "commitment"], "Got unexpected extra argument (commitment)"),
        (["--format", "markdown"], "'markdown' is not one of 'text', 'json', 'mermaid', 'dot'."),
    ],
)
def test_mistakes_are_one_line(ringrose, seed, arguments, expected):
    """What cannot be told is one line on standard error, with exit code 2 and nothing on standard output."""
    done = ringrose("why", seed, *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert expected in done.err


def test_a_bad_case_is_told(ringrose, case_file):
    """A case that cannot be read is told as every command tells it."""
    done = ringrose("why", case_file("ringrose: case/1\nid: x\n"), "commitment")
    assert (done.code, done.out) == (2, "")
    assert "case.yaml" in done.err
    assert "Traceback" not in done.err
