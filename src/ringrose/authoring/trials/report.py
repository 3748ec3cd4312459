"""What came of the tests of a pack, as data and as a page: whether they are true, what they show, and which mutants they notice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from ringrose.authoring.trials.accepted import Accepted, load_accepted
from ringrose.authoring.trials.coverage import Coverage, Point, coverage_of
from ringrose.authoring.trials.gaps import gap_line, gap_text, mutant_line
from ringrose.authoring.trials.mutants import Mutant
from ringrose.authoring.trials.mutating import Mutation, mutation_of
from ringrose.authoring.trials.places import Places
from ringrose.authoring.trials.telling import failed_section, sentence
from ringrose.authoring.trials.trying import Difference, Trial, Tried, try_pack
from ringrose.errors import Flaw
from ringrose.explain.page import Page, Section
from ringrose.explain.words import say
from ringrose.files.documents import MAX_BYTES
from ringrose.files.packs import find_pack

__all__ = ["Report", "report_of"]


@frozen(eq=False)
class Report:
    """A trial of a pack; with ``coverage`` what its tests show, and with ``mutation`` which mutants they notice.

    ``mutates`` tells whether mutants were asked for; they are not tried where some test fails.
    """

    trial: Trial
    accepted: Accepted
    places: Places
    coverage: Coverage | None = None
    mutation: Mutation | None = None
    mutates: bool = False

    @property
    def missing(self) -> tuple[Point, ...]:
        """What no test shows, but for what is said to be impossible."""
        points = self.coverage.missing if self.coverage is not None else ()
        return tuple(point for point in points if point.name not in self.accepted.impossible)

    @property
    def survived(self) -> tuple[Mutant, ...]:
        """The mutants that no test notices, but for those that are said to mean the same."""
        mutants = self.mutation.survived if self.mutation is not None else ()
        return tuple(mutant for mutant in mutants if mutant.name not in self.accepted.equivalent)

    @property
    def passed(self) -> bool:
        """Whether nothing is left to be done."""
        return not (self.trial.failed or self.missing or self.survived)

    def to_dict(self, lang: str = "en") -> dict[str, Any]:
        """The report in format ``pack-test/1``."""
        return {
            "ringrose": "pack-test/1",
            "pack": self.trial.pack.named,
            "passed": self.passed,
            "tests": [_test(tried, lang) for tried in self.trial.tried],
            "coverage": None if self.coverage is None else self._coverage_data(self.coverage, lang),
            "mutants": None if self.mutation is None else self._mutation_data(self.mutation),
        }

    def _coverage_data(self, coverage: Coverage, lang: str) -> dict[str, Any]:
        told = [
            {"name": p.name, "kind": p.kind, "about": p.about, "part": p.part, "together": list(p.because), "text": gap_text(p, lang)}
            for p in self.missing
        ]
        return {
            "count": len(coverage.points),
            "shown": len(coverage.points) - len(coverage.missing),
            "missing": told,
            "impossible": [{"name": name, "reason": reason} for name, reason in self.accepted.impossible.items()],
        }

    def _mutation_data(self, mutation: Mutation) -> dict[str, Any]:
        told = []
        for mutant in self.survived:
            file, line = self.places.of(mutant.about)
            before, after = mutant.whole
            told.append({"name": mutant.name, "about": mutant.about, "file": file, "line": line, "before": before, "after": after})
        return {
            "count": len(mutation.mutants),
            "noticed": len(mutation.noticed),
            "survived": told,
            "equivalent": [{"name": name, "reason": reason} for name, reason in self.accepted.equivalent.items()],
        }

    def page(self, lang: str = "en") -> Page:
        """The report in words."""
        pack = self.trial.pack
        sections = [failed_section(tried, lang) for tried in self.trial.failed]
        if self.missing:
            gaps = [gap_line(point, self.places.of, lang) for point in self.missing]
            sections.append(Section(say("trials.part.gaps", lang), gaps))
        if self.survived:
            mutants = [mutant_line(mutant, self.places.of, lang) for mutant in self.survived]
            sections.append(Section(say("trials.part.mutants", lang), mutants))
        return Page(lang, say("trials.title", lang, pack=pack.id, version=pack.version), list(self._head(lang)), sections)

    def _head(self, lang: str) -> Iterator[tuple[str, str]]:
        count, failed = len(self.trial.tried), len(self.trial.failed)
        told = say("trials.some_failed" if failed else "trials.all_passed", lang, count=str(count), failed=str(failed))
        yield say("trials.head.tests", lang), told
        if self.coverage is not None:
            count, accepted = len(self.coverage.points), len(self.accepted.impossible)
            code = "trials.covered.impossible" if accepted else "trials.covered"
            shown = str(count - len(self.coverage.missing))
            yield say("trials.head.coverage", lang), say(code, lang, seen=shown, count=str(count), accepted=str(accepted))
        if self.mutation is not None:
            count, accepted = len(self.mutation.mutants), len(self.accepted.equivalent)
            code = "trials.noticed.equivalent" if accepted else "trials.noticed"
            noticed = str(len(self.mutation.noticed))
            yield say("trials.head.mutants", lang), say(code, lang, noticed=noticed, count=str(count), accepted=str(accepted))
        elif self.mutates:
            yield say("trials.head.mutants", lang), say("trials.not_mutated", lang)


def report_of(source: str | Path, *, coverage: bool = False, mutate: bool = False, max_bytes: int = MAX_BYTES) -> Report:
    """Try the tests of a pack, named or in a folder; ``coverage``: what they show; ``mutate``: which mutants they notice.

    Raises `PackNotFound` where there is none, and `InputError` with every problem of the pack, of its tests, and of what its author says of
    mutants and of what is impossible.
    """
    trial = try_pack(source, max_bytes=max_bytes)
    folder = find_pack(source)
    accepted = load_accepted(folder, max_bytes=max_bytes)
    covered = coverage_of(trial) if coverage else None
    mutated = mutation_of(trial) if mutate and not trial.failed else None
    flaws = [*(_impossible(accepted, covered) if covered is not None else ()), *(_equivalent(accepted, mutated) if mutated else ())]
    accepted.refuse(flaws)
    return Report(trial, accepted, Places(folder, max_bytes=max_bytes), covered, mutated, mutate)


def _impossible(accepted: Accepted, coverage: Coverage) -> Iterator[Flaw]:
    """Tell what is said to be impossible without need."""
    names = dict.fromkeys(point.name for point in coverage.points)
    yield from accepted.unknown("impossible", names, "point of coverage", "`ringrose pack test --coverage --format json` names them")
    missing = {point.name for point in coverage.missing}
    for name in accepted.impossible:
        if name in names and name not in missing:
            yield Flaw(("impossible", name), f"A test shows what `{name}` calls impossible", "", "Take the reason out", at_key=True)


def _equivalent(accepted: Accepted, mutation: Mutation) -> Iterator[Flaw]:
    """Tell which mutants are said to mean the same without need."""
    names = dict.fromkeys(mutant.name for mutant in mutation.mutants)
    yield from accepted.unknown("equivalent", names, "mutant", "`ringrose pack test --mutate` names those that no test notices")
    for name in accepted.equivalent:
        test = mutation.noticed.get(name)
        if test is not None:
            what = f'The mutant `{name}` does not mean the same: a test notices it ("{test.name}")'
            yield Flaw(("equivalent", name), what, "", "Take the reason out", at_key=True)


def _test(tried: Tried, lang: str) -> dict[str, Any]:
    test = tried.test
    return {
        "name": test.name,
        "file": test.file,
        "line": test.line,
        "passed": tried.passed,
        "differences": [_difference(one, lang) for one in tried.differences],
    }


def _difference(one: Difference, lang: str) -> dict[str, Any]:
    return {"code": one.code, "about": one.about, "expected": one.expected, "found": one.found, "text": sentence(one, lang)}
