"""Rules in words."""

from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from ringrose import Attribute, FactType
from ringrose.authoring.pages.blocks import plain
from ringrose.authoring.pages.saying import joined, shown_name
from ringrose.authoring.pages.writer import Writer
from ringrose.model.check_pack import check_pack
from ringrose.model.pack import Ref, Share
from tests.authoring.pages.making import PACK, checked
from tests.generate import random_pack
from tests.small import TYPES, at_least, at_most, derives, every, fact, no, rule, satisfies

WORDS = {**TYPES, "F": FactType({"kind": Attribute("one_of", values=["a_b"])}, derived=True)}


def speaker(pack, lang="en"):
    """A speaker for a pack."""
    return Writer(pack, (), (), lang).speaker


def told(one, lang="en"):
    """The sentence of a rule about the criterion "Kept up"."""
    elements = [evolve(PACK.elements[0], rules=[one], criteria=[evolve(PACK.elements[0].criteria[0], id="c", title="Kept up")])]
    vocabulary = evolve(PACK.vocabulary, types=WORDS)
    pack = checked(evolve(PACK, elements=elements, vocabulary=vocabulary))
    return plain(speaker(pack, lang).sentence(pack.elements[0].rules[0], "life"))


END = ', then the criterion "Kept up" is violated.'


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (rule("r", fact("t")), f"If there is at least one t{END}"),
        (rule("r", fact("t"), then=satisfies()), 'If there is at least one t, then the criterion "Kept up" is satisfied.'),
        (rule("r", fact("t", "a")), 'For each t, the criterion "Kept up" is violated.'),
        (rule("r", fact("t", "a"), no("u", of="$a.id")), f"For each t, if it is known that there is no u (of: that t){END}"),
        (
            rule("r", fact("t", "a"), fact("t", "b", by={"not": "$a.by"})),
            'For each t a, and for each t b (by: other than the by of t a), the criterion "Kept up" is violated.',
        ),
        (rule("r", fact("t"), no("u")), f"If there is at least one t, and it is known that there is no u{END}"),
        (rule("r", every("partner", "p", fact("t", by="$p.id"))), f"If for each partner there is at least one t (by: that partner){END}"),
        (
            rule("r", every("field", "f", no("t", field="$f.id"))),
            f"If for each agreed field, of which there must be one, it is known that there is no t (field: that agreed field){END}",
        ),
        (
            rule("r", every("year", "y", no("t", year="$y.value"))),
            f"If for each year it is known that there is no t (year: that year){END}",
        ),
        (
            rule("r", every("year", "y", fact("t", year="$y.previous"), full=True, nth={"gte": 1})),
            "If for each year that is not the first of the review and that lies wholly within the review, of which there must be one, "
            f"there is at least one t (year: the year before that year){END}",
        ),
        # exceptions
        (rule("r", fact("t"), unless=[fact("u")]), f"If there is at least one t, unless at least one u is recorded{END}"),
        (
            rule("r", fact("t"), unless=[fact("D"), fact("field")]),
            f"If there is at least one t, unless other rules conclude D, or there is at least one agreed field{END}",
        ),
        # conclusions
        (
            rule("r", fact("t", "a"), then=derives("D", of="$a.id", title="$a.title", year=2017)),
            "For each t, this follows: D (of: that t; title: the title of that t; year: 2017).",
        ),
        (rule("r", fact("t"), then=derives("F", kind="a_b")), "If there is at least one t, then this follows: F (kind: a b)."),
        (rule("r", fact("t"), then=derives("D")), "If there is at least one t, then this follows: D."),
        # counting
        (rule("r", at_least(2, "t")), f"If there are at least 2 of these: t{END}"),
        (rule("r", at_least(2, "t", "by")), f"If there are at least 2 different values of by among these: t{END}"),
        (rule("r", at_most(1, "t", kind="x")), f"If it is known that there are at most 1 of these: t (kind: x){END}"),
        (
            rule("r", at_most(Ref("param", "least"), "t", "by")),
            f"If it is known that there are at most 2 different values of by among these: t{END}",
        ),
        (
            rule("r", at_least(Share("1/3", "field"), "t")),
            f"If the number of these is at least 1/3 of the number of all agreed field: t{END}",
        ),
        (
            rule("r", at_most(Share(0.5, "field"), "t", "field")),
            "If it is known that the number of different values of field among these is at most 1/2 of the number of all agreed field: "
            f"t{END}",
        ),
        # tests
        (rule("r", fact("t", kind={"in": ["x", "y"]})), f"If there is at least one t (kind: x or y){END}"),
        (rule("r", fact("t", kind={"in": []})), f"If there is at least one t (kind: none){END}"),
        (rule("r", fact("t", title={"exists": True})), f"If there is at least one t (title: stated){END}"),
        (rule("r", fact("t", title={"exists": False})), f"If there is at least one t (title: not stated){END}"),
        (
            rule("r", fact("t", open=True, size={"lt": 2, "gt": 0.5})),
            f"If there is at least one t (open: yes; size: above 0.5 and below 2){END}",
        ),
        (
            rule("r", fact("t", year={"gte": 2017, "lt": 2020}, day={"lte": 2018})),
            f"If there is at least one t (day: up to 2018; year: from 2017 on and before 2020){END}",
        ),
        (rule("r", fact("t", id="x-1")), f"If there is at least one t (id: x-1){END}"),
        # years
        (
            rule("r", fact("year", "y"), fact("year", "z", previous="$y.value", full=False), no("t", year="$z.value")),
            "For each year y, and for each year z that comes right after year y and that lies only partly within the review, "
            f"if it is known that there is no t (year: year z){END}",
        ),
        (rule("r", fact("year", nth=0)), f"If there is at least one year that is the first of the review{END}"),
        (rule("r", fact("year", nth={"lte": 0})), f"If there is at least one year that is the first of the review{END}"),
        (rule("r", fact("year", nth={"lt": 1})), f"If there is at least one year that is the first of the review{END}"),
        (rule("r", fact("year", nth={"gt": 0})), f"If there is at least one year that is not the first of the review{END}"),
        (rule("r", fact("year", previous={"exists": True})), f"If there is at least one year that is not the first of the review{END}"),
        (rule("r", fact("year", previous={"exists": False})), f"If there is at least one year that is the first of the review{END}"),
        (
            rule("r", fact("year", nth={"gte": 3})),
            f"If there is at least one year that comes 3 or more years after the first of the review{END}",
        ),
        (rule("r", fact("year", nth=2, value={"gte": 2018})), f"If there is at least one year (value: from 2018 on; nth: 2){END}"),
        (rule("r", fact("year", previous=2017)), f"If there is at least one year (previous: 2017){END}"),
        # parameters, and spans of years
        (
            rule(
                "r", fact("year", "y", nth={"gte": "$param.least"}), no("t", year={"within": {"years": "$param.least", "to": "$y.value"}})
            ),
            "For each year that comes 2 or more years after the first of the review, "
            f"if it is known that there is no t (year: one of the 2 years that end with that year){END}",
        ),
        (
            rule("r", fact("year", "y"), no("t", year={"within": {"years": 1, "to": "$y.value"}})),
            f"For each year, if it is known that there is no t (year: that year){END}",
        ),
    ],
)
def test_a_rule_is_one_sentence(one, sentence):
    """A rule is told as one sentence: what it goes over, what it asks for, its exceptions, and what follows."""
    assert told(one) == sentence


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (
            rule("r", fact("year", "y", nth={"gte": 1}), no("t", year="$y.value", kind={"in": ["x", "y", "z"]})),
            "Untuk setiap tahun yang bukan tahun pertama masa tinjauan, jika diketahui bahwa tidak ada t (kind: x, y, atau z; year: tahun "
            'itu), maka kriteria "Kept up" dilanggar.',
        ),
        (
            rule("r", every("partner", "p", fact("t", by="$p.id")), unless=[fact("u"), fact("D")], then=satisfies()),
            "Jika untuk setiap mitra ada sekurang-kurangnya satu t (by: mitra itu), kecuali jika tercatat sekurang-kurangnya satu u, "
            'atau aturan lain menyimpulkan D, maka kriteria "Kept up" terpenuhi.',
        ),
        (rule("r", fact("t", "a"), then=derives("D", year="$a.year")), "Untuk setiap t, disimpulkan: D (year: year dari t itu)."),
    ],
)
def test_a_rule_is_told_in_indonesian(one, sentence):
    """A rule is told as one sentence in Indonesian, too."""
    assert told(one, "id") == sentence


@settings(max_examples=25)
@given(st.integers(0, 10**9), st.sampled_from(["en", "id"]))
def test_every_rule_can_be_told(seed, lang):
    """Every rule of any pack is told in clauses, the last of which is its conclusion; all types that it reads are named with a link."""
    pack, flaws = check_pack(random_pack(Random(seed)))
    assert all(flaw.warning for flaw in flaws)
    writer = Writer(pack, (), (), lang)
    for name, element, one in writer.pack.rules():
        clauses = writer.speaker.clauses(one, element.id)
        assert len(clauses) == len(one.conditions) + len(one.unless) + 1
        assert plain(clauses[-1]).endswith(".")
        assert not any(word in plain(run for clause in clauses for run in clause) for word in ("{param", "$param"))
        parts = {run.target.part for clause in clauses for run in clause if run.target and run.target.page == ("vocabulary",)}
        assert {writer.anchors[type] for type in writer.links.reads[name]} <= parts


def test_names_are_listed_with_their_links():
    """Runs are listed as a sentence lists names, each with its own links; a list of none is empty."""
    runs = [(run,) for run in (speaker(PACK).rule("life.busy"), speaker(PACK).rule("life.silent-year"))]
    assert [run.text for run in joined(runs, "en")] == ["life.busy", " and ", "life.silent-year"]
    assert joined([], "en") == ()


def test_names_of_the_vocabulary_are_read_as_words():
    """A name of the vocabulary is shown with spaces for underscores."""
    assert shown_name("community_participation") == "community participation"


def test_titles_are_said_and_names_where_there_are_none():
    """Elements and criteria are called by their titles with the latest values, or by their names."""
    speaking = speaker(PACK)
    assert speaking.element("life").text == "Life"
    assert speaking.element("rest").text == "rest"
    assert speaking.criterion("life", "yearly").text == "Alive every second year"
