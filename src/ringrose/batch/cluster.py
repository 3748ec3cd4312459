"""A Dask cluster that judges chunks. Workers that are lost are replaced by others; the order stays."""

from __future__ import annotations

import logging
import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from ringrose.batch.chunks import Done, run_chunk
from ringrose.batch.inputs import Chunk
from ringrose.batch.running import Judged
from ringrose.errors import EngineError, InputError, Problem, RingroseError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["connected", "on_cluster"]

SECONDS = 5  # to reach a scheduler, and for it to have a worker
RETRIES = 5  # of a chunk whose worker failed
KEPT = "What is judged so far is kept: go on with --resume (resume=True)."
LIKE = "Write it as the scheduler tells it, such as tcp://192.0.2.1:8786"
_ADDRESS = re.compile(r"[a-z]+://.+:[0-9]+")
LOST = 10  # workers that one chunk may lose before it is told that it kills them


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        what, why = "No cluster can be used", "Dask is not installed"
        raise InputError([Problem("scheduler", what, why, 'Install it: pip install "ringrose[dask]"')]) from None
    return distributed


@contextmanager
def connected(client: str | Client) -> Iterator[Any]:
    """A client that can work: the one that is given, or one for the address of a scheduler.

    Raises `InputError` where there is no scheduler, or it has no worker.
    """
    module = _distributed()
    if not isinstance(client, str):
        yield client
        return
    address = client
    if not _ADDRESS.fullmatch(address):
        raise InputError([Problem(address, "This is not the address of a scheduler", "", LIKE)])
    with _quiet():
        try:
            own = module.Client(address, timeout=SECONDS, set_as_default=False)
        except OSError as error:
            told = str(error).splitlines()[0] if str(error) else type(error).__name__
            hint = f"Start one with `dask scheduler`. {LIKE}"
            raise InputError([Problem(address, "No Dask scheduler answers at this address", told, hint)]) from None
        try:
            _wait_for_a_worker(own, address)
            yield own
        finally:
            own.close()


def _wait_for_a_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except TimeoutError:
        hint = f"Start some with `dask worker {address}`"
        raise InputError([Problem(address, "The Dask scheduler has no workers", "", hint)]) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask logs the ends of connections with tracebacks; what matters of them is told by an exception."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client", "tornado")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def on_cluster(chunks: Iterable[Chunk], settings: bytes, client: Any) -> Judged:
    """The chunks judged by the workers of a cluster.

    Raises `EngineError` where a chunk ends one worker after the other.
    """
    module = _distributed()
    coming = iter(chunks)
    running: deque[tuple[Chunk, Any]] = deque()

    def submit(chunk: Chunk) -> Any:
        return client.submit(run_chunk, chunk, settings, pure=False, retries=RETRIES)

    def start(count: int) -> None:
        for chunk in islice(coming, count):
            running.append((chunk, submit(chunk)))

    try:
        start(2 * sum(client.nthreads().values()) + 2)  # more would only take memory
        while running:
            chunk, future = running[0]
            for _ in range(LOST):
                try:
                    done: Done = future.result()
                    break
                except module.KilledWorker:
                    future = submit(chunk)
            else:
                raise EngineError(f"The workers of the cluster end, one after the other, while they judge the same cases. {KEPT}")
            running.popleft()
            future.release()
            start(1)
            yield chunk, done
    except (CancelledError, module.comm.CommClosedError):
        raise EngineError(f"The connection to the scheduler was lost. {KEPT}") from None
    except RingroseError:
        raise
    except Exception as error:
        told = (str(error).splitlines() or [""])[0]
        raise EngineError(f"A worker of the cluster failed ({type(error).__name__}: {told}). Is ringrose installed there? {KEPT}") from None
    finally:
        with suppress(Exception):  # where the scheduler is gone there is nothing to cancel
            client.cancel([future for _, future in running])
