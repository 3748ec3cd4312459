"""The small examples of the pages: facts that are given, a rule, and what follows. Each is judged by the library.

What an example leaves out is: the partners alpha (Indonesia) and beta (Korea), the agreed fields health and education, a review of 2018 to
2020, the fact types that a case of the pack `ringrose` may record, one essential criterion `shown`, and ``then: {satisfies: shown}``.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import ringrose
from ringrose import Assessment, InputError
from tests.differential.pairs import difference
from tests.docs.pages import ROOT

__all__ = ["check", "read"]

GIVEN = ("given", "parameters", "derived", "criteria", "rules", "if", "unless", "then", "because", "advice")
TOLD = (
    "status",
    "element",
    "findings",
    "bindings",
    "facts",
    "absent",
    "closed_by",
    "decides",
    "text",
    "conflicts",
    "open_questions",
    "recommendations",
    "refused",
)


def read(text: str) -> Any:
    """YAML as plain values, dates as text."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=date.isoformat))


def check(text: str, folder: Path) -> None:
    """Judge an example and see that all that it tells is so."""
    example = read(text)
    unknown = set(example) - {*GIVEN, *TOLD}
    assert not unknown, f"an example cannot say {unknown}"
    told = {key: example[key] for key in TOLD if key in example}
    assert told, "the example tells nothing"
    if "refused" in told:
        with pytest.raises(InputError) as refused:
            judged(example, folder)
        assert any(told["refused"] in str(problem) for problem in refused.value.problems), str(refused.value)
        return
    assessment = judged(example, folder)
    assert {key: FOUND[key](assessment, told[key]) for key in told} == told


def judged(example: dict[str, Any], folder: Path) -> Assessment:
    """The example as a pack and a case, judged."""
    rules = example.get("rules", [{key: example[key] for key in ("if", "unless", "then", "because", "advice") if key in example}])
    vocabulary = read((ROOT / "rules" / "ringrose" / "vocabulary.yaml").read_text(encoding="utf-8"))["facts"]
    asked = {"parameters": example["parameters"]} if "parameters" in example else {}
    files = {
        "pack": {"ringrose": "pack/1", "id": "example", "version": "1.0.0", "languages": ["en"], "elements": ["example"], **asked},
        "vocabulary": {
            "facts": {
                **{name: kind for name, kind in vocabulary.items() if not kind.get("derived")},
                **{name: {"derived": True, "attributes": attributes} for name, attributes in example.get("derived", {}).items()},
            }
        },
        "example": {
            "element": "example",
            "criteria": example.get("criteria", [{"id": "shown"}]),
            "rules": [{"id": f"rule-{n}", "then": {"satisfies": "shown"}, **rule} for n, rule in enumerate(rules, 1)],
        },
    }
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    pack = ringrose.load_pack(folder)
    case = {
        "ringrose": "case/1",
        "id": "example",
        "partners": [{"id": "alpha", "name": "Alpha", "country": "ID"}, {"id": "beta", "name": "Beta", "country": "KR"}],
        "fields": [{"id": "health", "name": "Health"}, {"id": "education", "name": "Education"}],
        "review": {"from": 2018, "to": 2020},
        **example.get("given", {}),
    }
    sound = ringrose.load_case(case, pack=pack)
    assert difference(pack, sound) is None  # the oracle says the same
    return ringrose.assess(sound, pack=pack)


def _results(assessment: Assessment) -> Any:
    return assessment["example"].criteria


def _findings(assessment: Assessment) -> list[Any]:
    return [finding for result in _results(assessment) for finding in result.findings]


def _status(assessment: Assessment, told: Any) -> Any:
    statuses = {result.id: result.status for result in _results(assessment)}
    return statuses if isinstance(told, dict) else statuses["shown"]


def _one(assessment: Assessment) -> dict[str, Any]:
    (finding,) = _findings(assessment)
    return finding.to_dict()


FOUND = {
    "status": _status,
    "element": lambda a, _: a["example"].status,
    "findings": lambda a, _: len(_findings(a)),
    "bindings": lambda a, _: [f.to_dict()["bindings"] for f in _findings(a)],
    "facts": lambda a, _: _one(a)["facts"],
    "absent": lambda a, _: [{key: value for key, value in x.items() if key != "closed_by"} for x in _one(a)["absent"]],
    "closed_by": lambda a, _: [x["closed_by"] for x in _one(a)["absent"]],
    "decides": lambda a, _: [f.rule.partition(".")[2] for f in _findings(a) if f.decides],
    "text": lambda a, _: _one(a)["text"],
    "conflicts": lambda a, _: a.to_dict()["conflicts"],
    "open_questions": lambda a, _: a.to_dict()["open_questions"],
    "recommendations": lambda a, _: [r["text"] for r in a.to_dict()["recommendations"]],
}
