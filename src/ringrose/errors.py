"""What can go wrong: problems told to a person, and the exceptions that carry them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from attrs import field, frozen

__all__ = [
    "EngineError",
    "EngineUnavailable",
    "Flaw",
    "InputError",
    "PackNotFound",
    "Path",
    "Problem",
    "RingroseError",
    "nearest",
    "one_of",
    "place_of",
    "unplaced",
]

Path = tuple[str | int, ...]
"""A place in a case or a pack: keys and positions from the top, such as ``("facts", 3, "year")``."""


@frozen
class Flaw:
    """One thing that is wrong at a path, before it is known in which line of which file the path stands."""

    path: Path
    what: str
    why: str = ""
    hint: str = ""
    warning: bool = False
    at_key: bool = False  # the key itself is wrong, not its value

    def under(self, prefix: Path) -> Flaw:
        """The same flaw, seen from further up."""
        return Flaw((*prefix, *self.path), self.what, self.why, self.hint, self.warning, self.at_key)


@frozen
class Problem:
    """One thing that is wrong in a file (or in an object built in Python, then without line and column).

    ``what`` is wrong, ``why`` it matters, and ``hint``: what to write instead. The last two may be empty.
    """

    file: str
    what: str
    why: str = ""
    hint: str = ""
    line: int | None = None
    column: int | None = None
    place: str = ""
    warning: bool = field(default=False)

    def __str__(self) -> str:
        """One line: ``FILE:LINE:COLUMN: what. why. what to write instead.``"""
        where = self.file
        if self.line is not None:
            where += f":{self.line}:{self.column}"
        elif self.place:
            where += f": {shortened(self.place, LONGEST_SENTENCE)}"
        told = " ".join(_sentence(part) for part in (self.what, self.why, self.hint) if part)
        return one_line(f"{where}: {'warning: ' if self.warning else ''}{told}")


class RingroseError(Exception):
    """The base of every exception that ringrose raises on purpose."""


class InputError(RingroseError):
    """A case, a pack or a request cannot be used; ``problems`` holds every reason that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class PackNotFound(InputError):
    """No pack of that name or at that place."""


class EngineError(RingroseError):
    """An engine cannot run a pack or a case, although both are lawful; the message says what it cannot do."""


class EngineUnavailable(EngineError):
    """The engine asked for is not installed; the message says in one sentence how to get it."""


def place_of(path: Path) -> str:
    """A path as a person reads it: ``facts[3].year``, positions counted from 1 as in "the third fact"."""
    told = ""
    for step in path:
        told += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if told else step
    return told


def unplaced(flaws: Iterable[Flaw], file: str) -> list[Problem]:
    """The problems of an object that was built in Python: no line and column, but the place within it."""
    return [Problem(file, f.what, f.why, f.hint, place=place_of(f.path), warning=f.warning) for f in flaws]


LONGEST_NAME, MOST_NAMES = 100, 500  # what is compared, so that a hostile file cannot make it last
LONGEST_SENTENCE = 1500  # more than any name or list of names that a writer meant


def nearest(name: object, known: Iterable[object]) -> str:
    """Tell which known name was probably meant: ``Did you mean `monitoring`?``, or nothing."""
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        return ""
    from difflib import get_close_matches

    folded = {k.casefold(): k for k in islice(known, MOST_NAMES) if isinstance(k, str) and len(k) <= LONGEST_NAME}
    close = get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.6)
    return f"Did you mean `{folded[close[0]]}`?" if close else ""


def one_of(known: Collection[object], none: str = "There is none.") -> str:
    """Tell the allowed values: ``Known are `a`, `b` and `c`.``"""
    names = [f"`{shortened(str(k), 60)}`" for k in islice(known, 20)]
    if not names:
        return none
    if len(known) > 20:
        names.append(f"{len(known) - 20} more")
    return f"Known {'is' if len(names) == 1 else 'are'} {listing(names)}."


def listing(names: Sequence[str], word: str = "and") -> str:
    """Join names as a sentence does: ``a, b and c``."""
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)


def one_line(text: str) -> str:
    """The text with line breaks and other invisible characters made visible, so that it stays one line."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def shortened(text: str, longest: int) -> str:
    """The text, cut where it is longer."""
    return text if len(text) <= longest else text[: longest - 3] + "..."


def _sentence(text: str) -> str:
    text = shortened(text, LONGEST_SENTENCE)
    return text if text[-1] in ".?!" else text + "."
