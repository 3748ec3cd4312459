"""JSON: msgspec says whether it is valid, and a tokenizer finds the place of each value in the valid text."""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import suppress

import msgspec

from ringrose.files.nodes import MAX_NODES, Builder, Refused, Spot

__all__ = ["MAX_DIGITS", "is_json", "read_json"]

MAX_DIGITS = 400
_TOKEN = re.compile(r'[ \t\n\r]*+(?:("(?:[^"\\]++|\\.)*+")|([{}\[\],:])|([^\s{}\[\],:"]++))', re.DOTALL)
_AT_BYTE = re.compile(r" \(byte (\d+)\)$")
_HALF = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])")
_WORDS = {"true": True, "false": False, "null": None}

_EXPLAINED = (
    ("trailing comma", "A comma stands before a closing bracket or brace", "Take the comma out"),
    ("expected ':'", "A colon is missing after a key", 'Write "key": value'),
    ("expected '\"'", "A key must stand in double quotes", 'Write "key": value'),
    ("object keys must be strings", "A key must stand in double quotes", 'Write "key": value'),
    ("expected ',' or '}'", "A comma or a closing brace is missing", 'Write {"key": value, "key": value}'),
    ("expected ',' or ']'", "A comma or a closing bracket is missing", "Write [value, value]"),
    ("truncated", "The file ends too early", "Close what was opened: a quote, a bracket or a brace"),
    ("trailing characters", "Something stands after the end of the document", "A file holds one document; take the rest out"),
    ("hex escape", "An escape is not complete", "Write the character itself"),
    ("invalid escape", "A backslash begins an escape that does not exist", "Write two backslashes"),
    ("escaped character", "A backslash begins an escape that does not exist", "Write two backslashes"),
    ("surrogate", "A character is written as half of a pair", "Write the character itself"),
    ("invalid number", "This number is not written as JSON asks", "Write it without leading zeros or signs, or put it in quotes"),
    ("invalid character", "Something stands here that is neither a value nor in quotes", "Put texts in double quotes"),
)


def read_json(text: str, file: str, max_nodes: int = MAX_NODES) -> Builder:
    """Read a JSON document; the builder holds the tree and the problems."""
    builder = Builder(file, max_nodes)
    try:
        problem = _invalid(text)
        if problem is not None:
            builder.tell(*problem)
        else:
            _read(text, builder)
            builder.complete = True
    except RecursionError:  # some brackets below the one that the builder refuses
        with suppress(Refused):
            _read(text, builder)
    except Refused:
        pass
    return builder


def is_json(text: str) -> bool:
    """Whether a text is JSON, or would be if it were not nested so deeply."""
    try:
        return _invalid(text) is None
    except RecursionError:
        return True


def _invalid(text: str) -> tuple[Spot, str, str, str] | None:
    """What is wrong with a text that is not JSON."""
    data = text.encode()
    try:
        msgspec.json.decode(data, type=msgspec.Raw)  # checks all and converts nothing: numbers of any size are for the builder to refuse
    except msgspec.DecodeError as error:
        said = str(error)
        found = _AT_BYTE.search(said)
        before = data[: int(found[1])].decode(errors="ignore") if found else text
        if found is None and (half := _HALF.search(text)):  # msgspec looks for the other half and meets the end
            before, said = text[: half.start()], "surrogate"
        spot = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        for part, what, hint in _EXPLAINED:
            if part in said.lower():
                return spot, what, "", hint
        return spot, f"This is not JSON: {_AT_BYTE.sub('', said)}", "", ""
    return None


def _read(text: str, builder: Builder) -> None:
    lines = [0, *(m.end() for m in re.finditer("\n", text))]
    for token in _TOKEN.finditer(text.rstrip(" \t\n\r")):  # else it looks for a token from each blank at the end
        quoted, mark, word = token.groups()
        start = token.start(token.lastindex or 0)
        line = bisect_right(lines, start)
        spot = (line, start - lines[line - 1] + 1)
        if quoted is not None:
            builder.scalar(_text(quoted), spot)
        elif word is not None:
            builder.scalar(_WORDS[word] if word in _WORDS else _number(word), spot)
        elif mark in "{[":
            builder.open({} if mark == "{" else [], spot)
        elif mark in "}]":
            builder.close()


def _text(quoted: str) -> str:
    return str(msgspec.json.decode(quoted)) if "\\" in quoted else quoted[1:-1]


def _number(word: str) -> int | float:
    if len(word) > MAX_DIGITS:
        return float("inf")  # the builder refuses it
    return float(word) if any(c in word for c in ".eE") else int(word)
