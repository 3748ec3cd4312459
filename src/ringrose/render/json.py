"""An assessment as JSON (format ``assessment/1``)."""

from __future__ import annotations

import json

from ringrose.model.assessment import Assessment

__all__ = ["render"]


def render(assessment: Assessment, lang: str | None = None) -> str:
    """The answer as JSON: unescaped, keys in the order of the format, the same text from run to run. Write it as UTF-8."""
    return json.dumps(assessment.to_dict(lang), ensure_ascii=False, allow_nan=False, indent=2) + "\n"
