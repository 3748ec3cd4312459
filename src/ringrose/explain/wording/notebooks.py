"""What cells of notebooks say beside the words of reports."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WORDS"]

WORDS: Mapping[str, Mapping[str, str]] = {
    "notebook.more": {
        "en": "{count} more cases are not shown here. The table from to_rows() has all of them.",
        "id": "{count} kasus lain tidak ditampilkan di sini. Tabel dari to_rows() memuat semuanya.",
    },
    "notebook.criteria": {"en": "{element}: criterion by criterion", "id": "{element}: kriteria demi kriteria"},
}
