"""What reports and comparisons weigh and cost, and how that grows with the facts of a case and with the number of cases.

Times are told as ratios against one assessment of the same cases in the same run, down to its findings; the engine is the one that is
there. The cases are plausible, with the same stories at every size: a larger one is a longer record of the same partnership.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from statistics import median

from benchmarks.plausible import plausible_case
from benchmarks.tables import GOALS, Table
from benchmarks.timing import in_turns, ratio
from ringrose import Assessment, Case, InputError, Pack, assess, load_case, load_pack
from ringrose.explain.many.making import compare_assessments
from ringrose.explain.report import Report
from ringrose.explain.report.making import report_of
from ringrose.render import comparison_html, report_html, report_markdown, report_word

__all__ = ["measure"]

SIZES = (10, 100, 1_000, 5_000)
IN_WORD = (10, 1_000)
STORIES = 2
CASES = (10, 100, 500)
FACTS_OF_MANY = 40  # what the cases of a comparison have, as those of the examples and of the peers do
TURNS = 3
SEED = 11

HEAVIEST = 1_000_000
"""What a web page of a report of 1,000 facts may weigh, in bytes."""
MORE = 1.5
"""How many times as much a fact, or a case, may cost in the largest as in the one before."""


@dataclass(frozen=True)
class Cost:
    """What was measured of one size: the seconds of each run in each turn, and the bytes of the files of each kind."""

    size: int
    taken: Mapping[str, Sequence[float]]
    files: Mapping[str, Sequence[int]]

    def times(self, name: str) -> str:
        """How many times as long a run takes as the assessments alone; a dash where it was not run."""
        return f"{ratio([*self.taken[name]], [*self.taken['assess']]):.1f}" if name in self.taken else "-"

    def heaviest(self, kind: str) -> str:
        """The kB of the heaviest file of a kind; a dash where there is none."""
        return f"{max(self.files[kind]) / 1000:,.0f}" if self.files.get(kind) else "-"


def measure(
    sizes: Sequence[int] = SIZES,
    in_word: Sequence[int] = IN_WORD,
    stories: int = STORIES,
    cases: Sequence[int] = CASES,
    turns: int = TURNS,
) -> Iterator[Table]:
    """Reports by the number of facts, comparisons by the number of cases, and what of it has a goal."""
    pack = load_pack("ringrose")
    reports = _in_turns({size: _reports(_stories(stories, size, pack), pack, word=size in in_word) for size in sizes}, turns)
    yield Table(
        f"Reports: {stories} plausible stories of each size, in assessments of these (median of {turns} turns)",
        ("facts", "one assessment", "its report", "as a web page", "kB", "as Markdown", "kB", "as Word", "kB"),
        (_report_row(one, stories) for one in reports),
        "A report is made (reasons, open questions, ways to change an element, years, sources) and then laid out. kB are of the heaviest. "
        "What Word takes is nearly all pandoc's, in a process of its own.",
    )
    comparisons = _in_turns({count: _comparison(count, pack) for count in cases}, turns)
    yield Table(
        f"Comparisons: plausible cases of {FACTS_OF_MANY} facts, in assessments of all of them",
        ("cases", "assessing all", "comparing", "as a web page", "kB", "kB a case"),
        (_comparison_row(one) for one in comparisons),
    )
    yield Table("What reports cost", GOALS, _goals(reports, comparisons))


Runs = tuple[Mapping[str, Callable[[], object]], Mapping[str, Sequence[int]]]
"""What is timed of one size, and the bytes of its files."""


def _in_turns(runs: Mapping[int, Runs], turns: int) -> list[Cost]:
    """All runs of all sizes, in turns, so that a slower moment of the machine meets every size."""
    taken = in_turns({f"{size} {name}": run for size, (several, _) in runs.items() for name, run in several.items()}, turns)
    return [Cost(size, {name: taken[f"{size} {name}"] for name in several}, files) for size, (several, files) in runs.items()]


def _stories(stories: int, size: int, pack: Pack) -> list[Case]:
    return [load_case(plausible_case(Random(f"{SEED}-{n}"), n, size), pack=pack) for n in range(stories)]  # noqa: S311


def _assessed(cases: Sequence[Case], pack: Pack) -> list[Assessment]:
    """The cases, assessed anew down to their findings."""
    assessments = [assess(case, pack=pack) for case in cases]
    for assessment in assessments:
        for judgement in assessment:
            for result in judgement.criteria:
                list(result.findings)
    return assessments


def _reported(cases: Sequence[Case], pack: Pack) -> list[Report]:
    return [report_of(assessment) for assessment in _assessed(cases, pack)]


def _reports(cases: Sequence[Case], pack: Pack, *, word: bool) -> Runs:
    """The reports of some cases: making them, and laying them out."""
    made = _reported(cases, pack)
    runs: dict[str, Callable[[], object]] = {
        "assess": partial(_assessed, cases, pack),
        "make": partial(_reported, cases, pack),
        "html": lambda: [report_html.render(report) for report in made],
        "markdown": lambda: [report_markdown.render(report) for report in made],
    }
    files: dict[str, Sequence[int]] = {
        "html": [len(report_html.render(report).encode()) for report in made],
        "markdown": [len(report_markdown.render(report).encode()) for report in made],
    }
    if word and (documents := _documents(made)):
        runs["word"], files["word"] = partial(_documents, made), documents
    return runs, files


def _documents(reports: Sequence[Report]) -> list[int]:
    """What the reports weigh in Word; none where its extra is not installed."""
    try:
        return [len(report_word.render(report)) for report in reports]
    except InputError:
        return []


def _report_row(one: Cost, stories: int) -> list[str]:
    assessment = median(one.taken["assess"]) / stories
    laid_out = [cell for kind in ("html", "markdown", "word") for cell in (one.times(kind), one.heaviest(kind))]
    return [f"{one.size:,}", f"{assessment * 1e3:.2f} ms", one.times("make"), *laid_out]


def _comparison(count: int, pack: Pack) -> Runs:
    """A comparison of so many cases: making it, and laying it out."""
    rng = Random(SEED)  # noqa: S311
    cases = [load_case(plausible_case(rng, n, FACTS_OF_MANY), pack=pack) for n in range(count)]
    made = compare_assessments(_assessed(cases, pack))
    runs: dict[str, Callable[[], object]] = {
        "assess": partial(_assessed, cases, pack),
        "make": lambda: compare_assessments(_assessed(cases, pack)),
        "html": lambda: comparison_html.render(made),
    }
    return runs, {"html": [len(comparison_html.render(made).encode())]}


def _comparison_row(one: Cost) -> list[str]:
    (page,) = one.files["html"]
    times = [one.times("make"), one.times("html")]
    return [f"{one.size:,}", f"{median(one.taken['assess']) * 1e3:.0f} ms", *times, one.heaviest("html"), f"{page / one.size / 1000:.1f}"]


def _goals(reports: Sequence[Cost], comparisons: Sequence[Cost]) -> Iterator[tuple[str, str, str]]:
    """The weight of a page, and what one more fact or case costs: the largest against the one before it."""
    before, largest = reports[-2:]
    yield f"the heaviest web page of {before.size:,} facts", f"{before.heaviest('html')} kB", f"under {HEAVIEST / 1000:,.0f} kB"
    yield from _growth("report", "facts", before, largest)
    yield from _growth("comparison", "cases", *comparisons[-2:])


def _growth(what: str, of: str, before: Cost, largest: Cost) -> Iterator[tuple[str, str, str]]:
    sizes, larger = f"{largest.size:,} {of} / {before.size:,}, each of them", largest.size / before.size
    grown = {
        "making it": ratio([*largest.taken["make"]], [*before.taken["make"]]),
        "laying it out as a web page": ratio([*largest.taken["html"]], [*before.taken["html"]]),
        "weight of the web page": sum(largest.files["html"]) / sum(before.files["html"]),
    }
    for name, times in grown.items():
        yield f"{what}, {name}: {sizes}", f"{times / larger:.2f}", f"at most {MORE}"
