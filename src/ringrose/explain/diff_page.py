"""What differs, as a page: between cases, packs or saved assessments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from ringrose.explain.case_differences import UNREAD, CaseDifference
from ringrose.explain.compared_told import ComparedTeller, Side
from ringrose.explain.comparing import ElementCompared
from ringrose.explain.diff_assessments import AssessmentsDiff
from ringrose.explain.diff_cases import Bearing, CasesDiff
from ringrose.explain.diff_packs import CaseByPacks, PacksDiff
from ringrose.explain.pack_differences import PackDifference
from ringrose.explain.pack_told import thing_line
from ringrose.explain.packs_effect import Effect
from ringrose.explain.page import Grid, Page, Section
from ringrose.explain.telling import Line, Teller, line
from ringrose.explain.words import listed, say
from ringrose.model.case import Case, Closure, Fact

__all__ = ["assessments_page", "cases_page", "changes_page", "packs_page"]

Names = tuple[str, str]
"""What a reader calls the two sides, such as the names of files; empty where there is nothing to add."""


def _head(lang: str, first: str, second: str, names: Names) -> list[tuple[str, str]]:
    told = [say("diff.named", lang, what=what, file=name) if name else what for what, name in zip((first, second), names, strict=True)]
    return [(say("diff.first", lang), told[0]), (say("diff.second", lang), told[1])]


# -- cases ------------------------------------------------------------------------------------------------------------------------


def cases_page(diff: CasesDiff, lang: str, names: Names = ("", "")) -> Page:
    """What differs between two cases, in words."""
    return _CasesTeller(diff, lang).page(names)


class _CasesTeller:
    """Tells what differs between two cases in one language."""

    def __init__(self, diff: CasesDiff, lang: str) -> None:
        self.diff, self.lang = diff, lang
        self.first, self.second = Teller(diff.before, lang), Teller(diff.after, lang)
        self.teller = ComparedTeller(lang, Side(lang, self.first), Side(lang, self.second), "diff")

    def page(self, names: Names) -> Page:
        diff, lang = self.diff, self.lang
        pack = diff.before.pack
        rules = say("head.rules.pack", lang, pack=pack.id, version=pack.version, engine=diff.before.engine)
        differing = [*self.teller.sections(diff.elements, self._bearing), *self.teller.conflicts(diff.conflicts), *self._differences()]
        return Page(
            lang,
            say("diff.cases", lang),
            (*_head(lang, self._title(diff.before.case), self._title(diff.after.case), names), (say("head.rules", lang), rules)),
            [Section(say("diff.judgements", lang), self.teller.turned(diff.elements)), *differing, self.teller.rest(bool(differing))],
        )

    def _title(self, case: Case) -> str:
        return (case.title.get(self.lang) if case.title else "") or case.id

    def _bearing(self, element: ElementCompared) -> Iterator[Line]:
        bearing = self.diff.bearing[element.element]
        if bearing:
            for teller in (self.first, self.second):
                teller.forget()
            yield line("diff.bearing", self.lang, "every", below=[self._bears(one) for one in bearing])

    def _bears(self, bearing: Bearing) -> Line:
        """A difference in short (it is told in full further down), and what it does by itself."""
        one = self.diff.differences[bearing.difference]
        told = self._difference(one)
        fact = one.second or one.first
        how = [say(f"diff.{word}", self.lang) for word, so in (("alone", bearing.alone), ("needed", bearing.needed)) if so]
        cite = "; ".join([fact.id, *how] if fact is not None and fact.id is not None else how)
        below = [evolve(line, cite="", below=()) for line in told.below if line.kind != "note"]
        return Line(told.text, told.kind, cite, below, told.code)

    def _differences(self) -> Iterator[Section]:
        for teller in (self.first, self.second):
            teller.forget()
        for code, matters in (("diff.facts", True), ("diff.unread", False)):
            lines = [self._difference(one) for one in self.diff.differences if one.matters is matters]
            if lines:
                yield Section(say(code, self.lang), lines)

    def _difference(self, one: CaseDifference) -> Line:
        if one.what not in ("fact", "record"):
            return self._frame(one)
        if one.change == "changed":
            return self._changed(one)
        told, teller = (one.first, self.first) if one.second is None else (one.second, self.second)
        assert told is not None
        described = self._described(told, teller)
        return line(f"diff.{one.what}.{one.change}", self.lang, "fact", cite=described.cite, below=described.below, fact=described.text)

    def _changed(self, one: CaseDifference) -> Line:
        assert one.first is not None
        assert one.second is not None
        before, after = self._described(one.first, self.first), self._described(one.second, self.second)
        if not one.matters:
            keys = listed([say(f"diff.key.{key}", self.lang) for key in UNREAD if key in one.keys], self.lang)
            return line("diff.told", self.lang, "fact", cite=after.cite, keys=keys, fact=after.text)
        below = [line("diff.fact.after", self.lang, "fact", cite=after.cite, below=after.below, fact=after.text)]
        return line("diff.fact.before", self.lang, "fact", cite=before.cite, below=below, fact=before.text)

    def _described(self, told: Fact | Closure, teller: Teller) -> Line:
        if isinstance(told, Closure):
            described = teller.fact_lines([Fact(told.type, told.attributes, id="")])[0]
            return Line(described.text, "fact", teller.citations(told.source))
        code = {False: "denied", "unknown": "diff.fact.unknown"}.get(told.holds, "")
        return teller.fact_lines([told], code)[0]

    def _frame(self, one: CaseDifference) -> Line:
        part = say(f"diff.frame.{one.what}", self.lang)
        if one.what in ("sources", "published", "title"):
            return line("diff.frame.differs", self.lang, "fact", part=part)
        sides = [self._part(teller.case, one) for teller in (self.first, self.second)]
        return line("diff.frame", self.lang, "fact", part=part, before=sides[0], after=sides[1])

    def _part(self, case: Case, one: CaseDifference) -> str:
        """A part of the frame of a case; of partners and fields those that the other case does not have so."""
        if one.what == "review":
            return say("head.review.span", self.lang, start=str(case.review.start), end=str(case.review.end))
        if one.what == "id":
            return case.id
        shared = [side for side in one.before or () if side in (one.after or ())]
        same = {side["id"] for side in shared}
        told = {
            "partners": [p.name.get(self.lang) + (f" ({p.country})" if p.country else "") for p in case.partners if p.id not in same],
            "fields": [agreed.name.get(self.lang) for agreed in case.fields if agreed.id not in same],
        }[one.what]
        return listed(told, self.lang) or say("none", self.lang)


# -- packs ------------------------------------------------------------------------------------------------------------------------


def packs_page(diff: PacksDiff, lang: str, names: Names = ("", "")) -> Page:
    """What differs between two packs and between the judgements by them, in words."""
    sections: list[Section] = [_effect(diff.effect, diff, lang)] if diff.effect is not None else []
    for case in diff.cases:
        sections += _case_sections(diff, case, lang)
    if not diff.cases and diff.effect is None:
        sections.append(Section("", [line("diff.no_cases", lang, "note")]))
    changes = [*_pack_sections(diff, lang)]
    differing = bool(changes or (diff.effect and (diff.effect.turned or diff.effect.moved)))
    differing |= any(element.moved for case in diff.cases for element in case.elements)
    told = [say("diff.pack", lang, pack=pack.id, version=pack.version) for pack in (diff.first, diff.second)]
    rest = Section("", [line("diff.rest" if differing else "diff.nothing", lang)])
    return Page(lang, say("diff.packs", lang), _head(lang, told[0], told[1], names), [*sections, *changes, rest])


def _case_sections(diff: PacksDiff, case: CaseByPacks, lang: str) -> Iterator[Section]:
    teller = ComparedTeller(lang, Side(lang, Teller(case.before, lang)), Side(lang, Teller(case.after, lang)), "diff")
    title = case.before.case.title
    name = (title.get(lang) if title else "") or case.before.case.id
    yield Section(say("diff.judgements.of", lang, case=name), [*teller.turned(case.elements), *_rules_at_work(diff, case, lang)])
    for section in teller.sections(case.elements):
        yield Section(say("diff.element.of", lang, case=name, element=section.title), section.lines, section.status)


def _rules_at_work(diff: PacksDiff, case: CaseByPacks, lang: str) -> Iterator[Line]:
    below = []
    for rule in case.rules:
        change = "same" if rule.difference is None else diff.differences[rule.difference].change
        below.append(line(f"diff.rule.{change}", lang, "derived", rule=rule.rule))
    if below:
        yield line("diff.rules", lang, below=below)


def _pack_sections(diff: PacksDiff, lang: str, verb: str = "diff") -> Iterator[Section]:
    for code, matters in (("diff.meaning", True), ("diff.texts", False)):
        lines = [thing_line(one, lang, verb) for one in _untold(diff.differences, verb) if one.matters is matters]
        if lines:
            yield Section(say(code, lang), lines)


def _untold(differences: Iterable[PackDifference], verb: str) -> Iterator[PackDifference]:
    """The differences; of what a pack changes without its name and version, which the head tells, and without parts of whole elements."""
    differences = tuple(differences)
    whole = {(one.change, one.id) for one in differences if verb == "changes" and one.what == "element"}
    for one in differences:
        if one.what in ("rule", "criterion") and one.change != "changed" and (one.change, one.id.partition(".")[0]) in whole:
            continue
        keys = tuple(key for key in one.keys if verb != "changes" or one.what != "pack" or key not in ("id", "version"))
        if keys or one.change != "changed":
            yield evolve(one, keys=keys)


def changes_page(diff: PacksDiff, lang: str) -> Page:
    """What the second pack changes in the first, in words; cases are left aside."""
    before, after = (say("diff.pack", lang, pack=pack.id, version=pack.version) for pack in (diff.first, diff.second))
    extends = diff.second.parent is not None and diff.second.parent.digest == diff.first.digest
    head = [(say("changes.pack", lang), after), (say("changes.parent" if extends else "changes.other", lang), before)]
    sections = [*_pack_sections(diff, lang, "changes")]
    rest = line("changes.rest" if sections else "changes.nothing", lang, other=diff.first.id)
    return Page(lang, say("changes.title", lang, pack=diff.second.id, other=diff.first.id), head, [*sections, Section("", [rest])])


def _effect(effect: Effect, diff: PacksDiff, lang: str) -> Section:
    """How many cases are judged otherwise, of which elements, and which these are."""
    cases = str(len(effect.cases))
    moved = _only_findings(effect, lang)
    if not effect.turned:
        return Section(say("effect.title", lang), [line("effect.none", lang, cases=cases), *(moved or [line("effect.alike", lang)])])
    title = {element.id: element.title for pack in (diff.first, diff.second) for element in pack.elements}
    lines = [line("effect.some", lang, turned=str(len(effect.turned)), cases=cases)]
    for id, ways in effect.totals.items():
        name = title[id]
        how = [
            say("effect.how", lang, count=str(n), before=_status(before, lang), after=_status(after, lang)) for (before, after), n in ways
        ]
        count = str(sum(n for _, n in ways))
        told = (name.get(lang) if name else "") or id
        lines.append(line("effect.element", lang, "derived", name=told, turned=count, cases=cases, how=listed(how, lang)))
    rows = [(one.name, [one.turn(id) for id in effect.totals]) for one in effect.turned]
    grid = Grid(list(effect.totals), [(name, tuple(cells)) for name, cells in rows])
    return Section(say("effect.title", lang), [line("effect.legend", lang, "note"), *lines, *moved], grid=grid)


def _only_findings(effect: Effect, lang: str) -> list[Line]:
    """In how many cases findings differ and no status does, and how to see it."""
    if not effect.moved:
        return []
    return [line("effect.moved", lang, moved=str(len(effect.moved)), cases=str(len(effect.cases)), name=effect.moved[0].name)]


def _status(status: str | None, lang: str) -> str:
    return say(f"status.{status}" if status else "compared.none", lang)


# -- saved assessments ------------------------------------------------------------------------------------------------------------


def assessments_page(diff: AssessmentsDiff, lang: str, names: Names = ("", "")) -> Page:
    """What differs between two saved assessments, in words; findings are told as they were saved."""
    teller = ComparedTeller(lang, Side(lang), Side(lang), "diff")
    told = [
        say("diff.judged", lang, case=one["case"], pack=one["pack"]["id"], version=one["pack"]["version"])
        for one in (diff.first, diff.second)
    ]
    differing = [*teller.sections(diff.elements), *teller.conflicts(diff.conflicts), *_about(diff, lang)]
    judgements = Section(say("diff.judgements", lang), teller.turned(diff.elements))
    return Page(
        lang,
        say("diff.assessments", lang),
        _head(lang, told[0], told[1], names),
        [judgements, *differing, teller.rest(bool(differing))],
    )


def _about(diff: AssessmentsDiff, lang: str) -> Iterable[Section]:
    none = say("diff.about.none", lang)
    lines = [
        line(
            "diff.about.line",
            lang,
            what=say(f"diff.about.{one.what}", lang),
            before=none if one.before is None else _short(one.before),
            after=none if one.after is None else _short(one.after),
        )
        for one in diff.differences
    ]
    return [Section(say("diff.about", lang), lines)] if lines else []


def _short(value: object) -> str:
    """A value; of a digest what tells it apart at a glance."""
    text = str(value)
    return f"{text[:19]}..." if text.startswith("sha256:") else text
