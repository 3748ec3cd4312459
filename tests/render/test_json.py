"""The JSON answer."""

import json

from attrs import evolve

from ringrose.render.json import render
from tests.making import CASE, assessment
from tests.render.test_text import FULL


def test_it_is_the_answer_as_the_format_says():
    """The JSON is the assessment's own shape, keys in the order of the format, indented by two, with a line break at its end."""
    told = render(FULL)
    assert json.loads(told) == FULL.to_dict()
    assert list(json.loads(told)) == [
        "ringrose",
        "case",
        "engine",
        "pack",
        "summary",
        "judgements",
        "conflicts",
        "open_questions",
        "recommendations",
        "receipt",
    ]
    assert told.startswith('{\n  "ringrose": "assessment/1",\n  "case": "two-cities",\n')
    assert told.endswith("\n}\n")


def test_other_scripts_are_not_escaped():
    """Letters of any script stand as they are."""
    assert '"중구"' in render(assessment(case=evolve(CASE, id="중구")))


def test_the_language_can_be_asked_for():
    """Texts are in the language of the assessment or in the one asked for."""
    from tests.making import finding

    given = assessment(finding({"en": "Bad.", "id": "Buruk."}))
    assert '"text": "Bad."' in render(given)
    assert '"text": "Buruk."' in render(given, "id")
