"""Reading: case files and packs in YAML and JSON, with every problem at its line and column.

Names are loaded when they are first used, so that importing costs almost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringrose.files.assessments import load_assessment as load_assessment
    from ringrose.files.cases import case_to_dict as case_to_dict
    from ringrose.files.cases import load_case as load_case
    from ringrose.files.checking import check_path as check_path
    from ringrose.files.packs import find_pack as find_pack
    from ringrose.files.packs import load_pack as load_pack

_HOME_OF = {
    "case_to_dict": "ringrose.files.cases",
    "check_path": "ringrose.files.checking",
    "find_pack": "ringrose.files.packs",
    "load_assessment": "ringrose.files.assessments",
    "load_case": "ringrose.files.cases",
    "load_pack": "ringrose.files.packs",
}

__all__ = ["case_to_dict", "check_path", "find_pack", "load_assessment", "load_case", "load_pack"]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'ringrose.files' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
