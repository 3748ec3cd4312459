"""One chunk judged: the bytes of the output, the cases that were rejected, and counts. It runs in any process, on any machine."""

from __future__ import annotations

import io
import os
import pickle
import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ringrose import __version__
from ringrose.batch.inputs import Chunk
from ringrose.batch.rejected import Rejected, reject
from ringrose.batch.rows import writer_of
from ringrose.errors import EngineError, EngineUnavailable, InputError, Problem
from ringrose.files.documents import read_bytes
from ringrose.files.lines import Line, too_long
from ringrose.model.assessment import STATUSES
from ringrose.model.pack import Pack

if TYPE_CHECKING:
    from ringrose.answering import Answering

__all__ = ["Done", "Settings", "packed", "run_chunk", "run_spooled"]

# The keys of an answer have one order, and a quote within a text of it has a backslash before it.
_SUMMARY = re.compile(('"summary":[{]' + ",".join(f'"{status}":([0-9]+)' for status in STATUSES) + "[}]").encode())


@frozen
class Settings:
    """How all cases of a batch are judged."""

    pack: Pack
    engine: str
    lang: str
    layout: str
    max_bytes: int
    receipt: bool = True
    questions: bool = True


@frozen
class Done:
    """What a chunk came to. ``lines`` are all that it holds, also those without a case.

    ``spooled`` is a file that holds the bytes of the output instead of ``out``.
    """

    out: bytes
    rejected: tuple[Rejected, ...]
    assessed: int
    statuses: dict[str, int]
    lines: int
    spooled: str | None = None

    def taken(self) -> bytes:
        """The bytes of the output; the file that held them is gone then."""
        if self.spooled is None:
            return self.out
        with open(self.spooled, "rb", buffering=0) as file:
            data = file.readall()
        os.remove(self.spooled)
        return data


def packed(settings: Settings) -> bytes:
    """Settings as they travel: small, and unpacked once in each process."""
    parts = (settings.pack, settings.engine, settings.lang, settings.layout, settings.max_bytes, settings.receipt, settings.questions)
    return zlib.compress(pickle.dumps((__version__, parts), pickle.HIGHEST_PROTOCOL))


@lru_cache(maxsize=4)
def _unpacked(blob: bytes) -> tuple[Settings, Answering]:
    version, parts = pickle.loads(zlib.decompress(blob))  # noqa: S301  # it comes from the process that gives the work
    if version != __version__:
        what = f"A worker has ringrose {__version__}, and the batch was begun by ringrose {version}"
        raise InputError([Problem("worker", what, "", "Install the same version everywhere")])
    from ringrose.answering import Answering

    settings = Settings(*parts)
    receipt = settings.receipt and settings.layout == "jsonl"  # a table has no place for it
    questions = settings.questions and settings.layout == "jsonl"
    return settings, Answering(settings.pack, settings.engine, settings.lang, settings.max_bytes, receipt=receipt, questions=questions)


def run_chunk(chunk: Chunk, blob: bytes) -> Done:
    """Judge the cases of a chunk, in order. A case that cannot be judged is rejected.

    Raises `InputError` and `EngineError` for what concerns all cases.
    """
    settings, answering = _unpacked(blob)
    cases = chunk.cases(settings.max_bytes)
    answers: list[bytes] = []
    rejected: list[Rejected] = []
    for case in cases:
        if isinstance(case, Line):
            if not case.data or case.data.isspace():
                continue
            file, line, data, problem = case.file, case.number, case.data, None
            if len(data) > settings.max_bytes:
                problem = too_long(case, settings.max_bytes)
        else:
            file, line = case, None
            data, problem = read_bytes(file, settings.max_bytes)
        if problem is None:
            try:
                answers.append(answering.case(_named(data, file)) if line is None else answering.line(data, file, line))
                continue
            except Exception as error:
                problems = _problems(error, file, line)
        else:
            problems = (problem,)
        rejected.append(reject(file, line, data, problems))
    return Done(writer_of(settings.layout)(answers), tuple(rejected), len(answers), _counted(answers), len(cases))


def run_spooled(chunk: Chunk, blob: bytes, path: str) -> Done:
    """The same, the output in a file: to send it from process to process takes longer than to write it."""
    done = run_chunk(chunk, blob)
    with open(path, "wb", buffering=0) as file:
        file.write(done.out)
    return evolve(done, out=b"", spooled=path)


def _problems(error: Exception, file: str, line: int | None) -> tuple[Problem, ...]:
    """What was wrong with a case; what is wrong with all of them is raised again."""
    if isinstance(error, InputError):
        return error.problems
    if isinstance(error, EngineUnavailable | MemoryError):
        raise error
    column = None if line is None else 1
    if isinstance(error, EngineError):
        return (Problem(file, str(error), line=line, column=column),)
    what = f"ringrose failed on this case ({type(error).__name__}: {error})"  # a mistake of ours must not cost the other cases
    return (Problem(file, what, "This is a mistake of ringrose", "Please report it, with the case", line, column),)


def _named(data: bytes, file: str) -> io.BytesIO:
    """What a file holds, as an open file of its name."""
    stream = io.BytesIO(data)
    stream.name = file
    return stream


def _counted(answers: list[bytes]) -> dict[str, int]:
    """How many elements have each status, read from the answers' summaries without decoding the rest."""
    totals = [0] * len(STATUSES)
    for answer in answers:
        found = _SUMMARY.search(answer)
        assert found is not None, "an answer has a summary"
        for n, count in enumerate(found.groups()):
            totals[n] += int(count)
    return dict(zip(STATUSES, totals, strict=True))
