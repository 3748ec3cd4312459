"""A small pack in whose folder `ringrose pack check` finds nothing, and changes of it."""

from pathlib import Path

from ringrose import load_pack

__all__ = ["FILES", "changed", "written"]

FILES = {
    "pack.yaml": """\
ringrose: pack/1
id: small
version: 1.0.0
title: A small pack
languages: [en]
elements: [life]
references:
  - {id: office, title: Our own yardstick}
""",
    "vocabulary.yaml": """\
facts:
  visit:
    means: Somebody travelled.
    attributes:
      by: {type: partner}
      year: {type: year, required: true}
      purpose: {type: one_of, values: [work, study]}
    example: {by: alpha, year: 2018}
  letter:
    means: A letter was written.
    attributes:
      by: {type: partner}
    example: {by: alpha}
  busy:
    derived: true
    means: A year in which somebody travelled for work.
    attributes:
      year: {type: year}
""",
    "life.yaml": """\
element: life
title: Life
question: Do they meet?
reference: {id: office}
criteria:
  - {id: met, role: essential, title: They meet, question: Do they meet?}
rules:
  - id: work
    if:
      - {fact: visit, as: v, where: {purpose: work}}
    then: {fact: busy, with: {year: $v.year}}
    because: "A visit of {v.by} in {v.year}."
    reference: {id: office}
  - id: visited
    if:
      - every: {fact: year, as: y, where: {full: true}}
        has: {fact: busy, where: {year: $y.value}}
    then: {satisfies: met}
    because: Somebody came every year.
    reference: {id: office}
  - id: not-visited
    if:
      - {fact: partner, as: p}
      - {no: visit, where: {purpose: {in: [work, study]}}}
      - {no: letter, where: {by: $p.id}}
    then: {violates: met}
    because: "Nobody came, nobody wrote: {p.name}."
    advice: Go there.
    reference: {id: office}
""",
    "tests/life.yaml": """\
tests:
  - name: A visit for work every year is enough.
    given: {review: {from: 2018, to: 2018}, facts: [{fact: visit, year: 2018, purpose: work}]}
    expect: {fires: [life.work, life.visited], silent: [life.not-visited]}
  - name: Closed records without a visit tell that nobody came.
    given: {complete: [visit, letter]}
    expect: {fires: [life.not-visited], silent: [life.work, life.visited]}
""",
}
"""By the name of the file."""


def changed(files, *changes):
    """The files with texts in the place of others, each of which stands there once: (file, old, new)."""
    files = dict(files)
    for name, old, new in changes:
        assert files[name].count(old) == 1, (name, old)
        files[name] = files[name].replace(old, new)
    return files


def written(folder: Path, files, changelog=None):
    """The folder with these files, and with a changelog that tells of the pack as it is, unless another is given."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if changelog is None:
        pack = load_pack(folder)
        changelog = f"# Changelog\n\n## [{pack.version}] - 2026-11-30\n\nDigest: {pack.digest}\n"
    if changelog:
        (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    return folder
