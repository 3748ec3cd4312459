"""Cases that are decoded straight into records: the short way takes nothing that the reader of case files does not take, and as that."""

import json
from datetime import date
from random import Random

import pytest
from attrs import evolve

from ringrose import Attribute, Dated, FactType, InputError, Parameter, assess
from ringrose.answering import Answering
from ringrose.files import case_to_dict
from ringrose.files.lines import Line, load_line
from ringrose.files.records import MAX_LINE, Records, has_unseen
from ringrose.model.case import Closure, Fact, Field, Partner
from ringrose.model.pack import Vocabulary
from tests.differential.pairs import sound
from tests.generate import random_case, random_pack
from tests.small import TYPES, case, every, fact, no, pack, rule, satisfies

SMALL = pack(
    rule("bound", fact("t", "x"), because={"en": "{x.by} in {x.year}: {x.size}, {x.title}", "id": "{x.by}, {x.open}"}),
    rule("joined", fact("t", "x"), fact("u", "y", year="$x.year"), advice={"en": "{y.count}"}),
    rule("missing", fact("year", "z"), no("t", year="$z.value"), then=satisfies()),
    rule("every", every("partner", "p", no("u", by="$p.id", day=2017)), then=satisfies()),
    languages=("en", "id"),
)
NARROW = pack(rule("r", fact("y", "x", year=2000)), types={"y": FactType({"year": Attribute("year"), "title": Attribute("text")})})
HEAD = {"ringrose": "case/1", "id": "c", "partners": [{"id": "pa"}, {"id": "pb"}], "review": {"from": 2017, "to": 2019}}


class Compared:
    """One pack with both ways of answering: the short one, and that through the reader of case files."""

    def __init__(self, of, lang="en"):
        self.pack, self.lang = of, lang
        self.answering = Answering(of, engine="compiled", lang=lang)

    def short(self, data):
        """What the short way answers; None where it leaves the case to the long one."""
        found = self.answering._reader.answer(data, self.lang, questions=self.answering._asked)
        return None if found is None else found.encode()

    def long(self, data):
        """What the long way answers: bytes, or the problems."""
        try:
            given = load_line(Line(data, "lines", 7), self.pack)
        except InputError as refused:
            return refused.problems
        answer = assess(given, pack=self.pack, engine="compiled", lang=self.lang).to_dict()
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()

    def line(self, data):
        """What is answered in the end."""
        try:
            return self.answering.line(data, "lines", 7)
        except InputError as refused:
            return refused.problems

    def check(self, data):
        """Compare the ways; tells whether the short one answered."""
        short, long = self.short(data), self.long(data)
        if short is not None:
            assert short == long, data
            assert self.answering._reader.case(data) == load_line(Line(data, "lines", 7), self.pack), data
        assert self.line(data) == long, data
        return short is not None


@pytest.fixture(scope="module")
def small():
    """Both ways for a small pack that knows every type of attribute."""
    return Compared(SMALL)


@pytest.fixture(scope="module")
def narrow():
    """Both ways for a pack that knows no numbers but years."""
    return Compared(NARROW)


def document(**more):
    """A small case as JSON."""
    return json.dumps({**HEAD, **more}, ensure_ascii=False).encode()


def facts(*given, **more):
    """A small case with facts as JSON."""
    return document(facts=[{"fact": "t", **one} for one in given], **more)


# -- what is taken ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        document(),
        document(title="A title", fields=[{"id": "fa"}], sources=[], published=[], complete=[], facts=[]),
        document(title={"": "x"}),
        document(title=None, facts=[{"fact": "t", "id": None, "year": None, "note": None, "source": None, "when": None}]),
        document(title={"en": "x", "id": "y", "zh-Hant": "z"}, complete=["t", {"fact": "u", "by": "pa"}, {"fact": "t", "id": "c-1"}]),
        document(sources=[{"id": "s", "pages": None, "title": None, "URL": "u", "x": {"y": None}}, {"id": "s2", "title": {"en": "x"}}]),
        document(sources=[{"id": "s", "title": "T: u", "x": {"y": [1]}}], published=[{"element": "e", "status": "met", "source": "s"}]),
        document(partners=[{"id": "pa", "name": {"en": "A", "id": "B"}, "country": "ID"}, {"id": "pb", "name": "B", "country": None}]),
        facts({"by": "pa"}, {"by": "pb", "of": "t-1"}, {"of": "pa"}, {"of": "year-2018"}, {"id": "own"}, {"of": "own"}),
        facts({"year": 2017, "day": "2017-05-01", "count": -3, "size": 2.5, "open": False, "kind": "y", "title": '\t\n"\\é日\U0001f600'}),
        facts({"size": 1.0}, {"size": 1e5}, {"size": -0.0}, {"size": -0}, {"size": 2**53}, {"size": -(2.0**53)}, {"size": 1e-400}),
        facts({"size": 2.0, "holds": False}, {"size": {"gte": 1.0, "lt": 2e0}, "holds": False}, {"size": 3.0, "holds": "unknown"}),
        facts({"year": {"gt": 2016, "lte": 2018}, "holds": False}, {"day": {"gte": 2017, "lt": "2018-05-01"}, "holds": False}),
        facts({"when": 2017}, {"when": "2017-05-01"}, {"when": {"from": 2017}}, {"when": {"from": "2017-05-01", "to": 2017}}),
        facts(
            {"source": "s", "certainty": "doubtful"},
            {"source": ["s", {"id": "s", "at": "p. 3"}], "note": {"en": "x"}},
            sources=[{"id": "s"}],
        ),
        facts({"title": "\\"}, {"title": "\u2028\ufeff"}),
        b' {\n\t"ringrose" : "case/1" ,\r "id" : "c" , "partners":[ { "id":"\\u0070a" } ], "review":{"to":2019,"from":2017} } \n',
    ],
)
def test_a_sound_case_takes_the_short_way(small, data):
    """A sound case of any shape is answered on the short way, as the long one answers it."""
    assert small.check(data)


def test_facts_without_ids_are_numbered_alike(small):
    """Facts without ids get them by their type and their place among all facts of it, on either way."""
    data = facts({}, {"id": "x"}, {}, {"id": "t-9"}, {})
    assert small.check(data)
    findings = json.loads(small.line(data))["judgements"][0]["criteria"][0]["findings"]
    assert [f["facts"] for f in findings] == [["t-1"], ["t-3"], ["t-5"], ["t-9"], ["x"]]
    assert not small.check(facts({"id": "t-2"}, {}))


def test_the_short_way_is_taken_in_any_language():
    """Names and texts are told in the language asked for, on either way."""
    indonesian = Compared(SMALL, "id")
    data = document(partners=[{"id": "pa", "name": {"en": "A", "id": "B"}}], facts=[{"fact": "t", "by": "pa", "open": True}])
    assert indonesian.check(data)
    assert '"text":"B, ya"' in indonesian.line(data).decode()


def test_a_long_line_takes_the_long_way(small):
    """A line of up to a megabyte may take the short way, and a longer one takes the long way to the same answer."""
    data = facts({"year": 2017})
    spaces = MAX_LINE - len(data)
    assert small.check(b"{" + b" " * spaces + data[1:])
    longer = b"{" + b" " * (spaces + 1) + data[1:]
    assert not small.check(longer)
    assert small.line(longer) == small.line(data)


def test_a_pack_without_recordable_types_takes_the_long_way():
    """Where a case can record nothing there are no records, and cases are answered all the same."""
    bare = Compared(pack(rule("r", fact("partner", "p")), vocabulary=Vocabulary({})))
    assert not bare.check(document())
    assert Records(Vocabulary({})).decode(document()) is None


def test_a_pack_whose_parameters_vary_has_no_short_way():
    """Which values count is known only when the review is, so that each case is read whole."""
    values = {"n": Parameter("integer", [Dated(1), Dated(2, date(2018, 1, 1))])}
    assert Answering(pack(rule("r", fact("t", count="$param.n")), parameters=values))._reader is None


def test_what_is_over_the_limit_of_bytes_is_refused():
    """A line over the limit that was set is refused, even if the short way could take it."""
    data = facts({"year": 2017})
    assert Answering(SMALL, engine="compiled", max_bytes=len(data)).line(data)
    with pytest.raises(InputError, match="is larger than"):
        Answering(SMALL, engine="compiled", max_bytes=len(data) - 1).line(data)


# -- what is not taken --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        document(id="c d"),
        document(id=" c"),
        document(id="c\u2003"),
        document(id="c\u2028d"),
        document(id=""),
        document(id="c" * 201),
        document(id=5),
        document(ringrose="case/2"),
        document(partners=[]),
        document(partners=[{"id": "pa"}, {"id": "pa"}]),
        document(partners=[{"id": "pa", "country": "id"}]),
        document(partners=[{"id": "pa", "country": "ID\n"}]),
        document(partners=[{"id": "year-2018"}]),
        document(fields=[{"id": "pa"}]),
        document(fields=[{"id": "a b"}]),
        document(fields=None),
        document(review={"from": 2019, "to": 2017}),
        document(review={"from": "2017-05-02", "to": "2017-05-01"}),
        document(review={"from": 0, "to": 2017}),
        document(review={"from": True, "to": 2017}),
        document(review={"from": 2017}),
        document(title={}),
        document(title={"english": "x"}),
        document(title={"en": None}),
        document(unknown=1),
        document(sources=[{"id": "s"}, {"id": "s"}]),
        document(sources={}),
        document(published=[{"element": "f", "status": "met"}]),
        document(published=[{"element": "e", "status": "met", "source": "s"}]),
        document(complete=["v"]),
        document(complete=["D"]),
        document(complete=["partner"]),
        document(complete=[{"fact": "t", "id": "pa"}]),
        document(complete=[{"fact": "t", "id": "c-1"}, {"fact": "u", "id": "c-1"}]),
        document(complete=[{"fact": "t", "id": "c 1"}]),
        document(complete=[{"fact": "t", "id": "year-2017"}]),
        document(complete=[{"fact": "t", "by": "pc"}]),
        document(complete=[{"fact": "t", "by": {"gte": 1}}]),
        document(complete=[{"fact": "t", "year": {}}]),
        document(complete=[{"fact": "t", "year": {"gt": 2017, "lt": 2018}}]),
        document(complete=[{"fact": "t", "source": "s"}]),
        document(complete=[{"fact": "t", "holds": True}]),
        document(facts=[{"fact": "v"}]),
        document(facts=[{"fact": "D"}]),
        document(facts=[{}]),
        facts({"id": "a b"}),
        facts({"id": "pa"}),
        facts({"id": "year-2017"}),
        facts({"id": "a"}, {"id": "a"}),
        facts({"by": "pc"}),
        facts({"by": "fa"}),
        facts({"field": "pa"}),
        facts({"of": "t-2"}),
        facts({"of": "year-2020"}),
        facts({"by": "pc", "holds": False}),
        facts({"of": "t-2", "holds": "unknown"}),
        facts({"holds": None}),
        facts({"holds": "maybe"}),
        facts({"year": {"gte": 2017}}),
        facts({"year": {"gte": 2017}, "holds": "unknown"}),
        facts({"day": {"gte": 2018, "lt": "2018-01-01"}, "holds": False}),
        facts({"day": {}, "holds": False}),
        facts({"count": 0.5}),
        facts({"count": {"gte": "1"}, "holds": False}),
        facts({"size": "1"}),
        facts({"size": True}),
        facts({"size": 2**53 + 1}),
        facts({"open": 1}),
        facts({"kind": "w"}),
        facts({"title": "x" * 10_001}),
        facts({"title": 5}),
        facts({"yeer": 2017}),
        facts({"year": [2017]}),
        facts({"day": "2017-02-29"}),
        facts({"day": "2017-1-1"}),
        facts({"day": "2017-01-01T00:00:00"}),
        facts({"certainty": None}),
        facts({"certainty": "likely"}),
        facts({"source": "s"}),
        facts({"source": [{"id": "s", "page": 3}]}, sources=[{"id": "s"}]),
        facts({"when": {}}),
        facts({"when": {"from": 2018, "to": 2017}}),
        facts({"when": {"from": 2018, "until": 2017}}),
        facts({"note": {}}),
        facts({"note": {"x": "y"}}),
        document(title={"x": "y"}),
        document(partners=[{"id": "pa", "name": {"x": "y"}}, {"id": "pb"}]),
        document()[:-1],
        document() + b"x",
        b"",
        b"null",
        b"[]",
        "\ufeff".encode() + document(),
        document().decode().encode("utf-16"),
        document(title="\x7f"),
        document(title="\x85"),
        facts({"title": "é\x9f"}),
        document().replace(b'"c"', b'"c\\u0007"'),
        document().replace(b'"c"', b'"c\\b"'),
        document().replace(b'"c"', b'"c\\u007F"'),
        document().replace(b'"c"', b'"c\\u009f"'),
        document().replace(b'"c"', b'"c\\ud800"'),
        document().replace(b'"c"', b'"c\xff"'),
        document().replace(b'"c"', b'"c\x01"'),
        document(facts=[{"fact": "t", "size": 0}]).replace(b" 0", b" 1e400"),
        document(facts=[{"fact": "t", "size": 0}]).replace(b" 0", b" 01"),
        document(facts=[{"fact": "t", "size": 0}]).replace(b" 0", b" NaN"),
        b"[" * 100_000,
    ],
)
def test_a_case_that_may_be_wrong_takes_the_long_way(small, data):
    """What is wrong, or looks as if it might be, is left to the long way, which tells every problem at its line."""
    assert not small.check(data)


@pytest.mark.parametrize(
    "twice",
    [
        '"id":"c"',
        '"id":"d"',
        '"review":{"from":2017,"to":2019}',
        '"facts":[]',
        '"facts":[{"fact":"t"}]',
        '"title":"x","title":"x"',
        '"title":{"en":"a","en":"b"}',
        '"sources":[],"sources":[]',
        '"sources":[{"id":"s","id":"s"}]',
        '"sources":[{"id":"s","more":{"a":1,"a":1}}]',
        '"complete":[{"fact":"t","year":2017,"year":2017}]',
        '"complete":[{"fact":"t","fact":"t"}]',
        '"fields":[{"id":"fa","id":"fa"}]',
    ],
)
@pytest.mark.parametrize("year", ["2017", "2017.0", "2e3"])
def test_a_key_that_stands_twice_is_always_noticed(small, narrow, twice, year):
    """A key that stands twice in any mapping is refused, whatever else the case holds: escapes, colons in texts, numbers told oddly."""
    for compared, fact_type, more in ((small, "t", ',"size":1e2'), (narrow, "y", "")):
        doubled = twice.replace('"t"', f'"{fact_type}"')
        told = f'"facts":[{{"fact":"{fact_type}","year":{year}{more}}}],{doubled}'
        for hiding in ("", "::", "é", "\\u00e9", *("\\u003a" * n for n in range(1, 8)), *("\\u003A" * n for n in range(1, 8))):
            head = f'"ringrose":"case/1","id":"c","partners":[{{"id":"pa","name":"{hiding}"}}],"review":{{"from":1,"to":9}}'
            data = f"{{{head},{told}}}".encode()
            assert not compared.check(data)
            assert "here twice" in str(InputError(compared.line(data)))


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\x7f", "\x80", "\x9f"])
@pytest.mark.parametrize("place", ["title", "name", "quote", "source"])
def test_a_character_that_no_file_may_hold_is_always_noticed(small, character, place):
    """A character that cannot be seen is refused wherever it stands."""
    told = {
        "title": {"facts": [{"fact": "t", "title": character}]},
        "name": {"partners": [{"id": "pa", "name": {"en": character}}, {"id": "pb"}]},
        "quote": {"sources": [{"id": "s"}], "facts": [{"fact": "t", "source": {"id": "s", "quote": character}}]},
        "source": {"sources": [{"id": "s", "title": character}]},
    }
    assert not small.check(document(**told[place]))


def test_an_escaped_character_that_may_be_told_is_taken(small):
    """What looks like an escape but is none, and what may be escaped, is read as what it stands for."""
    for text in (b"\\u00e9", b"\\ufffe", b"\\\\u0000", b"\\n\\t\\/", b"\\ud83d\\ude00", b"\\u2028"):
        small.check(facts({"title": "@"}).replace(b"@", text))
    assert has_unseen(b'"\\u0000"')
    assert has_unseen(b'"\x7f"')
    assert has_unseen('"\x80"'.encode())
    assert not has_unseen('"\xa0\\u00a0\\n"'.encode())


@pytest.mark.parametrize("digits", [10, 390, 398, 399, 400, 500])
@pytest.mark.parametrize("number", ["1.{}", "0.{}1", "0.{}1e3", "1{}.5", "{}", "-{}.0"])
def test_numbers_of_any_length_are_read_alike(small, digits, number):
    """A number that is told in hundreds of digits is read alike on either way, or refused."""
    small.check(facts({"size": 7}).replace(b" 7", b" " + number.format("0" * digits).encode()))


@pytest.mark.parametrize("count", [1, 3, 900, 1000, 1001])
def test_as_many_keys_are_taken_as_a_mapping_of_a_file_may_have(small, count):
    """A mapping of more keys than a file may have is refused, also where it holds languages."""
    codes = [f"{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(count)]
    small.check(document(title=dict.fromkeys(codes, "x")))
    small.check(facts({"note": dict.fromkeys(codes, "x")}))


@pytest.mark.parametrize("count", [1, 55, 56, 60, 200])
def test_a_language_is_no_longer_than_a_key_may_be(small, count):
    """The code of a language that is longer than a key of a file may be is refused."""
    small.check(document(title={"en" + "-aaaaaaaa" * count: "x"}))


@pytest.mark.parametrize("count", [900, 1000, 1001])
def test_a_fact_of_many_attributes_is_read_alike(count):
    """A fact with more attributes than a mapping may have keys is refused on either way."""
    types = {"t": FactType({f"a{n}": Attribute("year") for n in range(count)})}
    Compared(pack(rule("r", fact("t", "x")), types=types)).check(facts({f"a{n}": 2017 for n in range(count)}))


@pytest.mark.parametrize("length", [1, 197, 198, 199, 200])
def test_ids_that_are_made_up_are_no_longer_than_ids_may_be(length):
    """The id of a fact without one, made from its type and number, may be too long, and is refused then."""
    long = "n" * length
    compared = Compared(pack(rule("r", fact(long)), types={long: FactType({"year": Attribute("year")})}))
    for count in (1, 10):
        compared.check(document(facts=[{"fact": long}] * count))
    assert compared.check(document(facts=[{"fact": long, "id": "a"}]))


@pytest.mark.parametrize("kind", ["partner", "field", "fact", "year", "integer", "date", "number", "text", "boolean", "one_of"])
@pytest.mark.parametrize("required", [True, False])
def test_what_a_type_asks_for_is_asked_for_on_either_way(kind, required):
    """An attribute of any type that facts must state is asked for of those that hold, and one that they may leave out is not."""
    values = {
        "partner": "pa",
        "field": "fa",
        "fact": "b",
        "year": 2018,
        "integer": 2,
        "date": "2018-05-01",
        "number": 2.5,
        "boolean": False,
    }
    known = Attribute(kind, values=("x",) if kind == "one_of" else (), required=required)
    compared = Compared(pack(rule("r", fact("t", "x"), because="{x.a}"), types={"t": FactType({"a": known})}))
    told = {"fact": "t", "a": values.get(kind, "x")}
    for holds in (True, False, "unknown"):
        for one in (told, {"fact": "t", "a": None}, {"fact": "t"}):
            data = document(facts=[{**one, "id": "b", "holds": holds}], fields=[{"id": "fa"}])
            assert compared.check(data) is (one is told or not required or holds is not True)
    compared.check(document(facts=[{**told, "a": odd} for odd in (2.0, "", "x", True)]))


@pytest.mark.parametrize("data", [document(facts=[{"year": 2017}]), document(complete=[{"year": 2017}]), document(facts=[{}])])
def test_the_type_of_a_fact_is_asked_for_even_where_there_is_one(small, narrow, data):
    """A fact or a closed record without a type is refused, also where the pack knows no more than one type."""
    assert not small.check(data)
    assert not narrow.check(data)


@pytest.mark.parametrize("section", ["sources", "facts", "published", "title"])
def test_bytes_that_are_no_text_are_refused(small, section):
    """A document that is not UTF-8 is refused wherever the wrong byte stands."""
    told = {
        "sources": {"sources": [{"id": "s", "title": "@", "x": 1}]},
        "facts": {"facts": [{"fact": "t", "title": "@"}]},
        "published": {"published": [{"element": "e", "status": "met", "note": "@"}]},
        "title": {"title": "@"},
    }
    for odd in (b"\xff", b"\xc2", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80"):
        for more in (b"", b' ,"id":"c"'):
            data = document(**told[section]).replace(b"@", odd)
            assert not small.check(data[:-1] + more + data[-1:])


# -- thousands of documents ---------------------------------------------------------------------------------------------------------------


class Raw(str):
    """JSON as it stands."""


class Keyed(list):
    """A mapping as pairs of keys and values, so that a key may stand twice."""


ODD = [
    None, True, False, 0, 1, -1, 2017, 2018, 10000, 0.5, 2017.5, 2**53, 2**53 + 1, 2**64, 10**30, "", "x", "a", "1", "true", "2017",
    "2017-06-15", "2017-02-29", "2017-1-1", "20170101", "2017-01-01T00:00:00", " 2017-01-01", "unknown", "year-2017", "year-2016",
    "year-02017", "t-1", "a b", " a", "a ", "a\u2003", "\u00a0", "\u200b", "a\nb", "\ttab", "x" * 201, "x" * 10_001, "en",
    "ID", "Id", "ID\n",
    "certain", "probable", "likely", "::", "\ufffe", "\x7f", "\x85", "\u2028", "\ufeff", [], ["a"], [[]], Keyed(), Keyed([("a", 1)]),
    Keyed([("en", "x")]), Keyed([("en", "x"), ("id", "y")]), Keyed([("", "x")]), Keyed([("english", "x")]), Keyed([("gte", 2017)]),
    Keyed([("gte", 2017), ("lt", 2019)]), Keyed([("gt", 2017), ("lt", 2018)]), Keyed([("gte", "2017-06-15"), ("lte", 2017)]),
    Keyed([("gt", 0.5), ("lt", 1.0)]), Keyed([("gte", None)]), Keyed([("lte", 1), ("lte", 1)]), Keyed([("from", 2017)]),
    Keyed([("from", 2018), ("to", 2017)]), Keyed([("from", "2017-06-15"), ("to", 2017)]), Keyed([("id", "s")]),
    Keyed([("id", "s"), ("at", "p. 3"), ("quote", None)]), Keyed([("id", "s"), ("page", 3)]), ["s", "s"], ["s", Keyed([("id", "s")])],
    *map(Raw, ("1e5", "1.0", "2.0e0", "2017.0", "2.017e3", "-0", "-0.0", "1e400", "-1e400", "1e-400", "01", "+1", ".5", "5.", "NaN")),
    *map(Raw, ("1E3", '"\\u0000"', '"\\b"', '"\\u007f"', '"\\u0085"', '"\\ud800"', '"\\udc00x"', '"\\ud83d\\ude00"', '"a\\u003a"', "tru")),
    *map(Raw, ('"\\x"', '"\x01"', '"\\u001f"', '"\\u0020a"', '"\\/"', '"\\u0061"', '"\\\\u0000"', "'a'", "0." + "0" * 420 + "1")),
    *map(Raw, ("[1,]", '{"a":1,}')),
]  # fmt: skip
KEYS = (
    "id",
    "fact",
    "holds",
    "when",
    "source",
    "note",
    "certainty",
    "name",
    "country",
    "title",
    "from",
    "to",
    "gte",
    "x",
    "",
    "Id",
    "nmae",
)


class Mutator:
    """Changes a document in one of many ways, and tells it as JSON."""

    def __init__(self, rng, document):
        self.rng, self.root = rng, self.keyed(document)
        self.spaced = self.escaped = 0.0

    def keyed(self, value):
        """The document as pairs and lists."""
        if isinstance(value, dict):
            return Keyed((key, self.keyed(one)) for key, one in value.items())
        return [self.keyed(one) for one in value] if isinstance(value, list | tuple) else value

    def places(self, value, found):
        """All containers of a document."""
        if isinstance(value, list):
            found.append(value)
            for one in value:
                self.places(one[1] if isinstance(value, Keyed) else one, found)
        return found

    def texts(self):
        """All texts of the document."""
        told = []
        for place in self.places(self.root, []):
            told += [v for v in ((one[1] if isinstance(place, Keyed) else one) for one in place) if type(v) is str]
        return told

    def mutate(self):
        """One change."""
        rng = self.rng
        place = rng.choice([p for p in self.places(self.root, []) if p] or [self.root])
        at = rng.randrange(len(place))
        value = rng.choice(ODD) if rng.random() < 0.7 else rng.choice(self.texts())
        if not isinstance(place, Keyed):
            change = rng.randrange(4)
            if change == 0:
                place.append(place[at])
            elif change == 1:
                del place[at]
            elif change == 2:
                place[at] = value
            else:
                rng.shuffle(place)
            return
        key, old = place[at]
        change = rng.randrange(9)
        if change < 4:
            place[at] = key, value
        elif change == 4:
            place.insert(rng.randrange(len(place) + 1), (key, rng.choice((old, value))))
        elif change == 5:
            del place[at]
        elif change == 6:
            place.append((rng.choice(KEYS), value))
        elif change == 7:
            rng.shuffle(place)
        else:
            place[at] = rng.choice(KEYS), old

    def told(self, value):
        """A value as JSON, spaced and escaped as it comes."""
        if isinstance(value, Raw):
            return str(value)
        if isinstance(value, Keyed):
            return "{" + ",".join(f"{self.space()}{self.told(k)}{self.space()}:{self.told(v)}" for k, v in value) + "}"
        if isinstance(value, list):
            return "[" + f"{self.space()},".join(map(self.told, value)) + "]"
        if isinstance(value, str) and self.rng.random() < self.escaped:
            return '"' + "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else c for c in value) + '"'
        return json.dumps(value, ensure_ascii=False)

    def space(self):
        """White space, or none."""
        return self.rng.choice((" ", "\n", "\t", "\r\n", "  ")) if self.rng.random() < self.spaced else ""

    def data(self):
        """The document as bytes."""
        rng = self.rng
        self.spaced, self.escaped = rng.choice((0, 0, 0.1, 1)), rng.choice((0, 0, 0, 0.1, 1))
        data = self.told(self.root).encode()
        if rng.random() < 0.05:  # a byte goes, comes, or is another
            at = rng.randrange(len(data))
            data = data[:at] + rng.choice((b"", b" ", b'"', b":", b"}", b"\\", b"\xff", b"\x00")) + data[at + rng.randrange(2) :]
        if rng.random() < 0.03:
            data = rng.choice((b"\xef\xbb\xbf%b", b"%b x", b"%b\n\n", b" %b", b"%b}", b"%b\x00")) % data
        return data


def enriched(rng, plain):
    """A document with all that a case may tell beside its facts."""
    plain["sources"] = [{"id": "s", "title": "A: b", "issued": "2017-06-15", "pages": [1, {"x": None}]}, {"id": "s2"}][: rng.randrange(3)]
    cited = [source["id"] for source in plain["sources"]]
    for told in (*plain.get("facts", ()), *(c for c in plain.get("complete", ()) if isinstance(c, dict))):
        if rng.random() < 0.3:
            told["when"] = rng.choice((2017, "2017-06-15", {"from": 2017}, {"from": 2017, "to": "2017-12-31"}))
        if rng.random() < 0.2:
            told["note"] = rng.choice(("a: b", {"en": "x"}, {"en": "x", "id": "y"}))
        if rng.random() < 0.2:
            told["certainty"] = rng.choice(("certain", "probable"))
        if cited and rng.random() < 0.3:
            told["source"] = rng.choice((cited[0], cited, {"id": cited[0], "quote": "q"}))
        if rng.random() < 0.2:
            told.pop("id", None)
    if rng.random() < 0.5:
        plain["title"] = rng.choice(("A title", {"en": "A", "id": "B"}))
    return plain


def changed_documents(rng, of, count):
    """So many documents for a pack, most of them changed in one or a few ways."""
    while count > 0:
        _, given = sound(of, random_case(rng, of))
        plain = enriched(rng, case_to_dict(given))
        for _ in range(min(count, 10)):
            mutator = Mutator(rng, plain)
            for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 2, 3))):
                mutator.mutate()
            yield mutator.data()
            count -= 1


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.no_cover) for seed in (1, 2, 3))])
def test_whatever_a_document_holds_both_ways_agree(seed):
    """Of thousands of odd documents the short way takes none that the reader refuses, and answers those that it takes to the byte."""
    rng = Random(f"records {seed}")
    documents = short = 0
    for _ in range(12):
        of = rng.choice((SMALL, NARROW)) if rng.random() < 0.25 else sound(*_pair(rng))[0]
        compared = Compared(of, rng.choice(of.languages))
        for data in changed_documents(rng, of, 90):
            documents += 1
            short += compared.check(data)
    assert documents == 1080
    assert documents * 0.15 < short < documents * 0.85


def _pair(rng):
    of = _steady(random_pack(rng))
    return of, random_case(rng, of)


def _steady(of):
    """A pack whose parameters have one value each: those that vary have no short way."""
    parameters = {name: evolve(one, values=[Dated(one.on(date.max).value)]) for name, one in of.parameters.items()}
    return evolve(of, parameters=parameters)


def test_a_case_that_is_told_by_the_library_takes_the_short_way(small):
    """A case that was made in Python and is told as JSON needs the long way nowhere."""
    given = case(
        Fact("t", id="a", by="pa", year=2017, day="2017-05-01", size=1.5, title="é", open=True, kind="x", count=3),
        Fact("u", id="b", holds=False, year={"gte": 2017}),
        Fact("u", id="c", holds="unknown"),
        complete=["t", Closure("u", {"by": "pa"})],
        partners=[Partner("pa", "A", "ID"), Partner("pb", {"en": "B", "id": "C"})],
        fields=[Field("fa", "F")],
    )
    _, checked = sound(SMALL, given)
    plain = json.dumps(case_to_dict(checked)).encode()
    assert small.check(plain)
    assert len(TYPES) == 5
