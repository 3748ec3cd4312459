"""Python as trees: templates that this package writes, into which the parts of a pack go as nodes and never as text."""

from __future__ import annotations

import ast
import linecache
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any

__all__ = [
    "Globals",
    "all_of",
    "any_of",
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


def _filled(node: Any, parts: Mapping[str, Part]) -> Any:
    """A copy of a template's node, with parts in the place of the names that stand for them."""
    kind = node.__class__
    if kind is ast.Name:
        part = parts.get(node.id)
        if part is None or isinstance(part, str):
            return ast.Name(_own(part) if part else node.id, node.ctx)
        assert isinstance(part, ast.expr), f"{node.id} stands for one expression"
        return part
    copy = kind()
    for field in node._fields:
        value = getattr(node, field, None)
        if isinstance(value, list):
            copied: list[Any] = []
            for one in value:
                line = parts.get(one.value.id) if one.__class__ is ast.Expr and one.value.__class__ is ast.Name else None
                if isinstance(line, list):  # a line that stands for several
                    copied += line
                else:
                    copied.append(_filled(one, parts) if isinstance(one, ast.AST) else one)
            value = copied
        elif isinstance(value, ast.expr_context):
            pass
        elif isinstance(value, ast.AST):
            value = _filled(value, parts)
        setattr(copy, field, value)
    if kind is ast.arg:
        copy.arg = _own(str(parts.get(copy.arg, copy.arg)))
    elif kind is ast.FunctionDef:
        copy.name = _own(str(parts.get(copy.name, copy.name)))
        more = parts.get("parameters")
        names = [one for one in more if isinstance(one, str)] if isinstance(more, Sequence) else []
        copy.args.args += [ast.arg(_own(one)) for one in names]
    return copy


def _own(identifier: str) -> str:
    if not _OWN_NAME.fullmatch(identifier):
        raise ValueError(f"`{identifier}` is not a name of generated code")
    return identifier


def statements(template: str, **parts: Part) -> list[ast.stmt]:
    """The statements of a template; a line that is a placeholder alone stands for any number of them."""
    body: list[ast.stmt] = _filled(_parsed(template), parts).body
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
    for statement in found:  # what stands inside of a statement takes its line from it
        statement.lineno = statement.end_lineno = line
        statement.col_offset = statement.end_col_offset = 0
    return found


def show_lines(file: str, lines: Sequence[str]) -> None:
    """What tracebacks show for the lines of generated code."""
    linecache.cache[file] = (0, None, [f"{line}\n" for line in lines], file)


class Globals:
    """The namespace that generated functions share, and the values that cannot stand in code as constants (dates, tables, helpers)."""

    def __init__(self, **helpers: Any) -> None:
        self.space: dict[str, Any] = {"__builtins__": {}, **helpers}
        self._numbers = count()

    def next_number(self) -> int:
        """A number that was not given before."""
        return next(self._numbers)

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
