"""What differs between two cases: facts, closed records, and the frame; and each difference made or undone by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar

from attrs import frozen

from ringrose.explain.comparing import encoded
from ringrose.model.case import Case, Closure, Fact, year_facts
from ringrose.model.case_content import case_to_dict
from ringrose.model.pack import Vocabulary

__all__ = ["CaseDifference", "CaseDifferences", "case_differences"]

UNREAD = ("when", "source", "note", "certainty", "id")
"""What rules never read of a fact or a record. (An id that only counts is none of its content.)"""
FRAME = {"id": False, "title": False, "partners": True, "review": True, "fields": True, "sources": False, "published": False}
"""The parts of a case beside its facts and records, and whether rules read them."""

MOST_ROUNDS = 20  # facts that name facts that name facts, and so on; beyond that they are matched by number

Plain = Mapping[str, Any]
_T = TypeVar("_T")
_Told = TypeVar("_Told", Fact, Closure)


@frozen
class CaseDifference:
    """A fact, a record or a part of the frame that differs.

    ``what`` is ``fact``, ``record`` or a part of the frame. ``before`` and ``after`` are the two sides as a case file has them. ``keys``
    are those that differ of a fact or record that is on both sides. ``matters``: rules read what differs. ``first`` and ``second`` are the
    fact or record itself, ``aligned`` is the second in the names of the first case.
    """

    what: str
    change: Literal["added", "removed", "changed"]
    before: Any
    after: Any
    keys: tuple[str, ...]
    matters: bool
    first: Fact | Closure | None = None
    second: Fact | Closure | None = None
    aligned: Fact | Closure | None = None

    def to_dict(self) -> dict[str, Any]:
        """The difference as JSON has it."""
        return {
            "what": self.what,
            "change": self.change,
            "matters": self.matters,
            "keys": list(self.keys),
            "before": self.before,
            "after": self.after,
        }


@frozen
class CaseDifferences:
    """All that differs between two checked cases, and how the ids of the second are to be read as ids of the first.

    ``aligned`` is the second case in the names of the first: facts whose ids only count, and which are the same, have the same id.
    """

    first: Case
    second: Case
    aligned: Case
    names: Mapping[str, str]
    differences: tuple[CaseDifference, ...]

    def name(self, id: str) -> str:
        """What an id of the second case is called in the first."""
        return self.names.get(id, id)

    def alone(self, difference: CaseDifference, vocabulary: Vocabulary) -> Case | None:
        """The first case with this difference alone; None where it cannot be without others."""
        return _with(self.first, difference, difference.first, difference.aligned, self.aligned, vocabulary)

    def without(self, difference: CaseDifference, vocabulary: Vocabulary) -> Case | None:
        """The second case, in the names of the first, without this difference; None where that cannot be."""
        return _with(self.aligned, difference, difference.aligned, difference.first, self.first, vocabulary)


def case_differences(first: Case, second: Case, vocabulary: Vocabulary) -> CaseDifferences:
    """What differs between two checked cases.

    Facts are the same where their ids are. Ids that only count (``visit-2`` of the second visit) are matched by content first, so that a
    new visit at the top does not make all others differ.
    """
    names = _Naming(first, second, vocabulary).names()
    aligned = _renamed(second, names, vocabulary)
    differences = [
        *_facts(first, second, aligned, vocabulary),
        *_records(first, second, aligned),
        *_frame(first, second),
    ]
    return CaseDifferences(first, second, aligned, names, tuple(differences))


# -- which facts are the same -----------------------------------------------------------------------------------------------------


def _counting(case: Case) -> dict[str, Fact]:
    """The facts whose ids only count them."""
    seen: Counter[str] = Counter()
    found = {}
    for fact in case.facts:
        seen[fact.type] += 1
        if fact.id == f"{fact.type}-{seen[fact.type]}":
            found[str(fact.id)] = fact
    return found


class _Naming:
    """Finds what the facts of the second case are called in the first."""

    def __init__(self, first: Case, second: Case, vocabulary: Vocabulary) -> None:
        self.first, self.second, self.kinds = first, second, vocabulary.fact_attributes
        self.left, self.right = _counting(first), _counting(second)
        self.same: dict[str, str] = {}

    def names(self) -> dict[str, str]:
        known = {str(fact.id) for fact in self.first.facts}
        for fact in self.second.facts:
            id = str(fact.id)
            if id in known and (id not in self.left or id not in self.right):
                self.same[id] = id
        for _ in range(MOST_ROUNDS):
            if not self._match():
                break
        taken = set(self.same.values())
        for id in self.right:
            if id in known and id not in self.same and id not in taken:
                self.same[id] = id
        used = known | {str(fact.id) for fact in self.second.facts}
        for id in self.right:
            if id not in self.same and id in known:
                self.same[id] = _free(id, used)
        return self.same

    def _match(self) -> bool:
        """Match what has the same content; what names a fact that was matched may be the same only then."""
        waiting: dict[str, dict[str, None]] = {}
        taken = set(self.same.values())
        for id, fact in self.left.items():
            if id not in taken:
                waiting.setdefault(self._content(fact, lambda name: name), {})[id] = None
        found = False
        for id, fact in self.right.items():
            ids = waiting.get(self._content(fact, self._read)) if id not in self.same else None
            if ids:
                name = id if id in ids else next(iter(ids))
                del ids[name]
                self.same[id] = name
                found = True
        return found

    def _read(self, id: str) -> str:
        return self.same.get(id, f" {id}" if id in self.right else id)

    def _content(self, fact: Fact, read: Callable[[str], str]) -> str:
        return repr(_content(_named(fact, self.kinds, read)))


def _free(id: str, used: set[str]) -> str:
    """A name that nothing has."""
    while id in used:
        id += "'"
    used.add(id)
    return id


def _named(told: _Told, kinds: Mapping[str, frozenset[str]], read: Callable[[str], str]) -> _Told:
    """The same, with other names of the facts that it names."""
    naming = kinds.get(told.type, frozenset()) & told.attributes.keys()
    if not naming:
        return told
    return told.with_attributes({k: read(str(v)) if k in naming else v for k, v in told.attributes.items()})


def _content(told: Fact | Closure) -> tuple[object, ...]:
    """All that a fact or a record states, but for its id."""
    stated = sorted((name, repr(value)) for name, value in told.attributes.items())
    holds = told.holds if isinstance(told, Fact) else True
    return told.type, stated, holds, told.when, told.source, told.note, told.certainty


def _renamed(case: Case, names: Mapping[str, str], vocabulary: Vocabulary) -> Case:
    kinds = vocabulary.fact_attributes

    def read(id: str) -> str:
        return names.get(id, id)

    facts = [_named(fact, kinds, read).with_id(read(str(fact.id))) for fact in case.facts]
    complete = [_named(record, kinds, read) for record in case.complete]
    return case.remade(facts=facts, complete=complete)


# -- what differs -----------------------------------------------------------------------------------------------------------------


def _facts(first: Case, second: Case, aligned: Case, vocabulary: Vocabulary) -> Iterator[CaseDifference]:
    told = [{str(one["id"]): one for one in case_to_dict(case).get("facts", ())} for case in (first, second)]
    later = {str(fact.id): (fact, own) for fact, own in zip(aligned.facts, second.facts, strict=True)}
    for fact in first.facts:
        id = str(fact.id)
        if id not in later:
            yield CaseDifference("fact", "removed", told[0][id], None, (), True, fact)
        elif keys := tuple(_keys(fact, later[id][0])):
            other, own = later[id]
            matters = not set(keys) <= set(UNREAD)
            yield CaseDifference("fact", "changed", told[0][id], told[1][str(own.id)], keys, matters, fact, own, other)
    known = {str(fact.id) for fact in first.facts}
    for id, (fact, own) in later.items():
        if id not in known:
            yield CaseDifference("fact", "added", None, told[1][str(own.id)], (), True, None, own, fact)


def _keys(first: Fact | Closure, second: Fact | Closure) -> Iterator[str]:
    """What differs of two facts or records."""
    if first.type != second.type:
        yield "fact"
    for name in dict.fromkeys((*first.attributes, *second.attributes)):
        if repr(first.attributes.get(name)) != repr(second.attributes.get(name)):
            yield name
    for key in ("holds", *UNREAD):
        if getattr(first, key, None) != getattr(second, key, None):
            yield key


def _records(first: Case, second: Case, aligned: Case) -> Iterator[CaseDifference]:
    told = [case_to_dict(case).get("complete", ()) for case in (first, second)]
    left: dict[str, list[tuple[Closure, Plain]]] = {}
    for record, plain in zip(first.complete, told[0], strict=True):
        left.setdefault(repr(_content(record)[:2]), []).append((record, plain))
    added = []
    for record, own, plain in zip(aligned.complete, second.complete, told[1], strict=True):
        like = left.get(repr(_content(record)[:2]))
        if not like:
            added.append(CaseDifference("record", "added", None, plain, (), True, None, own, record))
            continue
        one, before = like.pop(next((n for n, (one, _) in enumerate(like) if one == record), 0))
        if keys := tuple(_keys(one, record)):
            yield CaseDifference("record", "changed", before, plain, keys, False, one, own, record)
    for rest in left.values():
        for record, plain in rest:
            yield CaseDifference("record", "removed", plain, None, (), True, record)
    yield from added


def _frame(first: Case, second: Case) -> Iterator[CaseDifference]:
    before, after = case_to_dict(first), case_to_dict(second)
    for part, matters in FRAME.items():
        one, other = before.get(part), after.get(part)
        if _unordered(one) != _unordered(other):
            change: Literal["added", "removed", "changed"] = "added" if one is None else "removed" if other is None else "changed"
            yield CaseDifference(part, change, one, other, (), matters)


def _unordered(value: Any) -> Any:
    return sorted(map(encoded, value)) if isinstance(value, list) else encoded(value)


# -- one difference by itself -----------------------------------------------------------------------------------------------------


def _with(
    case: Case, difference: CaseDifference, out: Fact | Closure | None, into: Fact | Closure | None, other: Case, vocabulary: Vocabulary
) -> Case | None:
    if difference.what == "fact":
        changed = case.remade(facts=_exchanged(case.facts, out, into))
    elif difference.what == "record":
        changed = case.remade(complete=_exchanged(case.complete, out, into))
    else:
        changed = case.remade(**{difference.what: getattr(other, difference.what)})
    return changed if _stands(changed, vocabulary) else None


def _exchanged(values: Iterable[_T], out: object, into: Any) -> list[_T]:
    """The values with one taken out (once, if it is there several times) and another put in."""
    rest = list(values)
    if out is not None:
        rest.remove(out)  # type: ignore[arg-type]  # it is one of them
    return rest if into is None else [*rest, into]


def _stands(case: Case, vocabulary: Vocabulary) -> bool:
    """Whether a case made of parts of two sound ones is sound: each id stands for one thing, and all that is named is there."""
    partners, fields = [p.id for p in case.partners], [f.id for f in case.fields]
    ids = [*partners, *fields, *(f.id for f in year_facts(case.review)), *(str(f.id) for f in case.facts)]
    known: dict[str, Collection[object]] = {"partner": set(partners), "field": set(fields), "fact": set(ids)}
    ids += [record.id for record in case.complete if record.id is not None]
    given: list[Fact | Closure] = [*case.facts, *case.complete]
    return len(set(ids)) == len(ids) and all(
        value in known.get(str(vocabulary.attribute_type(told.type, name)), (value,))
        for told in given
        for name, value in told.attributes.items()
    )
