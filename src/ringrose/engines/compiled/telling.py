"""Values and texts as JSON, as constant texts where they are known and as expressions where they are not."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

from ringrose.engines.compiled.syntax import expression, joined
from ringrose.model.values import json_value

__all__ = ["HELPERS", "Plainly", "absences", "as_json", "counted", "ids", "inside", "json_text", "plain_ids", "quoted"]

quoted = encode_basestring
"""A text as JSON has it, unescaped but for what must be."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_text(value: Any) -> str:
    """A value as compact JSON."""
    return _encode(json_value(value))


def inside(text: str) -> str:
    """A text as it stands between the quotes of JSON."""
    return quoted(text)[1:-1]


def ids(found: Sequence[str]) -> str:
    """A list of ids as JSON. Ids hold no spaces, so all are quoted at once."""
    return f"[{quoted(' '.join(found))}]".replace(" ", '","') if found else "[]"


def absences(absent: Mapping[tuple[str, str], list[str]], keys: Iterable[tuple[str, str]]) -> str:
    """The patterns that are known to be absent as JSON, in the order of their keys."""
    told = [f'{{"fact":{quoted(kind)},"where":{where},"closed_by":{ids(absent[kind, where])}}}' for kind, where in keys]
    return f"[{','.join(told)}]"


def counted(absent: Mapping[tuple[Any, ...], list[str]], keys: Iterable[tuple[Any, ...]]) -> str:
    """As `absences`, where some patterns are told with how many may hold, and of which attribute the values were counted."""
    told = []
    for key in keys:
        kind, where, *number = key
        more = ""
        if number:
            at_most, distinct = number
            more = f'"at_most":{at_most},' + (f'"distinct":{quoted(distinct)},' if distinct else "")
        told.append(f'{{"fact":{quoted(kind)},"where":{where},{more}"closed_by":{ids(absent[key])}}}')
    return f"[{','.join(told)}]"


def plain_ids(found: Sequence[str]) -> str:
    """As `ids`, where nothing needs an escape."""
    together = '","'.join(found)
    return f'["{together}"]' if found else "[]"


class Plainly(ast.NodeTransformer):
    """Turns code that tells texts of a case into code for cases in which no text needs an escape."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """A call of what quotes."""
        self.generic_visit(node)
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        if function == "inside":
            return node.args[0]
        if function == "quoted":
            return joined(['"', node.args[0], '"'])
        if function == "ids":
            return expression("plain_ids(found)", found=node.args[0])
        return node


HELPERS = {
    "absences": absences,
    "counted": counted,
    "ids": ids,
    "inside": inside,
    "plain_ids": plain_ids,
    "quoted": quoted,
    "repr": repr,
    "sorted": sorted,
    "str": str,
}
"""What generated code that tells something calls."""


def as_json(value: ast.expr, kind: str) -> ast.expr:
    """The expression of a value, which is not None, as JSON."""
    if kind in ("year", "integer"):
        return value  # written out where it stands
    if kind == "number":
        return expression("repr(v)", v=value)
    if kind == "boolean":
        return expression('"true" if v else "false"', v=value)
    if kind == "date":
        return expression("quoted(v.isoformat())", v=value)
    return expression("quoted(v)", v=value)
