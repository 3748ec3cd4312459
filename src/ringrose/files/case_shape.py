"""The shape of a case file: plain values into a case (`model/case_content.py` has the way back)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from attrs import define, evolve

from ringrose.errors import Flaw, nearest
from ringrose.files.structure import Entries, Flawed, Section, as_is, converter, mapping_flaw, missing_key, structured_by, unknown_key
from ringrose.model.case import RESERVED, Case, Citation, Closure, Fact, Field, Partner, Published, Review, Source
from ringrose.model.case_content import FORMAT, case_to_dict
from ringrose.model.checking import Hidden
from ringrose.model.pack import NAME
from ringrose.model.text import LocalText

__all__ = ["FORMAT", "Draft", "case_to_dict", "shape_case"]

KEYS = ["ringrose", "id", "title", "partners", "review", "fields", "sources", "complete", "facts", "published"]


class Draft:
    """A case as far as it could be structured: what is missing is made up, and ``hidden`` says so."""

    def __init__(self, case: Case | None, hidden: Hidden, flaws: list[Flaw], numbers: Mapping[str, list[int]]) -> None:
        self.case, self.hidden, self.flaws = case, hidden, flaws
        self.numbers = numbers  # where the entries of each list that has broken ones stood

    def seen_from_file(self, flaw: Flaw) -> Flaw:
        """A flaw of the case with its path as the file has it."""
        section, *rest = flaw.path
        numbers = self.numbers.get(str(section))
        if numbers is None or not rest or not isinstance(rest[0], int):
            return flaw
        return evolve(flaw, path=(section, numbers[rest[0]], *rest[1:]))


@define(eq=False, repr=False, slots=False)
class _FactShape:
    """The reserved keys of a fact."""

    fact: str
    id: Any = None
    holds: Any = True
    when: Any = None
    source: tuple[Citation, ...] = ()
    note: LocalText | None = None
    certainty: Any = "certain"


_fact_shape = structured_by(_FactShape, "{fact: visit, by: semarang, year: 2018}")
_EXAMPLE = "{fact: visit, by: semarang, year: 2018, source: {id: thesis}}"


def _parts(value: Any) -> tuple[_FactShape, dict[str, Any]]:
    if not isinstance(value, Mapping):
        raise Flawed(mapping_flaw(value, _EXAMPLE))
    reserved = {key: one for key, one in value.items() if key in RESERVED}
    attributes = {key: one for key, one in value.items() if key not in RESERVED}
    if odd := [unknown_key(key, []) for key, one in attributes.items() if one is None and not NAME.fullmatch(str(key))]:
        raise Flawed(*odd)  # what is not stated has a name, too
    if value.get("fact") is None:
        meant = next((f"Write `fact` for `{key}`" for key in attributes if nearest(key, ["fact"])), "Add the type, such as fact: visit")
        raise Flawed(missing_key("fact", meant))
    return _fact_shape(reserved, _FactShape), attributes


def _fact(value: Any, _: Any) -> Fact:
    shape, attributes = _parts(value)
    return Fact(
        shape.fact,
        attributes,
        id=shape.id,
        holds=shape.holds,
        when=shape.when,
        source=shape.source,
        note=shape.note,
        certainty=shape.certainty,
    )


def _closure(value: Any, _: Any) -> Closure:
    if isinstance(value, str):
        return Closure(value)
    shape, attributes = _parts(value)
    if shape.holds is not True:
        why = "An entry under `complete` says that all facts of this kind are in the file"
        raise Flawed(Flaw(("holds",), "`holds` must be true here", why, "Take it out, or move a denial to `facts`"))
    return Closure(shape.fact, attributes, id=shape.id, when=shape.when, source=shape.source, note=shape.note, certainty=shape.certainty)


converter.register_structure_hook(Fact, _fact)
converter.register_structure_hook(Closure, _closure)
converter.register_structure_hook(
    Review, structured_by(Review, "{from: 2016, to: 2021}", {"start": "from", "end": "to"}, start=as_is, end=as_is)
)


def shape_case(value: Any) -> Draft:
    """Structure a case file; every flaw in its shape is told, and what is sound is kept."""
    if not isinstance(value, Mapping):
        return Draft(None, Hidden(), [mapping_flaw(value, "ringrose: case/1, and below it id, partners, review and facts")], {})
    section = Section(value, KEYS)
    _format(section)
    found = {
        "partners": section.entries("partners", Partner, "{id: semarang, name: Kota Semarang, country: ID}"),
        "fields": section.entries("fields", Field, "{id: health, name: Health}"),
        "sources": section.entries("sources", Source, "{id: thesis, type: thesis, title: ...}"),
        "complete": section.entries("complete", Closure, "{fact: visit, by: semarang}", ("fact",)),
        "facts": section.entries("facts", Fact, _EXAMPLE, ("fact",)),
        "published": section.entries("published", Published, "{element: commitment, status: not_met}"),
    }
    known_review = "review" in section.value
    id = section.take("id", object, "?", required=True)
    if "partners" not in section.value:
        section.take("partners", object, None, required=True)
    before = len(section.flaws)
    review = section.take("review", Review, Review(1, 1), required=True)
    unsure = {"review"} if len(section.flaws) > before or not known_review else set()
    case = Case(
        id,
        partners=found["partners"].values,
        review=review,
        facts=_numbered(found["facts"], value.get("facts")),
        fields=found["fields"].values,
        sources=found["sources"].values,
        complete=found["complete"].values,
        title=section.take("title", LocalText | None, None),
        published=found["published"].values,
    )
    hidden = _hidden(found, section.value, unsure)
    numbers = {key: entries.numbers for key, entries in found.items() if entries.broken}
    return Draft(case, hidden, section.flaws, numbers)


def _format(section: Section) -> None:
    stated = section.value.get("ringrose")
    if stated is None:
        section.take("ringrose", object, None, required=True)
    elif stated != FORMAT:
        hint = "A pack is given with --pack" if stated == "pack/1" else f"Write ringrose: {FORMAT}"
        section.flaws.append(Flaw(("ringrose",), f"`{stated}` is not a format of case files", f"This version reads {FORMAT}", hint))


def _numbered(found: Entries, raw: Any) -> list[Fact]:
    """The facts, with the ids that they would have if none were broken."""
    if not found.broken:
        return list(found.values)
    names = _names(raw)
    return [fact if fact.id is not None else fact.with_id(names[n]) for fact, n in zip(found.values, found.numbers, strict=True)]


def _names(raw: Any) -> list[str]:
    """The id of each entry under `facts`, stated or by number; an entry without a type has none."""
    seen: Counter[str] = Counter()
    names = []
    for entry in raw:
        kind = entry.get("fact") if isinstance(entry, Mapping) else None
        if isinstance(kind, str):
            seen[kind] += 1
        stated = entry.get("id") if isinstance(entry, Mapping) else None
        names.append(str(stated) if stated is not None else f"{kind}-{seen[kind]}" if isinstance(kind, str) else "")
    return names


def _hidden(found: Mapping[str, Entries], value: Mapping[str, Any], unsure: set[str]) -> Hidden:
    ids = {}
    for key, kind in (("partners", "partner"), ("fields", "field"), ("sources", "source"), ("facts", "fact")):
        entries = found[key]
        if not entries.whole or (kind == "partner" and key not in value):
            unsure.add(kind)
        if entries.broken:
            stated = [entry.get("id") if isinstance(entry, Mapping) else entry for entry in entries.broken]
            if kind == "fact":
                names = _names(value[key])
                stated = [names[n] for n in range(len(names)) if n not in set(entries.numbers)]
            ids[kind] = frozenset(str(id) for id in stated if id)
            if kind != "fact" and len(ids[kind]) < len(entries.broken):
                unsure.add(kind)
    return Hidden(ids, frozenset(unsure))
