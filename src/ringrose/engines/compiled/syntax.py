"""Python as trees: templates that this package writes, into which the parts of a pack go as nodes and never as text."""

from __future__ import annotations

import ast
import linecache
import re
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

__all__ = [
    "Globals",
    "all_of",
    "any_of",
    "call",
    "constant",
    "expression",
    "joined",
    "name",
    "placed",
    "show_lines",
    "statements",
    "tuple_of",
]

Part = str | ast.expr | Sequence[ast.stmt] | Sequence[str]
"""What a template's placeholder stands for: another name, an expression, several statements, or (``parameters``) several names."""

_OWN_NAME = re.compile(r"[a-z]+(_?[0-9]+)*")
"""Every name in generated code is one that this package made up; no name of a pack has this way in."""


@cache
def _parsed(template: str) -> ast.Module:
    return ast.parse(template)


class _Filling(ast.NodeTransformer):
    """Puts parts in the place of the names that a template has for them."""

    def __init__(self, parts: dict[str, Part]) -> None:
        self._parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:
        part = self._parts.get(node.id)
        if part is None:
            return node
        if isinstance(part, str):
            return ast.Name(_own(part), node.ctx)
        assert isinstance(part, ast.expr), f"{node.id} stands for one expression"
        return part

    def visit_Expr(self, node: ast.Expr) -> Any:
        if isinstance(node.value, ast.Name) and isinstance(part := self._parts.get(node.value.id), list):
            return part
        return self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.arg = _own(str(self._parts.get(node.arg, node.arg)))
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = _own(str(self._parts.get(node.name, node.name)))
        rest = self._parts.get("parameters")
        if isinstance(rest, Sequence):
            node.args.args += [ast.arg(_own(one)) for one in rest if isinstance(one, str)]
        return self.generic_visit(node)


def _own(identifier: str) -> str:
    assert _OWN_NAME.fullmatch(identifier), f"`{identifier}` is not a name of generated code"
    return identifier


def statements(template: str, **parts: Part) -> list[ast.stmt]:
    """The statements of a template; a line that is a placeholder alone stands for any number of them."""
    module = _Filling(parts).visit(deepcopy(_parsed(template)))
    body: list[ast.stmt] = module.body
    return body


def expression(template: str, **parts: Part) -> ast.expr:
    """The expression of a template."""
    (statement,) = statements(template, **parts)
    assert isinstance(statement, ast.Expr)
    return statement.value


def name(identifier: str) -> ast.expr:
    """A name that is read."""
    return ast.Name(_own(identifier), ast.Load())


def constant(value: str | int | float | bool | None) -> ast.expr:
    """A value of a pack. However hostile a text is, as a constant it is a text."""
    return ast.Constant(value)


def tuple_of(values: Iterable[ast.expr]) -> ast.expr:
    """A tuple."""
    return ast.Tuple(list(values), ast.Load())


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """A call of a function by its name in generated code."""
    return ast.Call(name(function), list(arguments), [])


def _both(values: Sequence[ast.expr], operator: ast.boolop, empty: bool) -> ast.expr:
    if not values:
        return ast.Constant(empty)
    return values[0] if len(values) == 1 else ast.BoolOp(operator, list(values))


def all_of(values: Sequence[ast.expr]) -> ast.expr:
    """True where all are."""
    return _both(values, ast.And(), True)


def any_of(values: Sequence[ast.expr]) -> ast.expr:
    """True where one is."""
    return _both(values, ast.Or(), False)


def joined(pieces: Iterable[str | ast.expr]) -> ast.expr:
    """A text made of constant texts and of expressions that are texts (or integers, which are written out)."""
    merged: list[str | ast.expr] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece != "":
            merged.append(piece)
    return ast.JoinedStr([ast.Constant(p) if isinstance(p, str) else ast.FormattedValue(p, -1, None) for p in merged])


def placed(found: list[ast.stmt], line: int) -> list[ast.stmt]:
    """The statements, all in one line of their file: what a traceback shows of them."""
    for statement in found:
        for node in ast.walk(statement):
            if "lineno" in node._attributes:
                node.lineno = node.end_lineno = line  # type: ignore[attr-defined]  # those nodes have lines
                node.col_offset = node.end_col_offset = 0  # type: ignore[attr-defined]
    return found


def show_lines(file: str, lines: Sequence[str]) -> None:
    """What tracebacks show for the lines of generated code."""
    linecache.cache[file] = (0, None, [f"{line}\n" for line in lines], file)


class Globals:
    """The namespace that generated functions share, and the values that cannot stand in code as constants (dates, tables, helpers)."""

    def __init__(self, **helpers: Any) -> None:
        self.space: dict[str, Any] = {"__builtins__": {}, **helpers}

    def value(self, value: Any) -> ast.expr:
        """A value, as a constant where it can be one."""
        if value is None or type(value) in (str, int, float, bool):
            return ast.Constant(value)
        for known, same in self.space.items():
            if known.startswith("k") and type(same) is type(value) and same == value:
                return name(known)
        fresh = f"k{len(self.space)}"
        self.space[fresh] = value
        return name(fresh)

    def define(self, function: list[ast.stmt], told: str, place: str) -> Callable[..., Any]:
        """Make a function of its tree. Tracebacks show ``told`` for its name and ``place`` for its file."""
        (definition,) = function
        assert isinstance(definition, ast.FunctionDef)
        module = ast.fix_missing_locations(ast.Module([definition], []))
        exec(compile(module, place, "exec"), self.space)  # noqa: S102  # the tree holds nothing of a pack but constants
        made: Callable[..., Any] = self.space[definition.name]
        made.__code__ = made.__code__.replace(co_name=told, co_qualname=told)
        return made
