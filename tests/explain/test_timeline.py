"""The status of each element at the end of each year, and what changed it."""

import json
from datetime import date
from pathlib import Path
from random import Random

import jsonschema
import pytest
from attrs import evolve

from ringrose import Attribute, Closure, Fact, FactType, InputError, assess, load_pack, timeline
from ringrose.explain import LANGUAGES
from ringrose.render.page import render
from tests.explain.reducing import filtered, pairs, shuffled, statuses, without
from tests.native import native  # noqa: F401  # the engine durable is asked too
from tests.oracle import judge
from tests.small import case, derives, every, fact, no, pack, rule, satisfies, violates

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SCHEMA = json.loads((ROOT / "schemas" / "timeline.schema.json").read_text(encoding="utf-8"))
TYPES = {
    "visit": FactType({"year": Attribute("year"), "of": Attribute("fact")}),
    "crisis": FactType({"year": Attribute("year")}),
    "calm": FactType({"year": Attribute("year")}, derived=True),
}
# Visits meet the element, years without any sink it, and a crisis takes back what visits showed.
PACK = pack(
    rule("visited", fact("visit", "v"), then=satisfies(), unless=[fact("crisis")], because={"en": "Visited in {v.year}."}),
    rule("idle", fact("year", "y"), no("visit", year="$y.value"), then=violates(), because={"en": "Nothing in {y.value}."}),
    rule("calm", no("crisis", year=2018), then=derives("calm")),
    types=TYPES,
)


def found_by_oracle(pack, sound):
    """The findings of a case by the oracle, by rule and bindings."""
    answer = judge(sound, pack)
    return {
        json.dumps([f["rule"], f["bindings"]], sort_keys=True): f
        for j in answer["judgements"]
        for c in j["criteria"]
        for f in c["findings"]
    }


def changes(year):
    """The findings that came and went in a year, by rule and bindings."""
    thens = [then for change in year.changes for criterion in change.criteria for then in criterion.findings]
    return {json.dumps([t.finding.rule, t.finding.to_dict()["bindings"]], sort_keys=True): t for t in thens}


def test_each_year_is_judged_as_the_oracle_judges_what_had_happened():
    """The status at the end of each year is that of a case that was filtered by hand, and in the last year that of the whole case."""
    moved = 0
    for rules, sound in pairs(110):
        found = timeline(sound, pack=rules)
        first, last = sound.review.first_day.year, sound.review.last_day.year
        assert [year.year for year in found.years] == list(range(first, last + 1))
        assert found.years[-1].statuses == {j.id: j.status for j in assess(sound, pack=rules)} == statuses(rules, sound)
        for year in found.years[:-1]:
            assert year.statuses == statuses(rules, filtered(rules, sound, year.year))
            assert year.statuses == {j.id: j.status for j in assess(sound, pack=rules, as_of=year.year)}
        moved += any(a.statuses != b.statuses for a, b in zip(found.years, found.years[1:], strict=False))
    assert moved > 10


def test_what_came_and_went_leads_from_each_year_to_the_next():
    """The findings of a year are those of the year before, with what came and without what went; so are the statuses."""
    for rules, sound in pairs(60):
        known, elements, criteria = set(), {}, {}
        for year in timeline(sound, pack=rules).years:
            now = sound if year.year == sound.review.last_day.year else filtered(rules, sound, year.year)
            then = changes(year)
            assert {key for key in then if key in known} == {key for key, t in then.items() if not t.came}
            known ^= set(then)
            assert known == set(found_by_oracle(rules, now))
            for change in year.changes:
                assert elements.get(change.element) == change.before
                elements[change.element] = change.after
                for criterion in change.criteria:
                    assert criteria.get((change.element, criterion.result.id)) == criterion.before
                    criteria[change.element, criterion.result.id] = criterion.result.status
            judgements = judge(now, rules)["judgements"]
            assert elements == {j["element"]: j["status"] for j in judgements}
            assert criteria == {(j["element"], c["id"]): c["status"] for j in judgements for c in j["criteria"]}


def test_the_cause_of_a_change_is_what_makes_it():
    """What came or went because of the review does so with older facts; what facts keep away comes back without each of them."""
    seen = set()
    for rules, sound in pairs(80):
        last = sound.review.last_day.year
        before = None
        for year in timeline(sound, pack=rules).years:
            now = sound if year.year == last else filtered(rules, sound, year.year)
            for key, then in changes(year).items():
                seen.add((then.cause, then.came))
                assert (then.cause == "start") is (before is None)
                if before is not None:
                    longer = without(rules, before, (), (), now.review)
                    assert (then.cause == "review") is ((key in found_by_oracle(rules, longer)) is then.came)
                if then.came:
                    oracle = found_by_oracle(rules, now)[key]
                    leaves = {*oracle["facts"], *(id for absent in oracle["absent"] for id in absent["closed_by"])}
                    assert set(then.facts) == leaves & set(year.facts)
                elif then.cause == "facts":
                    keepers = {id for id in year.facts if key in found_by_oracle(rules, without(rules, now, {id}))}
                    assert set(then.facts) == keepers
            before = now
    assert {("start", True), ("review", True), ("facts", True), ("facts", False)} <= seen


def test_the_order_of_the_file_changes_nothing():
    """Facts and entries in another order give the same timeline to the byte, and so does the other engine."""
    for number, (rules, sound) in enumerate(pairs(25)):
        told = json.dumps(timeline(sound, pack=rules).to_dict())
        assert json.dumps(timeline(shuffled(sound, Random(number)), pack=rules).to_dict()) == told
        assert json.dumps(timeline(sound, pack=rules, engine="durable").to_dict()) == told


VISITS = [Fact("visit", id=f"v{year}", year=year) for year in (2016, 2017)]
TOLD = case(
    *VISITS,
    Fact("crisis", id="flood", year=2018),
    Fact("visit", id="late", year=2021),
    Fact("visit", id="some-day", of="v2016", holds="unknown"),
    complete=[Closure("visit", year=2019)],
    review=(2016, date(2020, 6, 30)),
)


def test_the_page_tells_each_year_and_why():
    """The page has a table of elements by years, then tells for each year what began, what changed and why, and what has no date."""
    assert render(timeline(TOLD, pack=PACK).page()) == PAGE


PAGE = """\
From year to year: small
Review  2016 to 2020-06-30
Rules   small 1

At the end of each year
     2016 2017 2018 2019 2020
  e   ✓    ✓    ?    ?    ?
  ✓ met
  ? undetermined
  Each year is judged as if the review ended with it. So an earlier year is judged by fewer years
  than the whole case: what a rule asks of every year is asked of those years alone.
  Nothing tells when 1 of 5 facts began, so these count in every year. They are listed at the end.

2016
  What had begun by then: v2016
  ✓ e: met
    - c: satisfied
      - Visited in 2016.

2017
  What began: v2017
  ✓ e: still met
    - c: still satisfied
      - New: Visited in 2017.
        - It rests on what began in this year: v2017

2018
  What began: flood
  ? e: undetermined (before: met)
    - c: unknown (before: satisfied)
      - No longer: Visited in 2016 and 2017.
        - Because of what began in this year: flood

2019
  No judgement and no finding changed.

2020 (up to 2020-06-30)
  Counted here, though it began after the review: late
  No judgement and no finding changed.

Facts that count in every year, for nothing tells when they began: 1 of 5
  - visit: some-day

Facts that began after the review and count in its last year: 1 of 5
  - visit: late
"""


def test_a_finding_that_went_tells_what_keeps_it_away():
    """What began in a year and takes a finding away is named; where only several things together do, that is said."""
    year = timeline(TOLD, pack=PACK).years[2]
    assert {key: (then.came, then.cause, then.facts) for key, then in changes(year).items()} == {
        '["e.visited", {"v": "v2016"}]': (False, "facts", ("flood",)),
        '["e.visited", {"v": "v2017"}]': (False, "facts", ("flood",)),
    }
    both = [Fact("crisis", id=f"c{n}", year=2018) for n in range(2)]
    found = timeline(case(*VISITS, *both, review=(2017, 2018)), pack=PACK)
    assert {then.facts for then in changes(found.years[1]).values()} == {()}
    assert "No longer: Visited in 2016 and 2017.\n        - Because of what began in this year, taken together." in render(found.page())


def test_a_finding_can_come_by_a_record_alone():
    """A finding that came with an entry about that year alone rests on no fact of it, and that is said."""
    rules = pack(rule("quiet", no("visit", year=2018), then=satisfies(), because={"en": "Quiet."}), types=TYPES)
    found = timeline(case(complete=[Closure("visit", year=2018)], review=(2017, 2018)), pack=rules)
    assert found.years[1].records == (Closure("visit", year=2018),)
    assert "New: Quiet.\n        - Because of a record that is complete from this year on.\n" in render(found.page())


def test_a_finding_can_go_because_the_review_reaches_further():
    """What was so in every year and is no longer, since nobody tells of the new year, went because of the review."""
    rules = pack(rule("all", every("year", "y", fact("visit", year="$y.value")), then=satisfies()), types=TYPES)
    found = timeline(case(*VISITS, review=(2016, 2018)), pack=rules)
    assert [year.statuses["e"] for year in found.years] == ["met", "met", "undetermined"]
    (then,) = changes(found.years[2]).values()
    assert (then.came, then.cause, then.facts) == (False, "review", ())
    assert found.years[1].changes == ()
    assert "2017\n  What began: v2017\n  No judgement and no finding changed.\n" in render(found.page())


def test_quiet_years_are_told_together():
    """Years in a row in which nothing began and nothing changed are told in one section, a single one in its own."""
    told = render(timeline(case(Fact("visit", year=2019), review=(2016, 2021)), pack=PACK).page())
    assert "\n2017 to 2018\n  No judgement and no finding changed.\n" in told
    assert "\n2020 to 2021\n  No judgement and no finding changed.\n" in told
    told = render(timeline(case(Fact("visit", year=2018), review=(2016, 2018)), pack=PACK).page())
    assert "\n2017\n  No judgement and no finding changed.\n" in told


def test_undated_facts_and_later_ones_are_told():
    """Facts without a date are said to count in every year, and those of after the review in its last one."""
    found = timeline(TOLD, pack=PACK)
    assert (found.undated, found.after_review) == (("some-day",), ("late",))
    assert "late" in found.years[-1].facts


def test_the_table_fits_a_narrow_page():
    """On a narrow page the table stands in blocks of years, long labels are wrapped, and no line of it is too long."""
    found = timeline(ROOT / "examples" / "surabaya-kitakyushu.yaml")
    told = render(found.page(), width=30)
    table = told[told.index("At the end") : told.index("✓ met")].splitlines()
    assert max(map(len, table)) <= 30
    heads = [line.split() for line in table if line.strip() and line.strip()[0].isdigit()]
    assert [year for head in heads for year in head] == [str(year) for year in range(1997, 2016)]
    assert len(heads) > 3
    assert "  Community" in told


def test_the_table_can_be_told_in_ascii():
    """Where only ASCII can be shown, the table has marks of ASCII."""
    told = render(timeline(TOLD, pack=PACK).page(), ascii_only=True)
    assert "  e   +    +    ?    ?    ?\n" in told
    assert told.isascii()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_answer_keeps_to_its_schema(example, lang):
    """The answer of each example is valid by the published schema, and its page tells every year."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    found = timeline(example, lang=lang)
    jsonschema.Draft202012Validator(SCHEMA).validate(found.to_dict())
    told = render(found.page())
    assert all(str(year.year) in told for year in found.years)


def test_the_page_is_told_in_indonesian():
    """The page is told in Indonesian."""
    told = render(timeline(ROOT / "examples" / "semarang-jung-gu.yaml", lang="id").page())
    assert told.startswith("Dari tahun ke tahun: Semarang dan Jung-gu\n")
    assert "Baru: Monitoring dan evaluasi, yang seharusnya setiap tahun, tidak ada" in " ".join(told.split())


def test_a_case_without_time_to_tell():
    """A review of one year has one column, and a pack without titles is told by ids."""
    found = timeline(evolve(case(review=(2017, 2017)), title="Two"), pack=PACK)
    told = render(found.page())
    assert told.startswith("From year to year: Two\n")
    assert "     2017\n  e   ?\n" in told
    assert "Nothing tells when" not in told


def test_what_cannot_be_judged_is_refused():
    """A language that the pack lacks and an unknown engine are refused as in an assessment."""
    with pytest.raises(InputError, match="no texts in `ko`"):
        timeline(case(), pack=PACK, lang="ko")
    with pytest.raises(InputError, match="no engine `fast`"):
        timeline(case(), pack=PACK, engine="fast")


def test_the_seed_case_sinks_further_each_year():
    """In the case of the seed each year without monitoring adds a finding, because the review reaches into it."""
    found = timeline(ROOT / "examples" / "semarang-jung-gu.yaml", pack=load_pack("ringrose"))
    came = {year.year: [then for then in changes(year).values() if then.cause == "review"] for year in found.years}
    assert {year for year, thens in came.items() if thens} == {2017, 2019, 2020, 2021}
    assert {then.finding.rule for thens in came.values() for then in thens} == {"commitment.year-without-monitoring"}
