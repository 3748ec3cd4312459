"""An answer as rows of a table: one per element, computed from the answer's JSON, so that every engine gives the same rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

import msgspec

__all__ = ["COLUMNS", "FORMATS", "LISTS", "Row", "heading_of", "rows_of", "writer_of"]

FORMATS = ("jsonl", "csv", "parquet")
STATUSES = ("satisfied", "violated", "contested", "unknown")
LISTS = (*STATUSES, "rules", "facts")
COLUMNS = ("case", "element", "status", "standing", *LISTS, "pack", "version", "engine")

Row = dict[str, str | list[str] | None]


class _Finding(msgspec.Struct):
    rule: str
    decides: bool
    facts: list[str]


class _Criterion(msgspec.Struct):
    id: str
    status: str
    findings: list[_Finding]


class _Judgement(msgspec.Struct):
    element: str
    status: str
    standing: str | None
    criteria: list[_Criterion]


class _Pack(msgspec.Struct):
    id: str
    version: str


class _Answer(msgspec.Struct):
    case: str
    engine: str
    pack: _Pack
    judgements: list[_Judgement]


_decoder = msgspec.json.Decoder(_Answer)


def rows_of(answer: bytes) -> Iterator[Row]:
    """The rows of an answer, in the order of its elements."""
    told = _decoder.decode(answer)
    for judgement in told.judgements:
        deciding = [finding for criterion in judgement.criteria for finding in criterion.findings if finding.decides]
        yield {
            "case": told.case,
            "element": judgement.element,
            "status": judgement.status,
            "standing": judgement.standing,
            **{status: [criterion.id for criterion in judgement.criteria if criterion.status == status] for status in STATUSES},
            "rules": list(dict.fromkeys(finding.rule for finding in deciding)),
            "facts": sorted({fact for finding in deciding for fact in finding.facts}),
            "pack": told.pack.id,
            "version": told.pack.version,
            "engine": told.engine,
        }


def _lines(answers: list[bytes]) -> bytes:
    return b"\n".join([*answers, b""])


def _csv(answers: list[bytes]) -> bytes:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    for answer in answers:
        writer.writerows([" ".join(cell) if isinstance(cell, list) else cell for cell in row.values()] for row in rows_of(answer))
    return page.getvalue().encode()


def _json_rows(answers: list[bytes]) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for answer in answers for row in rows_of(answer))


def writer_of(layout: str) -> Callable[[list[bytes]], bytes]:
    """What turns the answers of a chunk into bytes of the output (for Parquet: rows as JSON, from which the file is made at the end)."""
    return {"jsonl": _lines, "csv": _csv, "parquet": _json_rows}[layout]


def heading_of(layout: str) -> bytes:
    """What stands above all rows."""
    return (",".join(COLUMNS) + "\n").encode() if layout == "csv" else b""
