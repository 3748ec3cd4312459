"""The tests of a pack as pytest sees them: a collector for each file, an item for each sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ringrose.authoring.trials.outcome import Plans
from ringrose.authoring.trials.reading import PackTest, files_of_tests, load_tests_of
from ringrose.authoring.trials.telling import failed_section
from ringrose.authoring.trials.trying import Tried, tried
from ringrose.errors import InputError
from ringrose.explain.page import Page
from ringrose.files.packs import load_pack
from ringrose.render.page import render

__all__ = ["PackFile", "Sentence", "collector"]


def collector(file: Path, parent: pytest.Collector) -> PackFile | None:
    """The collector of a file, if it holds tests of its pack."""
    if file not in files_of_tests(file.parent.parent):
        return None
    made: PackFile = PackFile.from_parent(parent, path=file)
    return made


class PackFile(pytest.File):
    """A file of tests of a pack."""

    def collect(self) -> Iterator[Sentence]:
        """Its sentences. What is wrong with the pack or the file is told as it is by ``ringrose pack test``."""
        folder = self.path.parent.parent
        try:
            pack = load_pack(folder)
            tests = load_tests_of([self.path], folder, pack)
        except InputError as error:
            raise self.CollectError(str(error)) from None
        plans = Plans(pack)
        for test in tests:
            yield Sentence.from_parent(self, name=test.name, test=test, plans=plans)


class Unlike(Exception):  # it only carries what is told by the item
    """A sentence is not true."""

    def __init__(self, found: Tried) -> None:
        super().__init__(found.test.name)
        self.found = found


class Sentence(pytest.Item):
    """One test of a pack."""

    def __init__(self, *, test: PackTest, plans: Plans, **options: Any) -> None:
        super().__init__(**options)
        self.test, self.plans = test, plans

    def runtest(self) -> None:
        """Try the sentence."""
        found = tried(self.test, self.plans)
        if not found.passed:
            raise Unlike(found)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What is not as expected, in words."""
        if not isinstance(excinfo.value, Unlike):
            return super().repr_failure(excinfo, style)
        return render(Page("en", "", (), [failed_section(excinfo.value.found, "en")])).strip()

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the sentence stands."""
        line = self.test.line
        return self.path, None if line is None else line - 1, self.name
