"""Engines and oracle against each other on as many generated pairs as one asks for: ``python -m tests.soak N [--seed S] [--jobs J]``.

On a disagreement the pair is shrunk, written to ``tests/regressions/``, and told; then the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from multiprocessing import get_context
from random import Random

from ringrose.engines import ENGINES
from ringrose.model.case import Case
from ringrose.model.pack import Pack
from tests.differential.pairs import Pair, difference, shrunken, sound, write_regression
from tests.generate import random_case, random_pack

CASES_PER_PACK = 5  # building engines takes longer than running them
BATCH = 500


def pairs_of(seed: str, count: int) -> Iterator[Pair]:
    """So many pairs, several cases to a pack; the same for the same seed."""
    rng = Random(seed)
    while count > 0:
        pack = random_pack(rng)
        for _ in range(min(CASES_PER_PACK, count)):
            pack, case = sound(pack, random_case(rng, pack))
            yield pack, case
            count -= 1


def run(batch: tuple[str, int, tuple[str, ...]]) -> tuple[int, list[str]]:
    """Compare one batch of pairs; gives how many, and what was found."""
    seed, count, engines = batch
    found = []
    for number, (pack, case) in enumerate(pairs_of(seed, count)):
        try:
            wrong = difference(pack, case, engines)
        except Exception as error:  # an engine that raises is wrong as well; whatever it raised is told
            wrong = f"{type(error).__name__}: {error}"
        if wrong is not None:
            found.append(_kept(pack, case, engines, wrong))
            if len(found) >= 3:  # shrinking takes time; the rest of the batch is likely to show the same
                return number + 1, found
    return count, found


def _kept(pack: Pack, case: Case, engines: tuple[str, ...], wrong: str) -> str:
    """Shrink a pair, write it down and tell what is wrong with it."""

    def fails(pack: Pack, case: Case) -> bool:
        try:
            return difference(pack, case, engines) is not None
        except Exception as error:  # it must be the same kind of failure
            return wrong.startswith(type(error).__name__)

    path = write_regression(*shrunken(pack, case, fails))
    return f"{path}\n{wrong}"


def main(arguments: list[str] | None = None) -> int:
    """Run the soak and tell its progress."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Compare the engines with the oracle on generated pairs.")
    parser.add_argument("pairs", type=int, nargs="?", default=200_000, help="how many (default: 200000)")
    parser.add_argument("--seed", default=None, help="what the pairs are drawn from (default: the clock)")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1), help="how many processes (default: 2)")
    parser.add_argument("--engines", default=",".join(ENGINES), help="which engines, with commas between them (default: all)")
    given = parser.parse_args(arguments)
    seed = given.seed if given.seed is not None else str(int(time.time()))
    sizes = [BATCH] * (given.pairs // BATCH) + ([given.pairs % BATCH] if given.pairs % BATCH else [])
    batches = [(f"{seed}/{n}", size, tuple(given.engines.split(","))) for n, size in enumerate(sizes)]
    print(f"{given.pairs} pairs, seed {seed}, {given.jobs} processes, the oracle and {given.engines}", flush=True)
    started, last, done, wrong = time.monotonic(), 0.0, 0, 0
    # a fresh process now and then, so that what an engine leaks, if it does, cannot fill the machine
    with get_context("spawn").Pool(given.jobs, maxtasksperchild=40) as pool:
        for count, found in pool.imap_unordered(run, batches):
            done += count
            wrong += len(found)
            for told in found:
                print(told, flush=True)
            seconds = time.monotonic() - started
            if seconds - last > 10 or done >= given.pairs:
                print(f"{done} pairs, {wrong} disagreements, {done / seconds:.0f} pairs a second", flush=True)
                last = seconds
            if wrong >= 20:
                print("That is enough.", flush=True)
                break
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
