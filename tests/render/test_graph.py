"""Justifications as graphs, in Mermaid and in DOT."""

import re

import pytest
from attrs import evolve

from ringrose import Fact, LocalText
from ringrose.explain.why import why_of
from ringrose.render.graph import WIDTH, dot, mermaid
from tests.making import CASE, absent, assessment, at_least, derived, every, finding, leaf
from tests.render.graphs import read_dot, read_mermaid

BOTH = pytest.mark.parametrize(("draw", "parse"), [(mermaid, read_mermaid), (dot, read_dot)], ids=["mermaid", "dot"])

HOSTILE = [
    'a "quoted" word',
    "it's",
    "ends with a backslash \\",
    '\\" label="x',
    '"] --> evil["x',
    "|x| --> y",
    "a --> b",
    "end",
    "a; b; subgraph x; end",
    "<b>bold</b><script>alert(1)</script>",
    "<br/>not a break",
    "&lt;b&gt; &amp; &#60;",
    "#quot; #60; #",
    "`**markdown** _it_ ~x~`",
    "%%{init: {'theme': 'dark'}}%%",
    "%% a comment",
    "lifestyle: #x; style:a#b;",
    "classDef x:#fff;",
    "click n1 call alert()",
    "{{x}} ((y)) [/z/]",
    "\\N \\G \\l \\r",
    "1. first",
    "2) second",
    "- a dash",
    "* a star",
    "+ a plus",
    "= equal",
    "ﬂ°°60¶ß",
    "tab\tand\nbreak\r\nline\u2028end",
    "right\u202eleft\u200bnothing",
    "e\u0301 中구 🙂 ¶ß°",
    "",
    "graph TD",
    "---\ntitle: x\n---",
    ":::class @{ shape: circle }",
    "2017",
    "-1",
]


def drawn(*nodes, parse, draw, lang=None, **more):
    """The graph of one finding on these nodes."""
    data = why_of(assessment(finding("Said.", nodes), **more)).to_dict(lang)
    return parse(draw(data))


def around(graph, start):
    """The labels that the edges from a vertex lead to, in one line each."""
    (name,) = [name for name, label in graph.labels.items() if label.startswith(start)]
    return [" ".join(graph.labels[end].split()) for begin, end, _, _ in graph.edges if begin == name]


@BOTH
def test_edges_lead_from_what_rests_to_what_it_rests_on(draw, parse):
    """Edges lead from an element over its criteria and findings to derived facts, rules, facts and what closes a record."""
    graph = drawn(derived("derives", "Made.", [leaf("v2"), absent("visit", ["no-visit"], [0], by="x")]), parse=parse, draw=draw)
    assert around(graph, "Growth") == ["Kept up (violated, essential)"]
    assert around(graph, "Kept up") == ["Said. Rule growth.r, after law"]
    assert around(graph, "Said.") == ["concluded: tie"]
    assert around(graph, "concluded") == ["Made. Rule growth.derives, after law, art. 1"]
    assert around(graph, "Made.") == [
        "visit (by: Kota Semarang; to: Jung-gu; year: 2018) [v2: thesis, p. 1]",
        "no visit (by: x)",
    ]
    assert around(graph, "no visit") == [
        "a source denies: visit (by: Jung-gu; year: from 2019 on; doubtful) [no-visit: news]",
        "the record is complete: visit (by: Kota Semarang) [thesis, p. 9]",
    ]


@BOTH
def test_an_every_names_what_each_edge_is_for(draw, parse):
    """Edges from an `every` bear those for which they hold, and lead, dotted, to these too."""
    graph = drawn(every(year_2016=[leaf("v1")], year_2017=[leaf("v1"), leaf("v2")]), parse=parse, draw=draw)
    (name,) = [name for name, label in graph.labels.items() if label == "for each of 2016 and 2017"]
    told = [(graph.labels[end].split("\n")[0], " ".join(label.split()), loose) for start, end, label, loose in graph.edges if start == name]
    assert told == [
        ("visit (by: Kota Semarang; to: Jung-gu; year:", "year of the review: 2016 and year of the review: 2017", False),
        ("visit (by: Kota Semarang; to: Jung-gu; year:", "year of the review: 2017", False),
        ("year of the review: 2016", "", True),
        ("year of the review: 2017", "", True),
    ]


@BOTH
def test_a_count_leads_to_what_was_counted(draw, parse):
    """Edges lead from a count to each fact that was counted, and, dotted, to what a share was asked of."""
    graph = drawn(at_least("visit", 1, [leaf("v1"), leaf("v2")], [leaf("roads")]), parse=parse, draw=draw)
    (name,) = [name for name, label in graph.labels.items() if label == "at least 1: visit; found: 2"]
    told = [(graph.labels[end].split("\n")[0], loose) for start, end, _, loose in graph.edges if start == name]
    assert sorted(told) == [
        ("agreed field: Roads and bridges", True),
        ("visit (by: Kota Semarang; to: Jung-gu; year:", False),
        ("visit (by: Kota Semarang; to: Jung-gu; year:", False),
    ]


@BOTH
def test_what_is_shared_is_drawn_once(draw, parse):
    """A fact that several findings rest on is one vertex with an edge from each."""
    data = why_of(assessment(finding("One.", [leaf("v1")]), finding("Two.", [leaf("v1")], rule="other"))).to_dict()
    graph = parse(draw(data))
    (name,) = [name for name, label in graph.labels.items() if label.startswith("visit")]
    assert len([edge for edge in graph.edges if edge[1] == name]) == 2


@BOTH
def test_every_kind_looks_different(draw, parse):
    """Shape and border alone, without any colour, tell the kinds of vertices apart, and what decides from what does not."""
    nodes = [leaf("v1"), leaf("year-2016"), absent("visit", ["no-visit"], [0]), every(roads=[leaf("v1")]), derived("derives", "Made.", [])]
    nodes.append(at_least("visit", 1, [leaf("v1")]))
    data = why_of(assessment(finding("Decides.", nodes), finding("Does not.", [], decides=False))).to_dict()
    text = draw(data)
    looks = parse(text).looks
    kinds = {element["code"] for element in data["elements"]} | {"why.criterion", "deciding", "finding"}
    kinds |= {node["code"] for node in data["nodes"].values()}
    assert len(set(looks.values())) == len(kinds) == 13
    assert not re.search(r"#[0-9a-fA-F]{3,6}\b(?!;)", text)


@BOTH
def test_a_graph_speaks_the_language_of_the_answer(draw, parse):
    """The words of a graph are in the language of the answer; what has no source and no reference is told so."""
    graph = drawn(leaf("roads-1"), parse=parse, draw=draw, lang="id")
    shown = [" ".join(label.split()) for label in graph.labels.values()]
    assert shown[:3] == ["Pertumbuhan: tidak terpenuhi", "Terjaga (dilanggar, pokok)", "Said. Aturan growth.r, menurut law"]
    assert shown[3].endswith("[roads-1: tanpa sumber]")


@BOTH
def test_a_rule_without_a_reference_is_named_alone(draw, parse):
    """Where a rule rests on nothing that is named, its own name is all that is told."""
    judged = assessment(finding("Said.", []))
    (element,) = judged.pack.elements
    pack = evolve(judged.pack, elements=(evolve(element, reference=None),))
    graph = parse(draw(why_of(evolve(judged, pack=pack)).to_dict()))
    assert list(graph.labels.values())[-1] == "Said.\nRule growth.r"


@BOTH
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(draw, parse, text):
    """Whatever stands in a case or a pack, the graph has the same vertices and edges, and shows the text."""
    fact = Fact("activity", {"title": text}, id="a1", source={"id": "s", "at": text, "url": text})
    case = evolve(CASE, facts=(*CASE.facts, fact))
    node = type(leaf("v1"))(fact)
    rule = derived("derives", "Template.", [node])
    rule = evolve(rule, message=evolve(rule.message, template=LocalText({"": text or "x"})))
    data = why_of(assessment(finding(text or "x", [rule, every(roads=[node])]), case=case)).to_dict()
    graph = parse(draw(data))
    assert len(graph.labels) == 8
    assert len(graph.edges) == 8
    shown = " ".join(" ".join(graph.labels.values()).split())
    visible = "".join(c if c.isprintable() else repr(c)[1:-1] for c in " ".join(text.split()))
    assert shown.count(visible) >= 4


@BOTH
def test_a_very_long_word_is_broken(draw, parse):
    """No line of a label is wider than a label may be, however long a word is."""
    word = "x" * 5000
    graph = drawn(derived("derives", word, [], n=1), parse=parse, draw=draw)
    assert max(len(line) for label in graph.labels.values() for line in label.split("\n")) == WIDTH
    assert any(label.replace("\n", "").startswith(word) for label in graph.labels.values())


def test_the_parsers_refuse_what_is_not_of_the_graph():
    """The parsers of these tests let nothing through that they do not know."""
    for text in ("graph TD\n", 'flowchart TD\n    n1["a;b"]\n', 'flowchart TD\n    n1["1. a"]\n', "flowchart TD\n    n1 --> n2; evil\n"):
        with pytest.raises(ValueError, match=r".*"):
            read_mermaid(text)
    for text in (
        "digraph x {\n}\n",
        'digraph why {\n    n1 [label="a" b", shape=box];\n}\n',
        'digraph why {\n    n1 [label="&lt;", shape=box];\n}\n',
    ):
        with pytest.raises(ValueError, match=r".*"):
            read_dot(text)
