"""A case file to fill in: sound as it stands, with a commented line for everything that the rules of a pack could be told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from textwrap import wrap
from typing import Any

from ringrose.authoring.yaml_text import flow, scalar
from ringrose.errors import one_line
from ringrose.explain.words import listed, say
from ringrose.model.assessment import STATUSES
from ringrose.model.case import Partner, Review
from ringrose.model.checking import MAX_ID, UNSEEN
from ringrose.model.pack import Attribute, CountCondition, EveryCondition, FactType, NoCondition, Pack

__all__ = ["case_id", "named_partners", "starting_case"]

WIDTH = 110
EXAMPLE = "#- "
"""What an example begins with; without its first sign it is an entry of the list that it stands in."""

_LETTERS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"(.+)-[0-9]+")
LONGEST = 60  # of an id that is made from a name

_MADE_UP: Mapping[str, Any] = {"number": 1, "integer": 1, "boolean": True, "date": "2016-11-25"}


def case_id(name: str) -> str:
    """The id of a case by the name of its file: without what an id may not have in it."""
    return "-".join(UNSEEN.sub(" ", name).split())[:MAX_ID] or "case"


def named_partners(named: Iterable[tuple[str, str | None]], pack: Pack) -> tuple[Partner, ...]:
    """Partners of these names and countries, each with an id made from its name that no other thing in a case can have."""
    taken: set[str] = set()
    partners = []
    for name, country in named:
        id = _free(_slug(name) or "partner", taken, pack)
        taken.add(id)
        partners.append(Partner(id, name, country))
    return tuple(partners)


def starting_case(
    pack: Pack, *, id: str, review: Review, partners: Sequence[Partner] = (), lang: str = "en", check: str = "", assess: str = ""
) -> str:
    """The text of a case file for a checked pack, with remarks in a language.

    Without ``partners`` it has two to be renamed. ``check`` and ``assess`` are the commands that its first remark names.
    """
    partners = partners or named_partners(((say(f"new.partner.{n}", lang), None) for n in (1, 2)), pack)
    return "\n".join(_Case(pack, id, review, partners, lang).lines(check, assess)) + "\n"


def _slug(name: str) -> str:
    return _LETTERS.sub("-", name.casefold())[:LONGEST].strip("-")


def _free(slug: str, taken: Collection[str], pack: Pack) -> str:
    """An id that no partner has, and that is none which facts without an id, or years, are given."""
    others = (*pack.vocabulary.recordable, "year")

    def free(id: str) -> bool:
        numbered = _NUMBERED.fullmatch(id)
        return id not in taken and not (numbered and numbered[1] in others)

    return next(id for id in chain([slug], (f"{slug}-{number}" for number in count(2))) if free(id))


class _Case:
    """A case file in the making."""

    def __init__(self, pack: Pack, id: str, review: Review, partners: Sequence[Partner], lang: str) -> None:
        self.pack, self.id, self.review, self.partners, self.lang = pack, id, review, partners, lang
        self.types = {name: kind for name, kind in pack.vocabulary.types.items() if not kind.derived}
        name = say("new.field", lang)
        self.field = _free(_slug(name), {partner.id for partner in partners}, pack)
        self.source = "source-1"

    def lines(self, check: str, assess: str) -> Iterator[str]:
        pack, lang = self.pack, self.lang
        slots = {"pack": pack.id, "version": pack.version}
        if pack.title:
            yield from _remark(say("new.head.titled", lang, **slots, title=pack.title.get(lang)))
        else:
            yield from _remark(say("new.head", lang, **slots))
        yield from _remark(say("new.how", lang))
        if check and assess:
            yield from _remark(say("new.then", lang, check=check, assess=assess))
        yield from ("ringrose: case/1", f"id: {scalar(self.id)}")
        yield from self._section("title", flow(listed([partner.name.get(lang) for partner in self.partners], lang)))
        yield from self._section("partners", *(flow(_partner(partner)) for partner in self.partners))
        yield from self._section("review", f"{{from: {scalar(self.review.start)}, to: {scalar(self.review.end)}}}")
        if any(attribute.type == "field" for kind in self.types.values() for attribute in kind.attributes.values()):
            yield from self._section("fields", flow({"id": self.field, "name": say("new.field", lang)}))
        yield from self._section("sources", flow({"id": self.source, "type": "document", "title": say("new.source", lang)}))
        if closable := self._closable():
            yield from self._section("complete")
            for name in closable:
                yield f"  {EXAMPLE}{flow({'fact': name, 'source': {'id': self.source}})}"
        yield from self._section("facts")
        if not self.types:
            yield from _remark(say("new.facts.none", lang), 2)
        for name, kind in self.types.items():
            yield from self._fact(name, kind)
        elements = [element.id for element in pack.elements]
        yield from self._section("published", elements=listed(elements, lang, "or"), statuses=listed(STATUSES, lang, "or"))
        yield f"  {EXAMPLE}{flow({'element': elements[0], 'status': 'not_met', 'source': {'id': self.source}})}"

    def _section(self, key: str, *values: str, **slots: str) -> Iterator[str]:
        """A remark and a key, with its value behind it or the entries of its list below."""
        yield ""
        yield from _remark(say(f"new.{key}", self.lang, **slots))
        if key in ("title", "review"):
            yield f"{key}: {values[0]}"
        else:
            yield f"{key}:"
            yield from (f"  - {value}" for value in values)

    def _closable(self) -> list[str]:
        """The types of which rules ask that there be none, or no more than some; in the order of the vocabulary."""
        asked = set()
        for _, _, rule in self.pack.rules():
            for condition in rule.conditions:
                inner = condition.then if isinstance(condition, EveryCondition) else condition
                if isinstance(inner, NoCondition) or (isinstance(inner, CountCondition) and inner.kind == "at_most"):
                    asked.add(inner.pattern.type)
        return [name for name in self.types if name in asked]

    def _fact(self, name: str, kind: FactType) -> Iterator[str]:
        yield ""
        means = kind.means.get(self.lang) if kind.means else ""
        yield from _remark(say("new.type", self.lang, type=name, means=means) if means else name, 2)
        told = [self._told(attribute, known) for attribute, known in kind.attributes.items()]
        yield from _remark("; ".join(told), 2, "  ")
        example = {"fact": name, **self._attributes(kind), "source": {"id": self.source, "at": say("new.at", self.lang)}}
        yield f"  {EXAMPLE}{flow(example)}"

    def _told(self, name: str, attribute: Attribute) -> str:
        if attribute.type == "one_of":
            value = listed([scalar(one) for one in attribute.values], self.lang, "or")
        else:
            value = say(f"new.value.{attribute.type}", self.lang)
        return say("new.attribute.required" if attribute.required else "new.attribute", self.lang, name=name, value=value)

    def _attributes(self, kind: FactType) -> dict[str, Any]:
        """Values for an example: those of the pack's own example, but of the partners, fields and years that this case has."""
        partners = iter([partner.id for partner in self.partners])
        values: dict[str, Any] = {}
        for name, attribute in kind.attributes.items():
            if attribute.type == "partner":
                values[name] = next(partners, self.partners[0].id)
            elif attribute.type == "field":
                values[name] = self.field
            elif attribute.type == "year":
                values[name] = self.review.first_day.year
            elif attribute.type != "fact":
                values[name] = self._example(name, attribute, kind.example or {})
            elif attribute.required:  # there is no other fact yet
                values[name] = self.partners[0].id
        return values

    def _example(self, name: str, attribute: Attribute, example: Mapping[str, Any]) -> Any:
        if name in example:
            return example[name]
        if attribute.type == "one_of":
            return attribute.values[0]
        return _MADE_UP.get(attribute.type, say("new.words", self.lang))


def _partner(partner: Partner) -> dict[str, Any]:
    told = {"id": partner.id, "name": partner.name.plain(), "country": partner.country}
    return {key: value for key, value in told.items() if value is not None}


def _remark(text: str, indent: int = 0, inner: str = "") -> Iterator[str]:
    """A text as remarks, no part of which can be anything else."""
    start = f"{' ' * indent}# {inner}"
    for line in wrap(one_line(" ".join(text.split())), WIDTH - len(start), break_long_words=False, break_on_hyphens=False):
        yield start + line
