"""What a peer is: an engine that solves the problem, and what must be installed for it."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from benchmarks.peers.problem import Case, Result

__all__ = ["Package", "Peer", "Program", "Python", "Requirement", "Solve", "same"]

Solve = Callable[[list[Any]], list[Any]]
"""From cases to results; `Peer.given` and `Peer.read` tell where either has a form of its own."""


class Requirement(Protocol):
    """What a peer needs."""

    @property
    def how(self) -> str:
        """How to install it."""

    def installed(self) -> str | None:
        """The name and version of what is installed; None where nothing is."""


@dataclass(frozen=True)
class Python:
    """Nothing but the interpreter."""

    how: str = ""

    def installed(self) -> str | None:
        """The interpreter."""
        return f"CPython {platform.python_version()}"


@dataclass(frozen=True)
class Package:
    """Packages that pip installs; the first one is the engine."""

    names: tuple[str, ...]
    flags: str = ""

    @property
    def how(self) -> str:
        """The command for pip."""
        return " ".join(["pip install", *self.flags.split(), *self.names])

    def installed(self) -> str | None:
        """The engine's version, if all packages are there."""
        try:
            versions = [version(name) for name in self.names]
        except PackageNotFoundError:
            return None
        return f"{self.names[0]} {versions[0]}"


@dataclass(frozen=True)
class Program:
    """A program, and the packages that call it."""

    program: str
    packages: Package
    command: str

    @property
    def how(self) -> str:
        """The commands for the system's packages and for pip."""
        return f"{self.command}; {self.packages.how}"

    def installed(self) -> str | None:
        """What the program says of itself, if the packages are there too."""
        path = shutil.which(self.program)
        if path is None or (packages := self.packages.installed()) is None:
            return None
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        return f"{told.strip().removesuffix(' for x86_64-linux')}, {packages}"


def same(value: Any) -> Any:
    """The value itself."""
    return value


@dataclass(frozen=True)
class Peer:
    """An engine that solves the problem.

    ``load`` starts the engine and gives the function that is timed. ``given`` puts the cases into the form that the engine is given, and
    ``read`` makes results of what it gives; neither is timed. ``tells`` is what of a result the answers hold. Only ringrose states these
    three. ``limit`` is the largest number of cases that is sensible.
    """

    name: str
    requires: Requirement
    load: Callable[[], Solve]
    limit: int
    given: Callable[[list[Case]], list[Any]] = same
    read: Callable[[list[Any]], list[Result]] = same
    tells: Callable[[Result], object] = same
    note: str = ""
