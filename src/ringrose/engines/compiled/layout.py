"""How the attributes of an item are read: of a mapping, of a record, of what comes with a case, of a derived fact."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from ringrose.engines.compiled.syntax import constant, expression
from ringrose.files.records import Records
from ringrose.model.case import Review, year_facts
from ringrose.model.pack import STRUCTURAL, Vocabulary
from ringrose.model.text import as_text

__all__ = ["Layout", "Year", "plain_name", "years_of"]


class Year:
    """A year of the review, as `structural_facts` tells it."""

    __slots__ = ("full", "id", "nth", "previous", "value")

    def __init__(self, id: str, value: int, nth: int, full: bool, previous: int | None = None) -> None:
        self.id, self.value, self.nth, self.full, self.previous = id, value, nth, full, previous


def years_of(review: Review) -> tuple[Year, ...]:
    """The years of a review."""
    return tuple(Year(str(f.id), **dict(f.attributes)) for f in year_facts(review))  # type: ignore[arg-type]  # the attributes of a year


def plain_name(named: Any) -> str:
    """The name of a partner or a field as rules see it, of a mapping or a record."""
    get = named.get if isinstance(named, Mapping) else lambda key: getattr(named, key)
    given = get("name")
    return as_text(get("id") if given is None else given).get()


@frozen
class Layout:
    """Where the attributes of each fact type stand.

    Without ``records`` the facts of a case are mappings of the shape of a case file, with values of their types. With them they are what
    ``Records`` decodes. A derived fact is a tuple of its values, in the order of their names, in either case.
    """

    vocabulary: Vocabulary
    records: Records | None = None
    _places: dict[str, dict[str, int]] = field(factory=dict, init=False, eq=False, repr=False)

    def kind(self, fact_type: str, attribute: str) -> str:
        """The type of an attribute."""
        return str(self.vocabulary.attribute_type(fact_type, attribute))

    def is_derived(self, fact_type: str) -> bool:
        """Whether rules conclude facts of the type."""
        kind = self.vocabulary.get(fact_type)
        return kind is not None and kind.derived

    def is_sure(self, fact_type: str, attribute: str) -> bool:
        """Whether every fact of the type that holds has the attribute."""
        if self.is_derived(fact_type):
            return False
        if attribute == "id" or (fact_type, attribute) in (("partner", "name"), ("field", "name")):
            return True
        kind = self.vocabulary.get(fact_type)
        return kind is not None and kind.attributes[attribute].required

    def place(self, fact_type: str, attribute: str) -> int:
        """The position of an attribute in a derived fact."""
        if fact_type not in self._places:
            self._places[fact_type] = {name: n for n, name in enumerate(self.attributes(fact_type))}
        return self._places[fact_type][attribute]

    def attributes(self, fact_type: str) -> list[str]:
        """The attributes of a fact type, in the order of their names."""
        kind = self.vocabulary.get(fact_type)
        assert kind is not None
        return sorted(kind.attributes)

    def read(self, item: ast.expr, fact_type: str, attribute: str, *, sure: bool = False) -> ast.expr:
        """The value of an attribute of an item; None where the item lacks it. ``sure``: it has it."""
        if fact_type == "year":
            assert attribute in Year.__slots__
            return ast.Attribute(item, attribute, ast.Load())
        if fact_type in STRUCTURAL and attribute == "name":
            return expression("plain_name(item)", item=item)
        if self.is_derived(fact_type):
            return expression("item[place]", item=item, place=constant(self.place(fact_type, attribute)))
        if self.records is not None:
            return ast.Attribute(item, self.records.slot(fact_type, attribute), ast.Load())
        if sure or attribute == "id":
            return expression("item[attribute]", item=item, attribute=constant(attribute))
        return expression("item.get(attribute)", item=item, attribute=constant(attribute))
