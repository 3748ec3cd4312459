"""Patterns as expressions: whether an item matches, or could match if more were known of it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from ringrose.engines.compiled.layout import Layout
from ringrose.engines.compiled.syntax import Globals, all_of, any_of, expression, tuple_of
from ringrose.plan import Bound, Check, Literal

__all__ = ["Patterns", "Value"]

Value = Callable[[Bound], ast.expr]
"""Gives the expression that holds the value of a reference."""

_COMPARED = {"is": "a == b", "in": "a == b", "not": "a != b", "lt": "a < b", "lte": "a <= b", "gt": "a > b", "gte": "a >= b"}


class Patterns:
    """Turns the checks of patterns into expressions."""

    def __init__(self, layout: Layout, space: Globals) -> None:
        self._layout, self._space = layout, space

    def strict(
        self,
        checks: tuple[Check, ...],
        fact_type: str,
        item: ast.expr,
        value: Value,
        kinds: Callable[[Bound], str],
        read: Mapping[str, ast.expr] = MappingProxyType({}),
    ) -> ast.expr:
        """Whether an item that holds passes all checks; a test on what it lacks is false. ``read`` holds attributes that were read."""
        tests = []
        for check in checks:
            sure = self._layout.is_sure(fact_type, check.attribute)
            attribute = read.get(check.attribute) or self._layout.read(item, fact_type, check.attribute, sure=sure)
            if check.op == "exists":
                tests.append(self._exists(check, attribute, sure))
                continue
            passed, safe = self._passed(check, attribute, value, kinds)
            tests.append(passed if sure or safe else expression("a is not None and passed", a=attribute, passed=passed))
        return all_of(tests)

    def lenient(self, checks: tuple[Check, ...], fact_type: str, item: ast.expr, value: Value, kinds: Callable[[Bound], str]) -> ast.expr:
        """Whether an item could pass all checks: what it lacks excludes nothing, but ``exists`` tests what is written."""
        tests = []
        for check in checks:
            attribute = self._layout.read(item, fact_type, check.attribute)
            if check.op == "exists":
                tests.append(self._exists(check, attribute, sure=False))
            else:
                passed, _ = self._passed(check, attribute, value, kinds)
                tests.append(expression("a is None or passed", a=attribute, passed=passed))
        return all_of(tests)

    def _exists(self, check: Check, attribute: ast.expr, sure: bool) -> ast.expr:
        (operand,) = check.operands
        asked = isinstance(operand, Literal) and bool(operand.value)
        if sure:
            return ast.Constant(asked)
        return expression("a is not None" if asked else "a is None", a=attribute)

    def _passed(self, check: Check, attribute: ast.expr, value: Value, kinds: Callable[[Bound], str]) -> tuple[ast.expr, bool]:
        """Whether the value of an attribute passes, and whether the test may be made of None (and is false then)."""
        pairs = [self.sides(check, attribute, operand, value, kinds) for operand in check.operands]
        if check.op == "in" and len(pairs) > 1 and all(plain and _is_constant(b) for _, b, plain in pairs):
            return expression("a in values", a=attribute, values=tuple_of(b for _, b, _ in pairs)), True
        tests = [self._compared(check.op, a, b, plain) for a, b, plain in pairs]
        safe = check.op in ("is", "in") and all(plain for _, _, plain in pairs)
        return any_of(tests), safe

    def _compared(self, op: str, a: ast.expr, b: ast.expr, plain: bool) -> ast.expr:
        if plain and isinstance(b, ast.Constant) and isinstance(b.value, bool) and op in ("is", "in", "not"):
            return expression("a is not b" if op == "not" else "a is b", a=a, b=b)
        return expression(_COMPARED[op], a=a, b=b)

    def sides(
        self, check: Check, attribute: ast.expr, operand: Literal | Bound, value: Value, kinds: Callable[[Bound], str]
    ) -> tuple[ast.expr, ast.expr, bool]:
        """The two sides of a comparison, a date by its year where it meets one; and whether the attribute stands as it is."""
        if isinstance(operand, Literal):
            if check.of_days and not isinstance(operand.value, date):
                return _year(attribute), self._space.value(operand.value), False
            return attribute, self._space.value(operand.value), True  # where years are, a day was read as its year
        other = value(operand)
        if not operand.by_year:
            return attribute, other, True
        return (attribute, _year(other), True) if kinds(operand) == "date" else (_year(attribute), other, False)


def _is_constant(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not isinstance(value.value, bool)


def _year(of: ast.expr) -> ast.expr:
    return ast.Attribute(of, "year", ast.Load())
