"""What is asked of the compiled engine besides answers: records, their statuses and supports, findings that wait, many cases by name."""

from tests.native import native  # noqa: F401  # first: without durable-rules there is nothing to compare with

# isort: split
import json
import pickle
from datetime import date

import pytest

from ringrose import Fact, InputError, assess, assess_many, load_case
from ringrose.answering import Answering
from ringrose.assessing import engine_of
from ringrose.engines.compiled import CompiledEngine, program
from ringrose.engines.compiled.items import as_mapping
from ringrose.files import case_to_dict
from ringrose.model.assessment import Later
from tests.differential.pairs import difference, sound
from tests.small import case, fact, no, pack, rule, satisfies
from tests.soak import pairs_of


def read_by(of, given):
    """The reader of a pack, and what it makes of a case as JSON."""
    reader = Answering(of, engine="compiled")._reader
    return reader, json.dumps(case_to_dict(given)).encode()


def test_a_record_is_judged_as_its_case():
    """Statuses and supports of a record are those of the mapping of its case, and the case of a record is the case."""
    for of, given in pairs_of("records", 70):
        if of.varies:  # there is no short way, for it is known with the review only which values count
            assert read_by(of, given)[0] is None
            continue
        engine = engine_of("compiled", of)
        reader, data = read_by(of, given)
        record, _, _ = reader.read(data)
        assert reader.statuses(record) == engine.statuses(as_mapping(given))
        supports = [[(r, ids) for r, _, ids in found] for _, found in reader.supports(record)]
        assert supports == [[(r, ids) for r, _, ids in found] for _, found in engine.supports(as_mapping(given))]
        assert reader.parse(data) is not None
        assert reader.case(data) == given


def test_what_is_no_sound_case_is_no_record():
    """What must go the long way gives no record, no case and no answer."""
    of = pack(rule("r", fact("t")))
    reader, data = read_by(of, case())
    for damaged in (data[:-1], data.replace(b"case/1", b"case/2"), data.replace(b'"small"', b'"small case"')):
        assert reader.read(damaged) is None
        assert reader.case(damaged) is None
        assert reader.answer(damaged, "en") is None


def test_both_engines_infer_the_same_findings():
    """`infer` gives the findings of the engine on durable-rules, with the same trees."""
    for of, given in pairs_of("infer", 40):
        findings = {name: engine_of(name, of).infer(given) for name in ("durable", "compiled")}
        told = {name: sorted(map(repr, found)) for name, found in findings.items()}
        assert told["compiled"] == told["durable"]
        assert sorted(repr(f.because) for f in findings["compiled"]) == sorted(repr(f.because) for f in findings["durable"])


def test_a_day_written_in_a_rule_counts_by_its_year_where_years_are():
    """A literal date on an attribute that holds years stands for its year, in every condition."""
    of = pack(
        rule("lt", fact("t", "x", year={"lt": date(2018, 6, 1)})),
        rule("is", fact("t", year=date(2018, 6, 1)), then=satisfies()),
        rule("no", no("u", year=date(2018, 6, 1))),
    )
    for year in (2017, 2018, 2019):
        given = sound(of, case(Fact("t", year=year), complete=["u"]))[1]
        assert difference(of, given) is None


def test_more_reviews_than_are_kept_are_judged_alike(monkeypatch):
    """However many different reviews there are, the years of each are its own."""
    monkeypatch.setattr(program, "MAX_CALENDARS", 2)
    of = pack(rule("r", fact("year", "y", full=True, nth={"gte": 1})))
    engine = CompiledEngine(engine_of("compiled", of).plan)
    for _ in range(2):
        for end in range(2017, 2023):
            mapping = as_mapping(case(review=(2017, end)))
            assert engine.statuses(mapping) == (("not_met",) if end > 2017 else ("undetermined",))


def test_findings_are_made_when_somebody_looks():
    """What waits is made once, and is everywhere the tuple that it will be."""
    made = []
    later = Later(lambda: made.append(1) or (1, 2))
    assert made == []
    assert (later[0], later[0:1], len(later), list(later)) == (1, (1,), 2, [1, 2])
    assert made == [1]
    assert later == (1, 2)
    assert later == Later(lambda: (1, 2))
    assert later != (1,)
    assert hash(later) == hash((1, 2))
    assert repr(later) == "(1, 2)"
    assert pickle.loads(pickle.dumps(later)) == (1, 2)  # noqa: S301  # it was dumped here


def test_statuses_ask_for_no_findings(monkeypatch):
    """The statuses of an assessment are known before any finding is made."""
    of = pack(rule("r", fact("t")))
    given = sound(of, case())[1]
    monkeypatch.setattr(CompiledEngine, "findings", lambda *_: (_ for _ in ()).throw(AssertionError("findings were made")))
    found = assess(given, pack=of, engine="compiled")
    assert (found["e"].status, found["e"]["c"].status, found.summary["undetermined"]) == ("undetermined", "unknown", 1)
    with pytest.raises(AssertionError, match="findings were made"):
        len(found["e"]["c"].findings)


def test_many_cases_come_from_a_name(tmp_path):
    """A name stands for its cases, in order: lines of JSON, those that need the long way, and files of a folder."""
    plain = {"ringrose": "case/1", "id": "a", "partners": [{"id": "p"}], "review": {"from": 2017, "to": 2018}}
    lines = [plain, {**plain, "id": "b", "review": {"from": 2017.0, "to": 2018}}]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps({**plain, "id": "d"}), encoding="utf-8")
    for engine in ("durable", "auto"):
        assert [(a.case.id, a.engine) for a in assess_many(tmp_path, engine=engine)] == [
            (id, "durable" if engine == "durable" else "compiled") for id in "abd"
        ]
    assert next(assess_many(tmp_path / "cases.jsonl")).case == load_case(plain)


def test_what_cannot_be_used_is_handed_over_and_the_next_case_follows():
    """With ``rejected``, a case that cannot be used is told there, and the others are judged."""
    sound_one = {"ringrose": "case/1", "id": "a", "partners": [{"id": "p"}], "review": {"from": 2017, "to": 2018}}
    errors = []
    found = list(assess_many([sound_one, {**sound_one, "id": 5}, {**sound_one, "id": "c"}], rejected=errors.append))
    assert [a.case.id for a in found] == ["a", "c"]
    assert [type(e) for e in errors] == [InputError]
