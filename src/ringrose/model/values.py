"""Values: the types of attributes, how a value is read by its type, and how values compare."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import date, datetime

from attrs import frozen

from ringrose.errors import nearest, one_of

__all__ = ["ATTRIBUTE_TYPES", "COMPARABLE", "ORDERED", "Range", "Value", "ValueFlaw", "json_value", "read_range", "read_value"]

Value = str | int | float | bool | date
"""What an attribute may hold. Numbers that are equal are one value, integral ones are integers."""

ATTRIBUTE_TYPES = ("text", "number", "integer", "boolean", "date", "year", "one_of", "partner", "field", "fact")

NUMERIC = frozenset({"number", "integer", "year"})
ORDERED = NUMERIC | {"date"}
"""The types whose values have an order."""

COMPARABLE = frozenset(
    [(t, t) for t in ATTRIBUTE_TYPES] + [(a, b) for a in NUMERIC for b in NUMERIC] + [("date", "year"), ("year", "date")]
)
"""The pairs of types whose values may be compared; a date meets a year by its year."""

MAX_NUMBER = 2**53  # beyond it JSON readers lose digits, and the engine's integers are unsafe
RANGE_OPERATORS = ("gt", "gte", "lt", "lte")


class ValueFlaw(ValueError):
    """A value is not of its attribute's type: what, why and what to write instead."""

    def __init__(self, what: str, why: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.why, self.hint = what, why, hint


@frozen
class Range:
    """A range of numbers, years or dates, as a denial or a closed record may state it: ``Range(gte=2009, lte=2015)``."""

    gt: Value | None = None
    gte: Value | None = None
    lt: Value | None = None
    lte: Value | None = None

    def bounds(self) -> dict[str, Value]:
        """The bounds that are stated, by operator."""
        return {op: bound for op in RANGE_OPERATORS if (bound := getattr(self, op)) is not None}


def show(value: object) -> str:
    """A value as its writer would recognise it, shortened."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > 10 * MAX_NUMBER:  # Python refuses to write out what has thousands of digits
        return "this number"
    if isinstance(value, Mapping | list | tuple):
        return "a mapping" if isinstance(value, Mapping) else "a list"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _number(value: object, kind: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        hint = "Write it without quotes." if isinstance(value, str) and _is_number(value) else ""
        raise ValueFlaw(f"{show(value)} is not {'an integer' if kind == 'integer' else 'a number'}", "", hint)
    if not abs(value) <= MAX_NUMBER:  # not a number compares as neither
        raise ValueFlaw(f"{show(value)} is too large or not a number", f"Numbers reach from -{MAX_NUMBER} to {MAX_NUMBER}")
    whole = int(value)
    if whole == value:
        return whole
    if kind == "integer":
        raise ValueFlaw(f"{show(value)} is not an integer")
    return value


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _year(value: object) -> int:
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value // 1 and 1 <= value <= 9999:
        return int(value)
    hint = "Write four digits without quotes, such as 2018"
    if isinstance(value, date):
        hint = f"Write {value.year}"
    elif isinstance(value, str) and (day := _date_of(value)):
        hint = f"Write {day.year}"
    raise ValueFlaw(f"{show(value)} is not a year", "A year is a whole number from 1 to 9999", hint)


def _date_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == text[7] == "-" else None  # not the day of a week
    except ValueError:
        return None


def _date(value: object) -> date:
    if isinstance(value, datetime):
        raise ValueFlaw(f"{show(value)} has a time of day", "A date is a day", "Write the date alone, such as 2016-11-25")
    if isinstance(value, date):
        return value
    day = _date_of(value) if isinstance(value, str) else None
    if day is None:
        raise ValueFlaw(f"{show(value)} is not a date", "A date is a day of the calendar", "Write it as 2016-11-25")
    return day


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueFlaw(f"{show(value)} is not a text", "", f'Write it in quotes: "{show(value)}"' if value is not None else "")
    return value


def read_value(value: object, kind: str, known: Collection[str] = ()) -> Value:
    """Read a value by its attribute's type, so that a date in JSON (a text) becomes a date.

    ``known`` holds the allowed values of a ``one_of``, or the ids of the partners, fields or facts of the case.
    Raises `ValueFlaw` when the value is not of the type.
    """
    if kind in ("number", "integer"):
        return _number(value, kind)
    if kind == "year":
        return _year(value)
    if kind == "date":
        return _date(value)
    if kind == "boolean":
        if not isinstance(value, bool):
            raise ValueFlaw(f"{show(value)} is neither true nor false", "", "Write true or false, without quotes")
        return value
    text = _text(value)
    if kind == "one_of" and text not in known:
        raise ValueFlaw(f"`{text}` is not one of the values allowed here", nearest(text, known), one_of(known))
    if kind in ("partner", "field", "fact") and text not in known:
        raise ValueFlaw(f"There is no {kind} `{text}` in this case", nearest(text, known), one_of(known))
    return text


def read_bound(value: object, kind: str) -> Value:
    """Read a bound of a range: a value of the type; for years and dates either of the two, for they meet by year.

    A date that bounds years becomes its year.
    """
    if kind == "year":
        return _year(value) if isinstance(value, int | float) else _date(value).year
    if kind == "date":
        return _year(value) if isinstance(value, int | float) else _date(value)
    return _number(value, "number")


def read_range(value: object, kind: str) -> Range:
    """Read a range of a denial or a closed record.

    Raises `ValueFlaw` when the type has no order, an operator is unknown, or a bound is not of the type.
    """
    if isinstance(value, Range):
        value = value.bounds()
    if not isinstance(value, Mapping) or kind not in ORDERED:
        raise ValueFlaw("A range cannot stand here", f"Ranges are for numbers, years and dates; this is a {kind}")
    if not value:
        raise ValueFlaw("This range has no bound", "", "Write for instance {gte: 2009, lte: 2015}")
    bounds = {}
    for op, bound in value.items():
        if op not in RANGE_OPERATORS:
            raise ValueFlaw(f"`{op}` is not a bound of a range", nearest(op, RANGE_OPERATORS), one_of(RANGE_OPERATORS))
        bounds[op] = read_bound(bound, kind)
    return Range(**bounds)


def json_value(value: object) -> object:
    """A value as JSON has it: a date as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Range):
        return {op: json_value(bound) for op, bound in value.bounds().items()}
    return value
