"""Who judges the chunks: this process, several processes, or a cluster. The same chunks, in the same order, so many at once and no more."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from typing import Any

from ringrose.batch.chunks import Done, run_chunk, run_spooled
from ringrose.batch.inputs import Chunk
from ringrose.errors import EngineError

__all__ = ["Judged", "in_process", "in_processes"]

Judged = Generator[tuple[Chunk, Done], None, None]


def in_process(chunks: Iterable[Chunk], settings: bytes) -> Judged:
    """The chunks judged one after the other, here."""
    for chunk in chunks:
        yield chunk, run_chunk(chunk, settings)


def in_processes(chunks: Iterable[Chunk], settings: bytes, workers: int, spool: str) -> Judged:
    """The chunks judged by processes of their own. ``spool`` is a folder for what they hand over.

    Raises `EngineError` where one of them dies.
    """
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
    coming = enumerate(chunks)
    running: deque[tuple[Chunk, Future[Done]]] = deque()
    os.makedirs(spool, exist_ok=True)

    def start(count: int) -> None:
        for n, chunk in islice(coming, count):
            with _undisturbed():
                running.append((chunk, pool.submit(run_spooled, chunk, settings, os.path.join(spool, f"{os.getpid()}-{n}"))))

    try:
        start(2 * workers + 1)  # more would only take memory
        while running:
            chunk, future = running.popleft()
            done = future.result()
            start(1)
            yield chunk, done
    except BrokenProcessPool:
        told = (
            "A worker process ended before its work was done (a lack of memory does that, and so does a script that starts workers "
            'without `if __name__ == "__main__":`). What it has written so far is kept: go on with --resume (resume=True).'
        )
        raise EngineError(told) from None
    finally:
        pool.shutdown(cancel_futures=True)
        shutil.rmtree(spool, ignore_errors=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """While a process may be started, Ctrl-C waits: a new process inherits that, and leaves Ctrl-C to the one that started it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Begin a worker: it ends with the process that started it, however that ends."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    connection.wait([parent.sentinel])
    os._exit(1)
