"""Tables of the pages that are made from the rules and the examples."""

import pytest

import ringrose
from ringrose.authoring.checks.codes import CODES
from tests.docs.pages import ROOT, hold_block
from tests.native import native  # noqa: F401

KINDS = {
    "text": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "`true` or `false`",
    "date": "a date",
    "year": "a year",
    "partner": "a partner",
    "field": "a field",
    "fact": "a fact",
}
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
IN_ORDER = ["semarang-jung-gu", "bandung-seoul", "semarang-beihai", "surabaya-kitakyushu"]


@pytest.fixture(scope="module")
def pack():
    """The pack `ringrose`."""
    return ringrose.load_pack("ringrose")


def told(name, attribute):
    """An attribute as the table of fact types tells it."""
    what = ", ".join(f"`{value}`" for value in attribute.values) if attribute.type == "one_of" else KINDS[attribute.type]
    return f"`{name}`{' (**needed**)' if attribute.required else ''}: {what}"


def test_the_table_of_fact_types_is_the_vocabulary(pack):
    """The table of fact types lists every type that a case may record, with all attributes, allowed values and its meaning."""
    rows = ["| type | meaning | attributes |", "|---|---|---|"]
    for name in pack.vocabulary.recordable:
        kind = pack.vocabulary.get(name)
        attributes = "<br>".join(told(*attribute) for attribute in kind.attributes.items())
        rows.append(f"| `{name}` | {kind.means.get('en')} | {attributes} |")
    hold_block(ROOT / "docs" / "writing-cases.md", "fact types", "\n".join(["", *rows, "", ""]))


def cell(ours, published):
    """Our judgement and the published one; a difference stands out."""
    shown = f"{ours} / {published or '-'}".replace("_", " ")
    return f"**{shown}**" if published and published != ours else shown


def test_the_table_of_judgements_is_what_the_library_says(pack):
    """The README's table tells our judgements of the examples beside the published ones."""
    assert {path.stem for path in EXAMPLES} == set(IN_ORDER)
    titles = [element.title.get("en") for element in pack.elements]
    rows = [f"| ours / published | {' | '.join(titles)} |", "|---" * (len(titles) + 1) + "|"]
    for name in IN_ORDER:
        assessment = ringrose.assess(ROOT / "examples" / f"{name}.yaml", pack=pack)
        published = {p.element: p.status for p in assessment.case.published}
        cells = [cell(judgement.status, published.get(judgement.id)) for judgement in assessment]
        rows.append(f"| {assessment.case.title.get('en')} | {' | '.join(cells)} |")
    hold_block(ROOT / "README.md", "judgements", "\n".join(["", *rows, "", ""]))


def test_all_codes_of_the_check_of_packs_are_told():
    """The table of codes is the catalogue of the checks."""
    rows = "".join(f"| `{code.name}` | {code.weight} | {code.told} |\n" for code in CODES.values())
    hold_block(ROOT / "docs" / "own-packs.md", "codes", f"| code | weight | says |\n|---|---|---|\n{rows}")
