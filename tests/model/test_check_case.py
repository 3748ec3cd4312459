"""The check of cases that were built in Python; those of files are tested in tests/files."""

from datetime import date, datetime

import pytest

from ringrose import (
    Attribute,
    Case,
    Closure,
    Criterion,
    Element,
    Fact,
    FactType,
    Field,
    LocalText,
    Pack,
    Partner,
    Range,
    Source,
    Vocabulary,
)
from ringrose.model.case import RESERVED, Published
from ringrose.model.check_case import case_warnings, check_case
from ringrose.model.check_pack import check_pack

TYPES = {
    "visit": FactType(
        {
            "by": Attribute("partner", required=True),
            "year": Attribute("year"),
            "day": Attribute("date"),
            "cost": Attribute("number"),
            "people": Attribute("integer"),
            "title": Attribute("text"),
            "after": Attribute("fact"),
            "kind": Attribute("one_of", values=("courtesy", "working")),
        }
    ),
    "lull": FactType(derived=True),
}
PACK = check_pack(Pack("p", "1", Vocabulary(TYPES), [Element("e", [Criterion("c")])]))[0]


def case(*facts, **more):
    """A small case with these facts."""
    return Case("c", **{"partners": ["a", "b"], "review": (2016, 2018), "facts": facts, **more})


def flaws(*facts, **more):
    """What is wrong with a small case."""
    return [(flaw.path, flaw.what) for flaw in check_case(case(*facts, **more), PACK)[1]]


def test_values_are_typed():
    """Texts, dates and whole numbers are read by the type of their attribute; what is left out stays so."""
    sound, wrong = check_case(case(Fact("visit", by="a", day="2018-03-01", cost=2.0, people=3.0, year=2018.0, title=None)), PACK)
    assert not wrong
    assert sound.facts[0].attributes == {"by": "a", "day": date(2018, 3, 1), "cost": 2, "people": 3, "year": 2018}
    assert all(type(sound.facts[0].attributes[name]) is int for name in ("cost", "people", "year"))
    assert sound.checked_for == PACK.digest


def test_days():
    """The review and the time of a fact are read too: dates may be texts."""
    source = Source("s", issued=date(2018, 1, 1), details={"accessed": [date(2018, 1, 2), 5, None]})
    facts = [Fact("visit", by="a", when={"from": "2018-03-01", "to": 2018})]
    given = case(*facts, review=("2016-11-25", date(2018, 1, 1)), sources=[source])
    sound, wrong = check_case(given, PACK)
    assert not wrong
    assert (sound.review.start, sound.review.end) == (date(2016, 11, 25), date(2018, 1, 1))
    assert (sound.sources[0].issued, sound.sources[0].details) == ("2018-01-01", {"accessed": ["2018-01-02", 5, None]})
    assert sound.facts[0].when == {"from": date(2018, 3, 1), "to": 2018}


def test_checking_again():
    """Checking a sound case again changes nothing and costs nothing."""
    sound, _ = check_case(case(Fact("visit", by="a", holds=False, year=Range(gte=2016))), PACK)
    assert check_case(sound, PACK) == (sound, [])
    assert check_case(sound, PACK)[0] is sound
    other, _ = check_pack(Pack("q", "1", Vocabulary(TYPES), [Element("e", [Criterion("c")])]))
    assert check_case(sound, other) == (sound, [])


def test_unchecked_pack():
    """A case that was checked in the words of a pack that is not checked itself is not marked."""
    unchecked = Pack("p", "1", Vocabulary(TYPES), [Element("e", [Criterion("c")])])
    assert check_case(case(), unchecked)[0].checked_for is None


def test_a_sound_fact_is_kept():
    """A fact whose values have their types already is the same object after the check."""
    fact = Fact("visit", id="v", by="a", year=2018)
    assert check_case(case(fact), PACK)[0].facts[0] is fact


@pytest.mark.parametrize(
    ("fact", "path", "what"),
    [
        (Fact("visit", by=5), "by", "5 is not a text"),
        (Fact("visit", by="a", day=datetime(2018, 3, 1, 12)), "day", "2018-03-01 12:00:00 has a time of day"),
        (Fact("visit", by="a", day="2018-W09-4"), "day", '"2018-W09-4" is not a date'),
        (Fact("visit", by="a", year=date(2018, 3, 1)), "year", "2018-03-01 is not a year"),
        (Fact("visit", by="a", year=True), "year", "true is not a year"),
        (Fact("visit", by="a", cost=float("nan")), "cost", "nan is too large or not a number"),
        (Fact("visit", by="a", cost=float("-inf")), "cost", "-inf is too large or not a number"),
        (Fact("visit", by="a", cost=10**400), "cost", "this number is too large or not a number"),
        (Fact("visit", by="a", people=True), "people", "true is not an integer"),
        (Fact("visit", by="a", title="a\ud800"), "title", "This text holds a character that cannot be seen (U+D800)"),
        (Fact("visit", by="a", title="a\rb"), "title", "This text holds a character that cannot be seen (U+000D)"),
        (Fact("visit", by="a", title="a" * 10_001), "title", "This text is longer than 10000 characters"),
        (Fact("visit", by="a", year=Range(gte=2016)), "year", "A range cannot stand here"),
        (Fact("visit", by="a", kind=["courtesy"]), "kind", "A list cannot stand here"),
        (Fact("visit", by="a", id=5), "id", "An id must be a text, and 5 is none"),
        (Fact("visit", by="a", holds=None), "holds", "nothing cannot stand under `holds`"),
        (Fact("visit", by="a", certainty="sure"), "certainty", '"sure" cannot stand under `certainty`'),
        (Fact("visit", by="a", when=datetime(2018, 3, 1)), "when", "2018-03-01 00:00:00 has a time of day"),
        (Fact("visit", by="a", when={"since": 2018}), "when.since", "There is no key `since`"),
        (Fact("visit", by="a", when={"from": 2019, "to": 2018}), "when", "This time ends (2018) before it begins (2019)"),
        (Fact("visit", by="a", note=LocalText({"en": 5})), "note.en", "A text is needed here, and 5 is none"),
        (Fact("visit", by="a", source="s"), "source.id", "There is no source `s`"),
        (Fact(5, by="a"), "fact", "There is no fact type 5"),
    ],
)
def test_wrong_values(fact, path, what):
    """Each wrong value of a fact is told at its place."""
    assert flaws(fact) == [(("facts", 0, *path.split(".")), what)]


def test_texts_may_have_lines():
    """Tabs and line feeds may stand in texts, in any script."""
    assert flaws(Fact("visit", by="a", title="a\tb\n중", note={"ko": "중\n구"})) == []


@pytest.mark.parametrize(
    ("stated", "empty"),
    [
        ({"year": Range(gte=2018, lte=2018)}, False),
        ({"year": Range(gt=2018, lt=2019)}, True),
        ({"year": Range(gt=2018, lt=2020)}, False),
        ({"year": Range(gte=date(2018, 5, 1), lt=2018)}, True),
        ({"day": Range(gt=2017, lt=2018)}, True),
        ({"day": Range(gt=2017, lte=2018)}, False),
        ({"day": Range(gte=2018, lt=date(2018, 1, 1))}, True),
        ({"day": Range(gte=2018, lte=date(2018, 1, 1))}, False),
        ({"day": Range(gt=date(2018, 1, 1), lt=date(2018, 1, 2))}, True),
        ({"day": Range(gt=9999)}, False),  # no day lies in it, but neither does one bound exclude the other
        ({"cost": Range(gt=1, lt=1)}, True),
        ({"cost": Range(gte=1, lte=1)}, False),
        ({"cost": Range(gt=1, gte=0, lt=1.5, lte=7)}, False),
        ({"people": Range(gt=1.2, lt=1.8)}, True),
        ({"people": Range(gte=1.2, lte=1.8)}, True),
        ({"people": Range(gt=0.5, lt=1.5)}, False),
        ({"people": Range(gt=1, lt=2)}, True),
    ],
)
def test_empty_ranges(stated, empty):
    """A range in which nothing lies is told, in a denial and in a closed record; a date meets a year by its year."""
    told = "Nothing lies in this range"
    assert [what for _, what in flaws(Fact("visit", stated, holds=False))] == [told] * empty
    assert [what for _, what in flaws(complete=[Closure("visit", stated)])] == [told] * empty


def test_ids_share_one_namespace():
    """Partners, fields, years, facts and closed records share one namespace of ids; sources have their own."""
    given = case(
        Fact("visit", id="b", by="a"),
        Fact("visit", by="a"),
        Fact("visit", id="visit-2", by="a"),
        Fact("visit", id="year-2017", by="a"),
        Fact("visit", id="year-2020", by="a"),
        Fact("visit", id="s", by="a"),
        fields=["a"],
        complete=[Closure("visit", id="visit-2"), Closure("visit", id="own")],
        sources=["s", "s"],
    )
    assert {flaw.path for flaw in check_case(given, PACK)[1]} == {
        ("fields", 0, "id"),
        ("facts", 0, "id"),
        ("facts", 2, "id"),
        ("facts", 3, "id"),
        ("complete", 0, "id"),
        ("sources", 1, "id"),
    }


def test_what_an_attribute_may_name():
    """An attribute of type fact names facts, whether they hold or not, partners, fields and years, but no closed record."""
    facts = [Fact("visit", by="a", after=id) for id in ("denied", "a", "health", "year-2017", "visit-1", "closed")]
    given = case(*facts, Fact("visit", id="denied", holds=False), fields=["health"], complete=[Closure("visit", id="closed")])
    assert [flaw.path for flaw in check_case(given, PACK)[1]] == [("facts", 5, "after")]


def test_frame():
    """What frames a case is checked: partners, countries, names, sources, what was published."""
    given = case(
        partners=[],
        fields=[Field("f", {"en": "F\0"})],
        sources=[
            Source(
                "s",
                5,
                url="\0",
                details={"a": [{"b": "\0"}], "c": object, "d": float("nan"), "e": LocalText({})},
                issued={1: date(2018, 1, 1)},
            )
        ],
        published=[Published("x", "fine", "t", "\0")],
        title={},
        review=(2018, "soon"),
    )
    assert {flaw.path for flaw in check_case(given, PACK)[1]} == {
        ("partners",),
        ("fields", 0, "name", "en"),
        ("sources", 0, "type"),
        ("sources", 0, "url"),
        ("sources", 0, "a", 0, "b"),
        ("sources", 0, "c"),
        ("sources", 0, "d"),
        ("sources", 0, "e"),
        ("sources", 0, "issued", "1"),
        ("published", 0, "element"),
        ("published", 0, "status"),
        ("published", 0, "source", "id"),
        ("published", 0, "note"),
        ("title",),
        ("review", "to"),
    }


def test_endless_nesting():
    """Data that goes round in a circle is refused where it is too deep."""
    details = {}
    details["a"] = details
    (told,) = flaws(sources=[Source("s", details=details)])
    assert told[1] == "This is nested more than 32 levels deep"


@pytest.mark.parametrize(("country", "hint"), [("id", "Write ID"), ("Korea", ""), ("ÍD", ""), (5, ""), ("I", ""), ("", "")])
def test_countries(country, hint):
    """A country is told by its code of two capital letters."""
    (flaw,) = check_case(case(partners=[Partner("a", country=country)]), PACK)[1]
    assert (flaw.path, flaw.hint) == (("partners", 0, "country"), hint)


def test_required_attributes():
    """A required attribute binds facts that hold, and no others; one that is misspelt is told once."""
    assert flaws(Fact("visit")) == [(("facts", 0), "A fact of type `visit` needs `by`")]
    assert flaws(Fact("visit", holds=False), Fact("visit", holds="unknown"), complete=["visit"]) == []
    assert [path for path, _ in flaws(Fact("visit", bye="a"))] == [("facts", 0, "bye")]


def test_types_that_no_case_records():
    """Derived and structural types are refused in a case, with the reason."""
    whats = [flaw.why for flaw in check_case(case(Fact("lull"), Fact("year"), complete=["partner"]), PACK)[1]]
    assert len(whats) == 3
    assert "It is what rules conclude from other facts" in whats


def test_years_of_a_wrong_review():
    """Of a review that is wrong, any year may be named."""
    assert [path for path, _ in flaws(Fact("visit", by="a", after="year-1800"), review=(2018, 2016))] == [("review", "from")]


def test_warnings():
    """A partner that nothing names and a source that nothing cites are odd, but lawful."""
    given = case(Fact("visit", by="a", source="s"), sources=["s", "t"], complete=[Closure("visit", year=2016)])
    assert [(flaw.path, flaw.warning) for flaw in case_warnings(given)] == [(("sources", 1), True), (("partners", 1), True)]


def test_reserved_keys():
    """The reserved keys of a fact are those that its class has beside type and attributes."""
    names = {"fact" if name == "type" else name for name in Fact.__slots__ if not name.startswith("__")}
    assert names - {"attributes"} == set(RESERVED)
