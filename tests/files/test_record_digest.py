"""The digest of a record is the digest of its case."""

import json
from contextlib import suppress
from random import Random

import pytest

from ringrose.errors import InputError
from ringrose.files import case_to_dict
from ringrose.files.lines import Line, load_line
from ringrose.files.record_digest import RecordDigest
from ringrose.files.records import Records
from ringrose.model.case_content import case_digest
from tests.differential.pairs import sound
from tests.files.test_records import enriched
from tests.generate import random_pair
from tests.small import pack

OF = pack()
LEAST = {"ringrose": "case/1", "id": "x", "partners": [{"id": "pa"}], "review": {"from": 2017, "to": 2019}}


def digests(plain, of=OF):
    """The digest by the record, which may be None where there is none, and by the case."""
    line = json.dumps(plain, ensure_ascii=False).encode()
    records = Records(of.vocabulary)
    record = records.decode(line)
    case = case_digest(load_line(Line(line, "x", 1), of))
    if record is None:
        return None, case
    number(records, record)
    return RecordDigest(records)(record), case


def number(records, record):
    """Give facts their ids, as looking through does."""
    seen = {}
    for fact in record.facts:
        kind = records.type_of[fact.__class__]
        seen[kind] = seen.get(kind, 0) + 1
        fact.id = fact.id or f"{kind}-{seen[kind]}"


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"title": "A"},
        {"title": {"": "A"}},
        {"title": {"id": "A", "en": "B"}},
        {"partners": [{"id": "pb", "name": "pb"}, {"id": "pa", "name": {"": "pa"}}, {"id": "a", "name": "A", "country": "ID"}]},
        {"fields": [{"id": "fb", "name": "B"}, {"id": "fa"}]},
        {"complete": ["u", "t", {"fact": "t", "year": 2017}, {"fact": "t", "id": "all", "note": {"": "n"}}]},
        {"sources": [{"id": "s", "URL": "u", "url": "v", "a": {"b": [True, 2]}}, {"id": "b", "issued": 2021, "URL": "é"}]},
        {"sources": [{"id": "s", "title": {"en": "A", "id": None}, "note": {"": "n"}, "url": None, "x": [None]}]},
        {"complete": [{"fact": "t", "size": {"gte": 1.0, "lt": 2.5}}]},
        {"facts": [{"fact": "t", "id": "b", "size": 1.5e-7}]},
        {"facts": [{"fact": "t", "id": "b", "holds": False, "size": {"gte": 1.0}}]},
        {"facts": [{"fact": "t", "id": "b", "size": 1}, {"fact": "u", "id": "a", "day": "2017-01-01", "open": True}]},
        {"facts": [{"fact": "t", "holds": False, "day": {"gte": 2017, "lt": "2018-06-01"}, "when": {"to": 2018}}, {"fact": "t"}]},
        {"facts": [{"fact": "t", "holds": "unknown", "certainty": "doubtful", "when": "2017-01-01", "title": '"\\\t\n é 日本 \u2028'}]},
        {
            "sources": [{"id": "s", "pages": [1, 2.0, {"b": 1, "a": 1e-7}]}, {"id": "n", "URL": "u", "note": "x"}],
            "facts": [
                {"fact": "t", "source": "s"},
                {"fact": "t", "source": ["s"]},
                {"fact": "t", "source": []},
                {"fact": "t", "source": {"id": "s", "url": "u", "at": "p. 1"}},
                {"fact": "t", "source": ["n", {"id": "s", "quote": "q"}]},
            ],
            "published": [{"element": "e", "status": "not_met", "source": "s"}, {"element": "e", "status": "met", "note": {"": "x"}}],
        },
    ],
)
def test_a_record_has_the_digest_of_its_case(more):
    """Each way to write a thing gives the digest that the case has."""
    by_record, by_case = digests({**LEAST, **more})
    assert by_record == by_case


@pytest.mark.parametrize("seed", range(60))
def test_generated_records_have_the_digests_of_their_cases(seed):
    """The two ways to a digest agree on generated cases with all that a case may tell."""
    rng = Random(f"record digest {seed}")
    by_record = None
    while by_record is None:
        of, case = sound(*random_pair(rng))
        with suppress(InputError):  # a fact that lost its id may have been named by another
            by_record, by_case = digests(enriched(rng, case_to_dict(case)), of)
    assert by_record == by_case
