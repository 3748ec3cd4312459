"""The pages that are looked at, made by the commands that users type."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ringrose.cli import main
from tests.hostile_cases import harmless_case, hostile_case, large_case, long_case

__all__ = ["EXAMPLES", "PACK_PAGES", "PAGES", "REPORTS", "STORIES", "Pages"]

HERE = Path(__file__).parents[2]
EXAMPLES = tuple(path.stem for path in sorted((HERE / "examples").glob("*.yaml")))
STORIES: dict[str, Callable[[], dict[str, Any]]] = {
    "harmless": harmless_case,
    "harmless two": lambda: {**harmless_case(), "id": "two", "title": "The second case"},
    "harmless three": lambda: {**harmless_case(), "id": "three", "title": "The third case"},
    "hostile": hostile_case,
    "long": long_case,
    "large": large_case,
}
COMPARISONS = {
    "comparison": EXAMPLES,
    "comparison of harmless cases": ("harmless", "harmless two", "harmless three"),
    "comparison of hostile cases": ("harmless", "hostile", "long"),
}
REPORTS = (*EXAMPLES, "harmless")
PACK_PAGES = ("index", "vocabulary", "commitment/rules/two-silent-years")
PAGES = (*REPORTS, "comparison", *PACK_PAGES)


class Pages:
    """Makes each page once, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def case(self, name: str) -> Path:
        """The file of an example, or of a story."""
        if name in EXAMPLES:
            return HERE / "examples" / f"{name}.yaml"
        path = self.folder / f"{name}.json"
        if not path.exists():
            path.write_text(json.dumps(STORIES[name]()), encoding="utf-8")
        return path

    def page(self, name: str, lang: str = "en") -> Path:
        """The file of a page: the report of a case, a comparison of cases, or a page of our first pack."""
        if name in PACK_PAGES:
            site = self.folder / lang
            if not site.exists():
                self._run("pack", "docs", "ringrose", "--format", "site", "--lang", lang, "--out", str(site))
            return site / f"{name}.html"
        path = self.folder / f"{name}.{lang}.html"
        if not path.exists():
            if name in COMPARISONS:
                self._run("compare", *(str(self.case(one)) for one in COMPARISONS[name]), "--lang", lang, "-o", str(path))
            else:
                self._run("report", str(self.case(name)), "--lang", lang, "-o", str(path))
        return path

    def figure(self, kind: str, name: str, lang: str = "en", *more: str) -> Path:
        """The file of a figure of a case."""
        path = self.folder / f"{name}.{kind}.{lang}.svg"
        if not path.exists():
            self._run("figure", str(self.case(name)), "--kind", kind, "--lang", lang, *more, "-o", str(path))
        return path

    def _run(self, *arguments: str) -> None:
        code = main(list(arguments))
        assert code == 0, arguments
