"""Facts as they are typed on one line."""

from datetime import date
from random import Random

import pytest

from ringrose.model.change import Change
from ringrose.model.check_changes import check_changes
from ringrose.model.notation import read_typed, typed_as
from ringrose.model.pack import Attribute, FactType, Vocabulary
from ringrose.model.values import Range
from tests.explain.changing import random_sound_pair

KINDS = ("text", "number", "integer", "boolean", "date", "year", "one_of", "partner", "field", "fact")
VOCABULARY = Vocabulary({"t": FactType({kind: Attribute(kind) for kind in KINDS})})


def read(text, **options):
    """The attributes of a line in which nothing is wrong."""
    typed = read_typed(text, VOCABULARY, named=True, **options)
    assert not typed.flaws
    return typed.attributes


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("t", {}),
        ("t text=health", {"text": "health"}),
        ('t text="two words" partner=a', {"text": "two words", "partner": "a"}),
        ("t text='two words'", {"text": "two words"}),
        (r't text="a \"quoted\" word"', {"text": 'a "quoted" word'}),
        ("t text=2018 year=2018", {"text": "2018", "year": 2018}),
        ("t text=a=b", {"text": "a=b"}),
        ("t number=0.5 integer=-3", {"number": 0.5, "integer": -3}),
        ("t number=1e3", {"number": 1000.0}),
        ("t boolean=true", {"boolean": True}),
        ("t boolean=False", {"boolean": False}),
        ("t boolean=yes", {"boolean": "yes"}),
        ("t date=2016-11-25", {"date": "2016-11-25"}),
        ("t date=2016", {"date": "2016"}),
        ("t year=2009..2015", {"year": Range(gte=2009, lte=2015)}),
        ("t year=2009..", {"year": Range(gte=2009)}),
        ("t year=..2015", {"year": Range(lte=2015)}),
        ("t year=>2009..<2015", {"year": Range(gt=2009, lt=2015)}),
        ("t number=-1.5..2", {"number": Range(gte=-1.5, lte=2)}),
        ("t date=2016..2016-11-25", {"date": Range(gte=2016, lte="2016-11-25")}),
        ("t text=a..b", {"text": "a..b"}),
        ("t year=soon", {"year": "soon"}),
        ("u year=2018", {"year": "2018"}),
    ],
)
def test_values_are_told_by_the_types_of_attributes(text, attributes):
    """Numbers, truth and ranges are read where the attribute's type has them, and all else stays a text for a later check."""
    assert repr(read(text)) == repr(attributes)


def test_an_id_names_what_is_typed():
    """`id=NAME` is the name of the fact and none of its attributes."""
    typed = read_typed("t id=x text=a", VOCABULARY, named=True)
    assert (typed.type, typed.id, typed.attributes) == ("t", "x", {"text": "a"})


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("", "No fact is given", "benefit to=jung-gu"),
        ("  ", "No fact is given", "benefit to=jung-gu"),
        ('t text="two', "A quote is opened and not closed", "title="),
        ("text=a t", "The first word, `text=a`, is no type of fact", "benefit to=jung-gu"),
        ("t health", "`health` says nothing about the fact", "attribute=value"),
        ("t text=", "`text=` has no value", "attribute=value"),
        ("t =a", "`=a` has no name", "attribute=value"),
        ("t text=a text=b", "`text` stands here twice", "one fact for each"),
        ("t year=..", "This range has no bound", "2009..2015"),
        ("t year=>..<", "This range has no bound", "2009..2015"),
        ("t holds=false", "`holds` cannot stand here", "--deny"),
        ("t fact=t", "`fact` cannot stand here", "benefit to=jung-gu"),
        ("t certainty=doubtful", "`certainty` cannot stand here", "Take it out"),
        ("t when=2018", "`when` cannot stand here", "year=2018"),
        ("t source=thesis", "`source` cannot stand here", "Take it out"),
        ("t note=x", "`note` cannot stand here", "Take it out"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_hint(text, what, hint):
    """Each mistake in a line is told, with what to write instead."""
    (flaw,) = read_typed(text, VOCABULARY, named=True).flaws
    assert flaw.what == what
    assert hint in flaw.hint


def test_a_record_has_no_name():
    """Where nothing is named, `id=NAME` is refused."""
    (flaw,) = read_typed("t id=x", VOCABULARY, named=False).flaws
    assert flaw.what == "`id` cannot stand here"


def test_all_mistakes_of_a_line_are_told():
    """All words of a line are read, and what is sound in it is kept."""
    typed = read_typed("t text= health year=.. partner=a note=x", VOCABULARY, named=True)
    assert len(typed.flaws) == 4
    assert (typed.type, typed.attributes) == ("t", {"partner": "a"})


@pytest.mark.parametrize("seed", range(60))
def test_what_is_typed_as_told_is_read_back(seed):
    """Whatever a case holds is read back from how it is typed."""
    pack, case = random_sound_pair(Random(seed))
    told = [("close", record) for record in case.complete] + [("deny", fact) for fact in case.facts if fact.holds is False]
    told += [("add", fact) for fact in case.facts if fact.holds is True]
    for do, one in told:
        if any(len(v.bounds().keys() & {"gt", "gte"}) == 2 or len(v.bounds().keys() & {"lt", "lte"}) == 2 for v in ranges(one)):
            continue  # these cannot be typed
        typed = read_typed(typed_as(one.type, one.attributes), pack.vocabulary, named=False)
        (change,), flaws = check_changes(case, [Change(do, typed.type, typed.attributes)], pack)
        assert (typed.flaws, flaws) == ((), [])
        assert change == Change(do, one.type, one.attributes)


def ranges(told):
    """The ranges among the values of a fact or record."""
    return [value for value in told.attributes.values() if isinstance(value, Range)]


@pytest.mark.parametrize(
    ("attributes", "text"),
    [
        ({"boolean": True, "date": date(2016, 11, 25)}, "t boolean=true date=2016-11-25"),
        ({"boolean": False, "text": "two words"}, 't boolean=false text="two words"'),
        ({"text": 'say "so" \\'}, r't text="say \"so\" \\"'),
        ({"year": Range(gt=2009, lt=2015)}, "t year=>2009..<2015"),
        ({"date": Range(gte=date(2016, 1, 1))}, "t date=2016-01-01.."),
    ],
)
def test_facts_are_typed_with_quotes_where_they_need_them(attributes, text):
    """A value with spaces, quotes or backslashes stands in quotes, and any other does not."""
    assert typed_as("t", attributes) == text
