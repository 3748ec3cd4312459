"""What a batch writes, so that nothing is lost or doubled: parts, a journal of what is safe in them, and names at the end."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from typing import IO, Any

import msgspec
from attrs import asdict, evolve, field, frozen

from ringrose.batch.chunks import Done
from ringrose.batch.rejected import Rejected
from ringrose.errors import InputError, Problem

__all__ = ["FileOutput", "Places", "StreamOutput", "Tally"]

SECONDS = 1.0  # between two commits
BEGIN_ANEW = "Begin anew with --overwrite (overwrite=True)"
ELSEWHERE = "Name another file, or write over it with --overwrite (overwrite=True)"
GO_ON = "Go on with --resume (resume=True), or begin anew with --overwrite (overwrite=True)"


@frozen
class Tally:
    """How far a batch is: all of it is safe once it stands in the journal."""

    chunks: int = 0
    lines: int = 0  # of the file that is being read
    out: int = 0  # bytes
    rejects: int = 0  # bytes
    assessed: int = 0
    rejected: int = 0
    statuses: dict[str, int] = field(factory=dict)
    complete: bool = False

    def after(self, done: Done, begins: bool) -> Tally:
        """The counts with those of one more chunk."""
        return evolve(
            self,
            chunks=self.chunks + 1,
            lines=done.lines + (0 if begins else self.lines),
            assessed=self.assessed + done.assessed,
            rejected=self.rejected + len(done.rejected),
            statuses={status: count + self.statuses.get(status, 0) for status, count in done.statuses.items()},
        )


def placed(done: Done, begins: bool, tally: Tally) -> tuple[Rejected, ...]:
    """The rejected cases of a chunk, with the numbers of their lines in the file."""
    return tuple(one.moved(0 if begins else tally.lines) for one in done.rejected)


@frozen
class Places:
    """The files of a batch, by the names that the user gave, and where those lead."""

    out: str
    rejected: str

    @property
    def final(self) -> str:
        """Where the output is in the end: behind a link, if the name is one."""
        return os.path.realpath(self.out)

    @property
    def final_rejected(self) -> str:
        """Where the rejected cases are in the end."""
        return os.path.realpath(self.rejected)

    @property
    def part(self) -> str:
        """The output while it is written."""
        return f"{self.final}.part"

    @property
    def rejected_part(self) -> str:
        """The rejected cases while they are written."""
        return f"{self.final_rejected}.part"

    @property
    def journal(self) -> str:
        """What is safe in the parts."""
        return f"{self.final}.progress"

    @property
    def spool(self) -> str:
        """A folder for what workers hand over."""
        folder, name = os.path.split(self.final)
        return os.path.join(folder, f".{name}.ringrose-spool")

    def problems(self) -> Iterator[Problem]:
        """Why nothing can be written there."""
        if self.final == self.final_rejected:
            yield Problem(self.rejected, "Output and rejected cases would be one file", "", "Name another file with --rejected")
        yield from unwritable(self.out)
        yield from unwritable(self.rejected)


def unwritable(name: str) -> Iterator[Problem]:
    """Why no file of this name can be written."""
    path = os.path.realpath(name)
    if os.path.isdir(path):
        yield Problem(name, "This is a folder", "The output is one file", "Name a file in it")
    elif os.path.lexists(path) and not stat.S_ISREG(os.lstat(path).st_mode):
        why, hint = "What is written must be kept for --resume", "Leave -o out, and redirect standard output"
        yield Problem(name, "This is not a file", why, hint)
    elif not os.path.isdir(os.path.dirname(path)):
        yield Problem(name, "There is no such folder", "", "Make it first")


class FileOutput:
    """Output in files. It holds them alone; `finish`, or `pause` so that the batch can be resumed, and then `close`."""

    def __init__(self, places: Places, request: dict[str, Any], heading: bytes, make: Callable[[str, str], None] | None) -> None:
        self.places, self.request, self.heading, self.make = places, request, heading, make
        self.tally = Tally()
        self._safe = time.monotonic()
        self._noted = 0
        self._files: list[int] = []

    # -- to begin ----------------------------------------------------------------------------------------------------------------

    def open(self, *, resume: bool, overwrite: bool) -> bool:
        """Make ready to write; whether there is anything to do.

        Raises `InputError` where that would lose what the user has, or where what was begun is another batch.
        """
        begun = os.path.exists(self.places.journal)
        if begun:
            self._hold()
        if resume and not begun and os.path.exists(self.places.final):
            return False
        if not overwrite and not (resume and begun):
            self._see_that_nothing_is_lost(begun)
        if not begun:
            self._hold()
        try:
            return self._make_ready(resume)
        except BaseException:
            if not begun:
                _remove(self.places.journal)
            raise

    def _make_ready(self, resume: bool) -> bool:
        """Open the parts where what is safe in them ends."""
        lines = self._noted_lines() if resume else []
        if lines:
            self._see_that_it_is_the_same(lines[0])
            self.tally = self._last(lines)
            if self.tally.complete:
                return True
        os.ftruncate(self._journal, self._noted)
        self._out, self._rejects = self._opened(self.places.part), self._opened(self.places.rejected_part)
        self._see_that_nothing_is_missing()
        self._cut()
        if not lines:
            self._note(self.request)
        if not self.tally.chunks:
            _write(self._out, self.heading)
            self.tally = evolve(self.tally, out=len(self.heading))
        self._sync_folders()
        return True

    def _hold(self) -> None:
        """Keep other runs away, as long as this one lives."""
        self._journal = self._opened(self.places.journal)
        try:
            fcntl.flock(self._journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            told = Problem(self.places.out, "Another run is writing this file", "", "Wait for it, or write to another file")
            raise InputError([told]) from None
        except OSError:  # a file system without locks; what cannot be had is not asked for
            return

    def _opened(self, path: str) -> int:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        self._files.append(descriptor)
        return descriptor

    def _see_that_nothing_is_lost(self, begun: bool) -> None:
        places = self.places
        if begun:
            told = Problem(places.out, "A run that writes this file was interrupted", "What it has judged would be lost", GO_ON)
            raise InputError([told])
        taken = [name for name in (places.out, places.rejected) if os.path.lexists(os.path.realpath(name))]
        if taken:
            raise InputError(Problem(name, "This file exists already", "What is in it would be lost", ELSEWHERE) for name in taken)

    def _noted_lines(self) -> list[dict[str, Any]]:
        """What the journal says; a last line that is half-written does not count."""
        with open(self.places.journal, "rb") as file:
            content = file.read()
        self._noted = content.rfind(b"\n") + 1
        try:
            return [msgspec.json.decode(line, type=dict[str, Any]) for line in content[: self._noted].splitlines()]
        except msgspec.DecodeError:
            raise self._unusable() from None

    def _last(self, lines: list[dict[str, Any]]) -> Tally:
        """How far the batch was when that was last noted."""
        if len(lines) == 1:
            return Tally()
        try:
            return msgspec.convert(lines[-1], Tally)
        except msgspec.ValidationError:
            raise self._unusable() from None

    def _unusable(self) -> InputError:
        return InputError([Problem(self.places.journal, "This file does not tell how far the run was", "It was changed", BEGIN_ANEW)])

    def _see_that_it_is_the_same(self, begun: dict[str, Any]) -> None:
        differing = [Problem(self.places.out, what, "", BEGIN_ANEW) for what in differences(begun, self.request)]
        if differing:
            raise InputError(differing)

    def _see_that_nothing_is_missing(self) -> None:
        for path, file, size in (
            (self.places.part, self._out, self.tally.out),
            (self.places.rejected_part, self._rejects, self.tally.rejects),
        ):
            if os.fstat(file).st_size < size:
                told = Problem(path, "This file is shorter than it was when the run was interrupted", "", BEGIN_ANEW)
                raise InputError([told])

    # -- to go on ----------------------------------------------------------------------------------------------------------------

    def take(self, done: Done, begins: bool) -> None:
        """Write what a chunk came to."""
        rejects = b"".join(one.encoded() for one in placed(done, begins, self.tally))
        out = done.taken()
        _write(self._out, out)
        _write(self._rejects, rejects)
        after = self.tally.after(done, begins)
        self.tally = evolve(after, out=self.tally.out + len(out), rejects=self.tally.rejects + len(rejects))
        if time.monotonic() - self._safe >= SECONDS:
            self._commit()

    def _commit(self) -> None:
        """Make safe what is written, then say so."""
        os.fsync(self._out)
        os.fsync(self._rejects)
        self._note(asdict(self.tally))
        self._safe = time.monotonic()

    def _note(self, line: dict[str, Any]) -> None:
        data = msgspec.json.encode(line) + b"\n"
        os.pwrite(self._journal, data, self._noted)  # over what is left of a line that was not written as a whole
        os.fsync(self._journal)
        self._noted += len(data)

    def _cut(self) -> None:
        """Take back what was written of chunks that are not whole."""
        for file, size in ((self._out, self.tally.out), (self._rejects, self.tally.rejects)):
            os.ftruncate(file, size)
            os.lseek(file, size, os.SEEK_SET)

    def pause(self) -> None:
        """Keep what is done, so that the batch can be resumed; where that is nothing, leave nothing behind."""
        if not self.tally.chunks:
            for path in (self.places.part, self.places.rejected_part, self.places.journal):
                _remove(path)
        elif not self.tally.complete:
            with contextlib.suppress(OSError):  # such as a full disk: then what was safe before is kept
                self._cut()
                self._commit()

    # -- to end ------------------------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Give the files their names. Whenever this is interrupted, doing it again completes it."""
        places = self.places
        if not self.tally.complete:
            self.tally = evolve(self.tally, complete=True)
            self._commit()
        if self.make is not None and os.path.exists(places.part):
            made = f"{places.final}.made"
            self.make(places.part, made)
            os.replace(made, places.final)
            self._sync_folders()
            os.remove(places.part)
        elif os.path.exists(places.part):
            os.replace(places.part, places.final)
        if not self.tally.rejected:
            _remove(places.rejected_part)
            _remove(places.final_rejected)
        elif os.path.exists(places.rejected_part):
            os.replace(places.rejected_part, places.final_rejected)
        shutil.rmtree(places.spool, ignore_errors=True)  # of a run that was killed
        self._sync_folders()
        _remove(places.journal)

    def _sync_folders(self) -> None:
        """Make safe which names are in the folders."""
        for folder in {os.path.dirname(path) for path in (self.places.final, self.places.final_rejected)}:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def close(self) -> None:
        """Let go of the files."""
        while self._files:
            os.close(self._files.pop())


def _write(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def _remove(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)


class StreamOutput:
    """Output to an open file, such as standard output: nothing of it can be taken back, so it cannot be resumed."""

    def __init__(self, stream: IO[bytes], rejected: str | Callable[[Rejected], object] | None, heading: bytes) -> None:
        self.stream, self.rejected, self.heading = stream, rejected, heading
        self.tally = Tally()
        self._file: IO[bytes] | None = None

    def open(self, *, resume: bool, overwrite: bool) -> bool:
        """Make ready to write.

        Raises `InputError` where that would lose what the user has.
        """
        if isinstance(self.rejected, str):
            problems = list(unwritable(self.rejected))
            if not problems and not overwrite and os.path.exists(self.rejected):
                problems = [Problem(self.rejected, "This file exists already", "What is in it would be lost", ELSEWHERE)]
            if problems:
                raise InputError(problems)
            _remove(self.rejected)
        return True

    def take(self, done: Done, begins: bool) -> None:
        """Write what a chunk came to."""
        for one in placed(done, begins, self.tally):
            self._reject(one)
        self._head()
        self.stream.write(done.taken())
        self.stream.flush()
        self.tally = self.tally.after(done, begins)

    def _reject(self, one: Rejected) -> None:
        if isinstance(self.rejected, str):
            if self._file is None:
                self._file = open(self.rejected, "wb")  # noqa: SIM115  # closed in `close`
            self._file.write(one.encoded())
        elif self.rejected is not None:
            self.rejected(one)

    def pause(self) -> None:
        """What is written stays."""

    def _head(self) -> None:
        """The heading, once there is something below it: a run that cannot begin writes nothing."""
        if self.heading:
            self.stream.write(self.heading)
            self.heading = b""

    def finish(self) -> None:
        """What is written is all."""
        self._head()

    def close(self) -> None:
        """Let go of the file of rejected cases."""
        if self._file is not None:
            self._file.close()


def differences(begun: dict[str, Any], asked: dict[str, Any]) -> Iterator[str]:
    """How a batch that was begun differs from the one that is asked for."""
    for key, word in (("ringrose", "ringrose"), ("pack", "The pack"), ("engine", "The engine"), ("lang", "The language")):
        if begun.get(key) != asked[key]:
            yield f"{word} is `{asked[key]}`, and the run was begun with `{begun.get(key)}`"
    for key, word in (("format", "The format"), ("max_bytes", "The limit (max_bytes)"), ("rejected", "The file of rejected cases")):
        if begun.get(key) != asked[key]:
            yield f"{word} is `{asked[key]}`, and the run was begun with `{begun.get(key)}`"
    for key, word in (("receipt", "receipts"), ("questions", "open questions")):
        if begun.get(key) != asked[key]:
            ways = ("with", "without them") if asked[key] else ("without", "with them")
            yield f"The answers are written {ways[0]} {word}, and the run was begun {ways[1]}"
    then = {one["name"]: one for one in begun.get("inputs", ())}
    now = {one["name"]: one for one in asked["inputs"]}
    for name in then.keys() - now.keys():
        yield f"The run was begun with the cases of `{name}`, which are not named now"
    for name in now.keys() - then.keys():
        yield f"The cases of `{name}` were not named when the run was begun"
    changed = [name for name in now if name in then and then[name] != now[name]]
    for name in changed:
        yield f"`{name}` has changed since the run was begun"
    if not changed and list(begun.get("inputs", ())) != asked["inputs"] and then == now:
        yield "The cases were named in another order when the run was begun"
