"""The engine on durable-rules under load: threads, interruptions, large packs, large cases, many cases."""

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from attrs import evolve

from tests.native import native  # first, for without it nothing below can be imported

# isort: split
from ringrose import Attribute, EngineError, Fact, FactType, assess
from ringrose.engines import make_engine
from ringrose.engines.durable import handle as handles
from ringrose.engines.durable import rules as rules_module
from ringrose.engines.durable.engine import MAX_TESTS, DurableEngine
from ringrose.engines.durable.handle import Handle
from ringrose.engines.durable.rules import MAX_BINDS, MAX_NEGATIVE, MAX_USES, ClauseRule
from ringrose.judge import judge
from ringrose.model.check_case import check_case
from ringrose.plan import plan_of
from tests.differential.pairs import difference
from tests.durable_facts.driving import resident_mb
from tests.small import case, derives, every, fact, no, pack, rule, satisfies

RULES = (
    rule("d", fact("t", "x"), then=derives("D", year="$x.year")),
    rule("bound", fact("t", "x"), fact("u", "y", year="$x.year")),
    rule("missing", fact("year", "z"), no("t", year="$z.value")),
    rule("every", every("year", "z", fact("D", year="$z.value")), then=satisfies()),
    rule("unless", fact("t", "x"), unless=[fact("u", year="$x.year")]),
)
PACK = pack(*RULES)


def sound(given, of=PACK):
    """The case, checked."""
    checked, flaws = check_case(given, of)
    assert not flaws
    return checked


def numbered(n):
    """One of several cases that are judged differently."""
    years = [2017 + k for k in range(3) if n >> k & 1]
    return sound(case(*(Fact("t", year=y) for y in years), *(Fact("u", year=y) for y in years[1:]), complete=["t"]))


def answers(engine, given, of=PACK):
    """What an engine finds, in order."""
    return judge(of, engine.infer(given))


@pytest.mark.parametrize("name", ["auto", "durable"])
def test_an_engine_is_made_by_name(name):
    """`durable` gives the engine on durable-rules, and so does `auto` as long as there is no other."""
    engine = make_engine(name, plan_of(PACK))
    assert isinstance(engine, DurableEngine)
    assert engine.name == "durable"


# -- threads ------------------------------------------------------------------------------------------------------------------------------


def test_threads_that_share_an_engine_get_the_answers_of_one():
    """Eight threads that judge different cases on one engine at once get the answers that one thread gets."""
    engine = DurableEngine(plan_of(PACK))
    cases = [numbered(n) for n in range(8)]
    alone = [answers(engine, one) for one in cases]
    start = Barrier(8)

    def work(first):
        start.wait()
        return [(n % 8, answers(engine, cases[n % 8])) for n in range(first, first + 40)]

    with ThreadPoolExecutor(8) as pool:
        together = [result for results in pool.map(work, range(8)) for result in results]
    assert len(together) == 8 * 40
    assert all(answer == alone[n] for n, answer in together)
    assert len({str(answer) for answer in alone}) == 8


def test_threads_may_assess_with_one_pack():
    """Several threads may call `assess` with one pack at once."""
    cases = [numbered(n) for n in range(8)]
    alone = [assess(one, pack=PACK).to_dict() for one in cases]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: assess(one, pack=PACK).to_dict(), cases * 5)) == alone * 5


# -- interruptions ------------------------------------------------------------------------------------------------------------------------


class Interruption(Exception):
    """Whatever may come in between."""


@pytest.mark.parametrize("error", [Interruption, KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("at", [1, 2, 4])
def test_an_engine_is_usable_after_an_exception_while_a_rule_fires(monkeypatch, error, at):
    """What is raised while a rule fires comes out unchanged, and the next case is judged as if nothing had happened."""
    engine = DurableEngine(plan_of(PACK))
    given = numbered(7)
    expected = answers(engine, given)
    real, count = ClauseRule.firing, 0

    def firing(self, matched, session):
        nonlocal count
        count += 1
        if count == at:
            raise error
        return real(self, matched, session)

    monkeypatch.setattr(ClauseRule, "firing", firing)
    with pytest.raises(error):
        engine.infer(given)
    monkeypatch.undo()
    assert count == at
    for n in (7, 0, 7):
        assert answers(engine, numbered(n)) == (expected if n else answers(DurableEngine(plan_of(PACK)), numbered(0)))


@pytest.mark.parametrize("error", [Interruption, KeyboardInterrupt])
@pytest.mark.parametrize("name", ["assert_fact", "start_action_for_state", "complete_and_start_action", "delete_state"])
def test_an_engine_is_usable_after_an_exception_in_durable_rules(monkeypatch, error, name):
    """What is raised between any two calls of durable-rules leaves the engine usable."""
    engine = DurableEngine(plan_of(PACK))
    given = numbered(3)
    expected = answers(engine, given)

    class Interrupted:
        def __getattr__(self, wanted):
            if wanted == name:
                monkeypatch.undo()
                raise error
            return getattr(native, wanted)

    monkeypatch.setattr(handles, "native", Interrupted())
    with pytest.raises(error):
        engine.infer(given)
    assert handles.native is native
    assert answers(engine, given) == expected


def test_an_unknown_answer_of_durable_rules_is_an_error(monkeypatch):
    """A code that durable-rules should not answer is not passed over."""
    engine = DurableEngine(plan_of(PACK))
    given = numbered(1)
    expected = answers(engine, given)

    class Duplicate:
        def __getattr__(self, wanted):
            if wanted == "assert_fact":
                monkeypatch.undo()
                return lambda handle, told: (2, native.assert_fact(handle, told)[1])
            return getattr(native, wanted)

    monkeypatch.setattr(handles, "native", Duplicate())
    with pytest.raises(EngineError, match="it answered 2 to a fact"):
        engine.infer(given)
    assert answers(engine, given) == expected


# -- handles ------------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def living(monkeypatch):
    """The rulesets that are made from now on and not freed yet."""
    living = set()

    class Watched:
        def __getattr__(self, wanted):
            if wanted == "create_ruleset":
                return lambda *given: living.add(handle := native.create_ruleset(*given)) or handle
            if wanted == "delete_ruleset":
                return lambda handle: living.discard(handle) or native.delete_ruleset(handle)
            return getattr(native, wanted)

    monkeypatch.setattr(handles, "native", Watched())
    return living


def test_rulesets_are_freed_with_their_engine(living):
    """An engine that nobody holds any more frees every ruleset that it made."""
    engine = DurableEngine(plan_of(PACK))
    engine.infer(numbered(7))
    assert living
    del engine
    gc.collect()
    assert not living


def test_rulesets_are_freed_after_an_interruption(monkeypatch, living):
    """An engine that starts afresh after an exception keeps no more rulesets than it had."""
    engine = DurableEngine(plan_of(PACK))
    given, count = numbered(7), len(living)

    def interrupted(self, matched, session):
        raise Interruption

    with monkeypatch.context() as patched:
        patched.setattr(ClauseRule, "firing", interrupted)
        for _ in range(5):
            with pytest.raises(Interruption):
                engine.infer(given)
    engine.infer(given)
    assert len(living) == count


def test_a_handle_without_messages_does_nothing():
    """A handle that is told nothing fires nothing and has no session to forget."""
    one = Handle("h", {"r": {"all": [{"g": {"g": 1}}, {"a": {"a": 1}}], "dist": 0}})
    fired = []
    one.run([], [], lambda name, matched: fired.append(name))
    one.run([(("unwanted", 1),)], [], lambda name, matched: fired.append(name))
    assert fired == []
    one.run([(("a", 1), ("n", 5))], [(("g", 1),)], lambda name, matched: fired.append((name, matched["a"]["n"])))
    assert fired == [("r", 5)]
    one.close()


def test_an_engine_of_no_rules_finds_nothing():
    """A pack without rules gives an engine, and no findings."""
    assert DurableEngine(plan_of(pack())).infer(numbered(7)) == []


# -- large packs --------------------------------------------------------------------------------------------------------------------------


def agrees(of, *cases):
    """The engine says of each case what the oracle says."""
    for given in cases:
        assert difference(of, sound(given, of)) is None


def busy(*more, complete=()):
    """A case in which much can match."""
    facts = [Fact("t", year=2017 + n % 3, title=f"{n}", kind="xyz"[n % 3], count=n) for n in range(6)]
    return case(*facts, *more, complete=complete)


def test_a_pack_of_400_rules_is_judged_as_a_small_one():
    """A pack that needs several rulesets finds what the oracle finds."""
    rules = []
    for n in range(100):
        rules += [
            rule(f"a{n}", fact("t", "x", count=n % 7), fact("u", year="$x.year", count=n % 5)),
            rule(f"b{n}", fact("year", "y"), no("u", year="$y.value", count=n % 7)),
            rule(f"c{n}", fact("D", count=n), then=satisfies()),
            rule(f"d{n}", fact("t", count=n), unless=[fact("u", count=n)], then=derives("D", count=n)),
        ]
    of = pack(*rules)
    plan = plan_of(of)
    assert [len(stratum) for stratum in plan.strata] == [300, 100]
    engine = DurableEngine(plan)
    assert len([stage for stages in engine._strata for stage in stages]) > 4
    agrees(of, busy(complete=["u"]), busy(Fact("u", year=2018, count=3), Fact("u", count=2, holds=False), complete=["t"]))


def test_rules_share_a_ruleset_up_to_a_weight():
    """Rules are parted into rulesets whose tests stay below what durable-rules bears."""
    of = pack(*(rule(f"r{n}", fact("t"), then=satisfies()) for n in range(200)))
    engine = DurableEngine(plan_of(of))
    (stages,) = engine._strata
    assert len(stages) == 3
    assert all(0 < sum(one.weight for one in stage._rules.values()) <= MAX_TESTS for stage in stages)
    assert len(engine.infer(sound(busy(), of))) == 200


def test_rules_that_ask_for_the_same_facts_share_a_tag_up_to_a_number():
    """Many conditions for the same facts are told by several messages, none of which passes too many tests."""
    rules = [rule(f"r{n}", fact("t", "x"), fact("t", "y", **{name: f"$x.{name}"})) for n in range(20) for name in ("kind", "title")]
    of = pack(*(evolve(one, id=f"{one.id}-{n}") for n, one in enumerate(rules)))
    ((stage, *_),) = DurableEngine(plan_of(of))._strata
    assert len(stage._tags) > 1
    assert all(tag.uses <= MAX_USES for tag in stage._tags)
    agrees(of, busy())


def test_a_rule_of_60_absences_30_exceptions_and_14_other_conditions():
    """What does not fit into a rule of durable-rules is tested afterwards, with the same result."""
    conditions = [fact("t", "x")]
    conditions += [no("u", count=n, year="$x.year") for n in range(60)]
    conditions += [fact("t", count={"lte": 5 - n % 5}, kind={"in": ["$x.kind", "x"]}) for n in range(14)]
    of = pack(rule("r", *conditions, unless=[fact("u", title=f"{n}", kind="$x.kind") for n in range(30)]))
    (stage,) = DurableEngine(plan_of(of))._strata[0]
    (one,) = stage._rules.values()
    assert one._afterwards
    assert one._exceptions_afterwards
    closed = busy(complete=["u"])
    agrees(of, closed)
    assert len(DurableEngine(plan_of(of)).infer(sound(closed, of))) == 6
    for n in (0, 20, 29):
        agrees(of, busy(Fact("u", title=f"{n}", kind="x", count=99), complete=["u"]))
    for n in (0, 19, 20, 59):
        agrees(of, busy(Fact("u", count=n, year=2017), complete=["u"]), busy(Fact("u", count=n, holds="unknown"), complete=["u"]))
    agrees(of, busy(), busy(Fact("u", count=1, holds=False)))


@pytest.mark.parametrize("then", [fact, no])
def test_a_rule_of_many_everies(then):
    """More `every` conditions than fit into a rule are tested afterwards, with the same result."""
    conditions = [
        every("year", f"y{n}", then("u", year=f"$y{n}.value", title="$x.title"), nth={"gte": n % 3}) for n in range(MAX_NEGATIVE + 5)
    ]
    of = pack(rule("r", fact("t", "x", count={"lt": 2}), *conditions))
    years = [Fact("u", year=y, title="0") for y in (2017, 2018, 2019)]
    agrees(of, busy(complete=["u"]), busy(*years, complete=["u"]), busy(*years[1:], complete=["u"]))


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (every("year", "y", fact("t", year="$y.value")), 6),
        (every("year", "y", fact("t", year="$y.previous")), 0),  # the first year has no previous one
        (every("year", "y", fact("t", year="$y.previous"), nth={"gte": 1}), 6),
        (every("year", "y", fact("t", year="$y.value"), value=1999), 0),  # there is no such year
        (every("year", "y", no("u", year="$y.value")), 6),
        (every("year", "y", no("u", year="$y.previous")), 0),
        (every("year", "y", no("u", year="$y.previous"), nth={"gte": 1}), 6),
        (every("year", "y", no("u", year="$y.value"), value="$x.year"), 6),
        (every("year", "y", no("t", year="$y.value", kind="$x.kind")), 0),  # nothing closes that record
        (every("year", "y", no("u", year="$y.value", day={"not": "$x.day"})), 0),  # no fact has a day
        (every("year", "y", fact("t", year={"in": ["$y.value", "$x.count"]}), nth={"gte": "$x.count"}), 3),
    ],
)
def test_an_every_is_true_where_there_is_one_and_no_counterexample(condition, found):
    """An `every` says what the oracle says, whatever its patterns refer to."""
    of = pack(rule("r", fact("t", "x"), condition))
    agrees(of, busy(complete=["u"]))
    assert len(DurableEngine(plan_of(of)).infer(sound(busy(complete=["u"]), of))) == found


@pytest.mark.parametrize("holds", [True, "unknown", False])
@pytest.mark.parametrize("given", [{"year": 2018}, {"year": 2018, "title": "other"}, {}, {"year": 2025}])
def test_an_every_with_no_fails_where_a_fact_could_match(holds, given):
    """A closed record does not make an `every` with `no` true for a year in which a fact holds or could."""
    of = pack(rule("r", fact("t", "x"), every("year", "y", no("u", year="$y.value", title={"not": "other"}))))
    agrees(of, busy(Fact("u", given, holds=holds), complete=["u"]), busy(Fact("u", given, holds=holds)))


def test_dates_and_years_join_by_year():
    """A condition that joins a date to a year, or a year to a date, means the year; two dates are joined by their day."""
    days = [Fact("t", day=day) for day in ("2017-05-01", "2017-06-01", "2018-05-01")]
    years = [Fact("u", year=year, day=f"{year}-06-01") for year in (2017, 2018, 2019)]
    joins = ({"year": "$x.day"}, {"day": "$x.day"}, {"day": "$x.year"}, {"year": {"in": ["$x.day"]}}, {"day": {"lt": "$x.day"}})
    for join in joins:
        for first in ("t", "u"):
            second = fact("u", **join)
            of = pack(
                rule("bound", fact(first, "x"), fact("u", "y", **join)),
                rule("there", fact(first, "x"), second, then=satisfies()),
                rule("none", fact(first, "x"), no("u", **join)),
                rule("unless", fact(first, "x"), unless=[second]),
            )
            agrees(of, case(*days, *years, complete=["u"]))


def test_a_rule_of_many_joins():
    """Conditions that refer to more than two slots are tested after the firing, with the same result."""
    binds = [fact("t", f"x{n}", count=n % 2) for n in range(6)]
    slots = {"kind": {"in": [f"$x{n}.kind" for n in range(6)]}, "title": {"in": [f"$x{n}.title" for n in range(6)]}}
    of = pack(rule("r", *binds, *(no("u", count=n, **slots) for n in range(38)), unless=[fact("u", day={"exists": True}, **slots)]))
    (stage,) = DurableEngine(plan_of(of))._strata[0]
    (one,) = stage._rules.values()
    assert (len(one._afterwards), len(one._exceptions_afterwards)) == (38, 1)
    agrees(of, busy(complete=["u"]), busy(Fact("u", count=37, title="0", kind="x"), complete=["u"]))


def test_rules_that_join_by_very_many_attributes():
    """Facts that are joined by more attributes than one message of durable-rules may have are told by several messages."""
    names = [f"{side}{n}" for side in "ab" for n in range(132)]
    types = {"t": FactType({name: Attribute("text") for name in names})}
    pairs = iter(range(132))
    rules = []
    for n in range(2):  # twelve facts, each joined to every other by attributes that no other join has
        binds = [fact("t", f"x{k}", **{f"a{(pair := next(pairs))}": f"$x{j}.b{pair}" for j in range(k)}) for k in range(12)]
        rules.append(rule(f"r{n}", *binds))
    of = pack(*rules, types=types)
    engine = DurableEngine(plan_of(of))
    found = engine.infer(sound(case(*(Fact("t", dict.fromkeys(names, value)) for value in "vw")), of))
    assert [len(set(f.bindings.values())) for f in found] == [1] * 4
    (stages,) = engine._strata
    assert all(len(tag.values) + len(tag.references) < 250 for stage in stages for tag in stage._tags)


def test_twelve_aliases_are_borne():
    """A rule may bind as many facts as the engine says."""
    of = pack(
        rule(
            "r",
            fact("t", "x0", count=0),
            *(fact("t", f"x{n}", count=n % 6, title={"not": f"$x{n - 1}.title"}) for n in range(1, MAX_BINDS)),
        )
    )
    agrees(of, busy())
    assert len(DurableEngine(plan_of(of)).infer(sound(busy(), of))) == 1


def test_thirteen_aliases_are_refused_in_one_sentence():
    """A rule that binds more facts than the engine bears is refused by name, with what to do instead."""
    of = pack(rule("fine", fact("t")), rule("wide", *(fact("t", f"x{n}") for n in range(MAX_BINDS + 1))))
    with pytest.raises(EngineError, match=r"e\.wide.*13") as refused:
        assess(case(), pack=of)
    assert "\n" not in str(refused.value)


def test_a_condition_that_refers_to_three_facts():
    """Conditions that refer to three bound facts are judged as the oracle judges them, and need no message for each combination."""
    bound = [fact("t", "x"), fact("u", "y", title="$x.title"), fact("t", "z", kind="$x.kind")]
    three = {"title": {"in": ["$x.title", "$y.title", "$z.title"]}, "count": {"gt": "$y.count"}}
    of = pack(
        rule("unless", *bound, unless=[fact("u", **three)]),
        rule("no", *bound, no("u", kind={"in": ["$x.kind", "$z.kind"]}, title="$y.title")),
        rule("there", *bound, fact("u", **three), then=satisfies()),
        rule(
            "every", *bound, every("year", "w", no("u", year="$w.value", title={"in": ["$x.title", "$z.title"]}, kind={"not": "$y.kind"}))
        ),
    )
    few = [Fact("u", title=f"{n}", count=n, kind="xyz"[n % 2]) for n in range(4)]
    agrees(of, busy(*few, complete=["u"]), busy(*few[:2], complete=["u"]))
    many = [Fact(type, title=f"{n}", count=n, kind="xyz"[n % 3]) for type in "tu" for n in range(60)]
    agrees(of, case(*many, complete=["u"]))


# -- large and many cases -----------------------------------------------------------------------------------------------------------------


def test_a_case_of_3000_facts():
    """A large case is judged as a small one."""
    of = pack(
        rule("pair", fact("t", "x", kind="x"), fact("u", "y", title="$x.title")),
        rule("alone", fact("t", "x"), unless=[fact("u", title="$x.title")], then=satisfies()),
        rule("missing", fact("t", "x"), no("u", title="$x.title")),
    )
    half = [Fact("t", title=f"{n}", kind="xyz"[n % 3]) for n in range(1500)]
    given = case(*half, *(Fact("u", title=f"{2 * n}") for n in range(1500)), complete=["u"])
    found = [(f.rule, f.bindings["x"]) for f in DurableEngine(plan_of(of)).infer(sound(given, of))]
    odd = [f"t-{n + 1}" for n in range(1, 1500, 2)]
    assert sorted(found) == sorted(
        [("e.pair", f"t-{n + 1}") for n in range(0, 1500, 6)] + [(rule_name, id) for rule_name in ("e.alone", "e.missing") for id in odd]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_2000_cases_leave_no_memory_behind():
    """Resident memory after 2,000 cases is that after the first 300, within a tenth."""
    engine = DurableEngine(plan_of(PACK))
    cases = [numbered(n) for n in range(8)]

    def judged(times):
        for n in range(times):
            engine.infer(cases[n % 8])
        gc.collect()
        return resident_mb()

    warm = judged(300)
    assert judged(2000) < 1.1 * warm + 5


def test_messages_of_one_case_do_not_reach_the_next():
    """An engine forgets each case: judging others in between changes nothing."""
    engine = DurableEngine(plan_of(PACK))
    first = [answers(engine, numbered(n)) for n in range(8)]
    assert [answers(engine, numbered(n)) for n in reversed(range(8))] == first[::-1]


def test_only_small_integers_cross_to_durable_rules(monkeypatch):
    """Whatever the values of a case, messages hold names of our own and numbers."""
    told = []
    real = rules_module.tag_messages

    def spied(tag, session):
        messages = list(real(tag, session))
        told.extend(messages)
        return messages

    monkeypatch.setattr("ringrose.engines.durable.engine.tag_messages", spied)
    of = pack(rule("r", fact("t", "x"), fact("t", "y", title="$x.title", open="$x.open", size="$x.size")))
    wild = [
        Fact("t", title=title, open=n % 2 == 0, size=n / 3) for n, title in enumerate(['"},{', "\\", "日本", "e" * 9999, "$x", "true", "1"])
    ]
    agrees(of, case(*wild))
    assert told
    for message in told:
        for name, value in message:
            assert name[0] in "pf"
            assert isinstance(value, int)
            assert -2 <= value < 1000
