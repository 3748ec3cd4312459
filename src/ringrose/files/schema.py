"""JSON Schemas for editors and other programs: ``python -m ringrose.files.schema FOLDER`` writes them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from ringrose.files.packs import load_pack
from ringrose.files.schema_asking import questions_schema, repair_schema, threats_schema, why_not_schema
from ringrose.files.schema_assessment import assessment_schema
from ringrose.files.schema_case import case_schema
from ringrose.files.schema_checks import pack_check_schema
from ringrose.files.schema_comparing import diff_schema, packs_schema, what_if_schema
from ringrose.files.schema_many import comparison_schema
from ringrose.files.schema_pack import element_schema, pack_schema, vocabulary_schema
from ringrose.files.schema_parts import Schema
from ringrose.files.schema_robustness import robustness_schema
from ringrose.files.schema_timeline import timeline_schema
from ringrose.files.schema_trials import equivalent_schema, pack_test_schema, tests_schema
from ringrose.files.schema_verify import verify_schema
from ringrose.files.schema_why import why_schema

__all__ = [
    "all_schemas",
    "assessment_schema",
    "case_schema",
    "comparison_schema",
    "diff_schema",
    "element_schema",
    "equivalent_schema",
    "pack_check_schema",
    "pack_schema",
    "pack_test_schema",
    "packs_schema",
    "questions_schema",
    "repair_schema",
    "robustness_schema",
    "tests_schema",
    "threats_schema",
    "timeline_schema",
    "verify_schema",
    "vocabulary_schema",
    "what_if_schema",
    "why_not_schema",
    "why_schema",
    "write_schemas",
]


def all_schemas() -> dict[str, Schema]:
    """The schemas that the repository keeps, by the name of their file."""
    return {
        "assessment.schema.json": assessment_schema(),
        "case.ringrose.schema.json": case_schema(load_pack("ringrose")),
        "comparison.schema.json": comparison_schema(),
        "diff.schema.json": diff_schema(),
        "element-changes.schema.json": element_schema(changes=True),
        "element.schema.json": element_schema(),
        "equivalent.schema.json": equivalent_schema(),
        "pack-check.schema.json": pack_check_schema(),
        "pack-test.schema.json": pack_test_schema(),
        "pack.schema.json": pack_schema(),
        "packs.schema.json": packs_schema(),
        "questions.schema.json": questions_schema(),
        "repair.schema.json": repair_schema(),
        "robustness.schema.json": robustness_schema(),
        "tests.schema.json": tests_schema(),
        "threats.schema.json": threats_schema(),
        "timeline.schema.json": timeline_schema(),
        "verify.schema.json": verify_schema(),
        "vocabulary-changes.schema.json": vocabulary_schema(changes=True),
        "vocabulary.schema.json": vocabulary_schema(),
        "what-if.schema.json": what_if_schema(),
        "why-not.schema.json": why_not_schema(),
        "why.schema.json": why_schema(),
    }


def write_schemas(folder: str | os.PathLike[str]) -> None:
    """Write the schemas into a folder."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, schema in all_schemas().items():
        (place / name).write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(sys.argv[1] if len(sys.argv) > 1 else "schemas")
