"""What explanations cost, as ratios against one assessment of the same case in the same run, and how that grows with facts and with rules.

One assessment is what `assess` does with the engine that is there, down to its findings, on a case that was read and checked. A question is
asked of the library with its defaults. `QUESTIONS` names them; whoever adds one adds it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from statistics import median

from attrs import evolve

from benchmarks.engine import EXAMPLES
from benchmarks.plausible import plausible_cases
from benchmarks.tables import GOALS, Table
from benchmarks.timing import in_turns, ratio
from ringrose import Case, Pack, assess, load_case, load_pack, repair, robustness, threats, timeline
from ringrose.model.check_pack import check_pack
from ringrose.preparing import prepared

__all__ = ["QUESTIONS", "measure", "times_the_rules"]

TURNS = 7
SIZES = (10, 25, 50, 100, 200)
OF_EACH_SIZE = 5
TIMES = (1, 2, 4, 8)
SEED = 7
SAMPLES = 10_000
ELEMENTS = 5  # those of the pack as it is, also where it is several times as large
MOST = 100  # what an interactive answer may cost, in assessments

Question = Callable[[Case, Pack], object]


def _assessed(case: Case, pack: Pack) -> object:
    """One assessment, down to its findings."""
    return [list(result.findings) for judgement in assess(case, pack=pack) for result in judgement.criteria]


QUESTIONS: Mapping[str, Question] = {
    "robustness": lambda case, pack: robustness(case, pack=pack),
    "10,000 samples": lambda case, pack: robustness(case, pack=pack, samples=SAMPLES),
    "timeline": lambda case, pack: timeline(case, pack=pack),
    "5 repairs": lambda case, pack: [repair(case, element.id, pack=pack) for element in pack.elements[:ELEMENTS]],
    "5 threats": lambda case, pack: [threats(case, element.id, pack=pack) for element in pack.elements[:ELEMENTS]],
}


def measure() -> Iterator[Table]:
    """On the examples, then with more facts, then with more rules."""
    pack = load_pack("ringrose")
    worst: dict[str, float] = {}
    columns = ("facts", "one assessment", *QUESTIONS)
    yield Table(
        f"Explaining the examples, in assessments (median of {TURNS} turns)",
        ("case", *columns),
        (_row(path.stem, [load_case(path, pack=pack)], pack, worst) for path in EXAMPLES),
    )
    yield Table("Explanations", GOALS, _goals(worst))
    yield Table(
        f"More facts: plausible cases, {OF_EACH_SIZE} of each size, in assessments of these",
        ("case", *columns),
        (_row("plausible", _plausible(size, pack), pack) for size in SIZES),
        "Of 10 facts one at most is not certain, of 200 some twenty: then most samples are different cases, and each of these is judged.",
    )
    cases = [load_case(path, pack=pack) for path in EXAMPLES]
    yield Table(
        "More rules: the examples together, the elements of the pack several times over, in assessments of these",
        ("rules", *columns),
        (_row(str(len(list(more.rules()))), cases, more) for more in (times_the_rules(pack, times) for times in TIMES)),
    )


def times_the_rules(pack: Pack, times: int) -> Pack:
    """A pack with each element so many times, under other names."""
    elements = [evolve(e, id=e.id if n == 0 else f"{e.id}-{n}") for n in range(times) for e in pack.elements]
    more, flaws = check_pack(evolve(pack, elements=elements))
    if any(not flaw.warning for flaw in flaws):
        raise SystemExit(f"the larger pack is not sound: {flaws[:3]}")
    return more


def _plausible(size: int, pack: Pack) -> list[Case]:
    return [load_case(case, pack=pack) for case in plausible_cases(OF_EACH_SIZE, SEED, size)]


def _row(label: str, cases: list[Case], pack: Pack, worst: dict[str, float] | None = None) -> list[str]:
    """What one assessment takes, and how many times as long each question."""
    facts = sum(len(case.facts) for case in cases) // len(cases)
    sound = [prepared(case, pack)[0] for case in cases]

    def all_of(question: Question) -> None:
        for case in sound:
            question(case, pack)

    runs = {name: partial(all_of, question) for name, question in {"assess": _assessed, **QUESTIONS}.items()}
    taken = in_turns(runs, TURNS)
    ratios = {name: ratio(taken[name], taken["assess"]) for name in QUESTIONS}
    for name, times in ratios.items() if worst is not None else ():
        worst[name] = max(worst.get(name, 0), times)
    one = median(taken["assess"]) / len(cases)
    return [label, str(facts), f"{one * 1e3:.2f} ms", *(f"{times:.1f}" for times in ratios.values())]


def _goals(worst: Mapping[str, float]) -> Iterator[tuple[str, str, str]]:
    for name, times in worst.items():
        goal = "seconds for 10,000 samples" if "samples" in name else f"under {MOST * (ELEMENTS if name.startswith('5') else 1)}"
        yield f"{name} / one assessment, the worst of the examples", f"{times:.1f}", goal
