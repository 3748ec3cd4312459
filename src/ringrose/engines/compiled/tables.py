"""What is looked up in the facts of a case: filtered rows, sets of keys, groups by key, and the facts of which too little is known."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import frozen

from ringrose.engines.compiled.layout import Layout
from ringrose.engines.compiled.patterns import Patterns
from ringrose.engines.compiled.syntax import any_of, expression, name, statements, tuple_of
from ringrose.plan import Bound, Check, Match

__all__ = [
    "FEW",
    "Could",
    "Groups",
    "Keys",
    "Perhaps",
    "Rows",
    "Some",
    "Table",
    "TableCode",
    "different",
    "grouped",
    "key_checks",
    "rest_checks",
]

Key = tuple[str, bool]
"""An attribute, and whether its date counts by its year."""


@frozen(cache_hash=True)
class Rows:
    """The facts of a type that pass checks of one fact alone."""

    type: str
    fixed: tuple[Check, ...]


@frozen(cache_hash=True)
class Some:
    """Whether there are such facts."""

    type: str
    fixed: tuple[Check, ...]


@frozen(cache_hash=True)
class Keys:
    """The values that some attributes of such facts have together."""

    type: str
    fixed: tuple[Check, ...]
    keys: tuple[Key, ...]


@frozen(cache_hash=True)
class Groups:
    """Such facts by the values that some attributes have together; empty where there are so few that grouping them does not pay."""

    type: str
    fixed: tuple[Check, ...]
    keys: tuple[Key, ...]


@frozen(cache_hash=True)
class Perhaps:
    """The facts that might match although they do not: those that lack one of the attributes, and those that are unknown."""

    type: str
    attributes: tuple[str, ...]


@frozen(cache_hash=True)
class Could:
    """The facts that hold or are unknown, and could pass checks of one fact alone."""

    type: str
    fixed: tuple[Check, ...]


Table = Rows | Some | Keys | Groups | Perhaps | Could


FEW = 16


def key_checks(match: Match) -> tuple[Check, ...]:
    """The joined checks of a pattern that ask for equality with one reference: what an index serves."""
    return tuple(c for c in match.joined if c.op == "is")


def rest_checks(match: Match) -> tuple[Check, ...]:
    """The joined checks that no index serves."""
    return tuple(c for c in match.joined if c.op != "is")


def grouped(rows: Iterable[Any], keys: Iterable[Any]) -> dict[Any, list[Any]]:
    """Rows by their keys."""
    groups: dict[Any, list[Any]] = {}
    for row, key in zip(rows, keys, strict=True):
        if key in groups:
            groups[key].append(row)
        else:
            groups[key] = [row]
    return groups


def different(values: Sequence[Any]) -> int:
    """How many different values there are; each fact that lacks one (None) counts as one more."""
    return len({value for value in values if value is not None}) + values.count(None)


_no_reference: Callable[[Bound], Any] = dict[Bound, Any]().__getitem__  # a check of one fact alone refers to nothing


class TableCode:
    """The code that makes tables."""

    def __init__(self, layout: Layout, patterns: Patterns, base: Callable[[str], ast.expr], unknown: Callable[[str], ast.expr]) -> None:
        self._layout, self._patterns = layout, patterns
        self._base, self._unknown = base, unknown  # the variables that hold the facts of a type

    def ready(self, table: Table, variable: str) -> list[ast.stmt]:
        """The statements that fill the variable of a table out of the facts of its type."""
        if not isinstance(table, Some):
            return statements("t = made", t=variable, made=self.made(table))
        test = self._patterns.strict(table.fixed, table.type, name("f"), _no_reference, _no_reference)
        template = "t = False\nfor f in base:\n    if test:\n        t = True\n        break"
        return statements(template, t=variable, base=self._base(table.type), test=test)

    def made(self, table: Rows | Keys | Groups | Perhaps | Could) -> ast.expr:
        """The expression that makes a table."""
        base = self._base(table.type)
        item = name("f")
        if isinstance(table, Perhaps):
            lacking = [expression("a is None", a=self._layout.read(item, table.type, attribute)) for attribute in table.attributes]
            return expression("[f for f in base if test] + unknown", base=base, test=any_of(lacking), unknown=self._unknown(table.type))
        if isinstance(table, Could):
            could = self._patterns.lenient(table.fixed, table.type, item, _no_reference, _no_reference)
            unknown = self._unknown(table.type)
            if not table.fixed:
                return expression("[*base, *unknown]", base=base, unknown=unknown)
            return expression("[f for f in [*base, *unknown] if could]", base=base, unknown=unknown, could=could)
        test = self._patterns.strict(table.fixed, table.type, item, _no_reference, _no_reference)
        rows = expression("[f for f in base if test]", base=base, test=test) if table.fixed else base
        if isinstance(table, Rows):
            return rows
        key = self._key(table.type, table.keys, item)
        if isinstance(table, Keys):
            return expression("{key for f in base if test}" if table.fixed else "{key for f in base}", key=key, base=base, test=test)
        return expression("grouped(r := rows, [key for f in r]) if len(base) > few else nothing", rows=rows, key=key, base=base)

    def _key(self, fact_type: str, keys: tuple[Key, ...], item: ast.expr) -> ast.expr:
        values = []
        for attribute, by_year in keys:
            sure = self._layout.is_sure(fact_type, attribute)
            value = self._layout.read(item, fact_type, attribute, sure=sure)
            if by_year:
                value = expression("a.year" if sure else "None if a is None else a.year", a=value)
            values.append(value)
        return values[0] if len(values) == 1 else tuple_of(values)
