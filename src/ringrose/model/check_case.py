"""The check of a case against the vocabulary of a pack: values read by their types, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from math import ceil, floor, inf
from typing import Any, TypeVar

from attrs import evolve

from ringrose.errors import Flaw, Path, nearest, one_of, place_of
from ringrose.model.assessment import STATUSES
from ringrose.model.case import CERTAINTIES, Case, Citation, Closure, Fact, Published, Review, Source
from ringrose.model.checking import (
    MAX_FLAWS,
    MAX_TEXT,
    Anything,
    Hidden,
    as_plain,
    id_flaws,
    known_flaws,
    local_text_flaws,
    plain_flaws,
    text_flaws,
)
from ringrose.model.pack import STRUCTURAL, FactType, Pack
from ringrose.model.values import ORDERED, Range, ValueFlaw, read_bound, read_range, read_value, show

__all__ = ["case_warnings", "check_case", "examine_case", "is_empty"]

_NOTHING_HIDDEN = Hidden()
_Told = TypeVar("_Told", Fact, Closure)


def check_case(case: Case, pack: Pack) -> tuple[Case, list[Flaw]]:
    """Read the values of a case by the vocabulary of a pack, and tell everything that is wrong.

    The case that comes back has typed values; it is marked as checked when nothing is wrong. Checking it again costs nothing.
    """
    if pack.digest is not None and case.checked_for == pack.digest:
        return case, []
    checked, flaws = examine_case(case, pack, _NOTHING_HIDDEN)
    if not flaws and pack.digest is not None:
        checked = checked.marked(pack.digest)
    return checked, flaws


def examine_case(case: Case, pack: Pack, hidden: Hidden) -> tuple[Case, list[Flaw]]:
    """As `check_case`, for a case of which parts could not be structured."""
    return _Examination(case, pack, hidden).result()


class _Examination:
    """One case on its way through the check."""

    def __init__(self, case: Case, pack: Pack, hidden: Hidden) -> None:
        self.case, self.pack, self.hidden = case, pack, hidden
        self.flaws: list[Flaw] = []
        self.review = self._review()
        if self.flaws:  # of a review that is wrong any year may be meant
            self.hidden = hidden = Hidden(hidden.ids, hidden.unsure | {"review"})
        sure = "review" not in hidden.unsure
        first, last = (self.review.first_day.year, self.review.last_day.year) if sure else (1, 0)
        self.years = dict.fromkeys(f"year-{year}" for year in range(first, last + 1))
        partners, fields = _texts(p.id for p in case.partners), _texts(f.id for f in case.fields)
        facts = _texts(f.id for f in case.facts)
        everything: Collection[str] = {**facts, **partners, **fields, **self.years}
        for kind in ("partner", "field", "review"):  # these are facts too
            everything = everything if isinstance(everything, Anything) else hidden.known(kind, everything)
        self.known: dict[str, Collection[str]] = {
            "partner": hidden.known("partner", partners),
            "field": hidden.known("field", fields),
            "fact": everything if isinstance(everything, Anything) else hidden.known("fact", everything),
            "source": hidden.known("source", _texts(s.id for s in case.sources)),
            "element": hidden.known("element", pack.may_be_published()),
        }

    def result(self) -> tuple[Case, list[Flaw]]:
        case, flaws = self.case, self.flaws
        flaws += id_flaws(case.id, ("id",), "The id of a case")
        flaws += local_text_flaws(case.title, ("title",))
        self._partners()
        for number, agreed in enumerate(case.fields):
            flaws += id_flaws(agreed.id, ("fields", number, "id"))
            flaws += local_text_flaws(agreed.name, ("fields", number, "name"))
        sources = self._sources()
        self._ids()
        complete = tuple(self._closure(closure, number) for number, closure in enumerate(case.complete))
        facts = []
        for number, fact in enumerate(case.facts):
            if len(flaws) > MAX_FLAWS:
                break
            facts.append(self._fact(fact, number))
        for number, published in enumerate(case.published):
            self._published(published, ("published", number))
        return evolve(case, review=self.review, facts=facts, complete=complete, sources=sources), flaws

    # -- the frame of the case --------------------------------------------------------------------------------------

    def _review(self) -> Review:
        read: list[date | int | None] = []
        for key, value in (("from", self.case.review.start), ("to", self.case.review.end)):
            read.append(self._day(value, ("review", key)))
        start, end = read
        if start is None or end is None:
            return self.case.review
        review = Review(start, end)
        if review.first_day > review.last_day:
            what = f"The review ends ({show(end)}) before it begins ({show(start)})"
            self.flaws.append(Flaw(("review", "from"), what, "", "Put the earlier one under `from` and the later one under `to`"))
        return review

    def _day(self, value: object, path: Path) -> date | int | None:
        """A year or a date; None, and a flaw, where it is neither."""
        try:
            return read_bound(value, "date")  # type: ignore[return-value]  # a year or a date
        except ValueFlaw as flaw:
            why = "Here stands a year, such as 2016, or a date, such as 2016-11-25"
            self.flaws.append(Flaw(path, flaw.what, why, flaw.hint))
            return None

    def _partners(self) -> None:
        if not self.case.partners and "partner" not in self.hidden.unsure and not self.hidden.ids.get("partner"):
            self.flaws.append(
                Flaw(("partners",), "A case needs at least one partner", "", "Write for instance {id: semarang, country: ID}")
            )
        for number, partner in enumerate(self.case.partners):
            path = ("partners", number)
            self.flaws += id_flaws(partner.id, (*path, "id"))
            self.flaws += local_text_flaws(partner.name, (*path, "name"))
            self._country(partner.country, (*path, "country"))

    def _country(self, code: object, path: Path) -> None:
        letters = isinstance(code, str) and len(code) == 2 and code.isascii() and code.isalpha()
        if code is not None and not (letters and str(code).isupper()):
            why = "A country is told by its code of two capital letters, such as ID for Indonesia"
            hint = f"Write {str(code).upper()}" if letters else ""
            self.flaws.append(Flaw(path, f"{show(code)} is not the code of a country", why, hint))

    def _text(self, text: object, path: Path) -> None:
        if text is not None:
            self.flaws += text_flaws(text, path)

    def _sources(self) -> tuple[Source, ...]:
        """The sources, their dates told as a file tells them."""
        seen: dict[object, int] = {}
        sources = []
        for number, source in enumerate(self.case.sources):
            path = ("sources", number)
            self.flaws += id_flaws(source.id, (*path, "id"))
            for key in ("type", "url"):
                self._text(getattr(source, key), (*path, key))
            for key in ("title", "note"):
                self.flaws += local_text_flaws(getattr(source, key), (*path, key))
            odd = [*plain_flaws(source.issued, (*path, "issued")), *plain_flaws(source.details, path)]
            self.flaws += odd
            sources.append(source if odd else _plainly(source))
            first = seen.setdefault(str(source.id), number)
            if first != number:
                what = f"The id `{source.id}` already names another source"
                self.flaws.append(Flaw((*path, "id"), what, f"See {place_of(('sources', first))}", "Give one of the two another id"))
        return tuple(sources)

    def _ids(self) -> None:
        """One namespace: partners, fields, years, facts, and closed records that have an id."""
        case = self.case
        named: list[tuple[object, Path]] = [(p.id, ("partners", n)) for n, p in enumerate(case.partners)]
        named += [(f.id, ("fields", n)) for n, f in enumerate(case.fields)]
        named += [(f.id, ("facts", n)) for n, f in enumerate(case.facts)]
        named += [(c.id, ("complete", n)) for n, c in enumerate(case.complete) if c.id is not None]
        seen: dict[str, Path] = {}
        for id, path in named:
            if not isinstance(id, str):
                continue
            if id in self.years:
                why = "Each year of the review is a fact with such an id"
                self.flaws.append(Flaw((*path, "id"), f"The id `{id}` names a year of the review", why, "Give this another id"))
            elif id in seen:
                why = "Partners, fields, facts and complete entries share their ids, and a fact without one is named by its type and number"
                what = f"The id `{id}` already names {place_of(seen[id])}"
                self.flaws.append(Flaw((*path, "id"), what, why, "Give one of the two another id"))
            else:
                seen[id] = path

    # -- facts and closed records -----------------------------------------------------------------------------------

    def _fact(self, fact: Fact, number: int) -> Fact:
        path = ("facts", number)
        self.flaws += id_flaws(fact.id, (*path, "id"))
        holds: object = fact.holds
        if not isinstance(holds, bool) and holds != "unknown":
            why = "It is true (it happened), false (a source says that it did not) or unknown (it could not be told)"
            meant = {"no": "Write false", "yes": "Write true"}.get(str(holds).casefold(), nearest(holds, ["unknown"]))
            self.flaws.append(Flaw((*path, "holds"), f"{show(holds)} cannot stand under `holds`", why, meant))
            return self._told(fact, path, denies=True, holds=False)  # whatever is meant, no other problem follows from it
        return self._told(fact, path, denies=holds is False, holds=holds is True)

    def _closure(self, closure: Closure, number: int) -> Closure:
        path = ("complete", number)
        if closure.id is not None:
            self.flaws += id_flaws(closure.id, (*path, "id"))
        return self._told(closure, path, denies=True, holds=False)

    def _told(self, told: _Told, path: Path, *, denies: bool, holds: bool) -> _Told:
        self.flaws += local_text_flaws(told.note, (*path, "note"))
        if told.certainty not in CERTAINTIES:
            what = f"{show(told.certainty)} cannot stand under `certainty`"
            self.flaws.append(Flaw((*path, "certainty"), what, nearest(told.certainty, CERTAINTIES), one_of(CERTAINTIES)))
        self._citations(told.source, path)
        when = self._when(told.when, (*path, "when"))
        kind = self._type(told.type, path)
        attributes = told.attributes
        if kind is not None:
            attributes = self._attributes(told.attributes, kind, told.type, path, denies=denies)
            if holds:
                self._required(told.attributes, kind, told.type, path)
        return _retold(told, attributes, when)

    def _type(self, name: object, path: Path) -> FactType | None:
        if isinstance(name, str) and name in STRUCTURAL:
            why = "Partners, fields and years are facts that come with the case; partners and fields have sections of their own"
            self.flaws.append(Flaw((*path, "fact"), f"`{name}` cannot be recorded as a fact", why))
            return None
        kind = self.pack.vocabulary.types.get(name) if isinstance(name, str) else None
        if kind is not None and not kind.derived:
            return kind
        shown = f"`{name}`" if isinstance(name, str) else show(name)
        recordable = self.pack.vocabulary.recordable
        if kind is not None:
            what, why = f"{shown} cannot be recorded as a fact", "It is what rules conclude from other facts"
            self.flaws.append(Flaw((*path, "fact"), what, why, "Record the facts that show it. " + one_of(recordable)))
        else:
            why = f"The pack `{self.pack.id}` does not know it"
            self.flaws.append(Flaw((*path, "fact"), f"There is no fact type {shown}", why, nearest(name, recordable) or one_of(recordable)))
        return None

    def _attributes(self, given: Mapping[str, Any], kind: FactType, name: str, path: Path, *, denies: bool) -> Mapping[str, Any]:
        typed = {}
        for attribute, value in given.items():
            known = kind.attributes.get(attribute)
            if known is None:
                what = f"A fact of type `{name}` has no `{attribute}`"
                hint = one_of(kind.attributes, "It has no attributes.")
                self.flaws.append(Flaw((*path, attribute), what, nearest(attribute, kind.attributes), hint, at_key=True))
                continue
            allowed = known.values if known.type == "one_of" else self.known.get(known.type, ())
            try:
                typed[attribute] = self._value(value, known.type, allowed, denies=denies)
            except ValueFlaw as flaw:
                typed[attribute] = value
                self.flaws.append(Flaw((*path, attribute), flaw.what, flaw.why, flaw.hint))
                continue
            if known.type == "text":
                self.flaws += text_flaws(typed[attribute], (*path, attribute), MAX_TEXT)
        return given if _same(given, typed) else typed

    def _value(self, value: Any, kind: str, known: Collection[str], *, denies: bool) -> Any:
        if isinstance(value, list | tuple):
            raise ValueFlaw("A list cannot stand here", "An attribute has one value", "Write one fact for each value")
        if not isinstance(value, Mapping | Range):
            return read_value(value, kind, known)
        if not denies and kind in ORDERED:
            why = "Only a denial (holds: false) or a complete entry speaks of a range"
            raise ValueFlaw("A range cannot stand here", why, "Write one value, or leave it out")
        read = read_range(value, kind)
        if is_empty(read, kind):
            raise ValueFlaw("Nothing lies in this range", "Its end comes before its beginning", "Put the smaller bound under `gt` or `gte`")
        return read

    def _required(self, given: Mapping[str, Any], kind: FactType, name: str, path: Path) -> None:
        for attribute, known in kind.attributes.items():
            if known.required and attribute not in given and attribute not in _meant(given, kind):
                what = f"A fact of type `{name}` needs `{attribute}`"
                why = "Only a fact that is denied or unknown may leave it out"
                self.flaws.append(Flaw(path, what, why, f"Add `{attribute}`, or write holds: unknown"))

    def _citations(self, citations: tuple[Citation, ...], path: Path) -> None:
        for number, citation in enumerate(citations):
            here = (*path, "source", number) if len(citations) > 1 else (*path, "source")
            hint = "Describe it under `sources`, or correct the id."
            self.flaws += known_flaws(citation.id, self.known["source"], (*here, "id"), "source", hint)
            for key in ("at", "quote", "url"):
                self._text(getattr(citation, key), (*here, key))

    def _when(self, when: object, path: Path) -> object:
        if when is None or not isinstance(when, Mapping):
            return None if when is None else (day if (day := self._day(when, path)) is not None else when)
        ends = {}
        for key, value in when.items():
            if key in ("from", "to"):
                ends[key] = self._day(value, (*path, key))
            else:
                self.flaws += known_flaws(key, ("from", "to"), (*path, str(key)), "key", at_key=True)
        if not when:
            self.flaws.append(Flaw(path, "No time is given", "", "Write for instance {from: 2018-03-01, to: 2018-03-04}"))
        start, end = ends.get("from"), ends.get("to")
        if start is not None and end is not None:
            between = Review(start, end)
            if between.first_day > between.last_day:
                hint = "Put the earlier one under `from` and the later one under `to`"
                self.flaws.append(Flaw(path, f"This time ends ({show(end)}) before it begins ({show(start)})", "", hint))
        return ends

    def _published(self, published: Published, path: Path) -> None:
        self.flaws += known_flaws(published.element, self.known["element"], (*path, "element"), "element")
        self.flaws += known_flaws(published.status, STATUSES, (*path, "status"), "status")
        self.flaws += local_text_flaws(published.note, (*path, "note"))
        self._citations(published.source, path)


def _plainly(source: Source) -> Source:
    """The source, its dates told as a file tells them."""
    issued, details = as_plain(source.issued), as_plain(source.details)
    return source if (issued, details) == (source.issued, source.details) else evolve(source, issued=issued, details=details)


def _texts(ids: Iterable[object]) -> dict[str, None]:
    """The ids as texts, in order: a number that was not quoted is told once, where it stands, and not wherever it is named."""
    return {str(id): None for id in ids}


def _retold(told: _Told, attributes: Mapping[str, Any], when: object) -> _Told:
    """The same fact or record with values that were read."""
    if attributes is told.attributes and when is told.when:
        return told
    more: dict[str, Any] = {"id": told.id, "when": when, "source": told.source, "note": told.note, "certainty": told.certainty}
    if isinstance(told, Closure):
        return Closure(told.type, attributes, **more)
    return Fact(told.type, attributes, holds=told.holds, **more)


def _same(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return a == b and all(type(a[k]) is type(b[k]) and (not isinstance(b[k], Range) or repr(a[k]) == repr(b[k])) for k in b)


def _meant(given: Mapping[str, Any], kind: FactType) -> set[str]:
    """The attributes that were probably meant by names which the type does not know."""
    return {k for name in given if name not in kind.attributes for k in kind.attributes if f"`{k}`" in nearest(name, [k])}


def is_empty(stated: Range, kind: str) -> bool:
    """Whether no value of the kind lies in a range. A date meets a year by its year."""
    low, high = -inf, inf
    strict = False
    for op, bound in stated.bounds().items():
        edge = _edge(bound, kind, op)
        if kind == "number":
            strict = strict or op in ("gt", "lt")
        elif op in ("gt", "lt"):  # of whole things the next one is the first that lies within
            edge = floor(edge) + 1 if op == "gt" else ceil(edge) - 1
        else:
            edge = ceil(edge) if op == "gte" else floor(edge)
        low, high = (max(low, edge), high) if op in ("gt", "gte") else (low, min(high, edge))
    return low > high or (strict and low == high)


def _edge(bound: Any, kind: str, op: str) -> float:
    if kind == "date":
        if isinstance(bound, date):
            return bound.toordinal()
        month, day = (12, 31) if op in ("gt", "lte") else (1, 1)  # after a year: after its last day
        return date(bound, month, day).toordinal()
    edge: float = bound  # one that bounds years was read as a year
    return edge


def case_warnings(case: Case) -> Iterator[Flaw]:
    """Tell what is odd in a sound case, but lawful."""
    sources = [f.source for f in case.facts] + [c.source for c in case.complete] + [p.source for p in case.published]
    cited = {citation.id for source in sources for citation in source}
    for number, source in enumerate(case.sources):
        if source.id not in cited:
            yield Flaw(("sources", number), f"Nothing cites the source `{source.id}`", "", "Cite it, or leave it out", warning=True)
    given = [fact.attributes for fact in case.facts] + [closure.attributes for closure in case.complete]
    named = {value for attributes in given for value in attributes.values() if isinstance(value, str)}
    for number, partner in enumerate(case.partners):
        if partner.id not in named:
            what = f"No fact names the partner `{partner.id}`"
            yield Flaw(("partners", number), what, "What is not recorded cannot be judged", warning=True)
