"""The rows of a batch as a Parquet file, made from rows as JSON Lines without ever holding them all."""

from __future__ import annotations

import os
from itertools import islice
from typing import Any

import msgspec

from ringrose.batch.rows import COLUMNS, LISTS
from ringrose.files.tables import parquet

__all__ = ["make_parquet"]

ROWS = 20_000  # in a row group


def make_parquet(rows: str, path: str) -> None:
    """Write the Parquet file of rows that stand in a file as JSON Lines, and make it safe."""
    module = parquet()
    import pyarrow

    schema = pyarrow.schema([(name, pyarrow.list_(pyarrow.string()) if name in LISTS else pyarrow.string()) for name in COLUMNS])
    decoder = msgspec.json.Decoder(dict[str, Any])
    with open(rows, "rb") as lines, module.ParquetWriter(path, schema, compression="zstd") as writer:
        while part := [decoder.decode(line) for line in islice(lines, ROWS)]:
            writer.write_batch(pyarrow.RecordBatch.from_pylist(part, schema=schema))
    with open(path, "rb") as file:
        os.fsync(file.fileno())
