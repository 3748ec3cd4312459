"""Where the rules, criteria and parameters of a pack stand in its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as Folder

from ringrose.errors import Path
from ringrose.files.documents import MAX_BYTES, Document, document_of
from ringrose.files.nodes import locate
from ringrose.files.packs import SUFFIXES

__all__ = ["Places"]


class Places:
    """Finds in the files of the pack in a folder, by full names."""

    def __init__(self, folder: Folder, *, max_bytes: int = MAX_BYTES) -> None:
        self.folder, self.max_bytes = folder, max_bytes
        self._documents: dict[str, Document | None] = {}

    def of(self, name: str) -> tuple[str, int | None]:
        """The file (seen from the folder) and the line of a rule, a criterion or a parameter (``param.name``)."""
        first, _, rest = name.partition(".")
        part = "pack" if first == "param" else first
        document = self._document(part)
        if document is None or document.root is None:
            return f"{part}.yaml", None
        path: Path = ("parameters", rest) if part == "pack" else self._entry(document, rest)
        return Folder(document.file).name, locate(document.root, path, at_key=part == "pack")[0]

    def _document(self, part: str) -> Document | None:
        if part not in self._documents:
            files = [file for suffix in SUFFIXES if (file := self.folder / f"{part}{suffix}").is_file()]
            self._documents[part] = document_of(files[0], self.max_bytes, part) if files else None
        return self._documents[part]

    @staticmethod
    def _entry(document: Document, id: str) -> Path:
        """The path of the rule or criterion of an id; of none: of the whole file."""
        value = document.value if isinstance(document.value, Mapping) else {}
        for key in ("rules", "criteria"):
            for n, entry in enumerate(value.get(key) or ()):
                if isinstance(entry, Mapping) and entry.get("id") == id:
                    return (key, n)
        return ()
