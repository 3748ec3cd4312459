"""A whole batch: what is asked for is checked, then judged chunk by chunk, and written in order."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import islice
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from ringrose import __version__
from ringrose.assessing import check_language
from ringrose.batch.chunks import Settings, packed
from ringrose.batch.inputs import Chunk, chunks_of
from ringrose.batch.output import FileOutput, Places, StreamOutput
from ringrose.batch.rejected import Rejected
from ringrose.batch.rows import FORMATS, heading_of
from ringrose.batch.running import Judged, in_process, in_processes
from ringrose.engines import chosen
from ringrose.errors import InputError, Problem, nearest, one_of
from ringrose.files.cases import sound_pack
from ringrose.files.documents import MAX_BYTES
from ringrose.files.many import REJECTED, Names, Sources, sources_of
from ringrose.model.pack import Pack

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["BatchReport", "Progress", "assess_batch"]

SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".parquet": "parquet"}


@frozen
class Progress:
    """How far a batch is. ``total`` is the bytes of all inputs, None where that cannot be known; ``done`` how many of them are judged."""

    done: int
    total: int | None
    assessed: int
    rejected: int


@frozen
class BatchReport:
    """What a batch came to.

    ``statuses`` counts the elements of all cases by their status. ``out`` and ``rejected_file`` are the files that were written, None
    where there is none. ``resumed`` tells that it went on with a run that was interrupted, ``nothing_to_do`` that such a run was
    complete already; then nothing is counted.
    """

    assessed: int
    rejected: int
    statuses: dict[str, int] = field(factory=dict)
    seconds: float = 0.0
    out: str | None = None
    rejected_file: str | None = None
    resumed: bool = False
    nothing_to_do: bool = False


def assess_batch(
    cases: Names,
    out: str | os.PathLike[str] | IO[bytes],
    *,
    pack: Pack | str | os.PathLike[str] | None = None,
    engine: str = "auto",
    lang: str = "en",
    format: str | None = None,
    workers: int | None = 1,
    client: Client | str | None = None,
    resume: bool = False,
    overwrite: bool = False,
    rejected: str | os.PathLike[str] | Callable[[Rejected], object] | None = None,
    progress: Callable[[Progress], object] | None = None,
    max_bytes: int = MAX_BYTES,
    receipt: bool = True,
    questions: bool = True,
) -> BatchReport:
    """Judge any number of cases and write the answers to a file, in order, without ever holding them all.

    ``cases`` names files of JSON Lines (``.jsonl``, one case a line), case files, Parquet files, folders or globs, or is an open file of
    JSON Lines; or it is a list of those. ``out`` is a file (``format``: ``jsonl``, ``csv`` or ``parquet``; by default its suffix tells) or
    an open binary file. Whole assessments are written as JSON Lines; CSV and Parquet hold one row per case and element.

    A case that cannot be judged does not end the batch. It is written with its problems to ``rejected`` (by default ``OUT.rejected.jsonl``;
    for an open file, nowhere), which may also be a function that is called with each `Rejected`.

    ``workers`` is the number of processes (None: one per core), ``client`` a Dask client or the address of a scheduler. An existing file
    is only written over with ``overwrite``. With ``resume`` a batch that was interrupted goes on. ``progress`` is called with a
    `Progress` after each part. ``receipt=False`` leaves the receipts of whole assessments away, and ``questions=False``
    their open questions (they are null, where there may be some); both take less time.

    Raises `InputError`, with every problem found, where what is asked for cannot be done; `EngineUnavailable` where the engine is not
    installed; `EngineError` where it cannot run the pack, or a worker is lost for good.
    """
    begun = time.monotonic()
    to_stream = not isinstance(out, str | os.PathLike)
    layout = _layout(out, format)
    problems: list[Problem] = []
    if resume and to_stream:
        problems.append(Problem("resume", "Only a run that writes a file can be resumed", "", "Name a file with -o (out)"))
    if resume and overwrite:
        problems.append(Problem("resume", "A run is resumed or its output written over, not both", "", "Choose one"))
    if client is not None and workers != 1:
        problems.append(
            Problem("workers", "The workers of the scheduler judge, so none are started here", "", "Leave --workers (workers) out")
        )
    if layout == "parquet" and to_stream:
        problems.append(Problem("format", "Parquet needs a file", "Its end tells where its parts are", "Name a file with -o (out)"))
    places = None if to_stream else _places(out, rejected)
    if places is not None:
        problems += places.problems()
    sources = _sources(cases, places, rejected, problems)
    if resume and sources is not None and sources.size is None:
        problems.append(Problem("resume", "What was read from a stream cannot be read again", "", "Put the cases into a file"))
    if problems:
        raise InputError(problems)
    assert sources is not None

    rules = sound_pack(pack)
    check_language(rules, lang)
    # Who judges builds the engine; nobody else needs it.
    settings = Settings(rules, chosen(engine, many=True), lang, layout, max_bytes, receipt, questions)
    make = _maker(layout)
    for part in sources.parts:
        if part.kind == "table":
            from ringrose.files.tables import spans

            spans(part.path)
    output: FileOutput | StreamOutput
    if places is not None:
        output = FileOutput(places, _request(settings, places, sources), heading_of(layout), make)
    else:
        output = StreamOutput(out, _function_or_path(rejected), heading_of(layout))  # type: ignore[arg-type]  # it has no places, so it is open

    with ExitStack() as stack:
        run = _runner(packed(settings), workers, client, places, stack)
        stack.callback(output.close)
        if not output.open(resume=resume, overwrite=overwrite):
            return BatchReport(0, 0, out=places.out if places else None, nothing_to_do=True)
        resumed = output.tally.chunks > 0
        _carry_out(run, chunks_of(sources, max_bytes), output, sources.size, progress)
        tally = output.tally
        return BatchReport(
            tally.assessed,
            tally.rejected,
            dict(tally.statuses),
            time.monotonic() - begun,
            places.out if places else None,
            _rejected_file(places, rejected) if tally.rejected else None,
            resumed,
        )


def _carry_out(
    run: Callable[[Iterator[Chunk]], Judged],
    chunks: Iterator[Chunk],
    output: FileOutput | StreamOutput,
    total: int | None,
    progress: Callable[[Progress], object] | None,
) -> None:
    """Judge and write what is not done yet. However that ends, what is written stays whole."""
    done = sum(chunk.size for chunk in islice(chunks, output.tally.chunks))
    with closing(run(chunks)) as judged:
        try:
            for chunk, result in judged:
                output.take(result, chunk.begins)
                done += chunk.size
                if progress is not None:
                    progress(Progress(done, total, output.tally.assessed, output.tally.rejected))
            output.finish()
        except BaseException:
            output.pause()
            raise


def _runner(
    settings: bytes, workers: int | None, client: Client | str | None, places: Places | None, stack: ExitStack
) -> Callable[[Iterator[Chunk]], Judged]:
    """Who judges."""
    if client is not None:
        from ringrose.batch.cluster import connected, on_cluster

        return partial(on_cluster, settings=settings, client=stack.enter_context(connected(client)))
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if workers < 1:
        raise InputError([Problem("workers", f"{workers} processes can do nothing", "", "Write a number from 1 on, or auto (None)")])
    if workers == 1:
        return partial(in_process, settings=settings)
    spool = stack.enter_context(TemporaryDirectory(prefix="ringrose-")) if places is None else places.spool
    return partial(in_processes, settings=settings, workers=workers, spool=spool)


def _layout(out: object, format: str | None) -> str:
    """In which format to write."""
    if format is not None:
        if format in FORMATS:
            return format
        raise InputError([Problem("format", f"There is no format `{format}`", "", nearest(format, FORMATS) or one_of(FORMATS))])
    if not isinstance(out, str | os.PathLike):
        return "jsonl"
    suffix = os.path.splitext(os.fspath(out))[1].lower()
    if suffix not in SUFFIXES:
        hint = f"Let it end in {', '.join(SUFFIXES)}, or add --format (format)"
        raise InputError([Problem(os.fspath(out), "The name of the output does not tell its format", "", hint)])
    return SUFFIXES[suffix]


def _maker(layout: str) -> Callable[[str, str], None] | None:
    """What makes the file from its rows at the end, where they cannot be written as they come."""
    if layout != "parquet":
        return None
    from ringrose.batch.parquet import make_parquet
    from ringrose.files.tables import parquet

    parquet()  # told before hours of work, not after
    return make_parquet


def _places(out: Any, rejected: object) -> Places:
    if rejected is not None and not isinstance(rejected, str | os.PathLike):
        raise TypeError("rejected cases of a run that writes a file go into a file: name it, or leave `rejected` out")
    name = os.fspath(out)
    return Places(name, f"{name}{REJECTED}" if rejected is None else os.fspath(rejected))


def _function_or_path(rejected: Any) -> str | Callable[[Rejected], object] | None:
    told: str | Callable[[Rejected], object] | None = os.fspath(rejected) if isinstance(rejected, os.PathLike) else rejected
    return told


def _rejected_file(places: Places | None, rejected: Any) -> str | None:
    if places is not None:
        return places.rejected
    return os.fspath(rejected) if isinstance(rejected, str | os.PathLike) else None


def _sources(cases: Names, places: Places | None, rejected: Any, problems: list[Problem]) -> Sources | None:
    """The sources; what is wrong with them is added to the problems."""
    own = set() if places is None else {places.final, places.final_rejected}
    if places is None and isinstance(rejected, str | os.PathLike):
        own.add(os.path.realpath(rejected))
    try:
        return sources_of(cases, own)
    except InputError as error:
        problems += error.problems
        return None


def _request(settings: Settings, places: Places, sources: Sources) -> dict[str, Any]:
    """What a run must have in common with one that it resumes."""
    return {
        "batch": 1,
        "ringrose": __version__,
        "pack": settings.pack.digest,
        "engine": settings.engine,
        "lang": settings.lang,
        "format": settings.layout,
        "max_bytes": settings.max_bytes,
        "receipt": settings.receipt,
        "questions": settings.questions,
        "rejected": places.final_rejected,
        "inputs": [asdict(one) for one in sources.given],
    }
