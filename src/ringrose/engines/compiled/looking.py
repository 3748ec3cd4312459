"""Whether a decoded record is a sound case: what its classes cannot say, by functions that are generated for a pack."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ringrose.engines.compiled.program import Program
from ringrose.engines.compiled.syntax import Globals, any_of, expression, name, statements
from ringrose.files.nodes import MAX_KEY, MAX_KEYS
from ringrose.files.records import Citation, Records, cited, is_range, range_of, time_of
from ringrose.model.assessment import STATUSES
from ringrose.model.case import Review
from ringrose.model.check_case import is_empty
from ringrose.model.checking import MAX_ID, language_flaws

__all__ = ["KnownSources", "Looking"]

KnownSources = Callable[[bytes], Collection[str] | None]
"""Gives the ids of the sources of a case, from that section as JSON; None where it is not sound."""


class Looking:
    """Looks records of one pack through. What does not pass may be sound all the same, and goes the long way."""

    def __init__(self, program: Program, records: Records, known_sources: KnownSources) -> None:
        self._known_sources = known_sources
        self._elements = frozenset(program.plan.pack.may_be_published())
        self._calendar = program.calendar
        self._kinds = {
            cls: [(records.slot(t, a), known.type) for a, known in records.attributes(t).items()] for cls, t in records.type_of.items()
        }
        self._types = records.type_of
        self._names = frozenset(self._types.values())
        self._names_facts = any(kind == "fact" for slots in self._kinds.values() for _, kind in slots)
        self._closures = frozenset(cls for cls, t in self._types.items() if cls is not records.fact(t))
        self._space = Globals(date=date, int=int, float=float, dict=dict, citation=Citation, cites=_is_sound_cited, sound=_is_sound_told)
        self._sound: Callable[..., bool] = self._space.define(_code(program, records), "looking", program.file)

    def sound(self, record: Any, lists: Sequence[list[Any]], others: Sequence[Any]) -> bool:
        """Whether a record is a sound case. Facts without ids get them, and whole numbers become integers."""
        sources = self._known_sources(bytes(record.sources))
        if sources is None or not _is_sound_frame(record):
            return False
        for told in record.published:
            if told.element not in self._elements or told.status not in STATUSES or not _is_sound_cited(told, sources):
                return False
        closures = []
        for told in record.complete:
            if told.__class__ is not str:
                closures.append(told)
            elif told not in self._names:
                return False
        ids = self._ids(record, closures)
        if ids is None:
            return False
        partners, fields = {p.id for p in record.partners}, {f.id for f in record.fields}
        if not self._sound(lists, partners, fields, ids, sources):
            return False
        known = {"partner": partners, "field": fields, "fact": ids}
        for told in (*others, *closures):
            denies = told.__class__ in self._closures or told.holds is False
            if not self._is_sound_other(told, known, denies=denies) or not _is_sound_told(told, sources):
                return False
        return True

    def _ids(self, record: Any, closures: Sequence[Any]) -> Collection[str] | None:
        """The ids of what facts may name: of facts, partners, fields and years. None where two are the same or one is not well made."""
        ids = [f.id for f in record.facts]
        ids += [p.id for p in record.partners]
        ids += [f.id for f in record.fields]
        try:
            together = "".join(ids)
        except TypeError:  # some fact has no id
            return self._ids(record, closures) if self._number(record.facts) else None
        known = {*ids}
        if len(known) < len(ids) or together.split(None, 1) != [together]:
            return None
        if closures or self._names_facts or "year-" in together:
            years = {year.id for year in self._calendar(record.review.start, record.review.end)[0]}
            closing = [c.id for c in closures if c.id is not None]
            taken = {*closing}
            if len(taken) < len(closing) or not known.isdisjoint(taken) or any(id.split() != [id] for id in closing):
                return None
            if not years.isdisjoint(known) or not years.isdisjoint(taken):
                return None
            known |= years
        return known

    def _number(self, facts: Iterable[Any]) -> bool:
        """Give each fact without an id ``<type>-<n>``, n counting all facts of the type in order from 1. False where one is too long."""
        seen: dict[str, int] = {}
        for fact in facts:
            fact_type = self._types[fact.__class__]
            seen[fact_type] = seen.get(fact_type, 0) + 1
            if fact.id is None:
                fact.id = f"{fact_type}-{seen[fact_type]}"
                if len(fact.id) > MAX_ID:
                    return False
        return True

    def _is_sound_other(self, told: Any, known: dict[str, Collection[str]], *, denies: bool) -> bool:
        """Whether what a denial, an unknown fact or a closed record states is sound."""
        for slot, kind in self._kinds[told.__class__]:
            value = getattr(told, slot)
            if value is None:
                continue
            if is_range(value):
                stated = range_of(value)
                if not denies or not stated.bounds() or is_empty(stated, kind):
                    return False
            elif kind in known and value not in known[kind]:
                return False
            elif kind == "number" and isinstance(value, float) and value.is_integer():
                setattr(told, slot, int(value))
        return True


def _code(program: Program, records: Records) -> list[ast.stmt]:
    """Whether the facts that hold name what there is, and state what they must, and one value each."""
    body: list[ast.stmt] = []
    variables: list[ast.expr] = []
    for fact_type in program.types:
        variable = program.names.base(fact_type)
        variables.append(ast.Name(variable, ast.Store()))
        tests = []
        whole: list[ast.stmt] = []
        for attribute, known in records.attributes(fact_type).items():
            value = ast.Attribute(name("f"), records.slot(fact_type, attribute), ast.Load())
            test = _ODD.get(known.type)
            if test is not None:
                tests.append(expression(test if known.required else f"v is not None and {test}", v=value))
            elif known.required:
                tests.append(expression("v is None", v=value))
            if known.type == "number":
                target = ast.Attribute(name("f"), records.slot(fact_type, attribute), ast.Store())
                made = ast.Assign([target], expression("int(v)", v=value))
                whole += statements("if v.__class__ is float and v.is_integer():\n    made", v=value, made=[made])
        inner = [*(statements("if test:\n    return False", test=any_of(tests)) if tests else []), *whole]
        body += statements(f"for f in rows:\n{_TOLD}\n    inner", rows=name(variable), inner=inner)
    if variables:
        body = [ast.Assign([ast.Tuple(variables, ast.Store())], name("lists")), *body]
    return statements("def looking(lists, partners, fields, ids, sources):\n    body\n    return True", body=body)


_TOLD = """
    s = f.source
    if s is not None and (s.__class__ is not citation or s.id not in sources) and not cites(f, sources):
        return False
    if (f.when is not None or f.note.__class__ is dict) and not sound(f, sources):
        return False
"""
"""Whether what most facts have besides their attributes is sound, without a call where it is as it mostly is."""

_ODD = {
    "partner": "v not in partners",
    "field": "v not in fields",
    "fact": "v not in ids",
    "year": "v.__class__ is not int",
    "integer": "v.__class__ is not int",
    "date": "v.__class__ is not date",
    "number": "v.__class__ is not int and v.__class__ is not float",
}
"""When a value, which is None where it is missing, is not what a fact that holds may have."""


def _is_sound_frame(record: Any) -> bool:
    for named in (record.partners, record.fields):
        for one in named:
            if one.name.__class__ is dict and not _are_languages(tuple(one.name)):
                return False
    if record.title.__class__ is dict and not _are_languages(tuple(record.title)):
        return False
    return record.id.split() == [record.id] and _is_sound_time(record.review.start, record.review.end)


def _is_sound_cited(told: Any, sources: Collection[str]) -> bool:
    """Whether what a fact, a record or a conclusion cites is there, and its note is sound."""
    source = told.source
    if source is not None:
        if source.__class__ is list:
            if not all(id in sources for id in cited(source)):
                return False
        elif (source if source.__class__ is str else source.id) not in sources:
            return False
    return told.note.__class__ is not dict or _are_languages(tuple(told.note))


def _is_sound_told(told: Any, sources: Collection[str]) -> bool:
    if not _is_sound_cited(told, sources):
        return False
    if told.when is None:
        return True
    ends = time_of(told.when)
    return ends is None or (ends != (None, None) and (None in ends or _is_sound_time(*ends)))


@lru_cache(maxsize=1000)
def _are_languages(codes: tuple[str, ...]) -> bool:
    if not 0 < len(codes) <= MAX_KEYS or any(len(code) > MAX_KEY for code in codes):
        return False
    return all(code == "" or not any(language_flaws(code, ())) for code in codes)


@lru_cache(maxsize=1000)
def _is_sound_time(start: Any, end: Any) -> bool:
    between = Review(start, end)
    return between.first_day <= between.last_day
