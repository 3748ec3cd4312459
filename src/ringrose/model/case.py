"""A case: the partners, the review and the sourced facts that a judgement rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from attrs import evolve, field, frozen

from ringrose.model.text import LocalText, as_text
from ringrose.model.values import Range, Value

__all__ = [
    "Case",
    "Citation",
    "Closure",
    "Fact",
    "Field",
    "Holds",
    "Partner",
    "Published",
    "Review",
    "Source",
    "structural_facts",
    "year_facts",
]

Holds = bool | Literal["unknown"]
"""True: it happened; False: a source says that it did not (a denial); "unknown": looked for, could not be told."""

CERTAINTIES = ("certain", "probable", "doubtful")
RESERVED = ("fact", "id", "holds", "when", "source", "note", "certainty")
"""Keys of a fact that are not attributes of its type."""


def _optional_text(value: object) -> LocalText | None:
    return None if value is None else as_text(value)


@frozen
class Partner:
    """A city of the partnership. ``country`` is a two-letter code such as ``ID``."""

    id: str
    name: LocalText = field(converter=as_text)
    country: str | None = None

    @name.default
    def _name(self) -> LocalText:
        return as_text(self.id)


@frozen
class Field:
    """A field of cooperation that the partners agreed on."""

    id: str
    name: LocalText = field(converter=as_text)

    @name.default
    def _name(self) -> LocalText:
        return as_text(self.id)


@frozen
class Source:
    """Where facts were read. ``details`` holds any further CSL-JSON fields (``author``, ``publisher``, ``DOI``, ...)."""

    id: str
    type: str | None = None
    title: LocalText | None = field(default=None, converter=_optional_text)
    issued: object = None
    url: str | None = None
    note: LocalText | None = field(default=None, converter=_optional_text)
    details: Mapping[str, Any] = field(factory=dict, converter=dict)


@frozen
class Citation:
    """A place in a source: its ``id``, where in it (``at``), the words (``quote``), an address (``url``)."""

    id: str
    at: str | None = None
    quote: str | None = None
    url: str | None = None


def _citation(value: object) -> Citation:
    if isinstance(value, Citation):
        return value
    if isinstance(value, str):
        return Citation(value)
    if isinstance(value, Mapping):
        return Citation(**value)
    raise TypeError(f"a source is an id, a mapping or a Citation, not {value!r}")


def _citations(value: object) -> tuple[Citation, ...]:
    if value is None:
        return ()
    return tuple(map(_citation, value)) if isinstance(value, list | tuple) else (_citation(value),)


@frozen(init=False)
class Fact:
    """One atomic, dated, sourced statement: ``Fact("visit", by="semarang", year=2018, source="thesis")``.

    ``holds=False`` makes it a denial, which states a set: attributes left out are wild, and a number, year or date may be a `Range`.
    ``holds="unknown"`` records that it was looked for and could not be told. Attributes that are None are left out.
    A fact without ``id`` gets ``<type>-<n>`` from its `Case`.
    """

    type: str
    attributes: Mapping[str, Value | Range]
    id: str | None
    holds: Holds
    when: object
    source: tuple[Citation, ...]
    note: LocalText | None
    certainty: str

    def __init__(
        self,
        type: str,
        attributes: Mapping[str, Any] | None = None,
        /,
        *,
        id: str | None = None,
        holds: Holds = True,
        when: object = None,
        source: object = (),
        note: object = None,
        certainty: str = "certain",
        **named: Any,
    ) -> None:
        given = {k: v for k, v in {**(attributes or {}), **named}.items() if v is not None}
        self.__attrs_init__(type, given, id, holds, when, _citations(source), _optional_text(note), certainty)

    def with_attributes(self, attributes: Mapping[str, Any]) -> Fact:
        """The same fact with other attributes."""
        return self._rebuilt(attributes, self.id)

    def with_id(self, id: str) -> Fact:
        """The same fact under another id."""
        return self._rebuilt(self.attributes, id)

    def _rebuilt(self, attributes: Mapping[str, Any], id: str | None) -> Fact:
        return Fact(
            self.type,
            attributes,
            id=id,
            holds=self.holds,
            when=self.when,
            source=self.source,
            note=self.note,
            certainty=self.certainty,
        )


@frozen(init=False)
class Closure:
    """A record that is complete: ``Closure("visit", by="semarang")`` says that every visit by Semarang is in the case.

    Absence is evidence only where a closure (or a denial) covers it.
    """

    type: str
    attributes: Mapping[str, Value | Range]
    id: str | None
    when: object
    source: tuple[Citation, ...]
    note: LocalText | None
    certainty: str

    def __init__(
        self,
        type: str,
        attributes: Mapping[str, Any] | None = None,
        /,
        *,
        id: str | None = None,
        when: object = None,
        source: object = (),
        note: object = None,
        certainty: str = "certain",
        **named: Any,
    ) -> None:
        given = {k: v for k, v in {**(attributes or {}), **named}.items() if v is not None}
        self.__attrs_init__(type, given, id, when, _citations(source), _optional_text(note), certainty)

    def with_attributes(self, attributes: Mapping[str, Any]) -> Closure:
        """The same closure with other attributes."""
        return Closure(self.type, attributes, id=self.id, when=self.when, source=self.source, note=self.note, certainty=self.certainty)


@frozen
class Review:
    """The period under review; either end is a date or a year (then its first or its last day)."""

    start: date | int
    end: date | int

    @property
    def first_day(self) -> date:
        """The first day of the review."""
        return self.start if isinstance(self.start, date) else date(self.start, 1, 1)

    @property
    def last_day(self) -> date:
        """The last day of the review."""
        return self.end if isinstance(self.end, date) else date(self.end, 12, 31)


@frozen
class Published:
    """What a source's author concluded about an element; never read by rules."""

    element: str
    status: str
    source: tuple[Citation, ...] = field(default=(), converter=_citations)
    note: LocalText | None = field(default=None, converter=_optional_text)


def _partners(values: Iterable[Partner | str]) -> tuple[Partner, ...]:
    return tuple(v if isinstance(v, Partner) else Partner(v) for v in values)


def _fields(values: Iterable[Field | str]) -> tuple[Field, ...]:
    return tuple(v if isinstance(v, Field) else Field(v) for v in values)


def _sources(values: Iterable[Source | str]) -> tuple[Source, ...]:
    return tuple(v if isinstance(v, Source) else Source(v) for v in values)


def _closures(values: Iterable[Closure | str]) -> tuple[Closure, ...]:
    return tuple(v if isinstance(v, Closure) else Closure(v) for v in values)


def _review(value: object) -> Review:
    return value if isinstance(value, Review) else Review(*value)  # type: ignore[misc]  # any other shape raises TypeError


def _numbered(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give each fact without an id ``<type>-<n>``, n counting all facts of the type in order from 1."""
    seen: Counter[str] = Counter()
    numbered = []
    for fact in facts:
        seen[fact.type] += 1
        numbered.append(fact if fact.id is not None else fact.with_id(f"{fact.type}-{seen[fact.type]}"))
    return tuple(numbered)


@frozen
class Case:
    """A partnership under review and the facts known of it.

    ``partners``, ``fields``, ``sources`` and ``complete`` also take plain ids (or types), ``review`` a pair such as ``(2016, 2021)``::

        Case("semarang-jung-gu", partners=["semarang", "jung-gu"], review=(2016, 2021),
             facts=[Fact("benefit", to="semarang"), Fact("benefit", to="jung-gu", holds=False)])
    """

    id: str
    partners: tuple[Partner, ...] = field(converter=_partners)
    review: Review = field(converter=_review)
    facts: tuple[Fact, ...] = field(default=(), converter=_numbered)
    fields: tuple[Field, ...] = field(default=(), converter=_fields)
    sources: tuple[Source, ...] = field(default=(), converter=_sources)
    complete: tuple[Closure, ...] = field(default=(), converter=_closures)
    title: LocalText | None = field(default=None, converter=_optional_text)
    published: tuple[Published, ...] = field(default=(), converter=tuple)
    # The digest of the vocabulary that the case was checked against; any copy by `attrs.evolve` is unchecked again.
    checked_for: str | None = field(default=None, init=False, eq=False, repr=False)

    def marked(self, digest: str) -> Case:
        """A copy that remembers which vocabulary it was checked against."""
        copy = evolve(self)
        object.__setattr__(copy, "checked_for", digest)
        return copy

    def remade(self, **parts: Any) -> Case:
        """A copy with other parts, marked as this one is. Whoever makes it answers for its being as sound."""
        copy = evolve(self, **parts)
        object.__setattr__(copy, "checked_for", self.checked_for)
        return copy

    def fact(self, id: str) -> Fact:
        """The fact of that id.

        Raises KeyError when the case has none.
        """
        for fact in self.facts:
            if fact.id == id:
                return fact
        raise KeyError(id)


def structural_facts(case: Case) -> Iterator[Fact]:
    """The facts that come with the case and always hold: partners, agreed fields, and the years of the review."""
    for partner in case.partners:
        yield Fact("partner", {"name": partner.name.get(), "country": partner.country}, id=partner.id)
    for agreed in case.fields:
        yield Fact("field", {"name": agreed.name.get()}, id=agreed.id)
    yield from year_facts(case.review)


def year_facts(review: Review) -> Iterator[Fact]:
    """One fact per calendar year of a review."""
    first, last = review.first_day, review.last_day
    for year in range(first.year, last.year + 1):
        yield Fact(
            "year",
            {
                "value": year,
                "nth": year - first.year,
                "previous": year - 1 if year > first.year else None,
                "full": first <= date(year, 1, 1) and date(year, 12, 31) <= last,
            },
            id=f"year-{year}",
        )
