"""The script that uses the library from Python, and that a case means the same whoever writes it down."""

import json
import runpy
from datetime import date
from pathlib import Path

import pytest

from ringrose import (
    Case,
    Citation,
    Closure,
    Fact,
    Field,
    InputError,
    LocalText,
    Partner,
    Published,
    Range,
    Review,
    Source,
    assess,
    load_case,
    load_pack,
)
from tests.native import native  # noqa: F401  # without the engine nothing here can run

SCRIPT = Path(__file__).parents[2] / "examples" / "embed.py"

YAML = """\
ringrose: case/1
id: two-cities
title: {en: Two cities, id: Dua kota}
partners:
  - {id: alpha, name: {en: Alpha, id: Alfa}, country: ID}
  - {id: beta}
review: {from: 2016-11-25, to: 2019}
fields: [{id: health, name: Health}, {id: education}]
sources: [{id: thesis, type: thesis, title: A thesis, issued: 2021, note: Not read.}]
complete:
  - monitoring
  - {fact: visit, by: alpha, year: {gte: 2018}, source: {id: thesis, at: p. 1}}
facts:
  - {fact: agreement, kind: mou, signed: 2016-11-25, source: thesis}
  - {fact: visit, by: beta, year: 2017, source: [{id: thesis, at: p. 2, quote: They came.}], when: {from: 2017, to: 2017-05-01}}
  - {fact: visit, year: {gte: 2019, lte: 2019}, holds: false, certainty: doubtful, note: {en: A note., id: Catatan.}}
  - {fact: monitoring, year: 2018}
  - {id: fair, fact: activity, title: Book fair, status: stopped, for_community: true}
  - {fact: obstacle, kind: budget, of: fair}
  - {fact: benefit, to: beta, holds: false}
  - {fact: result, holds: unknown}
published: [{element: commitment, status: not_met, source: {id: thesis}}]
"""
BUILT = Case(
    "two-cities",
    title={"en": "Two cities", "id": "Dua kota"},
    partners=[Partner("alpha", LocalText({"en": "Alpha", "id": "Alfa"}), "ID"), "beta"],
    review=Review(date(2016, 11, 25), 2019),
    fields=[Field("health", "Health"), "education"],
    sources=[Source("thesis", type="thesis", title="A thesis", issued=2021, note="Not read.")],
    complete=["monitoring", Closure("visit", by="alpha", year=Range(gte=2018), source=Citation("thesis", "p. 1"))],
    facts=[
        Fact("agreement", kind="mou", signed=date(2016, 11, 25), source="thesis"),
        Fact(
            "visit",
            {"by": "beta", "year": 2017},
            source=[Citation("thesis", "p. 2", quote="They came.")],
            when={"from": 2017, "to": date(2017, 5, 1)},
        ),
        Fact("visit", year=Range(gte=2019, lte=2019), holds=False, certainty="doubtful", note={"en": "A note.", "id": "Catatan."}),
        Fact("monitoring", year=2018.0, by=None),
        Fact("activity", id="fair", title="Book fair", status="stopped", for_community=True),
        Fact("obstacle", kind="budget", of="fair"),
        Fact("benefit", to="beta", holds=False),
        Fact("result", holds="unknown"),
    ],
    published=[Published("commitment", "not_met", source={"id": "thesis"})],
)


@pytest.fixture(scope="module")
def pack():
    """The pack `ringrose`."""
    return load_pack("ringrose")


def test_the_script_runs_from_any_folder_and_shows_what_it_says(monkeypatch, tmp_path, capsys):
    """Each cell of examples/embed.py runs and prints what its heading promises."""
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(SCRIPT), run_name="__main__")
    out, err = capsys.readouterr()
    assert err == ""
    lines = iter(out.splitlines())
    for expected in (
        "Semarang and Jung-gu: 28 facts, judged by The five elements of a city partnership (Ringrose 2001), version 1.1.0",
        "Commitment                not_met       (attested)",
        "{'met': 2, 'not_met': 3, 'contested': 0, 'undetermined': 0}",
        "- Stopped for lack of budget: exchange of staff between the public works departments.",
        "    because of staff-exchange (thesis, 4.1 par. 3)",
        "- Monitoring and evaluation, due every year, was missing in 2017.",
        "    known not to hold: monitoring {'year': 2017}",
        "- commitment: Hold a joint monitoring and evaluation every year.",
        "{'commitment': 'not_met', 'participation': 'not_met', 'understanding': 'met', 'reciprocity': 'undetermined', "
        "'results': 'undetermined'}",
        "open questions: ['benefit-2']",
        "commitment: not_met -> met",
        "reciprocity: undetermined -> met",
        "case two-cities: facts[1].by: There is no partner `alfa` in this case. Did you mean `alpha`? Known are `alpha` and `beta`.",
        "case two-cities: facts[2].purpose: `curtesy` is not one of the values allowed here. Did you mean `courtesy`? "
        "Known are `courtesy`, `working`, `monitoring`, `study` and `signing`.",
        "bandung-seoul        commitment=undetermined participation=met understanding=met reciprocity=met results=met",
        "assessment/1 semarang-jung-gu {'met': 2, 'not_met': 3, 'contested': 0, 'undetermined': 0}",
        "Dihentikan karena kekurangan anggaran: exchange of staff between the public works departments.",
    ):
        assert expected in lines  # in this order


def test_a_case_built_in_python_is_the_case_of_the_file(pack, tmp_path):
    """A case built from objects, once checked, equals the case that the same YAML gives."""
    (tmp_path / "case.yaml").write_text(YAML, encoding="utf-8")
    assert assess(BUILT, pack=pack).case == load_case(tmp_path / "case.yaml", pack=pack)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_case_built_in_python_is_judged_as_its_file(pack, tmp_path, lang):
    """A case built from objects, the same YAML, and the same shape as a mapping give the same answer to the byte."""
    (tmp_path / "case.yaml").write_text(YAML, encoding="utf-8")
    from_file = assess(tmp_path / "case.yaml", pack=pack, lang=lang).to_dict()
    built = assess(BUILT, pack=pack, lang=lang).to_dict()
    assert json.dumps(built, ensure_ascii=False) == json.dumps(from_file, ensure_ascii=False)
    statuses = {judgement["element"]: judgement["status"] for judgement in built["judgements"]}
    assert statuses == {
        "commitment": "not_met",
        "participation": "not_met",
        "understanding": "met",
        "reciprocity": "not_met",
        "results": "undetermined",
    }


def test_a_case_with_a_mistake_is_refused_alike(pack, tmp_path):
    """A mistake in a case built from objects is told in the words in which it is told of the file, with a place instead of a line."""
    (tmp_path / "case.yaml").write_text(YAML.replace("by: beta", "by: betta"), encoding="utf-8")
    with pytest.raises(InputError) as of_file:
        load_case(tmp_path / "case.yaml", pack=pack)
    wrong = [fact.with_attributes({**fact.attributes, "by": "betta"}) if fact.id == "visit-1" else fact for fact in BUILT.facts]
    with pytest.raises(InputError) as of_object:
        assess(Case("two-cities", BUILT.partners, BUILT.review, wrong, BUILT.fields, BUILT.sources), pack=pack)
    (line,), (place,) = of_file.value.problems, of_object.value.problems
    assert (line.line, line.column) == (15, 23)
    assert (place.line, place.place) == (None, "facts[2].by")
    assert (line.what, line.why, line.hint) == (place.what, place.why, place.hint)
