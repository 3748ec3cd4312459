"""What reports and comparisons weigh and cost, and how that grows with the facts of a case and with the number of cases.

Times are told as ratios against one assessment of the same cases in the same run, down to its findings; the engine is the one that is
there. The cases are plausible, with the same stories at every size: a larger one is a longer record of the same partnership.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    """What was measured of one size, for one fact or one case: seconds of making and of laying out, and bytes; and the heaviest page."""

    size: int
    making: float
    laying_out: float
    weight: float
    heaviest: int


def measure(
    sizes: Sequence[int] = SIZES,
    in_word: Sequence[int] = IN_WORD,
    stories: int = STORIES,
    cases: Sequence[int] = CASES,
    turns: int = TURNS,
) -> Iterator[Table]:
    """Reports by the number of facts, comparisons by the number of cases, and what of it has a goal."""
    pack = load_pack("ringrose")
    reports: list[Cost] = []
    comparisons: list[Cost] = []
    yield Table(
        f"Reports: {stories} plausible stories of each size, in assessments of these (median of {turns} turns)",
        ("facts", "one assessment", "its report", "as a web page", "kB", "as Markdown", "kB", "as Word", "kB"),
        (_report(size, stories, pack, turns, reports, word=size in in_word) for size in sizes),
        "A report is made (reasons, open questions, ways to change an element, years, sources) and then laid out. kB are of the heaviest. "
        "What Word takes is nearly all pandoc's, in a process of its own.",
    )
    yield Table(
        f"Comparisons: plausible cases of {FACTS_OF_MANY} facts, in assessments of all of them",
        ("cases", "assessing all", "comparing", "as a web page", "kB", "kB a case"),
        (_comparison(count, pack, turns, comparisons) for count in cases),
    )
    yield Table("What reports cost", GOALS, _goals(reports, comparisons))


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


def _report(size: int, stories: int, pack: Pack, turns: int, costs: list[Cost], *, word: bool) -> list[str]:
    """What the reports of one size take."""
    cases = _stories(stories, size, pack)
    made = _reported(cases, pack)
    runs: dict[str, Callable[[], object]] = {
        "assess": partial(_assessed, cases, pack),
        "make": partial(_reported, cases, pack),
        "html": lambda: [report_html.render(report) for report in made],
        "markdown": lambda: [report_markdown.render(report) for report in made],
    }
    pages = [len(report_html.render(report).encode()) for report in made]
    texts = [len(report_markdown.render(report).encode()) for report in made]
    documents = _documents(made) if word else []
    if documents:
        runs["word"] = lambda: _documents(made)
    taken = in_turns(runs, turns)
    facts = size * stories
    costs.append(Cost(size, median(taken["make"]) / facts, median(taken["html"]) / facts, sum(pages) / facts, max(pages)))
    told = [f"{ratio(taken[name], taken['assess']):.1f}" if name in taken else "-" for name in ("make", "html", "markdown", "word")]
    weights = [f"{max(files) / 1000:,.0f}" if files else "-" for files in (pages, texts, documents)]
    one = median(taken["assess"]) / stories
    return [f"{size:,}", f"{one * 1e3:.2f} ms", told[0], told[1], weights[0], told[2], weights[1], told[3], weights[2]]


def _documents(reports: Sequence[Report]) -> list[int]:
    """What the reports weigh in Word; none where its extra is not installed."""
    try:
        return [len(report_word.render(report)) for report in reports]
    except InputError:
        return []


def _comparison(count: int, pack: Pack, turns: int, costs: list[Cost]) -> list[str]:
    """What a comparison of so many cases takes."""
    rng = Random(SEED)  # noqa: S311
    cases = [load_case(plausible_case(rng, n, FACTS_OF_MANY), pack=pack) for n in range(count)]
    made = compare_assessments(_assessed(cases, pack))
    page = len(comparison_html.render(made).encode())
    taken = in_turns(
        {
            "assess": partial(_assessed, cases, pack),
            "compare": lambda: compare_assessments(_assessed(cases, pack)),
            "html": lambda: comparison_html.render(made),
        },
        turns,
    )
    costs.append(Cost(count, median(taken["compare"]) / count, median(taken["html"]) / count, page / count, page))
    told = [f"{ratio(taken[name], taken['assess']):.2f}" for name in ("compare", "html")]
    return [f"{count:,}", f"{median(taken['assess']) * 1e3:.0f} ms", *told, f"{page / 1000:,.0f}", f"{page / count / 1000:.1f}"]


def _goals(reports: Sequence[Cost], comparisons: Sequence[Cost]) -> Iterator[tuple[str, str, str]]:
    """The weight of a page, and what one more fact or case costs: the largest against the one before it."""
    before, largest = reports[-2:]
    yield f"the heaviest web page of {before.size:,} facts", f"{before.heaviest / 1000:,.0f} kB", f"under {HEAVIEST / 1000:,.0f} kB"
    yield from _growth("report", "facts", before, largest)
    yield from _growth("comparison", "cases", *comparisons[-2:])


def _growth(what: str, of: str, before: Cost, largest: Cost) -> Iterator[tuple[str, str, str]]:
    sizes = f"{largest.size:,} {of} / {before.size:,}, each of them"
    for name, one, other in (
        ("making it", largest.making, before.making),
        ("laying it out as a web page", largest.laying_out, before.laying_out),
        ("weight of the web page", largest.weight, before.weight),
    ):
        yield f"{what}, {name}: {sizes}", f"{one / other:.2f}", f"at most {MORE}"
