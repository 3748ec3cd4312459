"""The digest of a case: what changes it, and what does not."""

import json
from datetime import date
from random import Random

import pytest
from attrs import evolve

from ringrose import Case, Citation, Closure, Fact, Field, InputError, Partner, Published, Range, Source, load_case
from ringrose.model.case_content import case_digest, case_to_dict
from tests.differential.pairs import sound
from tests.files.test_records import enriched
from tests.generate import random_pair
from tests.small import pack

OF = pack()
YAML = """
# A comment.
ringrose: case/1
id: two-cities
title: {en: Two cities, id: Dua kota}
partners:
  - {id: pa, name: A, country: NO}
  - {id: pb}
review: {from: 2017, to: 2019-12-31}
fields: [{id: fa, name: Health}]
sources:
  - {id: thesis, type: thesis, title: A thesis, issued: 2021.0, accessed: 2022-01-05}
  - {id: news, URL: "https://example.org/"}
complete:
  - u
  - {fact: t, year: {gte: 2017.0}, source: thesis}
facts:
  - {id: a, fact: t, by: pa, size: 2.0, day: 2017-06-15, source: thesis, note: Ours.}
  - {id: b, fact: t, holds: false, year: {lte: 2018, gte: 2017}, certainty: probable, source: [{id: thesis, at: p. 1}, news]}
  - {id: c, fact: u, holds: unknown, when: {from: 2017-01-01}}
published:
  - {element: e, status: met, source: thesis}
"""
SAME = {
    "published": [{"source": [{"id": "thesis"}], "status": "met", "element": "e"}],
    "facts": [
        {"fact": "u", "holds": "unknown", "id": "c", "when": {"from": "2017-01-01"}, "note": None},
        {
            "fact": "t",
            "holds": False,
            "id": "b",
            "certainty": "probable",
            "year": {"gte": 2017, "lte": 2018},
            "source": [{"id": "thesis", "at": "p. 1"}, {"id": "news"}],
        },
        {"fact": "t", "size": 2, "id": "a", "by": "pa", "day": "2017-06-15", "source": {"id": "thesis"}, "note": {"": "Ours."}},
    ],
    "complete": [{"year": {"gte": 2017}, "fact": "t", "source": "thesis"}, {"fact": "u"}],
    "sources": [
        {"id": "news", "url": "https://example.org/"},
        {"accessed": "2022-01-05", "id": "thesis", "issued": 2021, "title": "A thesis", "type": "thesis"},
    ],
    "fields": [{"name": "Health", "id": "fa"}],
    "review": {"to": "2019-12-31", "from": 2017},
    "partners": [{"id": "pb", "name": "pb"}, {"country": "NO", "name": "A", "id": "pa"}],
    "title": {"id": "Dua kota", "en": "Two cities"},
    "id": "two-cities",
    "ringrose": "case/1",
}
PAGE_1 = Citation("thesis", "p. 1")
BUILT = Case(
    "two-cities",
    title={"en": "Two cities", "id": "Dua kota"},
    partners=[Partner("pa", "A", "NO"), "pb"],
    review=(2017, date(2019, 12, 31)),
    fields=[Field("fa", "Health")],
    sources=[
        Source("thesis", "thesis", "A thesis", 2021, details={"accessed": date(2022, 1, 5)}),
        Source("news", url="https://example.org/"),
    ],
    complete=[Closure("t", year=Range(gte=2017), source="thesis"), "u"],
    facts=[
        Fact("t", id="b", holds=False, year=Range(gte=2017, lte=2018), certainty="probable", source=[PAGE_1, "news"]),
        Fact("t", id="a", by="pa", size=2, day=date(2017, 6, 15), source="thesis", note="Ours."),
        Fact("u", id="c", holds="unknown", when={"from": date(2017, 1, 1)}),
    ],
    published=[Published("e", "met", "thesis")],
)


@pytest.fixture
def told(tmp_path):
    """The case as a file tells it."""
    path = tmp_path / "case.yaml"
    path.write_text(YAML, encoding="utf-8")
    return load_case(path, pack=OF)


def test_how_a_case_is_told_does_not_change_its_digest(told):
    """Comments, layout, YAML or JSON, the order of what is told, how numbers are written, and how a case was made count for nothing."""
    assert case_digest(told) == case_digest(load_case(SAME, pack=OF)) == case_digest(sound(OF, BUILT)[1])
    assert case_digest(told).startswith("sha256:")
    assert len(case_digest(told)) == 71


def test_a_bound_is_a_number_like_any_other():
    """A bound of a range that was written with a fraction of nothing is the whole number."""
    digests = {case_digest(sound(OF, Case("x", ["pa"], (2017, 2018), [Fact("t", size=Range(gte=n), holds=False)]))[1]) for n in (1, 1.0)}
    assert len(digests) == 1


def test_the_least_case_has_a_digest():
    """A case with nothing but partners and a review has one."""
    assert case_digest(sound(OF, Case("x", ["pa"], (2017, 2018)))[1]) != case_digest(sound(OF, Case("x", ["pa"], (2017, 2019)))[1])


def places(value, at=()):
    """All values within plain data that are neither mappings nor lists."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in steps:
        yield from places(one, (*at, step))
    if not isinstance(value, dict | list):
        yield at


def changed(value, at, new):
    """A copy of plain data with another value in a place; None takes the key or entry away."""
    copy = json.loads(json.dumps(value))
    inner = copy
    for step in at[:-1]:
        inner = inner[step]
    if new is None:
        del inner[at[-1]]
    else:
        inner[at[-1]] = new
    return copy


def test_every_change_of_a_case_changes_its_digest(told):
    """Each value of a case, down to notes, sources and certainties, is content: with another one, or without it, the digest is another."""
    plain = case_to_dict(told)
    cases = [told]
    for at in places(plain):
        for new in ("z", "pb", 2018, 2019, "2017-06-16", True, "unknown", "doubtful", "KR", "not_met", "news", "u", None):
            given = changed(plain, at, new)
            if given == plain:
                continue
            try:
                case = load_case(given, pack=OF)
            except InputError:
                continue
            if case not in cases:  # a year that is written as a day in it is the same year
                cases.append(case)
    assert len(cases) > 200
    assert len(set(map(case_digest, cases))) == len(cases)


def test_ids_that_were_given_are_content(told):
    """Facts without ids are named by their order, so their order counts."""
    two = [Fact("t", by="pa"), Fact("t", by="pb")]
    first, second = (sound(OF, Case("x", ["pa", "pb"], (2017, 2018), facts))[1] for facts in (two, two[::-1]))
    assert case_digest(first) != case_digest(second)


@pytest.mark.parametrize("seed", range(30))
def test_order_never_changes_a_digest(seed):
    """However facts, partners, fields, sources, complete records and keys are shuffled, a generated case has one digest."""
    rng = Random(f"digest {seed}")
    of, case = sound(*random_pair(rng))
    ids = [fact.id for fact in case.facts]
    rich = enriched(rng, case_to_dict(case))
    for fact, id in zip(rich.get("facts", ()), ids, strict=True):
        fact["id"] = id
    case = load_case(rich, pack=of)
    digest = case_digest(case)
    shuffled = {
        name: tuple(rng.sample(list(getattr(case, name)), len(getattr(case, name))))
        for name in ("facts", "partners", "fields", "sources", "complete", "published")
    }
    assert case_digest(evolve(case, **shuffled)) == digest
    assert case_digest(load_case(dict(reversed(case_to_dict(case).items())), pack=of)) == digest
