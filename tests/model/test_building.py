"""The model, built in Python: what is filled in, what is looked up, and what is refused at once."""

from datetime import date

import pytest

from ringrose import Case, Citation, Closure, Fact, Partner, Review, Source, assess, load_pack


def built(**more):
    """A small case."""
    return Case("two-cities", partners=["alpha", "beta"], review=(2018, date(2020, 6, 30)), **more)


def test_plain_ids_stand_for_partners_fields_sources_and_records():
    """Partners, fields, sources and complete records may be given by their ids alone."""
    case = built(fields=["health"], sources=["thesis"], complete=["visit"])
    assert case.partners == (Partner("alpha", "alpha"), Partner("beta", "beta"))
    assert case.fields[0].name.get("id") == "health"
    assert case.sources == (Source("thesis"),)
    assert case.complete == (Closure("visit"),)


def test_a_review_of_years_runs_from_the_first_to_the_last_day():
    """A review that is told in years begins on 1 January and ends on 31 December; a date stands for itself."""
    assert (built().review.first_day, built().review.last_day) == (date(2018, 1, 1), date(2020, 6, 30))
    assert Review(2018, 2019).last_day == date(2019, 12, 31)


def test_a_fact_without_an_id_is_named_by_its_type_and_number():
    """A missing id becomes the type and the number of the fact among all facts of the type, those with ids counted."""
    case = built(facts=[Fact("visit"), Fact("visit", id="x"), Fact("benefit"), Fact("visit")])
    assert [fact.id for fact in case.facts] == ["visit-1", "x", "benefit-1", "visit-3"]


def test_attributes_that_are_none_are_left_out():
    """An attribute that is None is not stated."""
    assert dict(Fact("visit", {"by": None}, to="beta", year=None).attributes) == {"to": "beta"}


@pytest.mark.parametrize(
    ("given", "citations"),
    [
        (None, ()),
        ((), ()),
        ("thesis", (Citation("thesis"),)),
        ({"id": "thesis", "at": "p. 3"}, (Citation("thesis", "p. 3"),)),
        (Citation("thesis"), (Citation("thesis"),)),
        (["thesis", {"id": "news"}], (Citation("thesis"), Citation("news"))),
    ],
)
def test_a_source_may_be_an_id_a_mapping_a_citation_or_several(given, citations):
    """Whatever way sources are given, the fact holds citations."""
    assert Fact("visit", source=given).source == citations


def test_a_source_of_another_kind_is_refused():
    """What is neither an id nor a mapping nor a citation is no source."""
    with pytest.raises(TypeError, match="a source is an id, a mapping or a Citation, not 3"):
        Fact("visit", source=3)


def test_facts_are_found_by_their_id():
    """A case gives the fact of an id, and a KeyError where it has none."""
    case = built(facts=[Fact("visit", by="alpha")])
    assert case.fact("visit-1").attributes == {"by": "alpha"}
    with pytest.raises(KeyError, match="visit-2"):
        case.fact("visit-2")


def test_judgements_and_criteria_are_found_by_their_id():
    """An assessment gives the judgement of an element, and that the result of a criterion; a KeyError where there is none."""
    pytest.importorskip("durable_rules_engine", reason="an engine is needed", exc_type=ImportError)
    assessment = assess(built())
    assert assessment["reciprocity"]["mutual_benefit"].status == "unknown"
    assert len(assessment) == 5
    with pytest.raises(KeyError, match="charity"):
        assessment["charity"]
    with pytest.raises(KeyError, match="charity"):
        assessment["reciprocity"]["charity"]


def test_elements_are_found_by_their_id():
    """A pack gives the element of an id, and a KeyError where it has none."""
    pack = load_pack("ringrose")
    assert pack.element("results").standing == "provisional"
    with pytest.raises(KeyError, match="charity"):
        pack.element("charity")
