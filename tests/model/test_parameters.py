"""Parameters: which value is in force, and what a pack is with the values in place of their names."""

import json
from datetime import date

import pytest
from attrs import evolve

from ringrose import assess, assess_many, load_case, load_pack
from ringrose.answering import Answering
from ringrose.model.pack_content import digest_of, pack_content
from ringrose.plan import AtLeast, AtMost, plan_of

VALUES = [{"from": 2020, "value": 3}, {"value": 1, "told": {"en": "every year", "id": "setiap tahun"}}, {"from": "2019-07-01", "value": 2}]
TEXT = "None in {y.value}, due {param.due}"


def written(values=VALUES, **parameters):
    """A pack whose rules name parameters wherever they can."""
    span = {"within": {"years": "$param.due", "to": "$y.value"}}
    rules = [
        {
            "id": "late",
            "if": [{"fact": "year", "as": "y", "where": {"nth": {"gte": "$param.due"}}}, {"no": "visit", "where": {"year": span}}],
            "then": {"violates": "kept"},
            "because": TEXT,
            "advice": {"en": "Meet {param.due}.", "id": "Bertemu {param.due}."},
        },
        {
            "id": "often",
            "if": [
                {"every": {"fact": "year", "as": "y", "where": {"nth": {"lt": "$param.due"}}}, "has": {"fact": "visit"}},
                {"at_least": "$param.due", "fact": "visit", "where": {"title": {"in": ["$param.word", "b"]}}, "distinct": "title"},
                {"at_least": {"share": "$param.half", "of": "partner"}, "fact": "visit"},
                {"at_most": "$param.due", "fact": "visit"},
                {"fact": "visit", "where": {"year": {"within": {"years": 2, "to": "$param.when"}}, "title": {"exists": True}}},
            ],
            "unless": [{"fact": "visit", "where": {"title": {"not": "$param.word"}}}],
            "then": {"fact": "seen", "with": {"title": "$param.word", "dollar": "$$param.word"}},
        },
        {"id": "kept", "if": [{"fact": "seen"}], "then": {"satisfies": "kept"}},
    ]
    others = {
        "half": {"type": "text", "values": [{"value": "1/2"}]},
        "when": {"type": "year", "values": [{"value": 2018}]},
        "word": {"type": "text", "values": [{"value": "$a"}]},
    }
    return load_pack(
        {
            "pack": {
                "ringrose": "pack/1",
                "id": "p",
                "version": "1",
                "languages": ["en", "id"],
                "elements": ["e"],
                "parameters": {"due": {"type": "integer", "values": values}, **others, **parameters},
            },
            "vocabulary": {
                "facts": {
                    "visit": {"attributes": {"year": {"type": "year"}, "title": {"type": "text"}}},
                    "seen": {"derived": True, "attributes": {"title": {"type": "text"}, "dollar": {"type": "text"}}},
                }
            },
            "elements": {
                "e": {
                    "element": "e",
                    "title": "Visited {param.due} {param.else} {y.value}" if "else" in parameters else "Visited {param.due} {y.value}",
                    "criteria": [{"id": "kept", "question": {"en": "Visited {param.due}?"}}],
                    "rules": rules,
                }
            },
        }
    )


def a_case(last, *facts, complete=("visit",)):
    """A case of two partners, reviewed until a day."""
    return {
        "ringrose": "case/1",
        "id": "c",
        "partners": [{"id": "alpha"}, {"id": "beta"}],
        "review": {"from": 2017, "to": last},
        "complete": list(complete),
        "facts": [{"fact": "visit", **fact} for fact in facts],
    }


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date.min, 1),
        (date(2019, 6, 30), 1),
        (date(2019, 7, 1), 2),
        (date(2019, 12, 31), 2),
        (date(2020, 1, 1), 3),
        (date.max, 3),
    ],
)
def test_the_latest_value_that_has_begun_is_in_force(day, due):
    """A value is in force from its day on until the next, in whatever order they are written; a year means its first day."""
    assert written().parameters["due"].on(day).value == due


def test_values_take_the_place_of_names_everywhere():
    """In the pack of a day no parameter is named any more: not in conditions, exceptions, conclusions or texts."""
    pack = written().on(date(2019, 8, 1))
    assert "param" not in str(pack.elements).replace("dollar': '$param.word'", "")
    late, often, _ = pack.element("e").rules
    assert late.because.get("en") == "None in {y.value}, due 2"
    assert often.then.attributes == {"title": "$a", "dollar": "$param.word"}
    clauses = {clause.rule: clause for clause in plan_of(pack).clauses()}
    assert [type(step) for step in clauses["e.often"].steps[1:4]] == [AtLeast, AtLeast, AtMost]
    assert [step.number for step in (clauses["e.often"].steps[1], clauses["e.often"].steps[3])] == [2, 2]


def test_what_is_told_depends_on_the_language():
    """A parameter is told as it says for the language, else by its value; a text without a language becomes one for each."""
    early = written().on(date(2018, 1, 1))
    late = early.element("e").rules[0]
    assert late.because.texts == {"": "None in {y.value}, due every year", "en": TEXT.replace("{param.due}", "every year")} | {
        "id": TEXT.replace("{param.due}", "setiap tahun")
    }
    assert late.advice.texts == {"en": "Meet every year.", "id": "Bertemu setiap tahun."}
    assert early.element("e").title.get("id") == "Visited setiap tahun {y.value}"
    assert early.element("e").criteria[0].question.texts == {"en": "Visited every year?"}


def test_a_boolean_is_told_in_the_language_of_the_text():
    """A parameter that is true or false is told as yes or no."""
    pack = written(**{"else": {"type": "boolean", "values": [{"value": True}]}}).on(date.max)
    assert pack.element("e").title.get("en") == "Visited 3 yes {y.value}"


def test_a_pack_of_a_day_is_made_once_and_leads_back():
    """The pack of a day keeps the digest and can be asked for other days; days with the same values give the same pack."""
    pack = written()
    one = pack.on(date(2018, 1, 1))
    assert one is pack.on(date(2019, 1, 1)) is one.on(date(2019, 6, 30))
    assert one.on(date(2020, 1, 1)) is pack.on(date(2021, 1, 1)) is not one
    assert one.digest == pack.digest == digest_of(one)
    assert one.written is pack
    assert load_pack(pack_content(one)) == pack


def test_a_pack_without_parameters_is_the_same_on_every_day():
    """Where nothing is named, `on` gives the pack itself; where nothing varies, the same pack for every day."""
    plain = evolve(load_pack("ringrose"), parameters={})
    assert plain.on(date(2018, 1, 1)) is plain
    steady = written([{"value": 2}])
    assert not steady.varies
    assert steady.on(date(2018, 1, 1)) is steady.on(date(2030, 1, 1)) is steady.on(date.max).on(date.min)


@pytest.mark.parametrize("engine", ["durable", "compiled"])
def test_a_case_is_judged_by_what_is_in_force_when_its_review_ends(engine):
    """The last day of the review decides which value counts; of a case as of a day, that day."""
    pack = written()
    facts = ({"year": 2017, "title": "b"}, {"year": 2019, "title": "b"})
    early, late = assess(a_case("2019-06-30", *facts), pack=pack, engine=engine), assess(a_case(2019, *facts), pack=pack, engine=engine)
    assert [f.message.text() for f in early["e"]["kept"].findings] == ["None in 2018, due every year"]
    assert [f.message.text() for f in late["e"]["kept"].findings] == []
    assert [r.message.text() for r in early.recommendations] == ["Meet every year."]
    then = assess(a_case(2019, *facts), pack=pack, engine=engine, as_of="2019-06-30")
    assert [f.message.text() for f in then["e"]["kept"].findings] == ["None in 2018, due every year"]


def test_many_cases_are_each_judged_by_their_own_day(tmp_path):
    """Cases of one run whose reviews end on different days are judged by different values, on every way to judge many."""
    pack = written()
    facts = ({"year": 2017, "title": "b"}, {"year": 2019, "title": "b"})
    cases = [a_case("2019-06-30", *facts), a_case(2019, *facts), a_case("2018-12-31", *facts)]
    expected = ["not_met", "undetermined", "not_met"]
    assert [a["e"].status for a in assess_many(cases, pack=pack)] == expected
    lines = tmp_path / "cases.jsonl"
    lines.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    assert [a["e"].status for a in assess_many(lines, pack=pack)] == expected
    answering = Answering(pack)
    told = [json.loads(answering.line(line)) for line in lines.read_bytes().splitlines()]
    assert [one["judgements"][0]["status"] for one in told] == expected
    assert told[0] == assess(load_case(cases[0], pack=pack), pack=pack, engine="compiled").to_dict()
