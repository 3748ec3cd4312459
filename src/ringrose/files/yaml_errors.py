"""The errors of the YAML scanner and parser in words of someone who writes a case file."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError

from ringrose.errors import one_line

__all__ = ["explain"]

_QUOTE = "If it belongs to a text, put the text in quotes"

_EXPLAINED = (
    # what the parser says, what is wrong, what to write instead, whether it is told where the context began
    ("found character '\\t'", "A tab stands where spaces are needed", "Indent with spaces", False),
    ("but found '\\t'", "A tab stands where spaces are needed", "Indent with spaces", False),
    ("mapping values are not allowed here", "A colon stands where none is expected", f"Check the indentation. {_QUOTE}", False),
    ("could not find expected ':'", "A colon is missing after this key, or the line is indented too little", "Write `key: value`", True),
    ("found unexpected end of stream", "A quote is opened here and never closed", "Close it with the same quote", True),
    ("found unexpected document separator", "A quote is opened here and never closed", "Close it with the same quote", True),
    ("expected ',' or '}'", "A brace is opened here and not closed, or a comma is missing", "Write {key: value, key: value}", True),
    ("expected ',' or ']'", "A bracket is opened here and not closed, or a comma is missing", "Write [value, value]", True),
    ("expected <block end>", "This line does not fit what stands above it", "Indent it like the line above that it belongs with", False),
    ("expected '<document start>'", "This does not belong to what stands above it", f"Check the indentation. {_QUOTE}", False),
    ("sequence entries are not allowed", "A dash stands where no list can begin", "Put the list on lines of its own, below its key", False),
    ("mapping keys are not allowed here", "A question mark stands where no key can begin", _QUOTE, False),
    ("found unknown escape", "A backslash in double quotes begins an escape that does not exist", "Write two backslashes", False),
    ("escape sequence", "An escape in double quotes is not complete", "Write the character itself", False),
    ("chomping or indentation indicators", "A text cannot begin with this character", "Put the text in quotes", True),
    ("expected a comment or a line break", "A text cannot begin with this character", "Put the text in quotes", True),
    ("alphabetic or numeric character", "A text cannot begin with this character", "Put the text in quotes", True),
    ("expected URI", "A text cannot begin with this character", "Put the text in quotes", True),
    ("expected '!'", "A text cannot begin with this character", "Put the text in quotes", True),
    ("tag handle", "A text cannot begin with this character", "Put the text in quotes", True),
    ("indentation indicator", "A text cannot begin with this character", "Put the text in quotes", True),
    ("expected ' '", "A text cannot begin with this character", "Put the text in quotes", True),
    ("that cannot start any token", "A text cannot begin with this character", "Put the text in quotes", False),
    ("expected the node content", "A value is missing here, or stands where none can", _QUOTE, False),
    ("after document end marker", "Something stands after the end of the document", "Take the line ... out", False),
)


def explain(error: MarkedYAMLError) -> tuple[int, int, str, str, str]:
    """Line, column, what is wrong, why, and what to write instead."""
    said = str(error.problem or error.context or "it cannot be read")
    mark, what, hint = error.problem_mark or error.context_mark, f"This is not YAML: {one_line(said)}", ""
    for part, told, instead, from_start in _EXPLAINED:
        if part in said:
            what, hint = told, instead
            mark = (error.context_mark or mark) if from_start else mark
            break
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return line, column, what, "", hint
