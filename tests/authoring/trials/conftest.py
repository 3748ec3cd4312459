"""A small pack in a folder, whose files tests write anew."""

from pathlib import Path
from textwrap import dedent

import pytest

PACK = """
    ringrose: pack/1
    id: small
    version: 1.0.0
    languages: [en, id]
    elements: [life]
"""
VOCABULARY = """
    facts:
      visit:
        attributes:
          by: {type: partner}
          to: {type: partner}
          purpose: {type: one_of, values: [work, leisure]}
          year: {type: year}
      ending:
        attributes:
          of: {type: fact}
          year: {type: year}
      met_in: {derived: true, attributes: {year: {type: year}, open: {type: boolean}}}
"""
LIFE = """
    element: life
    criteria:
      - {id: yearly}
      - {id: mutual, role: safeguard}
    rules:
      - id: visited
        if:
          - {fact: visit, as: v, where: {year: {exists: true}}}
        unless:
          - {fact: ending, where: {of: $v.id}}
        then: {fact: met_in, with: {year: $v.year, open: true}}
        because: "They met in {v.year}."
      - id: every-year
        if:
          - every: {fact: year, as: y, where: {full: true}}
            has: {fact: met_in, where: {year: $y.value}}
        then: {satisfies: yearly}
        because: They met in every year.
      - id: empty-year
        if:
          - {fact: year, as: y, where: {full: true}}
          - {no: visit, where: {year: $y.value}}
        then: {violates: yearly}
        because: {en: "Nobody came in {y.value}.", id: "Tidak ada yang datang pada {y.value}."}
      - id: never-came
        if:
          - {fact: partner, as: p}
          - {no: visit, where: {by: $p.id, purpose: {in: [work, leisure]}}}
        then: {violates: mutual}
"""


class Folder:
    """A pack in a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("pack.yaml", PACK)
        self.write("vocabulary.yaml", VOCABULARY)
        self.write("life.yaml", LIFE)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the pack."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return file

    def tests(self, text: str, name: str = "life") -> Path:
        """Write a file of tests."""
        return self.write(f"tests/{name}.yaml", text)

    def test(self, given: str, expect: str) -> Path:
        """Write a file with one test."""
        return self.tests(f"tests: [{{name: One., given: {given}, expect: {expect}}}]")


@pytest.fixture
def folder(tmp_path):
    """A small pack in an empty folder."""
    return Folder(tmp_path / "small")
