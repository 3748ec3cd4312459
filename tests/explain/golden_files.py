"""Pages as they were last read and found good; ``UPDATE_GOLDEN=1`` keeps them anew."""

import os
from pathlib import Path

__all__ = ["hold"]

GOLDEN = Path(__file__).parent / "golden"


def hold(name, text):
    """See that a page is as it was kept under this name."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode(), "if the new page is right, keep it with UPDATE_GOLDEN=1"
