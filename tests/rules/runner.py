"""Runs the tests of a pack: the named sentences under ``rules/<pack>/tests/``, each a small case and what must follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from ringrose import (
    Assessment,
    Criterion,
    Derives,
    Element,
    EveryNode,
    FactCondition,
    Finding,
    Pack,
    Pattern,
    Rule,
    RuleNode,
    Satisfies,
    assess,
)
from ringrose.files.documents import read_document
from ringrose.model.assessment import Node

__all__ = ["PackTest", "probed", "read_tests", "run"]

DEFAULTS = {
    "ringrose": "case/1",
    "id": "test",
    "partners": [{"id": "alpha", "name": "Alpha", "country": "ID"}, {"id": "beta", "name": "Beta", "country": "KR"}],
    "review": {"from": 2018, "to": 2020},
    "fields": [{"id": "health", "name": "Health"}, {"id": "education", "name": "Education"}],
}
"""What ``given`` leaves out."""

KEYS = ("status", "fires", "silent", "because")


@frozen
class PackTest:
    """A sentence, the case that it is about, and what must follow."""

    name: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]


def read_tests(folder: Path) -> Iterator[PackTest]:
    """The tests of the pack in a folder, file by file."""
    for path in sorted((folder / "tests").glob("*.yaml")):
        document = read_document(path.read_bytes(), str(path))
        if document.problems:
            raise ValueError("\n".join(map(str, document.problems)))
        for test in document.value["tests"]:
            if unknown := set(test) - {"name", "given", "expect"} | set(test["expect"]) - set(KEYS):
                raise ValueError(f"{path}: {test['name']}: {', '.join(sorted(unknown))} means nothing here")
            yield PackTest(test["name"], test["given"], test["expect"])


def probed(pack: Pack) -> Pack:
    """The pack with one more element, which binds each derived fact, so that the rules that derived it can be seen."""
    derived = dict.fromkeys(rule.then.type for _, _, rule in pack.rules() if isinstance(rule.then, Derives))
    rules = [Rule(name, [FactCondition(Pattern(name), "d")], Satisfies(name)) for name in derived]
    return evolve(pack, elements=(*pack.elements, Element("probe", [Criterion(name) for name in derived] or [Criterion("none")], rules)))


def run(test: PackTest, pack: Pack) -> list[str]:
    """What does not follow as expected, one sentence each, from a pack that is `probed`."""
    assessment = assess({**DEFAULTS, **test.given}, pack=pack)
    return list(_disagreements(assessment, test.expect))


def _disagreements(assessment: Assessment, expect: Mapping[str, Any]) -> Iterator[str]:
    findings = [f for judgement in assessment for result in judgement.criteria for f in result.findings]
    fired = {f.rule for f in findings} | set(_rules_in(node for f in findings for node in f.because))
    known = {name for name, _, _ in assessment.pack.rules()}
    for name, status in expect.get("status", {}).items():
        element, _, criterion = name.partition(".")
        found = assessment[element][criterion].status if criterion else assessment[element].status
        if found != status:
            yield f"{name} is {found}, not {status}"
    for name in expect.get("fires", ()):
        if name not in fired:
            yield f"{name} is silent" if name in known else f"there is no rule {name}"
    for name in expect.get("silent", ()):
        if name in fired or name not in known:
            yield f"{name} fires" if name in known else f"there is no rule {name}"
    for reason in expect.get("because", ()):
        grounds = [_grounds(f) for f in findings if f.rule == reason["rule"]]
        if (reason["facts"], reason["absent"]) not in grounds:
            yield f"{reason['rule']} rests on {grounds or 'nothing'}"


def _grounds(finding: Finding) -> tuple[list[str], list[dict[str, Any]]]:
    return list(finding.facts), [{"fact": absent.type, "where": absent.where} for absent in finding.absent]


def _rules_in(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, RuleNode):
            yield node.rule
            yield from _rules_in(node.premises)
        elif isinstance(node, EveryNode):
            yield from _rules_in(inner for _, premises in node.instances for inner in premises)
