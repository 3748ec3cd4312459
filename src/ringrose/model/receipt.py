"""The receipt of an answer: digests of the case, of the rules and of the answer itself, and the version that gave it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

__all__ = ["answer_digest", "receipt_of", "sealed", "version"]

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def version() -> str:
    """The version of ringrose that runs."""
    return str(sys.modules["ringrose"].__version__)  # to import it would make all layers look as if they stood below the model


def receipt_of(case: str, pack: str | None, lang: str) -> dict[str, Any]:
    """A receipt without the digest of the answer: the digests of the case and of the pack, and the language of the texts."""
    return {"case": case, "pack": pack, "ringrose": version(), "lang": lang}


def answer_digest(answer: Mapping[str, Any]) -> str:
    """The SHA-256 of an answer as compact JSON, without the engine's name (every engine gives the same) and without this digest itself.

    The answer has a receipt.
    """
    told = {key: value for key, value in answer.items() if key != "engine"}
    told["receipt"] = {key: value for key, value in answer["receipt"].items() if key != "answer"}
    return _digest(_encode(told))


def sealed(before: str, engine: str, after: str, receipt: Mapping[str, Any]) -> str:
    """An answer as compact JSON, with its receipt at the end, from its text before, at and after the engine's name."""
    told = _encode(receipt)[:-1]
    digest = _digest(f'{before}{after},"receipt":{told}}}}}')
    return f'{before}{engine}{after},"receipt":{told},"answer":"{digest}"}}}}'


def _digest(text: str) -> str:
    from hashlib import sha256

    return f"sha256:{sha256(text.encode()).hexdigest()}"
